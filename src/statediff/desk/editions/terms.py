"""Terms: the words of commitment of a sentence, and the phrases that a user watches, each under its concepts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from statediff.desk.editions.facts import Spot, Strength, Term, mark_spot
from statediff.desk.editions.lexicon import read
from statediff.differ.inflection import is_inflected
from statediff.differ.phrases import Found, Pattern, Phrases, read_words
from statediff.differ.sights import Sight
from statediff.model import WatchPhrase

POSSIBILITY = "possibility"
DUTY = "duty"
ACT, COMMITMENT = "act", "commit"
WATCHED = "watched"
_SHORTEST_INFLECTED = 4
QUESTION_MARKS = ("?", "？", "؟")
_Meaning = tuple[str, tuple[str, ...]]
_STRENGTHS: tuple[Strength, ...] = ("claims", "hints", "excuses", "certain")
_CERTAINTY: dict[Strength, _Meaning] = {
    strength: (POSSIBILITY, ("certainty" if strength == "certain" else POSSIBILITY,)) for strength in _STRENGTHS
}


class WatchedTerms:
    """The watched phrases of all languages, those that stand for one another under one concept.

    Phrases of one rank belong together by their order: the first of each language, the second of each, and so on.
    """

    def __init__(self, phrases: Sequence[WatchPhrase] = ()) -> None:
        counts: defaultdict[tuple[int, str], int] = defaultdict(int)
        self._by_language: defaultdict[str, list[tuple[Pattern, str]]] = defaultdict(list)
        for phrase in phrases:
            language = phrase.language or ""
            counts[phrase.rank, language] += 1
            concept = f"{phrase.rank}.{counts[phrase.rank, language]}" if language else phrase.phrase
            pattern = read_words(phrase.phrase.replace("*", " "))
            if pattern:
                self._by_language[language].append((pattern, concept))

    def knows(self, concept: str, language: str) -> bool:
        """Whether a phrase of that language, or of any, stands for a concept."""
        return any(known == concept for _, known in (*self._by_language[language], *self._by_language[""]))

    def find(self, sight: Sight, language: str, sentence: int) -> Iterator[tuple[int, int, Term]]:
        """Yield the watched phrases of a sentence, in any form, with the tokens they take."""
        for pattern, concept in (*self._by_language[language], *self._by_language[""]):
            for at in range(len(sight.keys) - len(pattern) + 1):
                end = at + len(pattern)
                if _stands(pattern, sight.keys[at:end], language):
                    yield at, end, _term(mark_spot(sight, at, end, sentence), (WATCHED, (concept,)))


def _stands(pattern: Pattern, keys: Sequence[str], language: str) -> bool:
    return all(
        word == key or (len(word) >= _SHORTEST_INFLECTED and is_inflected(word, key, language))
        for word, key in zip(pattern, keys, strict=True)
    )


@cache
def _phrases(language: str) -> Phrases[_Meaning]:
    meanings: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for family in read("terms")["family"]:
        for concept, forms in family["concepts"].items():
            for form in forms.get(language, ()):
                meanings[form, family["name"]] += [concept, *([forms["near"]] if "near" in forms else [])]
    return Phrases((form, (family, tuple(concepts))) for (form, family), concepts in meanings.items())


@cache
def _possibility(language: str) -> Phrases[Strength]:
    tables = read("terms")[POSSIBILITY]
    return Phrases((form, strength) for strength in _STRENGTHS for form in tables[strength].get(language, ()))


def knows_possibility(language: str) -> bool:
    """Whether the lexicon holds the language's ways to say that something is possible."""
    return language in read("terms")[POSSIBILITY]["claims"]


def find_terms(
    sight: Sight, language: str, taken: Sequence[tuple[int, int]], sentence: int, watched: WatchedTerms
) -> list[Term]:
    """Return the terms of a sentence in order; dates in `taken` (the month of May) are none."""
    outside = {index for start, end in taken for index in range(start, end)}
    found = [
        (each.start, each.end, _term(mark_spot(sight, each.start, each.end, sentence), each.value))
        for each in _phrases(language).find(sight.keys)
    ]
    found += [
        (each.start, each.end, _possible(sight, each, language, sentence))
        for each in _possibility(language).find(sight.keys)
        if not _is_named(sight, each.start)
    ]
    found += watched.find(sight, language, sentence)
    found.sort(key=lambda item: item[:2])
    return [term for start, end, term in found if not any(index in outside for index in range(start, end))]


def _is_named(sight: Sight, at: int) -> bool:
    """Whether a capital inside a sentence makes a name of a word: "у Тромсе й Буде"."""
    return at > 0 and sight.surfaces[at].istitle() and not sight.is_initial(at)


def _possible(sight: Sight, found: Found[Strength], language: str, sentence: int) -> Term:
    """Return a word of possibility or certainty; one that a wish begins with claims nothing: "May they rest"."""
    wishes = read("terms")[POSSIBILITY]["wishes"].get(language, ())
    is_wish = found.start == 0 and sight.keys[0] in wishes and sight.keys[-1] not in QUESTION_MARKS
    strength: Strength = "excuses" if is_wish else found.value
    return _term(mark_spot(sight, found.start, found.end, sentence), _CERTAINTY[strength], strength=strength)


def _term(spot: Spot, meaning: _Meaning, *, strength: Strength = "claims") -> Term:
    family, concepts = meaning
    return Term(spot=spot, family=family, concepts=concepts, strength=strength)
