"""Snapshots: captured bytes, shown only inside a frame that is no origin of anybody's, or given as a download."""

from __future__ import annotations

import regex
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from statediff.archive import Archive
from statediff.errors import RevisionNotFound, SourceNotFound, UsageError
from statediff.model import Capture
from statediff.web.memento import (
    LINK_FORMAT,
    Mementos,
    asked_address,
    find_mementos,
    http_date,
    memento_of,
    parse_accept_datetime,
    write_links,
    write_timemap,
)

SANDBOX = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'self'"
)
"""What a captured page may do: look like itself, and nothing else. It has no origin, no script and no network."""
_SHOWN = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
"""Kinds that a frame shows; others are given as a download."""
_PLAIN_NAME = regex.compile(r"[^A-Za-z0-9._-]+")


def give_snapshot(archive: Archive, request: Request) -> Response:
    """Give the exact bytes of a capture: for a frame, or with ?download as a file."""
    capture = archive.capture(int(request.path_params["number"]))
    if capture.digest is None:
        raise RevisionNotFound(f"capture {capture.id}", "brought no bytes", "see the looks of its source")
    body = archive.snapshot(capture.digest)
    return _as_seen(capture, body, is_download="download" in request.query_params)


def _as_seen(capture: Capture, body: bytes, *, is_download: bool) -> Response:
    media_type = capture.media_type or "application/octet-stream"
    is_shown = media_type in _SHOWN and not is_download
    headers = {
        "Content-Security-Policy": SANDBOX,
        "Content-Type": _content_type(capture, media_type) if is_shown else "application/octet-stream",
        "X-Statediff-Digest": capture.digest or "",
    }
    if not is_shown:
        name = _PLAIN_NAME.sub("-", f"{capture.source_id}-{capture.id}")
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return Response(body, headers=headers)


def _content_type(capture: Capture, media_type: str) -> str:
    """The type as it was sent when it is one line of plain letters, since it may name the charset."""
    sent = [value for name, value in capture.headers if name.lower() == "content-type"]
    return sent[-1] if sent and regex.fullmatch(r"[!-~ ]{1,200}", sent[-1]) else media_type


# ---------------------------------------------------------------- memento (RFC 7089)


def give_timemap(archive: Archive, request: Request) -> Response:
    """Give the TimeMap of the page whose address follows."""
    mementos = _mementos(archive, request)
    return Response(write_timemap(_base(request), mementos), media_type=LINK_FORMAT)


def give_timegate(archive: Archive, request: Request) -> Response:
    """Lead to the memento nearest to the Accept-Datetime of the request."""
    mementos = _mementos(archive, request)
    try:
        wanted = parse_accept_datetime(request.headers.get("accept-datetime"))
    except ValueError as error:
        raise UsageError("Accept-Datetime", "is no HTTP date", "write Sat, 01 Aug 2026 06:00:00 GMT") from error
    chosen = mementos.nearest(wanted)
    if chosen is None:
        raise RevisionNotFound(mementos.source.url, "no look brought this page yet", "run statediff track")
    headers = {"Vary": "accept-datetime", "Link": write_links(_base(request), mementos, chosen)}
    return RedirectResponse(memento_of(_base(request), mementos.source.url, chosen), status_code=302, headers=headers)


def give_memento(archive: Archive, request: Request) -> Response:
    """Give what a look brought, with the instant at which it did."""
    mementos = _mementos(archive, request)
    chosen = mementos.at(request.path_params["stamp"])
    if chosen is None or chosen.digest is None:
        raise RevisionNotFound(mementos.source.url, "there is no memento of that instant", "see its TimeMap")
    response = _as_seen(chosen, archive.snapshot(chosen.digest), is_download=False)
    response.headers["Memento-Datetime"] = http_date(chosen.captured_at)
    response.headers["Link"] = write_links(_base(request), mementos, chosen)
    return response


def _mementos(archive: Archive, request: Request) -> Mementos:
    address = asked_address(request.path_params["address"], request.scope["query_string"].decode("latin-1"))
    found = find_mementos(archive, address)
    if found is None:
        raise SourceNotFound(address, "no source of this archive watches that address", "see the list of sources")
    return found


def _base(request: Request) -> str:
    return f"{request.url.scheme}://{request.headers['host']}/"
