"""Hints: signs that an edition says a figure or a date in words that were not read, so that it is not told missing.

A number that stands in a word of its own kind ("одинадцятка", "quarter-final"), or whose digits stand in a longer name,
is read as no figure; but that another edition's figure is not said there, nobody can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

from statediff.desk.editions.facts import Amount, Day
from statediff.desk.editions.lexicon import read
from statediff.desk.editions.numerals import vocabulary

_SHORTEST_STEM = 4
"""Letters with which a word must begin like a number at least."""
_DIGITS = re.compile(r"\d+")


def is_figure_hinted(amount: Amount, words: Iterable[str], language: str) -> bool:
    """Whether the words of a place in an edition, in lower case, hold a number that a figure elsewhere says."""
    values = {amount.value, amount.written}
    values |= {1 / value for value in values if value}
    return any(not values.isdisjoint(_numbers_in(word, language)) for word in words)


def is_day_hinted(day: Day, text: str) -> bool:
    """Whether the text of a place in an edition has the digits of a date or a time of day that another one says."""
    if day.day is not None:
        return re.search(rf"(?<!\d){day.day}(?!\d)", text) is not None
    hour, _, minute = day.words.partition(":")
    if not (hour.isdecimal() and minute.isdecimal()):
        return False
    return re.search(rf"(?<!\d)0?{hour}\D{{1,3}}{minute}(?!\d)", text) is not None


@lru_cache(maxsize=16384)
def _numbers_in(word: str, language: str) -> frozenset[Fraction]:
    """Return the numbers that a word begins with, and those whose digits it holds."""
    found = {Fraction(int(match[0])) for match in _DIGITS.finditer(word)}
    vocabulary_of = vocabulary(language)
    endings = ("", *read("numerals")["lost_endings"].get(language, ()))
    for end in range(len(word), _SHORTEST_STEM - 1, -1):
        stem = word[:end]
        for ending in endings:
            found.update(each.value.value for each in vocabulary_of.numbers.find([stem + ending]))
        if stem in vocabulary_of.ordinals:
            found.add(Fraction(vocabulary_of.ordinals[stem]))
    return frozenset(found)
