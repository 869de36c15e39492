"""Intake: the review of an archive gathered from it, with what an earlier statediff did not sum up yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from statediff import revisions
from statediff.archive import Archive
from statediff.archive.changes import ChangeNote
from statediff.desk.clusters import change_of
from statediff.desk.queue import Desk
from statediff.desk.standings import ChangeKey
from statediff.differ.substitutions import find_substitutions
from statediff.judgements import Substitution, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which changes are looked at; empty fields take all."""

    source: str | None = None
    publisher: str | None = None
    language: str | None = None
    severity: str | None = None
    since: datetime | None = None
    """First sight of the new wording at this instant or later."""
    until: datetime | None = None
    """First sight of the new wording before this instant."""


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """The changes in a scope with their edits, without what was decided about them."""

    notes: tuple[ChangeNote, ...]
    substitutions: Mapping[ChangeKey, Sequence[Substitution]]

    def desk(self, verdicts: Sequence[Verdict]) -> Desk:
        """Return the desk with everything that was decided."""
        return Desk(self.notes, self.substitutions, verdicts)


def take_in(archive: Archive, scope: Scope = EVERYTHING) -> Intake:
    """Gather the changes in a scope.

    A change that was summed up before substitutions were kept is compared once more, and nothing is written.

    Raises: SourceNotFound when the scope names an unknown source.
    """
    notes = tuple(_within(archive, archive.changes(source_id=scope.source), scope))
    known = archive.substitutions()
    missing = {change_of(note): _compare(archive, note) for note in notes if change_of(note) not in known}
    return Intake(notes=notes, substitutions={**known, **missing})


def open_desk(archive: Archive, scope: Scope = EVERYTHING) -> Desk:
    """Gather the changes in a scope with everything ever decided about any change; raises SourceNotFound."""
    return take_in(archive, scope).desk(archive.verdicts())


def _within(archive: Archive, notes: Iterable[ChangeNote], scope: Scope) -> Iterable[ChangeNote]:
    sources = {
        source.id
        for source in archive.sources()
        if scope.publisher in {None, source.publisher} and scope.language in {None, source.language}
    }
    for note in notes:
        is_in_time = (scope.since is None or note.at >= scope.since) and (scope.until is None or note.at < scope.until)
        if is_in_time and note.source_id in sources and scope.severity in {None, note.severity}:
            yield note


def _compare(archive: Archive, note: ChangeNote) -> tuple[Substitution, ...]:
    source, old, new = change_of(note)
    change = revisions.compare(archive, archive.version(f"{source}@v{old}"), archive.version(f"{source}@v{new}"))
    return find_substitutions(change)
