"""A round of visits: many hosts at once, one connection a host, answers handed over as they land."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from statediff.model import Source

Answer = TypeVar("Answer")
Visit = Callable[[Source], Answer]

_ANSWERS_IN_WAITING = 2
"""Answers a thread that may wait to be kept: bounds memory however many sources there are."""
_GRACE_SECONDS = 1.0
"""How long visits under way may go on when nobody waits for them any more."""


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
    landing: _Landing[Answer] = _Landing(hosts, places=_ANSWERS_IN_WAITING * threads)
    # Daemons, and not a pool: a pool waits for visits under way, which may pause for minutes, before an
    # interrupted program can end. What such a visit brings was told to nobody and may be dropped.
    workers = [
        threading.Thread(target=landing.work, args=(visit,), name=f"statediff-host-{number}", daemon=True)
        for number in range(threads)
    ]
    for worker in workers:
        worker.start()
    try:
        yield from landing.receive(workers=len(workers))
    finally:
        landing.close()
        until = time.monotonic() + _GRACE_SECONDS
        for worker in workers:
            worker.join(max(0.0, until - time.monotonic()))


@dataclass(frozen=True, slots=True, kw_only=True)
class _End:
    """A worker has no more hosts to visit, or met an error that ends the round."""

    error: BaseException | None = None


class _Landing(Generic[Answer]):
    """Where workers take hosts from, and hand answers over to the one that keeps them."""

    def __init__(self, hosts: Iterable[Sequence[Source]], *, places: int) -> None:
        self._waiting = queue.SimpleQueue[Sequence[Source]]()
        for group in hosts:
            self._waiting.put(group)
        self._landed: queue.Queue[tuple[Source, Answer] | _End] = queue.Queue(maxsize=places)
        self._closed = threading.Event()

    def work(self, visit: Visit[Answer]) -> None:
        """Visit one host after the other until none is left, or nobody waits for answers any more."""
        end = _End()
        try:
            while group := self._next_host():
                for source in group:
                    if self._closed.is_set():
                        return
                    self._hand_over((source, visit(source)))
        except BaseException as error:  # noqa: BLE001 - raised again where the answers are kept
            end = _End(error=error)
        finally:
            self._hand_over(end)

    def _next_host(self) -> Sequence[Source]:
        try:
            return self._waiting.get_nowait()
        except queue.Empty:
            return ()

    def _hand_over(self, item: tuple[Source, Answer] | _End) -> None:
        """Wait for a free place and put the item there; once closed, drop it."""
        while not self._closed.is_set():
            try:
                self._landed.put(item, timeout=0.1)
            except queue.Full:
                continue
            return

    def receive(self, *, workers: int) -> Iterator[tuple[Source, Answer]]:
        """Yield what lands until every worker is done; raises the error that one of them met."""
        while workers:
            item = self._landed.get()
            if not isinstance(item, _End):
                yield item
                continue
            if item.error is not None:
                raise item.error
            workers -= 1

    def close(self) -> None:
        """Let waiting workers go; what they hold is dropped."""
        self._closed.set()
