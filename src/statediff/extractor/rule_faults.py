"""What is wrong with a source's own rules, told before any page is read by them."""

from __future__ import annotations

import importlib
import re
from difflib import get_close_matches

from statediff.errors import ExtractionError
from statediff.extractor.presets import all_presets, find_preset

_EXAMPLE = 'such as "main article" or ".statement p"'
_PSEUDO_CLASS = re.compile(r"(?<!:):([a-zA-Z-]+)")
_PSEUDO_CLASSES = (
    "empty", "first-child", "first-of-type", "has", "is", "last-child", "last-of-type", "not", "nth-child",
    "nth-last-child", "nth-of-type", "only-child", "only-of-type", "root", "where", "-soup-contains",
)  # fmt: skip
_OF_OTHER_TOOLS = {"eq": "nth-of-type", "contains": "-soup-contains", "first": "first-of-type", "last": "last-of-type"}
"""Pseudo-classes that other tools know by other names."""


def find_selector_fault(selector: str) -> str | None:
    """Tell why a `select` or `remove` is no CSS selector, with what may have been meant; None for one that is."""
    # Beautiful Soup is loaded for sources that have rules of their own only.
    reason: str | None = importlib.import_module("statediff.extractor.chosen").find_fault(selector)
    if reason is None:
        return None
    return f'"{selector[:80]}" is no CSS selector{_explain(selector, reason)}'


def find_preset_fault(name: str) -> str | None:
    """Tell that there is no preset of a name, with the nearest one; None for one that there is."""
    try:
        find_preset(name)
    except ExtractionError:
        known = [preset.name for preset in all_presets()]
        near = get_close_matches(name, known, n=1)
        advice = f"did you mean {near[0]}?" if near else f"choose one of {', '.join(known)}"
        return f'there is no preset "{name[:80]}"; {advice}'
    return None


def _explain(selector: str, reason: str) -> str:
    text = selector.strip()
    if not text:
        return f"; write one, {_EXAMPLE}"
    if text.startswith("/") or "[@" in text or "text()" in text:
        return f"; it looks like XPath: CSS names elements, classes and ids, {_EXAMPLE}"
    if "::" in text:
        return "; a selector finds elements, so leave out what begins with ::"
    for name in _PSEUDO_CLASS.findall(text):
        if name.lower() not in _PSEUDO_CLASSES:
            meant = (
                [_OF_OTHER_TOOLS[name]] if name in _OF_OTHER_TOOLS else get_close_matches(name, _PSEUDO_CLASSES, n=1)
            )
            if meant:
                return f"; there is no :{name}, did you mean :{meant[0]}?"
    if text.startswith((">", "+", "~", ",")) or text.endswith((">", "+", "~", ",")):
        return "; something is missing beside its first or last sign"
    return f" ({reason}); write it {_EXAMPLE}"
