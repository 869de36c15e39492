"""The imprint: a hash over the whole file as a run left it: the loss of a byte which nothing reads is found too.

Seals, digests and the log cover everything that is read. Between the rows a database file holds bytes that nothing
reads; a disk that loses those loses others next. The imprint is kept in the file itself: its own place, and the
counters of the file's header, are left out of the hash. It counts only while nothing was written since.

The file is read through SQLite and never opened beside it: closing it would drop the locks that SQLite holds.
"""

from __future__ import annotations

import hashlib

from statediff.archive.dialect import PAGE_BYTES, Connection
from statediff.archive.seals import SEAL_BYTES, row_hash, seal_of

HASH_BYTES = 32
UNHASHED_HEADER = ((24, 28), (92, 100))
"""The file's change counter, and the counter and version of SQLite at the last write."""
LARGEST_FILE_BYTES = 32 * 1024 * 1024
"""A larger file bears no imprint: it is read into memory, twice over, to be hashed at the end of a run."""


def impress(connection: Connection) -> None:
    """Leave an imprint of the file as it stands, unless it bears one already or is too large."""
    with connection.writing():
        state = _state_of(connection)
        kept = connection.value("select state from imprint")
        if kept == state or connection.file_bytes() > LARGEST_FILE_BYTES:
            return
        _write(connection, state, bytes(HASH_BYTES))
        content = _hash_file(connection, state)
        if content is not None:
            _write(connection, state, content)


def forget_imprint(connection: Connection) -> None:
    """Let the file bear no imprint that counts until the next run leaves one. Call inside a transaction."""
    _write(connection, bytes(HASH_BYTES), bytes(HASH_BYTES))


def _write(connection: Connection, state: bytes, content: bytes) -> None:
    """Write the row in place: no value changes its length, so that no other byte of the file moves."""
    seal = seal_of(row_hash("imprint", {"id": 1, "state": state, "content": content}))
    connection.execute("update imprint set state = ?, content = ?, seal = ?", state, content, seal)


def check_imprint(connection: Connection) -> str | None:
    """Return what is wrong with the file beside its imprint, or None, also when it bears no imprint that counts."""
    row = connection.row("select id, state, content, seal from imprint")
    if row is None:
        return "bears no imprint"
    id_, state, content, seal = row
    if seal != seal_of(row_hash("imprint", {"id": id_, "state": state, "content": content})):
        return "its imprint was edited"
    if content == bytes(HASH_BYTES) or _state_of(connection) != state:
        return None
    if _hash_file(connection, state) in (content, None):
        return None
    return "holds other bytes than the last run left, at a place that nothing reads"


def _state_of(connection: Connection) -> bytes:
    """Return a hash that any write of this program changes: the tallies, the log, the tables and their pages."""
    facts = [
        connection.rows("select name, entries, total from tally order by name"),
        connection.rows("select size, peaks from log_head"),
        connection.value("pragma schema_version"),
        connection.value("pragma page_count"),
    ]
    return hashlib.sha256(repr(facts).encode()).digest()


def _hash_file(connection: Connection, state: bytes) -> bytes | None:
    """Hash the file without the imprint's values behind its state, and without the counters of its header."""
    page = connection.value("select rootpage from sqlite_schema where name = 'imprint'")
    content = connection.content()
    place = -1 if content is None else content.find(state, (page - 1) * PAGE_BYTES, page * PAGE_BYTES)
    if content is None or place < 0:
        return None
    for start, end in (*UNHASHED_HEADER, (place + HASH_BYTES, place + 2 * HASH_BYTES + SEAL_BYTES)):
        content[start:end] = bytes(end - start)
    return hashlib.sha256(content).digest()
