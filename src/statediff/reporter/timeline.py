"""Timeline: every look at a page, failed ones and gaps too, as a figure with a table beside it."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from statediff.model import Capture, History, Version
from statediff.reporter.characters import words_of
from statediff.reporter.phrasing import Phrases
from statediff.reporter.terminal import came_back

_WIDE, _NARROW = 1100, 358
_HEIGHT, _BASE, _TALLEST = 150, 120, 82
_MARGIN = 14
_BIN = 5
"""Looks closer than this many pixels are drawn as one; the table counts them all."""
_DAY_STEPS = (1, 2, 7, 14, 30, 60, 90, 180, 365, 730, 1825)
_MOST_ROWS = 200
_PLANS_MISSED = 2.0
"""A gap is more than this many planned intervals without a look; a learned rhythm may pause for longer."""
_PLANS_MISSED_ADAPTIVE = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A version in the figure: where it stands, how tall, and its label ("" when there is no room)."""

    x: float
    y: float
    height: float
    is_current: bool
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The timeline at one width."""

    name: str
    width: int
    height: int
    base: int
    ticks: tuple[float, ...]
    failures: tuple[float, ...]
    gaps: tuple[tuple[float, float], ...]
    days: tuple[tuple[float, str], ...]
    bars: tuple[Bar, ...]
    selection: tuple[float, float] | None
    """Start and width of the window in which the text changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """A version in the table."""

    name: str
    first_seen: str
    last_seen: str
    words: str
    note: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LookRow:
    """Looks in a row that brought the same back, or a gap between two."""

    first: str
    last: str
    count: str
    told: str
    first_id: int = 0
    """Number of the first of these looks, and of the last; 0 for a gap."""
    last_id: int = 0
    is_failure: bool = False
    is_gap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The figure in two widths, its text and its tables."""

    label: str
    figures: tuple[Figure, ...]
    versions: tuple[VersionRow, ...]
    more_versions: int
    """Versions that are left out of the table, the oldest first; the one that is shown never is."""
    looks: tuple[LookRow, ...]
    more: int
    """Rows of looks that are left out, the oldest first."""
    has_gaps: bool
    has_failures: bool


def draw_timeline(
    history: History, new: Version, window: tuple[datetime, datetime] | None, phrases: Phrases
) -> Timeline | None:
    """Return the timeline of a source's history, or None when there is no look to show.

    `window` is when the text changed; None marks nothing.
    """
    if not history.captures:
        return None
    gaps = _gaps(history)
    rows = list(_look_rows(history, gaps, phrases))
    texts = [version.wording.text for version in history.versions]
    sizes = [0, *(_count_differing(before, after) for before, after in pairwise(texts))]
    versions = list(_version_rows(history, new, [_count_words(text).total() for text in texts], phrases))
    figures = tuple(
        _figure(name, width, history=history, gaps=gaps, new=new, sizes=sizes, window=window, phrases=phrases)
        for name, width in (("lg", _WIDE), ("sm", _NARROW))
    )
    return Timeline(
        label=_label(history, gaps, phrases),
        figures=figures,
        versions=tuple(row for row in versions[:-_MOST_ROWS] if row.is_current) + tuple(versions[-_MOST_ROWS:]),
        more_versions=max(len(versions) - _MOST_ROWS, 0),
        looks=tuple(rows[-_MOST_ROWS:]),
        more=max(len(rows) - _MOST_ROWS, 0),
        has_gaps=bool(gaps),
        has_failures=any(capture.disposition.is_failure for capture in history.captures),
    )


@functools.lru_cache(maxsize=512)
def _count_words(text: str) -> Counter[str]:
    """Count the words of a version; the reports of one source ask for the same versions again and again."""
    return Counter(words_of(text))


@functools.lru_cache(maxsize=2048)
def _count_differing(before: str, after: str) -> int:
    """How many words came or went between two versions, wherever they stand."""
    old, new = _count_words(before), _count_words(after)
    return ((old - new) + (new - old)).total()


def _gaps(history: History) -> list[tuple[Capture, Capture]]:
    missed = _PLANS_MISSED_ADAPTIVE if history.source.adaptive else _PLANS_MISSED
    longest = timedelta(seconds=missed * history.source.every_seconds)
    return [
        (one, other)
        for one, other in pairwise(history.captures)
        if "gap" in other.events or other.captured_at - one.captured_at > longest
    ]


def _label(history: History, gaps: Sequence[object], phrases: Phrases) -> str:
    captures, versions = history.captures, history.versions
    failures = sum(capture.disposition.is_failure for capture in captures)
    named = versions if len(versions) <= 12 else versions[-12:]
    return phrases.say(
        "timeline.label",
        looks=phrases.say("count.looks", len(captures)),
        first=phrases.moment(captures[0].captured_at),
        last=phrases.moment(captures[-1].captured_at),
        versions=phrases.say("count.versions", len(versions)),
        names=", ".join(f"v{version.number} {phrases.moment(version.first_seen_at)}" for version in named),
        failures=phrases.say("count.failures", failures) if failures else phrases.say("timeline.none_failed"),
        gaps=phrases.say("count.gaps", len(gaps)) if gaps else phrases.say("timeline.no_gaps"),
    )


# ---------------------------------------------------------------- tables


def _version_rows(history: History, new: Version, words: Sequence[int], phrases: Phrases) -> Iterator[VersionRow]:
    for index, version in enumerate(history.versions):
        notes = [phrases.say("timeline.first")] if index == 0 else []
        notes += [_event(event, phrases) for event in version.events]
        if version.is_technical:
            notes.append(phrases.say("timeline.technical"))
        is_current = version.source_id == new.source_id and version.number == new.number
        if is_current:
            notes.append(phrases.say("timeline.here"))
        yield VersionRow(
            name=f"v{version.number}",
            first_seen=_minute(version.first_seen_at),
            last_seen=_minute(version.last_seen_at),
            words=phrases.number(words[index]),
            note=", ".join(notes),
            is_current=is_current,
        )


def _event(event: str, phrases: Phrases) -> str:
    return phrases.say(f"event.{event}") if phrases.has(f"event.{event}") else event


def _look_rows(history: History, gaps: Sequence[tuple[Capture, Capture]], phrases: Phrases) -> Iterator[LookRow]:
    """Looks that follow each other and brought the same stand in one row; a gap ends it."""
    before_gap = {one.id: other for one, other in gaps}
    group: list[Capture] = []
    for capture in history.captures:
        if group and _outcome(group[0]) != _outcome(capture):
            yield _look_row(group, phrases)
            group = []
        group.append(capture)
        if capture.id in before_gap:
            yield _look_row(group, phrases)
            group = []
            seconds = (before_gap[capture.id].captured_at - capture.captured_at).total_seconds()
            yield LookRow(
                first=_minute(capture.captured_at),
                last=_minute(before_gap[capture.id].captured_at),
                count="",
                told=phrases.say("timeline.gap", duration=phrases.duration(seconds)),
                is_gap=True,
            )
    if group:
        yield _look_row(group, phrases)


def _outcome(capture: Capture) -> tuple[object, ...]:
    return capture.disposition.kind, capture.disposition.vendor, capture.status, capture.version


def _look_row(group: Sequence[Capture], phrases: Phrases) -> LookRow:
    version = group[0].version
    told = came_back(group[0], phrases)
    return LookRow(
        first_id=group[0].id,
        last_id=group[-1].id,
        first=_minute(group[0].captured_at),
        last=_minute(group[-1].captured_at) if len(group) > 1 else "",
        count=phrases.number(len(group)),
        told=f"{told} · v{version}" if version is not None else told,
        is_failure=group[0].disposition.is_failure,
    )


def _minute(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%d %H:%M")


# ---------------------------------------------------------------- figure


class _Scale:
    """Where an instant stands on a figure of some width."""

    def __init__(self, first: datetime, last: datetime, width: int) -> None:
        self._first, self._seconds = first, max((last - first).total_seconds(), 1.0)
        self._room = width - 2 * _MARGIN - 20
        self.is_point = first == last

    def x(self, instant: datetime) -> float:
        share = 0.5 if self.is_point else (instant - self._first).total_seconds() / self._seconds
        return round(_MARGIN + min(max(share, 0.0), 1.0) * self._room, 1)


def _figure(
    name: str,
    width: int,
    *,
    history: History,
    gaps: Sequence[tuple[Capture, Capture]],
    new: Version,
    sizes: Sequence[int],
    window: tuple[datetime, datetime] | None,
    phrases: Phrases,
) -> Figure:
    captures = history.captures
    scale = _Scale(captures[0].captured_at, captures[-1].captured_at, width)
    selection = None
    if window is not None:
        left, right = scale.x(window[0]), scale.x(window[1])
        selection = (round(min(left, right) - 4, 1), round(abs(right - left) + 8, 1))
    return Figure(
        name=name,
        width=width,
        height=_HEIGHT,
        base=_BASE,
        ticks=_thinned(scale.x(one.captured_at) for one in captures if not one.disposition.is_failure),
        failures=_thinned(scale.x(one.captured_at) for one in captures if one.disposition.is_failure),
        gaps=tuple(
            (scale.x(one.captured_at), round(scale.x(other.captured_at) - scale.x(one.captured_at), 1))
            for one, other in gaps
        ),
        days=tuple(_days(captures[0].captured_at, captures[-1].captured_at, scale, width, phrases)),
        bars=tuple(_bars(history, new, sizes, scale)),
        selection=selection,
    )


def _thinned(places: Iterator[float]) -> tuple[float, ...]:
    kept: list[float] = []
    for x in places:
        if not kept or x - kept[-1] >= _BIN:
            kept.append(x)
    return tuple(kept)


def _days(first: datetime, last: datetime, scale: _Scale, width: int, phrases: Phrases) -> Iterator[tuple[float, str]]:
    start, end = first.astimezone(UTC), last.astimezone(UTC)
    room = max(width // 110, 3)
    span = (end.date() - start.date()).days
    step = next((step for step in _DAY_STEPS if span // step <= room), _DAY_STEPS[-1] * (span // 1825 // room + 1))
    midnight = datetime(start.year, start.month, start.day, tzinfo=UTC)
    yield scale.x(first), phrases.day(start.date()) if step >= 60 else phrases.short_day(start.date())
    at = midnight + timedelta(days=step)
    least = scale.x(first) + (70 if step < 60 else 90)
    while at <= end:
        if scale.x(at) >= least and scale.x(at) < width - 48:
            yield scale.x(at), phrases.day(at.date()) if step >= 60 else phrases.short_day(at.date())
            least = scale.x(at) + (50 if step < 60 else 86)
        at += timedelta(days=step)


def _bars(history: History, new: Version, sizes: Sequence[int], scale: _Scale) -> Iterator[Bar]:
    """Yield the bars from left to right; of versions that stand on one spot, the one shown or else the largest."""
    spots: dict[int, tuple[bool, int, int]] = {}
    for at, version in enumerate(history.versions):
        is_current = version.number == new.number and version.source_id == new.source_id
        spot = int(scale.x(version.first_seen_at) // _BIN)
        spots[spot] = max(spots.get(spot, (False, -1, -1)), (is_current, sizes[at], at))
    most = max(sizes, default=0)
    free_from = 0.0
    for _, (is_current, size, at) in sorted(spots.items()):
        x = scale.x(history.versions[at].first_seen_at)
        height = round(10 + (_TALLEST - 10) * size / most, 1) if most else 10.0
        name = f"v{history.versions[at].number}"
        has_room = x >= free_from or is_current
        if has_room:
            free_from = x + 8 * len(name) + 12
        yield Bar(x=x, y=round(_BASE - height, 1), height=height, is_current=is_current, label=name if has_room else "")
