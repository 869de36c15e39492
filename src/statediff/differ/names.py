"""Names: capitalised words and acronyms, where the language marks names so."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from statediff.differ.inflection import is_abbreviated, is_inflected, is_transliterated
from statediff.differ.sights import Sight
from statediff.differ.tokens import LONGEST_NORMALISED
from statediff.differ.vocabulary import Vocabulary

_TITLE_CASE = 0.85
"""From this share of capitalised words on a line is a title in capitals, and a capital letter says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name at tokens[start:end], word by word."""

    start: int
    end: int
    words: tuple[str, ...]


def find_names(
    sight: Sight, words: Vocabulary, taken: Sequence[tuple[int, int]], *, with_initials: bool = False
) -> list[Name]:
    """Return the names among the touched words, neighbours as one; dates and figures in `taken` are none.

    A sentence's first word counts when it is written large inside a sentence too, or `with_initials`.
    """
    outside = {index for start, end in taken for index in range(start, end)}
    places = [index for index in sight.changed if index not in outside and _may_be_name(sight, words, index)]
    if not places:
        return []
    is_title = _is_title(sight)
    names: list[Name] = []
    for index in places:
        if not _is_name(sight, words, index, is_title=is_title, with_initials=with_initials):
            continue
        word = sight.keys[index].removesuffix("'s")
        if names and names[-1].end == index:
            last = names.pop()
            names.append(Name(start=last.start, end=index + 1, words=(*last.words, word)))
        else:
            names.append(Name(start=index, end=index + 1, words=(word,)))
    return names


def _may_be_name(sight: Sight, words: Vocabulary, index: int) -> bool:
    return sight.surfaces[index][:1].isupper() or words.peoples.holds(sight.keys[index])


def find_lists(sight: Sight, words: Vocabulary, taken: Sequence[tuple[int, int]]) -> list[frozenset[str]]:
    """Return the names of a sight gathered into lists: names with nothing but commas and "and" between them."""
    outside = {index for start, end in taken for index in range(start, end)}
    places = [index for index in range(len(sight.keys)) if index not in outside and _may_be_name(sight, words, index)]
    is_title = _is_title(sight)
    lists: list[set[str]] = []
    end = 0
    for index in places:
        if not _is_name(sight, words, index, is_title=is_title, with_initials=False):
            continue
        if lists and all(key in words.name_links for key in sight.keys[end:index]):
            lists[-1].add(sight.keys[index])
        else:
            lists.append({sight.keys[index]})
        end = index + 1
    return [frozenset(each) for each in lists]


def _is_title(sight: Sight) -> bool:
    initials = [surface[0] for surface in sight.surfaces if surface[:1].isalpha() and len(surface) > 3]
    return len(initials) > 3 and sum(letter.isupper() for letter in initials) >= _TITLE_CASE * len(initials)


def _is_name(sight: Sight, words: Vocabulary, index: int, *, is_title: bool, with_initials: bool) -> bool:
    surface, key = sight.surfaces[index], sight.keys[index]
    if words.peoples.holds(key) or (surface[:1].isupper() and words.places.holds(key.removesuffix("'s"))):
        return True
    if not surface[:1].isupper() or len(surface) < 2:
        return False
    is_stop = words.stops.holds(key)
    may_be_acronym = len(surface) <= 6 and surface.isupper() and (surface.isalpha() or not is_stop)
    if may_be_acronym and not all(s.isupper() for s in sight.surfaces if s.isalpha()):
        return True
    if is_stop:
        return False
    if any(letter.isdigit() for letter in surface):
        return True
    if not words.has_capital_names or is_title:
        return False
    return with_initials or not sight.is_initial(index) or surface in sight.inner_capitals


def unmatched(old: Sequence[Name], new: Sequence[Name], language: str) -> tuple[list[Name], list[Name]]:
    """Return the names that only one side has; another case ending, or another order of words, is the same name."""
    return _without(old, new, language), _without(new, old, language)


def _without(own: Sequence[Name], other: Sequence[Name], language: str) -> list[Name]:
    known = [word for name in other for word in name.words]
    return [
        name for name in own if not all(any(_is_same(word, same, language) for same in known) for word in name.words)
    ]


def _is_same(one: str, other: str, language: str) -> bool:
    if is_inflected(one, other, language) or _plain(one) == _plain(other):
        return True
    if one[0] not in (other[0], "г", "ґ"):
        return False
    return is_transliterated(one, other) or is_abbreviated(one + ".", other) or is_abbreviated(one, other + ".")


def without_acronyms(
    gone: Sequence[Name], come: Sequence[Name], sights: tuple[Sight, Sight], words: Vocabulary
) -> tuple[list[Name], list[Name]]:
    """Return the names of both sides without an acronym on one that the other writes out: "UN", "United Nations"."""
    old, new = sights
    known_old, spelt_new = _spelt_out(gone, come, old, new, words)
    known_new, spelt_old = _spelt_out(come, gone, new, old, words)
    same_old, same_new = known_old + spelt_old, known_new + spelt_new
    return [name for name in gone if name not in same_old], [name for name in come if name not in same_new]


def _spelt_out(
    own: Sequence[Name], other: Sequence[Name], sight: Sight, there: Sight, words: Vocabulary
) -> tuple[list[Name], list[Name]]:
    """Return one side's acronyms that the other side writes out, and the names it writes them out with."""
    acronyms = [name for name in own if _is_acronym(name, sight)]
    if not acronyms:
        return [], []
    places = [at for at in there.changed if there.keys[at][0].isalpha() and not words.stops.holds(there.keys[at])]
    initials = "".join(there.keys[at][0] for at in places)
    known: list[Name] = []
    spelt: list[Name] = []
    for name in acronyms:
        at = initials.find(name.words[0])
        if at >= 0:
            start, end = places[at], places[at + len(name.words[0]) - 1] + 1
            known.append(name)
            spelt += [each for each in other if each.start < end and start < each.end]
    return known, spelt


def _is_acronym(name: Name, sight: Sight) -> bool:
    surface = sight.surfaces[name.start]
    return len(name.words) == 1 and surface.isalpha() and surface.isupper() and len(surface) > 1


def _plain(word: str) -> str:
    """Return a word without accents, which capital letters often go without, and without the stops of "U.S."."""
    letters = unicodedata.normalize("NFD", word[:LONGEST_NORMALISED].replace(".", ""))
    return "".join(letter for letter in letters if not "\u0300" <= letter <= "\u0304") + word[LONGEST_NORMALISED:]
