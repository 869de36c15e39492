"""Patterns: a phrase as it is looked for, and where exactly it stands in a text."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import regex

from statediff.archive.search import LONGEST_PHRASE_WORDS, fold

_WIDE = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}"
_CONTROLS = r"\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_TOKEN = regex.compile(
    rf"[{_WIDE}]|[\p{{L}}\p{{N}}\p{{Co}}\p{{Mn}}\p{{Mc}}\p{{Cf}}{_CONTROLS}--[{_WIDE}\u02bc\u200b]]+", regex.VERSION1
)
"""A word as the index cuts it: one ideograph, or letters and numbers with the invisible signs between them."""
_STARS = frozenset("*\uff0a\ufe61")
_LONGEST_PHRASE = 65_536
"""Characters of a phrase that are looked at; no passage that people read is as long."""
_ACCENTS = range(0x0300, 0x0332)
"""The combining marks that the index does not tell apart (unicode61, remove_diacritics 2)."""

Widen = Callable[[str], Sequence[str]]
"""Returns the forms of a word that are looked for with it."""


class Token(NamedTuple):
    """A word of a text: how it is compared, and where it stands, in code points."""

    key: str
    start: int
    end: int


def cut_words(text: str) -> Iterator[Token]:
    """Yield the words of a text as a search compares them."""
    for match in _TOKEN.finditer(text):
        for key in _keys_of(match.group()):
            yield Token(key, match.start(), match.end())


@lru_cache(maxsize=65_536)
def _keys_of(written: str) -> tuple[str, ...]:
    return tuple(strip_accents(word) for word in _TOKEN.findall(fold(written)))


def strip_accents(word: str) -> str:
    """Return a folded word without the accents that the index takes off Latin letters; й and ї stay what they are."""
    if word.isascii():
        return word
    return "".join(_stripped(letter) for letter in word)


def _stripped(letter: str) -> str:
    if ord(letter) in _ACCENTS:
        return ""
    parts = unicodedata.normalize("NFD", letter)
    return "".join(part for part in parts if ord(part) not in _ACCENTS) if parts[0].isascii() else letter


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase to look for: for each place the words that may stand there, folded; a star takes any ending."""

    places: tuple[tuple[str, ...], ...]

    @property
    def is_exact(self) -> bool:
        """Whether the index alone can tell that a text holds the phrase."""
        return all(len(words) == 1 and not words[0].endswith("*") for words in self.places[:-1]) and all(
            len(words) == 1 for words in self.places[-1:]
        )

    def find(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where the phrase stands in a text, in order and without overlaps; offsets are code points."""
        if not self.places:
            return ()
        tests = [_Choice(words) for words in self.places]
        tokens = list(cut_words(text))
        found: list[tuple[int, int]] = []
        for at in range(len(tokens) - len(tests) + 1):
            if all(test.takes(tokens[at + number].key) for number, test in enumerate(tests)):
                start, end = tokens[at].start, tokens[at + len(tests) - 1].end
                if not found or start >= found[-1][1]:
                    found.append((start, end))
        return tuple(found)


class _Choice:
    """The words that one place takes."""

    def __init__(self, words: Sequence[str]) -> None:
        keys = [strip_accents(word) for word in words]
        self._whole = frozenset(key for key in keys if not key.endswith("*"))
        self._begun = tuple(key[:-1] for key in keys if key.endswith("*"))

    def takes(self, key: str) -> bool:
        return key in self._whole or key.startswith(self._begun)


def read_phrase(written: str, widen: Widen | None = None) -> Phrase:
    """Read a phrase as somebody wrote it; all its signs but a star after a word are punctuation.

    Only its first 64 words count. `widen` gives each word without a star its other forms.
    """
    return Phrase(tuple(islice(_places(written[:_LONGEST_PHRASE], widen), LONGEST_PHRASE_WORDS)))


def _places(written: str, widen: Widen | None) -> Iterator[tuple[str, ...]]:
    for match in _TOKEN.finditer(written):
        words = _TOKEN.findall(fold(match.group()))
        has_star = written[match.end() : match.end() + 1] in _STARS
        for number, word in enumerate(words):
            if has_star and number == len(words) - 1:
                yield (word + "*",)
            elif widen is None:
                yield (word,)
            else:
                yield tuple(dict.fromkeys((word, *(fold(form) for form in widen(word)))))
