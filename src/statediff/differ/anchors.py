"""Anchors: which sentences stand in both texts with the same words, also where they are repeated."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from statediff.differ.chain import heaviest_chain
from statediff.differ.passages import Unit

_REPEATED = 400
"""Pairs of places (old times new) up to which all of them are weighed when a unit is repeated."""
_ROUNDS = 3

ExactRun = tuple[int, int, int, float]
"""Units that follow one another on both sides: first old, first new, how many, weight."""


def pair_exactly(old: Sequence[Unit], new: Sequence[Unit]) -> dict[int, int]:
    """Pair units of the same words: the unique ones, their neighbours, both ends, then repeated ones in order."""
    pairing = _Pairing(old, new)
    pairing.pair_unique()
    pairing.pair_neighbours()
    pairing.add(pairing.same_places())
    for _ in range(_ROUNDS):
        if not pairing.add(pairing.longest_in_gaps()):
            break
    pairing.pair_rest()
    return pairing.pairs


def gather_runs(pairs: dict[int, int], old: Sequence[Unit]) -> list[ExactRun]:
    """Gather pairs that follow one another on both sides into runs."""
    runs: list[ExactRun] = []
    for i in sorted(pairs):
        j, weight = pairs[i], len(old[i].raw) + 3.0
        if runs and runs[-1][0] + runs[-1][2] == i and runs[-1][1] + runs[-1][2] == j:
            first, second, length, total = runs[-1]
            runs[-1] = (first, second, length + 1, total + weight)
        else:
            runs.append((i, j, 1, weight))
    return runs


def keep_order(runs: Sequence[ExactRun]) -> dict[int, int]:
    """Return the pairs of the runs that keep their order and weigh most together."""
    chain = heaviest_chain([(i, j, weight) for i, j, _, weight in runs])
    kept = [runs[index] for index in chain]
    return {i + step: j + step for i, j, length, _ in kept for step in range(length)}


class _Pairing:
    """Pairs of equal units, gathered step by step."""

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        self._old, self._new = old, new
        self._ids_old, self._ids_new = _identities(old, new)
        self._where_old = _places(self._ids_old, range(len(old)))
        self._where_new = _places(self._ids_new, range(len(new)))
        self.pairs: dict[int, int] = {}
        self._taken: set[int] = set()

    def add(self, found: Iterable[tuple[int, int]]) -> bool:
        """Take pairs in, and tell whether there were any."""
        before = len(self.pairs)
        self.pairs.update(found)
        self._taken = set(self.pairs.values())
        return len(self.pairs) > before

    def pair_unique(self) -> None:
        """Pair what stands once on either side."""
        self.add(
            (places[0], self._where_new[identity][0])
            for identity, places in self._where_old.items()
            if len(places) == 1 and len(self._where_new.get(identity, ())) == 1
        )

    def pair_neighbours(self) -> None:
        """Pair repeated units beside a pair, and at both ends of the texts."""
        for i in sorted(self.pairs):
            self._extend(i + 1, self.pairs[i] + 1, 1)
        for i in sorted(self.pairs, reverse=True):
            self._extend(i - 1, self.pairs[i] - 1, -1)
        self._extend(0, 0, 1)
        self._extend(len(self._old) - 1, len(self._new) - 1, -1)

    def _extend(self, i: int, j: int, step: int) -> None:
        while 0 <= i < len(self._old) and 0 <= j < len(self._new) and i not in self.pairs and j not in self._taken:
            if self._ids_old[i] != self._ids_new[j]:
                return
            self.pairs[i] = j
            self._taken.add(j)
            i, j = i + step, j + step

    def _gaps(self) -> Iterator[tuple[range, range]]:
        i = j = 0
        anchors = keep_order(gather_runs(self.pairs, self._old))
        for x, y in [*sorted(anchors.items()), (len(self._old), len(self._new))]:
            if x > i and y > j:
                yield range(i, x), range(j, y)
            i, j = x + 1, y + 1

    def same_places(self) -> list[tuple[int, int]]:
        """Return repeated units at the same place of a gap that is as long on both sides, when most stand so."""
        found: list[tuple[int, int]] = []
        for left, right in self._gaps():
            if len(left) != len(right):
                continue
            free = [(i, j) for i, j in zip(left, right, strict=True) if i not in self.pairs and j not in self._taken]
            same = [(i, j) for i, j in free if self._ids_old[i] == self._ids_new[j]]
            found += same if 2 * len(same) >= len(free) else ()
        return found

    def longest_in_gaps(self) -> list[tuple[int, int]]:
        """Return pairs of repeated units between two anchors, so that as many as can be keep their order."""
        found: list[tuple[int, int]] = []
        for gap_old, gap_new in self._gaps():
            left = [i for i in gap_old if i not in self.pairs]
            right = [j for j in gap_new if j not in self._taken]
            if left and right:
                found += _longest_common(self._ids_old, self._ids_new, left, right)
        return found

    def pair_rest(self) -> None:
        """Pair what is left of repeated units in order; a line without a space only when nothing is left over."""
        for identity, places in self._where_old.items():
            left = [i for i in places if i not in self.pairs]
            right = [j for j in self._where_new.get(identity, ()) if j not in self._taken]
            for i, j in zip(left, right, strict=False):
                if " " in self._old[i].raw or len(left) == len(right):
                    self.pairs[i] = j
                    self._taken.add(j)


class _Link(NamedTuple):
    """A pair of a growing chain, and the pair before it."""

    old: int
    new: int
    before: _Link | None


def _longest_common(
    ids_old: Sequence[object], ids_new: Sequence[object], left: Sequence[int], right: Sequence[int]
) -> list[tuple[int, int]]:
    """Return a longest common subsequence (Hunt and Szymanski), but for what is repeated too often to tell apart."""
    where_old, where_new = _places(ids_old, left), _places(ids_new, right)
    tails: list[int] = []
    last: list[_Link] = []
    for i in left:
        places = where_new.get(ids_old[i], ())
        if not places or len(places) * len(where_old[ids_old[i]]) > _REPEATED:
            continue
        for j in reversed(places):
            length = bisect_left(tails, j)
            link = _Link(i, j, last[length - 1] if length else None)
            if length == len(tails):
                tails.append(j)
                last.append(link)
            else:
                tails[length], last[length] = j, link
    chain: list[tuple[int, int]] = []
    node: _Link | None = last[-1] if last else None
    while node is not None:
        chain.append((node.old, node.new))
        node = node.before
    return chain[::-1]


def _identities(old: Sequence[Unit], new: Sequence[Unit]) -> tuple[list[object], list[object]]:
    shared = {unit.raw for unit in old} & {unit.raw for unit in new}

    def identity(unit: Unit) -> object:
        return unit.raw if unit.raw in shared else tuple(unit.keys)

    return [identity(unit) for unit in old], [identity(unit) for unit in new]


def _places(identities: Sequence[object], places: Iterable[int]) -> dict[object, list[int]]:
    where: dict[object, list[int]] = defaultdict(list)
    for place in places:
        where[identities[place]].append(place)
    return where
