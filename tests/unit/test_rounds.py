from __future__ import annotations

import threading
import time

import pytest

from statediff.model import Source
from statediff.rounds import group_by_host, visit_hosts


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
            released.wait(5)
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

    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and any(t.name.startswith("statediff-host") for t in threading.enumerate()):
        time.sleep(0.01)
    assert not any(thread.name.startswith("statediff-host") for thread in threading.enumerate())
