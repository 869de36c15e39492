"""Places: how a damaged row is named to a reader, who knows captures and versions and no rows."""

from __future__ import annotations

from typing import Any

from statediff.archive.dialect import Connection
from statediff.archive.records import to_digest
from statediff.archive.seals import KEYED

_OF_CAPTURE = {"derivation": "derivation of", "pending": "pending of", "amendment": "amendment of", "event": "event of"}
_OF_VERSION = {
    "reading": ("version", "reading of"),
    "change": ("new", "change to"),
    "review": ("new", "verdict {id} on the change to"),
    "annotation": ("version", "annotation {id} of"),
}
_OF_SOURCE = {
    "source": "source",
    "source_state": "configuration of",
    "schedule": "schedule of",
    "edition_link": "edition link {id} of",
    "place_filter": "filter {id} of",
}


class Places:
    """Names rows by what they belong to, as far as that can still be read."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def name(self, table: str, row: Any) -> str:
        """Name a row; of one that is not at hand, its key is enough."""
        if not isinstance(row, dict):
            column = KEYED.get(table, "id")
            row = {"id": row} if column == "id" else {column: row}
        if table == "body":
            return self.body(row["id"])
        if table == "capture":
            return self.capture(row["id"])
        if table == "version":
            return self.version(row["id"])
        return self._named_by_others(table, row)

    def _named_by_others(self, table: str, row: dict[str, Any]) -> str:
        if table in _OF_CAPTURE and "capture" in row:
            return f"{_OF_CAPTURE[table]} {self.capture(row['capture'])}"
        if table in _OF_VERSION:
            column, words = _OF_VERSION[table]
            if column in row:
                return f"{words.format(**row)} {self.version(row[column])}"
        if table in _OF_SOURCE:
            id_ = row["id"] if table == "source" else row.get("source")
            name = self._connection.value("select name from source where id = ?", id_)
            return f"{_OF_SOURCE[table].format(**row)} {name}"
        return f"{table} " + " ".join(str(row[name]) for name in KEYED.get(table, "id").split(", "))

    def body(self, id_: int) -> str:
        """Name a body by its number and digest."""
        sha256 = self._connection.value("select sha256 from body where id = ?", id_)
        return f"body {id_} ({to_digest(sha256)})" if isinstance(sha256, bytes) else f"body {id_}"

    def capture(self, id_: int) -> str:
        """Name a capture by its number and source."""
        name = self._connection.value(
            "select s.name from capture c join source s on s.id = c.source where c.id = ?", id_
        )
        return f"capture {id_} of {name}" if name is not None else f"capture {id_}"

    def version(self, id_: int) -> str:
        """Name a version as a revision."""
        row = self._connection.row(
            "select s.name, v.number from version v join source s on s.id = v.source where v.id = ?", id_
        )
        return f"version {row[0]}@v{row[1]}" if row is not None else f"version row {id_}"

    def wording(self, id_: int) -> str:
        """Name a wording by the first version that holds it."""
        version = self._connection.value("select min(id) from version where wording = ?", id_)
        return f"wording {id_}" if version is None else f"wording of {self.version(version)}"
