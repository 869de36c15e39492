"""Phrases: word lists read as token patterns and found in tokenised text, the longest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from statediff.differ.tokens import canonical, cut

V = TypeVar("V")
Pattern = tuple[str, ...]
_ANY = "*"
_MOST_REMEMBERED = 1 << 16


class Found(NamedTuple, Generic[V]):
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

    family: Family | None = None
    bit: int = 0
    """Its bit in its family."""

    def __init__(self, entries: Iterable[tuple[str, V]]) -> None:
        self._exact: dict[str, list[tuple[Pattern, V]]] = {}
        self._prefixes: dict[str, list[tuple[Pattern, V]]] = {}
        self._endings: dict[str, list[tuple[Pattern, V]]] = {}
        further: set[str] = set()
        for phrase, value in entries:
            pattern = read_words(phrase)
            further.update(pattern[1:])
            first = pattern[0]
            if first.startswith(_ANY):
                self._endings.setdefault(first[1:], []).append((pattern, value))
            elif first.endswith(_ANY):
                self._prefixes.setdefault(first[:-1], []).append((pattern, value))
            else:
                self._exact.setdefault(first, []).append((pattern, value))
        self._further = frozenset(further)
        self._further_open = tuple(sorted(word for word in further if _ANY in word))
        self._by_first = _ByFirstWord(self._exact, self._prefixes, self._endings)

    def holds(self, key: str) -> bool:
        """Whether a word is a phrase by itself."""
        entries = self._by_first[key]
        return bool(entries) and not entries[-1].rest

    def contains(self, key: str) -> bool:
        """Whether a word may stand anywhere in a phrase."""
        return self.begins(key) or key in self._further or any(_matches(word, key) for word in self._further_open)

    def begins(self, key: str) -> bool:
        """Whether any phrase begins with a word."""
        return bool(self._by_first[key])

    def find(self, keys: Sequence[str]) -> list[Found[V]]:
        """Return the phrases in a list of lower-case keys, from left to right, none inside another."""
        return self.find_at(keys, [at for at, entries in enumerate(map(self._by_first.__getitem__, keys)) if entries])

    def find_at(self, keys: Sequence[str], places: Iterable[int]) -> list[Found[V]]:
        """Return the phrases that begin at some places, which rise."""
        found: list[Found[V]] = []
        taken, last = 0, len(keys) - 1
        for at in places:
            if at < taken:
                continue
            second = keys[at + 1] if at < last else None
            for entry in self._by_first[keys[at]]:
                if not entry.rest or (entry.second in (None, second) and entry.follows(keys, at + 1)):
                    taken = at + 1 + len(entry.rest)
                    found.append(Found(at, taken, entry.value))
                    break
        return found


class Family(dict[str, int]):
    """Word -> which tables of a family have phrases that begin with it, one bit a table; asked once a word.

    No phrase of a family begins with digits.
    """

    def __init__(self) -> None:
        super().__init__()
        self._tables: list[Phrases[Any]] = []

    def make_table(self, entries: Iterable[tuple[str, V]]) -> Phrases[V]:
        """Make a table of this family."""
        table = Phrases(entries)
        table.family, table.bit = self, 1 << len(self._tables)
        self._tables.append(table)
        return table

    def __missing__(self, key: str) -> int:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        tables = () if key.isdecimal() else self._tables
        bits = self[key] = sum(table.bit for table in tables if table.begins(key))
        return bits


class _Entry(Generic[V]):
    """A phrase behind its first word."""

    __slots__ = ("is_literal", "rest", "second", "value")

    def __init__(self, pattern: Pattern, value: V) -> None:
        self.rest = pattern[1:]
        self.is_literal = not any(_ANY in word for word in self.rest)
        self.second = self.rest[0] if self.rest and _ANY not in self.rest[0] else None
        """The word that must come next; None when there is none, or more than one would do."""
        self.value = value

    def follows(self, keys: Sequence[str], at: int) -> bool:
        """Whether the rest of the phrase stands at keys[at:]."""
        there = keys[at : at + len(self.rest)]
        if len(there) < len(self.rest):
            return False
        return tuple(there) == self.rest if self.is_literal else all(map(_matches, self.rest, there))


class _ByFirstWord(dict[str, tuple[_Entry[V], ...]]):
    """First word -> the phrases it may begin, the longest first; most words begin none, and come again and again."""

    def __init__(
        self,
        exact: dict[str, list[tuple[Pattern, V]]],
        prefixes: dict[str, list[tuple[Pattern, V]]],
        endings: dict[str, list[tuple[Pattern, V]]],
    ) -> None:
        super().__init__()
        self._exact, self._prefixes, self._endings = exact, prefixes, endings
        self._prefix_lengths = sorted({len(key) for key in prefixes})
        self._ending_lengths = sorted({len(key) for key in endings})

    def __missing__(self, key: str) -> tuple[_Entry[V], ...]:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        found = sorted(self._candidates(key), key=lambda candidate: -len(candidate[0]))
        entries = self[key] = tuple(_Entry(pattern, value) for pattern, value in found)
        return entries

    def _candidates(self, key: str) -> Iterator[tuple[Pattern, V]]:
        yield from self._exact.get(key, ())
        for length in self._prefix_lengths:
            if length <= len(key):
                yield from self._prefixes.get(key[:length], ())
        for length in self._ending_lengths:
            if length < len(key):
                yield from self._endings.get(key[-length:], ())


def _matches(word: str, key: str) -> bool:
    if word.startswith(_ANY):
        return key.endswith(word[1:])
    if word.endswith(_ANY):
        return key.startswith(word[:-1])
    return word == key
