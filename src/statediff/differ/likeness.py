"""Likeness of sentences: how much of their rare words two passages share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from statediff.differ.passages import Unit

_SAMPLE, _SAMPLE_LETTERS = 400, 60_000
"""Units of the matched rest that are read too, so that common words count as common, and their letters."""
_PRECISION = 1 << 20
"""Parts of one unit of weight that are told apart."""

_AGAIN = "\0"
Profile = tuple[set[str], int]
"""What a unit is made of, and how much that weighs together: its stems, one that stands there twice also as a second
member, with a mark for each time it stood before."""


class Likeness:
    """Dice's coefficient over stems, each weighed by its rarity among the units of both texts."""

    __slots__ = ("_frequencies", "_profiles", "_total", "_weights")

    def __init__(self, units: Iterable[Unit]) -> None:
        self._frequencies: Counter[str] = Counter()
        self._total = 0
        for unit in units:
            self._frequencies.update(set(unit.stems))
            self._total += 1
        self._weights = _Weights(self._frequencies, self._total)
        self._profiles: dict[int, Profile] = {}

    def weight(self, stem: str) -> int:
        """Return how much a shared stem says."""
        return self._weights[stem]

    def frequency(self, stem: str) -> int:
        """Return in how many of the units read the stem occurs."""
        return self._frequencies[stem]

    def of(self, old: Unit, new: Unit) -> float:
        """Return the likeness of two units, 0 to 1."""
        return self._dice(self._profile(old), self._profile(new))

    def of_joined(self, old: Sequence[Unit], new: Sequence[Unit]) -> float:
        """Return the likeness of two runs of units, each read as one."""
        return self._dice(self._count(old), self._count(new))

    def _profile(self, unit: Unit) -> Profile:
        found = self._profiles.get(id(unit))
        if found is None:
            found = self._profiles[id(unit)] = self._count((unit,))
        return found

    def _count(self, units: Sequence[Unit]) -> Profile:
        stems = [stem for unit in units for stem in unit.stems]
        members = set(stems)
        if len(members) < len(stems):
            times = Counter(stems)
            members |= {stem + _AGAIN * time for stem, count in times.items() if count > 1 for time in range(1, count)}
        return members, self._weigh(members)

    def _weigh(self, members: Iterable[str]) -> int:
        return sum(map(self._weights.__getitem__, members))

    def _dice(self, one: Profile, other: Profile) -> float:
        whole = one[1] + other[1]
        return 2 * self._weigh(one[0] & other[0]) / whole if whole else 0.0


class _Weights(dict[str, int]):
    """Member -> weight, each computed once. Whole numbers, so that a sum is the same in whatever order it is taken."""

    def __init__(self, frequencies: Counter[str], total: int) -> None:
        super().__init__()
        self._frequencies, self._total = frequencies, total

    def __missing__(self, member: str) -> int:
        stem = member.rstrip(_AGAIN)
        found = self[member] = round(_PRECISION * math.log(1 + self._total / max(1, self._frequencies[stem])))
        return found


def sample(units: Sequence[Unit], taken: Iterable[int]) -> list[Unit]:
    """Return an evenly spaced sample of the units that are paired already, bounded by their number and length."""
    places = list(taken)
    letters = sum(len(units[place].raw) for place in places)
    step = max(1, len(places) // _SAMPLE, letters // _SAMPLE_LETTERS)
    return [units[place] for place in places[::step]]
