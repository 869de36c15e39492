# ruff: noqa: S608 - names of tables and columns are constants of this package; values are always bound
"""An archive as plain files: JSON Lines for every table, and each snapshot in a file named by its digest.

The folder holds archive.json (format, count, root of the log, and the SHA-256 and lines of each file), captures.jsonl
(the canonical records that the log hashes, line by line), versions.jsonl, changes.jsonl and what people decided (in
words, for readers), tables/NAME.jsonl (every row, for restoring) and snapshots/ab/abcd... (the exact bytes). Blobs in
rows are written {"hex": "..."}.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from statediff.archive.bodies import Bodies
from statediff.archive.captures import Captures
from statediff.archive.copies import refuse_no_name
from statediff.archive.dialect import Connection
from statediff.archive.log import root_of_peaks
from statediff.errors import ArchiveError

FORMAT = "statediff-export-2"
ABOUT = "archive.json"
RECORDS = "captures.jsonl"
VIEWS = {
    "versions": "source, number",
    "changes": "source, new_version",
    "verdicts": "verdict_id",
    "annotations": "annotation_id",
    "edition_links": "link_id",
    "filters": "filter_id",
}
"""Written in words for readers, each with its order."""
TABLES = {
    "source": "id",
    "source_state": "id",
    "schedule": "source",
    "verdict": "id",
    "route": "id",
    "header_set": "id",
    "body": "id",
    "capture": "id",
    "hop": "capture, number",
    "message": "capture, number",
    "amendment": "id",
    "event": "id",
    "run": "id",
    "checkpoint": "id",
    "passage": "id",
    "layout": "id",
    "extraction": "id",
    "wording": "id",
    "version": "id",
    "derivation": "capture",
    "pending": "capture",
    "reading": "id",
    "stand": "passage, source, first",
    "change": "id",
    "substitution": "id",
    "review": "id",
    "annotation": "id",
    "edition_link": "id",
    "place_filter": "id",
}
"""Every table with its key but the host leases, in an order in which no row refers to a later one."""
REPACKED = ("packed", "seal")
"""Columns of a body that restoring makes anew."""
Digests = dict[str, dict[str, object]]
"""SHA-256 and count of lines of each file, by its path below the folder."""


def export(connection: Connection, captures: Captures, bodies: Bodies, folder: Path) -> None:
    """Write an archive as it stands to a new folder, which appears when it is whole."""
    refuse_no_name(folder)
    fresh = folder.with_name(f".{folder.name}.{os.getpid()}.new")
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir()
        with connection.steady():
            _write_all(connection, captures, bodies, fresh)
        fresh.rename(folder)
    except OSError as error:
        cause = f"cannot be written ({error.strerror})"
        raise ArchiveError(str(folder), cause, "name a new folder in one that this user may write") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _write_all(connection: Connection, captures: Captures, bodies: Bodies, folder: Path) -> None:
    size, peaks = captures.log_head()
    (folder / "tables").mkdir()
    files: Digests = {RECORDS: _write_lines(folder / RECORDS, map(captures.record, captures.looks("1 order by c.id")))}
    for view, order in VIEWS.items():
        rows = connection.mappings(f"select * from {view} order by {order}")
        files[f"{view}.jsonl"] = _write_lines(folder / f"{view}.jsonl", map(_line_of, rows))
    for table, key in TABLES.items():
        names = connection.columns(table)
        if table == "body":
            names = [name for name in names if name not in REPACKED]
        rows = connection.mappings(f"select {', '.join(names)} from {table} order by {key}")
        files[f"tables/{table}.jsonl"] = _write_lines(folder / "tables" / f"{table}.jsonl", map(_line_of, rows))
    for id_, sha256 in bodies.numbers():
        place = snapshot_path(folder, sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(bodies.read_checked(id_))
    about = {"format": FORMAT, "captures": size, "root": root_of_peaks(peaks).hex(), "files": files}
    (folder / ABOUT).write_text(json.dumps(about, indent=2) + "\n", encoding="ascii")


def snapshot_path(folder: Path, sha256: bytes) -> Path:
    """Return where an export keeps the bytes of that hash."""
    return folder / "snapshots" / sha256.hex()[:2] / sha256.hex()


def _line_of(row: Mapping[str, Any]) -> bytes:
    facts = {name: {"hex": value.hex()} if isinstance(value, bytes) else value for name, value in row.items()}
    return json.dumps(facts, ensure_ascii=False).encode()


def _write_lines(path: Path, lines: Iterable[bytes]) -> dict[str, object]:
    hashed, count = hashlib.sha256(), 0
    with path.open("wb") as file:
        for line in lines:
            file.write(line + b"\n")
            hashed.update(line + b"\n")
            count += 1
    return {"lines": count, "sha256": hashed.hexdigest()}
