"""Readings: a statement in one language as paragraphs and sentences with the facts they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from statediff.desk.editions.dates.days import find_days, find_moments_of_all
from statediff.desk.editions.facts import Fact
from statediff.desk.editions.figures.numerals import find_amounts, vocabulary
from statediff.desk.editions.figures.ranges import split_spans
from statediff.desk.editions.names.bearers import find_bearers, find_translated, read_habits
from statediff.desk.editions.names.sounds import skeleton
from statediff.desk.editions.terms import WatchedTerms, find_terms
from statediff.differ.languages import detect, primary
from statediff.differ.passages import lay_out
from statediff.differ.sentences import cut_sentences
from statediff.differ.sights import InnerCapitals, Sight
from statediff.differ.tokens import canonical, cut, locate
from statediff.model import BlockKind, Wording

_SHORTEST_SKELETON, _LONGEST_SKELETON = 3, 5
_SHORTEST_WORD = 5
_DAY_AT_END = re.compile(r"(?:^|\D)[0-3]?\d\.$")
_HALF_DAY_AT_END = re.compile(r"\b[ap]\.m\.(?=\s+([A-Z][a-z]*)\s+([a-z]+)\b)")
_OF_A_PLACE = "time"
"""What follows the name of a place whose time is told."""
_LONGEST_MONTH = 24
_ARABIC_PREFIX = re.compile(r"[وفبكل](?=ال|\d)")
_UNWATCHED = WatchedTerms()
_LEFT_OUT = frozenset({BlockKind.NOTICE, BlockKind.CAPTION})
"""Blocks around a statement that its editions need not share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence or a paragraph: where it stands, how long it is, its facts, and words that languages may share."""

    start: int
    end: int
    text: str
    length: int
    """Its letters: what the lengths of translations are compared by."""
    facts: tuple[Fact, ...]
    cognates: frozenset[str]
    """Skeletons of its longer words."""


Part = Mapping[int, tuple[Passage, ...]]
"""Sentences of several editions that stand for one another: the number of an edition -> its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A block of a statement and its sentences."""

    whole: Passage
    sentences: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A whole statement in one language."""

    language: str
    text: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All its facts in order of sentences."""
        return tuple(fact for paragraph in self.paragraphs for fact in paragraph.whole.facts)


def read_edition(wording: Wording | str, language: str | None = None, watched: WatchedTerms = _UNWATCHED) -> Reading:
    """Read a statement; its language is the one named, else its own, else the one its script and small words tell."""
    layout = lay_out(wording)
    own = wording.language if isinstance(wording, Wording) else None
    tongue = primary(language) or primary(own) or detect(layout.text)
    reader = _Reader(layout.text, tongue, watched)
    paragraphs = []
    for block, (start, end) in zip(layout.blocks, layout.inner, strict=True):
        if start < end and block.kind not in _LEFT_OUT:
            paragraphs.append(reader.paragraph(start, end))
    return Reading(language=tongue, text=layout.text, paragraphs=tuple(paragraphs))


class _Reader:
    def __init__(self, text: str, language: str, watched: WatchedTerms) -> None:
        self._text, self._language, self._watched = text, language, watched
        self._words = vocabulary(language)
        self._inner_capitals = InnerCapitals(text)
        self._habits = read_habits(text)
        self._count = 0
        self._has_half_days = ".m." in text

    def paragraph(self, start: int, end: int) -> Paragraph:
        sentences = tuple(self._sentence(low, high) for low, high in self._cut(start, end))
        whole = Passage(
            start=start,
            end=end,
            text=self._text[start:end],
            length=sum(sentence.length for sentence in sentences),
            facts=tuple(fact for sentence in sentences for fact in sentence.facts),
            cognates=frozenset().union(*(sentence.cognates for sentence in sentences)),
        )
        return Paragraph(whole=whole, sentences=sentences)

    def _cut(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the sentences of a paragraph; a day with a full stop before its month ends none: "14. Mai"."""
        held: tuple[int, int] | None = None
        for low, high in self._behind_half_days(start, end):
            if held is not None:
                first = cut(self._text[low : low + _LONGEST_MONTH])[:1]
                if _DAY_AT_END.search(self._text, held[0], held[1]) and self._words.months.get(first[0].casefold()):
                    held = (held[0], high)
                    continue
                yield held
            held = (low, high)
        if held is not None:
            yield held

    def _behind_half_days(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield sentences, also one that ends with "p.m." where a word with a capital and a small one follow."""
        for low, high in cut_sentences(self._text, start, end):
            begin = low
            if not self._has_half_days:
                yield low, high
                continue
            for match in _HALF_DAY_AT_END.finditer(self._text, low, high):
                if match[2] != _OF_A_PLACE and not self._names_day(match[1].casefold()):
                    yield begin, match.end(0)
                    begin = match.start(1)
            yield begin, high

    def _names_day(self, key: str) -> bool:
        return self._words.months.get(key) is not None or self._words.weekdays.get(key) is not None

    def _sentence(self, start: int, end: int) -> Passage:
        text = self._text[start:end]
        tokens = cut(text)
        places = locate(text, start, tokens)
        surfaces = [canonical(token) for token in tokens]
        if self._language == "ar":
            surfaces, places = _without_prefixes(surfaces, places)
        surfaces, places = split_spans(surfaces, places, self._words)
        keys = [surface.casefold() for surface in surfaces]
        sight = Sight(
            text=self._text,
            surfaces=surfaces,
            keys=keys,
            places=places,
            touched=((0, len(tokens)),),
            starts=frozenset({0}),
            inner_capitals=self._inner_capitals,
        )
        number, self._count = self._count, self._count + 1
        return Passage(
            start=start,
            end=end,
            text=text,
            length=sum(letter.isalnum() for letter in text),
            facts=self._facts(sight, number),
            cognates=_cognates(keys),
        )

    def _facts(self, sight: Sight, number: int) -> tuple[Fact, ...]:
        words, language = self._words, self._language
        moments = find_moments_of_all(sight, words)
        days = find_days(sight, moments, number)
        dated = [(moment.start, moment.end) for moment in moments]
        translated = find_translated(sight)
        # The number in "Group of Seven" counts nothing.
        long_names = ((name.start, name.end) for name in translated if name.end > name.start + 1)
        amounts = find_amounts(sight, language, [*dated, *long_names], number)
        taken = [*dated, *((start, end) for start, end, _ in amounts)]
        bearers = find_bearers(sight, words, translated, taken, sentence=number, habits=self._habits)
        terms = find_terms(sight, language, dated, number, self._watched)
        return (*(day for *_, day in days), *(amount for *_, amount in amounts), *bearers, *terms)


def _without_prefixes(
    surfaces: Sequence[str], places: Sequence[tuple[int, int]]
) -> tuple[list[str], list[tuple[int, int]]]:
    """Cut off the small words that Arabic writes together with the next one: "and", "in", "for"."""
    lengths = [len(match[0]) if (match := _ARABIC_PREFIX.match(surface)) else 0 for surface in surfaces]
    return (
        [surface[length:] for surface, length in zip(surfaces, lengths, strict=True)],
        [(start + length, end) for (start, end), length in zip(places, lengths, strict=True)],
    )


def _cognates(keys: Sequence[str]) -> frozenset[str]:
    found = (skeleton(key)[:_LONGEST_SKELETON] for key in keys if len(key) >= _SHORTEST_WORD and key[0].isalpha())
    return frozenset(each for each in found if len(each) >= _SHORTEST_SKELETON)
