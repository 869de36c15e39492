"""What is worth an alert follows from the archive: once, then daily, then on recovery."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest

from statediff.archive import Archive, create
from statediff.cli.alerts import Alert, compose_message, find_alerts
from statediff.model import Capture, ChangeSummary, Disposition, DispositionKind, Exchange, Notify, Source, Wording
from visits import paragraphs

SOURCE = Source(id="mod", url="https://mod.example/news")
START = datetime(2026, 3, 2, 8, tzinfo=UTC)
KINDS = {
    ".": DispositionKind.OK,
    "x": DispositionKind.TIMEOUT,
    "?": DispositionKind.SUSPECT,
}
EVERYTHING = Notify()
SUMMARY = ChangeSummary(
    severity="minor",
    score=1.0,
    sentence="“will” became\n“may”.",
    algorithm="1",
    edits=1,
    words_removed=1,
    words_added=1,
)
LeastSeverity = Literal["cosmetic", "minor", "substantive"]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with create(tmp_path / "archive.db") as archive:
        yield archive


def _look(archive: Archive, sign: str, hours: float) -> Capture:
    kind = KINDS[sign]
    exchange = Exchange(url=SOURCE.url, status=200, body=b"" if kind is DispositionKind.TIMEOUT else b"words")
    return archive.keep(SOURCE, exchange, Disposition(kind=kind, reason="because"), START + timedelta(hours=hours))


def _tell(archive: Archive, signs: str, *, every_hours: float, notify: Notify = EVERYTHING) -> str:
    """Look once for each sign; return f for a failure that was told, r for a recovery, - for silence."""
    told = ""
    for number, sign in enumerate(signs):
        capture = _look(archive, sign, number * every_hours)
        alerts = list(find_alerts(archive, capture, notify))
        told += "".join(alert.occasion[0] for alert in alerts) or "-"
    return told


@pytest.mark.parametrize(
    ("signs", "told"),
    [
        ("....", "----"),
        ("x", "f"),
        (".xxx.", "-f--r"),
        (".xxxxxxxxx.x", "-f---f---frf"),
        ("x?x.", "f--r"),
        (".?.", "---"),
        ("x?.", "f-r"),
    ],
)
def test_a_failure_is_told_once_then_daily_then_on_recovery(archive: Archive, signs: str, told: str) -> None:
    assert _tell(archive, signs, every_hours=6) == told


def test_a_long_row_of_failures_is_told_in_one_rhythm(archive: Archive) -> None:
    told = _tell(archive, "." + "x" * 60, every_hours=8)

    assert told == "-" + "f--" * 20


def test_only_the_occasions_asked_for_are_told(archive: Archive) -> None:
    assert _tell(archive, ".xx.", every_hours=30, notify=Notify(on=("recovery",))) == "---r"


def test_the_same_archive_tells_the_same_again(archive: Archive) -> None:
    _tell(archive, ".xx", every_hours=30)
    capture = archive.captures("mod", limit=1)[0]

    first, second = (list(find_alerts(archive, capture, EVERYTHING)) for _ in range(2))

    assert first == second
    assert first[0].sentence == (
        "mod fails since 2026-03-03T14:00:00Z, 2 looks: timeout, because https://mod.example/news"
    )


@pytest.mark.parametrize(("least", "count"), [("cosmetic", 1), ("minor", 1), ("substantive", 0)])
def test_a_change_is_told_from_the_least_severity_on(archive: Archive, least: LeastSeverity, count: int) -> None:
    first = archive.derive(_look(archive, ".", 0), _worded("will"), "1")
    capture = archive.keep(
        SOURCE, Exchange(url=SOURCE.url, status=200, body=b"other"), Disposition(kind=DispositionKind.OK), START
    )
    second = archive.derive(capture, _worded("may"), "1")
    old, new = archive.range("mod")
    archive.keep_change(old, new, SUMMARY)
    notify = Notify(severity=least)

    alerts = [alert for look in (first, second) for alert in find_alerts(archive, look, notify)]

    assert [alert.occasion for alert in alerts] == ["change"] * count
    assert all(alert.sentence.startswith("mod@v2 (minor): “will” became “may”.") for alert in alerts)


def _worded(verb: str) -> Wording:
    return paragraphs(f"The ministry {verb} publish the text.")


def test_a_run_has_one_message_with_the_changes_first() -> None:
    alerts = [
        Alert(occasion="failure", sentence="a fails"),
        Alert(occasion="change", sentence="b@v2"),
        Alert(occasion="failure", sentence="c fails"),
    ]

    message = compose_message(alerts)

    assert message.title == "statediff: 1 change of wording, 2 sources fail"
    assert message.body == "b@v2\na fails\nc fails"


def test_a_message_of_very_many_alerts_is_cut() -> None:
    alerts = [Alert(occasion="failure", sentence=f"s{number} fails") for number in range(2_000)]

    message = compose_message(alerts)

    assert message.title == "statediff: 2000 sources fail"
    assert message.body.splitlines()[-1] == "and 1960 more; see: statediff log"
    assert len(message.body.splitlines()) == 41
