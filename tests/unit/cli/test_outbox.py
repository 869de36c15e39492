"""What is owed survives a kill, and is crossed out when somebody took it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from statediff.archive import Archive, create
from statediff.cli.outbox import ENDING, Outbox
from statediff.model import Disposition, DispositionKind, Exchange, Notify, Source

SOURCE = Source(id="mod", url="https://mod.example/news")
START = datetime(2026, 3, 2, 8, tzinfo=UTC)
EVERYTHING = Notify()


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with create(tmp_path / "archive.db") as archive:
        yield archive


def _look(archive: Archive, hours: float, kind: DispositionKind) -> None:
    exchange = Exchange(url=SOURCE.url, status=200, body=b"words" if kind is DispositionKind.OK else b"")
    archive.keep(SOURCE, exchange, Disposition(kind=kind), START + timedelta(hours=hours))


def _occasions(outbox: Outbox) -> list[str]:
    return [alert.occasion for alert in outbox.find_owed(EVERYTHING)]


def test_what_a_killed_run_kept_is_owed_by_the_next_one(archive: Archive) -> None:
    Outbox(archive).open()
    _look(archive, 0, DispositionKind.OK)
    _look(archive, 6, DispositionKind.TIMEOUT)
    _look(archive, 12, DispositionKind.TIMEOUT)
    _look(archive, 18, DispositionKind.OK)

    later = Outbox(archive)

    assert later.open() == 4
    assert _occasions(later) == ["failure", "recovery"]


def test_nothing_is_owed_after_it_was_crossed_out(archive: Archive) -> None:
    first = Outbox(archive)
    first.open()
    _look(archive, 0, DispositionKind.TIMEOUT)
    first.cross_out()

    later = Outbox(archive)

    assert later.open() == 0
    assert _occasions(later) == []


def test_a_run_that_could_not_send_leaves_it_to_the_next_and_the_next(archive: Archive) -> None:
    Outbox(archive).open()
    _look(archive, 0, DispositionKind.TIMEOUT)
    Outbox(archive).open()
    _look(archive, 6, DispositionKind.OK)

    assert _occasions(Outbox(archive)) == ["failure", "recovery"]


def test_looks_before_the_first_run_that_tells_are_never_told_of(archive: Archive) -> None:
    _look(archive, 0, DispositionKind.TIMEOUT)

    assert Outbox(archive).open() == 0
    assert _occasions(Outbox(archive)) == []


@pytest.mark.parametrize("content", [b"", b"soon", b"\xff\xfe", b"-3"])
def test_a_file_that_cannot_be_read_is_said_and_begun_anew(
    archive: Archive, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    archive.path.with_name(archive.path.name + ENDING).write_bytes(content)

    assert Outbox(archive).open() == 0

    assert "statediff log" in caplog.text
    assert _occasions(Outbox(archive)) == []


def test_a_number_beyond_the_archive_owes_nothing(archive: Archive) -> None:
    archive.path.with_name(archive.path.name + ENDING).write_text("900\n")

    assert Outbox(archive).open() == 0
    assert _occasions(Outbox(archive)) == []


def test_a_folder_that_takes_no_file_stops_no_run(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)

    assert Outbox(archive).open() == 0
    assert "cannot be written" in caplog.text
