"""The site: every source, change, publisher and watched phrase of the archive as pages on disk."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from statediff import revisions
from statediff.archive import Archive
from statediff.desk.editions.groups import Group, group_sources
from statediff.desk.editions.table.tabling import examine_editions
from statediff.desk.searches import find_changes, find_for
from statediff.desk.sightings import Query, find_sightings
from statediff.model import History
from statediff.publishing.catalogue import (
    Pair,
    compare,
    key_of,
    pair_up,
    prove,
    tell,
    tell_change,
    tell_facts,
    tell_source,
)
from statediff.publishing.folder import Publication, SiteFolder
from statediff.publishing.latest import MOST_IN_A_FEED, MOST_IN_FEED
from statediff.publishing.phrases import tell_sighting, tell_sightings
from statediff.publishing.recipes import mix, program_digest, write_recipes
from statediff.publishing.reviews import Reviews
from statediff.publishing.settings import SiteSettings
from statediff.rendering import render_evidence
from statediff.reporter.desk.pages import DeskPages
from statediff.reporter.outlets.feed import Entry, write_feed
from statediff.reporter.outlets.figures import draw_words
from statediff.reporter.outlets.marked import Passages, mark_passages
from statediff.reporter.outlets.pages import MOST_LISTED, Pages, count_browse
from statediff.reporter.outlets.rows import (
    ChangeRow,
    Sighting,
    SourceRow,
    change_path,
    editions_path,
    feed_path,
    language_path,
    month_path,
    phrase_path,
    publisher_path,
    search_path,
    source_path,
    state_path,
)
from statediff.reporter.outlets.sitemap import write_robots, write_sitemaps
from statediff.reporter.outlets.spreadsheet import write_changes_csv
from statediff.reporter.page import SiteLinks

_MOST_HELD = 2_000
"""Changes whose passages are held for the feeds that come later; others are computed again."""


def publish(archive: Archive, root: Path, *, read: revisions.Read, settings: SiteSettings) -> Publication:
    """Write the whole archive as a static site; a page whose bytes would be the same is not touched.

    The same archive and settings give the same bytes, whenever and wherever this runs. A report shows what was known
    when its change was first seen, so it stays as it is while the looks go on; the source's page shows everything.

    Raises: UsageError when the folder holds anything that is not ours.
    """
    return _Site(archive, SiteFolder.claim(root), read, settings).publish()


@dataclass(frozen=True, slots=True)
class _Kept:
    """A row, and the digest over everything it and its report are made of."""

    row: ChangeRow
    recipe: str


@dataclass(slots=True)
class _Contents:
    changes: list[_Kept] = field(default_factory=list)
    sources: list[SourceRow] = field(default_factory=list)

    def rows(self) -> list[ChangeRow]:
        return [kept.row for kept in self.changes]

    def newest_look(self) -> datetime | None:
        return max((source.last_look for source in self.sources if source.last_look), default=None)


class _Site:
    def __init__(self, archive: Archive, folder: SiteFolder, read: revisions.Read, settings: SiteSettings) -> None:
        self._archive, self._folder, self._read, self._settings = archive, folder, read, settings
        self._pages = Pages(
            language=settings.language, base_url=settings.base_url, generator_version=settings.generator_version
        )
        self._context = mix((program_digest(), settings))
        self._reviews = Reviews(archive, read)
        self._wholes: dict[str, str] = {}
        self._passages: dict[str, Passages] = {}
        self._addresses: list[tuple[str, datetime | None]] = []

    def publish(self) -> Publication:
        """Write every page; returns what became of them."""
        contents = _Contents()
        sources = sorted(self._archive.sources(), key=lambda source: source.id)
        groups = group_sources(sources, self._archive.edition_links())
        group_of = {source.id: group for group in groups for source in group}
        for source in sources:
            self._publish_source(source.id, group_of.get(source.id, ()), contents)
        contents.changes.sort(key=lambda kept: (kept.row.at, kept.row.source_id, kept.row.new), reverse=True)
        for group in groups:
            self._publish_editions(group)
        self._publish_lists(contents)
        self._publish_phrases(contents)
        self._publish_searches(contents)
        self._publish_first_page(contents)
        return self._folder.finish()

    # ------------------------------------------------------------ a source

    def _publish_source(self, source_id: str, group: Group, contents: _Contents) -> None:
        history = self._archive.history(source_id)
        source = tell_source(history, self._pages.phrases)
        recipes, whole = write_recipes(history, pair_up(history), self._context)
        if self._archive.filters(source_id):
            recipes = [
                (pair, mix((recipe, revisions.slots_left_out(self._archive, pair.new)))) for pair, recipe in recipes
            ]
        self._wholes[source_id] = whole
        editions = [self._tell_edition(other.id) for other in group if other.id != source_id]
        table = editions_path(group[0].id) if sum(one.versions > 0 for one in (source, *editions)) > 1 else ""
        kept = [
            self._publish_change(pair, recipe, table, is_recent=number < MOST_IN_A_FEED)
            for number, (pair, recipe) in enumerate(reversed(recipes))
        ]
        self._write(
            source.path,
            lambda: self._pages.write_source(source, history, [one.row for one in kept], editions, editions_page=table),
            (whole, [one.recipe for one in kept], editions),
            source.last_look,
        )
        told = [one for one in kept if one.row.severity != "none" or one.row.is_technical]
        self._write_feed(source.path, told, name=source.name, key=f"source/{source.id}")
        contents.sources.append(source)
        contents.changes += told
        if len(self._passages) > _MOST_HELD:
            self._passages.clear()

    def _tell_edition(self, source_id: str) -> SourceRow:
        """An edition's name and language; its looks are told on its own page."""
        source, newest = self._archive.source(source_id), self._archive.last_version(source_id)
        return tell_source(History(source=source, versions=(newest,) if newest else ()), self._pages.phrases)

    def _publish_editions(self, group: Group) -> None:
        """Write what the editions of one statement say about the same facts, where two of them were read."""
        rows = [self._tell_edition(source.id) for source in group]
        if sum(row.versions > 0 for row in rows) < 2:
            return
        path = editions_path(group[0].id)
        self._write(path, lambda: self._examine(group[0].id, rows, path), [self._wholes[row.id] for row in rows])

    def _examine(self, name: str, rows: Sequence[SourceRow], path: str) -> str:
        settings = self._settings
        desk = DeskPages(
            language=settings.language,
            base_url=settings.base_url,
            generator_version=settings.generator_version,
            is_served=False,
        )
        found = examine_editions(self._archive, name, watch=settings.watch, language=settings.language, read=self._read)
        return desk.write_editions(found.table(with_agreed=True), sources=rows, path=path)

    def _publish_change(self, pair: Pair, recipe: str, table: str, *, is_recent: bool) -> _Kept:
        path = change_path(pair.source.id, pair.old.number, pair.new.number)
        reviewed = self._reviews.facts_of(pair)
        if reviewed or table:
            recipe = mix((recipe, reviewed, table))
        facts = self._folder.facts(path, recipe)
        if facts is None:
            change = compare(self._archive, pair, read=self._read, watch=self._settings.watch)
            facts = {**tell_facts(change, tell(pair, change, self._settings.language)), "key": key_of(pair)}
            report = render_evidence(
                prove(pair, change),
                language=self._settings.language,
                generator_version=self._settings.generator_version,
                links=self._links_of(pair, path, table),
                review=self._reviews.of(pair),
            )
            self._folder.write(path, report, recipe=recipe, facts=facts)
            row = tell_change(pair, facts, self._pages.phrases, state=self._reviews.state_of(pair))
            if is_recent:
                self._passages[row.range] = mark_passages(change)
        else:
            self._folder.keep(path)
            row = tell_change(pair, facts, self._pages.phrases, state=self._reviews.state_of(pair))
        self._addresses.append((path, row.at))
        return _Kept(row, recipe)

    def _links_of(self, pair: Pair, path: str, table: str) -> SiteLinks:
        root, publisher = "../" * path.count("/"), pair.source.publisher
        return SiteLinks(
            home=f"{root}index.html",
            source=root + source_path(pair.source.id),
            publisher=root + publisher_path(publisher) if publisher else "",
            editions=root + table if table else "",
            canonical=self._settings.base_url + path if self._settings.base_url else "",
        )

    # ------------------------------------------------------------ lists

    def _publish_lists(self, contents: _Contents) -> None:
        by_publisher: dict[str, list[_Kept]] = {
            source.publisher: [] for source in contents.sources if source.publisher is not None
        }
        by_language: dict[str, list[_Kept]] = {}
        by_month: dict[str, list[_Kept]] = {}
        by_state: dict[str, list[_Kept]] = {}
        for kept in contents.changes:
            if kept.row.publisher:
                by_publisher[kept.row.publisher].append(kept)
            if kept.row.language:
                by_language.setdefault(kept.row.language, []).append(kept)
            by_month.setdefault(kept.row.month, []).append(kept)
            by_state.setdefault(kept.row.state, []).append(kept)
        for publisher, changes in sorted(by_publisher.items()):
            self._publish_publisher(publisher, changes, contents)
        for language, changes in sorted(by_language.items()):
            write = functools.partial(self._pages.write_language, language)
            self._write_list(language_path(language), write, changes)
        for month, changes in sorted(by_month.items()):
            self._write_list(month_path(month), functools.partial(self._pages.write_month, month), changes)
        if set(by_state) - {"open"}:
            for state, changes in sorted(by_state.items()):
                self._write_list(state_path(state), functools.partial(self._pages.write_state, state), changes)

    def _publish_publisher(self, publisher: str, changes: Sequence[_Kept], contents: _Contents) -> None:
        sources = [source for source in contents.sources if source.publisher == publisher]
        path = publisher_path(publisher)
        self._write(
            path,
            lambda: self._pages.write_publisher(publisher, [one.row for one in changes], sources),
            ([one.recipe for one in changes], [(source.name, source.path, source.url) for source in sources]),
        )
        self._write_feed(path, changes, name=publisher, key=path.removesuffix(".html"))

    def _write_list(self, path: str, write: Callable[[Sequence[ChangeRow]], str], changes: Sequence[_Kept]) -> None:
        rows = [one.row for one in changes]
        self._write(path, lambda: write(rows), [one.recipe for one in changes], rows[0].at)

    def _publish_phrases(self, contents: _Contents) -> None:
        for phrase in self._phrases():
            kept = [one for one in contents.changes if any(watched.phrase == phrase for watched in one.row.watched)]
            sightings = list(self._sightings(phrase, contents.sources))
            path = phrase_path(phrase)
            self._write_told(path, self._pages.write_phrase, (phrase,), sightings, kept)
            self._write_feed(path, kept, name=self._pages.phrases.quote(phrase), key=path.removesuffix(".html"))

    def _publish_searches(self, contents: _Contents) -> None:
        for search in self._settings.searches:
            found = find_for(self._archive, search)
            changes = find_changes(self._archive, found)
            kept = [one for one in contents.changes if (one.row.source_id, one.row.old, one.row.new) in changes]
            sightings = list(tell_sightings(self._archive, found, self._pages.phrases))
            path = search_path(search.name)
            self._write_told(path, self._pages.write_search, (search.name, search.phrase), sightings, kept)
            self._write_feed(path, kept, name=search.name, key=path.removesuffix(".html"))

    def _write_told(
        self,
        path: str,
        write: Callable[..., str],
        names: Sequence[str],
        sightings: Sequence[Sighting],
        kept: Sequence[_Kept],
    ) -> None:
        rows = [one.row for one in kept]
        self._write(path, lambda: write(*names, sightings, rows), (names, sightings, [one.recipe for one in kept]))

    def _phrases(self) -> list[str]:
        return list(dict.fromkeys(watch.phrase for watch in self._settings.watch))

    def _sightings(self, phrase: str, sources: Sequence[SourceRow]) -> Iterator[Sighting]:
        languages = {watch.language for watch in self._settings.watch if watch.phrase == phrase}
        seen = {one.source.id: one for one in find_sightings(self._archive, Query(phrase), most_passages=1)}
        for source in sources:
            if source.id in seen and (None in languages or source.language in languages):
                yield tell_sighting(source, seen[source.id])

    def _publish_first_page(self, contents: _Contents) -> None:
        rows, newest = contents.rows(), contents.newest_look()
        searches = [search.name for search in self._settings.searches]
        browse = count_browse(rows, contents.sources, self._phrases(), searches)
        shown = [one.recipe for one in contents.changes[: MOST_LISTED + 1]]
        parts = (shown, browse, newest, draw_words(rows, self._pages.phrases))
        self._write("index.html", lambda: self._pages.write_index(rows, browse, newest), parts, newest)
        self._write_feed("index.html", contents.changes, path="feed.xml", key="all", most=MOST_IN_FEED)
        sources = contents.sources
        self._write("sources/index.html", lambda: self._pages.write_sources(sources, newest), (sources, newest), newest)
        self._folder.write("404.html", self._pages.write_missing())
        self._folder.write("changes.csv", write_changes_csv(rows))
        base_url = self._settings.base_url
        self._folder.write("robots.txt", write_robots(base_url))
        if base_url:
            for path, text in write_sitemaps(sorted(self._addresses, key=lambda one: one[0]), base_url):
                self._folder.write(path, text)

    # ------------------------------------------------------------ files

    def _write(self, path: str, write: Callable[[], str], parts: object, newest: datetime | None = None) -> None:
        """Write a page, unless what it is made of is what it was made of before."""
        recipe = mix((self._context, parts))
        if self._folder.facts(path, recipe) is not None:
            self._folder.keep(path)
        else:
            self._folder.write(path, write(), recipe=recipe)
        self._addresses.append((path, newest))

    def _write_feed(
        self,
        page: str,
        kept: Sequence[_Kept],
        *,
        key: str,
        name: str = "",
        path: str | None = None,
        most: int = MOST_IN_A_FEED,
    ) -> None:
        """Write the feed beside a page; its entries are computed only when one of them is new."""
        path = path or feed_path(page)
        shown = kept[:most]
        recipe = mix((self._context, name, [one.recipe for one in shown]))
        if self._folder.facts(path, recipe) is not None:
            self._folder.keep(path)
            return
        text = write_feed(
            [Entry(row=one.row, passages=self._passages_of(one.row)) for one in shown],
            self._pages.phrases,
            name=name,
            feed_key=key,
            link_base=self._settings.base_url or "../" * path.count("/"),
            path=path,
            page=page,
            generator_version=self._settings.generator_version,
        )
        self._folder.write(path, text, recipe=recipe)

    def _passages_of(self, row: ChangeRow) -> Passages:
        if row.range not in self._passages:
            old, new = self._archive.range(row.range)
            change = revisions.compare(self._archive, old, new, read=self._read, watch=self._settings.watch)
            self._passages[row.range] = mark_passages(change)
        return self._passages[row.range]
