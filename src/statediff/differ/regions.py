"""Regions: what lies between two sentences that stayed exactly, compared token by token."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from statediff.differ.alignment import Alignment
from statediff.differ.passages import Unit
from statediff.differ.pieces import Piece
from statediff.differ.tidying import drop_islands, refine, slide
from statediff.differ.words import Run, compare, join

JOINT = 400
"""Tokens of both sides up to which a region of several sentences is compared as one."""
_LONG_EQUALITY = 8
_WORDY_EQUALITY, _WORDY_LETTERS = 4, 16
"""Equal tokens between sentences that are no pair count only from this length (or length and letters) on."""

_SAME_PLACE = 0.25
"""Share of letters that two sentences alone at one place keep when the one is a rewording of the other."""


class Strand:
    """Several units of one side read as one list of tokens."""

    __slots__ = ("_folded", "_numbers", "_places", "keys", "raws", "starts", "stems", "units")

    def __init__(self, units: Sequence[tuple[int, Unit]]) -> None:
        self.units = dict(units)
        self.starts = {0}
        if len(units) == 1:
            unit = units[0][1]
            self.keys, self.stems, self.raws = unit.keys, unit.stems, unit.raws
        else:
            self.keys, self.stems, self.raws = [], [], []
            for _, unit in units:
                self.starts.add(len(self.keys))
                self.keys += unit.keys
                self.stems += unit.stems
                self.raws += unit.raws
        self._folded: list[str] | None = None
        self._places: list[tuple[int, int]] | None = None
        self._numbers: list[int] | None = None

    @property
    def is_single(self) -> bool:
        """Whether it is one unit."""
        return len(self.units) == 1

    @property
    def folded(self) -> list[str]:
        """The keys in lower case."""
        if self._folded is None:
            self._folded = [key for unit in self.units.values() for key in unit.folded]
        return self._folded

    @property
    def places(self) -> list[tuple[int, int]]:
        """The tokens' offsets in the whole text."""
        if self._places is None:
            if self.is_single:
                self._places = next(iter(self.units.values())).places
            else:
                self._places = [place for unit in self.units.values() for place in unit.places]
        return self._places

    @property
    def numbers(self) -> list[int]:
        """For each token the number of its unit."""
        if self._numbers is None:
            self._numbers = [number for number, unit in self.units.items() for _ in unit.keys]
        return self._numbers


class Regions:
    """Compares regions of two texts under one alignment."""

    def __init__(
        self, old: Sequence[Unit], new: Sequence[Unit], old_text: str, new_text: str, found: Alignment
    ) -> None:
        self._old, self._new = old, new
        self._old_text, self._new_text = old_text, new_text
        self._found = found
        self._moved_to = set(found.moved.values())
        pairs = {**found.in_place, **found.moved}
        backwards = {j: i for i, j in pairs.items()}
        self._beads = set(pairs.items())
        self._beads |= {(q, pairs[i]) for q, i in found.parts_old.items()}
        self._beads |= {(backwards[j], q) for q, j in found.parts_new.items()}
        self._joined_old, self._joined_new = _leads(found.parts_old), _leads(found.parts_new)
        self._paired_old = {i for i, _ in self._beads}
        self._paired_new = {j for _, j in self._beads}

    def compare(self, old: range, new: range) -> Iterator[Piece]:
        """Yield the pieces of a region given as ranges of unit numbers; moved units are left out."""
        left = [(i, self._old[i]) for i in old if i not in self._found.moved]
        right = [(j, self._new[j]) for j in new if j not in self._moved_to]
        size = sum(len(unit.keys) for _, unit in (*left, *right))
        has_rows = any(unit.is_row for _, unit in (*left, *right))
        is_single = len(left) == len(right) == 1
        if (size <= JOINT or is_single) and not has_rows:
            yield from self._compare_strands(left, right)
            return
        for part_old, part_new in self._beads_of(left, right):
            yield from self.compare_bead(part_old, part_new)

    def compare_run(self, i: int, j: int, length: int) -> Iterator[Piece]:
        """Yield the pieces of pairs that follow one another; they are one where all text stayed to the letter."""
        first_old, last_old = self._old[i], self._old[i + length - 1]
        first_new, last_new = self._new[j], self._new[j + length - 1]
        before = self._old_text[first_old.start : last_old.end]
        if before == self._new_text[first_new.start : last_new.end]:
            yield Piece("same", first_old.start, last_old.end, first_new.start, last_new.end)
            return
        for step in range(length):
            yield from self.compare_pair(i + step, j + step)

    def compare_pair(self, i: int, j: int) -> Iterator[Piece]:
        """Yield the pieces of one pair of units."""
        one, other = self._old[i], self._new[j]
        if one.raw == other.raw:
            yield Piece("same", one.start, one.end, other.start, other.end)
            return
        yield from self.compare_bead([(i, self._old[i])], [(j, self._new[j])])

    def compare_bead(self, left: list[tuple[int, Unit]], right: list[tuple[int, Unit]]) -> Iterator[Piece]:
        """Yield the pieces of two runs of units that belong together; rows are compared cell by cell."""
        if len(left) == len(right) == 1 and left[0][1].is_row and right[0][1].is_row:
            yield from self._compare_rows(left[0], right[0])
        else:
            yield from self._compare_strands(left, right)

    def _beads_of(
        self, left: list[tuple[int, Unit]], right: list[tuple[int, Unit]]
    ) -> Iterator[tuple[list[tuple[int, Unit]], list[tuple[int, Unit]]]]:
        """Cut a large region into beads and what stands between them without a counterpart."""
        numbers_old, numbers_new = [i for i, _ in left], [j for j, _ in right]
        at_old = at_new = 0
        for i in numbers_old:
            j = self._found.in_place.get(i)
            if j is None:
                continue
            group_old = [bisect_left(numbers_old, k) for k in (i, *self._joined_old.get(i, ()))]
            group_new = [bisect_left(numbers_new, k) for k in (j, *self._joined_new.get(j, ()))]
            first_old, first_new = max(at_old, min(group_old)), max(at_new, min(group_new))
            yield left[at_old:first_old], []
            yield [], right[at_new:first_new]
            at_old, at_new = max(group_old) + 1, max(group_new) + 1
            yield left[first_old:at_old], right[first_new:at_new]
        yield left[at_old:], []
        yield [], right[at_new:]

    def _compare_rows(self, left: tuple[int, Unit], right: tuple[int, Unit]) -> Iterator[Piece]:
        old, new = _cells(left[1]), _cells(right[1])
        if len(old) != len(new):
            yield from self._compare_strands([left], [right])
            return
        for cell, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from self._compare_strands([(left[0], one)], [(right[0], other)], cell=cell)

    def _compare_strands(
        self, left: list[tuple[int, Unit]], right: list[tuple[int, Unit]], *, cell: int | None = None
    ) -> Iterator[Piece]:
        old, new = Strand(left), Strand(right)
        runs = compare(old.stems, new.stems)
        if len(runs) > 1 or old.keys != new.keys:
            runs = refine(runs, old.keys, new.keys)

            def is_edge(is_new: bool, index: int) -> bool:
                return index in (new.starts if is_new else old.starts)

            if any(run.old_start == run.old_end or run.new_start == run.new_end for run in runs):
                runs = slide(runs, old.folded, new.folded, is_edge)
            if not (len(left) == len(right) == 1 and _share(runs, old, new) >= _SAME_PLACE):
                runs = self._drop_strangers(runs, old, new)
            runs = drop_islands(runs, old.keys, new.keys)
        for run in runs:
            if run.is_same:
                yield from self._same(run, old, new)
            else:
                yield from self._one_side(old, run.old_start, run.old_end, cell, is_new=False)
                yield from self._one_side(new, run.new_start, run.new_end, cell, is_new=True)

    def _drop_strangers(self, runs: Sequence[Run], old: Strand, new: Strand) -> list[Run]:
        """Give up equalities between units that are no pair, unless they are long."""
        kept: list[Run] = []
        for run in runs:
            if not run.is_same:
                kept.append(run)
                continue
            for is_pair, start, length in self._stretches(run, old, new):
                i, j = run.old_start + start, run.new_start + start
                letters = sum(map(len, old.keys[i : i + length]))
                is_long = length >= _LONG_EQUALITY or (length >= _WORDY_EQUALITY and letters >= _WORDY_LETTERS)
                kept.append(Run(is_pair or is_long, i, i + length, j, j + length))
        return join(kept)

    def _stretches(self, run: Run, old: Strand, new: Strand) -> list[tuple[bool, int, int]]:
        found: list[tuple[bool, int, int]] = []
        for k in range(run.old_end - run.old_start):
            pair = (old.numbers[run.old_start + k], new.numbers[run.new_start + k])
            is_pair = pair in self._beads
            if found and found[-1][0] == is_pair:
                found[-1] = (is_pair, found[-1][1], found[-1][2] + 1)
            else:
                found.append((is_pair, k, 1))
        return found

    def _same(self, run: Run, old: Strand, new: Strand) -> Iterator[Piece]:
        i, j = run.old_start, run.new_start
        length = run.old_end - run.old_start
        is_whole = old.is_single and new.is_single
        for start, end in [(0, length)] if is_whole else _unbroken(run, old.numbers, new.numbers):
            a0, a1 = old.places[i + start][0], old.places[i + end - 1][1]
            b0, b1 = new.places[j + start][0], new.places[j + end - 1][1]
            if self._old_text[a0:a1] == self._new_text[b0:b1]:
                yield Piece("same", a0, a1, b0, b1)
                continue
            for k in range(start, end):
                is_literal = old.raws[i + k] == new.raws[j + k]
                yield Piece("same", *old.places[i + k], *new.places[j + k], is_literal)

    def _one_side(self, strand: Strand, start: int, end: int, cell: int | None, *, is_new: bool) -> Iterator[Piece]:
        paired = self._paired_new if is_new else self._paired_old
        places, numbers = strand.places, strand.numbers
        at = start
        while at < end:
            number = numbers[at]
            unit = strand.units[number]
            last = at
            border = unit.raw.find("\t", places[at][0] - unit.start) if unit.is_row else -1
            while last + 1 < end and numbers[last + 1] == number:
                if border >= 0 and places[last + 1][0] - unit.start > border:
                    break
                last += 1
            a, b = places[at][0], places[last][1]
            column = cell if cell is not None else unit.raw.count("\t", 0, a - unit.start) if unit.is_row else 0
            segment = (unit.block, column)
            is_solo = number not in paired
            if is_new:
                yield Piece("come", 0, 0, a, b, False, is_solo, segment)
            else:
                yield Piece("gone", a, b, 0, 0, False, is_solo, segment)
            at = last + 1


def _share(runs: Sequence[Run], old: Strand, new: Strand) -> float:
    """Return how much of the letters of two strands stayed, from 0 to 1."""
    kept = sum(len(key) for run in runs if run.is_same for key in old.keys[run.old_start : run.old_end])
    return 2 * kept / max(1, sum(map(len, old.keys)) + sum(map(len, new.keys)))


def _leads(parts: dict[int, int]) -> dict[int, list[int]]:
    leads: dict[int, list[int]] = {}
    for part, lead in parts.items():
        leads.setdefault(lead, []).append(part)
    return leads


def _cells(row: Unit) -> list[Unit]:
    cells, at = [], 0
    for cell in row.raw.split("\t"):
        cells.append(row.part(at, at + len(cell)))
        at += len(cell) + 1
    return cells


def _unbroken(run: Run, old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
    """Split a run where a unit in between was left out because it moved."""
    cuts = [0]
    for k in range(1, run.old_end - run.old_start):
        i, j = run.old_start + k, run.new_start + k
        if old[i] - old[i - 1] > 1 or new[j] - new[j - 1] > 1:
            cuts.append(k)
    cuts.append(run.old_end - run.old_start)
    return list(pairwise(cuts))
