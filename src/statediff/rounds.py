"""A round of visits: many hosts at once, one connection a host, answers handed over as they land."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from statediff.model import Source

Answer = TypeVar("Answer")
Visit = Callable[[Source], Answer]

_ANSWERS_IN_WAITING = 2
"""Answers a thread that may wait to be kept: bounds memory however many sources there are."""


def visit_hosts(
    sources: Iterable[Source], visit: Visit[Answer], *, threads: int
) -> Generator[tuple[Source, Answer], None, None]:
    """Visit every source, hosts side by side and a host's own sources in turn; yield each answer as it lands.

    With one thread the order is that of `sources`, host by host. An error that `visit` raises ends the round.
    """
    hosts = list(group_by_host(sources).values())
    if threads <= 1 or len(hosts) <= 1:
        for group in hosts:
            for source in group:
                yield source, visit(source)
        return
    yield from _visit_side_by_side(hosts, visit, min(threads, len(hosts)))


def group_by_host(sources: Iterable[Source]) -> dict[str, list[Source]]:
    """Group sources by the host they stand on, both in order of first appearance."""
    groups: dict[str, list[Source]] = {}
    for source in sources:
        groups.setdefault((urlsplit(source.url).hostname or "").lower(), []).append(source)
    return groups


def _visit_side_by_side(
    hosts: Sequence[Sequence[Source]], visit: Visit[Answer], threads: int
) -> Iterator[tuple[Source, Answer]]:
    landing: _Landing[Answer] = _Landing(places=_ANSWERS_IN_WAITING * threads)

    def visit_host(group: Sequence[Source]) -> None:
        try:
            for source in group:
                if landing.is_closed():
                    return
                landing.hand_over((source, visit(source)))
        finally:
            landing.hand_over(None)

    with ThreadPoolExecutor(max_workers=threads, thread_name_prefix="statediff-host") as pool:
        running: list[Future[None]] = [pool.submit(visit_host, group) for group in hosts]
        try:
            yield from landing.receive(hosts=len(running))
            for future in running:
                future.result()
        finally:
            landing.close()
            for future in running:
                future.cancel()


class _Landing(Generic[Answer]):
    """Where the hosts' threads hand answers over to the one that keeps them; None says that a host is done."""

    def __init__(self, places: int) -> None:
        self._landed: queue.Queue[tuple[Source, Answer] | None] = queue.Queue(maxsize=places)
        self._closed = threading.Event()

    def hand_over(self, item: tuple[Source, Answer] | None) -> None:
        """Wait for a free place and put the item there; once closed, drop it."""
        while not self._closed.is_set():
            try:
                self._landed.put(item, timeout=0.1)
            except queue.Full:
                continue
            return

    def receive(self, *, hosts: int) -> Iterator[tuple[Source, Answer]]:
        """Yield what lands until every host is done."""
        while hosts:
            item = self._landed.get()
            if item is None:
                hosts -= 1
            else:
                yield item

    def is_closed(self) -> bool:
        """Whether nobody waits for answers any more."""
        return self._closed.is_set()

    def close(self) -> None:
        """Let waiting threads go; what they hold is dropped."""
        self._closed.set()
