# ruff: noqa: S608 - names of tables and columns are constants of this package; values are always bound
"""An archive as plain files: JSON Lines for every table, and each snapshot in a file named by its digest.

The folder holds archive.json (format, counts, root of the log), captures.jsonl (the canonical records that the log
hashes, line by line), versions.jsonl and changes.jsonl (in words, for readers), tables/NAME.jsonl (every row, for
restoring) and snapshots/ab/abcd... (the exact bytes). Blobs in rows are written {"hex": "..."}.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from statediff.archive.bodies import Bodies
from statediff.archive.captures import Captures
from statediff.archive.check import examine_within
from statediff.archive.dialect import Connection
from statediff.archive.log import peaks_of, root_of_peaks
from statediff.archive.packing import pack
from statediff.archive.seals import SEALED, row_hash, seal_of
from statediff.archive.search import Index
from statediff.errors import ArchiveDamaged, ArchiveError, ArchiveInvalid

FORMAT = "statediff-export-1"
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
_REPACKED = ("packed", "seal")
"""Columns of a body that restoring makes anew."""


def export(connection: Connection, captures: Captures, bodies: Bodies, folder: Path) -> None:
    """Write an archive as it stands to a new folder, which appears when it is whole."""
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
    about = {"format": FORMAT, "captures": size, "root": root_of_peaks(peaks).hex()}
    (folder / "archive.json").write_text(json.dumps(about, indent=2) + "\n", encoding="ascii")
    with (folder / "captures.jsonl").open("wb") as file:
        file.writelines(captures.record(look) + b"\n" for look in captures.looks("1 order by c.id"))
    for view, order in (("versions", "source, number"), ("changes", "source, new_version")):
        _write_lines(folder / f"{view}.jsonl", connection.mappings(f"select * from {view} order by {order}"))
    (folder / "tables").mkdir()
    for table, key in TABLES.items():
        names = connection.columns(table)
        if table == "body":
            names = [name for name in names if name not in _REPACKED]
        rows = connection.mappings(f"select {', '.join(names)} from {table} order by {key}")
        _write_lines(folder / "tables" / f"{table}.jsonl", rows)
    for id_, sha256 in bodies.numbers():
        place = _snapshot_path(folder, sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(bodies.read_checked(id_))


def _snapshot_path(folder: Path, sha256: bytes) -> Path:
    return folder / "snapshots" / sha256.hex()[:2] / sha256.hex()


def _write_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            facts = {name: {"hex": value.hex()} if isinstance(value, bytes) else value for name, value in row.items()}
            file.write(json.dumps(facts, ensure_ascii=False) + "\n")


def restore(connection: Connection, captures: Captures, bodies: Bodies, index: Index, folder: Path) -> None:
    """Fill an empty archive from an export, whole or not at all; everything is checked before it is committed."""
    about = _read_about(folder)
    with connection.writing("FULL"):
        if connection.value("select exists (select 1 from source)"):
            raise ArchiveError(str(connection.path), "is not empty", "make a new archive and import into that")
        for table in TABLES:
            _restore_table(connection, bodies, folder, table)
        for id_, text in connection.rows("select id, text from passage order by id"):
            index.add(id_, text)
        leaves = [leaf for (leaf,) in connection.rows("select leaf from capture order by id")]
        connection.execute("update log_head set size = ?, peaks = ?", len(leaves), b"".join(peaks_of(leaves)))
        _, peaks = captures.log_head()
        verification = examine_within(connection)
        if verification.damages:
            first = verification.damages[0]
            raise ArchiveDamaged(str(folder), f"{first.place} {first.problem}", "export it again")
        if root_of_peaks(peaks).hex() != about.get("root"):
            raise ArchiveDamaged(str(folder), "its captures do not add up to its root", "export it again")


def _read_about(folder: Path) -> dict[str, Any]:
    try:
        about = json.loads((folder / "archive.json").read_text(encoding="ascii"))
    except OSError as error:
        raise ArchiveInvalid(str(folder), "is no export of an archive", "name the folder with archive.json") from error
    except ValueError as error:
        raise ArchiveInvalid(str(folder), "its archive.json cannot be read", "export it again") from error
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        raise ArchiveInvalid(str(folder), f"is not in the format {FORMAT}", "upgrade statediff, or export it again")
    return about


def _restore_table(connection: Connection, bodies: Bodies, folder: Path, table: str) -> None:
    expected = set(connection.columns(table))
    for place, row in _read_lines(folder / "tables" / f"{table}.jsonl"):
        if table == "body":
            row.update(_pack_anew(bodies, folder, row, place))
        if set(row) != expected:
            raise ArchiveInvalid(place, f"is no row of {table}", "export it again")
        if table in SEALED and row["seal"] != seal_of(row_hash(table, row)):
            raise ArchiveDamaged(place, "was edited: it does not match its seal", "export it again")
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        try:
            connection.execute(f"insert into {table} ({names}) values ({marks})", *row.values())
        except ArchiveDamaged as error:
            raise ArchiveDamaged(place, error.cause, "export it again") from error
    if table in SEALED:
        connection.recount(table)


def _pack_anew(bodies: Bodies, folder: Path, row: dict[str, Any], place: str) -> dict[str, bytes]:
    try:
        sha256 = bytes(row["sha256"])
        body = _snapshot_path(folder, sha256).read_bytes()
        base = row["base"]
    except (OSError, LookupError, TypeError) as error:
        raise ArchiveDamaged(place, "its snapshot is missing", "export it again") from error
    if hashlib.sha256(body).digest() != sha256:
        raise ArchiveDamaged(place, f"its snapshot no longer matches sha256:{sha256.hex()}", "export it again")
    packed = pack(body, None if base is None else bodies.read(base))
    return {"packed": packed, "seal": seal_of(row_hash("body", {**row, "packed": packed}))}


def _read_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (place, row) of every line."""
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                place = f"{path}, line {number}"
                yield place, _read_row(line, place)
    except OSError as error:
        raise ArchiveInvalid(str(path), f"cannot be read ({error.strerror})", "export it again") from error
    except UnicodeDecodeError as error:
        raise ArchiveInvalid(str(path), "is not UTF-8", "export it again") from error


def _read_value(value: Any) -> str | int | float | bytes | None:
    if isinstance(value, dict):
        return bytes.fromhex(value["hex"])
    if isinstance(value, int) and not -(1 << 63) <= value < 1 << 63:
        raise ValueError(value)
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(value)


def _read_row(line: str, place: str) -> dict[str, Any]:
    try:
        return {str(name): _read_value(value) for name, value in json.loads(line).items()}
    except (ValueError, AttributeError, LookupError, TypeError) as error:
        raise ArchiveInvalid(place, "is no row in JSON", "export it again") from error
