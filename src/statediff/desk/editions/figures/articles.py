"""Articles: numbers with a letter or a Latin word behind them, "5k", "5 duodecies", and results of games, "2:1"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from statediff.desk.editions.facts import Amount, Spot, mark_spot
from statediff.desk.editions.lexicon import read
from statediff.differ.sights import Sight
from statediff.differ.vocabulary import Vocabulary

_NUMBER = re.compile(r"(\d{1,4})([^\W\d_]*)")
_RESULT = re.compile(r"(\d{1,3}):(\d{1,3}(?:[,.]\d{3})*)")
_SEPARATORS = re.compile(r"[,.]")
_LONGEST_RESULT = 3
"""Digits of a number of a result of a game at most."""
_GROUP = re.compile(r"\d{3}")
_GRAIN = 100
"""Letters of which a number has so many at most between two whole ones."""
_LEAST_SCALE, _NEAR = 10, 4
_MOST_SUFFIXES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Article:
    end: int
    value: Fraction
    also: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    names: frozenset[str]
    """Words before the number of an article."""
    links: frozenset[str]
    firsts: frozenset[str]
    """Endings that make the first of an article, and no letter of it: "1er"."""
    suffixes: dict[str, int]
    """Latin words, by the letter that other languages write."""
    letters: dict[str, int]
    sounds: dict[str, int]
    """Letters of another script by the Latin ones that they may stand for."""
    ratios: frozenset[str]
    """Words near two numbers that are no result of a game."""


@cache
def _tables() -> _Tables:
    data = read("numerals")["articles"]
    latin = "abcdefghijklmnopqrstuvwxyz"
    letters = {letter: place for order in (latin, data["order"]) for place, letter in enumerate(order, 1)}
    return _Tables(
        names=frozenset(data["names"]),
        links=frozenset(data["links"]),
        firsts=frozenset(data["firsts"]),
        suffixes={word: place for place, words in enumerate(data["suffixes"], 1) for word in words},
        letters=letters,
        sounds={letter: letters[sound] for letter, sound in data["sounds"].items()},
        ratios=frozenset(data["ratios"]),
    )


def find_articles(
    sight: Sight, words: Vocabulary, taken: Sequence[tuple[int, int]], sentence: int
) -> list[tuple[int, int, Amount]]:
    """Return the numbers of articles that have a letter, and both of each result of a game, with their tokens."""
    outside = {index for start, end in taken for index in range(start, end)}
    found: list[tuple[int, int, Amount]] = []
    last = -1
    for at in sight.telling_places(words.telling):
        key = sight.keys[at]
        if not key[0].isdigit() or at in outside:
            continue
        article = _article_at(sight, at) if _is_named(sight, at, last) else None
        if article is not None:
            last = article.end
            spot = mark_spot(sight, at, article.end, sentence)
            amount = Amount(spot=spot, value=article.value, written=article.value, also=article.also)
            found.append((at, article.end, amount))
        elif ":" in key:
            found += _results(sight, at, sentence)
    return found


def _is_named(sight: Sight, at: int, last: int) -> bool:
    """Whether a number is that of an article: behind a word that says so, or behind another one and a link."""
    if at == 0 or sight.is_apart(at):
        return False
    before = sight.keys[at - 1]
    if before == "." and at > 1:
        before = sight.keys[at - 2]
    return before in _tables().names or (last == at - 1 and before in _tables().links)


def _article_at(sight: Sight, at: int) -> _Article | None:
    tables, keys = _tables(), sight.keys
    match = _NUMBER.fullmatch(keys[at])
    if match is None or match[2] in tables.firsts:
        return None
    end, signs = at + 1, match[2]
    if signs in tables.suffixes:
        return _Article(end=end, value=_value(match[1], [tables.suffixes[signs]]))
    if not signs:
        places = _latin_behind(keys, end, tables.suffixes.keys())
        if places:
            behind = [tables.suffixes[key] for key in keys[end : end + places]]
            return _Article(end=end + places, value=_value(match[1], behind))
        if end + 1 >= len(keys) or keys[end] != "-" or len(keys[end + 1]) != 1:
            return None
        if not (sight.is_joined(end) and sight.is_joined(end + 1)):
            return None
        signs, end = keys[end + 1], end + 2
    if len(signs) > _MOST_SUFFIXES or not all(sign in tables.letters for sign in signs):
        return None
    sounds = [tables.sounds.get(sign, tables.letters[sign]) for sign in signs]
    value, also = _value(match[1], [tables.letters[sign] for sign in signs]), _value(match[1], sounds)
    return _Article(end=end, value=value, also=also if also != value else None)


def _latin_behind(keys: Sequence[str], at: int, suffixes: AbstractSet[str]) -> int:
    """Return how many Latin words stand behind a number: "5 bis bis"."""
    behind = keys[at : at + _MOST_SUFFIXES]
    return next((number for number, key in enumerate(behind) if key not in suffixes), len(behind))


def _value(number: str, places: Sequence[int]) -> Fraction:
    value, grain = Fraction(int(number)), Fraction(1)
    for place in places:
        grain /= _GRAIN
        value += place * grain
    return value


def _results(sight: Sight, at: int, sentence: int) -> Iterator[tuple[int, int, Amount]]:
    """Yield both numbers of a result with their tokens; a ratio is none, and a map's scale is one number."""
    match = _RESULT.fullmatch(sight.keys[at])
    if match is None:
        return
    end = at + 1
    while end < len(sight.keys) and _GROUP.fullmatch(sight.keys[end]) and not sight.is_apart(end):
        end += 1
    digits = "".join((*_SEPARATORS.split(match[2]), *sight.keys[at + 1 : end]))
    if not int(digits) and len(digits) > _LONGEST_RESULT:
        return
    if len(digits) > _LONGEST_RESULT:
        value = Fraction(int(match[1]), int(digits))
        yield at, end, Amount(spot=mark_spot(sight, at, end, sentence), value=value, written=value)
        return
    is_scale = match[1] == "1" and int(digits) >= _LEAST_SCALE
    if is_scale or not _tables().ratios.isdisjoint(sight.keys[max(0, at - _NEAR) : at]):
        return
    start = sight.places[at][0]
    for group in (1, 2):
        low, high = match.span(group)
        value = Fraction(int(match[group]))
        spot = Spot(start=start + low, end=start + high, quote=match[group], sentence=sentence)
        yield at, at + 1, Amount(spot=spot, value=value, written=value)
