"""Kills at any moment, disks that fill at any write, many writers: what was acknowledged is there, and all is sound.

STATEDIFF_KILLS=200 kills as often as the figures in docs/reference/archive.md say.
"""

from __future__ import annotations

import os
import random
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from statediff.archive import Archive, create, open_archive
from statediff.errors import ArchiveError, ExitCode
from visits import no_waiting_for_the_disk
from writers import (
    SOURCES,
    Acknowledged,
    carry_on,
    compact_for_ever,
    read_acknowledged,
    received,
    started,
    work_on,
    write_for_ever,
    write_some,
    write_within,
)

KILLS = int(os.environ.get("STATEDIFF_KILLS", "40"))
LIVES = 10
"""Writers that one archive sees before a new one is made."""
LONGEST_LIFE_SECONDS = 0.1
WRITERS = 16


@pytest.mark.parametrize("first", range(0, KILLS, LIVES))
def test_a_kill_at_any_moment_loses_nothing_that_was_acknowledged(tmp_path: Path, first: int) -> None:
    path, draw = tmp_path / "archive.db", random.Random(first)
    create(path).close()
    told: list[Acknowledged] = []

    for life in range(first, min(first + LIVES, KILLS)):
        with started(write_for_ever, path, life) as (process, pipe):
            told.append(pipe.recv())
            time.sleep(draw.uniform(0, LONGEST_LIFE_SECONDS))
            process.kill()
            process.join()
            told += received(pipe)
        with open_archive(path) as archive:
            read_acknowledged(archive, told)
            assert archive.verify().damages == (), life

    with open_archive(path) as archive:
        carry_on(archive)
        assert list(archive.underived()) == []
        assert archive.verify().damages == ()


@pytest.mark.parametrize("seed", range(0, KILLS, LIVES))
def test_a_kill_while_bodies_are_packed_anew_loses_nothing(tmp_path: Path, seed: int) -> None:
    path, draw = tmp_path / "archive.db", random.Random(seed)
    with create(path) as archive:
        for step in range(40):
            list(work_on(archive, draw, step))
        before = [archive.history(source.id) for source in SOURCES]

    with started(compact_for_ever, path, seed) as (process, pipe):
        told = [pipe.recv()]
        time.sleep(draw.uniform(0.02, 0.4))
        process.kill()
        process.join()
        told += received(pipe)

    with open_archive(path) as archive:
        read_acknowledged(archive, told)
        for history in before:
            assert archive.history(history.source.id).captures[: len(history.captures)] == history.captures
        assert archive.verify().damages == ()
        archive.compact()
        carry_on(archive)
        assert archive.verify().damages == ()


def test_sixteen_programs_write_at_once_and_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    create(path).close()

    with ExitStack() as stack:
        writers = [stack.enter_context(started(write_some, path, number, 6)) for number in range(WRITERS)]
        results = [pipe.recv() for _, pipe in writers]

    assert [refused for _, refused in results] == [""] * WRITERS
    with open_archive(path) as archive:
        captures = [capture for source in archive.sources() for capture in archive.captures(source.id)]
        assert sorted(capture.id for capture in captures) == list(range(1, sum(kept for kept, _ in results) + 1))
        assert archive.verify().damages == ()


@pytest.mark.parametrize("limit", [1_000, *range(20_000, 420_000, 40_000)])
def test_a_file_that_may_not_grow_any_more_is_one_clear_refusal(tmp_path: Path, limit: int) -> None:
    path = tmp_path / "archive.db"
    create(path).close()

    with started(write_within, path, limit, limit) as (_, pipe):
        *told, (code, cause) = received(pipe)

    assert code == -ExitCode.STORAGE, cause
    with open_archive(path) as archive:
        read_acknowledged(archive, told)
        assert archive.verify().damages == ()
        carry_on(archive)
        assert archive.verify().damages == ()


@pytest.mark.parametrize("room", range(0, 30, 2))
def test_a_disk_that_is_full_at_any_write_is_refused_and_the_open_archive_goes_on(tmp_path: Path, room: int) -> None:
    told: list[Acknowledged] = []
    with no_waiting_for_the_disk(), create(tmp_path / "archive.db") as archive:
        list(work_on(archive, random.Random(4), 0))
        pages = archive._connection.value("pragma page_count")
        archive._connection.execute(f"pragma max_page_count={pages + room}")

        with pytest.raises(ArchiveError, match="the disk is full") as caught, archive.run("track"):
            work_until_refused(archive, told)
        archive._connection.execute("pragma max_page_count=1000000")

        assert caught.value.exit_code == ExitCode.STORAGE
        read_acknowledged(archive, told)
        carry_on(archive)
        assert archive.verify().damages == ()


def work_until_refused(archive: Archive, told: list[Acknowledged]) -> None:
    for step in range(1, 99):
        for kept in work_on(archive, random.Random(step), step):
            assert kept.digest is not None
            told.append((kept.id, kept.digest))
