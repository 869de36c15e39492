"""Likeness of sentences: how much of their rare words two passages share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from statediff.differ.passages import Unit

_SAMPLE, _SAMPLE_LETTERS = 400, 60_000
"""Units of the matched rest that are read too, so that common words count as common, and their letters."""
_PRECISION = 1 << 20
"""Parts of one unit of weight that are told apart."""

_AGAIN = "\0"
Profile = tuple[frozenset[str], int]
"""What a unit is made of, and how much that weighs together: its stems, one that stands there twice also as a second
member, with a mark for each time it stood before."""


class Likeness:
    """Dice's coefficient over stems, each weighed by its rarity among the units of both texts."""

    __slots__ = ("_frequencies", "_profiles", "_weights")

    def __init__(self, units: Sequence[Unit]) -> None:
        self._frequencies = Counter(chain.from_iterable(unit.stem_set for unit in units))
        self._weights = _Weights(self._frequencies, len(units))
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
        return self._dice(self._count_joined(old), self._count_joined(new))

    def _profile(self, unit: Unit) -> Profile:
        found = self._profiles.get(id(unit))
        if found is None:
            found = self._profiles[id(unit)] = self._count(unit.stems, unit.stem_set)
        return found

    def _count_joined(self, units: Sequence[Unit]) -> Profile:
        stems = [stem for unit in units for stem in unit.stems]
        return self._count(stems, frozenset(stems))

    def _count(self, stems: Sequence[str], members: frozenset[str]) -> Profile:
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
        times = {count: round(_PRECISION * math.log(1 + total / count)) for count in {1, *frequencies.values()}}
        super().__init__((stem, times[count]) for stem, count in frequencies.items() if _AGAIN not in stem)
        self._rarest = times[1]

    def __missing__(self, member: str) -> int:
        """Weigh a member that is a stem once more, or one that no unit has."""
        found = self[member] = self.get(member.rstrip(_AGAIN), self._rarest)
        return found


def sample(units: Sequence[Unit], taken: Iterable[int]) -> list[Unit]:
    """Return an evenly spaced sample of the units that are paired already, bounded by their number and length."""
    places = list(taken)
    letters = sum(len(units[place].raw) for place in places)
    step = max(1, len(places) // _SAMPLE, letters // _SAMPLE_LETTERS)
    return [units[place] for place in places[::step]]
