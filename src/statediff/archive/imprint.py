"""The imprint: a hash over the whole file as a run left it: the loss of a byte which nothing reads is found too.

Seals, digests and the log cover everything that is read. Between the rows a database file holds bytes that nothing
reads; a disk that loses those loses others next. The imprint is kept in the file itself: its own place, and the
counters of the file's header, are left out of the hash. It counts only while nothing was written since.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from statediff.archive.dialect import PAGE_BYTES, Connection
from statediff.archive.seals import row_hash, seal_of

HASH_BYTES = 32
UNHASHED_HEADER = ((24, 28), (92, 100))
"""The file's change counter, and the counter and version of SQLite at the last write."""
LARGEST_FILE_BYTES = 256 * 1024 * 1024
"""A larger file bears no imprint: hashing it would take a run more than half a second."""


def impress(connection: Connection) -> None:
    """Leave an imprint of the file as it stands, unless it bears one or others are still reading its earlier state."""
    state = _state_of(connection)
    row = connection.row("select state from imprint")
    if row is None or row[0] == state or _size_of(connection.path) > LARGEST_FILE_BYTES:
        return
    _write(connection, state, bytes(HASH_BYTES))
    if connection.wal_bytes() == 0:
        place = _place_of(connection, state)
        if place is not None:
            _write(connection, state, _hash_file(connection.path, place))


def _write(connection: Connection, state: bytes, content: bytes) -> None:
    """Write the row in place, since neither value changes its length, and move it into the file."""
    seal = seal_of(row_hash("imprint", {"id": 1, "state": state, "content": content}))
    with connection.writing():
        connection.execute("update imprint set state = ?, content = ?, seal = ?", state, content, seal)
    connection.checkpoint("TRUNCATE")


def check_imprint(connection: Connection) -> str | None:
    """Return what is wrong with the file beside its imprint, or None, also when it bears no imprint that counts."""
    row = connection.row("select id, state, content, seal from imprint")
    if row is None:
        return "bears no imprint"
    id_, state, content, seal = row
    if seal != seal_of(row_hash("imprint", {"id": id_, "state": state, "content": content})):
        return "its imprint was edited"
    if content == bytes(HASH_BYTES) or not _is_as_left(connection, state):
        return None
    place = _place_of(connection, state)
    if place is None or _hash_file(connection.path, place) == content or not _is_as_left(connection, state):
        return None
    return "holds other bytes than the last run left, at a place that nothing reads"


def _is_as_left(connection: Connection, state: bytes) -> bool:
    return connection.wal_bytes() == 0 and _state_of(connection) == state


def _state_of(connection: Connection) -> bytes:
    """Return a hash that any write of this program changes: the tallies, the log, the tables and their pages."""
    facts = [
        connection.rows("select name, entries, total from tally order by name"),
        connection.rows("select size, peaks from log_head"),
        connection.value("pragma schema_version"),
        connection.value("pragma page_count"),
    ]
    return hashlib.sha256(repr(facts).encode()).digest()


def _place_of(connection: Connection, state: bytes) -> int | None:
    """Return where in the file the imprint's values stand: behind its state, on the page of its table."""
    page = connection.value("select rootpage from sqlite_schema where name = 'imprint'")
    start = (page - 1) * PAGE_BYTES
    with connection.path.open("rb") as file:
        file.seek(start)
        found = file.read(PAGE_BYTES).find(state)
    return None if found < 0 else start + found + len(state)


def _hash_file(path: Path, place: int) -> bytes:
    """Hash a file without the imprint's values (hash and seal) and without the counters of its header."""
    hashed = hashlib.sha256()
    unhashed = (*UNHASHED_HEADER, (place, place + HASH_BYTES + 8))
    with path.open("rb") as file:
        offset = 0
        while block := bytearray(file.read(1 << 20)):
            for start, end in unhashed:
                low, high = max(start - offset, 0), min(end - offset, len(block))
                if low < high:
                    block[low:high] = bytes(high - low)
            hashed.update(block)
            offset += len(block)
    return hashed.digest()


def _size_of(path: Path) -> int:
    return path.stat().st_size
