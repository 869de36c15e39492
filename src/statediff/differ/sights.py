"""Sights: the sentence around an edit on one side, as tokens, and which of them the edit touches."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import itemgetter, or_
from typing import Any, NamedTuple, TypeVar

import regex

from statediff.differ.lexicon import abbreviations
from statediff.differ.passages import Unit
from statediff.differ.phrases import Family, Found, Phrases
from statediff.differ.tokens import canonical, is_word

V = TypeVar("V")

REACH = 32
"""Tokens of the sentence that are looked at before and after what changed."""
_FEW_ASKED = 40
"""Words that are looked for one by one."""
_LONGEST_PHRASE = 8
"""Words of the longest phrase of a list, and more."""
_NEIGHBOURS, _LONGEST_EXCERPT = 3, 160
_INNER_CAPITAL = regex.compile(r"(?<=[\p{Ll},]\s)\p{Lu}[\p{L}\p{M}'’ʼ-]++")
_MAY_COMBINE = regex.compile("[^\x00-\u02ff\u0400-\u0482\u2010-\u2027]+")
"""What might have to be normalised, alone or with the letter before it."""
_SIGNS = frozenset("+±=<>≤≥×÷~≈&")
_SENTENCE_ENDS = frozenset({".", "!", "?", "...", ":", "。", "！", "？", "؟", '"', "-", "•"})


class _Reading(NamedTuple):
    """Of which tables of a family phrases may begin in a sight, as bits."""

    bits: list[int]
    """For each token."""
    tables: int
    """Anywhere."""
    near: int
    """Among what changed, or a little before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """Tokens of the sentences an edit stands in.

    `touched` are the ranges of tokens that went or came; `points` are places between two tokens where the other side
    has something that this side has not.
    """

    text: str
    surfaces: Sequence[str]
    """Canonical keys with their capitals."""
    keys: Sequence[str]
    """The same in lower case."""
    places: Sequence[tuple[int, int]]
    touched: tuple[tuple[int, int], ...] = ()
    points: tuple[int, ...] = ()
    starts: frozenset[int] = frozenset()
    """Tokens that begin a sentence."""
    inner_capitals: Container[str] = frozenset()
    """Words that the text writes with a capital inside a sentence."""
    _found: dict[int, Sequence[Found[Any]]] = field(default_factory=dict, repr=False, compare=False)
    _telling: Sequence[int] | None = field(default=None, repr=False, compare=False)
    _changed: list[int] | None = field(default=None, repr=False, compare=False)
    _changed_words: list[str] | None = field(default=None, repr=False, compare=False)
    _readings: dict[int, _Reading] = field(default_factory=dict, repr=False, compare=False)

    def find(self, phrases: Phrases[V]) -> Sequence[Found[V]]:
        """Return the phrases of a table that stand in the sight; each table of a family is looked for once."""
        family, bit = phrases.family, phrases.bit
        if family is None:
            return phrases.find(self.keys)
        found = self._found.get(id(phrases))
        if found is None:
            read = self._read(family)
            if not read.tables & bit:
                return ()
            places = [at for at, those in enumerate(read.bits) if those & bit]
            found = self._found[id(phrases)] = phrases.find_at(self.keys, places)
        return found

    def may_touch(self, *tables: Phrases[Any]) -> bool:
        """Whether the edit may touch a phrase of some tables: one begins among what changed, or a little before."""
        return any(map(self._may_touch_one, tables))

    def _may_touch_one(self, table: Phrases[Any]) -> bool:
        return table.family is None or bool(self._read(table.family).near & table.bit)

    def _read(self, family: Family) -> _Reading:
        reading = self._readings.get(id(family))
        if reading is None:
            bits = list(map(family.__getitem__, self.keys))
            near = 0
            for low, high in (*self.touched, *((point, point) for point in self.points)):
                near = reduce(or_, bits[max(0, low - _LONGEST_PHRASE) : high], near)
            reading = self._readings[id(family)] = _Reading(bits, reduce(or_, bits, 0), near)
        return reading

    def telling_places(self, telling: Mapping[str, bool]) -> Sequence[int]:
        """Return where words stand that may begin a figure or a date."""
        if self._telling is None:
            found = [at for at, tells in enumerate(map(telling.__getitem__, self.keys)) if tells]
            object.__setattr__(self, "_telling", found)
            return found
        return self._telling

    def touches(self, start: int, end: int) -> bool:
        """Whether the edit changes anything inside tokens[start:end]."""
        if any(low < end and start < high for low, high in self.touched):
            return True
        return any(start < point < end for point in self.points)

    def quote(self, start: int, end: int) -> str:
        """Return the text of tokens[start:end] as it stands."""
        return self.text[self.places[start][0] : self.places[end - 1][1]] if start < end else ""

    def is_apart(self, index: int) -> bool:
        """Whether a token begins another cell or line than the token before it."""
        if not 0 < index < len(self.places):
            return True
        gap = self.text[self.places[index - 1][1] : self.places[index][0]]
        return "\t" in gap or "\n" in gap

    def is_joined(self, index: int) -> bool:
        """Whether a token stands right behind the token before it, with no space between them."""
        return 0 < index < len(self.places) and self.places[index - 1][1] == self.places[index][0]

    def is_whole(self, start: int, end: int) -> bool:
        """Whether tokens[start:end] stand in one cell and on one line."""
        return not any(self.is_apart(index) for index in range(start + 1, end))

    def excerpt(self) -> str:
        """Return what changed with a few words on either side, on one line."""
        if not self.places:
            return ""
        changed = self.changed or [min(point, len(self.places) - 1) for point in self.points]
        low, high = max(0, changed[0] - _NEIGHBOURS), min(len(self.places), changed[-1] + 1 + _NEIGHBOURS)
        text = " ".join(self.quote(low, high).split())
        return text if len(text) <= _LONGEST_EXCERPT else text[:_LONGEST_EXCERPT].rpartition(" ")[0] + " …"

    def is_initial(self, index: int) -> bool:
        """Whether a token is the first word of a sentence, a quotation or a clause after a colon."""
        at = index - 1
        while at >= 0 and at + 1 not in self.starts:
            if is_word(self.keys[at]):
                return False
            if self.keys[at] in _SENTENCE_ENDS:
                return not (self.keys[at] == "." and at > 0 and _is_abbreviation(self.keys[at - 1]))
            at -= 1
        return True

    @property
    def changed(self) -> list[int]:
        """The numbers of all touched tokens."""
        if self._changed is None:
            found = [index for start, end in self.touched for index in range(start, end)]
            object.__setattr__(self, "_changed", found)
            return found
        return self._changed

    @property
    def changed_words(self) -> list[str]:
        """The keys of the touched tokens that are words, numbers or symbols."""
        if self._changed_words is None:
            found = [self.keys[index] for index in self.changed if has_content(self.keys[index])]
            object.__setattr__(self, "_changed_words", found)
            return found
        return self._changed_words


def _is_abbreviation(key: str) -> bool:
    return (len(key) == 1 and key.isalpha()) or key in abbreviations()


def has_content(key: str) -> bool:
    """Whether a token is a word, a number or a symbol (a currency, a sign, an emoji) rather than a mark."""
    return is_word(key) or key in _SIGNS or unicodedata.category(key[0]) in ("So", "Sc")


class InnerCapitals(Container[str]):
    """The words that a text writes with a capital inside a sentence: looked for one by one, gathered when many are."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._may_look = _is_composed(text)
        """Whether a word stands in the text letter by letter as its key says it."""
        self._asked: dict[str, bool] = {}
        self._words: frozenset[str] | None = None

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str):
            return False
        if self._words is None and len(self._asked) < _FEW_ASKED and self._may_look and word.isalpha():
            if word not in self._asked:
                self._asked[word] = self._find(word)
            return self._asked[word]
        if self._words is None:
            self._words = frozenset(map(canonical, _INNER_CAPITAL.findall(self._text)))
        return word in self._words

    def _find(self, word: str) -> bool:
        at = self._text.find(word)
        while at >= 0:
            match = _INNER_CAPITAL.match(self._text, at)
            if match is not None and match[0] == word:
                return True
            at = self._text.find(word, at + 1)
        return False


def _is_composed(text: str) -> bool:
    """Whether a text is in the normal form NFC; letters that always are, most of a text, are not asked about."""
    return all(
        unicodedata.is_normalized("NFC", text[max(0, match.start() - 1) : match.end()])
        for match in _MAY_COMBINE.finditer(text)
    )


class Reader:
    """Finds the sights of one side's text."""

    def __init__(self, text: str, units: Sequence[Unit]) -> None:
        self._text, self._units = text, units
        self._starts = [unit.start for unit in units]
        self._inner_capitals = InnerCapitals(text)

    def look(self, ranges: Sequence[tuple[int, int]], point: int) -> Sight:
        """Return the sight of some ranges of characters, or of one place between two words when there are none."""
        if ranges:
            first, last = self.unit_at(ranges[0][0]), self.unit_at(ranges[-1][1] - 1)
        else:
            first = last = self.unit_at(point)
            if first < 0 or point > self._units[first].end:
                first, last = 0, -1
        begin, end = (ranges[0][0], ranges[-1][1]) if ranges else (point, point)
        surfaces, keys, places, starts = _gather(self._units[max(first, 0) : last + 1], begin, end)
        return Sight(
            text=self._text,
            surfaces=surfaces,
            keys=keys,
            places=places,
            touched=tuple(_tokens_of(places, start, end) for start, end in ranges),
            points=() if ranges else (_place_of(places, point),),
            starts=frozenset(starts),
            inner_capitals=self._inner_capitals,
        )

    def unit_at(self, offset: int) -> int:
        """Return the number of the sentence in which an offset stands, or of the one before it; -1 before all."""
        return bisect_right(self._starts, offset) - 1


def _gather(
    units: Sequence[Unit], begin: int, end: int
) -> tuple[Sequence[str], Sequence[str], Sequence[tuple[int, int]], set[int]]:
    """Return the tokens of some sentences within reach of an edit, and which of them begin a sentence."""
    if len(units) == 1 and len(units[0].keys) <= REACH:
        unit = units[0]
        return unit.keys, unit.folded, unit.places, {0}
    surfaces: list[str] = []
    keys: list[str] = []
    places: list[tuple[int, int]] = []
    starts: set[int] = set()
    for unit in units:
        low = max(0, bisect_right(unit.places, (begin, -1)) - REACH)
        high = bisect_right(unit.places, (end, -1)) + REACH
        if low == 0:
            starts.add(len(surfaces))
        surfaces += unit.keys[low:high]
        keys += unit.folded[low:high]
        places += unit.places[low:high]
    return surfaces, keys, places, starts


def _tokens_of(places: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    first = bisect_right(places, (start, -1))
    last = first
    while last < len(places) and places[last][1] <= end:
        last += 1
    return first, last


def _place_of(places: Sequence[tuple[int, int]], point: int) -> int:
    return bisect_right(places, point, key=itemgetter(1))
