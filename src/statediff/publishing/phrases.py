"""Phrases: where and when one stood, as rows that pages and figures show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from statediff.archive import Archive
from statediff.desk.sightings import Period
from statediff.desk.sightings import Sighting as Finding
from statediff.model import History
from statediff.publishing.catalogue import tell_source
from statediff.reporter.outlets.rows import Sighting, Stretch
from statediff.reporter.phrasing import Phrases


def tell_sightings(archive: Archive, found: Sequence[Finding], phrases: Phrases) -> Iterator[Sighting]:
    """Yield a row for each source in which a phrase was found, with its latest passage."""
    for one in found:
        newest = archive.last_version(one.source.id)
        latest = one.periods[-1].passages[-1]
        yield Sighting(
            source=tell_source(History(source=one.source, versions=(newest,) if newest else ()), phrases),
            first=one.first_seen_at,
            last=one.last_seen_at,
            is_current=one.is_standing,
            version=latest.last,
            passage=latest.text,
            stretches=tuple(map(tell_stretch, one.periods)),
            places=tuple(latest.places),
        )


def tell_stretch(period: Period) -> Stretch:
    """Tell a period as a stretch; where our rules alone begin or end it, no look is named that did not see it."""
    return Stretch(
        first=period.first_seen_at,
        last=period.last_seen_at,
        after=None if period.is_begun_by_rules else period.after,
        gone_by=None if period.is_ended_by_rules else period.gone_by,
    )
