"""Courses: how an edition came to say what it says, and which others have not followed.

A change lies between the last sight of the old version and the first sight of the new one; an edition that was not seen
since may have followed, and nothing more is claimed than how it was last seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from statediff.desk.editions.editions import Edition
from statediff.desk.editions.judging.comparison import Comparison, compare_readings
from statediff.desk.editions.judging.findings import Cell, Finding
from statediff.desk.editions.judging.presences import SENTENCE
from statediff.desk.editions.reading import Reading, read_edition
from statediff.desk.editions.terms import WatchedTerms

MOST_VERSIONS = 12
"""Earlier versions of an edition that are looked through at most."""
MOST_LETTERS = 400_000
"""Letters that are read again in search of earlier versions at most, for each edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The last change of one fact in one edition."""

    edition: int
    before: str
    """What it said until then; "" for nothing."""
    after: str
    """What it says since; "" for nothing."""
    last_before: datetime
    """Last sight of the version before."""
    first_after: datetime
    """First sight of the version after."""
    version: int
    """Number of the version that brought it."""
    left_behind: tuple[int, ...] = ()
    """Editions that still say what this one said before."""


class Courses:
    """Follows the facts of some editions back through their versions."""

    def __init__(self, editions: Sequence[Edition], readings: Sequence[Reading], watched: WatchedTerms) -> None:
        self._editions, self._readings, self._watched = editions, readings, watched
        self._past = [_Past(edition, reading, watched) for edition, reading in zip(editions, readings, strict=True)]
        self._mixed: dict[tuple[int, int], Comparison] = {}

    def follow(self, finding: Finding) -> tuple[Course, ...]:
        """Return the last change of a fact in each edition that changed it, in the order of editions."""
        found = [self._course(finding, edition) for edition in range(len(self._editions))]
        courses = {course.edition: course for course in found if course is not None}
        return tuple(
            replace(
                course,
                left_behind=tuple(
                    number
                    for number in course.left_behind
                    if number not in courses or courses[number].first_after <= course.first_after
                ),
            )
            for course in courses.values()
        )

    def _course(self, finding: Finding, edition: int) -> Course | None:
        cell = finding.cells[edition]
        past = self._past[edition]
        for back in past.steps:
            before = past.before(back, finding, cell) if cell is not None else self._said_then(finding, edition, back)
            if before is None:
                continue
            old, new = self._editions[edition].versions[back], self._editions[edition].versions[back + 1]
            return Course(
                edition=edition,
                before=before,
                after=cell.quote if cell is not None else "",
                last_before=new.previous_seen_at or old.last_seen_at,
                first_after=new.first_seen_at,
                version=new.number,
                left_behind=self._left_behind(finding, edition, back),
            )
        return None

    def _said_then(self, finding: Finding, edition: int, back: int) -> str | None:
        """Return what an edition that is silent now said in an earlier version; None when it was silent then too."""
        then = self._same(self._mix(edition, back), finding, edition)
        cell = then.cells[edition] if then is not None else None
        if cell is None and finding.kind == "paragraph":
            then_said = self._sentence_then if finding.topic == SENTENCE else self._paragraph_then
            return then_said(finding, edition, back)
        return cell.quote if cell is not None else None

    def _paragraph_then(self, finding: Finding, edition: int, back: int) -> str | None:
        """Return the paragraph of an earlier version in the row that the edition now lacks."""
        rows = self._mix(edition, back).rows
        reading = self._past[edition].reading(back)
        for number, cell in enumerate(finding.cells):
            if cell is None:
                continue
            paragraphs = self._readings[number].paragraphs
            for row in rows:
                if edition in row and any(paragraphs[place].whole.start == cell.start for place in row.get(number, ())):
                    return reading.paragraphs[row[edition][0]].whole.text
        return None

    def _sentence_then(self, finding: Finding, edition: int, back: int) -> str | None:
        """Return the sentence of an earlier version that stood for the one that the edition now lacks."""
        reading = self._past[edition].reading(back)
        for number, cell in enumerate(finding.cells):
            if cell is None:
                continue
            for part in self._mix(edition, back).parts:
                if edition in part and number in part and part[number][0] <= cell.start < part[number][1]:
                    return reading.text[slice(*part[edition])]
        return None

    def _left_behind(self, finding: Finding, edition: int, back: int) -> tuple[int, ...]:
        """Return the editions whose present words agree with what this one said before its change."""
        if finding.kind == "paragraph":
            return () if finding.cells[edition] is not None else finding.groups[0]
        then = self._same(self._mix(edition, back), finding, edition)
        if then is None:
            return ()
        groups = [group for group in then.groups if edition in group]
        if not groups:
            return tuple(number for number in then.silent if number != edition)
        return tuple(number for number in groups[0] if number != edition and number not in _agreeing(finding, edition))

    def _mix(self, edition: int, back: int) -> Comparison:
        """Compare an earlier version of one edition with the present ones of the others."""
        key = (edition, back)
        if key not in self._mixed:
            readings = [*self._readings]
            readings[edition] = self._past[edition].reading(back)
            self._mixed[key] = compare_readings(readings, self._watched)
        return self._mixed[key]

    def _same(self, comparison: Comparison, finding: Finding, edition: int) -> Finding | None:
        """Return the finding of another comparison that is about the same fact of the editions that did not change."""
        for other in comparison.findings:
            if (other.kind, other.topic) == (finding.kind, finding.topic) and any(
                number != edition and one is not None and two is not None and _overlap(one, two)
                for number, (one, two) in enumerate(zip(finding.cells, other.cells, strict=True))
            ):
                return other
        return None


class _Past:
    """The earlier versions of one edition, beside its present one."""

    def __init__(self, edition: Edition, current: Reading, watched: WatchedTerms) -> None:
        self._edition, self._current, self._watched = edition, current, watched
        self._readings: dict[int, Reading] = {}
        self._compared: dict[int, Comparison] = {}

    @cached_property
    def steps(self) -> tuple[int, ...]:
        """The places of earlier versions, newest first, as far back as is looked."""
        steps: list[int] = []
        letters = 0
        for place in range(len(self._edition.versions) - 2, -1, -1):
            letters += len(self._edition.wordings[place].text)
            if len(steps) == MOST_VERSIONS or letters > MOST_LETTERS:
                break
            steps.append(place)
        return tuple(steps)

    def reading(self, place: int) -> Reading:
        """Read an earlier version."""
        if place not in self._readings:
            self._readings[place] = read_edition(self._edition.wordings[place], self._current.language, self._watched)
        return self._readings[place]

    def before(self, place: int, finding: Finding, cell: Cell) -> str | None:
        """Return what an earlier version said in a place, "" for nothing; None when it said the same."""
        if place not in self._compared:
            self._compared[place] = compare_readings([self.reading(place), self._current], self._watched)
        for other in self._compared[place].findings:
            now = other.cells[1]
            if (other.kind, other.topic) != (finding.kind, finding.topic) or now is None or not _overlap(now, cell):
                continue
            if other.verdict == "agrees":
                return None
            then = other.cells[0]
            return then.quote if then is not None else ""
        return None


def _agreeing(finding: Finding, edition: int) -> frozenset[int]:
    return frozenset(number for group in finding.groups if edition in group for number in group)


def _overlap(one: Cell, other: Cell) -> bool:
    return one.start < other.end and other.start < one.end
