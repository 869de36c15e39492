"""Phrases: word lists read as token patterns and found in tokenised text, the longest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from statediff.differ.tokens import canonical, cut

V = TypeVar("V")
Pattern = tuple[str, ...]
_ANY = "*"
_MOST_REMEMBERED = 8192


@dataclass(frozen=True, slots=True)
class Found(Generic[V]):
    """A phrase found at tokens[start:end], and what it stands for."""

    start: int
    end: int
    value: V


def read_words(phrase: str) -> Pattern:
    """Return a phrase as token keys in lower case; a "*" at a word's start or end stays with it."""
    words: list[str] = []
    for part in phrase.split():
        is_open, is_closed = part.startswith(_ANY), part.endswith(_ANY)
        keys = [canonical(token).casefold() for token in _cut_word(part.strip(_ANY))]
        if is_open:
            keys[0] = _ANY + keys[0]
        if is_closed:
            keys[-1] += _ANY
        words += keys
    return tuple(words)


def _cut_word(word: str) -> list[str]:
    """Cut a listed word as it would be cut in a text, where an elision ("l'") stands before another word."""
    return cut(word + "a")[:-1] if word.endswith(("'", "’")) else cut(word)


class Phrases(Generic[V]):
    """A table of phrases; "word*" stands for any ending and "*word" for any beginning."""

    def __init__(self, entries: Iterable[tuple[str, V]]) -> None:
        self._exact: dict[str, list[tuple[Pattern, V]]] = {}
        self._open: dict[str, list[tuple[Pattern, V]]] = {}
        self._endings: dict[str, list[tuple[Pattern, V]]] = {}
        for phrase, value in entries:
            pattern = read_words(phrase)
            first = pattern[0]
            if first.startswith(_ANY):
                self._endings.setdefault(first[1:], []).append((pattern, value))
            elif first.endswith(_ANY):
                self._open.setdefault(first[:-1], []).append((pattern, value))
            else:
                self._exact.setdefault(first, []).append((pattern, value))
        self._open_lengths = sorted({len(key) for key in self._open})
        self._ending_lengths = sorted({len(key) for key in self._endings})
        self._remembered: dict[str, tuple[tuple[Pattern, V], ...]] = {}

    def find(self, keys: Sequence[str]) -> list[Found[V]]:
        """Return the phrases in a list of lower-case keys, from left to right, none inside another."""
        found: list[Found[V]] = []
        remembered, taken = self._remembered, 0
        for at, key in enumerate(keys):
            candidates = remembered.get(key)
            if candidates is None:
                candidates = self._remember(key)
            if not candidates or at < taken:
                continue
            best: Found[V] | None = None
            for pattern, value in candidates:
                end = at + len(pattern)
                if (best is None or end > best.end) and _fits(pattern, keys, at):
                    best = Found(at, end, value)
            if best is not None:
                found.append(best)
                taken = best.end
        return found

    def _remember(self, key: str) -> tuple[tuple[Pattern, V], ...]:
        """Look a first word up and keep the answer: most words begin no phrase, and come again and again."""
        if len(self._remembered) >= _MOST_REMEMBERED:
            self._remembered.clear()
        found = self._remembered[key] = tuple(self._candidates(key))
        return found

    def _candidates(self, key: str) -> Iterator[tuple[Pattern, V]]:
        yield from self._exact.get(key, ())
        for length in self._open_lengths:
            if length <= len(key):
                yield from self._open.get(key[:length], ())
        for length in self._ending_lengths:
            if length < len(key):
                yield from self._endings.get(key[-length:], ())


def _fits(pattern: Pattern, keys: Sequence[str], at: int) -> bool:
    if at + len(pattern) > len(keys):
        return False
    return all(_matches(word, keys[at + step]) for step, word in enumerate(pattern))


def _matches(word: str, key: str) -> bool:
    if word.startswith(_ANY):
        return key.endswith(word[1:])
    if word.endswith(_ANY):
        return key.startswith(word[:-1])
    return word == key
