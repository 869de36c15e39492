"""Alignment: which paragraphs of several editions stand for one another, without a model.

Two editions are aligned by dynamic programming over beads (one to one, one to none, one to two) that cost what their
lengths cost after Gale and Church (see `lengths`) and gain what their passages visibly share: figures, dates, names
and words of one origin, after M. Simard, G. Foster and P. Isabelle, "Using Cognates to Align Sentences in Bilingual
Corpora", TMI 1992. A third edition is aligned with the rows of the first two, and so on.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from statediff.desk.editions.laying.anchors import Anchor, Marks, Weights, merge, simplify
from statediff.desk.editions.laying.lengths import DEAREST, cost_of_count, cost_of_lengths, ratio_of_lengths

_LENGTH_SHARE = 0.6
_FIRM_GAIN, _FIRM_EXPECTED, _SURE_WEIGHT = 10.0, 0.35, 9.0
"""Passages with firm anchors of this weight together should share this part of it."""
_SOFT_GAIN, _MOST_SOFT = 0.8, 4.0
_MOVED_LEAST, _MOVED_WEIGHT = 0.5, 3.0
"""What a passage must share with one elsewhere to be the same passage in another place."""
_GAP_RELIEF = 1.3
_LONELY = 1.2
"""The cost of a passage that is joined to another and shares nothing firm with what they stand for."""
_WIDTH, _LEAST_WIDTH = 14, 4
"""Passages on either side of the expected place that are tried; the least where many places are known."""
_SPARSE = 12
"""Passages between two known places, from which on the full width is tried."""
_LENIENCE = 1.12
"""By how much one language may be longer than the other before the editions are aligned again."""
_INFINITE = float("inf")
_STEPS = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))
_PRIORS = {step: cost_of_count(*step) - (0 in step) * _GAP_RELIEF for step in _STEPS}

Row = dict[int, tuple[int, ...]]
"""The number of an edition -> the numbers of its passages that stand in the row."""


@dataclass(frozen=True, slots=True)
class _Side:
    """Passages in order, each as the marks of all editions in its row."""

    marks: tuple[tuple[Marks, ...], ...]

    def __len__(self) -> int:
        return len(self.marks)


def align(editions: Sequence[Sequence[Marks]]) -> list[Row]:
    """Return the rows of several editions in order; a row lacks the editions that have nothing to stand in it."""
    editions = simplify(editions)
    weights = Weights(marks for edition in editions for marks in edition)
    rows: list[Row] = [{0: (number,)} for number in range(len(editions[0]))]
    for edition in range(1, len(editions)):
        rows = _add(rows, editions, edition, weights)
    return _joined_moves(rows, editions, weights)


def _add(rows: list[Row], editions: Sequence[Sequence[Marks]], edition: int, weights: Weights) -> list[Row]:
    side = _Side(tuple(_marks_of(row, editions) for row in rows))
    other = editions[edition]
    beads = _Pair(side, other, weights, ratio=1.0).beads()
    ratio = ratio_of_lengths(
        [
            (_mean_length(side.marks[start]), other[low].length)
            for start, end, low, high in beads
            if end - start == high - low == 1
        ]
    )
    if not 1 / _LENIENCE < ratio < _LENIENCE:
        beads = _Pair(side, other, weights, ratio=ratio).beads()
    merged: list[Row] = []
    for start, end, low, high in beads:
        row: Row = {}
        for each in rows[start:end]:
            for number, passages in each.items():
                row[number] = (*row.get(number, ()), *passages)
        if low < high:
            row[edition] = tuple(range(low, high))
        merged.append(row)
    return merged


def _marks_of(row: Row, editions: Sequence[Sequence[Marks]]) -> tuple[Marks, ...]:
    return tuple(merge([editions[number][place] for place in row[number]]) for number in sorted(row))


def _mean_length(marks: Sequence[Marks]) -> float:
    return sum(each.length for each in marks) / len(marks)


class _Pair:
    """The rows so far and one more edition."""

    def __init__(self, side: _Side, other: Sequence[Marks], weights: Weights, *, ratio: float) -> None:
        self._side, self._other, self._weights, self._ratio = side, other, weights, ratio
        self._twos = [merge(other[low : low + 2]) for low in range(len(other) - 1)]
        self._rows = [self._columns(start) for start in range(len(side) - 1)]

    def beads(self) -> list[tuple[int, int, int, int]]:
        """Return the cheapest way through both sides: rows[start:end] stand for passages[low:high]."""
        n, m = len(self._side), len(self._other)
        windows = _windows(self._expected(), n, m)
        best: list[dict[int, tuple[float, int, int]]] = [{} for _ in range(n + 1)]
        best[0][0] = (0.0, 0, 0)
        for i in range(n + 1):
            low, high = windows[i]
            for j in range(low, high + 1):
                if i == j == 0:
                    continue
                found = (_INFINITE, 0, 0)
                for di, dj in _STEPS:
                    before = best[i - di].get(j - dj) if i >= di else None
                    if before is None:
                        continue
                    cost = before[0] + self._cost(i - di, i, j - dj, j)
                    if cost < found[0]:
                        found = (cost, di, dj)
                if found[0] < _INFINITE:
                    best[i][j] = found
        return _way_back(best, n, m)

    def _cost(self, start: int, end: int, low: int, high: int) -> float:
        prior = _PRIORS[end - start, high - low]
        if start == end or low == high:
            return prior
        other = self._other[low] if high - low == 1 else self._twos[low]
        total = 0.0
        columns = self._side.marks[start] if end - start == 1 else self._rows[start]
        is_double = end - start > 1 or high - low > 1
        for one in columns:
            lengths = cost_of_lengths(one.length, other.length, self._ratio)
            if is_double and lengths >= DEAREST:
                return _INFINITE
            total += _LENGTH_SHARE * lengths + unlikeness(one, other, self._weights)
        if is_double:
            prior += _LONELY * self._count_lonely(start, end, low)
        return prior + total / len(columns)

    def _count_lonely(self, start: int, end: int, low: int) -> int:
        """Return how many of two passages share nothing firm with the one that they should stand for together."""
        if end - start > 1:
            one = self._other[low].firm
            halves = [_firm_of(self._side.marks[place]) for place in (start, start + 1)]
        else:
            one = _firm_of(self._side.marks[start])
            halves = [self._other[place].firm for place in (low, low + 1)]
        return sum(one.isdisjoint(half) for half in halves)

    def _columns(self, start: int) -> Sequence[Marks]:
        """Return the marks of two rows as of one, edition by edition where both have the same number of them."""
        first, second = self._side.marks[start], self._side.marks[start + 1]
        if len(first) == len(second):
            return [merge(pair) for pair in zip(first, second, strict=True)]
        return [merge((*first, *second))]

    def _expected(self) -> list[tuple[int, int]]:
        """Return pairs that share something that stands once on each side, as one chain that rises on both."""
        places: dict[Anchor, int] = {}
        seen = Counter(anchor for marks in self._other for anchor in marks.firm)
        for place, marks in enumerate(self._other):
            for anchor in marks.firm:
                if seen[anchor] == 1:
                    places[anchor] = place
        firm = [frozenset().union(*(marks.firm for marks in row)) for row in self._side.marks]
        own = Counter(anchor for row in firm for anchor in row)
        votes: Counter[tuple[int, int]] = Counter()
        for row, anchors in enumerate(firm):
            votes.update((row, places[anchor]) for anchor in anchors if own[anchor] == 1 and anchor in places)
        return _rising(sorted(pair for pair, count in votes.items() if count > 1))


def _firm_of(marks: Sequence[Marks]) -> frozenset[Anchor]:
    return marks[0].firm if len(marks) == 1 else frozenset().union(*(each.firm for each in marks))


def unlikeness(one: Marks, other: Marks, weights: Weights) -> float:
    """Return what two passages cost by their anchors: less than nothing when they share much."""
    total = weights.sum_of(one.firm) + weights.sum_of(other.firm)
    cost = 0.0
    if total:
        dice = 2 * weights.shared(one.firm, other.firm) / total
        cost = _FIRM_GAIN * (_FIRM_EXPECTED - dice) * min(1.0, total / _SURE_WEIGHT)
    return cost - _SOFT_GAIN * min(_MOST_SOFT, weights.shared(one.soft, other.soft))


def _way_back(best: Sequence[dict[int, tuple[float, int, int]]], n: int, m: int) -> list[tuple[int, int, int, int]]:
    beads = []
    i, j = n, m
    while i or j:
        _, di, dj = best[i][j]
        beads.append((i - di, i, j - dj, j))
        i, j = i - di, j - dj
    return beads[::-1]


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest chain of pairs that rises on both sides."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        at = bisect_left(tails, place)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1], ends[at : at + 1] = [place], [index]
    chain: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        if not chain or pairs[index][0] < chain[-1][0]:
            chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _windows(chain: Sequence[tuple[int, int]], n: int, m: int) -> list[tuple[int, int]]:
    """Return for each row the passages that are tried: around a line through the chain."""
    points = [(0, 0), *((i, j) for i, j in chain if 0 < i < n and 0 < j < m), (n, m)]
    windows = []
    at = 0
    for i in range(n + 1):
        while at + 2 < len(points) and points[at + 1][0] <= i:
            at += 1
        (i0, j0), (i1, j1) = points[at], points[at + 1]
        steep = abs((j1 - j0) - (i1 - i0))
        middle = j0 + (j1 - j0) * (i - i0) / max(1, i1 - i0)
        width = (_WIDTH if i1 - i0 > _SPARSE else _LEAST_WIDTH) + steep
        windows.append((max(0, int(middle - width)), min(m, int(middle + width))))
    windows[0] = (0, windows[0][1])
    windows[n] = (windows[n][0], m)
    return windows


def _joined_moves(rows: list[Row], editions: Sequence[Sequence[Marks]], weights: Weights) -> list[Row]:
    """Join rows that lack each other's editions and surely hold the same passage: it stands elsewhere in one."""
    partial = [place for place, row in enumerate(rows) if len(row) < len(editions)]
    taken: set[int] = set()
    for place in partial:
        if place in taken:
            continue
        for other in partial:
            if other <= place or other in taken or rows[place].keys() & rows[other].keys():
                continue
            if _is_same(_marks_of(rows[place], editions), _marks_of(rows[other], editions), weights):
                rows[place] = {**rows[place], **rows[other]}
                taken.add(other)
    return [row for place, row in enumerate(rows) if place not in taken]


def _is_same(one: Sequence[Marks], other: Sequence[Marks], weights: Weights) -> bool:
    for first in one:
        for second in other:
            total = weights.sum_of(first.firm) + weights.sum_of(second.firm)
            shared = weights.shared(first.firm, second.firm)
            if shared < _MOVED_WEIGHT or 2 * shared < _MOVED_LEAST * total:
                return False
    return True
