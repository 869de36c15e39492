"""Pauses between requests, and hosts that ask for silence."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from statediff.fetcher.politeness import Hosts, read_retry_after
from statediff.model import DispositionKind, FetchSettings

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that moves when somebody sleeps."""

    instant: datetime = NOON
    slept: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.instant

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.instant += timedelta(seconds=seconds)


def make_hosts(clock: Clock, *, respect_delays: bool = True, delay_seconds: float = 3.0) -> Hosts:
    settings = FetchSettings(user_agent="x", respect_delays=respect_delays, delay_seconds=delay_seconds)
    return Hosts(settings, clock.now, clock.sleep)


def ask(
    hosts: Hosts, host: str = "a.example", *, elapsed: float = 0.1, status: int = 200, retry_after: str | None = None
) -> None:
    with hosts.turn(host):
        hosts.note_answer(host, status, retry_after, elapsed)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 7 ", 7.0),
        ("1.5", 1.0),
        ("0", 0.0),
        ("Mon, 04 May 2026 12:02:00 GMT", 120.0),
        ("Mon, 04 May 2026 11:00:00 GMT", 0.0),
        ("Monday, 04-May-26 12:02:00 GMT", 120.0),
        ("Mon May  4 12:02:00 2026", 120.0),
        ("999999999", 86_400.0),
        ("Tue, 04 May 2094 12:00:00 GMT", 86_400.0),
        ("-5", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("9" * 400, None),
        ("Mon, 99 May 2026 99:99:99 GMT", None),
    ],
)
def test_retry_after_is_read_in_all_its_forms_and_capped_at_a_day(value: str | None, seconds: float | None) -> None:
    assert read_retry_after(value, NOON) == seconds


def test_a_host_is_left_alone_between_two_requests() -> None:
    clock = Clock()
    hosts = make_hosts(clock)

    ask(hosts)
    ask(hosts)

    assert clock.slept == [3.0]


def test_a_slow_host_is_asked_less_often_and_at_most_every_thirty_seconds() -> None:
    clock = Clock()
    hosts = make_hosts(clock)

    ask(hosts, elapsed=2.0)
    ask(hosts, elapsed=60.0)
    ask(hosts)

    assert clock.slept == [10.0, 30.0]


def test_hosts_do_not_wait_for_each_other() -> None:
    clock = Clock()
    hosts = make_hosts(clock)

    ask(hosts, "a.example")
    ask(hosts, "b.example")

    assert clock.slept == []


def test_a_redirect_within_a_host_does_not_wait() -> None:
    clock = Clock()
    hosts = make_hosts(clock)
    ask(hosts)

    with hosts.turn("a.example", is_next_hop=True):
        pass

    assert clock.slept == []


@pytest.mark.parametrize(("asked", "waited"), [(20.0, 20.0), (100_000.0, 300.0), (-5.0, 3.0), (1.0, 3.0)])
def test_a_crawl_delay_is_honoured_up_to_five_minutes(asked: float, waited: float) -> None:
    clock = Clock()
    hosts = make_hosts(clock)
    hosts.note_crawl_delay("a.example", asked)

    ask(hosts)
    ask(hosts)

    assert clock.slept == [waited]


@pytest.mark.parametrize(("status", "kind"), [(429, DispositionKind.BLOCKED), (503, DispositionKind.MAINTENANCE)])
def test_a_host_that_asks_for_time_is_not_asked_before_it_is_over(status: int, kind: DispositionKind) -> None:
    clock = Clock()
    hosts = make_hosts(clock)

    ask(hosts, status=status, retry_after="120")
    paused = hosts.is_paused("a.example")
    clock.instant += timedelta(seconds=121)

    assert paused is not None
    assert paused.kind is kind
    assert paused.transient
    assert "2026-05-04T12:02:00Z" in paused.cause
    assert hosts.is_paused("a.example") is None
    assert hosts.is_paused("b.example") is None


def test_a_host_that_names_no_time_gets_twice_as_much_at_each_refusal() -> None:
    clock = Clock()
    hosts = make_hosts(clock)
    pauses = []

    for _ in range(9):
        started = clock.instant
        ask(hosts, status=429, retry_after="soon")
        while hosts.is_paused("a.example"):
            clock.instant += timedelta(seconds=20)
        pauses.append((clock.instant - started).total_seconds())

    assert pauses[:4] == [60, 120, 240, 480] or pauses[0] >= 60
    assert pauses[1] > pauses[0]
    assert max(pauses) <= 3_600 + 60


def test_an_answer_that_is_well_ends_the_doubling() -> None:
    clock = Clock()
    hosts = make_hosts(clock, respect_delays=True)

    ask(hosts, status=429)
    clock.instant += timedelta(hours=2)
    ask(hosts, status=200)
    ask(hosts, status=429)
    started = clock.instant

    clock.instant = started + timedelta(seconds=61)
    assert hosts.is_paused("a.example") is None


def test_one_request_at_a_time_goes_to_a_host() -> None:
    hosts = make_hosts(Clock(), respect_delays=False)
    at_once, most = 0, 0
    lock = threading.Lock()

    def work(_: int) -> None:
        nonlocal at_once, most
        with hosts.turn("a.example"):
            with lock:
                at_once += 1
                most = max(most, at_once)
            threading.Event().wait(0.002)
            with lock:
                at_once -= 1

    run_side_by_side(work, 8)

    assert most == 1


def run_side_by_side(work: Callable[[int], None], count: int) -> None:
    threads = [threading.Thread(target=work, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
