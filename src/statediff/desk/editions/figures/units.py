"""Units: which units are one measure, which words leave open what they name, and which are money."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from statediff.desk.editions.facts import Amount
from statediff.desk.editions.lexicon import read
from statediff.differ.figures import is_currency

_HUNDRED = 100
SHARE = "share"
"""Unit of a part of something, a whole being 1: per cent."""
SHARES = frozenset({SHARE, ""})
"""Units of a share: per cent, or none, of a fraction in words."""


@cache
def measures() -> dict[str, tuple[str, Fraction]]:
    """Return the units that are so many of a smaller one: a year is twelve months."""
    return {unit: (base, Fraction(times)) for unit, (base, times) in read("units")["measures"].items()}


def in_measure(value: Fraction, unit: str) -> tuple[Fraction, str]:
    """Return an amount in the unit of its measure: years in months, per cent as a share."""
    if unit == "%":
        return value / _HUNDRED, SHARE
    found = measures().get(unit) if unit else None
    return (value, unit) if found is None else (value * found[1], found[0])


def have_one_unit(one: Amount, other: Amount) -> bool:
    """Whether two figures may be of one unit: the same, or one of them names none."""
    return one.unit == other.unit or not one.unit or not other.unit or may_be_one(one.unit, other.unit)


@cache
def _of_general() -> dict[str, frozenset[str]]:
    return {name: frozenset(units) for name, units in read("units")["general"].items()}


def may_be_one(unit: str, other: str) -> bool:
    """Whether two names of units may mean one: a bare word, and each of the currencies it names."""
    general = _of_general()
    return unit == other or other in general.get(unit, ()) or unit in general.get(other, ())


def is_money(unit: str) -> bool:
    """Whether a unit is a currency, or a word that several share."""
    return is_currency(unit) or any(map(is_currency, _of_general().get(unit, ())))
