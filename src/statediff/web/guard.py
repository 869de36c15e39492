"""The guard before every request: whose host it names, where it comes from, how large and how slow it may be."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

logger = logging.getLogger(__name__)

METHODS = frozenset({"GET", "HEAD", "POST"})
LONGEST_TARGET = 8_192
"""Bytes of path and query: every search anybody typed fits."""
LARGEST_BODY = 65_536
"""Bytes of a form: a note of ten thousand words fits."""
BODY_SECONDS = 10.0
"""How long a client may take to send its form."""
LINGER_BYTES = 1_048_576
"""Bytes of a refused form that are read and dropped, so that its sender comes to read the refusal (RFC 9112, 9.6)."""
LINGER_SECONDS = BODY_SECONDS
"""How long the sender of a refused form may take to hang up: as long as for a form that is read."""
POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""For what states no policy of its own."""
HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


_BODY_REFUSALS = {400: "the form broke off", 408: "the form came too slowly", 413: "the form is too large"}


class Guard:
    """Refuses what no browser of our own pages would send, says why, and hardens every answer.

    A refused request reaches no part of the application. What it said is logged without control characters.
    """

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str], body_seconds: float = BODY_SECONDS) -> None:
        self._app = app
        self._hosts = hosts
        self._body_seconds = body_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        refusal = _find_fault(scope, self._hosts)
        if refusal is not None:
            await _refuse(scope, receive, send, *refusal)
            return
        body = await self._read_body(receive) if scope["method"] == "POST" else b""
        if isinstance(body, int):
            await _refuse(scope, receive, send, body, _BODY_REFUSALS[body])
            return
        await self._app(scope, _replay(body, receive), _hardened(send))

    async def _read_body(self, receive: Receive) -> bytes | int:
        """Return the whole body, or the status of its refusal; a body that stops is refused in time."""
        try:
            async with asyncio.timeout(self._body_seconds):
                return await _collect(receive)
        except TimeoutError:
            return 408


async def _collect(receive: Receive) -> bytes | int:
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return 400
        part = message.get("body", b"")
        size += len(part)
        if size > LARGEST_BODY:
            return 413
        parts.append(part)
        if not message.get("more_body", False):
            return b"".join(parts)


def _find_fault(scope: Scope, hosts: frozenset[str]) -> tuple[int, str] | None:
    """Return the status and the reason of a refusal, or None."""
    headers = Headers(scope=scope)
    names = headers.getlist("host")
    if len(names) != 1 or names[0].lower() not in hosts:
        return 421, "the Host header names another site"
    if scope["method"] not in METHODS:
        return 405, "only GET, HEAD and POST are answered"
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_TARGET:
        return 414, "the address is too long"
    if scope["method"] == "POST":
        return _find_foreign_origin(headers, names[0])
    return None


def _find_foreign_origin(headers: Headers, host: str) -> tuple[int, str] | None:
    if headers.getlist("origin") not in ([f"http://{host}"], [f"https://{host}"]):
        return 403, "the Origin header names another site, or none"
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return 403, "the form stands on another site"
    length = int_or_none(headers.get("content-length", "0"))
    if length is None:
        return 400, "the Content-Length header is no number"
    if length > LARGEST_BODY:
        return 413, _BODY_REFUSALS[413]
    return None


def int_or_none(text: str) -> int | None:
    """Return a number written in plain digits, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int, reason: str) -> None:
    logger.warning("refused with %d: %s; %s", status, reason, describe_request(scope))
    response = PlainTextResponse(f"{reason}\n", status_code=status, headers={"Connection": "close"})
    await response(scope, receive, _lingering(receive, _hardened(send)))


def _lingering(receive: Receive, send: Send) -> Send:
    """Return a channel that ends an answer when its reader has hung up or sent all.

    A connection that is closed while its form still comes in is reset, and a reset takes the answer with it.
    """

    async def linger(message: Message) -> None:
        if message["type"] != "http.response.body":
            await send(message)
            return
        await send({**message, "more_body": True})
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LINGER_SECONDS):
                await _drop_body(receive)
        await send({"type": "http.response.body", "body": b""})

    return linger


async def _drop_body(receive: Receive) -> None:
    size = 0
    while size < LINGER_BYTES:
        message = await receive()
        size += len(message.get("body", b""))
        if not message.get("more_body", False):
            return


def describe_request(scope: Scope) -> str:
    """One line for the log: method, path and Host of a request, with everything unprintable written out."""
    host = Headers(scope=scope).get("host", "")
    words = f"{scope['method'][:16]} {scope['path'][:200]} (host {host[:100]})"
    return words.encode("unicode_escape").decode("ascii")


def _replay(body: bytes, receive: Receive) -> Receive:
    """Return a channel that gives the body once, then what the client does."""
    is_given = False

    async def replay() -> Message:
        nonlocal is_given
        if is_given:
            return await receive()
        is_given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


def _hardened(send: Send) -> Send:
    """Return a channel that adds the headers every answer bears."""

    async def hardened(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Content-Security-Policy", POLICY)
            headers.setdefault("Cache-Control", "no-store")
            if "frame-ancestors 'self'" not in headers["Content-Security-Policy"]:
                headers.setdefault("X-Frame-Options", "DENY")
        await send(message)

    return hardened
