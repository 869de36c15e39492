"""Comparison: the facts of several editions side by side, and where they agree, differ or are missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from statediff.desk.editions.concord import TIMES, tells_alone
from statediff.desk.editions.facts import Amount, Bearer, Fact, Kind, Term, kind_of
from statediff.desk.editions.figures.ratios import fold_ratios
from statediff.desk.editions.judging.absences import Absences
from statediff.desk.editions.judging.findings import Cell, Finding, Verdict
from statediff.desk.editions.judging.namings import Namings, names_of
from statediff.desk.editions.judging.presences import (
    find_missing_paragraphs,
    find_missing_sentences,
    find_possibilities,
    find_watched,
)
from statediff.desk.editions.judging.slots import Slot, join_runs, match_rivals, match_slots
from statediff.desk.editions.laying.alignment import Row
from statediff.desk.editions.laying.grid import Grid
from statediff.desk.editions.laying.mentions import keys_of
from statediff.desk.editions.reading import Reading
from statediff.desk.editions.terms import DUTY, POSSIBILITY, WATCHED, WatchedTerms

_UNWATCHED = WatchedTerms()
_PAIR = 2
_GROUPS: tuple[Kind, ...] = ("name", "figure", "date", "term")
"""Names come first: a number behind a name that differs is a part of it."""
_BESIDE = 2
"""Characters between a name and its number at most: "Mistral 3"."""
_NEAR_PARTS = 2
"""In a row of many sentences, how many groups of them apart a fact may stand for another."""
_MANY = 60
"""Facts of one kind in a row, from which on only near ones are tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The rows of paragraphs of several editions, and what was found in them, in the order of the text."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    parts: tuple[Mapping[int, tuple[int, int]], ...]
    """The groups of sentences that stand for one another: the number of an edition -> where its own stand."""

    @property
    def differing(self) -> tuple[Finding, ...]:
        """The findings in which the editions do not agree."""
        return tuple(finding for finding in self.findings if finding.verdict != "agrees")


def compare_readings(readings: Sequence[Reading], watched: WatchedTerms = _UNWATCHED) -> Comparison:
    """Compare two or more editions of one statement; their order decides the order of cells and nothing else."""
    order = sorted(range(len(readings)), key=lambda number: (readings[number].language, readings[number].text))
    grid = Grid([readings[number] for number in order])
    found = (
        *_Comparer(grid).findings(),
        *find_possibilities(grid),
        *find_watched(grid, watched),
        *find_missing_paragraphs(grid),
        *find_missing_sentences(grid),
    )
    rows = tuple({order[edition]: passages for edition, passages in row.items()} for row in grid.rows)
    findings = sorted(
        (_restored(finding, order) for finding in found),
        key=lambda finding: (finding.row, _first_place(finding, order), finding.kind),
    )
    parts = tuple(
        {order[edition]: (passages[0].start, passages[-1].end) for edition, passages in part.items() if passages}
        for row in grid.parts
        for part in row
    )
    return Comparison(rows=rows, findings=tuple(findings), parts=parts)


def _first_place(finding: Finding, order: Sequence[int]) -> int:
    """Where a finding stands in the first edition, in an order that the caller's does not change, that says it."""
    return next((cell.start for cell in (finding.cells[number] for number in order) if cell is not None), 0)


def _restored(finding: Finding, order: Sequence[int]) -> Finding:
    """Return a finding with the editions numbered as the caller did."""
    cells: list[Cell | None] = [None] * len(order)
    for edition, cell in enumerate(finding.cells):
        cells[order[edition]] = cell
    paired = sorted(
        zip(
            (tuple(sorted(order[edition] for edition in group)) for group in finding.groups),
            finding.concepts or ("",) * len(finding.groups),
            strict=True,
        ),
        key=lambda pair: (-len(pair[0]), pair[0]),
    )
    return Finding(
        kind=finding.kind,
        verdict=finding.verdict,
        row=finding.row,
        cells=tuple(cells),
        groups=tuple(group for group, _ in paired),
        topic=finding.topic,
        concepts=tuple(concept for _, concept in paired) if finding.concepts else (),
        silent=tuple(sorted(order[edition] for edition in finding.silent)),
    )


class _Comparer:
    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._rows = grid.rows
        self._namings = Namings(grid)
        self._absences = Absences(grid)

    def findings(self) -> Iterator[Finding]:
        """Yield what was found, one kind after the other."""
        named: list[Finding] = []
        for kind in _GROUPS:
            if kind == "name":
                named = list(self._judge(kind))
                continue
            for finding in self._judge(kind):
                place = _name_before(finding, named)
                if place is None:
                    yield finding
                else:
                    named[place] = _with_number(named[place], finding, self._grid.readings)
        yield from named

    def _judge(self, kind: Kind) -> Iterator[Finding]:
        partial = []
        for slot in self._slots(kind):
            if slot.facts.keys() >= self._grid.present(slot.row, slot.part):
                if len(slot.facts) >= _PAIR:
                    yield self._finding(kind, "agrees", [slot])
            else:
                partial.append(slot)
        if kind == "name":
            yield from self._judge_names([slot for slot in partial if not self._is_said_as_word(slot)])
            return
        if kind in ("figure", "date"):
            partial = [slot for slot in partial if not self._absences.is_in_other_guise(slot)]
        for slots in _by_row(partial):
            for group in match_rivals(slots, lambda one, other: self._may_be_rivals(kind, one, other)):
                yield from self._tell(kind, group)

    def _judge_names(self, partial: Sequence[Slot]) -> Iterator[Finding]:
        for slots in _by_row(partial):
            joined = join_runs(slots)
            left = [slot for slot in joined if self._namings.lacking(slot)]
            yield from (
                self._finding("name", "agrees", [slot])
                for slot in joined
                if slot not in left and len(slot.facts) >= _PAIR
            )
            for group in match_rivals(left, self._namings.judge_rivals(left)):
                yield from self._tell_name(group, left)

    def _tell_name(self, group: Sequence[Slot], left: Sequence[Slot]) -> Iterator[Finding]:
        slot = group[0]
        if len(group) > 1:
            said = frozenset().union(*(each.facts.keys() for each in group))
            silent = frozenset.intersection(*(self._namings.lacking(each) for each in group)) - said
            yield self._finding("name", "differs", group, silent=silent)
            return
        lacking = frozenset(e for e in self._namings.lacking(slot) if not self._says_name(e, slot))
        if lacking and self._namings.is_missed(slot, lacking, left):
            yield self._finding("name", "missing", group, silent=lacking)
        elif not lacking and len(slot.facts) >= _PAIR:
            yield self._finding("name", "agrees", group)

    def _says_name(self, edition: int, slot: Slot) -> bool:
        """Whether an edition has a name, or a word of it, in any other place."""
        return any(self._grid.mentions[edition].says(name) for name in names_of(slot))

    # ---------------------------------------------------------------- slots

    def _slots(self, kind: Kind) -> list[Slot]:
        """Return the facts that agree: inside a group of sentences, then inside a row, then, in full, anywhere."""
        slots = [slot for number in range(len(self._rows)) for slot in self._slots_of(number, kind)]
        if kind not in ("figure", "date"):
            return slots
        full: list[Slot] = []
        partial: list[Slot] = []
        for slot in slots:
            (full if slot.facts.keys() >= self._grid.present(slot.row, slot.part) else partial).append(slot)
        return [*full, *_match_by_key(partial)]

    def _slots_of(self, number: int, kind: Kind) -> list[Slot]:
        full: list[Slot] = []
        partial: list[Slot] = []
        for part, passages in enumerate(self._grid.parts[number]):
            single = [
                Slot(number, part, self._grid.place_of(number, edition, fact), {edition: (fact,)})
                for edition in sorted(passages)
                for passage in passages[edition]
                for fact in (self._folded(number, edition, passage.facts) if kind == "figure" else passage.facts)
                if kind_of(fact) == kind and not _is_judged_apart(fact)
            ]
            for slot in match_slots(single, _anywhere):
                (full if slot.facts.keys() >= self._grid.present(number, part) else partial).append(slot)
        slots = [*full, *match_slots(partial, _anywhere if len(partial) <= _MANY else _near)]
        return _once_each(slots) if kind in ("term", "name") else slots

    # ---------------------------------------------------------------- what does not agree

    def _tell(self, kind: Kind, group: Sequence[Slot]) -> Iterator[Finding]:
        present = self._grid.present(group[0].row, group[0].part)
        said = frozenset().union(*(slot.facts.keys() for slot in group))
        if len(group) > 1:
            if (kind != "term" or said >= present) and not self._absences.are_reckoned(group):
                yield self._finding(kind, "differs", group, silent=present - said)
            return
        slot = group[0]
        is_worth_telling = _tells_alone(slot)
        lacking = [
            edition
            for edition in sorted(present - said)
            if is_worth_telling and not self._absences.says_anywhere(edition, slot)
        ]
        if lacking:
            yield self._finding(kind, "missing", group, silent=frozenset(lacking))
        elif len(slot.facts) >= _PAIR:
            yield self._finding(kind, "agrees", group)

    def _is_said_as_word(self, slot: Slot) -> bool:
        """Whether a word that only its letters make a name, being foreign there, stands also where it makes none."""
        lacking = self._grid.present(slot.row, slot.part) - slot.facts.keys()
        return all(
            isinstance(fact, Bearer) and fact.is_foreign and fact.key in self._grid.words(edition, slot.row)
            for facts in slot.facts.values()
            for fact in facts
            for edition in lacking
        )

    def _folded(self, number: int, edition: int, facts: Iterable[Fact]) -> Iterator[Fact]:
        """Yield facts of an edition in a row, two figures as the one share that another edition says there."""
        said = self._grid.shares(number)
        others = frozenset().union(*(shares for other, shares in said.items() if other != edition))
        return fold_ratios(facts, self._grid.readings[edition].text, others)

    def _may_be_rivals(self, kind: Kind, one: Slot, other: Slot) -> bool:
        if kind == "term":
            return True
        return not (_comes_and_goes(one) and _comes_and_goes(other))

    def _finding(
        self, kind: Kind, verdict: Verdict, group: Sequence[Slot], *, silent: AbstractSet[int] = frozenset()
    ) -> Finding:
        readings = self._grid.readings
        cells: list[Cell | None] = [None] * len(readings)
        for slot in group:
            for edition, facts in slot.facts.items():
                start, end = facts[0].spot.start, facts[-1].spot.end
                quote = facts[0].spot.quote if len(facts) == 1 else readings[edition].text[start:end]
                cells[edition] = Cell(quote=quote, start=start, end=end)
        first = group[0].first
        return Finding(
            kind=kind,
            verdict=verdict,
            row=group[0].row,
            cells=tuple(cells),
            groups=tuple(tuple(sorted(slot.facts)) for slot in group),
            topic=first.family if isinstance(first, Term) else "",
            concepts=tuple(_concept(slot) for slot in group) if isinstance(first, Term) else (),
            silent=tuple(sorted(silent)),
        )


def _by_row(slots: Sequence[Slot]) -> list[list[Slot]]:
    rows: defaultdict[int, list[Slot]] = defaultdict(list)
    for slot in slots:
        rows[slot.row].append(slot)
    return [rows[number] for number in sorted(rows)]


def _match_by_key(slots: Sequence[Slot]) -> list[Slot]:
    """Join figures or dates that agree in different rows: a sentence that stands elsewhere in one edition."""
    buckets: defaultdict[object, list[Slot]] = defaultdict(list)
    for slot in slots:
        buckets[next(keys_of(slot.first), None)].append(slot)
    joined = [slot for bucket in buckets.values() for slot in match_slots(bucket, _may_be_elsewhere)]
    return sorted(joined, key=lambda slot: (slot.row, slot.part, slot.place, sorted(slot.facts)))


def _tells_alone(slot: Slot) -> bool:
    facts = [fact for each in slot.facts.values() for fact in each]
    return any(map(tells_alone, facts))


def _near(one: Slot, other: Slot) -> bool:
    return abs(one.part - other.part) <= _NEAR_PARTS


def _name_before(finding: Finding, names: Sequence[Finding]) -> int | None:
    """Return the place of the name that differs and that a number which is said alone stands right behind."""
    if finding.kind != "figure" or finding.verdict != "missing":
        return None
    for place, name in enumerate(names):
        if name.verdict != "agrees" and any(
            cell is not None and before is not None and 0 < cell.start - before.end <= _BESIDE
            for cell, before in zip(finding.cells, name.cells, strict=True)
        ):
            return place
    return None


def _with_number(name: Finding, number: Finding, readings: Sequence[Reading]) -> Finding:
    """Return a name with the number behind it as a part of it: "Mistral 3"."""
    cells = [
        Cell(quote=reading.text[before.start : cell.end], start=before.start, end=cell.end)
        if before is not None and cell is not None and 0 < cell.start - before.end <= _BESIDE
        else before
        for before, cell, reading in zip(name.cells, number.cells, readings, strict=True)
    ]
    return replace(name, cells=tuple(cells))


def _concept(slot: Slot) -> str:
    """Return the concept that all terms of a slot stand for."""
    first, *others = (facts[0] for facts in slot.facts.values())
    assert isinstance(first, Term)
    shared = [
        concept
        for concept in first.concepts
        if all(isinstance(other, Term) and concept in other.concepts for other in others)
    ]
    return (shared or list(first.concepts))[0]


def _is_judged_apart(fact: Fact) -> bool:
    return isinstance(fact, Term) and fact.family in (POSSIBILITY, WATCHED)


def _once_each(slots: Sequence[Slot]) -> list[Slot]:
    """Leave out a term or name that an edition says again in the row, beside one that already agrees.

    A duty is one of its sentence: who must do one thing may be asked to do another.
    """
    kept: list[Slot] = []
    for slot in sorted(slots, key=lambda each: -len(each.facts)):
        if not any(_says_as_much(other, slot) for other in kept) or _has_rival(slot, slots):
            kept.append(slot)
    return sorted(kept, key=lambda each: (each.part, each.place))


def _has_rival(slot: Slot, slots: Sequence[Slot]) -> bool:
    """Whether the other editions say together another term in its place: "agreed" where they have "discussed"."""
    first = slot.first
    return isinstance(first, Term) and any(
        len(other.facts) >= _PAIR and other.part == slot.part and other.rivalry(slot) > 0 and not other.agreement(slot)
        for other in slots
        if not other.facts.keys() & slot.facts.keys()
    )


def _says_as_much(one: Slot, other: Slot) -> bool:
    first = other.first
    is_apart = isinstance(first, Term) and first.family == DUTY and one.part != other.part
    return not is_apart and other.facts.keys() <= one.facts.keys() and bool(other.agreement(one))


def _anywhere(_one: Slot, _other: Slot) -> bool:
    return True


def _may_be_elsewhere(one: Slot, other: Slot) -> bool:
    """Whether a fact that agrees may stand in another row of an edition: not a small number."""
    return one.row != other.row and all(
        tells_alone(fact) for slot in (one, other) for facts in slot.facts.values() for fact in facts
    )


def _comes_and_goes(slot: Slot) -> bool:
    """Whether nothing but an article or the like is in a slot: "one", "both"."""
    facts = [fact for each in slot.facts.values() for fact in each]
    return all(isinstance(fact, Amount) and fact.is_weak and fact.is_worded and fact.unit != TIMES for fact in facts)
