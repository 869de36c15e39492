"""Days: the dates and times of a sentence, a weekday joined to the date beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from statediff.desk.editions.clocks import with_clock_times
from statediff.desk.editions.facts import Day, mark_spot
from statediff.differ.dates import Moment, find_moments
from statediff.differ.sights import Sight
from statediff.differ.tokens import is_word
from statediff.differ.vocabulary import Vocabulary

_SEASON = re.compile(r"((?:19|20)\d\d)-\d\d")
_DAYS = 31
_BESIDE = 2
"""Tokens between a weekday and its date at most: "Tuesday, 3 March"."""


def find_days(sight: Sight, moments: Sequence[Moment], sentence: int) -> list[tuple[int, int, Day]]:
    """Return the dates among a sentence's moments, with the tokens they take; words such as "today" are left out."""
    found = [
        (moment.start, moment.end, _day(sight, part, sentence)) for moment in moments for part in _years_of(moment)
    ]
    said = [item for item in found if _says_something(item[2])]
    return _with_weekdays(sight, said)


def find_moments_of_all(sight: Sight, words: Vocabulary) -> list[Moment]:
    """Return the dates and times of a sentence, also those that name no day; a day may have a full stop: "14. Mai"."""
    found = [_with_year_word(sight, _with_day_before(sight, moment), words) for moment in find_moments(sight, words)]
    return with_clock_times(sight, words, found)


def _with_year_word(sight: Sight, moment: Moment, words: Vocabulary) -> Moment:
    """Take in the word behind a year that only says what it is: "23 травня 2026 року"."""
    if moment.year is None or sight.keys[moment.end : moment.end + 1] == [] or sight.is_apart(moment.end):
        return moment
    return replace(moment, end=moment.end + 1) if sight.keys[moment.end] in words.after_years else moment


def _with_day_before(sight: Sight, moment: Moment) -> Moment:
    at = moment.start - 2
    if moment.month is None or moment.day is not None or at < 0 or sight.keys[at + 1] != ".":
        return moment
    key = sight.keys[at]
    is_day = key.isdecimal() and 1 <= int(key) <= _DAYS and sight.places[at][1] == sight.places[at + 1][0]
    return replace(moment, start=at, day=int(key)) if is_day else moment


def _years_of(moment: Moment) -> list[Moment]:
    """Return the two years of a season ("2024-25"), or the moment itself."""
    season = _SEASON.fullmatch(moment.words)
    if season is None:
        return [moment]
    first = int(season[1])
    return [replace(moment, words="", year=year) for year in (first, first + 1)]


def _day(sight: Sight, moment: Moment, sentence: int) -> Day:
    is_relative = moment.words[:1].isalpha()
    said, _, also = moment.words.partition("|")
    return Day(
        spot=mark_spot(sight, moment.start, moment.end, sentence),
        year=moment.year,
        month=moment.month,
        day=moment.day,
        weekday=moment.weekday,
        words="" if is_relative else said,
        also=also,
    )


def _says_something(day: Day) -> bool:
    return bool(day.words) or any(part is not None for part in (day.year, day.month, day.day, day.weekday))


def _with_weekdays(sight: Sight, found: Sequence[tuple[int, int, Day]]) -> list[tuple[int, int, Day]]:
    joined: list[tuple[int, int, Day]] = []
    for start, end, day in found:
        if joined:
            before_start, before_end, before = joined[-1]
            between = sight.keys[before_end:start]
            is_beside = len(between) <= _BESIDE and not any(is_word(key) for key in between)
            if is_beside and ((_is_dated(before) and _is_named(day)) or (_is_named(before) and _is_dated(day))):
                dated, named = (day, before) if _is_named(before) else (before, day)
                spot = replace(before.spot, end=day.spot.end, quote=sight.quote(before_start, end))
                joined[-1] = (before_start, end, replace(dated, spot=spot, weekday=named.weekday))
                continue
        joined.append((start, end, day))
    return joined


def _is_dated(day: Day) -> bool:
    return day.day is not None and day.weekday is None


def _is_named(day: Day) -> bool:
    return day.day is None and day.weekday is not None
