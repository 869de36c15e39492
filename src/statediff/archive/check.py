# ruff: noqa: S608 - names of tables and columns are constants of this package; values are always bound
"""Examining an archive: every hash computed anew from the rows, every damage named, none a reason to stop."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from statediff.archive.bodies import Bodies
from statediff.archive.captures import OWN_BODY_KINDS, Captures, Look
from statediff.archive.dialect import Connection
from statediff.archive.imprint import check_imprint
from statediff.archive.index_check import differing_passages
from statediff.archive.judgements import Judgements
from statediff.archive.log import add_leaf, leaf_hash, root_of_peaks
from statediff.archive.places import Places
from statediff.archive.records import storable, to_digest
from statediff.archive.rows import MISREAD
from statediff.archive.schema import MIGRATIONS_TABLE, definitions, expected_definitions
from statediff.archive.seals import KEYED, NUMBERED, SEALED, Tally, row_hash, seal_of
from statediff.archive.search import Index
from statediff.archive.shared import Shared
from statediff.archive.stands import Stands
from statediff.archive.versions import Versions
from statediff.errors import ArchiveError
from statediff.findings import Damage, Verification

_ROWS_AT_ONCE = 500
_MOST_ROWS_SEARCHED = 10_000_000
"""Ids tried one by one when a table cannot be read in order."""
_MOST_STRUCTURE_LINES = 100
TROUBLE = (ArchiveError, OSError, *MISREAD)
"""What a damaged row may do to the code that reads it."""

_CaptureRows = tuple[bytes | None, Look, Sequence[str] | None]
"""A capture's leaf as kept, its row, and its hops when it is known to have none."""


def examine(path: Path, *, is_read_only: bool, read_data: bool) -> Verification:
    """Examine the archive at a path over a connection of its own, as it stands at one moment."""
    with contextlib.closing(Connection(path, is_read_only=is_read_only)) as connection:
        connection.read_damaged_text()
        with connection.steady():
            return _Examination(connection, read_data=read_data).verification()


def examine_within(connection: Connection) -> Verification:
    """Examine everything as the transaction under way would leave it."""
    connection.write_tallies()
    return _Examination(connection, read_data=True).verification()


class _Examination:
    """One pass over everything."""

    def __init__(self, connection: Connection, *, read_data: bool) -> None:
        self._connection = connection
        self._read_data = read_data
        self._shared = Shared(connection)
        self._bodies = Bodies(connection)
        self._captures = Captures(connection, self._shared, self._bodies)
        self._versions = Versions(connection, self._shared, self._captures, Index(connection), Stands(connection))
        self._places = Places(connection)
        self._damages: dict[Damage, None] = {}

    def verification(self) -> Verification:
        """Check everything and sum up."""
        root = b""
        parts = [
            self._check_structure,
            self._check_definitions,
            self._check_references,
            self._check_tallies,
            self._check_bodies,
            self._check_confirmed,
            self._check_hops,
            self._check_pending,
            self._check_passages,
            self._check_wordings,
            self._check_versions,
            self._check_judgements,
        ]
        for part in parts:
            with self._noting("the file"):
                part()
        with self._noting("the log"):
            root = self._check_log()
        if self._read_data:
            with self._noting("the full-text index"):
                self._check_index()
            with self._noting("the file"):
                self._check_imprint()
        return Verification(
            captures=self._count("capture"),
            snapshots=self._count("body where lane > 0"),
            versions=self._count("version"),
            damages=tuple(self._damages),
            root=root.hex(),
        )

    def _count(self, rows: str) -> int:
        with self._noting(f"table {rows}"):
            return int(self._connection.value(f"select count(*) from {rows}"))
        return 0

    def _note(self, place: str, problem: str) -> None:
        self._damages.setdefault(Damage(place=place, problem=problem))

    @contextlib.contextmanager
    def _noting(self, place: str) -> Iterator[None]:
        """Turn whatever a damaged row does to the code inside into a Damage."""
        try:
            yield
        except TROUBLE as error:
            cause = error.cause if isinstance(error, ArchiveError) else str(error) or type(error).__name__
            self._note(place, f"cannot be read ({cause})")

    # ------------------------------------------------------------ the database

    def _check_structure(self) -> None:
        for problem in self._connection.structure_problems(_MOST_STRUCTURE_LINES, is_thorough=self._read_data):
            self._note("the file", problem)

    def _check_imprint(self) -> None:
        """A whole archive that is not as the last run left it has lost a byte that nothing reads."""
        problem = None if self._damages else check_imprint(self._connection)
        if problem is not None:
            self._note("the file", problem)

    def _check_definitions(self) -> None:
        found = definitions(self._connection)
        for name, definition in expected_definitions().items():
            if name not in found:
                self._note(definition.partition(":")[0] + f" {name}", "is missing")
            elif found[name] != definition:
                self._note(definition.partition(":")[0] + f" {name}", "is defined otherwise")

    def _check_references(self) -> None:
        for table, id_, parent in self._connection.broken_references():
            place = f"table {table}" if id_ is None else self._places.name(table, id_)
            self._note(place, f"refers to a row of {parent} that is missing")

    # ------------------------------------------------------------ seals

    def _check_tallies(self) -> None:
        for table in sorted(NUMBERED):
            with self._noting(f"table {table}"):
                self._check_tally(table, self._check_numbers(table, self._numbered_rows(table)))
        for table, key in sorted(KEYED.items()):
            with self._noting(f"table {table}"):
                self._check_tally(table, self._connection.mappings(f"select * from {table} order by {key}"))
        with self._noting(f"table {MIGRATIONS_TABLE}"):
            self._check_tally(MIGRATIONS_TABLE, self._connection.mappings(f"select * from {MIGRATIONS_TABLE}"))
        for (name,) in self._connection.rows("select name from tally order by name"):
            if name not in SEALED and name != MIGRATIONS_TABLE:
                self._note(f"tally of {name}", "counts a table that is not sealed")

    def _check_tally(self, table: str, rows: Iterable[dict[str, Any]]) -> None:
        tally = Tally()
        for row in rows:
            hashed = row_hash(table, row)
            tally = tally.plus(hashed)
            if "seal" in row and row["seal"] != seal_of(hashed):
                self._note(self._places.name(table, row), "was edited: it does not match its seal")
        kept = self._connection.row("select entries, total from tally where name = ?", table)
        expected = Tally() if kept is None else Tally(entries=kept[0], total=kept[1])
        if tally.entries != expected.entries:
            self._note(f"table {table}", f"holds {tally.entries} rows where {expected.entries} were kept")
        elif tally != expected:
            self._note(f"table {table}", "its rows are not those that were kept")

    def _check_numbers(self, table: str, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        expected = 1
        for row in rows:
            if row["id"] != expected:
                self._note(f"{table} {_stretch(expected, row['id'] - 1)}", "is missing")
            expected = row["id"] + 1
            yield row

    def _numbered_rows(self, table: str) -> Iterator[dict[str, Any]]:
        """Yield all rows in order of their ids, also those behind a page that cannot be read."""
        ids = self._ids(table)
        for start in range(0, len(ids), _ROWS_AT_ONCE):
            some = ids[start : start + _ROWS_AT_ONCE]
            try:
                found = self._connection.mappings(
                    f"select * from {table} where id between ? and ? order by id", some[0], some[-1]
                )
                rows = list(found)
            except ArchiveError:
                rows = [row for id_ in some for row in self._single(table, id_)]
            yield from rows

    def _ids(self, table: str) -> list[int]:
        try:
            return [id_ for (id_,) in self._connection.rows(f"select id from {table} order by id")]
        except ArchiveError as error:
            self._note(f"table {table}", f"cannot be read in order ({error.cause})")
            entries = self._connection.value("select entries from tally where name = ?", table) or 0
            return list(range(1, min(entries, _MOST_ROWS_SEARCHED) + 1))

    def _single(self, table: str, id_: int) -> list[dict[str, Any]]:
        try:
            return list(self._connection.mappings(f"select * from {table} where id = ?", id_))
        except ArchiveError as error:
            self._note(f"{table} {id_}", f"cannot be read ({error.cause})")
            return []

    # ------------------------------------------------------------ bodies

    def _check_bodies(self) -> None:
        rows = self._connection.rows(
            "select id, sha256, size, lane, keyframe, member, base from body order by keyframe, member"
        )
        places = {id_: (keyframe, member) for id_, _, _, _, keyframe, member, _ in rows}
        for id_, sha256, size, _, keyframe, member, base in rows:
            with self._noting(f"body {id_}"):
                is_first = member == 0 and base is None and keyframe == id_
                is_later = member > 0 and (base is None or (keyframe, 0) <= places.get(base, ()) < (keyframe, member))
                if not is_first and not is_later:
                    self._note(self._places.body(id_), "stands at a wrong place of its group")
                if self._read_data:
                    self._check_body(id_, sha256, size)

    def _check_body(self, id_: int, sha256: bytes, size: int) -> None:
        try:
            body = self._bodies.read(id_)
        except TROUBLE as error:
            cause = error.cause if isinstance(error, ArchiveError) else str(error)
            self._note(self._places.body(id_), f"does not unpack ({cause})")
            return
        if hashlib.sha256(body).digest() != sha256:
            self._note(self._places.body(id_), "its bytes no longer bear this digest")
        elif len(body) != size:
            self._note(self._places.body(id_), f"is {len(body)} bytes long, {size} were kept")

    # ------------------------------------------------------------ the log

    def _check_log(self) -> bytes:
        """Compute every leaf and the root anew; return the root that the rows give."""
        size, kept_peaks = self._captures.log_head()
        checkpoints = dict(self._connection.rows("select size, root from checkpoint order by id"))
        peaks: list[bytes] = []
        expected = 1
        for place, (number, leaf) in enumerate(self._leaves()):
            if number != expected:
                self._note(f"capture {_stretch(expected, number - 1)}", "is missing")
            expected = number + 1
            peaks = add_leaf(place, peaks, leaf)
            if number in checkpoints and checkpoints.pop(number) != root_of_peaks(peaks):
                self._note(f"checkpoint after capture {number}", "its root is not that of the captures before it")
        if expected - 1 != size:
            self._note("the log", f"holds {size} captures, the last one here is capture {expected - 1}")
        if peaks != kept_peaks:
            self._note("the log", f"its root over {size} captures is not the one that was kept")
        for reached in sorted(checkpoints):
            self._note("the log", f"a checkpoint stands after capture {reached}, which is missing")
        return root_of_peaks(peaks)

    def _leaves(self) -> Iterator[tuple[int, bytes]]:
        """Yield each capture's number and the leaf that its rows give."""
        numbers = self._ids("capture")
        for start in range(0, len(numbers), _ROWS_AT_ONCE):
            some = numbers[start : start + _ROWS_AT_ONCE]
            at_hand = self._rows_at_hand(some[0], some[-1])
            for number in some:
                yield number, self._leaf(number, *at_hand.get(number, (None, None, None)))

    def _rows_at_hand(self, first: int, last: int) -> dict[int, _CaptureRows]:
        """Return the rows behind a stretch of leaves, none when a page of them cannot be read."""
        reach = "between ? and ?"
        try:
            kept = dict(self._connection.rows(f"select id, leaf from capture where id {reach}", first, last))
            hopping = {
                row[0]
                for table in ("hop", "message")
                for row in self._connection.rows(f"select capture from {table} where capture {reach}", first, last)
            }
            looks = list(self._captures.looks(f"c.id {reach}", first, last))
        except TROUBLE:
            return {}
        return {look.id: (kept.get(look.id), look, None if look.id in hopping else ()) for look in looks}

    def _leaf(self, number: int, at_hand: bytes | None, look: Look | None, hops: Sequence[str] | None) -> bytes:
        """Return the leaf that a capture's rows give, and note when it is not the one that was kept."""
        kept: bytes = b""
        try:
            kept = bytes(at_hand or self._connection.value("select leaf from capture where id = ?", number))
            leaf = leaf_hash(self._captures.record(look or self._captures.look(number), hops))
        except TROUBLE as error:
            cause = error.cause if isinstance(error, ArchiveError) else str(error) or type(error).__name__
            self._note(self._safe_capture_place(number), f"its record cannot be made from its rows ({cause})")
            return kept
        if leaf != kept:
            self._note(self._places.capture(number), "was edited: its record does not match its leaf in the log")
        return leaf

    def _safe_capture_place(self, number: int) -> str:
        with contextlib.suppress(*TROUBLE):
            return self._places.capture(number)
        return f"capture {number}"

    def _check_confirmed(self) -> None:
        """A look confirms an earlier one of its source, with that one's body."""
        wrong = self._connection.rows(
            "select c.id, c.confirms from capture c join capture o on o.id = c.confirms where c.confirms <> c.id "
            "and (o.source <> c.source or o.id > c.id or coalesce(o.body, 0) <> coalesce(c.body, 0)) order by c.id"
        )
        for id_, confirmed in wrong:
            self._note(self._places.capture(id_), f"cannot confirm capture {confirmed}")

    def _check_hops(self) -> None:
        counted = self._connection.rows(
            "select capture from hop group by capture having min(number) <> 0 or max(number) <> count(*) - 1"
        )
        for (capture,) in counted:
            self._note(self._places.capture(capture), "its hops are not numbered from 0 on")
        # A look whose only hop has no row may have a message of that hop.
        astray = self._connection.rows(
            "select distinct m.capture from message m left join hop h on h.capture = m.capture and h.number = m.number "
            "where h.number is null and (m.number <> 0 or exists (select 1 from hop where capture = m.capture)) "
            "order by 1"
        )
        for (capture,) in astray:
            self._note(self._places.capture(capture), "a message belongs to none of its hops")
        if self._read_data:
            self._check_messages()

    def _check_messages(self) -> None:
        """Put every answer together again out of its form and the headers of its hop; a damaged body was named."""
        for look in self._captures.looks("c.id in (select capture from message) order by c.id"):
            try:
                self._captures.messages(look.id)
            except TROUBLE:
                continue
            with self._noting(self._places.capture(look.id)):
                self._captures.check_messages(look)

    def _check_pending(self) -> None:
        """Every capture that brought its own readable bytes is derived, amended or still to be read."""
        kinds = ", ".join(f"'{kind}'" for kind in sorted(OWN_BODY_KINDS))
        forgotten = self._connection.rows(
            "select c.id from capture c join verdict d on d.id = c.verdict where c.confirms = c.id "
            f"and d.kind in ({kinds}) and not exists (select 1 from derivation where capture = c.id) "
            "and not exists (select 1 from pending where capture = c.id) "
            "and not exists (select 1 from amendment where capture = c.id) order by c.id"
        )
        for (id_,) in forgotten:
            self._note(self._places.capture(id_), "its wording was never read, and nothing waits to read it")

    # ------------------------------------------------------------ wordings and versions

    def _check_passages(self) -> None:
        for row in self._numbered_rows("passage"):
            with self._noting(f"passage {row['id']}"):
                exact = row["text"].encode() if row["exact"] is None else row["exact"]
                if hashlib.sha256(exact).digest() != row["sha256"]:
                    self._note(f"passage {row['id']}", "its text no longer bears its hash")
                elif storable(exact.decode("utf-8", "surrogatepass")) != row["text"]:
                    self._note(f"passage {row['id']}", "its text is not that of its exact bytes")

    def _check_wordings(self) -> None:
        for row in self._numbered_rows("wording"):
            place = self._places.wording(row["id"])
            with self._noting(place):
                wording = self._versions.wording(row["id"])
                if wording.digest != to_digest(row["digest"]):
                    self._note(place, "its words no longer bear their digest")

    def _check_versions(self) -> None:
        rows = self._connection.rows("select source, number, id from version order by source, number")
        last: tuple[int, int] = (0, 0)
        for source, number, id_ in rows:
            expected = last[1] + 1 if source == last[0] else 1
            if number != expected:
                self._note(self._places.version(id_), f"stands where version {expected} was kept")
            last = source, number

    def _check_judgements(self) -> None:
        """Read all verdicts, annotations, edition links and filters as their nouns."""
        kept = Judgements(self._connection, self._shared, self._versions)
        for name, read in (
            ("verdicts", kept.verdicts),
            ("annotations", kept.annotations),
            ("edition links", kept.edition_links),
            ("filters", kept.filters),
        ):
            with self._noting(f"the {name}"):
                read(None)

    # ------------------------------------------------------------ search

    def _check_index(self) -> None:
        differing: Sequence[int] = differing_passages(self._connection)
        for passage in differing[:_MOST_STRUCTURE_LINES]:
            self._note(f"passage {passage}", "the full-text index holds other words of it")


def _stretch(first: int, last: int) -> str:
    return str(first) if last <= first else f"{first} to {last}"
