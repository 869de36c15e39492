"""Figures: words that came and went over time, and the calendar of looks, each with its text and its table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from typing import Literal

from statediff.model import Capture
from statediff.reporter.outlets.rows import ChangeRow
from statediff.reporter.phrasing import Phrases

Period = Literal["day", "week", "month", "year"]
_WIDTHS = (("lg", 1100), ("sm", 358))
_HEIGHT, _MIDDLE, _TALLEST = 190, 88, 70
_MARGIN = 14
_MOST_WEEKS = {"lg": 53, "sm": 20}
_STEP = 18
_LEFT, _TOP = 4, 22


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsBar:
    """A period in the figure: words that came stand above the line, words that went hang below it."""

    x: float
    width: float
    up: float
    down: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsFigure:
    """The figure at one width."""

    name: str
    width: int
    height: int
    middle: int
    bars: tuple[WordsBar, ...]
    labels: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsChart:
    """Words that came and went: the figure in two widths, its text and its table."""

    label: str
    figures: tuple[WordsFigure, ...]
    rows: tuple[tuple[str, str, str, str], ...]
    """Period, words that went, words that came, changes: as text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCell:
    """A day of the calendar."""

    x: int
    y: int
    level: Literal["none", "look", "version"]
    has_failure: bool
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFigure:
    """The calendar at one width."""

    name: str
    width: int
    height: int
    cells: tuple[DayCell, ...]
    months: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Every day since the first look, at most a year of them: the figure in two widths, its text and its table."""

    label: str
    figures: tuple[CalendarFigure, ...]
    rows: tuple[tuple[str, str, str, str, str], ...]
    """Week, looks, failed ones, new versions, days without a look: as text."""
    is_cut: bool


# ---------------------------------------------------------------- words


def draw_words(rows: Sequence[ChangeRow], phrases: Phrases) -> WordsChart | None:
    """Count words by day, week, month or year, whichever gives a readable number of bars; None without changes."""
    told = [row for row in rows if not row.is_technical and (row.added or row.removed)]
    if not told:
        return None
    days = [row.at.astimezone(UTC).date() for row in told]
    period = _period_for(min(days), max(days))
    starts = list(_starts(min(days), max(days), period))
    added, removed, changes = Counter[date](), Counter[date](), Counter[date]()
    for row, day in zip(told, days, strict=True):
        start = _start_of(day, period)
        added[start] += row.added
        removed[start] += row.removed
        changes[start] += 1
    busiest = max(starts, key=lambda start: (added[start] + removed[start], start))
    return WordsChart(
        label=phrases.say(
            "figure.words_label",
            period=phrases.say(f"figure.{period}"),
            first=phrases.day(min(days)),
            last=phrases.day(max(days)),
            removed=phrases.number(removed.total()),
            added=phrases.number(added.total()),
            most=_name_period(busiest, period, phrases),
        ),
        figures=tuple(
            _words_figure(name, width, starts=starts, period=period, added=added, removed=removed, phrases=phrases)
            for name, width in _WIDTHS
        ),
        rows=tuple(
            (
                _name_period(start, period, phrases),
                phrases.number(removed[start]),
                phrases.number(added[start]),
                phrases.number(changes[start]),
            )
            for start in starts
            if changes[start]
        ),
    )


def _period_for(first: date, last: date) -> Period:
    days = (last - first).days
    if days <= 31:
        return "day"
    if days <= 7 * 40:
        return "week"
    return "month" if days <= 366 * 4 else "year"


def _start_of(day: date, period: Period) -> date:
    match period:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "year":
            return day.replace(month=1, day=1)


def _starts(first: date, last: date, period: Period) -> Iterator[date]:
    start = _start_of(first, period)
    while start <= last:
        yield start
        start = _start_of(start + timedelta(days={"day": 1, "week": 7, "month": 32, "year": 366}[period]), period)


def _name_period(start: date, period: Period, phrases: Phrases) -> str:
    match period:
        case "day" | "week":
            return phrases.day(start)
        case "month":
            return f"{start:%Y-%m}"
        case "year":
            return f"{start:%Y}"


def _words_figure(
    name: str,
    width: int,
    *,
    starts: Sequence[date],
    period: Period,
    added: Counter[date],
    removed: Counter[date],
    phrases: Phrases,
) -> WordsFigure:
    most = max(*added.values(), *removed.values(), 1)
    slot = (width - 2 * _MARGIN) / max(len(starts), 6)
    thick = round(min(slot * 0.72, 40.0), 1)
    bars, labels, free_from = [], [], 0.0
    for number, start in enumerate(starts):
        x = round(_MARGIN + number * slot, 1)
        up, down = (round(_TALLEST * count[start] / most, 1) for count in (added, removed))
        if up or down:
            bars.append(WordsBar(x=x, width=thick, up=up, down=down))
        text = phrases.short_day(start) if period in ("day", "week") else _name_period(start, period, phrases)
        if x >= free_from and x + 8 * len(text) < width:
            labels.append((x, text))
            free_from = x + 8 * len(text) + 14
    return WordsFigure(name=name, width=width, height=_HEIGHT, middle=_MIDDLE, bars=tuple(bars), labels=tuple(labels))


# ---------------------------------------------------------------- calendar


@dataclass(slots=True)
class _Day:
    looks: int = 0
    failures: int = 0
    versions: int = 0


def draw_calendar(captures: Sequence[Capture], phrases: Phrases) -> Calendar | None:
    """Show the looks of every day, at most those of the last 53 weeks; None without a look."""
    if not captures:
        return None
    days = _count_days(captures)
    first, last = min(days), max(days)
    shown_from = max(first, last - timedelta(days=last.weekday() + 7 * (_MOST_WEEKS["lg"] - 1)))
    seen = {day: days.get(day, _Day()) for day in _all_days(shown_from, last)}
    return Calendar(
        label=phrases.say(
            "figure.calendar_label",
            first=phrases.day(shown_from),
            last=phrases.day(last),
            looks=phrases.say("count.looks", sum(day.looks for day in seen.values())),
            failures=phrases.say("count.failures", sum(day.failures for day in seen.values())),
            versions=phrases.say("count.versions", sum(day.versions for day in seen.values())),
            empty=phrases.say("figure.days_empty", sum(not day.looks for day in seen.values())),
        ),
        figures=tuple(_calendar_figure(name, seen, _MOST_WEEKS[name], phrases) for name, _ in _WIDTHS),
        rows=tuple(_week_rows(seen, phrases)),
        is_cut=shown_from > first,
    )


def _count_days(captures: Iterable[Capture]) -> dict[date, _Day]:
    days: dict[date, _Day] = {}
    for capture in captures:
        day = days.setdefault(capture.captured_at.astimezone(UTC).date(), _Day())
        day.looks += 1
        day.failures += capture.disposition.is_failure
        day.versions += capture.is_new_version
    return days


def _all_days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _calendar_figure(name: str, days: dict[date, _Day], most_weeks: int, phrases: Phrases) -> CalendarFigure:
    last_monday = max(days) - timedelta(days=max(days).weekday())
    first_monday = max(min(days) - timedelta(days=min(days).weekday()), last_monday - timedelta(weeks=most_weeks - 1))
    cells: list[DayCell] = []
    months: list[tuple[int, str]] = []
    for at, day in days.items():
        if at < first_monday:
            continue
        week = (at - first_monday).days // 7
        x = _LEFT + week * _STEP
        cells.append(
            DayCell(
                x=x,
                y=_TOP + at.weekday() * _STEP,
                level="version" if day.versions else "look" if day.looks > day.failures else "none",
                has_failure=bool(day.failures),
                told=f"{phrases.day(at)}: {phrases.say('count.looks', day.looks)}",
            )
        )
        if (not months or at.day <= 7) and (not months or x - months[-1][0] >= 3 * _STEP):
            months.append((x, phrases.short_day(at)))
    width = max(_LEFT + ((last_monday - first_monday).days // 7 + 1) * _STEP, 120)
    return CalendarFigure(name=name, width=width, height=_TOP + 7 * _STEP, cells=tuple(cells), months=tuple(months))


def _week_rows(days: dict[date, _Day], phrases: Phrases) -> Iterator[tuple[str, str, str, str, str]]:
    weeks: dict[date, list[_Day]] = {}
    for at, day in days.items():
        weeks.setdefault(at - timedelta(days=at.weekday()), []).append(day)
    for monday, counted in reversed(weeks.items()):
        yield (
            phrases.day(monday),
            phrases.number(sum(day.looks for day in counted)),
            phrases.number(sum(day.failures for day in counted)),
            phrases.number(sum(day.versions for day in counted)),
            phrases.number(sum(not day.looks for day in counted)),
        )
