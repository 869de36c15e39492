"""Looks: every visit that was recorded, newest first, each with the bytes it brought."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from statediff.archive import Archive
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
        turning = turn_to(request, sum(archive.count_captures().values()))
        shown: Sequence[Capture] = _part_of_all(archive, turning)
    else:
        shown, turning = turn_pages(request, archive.captures(archive.source(wanted).id))
    fields = [choose_source(rooms.look_pages.phrases, archive, wanted)]
    page = rooms.look_pages.write_live(shown, hosts, fields=fields, turning=turning, path="live/index.html")
    return rooms.page(page)


def _part_of_all(archive: Archive, turning: Turning) -> Sequence[Capture]:
    """Return a part of all looks. They are numbered as they were kept, so that no others need to be read.

    Only where numbers are missing are those before the part read too.
    """
    first, last = max(turning.first, 1), turning.last
    if any(one.id == turning.total for one in archive.latest_captures(1)):
        return [archive.capture(turning.total - place) for place in range(first - 1, last)]
    return archive.latest_captures(last)[first - 1 :]


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
