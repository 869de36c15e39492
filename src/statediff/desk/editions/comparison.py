"""Comparison: the facts of several editions side by side, and where they agree, differ or are missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from statediff.desk.editions.alignment import Row, align
from statediff.desk.editions.anchors import mark
from statediff.desk.editions.concord import ALIKE, agreement, tells_alone
from statediff.desk.editions.facts import Amount, Bearer, Day, Fact, Kind, Term, kind_of
from statediff.desk.editions.findings import Cell, Finding
from statediff.desk.editions.reading import Passage, Reading
from statediff.desk.editions.slots import Slot, join_runs, match_rivals, match_slots
from statediff.desk.editions.sounds import name_likeness
from statediff.desk.editions.terms import POSSIBILITY, WATCHED, WatchedTerms, knows_possibility
from statediff.differ.tokens import canonical, cut

_UNWATCHED = WatchedTerms()
_SHORTEST = 12
"""Letters of a paragraph whose absence is told."""
_PAIR = 2
_GROUPS: tuple[Kind, ...] = ("name", "figure", "date", "term")
"""Names come first: a number behind a name that differs is a part of it."""
_BESIDE = 2
"""Characters between a name and its number at most: "Mistral 3"."""
_SHORTEST_HEARD = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The rows of paragraphs of several editions, and what was found in them, in the order of the text."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]

    @property
    def differing(self) -> tuple[Finding, ...]:
        """The findings in which the editions do not agree."""
        return tuple(finding for finding in self.findings if finding.verdict != "agrees")


def compare_readings(readings: Sequence[Reading], watched: WatchedTerms = _UNWATCHED) -> Comparison:
    """Compare two or more editions of one statement; their order decides the order of cells and nothing else."""
    order = sorted(range(len(readings)), key=lambda number: (readings[number].language, readings[number].text))
    found = _Comparer([readings[number] for number in order], watched)
    rows = tuple({order[edition]: passages for edition, passages in row.items()} for row in found.rows)
    findings = sorted(
        (_restored(finding, order) for finding in found.findings()),
        key=lambda finding: (finding.row, _first_place(finding, order), finding.kind),
    )
    return Comparison(rows=rows, findings=tuple(findings))


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
    def __init__(self, readings: Sequence[Reading], watched: WatchedTerms) -> None:
        self._readings, self._watched = readings, watched
        self.rows = align([[mark(paragraph.whole) for paragraph in reading.paragraphs] for reading in readings])
        self._parts = [self._parts_of(row) for row in self.rows]
        self._everywhere: list[dict[Kind, list[Fact]]] = [_by_kind(reading.facts) for reading in readings]

    def findings(self) -> Iterator[Finding]:
        """Yield what was found, one kind after the other."""
        named: list[Finding] = []
        for kind in _GROUPS:
            slots = [slot for number in range(len(self.rows)) for slot in self._slots_of(number, kind)]
            if kind in ("figure", "date"):
                slots = match_slots(slots, _may_be_elsewhere)
            if kind == "name":
                named = list(self._judge(kind, slots))
                continue
            for finding in self._judge(kind, slots):
                if kind == "figure" and finding.verdict == "missing" and _belongs_to_name(finding, named):
                    continue
                yield finding
        yield from named
        for number in range(len(self.rows)):
            yield from self._possibilities(number)
        yield from self._watched_phrases()
        yield from self._paragraphs()

    # ---------------------------------------------------------------- rows and their parts

    def _parts_of(self, row: Row) -> list[dict[int, tuple[Passage, ...]]]:
        """Return the groups of sentences in a row that stand for one another."""
        sentences = {edition: self._sentences(edition, places) for edition, places in row.items()}
        if len(row) < _PAIR or all(len(each) == 1 for each in sentences.values()):
            return [sentences]
        editions = sorted(sentences)
        aligned = align([[mark(sentence) for sentence in sentences[edition]] for edition in editions])
        return [
            {
                editions[number]: tuple(sentences[editions[number]][place] for place in places)
                for number, places in part.items()
            }
            for part in aligned
        ]

    def _sentences(self, edition: int, places: Sequence[int]) -> tuple[Passage, ...]:
        paragraphs = self._readings[edition].paragraphs
        return tuple(sentence for place in places for sentence in paragraphs[place].sentences)

    def _slots_of(self, number: int, kind: Kind) -> list[Slot]:
        """Return the slots of a row: facts that agree inside a group of sentences, and then inside the row."""
        slots: list[Slot] = []
        starts = {edition: self._extent(edition, places) for edition, places in self.rows[number].items()}
        for part, passages in enumerate(self._parts[number]):
            single = [
                Slot(number, part, (fact.spot.start - starts[edition][0]) / starts[edition][1], {edition: (fact,)})
                for edition in sorted(passages)
                for passage in passages[edition]
                for fact in passage.facts
                if kind_of(fact) == kind and not _is_judged_apart(fact)
            ]
            slots += match_slots(single, _anywhere)
        joined = match_slots(slots, _anywhere)
        return _once_each(joined) if kind in ("term", "name") else joined

    def _extent(self, edition: int, places: Sequence[int]) -> tuple[int, int]:
        paragraphs = self._readings[edition].paragraphs
        start, end = paragraphs[places[0]].whole.start, paragraphs[places[-1]].whole.end
        return start, max(1, end - start)

    # ---------------------------------------------------------------- judging facts

    def _judge(self, kind: Kind, slots: Sequence[Slot]) -> Iterator[Finding]:
        partial = []
        for slot in slots:
            if slot.facts.keys() >= self.rows[slot.row].keys():
                if len(slot.facts) >= _PAIR:
                    yield self._finding(kind, "agrees", [slot])
            else:
                partial.append(slot)
        if kind == "name":
            partial = join_runs(partial)
        if kind in ("figure", "date"):
            partial = [slot for slot in partial if not self._is_said_as_other_kind(slot)]
        for group in match_rivals(partial, lambda one, other: self._may_be_rivals(kind, one, other)):
            yield from self._tell(kind, group)

    def _tell(self, kind: Kind, group: Sequence[Slot]) -> Iterator[Finding]:
        present = self.rows[group[0].row].keys()
        said = frozenset().union(*(slot.facts.keys() for slot in group))
        if len(group) > 1:
            if kind != "term" or said >= present:
                yield self._finding(kind, "differs", group, silent=present - said)
            return
        slot = group[0]
        lacking = [edition for edition in sorted(present - said) if not self._says_anywhere(edition, slot)]
        if lacking and self._tells_alone(kind, slot):
            yield self._finding(kind, "missing", group, silent=frozenset(lacking))
        elif len(slot.facts) >= _PAIR:
            yield self._finding(kind, "agrees", group)

    def _tells_alone(self, kind: Kind, slot: Slot) -> bool:
        facts = [fact for each in slot.facts.values() for fact in each]
        if kind == "name":
            is_attested = len(slot.facts) >= _PAIR or all(isinstance(fact, Bearer) and fact.is_exact for fact in facts)
            return is_attested and all(map(tells_alone, facts))
        return any(map(tells_alone, facts))

    def _says_anywhere(self, edition: int, slot: Slot) -> bool:
        """Whether an edition says a fact in any other place, a name also as a part of a common word."""
        facts = [fact for each in slot.facts.values() for fact in each]
        there = self._everywhere[edition][kind_of(facts[0])]
        said = [any(agreement(fact, other) for other in there) for fact in facts]
        if not isinstance(facts[0], Bearer):
            return all(said)
        return any(said) or self._is_heard(edition, slot)

    def _is_heard(self, edition: int, slot: Slot) -> bool:
        """Whether a word of the row sounds like a name, such as "дунайський" for Danube."""
        language = self._readings[edition].language
        words = [
            key
            for part in self._parts[slot.row]
            for passage in part.get(edition, ())
            for key in (canonical(token).casefold() for token in cut(passage.text))
            if len(key) >= _SHORTEST_HEARD
        ]
        names = [fact for facts in slot.facts.values() for fact in facts if isinstance(fact, Bearer)]
        return any(name_likeness(name.key, name.language, word, language) >= ALIKE for name in names for word in words)

    def _is_said_as_other_kind(self, slot: Slot) -> bool:
        """Whether a number that might be a year is read as a year, or a year as a number, where it is lacking."""
        fact = slot.first
        lacking = self.rows[slot.row].keys() - slot.facts.keys()
        if isinstance(fact, Amount) and fact.may_be_year:
            return all(
                any(isinstance(other, Day) and other.year == fact.value for other in self._everywhere[edition]["date"])
                for edition in lacking
            )
        if isinstance(fact, Day) and fact.is_bare_year:
            return all(
                any(
                    isinstance(other, Amount) and other.may_be_year and other.value == fact.year
                    for other in self._everywhere[edition]["figure"]
                )
                for edition in lacking
            )
        return False

    def _may_be_rivals(self, kind: Kind, one: Slot, other: Slot) -> bool:
        if kind == "name":
            return self._may_be_other_name(one, other)
        if kind == "term":
            present = self.rows[one.row].keys()
            return len(present) >= _PAIR
        return not (_comes_and_goes(one) and _comes_and_goes(other))

    def _may_be_other_name(self, one: Slot, other: Slot) -> bool:
        """Whether one name surely stands in the other's place.

        A capital letter alone makes no name of a word that is translated. So one of the two is heard alike in two
        editions, or both are translated names or type designations, or stand beside a name that agrees, or have
        two words.
        """
        names = [fact for slot in (one, other) for facts in slot.facts.values() for fact in facts]
        if not all(
            any(isinstance(fact, Bearer) and fact.is_sure for fact in facts)
            for slot in (one, other)
            for facts in slot.facts.values()
        ):
            return False
        if len(one.facts) >= _PAIR or len(other.facts) >= _PAIR:
            return True
        if all(isinstance(fact, Bearer) and (fact.entity or fact.is_exact) for fact in names):
            return True
        has_words = all(len(facts) >= _PAIR for slot in (one, other) for facts in slot.facts.values())
        return has_words or all(self._is_beside_agreed(slot) for slot in (one, other))

    def _is_beside_agreed(self, slot: Slot) -> bool:
        """Whether a name stands beside one that other editions have too."""
        for edition, facts in slot.facts.items():
            first = facts[0]
            beside = [
                other
                for other in self._everywhere[edition]["name"]
                if isinstance(other, Bearer)
                and isinstance(first, Bearer)
                and other.run == first.run
                and other not in facts
            ]
            others = [number for number in self.rows[slot.row] if number != edition]
            if not any(
                agreement(name, there)
                for name in beside
                for number in others
                for there in self._everywhere[number]["name"]
            ):
                return False
        return True

    # ---------------------------------------------------------------- what is said by its presence

    def _possibilities(self, number: int) -> Iterator[Finding]:
        for part in self._parts[number]:
            claims: dict[int, Term] = {}
            silent = []
            for edition, passages in sorted(part.items()):
                words = [
                    fact
                    for passage in passages
                    for fact in passage.facts
                    if isinstance(fact, Term) and fact.family == POSSIBILITY
                ]
                claim = next((word for word in words if word.is_claim), None)
                if claim is not None:
                    claims[edition] = claim
                elif not words and knows_possibility(self._readings[edition].language):
                    silent.append(edition)
            if claims and (silent or len(claims) >= _PAIR):
                slot = Slot(number, 0, 0.0, {edition: (term,) for edition, term in claims.items()})
                verdict = "differs" if silent else "agrees"
                yield self._finding("term", verdict, [slot], silent=frozenset(silent), topic=POSSIBILITY)

    def _watched_phrases(self) -> Iterator[Finding]:
        said: defaultdict[str, dict[int, Term]] = defaultdict(dict)
        for edition, reading in enumerate(self._readings):
            for fact in reading.facts:
                if isinstance(fact, Term) and fact.family == WATCHED:
                    said[fact.concepts[0]].setdefault(edition, fact)
        for concept, terms in sorted(said.items()):
            silent = [
                edition
                for edition, reading in enumerate(self._readings)
                if edition not in terms and self._watched.knows(concept, reading.language)
            ]
            slot = Slot(self._row_of(terms), 0, 0.0, {edition: (term,) for edition, term in terms.items()})
            if silent or len(terms) >= _PAIR:
                verdict = "missing" if silent else "agrees"
                yield self._finding("term", verdict, [slot], silent=frozenset(silent), topic=WATCHED)

    def _row_of(self, terms: dict[int, Term]) -> int:
        edition = min(terms)
        start = terms[edition].spot.start
        for number, row in enumerate(self.rows):
            for place in row.get(edition, ()):
                whole = self._readings[edition].paragraphs[place].whole
                if whole.start <= start < whole.end:
                    return number
        return 0

    def _paragraphs(self) -> Iterator[Finding]:
        for number, row in enumerate(self.rows):
            passages = {edition: self._whole(edition, places) for edition, places in row.items()}
            lacking = [edition for edition in range(len(self._readings)) if edition not in row]
            if not lacking or max(passage.length for passage in passages.values()) < _SHORTEST:
                continue
            cells = [
                Cell(quote=passages[edition].text, start=passages[edition].start, end=passages[edition].end)
                if edition in passages
                else None
                for edition in range(len(self._readings))
            ]
            yield Finding(
                kind="paragraph",
                verdict="missing",
                row=number,
                cells=tuple(cells),
                groups=(tuple(sorted(passages)),),
                silent=tuple(lacking),
            )

    def _whole(self, edition: int, places: Sequence[int]) -> Passage:
        return self._readings[edition].paragraphs[places[0]].whole

    def _finding(
        self,
        kind: Kind,
        verdict: str,
        group: Sequence[Slot],
        *,
        silent: AbstractSet[int] = frozenset(),
        topic: str = "",
    ) -> Finding:
        cells: list[Cell | None] = [None] * len(self._readings)
        for slot in group:
            for edition, facts in slot.facts.items():
                start, end = facts[0].spot.start, facts[-1].spot.end
                quote = facts[0].spot.quote if len(facts) == 1 else self._readings[edition].text[start:end]
                cells[edition] = Cell(quote=quote, start=start, end=end)
        first = group[0].first
        return Finding(
            kind=kind,
            verdict="agrees" if verdict == "agrees" else "missing" if verdict == "missing" else "differs",
            row=group[0].row,
            cells=tuple(cells),
            groups=tuple(tuple(sorted(slot.facts)) for slot in group),
            topic=topic or (first.family if isinstance(first, Term) else ""),
            concepts=tuple(_concept(slot) for slot in group) if isinstance(first, Term) else (),
            silent=tuple(sorted(silent)),
        )


def _belongs_to_name(finding: Finding, names: Sequence[Finding]) -> bool:
    """Whether a number that is said alone stands right behind a name that differs: it is a part of that name."""
    return any(
        name.verdict != "agrees" and cell is not None and before is not None and 0 < cell.start - before.end <= _BESIDE
        for name in names
        for cell, before in zip(finding.cells, name.cells, strict=True)
    )


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


def _by_kind(facts: Sequence[Fact]) -> dict[Kind, list[Fact]]:
    found: dict[Kind, list[Fact]] = {kind: [] for kind in _GROUPS}
    for fact in facts:
        found[kind_of(fact)].append(fact)
    return found


def _is_judged_apart(fact: Fact) -> bool:
    return isinstance(fact, Term) and fact.family in (POSSIBILITY, WATCHED)


def _once_each(slots: Sequence[Slot]) -> list[Slot]:
    """Leave out a term or name that an edition says again in the row, beside one that already agrees."""
    kept: list[Slot] = []
    for slot in sorted(slots, key=lambda each: -len(each.facts)):
        if not any(slot.facts.keys() <= other.facts.keys() and slot.agreement(other) for other in kept):
            kept.append(slot)
    return sorted(kept, key=lambda each: (each.part, each.place))


def _anywhere(_one: Slot, _other: Slot) -> bool:
    return True


def _may_be_elsewhere(one: Slot, other: Slot) -> bool:
    """Whether a fact that agrees may stand in another row of an edition: not a small number."""
    return one.row != other.row and all(
        tells_alone(fact) for slot in (one, other) for facts in slot.facts.values() for fact in facts
    )


def _comes_and_goes(slot: Slot) -> bool:
    return not any(
        tells_alone(fact) or (isinstance(fact, Amount) and not fact.is_weak) or isinstance(fact, Day)
        for facts in slot.facts.values()
        for fact in facts
    )
