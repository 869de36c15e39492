"""Surroundings: what the words around a capital letter show of it: a name as it is, or one that languages translate.

English gives a capital to every word of an organisation's name, and French to its first; both put an article before a
common noun and none before most persons and cities. What stands behind an article or in one name with a translated
word ("the Liberal Initiative", "la Transition", "Agency for Restoration") may be put into other words elsewhere.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

import regex

from statediff.desk.editions.lexicon import read
from statediff.differ.phrases import Phrases, read_words
from statediff.differ.sights import Sight

Cue = Literal["office", "place", ""]
Doubt = Literal["article", "institution", "adjective", ""]
_ADJECTIVE = regex.compile(r"(?:[иі]й|ого|ому|[иі]м|ої|[иі]х|[иі]ми|[сцз]ьк(?:а|у|е|і|ою))$")
_INFLECTED_ADJECTIVES = frozenset({"uk", "ru"})
_LEAST_BEHIND = 2
"""Tokens of another name and the word that joins it."""
_ATTRIBUTIVE = frozenset({"en"})
"""Languages in which a name without an article of its own stands before a common noun: "the Odesa region"."""


@cache
def translated_words() -> frozenset[str]:
    """The words of offices and institutions that have a capital and are translated, in lower case."""
    return _institutions() | offices() | particles()


@cache
def particles() -> frozenset[str]:
    """The small words inside names, in lower case: "de", "van", "bin"."""
    return frozenset(read("capitals")["particles"])


@cache
def _institutions() -> frozenset[str]:
    return frozenset(" ".join(read_words(word)) for word in read("capitals")["words"])


@cache
def offices() -> frozenset[str]:
    """The offices that stand before the name of a person, in lower case."""
    return frozenset(read("capitals")["offices"])


@cache
def _before_places() -> frozenset[str]:
    return frozenset(read("capitals")["before_places"])


@cache
def _place_nouns() -> Phrases[bool]:
    return Phrases((noun, True) for noun in read("capitals")["place_nouns"])


@cache
def _coordinators() -> frozenset[str]:
    return frozenset(read("capitals")["coordinators"])


@cache
def _determiners(language: str) -> frozenset[str]:
    return frozenset(read("capitals")["determiners"].get(language, ()))


@cache
def links(language: str) -> frozenset[str]:
    """The small words of a language that join a name to an institution: "of", "for"."""
    return frozenset(read("capitals")["links"].get(language, ()))


def read_cue(sight: Sight, start: int, language: str) -> Cue:
    """Return what the words before a name show that it names: "at X", "the port of X", "between Y and X"."""
    at = start
    while at > 0 and not sight.is_apart(at):
        before = sight.keys[at - 1]
        if before in offices():
            return "office"
        if before in _before_places() or _place_nouns().find([before]):
            return "place"
        if before in links(language):
            is_noun = at > 1 and not sight.is_apart(at - 1) and bool(_place_nouns().find([sight.keys[at - 2]]))
            return "place" if is_noun else ""
        if at < _LEAST_BEHIND or before not in _coordinators() or not sight.surfaces[at - 2][:1].isupper():
            return ""
        at -= 2
    return ""


def find_doubt(sight: Sight, start: int, end: int, language: str) -> Doubt:
    """Return what around tokens[start:end] allows that other languages put them otherwise, "" for nothing."""
    if language in _INFLECTED_ADJECTIVES:
        return "adjective" if _is_before_common_noun(sight, start, end) else ""
    determiners = _determiners(language)
    first = start
    while first > 0 and _has_capital(sight, first - 1) and sight.keys[first - 1] not in determiners:
        first -= 1
        if sight.keys[first] in offices():
            return ""
        if sight.keys[first] in _institutions():
            return "institution"
    last = end
    while last < len(sight.keys) and not sight.is_apart(last) and sight.surfaces[last][:1].isupper():
        if sight.keys[last] in _institutions():
            return "institution"
        last += 1
    behind = sight.keys[end] if end < len(sight.keys) and not sight.is_apart(end) else ""
    is_attributive = behind.isdecimal() or (behind in translated_words() and language in _ATTRIBUTIVE)
    if first > 0 and not sight.is_apart(first) and sight.keys[first - 1] in determiners and not is_attributive:
        return "article"
    return "institution" if _is_linked_to_institution(sight, first, language) else ""


def _has_capital(sight: Sight, index: int) -> bool:
    return sight.surfaces[index][:1].isupper() and not sight.is_apart(index + 1 if index + 1 < len(sight.keys) else 0)


def _is_institution(sight: Sight, index: int) -> bool:
    """Whether a word is translated and is no office, which a name of its own may follow."""
    return sight.keys[index] in _institutions() - offices()


def _is_linked_to_institution(sight: Sight, first: int, language: str) -> bool:
    """Whether small words join a name to an institution before it: "Agency for", "Ministry of Education and"."""
    joining, at = links(language), first - 1
    while at >= 0 and not sight.is_apart(at + 1):
        if sight.keys[at] not in joining and not sight.surfaces[at][:1].isupper():
            return False
        if sight.surfaces[at][:1].isupper() and at < first - 1 and _is_institution(sight, at):
            return True
        at -= 1
    return False


def _is_before_common_noun(sight: Sight, start: int, end: int) -> bool:
    """Whether a word alone has the ending of an adjective, and a common noun behind it: "Національний банк"."""
    if end >= len(sight.keys) or sight.is_apart(end) or _ADJECTIVE.search(sight.keys[end - 1]) is None:
        return False
    is_behind_name = start > 0 and (sight.surfaces[start - 1][:1].isupper() or sight.keys[start - 1] in offices())
    return sight.surfaces[end][:1].islower() and not is_behind_name
