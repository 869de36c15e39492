"""Sayings: phrases that say an amount of their own: "a fortnight", "quinze jours", "twice a year", "півроку"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from statediff.desk.editions.facts import Amount, mark_spot
from statediff.desk.editions.figures.units import in_measure
from statediff.desk.editions.lexicon import read
from statediff.differ.phrases import Phrases
from statediff.differ.sights import Sight
from statediff.differ.vocabulary import Vocabulary

_MOST_LINKS = 3
"""Tokens behind a phrase that may say a half of it more: "and a half"."""

_LEAST_BEFORE = 2
"""Tokens of a number and the small word behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Saying:
    value: Fraction
    written: Fraction
    unit: str
    also: Fraction | None
    """Another amount that it may mean: fifteen days are two weeks."""
    is_weak: bool


@cache
def _sayings(language: str) -> Phrases[_Saying]:
    return Phrases(
        (phrase, _read(entry)) for entry in read("numerals")["sayings"].get(language, ()) for phrase in entry["phrases"]
    )


def _read(entry: dict[str, str]) -> _Saying:
    written = Fraction(entry["value"])
    value, unit = in_measure(written, entry.get("unit", ""))
    also = in_measure(Fraction(entry["also"]), entry.get("unit", ""))[0] if "also" in entry else None
    return _Saying(value=value, written=written, unit=unit, also=also, is_weak=bool(entry.get("weak", False)))


def find_sayings(
    sight: Sight, words: Vocabulary, taken: Sequence[tuple[int, int]], sentence: int
) -> list[tuple[int, int, Amount]]:
    """Return the amounts that set phrases of a sentence say, with the tokens they take; none inside what is `taken`."""
    outside = {index for start, end in taken for index in range(start, end)}
    return [
        (
            found.start,
            found.end,
            Amount(
                spot=mark_spot(sight, found.start, found.end, sentence),
                value=found.value.value,
                written=found.value.written,
                unit=found.value.unit,
                is_worded=True,
                is_weak=found.value.is_weak,
                also=found.value.also,
            ),
        )
        for found in _sayings(words.language).find(sight.keys)
        if outside.isdisjoint(range(found.start, found.end))
        and not _goes_on(sight, words, found.start)
        and sight.is_whole(found.start, found.end)
        and not (found.value.is_weak and _is_counted(sight, words, found.start, found.end))
    ]


def _goes_on(sight: Sight, words: Vocabulary, start: int) -> bool:
    """Whether a number and a small word stand before a phrase, which is a part of it: "one and a quarter million"."""
    if start < _LEAST_BEFORE or sight.keys[start - 1] not in _joiners():
        return False
    before = sight.keys[start - _LEAST_BEFORE]
    return sight.keys[start] in _joiners() and (before.isdecimal() or words.numbers.holds(before))


def _is_counted(sight: Sight, words: Vocabulary, start: int, end: int) -> bool:
    """Whether a number stands before a phrase or a half behind it, and makes a unit of it: "three decades"."""
    before = sight.keys[start - 1] if start else ""
    if before[:1].isdigit() or (words.numbers.holds(before) and before not in _joiners()):
        return True
    behind = sight.keys[end : end + _MOST_LINKS]
    half = next((at for at, key in enumerate(behind) if key not in _joiners()), len(behind))
    found = words.numbers.find(behind[half:]) if 0 < half < len(behind) else []
    return bool(found) and found[0].start == 0 and found[0].value.kind == "fraction"


@cache
def _joiners() -> frozenset[str]:
    return frozenset(read("numerals")["mixtures"]["and"])
