"""Bearers: the names of a sentence, word by word, with those that are translated under one key."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from statediff.desk.editions.facts import Bearer, Spot
from statediff.desk.editions.lexicon import read
from statediff.desk.editions.names.derivations import derive
from statediff.desk.editions.names.surroundings import find_doubt, links, particles, read_cue, translated_words
from statediff.differ.phrases import Found, Phrases
from statediff.differ.sights import Sight
from statediff.differ.tokens import canonical, cut
from statediff.differ.vocabulary import Vocabulary

_LATIN = regex.compile(r"[\p{Latin}\p{N}.'’/-]+")
_LATIN_LETTERS = regex.compile(r"\p{Latin}")
_PART = regex.compile(r"[\p{L}\p{M}]{2,}(?:['’ʼ][\p{L}\p{M}]+)?")
_MOST_RUNS = 1000
_ROMAN = regex.compile(r"(?:(?:(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})(?:e|er|ème)?)(?:[-–—/](?!$)|$))+")
"""Numbers of centuries, rulers and chapters, which languages write in Latin letters and which name nothing alone."""
_LONGER_WORD, _TITLE_CASE = 4, 0.85
"""Of the words from this many letters on, the part that has a capital in a title."""
_POSSESSIVE = "'s"
_SHORTEST, _LONGEST_ACRONYM = 2, 5
_MOST_LETTERS = 3
"""Letters of a place's acronym at most, if it has vowels: USA, EAU, ОАЕ."""
_SUPPORTING = ("nouns", "peoples")
"""Sections of words that support a match and are never missed."""
_VOWELS = regex.compile("[aeiouyаеєиіїоуюя]")
_LONGEST_SPOKEN = 7
"""Letters of a short form at most; two words in capitals of which one is longer are a line in capitals."""
_EXPLAINED = regex.compile(r"(?<=[\p{L}\p{M}»”\"]\s)\((\p{Lu}[\p{L}&-]{0,6}\p{Lu})\)")
_OPENING, _CLOSING = frozenset("“«„"), frozenset("”»")
_LONGEST_TITLE = 8
"""Words of a title in quotation marks at most; what is longer is somebody's speech."""
_FOREIGN_SCRIPTS = frozenset({"uk", "ru", "bg", "el", "ar", "he", "zh", "ja"})
"""Languages in whose text a word in Latin letters is a name."""


@cache
def _entities() -> Phrases[tuple[str, bool]]:
    tables = read("entities")
    named = [
        (form.replace(_POSSESSIVE, ""), (key, section not in _SUPPORTING))
        for section in ("organisations", "places", "nouns", "peoples")
        for key, forms in tables[section].items()
        for form in forms
    ]
    return Phrases([*named, *((word, (key, False)) for word, key in _derived().items())])


@cache
def _derived() -> dict[str, str]:
    """The words that are made of names of places and that no row lists: "віденськ*" -> Vienna."""
    tables = read("entities")
    listed = {form for section in _SUPPORTING for forms in tables[section].values() for form in forms}
    made: dict[str, str] = {}
    for key, forms in tables["places"].items():
        for word in derive(forms):
            if word not in listed:
                made.setdefault(word, key)
    return made


@cache
def _supporting() -> Phrases[str]:
    """The words of peoples and those made of names that begin with a name of a place that may have any ending."""
    tables = read("entities")
    places = frozenset(form[:-1] for forms in tables["places"].values() for form in forms if form.endswith("*"))
    peoples = [(form, key) for key, forms in tables["peoples"].items() for form in forms]
    return Phrases(
        (word, key)
        for word, key in (*peoples, *_derived().items())
        if any(word[:length] in places for length in range(1, len(word) - 1))
    )


@cache
def _acronyms() -> frozenset[str]:
    """The short forms that are words as well unless they are written in capitals: US, EAU, WHO, SAFE."""
    tables = read("entities")
    return frozenset(
        form
        for section in ("organisations", "places", "nouns")
        for forms in tables[section].values()
        for form in forms
        if len(form) <= _LONGEST_ACRONYM and form.isalpha() and (section != "places" or _is_short(form, forms))
    )


def _is_short(form: str, forms: Sequence[str]) -> bool:
    """Whether a form stands for the first letters of longer ones; "Росія" beside "російська федерація" does not."""
    is_spoken_in_letters = len(form) <= _MOST_LETTERS or not _VOWELS.search(form)
    return is_spoken_in_letters and len(form) < max(len(each) for each in forms) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How a text writes its words, in lower case."""

    small: frozenset[str]
    """The words that it also writes without a capital."""
    explained: frozenset[str]
    """The short forms that stand in brackets behind what they stand for, which other languages shorten otherwise."""


def read_habits(text: str) -> Habits:
    """Return the habits of a whole text."""
    return Habits(
        small=frozenset(token for token in map(canonical, cut(text)) if token[:1].islower()),
        explained=frozenset(match[1].casefold() for match in _EXPLAINED.finditer(text)),
    )


def _shouted(sight: Sight) -> set[int]:
    """Return the tokens of a line in capitals: "PROCUREMENT NOTICE"."""
    shouted: set[int] = set()
    run: list[int] = []
    for index, surface in enumerate([*sight.surfaces, ""]):
        if len(surface) > 1 and surface.isalpha() and surface.isupper():
            run.append(index)
            continue
        if len(run) > 1 and any(len(sight.surfaces[at]) > _LONGEST_SPOKEN for at in run):
            shouted.update(run)
        run = []
    return shouted


def _is_capital(surface: str) -> bool:
    return surface[:1].isupper()


def find_translated(sight: Sight) -> list[Found[tuple[str, bool]]]:
    """Return where names stand that are translated rather than transliterated, and words that are written like them.

    Each with the key of its bearer, and whether it is surely a name.
    """
    found = _entities().find([key.removesuffix(_POSSESSIVE) for key in sight.keys])
    return [
        each._replace(value=(each.value[0], False)) if _only_supports(sight, each) else each
        for each in found
        if not _is_one_of_two(sight, each)
    ]


def _is_one_of_two(sight: Sight, found: Found[tuple[str, bool]]) -> bool:
    """Whether a name that may have any ending is the first of two in a compound: "Ельзас-Україна"."""
    first, _, second = sight.surfaces[found.start].partition("-")
    if found.end > found.start + 1 or not second[:1].isupper():
        return False
    return any(each.value == found.value for each in _entities().find([first.casefold()]))


def _only_supports(sight: Sight, found: Found[tuple[str, bool]]) -> bool:
    """Whether a word that begins as a name does is another that is made of it: "лондонський"."""
    return found.value[1] and found.end == found.start + 1 and _supporting().holds(sight.keys[found.start])


def find_bearers(
    sight: Sight,
    words: Vocabulary,
    translated: Sequence[Found[tuple[str, bool]]],
    taken: Sequence[tuple[int, int]],
    *,
    sentence: int,
    habits: Habits,
) -> list[Bearer]:
    """Return the names of a sentence in order; `habits` are those of its text."""
    outside = {index for start, end in taken for index in range(start, end)} | _shouted(sight)
    known = [each for each in translated if _is_written_as_name(sight, each, outside)]
    covered = outside | {index for each in known for index in range(each.start, each.end)}
    found = [(each.start, each.end, each.value[0], each.value[1]) for each in known]
    quoted = _in_quoted_titles(sight)
    in_title = range(len(sight.keys)) if _is_title(sight) else quoted
    found += [
        (index, index + 1, "", index not in in_title)
        for index in range(len(sight.keys))
        if index not in covered and _is_name(sight, words, index)
    ]
    found.sort()
    return [
        bearer
        for item in _in_runs(found, sight, words.language)
        for bearer in _bearers(sight, words.language, item, sentence, habits, quoted=quoted)
    ]


def _is_name(sight: Sight, words: Vocabulary, index: int) -> bool:
    """Whether a word may be a name: by a capital letter, or by Latin letters among others."""
    surface, key = sight.surfaces[index], sight.keys[index]
    if len(surface.rstrip("'")) < _SHORTEST or not surface[:1].isalpha() or _ROMAN.fullmatch(surface):
        return False
    if words.language in _FOREIGN_SCRIPTS and _LATIN_LETTERS.match(sight.text, sight.places[index][0]):
        return True
    is_spoken = surface.isalpha() and surface.isupper() and words.has_capital_names
    if not surface[:1].isupper() or words.identifiers.find([key]) or (words.stops.find([key]) and not is_spoken):
        return False
    return words.has_capital_names or surface.isupper() or any(map(str.isdigit, surface))


def _is_title(sight: Sight) -> bool:
    """Whether a line is a title in capitals, in which a capital letter says little."""
    initials = [surface[0] for surface in sight.surfaces if surface[:1].isalpha() and len(surface) >= _LONGER_WORD]
    if len(initials) < _LONGER_WORD or not sight.surfaces[-1][:1].isalnum():
        return False
    return sum(map(str.isupper, initials)) >= _TITLE_CASE * len(initials)


def _in_quoted_titles(sight: Sight) -> frozenset[int]:
    """Return the tokens of titles in quotation marks, of which a capital says little: “Salt and Silence”."""
    inside: set[int] = set()
    opening = -1
    for index, (start, _) in enumerate(sight.places):
        if sight.text[start] in _OPENING:
            opening = index
        elif sight.text[start] in _CLOSING and opening >= 0:
            words = [at for at in range(opening + 1, index) if sight.keys[at][:1].isalpha()]
            if 1 < len(words) <= _LONGEST_TITLE:
                inside.update(words)
            opening = -1
    return frozenset(inside)


def _in_runs(
    found: Sequence[tuple[int, int, str, bool]], sight: Sight, language: str
) -> list[tuple[int, int, str, bool, int]]:
    """Number the runs of names side by side; a small word inside a name ("De Wever") does not end one."""
    numbered = []
    run, last_end = 0, -1
    for start, end, entity, is_sure in found:
        run += last_end < 0 or not all(_is_particle(sight, at, language) for at in range(last_end, start))
        numbered.append((start, end, entity, is_sure, run))
        key = sight.keys[start]
        is_translated = not entity and key in translated_words() and key not in particles()
        last_end = -1 if is_translated else end
    return numbered


def _is_particle(sight: Sight, index: int, language: str) -> bool:
    """Whether a word stands inside a name; a small "de" of French joins other things as well."""
    key = sight.keys[index]
    return key in particles() and (sight.surfaces[index][:1].isupper() or key not in links(language))


def _is_written_as_name(sight: Sight, found: Found[tuple[str, bool]], outside: Container[int]) -> bool:
    if any(index in outside for index in range(found.start, found.end)):
        return False
    surface = sight.surfaces[found.start]
    if found.end == found.start + 1 and sight.keys[found.start] in _acronyms():
        return sum(map(str.isupper, surface)) > 1
    is_people, has_no_capitals = not found.value[1], not surface[:1].upper().isupper()
    return is_people or has_no_capitals or any(map(_is_capital, sight.surfaces[found.start : found.end]))


def _bearers(
    sight: Sight,
    language: str,
    item: tuple[int, int, str, bool, int],
    sentence: int,
    habits: Habits,
    *,
    quoted: Container[int],
) -> Iterator[Bearer]:
    start, end, entity, is_sure, run = item
    surface, key = sight.surfaces[start].removesuffix("'s"), sight.keys[start].removesuffix("'s")
    if not entity and (key in translated_words() or all(part in translated_words() for part in key.split("-"))):
        return
    begin, last = sight.places[start][0], sight.places[end - 1][1]
    quote = sight.text[begin:last].removesuffix("'s").removesuffix("’s")
    if not entity and sight.text[last : last + 1] == "/" and sight.text[last + 1 : last + 2].isalnum():
        quote += sight.text[last : last + 2]
    is_latin = _LATIN.fullmatch(surface) is not None
    is_explained = not entity and key in habits.explained
    is_exact = not entity and not is_explained and is_latin and len(surface) > 1 and surface.isupper()
    is_foreign = is_latin and language in _FOREIGN_SCRIPTS and not is_explained
    is_doubtful = sight.is_initial(start) and surface not in sight.inner_capitals and not entity
    has_parts = not entity and not is_exact
    parts = _parts(quote) if has_parts else [(quote, 0)]
    for part, at in parts:
        part_key = canonical(part).casefold() if has_parts else key
        if len(parts) > 1 and part_key in translated_words():
            continue
        yield Bearer(
            spot=Spot(start=begin + at, end=begin + at + len(part), quote=part, sentence=sentence),
            key=part_key,
            language=language,
            entity=_entity_of_part(part, part_key) if len(parts) > 1 else entity,
            is_exact=is_exact,
            is_foreign=is_foreign,
            cue=read_cue(sight, start, language),
            doubt="" if entity else find_doubt(sight, start, end, language),
            is_quoted=start in quoted,
            is_sure=is_sure
            and not is_explained
            and (is_foreign or is_exact or not (is_doubtful or key in habits.small)),
            run=sentence * _MOST_RUNS + run,
        )


def _entity_of_part(part: str, key: str) -> str:
    """Return which translated name a part of a compound is, if it is one: the EU and Ukraine in "EU–Ukraine"."""
    found = [each for each in _entities().find([key]) if each.value[1]]
    return found[0].value[0] if found and (part.isupper() or key not in _acronyms()) else ""


def _parts(quote: str) -> list[tuple[str, int]]:
    """Return the names inside a compound, and where they stand in it: "Ivano-Frankivsk", "Sables-d'Olonne"."""
    found = [(match[0], match.start()) for match in _PART.finditer(quote) if match[0][0].isupper()]
    return found or [(quote, 0)]
