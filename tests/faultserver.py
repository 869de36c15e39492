"""A raw-socket server in a thread that answers byte for byte by a script, well or badly, and remembers who asked."""

from __future__ import annotations

import contextlib
import gzip
import socket
import ssl
import struct
import threading
import time
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Self


@dataclass(frozen=True, slots=True)
class Pause:
    """Say nothing for so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Repeat:
    """Send the same bytes again and again, with a pause in between, until the other side has had enough."""

    chunk: bytes
    pause_seconds: float = 0.0
    times: int = 1_000_000


class Reset:
    """Drop the connection with a reset, not an orderly close."""


class Keep:
    """Keep the connection open for the next request; without it the connection is closed after the answer."""


Step = bytes | Pause | Repeat | Reset | Keep | threading.Event
"""An event is set, so that a test may wait until all before it was sent."""
Act = tuple[Step, ...]
SILENCE_SECONDS = 60
"""How long a connection may say nothing before its thread gives it up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One request as it arrived; `connection` counts the connections from 1."""

    path: str
    head: bytes
    connection: int
    at: float

    def header(self, name: str) -> str | None:
        """The first value of a header, or None."""
        for line in self.head.split(b"\r\n")[1:]:
            key, _, value = line.partition(b":")
            if key.decode("latin-1").lower() == name.lower():
                return value.strip().decode("latin-1")
        return None


def answer(
    body: bytes | str = b"",
    *headers: str,
    status: str = "200 OK",
    media_type: str = "text/html; charset=utf-8",
    length: int | None = None,
) -> Act:
    """A whole answer on a connection that stays open; `length` is a Content-Length that lies."""
    content = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media_type}", *headers]
    if not any(line.lower().startswith("transfer-encoding") for line in headers):
        lines.append(f"Content-Length: {len(content) if length is None else length}")
    return ("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + content, Keep())


def head(*headers: str, status: str = "200 OK") -> bytes:
    """The head of an answer, without any length of its own."""
    return "\r\n".join([f"HTTP/1.1 {status}", *headers]).encode("latin-1") + b"\r\n\r\n"


def redirect(location: str, *headers: str, status: str = "302 Found", body: bytes = b"") -> Act:
    """A redirect; the location goes out as UTF-8."""
    lines = [f"HTTP/1.1 {status}", f"Location: {location}", f"Content-Length: {len(body)}", *headers]
    return ("\r\n".join(lines).encode() + b"\r\n\r\n" + body, Keep())


def gzip_bomb(megabytes: int) -> bytes:
    """So many megabytes of zeros, packed about a thousandfold."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = bytes(1 << 20)
    return b"".join(packer.compress(zeros) for _ in range(megabytes)) + packer.flush()


def pack(text: str) -> bytes:
    """Gzip, the same bytes every time."""
    return gzip.compress(text.encode(), mtime=0)


class FaultServer:
    """Serves scripts on loopback while its `with` block runs; with `tls`, over TLS. An unknown path is 404."""

    def __init__(self, *, address: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> None:
        self.heard: list[Heard] = []
        self.most_at_once = 0
        self._address = address
        self._tls = tls
        self._scripts: dict[str, list[Act]] = {}
        self._lock = threading.Lock()
        self._connections = 0
        self._busy = 0
        self._closing = threading.Event()
        self._listener = socket.create_server((address, 0), backlog=64)
        self._open: set[socket.socket] = set()

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._closing.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            for connection in self._open:
                # A close alone would not wake the thread that reads from it.
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    def url(self, path: str = "/", host: str | None = None) -> str:
        """The absolute URL of a path, at the server's address or under a name that leads to it."""
        return f"{'https' if self._tls else 'http'}://{host or self._address}:{self.port}{path}"

    def script(self, path: str, *acts: Act, host: str | None = None) -> str:
        """Set what a path answers first, second, ...; the last one stays. Returns its URL."""
        with self._lock:
            self._scripts[path] = list(acts)
        return self.url(path, host)

    def paths(self) -> list[str]:
        """The paths asked for, in order, without robots.txt."""
        return [heard.path for heard in self.heard if heard.path != "/robots.txt"]

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                if self._closing.is_set():
                    connection.close()
                    return
                self._connections += 1
                number = self._connections
                self._open.add(connection)
            threading.Thread(target=self._serve, args=(connection, number), daemon=True).start()

    def _serve(self, plain: socket.socket, number: int) -> None:
        connection = plain
        try:
            connection.settimeout(SILENCE_SECONDS)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._tls is not None:
                connection = self._tls.wrap_socket(plain, server_side=True)
                with self._lock:
                    self._open.add(connection)
            while self._answer(connection, number):
                pass
        except (OSError, ValueError):
            pass
        finally:
            with self._lock:
                self._open -= {plain, connection}
            connection.close()

    def _answer(self, connection: socket.socket, number: int) -> bool:
        request = b""
        while b"\r\n\r\n" not in request:
            piece = connection.recv(65_536)
            if not piece:
                return False
            request += piece
        path = request.split(b" ", 2)[1].decode("latin-1")
        with self._lock:
            self.heard.append(Heard(path=path, head=request, connection=number, at=time.monotonic()))
            acts = self._scripts.get(path) or self._scripts.get(path.partition("?")[0])
            act = (acts.pop(0) if len(acts) > 1 else acts[0]) if acts else answer(status="404 Not Found")
            self._busy += 1
            self.most_at_once = max(self.most_at_once, self._busy)
        # Who has the last bytes may ask for the next page before this thread comes to say that it is done.
        last = max((place for place, step in enumerate(act) if not isinstance(step, Keep | Reset)), default=0)
        try:
            self._perform(connection, act[:last])
        finally:
            with self._lock:
                self._busy -= 1
        return self._perform(connection, act[last:])

    def _perform(self, connection: socket.socket, act: Iterable[Step]) -> bool:
        for step in act:
            match step:
                case threading.Event():
                    step.set()
                case bytes():
                    connection.sendall(step)
                case Pause():
                    self._closing.wait(step.seconds)
                case Repeat():
                    self._repeat(connection, step)
                case Reset():
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    return False
                case Keep():
                    return True
        return False

    def _repeat(self, connection: socket.socket, step: Repeat) -> None:
        for _ in range(step.times):
            connection.sendall(step.chunk)
            if step.pause_seconds and self._closing.wait(step.pause_seconds):
                return
