"""Saved searches: the changes by which a passage with the phrase came or went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from statediff.archive import Archive
from statediff.desk.sightings import Period, Query, SearchScope, Sighting, find_sightings
from statediff.desk.standings import ChangeKey
from statediff.model import SavedSearch


def find_for(archive: Archive, search: SavedSearch) -> tuple[Sighting, ...]:
    """Return where a saved search finds its phrase; a source that it names and nobody watched yet is passed over."""
    known = {source.id for source in archive.sources()}
    named = tuple(name for name in search.sources if name in known)
    if search.sources and not named:
        return ()
    scope = SearchScope(publisher=search.publisher, language=search.language, sources=named)
    return find_sightings(archive, Query(search.phrase, has_families=search.family), scope)


def find_changes(archive: Archive, sightings: tuple[Sighting, ...]) -> frozenset[ChangeKey]:
    """Return the changes by which a passage of the sightings came or went.

    A passage that stood at the first look came by no change, and one that only our rules read or no longer read is
    nothing a publisher did.
    """
    return frozenset(change for sighting in sightings for change in _changes(archive, sighting))


def _changes(archive: Archive, sighting: Sighting) -> Iterator[ChangeKey]:
    """Yield the pairs of neighbours, in the order in which they stood, between which a passage came or went."""
    numbers = [note.number for note in archive.outline(sighting.source.id)]
    places = {number: place for place, number in enumerate(numbers)}
    for period in sighting.periods:
        for place in _turns(period, places):
            if 0 < place < len(numbers):
                yield sighting.source.id, numbers[place - 1], numbers[place]


def _turns(period: Period, places: Mapping[int, int]) -> Iterator[int]:
    """Yield the places of the versions with which a passage came or had gone."""
    for passage in period.passages:
        first, last = places[passage.first], places[passage.last]
        if first > places[period.first] or (period.after is not None and not period.is_begun_by_rules):
            yield first
        if last < places[period.last] or (period.gone_by is not None and not period.is_ended_by_rules):
            yield last + 1
