"""Latest: the newest changes with their marked passages, for a feed, a table and a digest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from statediff import revisions
from statediff.archive import Archive
from statediff.archive.changes import ChangeNote
from statediff.desk.searches import find_changes, find_for
from statediff.model import SavedSearch
from statediff.publishing.catalogue import Pair, compare, pair_up, tell, tell_change, tell_facts
from statediff.publishing.settings import SiteSettings
from statediff.reporter.outlets.feed import Entry, write_feed
from statediff.reporter.outlets.marked import mark_passages
from statediff.reporter.outlets.phrasing import load_phrases
from statediff.reporter.outlets.rows import feed_path, search_path, source_path
from statediff.reporter.outlets.spreadsheet import write_changes_csv

MOST_IN_FEED = 50
"""Changes of the feed for everything."""
MOST_IN_A_FEED = 20
"""Changes of the feed of one source, publisher or phrase."""
_SEARCHED_TIMES = 5
"""How many more changes are read than a feed holds: those of nothing but volatile slots are no news."""


def read_entries(
    archive: Archive, notes: Iterable[ChangeNote], *, read: revisions.Read, settings: SiteSettings
) -> Iterator[Entry]:
    """Yield the changes that the notes name, in their order; each is computed anew from its two versions."""
    phrases = load_phrases(settings.language)
    pairs: dict[str, dict[int, Pair]] = {}
    for note in notes:
        if note.source_id not in pairs:
            pairs[note.source_id] = {pair.new.number: pair for pair in pair_up(archive.history(note.source_id))}
        pair = pairs[note.source_id].get(note.new)
        if pair is None or pair.old.number != note.old:
            continue
        change = compare(archive, pair, read=read, watch=settings.watch)
        row = tell_change(pair, tell_facts(change, tell(pair, change, settings.language)), phrases)
        yield Entry(row=row, passages=mark_passages(change))


def make_feed(archive: Archive, source_id: str | None, *, read: revisions.Read, settings: SiteSettings) -> str:
    """Return the Atom feed of a source's newest changes, or of all sources'; raises SourceNotFound."""
    most = MOST_IN_FEED if source_id is None else MOST_IN_A_FEED
    latest = archive.changes(limit=_SEARCHED_TIMES * most, source_id=source_id)
    notes = islice((note for note in latest if note.severity != "none"), most)
    entries = list(read_entries(archive, notes, read=read, settings=settings))
    name, page = "", "index.html"
    if source_id is not None:
        source = archive.source(source_id)
        name = entries[0].row.name if entries else source.title or source.id
        page = source_path(source_id)
    return write_feed(
        entries,
        load_phrases(settings.language),
        name=name,
        feed_key="all" if source_id is None else f"source/{source_id}",
        link_base=settings.base_url,
        path="feed.xml" if source_id is None else feed_path(page),
        page=page,
        generator_version=settings.generator_version,
    )


def make_search_feed(archive: Archive, search: SavedSearch, *, read: revisions.Read, settings: SiteSettings) -> str:
    """Return the Atom feed of the newest changes that a saved search finds."""
    changes = find_changes(archive, find_for(archive, search))
    found = (note for note in archive.changes() if (note.source_id, note.old, note.new) in changes)
    notes = islice((note for note in found if note.severity != "none"), MOST_IN_A_FEED)
    path = search_path(search.name)
    return write_feed(
        list(read_entries(archive, notes, read=read, settings=settings)),
        load_phrases(settings.language),
        name=search.name,
        feed_key=path.removesuffix(".html"),
        link_base=settings.base_url,
        path=feed_path(path),
        page=path,
        generator_version=settings.generator_version,
    )


def make_table(
    archive: Archive, source_id: str | None, limit: int | None, *, read: revisions.Read, settings: SiteSettings
) -> str:
    """Return the changes of a source, or of all, as CSV, newest first; raises SourceNotFound."""
    notes = archive.changes(limit=limit, source_id=source_id)
    return write_changes_csv(entry.row for entry in read_entries(archive, notes, read=read, settings=settings))
