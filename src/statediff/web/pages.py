"""Pages: what a reader asks for, answered with the same pages that a site has, over the archive as it is now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from statediff.archive import Archive
from statediff.archive.changes import ChangeNote
from statediff.desk.annotations import carry_notes
from statediff.desk.clusters import change_of
from statediff.desk.intake import EVERYTHING, Scope
from statediff.desk.queue import Desk, QueueRow
from statediff.desk.standings import range_of
from statediff.errors import SourceNotFound
from statediff.evidence import Evidence, gather
from statediff.model import History, Source, Version
from statediff.publishing.catalogue import name_of, tell_source
from statediff.publishing.reviews import tell_note
from statediff.rendering import render_evidence
from statediff.reporter.desk.facts import Neighbours, QueueLine, VersionChoice
from statediff.reporter.outlets.pages import count_browse
from statediff.reporter.outlets.rows import slug_of
from statediff.reporter.page import SiteLinks
from statediff.reporter.review import Note, Review
from statediff.web.fields import (
    LINES_A_PAGE,
    address_of,
    choose_changes,
    choose_editions,
    turn_pages,
    turn_to,
)
from statediff.web.questions import find_rows, is_in_state, read_scope, read_state
from statediff.web.rooms import Rooms, links_of, other_editions, path_of, state_of

_MOST_CHOICES, _FEWEST_CHOICES = 2_000, 2
"""Versions to choose from on one page, and of one source at least."""
_MOST_NEIGHBOURS = 20
"""Changes that the page for comparing leads to; all others stand in the lists."""
_MOST_PLACES = 20
"""Changes with an equal edit that are told in the pages' language; of more of them, what the archive keeps is told."""
_QUEUE = "review/index.html"


def show_home(_rooms: Rooms, _archive: Archive, _request: Request) -> Response:
    """Lead to the queue."""
    return RedirectResponse("/review/index.html", status_code=307)


def show_all(rooms: Rooms, archive: Archive, request: Request) -> Response:
    """Show all changes, newest first; every filter stands in the address."""
    query = request.query_params
    scope, state = read_scope(query), read_state(query, "all")
    desk = rooms.desks.desk(archive, scope)
    notes = [note for note in desk.notes if is_in_state(desk.standing(change_of(note)), state)]
    turning = turn_to(request, len(notes))
    begin, end = max(turning.first - 1, 0), turning.last
    rows = rooms.rows(archive, notes, desk)
    rows = (*rows[:begin], *rooms.told_rows(archive, notes[begin:end], desk), *rows[end:])
    sources = [tell_source(History(source=source), rooms.desk_pages.phrases) for source in archive.sources()]
    watched, saved = (one.phrase for one in rooms.settings.watch), (one.name for one in rooms.settings.searches)
    page = rooms.site_pages.write_index(
        rows,
        count_browse(rows, sources, sorted(set(watched)), tuple(saved)),
        max((one.captured_at for one in archive.latest_captures(1)), default=None),
        fields=choose_changes(rooms.desk_pages.phrases, archive, request, scope, state),
        turning=turning,
    )
    return rooms.page(page)


def show_queue(rooms: Rooms, archive: Archive, request: Request) -> Response:
    """Show what is to be judged, or the changes in another state; every filter stands in the address."""
    query = request.query_params
    scope, state = read_scope(query), read_state(query)
    desk = rooms.desks.desk(archive, scope)
    shown, turning = turn_pages(request, find_rows(desk, state))
    lines = [_line(rooms, archive, request, desk, row) for row in shown]
    fields = choose_changes(rooms.desk_pages.phrases, archive, request, scope, state)
    kept = next((path_of(note) for note in desk.notes if range_of(change_of(note)) == query.get("kept")), "")
    page = rooms.desk_pages.write_queue(
        lines, state=state, filters=fields, turning=turning, kept=("kept" in query, kept), path=_QUEUE
    )
    return rooms.page(page)


def _line(rooms: Rooms, archive: Archive, request: Request, desk: Desk, row: QueueRow) -> QueueLine:
    form = None
    if rooms.may_write(request):
        form = rooms.form("verdict", key=row.key, back=address_of(request), offered=row.offered)
    return QueueLine(
        key=row.key,
        rows=(rooms.told_rows if len(row.changes) <= _MOST_PLACES else rooms.rows)(archive, row.changes, desk),
        review=Review(verdicts=row.standing.verdicts, state=state_of(row.standing), form=form),
        substitution=row.substitution,
        parts=row.parts,
        judged=row.judged,
    )


# ---------------------------------------------------------------- sources and changes


def show_sources(rooms: Rooms, archive: Archive, request: Request) -> Response:
    """Show every source with its last look, or those of a publisher or in a language."""
    publisher, language = (request.query_params.get(name) or None for name in ("publisher", "language"))
    sources = archive.sources()
    chosen = [one for one in sources if publisher in (None, one.publisher) and language in (None, one.language)]
    shown, turning = turn_pages(request, sorted(chosen, key=lambda one: one.id))
    page = rooms.site_pages.write_sources(
        [rooms.source_row(archive, source) for source in shown],
        max((one.captured_at for one in archive.latest_captures(1)), default=None),
        fields=choose_editions(rooms.desk_pages.phrases, sources, publisher=publisher, language=language),
        turning=turning,
    )
    return rooms.page(page)


def show_source(rooms: Rooms, archive: Archive, request: Request) -> Response:
    """Show a source: its changes, versions and looks."""
    source = find_source(archive, request.path_params["slug"])
    history = archive.history(source.id)
    desk = rooms.desks.desk(archive, Scope(source=source.id))
    editions = [rooms.source_row(archive, other) for other in other_editions(archive, source)]
    newest, older = desk.notes[:LINES_A_PAGE], desk.notes[LINES_A_PAGE:]
    rows = (*rooms.told_rows(archive, newest, desk), *rooms.rows(archive, older, desk))
    row = rooms.source_row(archive, source, len(history.captures))
    return rooms.page(rooms.site_pages.write_source(row, history, rows, editions))


def show_change(rooms: Rooms, archive: Archive, request: Request) -> Response:
    """Show the report of a change with what people decided about it and noted on its text."""
    source = find_source(archive, request.path_params["slug"])
    expression = f"{source.id}@v{request.path_params['old']}..{source.id}@v{request.path_params['new']}"
    evidence = gather(archive, expression, read=rooms.read, watch=rooms.settings.watch)
    desk = rooms.desks.desk(archive, Scope(source=source.id))
    note = next(
        (one for one in desk.notes if change_of(one) == (source.id, evidence.old.number, evidence.new.number)), None
    )
    path = request.url.path.removeprefix("/")
    review = Review(notes=notes_of(rooms, archive, evidence.new))
    if note is not None:
        judged = rooms.review(request, desk, note, back=f"/{path}", action="../" * path.count("/") + "review/verdict")
        review = Review(verdicts=judged.verdicts, state=judged.state, form=judged.form, notes=review.notes)
    links = links_of(rooms, archive, source, path)
    links = replace(links, neighbours=tuple(_neighbours(desk, note, path)))
    return rooms.page(_report(rooms, evidence, links, review))


def _neighbours(desk: Desk, note: ChangeNote | None, path: str) -> Iterator[tuple[str, str]]:
    """Name the changes before and after one of the same source, each with its address relative to a path."""
    root = "../" * path.count("/")
    at = desk.notes.index(note) if note is not None else len(desk.notes)
    for other in desk.notes[at + 1 : at + 2]:
        yield f"← v{other.old} → v{other.new}", root + path_of(other)
    for other in desk.notes[max(at - 1, 0) : at] if note is not None else ():
        yield f"v{other.old} → v{other.new} →", root + path_of(other)


def _report(rooms: Rooms, evidence: Evidence, links: SiteLinks, review: Review | None = None) -> str:
    return render_evidence(
        evidence,
        language=rooms.settings.language,
        generator_version=rooms.settings.generator_version,
        links=links,
        review=review,
    )


def notes_of(rooms: Rooms, archive: Archive, version: Version) -> tuple[Note, ...]:
    """The notes on a version and those before it, each with its passage as it reads now."""
    return tuple(map(tell_note, carry_notes(archive, version, read=rooms.read)))


def find_source(archive: Archive, slug: str) -> Source:
    """Return the source whose page bears that name; raises SourceNotFound."""
    found = next((source for source in archive.sources() if slug_of(source.id) == slug), None)
    if found is None:
        raise SourceNotFound(slug, "there is no page of a source of that name", "see the list of sources")
    return found


# ---------------------------------------------------------------- comparing


def show_compare(rooms: Rooms, archive: Archive, request: Request) -> Response:
    """Show a form for any two versions, or what changed between the two that were chosen."""
    old, new = request.query_params.get("old", "").strip(), request.query_params.get("new", "").strip()
    if old and new:
        evidence = gather(archive, f"{old}..{new}", read=rooms.read, watch=rooms.settings.watch)
        links = links_of(rooms, archive, evidence.source, "compare/index.html")
        return rooms.page(_report(rooms, evidence, links, Review(notes=notes_of(rooms, archive, evidence.new))))
    sources = archive.sources()
    most = max(_FEWEST_CHOICES, _MOST_CHOICES // max(len(sources), 1))
    choices = [choice for source in sources for choice in _choices(rooms, archive, source, most)]
    notes = rooms.desks.desk(archive, EVERYTHING).notes[:_MOST_NEIGHBOURS]
    if notes and not old and not new:
        old, new = f"{notes[0].source_id}@v{notes[0].old}", f"{notes[0].source_id}@v{notes[0].new}"
    page = rooms.desk_pages.write_compare(
        choices,
        old=old,
        new=new,
        action="index.html",
        urls=[source.url for source in sources],
        neighbours=[
            Neighbours(text=_tell(note), path=path_of(note), sentence=_sentence(rooms, archive, note)) for note in notes
        ],
    )
    return rooms.page(page)


def _sentence(rooms: Rooms, archive: Archive, note: ChangeNote) -> str:
    return rooms.tellings.tell(archive, note).sentence


def _tell(note: ChangeNote) -> str:
    return f"{note.source_id}: v{note.old} → v{note.new}"


def _choices(rooms: Rooms, archive: Archive, source: Source, most: int) -> list[VersionChoice]:
    """The first version of a source and its newest ones, so many in all; any other one can stand in the address."""
    name, moment = name_of(source, archive.last_version(source.id)), rooms.desk_pages.phrases.moment
    outline = archive.outline(source.id)
    shown = outline if len(outline) <= most else (outline[0], *outline[1 - most :])
    return [
        VersionChoice(
            revision=f"{source.id}@v{note.number}",
            label=f"{source.id} · v{note.number} · {moment(note.first_seen_at)}",
            group=name,
        )
        for note in shown
    ]
