# ruff: noqa: S608 - names of tables and columns are constants of this package; values are always bound
"""Hops: the requests that a look made on its way, what each was answered, and the bytes of both."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from statediff.archive.bodies import Bodies
from statediff.archive.dialect import Connection
from statediff.archive.forms import cut_head, fill_form, make_answer_form, make_request_form, values_of
from statediff.archive.records import dump, storable
from statediff.archive.rows import MISREAD
from statediff.archive.shared import Shared
from statediff.errors import ArchiveDamaged
from statediff.model import Exchange, Headers, Hop

BODY, CODED = "body", "coded"
"""What came behind a head that is kept alone: the very body of the capture, or the same in a coding of the way."""
_HOP = ("capture", "number", "url", "status", "header_set", "header_values", "peer", "tls", "elapsed")
_MESSAGE = ("capture", "number", "request", "validators", "response", "rest", "truncated")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class HopRows:
    """The rows of a look's hops; a hop that says what the look says has none, and may have a message all the same."""

    hops: Mapping[int, Row] = field(default_factory=dict)
    messages: Mapping[int, Row] = field(default_factory=dict)

    @property
    def numbers(self) -> list[int]:
        """The numbers of the hops of which anything is kept, in order."""
        return sorted(self.hops.keys() | self.messages.keys())


class Hops:
    """Keeps hops and reads them back."""

    def __init__(self, connection: Connection, shared: Shared, bodies: Bodies) -> None:
        self._connection = connection
        self._shared = shared
        self._bodies = bodies

    # ------------------------------------------------------------ keeping

    def rows_to_keep(self, source: int, exchange: Exchange, *, is_repetition: bool) -> HopRows:
        """Return rows for a visit's hops, with their bytes kept; an only hop that says what the look says needs none.

        Of that one the bytes are kept too, unless the look but repeats what an earlier one brought: such looks are
        most of all. Call inside a transaction.
        """
        is_implied = len(exchange.hops) == 1 and _is_told(exchange.hops[0], exchange) and _has_peer(exchange.hops[0])
        hops = {} if is_implied else {number: self._row(source, hop) for number, hop in enumerate(exchange.hops)}
        if is_implied and is_repetition:
            return HopRows()
        kept = ((number, self._message(source, number, exchange)) for number in range(len(exchange.hops)))
        return HopRows(hops=hops, messages={number: message for number, message in kept if message is not None})

    def _row(self, source: int, hop: Hop) -> Row:
        header_set, values = self._shared.keep_headers(source, hop.headers)
        return {
            "url": storable(hop.url),
            "status": hop.status,
            "header_set": header_set,
            "header_values": values,
            "peer": storable(hop.peer_address or ""),
            "tls": storable(hop.tls or ""),
            "elapsed": round(hop.elapsed_seconds * 1e6),
        }

    def _message(self, source: int, number: int, exchange: Exchange) -> Row | None:
        hop = exchange.hops[number]
        if not hop.request and not hop.response:
            return None
        response, rest = hop.response, ""
        if number == len(exchange.hops) - 1 and _is_told(hop, exchange):
            response, rest = _without_body(response, exchange)
        request, validators = make_request_form(hop.request)
        return {
            "request": self._keep_bytes(source, request),
            "validators": dump(validators),
            "response": self._keep_bytes(source, make_answer_form(response, hop.headers)),
            "rest": rest,
            "truncated": storable(hop.truncated),
        }

    def _keep_bytes(self, source: int, content: bytes) -> int | None:
        """Keep bytes in a lane of their source's own, beside that of its documents and that of its failures."""
        return self._bodies.keep(content, hashlib.sha256(content).digest(), -source) if content else None

    def insert(self, capture: int, rows: HopRows) -> None:
        """Insert the rows of a look. Call inside a transaction."""
        for table, kept in (("hop", rows.hops), ("message", rows.messages)):
            for number, row in kept.items():
                self._connection.insert(table, capture=capture, number=number, **row)

    # ------------------------------------------------------------ reading

    def rows(self, capture: int) -> HopRows:
        """Return the rows of a look's hops."""
        return HopRows(hops=self._read("hop", _HOP, capture), messages=self._read("message", _MESSAGE, capture))

    def _read(self, table: str, names: tuple[str, ...], capture: int) -> dict[int, Row]:
        rows = self._connection.rows(f"select {', '.join(names)} from {table} where capture = ?", capture)
        return {row[1]: dict(zip(names, row, strict=True)) for row in rows}

    def documents(self, rows: HopRows) -> list[str]:
        """Write hops for the log."""
        return [self._document(rows.hops.get(number), rows.messages.get(number)) for number in rows.numbers]

    def _document(self, hop: Row | None, message: Row | None) -> str:
        facts = sorted(((self._told(hop) if hop else {}) | (self._said(message) if message else {})).items())
        return "{" + ",".join(f'"{name}":{value}' for name, value in facts) + "}"

    def _told(self, hop: Row) -> dict[str, str]:
        return {
            "elapsed": str(hop["elapsed"]),
            "headers": dump(self._headers(hop)),
            "peer": dump(hop["peer"]),
            "status": str(hop["status"]),
            "tls": dump(hop["tls"]),
            "url": dump(hop["url"]),
        }

    def _said(self, message: Row) -> dict[str, str]:
        facts = {}
        if message["request"] is not None:
            sha256, size = self._bodies.facts(message["request"])
            form = f'"form":"sha256:{sha256.hex()}","size":{size},"validators":{message["validators"]}'
            facts["request"] = "{" + form + "}"
        if message["response"] is not None:
            sha256, size = self._bodies.facts(message["response"])
            rest, truncated = dump(message["rest"]), dump(message["truncated"])
            form = f'"form":"sha256:{sha256.hex()}","rest":{rest},"size":{size},"truncated":{truncated}'
            facts["response"] = "{" + form + "}"
        return facts

    def _headers(self, hop: Row) -> Headers:
        return self._shared.headers(hop["header_set"], hop["header_values"], "hop", _name_of(hop))

    def messages(self, rows: HopRows) -> dict[int, tuple[bytes, bytes]]:
        """Return the forms of each hop's request and answer by its number, hashed again; b"" was not kept."""
        return {
            number: (self._bytes_of(message["request"]), self._bytes_of(message["response"]))
            for number, message in sorted(rows.messages.items())
        }

    def _bytes_of(self, id_: int | None) -> bytes:
        return b"" if id_ is None else self._bodies.read_checked(id_)

    def load(self, capture: int, only: Hop | None) -> tuple[Hop, ...]:
        """Return a look's hops without their bytes; `only` is the hop that the look implies when it has no rows."""
        hops = self._read("hop", _HOP, capture)
        return tuple(self._hop(row) for _, row in sorted(hops.items())) or (() if only is None else (only,))

    def with_messages(self, capture: int, hops: Sequence[Hop], body: bytes) -> tuple[Hop, ...]:
        """Return a look's hops with their bytes; `body` is what the look brought."""
        rows = self.rows(capture)
        said = self.messages(rows)
        return tuple(
            self._with_message(hop, rows.messages[number], *said[number], body) if number in said else hop
            for number, hop in enumerate(hops)
        )

    def _hop(self, row: Row) -> Hop:
        return Hop(
            url=row["url"],
            status=row["status"],
            headers=self._headers(row),
            peer_address=row["peer"] or None,
            tls=row["tls"] or None,
            elapsed_seconds=row["elapsed"] / 1e6,
        )

    def _with_message(self, hop: Hop, message: Row, asked: bytes, answered: bytes, body: bytes) -> Hop:
        try:
            request = fill_form(asked, json.loads(message["validators"]))
            response = fill_form(answered, values_of(hop.headers))
        except MISREAD as error:
            cause = f"message {_name_of(message)} does not fit its headers ({error})"
            raise ArchiveDamaged(str(self._connection.path), cause, "run `statediff verify`") from error
        response += body if message["rest"] == BODY else b""
        return replace(hop, request=request, response=response, truncated=message["truncated"])


def _name_of(row: Row) -> str:
    """Name a row of the archive; one that is still to be kept has neither number nor capture."""
    return f"{row.get('number')} of capture {row.get('capture')}"


def _is_told(hop: Hop, exchange: Exchange) -> bool:
    """Whether a hop says what the exchange says: then its body is the exchange's, before it was decoded."""
    return (hop.url, hop.status, hop.headers) == (exchange.final_url, exchange.status, exchange.header_pairs)


def _has_peer(hop: Hop) -> bool:
    return bool(hop.peer_address or hop.tls)


def _without_body(response: bytes, exchange: Exchange) -> tuple[bytes, str]:
    """Return the head of an answer whose body is the capture's, and what came behind it."""
    end = cut_head(response)
    if end == len(response):
        return response, ""
    return response[:end], BODY if response[end:] == (exchange.body or exchange.wire_body) else CODED
