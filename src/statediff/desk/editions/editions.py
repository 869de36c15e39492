"""Editions of one statement, as the archive holds them: their versions up to an instant, read by one set of rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from statediff import revisions
from statediff.archive import Archive
from statediff.errors import UsageError
from statediff.model import Capture, Source, Version, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One source's versions, oldest first, the last of them in force; no version's last sight is after the instant."""

    source: Source
    versions: tuple[Version, ...]
    wordings: tuple[Wording, ...]
    """The versions' wordings, all read as the last one was read where the archive has such a reading."""

    @property
    def current(self) -> Version:
        """The version in force."""
        return self.versions[-1]

    @property
    def language(self) -> str | None:
        """The language of its wording, as the page or the configuration says it."""
        return self.source.language or self.wordings[-1].language


def load_editions(
    archive: Archive, sources: Sequence[Source], at: datetime | None = None, *, read: revisions.Read | None = None
) -> tuple[Edition, ...]:
    """Return the editions that had a version at an instant, by default the last that was seen.

    Without `read`, only readings that the archive already holds are used.

    Raises: UsageError when fewer than two had one.
    """
    editions = [edition for source in sources if (edition := _load(archive, source, at, read)) is not None]
    if len(editions) < 2:
        names = ", ".join(source.id for source in sources)
        raise UsageError(
            names or "editions",
            "fewer than two editions have been read" + (" by then" if at is not None else ""),
            "look at them with: statediff track",
        )
    return tuple(editions)


def _load(archive: Archive, source: Source, at: datetime | None, read: revisions.Read | None) -> Edition | None:
    history = archive.history(source.id)
    versions = tuple(
        _seen_until(version, history.captures, at)
        for version in history.versions
        if at is None or version.first_seen_at <= at
    )
    if not versions:
        return None
    key = versions[-1].extraction
    wordings = tuple(_read_as(archive, source, version, key, read) for version in versions)
    return Edition(source=source, versions=versions, wordings=wordings)


def _read_as(archive: Archive, source: Source, version: Version, key: str, read: revisions.Read | None) -> Wording:
    if version.extraction == key:
        return version.wording
    if read is None:
        return archive.reading(source.id, version.number, key) or version.wording
    return revisions.reading_under(archive, source, version, key, read=read)


def _seen_until(version: Version, captures: Sequence[Capture], at: datetime | None) -> Version:
    if at is None or version.last_seen_at <= at:
        return version
    sights = [
        capture.captured_at for capture in captures if capture.version == version.number and capture.captured_at <= at
    ]
    return replace(version, last_seen_at=max(sights, default=version.first_seen_at))
