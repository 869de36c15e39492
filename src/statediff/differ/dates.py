"""Dates: days, months, years and times of day in a sentence, and how far apart two of them are."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from statediff.differ.figures import count_units, read_han
from statediff.differ.sights import Sight
from statediff.differ.vocabulary import Vocabulary

_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"-?(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|-?го|-?е)?")
_YEAR_FIRST = re.compile(r"(?P<year>(?:19|20)\d\d)[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>(?:19|20)\d\d)")
_SEASON = re.compile(r"(?:19|20)\d\d-\d\d")
_TIME = re.compile(r"([01]?\d|2[0-3])([:h.])([0-5]\d)?")
_DECADE = re.compile(r"((?:19|20)\d0)(?:s|['’]s)")

_LONGEST_EDGE = 4
"""Words from the edge of a month or a year to it: "end of the year 2027"."""
_SIGNED = {"year": (1000, 2999), "month": (1, 12), "day": (1, 31), "hour": (0, 24), "minute": (0, 59)}
"""Least and greatest number of each part of a date that signs tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A date or time at tokens[start:end]; what the text does not say is None."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    edge: int = 0
    """Whether the words before it say its beginning (1), its middle (2) or its end (3)."""
    opening: int = -1
    """Where these words begin, or -1."""
    words: str = ""
    """A time of day ("10:30"), a part of a year ("2 quarter") or a word such as "tomorrow"."""

    @property
    def is_bare_year(self) -> bool:
        """Whether it is a number that might be a figure as well."""
        return self.year is not None and self.month is None and self.end == self.start + 1

    @property
    def is_time_of_day(self) -> bool:
        """Whether it says an hour and no day."""
        return ":" in self.words

    @property
    def identity(self) -> tuple[object, ...]:
        """What makes two moments the same however they are written."""
        return self.year, self.month, self.day, self.weekday, self.words, self.edge


def find_moments(sight: Sight, words: Vocabulary) -> list[Moment]:
    """Return the dates and times of a sight in order."""
    reader = _Moments(sight, words)
    moments: list[Moment] = []
    relative = {found.start: found for found in sight.find(words.relative)}
    end = 0
    for at in sight.telling_places(words.telling):
        if at < end:
            continue
        key = sight.keys[at]
        may_begin = (
            key[0].isdigit()
            or key[1:2].isdigit()
            or key in words.date_words
            or ("-" in key and key.partition("-")[0] in words.edges)
            or reader.is_written_in_signs(at)
        )
        moment = reader.moment_at(at) if may_begin else None
        if moment is None and at in relative:
            moment = Moment(start=at, end=relative[at].end, words=relative[at].value)
        if moment is not None:
            moments.append(reader.with_edge(moment))
            end = moment.end
    return moments


class _Moments:
    def __init__(self, sight: Sight, words: Vocabulary) -> None:
        self._sight, self._words, self._keys = sight, words, sight.keys
        self._signs = {found.start: found for found in sight.find(words.date_signs)}

    def moment_at(self, at: int) -> Moment | None:
        """Return the date that begins at a token which may begin one."""
        for read in (
            self._numeric,
            self._signed,
            self._period,
            self._day_month,
            self._month_day,
            self._time,
            self._single,
        ):
            moment = read(at)
            if moment is not None and self._sight.is_whole(moment.start, moment.end):
                return moment
        return None

    def _key(self, at: int) -> str:
        return self._keys[at] if 0 <= at < len(self._keys) else ""

    def _number(self, at: int, low: int, high: int) -> int | None:
        key = self._key(at)
        return int(key) if key.isdecimal() and len(key) <= 4 and low <= int(key) <= high else None

    def _numeric(self, at: int) -> Moment | None:
        """Read 2026-06-30, 30.06.2026, 30/06/2026; a month beyond 12 is the day."""
        match = _YEAR_FIRST.fullmatch(self._key(at)) or _DAY_FIRST.fullmatch(self._key(at))
        if match is None:
            return None
        year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
        if month > 12 >= day:
            day, month = month, day
        is_date = 1 <= month <= 12 and 1 <= day <= 31
        return Moment(start=at, end=at + 1, year=year, month=month, day=day) if is_date else None

    def is_written_in_signs(self, at: int) -> bool:
        """Whether a number in Chinese signs stands there, or a sign that may come before an hour: the afternoon."""
        return bool(self._signs) and (self._sign(at) in ("am", "pm") or read_han(self._keys[at]) is not None)

    def _sign(self, at: int) -> str:
        found = self._signs.get(at)
        return found.value if found is not None else ""

    def _signed(self, at: int) -> Moment | None:
        """Read numbers that signs behind them make a date or a time of day: 2026年3月5日, 下午3时30分."""
        if not self._signs:
            return None
        half = self._sign(at)
        start, at = at, self._signs[at].end if half in ("am", "pm") else at
        parts: dict[str, int] = {}
        orders = (("hour", "minute"),) if at > start else (("year", "month", "day"), ("hour", "minute"))
        for order in orders:
            for name in order:
                number = self._written(at)
                if number is not None and self._is_part(name, number, at + 1):
                    parts[name], at = number, at + 2
            if parts:
                break
        if not parts or (parts.keys() == {"minute"}):
            return None
        if "hour" in parts:
            hour = parts["hour"] % 12 + 12 if half == "pm" else parts["hour"]
            return Moment(start=start, end=at, words=f"{hour}:{parts.get('minute', 0):02d}")
        return Moment(start=start, end=at, year=parts.get("year"), month=parts.get("month"), day=parts.get("day"))

    def _written(self, at: int) -> int | None:
        key = self._key(at)
        return int(key) if key.isdecimal() and len(key) <= len("2026") else read_han(key)

    def _is_part(self, name: str, number: int, at: int) -> bool:
        low, high = _SIGNED[name]
        return self._sign(at) == name and low <= number <= high and self._sign(at + 1) != "span"

    def _year(self, at: int) -> int | None:
        key = self._key(at)
        if "-" in key:
            edge, _, key = key.rpartition("-")
            key = key if edge in self._words.edges else ""
        return int(key) if _YEAR.fullmatch(key) else None

    def _day(self, at: int) -> int | None:
        match = _DAY.fullmatch(self._key(at))
        return int(match[1]) if match else None

    def _day_in_words(self, at: int, month: int) -> int | None:
        """Read "premier juillet", "the third of May"; "first may" is no day."""
        is_sure = month > at + 1 or self._key(month) not in self._words.ambiguous
        return self._words.ordinals.get(self._key(at)) if is_sure else None

    def _month(self, at: int) -> int | None:
        key = self._key(at)
        month = self._words.months.get(key)
        if month is None and "-" in key:
            edge, _, key = key.rpartition("-")
            return self._words.months.get(key) if edge in self._words.edges else None
        return month

    def with_edge(self, moment: Moment) -> Moment:
        """Return a month or a year with what is said of it: "the end of 2027", "mid-July"."""
        edges = self._words.edges
        if not edges or moment.day is not None or (moment.month is None and moment.year is None):
            return moment
        inner = edges.get(self._key(moment.start).partition("-")[0], 0)
        if inner:
            return replace(moment, edge=inner, opening=moment.start)
        at = self._edge_before(moment.start)
        return moment if at is None else replace(moment, edge=edges[self._key(at)], opening=at)

    def _edge_before(self, start: int) -> int | None:
        """Return where a word for the beginning, the middle or the end of what begins at `start` stands."""
        at = start - 1
        while at > start - _LONGEST_EDGE and self._key(at) in self._words.year_links:
            at -= 1
        return at if self._key(at) in self._words.edges and self._sight.is_whole(at, start + 1) else None

    def _with_year(self, at: int) -> tuple[int | None, int]:
        is_shortened = self._key(at) == "." and at not in self._sight.starts and at + 1 not in self._sight.starts
        if self._key(at) == "," or (is_shortened and self._key(at - 1) in self._words.months):
            year = self._year(at + 1)
            return (year, at + 2) if year is not None else (None, at)
        year = self._year(at)
        return (year, at + 1) if year is not None else (None, at)

    def _day_month(self, at: int) -> Moment | None:
        """Read "30 June 2026", "1er juillet", "30 червня 2026"."""
        after = at + 2 if self._key(at + 1) in ("of", "-") else at + 1
        if self._key(at + 1) == "-" and self._key(at + 2) in self._words.ordinal_endings:
            after = at + 3
        month = self._month(after)
        day = self._day(at) or self._day_in_words(at, after)
        if day is None or month is None:
            return None
        year, end = self._with_year(after + 1)
        return Moment(start=at, end=end, day=day, month=month, year=year)

    def _month_day(self, at: int) -> Moment | None:
        """Read "June 30, 2026", "June 2026", "June"."""
        month = self._month(at)
        if month is None:
            return None
        day = self._day(at + 1) if self._words.has_days_behind_months else None
        if day is not None:
            year, end = self._with_year(at + 2)
            return Moment(start=at, end=end, day=day, month=month, year=year)
        year, end = self._with_year(at + 1)
        if year is None and self._key(at) in self._words.ambiguous and not self._is_named_month(at):
            return None
        return Moment(start=at, end=end, month=month, year=year)

    def _is_named_month(self, at: int) -> bool:
        """Whether "May" is the month: written large inside a sentence, or with its own verb ("May will be wet").

        Beside a name it is a name as well ("Jan Novak", "Zhang Jun"), unless a word like "in" stands before it.
        """
        surfaces = self._sight.surfaces
        if self._words.language != "en" or not surfaces[at][0].isupper():
            return False
        following, before = self._key(at + 1), self._key(at - 1)
        if at + 1 < len(surfaces) and surfaces[at + 1][:1].isupper() and not self._sight.is_apart(at + 1):
            return before in self._words.before_months
        if at > 0 and surfaces[at - 1][:1].isupper() and not self._sight.is_initial(at - 1):
            return before in self._words.before_months or before in self._words.weekdays
        verbs = self._words.commitments.find([following]) if following else []
        is_subject = following in self._words.tenses or any(verb.value.force == "modal" for verb in verbs)
        return is_subject or not self._sight.is_initial(at)

    def _single(self, at: int) -> Moment | None:
        """Read a year, a weekday or a time of day that stands alone."""
        key = self._key(at)
        year = self._year(at)
        if year is not None and self._is_plain_year(at):
            return Moment(start=at, end=at + 1, year=year)
        weekday = self._words.weekdays.get(key)
        if weekday is not None and key not in self._words.ambiguous:
            return Moment(start=at, end=at + 1, weekday=weekday)
        if key in self._words.clock:
            return Moment(start=at, end=at + 1, words=self._words.clock[key])
        season = _SEASON.fullmatch(key)
        if season is not None:
            return Moment(start=at, end=at + 1, words=key)
        match = _DECADE.fullmatch(key)
        if match is not None:
            return Moment(start=at, end=at + 1, words=match[1] + "s")
        return None

    def _period(self, at: int) -> Moment | None:
        """Read "the second quarter of 2026", "2e trimestre", "перше півріччя 2026 року"; a half only with its year."""
        number = self._words.ordinals.get(self._key(at)) or self._day(at)
        period = self._words.periods.get(self._key(at + 1))
        if number is None or number > 12 or period is None:
            return None
        after = at + 2
        while self._key(after) in self._words.year_links and after < at + 4:
            after += 1
        year = self._year(after)
        if year is None and self._words.numbers.holds(self._key(at + 1)) and self._key(at + 1) in self._words.ambiguous:
            return None
        return Moment(start=at, end=at + 2 if year is None else after + 1, year=year, words=f"{number} period {period}")

    def _time(self, at: int) -> Moment | None:
        """Read a time of day: "10:30", "9 a.m.", "10 h 30", "à 9 h", "о 9 годині"."""
        match = _TIME.fullmatch(self._key(at))
        if match is not None and match[2] == ":" and match[3]:
            hour, minute, end = int(match[1]), match[3], at + 1
        elif match is not None and match[2] == "h" and (match[3] or self._is_behind_time_word(at)):
            hour, minute, end = int(match[1]), match[3] or "00", at + 1
        elif match is not None and match[2] == "." and match[3] and self._is_clock(at):
            hour, minute, end = int(match[1]), match[3], at + 1
        else:
            found = self._number(at, 0, 24)
            if found is None:
                return None
            hour, minute, end = found, "00", at + 1
            if self._key(end) in self._words.hours:
                end += 1
                minutes = self._number(end, 0, 59)
                if minutes is not None and len(self._key(end)) == 2:
                    minute, end = self._key(end), end + 1
                elif not self._is_behind_time_word(at):
                    return None
            elif not self._half_day(end):
                return None
        half = self._half_day(end)
        if half:
            hour, end = hour % 12 + (12 if half == "pm" else 0), self._end_of_half_day(end)
        return Moment(start=at, end=end, words=f"{hour}:{minute}")

    def _is_behind_time_word(self, at: int) -> bool:
        return self._key(at - 1) in self._words.before_times

    def _is_clock(self, at: int) -> bool:
        """Whether a number with a full stop is a time of day: "о 14.30", "2.30 p.m.", "9.15 Uhr"."""
        is_behind = self._key(at - 1) in self._words.before_clock
        return is_behind or self._key(at + 1) in self._words.hours or bool(self._half_day(at + 1))

    def _half_day(self, at: int) -> str:
        """Return "am" or "pm" when that follows, written with or without full stops."""
        if self._key(at) in ("am", "pm"):
            return self._key(at)
        is_dotted = self._key(at) in ("a", "p") and self._key(at + 1) == "." and self._key(at + 2) == "m"
        return self._key(at) + "m" if is_dotted else ""

    def _end_of_half_day(self, at: int) -> int:
        if self._key(at) in ("am", "pm"):
            return at + 1
        return at + 4 if self._key(at + 3) == "." and not self._ends_sentence(at + 3) else at + 3

    def _ends_sentence(self, at: int) -> bool:
        return at + 1 >= len(self._keys) or at + 1 in self._sight.starts

    def _is_plain_year(self, at: int) -> bool:
        """Whether a number is a year and not a quantity such as "2000 drones"."""
        following = self._key(at + 1)
        unit = self._words.units.find([following]) if following else []
        if unit:
            return unit[0].value == "year"
        scale = self._words.numbers.find([following]) if following else []
        if scale and scale[0].value.kind == "scale":
            return False
        is_noun = (
            following.isalpha() and self._sight.surfaces[at + 1].islower() and not self._words.stops.holds(following)
        )
        return not is_noun or self._key(at - 1) in self._words.before_years or self._edge_before(at) is not None


def tell_distance(old: Moment, new: Moment) -> str:
    """Return how far a date went: "+1 year", "−3 months", "+12 days"; "" when that cannot be told."""
    if old.weekday or new.weekday or old.words or new.words or old.edge != new.edge:
        return ""
    if old.year is not None and new.year is not None and (old.month, old.day) == (new.month, new.day):
        return count_units(Fraction(new.year - old.year), "year")
    if old.month is None or new.month is None or old.identity == new.identity:
        return ""
    if (old.year is None) != (new.year is None):
        return ""
    if old.day == new.day or (_ends_month(old) and _ends_month(new)):
        months = new.month - old.month
        months = 12 * (new.year - old.year) + months if old.year and new.year else _nearest(months, 12)
        return count_units(Fraction(months), "month")
    return _days_between(old, new)


def _ends_month(moment: Moment) -> bool:
    if moment.month is None or moment.day is None:
        return False
    return moment.day == monthrange(moment.year or 2001, moment.month)[1]


def _days_between(old: Moment, new: Moment) -> str:
    if old.day is None or new.day is None or old.month is None or new.month is None:
        return ""
    try:
        first, second = date(old.year or 2001, old.month, old.day), date(new.year or 2001, new.month, new.day)
    except ValueError:
        return ""
    days = (second - first).days
    return count_units(Fraction(days if old.year else _nearest(days, 365)), "day")


def _nearest(distance: int, year: int) -> int:
    """Return the shorter way round the year: without years, January comes after December."""
    return (distance + year // 2) % year - year // 2
