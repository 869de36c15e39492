"""Agreement: whether two facts in two languages say the same, and how likely one stands in the other's place."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from statediff.desk.editions.facts import Amount, Bearer, Day, Fact, Term
from statediff.desk.editions.figures.units import SHARE, SHARES, have_one_unit, is_money
from statediff.desk.editions.names.sounds import are_names_alike

ALIKE = 0.76
"""Names that sound at least so alike are one name; measured on pairs of names in the tests."""
_ROUNDING = Fraction(3, 100)
"""Part of a rounded figure by which the exact one may differ."""
_FRACTION_ROUNDING = Fraction(1, 200)
_NEAR = 0.035
TIMES = "times"
"""Unit of "doubled" and the like."""
_MASS, _TONNE, _MANY = "kg", 1000, 1000


def agreement(one: Fact, other: Fact) -> int:
    """Return how surely two facts are the same, from 3, surely, to 1; 0 when they are not."""
    if isinstance(one, Amount) and isinstance(other, Amount):
        return _same_amount(one, other)
    if isinstance(one, Day) and isinstance(other, Day):
        return _same_day(one, other)
    if isinstance(one, Bearer) and isinstance(other, Bearer):
        return _same_bearer(one, other)
    if isinstance(one, Term) and isinstance(other, Term):
        return 3 if one.family == other.family and not set(one.concepts).isdisjoint(other.concepts) else 0
    return 0


def _same_amount(one: Amount, other: Amount) -> int:
    if not have_one_unit(one, other):
        return 0
    if _is_in_other_unit(one, other) or one.also == other.value or other.also == one.value:
        return 2
    if one.value == other.value:
        return 3 if one.unit == other.unit and one.is_ordinal == other.is_ordinal else 2
    if one.is_ordinal or other.is_ordinal:
        return 0
    if one.is_worded and other.is_worded and one.value * other.value == 1 and _are_times(one, other):
        return 1
    is_vague = one.is_rounded or other.is_rounded or one.is_worded or other.is_worded
    if not is_vague or not are_near(one, other):
        return 0
    coarse, fine = (one, other) if one.grain >= other.grain else (other, one)
    difference = abs(coarse.value - fine.value)
    is_fraction = coarse.value < 1 and fine.value < 1 and {one.unit, other.unit} <= SHARES
    if is_fraction and (one.is_worded or other.is_worded) and difference <= _FRACTION_ROUNDING:
        return 1
    is_rounding = coarse.grain > fine.grain and difference <= coarse.grain / 2
    return 1 if coarse.is_rounded and is_rounding and difference <= abs(fine.value) * _ROUNDING else 0


def _is_in_other_unit(one: Amount, other: Amount) -> bool:
    """Whether two figures are written alike, or mean the same, in units of which one may be the other."""
    is_written_alike = one.unit != other.unit and one.written == other.written
    return is_written_alike or _is_bare_mass(one, other) or _is_bare_mass(other, one)


def _is_bare_mass(bare: Amount, other: Amount) -> bool:
    """Whether a great number leaves out the tonnes that another figure names: "6.3 million" beside "6,3 Mt"."""
    is_bare = not bare.unit and bare.value >= _MANY
    return is_bare and other.unit == _MASS and bare.value * _TONNE == other.value


def are_near(one: Amount, other: Amount) -> bool:
    """Whether two figures are so near that one may be the other, rounded."""
    low, high = sorted((abs(float(one.value)), abs(float(other.value))))
    return high - low <= max(high * _NEAR, float(_FRACTION_ROUNDING))


def _same_day(one: Day, other: Day) -> int:
    pairs = [
        (one.year, other.year),
        (one.month, other.month),
        (one.day, other.day),
        _times(one, other),
    ]
    both = [(left, right) for left, right in pairs if left is not None and right is not None]
    if any(left != right for left, right in both):
        return 0
    weekdays = _weekday(one), _weekday(other)
    if weekdays[0] is not None and weekdays[1] is not None:
        if one.weekday is not None and other.weekday is not None and one.weekday != other.weekday:
            return 0
        if not both:
            return 2 if weekdays[0] == weekdays[1] else 0
    if not both:
        return 0
    if all((left is None) == (right is None) for left, right in pairs):
        return 3
    return 2 if (one.day is None) == (other.day is None) else 1


def _times(one: Day, other: Day) -> tuple[str | None, str | None]:
    """Return what two dates say of the time, alike when the words of one may mean what the other says."""
    if one.words and other.words and one.also != other.also and {one.words, one.also} & {other.words, other.also}:
        return one.words, one.words
    return one.words or None, other.words or None


def _weekday(day: Day) -> int | None:
    if day.weekday is not None:
        return day.weekday
    if day.year is None or day.month is None or day.day is None:
        return None
    try:
        return date(day.year, day.month, day.day).isoweekday()
    except ValueError:
        return None


def _same_bearer(one: Bearer, other: Bearer) -> int:
    if one.entity or other.entity:
        if one.entity and other.entity:
            return 3 if one.entity == other.entity else 0
        return 2 if _sounds_alike(one, other) else 0
    if one.is_exact and other.is_exact:
        return 3 if one.key == other.key else 0
    if one.key == other.key:
        return 3
    return 2 if _sounds_alike(one, other) else 0


def _sounds_alike(one: Bearer, other: Bearer) -> bool:
    return are_names_alike(one.key, one.language, other.key, other.language, ALIKE)


def rivalry(one: Fact, other: Fact) -> float:
    """Return how likely two facts that do not agree stand in each other's place; 0 when they hardly can."""
    if isinstance(one, Amount) and isinstance(other, Amount):
        return _rival_amounts(one, other)
    if isinstance(one, Day) and isinstance(other, Day):
        return _rival_days(one, other)
    if isinstance(one, Bearer) and isinstance(other, Bearer):
        return 1.0 + (bool(one.entity) == bool(other.entity)) + (one.is_exact == other.is_exact)
    if isinstance(one, Term) and isinstance(other, Term):
        return 1.0 if one.family == other.family else 0.0
    return 0.0


def _rival_amounts(one: Amount, other: Amount) -> float:
    is_loose = any(each.is_weak and each.is_worded and each.unit != TIMES for each in (one, other))
    if one.is_ordinal != other.is_ordinal or is_loose:
        return 0.0
    if _is_share(one) != _is_share(other):
        return 0.5 if one.value == other.value else 0.0
    if one.unit and one.unit == other.unit:
        score = 3.0
    elif have_one_unit(one, other):
        score = 2.0 if one.unit == other.unit else 1.5
    elif is_money(one.unit) and is_money(other.unit):
        score = 2.0
    else:
        return 0.5 if one.value == other.value else 0.0
    small, great = sorted((abs(one.value), abs(other.value)))
    ratio = float(small / great) if great else 1.0
    return score + ratio + 0.3 * (one.is_rounded == other.is_rounded) - (one.is_weak != other.is_weak)


def _are_times(one: Amount, other: Amount) -> bool:
    """Whether two figures may say how many times as much, or which part: "half as fast", "удвічі повільніше"."""
    return {one.unit, other.unit} <= {"", TIMES}


def _is_share(amount: Amount) -> bool:
    """Whether a figure says a part of something: 75 %, three quarters."""
    return amount.unit == SHARE or (not amount.unit and 0 < amount.value < 1)


def _rival_days(one: Day, other: Day) -> float:
    if bool(one.words) != bool(other.words) or (":" in one.words) != (":" in other.words):
        return 0.0
    shape = [(one.year, other.year), (one.month, other.month), (one.day, other.day), (one.weekday, other.weekday)]
    alike = sum((left is None) == (right is None) for left, right in shape)
    equal = sum(left == right is not None and left is not None for left, right in shape)
    if (one.day is None) != (other.day is None) and not equal:
        return 0.0
    return 0.5 + alike * 0.25 + equal - 0.5 * (one.is_weak != other.is_weak)


def tells_alone(fact: Fact) -> bool:
    """Whether a fact that another edition lacks is worth telling, though nothing else stands in its place."""
    match fact:
        case Amount():
            is_small_word = fact.is_worded and fact.written <= _SMALL_WORD and not (fact.written < 1 and fact.unit)
            return not (fact.is_weak or fact.is_ordinal or is_small_word or fact.written == 1)
        case Day():
            is_told = fact.day is not None or fact.is_bare_year or ":" in fact.words or fact.words.endswith("s")
            return is_told and not fact.is_weak
        case Bearer():
            return fact.is_sure
        case Term():
            return False


_SMALL_WORD = 3
"""Numbers in words up to this one come and go in translation."""
