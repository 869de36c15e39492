# ruff: noqa: S608 - names of tables and columns are constants of this package; values are always bound
"""An archive made again of an export, which may come from anywhere: nothing in it is trusted, all of it is checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from statediff.archive.bodies import Bodies
from statediff.archive.captures import Captures
from statediff.archive.check import examine_within
from statediff.archive.dialect import Connection
from statediff.archive.log import peaks_of, root_of_peaks
from statediff.archive.packing import pack
from statediff.archive.portable import ABOUT, FORMAT, TABLES, snapshot_path
from statediff.archive.seals import SEALED, row_hash, seal_of
from statediff.archive.search import Index
from statediff.errors import ArchiveDamaged, ArchiveError, ArchiveInvalid

FIRST_FORMAT = "statediff-export-1"
"""Names no digests of its files."""
LATER_TABLES = frozenset({"message", "review", "annotation", "edition_link", "place_filter", "substitution"})
"""Tables that an export of an earlier statediff has not."""
LONGEST_LINE_BYTES = 256 * 1024 * 1024
SHA256_BYTES = 32
_AGAIN = "export it again"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What an export says of itself."""

    root: str
    files: Mapping[str, str] | None
    """SHA-256 of each file by its path; None when the export names none."""


def restore(connection: Connection, captures: Captures, bodies: Bodies, index: Index, folder: Path) -> None:
    """Fill an empty archive from an export, whole or not at all; everything is checked before it is committed."""
    about = _read_about(folder)
    with connection.writing("FULL"):
        if connection.value("select exists (select 1 from source)"):
            raise ArchiveError(str(connection.path), "is not empty", "make a new archive and import into that")
        tables = _Tables(connection, bodies, folder, about)
        for table in TABLES:
            tables.fill(table)
        _check_other_files(folder, about)
        for id_, text in connection.rows("select id, text from passage order by id"):
            index.add(id_, text)
        leaves = [leaf for (leaf,) in connection.rows("select leaf from capture order by id")]
        connection.execute("update log_head set size = ?, peaks = ?", len(leaves), b"".join(peaks_of(leaves)))
        _, peaks = captures.log_head()
        verification = examine_within(connection)
        if verification.damages:
            first = verification.damages[0]
            raise ArchiveDamaged(str(folder), f"{first.place} {first.problem}", _AGAIN)
        if root_of_peaks(peaks).hex() != about.root:
            raise ArchiveDamaged(str(folder), "its captures do not add up to its root", _AGAIN)


# ---------------------------------------------------------------- what the export says of itself


def _read_about(folder: Path) -> About:
    try:
        text = _read_file(folder / ABOUT, LONGEST_LINE_BYTES).decode("ascii")
    except OSError as error:
        raise ArchiveInvalid(str(folder), "is no export of an archive", f"name the folder with {ABOUT}") from error
    except UnicodeDecodeError as error:
        raise ArchiveInvalid(str(folder), f"its {ABOUT} cannot be read", _AGAIN) from error
    try:
        about = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ArchiveInvalid(str(folder), f"its {ABOUT} cannot be read", _AGAIN) from error
    if not isinstance(about, dict) or about.get("format") not in {FORMAT, FIRST_FORMAT}:
        raise ArchiveInvalid(str(folder), f"is not in the format {FORMAT}", f"upgrade statediff, or {_AGAIN}")
    files = _read_digests(folder, about) if about["format"] == FORMAT else None
    return About(root=str(about.get("root")), files=files)


def _read_digests(folder: Path, about: dict[str, Any]) -> Mapping[str, str]:
    """Return the digests of the files, which no export of ours leaves out."""
    try:
        files = {str(path): str(facts["sha256"]) for path, facts in about["files"].items()}
    except (AttributeError, LookupError, TypeError) as error:
        raise ArchiveInvalid(str(folder), f"its {ABOUT} names no digests of its files", _AGAIN) from error
    for path in files:
        table = path.removeprefix("tables/").removesuffix(".jsonl")
        if path.startswith("tables/") and table not in TABLES:
            raise ArchiveInvalid(str(folder), f"holds a table {table!r} that is not known here", "upgrade statediff")
    missing = [table for table in TABLES if table not in LATER_TABLES and f"tables/{table}.jsonl" not in files]
    if missing:
        raise ArchiveInvalid(str(folder), f"its {ABOUT} names no table {missing[0]}", _AGAIN)
    return files


def _check_other_files(folder: Path, about: About) -> None:
    """Refuse an export whose files for readers are not those that were written: they would tell something else."""
    for name, sha256 in (about.files or {}).items():
        if name.startswith("tables/"):
            continue
        if "/" in name or name in {".", ".."}:
            raise ArchiveInvalid(str(folder), f"its {ABOUT} names a file {name!r}", _AGAIN)
        hashed = hashlib.sha256()
        for line in _lines(folder / name):
            hashed.update(line)
        _check_digest(folder / name, hashed.hexdigest(), sha256)


def _check_digest(path: Path, found: str, expected: str) -> None:
    if found != expected:
        raise ArchiveDamaged(str(path), f"was altered: it no longer matches sha256:{expected[:64]}", _AGAIN)


# ---------------------------------------------------------------- tables


class _Tables:
    """Fills the tables of an empty archive from an export, row by row."""

    def __init__(self, connection: Connection, bodies: Bodies, folder: Path, about: About) -> None:
        self._connection = connection
        self._bodies = bodies
        self._folder = folder
        self._about = about

    def fill(self, table: str) -> None:
        """Insert every row of a table; one that is no row, or does not match its seal, is named by its line."""
        name = f"tables/{table}.jsonl"
        path = self._folder / "tables" / f"{table}.jsonl"
        files = self._about.files
        if table in LATER_TABLES and not (path.exists() if files is None else name in files):
            return
        hashed = hashlib.sha256()
        expected = set(self._connection.columns(table))
        for number, line in enumerate(_lines(path), start=1):
            hashed.update(line)
            place = f"{path}, line {number}"
            row = _read_row(line, place)
            if table == "body":
                row.update(self._pack_anew(row, place))
            if set(row) != expected:
                raise ArchiveInvalid(place, f"is no row of {table}", _AGAIN)
            self._insert(table, row, place)
        if files is not None:
            _check_digest(path, hashed.hexdigest(), files[name])
        if table in SEALED:
            self._connection.recount(table)

    def _insert(self, table: str, row: dict[str, Any], place: str) -> None:
        if table in SEALED and row["seal"] != seal_of(row_hash(table, row)):
            raise ArchiveDamaged(place, "was edited: it does not match its seal", _AGAIN)
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        try:
            self._connection.execute(f"insert into {table} ({names}) values ({marks})", *row.values())
        except ArchiveDamaged as error:
            raise ArchiveDamaged(place, error.cause, _AGAIN) from error

    def _pack_anew(self, row: dict[str, Any], place: str) -> dict[str, bytes]:
        match row:
            case {"sha256": bytes(sha256), "size": int(size), "base": int() | None as base} if (
                len(sha256) == SHA256_BYTES
            ):
                body = self._read_snapshot(sha256, size, place)
            case _:
                raise ArchiveInvalid(place, "is no row of body", _AGAIN)
        try:
            packed = pack(body, None if base is None else self._bodies.read(base))
        except (ArchiveDamaged, ValueError) as error:
            raise ArchiveDamaged(place, "cannot be packed against the body that it names", _AGAIN) from error
        return {"packed": packed, "seal": seal_of(row_hash("body", {**row, "packed": packed}))}

    def _read_snapshot(self, sha256: bytes, size: int, place: str) -> bytes:
        try:
            body = _read_file(snapshot_path(self._folder, sha256), size)
        except OSError as error:
            raise ArchiveDamaged(place, "its snapshot is missing", _AGAIN) from error
        if hashlib.sha256(body).digest() != sha256:
            raise ArchiveDamaged(place, f"its snapshot no longer matches sha256:{sha256.hex()}", _AGAIN)
        return body


# ---------------------------------------------------------------- files


def _read_file(path: Path, most: int) -> bytes:
    """Return a file's bytes, one more than `most` at most; an OSError when it is none, as a pipe or a folder is."""
    if not path.is_file():
        raise FileNotFoundError(path)
    with path.open("rb") as file:
        return file.read(most + 1)


def _lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of a file with their ends."""
    try:
        if not path.is_file():
            raise ArchiveInvalid(str(path), "cannot be read (it is no file)", _AGAIN)
        with path.open("rb") as file:
            while line := file.readline(LONGEST_LINE_BYTES):
                if len(line) == LONGEST_LINE_BYTES:
                    raise ArchiveInvalid(str(path), f"holds a line of more than {LONGEST_LINE_BYTES:,} bytes", _AGAIN)
                yield line
    except OSError as error:
        raise ArchiveInvalid(str(path), f"cannot be read ({error.strerror})", _AGAIN) from error


def _read_row(line: bytes, place: str) -> dict[str, Any]:
    try:
        return {str(name): _read_value(value) for name, value in json.loads(line.decode("utf-8")).items()}
    except UnicodeDecodeError as error:
        raise ArchiveInvalid(place, "is not UTF-8", _AGAIN) from error
    except (ValueError, AttributeError, LookupError, TypeError, RecursionError) as error:
        raise ArchiveInvalid(place, "is no row in JSON", _AGAIN) from error


def _read_value(value: Any) -> str | int | float | bytes | None:
    """Return a value that the database takes; ValueError for a number too large and for half a character."""
    match value:
        case {"hex": str(digits)}:
            return bytes.fromhex(digits)
        case str():
            value.encode()
            return value
        case int() if not isinstance(value, bool) and -(1 << 63) <= value < 1 << 63:
            return value
        case float() | None:
            return value
    raise TypeError(value)
