"""A real HTTP server in a thread that answers by a script: what each path says first, second, and from then on."""

from __future__ import annotations

import socket
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One scripted response. With `etag` set, a request that already holds it is answered 304 without a body."""

    body: bytes = b""
    status: int = 200
    media_type: str | None = HTML
    headers: tuple[tuple[str, str], ...] = ()
    etag: str | None = None
    pause_seconds: float = 0.0
    """What passes before the answer, or until `wake`; the end of the server ends it too, so it may be very long."""
    declared_length: int | None = None
    """A Content-Length that lies; None tells the truth."""
    is_cut: bool = False
    """Whether the connection is closed before any answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as the server saw it; header names are in lower case."""

    method: str
    path: str
    headers: dict[str, str]


NOT_FOUND = Answer(status=404, body=b"<html><title>Not found</title><h1>404 Not found</h1></html>")


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    """Of five, the default, a busy machine lets one wait a second or more for its connection."""


class ScriptedServer:
    """Serves scripted answers on loopback while its `with` block runs.

    Each request of a path takes the next answer of its script; the last one stays. A path without a script, also
    robots.txt, is 404. `asked` lists every request in order.
    """

    def __init__(self, *, port: int = 0) -> None:
        self.asked: list[Asked] = []
        self._scripts: dict[str, list[Answer]] = {}
        self._turns: dict[str, int] = defaultdict(int)
        self._lock = threading.Lock()
        self._is_closing = False
        self._awake = threading.Event()
        self._server = _Listener(("127.0.0.1", port), _handler_of(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_closing = True
        self.wake()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def host(self) -> str:
        """Host and port as they stand in a URL: "127.0.0.1:40123"."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    def url(self, path: str = "/") -> str:
        """The absolute URL of a path."""
        return f"http://{self.host}{path}"

    def script(self, path: str, answers: Answer | bytes | str | Iterable[Answer | bytes | str]) -> str:
        """Set what `path` answers, from its beginning, and return its URL; text is an HTML page with status 200."""
        listed = [answers] if isinstance(answers, Answer | bytes | str) else list(answers)
        with self._lock:
            self._scripts[path] = [_answer_of(answer) for answer in listed]
            self._turns[path] = 0
        return self.url(path)

    def count(self, path: str) -> int:
        """How many requests came for a path."""
        with self._lock:
            return sum(1 for asked in self.asked if asked.path == path)

    def take(self, asked: Asked) -> Answer:
        """Note a request and return the answer whose turn it is."""
        with self._lock:
            self.asked.append(asked)
            script = self._scripts.get(asked.path)
            if not script:
                return NOT_FOUND
            turn = self._turns[asked.path]
            self._turns[asked.path] = turn + 1
            return script[min(turn, len(script) - 1)]

    def pause(self, seconds: float) -> bool:
        """Say nothing for so many seconds; whether the server lives on behind them."""
        if seconds:
            self._awake.wait(seconds)
        return not self._is_closing

    def wake(self) -> None:
        """Let the answers that pause now come at once."""
        awake, self._awake = self._awake, threading.Event()
        awake.set()


@contextmanager
def held_port() -> Iterator[int]:
    """A port of loopback at which nobody listens, and which nobody else can get meanwhile."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield int(held.getsockname()[1])


def page(*paragraphs: str, title: str = "Statement", language: str = "en", chrome: str = "") -> str:
    """A whole HTML page around a statement's paragraphs; `chrome` is markup outside of the statement."""
    prose = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body>{chrome}<main><article><h1>{title}</h1>{prose}</article></main></body></html>"
    )


def _answer_of(answer: Answer | bytes | str) -> Answer:
    if isinstance(answer, Answer):
        return answer
    return Answer(body=answer.encode() if isinstance(answer, str) else answer)


def _handler_of(server: ScriptedServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            asked = Asked(
                method=self.command,
                path=self.path,
                headers={name.lower(): value for name, value in self.headers.items()},
            )
            self._send(server.take(asked), asked)

        do_HEAD = do_GET  # noqa: N815 -- http.server names its methods so

        def _send(self, answer: Answer, asked: Asked) -> None:
            if not server.pause(answer.pause_seconds) or answer.is_cut:
                self.close_connection = True
                return
            if answer.etag and asked.headers.get("if-none-match") == answer.etag:
                answer = Answer(status=304, etag=answer.etag, media_type=None)
            try:
                self._send_head(answer)
                if asked.method != "HEAD":
                    self.wfile.write(answer.body)
            except ConnectionError:
                self.close_connection = True

        def _send_head(self, answer: Answer) -> None:
            self.send_response(answer.status)
            if answer.media_type:
                self.send_header("Content-Type", answer.media_type)
            if answer.etag:
                self.send_header("ETag", answer.etag)
            for name, value in answer.headers:
                self.send_header(name, value)
            if answer.status != 304:
                length = len(answer.body) if answer.declared_length is None else answer.declared_length
                self.send_header("Content-Length", str(length))
                self.close_connection = self.close_connection or length != len(answer.body)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name of the overridden method
            """Say nothing: `asked` holds every request."""

    return Handler
