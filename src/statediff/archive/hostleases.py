"""Leases on hosts: a row each, so that programs which the lock on the archive does not part never meet at one host.

The lock parts all runs as long as its file stays; somebody who deletes it while a run hangs lets a second one in. A
row lapses by itself: what a holder that was only frozen brings back then is told apart by `is_held`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from statediff.archive.dialect import Connection
from statediff.archive.lease import RunMark
from statediff.archive.records import to_microseconds
from statediff.archive.rows import read_instant


@dataclass(frozen=True, slots=True, kw_only=True)
class HostLease:
    """A row: who holds a host since when and until when, in microseconds."""

    holder: str
    run: str
    claimed_at: int
    lapses_at: int

    def has_lapsed(self, now: int) -> bool:
        """Whether anybody may take the host; a claim from the future is one of a clock that was wrong."""
        return self.lapses_at <= now or self.claimed_at >= now + (self.lapses_at - self.claimed_at)


class HostLeases:
    """The table of host leases. Its rows stay when a host is released, as lapsed ones."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def claim(self, host: str, holder: str, run: RunMark | None, now: datetime, seconds: float) -> bool:
        """Take or renew a host; False while another holds it, whose lease is neither lapsed nor that of a dead run."""
        at = to_microseconds(now)
        fresh = {
            "holder": holder,
            "run": str(run or ""),
            "lapses_at": to_microseconds(now + timedelta(seconds=seconds)),
        }
        with self._connection.writing():
            kept = self._find(host)
            if kept is None:
                self._connection.insert("host_lease", host=host, claimed_at=at, **fresh)
                return True
            is_own = (kept.holder, kept.run) == (fresh["holder"], fresh["run"])
            is_free = kept.has_lapsed(at)
            if not (is_own or is_free or (run is not None and run.outlived(kept.run))):
                return False
            claimed_at = kept.claimed_at if is_own and not is_free else at
            self._connection.amend("host_lease", {"host": host}, claimed_at=claimed_at, **fresh)
        return True

    def is_held(self, host: str, holder: str, run: RunMark | None) -> bool:
        """Whether nobody took the host since this holder claimed it, even if the lease lapsed meanwhile."""
        kept = self._find(host)
        return kept is not None and (kept.holder, kept.run) == (holder, str(run or ""))

    def held(self, now: datetime) -> tuple[tuple[str, datetime], ...]:
        """Return the hosts whose leases have not lapsed, each with the instant of its claim."""
        rows = self._connection.rows(
            "select host, claimed_at from host_lease where lapses_at > ? order by host", to_microseconds(now)
        )
        return tuple(
            (host, read_instant(self._connection, claimed_at, "host_lease", host, "claimed_at"))
            for host, claimed_at in rows
        )

    def release(self, holder: str, run: RunMark | None, now: datetime) -> None:
        """Let every host of a holder go."""
        at = to_microseconds(now)
        with self._connection.writing():
            held = self._connection.rows(
                "select host from host_lease where holder = ? and run = ? and lapses_at > ? order by host",
                holder,
                str(run or ""),
                at,
            )
            for (host,) in held:
                self._connection.amend("host_lease", {"host": host}, lapses_at=at)

    def _find(self, host: str) -> HostLease | None:
        row = self._connection.row("select holder, run, claimed_at, lapses_at from host_lease where host = ?", host)
        if row is None:
            return None
        holder, run, claimed_at, lapses_at = row
        return HostLease(holder=holder, run=run, claimed_at=claimed_at, lapses_at=lapses_at)
