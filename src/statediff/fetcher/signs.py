"""Patterns that hardly ever match, searched for quickly: a page without their fixed letters is not searched at all.

A case-blind search of 25 kB for the marks of every vendor takes 45 ms; for the letters that each must hold, 1 ms.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

_ELEMENTS = re.compile(
    r"""
    (?P<set>\[(?:\\.|[^\]\\])+\])
    | (?P<number>\{[\d,]*\})
    | (?P<code>\\x[0-9a-fA-F]{2}|\\[a-zA-Z0-9])
    | \\(?P<escaped>.)
    | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)


_HAS_PLAIN_CASE = re.compile("[\u0400-\u04ff\u0600-\u06ff]")
"""Letters beyond ASCII whose lower case is one letter, or which have no case: Cyrillic and Arabic."""


class Signs:
    """Alternative patterns, blind to case; compiled when a text first holds the fixed letters of one."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = tuple(patterns)
        self._letters = tuple(find_letters(pattern) for pattern in patterns)

    def search(self, text: str, lowered: str) -> re.Match[str] | None:
        """Find the first match; `lowered` is the text in lower case, made once for many searches."""
        return self._compiled.search(text) if self._may_match(lowered) else None

    def match(self, text: str) -> re.Match[str] | None:
        """Match the beginning of a text."""
        return self._compiled.match(text)

    def _may_match(self, lowered: str) -> bool:
        return any(letters in lowered for letters in self._letters)

    @functools.cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{pattern})" for pattern in self._patterns), re.IGNORECASE)


def find_letters(pattern: str) -> str:
    """Return the longest run of letters, in lower case, that every match of a pattern holds; "" when none is sure."""
    runs, run, depth = [""], "", 0
    for element in _ELEMENTS.finditer(pattern):
        sign, escaped = element["sign"], element["escaped"]
        if sign == "|" and depth == 0:
            return ""
        depth += (sign == "(") - (sign == ")")
        letter = escaped or (sign if sign is not None and sign not in "(){}[].^$*+?|" else None)
        if depth == 0 and letter is not None and (letter.isascii() or _HAS_PLAIN_CASE.match(letter)):
            run += letter.lower()
            continue
        may_be_absent = sign in {"?", "*"} or element["number"] is not None
        runs.append(run[:-1] if may_be_absent else run)
        run = ""
    return max((*runs, run), key=len)
