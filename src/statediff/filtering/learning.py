"""Learning: which places of a page have other words at nearly every look, and other ones again seconds later.

That a place changes often says nothing: casualty figures do. That five fetches seconds apart find five texts there that
were never seen before, and that this happens again at another look, says that nobody wrote them. Caches and servers
that lag behind one another hold a few copies of a page, four would be many. And only the words that seconds change
are noise: a figure beside a clock that keeps still for seconds and moves over days is none. See
docs/decisions/0008-a-slot-is-noise-only-when-seconds-change-it.md for what was measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from statediff.filtering.frames import UNCHANGED, Frame, cut, fits, frame_texts
from statediff.filtering.looks import Look
from statediff.filtering.slots import MOST_OF_THE_TEXT, Place, Slot, changed_places, share_of

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

SLOWEST = timedelta(seconds=40)
"""A host that wants longer pauses than this is not asked twice at once: that would hold up the run for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A slot that was found to be volatile, and why, in words."""

    slot: Slot
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Time:
    """One time at which a page was fetched again at once, and all looks before it."""

    before: tuple[Look, ...]
    fetches: tuple[Look, ...]

    @property
    def seconds(self) -> float:
        return (self.fetches[-1].seen_at - self.fetches[0].seen_at).total_seconds()

    def words(self, place: Place) -> list[tuple[str, ...] | None]:
        return [look.places.get(place) for look in self.fetches]

    def is_unsteady(self, place: Place) -> bool:
        """Whether each fetch found other words there, none that were seen before, and none came out of a cache."""
        words = self.words(place)
        if len(words) < FETCHES_AT_A_TIME or None in words or any(look.is_stored for look in self.fetches):
            return False
        earlier = {look.places.get(place) for look in self.before}
        return len(set(words)) == len(words) and earlier.isdisjoint(words)

    def frames(self, place: Place, looks: Sequence[Look]) -> tuple[Frame, ...] | None:
        """Return the frames of the words that stay in each block within these seconds, None when they do not stay.

        They have to stay in all other looks too: what stays for seconds, and changes over days, somebody wrote. And
        each hole has to hold something new at each fetch: a figure out of a few copies stays one beside a clock.
        """
        found = []
        for at in range(place.count):
            framing = frame_texts([look.places[place][at] for look in self.fetches])
            others = [look.places[place][at] for look in looks if place in look.places]
            if framing is None or not framing.is_new_in_every_hole or not _holds_over(framing.frame, others):
                return None
            found.append(framing.frame)
        return tuple(found)

    def is_steady(self, place: Place) -> bool:
        words = self.words(place)
        return None not in words and len(set(words)) == 1


def candidates(looks: Sequence[Look]) -> tuple[Place, ...]:
    """Return the small places that changed now, and at most looks before: worth fetching the page again for.

    `looks` are a source's looks in order of time. Places that proved steady are none, nor are those where words
    came back that stood there before.
    """
    if len(looks) < 2 or looks[-1].is_stored:
        return ()
    times = _times(looks)
    is_slow = any(again.is_again and again.seen_at - look.seen_at > SLOWEST for look, again in pairwise(looks))
    if is_slow or len(times) >= MOST_TIMES:
        return ()
    changed = changed_places(looks[-2].places, looks[-1].places)
    return tuple(
        place
        for place in changed
        if is_small(place, looks[-2], looks[-1])
        and all(look.places.get(place) != looks[-1].places[place] for look in looks[:-1])
        and _changes_often(place, looks)
        and sum(time.is_steady(place) for time in times) < ENOUGH_STEADY_TIMES
    )


def learn(looks: Sequence[Look]) -> tuple[Lesson, ...]:
    """Return the slots that are volatile for certain, by a source's looks in order of time."""
    if not looks:
        return ()
    newest = looks[-1]
    times = _times(looks)
    lessons = []
    for place in newest.places:
        steady = sum(time.is_steady(place) for time in times)
        framed = [time.frames(place, looks) for time in times if time.is_unsteady(place)]
        unsteady = [frames for frames in framed if frames is not None]
        if len(unsteady) < max(LEAST_UNSTEADY_TIMES, steady + 1) or not _changes_often(place, looks):
            continue
        if not all(is_small(place, *pair) for pair in pairwise(looks) if place in pair[1].places):
            continue
        changes, transitions = _count_changes(place, looks)
        lessons.append(
            Lesson(
                slot=Slot(place=place, frames=max(unsteady, key=_count_words)),
                evidence=f"other words at {changes} of {transitions} changes, and at {len(unsteady)} of {len(times)} "
                f"times when the page was fetched {FETCHES_AT_A_TIME} times within "
                f"{max(time.seconds for time in times if time.is_unsteady(place)):.0f} s",
            )
        )
    return tuple(lessons)


def is_small(place: Place, *looks: Look) -> bool:
    """Whether a place holds but a small part of the text in each of these looks that has it."""
    return all(share_of(look.places.get(place, ()), look.wording) < MOST_OF_THE_TEXT for look in looks)


def _changes_often(place: Place, looks: Sequence[Look]) -> bool:
    changes, transitions = _count_changes(place, looks)
    return transitions >= LEAST_TRANSITIONS and changes >= LEAST_SHARE_OF_TRANSITIONS * transitions


def _count_changes(place: Place, looks: Sequence[Look]) -> tuple[int, int]:
    """Return how many of the transitions from one scheduled look's version to the next changed a place."""
    scheduled = [look for look in looks if not look.is_again]
    transitions = [pair for pair in pairwise(scheduled) if pair[0].version != pair[1].version]
    changes = sum(
        place in old.places and place in new.places and old.places[place] != new.places[place]
        for old, new in transitions
    )
    return changes, len(transitions)


def _times(looks: Sequence[Look]) -> list[_Time]:
    """Return the times at which a look was followed by others at once; the first look of all has none before it."""
    times = []
    for at, look in enumerate(looks):
        if at == 0 or look.is_again:
            continue
        fetches = [look]
        for again in looks[at + 1 :]:
            if not again.is_again:
                break
            if again.seen_at - look.seen_at <= AT_ONCE:
                fetches.append(again)
        if len(fetches) > 1:
            times.append(_Time(before=tuple(looks[:at]), fetches=tuple(fetches)))
    return times


def _holds_over(frame: Frame, texts: Sequence[str]) -> bool:
    if frame == (UNCHANGED,):
        return len(set(map(cut, texts))) == 1
    return all(fits(frame, text) for text in texts)


def _count_words(frames: tuple[Frame, ...]) -> int:
    """Return how much frames ask for: of several, the strictest is taken."""
    return sum(map(len, frames))
