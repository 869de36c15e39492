"""Hits: passages that a search found, with the versions and the time in which they stood."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from statediff.archive.dialect import Connection
from statediff.archive.search import Index
from statediff.archive.shared import Shared
from statediff.archive.versions import Versions
from statediff.findings import SearchHit


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
                first_seen_at=self._versions.sights(self._row(first)).first_at,
                last_seen_at=self._versions.sights(last).last_at,
                is_current=until is None,
            )

    def _row(self, version: int) -> Any:
        return self._versions.rows("v.id = ?", version)[0]

    def _last_before(self, source: int, until: int | None) -> Any:
        """Return the last version of a source, or the last before another one."""
        if until is None:
            return self._versions.rows("v.source = ? order by v.capture desc limit 1", source)[0]
        return self._versions.rows(
            "v.source = ? and v.capture < (select capture from version where id = ?) order by v.capture desc limit 1",
            source,
            until,
        )[0]
