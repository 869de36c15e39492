"""Hours: times of day that are said in words: "half past four", "dix heures du matin", "о десятій годині ранку"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from statediff.desk.editions.lexicon import read
from statediff.differ.dates import Moment
from statediff.differ.phrases import Phrases, read_words
from statediff.differ.sights import Sight
from statediff.differ.vocabulary import Vocabulary

_LEAST_SPAN = 3
_NEAR = 4
"""Words between one that says "lasts" and the hours at most."""
_NOON, _DAY, _HOUR, _DAWN = 12, 24, 60, 6
_HALVES = {"am": 0, "a.m": 0, "a.m.": 0, "pm": _NOON, "p.m": _NOON, "p.m.": _NOON}
_JOINED = re.compile(r"(\d{1,2})(?:[:.]([0-5]\d))?([ap])m")
"""An hour and its half of the day in one token: "4pm"."""
_MILITARY = re.compile(r"([01]\d|2[0-3])([0-5]\d)")
_RANGE = re.compile(r"(\d{1,2})h([0-5]\d)?-(\d{1,2})h([0-5]\d)?")
_INNER = re.compile(r"h([0-5]\d)?-(\d{1,2})")
_SUFFIX = re.compile(r"[а-яіїє]{1,3}")
_MINUTES = re.compile(r"[0-5]\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    numbers: Phrases[int]
    """Hours in words, as a time of day says them."""
    minutes: Phrases[int]
    before: Phrases[int]
    """Words before an hour that say its minutes: "half past"."""
    after: Phrases[int]
    """Words behind it that do: "et demie"."""
    half_days: Phrases[int]
    nights: Phrases[int]
    triggers: frozenset[str]
    """Words of which a sentence with a time in words holds one at least."""
    firsts: frozenset[str]
    """Words that an hour or its minutes may begin with."""
    units: frozenset[str]
    openers: frozenset[str]
    """Words before an hour with its unit: "à"."""
    sure: frozenset[str]
    """Words before an hour that need no unit: "о"."""
    always: frozenset[str]
    """Units that only a time of day has: "o'clock"."""
    lengths: frozenset[str]
    """Words behind hours that are a length: "de route"."""
    minute_units: frozenset[str]


@cache
def _tables(language: str) -> _Tables | None:
    data = read("numerals")["hours"].get(language)
    if data is None:
        return None
    half_days = read("numerals")["half_days"].get(language, {})
    numbers = dict(_forms(data))
    triggers = frozenset((*data["triggers"], *data["units"], *(phrase.split()[0] for phrase in half_days)))
    return _Tables(
        numbers=Phrases(numbers.items()),
        minutes=Phrases(data["minutes"].items()),
        before=Phrases(data["before"].items()),
        after=Phrases(data["after"].items()),
        half_days=Phrases(half_days.items()),
        nights=Phrases((phrase, _NOON) for phrase in data["nights"]),
        triggers=triggers,
        firsts=frozenset(read_words(phrase)[0] for phrase in (*numbers, *data["before"])),
        **{name: frozenset(data[name]) for name in ("units", "openers", "sure", "always", "lengths", "minute_units")},
    )


def _forms(data: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    for stem, hour in data["numbers"].items():
        for ending in data["endings"]:
            yield stem + ending, hour


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """An hour as it stands in the text, which may be a number of hours as well."""

    start: int
    end: int
    hour: int
    minute: int = 0
    half: int | None = None
    is_worded: bool = False
    is_ordinal: bool = False
    has_unit: bool = False
    is_sure: bool = False

    @property
    def words(self) -> str:
        """The time as facts say it, with the other it may be: "4:00|16:00"."""
        total = self.hour * _HOUR + self.minute
        hour, minute = divmod(total % (_DAY * _HOUR), _HOUR)
        is_open = self.half is None and self.hour <= _NOON and (self.is_worded or self.is_ordinal) and hour < _NOON
        return f"{hour}:{minute:02d}" + (f"|{hour + _NOON}:{minute:02d}" if is_open else "")


def find_hours(sight: Sight, words: Vocabulary, found: Sequence[Moment]) -> list[Moment]:
    """Return moments and, among them, the times of day that words say; a longer reading of one place stands."""
    tables = _tables(words.language)
    joined = list(_joined(sight, words))
    said: list[Moment] = []
    if tables is not None and not tables.triggers.isdisjoint(sight.keys):
        said = _Hours(sight, words, tables).read(found)
    mine = [*joined, *said]
    kept = [moment for moment in found if not any(_gives_way(moment, other) for other in mine)]
    more = [moment for moment in mine if not any(_overlap(moment, other) for other in kept)]
    return sorted([*kept, *more], key=lambda moment: moment.start) if more else list(found)


def _gives_way(moment: Moment, other: Moment) -> bool:
    """Whether a time or a word such as "morning" stands inside a longer time."""
    is_date = moment.year is not None or moment.month is not None or moment.weekday is not None
    return not is_date and other.start <= moment.start and moment.end <= other.end


def _overlap(one: Moment, other: Moment) -> bool:
    return one.start < other.end and other.start < one.end


def _joined(sight: Sight, words: Vocabulary) -> Iterator[Moment]:
    """Yield times that one token holds whole, or two: "4pm", "9h-17h"."""
    for at in sight.telling_places(words.telling):
        key = sight.keys[at]
        if key[-1] not in "m0123456789h" or not (key[0].isdigit() or key[0] == "h"):
            continue
        match = _JOINED.fullmatch(key)
        if match is not None and 0 < int(match[1]) <= _NOON:
            hour = int(match[1]) % _NOON + (_NOON if match[3] == "p" else 0)
            yield Moment(start=at, end=at + 1, words=f"{hour}:{match[2] or '00'}")
        match = _RANGE.fullmatch(key)
        if match is not None and max(int(match[1]), int(match[3])) <= _DAY:
            yield Moment(start=at, end=at + 1, words=f"{int(match[1])}:{match[2] or '00'}")
            yield Moment(start=at, end=at + 1, words=f"{int(match[3])}:{match[4] or '00'}")
        match = _INNER.fullmatch(key)
        before = sight.keys[at - 1] if at else ""
        if match is not None and before.isdecimal() and int(before) <= _DAY and sight.keys[at + 1 : at + 2] == ["h"]:
            yield Moment(start=at - 1, end=at + 1, words=f"{int(before)}:{match[1] or '00'}")
            yield Moment(start=at, end=at + 2, words=f"{int(match[2])}:00")


def lasts_before(sight: Sight, at: int) -> bool:
    """Whether a word shortly before a place says that how long something lasts follows."""
    lasting = read("numerals")["lasting"]
    return any(key in lasting for key in sight.keys[max(0, at - _NEAR) : at])


class _Hours:
    def __init__(self, sight: Sight, words: Vocabulary, tables: _Tables) -> None:
        self._sight, self._words, self._tables, self._keys = sight, words, tables, sight.keys

    def read(self, found: Sequence[Moment]) -> list[Moment]:
        """Return the times that words say, also those that only another beside them makes a time."""
        dates = {
            at
            for moment in found
            if moment.year is not None or moment.month is not None
            for at in range(moment.start, moment.end)
        }
        said: list[_Said] = []
        at = 0
        while at < len(self._keys):
            key = self._keys[at]
            may_begin = key[0].isdigit() or key in self._tables.firsts or key in self._words.clock
            hour = self._said_at(at) if may_begin and at not in dates else None
            if hour is None:
                at += 1
                continue
            said.append(hour)
            at = hour.end
        sure = [hour for hour in said if hour.is_sure]
        times = [moment for moment in found if moment.is_time_of_day]
        sure += self._in_spans(said, [*times, *(_moment(hour) for hour in sure)])
        return [_moment(hour) for hour in sure]

    def _in_spans(self, said: Sequence[_Said], times: Sequence[Moment]) -> Iterator[_Said]:
        """Yield hours that stand beside a time as the other end of a span, or make a span of two."""
        links, openers = read("numerals")["spans_of_time"]["between"], read("numerals")["spans_of_time"]["before"]
        starts, ends = {time.start for time in times}, {time.end for time in times}
        for number, hour in enumerate(said):
            if hour.is_sure:
                continue
            before, after = self._key(hour.start - 1), self._key(hour.end)
            is_open = hour.has_unit or (before in openers and (hour.is_worded or hour.is_ordinal))
            begins = is_open and after in links and hour.end + 1 in starts
            if begins or (hour.has_unit and before in links and hour.start - 1 in ends):
                yield hour
            elif hour.has_unit and before in openers and after in links and number + 1 < len(said):
                following = said[number + 1]
                if following.start == hour.end + 1 and following.has_unit and not following.is_sure:
                    yield hour
                    yield following

    def _key(self, at: int) -> str:
        return self._keys[at] if 0 <= at < len(self._keys) else ""

    def _find(self, phrases: Phrases[int], at: int) -> tuple[int, int] | None:
        found = phrases.find_at(self._keys, [at]) if at < len(self._keys) else []
        return (found[0].value, found[0].end) if found else None

    def _said_at(self, at: int) -> _Said | None:
        tables, minute, start = self._tables, 0, at
        prefix = self._find(tables.before, at)
        if prefix is not None:
            minute, at = prefix
        noon = self._words.clock.get(self._key(at))
        number = self._hour_at(at)
        if noon is not None:
            return self._around_noon(start, at, int(noon.partition(":")[0]), minute if prefix else None)
        if number is None:
            return None if prefix is not None else self._military(at)
        hour, end, is_worded, is_ordinal = number
        unit_end = self._unit_end(end)
        has_unit, end = unit_end > end, unit_end
        is_always = has_unit and self._key(number[1]) in tables.always
        minute_end = end
        if prefix is None:
            minute, minute_end = self._minutes(end, has_unit=has_unit, is_ordinal=is_ordinal)
        half, end = self._half(max(end, minute_end), hour)
        before = self._key(start - 1)
        counts_minutes = self._key(end - 1) in tables.minute_units
        is_apart = not counts_minutes and self._is_set_apart(start, number[1])
        is_opened = has_unit and (before in tables.openers or is_apart)
        is_opened = is_opened and not self._is_length(end) and not self._ends_span_that_lasts(start)
        is_alone = is_ordinal and before in tables.sure
        if half is not None:
            hour = hour % _NOON + half if hour <= _NOON else hour
        return _Said(
            start=start,
            end=end,
            hour=hour,
            minute=minute,
            half=half,
            is_worded=is_worded or is_always or prefix is not None,
            is_ordinal=is_ordinal,
            has_unit=has_unit,
            is_sure=half is not None or prefix is not None or is_always or is_opened or is_alone,
        )

    def _around_noon(self, start: int, at: int, hour: int, minute: int | None) -> _Said | None:
        """Read "midi et demi", "12 noon", "a quarter past noon"; noon alone is read elsewhere."""
        if minute is not None:
            return _Said(start=start, end=at + 1, hour=hour, minute=minute, half=0, is_sure=True)
        after = self._find(self._tables.after, at + 1) or self._find(self._tables.minutes, at + 1)
        if after is None:
            return None
        return _Said(start=start, end=after[1], hour=hour, minute=after[0], half=0, is_sure=True)

    def _military(self, at: int) -> _Said | None:
        match = _MILITARY.fullmatch(self._key(at))
        if match is None or self._key(at + 1) != "hours" or self._key(at - 1) not in self._tables.openers:
            return None
        return _Said(start=at, end=at + 2, hour=int(match[1]), minute=int(match[2]), half=0, is_sure=True)

    def _hour_at(self, at: int) -> tuple[int, int, bool, bool] | None:
        """Return an hour, where it ends, and whether it is in words and whether an ordinal."""
        key = self._key(at)
        if key.isdecimal() and len(key) <= len("24") and int(key) <= _DAY:
            is_ordinal = self._key(at + 1) == "-" and _SUFFIX.fullmatch(self._key(at + 2)) is not None
            return int(key), at + 3 if is_ordinal else at + 1, False, is_ordinal
        found = self._find(self._tables.numbers, at)
        if found is None:
            return None
        return found[0], found[1], True, bool(self._tables.sure)

    def _unit_end(self, at: int) -> int:
        if self._key(at) not in self._tables.units:
            return at
        is_short = self._key(at + 1) == "." and self._key(at + 2).isdecimal()
        return at + 2 if is_short else at + 1

    def _minutes(self, at: int, *, has_unit: bool, is_ordinal: bool) -> tuple[int, int]:
        """Return the minutes behind an hour, and where they end."""
        after = self._find(self._tables.after, at) if has_unit else None
        if after is not None:
            return after
        found = self._find(self._tables.minutes, at) if has_unit or is_ordinal else None
        if found is None and has_unit and _MINUTES.fullmatch(self._key(at)):
            found = int(self._key(at)), at + 1
        if found is None:
            return 0, at
        end = found[1]
        return found[0], end + 1 if self._key(end) in self._tables.minute_units else end

    def _half(self, at: int, hour: int) -> tuple[int | None, int]:
        """Return what the words behind an hour add to it, and where they end."""
        at += self._key(at) in read("numerals")["sharp"]
        night = self._find(self._tables.nights, at)
        if night is not None and hour <= _NOON:
            return (_NOON if _DAWN <= hour < _NOON else 0), night[1]
        found = self._find(self._tables.half_days, at)
        if found is not None:
            return (found[0] if hour <= _NOON else 0), found[1]
        for length in (1, 3):
            letters = "".join(self._keys[at : at + length])
            if letters in _HALVES and hour <= _NOON:
                return _HALVES[letters], at + length
        return None, at

    def _is_set_apart(self, start: int, unit: int) -> bool:
        """Whether an hour in digits stands behind a mark and is no length: "Accueil : 16 h"."""
        is_short = self._key(unit) in read("numerals")["short_units"]
        is_apart = start == 0 or not self._key(start - 1)[0].isalnum()
        return is_short and is_apart and not lasts_before(self._sight, start)

    def _ends_span_that_lasts(self, start: int) -> bool:
        """Whether a number stands before, and before both how long something lasts: "prend de cinq à six heures"."""
        if start < _LEAST_SPAN or self._key(start - 1) not in read("numerals")["spans_of_time"]["between"]:
            return False
        opening = self._hour_at(start - 2)
        return opening is not None and opening[1] == start - 1 and lasts_before(self._sight, start - 2)

    def _is_length(self, at: int) -> bool:
        return self._key(at) in self._tables.lengths


def _moment(hour: _Said) -> Moment:
    return Moment(start=hour.start, end=hour.end, words=hour.words)
