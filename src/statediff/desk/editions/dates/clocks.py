"""Clocks: times of day that only the words around them tell: "9.30 a.m.", "de 8 heures à 20 heures"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from statediff.desk.editions.dates.hours import find_hours, lasts_before
from statediff.desk.editions.lexicon import read
from statediff.differ.dates import Moment
from statediff.differ.phrases import Phrases
from statediff.differ.sights import Sight
from statediff.differ.vocabulary import Vocabulary

_DOTTED = re.compile(r"([01]?\d|2[0-3])\.([0-5]\d)")
_CLOCK = re.compile(r"(\d{1,2}):\d\d")
_END_OF_DAY = re.compile(r"24([:.h])00")
_MIDNIGHT = "0:00"
_THOUSANDS = "000"
_HALF_DAYS = {"am": 0, "a": 0, "pm": 12, "p": 12}
_HALF, _DAY = 12, 24
_DECIMAL_POINTS = frozenset({"en", "zh", "he", "ja"})
"""Languages in which a number with a full stop is no time unless "a.m." or "p.m." stands behind it."""


def with_clock_times(sight: Sight, words: Vocabulary, found: Sequence[Moment]) -> list[Moment]:
    """Return moments and, beside them, the times that a full stop divides and the hours at which a span begins."""
    found = [_with_half_day(sight, words, moment) for moment in found if not _is_no_time(sight, words, moment)]
    dotted = [*found, *_dotted_times(sight, words, found), *_hours_of_half_days(sight, words, found)]
    dotted = find_hours(sight, words, [*dotted, *_ends_of_days(sight, words, dotted)])
    openings = (_opening(sight, words, moment, dotted) for moment in dotted)
    every = [*dotted, *(moment for moment in openings if moment is not None)]
    return sorted(every, key=lambda moment: moment.start)


def _is_no_time(sight: Sight, words: Vocabulary, moment: Moment) -> bool:
    """Whether an hour and its minutes are how long something lasts, "1 heure 30 minutes", or a scale, "1:50 000"."""
    if not moment.is_time_of_day:
        return False
    if sight.keys[moment.end : moment.end + 1] == [_THOUSANDS] and not sight.is_apart(moment.end):
        return True
    if moment.end - moment.start <= 1 or sight.keys[moment.end - 1] in words.hours:
        return False
    unit = words.units.find(sight.keys[moment.end : moment.end + 1])
    is_behind = moment.start > 0 and sight.keys[moment.start - 1] in words.before_times
    if is_behind:
        return False
    return (bool(unit) and unit[0].value == "minute") or lasts_before(sight, moment.start)


def _dotted_times(sight: Sight, words: Vocabulary, found: Sequence[Moment]) -> Iterator[Moment]:
    for at in sight.telling_places(words.telling):
        match = _DOTTED.fullmatch(sight.keys[at])
        if match is None or _is_taken(at, found):
            continue
        hour, end = int(match[1]), _end_of_half_day(sight, at + 1)
        if end > at + 1:
            hour = hour % _HALF + _HALF_DAYS[sight.keys[at + 1]]
        elif words.language in _DECIMAL_POINTS or not _is_hour_by_words(sight, words, at):
            continue
        yield Moment(start=at, end=end, words=f"{hour}:{match[2]}")


def _ends_of_days(sight: Sight, words: Vocabulary, found: Sequence[Moment]) -> Iterator[Moment]:
    """Yield the hour that ends a day, "24:00", and a word that is midnight only beside another time: "північ"."""
    for at in sight.telling_places(words.telling):
        match = _END_OF_DAY.fullmatch(sight.keys[at])
        if match is None or _is_taken(at, found):
            continue
        if match[1] != "." or (words.language not in _DECIMAL_POINTS and _is_hour_by_words(sight, words, at)):
            yield Moment(start=at, end=at + 1, words=_MIDNIGHT)
    unsure, links = _unsure_midnights(words.language), read("numerals")["spans_of_time"]
    if unsure.isdisjoint(sight.keys):
        return
    starts = {moment.start for moment in found if moment.is_time_of_day}
    ends = {moment.end for moment in found if moment.is_time_of_day}
    for at, key in enumerate(sight.keys):
        if key not in unsure or at == 0 or at + 1 >= len(sight.keys):
            continue
        opens = sight.keys[at - 1] in links["before"] and sight.keys[at + 1] in links["between"]
        closes = sight.keys[at - 1] in links["between"] and at - 1 in ends
        if closes or (opens and not starts.isdisjoint((at + 2, at + 3))):
            yield Moment(start=at, end=at + 1, words=_MIDNIGHT)


@cache
def _unsure_midnights(language: str) -> frozenset[str]:
    return frozenset(read("numerals")["unsure_midnights"].get(language, ()))


def _is_hour_by_words(sight: Sight, words: Vocabulary, at: int) -> bool:
    behind = sight.keys[at + 1 : at + 2]
    is_counted = bool(behind) and (words.numbers.holds(behind[0]) or bool(words.units.find(behind)))
    return at > 0 and sight.keys[at - 1] in words.before_times and not is_counted


def _end_of_half_day(sight: Sight, at: int) -> int:
    """Return the token behind "a.m." or "p.m." at a place, or the place itself."""
    keys = sight.keys[at : at + 3]
    if keys[:1] in (["am"], ["pm"]):
        return at + 1
    return at + 3 if keys in (["a", ".", "m"], ["p", ".", "m"]) else at


def _with_half_day(sight: Sight, words: Vocabulary, moment: Moment) -> Moment:
    """Take in the part of the day behind a time: "7 heures du soir" is 19:00."""
    match = _CLOCK.fullmatch(moment.words)
    places = range(moment.end - 1, min(moment.end + 1, len(sight.keys)))
    half = _half_days(words.language).find_at(sight.keys, places)
    if match is None or not half:
        return moment
    hour = int(match[1]) + (half[0].value if int(match[1]) < _HALF else 0)
    return replace(moment, end=half[0].end, words=f"{hour}{moment.words[len(match[1]) :]}")


def _hours_of_half_days(sight: Sight, words: Vocabulary, found: Sequence[Moment]) -> Iterator[Moment]:
    """Yield full hours that only the part of the day behind them makes times: "5 heures du matin"."""
    numbers = [at for at in sight.telling_places(words.telling) if sight.keys[at].isdecimal()]
    for half in _half_days(words.language).find(sight.keys) if numbers else ():
        at = half.start - 1
        at -= at > 0 and sight.keys[at] in words.hours
        key = sight.keys[at] if at >= 0 else ""
        if key.isdecimal() and 0 < int(key) <= _HALF and not _is_taken(at, found):
            hour = int(key) + (half.value if int(key) < _HALF else 0)
            yield Moment(start=at, end=half.end, words=f"{hour}:00")


@cache
def _half_days(language: str) -> Phrases[int]:
    parts = read("numerals")["half_days"].get(language, {})
    return Phrases((phrase, hours) for phrase, hours in parts.items())


def _opening(sight: Sight, words: Vocabulary, closing: Moment, found: Sequence[Moment]) -> Moment | None:
    """Return the full hour that begins a span of time which ends with `closing`, if one stands there."""
    match, links = _CLOCK.fullmatch(closing.words), read("numerals")["spans_of_time"]
    at = closing.start - 2
    if match is None or at < 0 or sight.keys[at + 1] not in links["between"]:
        return None
    has_unit = sight.keys[at] in words.hours
    place = at - 1 if has_unit else at
    key = sight.keys[place] if place >= 0 else ""
    if not (key.isdecimal() and int(key) <= _DAY) or _is_taken(place, found):
        return None
    if not has_unit and (place == 0 or sight.keys[place - 1] not in links["before"]):
        return None
    return Moment(start=place, end=at + 1, words=f"{_hour_before(int(key), int(match[1]), sight, closing)}:00")


def _hour_before(hour: int, closing: int, sight: Sight, moment: Moment) -> int:
    """Return the hour of an opening that shares its half of the day with the end of the span: "from 9 to 11 p.m."."""
    is_halved = any(sight.keys[at] in _HALF_DAYS for at in range(moment.start, moment.end))
    return hour + _HALF if is_halved and hour + _HALF < closing and hour < _HALF else hour


def _is_taken(at: int, found: Sequence[Moment]) -> bool:
    return any(moment.start <= at < moment.end for moment in found)
