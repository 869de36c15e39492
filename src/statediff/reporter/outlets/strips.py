"""Strips: one line a source that shows when a phrase stood there, with its text and its table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from statediff.reporter.characters import clean, shorten
from statediff.reporter.outlets.rows import Sighting
from statediff.reporter.phrasing import Phrases

_WIDTHS = (("lg", 1100, 300, 30, 7), ("sm", 358, 8, 46, 3))
"""Name of the figure, its width, where its strips begin, the height of a line, and how many days are named."""
_TOP, _BOTTOM, _RIGHT, _THICK = 8, 30, 26, 12
_LONGEST_NAME = 36
_LETTER = 8
"""Width of a letter of the figure's text, at most."""
_MOST_STRIPS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class StripBar:
    """A time through which the phrase stood: solid where it was seen, dashed where it came or went unseen."""

    x: float
    width: float
    came_from: float
    """Where the last look stands that did not see it yet; `x` when there is none."""
    gone_by: float
    """Where the first look stands that no longer saw it; the bar's end when there is none."""
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The line of one source."""

    name: str
    y: int
    bars: tuple[StripBar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StripFigure:
    """The figure at one width."""

    name: str
    width: int
    height: int
    left: int
    base: int
    strips: tuple[Strip, ...]
    days: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StripRow:
    """A period in the table: source, where it is told, and both its windows as text."""

    source: str
    path: str
    came: str
    went: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StripChart:
    """When a phrase stood where: the figure in two widths, its text and its table."""

    label: str
    figures: tuple[StripFigure, ...]
    rows: tuple[StripRow, ...]
    more: int
    """Sources that are left out of the figure; the table has them."""


def draw_strips(sightings: Sequence[Sighting], phrases: Phrases) -> StripChart | None:
    """Show for every source when the phrase stood there; None when it was never seen."""
    seen = [one for one in sightings if one.stretches]
    if not seen:
        return None
    instants = [at for one in seen for stretch in one.stretches for at in stretch.instants]
    first, last = min(instants), max(instants)
    shown = seen[:_MOST_STRIPS]
    return StripChart(
        label=phrases.say(
            "strip.label",
            sources=phrases.say("strip.sources", len(seen)),
            first=phrases.moment(first),
            last=phrases.moment(last),
            stands=phrases.say("strip.stands", sum(one.is_current for one in seen)),
        ),
        figures=tuple(
            _figure(name, width, left, step, shown=shown, span=(first, last), most_days=days, phrases=phrases)
            for name, width, left, step, days in _WIDTHS
        ),
        rows=tuple(_rows(seen, phrases)),
        more=len(seen) - len(shown),
    )


def _figure(
    name: str,
    width: int,
    left: int,
    step: int,
    *,
    shown: Sequence[Sighting],
    span: tuple[datetime, datetime],
    most_days: int,
    phrases: Phrases,
) -> StripFigure:
    room = width - left - _RIGHT
    seconds = max((span[1] - span[0]).total_seconds(), 1.0)

    def place(at: datetime) -> float:
        return round(left + room * (at - span[0]).total_seconds() / seconds, 1)

    strips = []
    for number, one in enumerate(shown):
        bars = []
        for stretch in one.stretches:
            x, end = place(stretch.first), max(place(stretch.last), place(stretch.first) + 3)
            bars.append(
                StripBar(
                    x=x,
                    width=round(end - x, 1),
                    came_from=min(place(stretch.after), x) if stretch.after else x,
                    gone_by=max(place(stretch.gone_by), end) if stretch.gone_by else end,
                    stands=stretch.gone_by is None,
                )
            )
        y = _TOP + number * step + (step - _THICK if name == "sm" else (step - _THICK) // 2)
        strips.append(Strip(name=_name(one, phrases), y=y, bars=tuple(bars)))
    base = _TOP + len(shown) * step + 4
    return StripFigure(
        name=name,
        width=width,
        height=base + _BOTTOM,
        left=left,
        base=base,
        strips=tuple(strips),
        days=tuple(_days(span, most_days, width, place, phrases)),
    )


def _name(one: Sighting, phrases: Phrases) -> str:
    language = f" · {phrases.language_name(one.source.language)}" if one.source.language else ""
    return clean(shorten(one.source.name, _LONGEST_NAME - len(language)) + language)


def _days(
    span: tuple[datetime, datetime], most: int, width: int, place: Callable[[datetime], float], phrases: Phrases
) -> Iterator[tuple[float, str]]:
    """Name days at equal distances, each but once and with its year where that is another; no two names touch."""
    told: list[date] = []
    free_from = 0.0
    for number in range(most):
        at = span[0] + (span[1] - span[0]) * number / most
        midnight = at.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1 if number else 0)
        at = at if not number else midnight
        day, x = at.date(), place(at)
        text = phrases.short_day(day) if told and told[-1].year == day.year else phrases.day(day)
        if day not in told and at <= span[1] and free_from <= x <= width - _LETTER * len(text):
            told.append(day)
            free_from = x + _LETTER * (len(text) + 1)
            yield x, text


def _rows(seen: Sequence[Sighting], phrases: Phrases) -> Iterator[StripRow]:
    for one in seen:
        for stretch in one.stretches:
            came = phrases.moment(stretch.first)
            if stretch.after is not None:
                came = phrases.say("strip.between", after=phrases.moment(stretch.after), at=came)
            went = phrases.say("strip.still", at=phrases.moment(stretch.last))
            if stretch.gone_by is not None:
                last, gone = phrases.moment(stretch.last), phrases.moment(stretch.gone_by)
                went = phrases.say("strip.between", after=last, at=gone)
            yield StripRow(source=one.source.name, path=one.source.path, came=came, went=went)
