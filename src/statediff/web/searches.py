"""Searches: where and when a phrase stood, asked by a form whose every answer has an address, or saved by name."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from statediff.archive import Archive
from statediff.archive.changes import ChangeNote
from statediff.desk.clusters import change_of
from statediff.desk.intake import EVERYTHING
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
    asked = _read_phrase(request)
    rows, turning = [], None
    if asked:
        found = find_sightings(archive, _read_query(request), _read_scope(request), most_passages=1)
        shown, turning = turn_pages(request, found)
        rows = list(tell_sightings(archive, shown, rooms.desk_pages.phrases))
    saved = [
        (one.name, search_path(one.name), rooms.desk_pages.phrases.quote(one.phrase)) for one in rooms.settings.searches
    ]
    fields = _fields(rooms, archive, request)
    page = rooms.desk_pages.write_search(
        fields,
        rows,
        asked=asked,
        saved=saved,
        turning=turning,
        changes=_beside(request, "changes.html"),
        path=_PATH,
    )
    return rooms.page(page)


def show_found(rooms: Rooms, archive: Archive, request: Request) -> Response:
    """Show the changes in which what was asked for came or went, newest first."""
    asked = _read_phrase(request)
    if not asked:
        raise UsageError("q", "there is nothing to look for", "ask for a phrase on the page of the search")
    found = find_sightings(archive, _read_query(request), _read_scope(request))
    desk = rooms.desks.desk(archive, EVERYTHING)
    shown, turning = turn_pages(request, find_notes(archive, desk, found, "all"))
    page = rooms.desk_pages.write_found(
        _fields(rooms, archive, request),
        rooms.told_rows(archive, shown, desk),
        asked=asked,
        turning=turning,
        sightings=_beside(request, "index.html"),
    )
    return rooms.page(page)


def _read_phrase(request: Request) -> str:
    asked = request.query_params.get("q", "").strip()
    if len(asked) > LONGEST_PHRASE:
        raise UsageError("q", f"is longer than {LONGEST_PHRASE} letters", "ask for fewer words")
    return asked


def _read_query(request: Request) -> Query:
    return Query(_read_phrase(request), has_families=request.query_params.get("family") == "yes")


def _read_scope(request: Request) -> SearchScope:
    query = request.query_params
    return SearchScope(
        publisher=query.get("publisher") or None,
        language=query.get("language") or None,
        sources=tuple(query.getlist("source")) if query.get("source") else (),
        since=_day(request, "since"),
        until=_day(request, "until"),
    )


def _beside(request: Request, name: str) -> str:
    """The address of another page of the search that asks the same."""
    asked = [(key, value) for key, value in request.query_params.multi_items() if value and key != "page"]
    return f"{name}?{urlencode(asked)}" if asked else name


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
