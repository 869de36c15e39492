"""Dates as pages write them, read into ISO 8601: machine forms, figures, and month names of the known languages."""

from __future__ import annotations

import re
from datetime import date, datetime

from .vocabulary import words, words_of

_ISO = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})(?:[T ](?P<time>\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s?(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)
_FIGURES = re.compile(r"(?<!\d)(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?[./年]\s?(\d{1,2})\s?[./月]\s?(\d{1,2})(?!\d)")
_YEARS = range(1900, 2101)


def read_machine_date(text: str | None) -> str | None:
    """Return an ISO 8601 date or date-time that stands at the start of a machine-written value."""
    match = _ISO.match(text.strip()) if text else None
    if match is None:
        return None
    zone = (match["zone"] or "").replace("Z", "+00:00")
    if zone and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    try:
        if match["time"] is None:
            return date.fromisoformat(match["day"]).isoformat()
        return datetime.fromisoformat(f"{match['day']}T{match['time']}{zone}").isoformat()
    except ValueError:
        return None


def read_written_date(text: str) -> str | None:
    """Return the first day that a line names ("Updated 3 May 2026", "12.05.2026"), or None.

    Figures are read day first, unless only the other order names a day.
    """
    machine = _ISO.search(text)
    if machine is not None:
        return read_machine_date(machine[0][:10])
    for pattern, order in ((_YEAR_FIRST, (1, 2, 3)), (_FIGURES, (3, 2, 1)), (_FIGURES, (3, 1, 2))):
        match = pattern.search(text)
        found = _day(*(int(match[group]) for group in order)) if match else None
        if found:
            return found
    return _named_day(words_of(text))


def _named_day(found: list[str]) -> str | None:
    months = words().months
    for position, word in enumerate(found):
        month = months.get(word)
        if month is None:
            continue
        around = found[max(0, position - 2) : position] + found[position + 1 : position + 4]
        years = [int(near) for near in around if near.isdigit() and int(near) in _YEARS]
        days = [int(near) for near in around if near.isdigit() and len(near) <= 2 and 1 <= int(near) <= 31]
        if years and days:
            return _day(years[0], month, days[0])
    return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year in _YEARS else None
    except ValueError:
        return None
