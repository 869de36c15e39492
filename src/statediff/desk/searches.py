"""Saved searches: the changes by which a passage with the phrase came or went."""

from __future__ import annotations

from collections.abc import Iterator

from statediff.archive import Archive
from statediff.desk.sightings import Period, Query, Scope, Sighting, find_sightings
from statediff.desk.standings import ChangeKey
from statediff.model import SavedSearch


def find_for(archive: Archive, search: SavedSearch) -> tuple[Sighting, ...]:
    """Return where a saved search finds its phrase; a source that it names and nobody watched yet is passed over."""
    known = {source.id for source in archive.sources()}
    named = tuple(name for name in search.sources if name in known)
    if search.sources and not named:
        return ()
    scope = Scope(publisher=search.publisher, language=search.language, sources=named)
    return find_sightings(archive, Query(search.phrase, has_families=search.family), scope)


def find_changes(sightings: tuple[Sighting, ...]) -> frozenset[ChangeKey]:
    """Return the changes by which a passage of the sightings came or went.

    A passage that stood at the first look came by no change, and one that only our rules read or no longer read is
    nothing a publisher did.
    """
    return frozenset(
        (sighting.source.id, number - 1, number)
        for sighting in sightings
        for period in sighting.periods
        for number in _turns(period)
    )


def _turns(period: Period) -> Iterator[int]:
    """Yield the numbers of the versions with which a passage came or had gone."""
    for passage in period.passages:
        is_begun = passage.first > period.first or (period.after is not None and not period.is_begun_by_rules)
        if is_begun and passage.first > 1:
            yield passage.first
        is_over = passage.last < period.last or (period.gone_by is not None and not period.is_ended_by_rules)
        if is_over:
            yield passage.last + 1
