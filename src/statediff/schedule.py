"""When a source is due: its rhythm, a stable spread over the window, and a rhythm learned from its changes."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from statediff.model import Source

JITTER_SHARE = 0.1
"""A source's looks are shifted by up to this share of its interval, always by the same amount."""
ADAPTIVE_BOUNDS_SECONDS = (15 * 60, 7 * 86_400)
FRESH_LOOKS_SECONDS = tuple(hours * 3600 for hours in (1, 3, 6, 12, 24))
"""A new statement is looked at after these many seconds, whatever its rhythm: early edits are the frequent ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The next time a source is due, and how many of its windows passed without a look."""

    due_at: datetime
    missed: int = 0


def jitter_seconds(source: Source) -> float:
    """Return the source's own stable offset in seconds, spread evenly over JITTER_SHARE of its interval."""
    fraction = int.from_bytes(hashlib.sha256(source.id.encode()).digest()[:4], "big") / 2**32
    return fraction * JITTER_SHARE * source.every_seconds


def is_due(source: Source, *, due_at: datetime | None, now: datetime) -> bool:
    """Whether a source is to be looked at now.

    A look may come early by the source's own jitter, so that a trigger as frequent as the interval misses no window.
    A time further ahead than the rhythm allows was made by another rhythm or another clock, and does not count.
    """
    if due_at is None:
        return True
    longest = ADAPTIVE_BOUNDS_SECONDS[1] if source.adaptive else source.every_seconds
    too_far = timedelta(seconds=longest * (1 + JITTER_SHARE) + source.every_seconds)
    return due_at - now <= timedelta(seconds=JITTER_SHARE * source.every_seconds) or due_at - now > too_far


def next_window(source: Source, *, due_at: datetime | None, now: datetime, learned: timedelta | None = None) -> Window:
    """Return when the source is due after a look at `now`; windows that passed are counted, never back-dated.

    A look in the first half of the wait does not use the window up; a later one does. With a `learned` interval there
    is no grid to keep: the next look comes that long after this one.
    """
    every = learned or timedelta(seconds=source.every_seconds)
    missed = 0 if due_at is None else max(0, int((now - due_at) / every))
    if learned is not None:
        return Window(due_at=now + learned, missed=missed)
    if due_at is None or (is_due(source, due_at=due_at, now=now) and due_at - now > every):
        return Window(due_at=now + every + timedelta(seconds=jitter_seconds(source)))
    if due_at - now > every / 2:
        return Window(due_at=due_at)
    return Window(due_at=due_at + every * (missed + 1), missed=missed)


def end_of_pause(source: Source, window: Window, retry_at: datetime) -> Window:
    """Return the window after a look that a host's pause prevented: due when the pause ends, if that comes first.

    `is_due` lets looks come early, by a share of the interval; this one may not, so it is put off by as much.
    """
    due_at = retry_at + timedelta(seconds=JITTER_SHARE * source.every_seconds)
    return replace(window, due_at=min(window.due_at, due_at))


def estimate_changes_a_second(*, looks: int, changes: int, interval_seconds: float) -> float:
    """Estimate how often a page changes from how often a look found it changed.

    Cho and Garcia-Molina, "Estimating frequency of change", ACM TOIT 3(3), 2003, eq. 4: -log((n-X+0.5)/(n+0.5))/I.
    """
    if looks <= 0 or interval_seconds <= 0:
        return 0.0
    return -math.log((looks - min(changes, looks) + 0.5) / (looks + 0.5)) / interval_seconds


def adapt_interval(source: Source, *, looks: Sequence[datetime], changes: Sequence[datetime], now: datetime) -> float:
    """Return the interval in seconds until the next look, learned from the times of looks and of changes.

    The interval goes with the inverse square root of the rate of change (the square-root rule), scaled so that one
    change in the configured interval gives that interval, inside ADAPTIVE_BOUNDS_SECONDS. A source first seen, or
    changed, less than a day ago is looked at after 1, 3, 6, 12 and 24 hours.
    """
    newest = max(changes, default=looks[0] if looks else now)
    age = (now - newest).total_seconds()
    for step in FRESH_LOOKS_SECONDS:
        if age < step:
            return max(step - age, ADAPTIVE_BOUNDS_SECONDS[0])
    if len(looks) < 2:
        return float(source.every_seconds)
    span = (looks[-1] - looks[0]).total_seconds()
    rate = estimate_changes_a_second(
        looks=len(looks) - 1, changes=max(0, len(changes) - 1), interval_seconds=span / (len(looks) - 1)
    )
    if rate <= 0:
        return float(ADAPTIVE_BOUNDS_SECONDS[1])
    interval = math.sqrt(source.every_seconds / rate)
    return min(max(interval, ADAPTIVE_BOUNDS_SECONDS[0]), ADAPTIVE_BOUNDS_SECONDS[1])
