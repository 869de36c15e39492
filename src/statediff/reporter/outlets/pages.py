"""Pages: the site around the reports, each page one file that needs nothing else."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from statediff.model import History, Version, Wording
from statediff.reporter.cite import web_address
from statediff.reporter.listing import name_of_kind
from statediff.reporter.outlets.asking import Field, Turning
from statediff.reporter.outlets.figures import draw_calendar, draw_words
from statediff.reporter.outlets.frame import OUTLETS, Frame, load_kit
from statediff.reporter.outlets.phrasing import load_phrases
from statediff.reporter.outlets.rows import (
    ChangeRow,
    Sighting,
    SourceRow,
    feed_path,
    language_path,
    month_path,
    phrase_path,
    publisher_path,
    search_path,
    state_path,
)
from statediff.reporter.outlets.strips import draw_strips
from statediff.reporter.review import STATES
from statediff.reporter.templating import read_asset
from statediff.reporter.timeline import draw_timeline

MOST_LISTED = 300
"""Changes on the first page; the pages of the months hold them all."""
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_NOBODY = Version(
    source_id="",
    number=0,
    wording=Wording(),
    snapshot="",
    extraction="",
    first_seen_at=_NEVER,
    last_seen_at=_NEVER,
)
"""No version is the one a timeline of the whole history is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A choice above the list: its name in the address's query, and its values with their texts."""

    name: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Browse:
    """What the first page leads to, each with the number of its changes."""

    publishers: Mapping[str, int]
    languages: Mapping[str, int]
    months: Mapping[str, int]
    phrases: tuple[str, ...]
    searches: tuple[str, ...] = ()
    states: Mapping[str, int] = field(default_factory=dict)
    """Of changes that somebody judged: how many stand in each state of review, and how many are open."""


class Pages:
    """Writes the pages of one site. The bytes depend on the arguments alone: no clock, locale or time zone is read.

    `base_url` ends with a slash; it is for canonical addresses only, links between pages are relative.
    """

    def __init__(
        self,
        *,
        language: str,
        base_url: str | None = None,
        generator_version: str = "",
        is_served: bool = False,
        ways: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self.phrases = load_phrases(language)
        self._frame = Frame(
            phrases=self.phrases,
            kit=load_kit(),
            base_url=base_url,
            generator_version=generator_version,
            is_served=is_served,
            ways=ways,
        )

    def write_index(
        self,
        rows: Sequence[ChangeRow],
        browse: Browse,
        newest: datetime | None,
        *,
        fields: Sequence[Field] = (),
        turning: Turning | None = None,
    ) -> str:
        """Return the first page: the newest changes, filters for them, and ways to all others.

        On disk a script filters what is listed. Where an application answers, `fields` ask it, and no script is
        needed; `rows` are then all that was asked for, and `turning` tells which part of it is listed.
        """
        say = self.phrases.say
        shown = rows[:MOST_LISTED] if turning is None else rows[max(turning.first - 1, 0) : turning.last]
        return self._write(
            "changes.html",
            "index.html",
            title=say("site.title"),
            lead=say("site.lead"),
            crumbs=(),
            feed="feed.xml",
            urls=[row.url for row in rows],
            spreadsheet=True,
            newest=newest,
            rows=shown,
            is_cut=turning is None and len(rows) > len(shown),
            fields=fields,
            turning=turning,
            filters=self._filters(shown) if len(shown) > 1 and not fields else [],
            browse=self._browse(browse),
            chart=draw_words(rows, self.phrases),
            script=_script() if len(shown) > 1 and not fields else "",
        )

    def write_publisher(self, publisher: str, rows: Sequence[ChangeRow], sources: Sequence[SourceRow]) -> str:
        """Return the page of a publisher: its sources and all its changes."""
        links = [(source.name, source.path, "") for source in sources]
        return self._write_list(
            publisher,
            "site.publisher_lead",
            publisher_path(publisher),
            rows,
            has_feed=True,
            browse=[(self.phrases.say("site.sources"), "sources-heading", links)],
            urls=[source.url for source in sources],
        )

    def write_language(self, language: str, rows: Sequence[ChangeRow]) -> str:
        """Return the page of a language: all changes in texts of it."""
        return self._write_list(
            self.phrases.language_name(language), "site.language_lead", language_path(language), rows
        )

    def write_month(self, month: str, rows: Sequence[ChangeRow]) -> str:
        """Return the page of a month ("2026-08"): all changes seen in it."""
        return self._write_list(month, "site.month_lead", month_path(month), rows)

    def write_state(self, state: str, rows: Sequence[ChangeRow]) -> str:
        """Return the page of a state of review ("significant", "disputed", "open"): all changes in it."""
        title = self.phrases.say("site.state_title", state=self.phrases.say(f"row.state_{state}"))
        return self._write_list(title, "site.state_lead", state_path(state), rows)

    def write_sources(
        self,
        sources: Sequence[SourceRow],
        newest: datetime | None,
        *,
        fields: Sequence[Field] = (),
        turning: Turning | None = None,
    ) -> str:
        """Return the page that lists every source with its last look.

        Where an application answers, `fields` ask it for fewer, and `turning` tells which part of them is listed.
        """
        say = self.phrases.say
        return self._write(
            "sources.html",
            "sources/index.html",
            title=say("site.sources"),
            lead=say("site.sources_lead"),
            crumbs=((say("site.home"), "index.html"), (say("site.sources"), "")),
            urls=[source.url for source in sources],
            newest=newest,
            sources=sources,
            fields=fields,
            turning=turning,
        )

    def write_source(
        self,
        source: SourceRow,
        history: History,
        rows: Sequence[ChangeRow],
        editions: Sequence[SourceRow],
        *,
        editions_page: str = "",
    ) -> str:
        """Return the page of a source: changes, versions, every look with failures and gaps, and its figures.

        `rows` are the changes between neighbouring versions, newest first; `editions_page` is where the facts of all
        its editions stand in a table, where that has a page.
        """
        say = self.phrases.say
        timeline = draw_timeline(history, _NOBODY, None, self.phrases)
        links = {f"v{row.new}": (f"v{row.old} → v{row.new}", row.path) for row in rows}
        versions = [(version, links.get(version.name)) for version in timeline.versions] if timeline else []
        return self._write(
            "source.html",
            source.path,
            title=source.name,
            lead=say("source.lead"),
            crumbs=(
                (say("site.home"), "index.html"),
                (say("site.sources"), "sources/index.html"),
                (source.id, ""),
            ),
            feed=feed_path(source.path),
            urls=[source.url],
            source=source,
            address=web_address(source.url),
            every=self.phrases.duration(history.source.every_seconds),
            editions=editions,
            editions_page=editions_page,
            rows=rows,
            timeline=timeline,
            versions=versions,
            comparisons=list(_comparisons(history, editions)),
            calendar=draw_calendar(history.captures, self.phrases),
            chart=draw_words(rows, self.phrases),
        )

    def write_phrase(self, phrase: str, sightings: Sequence[Sighting], rows: Sequence[ChangeRow]) -> str:
        """Return the page of a watched phrase: first and last sighting by source, and the changes that touched it."""
        say = self.phrases.say
        title = say("phrase.title", phrase=self.phrases.quote(phrase))
        return self._write_sightings(
            phrase, sightings, rows, title=title, lead=say("phrase.lead"), path=phrase_path(phrase)
        )

    def write_search(
        self,
        name: str,
        phrase: str,
        sightings: Sequence[Sighting],
        rows: Sequence[ChangeRow],
        *,
        above: Sequence[tuple[str, str]] = (),
        fields: Sequence[Field] = (),
        turning: Turning | None = None,
        more: tuple[int, str] = (0, ""),
    ) -> str:
        """Return the page of a saved search: where its phrase stood, and the changes that touched a passage with it.

        Where an application answers, `fields` narrow the changes, `turning` tells which part of them `rows` are, and
        the page stands below those that `above` names, each with its path; `more` tells how many further sources have
        the phrase, and the address that lists them all.
        """
        say = self.phrases.say
        title, lead = say("search_page.title", name=name), say("search_page.lead", phrase=self.phrases.quote(phrase))
        return self._write_sightings(
            name,
            sightings,
            rows,
            title=title,
            lead=lead,
            path=search_path(name),
            above=above,
            fields=fields,
            turning=turning,
            more=more,
        )

    def write_missing(self) -> str:
        """Return the page for addresses that lead nowhere; it may be shown at any depth, so it has no relative link."""
        say = self.phrases.say
        return self._write(
            "missing.html",
            "",
            title=say("site.not_found"),
            lead=say("site.not_found_lead"),
            crumbs=(),
            home="/index.html" if self._frame.is_served else self._frame.base_url,
        )

    # ------------------------------------------------------------ parts

    def _write_list(
        self,
        title: str,
        lead: str,
        path: str,
        rows: Sequence[ChangeRow],
        *,
        has_feed: bool = False,
        browse: Sequence[object] = (),
        urls: Sequence[str] | None = None,
    ) -> str:
        return self._write(
            "changes.html",
            path,
            title=title,
            lead=self.phrases.say(lead),
            crumbs=((self.phrases.say("site.home"), "index.html"), (title, "")),
            feed=feed_path(path) if has_feed else "",
            urls=[row.url for row in rows] if urls is None else urls,
            rows=rows,
            is_cut=False,
            fields=(),
            turning=None,
            filters=[],
            browse=browse,
            chart=draw_words(rows, self.phrases),
        )

    def _write_sightings(
        self,
        name: str,
        sightings: Sequence[Sighting],
        rows: Sequence[ChangeRow],
        *,
        title: str,
        lead: str,
        path: str,
        above: Sequence[tuple[str, str]] = (),
        fields: Sequence[Field] = (),
        turning: Turning | None = None,
        more: tuple[int, str] = (0, ""),
    ) -> str:
        return self._write(
            "phrase.html",
            path,
            title=title,
            lead=lead,
            crumbs=((self.phrases.say("site.home"), "index.html"), *above, (name, "")),
            feed=feed_path(path),
            urls=[one.source.url for one in sightings],
            sightings=sightings,
            languages=_by_language(sightings),
            strips=draw_strips(sightings, self.phrases),
            rows=rows,
            fields=fields,
            turning=turning,
            more=more,
        )

    def _write(self, template: str, path: str, *, urls: Sequence[str] = (), **facts: Any) -> str:
        return self._frame.write(template, path, urls=urls, **facts)

    def _filters(self, rows: Sequence[ChangeRow]) -> list[Filter]:
        phrases = self.phrases
        values: tuple[tuple[str, Iterable[str], Callable[[str], str]], ...] = (
            ("source", (row.source_id for row in rows), {row.source_id: row.name for row in rows}.__getitem__),
            ("publisher", (row.publisher or "" for row in rows), str),
            ("language", (row.language or "" for row in rows), phrases.language_name),
            ("kind", (kind for row in rows for kind in row.kinds), lambda kind: name_of_kind(kind, phrases)),
            ("severity", (row.severity for row in rows), lambda severity: phrases.say(f"row.{severity}")),
            ("state", (row.state for row in rows), lambda state: phrases.say(f"row.state_{state}")),
            ("month", (row.month for row in rows), str),
        )
        filters = []
        for name, found, name_of in values:
            known = sorted({value for value in found if value}, reverse=name == "month")
            if len(known) > 1:
                filters.append(Filter(name=name, options=tuple((value, name_of(value)) for value in known)))
        return filters

    def _browse(self, browse: Browse) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
        say, number = self.phrases.say, self.phrases.number
        return [
            (
                say("site.by_publisher"),
                "by-publisher",
                [(name, publisher_path(name), number(count)) for name, count in sorted(browse.publishers.items())],
            ),
            (
                say("site.by_language"),
                "by-language",
                [
                    (self.phrases.language_name(tag), language_path(tag), number(count))
                    for tag, count in sorted(browse.languages.items())
                ],
            ),
            (
                say("site.by_month"),
                "by-month",
                [(month, month_path(month), number(count)) for month, count in sorted(browse.months.items())][::-1],
            ),
            (
                say("site.by_state"),
                "by-state",
                [
                    (say(f"row.state_{state}"), state_path(state), number(browse.states[state]))
                    for state in STATES
                    if state in browse.states
                ],
            ),
            (
                say("site.by_phrase"),
                "by-phrase",
                [(phrase, phrase_path(phrase), "") for phrase in browse.phrases],
            ),
            (
                say("search_page.heading"),
                "by-search",
                [(name, search_path(name), "") for name in browse.searches],
            ),
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageSighting:
    """First and last sighting of a phrase in all sources of one language."""

    language: str
    first: datetime
    last: datetime
    sources: int
    standing: int
    """In how many of them it stands today."""


def _comparisons(history: History, editions: Sequence[SourceRow]) -> Iterator[tuple[str, str]]:
    """Pairs of revisions that have no page of their own: the first with the newest version, and every other edition."""
    if len(history.versions) > 2:
        yield history.versions[0].revision, history.versions[-1].revision
    if history.versions:
        for edition in editions:
            if edition.versions:
                yield history.source.id, edition.id


def _by_language(sightings: Sequence[Sighting]) -> list[LanguageSighting]:
    grouped: dict[str, list[Sighting]] = {}
    for one in sightings:
        grouped.setdefault(one.source.language or "", []).append(one)
    return [
        LanguageSighting(
            language=language,
            first=min(one.first for one in ones),
            last=max(one.last for one in ones),
            sources=len(ones),
            standing=sum(one.is_current for one in ones),
        )
        for language, ones in sorted(grouped.items())
    ]


def count_browse(
    rows: Sequence[ChangeRow], sources: Sequence[SourceRow], phrases: Sequence[str], searches: Sequence[str] = ()
) -> Browse:
    """Count the changes of every publisher, language and month; publishers without a change count too."""
    publishers = Counter(row.publisher for row in rows if row.publisher)
    publishers.update({source.publisher: 0 for source in sources if source.publisher})
    return Browse(
        publishers=publishers,
        languages=Counter(row.language for row in rows if row.language),
        months=Counter(row.month for row in rows),
        phrases=tuple(phrases),
        searches=tuple(searches),
        states=count_states(rows),
    )


def count_states(rows: Sequence[ChangeRow]) -> dict[str, int]:
    """Count the changes by where their review stands; nothing while nobody has judged any."""
    counted = Counter(row.state for row in rows)
    return dict(counted) if set(counted) - {"open"} else {}


@functools.cache
def _script() -> str:
    return read_asset(OUTLETS, "filter.js")
