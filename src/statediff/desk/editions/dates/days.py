"""Days: the dates and times of a sentence, a weekday joined to the date beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from statediff.desk.editions.dates.clocks import with_clock_times
from statediff.desk.editions.dates.decades import with_decades
from statediff.desk.editions.facts import Day, mark_spot
from statediff.desk.editions.lexicon import read
from statediff.differ.dates import Moment, find_moments
from statediff.differ.sights import Sight
from statediff.differ.tokens import is_word
from statediff.differ.vocabulary import Vocabulary

_SEASON = re.compile(r"((?:19|20)\d\d)-\d\d")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er)?")
_MARKS = frozenset({",", "."})
"""Marks between a weekday and its day, or behind the day."""
_MIDNIGHT = "0:00"
_DAYS, _LEAST_MONTH = 31, 28
_BEFORE_NIGHT = 4
"""Words before a day among which one says that a night is meant, at most: "in the night of the"."""
_TWO_YEARS, _CENTURY = re.compile(r"((?:19|20)\d\d)/((?:19|20)?\d\d)"), 100
_BESIDE = 2
"""Tokens between a weekday and its date at most: "Tuesday, 3 March"."""


def find_days(sight: Sight, moments: Sequence[Moment], sentence: int) -> list[tuple[int, int, Day]]:
    """Return the dates among a sentence's moments, with the tokens they take; words such as "today" are left out."""
    found = [
        (moment.start, moment.end, _day(sight, part, sentence)) for moment in moments for part in _years_of(moment)
    ]
    said = [item for item in found if _says_something(item[2])]
    return _with_weekdays(sight, list(_with_nights(sight, _with_midnights(said))))


def _with_nights(sight: Sight, said: Iterable[tuple[int, int, Day]]) -> Iterator[tuple[int, int, Day]]:
    """Yield dates and times, the day on which a night begins as one that may be left out: "la nuit du 11 au 12"."""
    days = list(said)
    nights = read("numerals")["nights"]
    for number, (start, end, day) in enumerate(days):
        before = sight.keys[max(0, start - _BEFORE_NIGHT) : start]
        is_night = any(key in nights for key in before) and any(
            _is_next(day, other) for *_, other in days[number + 1 :]
        )
        yield start, end, replace(day, is_weak=True) if is_night else day


def _is_next(day: Day, other: Day) -> bool:
    """Whether a day follows another, also the first of a month the last of one."""
    if day.day is None or other.day is None:
        return False
    return other.day == day.day + 1 or (other.day == 1 and day.day >= _LEAST_MONTH)


def _with_midnights(said: Sequence[tuple[int, int, Day]]) -> Iterator[tuple[int, int, Day]]:
    """Yield dates and times, midnight right beside a day as one that may be left out: "until midnight on 14 May"."""
    for number, (start, end, day) in enumerate(said):
        is_midnight = day.words == _MIDNIGHT and day.day is None and day.weekday is None
        beside = (*said[max(0, number - 1) : number], *said[number + 1 : number + 2]) if is_midnight else ()
        is_ending = any(
            other.day is not None and (start - other_end if other_end <= start else other_start - end) <= _BESIDE
            for other_start, other_end, other in beside
        )
        yield start, end, replace(day, is_weak=True) if is_ending else day


def find_moments_of_all(sight: Sight, words: Vocabulary) -> list[Moment]:
    """Return the dates and times of a sentence, also those that name no day; a day may have a full stop: "14. Mai"."""
    found = [_with_year_word(sight, _with_day_before(sight, moment), words) for moment in find_moments(sight, words)]
    seasons = [
        moment
        for moment in _seasons(sight, words)
        if not any(moment.start < each.end and each.start < moment.end for each in found)
    ]
    found = sorted([*found, *seasons], key=lambda moment: moment.start) if seasons else found
    found = with_decades(sight, words.language, _with_days_of_span(sight, found))
    return with_clock_times(sight, words, found)


def _seasons(sight: Sight, words: Vocabulary) -> Iterator[Moment]:
    """Yield years that follow one another in one token: "2026/27"."""
    for at in sight.telling_places(words.telling):
        match = _TWO_YEARS.fullmatch(sight.keys[at])
        if match is not None and (int(match[1]) + 1) % _CENTURY == int(match[2]) % _CENTURY:
            yield Moment(start=at, end=at + 1, words=f"{match[1]}-{int(match[2]) % _CENTURY:02d}")


def _with_days_of_span(sight: Sight, found: Sequence[Moment]) -> list[Moment]:
    """Return moments and the days that share the month of one: "3 to 7 May", "du 3 au 7 mai", "May 3 to 7"."""
    links = read("numerals")["spans_of_days"]
    taken = {at for moment in found for at in range(moment.start, moment.end)}
    weekdays = {moment.end: moment.start for moment in found if moment.weekday is not None and moment.day is None}
    more: list[Moment] = []
    for moment in found:
        if moment.day is None or moment.month is None:
            continue
        at = _behind_link(sight, moment.start, weekdays)
        while at >= 2 and sight.keys[at - 1] in links:
            day, start, end = _day_before(sight, at - 1, taken)
            if day is None:
                break
            at = start
            more.append(replace(moment, start=at, end=end, day=day))
            at = _behind_link(sight, at, weekdays)
        is_last = sight.keys[moment.end - 1] == str(moment.day) and moment.year is None
        if is_last and not sight.is_apart(moment.end) and sight.keys[moment.end : moment.end + 1] != []:
            day = _day_number(sight, moment.end + 1, taken)
            if day is not None and day > moment.day and sight.keys[moment.end] in read("numerals")["until_days"]:
                more.append(replace(moment, start=moment.end + 1, end=moment.end + 2, day=day))
    return sorted([*found, *more], key=lambda moment: moment.start) if more else list(found)


def _behind_link(sight: Sight, at: int, weekdays: Mapping[int, int]) -> int:
    """Return where a day begins with its weekday and the article before it: "entre le 15 et le mardi 20 juin"."""
    at = _behind_article(sight, at)
    mark = at - 1 if at >= 1 and sight.keys[at - 1] in _MARKS else at
    return _behind_article(sight, weekdays[mark]) if mark in weekdays else at


def _behind_article(sight: Sight, at: int) -> int:
    return at - 1 if at >= 1 and sight.keys[at - 1] in read("numerals")["before_days"] else at


def _day_before(sight: Sight, end: int, taken: AbstractSet[int]) -> tuple[int | None, int, int]:
    """Return the day whose number ends at a place, before a comma or not, with its tokens: "25", "25-го", "25,"."""
    if end >= 1 and sight.keys[end - 1] in _MARKS:
        end -= 1
    start = end - 1
    if start >= 2 and sight.keys[start - 1] == "-" and sight.keys[start] in read("numerals")["behind_days"]:
        start -= 2
    return (_day_number(sight, start, taken) if start >= 0 else None), start, end


def _day_number(sight: Sight, at: int, taken: AbstractSet[int]) -> int | None:
    """Return the day of a month that a number in digits may be."""
    if at >= len(sight.keys) or at in taken or sight.is_apart(at + 1):
        return None
    match = _DAY.fullmatch(sight.keys[at])
    return int(match[1]) if match is not None and 1 <= int(match[1]) <= _DAYS else None


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
    is_day = key.isdecimal() and 1 <= int(key) <= _DAYS and sight.is_joined(at + 1)
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
