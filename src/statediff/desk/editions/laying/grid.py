"""Grids: several editions laid side by side, in rows of paragraphs and parts of sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction
from functools import cached_property

from statediff.desk.editions.facts import Fact
from statediff.desk.editions.figures.ratios import find_shares
from statediff.desk.editions.laying.alignment import Row, align
from statediff.desk.editions.laying.anchors import Anchor, mark
from statediff.desk.editions.laying.mentions import Mentions
from statediff.desk.editions.laying.omissions import find_omissions
from statediff.desk.editions.reading import Part, Passage, Reading
from statediff.differ.tokens import canonical, cut

_PAIR = 2


class Grid:
    """The rows of several editions; each row's parts are the groups of sentences that stand for one another."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = tuple(readings)
        self.rows = align([[mark(paragraph.whole) for paragraph in reading.paragraphs] for reading in readings])
        self.parts = [self._parts_of(row) for row in self.rows]
        self.omitted = find_omissions(self.parts)
        """Which editions leave out a part of a row: (row, part) -> their numbers."""
        self.mentions = [Mentions(reading.facts) for reading in readings]
        self._keys: dict[tuple[int, int], tuple[str, ...]] = {}
        self._words: dict[tuple[int, int], frozenset[str]] = {}
        self._shares: dict[int, Mapping[int, frozenset[Fraction]]] = {}

    def _parts_of(self, row: Row) -> list[Part]:
        sentences = {edition: self._sentences(edition, places) for edition, places in row.items()}
        if len(row) < _PAIR or all(len(each) == 1 for each in sentences.values()):
            return [sentences]
        editions = sorted(sentences)
        aligned = align([[mark(sentence) for sentence in sentences[edition]] for edition in editions])
        parts: list[Part] = [
            {
                editions[number]: tuple(sentences[editions[number]][place] for place in places)
                for number, places in part.items()
            }
            for part in aligned
        ]
        return _rejoined(parts)

    def _sentences(self, edition: int, places: Sequence[int]) -> tuple[Passage, ...]:
        paragraphs = self.readings[edition].paragraphs
        return tuple(sentence for place in places for sentence in paragraphs[place].sentences)

    def present(self, row: int, part: int) -> AbstractSet[int]:
        """Return the editions that have a row, without those that leave out a part of it."""
        return self.rows[row].keys() - self.omitted.get((row, part), frozenset())

    def place_of(self, row: int, edition: int, fact: Fact) -> float:
        """Return how far inside its row a fact stands, from 0 to 1."""
        paragraphs = self.readings[edition].paragraphs
        places = self.rows[row][edition]
        start, end = paragraphs[places[0]].whole.start, paragraphs[places[-1]].whole.end
        return (fact.spot.start - start) / max(1, end - start)

    def row_at(self, edition: int, offset: int) -> int:
        """Return the row in which an offset of an edition's text stands."""
        return next(
            (
                number
                for number, row in enumerate(self.rows)
                for place in row.get(edition, ())
                if self._wholes[edition][place].start <= offset < self._wholes[edition][place].end
            ),
            0,
        )

    @cached_property
    def _wholes(self) -> list[list[Passage]]:
        return [[paragraph.whole for paragraph in reading.paragraphs] for reading in self.readings]

    def whole(self, edition: int, row: int) -> Passage:
        """Return the first paragraph of an edition in a row."""
        return self._wholes[edition][self.rows[row][edition][0]]

    def text(self, edition: int, row: int) -> str:
        """Return the text of an edition in a row, a line for each paragraph."""
        return "\n".join(self._wholes[edition][place].text for place in self.rows[row].get(edition, ()))

    def shares(self, row: int) -> Mapping[int, frozenset[Fraction]]:
        """Return the shares that single figures of a row say, of each of its editions."""
        if row not in self._shares:
            self._shares[row] = {edition: find_shares(self.facts(edition, row)) for edition in self.rows[row]}
        return self._shares[row]

    def facts(self, edition: int, row: int) -> Iterator[Fact]:
        """Yield the facts of an edition in a row."""
        return (fact for part in self.parts[row] for passage in part.get(edition, ()) for fact in passage.facts)

    def keys(self, edition: int, row: int) -> tuple[str, ...]:
        """Return the words of an edition in a row in their order, in lower case."""
        key = (edition, row)
        if key not in self._keys:
            self._keys[key] = tuple(
                canonical(token).casefold()
                for part in self.parts[row]
                for passage in part.get(edition, ())
                for token in cut(passage.text)
            )
        return self._keys[key]

    def words(self, edition: int, row: int) -> frozenset[str]:
        """Return the words of an edition in a row, in lower case."""
        key = (edition, row)
        if key not in self._words:
            self._words[key] = frozenset(self.keys(edition, row))
        return self._words[key]


def _rejoined(parts: Sequence[Part]) -> list[Part]:
    """Return the parts of a row, those as one that hold the same fact in other editions: a sentence told later."""
    editions = frozenset().union(*(part.keys() for part in parts))
    if sum(part.keys() < editions for part in parts) < _PAIR:
        return list(parts)
    firm = [_firm(part) for part in parts]
    joined: list[Part] = []
    for number, part in enumerate(parts):
        own = firm[number].difference(
            *(firm[at] for at, other in enumerate(parts) if at != number and other.keys() & part.keys())
        )
        place = next(
            (at for at, other in enumerate(joined) if own & _firm(other) and not other.keys() & part.keys()), None
        )
        if place is None:
            joined.append(part)
        else:
            joined[place] = {**joined[place], **part}
    return joined


def _firm(part: Part) -> frozenset[Anchor]:
    return frozenset().union(*(mark(passage).firm for passages in part.values() for passage in passages))
