"""Likeness of sentences: how much of their rare words two passages share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from statediff.differ.passages import Unit

_SAMPLE = 400
"""Units of the matched rest that are read too, so that common words count as common."""


class Likeness:
    """Dice's coefficient over stems, each weighed by its rarity among the units of both texts."""

    __slots__ = ("_frequencies", "_profiles", "_total", "_weights")

    def __init__(self, units: Iterable[Unit]) -> None:
        self._frequencies: Counter[str] = Counter()
        self._total = 0
        for unit in units:
            self._frequencies.update(set(unit.stems))
            self._total += 1
        self._weights: dict[str, float] = {}
        self._profiles: dict[int, tuple[Counter[str], float]] = {}

    def weight(self, stem: str) -> float:
        """Return how much a shared stem says."""
        found = self._weights.get(stem)
        if found is None:
            found = self._weights[stem] = math.log(1 + self._total / max(1, self._frequencies[stem]))
        return found

    def frequency(self, stem: str) -> int:
        """Return in how many of the units read the stem occurs."""
        return self._frequencies[stem]

    def of(self, old: Unit, new: Unit) -> float:
        """Return the likeness of two units, 0 to 1."""
        return self._dice(self._profile(old), self._profile(new))

    def of_joined(self, old: Sequence[Unit], new: Sequence[Unit]) -> float:
        """Return the likeness of two runs of units, each read as one."""
        return self._dice(self._count(old), self._count(new))

    def _profile(self, unit: Unit) -> tuple[Counter[str], float]:
        found = self._profiles.get(id(unit))
        if found is None:
            found = self._profiles[id(unit)] = self._count((unit,))
        return found

    def _count(self, units: Sequence[Unit]) -> tuple[Counter[str], float]:
        counts = Counter(stem for unit in units for stem in unit.stems)
        return counts, sum(self.weight(stem) * count for stem, count in counts.items())

    def _dice(self, one: tuple[Counter[str], float], other: tuple[Counter[str], float]) -> float:
        whole = one[1] + other[1]
        if not whole:
            return 0.0
        few, many = (one[0], other[0]) if len(one[0]) < len(other[0]) else (other[0], one[0])
        shared = 0.0
        for stem, count in few.items():
            if stem in many:
                shared += self.weight(stem) * min(count, many[stem])
        return 2 * shared / whole


def sample(units: Sequence[Unit], taken: Iterable[int]) -> list[Unit]:
    """Return an evenly spaced sample of the units that are paired already."""
    places = list(taken)
    step = max(1, len(places) // _SAMPLE)
    return [units[place] for place in places[::step]]
