"""What `doctor` finds of one source: from its looks alone, by a clock that the test sets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from statediff.archive import Archive, create
from statediff.cli import examinations
from statediff.cli.examinations import Finding, examine_computer, examine_room, examine_source
from statediff.model import Disposition, DispositionKind, Exchange, Hop, Source

SOURCE = Source(id="mod", url="https://mod.example/news", every_seconds=3600)
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
TLS = "TLSv1.3 TLS_AES_256_GCM_SHA384 sha256:" + "ab" * 32 + " until "


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with create(tmp_path / "archive.db") as archive:
        yield archive


def _look(
    archive: Archive,
    hours_ago: float,
    kind: DispositionKind = DispositionKind.OK,
    *,
    until: str | None = None,
    date: str | None = None,
) -> None:
    headers = (("Date", date),) if date is not None else ()
    hops = (Hop(url=SOURCE.url, status=200, headers=headers, tls=TLS + until),) if until is not None else ()
    exchange = Exchange(
        url=SOURCE.url, status=200, headers=headers, body=b"words", hops=hops, robots="allowed by rule /news"
    )
    archive.keep(SOURCE, exchange, Disposition(kind=kind, reason="because"), NOW - timedelta(hours=hours_ago))


def _examine(archive: Archive) -> list[Finding]:
    return list(examine_source(archive, SOURCE, NOW))


@pytest.mark.parametrize(("failures", "level"), [(0, "ok"), (1, "warning"), (2, "warning"), (3, "problem")])
def test_failures_in_a_row_are_counted(archive: Archive, failures: int, level: str) -> None:
    _look(archive, 9)
    for number in range(failures):
        _look(archive, 5 - number, DispositionKind.TIMEOUT)

    [finding] = _examine(archive)

    assert (finding.level, finding.facts["failures_in_a_row"]) == (level, failures)
    assert finding.facts["last_ok_at"] == "2026-03-01T23:00:00Z"
    assert "robots allowed by rule /news" in finding.text


@pytest.mark.parametrize(
    ("free", "level", "text"), [(5 << 30, "ok", "5.4 GB"), (1 << 29, "warning", "537 MB"), (1 << 20, "problem", "1 MB")]
)
def test_the_less_room_is_left_the_worse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, level: str, text: str
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=free))

    [finding] = examine_room(tmp_path / "archive.db")

    assert finding.level == level
    assert finding.text.startswith(f"{text} free at ")


def test_a_source_that_was_never_ok_says_so(archive: Archive) -> None:
    _look(archive, 1, DispositionKind.GONE)

    [finding] = _examine(archive)

    assert finding.text.startswith("never ok; 1 failures in a row (gone, because)")
    assert finding.facts["last_ok_at"] is None


@pytest.mark.parametrize(
    ("until", "days", "words"),
    [
        ("2026-06-01T08:00:00Z", 91, None),
        ("2026-03-12T20:00:00Z", 10, "its certificate expires at 2026-03-12T20:00:00Z"),
        ("2026-03-01T08:00:00Z", -1, "its certificate expired at 2026-03-01T08:00:00Z"),
    ],
)
def test_the_days_of_a_certificate_are_counted(archive: Archive, until: str, days: int, words: str | None) -> None:
    _look(archive, 3, until=until)
    _look(archive, 1, DispositionKind.TLS_ERROR)

    source, *others = _examine(archive)

    assert source.facts["certificate_days_left"] == days
    assert f"certificate for {days} more days" in source.text
    assert [(finding.level, finding.text) for finding in others] == ([("warning", words)] if words else [])


def test_a_clock_that_disagrees_is_found_at_the_last_dated_look(archive: Archive) -> None:
    _look(archive, 2, date="Mon, 02 Mar 2026 05:30:00 GMT")
    _look(archive, 1, DispositionKind.TIMEOUT)

    _, clock = _examine(archive)

    assert clock.text == "its clock and ours differ by 30 minutes"
    assert clock.facts == {"skew_seconds": 1800}


def test_an_overdue_source_is_found(archive: Archive) -> None:
    _look(archive, 30)
    archive.schedule("mod", NOW - timedelta(hours=4))

    _, overdue = _examine(archive)

    assert overdue.facts == {"due_at": "2026-03-02T04:00:00Z", "overdue_seconds": 14_400}


@pytest.mark.parametrize(("version", "level"), [((3, 40, 1), "warning"), ((3, 51, 3), "ok"), ((3, 52, 0), "ok")])
def test_an_sqlite_with_the_rare_bug_is_warned_of(
    monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int], level: str
) -> None:
    monkeypatch.setattr(examinations, "SQLITE_VERSION", version)

    found = {finding.subject: finding for finding in examine_computer(())}

    assert found["sqlite"].level == level
    assert found["sqlite"].facts["version"] == ".".join(map(str, version))


def test_addresses_to_tell_without_the_extra_are_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examinations, "find_spec", lambda name: None if name == "apprise" else name)

    quiet = {finding.subject: finding for finding in examine_computer(())}
    told = {finding.subject: finding for finding in examine_computer((), is_somebody_told=True)}

    assert quiet["extras"].level == "ok"
    assert told["extras"].level == "problem"
    assert told["extras"].next_step == "install statediff[notify]"
    others = dict.fromkeys(("browser", "office", "web", "data"), True)
    assert told["extras"].facts == {**others, "notify": False}
