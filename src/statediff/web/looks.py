"""Looks: every visit that was recorded, newest first, each with the bytes it brought."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from statediff.archive import Archive
from statediff.errors import RevisionNotFound
from statediff.model import Capture
from statediff.publishing.catalogue import name_of
from statediff.reporter.desk.looks import HostVisit
from statediff.reporter.outlets.asking import Turning
from statediff.web.fields import choose_source, turn_pages, turn_to
from statediff.web.rooms import Rooms


def show_live(rooms: Rooms, archive: Archive, request: Request) -> Response:
    """Show the looks of all sources, or of one, newest first, and the hosts that a run visits now."""
    hosts = [HostVisit(host=host, since=since) for host, since in archive.visited_hosts(datetime.now(UTC))]
    wanted = request.query_params.get("source") or None
    if wanted is None:
        turning = turn_to(request, max((one.id for one in archive.latest_captures(1)), default=0))
        shown: Sequence[Capture] = list(_numbered(archive, turning))
    else:
        shown, turning = turn_pages(request, archive.captures(archive.source(wanted).id))
    fields = [choose_source(rooms.look_pages.phrases, archive, wanted)]
    page = rooms.look_pages.write_live(shown, hosts, fields=fields, turning=turning, path="live/index.html")
    return rooms.page(page)


def _numbered(archive: Archive, turning: Turning) -> Iterator[Capture]:
    """Yield a part of all looks: they are numbered in the order of keeping."""
    newest = turning.total - turning.first + 1 if turning.first else 0
    for number in range(newest, turning.total - turning.last, -1):
        with suppress(RevisionNotFound):
            yield archive.capture(number)


def show_look(rooms: Rooms, archive: Archive, request: Request) -> Response:
    """Show one look, with its bytes in a frame."""
    capture = archive.capture(int(request.path_params["number"]))
    source = archive.source(capture.source_id)
    page = rooms.look_pages.write_look(
        capture,
        source,
        name=name_of(source, archive.last_version(source.id)),
        snapshot=f"snapshots/{capture.id}" if capture.digest else "",
        path=request.url.path.removeprefix("/"),
    )
    return rooms.page(page)
