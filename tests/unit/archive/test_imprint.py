"""The imprint: every byte of the file counts, and no honest use of the file is called damage."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from statediff.archive import create, imprint, open_archive
from statediff.findings import Damage, Verification
from visits import edit, look, paragraphs, read

LOST = Damage(place="the file", problem="holds other bytes than the last run left, at a place that nothing reads")


def verify(path: Path) -> Verification:
    with open_archive(path) as archive:
        return archive.verify()


def places_that_nothing_reads(path: Path) -> list[int]:
    """Zeros between the cells of each page, one a page."""
    content = path.read_bytes()
    places = [content.find(bytes(64), start, start + 4096) for start in range(0, len(content), 4096)]
    return [place + 40 for place in places if place >= 0]


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 0x10
    path.write_bytes(content)


def test_a_byte_that_nothing_reads_is_found_on_every_page(path: Path) -> None:
    places = places_that_nothing_reads(path)

    assert len(places) > 30
    for place in places[::7]:
        flip(path, place)
        assert verify(path).damages == (LOST,), place
        flip(path, place)
    assert verify(path).is_sound


def test_the_check_that_reads_no_data_leaves_the_file_unhashed(path: Path) -> None:
    flip(path, places_that_nothing_reads(path)[5])

    with open_archive(path) as archive:
        assert archive.verify(read_data=False).is_sound


def test_what_is_written_outside_a_run_is_no_damage(path: Path) -> None:
    with open_archive(path) as archive:
        look(archive, "x", at=50)
        assert archive.verify().is_sound

    assert verify(path).is_sound


def test_the_next_run_leaves_a_new_imprint(path: Path) -> None:
    with open_archive(path) as archive:
        before = archive._connection.value("select content from imprint")
        with archive.run("track"):
            read(archive, "More.", at=50)
        assert archive._connection.value("select content from imprint") != before

    flip(path, places_that_nothing_reads(path)[5])
    assert verify(path).damages == (LOST,)


def test_a_run_that_wrote_nothing_leaves_the_file_as_it_is(path: Path) -> None:
    before = path.read_bytes()

    with open_archive(path) as archive, archive.run("track"):
        pass

    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "statement",
    ["vacuum", "create view mine as select 1", "create table mine (x)", "pragma wal_checkpoint(truncate)"],
)
def test_what_other_tools_rightly_do_to_the_file_is_no_damage(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(statement)

    assert verify(path).is_sound


def test_a_run_that_others_read_beside_leaves_no_false_imprint(path: Path) -> None:
    with open_archive(path) as archive, open_archive(path) as reader, reader._connection.steady():
        reader.captures("mfa-en")
        archive._connection.execute("pragma busy_timeout=100")
        with archive.run("track"):
            look(archive, "x", at=50)
        assert archive.verify().is_sound

    assert verify(path).is_sound


def test_a_backup_bears_an_imprint_of_its_own(path: Path, tmp_path: Path) -> None:
    with open_archive(path) as archive:
        copy = archive.backup(tmp_path / "copy.db")

    assert verify(copy).is_sound
    flip(copy, places_that_nothing_reads(copy)[5])
    assert verify(copy).damages == (LOST,)


@pytest.mark.parametrize(
    "statement",
    [
        "update imprint set state = zeroblob(32)",
        "update imprint set content = zeroblob(32)",
        "update imprint set seal = zeroblob(8)",
        "delete from imprint",
    ],
)
def test_an_edited_imprint_is_found(path: Path, statement: str) -> None:
    edit(path, statement)

    [damage] = verify(path).damages
    assert damage.place == "the file"
    assert "imprint" in damage.problem


def test_a_file_that_is_too_large_bears_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imprint, "LARGEST_FILE_BYTES", 1000)

    with create(tmp_path / "archive.db") as archive:
        with archive.run("track"):
            archive.derive(look(archive, "x"), paragraphs("One."), "1")
        assert archive._connection.value("select content from imprint") == bytes(32)
        assert archive.verify().is_sound
