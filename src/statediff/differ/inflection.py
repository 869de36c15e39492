"""Inflection: whether two words are forms, or spellings, of one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from statediff.differ.lexicon import abbreviations
from statediff.differ.tokens import LONGEST_NORMALISED

_LONGEST_TAIL = 4
_VOWELS = str.maketrans("", "", "аеєиіїоуюяьйAEIOU'")
_RICH = frozenset({"uk", "ru", "pl", "cs", "sk", "bg", "sr", "hr", "lt", "lv", "et", "fi", "hu", "de", "ro"})
"""Languages in which a word's ending tells its part in the sentence."""
_ENDINGS = {
    "fr": re.compile(r"(?:e|al|ale|nt|ent)$"),
}
"""Endings of number, gender and possession; another tense is another statement."""
_FRENCH_PLURALS = (
    ("ignent", "int"),
    ("issent", "it"),
    ("isent", "it"),
    ("ivent", "it"),
    ("oivent", "oit"),
    ("ennent", "end"),
    ("iennent", "ient"),
    ("euvent", "eut"),
    ("eulent", "eut"),
    ("ettent", "et"),
    ("aissent", "aît"),
    ("avent", "ait"),
    ("ervent", "ert"),
    ("orment", "ort"),
    ("uivent", "uit"),
)
"""Endings of irregular verbs for many, and for one."""
_PAST = {"uk": re.compile(r"(?:[аиїуюяе]в|л[аои])(?:ся|сь)?$"), "ru": re.compile(r"(?:[аеиоуыюя]л|л[аои])(?:ся|сь)?$")}
_NOT_PAST = {
    "uk": re.compile(r"(?:ть|ти|є|[вгджзклмнрстчшщ]е)(?:ся|сь)?$"),
    "ru": re.compile(r"(?:ть|ти|[аеёиуюя]т|ешь|ишь)(?:ся|сь)?$"),
}
_SPELLINGS = (
    (re.compile(r"is(?=ation|e$|es$|ed$|ing$|ations$)"), "iz"),
    (re.compile(r"ys(?=e$|es$|ed$|ing$)"), "yz"),
    (re.compile(r"our"), "or"),
    (re.compile(r"ence$|ense$"), "ens"),
    (re.compile(r"tre$"), "ter"),
    (re.compile(r"mme$"), "m"),
    (re.compile(r"([a-z])\1"), r"\1"),
    (re.compile(r"ogue$"), "og"),
    (re.compile(r"ґ"), "г"),
)
_SLAVIC_ENDING = re.compile(r"(?:[iy]y|[iy]i|[iy]j|y)$")
"""Ways to write the end of a name such as Зеленський or Сергій in Latin letters."""
_SHORTEST_STEM, _SHORTEST_NAME = 3, 5
"""Letters of a stem at least, and letters from which on two spellings of a name are not two names."""


def is_inflected(one: str, other: str, language: str) -> bool:
    """Whether two words in lower case are forms of one word."""
    if one == other:
        return True
    if language == "en":
        return _is_english_plural(one.removesuffix("'s").removesuffix("'"), other.removesuffix("'s").removesuffix("'"))
    ending = _ENDINGS.get(language)
    if ending is not None:
        is_same = min(len(one), len(other)) >= _SHORTEST_STEM and bool(_stems(one, ending) & _stems(other, ending))
        return is_same or _are_french_verbs(one, other)
    if language not in _RICH or _differ_in_tense(one, other, language):
        return False
    return _shares_stem(one, other) or _shares_skeleton(one, other)


def is_spelling(one: str, other: str) -> bool:
    """Whether two words in lower case are one word in two spellings: "organise" and "organize", "cafe" and "café"."""
    return _spelt(one) == _spelt(other)


def is_transliterated(one: str, other: str) -> bool:
    """Whether two words in lower case are one name in two spellings: "zelenskyy", "zelensky"; "hassan", "hasan"."""
    if min(len(one), len(other)) < _SHORTEST_NAME or max(len(one), len(other)) > LONGEST_NORMALISED:
        return False
    return _spelt(_SLAVIC_ENDING.sub("y", one)) == _spelt(_SLAVIC_ENDING.sub("y", other))


def is_abbreviated(one: str, other: str) -> bool:
    """Whether one of two words in lower case is an abbreviation of the other: "вул." and "вулиці"."""
    short, long = sorted((one, other), key=len)
    word = short.removesuffix(".")
    if word == short or word not in abbreviations() or len(long) < len(word) + 2 or long.endswith("."):
        return False
    letters = iter(long)
    return word[0] == long[0] and all(letter in letters for letter in word)


def _is_english_plural(one: str, other: str) -> bool:
    singular, plural = sorted((one, other), key=len)
    if singular == plural:
        return True
    return plural in (singular + "s", singular + "es") or (singular[-1:] == "y" and plural == singular[:-1] + "ies")


def _stems(word: str, ending: re.Pattern[str]) -> set[str]:
    """Return what may be left of a word without its endings of number and gender: "journ" of "journaux"."""
    single = word[:-1] if word[-1] in "sx" and len(word) > _SHORTEST_STEM else word
    forms = [single, single[:-1] + "l", single[:-1] + "il"] if word.endswith("aux") else [single]
    bare = (ending.sub("", form) for form in forms)
    return {stem if len(stem) >= _SHORTEST_STEM else form for stem, form in zip(bare, forms, strict=True)}


def _are_french_verbs(one: str, other: str) -> bool:
    singular, plural = sorted((one, other), key=len)
    return any(
        plural.endswith(many) and singular == plural.removesuffix(many) + single for many, single in _FRENCH_PLURALS
    )


def _differ_in_tense(one: str, other: str, language: str) -> bool:
    past, present = _PAST.get(language), _NOT_PAST.get(language)
    if past is None or present is None:
        return False
    return bool((past.search(one) and present.search(other)) or (present.search(one) and past.search(other)))


def _shares_stem(one: str, other: str) -> bool:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    longest = max(len(one), len(other))
    tails = max(len(one) - length, len(other) - length)
    return length >= 3 and length >= 0.55 * longest and tails <= _LONGEST_TAIL


def _shares_skeleton(one: str, other: str) -> bool:
    """Whether the consonants agree, as in Київ and Києва, Львів and Львова."""
    first, second = one.translate(_VOWELS), other.translate(_VOWELS)
    return one[0] == other[0] and first == second and len(first) >= 2 and abs(len(one) - len(other)) <= 3


@lru_cache(maxsize=4096)
def _spelt(word: str) -> str:
    if len(word) > LONGEST_NORMALISED:
        return word
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)).replace("œ", "oe")
    for pattern, replacement in _SPELLINGS:
        plain = pattern.sub(replacement, plain)
    return plain.replace("-", "")
