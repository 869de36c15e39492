"""Whatever somebody changes in an archive's rows or bytes, `verify` finds it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statediff.archive import open_archive
from statediff.archive.imprint import UNHASHED_HEADER
from statediff.errors import ArchiveError
from statediff.findings import Verification
from visits import edit, make_full_archive, no_waiting_for_the_disk

UNSEALED_TABLES = ("capture", "hop", "log_head", "tally")


@dataclass(frozen=True, slots=True)
class Column:
    """A column, and one of the rows that holds it."""

    table: str
    name: str
    key: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.table}.{self.name}"


@pytest.fixture(scope="module", autouse=True)
def _quick() -> Iterator[None]:
    with no_waiting_for_the_disk():
        yield


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive in which a good deal happened."""
    return make_full_archive(tmp_path_factory.mktemp("whole") / "archive.db")


def tables_of(path: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Every table of ours, with its columns and its key."""
    with closing(sqlite3.connect(path)) as database:
        names = [row[0] for row in database.execute("select name from sqlite_schema where type = 'table' order by 1")]
        for table in names:
            if table.startswith("passage_index"):
                continue
            columns = database.execute(f"pragma table_info({table})").fetchall()
            key = [row[1] for row in sorted(columns, key=lambda row: row[5]) if row[5]]
            yield table, [row[1] for row in columns], key


def verify(path: Path) -> Verification:
    with open_archive(path) as archive:
        return archive.verify()


def copy_of(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(whole, tmp_path / "archive.db"))


def rows_of(path: Path, table: str, key: list[str]) -> list[dict[str, object]]:
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        return [dict(row) for row in database.execute(f"select * from {table} order by {', '.join(key)}")]


def altered(value: object) -> object:
    match value:
        case None:
            return 1
        case int():
            return value + 1
        case float():
            return value + 0.25
        case str():
            return value[:-1] + ("y" if value.endswith("x") else "x")
        case bytes():
            return value[:-1] + bytes([(value or b"\0")[-1] ^ 1])
    raise TypeError(value)


def test_the_whole_archive_is_sound(whole: Path) -> None:
    verification = verify(whole)

    assert verification.damages == ()
    assert (verification.captures, verification.versions) == (10, 4)


def test_every_table_of_the_archive_has_rows_to_tamper_with(whole: Path) -> None:
    empty = [table for table, _, key in tables_of(whole) if not rows_of(whole, table, key)]

    assert empty == []


def test_an_edit_of_any_column_is_found(whole: Path, tmp_path: Path) -> None:
    unfound = []
    for table, columns, key in tables_of(whole):
        rows = rows_of(whole, table, key)
        for number, column in enumerate(columns):
            row = rows[-1] if number % 2 else rows[0]
            path = copy_of(whole, tmp_path)
            where = " and ".join(f"{name} = ?" for name in key)
            new = altered(row[column])
            try:
                edit(path, (f"update {table} set {column} = ? where {where}", (new, *(row[k] for k in key))))
            except sqlite3.IntegrityError:
                continue
            if verify(path).is_sound:
                unfound.append(f"{table}.{column}: {row[column]!r} -> {new!r}")

    assert unfound == []


def test_a_deleted_row_is_found_in_any_table(whole: Path, tmp_path: Path) -> None:
    unfound = []
    for table, _, key in tables_of(whole):
        rows = rows_of(whole, table, key)
        for row in (rows[0], rows[len(rows) // 2], rows[-1]):
            path = copy_of(whole, tmp_path)
            where = " and ".join(f"{name} = ?" for name in key)
            edit(path, (f"delete from {table} where {where}", tuple(row[name] for name in key)))
            if verify(path).is_sound:
                unfound.append(f"{table}: {row}")

    assert unfound == []


def test_two_swapped_rows_are_found_in_any_table(whole: Path, tmp_path: Path) -> None:
    unfound = []
    for table, columns, key in tables_of(whole):
        rows = rows_of(whole, table, key)
        if len(rows) < 2 or len(key) != 1:
            continue
        path = copy_of(whole, tmp_path)
        first, last = (tuple(row[name] for name in columns) for row in (rows[0], rows[-1]))
        place = columns.index(key[0])
        marks = ", ".join("?" * len(columns))
        swapped = [(*a[:place], b[place], *a[place + 1 :]) for a, b in ((first, last), (last, first))]
        edit(
            path,
            (f"delete from {table} where {key[0]} in (?, ?)", (first[place], last[place])),
            *((f"insert into {table} values ({marks})", row) for row in swapped),
        )
        if verify(path).is_sound:
            unfound.append(table)

    assert unfound == []


def test_a_row_of_the_full_text_index_that_is_gone_is_found(whole: Path, tmp_path: Path) -> None:
    path = copy_of(whole, tmp_path)

    edit(path, "delete from passage_index_data where id = (select max(id) from passage_index_data)")

    assert not verify(path).is_sound


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_flipped_bit_is_found_anywhere_but_in_two_counters_that_nothing_needs(
    whole: Path, tmp_path: Path, data: st.DataObject
) -> None:
    content = bytearray(whole.read_bytes())
    written = [place for place, byte in enumerate(content) if byte]
    place = data.draw(st.sampled_from(written) | st.integers(0, len(content) - 1))
    content[place] ^= 1 << data.draw(st.integers(0, 7))
    path = tmp_path / "archive.db"
    path.write_bytes(content)

    try:
        is_found = not verify(path).is_sound
    except ArchiveError:
        is_found = True

    is_counter = any(start <= place < end for start, end in UNHASHED_HEADER)
    assert is_found or (is_counter and dump_of(path) == dump_of(whole))


def dump_of(path: Path) -> list[object]:
    """Everything a reader can get out of an archive."""
    with open_archive(path) as archive:
        histories = [archive.history(source.id) for source in archive.sources()]
        captures = [capture for history in histories for capture in history.captures]
        return [
            histories,
            [archive.due_at(history.source.id) for history in histories],
            [archive.snapshot(capture.digest) for capture in captures if capture.digest],
            archive.changes(),
            list(archive.underived()),
            [archive.search(word) for word in ("one", "two", "лист", "short", "joint", "наміри")],
        ]
