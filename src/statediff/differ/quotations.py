"""Quotations: whether a place in a text stands between quotation marks."""

from __future__ import annotations

import re

_REACH = 3000
"""Letters looked back at most."""
_CLOSERS = {"“": "”", "«": "»", "„": "“”", "「": "」", "『": "』", '"': '"'}
_MARK = re.compile(f"[{''.join(sorted({*_CLOSERS, *''.join(_CLOSERS.values())}))}]")


def is_quoted(text: str, start: int, place: int) -> bool:
    """Whether text[place] stands inside a quotation that opened after `start`, the beginning of its block."""
    closers: str | None = None
    for match in _MARK.finditer(text, max(start, place - _REACH), place):
        mark = match[0]
        if closers is None:
            closers = _CLOSERS.get(mark)
        elif mark in closers:
            closers = None
    return closers is not None
