"""Searches: where and when a phrase stood, asked by a form whose every answer has an address."""

from __future__ import annotations

from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from statediff.archive import Archive
from statediff.desk.sightings import Query, Scope, find_sightings
from statediff.errors import UsageError
from statediff.publishing.phrases import tell_sightings
from statediff.reporter.outlets.asking import Field
from statediff.web.fields import choose_editions
from statediff.web.questions import read_day
from statediff.web.rooms import Rooms

LONGEST_PHRASE = 500
"""Letters of a phrase; nobody remembers a longer one."""
MOST_SOURCES = 300
"""Sources that are listed; the others are left to narrower questions."""


def show_search(rooms: Rooms, archive: Archive, request: Request) -> Response:
    """Show the form, and where what was asked for stood."""
    query = request.query_params
    asked = query.get("q", "").strip()
    if len(asked) > LONGEST_PHRASE:
        raise UsageError("q", f"is longer than {LONGEST_PHRASE} letters", "ask for fewer words")
    rows = []
    if asked:
        scope = Scope(
            publisher=query.get("publisher") or None,
            language=query.get("language") or None,
            sources=tuple(query.getlist("source")) if query.get("source") else (),
            since=_day(request, "since"),
            until=_day(request, "until"),
        )
        found = find_sightings(archive, Query(asked, has_families=query.get("family") == "yes"), scope, most_passages=1)
        rows = list(tell_sightings(archive, found[:MOST_SOURCES], rooms.desk_pages.phrases))
    page = rooms.desk_pages.write_search(_fields(rooms, archive, request), rows, asked=asked, path="search/index.html")
    return rooms.page(page)


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
