"""Origins: for every sentence of a version the version that brought it, with the window in which it came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from statediff import revisions
from statediff.archive import Archive
from statediff.desk.lineage import BlamedSentence, trace
from statediff.model import Source, Version, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame:
    """A version, its sentences with their origins, and the versions that those name."""

    source: Source
    version: Version
    lines: tuple[BlamedSentence, ...]
    versions: dict[int, Version]
    """By number: all of the source up to this one, in the order in which they stood."""


def find_origins(archive: Archive, revision: str, *, read: revisions.Read) -> Blame:
    """Trace every sentence of the version that a revision names through all versions before it.

    All are read by the rules of that version, so that nothing is traced to a change of our rules.

    Raises: RevisionNotFound when the revision names nothing.
    """
    version = archive.version(revision)
    source = archive.source(version.source_id)
    versions = {one.number: one for one in _until(archive, version)}
    return Blame(
        source=source,
        version=version,
        lines=trace((number, _wording(archive, source, one, version, read)) for number, one in versions.items()),
        versions=versions,
    )


def _until(archive: Archive, version: Version) -> Iterator[Version]:
    for one in archive.history(version.source_id).versions:
        yield one
        if one.number == version.number:
            return


def _wording(archive: Archive, source: Source, one: Version, version: Version, read: revisions.Read) -> Wording:
    return revisions.reading_under(archive, source, one, version.extraction, read=read)
