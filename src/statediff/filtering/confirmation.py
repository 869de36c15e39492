"""Confirmation: fetching a changed page again at once, learning from what seconds change, and taking lessons back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from statediff.archive import Archive
from statediff.filtering.learning import FETCHES_AT_A_TIME, LEAST_TRANSITIONS, SLOWEST, candidates, learn
from statediff.filtering.looks import FETCHED_AGAIN, Look, gather_looks
from statediff.filtering.omission import leave_out
from statediff.filtering.siblings import SITE_BLOCK_AGAIN, Siblings
from statediff.filtering.slots import Place, Slot, places_of, read_slot, without
from statediff.filtering.standing import Standing, in_force, stand
from statediff.judgements import Filter
from statediff.model import Capture, Source, Wording

CONFIRMED = "found-again"
"""Noted of a look whose change was found again when the page was fetched again at once."""
UNCONFIRMED = "unconfirmed"
"""Noted of a look whose change was not found again at once: other words stood there, or no page came."""
UNSTEADY = "unsteady"
"""Noted of a look at once after another that differs from it but where the change that it was to confirm is."""
VOLATILE = "volatile-slots"
"""Noted of a look that differs from the one before but in volatile slots."""
FILTER_ENDED = "filter-ended"
"""Noted of a look that found a volatile slot standing still, with the number of the version that is shown by that."""
STILL_FOR_LOOKS = 3
STILL_FOR = timedelta(hours=24)
"""A volatile slot that keeps its words for so many looks, over so long, holds something that somebody wrote."""


def confirm(
    archive: Archive,
    source: Source,
    capture: Capture,
    *,
    look_again: Callable[[], Capture | None],
    retell: Callable[[datetime], None],
    siblings: Siblings,
) -> Iterator[Capture]:
    """Yield a look that was just kept and read, and those made again at once to tell its change from noise.

    The page is fetched again when a small place changed that changes at most looks, or when something changed outside
    the volatile slots of a page that has some; a few times more while each fetch finds other words. All fetches are
    kept like any other. A change that was not found again stays, and its look says that it is unconfirmed. `retell`
    sums up again the changes since an instant, when a filter that held since then was ended. A change that is the
    site's, and not this page's alone, is noted as such.
    """
    if source.discover is not None or capture.version is None or capture.disposition.is_failure:
        yield capture
        return
    standings = stand(archive.filters(source.id))
    again: tuple[Capture, ...] = ()
    looks: tuple[Look, ...] = ()
    if capture.is_new_version and (standings or capture.version > LEAST_TRANSITIONS):
        looks = gather_looks(archive, source.id)
        slots = in_force(archive.filters(source.id), capture.captured_at)
        asked = _choose_places(looks, slots, standings)
        if asked or (slots and _has_news(archive, capture)):
            again = tuple(_fetch_again(archive, capture, _Question(asked, looks), slots, look_again))
            looks = gather_looks(archive, source.id)
            _keep_lessons(archive, source, looks)
    if standings:
        _end_still_filters(archive, capture, looks or gather_looks(archive, source.id), retell)
    is_noted = capture.is_new_version and not is_noise(capture) and siblings.note_site_event(source, capture)
    for look in (capture, *again):
        yield archive.capture(look.id) if again or standings or is_noted else look


def shown_again_by(archive: Archive, look: Capture) -> int | None:
    """Return the version whose change was left out at first, and is to be told since a look ended a filter."""
    if FILTER_ENDED not in look.events:
        return None
    noted = archive.last_note(look.source_id, FILTER_ENDED)
    return int(noted[1]) if noted is not None and noted[0] == look.id else None


def is_noise(look: Capture) -> bool:
    """Whether what a look found new are but words that nobody wrote."""
    return VOLATILE in look.events or UNSTEADY in look.events


def is_told_elsewhere(look: Capture) -> bool:
    """Whether what a look found new is noise, or was told of another page of its site."""
    return is_noise(look) or SITE_BLOCK_AGAIN in look.events


def _choose_places(looks: Sequence[Look], slots: Sequence[Slot], standings: Sequence[Standing]) -> tuple[Place, ...]:
    """Return the places to fetch a page again for: those that may be volatile, and of which nothing is settled yet."""
    if len(looks) < 2:
        return ()
    left = leave_out(looks[-2].wording, looks[-1].wording, slots)
    settled = {slot.place for slot in left.slots} | _ended_places(standings)
    return tuple(place for place in candidates(looks) if place not in settled)


class _Question:
    """Which places may hold words that nobody wrote; a place where words come back that were seen is settled."""

    def __init__(self, places: Iterable[Place], looks: Sequence[Look]) -> None:
        self.places = tuple(places)
        self._seen = {place: {look.places.get(place) for look in looks} for place in self.places}

    def is_open_after(self, wording: Wording) -> bool:
        """Take up what another fetch found; return whether one more may tell something."""
        found = places_of(wording)
        for place, seen in list(self._seen.items()):
            words = found.get(place)
            if words is None or words in seen:
                del self._seen[place]
            seen.add(words)
        return bool(self._seen)


def _fetch_again(
    archive: Archive,
    capture: Capture,
    question: _Question,
    slots: Sequence[Slot],
    look_again: Callable[[], Capture | None],
) -> Iterator[Capture]:
    """Yield the looks that are made at once, and note on each what it tells of the first one's change."""
    first = archive.version(f"{capture.source_id}@v{capture.version}").wording
    for number in range(2, FETCHES_AT_A_TIME + 1):
        look = look_again()
        if look is None:
            archive.note(capture, UNCONFIRMED, "the host was left to another run")
            return
        archive.note(look, FETCHED_AGAIN, f"after capture {capture.id}")
        yield look
        if look.version is None or look.disposition.is_failure:
            archive.note(capture, UNCONFIRMED, f"fetched again at once: {look.disposition}")
            return
        again = archive.version(f"{capture.source_id}@v{look.version}").wording
        left = leave_out(first, again, slots)
        is_found_again = left.old.digest == left.new.digest
        if number == 2:
            noted = CONFIRMED if is_found_again else UNCONFIRMED
            archive.note(capture, noted, f"fetched again at once by capture {look.id}")
        if look.is_new_version and without(left.old, question.places) == without(left.new, question.places):
            archive.note(look, UNSTEADY, f"differs from capture {capture.id} in the same places only")
        is_slow = look.captured_at - capture.captured_at > (number - 1) * SLOWEST
        if is_found_again or is_slow or not question.is_open_after(again):
            return


def _has_news(archive: Archive, capture: Capture) -> bool:
    """Whether the change that a look brought is more than what filters leave out."""
    change = next(iter(archive.changes(limit=1, source_id=capture.source_id)), None)
    return change is not None and change.new == capture.version and change.severity != "none"


def _ended_places(standings: Iterable[Standing]) -> set[Place]:
    """Return the places whose filter was ended: only a person filters them again."""
    ended = (read_slot(standing.slot) for standing in standings if not standing.is_active)
    return {slot.place for slot in ended if slot is not None}


def _keep_lessons(archive: Archive, source: Source, looks: Sequence[Look]) -> None:
    standings = stand(archive.filters(source.id))
    known = {standing.slot for standing in standings}
    ended = _ended_places(standings)
    for lesson in learn(looks):
        if lesson.slot.name not in known and lesson.slot.place not in ended:
            archive.keep_filter(
                Filter(
                    source_id=source.id,
                    slot=lesson.slot.name,
                    is_active=True,
                    evidence=lesson.evidence,
                    decided_at=looks[-1].seen_at,
                )
            )


def _end_still_filters(
    archive: Archive, capture: Capture, looks: Sequence[Look], retell: Callable[[datetime], None]
) -> None:
    """End the learned filters of slots that keep their words, so that what they left out last is shown again."""
    slots = [slot for slot in in_force(archive.filters(capture.source_id), capture.captured_at) if not slot.is_by_hand]
    looks = [look for look in looks if not look.is_again]
    changes = {slot: _find_last_change(slot, looks) for slot in slots if looks}
    still = {slot: since for slot, since in changes.items() if since is not None}
    for slot, since in still.items():
        evidence = f"the same words at {STILL_FOR_LOOKS} looks or more, since {since.seen_at:%Y-%m-%dT%H:%M:%SZ}"
        row = Filter(
            source_id=capture.source_id,
            slot=slot.name,
            is_active=False,
            evidence=evidence,
            decided_at=capture.captured_at,
        )
        archive.keep_filter(row)
    if still:
        first = min(still.values(), key=lambda since: since.seen_at)
        archive.note(capture, FILTER_ENDED, str(first.version))
        retell(first.seen_at - timedelta(microseconds=1))


def _find_last_change(slot: Slot, looks: Sequence[Look]) -> Look | None:
    """Return the look since which a slot stands still, when it does so for long enough."""
    since = looks[-1]
    count = 0
    for before, after in reversed(list(pairwise(looks))):
        count += 1
        since = after
        if before.places.get(slot.place) != looks[-1].places.get(slot.place):
            break
    else:
        return None
    is_still = count >= STILL_FOR_LOOKS and looks[-1].seen_at - since.seen_at >= STILL_FOR
    return since if is_still else None
