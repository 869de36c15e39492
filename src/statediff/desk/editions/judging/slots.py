"""Slots: one fact of a statement, with what each of its editions says in that place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from statediff.desk.editions.concord import agreement, rivalry
from statediff.desk.editions.facts import Amount, Bearer, Day, Fact, Term
from statediff.desk.editions.names.sounds import skeleton


@dataclass(slots=True)
class Slot:
    """The facts that agree, one an edition (a name: its words side by side), in one place of a row."""

    row: int
    part: int
    """Number of the group of sentences inside the row."""
    place: float
    """How far inside the row, from 0 to 1."""
    facts: dict[int, tuple[Fact, ...]] = field(default_factory=dict)

    @property
    def first(self) -> Fact:
        """The fact of the first edition."""
        return self.facts[min(self.facts)][0]

    def agreement(self, other: Slot) -> int:
        """Return how surely every fact of this slot agrees with every one of another; 0 when one does not."""
        least = 0
        for mine in self.facts.values():
            for theirs in other.facts.values():
                for one, two in zip(mine, theirs, strict=False):
                    found = agreement(one, two)
                    if not found:
                        return 0
                    least = min(least or found, found)
        return least

    def rivalry(self, other: Slot) -> float:
        """Return how likely one stands in the other's place."""
        found = [rivalry(mine[0], theirs[0]) for mine in self.facts.values() for theirs in other.facts.values()]
        if not found or min(found) <= 0:
            return 0.0
        return sum(found) / len(found) + (self.part == other.part) * 2 - abs(self.place - other.place)

    def take(self, other: Slot) -> None:
        """Take in the facts of another slot."""
        self.facts.update(other.facts)


_CROWD, _NEAR_PARTS = 60, 2
_GAP = 16
"""Characters between two words of one name at most: "Sables-d'Olonne", "Bart De Wever"."""
_MULTITUDE, _NEIGHBOURS = 240, 8
"""Facts of one kind in one place, from which on only so many neighbours are tried."""
Accepts = Callable[[Slot, Slot], bool]


def match_slots(slots: Iterable[Slot], is_near: Accepts) -> list[Slot]:
    """Join slots that agree and have no edition in common, the surest and nearest first.

    `is_near` says which pairs may be joined at all. The result does not depend on the order of editions beyond the
    numbers they have.
    """
    kept = list(slots)
    pairs = []
    for i, j in _candidates(kept):
        one, other = kept[i], kept[j]
        if one.facts.keys() & other.facts.keys() or not is_near(one, other):
            continue
        sureness = one.agreement(other)
        if sureness:
            pairs.append((-sureness, abs(one.place - other.place), i, j))
    pairs.sort()
    return _join(kept, [(i, j) for *_, i, j in pairs], lambda one, other: one.agreement(other) > 0)


def _candidates(slots: Sequence[Slot]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that are tried: all, and among very many only near ones that share a key."""
    if len(slots) <= _MULTITUDE:
        yield from combinations(range(len(slots)), 2)
        return
    buckets: defaultdict[object, list[int]] = defaultdict(list)
    for number, slot in enumerate(slots):
        buckets[_bucket(slot.first)].append(number)
    for numbers in buckets.values():
        numbers.sort(key=lambda number: (slots[number].place, number))
        for at, number in enumerate(numbers):
            yield from ((min(number, other), max(number, other)) for other in numbers[at + 1 : at + 1 + _NEIGHBOURS])


def _bucket(fact: Fact) -> object:
    match fact:
        case Amount():
            return fact.written
        case Day():
            return fact.year, fact.month, fact.day, fact.words
        case Bearer():
            return fact.entity or skeleton(fact.key)
        case Term():
            return fact.family, fact.concepts[0]


def match_rivals(slots: Sequence[Slot], may_be_rivals: Accepts) -> list[list[Slot]]:
    """Group slots of one row that do not agree and stand in each other's place, the likeliest first.

    Others stand alone. In a crowded row only slots of near parts are tried.
    """
    is_crowded = len(slots) > _CROWD
    pairs = []
    for i, one in enumerate(slots):
        for j in range(i + 1, min(len(slots), i + 1 + _MULTITUDE)):
            other = slots[j]
            if is_crowded and abs(one.part - other.part) > _NEAR_PARTS:
                continue
            if not one.facts.keys() & other.facts.keys() and may_be_rivals(one, other):
                score = one.rivalry(other)
                if score > 0:
                    pairs.append((-score, i, j))
    pairs.sort()
    groups: list[list[Slot]] = [[slot] for slot in slots]
    at = list(range(len(slots)))
    for _, i, j in pairs:
        first, second = groups[at[i]], groups[at[j]]
        if first is second or any(a.facts.keys() & b.facts.keys() for a in first for b in second):
            continue
        first.extend(second)
        gone = at[j]
        groups[gone] = []
        at = [at[i] if number == gone else number for number in at]
    return [group for group in groups if group]


def _join(slots: list[Slot], pairs: Sequence[tuple[int, int]], agrees: Accepts) -> list[Slot]:
    owner = list(range(len(slots)))
    for i, j in pairs:
        one, other = owner[i], owner[j]
        if one == other or slots[one].facts.keys() & slots[other].facts.keys():
            continue
        if agrees(slots[one], slots[other]):
            slots[one].take(slots[other])
            owner = [one if number == other else number for number in owner]
    return [slots[number] for number in sorted(set(owner))]


def join_runs(slots: Sequence[Slot]) -> list[Slot]:
    """Join names that stand side by side in every edition that has them: "Marc" and "Tessier" are one name."""
    joined: list[Slot] = []
    for slot in slots:
        before = next((one for one in reversed(joined) if _are_beside(one, slot)), None)
        if before is None:
            joined.append(slot)
            continue
        for edition, facts in slot.facts.items():
            before.facts[edition] = (*before.facts[edition], *facts)
    return joined


def _are_beside(before: Slot, slot: Slot) -> bool:
    if before.row != slot.row or before.facts.keys() != slot.facts.keys():
        return False
    for edition, facts in slot.facts.items():
        last, first = before.facts[edition][-1], facts[0]
        if not isinstance(last, Bearer) or not isinstance(first, Bearer):
            return False
        if last.run != first.run or not 0 < first.spot.start - last.spot.end <= _GAP:
            return False
    return True
