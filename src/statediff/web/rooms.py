"""Rooms: what every page of the application needs, gathered once for each request or each process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import HTMLResponse

from statediff import revisions
from statediff.archive import Archive
from statediff.archive.changes import ChangeNote
from statediff.desk.clusters import change_of
from statediff.desk.editions.groups import group_sources
from statediff.desk.queue import Desk
from statediff.desk.standings import Standing, range_of
from statediff.judgements import Verdict
from statediff.model import History, Source
from statediff.publishing.catalogue import tell_source
from statediff.publishing.settings import SiteSettings
from statediff.reporter.desk.looks import LookPages
from statediff.reporter.desk.pages import DeskPages
from statediff.reporter.outlets.pages import Pages
from statediff.reporter.outlets.rows import (
    ChangeRow,
    SourceRow,
    change_path,
    editions_path,
    publisher_path,
    slug_of,
    source_path,
)
from statediff.reporter.page import SiteLinks
from statediff.reporter.review import Review, ReviewForm
from statediff.web.access import form_token, may_write
from statediff.web.memory import DeskMemory, Named, Tellings
from statediff.web.settings import WebSettings

WAYS = (
    ("queue", "review/index.html"),
    ("changes", "index.html"),
    ("sources", "sources/index.html"),
    ("search", "search/index.html"),
    ("editions", "editions/index.html"),
    ("compare", "compare/index.html"),
    ("live", "live/index.html"),
)
"""The application's own links, by their phrase and path."""
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'self'; frame-src 'self'; frame-ancestors 'none'"
)
"""The bounds of every page; each page's own meta element allows its own style and script alone, by their hashes."""


@dataclass(frozen=True, slots=True)
class Rooms:
    """The writers of pages, and what is remembered between requests while the archive stays as it is."""

    settings: WebSettings
    desk_pages: DeskPages
    look_pages: LookPages
    site_pages: Pages
    desks: DeskMemory
    tellings: Tellings
    read: revisions.Read
    ways: tuple[tuple[str, str], ...] = ()

    def page(self, text: str, *, status: int = 200) -> HTMLResponse:
        """Return a page."""
        return HTMLResponse(text, status_code=status, headers={"Content-Security-Policy": _POLICY})

    def may_write(self, request: Request) -> bool:
        """Whether this browser opened the address that `serve` printed."""
        return may_write(request.headers.get("cookie"), self.settings.token)

    def review(self, request: Request, desk: Desk, note: ChangeNote, *, back: str, action: str) -> Review:
        """What was decided about a change, with the form for one more verdict where this browser may write."""
        change = change_of(note)
        standing = desk.standing(change)
        form = None
        if self.may_write(request):
            form = self.form(action, key=range_of(change), back=back)
        return Review(verdicts=desk.history(change), state=state_of(standing), form=form)

    def form(
        self, action: str, *, key: str, back: str, offered: Verdict | None = None, revision: str = ""
    ) -> ReviewForm:
        """A form for a verdict or a note on what a key names, after which `back` is shown."""
        return ReviewForm(
            action=action,
            token=form_token(self.settings.token),
            hidden=(("key", key), ("back", back), *((("revision", revision),) if revision else ())),
            reviewer=self.settings.reviewer,
            codebook=self.settings.codebook,
            offered=offered,
        )

    def rows(self, archive: Archive, notes: Sequence[ChangeNote], desk: Desk) -> tuple[ChangeRow, ...]:
        """Tell changes in a row each, with what the archive keeps of them."""
        names = self.desks.names(archive, [note.source_id for note in notes])
        return tuple(_row(note, names[note.source_id], desk.standing(change_of(note))) for note in notes)

    def told_rows(self, archive: Archive, notes: Sequence[ChangeNote], desk: Desk) -> tuple[ChangeRow, ...]:
        """Tell changes in a row each, in the pages' language and with the kinds of their edits; for a page of them."""
        rows = self.rows(archive, notes, desk)
        told = [self.tellings.tell(archive, note) for note in notes]
        return tuple(
            replace(
                row,
                sentence=one.sentence,
                kinds=one.kinds,
                watched=one.watched,
                events=one.events,
                is_technical=one.is_technical,
            )
            for row, one in zip(rows, told, strict=True)
        )

    def source_row(self, archive: Archive, source: Source, looks: int = 0) -> SourceRow:
        """Tell a source in one row, by its newest version and look."""
        newest, latest = archive.last_version(source.id), archive.captures(source.id, limit=1)
        history = History(source=source, versions=(newest,) if newest else (), captures=latest)
        row = tell_source(history, self.desk_pages.phrases)
        return replace(row, versions=newest.number if newest else 0, looks=looks)


def _row(note: ChangeNote, named: Named, standing: Standing) -> ChangeRow:
    return ChangeRow(
        source_id=note.source_id,
        name=named.name,
        url=named.source.url,
        publisher=named.source.publisher,
        language=named.language,
        old=note.old,
        new=note.new,
        after=note.after,
        at=note.at,
        severity=note.severity,
        score=note.score,
        sentence=note.sentence,
        added=note.added,
        removed=note.removed,
        kinds=(),
        state=state_of(standing),
    )


def make_rooms(settings: WebSettings, read: revisions.Read) -> Rooms:
    """Return the writers of pages in the language of the settings."""
    language, version = settings.language, settings.generator_version
    names = DeskPages(language=language).phrases
    ways = tuple((names.say(f"ways.{name}"), path) for name, path in WAYS)
    return Rooms(
        settings=settings,
        desk_pages=DeskPages(language=language, generator_version=version, ways=ways),
        look_pages=LookPages(language=language, generator_version=version, ways=ways),
        site_pages=Pages(language=language, generator_version=version, is_served=True, ways=ways),
        desks=DeskMemory(),
        tellings=Tellings(names, read=read, watch=settings.watch),
        read=read,
        ways=ways,
    )


def outlet_settings(rooms: Rooms, request: Request) -> SiteSettings:
    """How a feed or a table is written, with the address under which this request came."""
    settings = rooms.settings
    return SiteSettings(
        language=settings.language,
        base_url=f"{request.url.scheme}://{request.headers['host']}/",
        watch=settings.watch,
        searches=settings.searches,
        generator_version=settings.generator_version,
    )


def state_of(standing: Standing) -> str:
    """The word for a standing: what all hold it for, else open or disputed."""
    return str(standing.kind or standing.state)


def links_of(rooms: Rooms, archive: Archive, source: Source, path: str) -> SiteLinks:
    """Where a report at a path leads to."""
    root = "../" * path.count("/")
    return SiteLinks(
        home=f"{root}index.html",
        source=root + source_path(source.id),
        publisher=root + publisher_path(source.publisher) if source.publisher else "",
        editions=root + editions_path(source.id) if other_editions(archive, source) else "",
        notes=f"{root}notes/{slug_of(source.id)}.html",
        ways=tuple((name, root + href) for name, href in rooms.ways),
    )


def other_editions(archive: Archive, source: Source) -> tuple[Source, ...]:
    """The sources that carry the same statement, by configuration and by what people said."""
    groups = group_sources(archive.sources(), archive.edition_links())
    return tuple(
        one for group in groups if source.id in {each.id for each in group} for one in group if one.id != source.id
    )


def path_of(note: ChangeNote) -> str:
    """The path of a change's report, as in a site."""
    return change_path(note.source_id, note.old, note.new)
