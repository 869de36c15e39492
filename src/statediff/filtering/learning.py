"""Learning: which places of a page have other words at nearly every look, and other ones again seconds later.

That a place changes often says nothing: casualty figures do. That five fetches seconds apart find five texts there that
were never seen before, and that this happens again at another look, says that nobody wrote them. Caches and servers
that lag behind one another hold a few copies of a page, four would be many. See
docs/decisions/0008-a-slot-is-noise-only-when-seconds-change-it.md for what was measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from statediff.filtering.sightings import Sighting
from statediff.filtering.slots import (
    MOST_OF_THE_TEXT,
    Place,
    Slot,
    changed_places,
    frame_of,
    share_of,
)

LEAST_TRANSITIONS = 3
LEAST_SHARE_OF_TRANSITIONS = 0.5
LEAST_UNSTEADY_TIMES = 2
ENOUGH_STEADY_TIMES = 2
"""A place that kept its words as often when the page was fetched again is not asked about any more."""
MOST_TIMES = 8
"""A page is fetched again at so many looks of those that are remembered, and no more."""
FETCHES_AT_A_TIME = 5
"""One more than the copies of a page that servers which lag behind one another may hold."""
AT_ONCE = timedelta(minutes=3)
"""Fetches within this long count as made at once: long enough for a polite pause, too short for an editor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A slot that was found to be volatile, and why, in words."""

    slot: Slot
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Time:
    """One time at which a page was fetched again at once, and all looks before it."""

    before: tuple[Sighting, ...]
    fetches: tuple[Sighting, ...]

    @property
    def seconds(self) -> float:
        return (self.fetches[-1].seen_at - self.fetches[0].seen_at).total_seconds()

    def words(self, place: Place) -> list[tuple[str, ...] | None]:
        return [sighting.places.get(place) for sighting in self.fetches]

    def is_unsteady(self, place: Place) -> bool:
        """Whether each fetch found other words there, none that were seen before, and none came out of a cache."""
        words = self.words(place)
        if len(words) < FETCHES_AT_A_TIME or None in words or any(sighting.is_stored for sighting in self.fetches):
            return False
        earlier = {sighting.places.get(place) for sighting in self.before}
        return len(set(words)) == len(words) and earlier.isdisjoint(words)

    def is_steady(self, place: Place) -> bool:
        words = self.words(place)
        return None not in words and len(set(words)) == 1


def candidates(sightings: Sequence[Sighting]) -> tuple[Place, ...]:
    """Return the small places that changed now, and at most looks before: worth fetching the page again for.

    `sightings` are a source's looks in order of time. Places that proved steady are none, nor are those where words
    came back that stood there before.
    """
    if len(sightings) < 2 or sightings[-1].is_stored:
        return ()
    times = _times(sightings)
    if len(times) >= MOST_TIMES:
        return ()
    changed = changed_places(sightings[-2].places, sightings[-1].places)
    return tuple(
        place
        for place in changed
        if is_small(place, sightings[-2], sightings[-1])
        and all(sighting.places.get(place) != sightings[-1].places[place] for sighting in sightings[:-1])
        and _changes_often(place, sightings)
        and sum(time.is_steady(place) for time in times) < ENOUGH_STEADY_TIMES
    )


def learn(sightings: Sequence[Sighting]) -> tuple[Lesson, ...]:
    """Return the slots that are volatile for certain, by a source's looks in order of time."""
    if not sightings:
        return ()
    newest = sightings[-1]
    times = _times(sightings)
    lessons = []
    for place in newest.places:
        unsteady = [time for time in times if time.is_unsteady(place)]
        steady = sum(time.is_steady(place) for time in times)
        if len(unsteady) < max(LEAST_UNSTEADY_TIMES, steady + 1) or not _changes_often(place, sightings):
            continue
        if not all(is_small(place, *pair) for pair in pairwise(sightings) if place in pair[1].places):
            continue
        changes, transitions = _count_changes(place, sightings)
        seen = [text for sighting in sightings for text in sighting.places.get(place, ())]
        lessons.append(
            Lesson(
                slot=Slot(place=place, frame=frame_of(seen)),
                evidence=f"other words at {changes} of {transitions} changes, and at {len(unsteady)} of {len(times)} "
                f"times when the page was fetched {FETCHES_AT_A_TIME} times within "
                f"{max(time.seconds for time in unsteady):.0f} s",
            )
        )
    return tuple(lessons)


def is_small(place: Place, *sightings: Sighting) -> bool:
    """Whether a place holds but a small part of the text in each of these looks that has it."""
    return all(share_of(sighting.places.get(place, ()), sighting.wording) < MOST_OF_THE_TEXT for sighting in sightings)


def _changes_often(place: Place, sightings: Sequence[Sighting]) -> bool:
    changes, transitions = _count_changes(place, sightings)
    return transitions >= LEAST_TRANSITIONS and changes >= LEAST_SHARE_OF_TRANSITIONS * transitions


def _count_changes(place: Place, sightings: Sequence[Sighting]) -> tuple[int, int]:
    """Return how many of the transitions from one scheduled look's version to the next changed a place."""
    scheduled = [sighting for sighting in sightings if not sighting.is_again]
    transitions = [pair for pair in pairwise(scheduled) if pair[0].version != pair[1].version]
    changes = sum(
        place in old.places and place in new.places and old.places[place] != new.places[place]
        for old, new in transitions
    )
    return changes, len(transitions)


def _times(sightings: Sequence[Sighting]) -> list[_Time]:
    """Return the times at which a look was followed by others at once; the first look of all has none before it."""
    times = []
    for at, sighting in enumerate(sightings):
        if at == 0 or sighting.is_again:
            continue
        fetches = [sighting]
        for again in sightings[at + 1 :]:
            if not again.is_again:
                break
            if again.seen_at - sighting.seen_at <= AT_ONCE:
                fetches.append(again)
        if len(fetches) > 1:
            times.append(_Time(before=tuple(sightings[:at]), fetches=tuple(fetches)))
    return times
