# ruff: noqa: S608 - names of tables and columns are constants of this package; values are always bound
"""Captures: every look recorded in one transaction with its bytes and its leaf in the log."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from http import HTTPStatus
from typing import Any, NamedTuple

from statediff.archive.bodies import Bodies
from statediff.archive.dialect import Connection
from statediff.archive.hops import HopRows, Hops
from statediff.archive.log import HASH_BYTES, add_leaf, leaf_hash
from statediff.archive.records import (
    Route,
    Verdict,
    dump,
    storable,
    to_digest,
    to_microseconds,
    to_sha256,
    write_record,
)
from statediff.archive.rows import read_instant, read_value
from statediff.archive.shared import Shared
from statediff.errors import ArchiveDamaged, ArchiveError
from statediff.model import (
    Capture,
    Disposition,
    DispositionKind,
    Exchange,
    Headers,
    Hop,
    Source,
)

OWN_BODY_KINDS = frozenset({DispositionKind.OK, DispositionKind.REDIRECTED, DispositionKind.SAME})
"""Looks whose body may be read for wording at once; SAME only when nothing earlier is there to confirm."""
_COLUMNS = (
    "c.id, c.source, c.slot, c.at, c.verdict, c.status, c.route, c.header_set, c.header_values, c.body, c.confirms, "
    "c.elapsed, c.wire"
)


class Look(NamedTuple):
    """A row of the capture table."""

    id: int
    source: int
    slot: int | None
    at: int
    verdict: int
    status: int | None
    route: int
    header_set: int
    header_values: str
    body: int | None
    confirms: int | None
    elapsed: int
    wire: bytes | None


class SeenVersion(NamedTuple):
    """The version that a look saw: its row's id, its number, and the look that was the first to see it."""

    id: int
    number: int
    capture: int


class Captures:
    """Keeps looks and reads them back."""

    def __init__(self, connection: Connection, shared: Shared, bodies: Bodies) -> None:
        self._connection = connection
        self._shared = shared
        self._bodies = bodies
        self._hops = Hops(connection, shared, bodies)

    # ------------------------------------------------------------ keeping

    def keep(
        self, source: Source, exchange: Exchange, disposition: Disposition, captured_at: datetime, slot: int | None
    ) -> Look:
        """Commit one look with its bytes and its leaf; return it. A slot that is taken changes nothing."""
        content = exchange.body or exchange.wire_body or b""
        sha256 = None
        if content:
            sha256 = to_sha256(exchange.digest) if exchange.body else hashlib.sha256(content).digest()
        with self._connection.writing("FULL"):
            self._shared.refresh()
            source_id = self._shared.keep_source(source)
            taken = None if slot is None else self._at_slot(source_id, slot)
            if taken is not None:
                return self.look(taken)
            size, peaks = self.log_head()
            brings_document = disposition.kind in OWN_BODY_KINDS and not _is_unfollowed(exchange)
            confirms = self._confirmed(source_id, disposition, sha256, number=size + 1) if brings_document else None
            header_set, header_values = self._shared.keep_headers(source_id, exchange.header_pairs)
            look = Look(
                id=size + 1,
                source=source_id,
                slot=slot,
                at=to_microseconds(captured_at),
                verdict=self._shared.keep(Verdict.of(disposition)),
                status=exchange.status,
                route=self._shared.keep(_route_of(exchange)),
                header_set=header_set,
                header_values=header_values,
                body=self._keep_body(source_id, content, sha256, disposition, confirms),
                confirms=confirms,
                elapsed=round(exchange.elapsed_seconds * 1e6),
                wire=_wire_digest(exchange, sha256),
            )
            is_repetition = confirms is not None and confirms != look.id
            self._append(look, self._hops.rows_to_keep(source_id, exchange, is_repetition=is_repetition), peaks)
            if look.confirms == look.id:
                self._connection.insert("pending", capture=look.id)
        return look

    def _at_slot(self, source: int, slot: int) -> int | None:
        found = self._connection.value("select id from capture where source = ? and slot = ?", source, slot)
        return None if found is None else int(found)

    def log_head(self) -> tuple[int, list[bytes]]:
        """Return how many looks the log holds, and its peaks."""
        row = self._connection.row("select size, peaks from log_head")
        if row is None:
            raise ArchiveDamaged(str(self._connection.path), "the head of the log is missing", "run `statediff verify`")
        size, peaks = row
        return size, [peaks[start : start + HASH_BYTES] for start in range(0, len(peaks), HASH_BYTES)]

    def _confirmed(self, source: int, disposition: Disposition, sha256: bytes | None, *, number: int) -> int | None:
        """Return the look whose body a readable one vouches for: an earlier one, itself, or none."""
        if disposition.kind is DispositionKind.SAME:
            last = self.last_ok_id(source)
            if last is not None and (sha256 is None or sha256 == self._sha256_of(last)):
                return last
        return None if sha256 is None else number

    def _sha256_of(self, capture: int) -> bytes:
        found: bytes = self._connection.value(
            "select sha256 from body where id = (select body from capture where id = ?)", capture
        )
        return found

    def _keep_body(
        self, source: int, content: bytes, sha256: bytes | None, disposition: Disposition, confirms: int | None
    ) -> int | None:
        """Keep what came. A look that brought nothing and confirms an earlier one points to that one's body."""
        if sha256 is not None:
            return self._bodies.keep(content, sha256, 2 * source + disposition.is_failure)
        if confirms is None:
            return None
        body: int = self._connection.value("select body from capture where id = ?", confirms)
        return body

    def _append(self, look: Look, hops: HopRows, peaks: Sequence[bytes]) -> None:
        leaf = leaf_hash(self.record(look, self._hops.documents(hops)))
        self._connection.insert("capture", **look._asdict(), leaf=leaf)
        self._hops.insert(look.id, hops)
        grown = b"".join(add_leaf(look.id - 1, peaks, leaf))
        self._connection.execute("update log_head set size = ?, peaks = ?", look.id, grown)

    # ------------------------------------------------------------ the record that the log proves

    def record(self, look: Look, hops: Sequence[str] | None = None) -> bytes:
        """Return the canonical record of a look, derived from its rows."""
        if hops is None:
            hops = self._hops.documents(self._hops.rows(look.id))
        body = None if look.body is None else self._bodies.facts(look.body)
        return write_record(
            number=look.id,
            source=self._shared.source_name(look.source),
            slot=look.slot,
            at=look.at,
            verdict=self._shared.document("verdict", look.verdict),
            route=self._shared.document("route", look.route),
            status=look.status,
            headers=dump(self._headers(look)),
            hops=f"[{','.join(hops)}]",
            body=body,
            confirms=look.confirms,
            elapsed=look.elapsed,
            wire=look.wire,
        )

    # ------------------------------------------------------------ reading

    def _headers(self, look: Look) -> Headers:
        return self._shared.headers(look.header_set, look.header_values, "capture", look.id)

    def looks(self, where: str, *values: object) -> Iterator[Look]:
        """Yield the rows that fit a condition on the alias `c`, in order of arrival unless it says otherwise."""
        for row in self._connection.rows(f"select {_COLUMNS} from capture c where {where}", *values):
            yield Look(*row)

    def look(self, id_: int) -> Look:
        """Return one row; raises ArchiveError when there is none."""
        for found in self.looks("c.id = ?", id_):
            return found
        raise ArchiveError(str(self._connection.path), f"has no capture {id_}", "`statediff log SOURCE` lists them")

    def count(self) -> dict[str, int]:
        """Return how many looks there are at each source, also at those without any."""
        return dict(
            self._connection.rows(
                "select s.name, count(c.id) from source s left join capture c on c.source = s.id "
                "group by s.id order by s.name"
            )
        )

    def load(self, looks: Iterable[Look]) -> tuple[Capture, ...]:
        """Return rows as captures, with what was read out of them and noticed about them since."""
        return tuple(self._capture(look) for look in looks)

    def _capture(self, look: Look) -> Capture:
        route = self._shared.route(look.route)
        disposition = self._shared.disposition(look.verdict)
        sha256, size = (None, None) if look.body is None else self._bodies.facts(look.body)
        is_amended, has_events, *made = self._connection.row(
            "select exists(select 1 from amendment where capture = c.id), "
            "exists(select 1 from event where capture = c.id), v.id, v.number, v.capture, v.source, w.digest "
            "from capture c left join derivation d on d.capture = coalesce(c.confirms, c.id) "
            "left join version v on v.id = d.version left join wording w on w.id = v.wording where c.id = ?",
            look.id,
        )
        seen = None if made[0] is None else self._last_alike(look, made)
        return Capture(
            id=look.id,
            source_id=self._shared.source_name(look.source),
            captured_at=read_instant(self._connection, look.at, "capture", look.id),
            disposition=self._amended(look.id, disposition) if is_amended else disposition,
            url=route.url,
            final_url=route.final_url,
            status=look.status,
            headers=self._headers(look),
            digest=None if sha256 is None else to_digest(sha256),
            size=size,
            media_type=route.media_type or None,
            elapsed_seconds=look.elapsed / 1e6,
            robots=route.robots or None,
            tls=route.tls or None,
            peer_address=route.peer or None,
            version=None if seen is None else seen.number,
            is_new_version=seen is not None and seen.capture == look.id,
            events=self.events_of(look.id) if has_events else (),
        )

    def seen_version(self, look: Look) -> SeenVersion | None:
        """Return the version that a look saw.

        It is the one that was made of its bytes, or a later one with the same words: when a look between them is read
        late, the words went and came back, and the looks after it saw them come back.
        """
        made = self._connection.row(
            "select v.id, v.number, v.capture, v.source, w.digest from derivation d join version v on v.id = d.version "
            "join wording w on w.id = v.wording where d.capture = ?",
            look.id if look.confirms is None else look.confirms,
        )
        return None if made is None else self._last_alike(look, made)

    def _last_alike(self, look: Look, made: Sequence[Any]) -> SeenVersion:
        id_, number, capture, source, digest = made
        later = self._connection.row(
            "select v.id, v.number, v.capture from version v join wording w on w.id = v.wording "
            "where v.source = ? and v.capture > ? and v.capture <= ? and w.digest = ? order by v.capture desc limit 1",
            source,
            capture,
            look.id,
            digest,
        )
        return SeenVersion(*later) if later is not None else SeenVersion(id_, number, capture)

    def events_of(self, capture: int) -> tuple[str, ...]:
        """Return what was noted about a capture."""
        rows = self._connection.rows("select name from event where capture = ? order by id", capture)
        return tuple(name for (name,) in rows)

    def _amended(self, capture: int, disposition: Disposition) -> Disposition:
        row = self._connection.row(
            "select id, kind, reason, reviewer from amendment where capture = ? order by id desc limit 1", capture
        )
        if row is None:
            return disposition
        id_, word, reason, reviewer = row
        kind = read_value(self._connection, DispositionKind, word, ("amendment", id_, "kind"))
        before = f"first recorded as {disposition.kind}" + (f": {disposition.reason}" if disposition.reason else "")
        words = f"confirmed by {reviewer}" + (f": {reason}" if reason else "") if reviewer else reason
        return replace(disposition, kind=kind, reason=words, evidence=(*disposition.evidence, before))

    # ------------------------------------------------------------ the last good look

    def last_ok_id(self, source: int) -> int | None:
        """Return the last look that brought a readable document: by itself, or by a reviewer's word."""
        row = self._connection.row(
            "select id, confirms from capture c where source = ? and confirms is not null and not exists ("
            "select 1 from amendment a where a.capture = c.confirms and a.kind = 'parser-error' and not exists ("
            "select 1 from amendment b where b.capture = a.capture and b.id > a.id)) order by id desc limit 1",
            source,
        )
        confirmed = self._connection.value(
            "select max(a.capture) from amendment a join capture c on c.id = a.capture "
            # The plus keeps SQLite from walking all captures of the source: amendments are few.
            "where +c.source = ? and a.kind = 'ok' and c.confirms is null "
            "and a.id = (select max(id) from amendment where capture = a.capture)",
            source,
        )
        if row is None or (confirmed or 0) > row[0]:
            return None if confirmed is None else int(confirmed)
        return int(row[1])

    def exchange(self, id_: int) -> Exchange:
        """Rebuild the exchange behind a look: headers, hops and body, without the bytes of the hops."""
        look = self.look(id_)
        route = self._shared.route(look.route)
        body = b"" if look.body is None else self._bodies.read_checked(look.body)
        return Exchange(
            url=route.url,
            status=look.status,
            headers=self._headers(look),
            body=body,
            final_url=route.final_url,
            hops=self._hops.load(look.id, self._implied_hop(look)),
            elapsed_seconds=look.elapsed / 1e6,
            robots=route.robots or None,
        )

    def whole_exchange(self, id_: int) -> Exchange:
        """Rebuild the exchange behind a look with the bytes of its hops."""
        exchange = self.exchange(id_)
        return replace(exchange, hops=self._hops.with_messages(id_, exchange.hops, exchange.body))

    def check_messages(self, look: Look) -> None:
        """Put a look's requests and answers together; raises ArchiveDamaged when that cannot be done."""
        self._hops.with_messages(look.id, self._hops.load(look.id, self._implied_hop(look)), b"")

    def _implied_hop(self, look: Look) -> Hop | None:
        """Return the only hop of a look that has no row, since it says what the look says."""
        route = self._shared.route(look.route)
        if look.status is None or not (route.peer or route.tls):
            return None
        return Hop(
            url=route.final_url,
            status=look.status,
            headers=self._headers(look),
            peer_address=route.peer or None,
            tls=route.tls or None,
            elapsed_seconds=look.elapsed / 1e6,
        )

    def messages(self, id_: int) -> dict[int, tuple[bytes, bytes]]:
        """Return what is kept of the bytes of a look's hops: by number, the forms of request and answer."""
        return self._hops.messages(self._hops.rows(id_))


def _route_of(exchange: Exchange) -> Route:
    last = exchange.hops[-1] if exchange.hops else None
    return Route(
        url=storable(exchange.url),
        final_url=storable(exchange.final_url or exchange.url),
        media_type=storable(exchange.media_type or ""),
        robots=storable(exchange.robots or ""),
        tls=storable((last.tls if last else None) or ""),
        peer=storable((last.peer_address if last else None) or ""),
    )


def _is_unfollowed(exchange: Exchange) -> bool:
    """Whether the answer is a redirect that nobody followed: its body is a notice, not the page."""
    status = exchange.status
    return status is not None and 300 <= status < 400 and status != HTTPStatus.NOT_MODIFIED


def _wire_digest(exchange: Exchange, sha256: bytes | None) -> bytes | None:
    if not exchange.wire_body:
        return None
    wire = hashlib.sha256(exchange.wire_body).digest()
    return None if wire == sha256 else wire
