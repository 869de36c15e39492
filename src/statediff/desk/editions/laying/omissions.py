"""Omissions: which sentences of a paragraph an edition leaves out, told from what stands there and from its length.

A sentence that found no counterpart may only be said inside another one. It is taken for left out where the paragraph
is as short as it would be without it (the model of Gale and Church, see `lengths`), and nothing that the sentence
alone holds, a figure, a date or a name, is said there otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import fmean

from statediff.desk.editions.laying.anchors import Anchor, mark
from statediff.desk.editions.laying.lengths import cost_of_lengths, ratio_of_lengths
from statediff.desk.editions.reading import Part, Passage

_SHORTEST, _SHORTEST_OF_WORDS = 24, 32
"""Letters of a sentence whose absence is told, and of one that holds no figure, date or name of its own."""
_GAIN = 0.6
"""By how much the cost of a paragraph's length must fall when the sentence is taken away: e to this power as likely."""
_GAIN_OF_FACTS = 0.0
"""The same where the sentence holds a figure, a date or a name that is said nowhere else in the paragraph."""
_FEWEST_ROWS = 3
"""Rows from which on the lengths of two languages are compared."""


def find_omissions(rows: Sequence[Sequence[Part]]) -> dict[tuple[int, int], frozenset[int]]:
    """Return which editions leave out a part of a row: (row, part) -> their numbers. `rows` are the parts of each."""
    ratios = _Ratios(rows)
    found: dict[tuple[int, int], set[int]] = {}
    for number, parts in enumerate(rows):
        for edition in sorted({edition for part in parts for edition in part}):
            for place in _left_out(parts, edition, ratios):
                found.setdefault((number, place), set()).add(edition)
    return {
        key: frozenset(editions)
        for key, editions in found.items()
        if editions == _editions(rows[key[0]]) - rows[key[0]][key[1]].keys()
    }


def _editions(parts: Sequence[Part]) -> set[int]:
    return {edition for part in parts for edition in part}


def _left_out(parts: Sequence[Part], edition: int, ratios: _Ratios) -> Iterator[int]:
    """Yield the parts that an edition of their row leaves out."""
    places = [place for place, part in enumerate(parts) if edition not in part]
    others = sorted({other for place in places for other in parts[place]})
    if not places:
        return
    gain = fmean(_gain(parts, places, edition, other, ratios) for other in others)
    said = _firm([passage for part in parts for passage in part.get(edition, ())])
    for place in places:
        longest = max(_length(passages) for passages in parts[place].values())
        alone = _alone(parts, place)
        is_long = longest >= (_SHORTEST if alone else _SHORTEST_OF_WORDS)
        if is_long and alone.isdisjoint(said) and gain >= (_GAIN_OF_FACTS if alone else _GAIN):
            yield place


def _gain(parts: Sequence[Part], places: Sequence[int], edition: int, other: int, ratios: _Ratios) -> float:
    """Return by how much an edition is rather as long as another without some parts than as long as with them."""
    own = sum(_length(part.get(edition, ())) for part in parts)
    whole = sum(_length(part.get(other, ())) for part in parts)
    rest = whole - sum(_length(parts[place].get(other, ())) for place in places)
    ratio = ratios.of(other, edition)
    return cost_of_lengths(whole, own, ratio) - cost_of_lengths(rest, own, ratio)


def _alone(parts: Sequence[Part], place: int) -> frozenset[Anchor]:
    """Return the figures, dates and names that a part holds and no other part of its row."""
    alone: set[Anchor] = set()
    for other, passages in parts[place].items():
        rest = [passage for at, part in enumerate(parts) if at != place for passage in part.get(other, ())]
        alone |= _firm(passages) - _firm(rest)
    return frozenset(alone)


def _firm(passages: Sequence[Passage]) -> frozenset[Anchor]:
    return frozenset().union(*(mark(passage).firm for passage in passages))


def _length(passages: Sequence[Passage]) -> int:
    return sum(passage.length for passage in passages)


class _Ratios:
    """How many letters of one edition stand for a letter of another, from the rows that both have whole."""

    def __init__(self, rows: Sequence[Sequence[Part]]) -> None:
        self._rows = rows
        self._known: dict[tuple[int, int], float] = {}

    def of(self, one: int, other: int) -> float:
        if (one, other) not in self._known:
            pairs = [
                (_length([p for part in parts for p in part[one]]), _length([p for part in parts for p in part[other]]))
                for parts in self._rows
                if all(one in part and other in part for part in parts)
            ]
            self._known[one, other] = ratio_of_lengths(pairs) if len(pairs) >= _FEWEST_ROWS else 1.0
        return self._known[one, other]
