"""Programs that visit at once never meet at one host, and a run that hung brings back nothing that is told wrongly."""

from __future__ import annotations

import threading
import time
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from statediff.archive import Archive, create, open_archive
from statediff.archive.lease import lease_path
from statediff.extractor import extract
from statediff.model import Capture, Exchange, Source, Validators
from statediff.tracker import track
from writers import make_gate, started, visit_in_turn

VISITORS = 6
SOURCE = Source(id="mfa-en", url="https://mfa.example/news/statement")
NEXT = Source(id="mfa-uk", url="https://mfa.example/uk/zayava")
ELSEWHERE = Source(id="mod-uk", url="https://mod.example/uk/zayava")
OLD = "<main><p>They signed a letter of intent on the joint production of interceptor drones.</p></main>"
NEW = "<main><p>They signed an agreement on the joint production of interceptor drones.</p></main>"


def overlaps_among(visits: list[tuple[str, float, float]]) -> int:
    """How many visits began while another one was at the same host."""
    by_host: dict[str, list[tuple[float, float]]] = {}
    for host, start, end in visits:
        by_host.setdefault(host, []).append((start, end))
    return sum(
        later[0] < max(end for _, end in seen[:number])
        for seen in map(sorted, by_host.values())
        for number, later in enumerate(seen)
        if number
    )


@pytest.mark.parametrize("is_leased", [True, False])
def test_no_two_programs_are_at_one_host_at_once_when_each_holds_it(tmp_path: Path, is_leased: bool) -> None:
    path = tmp_path / "archive.db"
    create(path).close()
    gate = make_gate(VISITORS)

    with ExitStack() as stack:
        visitors = [
            stack.enter_context(started(visit_in_turn, path, number, gate, is_leased)) for number in range(VISITORS)
        ]
        told = [visit for _, pipe in visitors for visit in pipe.recv()]

    overlaps = overlaps_among(told)
    assert (overlaps == 0) is is_leased
    with open_archive(path) as archive:
        assert archive.verify().damages == ()


class Server:
    """A server that answers with a text, once it is let; its first visitor can be made to hang."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.visits: list[str] = []
        self.arrived = threading.Event()
        self.may_answer = threading.Event()

    def __call__(self, source: Source, validators: Validators | None = None) -> Exchange:
        self.visits.append(source.id)
        answer = self.text
        self.arrived.set()
        assert self.may_answer.wait(60)
        body = f"<html><title>Statement</title>{answer}</html>".encode()
        return Exchange(url=source.url, final_url=source.url, status=200, body=body)


class Hung(threading.Thread):
    """A run that hangs at its first visit, until it is let go on."""

    def __init__(self, archive: Archive, *sources: Source) -> None:
        super().__init__(daemon=True)
        self.server = Server(OLD)
        self.landed: list[Capture] = []
        self._archive = archive
        self._sources = sources

    def run(self) -> None:
        self.landed.extend(track(self._sources, self._archive, fetch=self.server, read=extract))

    def wake(self) -> None:
        """Let it go on, to its end."""
        self.server.may_answer.set()
        self.join(60)
        assert not self.is_alive()


def run_beside(path: Path, *sources: Source) -> tuple[list[str], list[str]]:
    """Make a second run after somebody deleted the lock of the first; what it visited, and what landed."""
    lease_path(path).unlink(missing_ok=True)
    server = Server(NEW)
    server.may_answer.set()
    with open_archive(path) as archive:
        landed = [capture.source_id for capture in track(sources, archive, fetch=server, read=extract)]
    return server.visits, landed


def test_a_run_let_in_beside_a_hung_one_leaves_its_host_alone(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with create(path) as archive:
        hung = Hung(archive, SOURCE, NEXT)
        hung.start()
        assert hung.server.arrived.wait(60)

        beside = run_beside(path, SOURCE, ELSEWHERE)
        hung.wake()

        assert beside == (["mod-uk"], ["mod-uk"])
        assert hung.server.visits == ["mfa-en", "mfa-uk"]
        assert [capture.source_id for capture in hung.landed] == ["mfa-en", "mfa-uk"]
        assert [len(archive.captures(source.id)) for source in (SOURCE, NEXT, ELSEWHERE)] == [1, 1, 1]
        assert archive.verify().damages == ()


def test_what_a_hung_run_brings_after_its_host_was_taken_is_dropped_and_it_goes_no_further(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "archive.db"
    monkeypatch.setattr("statediff.rounds.LEASE", timedelta(milliseconds=100))
    with create(path) as archive:
        hung = Hung(archive, SOURCE, NEXT, ELSEWHERE)
        hung.start()
        assert hung.server.arrived.wait(60)
        time.sleep(0.2)

        monkeypatch.setattr("statediff.rounds.LEASE", timedelta(hours=1))
        with open_archive(path) as other, other_run(path, other):
            hung.wake()

        assert hung.server.visits == ["mfa-en", "mod-uk"]
        assert [capture.source_id for capture in hung.landed] == ["mod-uk"]
        assert [version.wording.text for version in archive.history("mfa-en").versions] == [text_of(NEW)]
        assert len(archive.captures("mfa-en")) == 1
        assert archive.verify().damages == ()


class other_run:  # noqa: N801 - reads as what it does
    """A second run that is at its second source while the first one wakes."""

    def __init__(self, path: Path, archive: Archive) -> None:
        lease_path(path).unlink()
        self._server = Server(NEW)
        self._server.may_answer.set()
        self._landed = track([SOURCE, NEXT], archive, fetch=self._server, read=extract)

    def __enter__(self) -> None:
        next(self._landed)

    def __exit__(self, *_: object) -> None:
        assert [capture.source_id for capture in self._landed] == ["mfa-uk"]


def test_a_host_that_nobody_took_is_still_held_after_its_lease_lapsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("statediff.rounds.LEASE", timedelta(milliseconds=1))
    with create(tmp_path / "archive.db") as archive:
        hung = Hung(archive, SOURCE, NEXT)
        hung.start()
        assert hung.server.arrived.wait(60)
        time.sleep(0.05)

        hung.wake()

        assert [capture.source_id for capture in hung.landed] == ["mfa-en", "mfa-uk"]


def test_the_run_after_a_killed_one_visits_its_hosts_at_once(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    server = Server(NEW)
    server.may_answer.set()
    with create(path) as archive:
        with archive.run("track"):
            archive.lease_host("mfa.example", "killed", datetime.now(UTC), 3_600.0)

        landed = [capture.source_id for capture in track([SOURCE], archive, fetch=server, read=extract)]

    assert landed == ["mfa-en"]


def text_of(page: str) -> str:
    return extract(f"<html><title>Statement</title>{page}</html>".encode()).text
