"""Searches: where and when a phrase stood, asked by a form whose every answer has an address, or saved by name."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from statediff.archive import Archive
from statediff.archive.changes import ChangeNote
from statediff.desk.clusters import change_of
from statediff.desk.queue import Desk
from statediff.desk.searches import find_changes, find_for
from statediff.desk.sightings import Query, SearchScope, Sighting, find_sightings
from statediff.errors import RevisionNotFound, UsageError
from statediff.model import SavedSearch
from statediff.publishing.latest import make_search_feed
from statediff.publishing.phrases import tell_sightings
from statediff.reporter.outlets.asking import Field
from statediff.reporter.outlets.rows import search_path, slug_of
from statediff.web.fields import LINES_A_PAGE, choose_changes, choose_editions, turn_pages
from statediff.web.questions import is_in_state, read_day, read_scope, read_state
from statediff.web.rooms import Rooms, outlet_settings

LONGEST_PHRASE = 500
"""Letters of a phrase; nobody remembers a longer one."""
_PATH = "search/index.html"


def show_search(rooms: Rooms, archive: Archive, request: Request) -> Response:
    """Show the form, and where what was asked for stood."""
    query = request.query_params
    asked = query.get("q", "").strip()
    if len(asked) > LONGEST_PHRASE:
        raise UsageError("q", f"is longer than {LONGEST_PHRASE} letters", "ask for fewer words")
    rows, turning = [], None
    if asked:
        scope = SearchScope(
            publisher=query.get("publisher") or None,
            language=query.get("language") or None,
            sources=tuple(query.getlist("source")) if query.get("source") else (),
            since=_day(request, "since"),
            until=_day(request, "until"),
        )
        found = find_sightings(archive, Query(asked, has_families=query.get("family") == "yes"), scope, most_passages=1)
        shown, turning = turn_pages(request, found)
        rows = list(tell_sightings(archive, shown, rooms.desk_pages.phrases))
    saved = [
        (one.name, search_path(one.name), rooms.desk_pages.phrases.quote(one.phrase)) for one in rooms.settings.searches
    ]
    fields = _fields(rooms, archive, request)
    page = rooms.desk_pages.write_search(fields, rows, asked=asked, saved=saved, turning=turning, path=_PATH)
    return rooms.page(page)


def show_saved(rooms: Rooms, archive: Archive, request: Request) -> Response:
    """Show where a saved search finds its phrase, and the changes that touched a passage with it."""
    search = find_saved(rooms, request.path_params["slug"])
    scope, state = read_scope(request.query_params), read_state(request.query_params, "all")
    phrases, desk = rooms.desk_pages.phrases, rooms.desks.desk(archive, scope)
    found = find_for(archive, search)
    shown, turning = turn_pages(request, find_notes(archive, desk, found, state))
    page = rooms.site_pages.write_search(
        search.name,
        search.phrase,
        list(tell_sightings(archive, found[:LINES_A_PAGE], phrases)),
        rooms.told_rows(archive, shown, desk),
        above=((phrases.say("ways.search"), _PATH),),
        fields=choose_changes(phrases, archive, request, scope, state),
        turning=turning,
        more=(max(len(found) - LINES_A_PAGE, 0), _question(search)),
    )
    return rooms.page(page)


def _question(search: SavedSearch) -> str:
    """The address that asks what a saved search asks, with every source it finds."""
    asked = [("q", search.phrase), *([("family", "yes")] if search.family else [])]
    asked += [(name, value) for name in ("publisher", "language") if (value := getattr(search, name))]
    asked += [("source", source) for source in search.sources]
    return f"{_PATH}?{urlencode(asked)}"


def give_saved_feed(rooms: Rooms, archive: Archive, request: Request) -> Response:
    """Give the Atom feed of a saved search."""
    search = find_saved(rooms, request.path_params["slug"])
    text = make_search_feed(archive, search, read=rooms.read, settings=outlet_settings(rooms, request))
    return Response(text, media_type="application/atom+xml")


def find_saved(rooms: Rooms, slug: str) -> SavedSearch:
    """Return the saved search whose page bears that name; raises RevisionNotFound."""
    found = next((one for one in rooms.settings.searches if slug_of(one.name) == slug), None)
    if found is None:
        raise RevisionNotFound(slug, "no saved search has a page of that name", "see the page of the search")
    return found


def find_notes(archive: Archive, desk: Desk, found: tuple[Sighting, ...], state: str) -> list[ChangeNote]:
    """Return the changes of a desk by which a passage of the sightings came or went, newest first."""
    changes = find_changes(archive, found)
    return [
        note for note in desk.notes if change_of(note) in changes and is_in_state(desk.standing(change_of(note)), state)
    ]


def _day(request: Request, name: str) -> date | None:
    instant = read_day(request.query_params, name)
    return instant.date() if instant is not None else None


def _fields(rooms: Rooms, archive: Archive, request: Request) -> list[Field]:
    say, query = rooms.desk_pages.phrases.say, request.query_params
    return [
        Field(name="q", label=say("search.phrase"), value=query.get("q", ""), kind="search"),
        Field(
            name="family",
            label=say("search.forms"),
            value=query.get("family", ""),
            options=(("", say("search.as_written")), ("yes", say("search.every_form"))),
        ),
        *choose_editions(
            rooms.desk_pages.phrases,
            archive.sources(),
            publisher=query.get("publisher"),
            language=query.get("language"),
        ),
        Field(name="since", label=say("search.since"), value=query.get("since", ""), kind="date"),
        Field(name="until", label=say("search.until"), value=query.get("until", ""), kind="date"),
    ]
