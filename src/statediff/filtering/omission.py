"""Omission: two wordings without the volatile slots that differ, the same ones on both sides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from statediff.archive import Archive
from statediff.filtering.slots import MOST_OF_THE_TEXT, Place, Slot, places_of, share_of
from statediff.filtering.standing import in_force
from statediff.model import Version, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """Both sides of a comparison as they are to be compared, and the slots that were left out of both."""

    old: Wording
    new: Wording
    slots: tuple[Slot, ...] = ()


def leave_out(old: Wording, new: Wording, slots: Iterable[Slot]) -> Omission:
    """Leave out of both wordings the blocks of each slot that both have and whose words differ.

    A slot is left in, and its change shown, when it is not as it was learned: another number of blocks, a word or
    figure gone that stood there whatever changed beside it, letters where only figures stood, a quarter of the text or
    more, or a correction in it.
    """
    before, after = places_of(old), places_of(new)
    chosen: dict[Place, Slot] = {}
    for slot in slots:
        one, other = before.get(slot.place, ()), after.get(slot.place, ())
        is_noise = one and other and one != other and slot.explains(one, other)
        if is_noise and slot.place not in chosen and not _holds_correction(one, old) | _holds_correction(other, new):
            chosen[slot.place] = slot
    for wording, places in ((old, before), (new, after)):
        if share_of([text for place in chosen for text in places[place]], wording) >= MOST_OF_THE_TEXT:
            return Omission(old=old, new=new)
    return Omission(old=_without(old, chosen), new=_without(new, chosen), slots=tuple(chosen.values()))


def leave_out_standing(archive: Archive, old: Version, new: Version, wordings: tuple[Wording, Wording]) -> Omission:
    """Leave out of two versions' wordings what the source's filters in force at the later one's first sight name.

    Versions of different sources are compared whole.
    """
    before, after = wordings
    if old.source_id != new.source_id:
        return Omission(old=before, new=after)
    filters = archive.filters(new.source_id)
    later = max(old.first_seen_at, new.first_seen_at)
    return leave_out(before, after, in_force(filters, later) if filters else ())


def _holds_correction(texts: Iterable[str], wording: Wording) -> bool:
    return wording.correction is not None and any(wording.correction in text for text in texts)


def _without(wording: Wording, chosen: Iterable[Place]) -> Wording:
    left_out = {(place.kind, place.signature) for place in chosen}
    if not left_out:
        return wording
    return replace(
        wording, blocks=tuple(block for block in wording.blocks if (block.kind, block.signature) not in left_out)
    )
