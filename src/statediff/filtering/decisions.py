"""Decisions: a person filters a place of a page, or ends a filter; both are rows that stay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from statediff.archive import Archive
from statediff.errors import UsageError
from statediff.filtering.slots import MOST_OF_THE_TEXT, Place, Slot, places_of, read_slot, share_of
from statediff.filtering.standing import Standing, stand
from statediff.judgements import Filter
from statediff.model import Version


def filter_by_hand(archive: Archive, source_id: str, name: str, *, reviewer: str, at: datetime) -> Filter:
    """Leave out from now on what changes in a slot; `name` is a filter's number, a slot, or a block's signature.

    Raises: UsageError when the page's newest version has no such place, the place is a quarter of the text or more,
    or the source is a listing.
    """
    if archive.source(source_id).discover is not None:
        raise UsageError(source_id, "it is a listing, whose entries are told one by one", "filter its pages instead")
    rows = archive.filters(source_id)
    known = _find(stand(rows), rows, name)
    if known is not None:
        return _keep(archive, source_id, known.slot, is_active=True, reviewer=reviewer, at=at)
    version = archive.last_version(source_id)
    slot = read_slot(name) or Slot(place=_find_place(version, source_id, name))
    if version is not None:
        share = share_of(places_of(version.wording).get(slot.place, ()), version.wording)
        if share >= MOST_OF_THE_TEXT:
            raise UsageError(
                name, f"it holds {share:.0%} of the text", 'take it out of the reading with remove = ["SELECTOR"]'
            )
    return _keep(archive, source_id, slot.name, is_active=True, reviewer=reviewer, at=at)


def end_filter(archive: Archive, source_id: str, name: str, *, reviewer: str, at: datetime) -> Standing:
    """End a filter, by its number or slot, so that all it left out is shown again; return how it stood.

    Raises: UsageError when the source has no such filter, or it was ended before.
    """
    rows = archive.filters(source_id)
    known = _find(stand(rows), rows, name)
    step = f"see them with: statediff sources {source_id} --filters"
    if known is None:
        raise UsageError(name, f"{source_id} has no such filter", step)
    if not known.is_active:
        raise UsageError(name, "this filter was ended before", step)
    _keep(archive, source_id, known.slot, is_active=False, reviewer=reviewer, at=at)
    return known


def _find(standings: Sequence[Standing], rows: Sequence[Filter], name: str) -> Standing | None:
    slots = {str(row.id): row.slot for row in rows}
    return next((one for one in standings if one.slot == slots.get(name, name)), None)


def _find_place(version: Version | None, source_id: str, name: str) -> Place:
    places = tuple(places_of(version.wording)) if version is not None else ()
    found = [place for place in places if name in (str(place), place.signature)]
    if len(found) == 1:
        return found[0]
    cause = f"its newest version has {'several such places' if found else 'no such place'}"
    some = ", ".join(str(place) for place in found or places[:5]) or "none"
    raise UsageError(name, f"{source_id}: {cause}", f"name one as it is written here: {some}")


def _keep(archive: Archive, source_id: str, slot: str, *, is_active: bool, reviewer: str, at: datetime) -> Filter:
    evidence = f"{'filtered' if is_active else 'ended'} by {reviewer or 'hand'}"
    return archive.keep_filter(
        Filter(source_id=source_id, slot=slot, is_active=is_active, evidence=evidence, decided_at=at)
    )
