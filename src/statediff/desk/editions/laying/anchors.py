"""Anchors: what two passages in different languages visibly share, weighed by how rare it is."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from statediff.desk.editions.facts import Amount, Bearer, Day, Fact, Term
from statediff.desk.editions.names.sounds import skeleton
from statediff.desk.editions.reading import Passage

Anchor = tuple[str, object]
_FIRM = {"figure": 1.4, "date": 1.6, "year": 0.8, "name": 1.2, "exact": 1.4}
_SOFT = {"term": 0.8, "cognate": 0.5}
_WORTH = {**_FIRM, **_SOFT}
_LONGEST_SKELETON = 5
_SMALL = 3
"""Numbers in words up to this one are too common to hold anything."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The anchors of one passage: firm ones, which a translation should share, and soft ones, which it may."""

    firm: frozenset[Anchor]
    soft: frozenset[Anchor]
    length: float


def mark(passage: Passage) -> Marks:
    """Return a passage's anchors."""
    firm = frozenset(anchor for fact in passage.facts for anchor in _firm(fact))
    soft = frozenset(("term", concept) for fact in passage.facts if isinstance(fact, Term) for concept in fact.concepts)
    cognates: frozenset[Anchor] = frozenset(("cognate", key) for key in passage.cognates)
    return Marks(firm, soft | cognates, float(passage.length))


def merge(marks: Sequence[Marks]) -> Marks:
    """Return the anchors of several passages as of one."""
    if len(marks) == 1:
        return marks[0]
    return Marks(
        frozenset().union(*(each.firm for each in marks)),
        frozenset().union(*(each.soft for each in marks)),
        sum(each.length for each in marks),
    )


def _firm(fact: Fact) -> Iterator[Anchor]:
    if isinstance(fact, Amount):
        if not (fact.is_worded and fact.value <= _SMALL):
            yield ("year" if fact.may_be_year else "figure"), fact.value
    elif isinstance(fact, Day):
        yield from _of_day(fact)
    elif isinstance(fact, Bearer):
        if fact.is_exact:
            yield "exact", fact.key
        elif fact.is_sure or fact.entity:
            yield "name", fact.entity or skeleton(fact.key)[:_LONGEST_SKELETON]


def _of_day(day: Day) -> Iterator[Anchor]:
    if day.month is not None:
        yield "date", (day.month, day.day)
    if day.year is not None:
        yield "year", day.year
    if day.words:
        yield "date", day.words


class Weights:
    """How much each anchor tells, from how many passages it stands in."""

    def __init__(self, passages: Iterable[Marks]) -> None:
        counts: Counter[Anchor] = Counter()
        total = 0
        for each in passages:
            counts.update(each.firm | each.soft)
            total += 1
        self._weights: Mapping[Anchor, float] = {
            anchor: _WORTH[anchor[0]] * math.log(1 + total / count) for anchor, count in counts.items()
        }
        self._sums: dict[frozenset[Anchor], float] = {}

    def sum_of(self, anchors: frozenset[Anchor]) -> float:
        """Return the weight of some anchors together, the same in whatever order they are added."""
        found = self._sums.get(anchors)
        if found is None:
            weights = self._weights
            found = self._sums[anchors] = math.fsum([weights[anchor] for anchor in anchors])
        return found

    def shared(self, one: frozenset[Anchor], other: frozenset[Anchor]) -> float:
        """Return the weight of what two passages share."""
        both = one & other
        if not both:
            return 0.0
        weights = self._weights
        return math.fsum([weights[anchor] for anchor in both])


class _Cast(dict[Anchor, Anchor]):
    """Anchor -> one that is quick to look up: its kind and a number of its own."""

    def __missing__(self, anchor: Anchor) -> Anchor:
        """Number an anchor that is met for the first time."""
        found = self[anchor] = (anchor[0], len(self))
        return found


def simplify(editions: Sequence[Sequence[Marks]]) -> list[list[Marks]]:
    """Return the same marks with anchors that are quick to look up; they mean nothing outside these editions."""
    cast = _Cast()
    return [
        [
            Marks(
                frozenset(cast[each] for each in marks.firm), frozenset(cast[each] for each in marks.soft), marks.length
            )
            for marks in edition
        ]
        for edition in editions
    ]
