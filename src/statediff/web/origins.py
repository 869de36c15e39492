"""Origins: who brought which sentence, and what the other editions of a statement say."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from statediff.archive import Archive
from statediff.desk.editions.groups import find_group, group_sources, known_sources
from statediff.desk.editions.suggestions import suggest_editions
from statediff.desk.editions.table.tabling import examine_editions
from statediff.desk.origins import find_origins
from statediff.publishing.blaming import tell_lines
from statediff.reporter.desk.facts import Neighbours, Suggestion
from statediff.reporter.outlets.rows import change_path
from statediff.web.access import form_token
from statediff.web.pages import find_source, notes_of
from statediff.web.rooms import Rooms

_MOST_SUGGESTED = 50


def show_blame(rooms: Rooms, archive: Archive, request: Request) -> Response:
    """Show which version brought every sentence of a version."""
    source = find_source(archive, request.path_params["slug"])
    found = find_origins(archive, f"{source.id}@v{request.path_params['number']}", read=rooms.read)
    lines = tell_lines(found, lambda old, new: change_path(source.id, old, new))
    row, number = rooms.source_row(archive, source), found.version.number
    page = rooms.desk_pages.write_blame(
        row,
        number,
        lines,
        neighbours=[
            Neighbours(text=text, path=f"blame/{request.path_params['slug']}/v{other}.html")
            for other, text in ((number - 1, f"← v{number - 1}"), (number + 1, f"v{number + 1} →"))
            if 1 <= other <= row.versions
        ],
        path=request.url.path.removeprefix("/"),
    )
    return rooms.page(page)


def show_newest_blame(_rooms: Rooms, archive: Archive, request: Request) -> Response:
    """Lead to the sentences of a source's newest version."""
    source = find_source(archive, request.path_params["slug"])
    number = archive.version(source.id).number
    return RedirectResponse(f"/blame/{request.path_params['slug']}/v{number}.html", status_code=307)


def show_notes(rooms: Rooms, archive: Archive, request: Request) -> Response:
    """Show the notes on a source's newest version, and a form for one more."""
    source = find_source(archive, request.path_params["slug"])
    version = archive.version(source.id)
    path = request.url.path.removeprefix("/")
    form = None
    if rooms.may_write(request):
        form = rooms.form("review/note", key=source.id, back=f"/{path}", revision=version.revision)
    notes = notes_of(rooms, archive, version)
    page = rooms.look_pages.write_notes(rooms.source_row(archive, source), version, notes, form, path=path)
    return rooms.page(page)


def show_editions(rooms: Rooms, archive: Archive, request: Request) -> Response:
    """Show what the editions of a source's statement say about the same facts."""
    source = find_source(archive, request.path_params["slug"])
    group = find_group(archive, source.id)
    found = examine_editions(
        archive, source.id, watch=rooms.settings.watch, language=rooms.settings.language, read=rooms.read
    )
    page = rooms.desk_pages.write_editions(
        found.table(with_agreed=True),
        sources=[rooms.source_row(archive, one) for one in group],
        path=request.url.path.removeprefix("/"),
    )
    return rooms.page(page)


def show_suggestions(rooms: Rooms, archive: Archive, request: Request) -> Response:
    """Show the groups of editions, and sources that may be editions of one statement, for a person to decide."""
    sources = known_sources(archive)
    by_id = {source.id: source for source in sources}
    groups = group_sources(sources, archive.edition_links())
    suggestions = [
        Suggestion(
            source=rooms.source_row(archive, by_id[one.source_id]),
            other=rooms.source_row(archive, by_id[one.edition_of]),
            reason="; ".join(one.reasons),
            action="link",
            token=form_token(rooms.settings.token) if rooms.may_write(request) else "",
        )
        for one in suggest_editions(archive)[:_MOST_SUGGESTED]
    ]
    page = rooms.desk_pages.write_editions(
        None,
        groups=[[rooms.source_row(archive, source) for source in group] for group in groups],
        suggestions=suggestions,
        path="editions/index.html",
    )
    return rooms.page(page)
