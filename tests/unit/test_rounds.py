from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from statediff.archive import Archive, create
from statediff.model import Source
from statediff.rounds import LEASE, HostClaims, group_by_host, visit_hosts
from waiting import wait_until


def _sources(hosts: int, each: int) -> list[Source]:
    return [Source(id=f"s{h}-{n}", url=f"https://h{h}.example/{n}") for n in range(each) for h in range(hosts)]


def test_sources_are_grouped_by_host_whatever_its_case() -> None:
    groups = group_by_host([Source(id="a", url="https://MOD.example/1"), Source(id="b", url="https://mod.example/2")])

    assert list(groups) == ["mod.example"]


@pytest.mark.parametrize("threads", [1, 3, 8])
def test_every_source_is_visited_once_with_any_number_of_threads(threads: int) -> None:
    sources = _sources(hosts=5, each=7)

    answers = dict(visit_hosts(sources, lambda source: source.id.upper(), threads=threads))

    assert sorted(answers.values()) == sorted(source.id.upper() for source in sources)


def test_a_host_is_never_visited_by_two_threads_at_once() -> None:
    busy: dict[str, int] = {}
    overlaps: list[str] = []
    lock = threading.Lock()

    def visit(source: Source) -> None:
        host = source.url.split("/")[2]
        with lock:
            busy[host] = busy.get(host, 0) + 1
            if busy[host] > 1:
                overlaps.append(host)
        time.sleep(0.002)
        with lock:
            busy[host] -= 1

    list(visit_hosts(_sources(hosts=4, each=5), visit, threads=4))

    assert overlaps == []


def test_a_slow_host_does_not_hold_up_the_others() -> None:
    released = threading.Event()

    def visit(source: Source) -> str:
        if "h0." in source.url:
            released.wait(60)
        return source.id

    landed = visit_hosts(_sources(hosts=3, each=2), visit, threads=3)
    first = [next(landed)[1] for _ in range(4)]
    released.set()
    rest = [answer for _, answer in landed]

    assert not any(name.startswith("s0-") for name in first)
    assert sorted(rest) == ["s0-0", "s0-1"]


def test_an_error_in_a_visit_ends_the_round_and_reaches_the_caller() -> None:
    def visit(source: Source) -> str:
        if source.id == "s1-0":
            raise OSError("disk")
        return source.id

    with pytest.raises(OSError, match="disk"):
        list(visit_hosts(_sources(hosts=3, each=1), visit, threads=3))


def test_a_round_that_is_left_early_lets_its_threads_go() -> None:
    landed = visit_hosts(_sources(hosts=6, each=50), lambda source: source.id, threads=6)
    next(landed)

    landed.close()

    wait_until(lambda: not any(thread.name.startswith("statediff-host") for thread in threading.enumerate()))


@pytest.mark.parametrize("threads", [1, 3])
def test_a_host_that_may_not_be_visited_is_passed_over_and_the_others_are_not(threads: int) -> None:
    asked = []

    def may_visit(host: str) -> bool:
        asked.append(host)
        return host != "h1.example"

    visited = [
        source.id for source, _ in visit_hosts(_sources(3, 2), lambda _: 0, threads=threads, may_visit=may_visit)
    ]

    assert sorted(visited) == ["s0-0", "s0-1", "s2-0", "s2-1"]
    assert sorted(asked) == ["h0.example", "h0.example", "h1.example", "h2.example", "h2.example"]


@pytest.mark.parametrize("threads", [1, 3])
def test_a_host_that_is_lost_on_the_way_is_left_at_once(threads: int) -> None:
    answers = iter([True, True, False])

    def may_visit(host: str) -> bool:
        return host != "h0.example" or next(answers)

    visited = [
        source.id for source, _ in visit_hosts(_sources(2, 5), lambda _: 0, threads=threads, may_visit=may_visit)
    ]

    assert [name for name in visited if name.startswith("s0")] == ["s0-0", "s0-1"]
    assert len(visited) == 7


START = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with create(tmp_path / "archive.db") as fresh:
        yield fresh


def test_a_host_is_claimed_once_and_renewed_when_half_of_its_time_is_gone(archive: Archive) -> None:
    at = [START]
    claims = HostClaims(archive, now=lambda: at[0])

    lapses = []
    for minutes in (0, 10, 29, 30, 31, 59, 60):
        at[0] = START + LEASE * (minutes / 60)
        assert claims.hold("mfa.example")
        lapses.append(archive._connection.value("select lapses_at from host_lease"))

    assert [lapse - lapses[0] for lapse in lapses] == [0, 0, 0, 1.8e9, 1.8e9, 1.8e9, 3.6e9]


def test_of_two_that_claim_one_host_the_second_gets_it_when_the_first_lets_go(
    archive: Archive, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = HostClaims(archive), HostClaims(archive)

    held = first.hold("mfa.example"), second.hold("mfa.example"), second.hold("mod.example")
    first.release()

    assert held == (True, False, True)
    assert "mfa.example: another run holds this host" in caplog.text
    assert second.hold("mfa.example")
    assert (first.is_held("mfa.example"), second.is_held("mfa.example")) == (False, True)


def test_who_let_go_claims_nothing_any_more(archive: Archive) -> None:
    claims = HostClaims(archive)
    claims.release()

    assert not claims.hold("mfa.example")
    assert archive._connection.value("select count(*) from host_lease") == 0


def test_letting_go_of_an_archive_that_cannot_be_written_is_no_error(archive: Archive) -> None:
    claims = HostClaims(archive)
    claims.hold("mfa.example")
    archive.close()

    claims.release()

    assert not claims.hold("mfa.example")
