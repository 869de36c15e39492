"""The stage: every edition's site as a real HTTP server on loopback, in simulated time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from statediff.demo.script import Edition, Look, Story, render_challenge, render_page

_ROBOTS = b"User-agent: *\nDisallow: /wp-admin/\nAllow: /\n"
_POLL_SECONDS = 0.02
"""How often a server looks whether it should stop; its default of half a second would be most of the demonstration."""


class Clock:
    """Simulated time: it stands still until it is set or somebody sleeps."""

    def __init__(self, instant: datetime) -> None:
        self._instant = instant

    def now(self) -> datetime:
        """The simulated instant, aware and in UTC."""
        return self._instant

    def sleep(self, seconds: float) -> None:
        """Let simulated time pass at once."""
        self._instant += timedelta(seconds=seconds)

    def set(self, instant: datetime) -> None:
        """Go to an instant."""
        self._instant = instant.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site answers to one request."""

    status: HTTPStatus
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()


class Theatre:
    """What the sites show now; `look` is set by whoever tells the story."""

    def __init__(self, story: Story, clock: Clock) -> None:
        self.story = story
        self.clock = clock
        self.look: Look = story.looks[0]

    def answer(self, edition: Edition, path: str, etag: str | None) -> Answer:
        """Answer a request to an edition's site as that site would at the present look."""
        if path == "/robots.txt":
            return Answer(HTTPStatus.OK, _ROBOTS, (("Content-Type", "text/plain; charset=utf-8"),))
        if path != edition.path:
            return Answer(HTTPStatus.NOT_FOUND, b"<!DOCTYPE html><title>404</title><h1>404</h1>", _HTML)
        if self.look.is_challenge:
            headers = (("Server", "cloudflare"), ("cf-mitigated", "challenge"), ("Cache-Control", "no-store"))
            return Answer(HTTPStatus.FORBIDDEN, render_challenge(self.story, edition, self.look), (*_HTML, *headers))
        body = render_page(edition, edition.phrasings[self.look.wording[edition.language]], self.look)
        tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
        if etag == tag:
            return Answer(HTTPStatus.NOT_MODIFIED, headers=(("ETag", tag),))
        return Answer(HTTPStatus.OK, body, (*_HTML, ("ETag", tag), ("Cache-Control", "no-cache")))


_HTML = (("Content-Type", "text/html; charset=utf-8"),)


class _Site(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, theatre: Theatre, edition: Edition) -> None:
        self.theatre = theatre
        self.edition = edition
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer from the story."""
        assert isinstance(self.server, _Site)
        theatre = self.server.theatre
        answer = theatre.answer(self.server.edition, self.path, self.headers.get("If-None-Match"))
        self.send_response_only(answer.status)
        self.send_header("Date", format_datetime(theatre.clock.now(), usegmt=True))
        for name, value in answer.headers:
            self.send_header(name, value)
        if answer.status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Stay silent: the demonstration's output is its result."""


@contextmanager
def open_sites(theatre: Theatre) -> Iterator[Mapping[str, str]]:
    """Serve every edition until the block ends; yields each invented host with the loopback address that plays it."""
    addresses: dict[str, str] = {}
    with ExitStack() as stack:
        for edition in theatre.story.editions:
            site = stack.enter_context(_Site(theatre, edition))
            Thread(target=site.serve_forever, args=(_POLL_SECONDS,), daemon=True).start()
            stack.callback(site.shutdown)
            addresses[edition.host] = f"127.0.0.1:{site.server_address[1]}"
        yield addresses
