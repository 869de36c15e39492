"""Compaction: a smaller file in which everything reads as before."""

from __future__ import annotations

import random
import sqlite3
import time
from pathlib import Path

import pytest

from statediff.archive import Archive, compaction, create, open_archive
from statediff.archive.dialect import WRITE_WAIT_SECONDS
from statediff.errors import ArchiveBusy, ArchiveDamaged
from visits import MFA, MOD, edit, look, read

WORDS = [
    "border",
    "budget",
    "partner",
    "training",
    "crew",
    "угода",
    "заява",
    "кордон",
    "accord",
    "ministère",
    "frontière",
    "声明",
    "合作",
    "بيان",
    "مشترك",
]


def fill_with_pages(path: Path, looks: int = 24) -> None:
    """Keep pages of two sources whose every look differs a little."""
    draw = random.Random(5)
    texts = {source: [" ".join(draw.choices(WORDS, k=30)) for _ in range(60)] for source in (MFA, MOD)}
    with create(path) as archive, archive.run("track"):
        for number in range(looks):
            for source, lines in texts.items():
                lines[draw.randrange(len(lines))] = " ".join(draw.choices(WORDS, k=30))
                read(archive, *lines, source=source, at=number)


def everything(archive: Archive) -> list[object]:
    bodies = [archive.snapshot(capture.digest) for capture in archive.history("mfa-en").captures if capture.digest]
    proofs = [archive.proof(number) for number in (1, 2, 30)]
    return [bodies, proofs, *(archive.history(source.id) for source in archive.sources()), archive.search("угода")]


def test_a_compacted_archive_is_smaller_and_everything_reads_as_before(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    fill_with_pages(path)
    size = path.stat().st_size
    with open_archive(path) as archive:
        before, verified = everything(archive), archive.verify()

        done = archive.compact()

        assert everything(archive) == before
        assert archive.verify() == verified
    assert (done.bytes_before, done.bytes_after) == (size, path.stat().st_size)
    assert done.bytes_after < done.bytes_before
    assert done.repacked > 10


def test_an_archive_that_was_compacted_is_left_as_it_is(tmp_path: Path) -> None:
    fill_with_pages(tmp_path / "archive.db", looks=6)
    with open_archive(tmp_path / "archive.db") as archive:
        first = archive.compact()

        again = archive.compact()

        assert again.repacked == 0
        assert again.bytes_after == first.bytes_after
        assert archive.verify().damages == ()


def test_an_empty_archive_is_compacted_too(archive: Archive) -> None:
    done = archive.compact()

    assert done.repacked == 0
    assert archive.verify().damages == ()


def test_looks_after_it_are_packed_against_what_was_packed_anew(tmp_path: Path) -> None:
    fill_with_pages(tmp_path / "archive.db", looks=6)
    with open_archive(tmp_path / "archive.db") as archive:
        archive.compact()

        kept = look(archive, "<p>угода</p>", at=99)

        assert kept.digest is not None
        assert archive.snapshot(kept.digest) == "<p>угода</p>".encode()
        assert archive.verify().damages == ()


def test_it_waits_for_no_run_and_disturbs_none(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    fill_with_pages(path, looks=3)
    with open_archive(path) as one, open_archive(path) as other, one.run("track"):
        with pytest.raises(ArchiveBusy):
            other.compact()

        assert look(one, "x", at=50).id == 7


def test_reading_goes_on_while_it_packs_and_keeps_it_from_nothing(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    fill_with_pages(path)
    with open_archive(path) as archive, open_archive(path) as reader:
        before = everything(archive)
        with reader._connection.steady():
            during = [everything(reader)]
            began = time.monotonic()
            archive.compact()
            took = time.monotonic() - began
            during.append(everything(reader))

        assert during == [before, before]
        assert everything(reader) == before
        assert archive.verify().damages == ()
    assert took < WRITE_WAIT_SECONDS / 2


def test_a_damaged_body_is_named_and_stays_for_a_backup_to_mend(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    fill_with_pages(path, looks=4)
    with open_archive(path) as archive:
        backup = archive.backup(tmp_path / "copy.db")
    edit(path, "update body set packed = zeroblob(length(packed)) where id = 1")

    with open_archive(path) as archive, open_archive(backup) as other:
        with pytest.raises(ArchiveDamaged, match="body 1 "):
            archive.compact()
        archive.heal(other)
        assert archive.verify().damages == ()


def test_a_compaction_that_is_cut_off_leaves_whole_bodies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "archive.db"
    fill_with_pages(path)
    with open_archive(path) as archive:
        before = everything(archive)

        def fail(packed: bytes, base: bytes | None = None) -> bytes:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(compaction, "unpack", fail)
            with pytest.raises(KeyboardInterrupt):
                archive.compact()

        assert everything(archive) == before
        assert archive.verify().damages == ()
        assert archive.compact().repacked > 0


def test_the_room_that_is_saved_goes_back_to_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    fill_with_pages(path)

    with open_archive(path) as archive:
        archive.compact()

    database = sqlite3.connect(path)
    assert database.execute("pragma freelist_count").fetchone() == (0,)
    database.close()
