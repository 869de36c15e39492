"""Families: the inflected forms of a word, made by rules of its language that stand in data files.

A rule says how a stem looks, by which endings a word is taken for one of its family, and which endings the family has.
Forms that no text uses are made too and do no harm: nothing is found by them.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import regex

LANGUAGES = ("en", "fr", "uk")
"""Languages whose families are known."""
_LONGEST_WORD = 64
"""Letters; the longest words that texts of these languages use have half as many."""
_BARE = "-"
"""How the data write that there is no ending."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """One way to inflect; "+" at the beginning of an ending doubles the stem's last letter."""

    stem: Any
    """What the whole stem looks like, as a compiled expression."""
    by: tuple[str, ...]
    forms: tuple[str, ...]

    def family(self, word: str) -> Iterator[str]:
        for ending in self.by:
            stem = _cut(word, ending)
            if stem and self.stem.fullmatch(stem):
                yield from (_join(stem, form) for form in self.forms)


@dataclass(frozen=True, slots=True)
class _Alternation:
    """A vowel that stands in a closed last syllable and for others when an ending opens it: договір, договору."""

    closed: str
    opened: tuple[str, ...]
    stem: Any
    """What stands before the vowel."""
    last: str
    """The consonants of which one stands behind it."""
    endings: tuple[str, ...]

    def family(self, word: str) -> Iterator[str]:
        before, vowel, consonant = word[:-2], word[-2:-1], word[-1:]
        if vowel == self.closed and consonant in self.last and self.stem.fullmatch(before):
            yield from (before + other + consonant + ending for other in self.opened for ending in self.endings)
        for ending in self.endings:
            stem = word.removesuffix(ending)
            before, vowel, consonant = stem[:-2], stem[-2:-1], stem[-1:]
            if stem != word and vowel in self.opened and consonant in self.last and self.stem.fullmatch(before):
                yield before + self.closed + consonant
                yield from (stem + other for other in self.endings)


def _cut(word: str, ending: str) -> str | None:
    """Return the stem of a word with an ending, or None."""
    doubled = ending.startswith("+")
    letters = ending.removeprefix("+")
    if not word.endswith(letters):
        return None
    stem = word.removesuffix(letters) if letters else word
    if not doubled:
        return stem
    return stem[:-1] if len(stem) > 1 and stem[-1] == stem[-2] else None


def _join(stem: str, ending: str) -> str:
    return stem + stem[-1] + ending[1:] if ending.startswith("+") else stem + ending


@dataclass(frozen=True, slots=True, eq=False)
class _Grammar:
    """What is known of the families of one language."""

    whole: dict[str, tuple[str, ...]]
    """Families that follow no rule, by each of their members; a word that is none of any other stands for itself."""
    apart: frozenset[frozenset[str]]
    """Pairs of words that a rule would join and that have nothing to do with each other."""
    tails: tuple[str, ...]
    """What may stand behind every form of a word, or behind none."""
    rules: tuple[_Rule | _Alternation, ...]


@cache
def _grammar(language: str) -> _Grammar:
    file = resources.files("statediff.desk") / "endings" / f"{language}.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    whole: dict[str, tuple[str, ...]] = {word: (word,) for word in data["alone"].split()}
    for line in data["families"].splitlines():
        members = tuple(line.split())
        whole |= {member: (*whole.get(member, ()), *members) for member in members}
    return _Grammar(
        whole=whole,
        apart=frozenset(frozenset(line.split()) for line in data["apart"].splitlines() if line),
        tails=tuple(data["tails"].split()),
        rules=(*(_rule_of(rule) for rule in data["rule"]), *(_alternation_of(one) for one in data["alternation"])),
    )


def _rule_of(table: dict[str, str]) -> _Rule:
    return _Rule(stem=regex.compile(table["stem"]), by=_endings(table["by"]), forms=_endings(table["forms"]))


def _alternation_of(table: dict[str, str]) -> _Alternation:
    return _Alternation(
        closed=table["closed"],
        opened=tuple(table["opened"].split()),
        stem=regex.compile(table["stem"]),
        last=table["last"],
        endings=tuple(table["endings"].split()),
    )


def _endings(listed: str) -> tuple[str, ...]:
    return tuple("" if ending == _BARE else ending for ending in listed.split())


class Family:
    """The families of one language."""

    def __init__(self, language: str) -> None:
        self._grammar = _grammar(language)

    def forms(self, word: str) -> tuple[str, ...]:
        """Return a word and its other forms; the word is written in lower case, with its accents.

        What is longer than any word has no other forms.
        """
        if len(word) > _LONGEST_WORD:
            return (word,)
        return _forms(self._grammar, unicodedata.normalize("NFC", word))


@lru_cache(maxsize=4096)
def _forms(grammar: _Grammar, word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((word, *_others(grammar, word))))


def _others(grammar: _Grammar, word: str) -> Iterable[str]:
    if word in grammar.whole:
        return grammar.whole[word]
    for tail in grammar.tails:
        if word.endswith(tail):
            stem = word.removesuffix(tail)
            return [form + end for form in _others(grammar, stem) for end in grammar.tails]
    made = (form for rule in grammar.rules for form in rule.family(word))
    return [form for form in made if frozenset((word, form)) not in grammar.apart and form not in grammar.whole]
