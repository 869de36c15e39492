"""Tabling: the table of facts of some editions, ready for the reporter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from statediff import revisions
from statediff.archive import Archive
from statediff.desk.editions.editions import Edition, load_editions
from statediff.desk.editions.groups import find_group
from statediff.desk.editions.judging.comparison import Comparison, compare_readings
from statediff.desk.editions.judging.findings import Finding
from statediff.desk.editions.reading import Reading, read_edition
from statediff.desk.editions.table.courses import Course, Courses
from statediff.desk.editions.table.telling import Teller, Told
from statediff.desk.editions.terms import WatchedTerms
from statediff.errors import UsageError
from statediff.model import Source, WatchPhrase
from statediff.reporter.outlets.rows import EditionColumn, EditionRow, EditionsTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One fact with how it came about and how it is told."""

    finding: Finding
    courses: tuple[Course, ...]
    told: Told

    @property
    def is_news(self) -> bool:
        """Whether the editions differ in it, or one of them changed it."""
        return self.finding.verdict != "agrees" or bool(self.courses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """Everything found out about the editions of one statement."""

    name: str
    editions: tuple[Edition, ...]
    readings: tuple[Reading, ...]
    comparison: Comparison
    lines: tuple[Line, ...]
    title: str
    sentence: str

    @property
    def has_differences(self) -> bool:
        """Whether the editions differ in anything."""
        return bool(self.comparison.differing)

    def table(self, *, with_agreed: bool = False) -> EditionsTable:
        """The facts that differ or changed, or all of them, as the reporter shows them."""
        return EditionsTable(
            title=self.title,
            columns=tuple(
                EditionColumn(
                    source_id=edition.source.id,
                    language=reading.language,
                    title=edition.source.title or edition.source.publisher or edition.source.id,
                    version=edition.current.number,
                )
                for edition, reading in zip(self.editions, self.readings, strict=True)
            ),
            rows=tuple(
                EditionRow(
                    kind=line.finding.topic or line.finding.kind,
                    label=line.told.label,
                    cells=line.told.cells,
                    verdict=line.finding.verdict,
                    sentence=line.told.sentence,
                )
                for line in self.lines
                if with_agreed or line.is_news
            ),
            sentence=self.sentence,
        )


def examine_editions(
    archive: Archive,
    name: str,
    *,
    sources: Sequence[Source] = (),
    at: datetime | None = None,
    watch: Sequence[WatchPhrase] = (),
    language: str = "en",
    read: revisions.Read | None = None,
) -> Examination:
    """Compare the editions of the statement that a source or a group names, as they were last seen at an instant.

    Args:
        archive: Where their versions are.
        name: A source's id, or the name that sources share as `edition-of`.
        sources: What is configured now; it goes before what the archive remembers of a source.
        at: The instant; None for the last that was seen.
        watch: The user's watched phrases.
        language: Language of our own words: "en", "fr" or "uk".
        read: Reads earlier versions again by the present rules; without it, readings the archive holds are used.

    Raises: SourceNotFound when nothing bears the name, UsageError when it names fewer than two editions that were read.

    """
    editions = load_editions(archive, find_group(archive, name, sources), at, read=read)
    watched = WatchedTerms(watch)
    readings = tuple(read_edition(edition.wordings[-1], edition.language, watched) for edition in editions)
    comparison = compare_readings(readings, watched)
    courses = Courses(editions, readings, watched)
    teller = Teller(editions, readings, language)
    lines = []
    for finding in comparison.findings:
        found = courses.follow(finding)
        lines.append(Line(finding=finding, courses=found, told=teller.tell(finding, found)))
    return Examination(
        name=name,
        editions=editions,
        readings=readings,
        comparison=comparison,
        lines=tuple(lines),
        title=teller.title(name),
        sentence=teller.summary(comparison),
    )


def tabulate_editions(
    archive: Archive,
    name: str,
    *,
    sources: Sequence[Source] = (),
    watch: Sequence[WatchPhrase] = (),
    language: str = "en",
    read: revisions.Read | None = None,
) -> EditionsTable | None:
    """Return the table of facts of a source's editions as they were last seen; None when it has no other edition."""
    try:
        examination = examine_editions(archive, name, sources=sources, watch=watch, language=language, read=read)
    except UsageError:
        return None
    return examination.table()
