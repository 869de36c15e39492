# ruff: noqa: S608 - names of tables and columns are constants of this package; values are always bound
"""Facts that many captures share, kept once: sources, verdicts, routes, and the headers that stay from look to look."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Literal, NamedTuple

from statediff.archive.dialect import Connection
from statediff.archive.records import Pairs, Route, Verdict, dump, fill_headers, read_source, storable, write_source
from statediff.archive.rows import present, read_value
from statediff.errors import SourceNotFound
from statediff.model import Disposition, DispositionKind, Headers, Source


class HeaderSet(NamedTuple):
    """A row of header pairs."""

    id: int
    pairs: Pairs

    def fill(self, values: str) -> Headers:
        """Return the headers of one capture; raises ValueError when the values, in JSON, do not fit."""
        return fill_headers(self.pairs, json.loads(values))

    def split(self, headers: Headers) -> list[str] | None:
        """Return the values to keep with a capture, or None when a pair that should stay differs."""
        values = []
        for (_, fixed), (_, value) in zip(self.pairs, headers, strict=True):
            if fixed is None:
                values.append(value)
            elif fixed != value:
                return None
        return values


_MOST_REMEMBERED = 4_096
"""Rows of one kind kept at hand: a run over many thousand sources meets most of its rows once."""


class Shared:
    """Finds or adds shared rows; remembers them until a transaction is rolled back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._undone = 0
        self._sources: dict[str, tuple[int, Source]] = {}
        self._ids: dict[Verdict | Route, int] = {}
        self._header_sets: dict[tuple[int, bytes], HeaderSet] = {}
        self._by_id: dict[tuple[str, int], Any] = {}
        self._documents: dict[tuple[str, int], str] = {}

    def refresh(self) -> None:
        """Forget rows that a rolled-back transaction may have taken, and too many. Call at the start of each one."""
        remembered: tuple[dict[Any, Any], ...] = (
            self._sources,
            self._ids,
            self._header_sets,
            self._by_id,
            self._documents,
        )
        if self._undone != self._connection.undone or any(len(rows) > _MOST_REMEMBERED for rows in remembered):
            self._undone = self._connection.undone
            for rows in remembered:
                rows.clear()

    # ------------------------------------------------------------ sources

    def keep_source(self, source: Source) -> int:
        """Keep a source and, when it changed, its new configuration; return its row's id."""
        known = self._sources.get(source.id)
        if known and known[1] == source:
            return known[0]
        id_ = self.find_source(source.id) or self._connection.insert("source", name=source.id)
        document = write_source(source)
        last = self._connection.value(
            "select document from source_state where source = ? order by id desc limit 1", id_
        )
        if last != document:
            self._connection.insert("source_state", source=id_, document=document)
        self._sources[source.id] = (id_, source)
        return id_

    def find_source(self, name: str) -> int | None:
        """Return the row id of a source, or None."""
        known = self._sources.get(name)
        if known:
            return known[0]
        if storable(name) != name:
            return None
        found = self._connection.value("select id from source where name = ?", name)
        return None if found is None else int(found)

    def source_id(self, name: str) -> int:
        """Return the row id of a source; raises SourceNotFound."""
        found = self.find_source(name)
        if found is None:
            raise SourceNotFound(name, "is not in the archive", "`statediff sources` lists what is")
        return found

    def source_name(self, id_: int) -> str:
        """Return a source's id in words."""
        name = self._by_id.get(("source", id_))
        if name is None:
            found = self._connection.value("select name from source where id = ?", id_)
            name = self._by_id["source", id_] = present(self._connection, found, "source", id_)
        return str(name)

    def source(self, id_: int) -> Source:
        """Return a source as it was last configured."""
        found = self._connection.row(
            "select document, id from source_state where source = ? order by id desc limit 1", id_
        )
        document, state = present(self._connection, found, "the configuration of source", id_)
        return read_value(self._connection, read_source, document, ("source_state", state, "document"))

    # ------------------------------------------------------------ verdicts, routes

    def keep(self, fact: Verdict | Route) -> int:
        """Find or add a shared row; return its id."""
        id_ = self._ids.get(fact)
        if id_ is None:
            table, names = _TABLES[type(fact)]
            columns = {name: getattr(fact, name) for name in names}
            where = " and ".join(f"{name} = ?" for name in names)
            found = self._connection.value(f"select id from {table} where {where}", *columns.values())
            id_ = self._ids[fact] = found or self._connection.insert(table, **columns)
            self._by_id[table, id_] = fact
        return id_

    def verdict(self, id_: int) -> Verdict:
        """Return a verdict by its row's id."""
        return self._fact("verdict", Verdict, id_)  # type: ignore[no-any-return]

    def disposition(self, id_: int) -> Disposition:
        """Return the disposition that a verdict's row says."""
        found: Disposition | None = self._by_id.get(("disposition", id_))
        if found is None:
            verdict = self.verdict(id_)
            found = self._by_id["disposition", id_] = Disposition(
                kind=read_value(self._connection, DispositionKind, verdict.kind, ("verdict", id_, "kind")),
                reason=verdict.reason,
                evidence=read_value(self._connection, _read_words, verdict.evidence, ("verdict", id_, "evidence")),
                vendor=verdict.vendor or None,
            )
        return found

    def route(self, id_: int) -> Route:
        """Return a route by its row's id."""
        return self._fact("route", Route, id_)  # type: ignore[no-any-return]

    def _fact(self, table: str, kind: type[Verdict | Route], id_: int) -> Any:
        fact = self._by_id.get((table, id_))
        if fact is None:
            names = _TABLES[kind][1]
            found = self._connection.row(f"select {', '.join(names)} from {table} where id = ?", id_)
            row = present(self._connection, found, table, id_)
            fact = self._by_id[table, id_] = kind(**dict(zip(names, row, strict=True)))
        return fact

    def document(self, table: Literal["verdict", "route"], id_: int) -> str:
        """Return how a shared row is written for the log."""
        document = self._documents.get((table, id_))
        if document is None:
            fact = self.verdict(id_) if table == "verdict" else self.route(id_)
            document = self._documents[table, id_] = fact.document()
        return document

    # ------------------------------------------------------------ headers

    def keep_headers(self, source: int, headers: Headers) -> tuple[int, str]:
        """Keep headers; return the id of what stays and the rest as JSON."""
        names = hashlib.sha256(dump([name for name, _ in headers]).encode()).digest()[:8]
        known = self._header_sets.get((source, names)) or self._find_headers(source, names)
        values = known.split(headers) if known else None
        if known is None or values is None:
            known = self._add_headers(source, names, headers, known)
            values = known.split(headers)
        self._header_sets[source, names] = self._by_id["header_set", known.id] = known
        return known.id, dump(values)

    def _find_headers(self, source: int, names: bytes) -> HeaderSet | None:
        row = self._connection.row(
            "select id, pairs from header_set where source = ? and names = ? order by id desc limit 1", source, names
        )
        return self._header_set(row[0], row[1]) if row else None

    def _header_set(self, id_: int, pairs: str) -> HeaderSet:
        return HeaderSet(id_, read_value(self._connection, _read_pairs, pairs, ("header_set", id_, "pairs")))

    def _add_headers(self, source: int, names: bytes, headers: Headers, last: HeaderSet | None) -> HeaderSet:
        """Add a set in which every value that differed from the last set is kept with the captures from now on."""
        pairs: Pairs = headers
        if last:
            pairs = tuple(
                (name, value if value == fixed else None)
                for (name, value), (_, fixed) in zip(headers, last.pairs, strict=True)
            )
        id_ = self._connection.insert("header_set", source=source, names=names, pairs=dump(pairs))
        return HeaderSet(id_, pairs)

    def header_set(self, id_: int) -> HeaderSet:
        """Return a header set by its row's id."""
        found = self._by_id.get(("header_set", id_))
        if found is None:
            pairs = self._connection.value("select pairs from header_set where id = ?", id_)
            pairs = present(self._connection, pairs, "header_set", id_)
            found = self._by_id["header_set", id_] = self._header_set(id_, pairs)
        return found

    def headers(self, header_set: int, values: str, table: Literal["capture", "hop"], row: int | str) -> Headers:
        """Return the headers of one capture or hop as they came; table and row name it."""
        fill = self.header_set(header_set).fill
        return read_value(self._connection, fill, values, (table, row, "header_values"))


def _read_words(document: str) -> tuple[str, ...]:
    return tuple(json.loads(document))


def _read_pairs(document: str) -> Pairs:
    return tuple((name, value) for name, value in json.loads(document))


_TABLES: dict[type[Verdict | Route], tuple[str, tuple[str, ...]]] = {
    Verdict: ("verdict", ("kind", "vendor", "reason", "evidence")),
    Route: ("route", ("url", "final_url", "media_type", "robots", "tls", "peer")),
}
