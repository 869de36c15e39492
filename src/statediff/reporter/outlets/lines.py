"""Lines: when something stood where, drawn with plain characters, one line a source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rich.cells import cell_len, set_cell_size

from statediff.reporter.characters import clean, shorten
from statediff.reporter.outlets.rows import Stretch

COLUMNS = 64
"""Columns of the time axis."""
SEEN, UNSEEN, ABSENT, STANDING = "=", "~", ".", ">"
"""It was seen; it came or went between two looks; it was looked for and not there; it still stood at the last look."""
_LONGEST_NAME = 40
_TICKS = 4
"""Instants that the axis names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A source by name, from when to when it was watched, and when it held what is drawn."""

    name: str
    watched_since: datetime
    watched_until: datetime
    stretches: tuple[Stretch, ...]


def draw_lines(lines: Sequence[Line]) -> tuple[str, ...]:
    """Draw sources under one axis of time (UTC), which every line shares; nothing for no source.

    A column is drawn as seen when any sight of it falls there, however short.
    """
    if not lines:
        return ()
    axis = _Axis(min(line.watched_since for line in lines), max(line.watched_until for line in lines))
    names = [clean(shorten(line.name, _LONGEST_NAME)) for line in lines]
    width = max(map(cell_len, names)) + 2
    drawn = (set_cell_size(name, width) + _draw(line, axis) for name, line in zip(names, lines, strict=True))
    return (*(" " * width + row for row in axis.rows()), *drawn)


class _Axis:
    """Maps instants to columns."""

    def __init__(self, first: datetime, last: datetime) -> None:
        self._first = first
        self._span = max(last - first, last.resolution)
        self._is_long = (last - first).days >= _TICKS

    def column(self, at: datetime) -> int:
        share = (at - self._first) * (COLUMNS - 1) / self._span
        return min(max(int(share), 0), COLUMNS - 1)

    def columns(self, first: datetime, last: datetime) -> range:
        return range(self.column(first), self.column(last) + 1)

    def rows(self) -> tuple[str, str]:
        """Return the row of dates and the row of ticks below it."""
        names, ticks = "", ""
        for number in range(_TICKS):
            place = number * COLUMNS // _TICKS
            at = (self._first + self._span * (place / (COLUMNS - 1))).astimezone(UTC)
            names += f"{at:{'%Y-%m-%d' if self._is_long else '%m-%d %H:%M'}}".ljust(COLUMNS // _TICKS)
            ticks += "|".ljust(COLUMNS // _TICKS)
        return names.rstrip(), ticks.rstrip()


def _draw(line: Line, axis: _Axis) -> str:
    cells = [" "] * COLUMNS
    for column in axis.columns(line.watched_since, line.watched_until):
        cells[column] = ABSENT
    for stretch in line.stretches:
        for column in axis.columns(stretch.after or stretch.first, stretch.gone_by or stretch.last):
            cells[column] = UNSEEN
    for stretch in line.stretches:
        for column in axis.columns(stretch.first, stretch.last):
            cells[column] = SEEN
    is_standing = bool(line.stretches) and line.stretches[-1].gone_by is None
    last = axis.column(line.stretches[-1].last) + 1 if is_standing else COLUMNS
    return ("".join(cells[:last]) + STANDING if is_standing else "".join(cells)).rstrip()
