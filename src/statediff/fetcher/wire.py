"""Sockets of our own under requests: each byte counted and kept, each wait bounded by one deadline.

requests and urllib3 keep doing HTTP, TLS and pooling. What a time-out of theirs cannot promise (a deadline for the
visit as a whole, a cap on everything received, an address that was checked) is promised here, at the socket.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from dataclasses import dataclass, field
from typing import Any, NoReturn

from statediff.fetcher.addresses import AddressPolicy, Refusal, Target
from statediff.model import DispositionKind, FetchFailure

_SLACK_SECONDS = 0.2
"""A socket's time-out is renewed when it is this much too long: saves a system call a read."""


@dataclass(slots=True, kw_only=True)
class Transmission:
    """One request under way: its limits, and everything sent and received for it."""

    target: Target
    policy: AddressPolicy
    deadline: float
    """On time.monotonic()."""
    connect_seconds: float
    max_bytes: int
    sent: bytearray = field(default_factory=bytearray)
    received: bytearray = field(default_factory=bytearray)
    peer_address: str | None = None
    tls: str | None = None
    certificates: tuple[bytes, ...] = ()
    failure: FetchFailure | None = None
    has_own_connection: bool = False
    """Whether a connection was opened for it, rather than one reused."""

    def remaining_seconds(self) -> float:
        """Return the time left; raises Refusal when none is."""
        remaining = self.deadline - time.monotonic()
        if remaining <= 0:
            self.fail(DispositionKind.TIMEOUT, "the visit took longer than its deadline")
        return remaining

    def note_received(self, chunk: memoryview) -> None:
        """Keep received bytes; raises Refusal when they are too many."""
        self.received += chunk
        if len(self.received) > self.max_bytes:
            self.fail(DispositionKind.TOO_LARGE, f"more than {self.max_bytes} bytes were sent", transient=False)

    def fail(self, kind: DispositionKind, cause: str, *, transient: bool = True) -> NoReturn:
        """Record why the transmission ends and end it. Always raises Refusal."""
        if self.failure is None:
            self.failure = FetchFailure(kind=kind, cause=cause, transient=transient)
        raise Refusal(self.failure)


class _Current(threading.local):
    """The transmission the calling thread is busy with."""

    transmission: Transmission | None = None


current = _Current()


class _Guarded:
    """What both kinds of socket share; mixed in before the socket class."""

    __slots__ = ()

    def recv_into(self, buffer: Any, nbytes: int | None = None, flags: int = 0) -> int:
        transmission = current.transmission
        if transmission is None:
            return int(super().recv_into(buffer, nbytes or len(buffer), flags))  # type: ignore[misc]
        self._bound_wait(transmission)
        try:
            count = int(super().recv_into(buffer, nbytes or len(buffer), flags))  # type: ignore[misc]
        except TimeoutError:
            transmission.fail(DispositionKind.TIMEOUT, "the server fell silent")
        transmission.note_received(memoryview(buffer)[:count])
        return count

    def sendall(self, data: Any, flags: int = 0) -> None:
        transmission = current.transmission
        if transmission is not None:
            self._bound_wait(transmission)
            transmission.sent += data
        super().sendall(data, flags)  # type: ignore[misc]

    def _bound_wait(self, transmission: Transmission) -> None:
        remaining = transmission.remaining_seconds()
        timeout: float | None = self.gettimeout()  # type: ignore[attr-defined]
        if timeout is None or not remaining <= timeout + _SLACK_SECONDS <= remaining + 2 * _SLACK_SECONDS:
            self.settimeout(remaining)  # type: ignore[attr-defined]


class GuardedSocket(_Guarded, socket.socket):
    """A TCP socket whose reads and writes belong to a transmission."""


class GuardedTLSSocket(_Guarded, ssl.SSLSocket):
    """A TLS socket whose decrypted reads and writes belong to a transmission."""


def _raise_unreachable(transmission: Transmission, problem: OSError | None) -> NoReturn:
    if isinstance(problem, TimeoutError):
        transmission.fail(DispositionKind.TIMEOUT, f"{transmission.target.host} accepted no connection in time")
    cause = (problem.strerror if problem else None) or "no address answered"
    transmission.fail(DispositionKind.FAILED, f"no connection to {transmission.target.host} ({cause})")


def open_socket() -> GuardedSocket:
    """Connect to the target of the current transmission, at an address that was checked. Raises Refusal or OSError."""
    transmission = current.transmission
    if transmission is None:
        raise RuntimeError("a guarded connection is opened only within a transmission")
    transmission.has_own_connection = True
    try:
        return _connect_to_any(transmission)
    except Refusal as refusal:
        transmission.failure = transmission.failure or refusal.failure
        raise


def _connect_to_any(transmission: Transmission) -> GuardedSocket:
    wait = min(transmission.connect_seconds, transmission.remaining_seconds())
    until = time.monotonic() + wait
    answers = transmission.policy.resolve(transmission.target, wait)
    problem: OSError | None = None
    for place, (family, kind, protocol, _, address) in enumerate(answers, start=1):
        left = max(until - time.monotonic(), 0.05)
        seconds = left if place == len(answers) else left / 2
        connection = GuardedSocket(family, kind, protocol)
        try:
            connection.settimeout(seconds)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.connect(address)
            transmission.policy.check_peer(transmission.target, str(connection.getpeername()[0]))
        except Refusal:
            connection.close()
            raise
        except OSError as error:
            connection.close()
            problem = error
        else:
            return connection
    return _raise_unreachable(transmission, problem)
