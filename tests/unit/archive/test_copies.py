"""Copies: a backup beside a busy writer, and bodies mended from another copy."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from statediff.archive import Healing, create, open_archive
from statediff.errors import ArchiveDamaged, ArchiveError
from visits import edit, look, read

PAGE = "<p>The two ministries met on Monday to review their work on air defence.</p>" * 30


def test_a_backup_holds_all_and_is_sound(path: Path, tmp_path: Path) -> None:
    with open_archive(path) as archive:
        copy = archive.backup(tmp_path / "copy.db")
        with open_archive(copy) as other:
            assert other.verify() == archive.verify()
            assert [other.history(s.id) for s in other.sources()] == [archive.history(s.id) for s in archive.sources()]

    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["archive.db", "copy.db"]


def test_a_backup_includes_what_is_still_in_the_write_ahead_log(tmp_path: Path) -> None:
    with create(tmp_path / "archive.db") as archive:
        kept = look(archive, "x")
        with open_archive(archive.backup(tmp_path / "copy.db")) as other:
            assert other.captures("mfa-en") == (kept,)


def test_a_busy_writer_keeps_no_backup_waiting(tmp_path: Path) -> None:
    path, is_enough = tmp_path / "archive.db", threading.Event()
    with create(path) as archive:
        read(archive, "One.")

        def write() -> None:
            with open_archive(path) as writer:
                number = 1
                while not is_enough.is_set():
                    read(writer, f"Number {number}." * 200, at=number)
                    number += 1

        busy = threading.Thread(target=write)
        busy.start()
        try:
            copies = [archive.backup(tmp_path / f"copy{number}.db") for number in range(3)]
        finally:
            is_enough.set()
            busy.join()

    for copy in copies:
        with open_archive(copy) as other:
            assert other.verify().damages == ()


def test_nothing_is_backed_up_over_an_existing_file(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_bytes(b"mine")

    with open_archive(path) as archive:
        with pytest.raises(ArchiveError, match="there is a file already"):
            archive.backup(target)
        with pytest.raises(ArchiveError, match="there is a file already"):
            archive.backup(path)

    assert target.read_bytes() == b"mine"


def test_a_backup_needs_its_folder(path: Path, tmp_path: Path) -> None:
    with open_archive(path) as archive, pytest.raises(ArchiveError, match="make the folder"):
        archive.backup(tmp_path / "nowhere" / "copy.db")


def damaged_pair(tmp_path: Path, *statements: str) -> tuple[Path, Path]:
    """An archive of pages packed against each other, damaged, and a backup from before the damage."""
    path = tmp_path / "archive.db"
    with create(path) as archive:
        for number in range(12):
            look(archive, PAGE.replace("Monday", f"day {number}", number), at=number)
        archive.backup(tmp_path / "copy.db")
    edit(path, *statements)
    return path, tmp_path / "copy.db"


@pytest.mark.parametrize(
    "statement",
    [
        "update body set packed = x'00' where id = 1",
        "update body set packed = x'00' where id in (1, 2, 5)",
        "update body set packed = (select packed from body where id = 3) where id = 4",
        "update body set packed = x'00'",
    ],
)
def test_damaged_bodies_are_mended_from_another_copy(tmp_path: Path, statement: str) -> None:
    path, copy = damaged_pair(tmp_path, statement)

    with open_archive(path) as archive, open_archive(copy) as other:
        healing = archive.heal(other)

        assert healing.unmended == ()
        assert len(healing.mended) >= 1
        assert archive.verify() == other.verify()
        assert archive.heal(other) == Healing()
        look(archive, PAGE + "!", at=99)
        assert archive.verify().damages == ()


def test_what_the_other_copy_has_not_stays_damaged_and_is_named(tmp_path: Path) -> None:
    path, _ = damaged_pair(tmp_path, "update body set packed = x'00' where id = 12")

    with open_archive(path) as archive, create(tmp_path / "empty.db") as other:
        digest = archive.capture(12).digest
        healing = archive.heal(other)

        assert healing == Healing(unmended=(digest or "",))
        with pytest.raises(ArchiveDamaged, match="body 12"):
            archive.snapshot(digest or "")


def test_a_copy_with_the_same_damage_mends_nothing(tmp_path: Path) -> None:
    path, copy = damaged_pair(tmp_path, "update body set packed = x'00' where id = 12")
    edit(copy, "update body set packed = x'00' where id = 12")

    with open_archive(path) as archive, open_archive(copy) as other:
        healing = archive.heal(other)

    assert len(healing.unmended) == 1


def test_mending_launders_no_other_damage(tmp_path: Path) -> None:
    path, copy = damaged_pair(
        tmp_path, "update body set packed = x'00' where id = 12", "update body set lane = 9 where id = 7"
    )

    with open_archive(path) as archive, open_archive(copy) as other:
        archive.heal(other)

        [damage] = archive.verify().damages
        assert damage.place.startswith("body 7 (sha256:")


def test_a_file_that_was_mended_after_a_run_is_sound(tmp_path: Path) -> None:
    """The rows are those that the run left; where they stand in the file may differ."""
    path = tmp_path / "archive.db"
    with create(path) as archive, archive.run("track"):
        for number in range(12):
            look(archive, PAGE.replace("Monday", f"day {number}", number), at=number)
    with open_archive(path) as archive:
        copy = archive.backup(tmp_path / "copy.db")
        place = path.read_bytes().find(archive._connection.value("select packed from body where id = 3"))
    with path.open("r+b") as file:
        file.seek(place + 20)
        file.write(b"?")

    with open_archive(path) as archive, open_archive(copy) as other:
        assert len(archive.verify().damages) >= 1
        with archive.run("heal"):
            healing = archive.heal(other)

        assert len(healing.mended) >= 1
        assert archive.verify() == other.verify()


@pytest.mark.parametrize("name", [".", "/", ""])
def test_a_backup_needs_a_name(path: Path, name: str) -> None:
    with open_archive(path) as archive, pytest.raises(ArchiveError, match="names no file"):
        archive.backup(name)


def test_an_archive_is_never_backed_up_onto_itself_or_onto_a_folder(path: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.db").symlink_to(path)
    before = path.read_bytes()

    with open_archive(path) as archive:
        for target in (path, tmp_path / "folder", tmp_path / "link.db"):
            with pytest.raises(ArchiveError, match="there is a file already"):
                archive.backup(target)

    assert path.read_bytes() == before
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["archive.db", "folder", "link.db"]


def test_an_archive_can_be_asked_to_mend_itself_and_nothing_happens(path: Path) -> None:
    edit(path, "update body set packed = x'00' where id = 1")

    with open_archive(path) as archive, open_archive(path) as same:
        healing = archive.heal(same)

    assert healing.mended == ()
    assert len(healing.unmended) >= 1
