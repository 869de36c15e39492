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
    landing: _Landing[Answer] = _Landing(places=_ANSWERS_IN_WAITING * threads)
    waiting = queue.SimpleQueue[Sequence[Source]]()
    for group in hosts:
        waiting.put(group)

    def next_host() -> Sequence[Source]:
        try:
            return waiting.get_nowait()
        except queue.Empty:
            return ()

    def visit_hosts_in_waiting() -> None:
        end: BaseException | None = None
        try:
            while group := next_host():
                for source in group:
                    if landing.is_closed():
                        return
                    landing.hand_over((source, visit(source)))
        except BaseException as error:  # noqa: BLE001 - raised again where the answers are kept
            end = error
        finally:
            landing.hand_over(_End(error=end))

    # Daemons, and not a pool: a pool waits for visits under way, which may pause for minutes, before an
    # interrupted program can end. What such a visit brings was told to nobody and may be dropped.
    workers = [
        threading.Thread(target=visit_hosts_in_waiting, name=f"statediff-host-{number}", daemon=True)
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
    """Where the hosts' threads hand answers over to the one that keeps them."""

    def __init__(self, places: int) -> None:
        self._landed: queue.Queue[tuple[Source, Answer] | _End] = queue.Queue(maxsize=places)
        self._closed = threading.Event()

    def hand_over(self, item: tuple[Source, Answer] | _End) -> None:
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

    def is_closed(self) -> bool:
        """Whether nobody waits for answers any more."""
        return self._closed.is_set()

    def close(self) -> None:
        """Let waiting threads go; what they hold is dropped."""
        self._closed.set()
