"""Statements that are invented, with edits whose truth is known."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

SYLLABLES = (
    *("ra", "mi", "no", "ste", "da", "tion", "lac", "bor", "gov", "été"),
    *("ве", "ли", "ко", "пра", "сня", "ту", "дер", "за"),
)
COMMON = ["the", "of", "and", "to", "on", "in", "for", "with", "by", "from"]
FAMILY = ["sign", "signs", "signed", "signing", "signal", "significant", "agreement", "agreements", "agreed", "agree"]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words as frequent and rare as in prose."""

    words: tuple[str, ...]
    weights: tuple[float, ...]
    """Each with those before it, as drawing a word asks for."""

    def draw(self, draw: random.Random, count: int) -> list[str]:
        """Draw so many words."""
        return draw.choices(self.words, cum_weights=self.weights, k=count)


def invent_vocabulary(draw: random.Random, size: int = 30_000) -> Vocabulary:
    """Invent words; the small ones come first and most often, those of two families are as frequent as verbs are."""
    invented = ("".join(draw.choices(SYLLABLES, k=draw.randint(1, 4))) for _ in range(size))
    words = (*COMMON, *invented)
    shares = (*(1 / (rank + 8) for rank in range(len(words))), *(1 / 3000 for _ in FAMILY))
    return Vocabulary((*words, *FAMILY), tuple(itertools.accumulate(shares)))


def invent_passages(draw: random.Random, vocabulary: Vocabulary, count: int) -> list[str]:
    """Invent paragraphs of 24 words."""
    return [" ".join(vocabulary.draw(draw, 24)) + "." for _ in range(count)]


@dataclass(frozen=True, slots=True)
class Truth:
    """A sentence, the version of its last change, and the one in which it first stood."""

    text: str
    version: int
    since: int


@dataclass(slots=True)
class Statement:
    """A statement that is edited from version to version."""

    draw: random.Random
    vocabulary: Vocabulary
    sentences: list[Truth] = field(default_factory=list)
    gone: list[tuple[int, Truth]] = field(default_factory=list)
    """What was removed, with the version that did it."""

    def versions(self, count: int, length: int, edits: int) -> Iterator[tuple[Truth, ...]]:
        """Yield so many versions of a statement of about so many sentences, each a few edits after the last."""
        self.sentences = [self._invent(1) for _ in range(length)]
        yield tuple(self.sentences)
        for number in range(2, count + 1):
            for _ in range(edits):
                self.draw.choice((self._reword, self._reword, self._insert, self._remove, self._move, self._restore))(
                    number
                )
            yield tuple(self.sentences)

    def _invent(self, number: int) -> Truth:
        words = self.vocabulary.draw(self.draw, self.draw.randint(9, 24))
        return Truth(" ".join(words).capitalize() + " today.", number, number)

    def _reword(self, number: int) -> None:
        at = self.draw.randrange(len(self.sentences))
        words = self.sentences[at].text[:-1].split()
        words[self.draw.randrange(1, len(words) - 1)] = self.draw.choice(self.vocabulary.words)
        changed = " ".join(words) + "."
        if changed != self.sentences[at].text:
            self.sentences[at] = replace(self.sentences[at], text=changed, version=number)

    def _insert(self, number: int) -> None:
        self.sentences.insert(self.draw.randint(0, len(self.sentences)), self._invent(number))

    def _remove(self, number: int) -> None:
        if len(self.sentences) > 20:
            self.gone.append((number, self.sentences.pop(self.draw.randrange(len(self.sentences)))))

    def _move(self, _number: int) -> None:
        moved = self.sentences.pop(self.draw.randrange(len(self.sentences)))
        self.sentences.insert(self.draw.randint(0, len(self.sentences)), moved)

    def _restore(self, number: int) -> None:
        """Bring back what went in an earlier version."""
        old = [one for one in self.gone if one[0] < number]
        if old:
            back = self.draw.choice(old)
            self.gone.remove(back)
            self.sentences.insert(self.draw.randint(0, len(self.sentences)), replace(back[1], version=number))
