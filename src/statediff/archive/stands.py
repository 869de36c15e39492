"""Stands: from which version on a passage stands in a source and until which, so that a search reads no wordings."""

from __future__ import annotations

from collections.abc import Sequence

from statediff.archive.dialect import Connection


class Stands:
    """The stand table. A stand reaches from version `first` up to, not including, version `until`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, version: int, passages: set[int]) -> None:
        """Note what the last version of a source holds: what stood on and is not in it ends here."""
        source, _ = self._place(version)
        for passage, first in self._standing(source):
            if passage not in passages:
                key: dict[str, object] = {"passage": passage, "source": source, "first": first}
                self._connection.amend("stand", key, until=version)
        self._add(version, source, None, passages)

    def rebuild(self, source: int, held: Sequence[tuple[int, set[int]]]) -> None:
        """Note anew what each version of a source holds; versions come in order of their captures."""
        for passage, first in self._connection.rows("select passage, first from stand where source = ?", source):
            self._connection.remove("stand", passage=passage, source=source, first=first)
        standing: dict[int, int] = {}
        for version, passages in held:
            for passage in sorted(set(standing) - passages):
                first = standing.pop(passage)
                self._connection.insert("stand", passage=passage, source=source, first=first, until=version)
            standing |= dict.fromkeys(sorted(passages - set(standing)), version)
        for passage, first in sorted(standing.items()):
            self._connection.insert("stand", passage=passage, source=source, first=first, until=None)

    def extend(self, version: int, passages: set[int]) -> None:
        """Note what another reading of a version holds too. Call inside a transaction."""
        source, later = self._place(version)
        self._add(version, source, later, passages)

    def _add(self, version: int, source: int, later: int | None, passages: set[int]) -> None:
        for passage in sorted(passages - self._held_by(version, source)):
            self._connection.insert("stand", passage=passage, source=source, first=version, until=later)

    def _place(self, version: int) -> tuple[int, int | None]:
        """Return a version's source and the version after it, in order of their captures."""
        source, capture = self._connection.row("select source, capture from version where id = ?", version)
        later = self._connection.value(
            "select id from version where source = ? and capture > ? order by capture limit 1", source, capture
        )
        return int(source), later

    def _standing(self, source: int) -> list[tuple[int, int]]:
        rows = self._connection.rows(
            "select passage, first from stand where source = ? and until is null order by passage", source
        )
        return [(passage, first) for passage, first in rows]

    def _held_by(self, version: int, source: int) -> set[int]:
        """Return the passages whose stands reach over a version."""
        rows = self._connection.rows(
            "select s.passage from stand s join version v on v.id = ? join version f on f.id = s.first "
            "left join version u on u.id = s.until "
            "where s.source = ? and f.capture <= v.capture and (u.id is null or u.capture > v.capture)",
            version,
            source,
        )
        return {row[0] for row in rows}
