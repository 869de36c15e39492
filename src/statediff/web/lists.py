"""Lists: a site's lists lead to all changes with the filter that they stand for; feeds and tables come as they are."""

from __future__ import annotations

from calendar import monthrange
from urllib.parse import urlencode

import regex
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from statediff.archive import Archive
from statediff.errors import RevisionNotFound
from statediff.publishing.latest import make_feed, make_table
from statediff.reporter.outlets.rows import slug_of
from statediff.web.pages import find_source
from statediff.web.questions import MOST_ROWS, STATES
from statediff.web.rooms import Rooms, outlet_settings

_MONTH = regex.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


def show_publisher(_rooms: Rooms, archive: Archive, request: Request) -> Response:
    """Lead to all changes of a publisher."""
    names = {source.publisher for source in archive.sources() if source.publisher}
    return _lead("publisher", _named(request, sorted(names)))


def show_language(_rooms: Rooms, archive: Archive, request: Request) -> Response:
    """Lead to all changes in a language."""
    tags = {source.language for source in archive.sources() if source.language}
    return _lead("language", _named(request, sorted(tags)))


def show_month(_rooms: Rooms, _archive: Archive, request: Request) -> Response:
    """Lead to all changes first seen in a month."""
    found = _MONTH.fullmatch(request.path_params["month"])
    if found is None:
        raise RevisionNotFound(request.path_params["month"], "is no month such as 2026-08", "see all changes")
    year, month = int(found[1]), int(found[2])
    last = monthrange(max(year, 1), month)[1]
    return _lead_to(since=f"{found[0]}-01", until=f"{found[0]}-{last}")


def show_state(_rooms: Rooms, _archive: Archive, request: Request) -> Response:
    """Lead to all changes whose review stands there."""
    state = request.path_params["state"]
    if state not in STATES:
        raise RevisionNotFound(state, "is no state of a review", "see all changes")
    return _lead("state", state)


def show_phrase(rooms: Rooms, _archive: Archive, request: Request) -> Response:
    """Lead to the search for a watched phrase."""
    phrase = _named(request, [watch.phrase for watch in rooms.settings.watch])
    return RedirectResponse(f"/search/index.html?{urlencode({'q': phrase})}", status_code=307)


def give_feed(rooms: Rooms, archive: Archive, request: Request) -> Response:
    """Give the Atom feed of all sources, or of one."""
    slug = request.path_params.get("slug")
    source_id = find_source(archive, slug).id if slug else None
    text = make_feed(archive, source_id, read=rooms.read, settings=outlet_settings(rooms, request))
    return Response(text, media_type="application/atom+xml")


def give_table(rooms: Rooms, archive: Archive, request: Request) -> Response:
    """Give the newest changes of all sources as CSV."""
    text = make_table(archive, None, MOST_ROWS, read=rooms.read, settings=outlet_settings(rooms, request))
    return Response(text, media_type="text/csv")


def _named(request: Request, names: list[str]) -> str:
    slug = request.path_params["slug"]
    found = next((name for name in names if slug_of(name) == slug), None)
    if found is None:
        raise RevisionNotFound(slug, "there is no page of that name", "see all changes")
    return found


def _lead(name: str, value: str) -> Response:
    return _lead_to(**{name: value})


def _lead_to(**wanted: str) -> Response:
    return RedirectResponse(f"/index.html?{urlencode(wanted)}", status_code=307)
