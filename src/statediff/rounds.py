"""A round of visits: many hosts at once, each held by this run alone, answers handed over as they land."""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import secrets
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from statediff.archive import Archive
from statediff.errors import ArchiveError
from statediff.model import Capture, DispositionKind, Source

logger = logging.getLogger(__name__)

Answer = TypeVar("Answer")
Visit = Callable[[Source], Answer]
Permission = Callable[[str], bool]
"""Whether a host may be visited now."""

_ANSWERS_IN_WAITING = 2
"""Answers a thread that may wait to be kept: bounds memory however many sources there are."""
_LOOKS_AT_REFUSALS = 100
"""How many looks back refusals in a row are counted; of a page that was refused all along the count does not matter."""
_REFUSALS_OF_A_BROKEN_PAGE = 2
"""Refusals in a row that tell of the page rather than of how much its host was asked."""
_REFUSING_STATUSES = frozenset({429, 503})
_NOT_ASKED = frozenset({DispositionKind.BLOCKED, DispositionKind.MAINTENANCE})
"""What a look is that a pause of the host prevented; it has no status."""
_GRACE_SECONDS = 1.0
"""How long visits under way may go on when nobody waits for them any more."""

_Turn = tuple[int, datetime, datetime]
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_NEVER: _Turn = (1, _LONG_AGO, _LONG_AGO)

LEASE = timedelta(hours=1)
"""How long a host is ours without a word: longer than its slowest visit, with the pauses that it asks for.

A host whose run was killed waits for nobody: the next run knows by the lock on the archive that it is dead.
"""


def _utc_now() -> datetime:
    return datetime.now(UTC)


class HostClaims:
    """The hosts that one run holds, by rows in the archive: claimed at the first visit, renewed when half is gone.

    The lock on the archive parts runs already, as long as nobody deletes its file while a run hangs. Time is that of
    this computer, whatever clock the looks are stamped with.
    """

    def __init__(self, archive: Archive, *, now: Callable[[], datetime] = _utc_now) -> None:
        self._archive = archive
        self._now = now
        self._holder = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._renew_at: dict[str, datetime] = {}
        self._lock = threading.Lock()
        self._is_over = False

    def hold(self, host: str) -> bool:
        """Claim a host, or renew the claim when it is time; False when somebody else holds it, or after `release`."""
        with self._lock:
            at = self._now()
            if self._is_over or at < self._renew_at.get(host, at):
                return not self._is_over
            if self._archive.lease_host(host, self._holder, at, LEASE.total_seconds()):
                self._renew_at[host] = at + LEASE / 2
                return True
            self._renew_at.pop(host, None)
        logger.warning("%s: another run holds this host, for an hour at most; this one leaves it to the next run", host)
        return False

    def is_held(self, host: str) -> bool:
        """Whether nobody took a host away from this run; what it still brings may be kept only then."""
        return self._archive.holds_host(host, self._holder)

    def release(self) -> None:
        """Let all hosts go, and claim none any more; where that cannot be written, they lapse."""
        with self._lock, contextlib.suppress(ArchiveError):
            self._is_over = True
            self._archive.release_hosts(self._holder, self._now())


def take_turns(sources: Sequence[Source], archive: Archive) -> list[Source]:
    """Order sources so that no page, and no limit of a host, keeps the others of that host from being looked at.

    A refusal (429, 503) ends the visits to a host, and what stands behind it is not seen. So the page that answered the
    longest ago comes first; one that was refused twice in a row comes last, but first at the 4th, 8th, 16th refusal.
    """
    alone = {host for host, group in group_by_host(sources).items() if len(group) == 1}
    turns = {source.id: _turn_of(source, archive) for source in sources if host_of(source) not in alone}
    return sorted(sources, key=lambda source: turns.get(source.id, _NEVER))


def _turn_of(source: Source, archive: Archive) -> _Turn:
    last = archive.last_capture(source.id)
    if last is None:
        return _NEVER
    if not (_was_refused(last) or _was_not_asked(last)):
        return 1, last.captured_at, last.captured_at
    looks = archive.captures(source.id, limit=_LOOKS_AT_REFUSALS)
    asked = [look for look in looks if not _was_not_asked(look)]
    refusals = sum(1 for _ in takewhile(_was_refused, asked))
    asked_at = asked[0].captured_at if asked else _LONG_AGO
    answered_at = asked[refusals].captured_at if refusals < len(asked) else _LONG_AGO
    if refusals < _REFUSALS_OF_A_BROKEN_PAGE:
        return 1, answered_at, asked_at
    is_counted = answered_at > _LONG_AGO or len(looks) < _LOOKS_AT_REFUSALS
    comes_first = is_counted and refusals > _REFUSALS_OF_A_BROKEN_PAGE and refusals.bit_count() == 1
    return 0 if comes_first else 2, answered_at, asked_at


def _was_refused(look: Capture) -> bool:
    return look.status in _REFUSING_STATUSES


def _was_not_asked(look: Capture) -> bool:
    return look.status is None and look.disposition.kind in _NOT_ASKED


def _everywhere(_: str) -> bool:
    return True


def visit_hosts(
    sources: Iterable[Source], visit: Visit[Answer], *, threads: int, may_visit: Permission = _everywhere
) -> Generator[tuple[Source, Answer], None, None]:
    """Visit every source, hosts side by side and a host's own sources in turn; yield each answer as it lands.

    With one thread the order is that of `sources`, host by host. `may_visit` is asked before each visit whether the
    host is still to be visited; of one that is not, the sources left are passed over. An error that `visit` raises
    ends the round.
    """
    hosts = list(group_by_host(sources).values())
    if threads <= 1 or len(hosts) <= 1:
        for group in hosts:
            for source in _permitted(group, may_visit):
                yield source, visit(source)
        return
    yield from _visit_side_by_side(hosts, visit, min(threads, len(hosts)), may_visit)


def host_of(source: Source) -> str:
    """Return the host on which a source stands."""
    return (urlsplit(source.url).hostname or "").lower()


def group_by_host(sources: Iterable[Source]) -> dict[str, list[Source]]:
    """Group sources by the host they stand on, both in order of first appearance."""
    groups: dict[str, list[Source]] = {}
    for source in sources:
        groups.setdefault(host_of(source), []).append(source)
    return groups


def _permitted(group: Sequence[Source], may_visit: Permission) -> Iterator[Source]:
    """Yield the sources of a host in turn, as long as it may be visited."""
    for source in group:
        if not may_visit(host_of(source)):
            return
        yield source


def _visit_side_by_side(
    hosts: Sequence[Sequence[Source]], visit: Visit[Answer], threads: int, may_visit: Permission
) -> Iterator[tuple[Source, Answer]]:
    landing: _Landing[Answer] = _Landing(hosts, places=_ANSWERS_IN_WAITING * threads)
    # Daemons, and not a pool: a pool waits for visits under way, which may pause for minutes, before an
    # interrupted program can end. What such a visit brings was told to nobody and may be dropped.
    workers = [
        threading.Thread(target=landing.work, args=(visit, may_visit), name=f"statediff-host-{number}", daemon=True)
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

    def work(self, visit: Visit[Answer], may_visit: Permission) -> None:
        """Visit one host after the other until none is left, or nobody waits for answers any more."""
        end = _End()
        try:
            while group := self._next_host():
                for source in _permitted(group, may_visit):
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
