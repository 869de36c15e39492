"""Quotations: whether a place in a text stands between quotation marks."""

from __future__ import annotations

_REACH = 3000
"""Letters looked back at most."""
_CLOSERS = {"“": "”", "«": "»", "„": "“”", "「": "」", "『": "』", '"': '"'}


def is_quoted(text: str, start: int, place: int) -> bool:
    """Whether text[place] stands inside a quotation that opened after `start`, the beginning of its block."""
    opened: str | None = None
    for character in text[max(start, place - _REACH) : place]:
        if opened is not None:
            if character in _CLOSERS[opened]:
                opened = None
        elif character in _CLOSERS:
            opened = character
    return opened is not None
