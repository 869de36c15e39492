"""A source's own `select` and `remove`: full CSS, by Beautiful Soup over lxml."""

from __future__ import annotations

import warnings
from typing import Any

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from bs4.css import soupsieve as css

from statediff.errors import SelectorError
from statediff.model import Rules

MARK = "data-statediff-selected"
assert css is not None
_FAULTS = (css.SelectorSyntaxError, ValueError, TypeError, NotImplementedError)


def apply_rules(markup: str, rules: Rules) -> tuple[str, bool]:
    """Return the page without what `remove` finds and with what `select` finds marked, and whether it found any.

    Raises: SelectorError for text that is no CSS selector.
    """
    removed = [_compile(selector) for selector in rules.remove]
    selected = [_compile(selector) for selector in rules.select]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(markup, "lxml")
    for pattern in removed:
        for element in pattern.select(soup):
            if not element.decomposed:
                element.decompose()
    has_found = False
    for pattern in selected:
        for element in pattern.select(soup):
            element[MARK] = ""
            has_found = has_found or bool(element.get_text(strip=True))
    return str(soup), has_found


def find_fault(selector: str) -> str | None:
    """Return why a text is no CSS selector, in the words of the one that reads it, or None."""
    try:
        _parse(selector)
    except _FAULTS as error:
        return " ".join(str(error).split("\n")[0].split())
    return None


def _compile(selector: str) -> Any:
    try:
        return _parse(selector)
    except _FAULTS as error:
        raise SelectorError(
            selector, f"no valid CSS selector ({find_fault(selector)})", "correct it in the source's rules"
        ) from error


def _parse(selector: str) -> Any:
    assert css is not None
    with warnings.catch_warnings():
        # Names of pseudo-classes that it still knows and would rather not.
        warnings.simplefilter("ignore", FutureWarning)
        return css.compile(selector)
