"""Derivations: the adjectives and names of regions that Ukrainian makes of a place's name: "віденський", "Одещина"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import regex

from statediff.desk.editions.lexicon import read

_WORD = regex.compile(r"[а-щьюяґєії'-]{3,}\*?")
_OPEN = "*"
_Ends = tuple[tuple[str, tuple[str, ...]], ...]


@cache
def _ends(table: str) -> _Ends:
    """Return the ends of words in a table of the derivations, the longest first, and what stands in their place."""
    rows: Mapping[str, list[str]] = read("scripts")["derivations"][table]
    return tuple((end, tuple(rows[end])) for end in sorted(rows, key=lambda end: (-len(end), end)))


@cache
def _never() -> frozenset[str]:
    return frozenset(read("scripts")["derivations"]["never"])


def derive(forms: Sequence[str]) -> Iterator[str]:
    """Yield what is made of a place that a list knows by some forms, each as a word that may have any ending.

    Its names are the first of its Ukrainian words, and all that may have any ending themselves.
    """
    words = [form for form in forms if _WORD.fullmatch(form)]
    names = dict.fromkeys([*words[:1], *(word for word in words if word.endswith(_OPEN))])
    made: dict[str, None] = {}
    for name in names:
        for stem in _change("stems", name.removesuffix(_OPEN)) or [name.removesuffix(_OPEN)]:
            for adjective in _change("adjectives", stem):
                made |= dict.fromkeys([adjective, *_change("regions", adjective)])
    yield from (word + _OPEN for word in made if word not in _never())


def _change(table: str, word: str) -> list[str]:
    """Return what a table makes of the end of a word, nothing if it has no such end."""
    for end, news in _ends(table):
        if word.endswith(end):
            return [word[: len(word) - len(end)] + new for new in news]
    return []
