"""The JSON API: the documents of the reading verbs over HTTP, for reading only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from statediff import revisions
from statediff.archive import Archive
from statediff.desk.documents import (
    describe_note,
    describe_row,
    describe_search,
    describe_sighting,
    describe_verdict,
)
from statediff.desk.searches import find_for
from statediff.errors import UsageError
from statediff.reporter.document import describe_change, write_members
from statediff.reporter.members import (
    describe_capture,
    describe_hits,
    describe_source,
    describe_version,
    describe_wording,
    make_document,
)
from statediff.web.questions import MOST_ROWS, find_rows, read_count, read_scope, read_state
from statediff.web.rooms import Rooms
from statediff.web.searches import find_notes, find_saved

Document = dict[str, object]
Answer = Callable[[Rooms, Archive, Request], Document]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value that a request names in its path or its query."""

    name: str
    meaning: str
    place: str = "query"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One address of the API: what it answers with, and what may be asked of it."""

    path: str
    kind: str
    """Of the document, as docs/reference/schemas describes it."""
    summary: str
    answer: Answer
    parameters: tuple[Parameter, ...] = ()


_SOURCE = Parameter(name="source", meaning="Id of a source.", place="path")
_LIMIT = Parameter(name="limit", meaning=f"At most so many, up to {MOST_ROWS}.")
_SCOPE = (
    Parameter(name="source", meaning="Only changes of this source."),
    Parameter(name="publisher", meaning="Only changes of this publisher's sources."),
    Parameter(name="language", meaning="Only changes of sources in this language."),
    Parameter(name="severity", meaning="Only changes of this severity."),
    Parameter(name="since", meaning="Only changes first seen on that day or later, UTC."),
    Parameter(name="until", meaning="Only changes first seen on that day or before, UTC."),
)


_STATE = Parameter(name="state", meaning="Where the review stands: open, judged, disputed, a verdict, or all.")


def list_sources(_rooms: Rooms, archive: Archive, _request: Request) -> Document:
    """Every source."""
    return make_document("source-list", sources=[describe_source(source) for source in archive.sources()])


def tell_history(_rooms: Rooms, archive: Archive, request: Request) -> Document:
    """Everything known of one source."""
    history = archive.history(request.path_params["source"])
    return make_document(
        "history",
        source=describe_source(history.source),
        versions=[describe_version(version) for version in history.versions],
        captures=[describe_capture(capture) for capture in history.captures],
    )


def tell_version(_rooms: Rooms, archive: Archive, request: Request) -> Document:
    """One version with its wording."""
    version = archive.version(request.path_params["revision"])
    return make_document("version", **describe_version(version), wording=describe_wording(version.wording))


def list_changes(rooms: Rooms, archive: Archive, request: Request) -> Document:
    """Changes, newest first."""
    limit = read_count(request.query_params, "limit", 50, MOST_ROWS)
    notes = rooms.desks.desk(archive, read_scope(request.query_params)).notes
    return make_document("changes", changes=[describe_note(note) for note in notes[:limit]])


def tell_change(rooms: Rooms, archive: Archive, request: Request) -> Document:
    """One change, computed anew from its two versions."""
    old, new = archive.range(request.path_params["range"])
    change = revisions.compare(archive, old, new, read=rooms.read, watch=rooms.settings.watch)
    sentence = revisions.tell(archive.source(new.source_id), old, new, change)
    return make_document(
        "diff", old=describe_version(old), new=describe_version(new), **describe_change(change, sentence)
    )


def list_queue(rooms: Rooms, archive: Archive, request: Request) -> Document:
    """What is to be judged."""
    limit = read_count(request.query_params, "limit", 50, MOST_ROWS)
    desk = rooms.desks.desk(archive, read_scope(request.query_params))
    rows = find_rows(desk, read_state(request.query_params))
    return make_document("queue", rows=[describe_row(row) for row in rows[:limit]])


def list_verdicts(_rooms: Rooms, archive: Archive, request: Request) -> Document:
    """Every verdict ever given, of all sources or of one."""
    verdicts = archive.verdicts(request.query_params.get("source") or None)
    return make_document("verdicts", verdicts=[describe_verdict(verdict) for verdict in verdicts])


def search(_rooms: Rooms, archive: Archive, request: Request) -> Document:
    """Passages that hold a phrase."""
    phrase = request.query_params.get("q", "")
    if not phrase.strip():
        raise UsageError("q", "there is nothing to look for", "ask for a phrase: ?q=letter of intent")
    limit = read_count(request.query_params, "limit", 50, MOST_ROWS)
    return make_document("search", phrase=phrase, hits=describe_hits(archive.search(phrase)[:limit]))


def list_searches(rooms: Rooms, _archive: Archive, _request: Request) -> Document:
    """Every saved search."""
    return make_document("saved-searches", searches=[describe_search(search) for search in rooms.settings.searches])


def tell_search(rooms: Rooms, archive: Archive, request: Request) -> Document:
    """What one saved search finds."""
    search = find_saved(rooms, request.path_params["slug"])
    query, found = request.query_params, find_for(archive, search)
    desk = rooms.desks.desk(archive, read_scope(query))
    notes = find_notes(archive, desk, found, read_state(query, "all"))
    return make_document(
        "saved-search",
        **describe_search(search),
        sightings_found=len(found),
        sightings=[describe_sighting(search.phrase, sighting) for sighting in found[:MOST_ROWS]],
        changes=[describe_note(note) for note in notes[: read_count(query, "limit", 50, MOST_ROWS)]],
    )


ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint(path="/api/sources", kind="source-list", summary="Every source.", answer=list_sources),
    Endpoint(
        path="/api/sources/{source}",
        kind="history",
        summary="Everything known of one source.",
        answer=tell_history,
        parameters=(_SOURCE,),
    ),
    Endpoint(
        path="/api/versions/{revision}",
        kind="version",
        summary="One version with its wording.",
        answer=tell_version,
        parameters=(Parameter(name="revision", meaning="Such as mfa-en~1 or mfa-en@v3.", place="path"),),
    ),
    Endpoint(
        path="/api/changes",
        kind="changes",
        summary="Changes, the newest first.",
        answer=list_changes,
        parameters=(*_SCOPE, _LIMIT),
    ),
    Endpoint(
        path="/api/changes/{range}",
        kind="diff",
        summary="One change, computed anew from its two versions.",
        answer=tell_change,
        parameters=(Parameter(name="range", meaning="Such as mfa-en@v1..mfa-en@v2.", place="path"),),
    ),
    Endpoint(
        path="/api/queue",
        kind="queue",
        summary="What is to be judged, the highest score first.",
        answer=list_queue,
        parameters=(_STATE, *_SCOPE, _LIMIT),
    ),
    Endpoint(
        path="/api/verdicts",
        kind="verdicts",
        summary="Every verdict ever given, oldest first.",
        answer=list_verdicts,
        parameters=(Parameter(name="source", meaning="Only verdicts on changes of this source."),),
    ),
    Endpoint(
        path="/api/search",
        kind="search",
        summary="Passages of present and past wordings that hold a phrase.",
        answer=search,
        parameters=(Parameter(name="q", meaning="The phrase; a star stands for any ending."), _LIMIT),
    ),
    Endpoint(
        path="/api/searches",
        kind="saved-searches",
        summary="The saved searches of statediff.toml.",
        answer=list_searches,
    ),
    Endpoint(
        path="/api/searches/{slug}",
        kind="saved-search",
        summary="Where a saved search finds its phrase, and the changes by which a passage with it came or went.",
        answer=tell_search,
        parameters=(
            Parameter(name="slug", meaning="As /api/searches names it.", place="path"),
            _STATE,
            *_SCOPE,
            _LIMIT,
        ),
    ),
)


def write_json(document: Mapping[str, object], *, status: int = 200) -> Response:
    """Return a JSON answer."""
    return Response(write_members(document), status_code=status, media_type="application/json")


def describe_api(version: str) -> dict[str, Any]:
    """Return the OpenAPI 3.1 description of the API."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "statediff",
            "version": version,
            "summary": "What official statements said, and what changed in them. For reading only.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": dict(_describe_paths()),
        "components": {"schemas": {"error": _ERROR}},
    }


_ERROR = {
    "type": "object",
    "required": ["kind", "subject", "cause", "next_step"],
    "properties": {
        "kind": {"const": "error"},
        "subject": {"type": "string", "description": "What it is about."},
        "cause": {"type": "string"},
        "next_step": {"type": "string"},
    },
}


def _describe_paths() -> Iterator[tuple[str, dict[str, Any]]]:
    for endpoint in ENDPOINTS:
        error = {"application/json": {"schema": {"$ref": "#/components/schemas/error"}}}
        document = {
            "type": "object",
            "required": ["schema_version", "kind"],
            "properties": {"schema_version": {"const": 1}, "kind": {"const": endpoint.kind}},
            "description": f"As the published schema of the kind {endpoint.kind} says.",
        }
        operation = {
            "summary": endpoint.summary,
            "operationId": endpoint.answer.__name__,
            "parameters": [
                {
                    "name": one.name,
                    "in": one.place,
                    "required": one.place == "path",
                    "description": one.meaning,
                    "schema": {"type": "string"},
                }
                for one in endpoint.parameters
            ],
            "responses": {
                "200": {"description": endpoint.summary, "content": {"application/json": {"schema": document}}},
                "404": {"description": "No such source or revision.", "content": error},
                "422": {"description": "The request makes no sense.", "content": error},
                "503": {"description": "The archive cannot be read now.", "content": error},
            },
        }
        yield endpoint.path, {"get": operation}
