"""Hits: passages that a search found, with the versions and the time in which they stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from statediff.archive.dialect import Connection
from statediff.archive.rows import present, read_instant
from statediff.archive.search import Index, Pattern
from statediff.archive.shared import Shared
from statediff.archive.versions import Versions
from statediff.findings import SearchHit

_MOST_VALUES = 500
"""How many values one query binds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """A time through which a passage stood in a source: from version `first` up to, not including, version `until`."""

    source_id: str
    passage: int
    first: int
    until: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionNote:
    """A version without its wording."""

    number: int
    first_seen_at: datetime
    extraction: str
    language: str | None


class Hits:
    """Turns passages of the index into hits: one for each time a passage stood in a source."""

    def __init__(self, connection: Connection, shared: Shared, versions: Versions, index: Index) -> None:
        self._connection = connection
        self._shared = shared
        self._versions = versions
        self._index = index

    def find(self, phrase: str) -> tuple[SearchHit, ...]:
        """Return all hits, each with the last version that holds it: what stands today first, then the latest seen."""
        with self._connection.steady():
            found = [hit for passage in self._index.find(phrase) for hit in self._stands_of(passage)]
        by_place = sorted(found, key=lambda hit: (hit.source_id, hit.version, hit.text))
        by_time = sorted(by_place, key=lambda hit: hit.last_seen_at, reverse=True)
        return tuple(sorted(by_time, key=lambda hit: not hit.is_current))

    def _stands_of(self, passage: int) -> Iterator[SearchHit]:
        text = self._connection.value("select text from passage where id = ?", passage)
        stands = self._connection.rows(
            "select source, first, until from stand where passage = ? order by source, first", passage
        )
        for source, first, until in stands:
            last = self._last_before(source, until)
            yield SearchHit(
                source_id=self._shared.source_name(source),
                version=last[2],
                text=text,
                first_seen_at=self._versions.sights(self._versions.row(first)).first_at,
                last_seen_at=self._versions.sights(last).last_at,
                is_current=until is None,
            )

    def _last_before(self, source: int, until: int | None) -> Any:
        """Return the last version of a source, or the last before another one."""
        if until is None:
            found = self._versions.rows("v.source = ? order by v.capture desc limit 1", source)
        else:
            found = self._versions.rows(
                "v.source = ? and v.capture < (select capture from version where id = ?) "
                "order by v.capture desc limit 1",
                source,
                until,
            )
        return present(
            self._connection, next(iter(found), None), "the version in which a passage stood last of source", source
        )

    # ------------------------------------------------------------ stays

    def stays(self, pattern: Pattern) -> tuple[Stay, ...]:
        """Return each time a passage stood that may hold a pattern, by source and passage."""
        rows = self._index.stays(pattern)
        stays = [
            Stay(source_id=self._shared.source_name(source), passage=passage, first=first, until=until)
            for passage, source, first, until in rows
        ]
        return tuple(sorted(stays, key=lambda stay: (stay.source_id, stay.passage, stay.first)))

    def texts(self, passages: Iterable[int]) -> dict[int, str]:
        """Return the text of passages."""
        wanted = sorted(set(passages))
        texts: dict[int, str] = {}
        for start in range(0, len(wanted), _MOST_VALUES):
            texts.update(self._versions.passages(wanted[start : start + _MOST_VALUES]))
        return texts

    def outline(self, source: int) -> tuple[VersionNote, ...]:
        """Return the versions of a source in the order in which they stood."""
        rows = self._connection.rows(
            "select v.number, c.id, c.at, e.name, w.language from version v join capture c on c.id = v.capture "
            "join extraction e on e.id = v.extraction join wording w on w.id = v.wording "
            "where v.source = ? order by v.capture",
            source,
        )
        return tuple(
            VersionNote(
                number=number,
                first_seen_at=read_instant(self._connection, at, "capture", capture),
                extraction=extraction,
                language=language,
            )
            for number, capture, at, extraction, language in rows
        )

    def last_seen_at(self, source: int, number: int) -> datetime:
        """Return the last sight of a version before the next one came."""
        return self._versions.sights(self._versions.find(source, number)).last_at
