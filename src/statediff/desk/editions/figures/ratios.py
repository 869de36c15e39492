"""Ratios: shares that two figures side by side say: "four papers in ten", where another edition writes 40 %.

Whether they are one is told by the other editions alone: "nine of the ten reactors" counts reactors as long as nobody
says 90 %.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from statediff.desk.editions.facts import Amount, Fact
from statediff.desk.editions.figures.units import SHARES

_MOST_BETWEEN = 40
"""Characters between the two figures of a share at most: "three of the surviving churches out of ten"."""
_COUNTED = frozenset({"", "points"})
"""Units of the first figure of a share: none, or those of "70 points out of 100"."""


def find_ratios(facts: Iterable[Fact]) -> Iterator[Fraction]:
    """Yield the shares that pairs of neighbouring figures among facts may say."""
    for part, whole in pairwise(fact for fact in facts if isinstance(fact, Amount)):
        if _may_be_ratio(part, whole):
            yield part.value / whole.value


def find_shares(facts: Iterable[Fact]) -> frozenset[Fraction]:
    """Return the shares that single figures among facts say: 40 %, two fifths."""
    return frozenset(
        fact.value for fact in facts if isinstance(fact, Amount) and fact.unit in SHARES and 0 < fact.value < 1
    )


def fold_ratios(facts: Iterable[Fact], text: str, said: AbstractSet[Fraction]) -> Iterator[Fact]:
    """Yield facts of a text, two figures as one share where that share is among those `said` elsewhere."""
    held: Amount | None = None
    for fact in facts:
        if not isinstance(fact, Amount):
            yield fact
        elif held is not None and _may_be_ratio(held, fact) and held.value / fact.value in said:
            yield _share(held, fact, text)
            held = None
        else:
            if held is not None:
                yield held
            held = fact
    if held is not None:
        yield held


def _may_be_ratio(part: Amount, whole: Amount) -> bool:
    if (
        part.unit not in _COUNTED
        or whole.unit
        or part.is_ordinal
        or whole.is_ordinal
        or part.spot.sentence != whole.spot.sentence
    ):
        return False
    is_whole = part.value.denominator == 1 and whole.value.denominator == 1
    return is_whole and 0 < part.value < whole.value and 0 < whole.spot.start - part.spot.end <= _MOST_BETWEEN


def _share(part: Amount, whole: Amount, text: str) -> Amount:
    spot = replace(part.spot, end=whole.spot.end, quote=text[part.spot.start : whole.spot.end])
    value = part.value / whole.value
    return replace(part, spot=spot, value=value, written=value, unit="", is_weak=False)
