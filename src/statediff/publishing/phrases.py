"""Phrases: where and when one stood, as rows that pages and figures show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from statediff.archive import Archive
from statediff.desk.sightings import Period
from statediff.desk.sightings import Sighting as Finding
from statediff.model import History
from statediff.publishing.catalogue import tell_source
from statediff.reporter.outlets.rows import Sighting, SourceRow, Stretch
from statediff.reporter.phrasing import Phrases


def tell_sightings(archive: Archive, found: Sequence[Finding], phrases: Phrases) -> Iterator[Sighting]:
    """Yield a row for each source in which a phrase was found, with its latest passage."""
    for one in found:
        newest = archive.last_version(one.source.id)
        row = tell_source(History(source=one.source, versions=(newest,) if newest else ()), phrases)
        yield tell_sighting(row, one)


def tell_sighting(source: SourceRow, found: Finding) -> Sighting:
    """Tell where and when a phrase stood in one source, with its latest passage."""
    latest = found.periods[-1]
    passage = latest.passages[-1] if latest.passages else None
    return Sighting(
        source=source,
        first=found.first_seen_at,
        last=found.last_seen_at,
        is_current=found.is_standing,
        version=passage.last if passage else latest.last,
        passage=passage.text if passage else "",
        stretches=tuple(map(tell_stretch, found.periods)),
        places=tuple(passage.places) if passage else (),
    )


def tell_stretch(period: Period) -> Stretch:
    """Tell a period as a stretch; where our rules alone begin or end it, no look is named that did not see it."""
    return Stretch(
        first=period.first_seen_at,
        last=period.last_seen_at,
        after=None if period.is_begun_by_rules else period.after,
        gone_by=None if period.is_ended_by_rules else period.gone_by,
    )
