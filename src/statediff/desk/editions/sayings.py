"""Sayings: phrases that say an amount of their own: "a fortnight", "quinze jours", "twice a year", "півроку"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from statediff.desk.editions.compounds import in_measure
from statediff.desk.editions.facts import Amount, mark_spot
from statediff.desk.editions.lexicon import read
from statediff.differ.phrases import Phrases
from statediff.differ.sights import Sight


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
    sight: Sight, language: str, taken: Sequence[tuple[int, int]], sentence: int
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
        for found in _sayings(language).find(sight.keys)
        if outside.isdisjoint(range(found.start, found.end)) and sight.is_whole(found.start, found.end)
    ]
