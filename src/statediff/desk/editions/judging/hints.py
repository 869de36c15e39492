"""Hints: signs that an edition says a figure or a date in words that were not read, so that it is not told missing.

A number that stands in a word of its own kind ("одинадцятка", "quarter-final"), or whose digits stand in a longer name,
is read as no figure; a week is seven days, 54 million are 62 less 8, three quarters 900 of 1,200, and yesterday was a
day with a number. That another edition's figure is not said there, nobody can tell.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cache, lru_cache
from itertools import combinations

from statediff.desk.editions.facts import Amount, Day, Fact
from statediff.desk.editions.figures.numerals import vocabulary
from statediff.desk.editions.figures.units import SHARES, have_one_unit, measures
from statediff.desk.editions.lexicon import read
from statediff.differ.phrases import Phrases

_SHORTEST_STEM = 4
"""Letters with which a word must begin like a number at least."""
_LEAST_RECKONED = 10
"""Figures from which on it is no chance that two others make them."""
GREAT = 100_000
"""Figures from which on it is no chance that others make them though one names no unit, or a rival stands there."""
_MOST_RECKONED = 24
"""Figures of a row of which pairs are tried at most."""
_DIGITS = re.compile(r"\d+")
_LEAP_YEAR = 2024
_NO_FEAST: Phrases[bool] = Phrases(())


def is_figure_hinted(amount: Amount, words: Iterable[str], facts: Iterable[Fact], language: str) -> bool:
    """Whether the words of a place in an edition, in lower case, or its facts hold a figure that another one says."""
    words = list(words)
    values = {amount.value, amount.written}
    values |= {1 / value for value in values if value}
    if any(not values.isdisjoint(_numbers_in(word, language)) for word in words):
        return True
    once = {unit for unit, (base, times) in measures().items() if (base, times) == (amount.unit, amount.value)}
    if once and any(_unit_of(word, language) in once for word in words):
        return True
    facts = tuple(facts)
    return is_reckoned(amount, facts) or _are_months_of_span(amount, facts)


def _are_months_of_span(amount: Amount, facts: Iterable[Fact]) -> bool:
    """Whether two months among facts are so many months apart, both counted: "січень–вересень" are nine months."""
    months = [fact.month for fact in facts if isinstance(fact, Day) and fact.month is not None and fact.day is None]
    return amount.unit == "month" and any(last - first + 1 == amount.value for first, last in combinations(months, 2))


def is_reckoned(amount: Amount, facts: Iterable[Fact]) -> bool:
    """Whether two figures among facts make another: their sum, their difference, one a share of the other."""
    others = [fact for fact in facts if isinstance(fact, Amount) and not fact.is_ordinal and fact.value > 0]
    value = amount.value
    pairs = list(combinations(others[:_MOST_RECKONED], 2))
    if amount.unit in SHARES and 0 < value < 1:
        return any(
            value in (one.value / two.value, two.value / one.value) for one, two in pairs if have_one_unit(one, two)
        )
    if value < _LEAST_RECKONED:
        return False
    return any(
        (value in (one.value + two.value, abs(one.value - two.value)) and _count_one(one, two, amount))
        or (value == one.value * two.value and _are_counted(one, two, amount))
        or (value == one.value * two.value and any(_is_part_of(*pair, amount) for pair in ((one, two), (two, one))))
        for one, two in pairs
    )


def is_compared(keys: Sequence[str], language: str) -> bool:
    """Whether words say by how much a figure is more or less than another, or what it was: "8 million more"."""
    return bool(_comparisons(language).find(keys))


@cache
def _comparisons(language: str) -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in read("numerals")["comparisons"].get(language, ()))


def _count_one(*amounts: Amount) -> bool:
    """Whether figures count one thing: they have one unit, or none beside figures as great."""
    units = {amount.unit for amount in amounts}
    return len(units) == 1 or (len(units - {""}) == 1 and min(amount.value for amount in amounts) >= GREAT)


def _are_counted(one: Amount, two: Amount, amount: Amount) -> bool:
    """Whether figures may be so many times so many: 250 sets with two cylinders each have 500."""
    return not (one.unit or two.unit or amount.unit) and one.value.denominator == two.value.denominator == 1


def _is_part_of(share: Amount, whole: Amount, part: Amount) -> bool:
    return share.unit in SHARES and share.value < 1 and have_one_unit(whole, part)


def is_day_hinted(day: Day, text: str, keys: Sequence[str], language: str) -> bool:
    """Whether the text of a place in an edition has the digits of a date or a time of day that another one says.

    It may say too what the date is reckoned from ("yesterday"), or which end of a time it is ("at the year's end").
    """
    if not day.words and _relative(language).find(keys):
        return True
    if day.day is not None and _feasts().get(f"{day.month}-{day.day}", _NO_FEAST).find(keys):
        return True
    if day.day is None:
        hour, _, minute = day.words.partition(":")
        is_time = hour.isdecimal() and minute.isdecimal()
        return is_time and re.search(rf"(?<!\d)0?{hour}\D{{1,3}}{minute}(?!\d)", text) is not None
    if re.search(rf"(?<!\d)0?{day.day}(?!\d)", text) is not None:
        return True
    last = monthrange(day.year or _LEAP_YEAR, day.month)[1] if day.month is not None else None
    return day.day in (1, last) and not _ends().isdisjoint(keys)


@cache
def _feasts() -> Mapping[str, Phrases[bool]]:
    feasts: Mapping[str, Sequence[str]] = read("numerals")["feasts"]
    return {day: Phrases((name, True) for name in names) for day, names in feasts.items()}


@cache
def _relative(language: str) -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in read("numerals")["relative"].get(language, ()))


@cache
def _ends() -> frozenset[str]:
    return frozenset(read("numerals")["ends"])


@lru_cache(maxsize=16384)
def _unit_of(word: str, language: str) -> str:
    found = vocabulary(language).units.find([word])
    return found[0].value if found else ""


@lru_cache(maxsize=16384)
def _numbers_in(word: str, language: str) -> frozenset[Fraction]:
    """Return the numbers that a word begins with, and those whose digits it holds."""
    found = {Fraction(int(match[0])) for match in _DIGITS.finditer(word)}
    numbers, ordinals = vocabulary(language).numbers, vocabulary(language).ordinals
    endings = ("", *read("numerals")["lost_endings"].get(language, ()))
    for end in range(len(word), _SHORTEST_STEM - 1, -1):
        stem = word[:end]
        for ending in endings:
            found.update(each.value.value for each in numbers.find([stem + ending]))
        if stem in ordinals:
            found.add(Fraction(ordinals[stem]))
    return frozenset(found)
