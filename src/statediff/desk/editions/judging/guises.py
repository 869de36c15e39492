"""Guises: one fact read as two kinds: a number as a year, 16 h as a time of day, 6.15 as a clock or as a date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from statediff.desk.editions.facts import Amount, Day, Fact
from statediff.desk.editions.figures.units import SHARES
from statediff.desk.editions.laying.mentions import Mentions

_DAY, _HOUR, _HUNDRED = 24, 60, 100
_DOTTED = re.compile(r"([0-3]\d)\.([01]\d)")


def is_in_other_guise(fact: Fact, there: Sequence[Mentions]) -> bool:
    """Whether all editions that lack a fact say it as another kind."""
    match fact:
        case Amount():
            return all(_says_amount(mentions, fact) for mentions in there)
        case Day():
            return all(_says_day(mentions, fact) for mentions in there)
        case _:
            return False


def _says_amount(mentions: Mentions, amount: Amount) -> bool:
    if amount.unit in SHARES and mentions.has_ratio(amount.value):
        return True
    if amount.may_be_year:
        return mentions.names_year(int(amount.value))
    if amount.unit == "second":
        return mentions.names_hour(amount.value)
    if amount.unit or amount.value.denominator == 1:
        return False
    dotted = _DOTTED.fullmatch(amount.spot.quote)
    is_date = dotted is not None and mentions.names_day(day=int(dotted[1]), month=int(dotted[2]))
    return is_date or (_may_be_clock(amount) and mentions.names_hour(_seconds_of_clock(amount)))


def _says_day(mentions: Mentions, day: Day) -> bool:
    if ":" in day.words:
        return mentions.lasts(day) or mentions.clocks(day)
    if day.day is not None and day.month is not None:
        return mentions.quotes_number(f"{day.day:02d}.{day.month:02d}")
    return day.is_bare_year and day.year is not None and mentions.counts(day.year)


def _may_be_clock(amount: Amount) -> bool:
    """Whether a figure is written like a time of day with a full stop: "6.15"."""
    minutes = amount.value % 1 * _HUNDRED
    return 0 < amount.value < _DAY and minutes.denominator == 1 and minutes < _HOUR


def _seconds_of_clock(amount: Amount) -> Fraction:
    """Return the seconds from midnight to a time that a figure is written like."""
    return (amount.value // 1 * _HOUR + amount.value % 1 * _HUNDRED) * _HOUR
