"""Sounds: how a name is heard, whatever script and language it is written in, and how alike two names are.

A word is written in Latin letters first (Ukrainian after Resolution 55 of the Cabinet of Ministers, 2010), then as a
string of sounds in which spellings that languages use for one sound are the same letter. Two names are compared by a
weighted edit distance over these strings, in which vowels weigh little, so that the skeleton of consonants decides:
the idea of Knight and Graehl, "Machine Transliteration", Computational Linguistics 24 (1998), without a trained model.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import accumulate

from statediff.desk.editions.lexicon import read

LONGEST = 24
"""Sounds of a word that are compared at most."""
_VOWEL, _LAST_VOWEL, _CONSONANT = 0.3, 0.12, 1.0
_DROPPED = {"H": 0.25, "J": 0.35}
"""What it costs to leave out a sound that some languages do not speak."""
_DROPPED_AT_START = {"H": 0.5, "J": 0.7}
_SILENT = frozenset("TSDPKR")
_SILENT_AT_END, _SILENT_PLURAL = 0.4, "S"
"""What it costs to leave out a last consonant, which French often does not speak, also before a last s: "Poitiers"."""
_DISTINCT = ("DT", "MN", "R")
"""Groups of consonants that `nearness` joins to none outside the group."""
_SHORTEST_STEM = 3
_ADJECTIVE = re.compile(r"(?:ськ|зьк|цьк)(?:ий|ого|ому|им|ім|а|ої|ій|у|ою|е|і|их|ими)$")
_SHORTEST_ROOT = 5
"""Sounds of a name from which on a word that begins alike may be made of it; an adjective may from one less on."""


@cache
def _letters() -> dict[str, str]:
    scripts = read("scripts")
    return {**scripts["cyrillic"], **scripts["greek"], **scripts["arabic"], **scripts["latin"]}


@cache
def _sounds() -> tuple[tuple[str, str], ...]:
    table: dict[str, str] = read("scripts")["sounds"]
    return tuple(sorted(table.items(), key=lambda item: (-len(item[0]), item[0])))


@cache
def _sounds_by_initial() -> dict[str, tuple[tuple[str, str], ...]]:
    return {first: tuple(row for row in _sounds() if row[0][0] == first) for first in {row[0][0] for row in _sounds()}}


@cache
def _nearness() -> dict[tuple[str, str], float]:
    table: dict[str, float] = read("scripts")["nearness"]
    pairs = {}
    for pair, distance in table.items():
        pairs[pair[0], pair[1]] = pairs[pair[1], pair[0]] = float(distance)
    return pairs


@lru_cache(maxsize=16384)
def romanise(word: str) -> str:
    """Write a word in Latin letters without accents, in lower case."""
    lowered = word[: LONGEST * 2].casefold().replace("’", "'").replace("ʼ", "'")
    if lowered.isascii():
        return lowered
    letters, initials = _letters(), read("scripts")["cyrillic_initials"]
    written: list[str] = []
    at = 0
    while at < len(lowered):
        letter = lowered[at]
        is_first = at == 0 or not lowered[at - 1].isalpha()
        if is_first and letter in initials:
            written.append(initials[letter])
        elif lowered[at : at + 2] in letters:
            written.append(letters[lowered[at : at + 2]])
            at += 1
        else:
            written.append(letters[letter] if letter in letters and letter != "'" else _plain(letter))
        at += 1
    return "".join(written)


def _plain(letter: str) -> str:
    decomposed = unicodedata.normalize("NFD", letter)
    return "".join(each for each in decomposed if not unicodedata.combining(each))


@lru_cache(maxsize=16384)
def hear(word: str) -> str:
    """Return a word's sounds; what is no letter is left out, and a sound that is doubled is heard once."""
    plain = romanise(word)
    heard: list[str] = []
    at = 0
    table = _sounds_by_initial()
    while at < len(plain) and len(heard) < LONGEST:
        for letters, sounds in table.get(plain[at], ()):
            if plain.startswith(letters, at):
                heard.extend(sounds)
                at += len(letters)
                break
        else:
            at += 1
    return _once("".join(heard))[:LONGEST]


def _once(heard: str) -> str:
    kept = ""
    for sound in heard:
        if kept and (kept[-1] == sound or (sound == "S" and kept[-1] in "TC") or (sound == "C" and kept[-1] in "TS")):
            kept = kept[:-1] + ("S" if kept[-1] in "TSC" and sound in "SC" and kept[-1] != sound else sound)
            continue
        kept += sound
    return kept


@lru_cache(maxsize=16384)
def skeleton(word: str) -> str:
    """Return the consonants of a word with near sounds as one: an exact key for words that languages share."""
    merged = hear(word).translate(str.maketrans("CGHJ", "KKKS", "aeiou"))
    return "".join(sound for place, sound in enumerate(merged) if place == 0 or merged[place - 1] != sound)


@lru_cache(maxsize=16384)
def stems(word: str, language: str) -> tuple[str, ...]:
    """Return the ways a word is heard with and without an ending of inflection, the whole word first."""
    lowered = word.casefold().replace("’", "'").replace("ʼ", "'")
    shorter = [
        lowered.removesuffix(ending)
        for ending in read("scripts")["endings"].get(language, ())
        if lowered.endswith(ending) and len(lowered) - len(ending) >= _SHORTEST_STEM
    ]
    return tuple(dict.fromkeys(heard for heard in map(hear, (lowered, *shorter)) if heard))


@lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> float:
    """Return how alike two strings of sounds are: 1 the same, 0 nothing in common; the order does not matter."""
    return _measure(one, other, 0.0)


@lru_cache(maxsize=65536)
def _are_alike(one: str, other: str, least: float) -> bool:
    return _measure(one, other, least) >= least


def _measure(one: str, other: str, least: float) -> float:
    """Return the likeness of two strings of sounds, or, where it is below `least`, anything below it."""
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    if one > other:
        one, other = other, one
    weight = max(_weight(one), _weight(other))
    if 1.0 - _least_distance(one, other) / weight < least:
        return 0.0
    return max(0.0, 1.0 - _distance(one, other, weight, least) / weight)


def _least_distance(one: str, other: str) -> float:
    """Return what two strings of sounds are apart at least, by how often each has consonants that nothing is near to.

    Such a one is left out, or stands against another, which takes one of each string; a silent end is cheaper.
    """
    mine, theirs = _distinct(one), _distinct(other)
    lone = sum(map(abs, map(int.__sub__, mine, theirs)))
    silent = min(lone, len((one, other)))
    return silent * _SILENT_AT_END + (lone - silent) * _CONSONANT / 2


@lru_cache(maxsize=16384)
def _distinct(sounds: str) -> tuple[int, ...]:
    """Count the sounds of each group whose members are near to one another alone."""
    return tuple(sum(map(sounds.count, group)) for group in _DISTINCT)


@lru_cache(maxsize=16384)
def _weight(sounds: str) -> float:
    return sum(_CONSONANT if sound.isupper() else _VOWEL for sound in sounds)


def _distance(one: str, other: str, weight: float, least: float) -> float:
    nearness = _nearness()
    costs = _costs_of_leaving(other)
    row = [0.0, *accumulate(costs)]
    for sound, leaving in zip(one, _costs_of_leaving(one), strict=True):
        above, row = row, [row[0] + leaving]
        for j, heard in enumerate(other):
            apart = 0.0 if sound == heard else nearness.get((sound, heard), 1.0)
            row.append(min(above[j] + apart, above[j + 1] + leaving, row[j] + costs[j]))
        if 1.0 - min(row) / weight < least:
            return min(row)
    return row[-1]


@lru_cache(maxsize=16384)
def _costs_of_leaving(sounds: str) -> tuple[float, ...]:
    return tuple(_cost_of_leaving(sounds, place) for place in range(len(sounds)))


def _cost_of_leaving(sounds: str, place: int) -> float:
    sound = sounds[place]
    is_last = place == len(sounds) - 1
    is_silent = sound in _SILENT and (is_last or sounds[place + 1 :] == _SILENT_PLURAL)
    if sound.islower():
        return _LAST_VOWEL if is_last else _VOWEL
    if is_silent:
        return _SILENT_AT_END
    return (_DROPPED if place else _DROPPED_AT_START).get(sound, _CONSONANT)


@lru_cache(maxsize=65536)
def is_derived(word: str, name: str) -> bool:
    """Whether a word begins as a name does and goes on: "gabonais" and "габонський" for Gabon."""
    root = hear(name).rstrip("aeiou")
    shortest = _SHORTEST_ROOT - 1 if _ADJECTIVE.search(word) else _SHORTEST_ROOT
    return len(root) >= shortest and hear(word).startswith(root)


def name_likeness(one: str, one_language: str, other: str, other_language: str) -> float:
    """Return how alike two names sound, each with or without the endings that its language gives it."""
    return max(
        (likeness(first, second) for first in stems(one, one_language) for second in stems(other, other_language)),
        default=0.0,
    )


def are_names_alike(one: str, one_language: str, other: str, other_language: str, least: float) -> bool:
    """Whether `name_likeness` is at least so much; for names that are far apart this is told sooner."""
    return any(
        _are_alike(first, second, least)
        for first in stems(one, one_language)
        for second in stems(other, other_language)
    )


def is_heard_in(name: str, name_language: str, words: Iterable[str], language: str, least: float) -> bool:
    """Whether a name sounds at least so much like one of several words of a language."""
    heard = stems(name, name_language)
    return any(
        _are_alike(first, second, least) for word in words for second in stems(word, language) for first in heard
    )
