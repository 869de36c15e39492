"""The words by which pages that stand in a document's place are known, read from the data files of this package."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

STAND_INS = (
    "challenge", "region", "not-found", "maintenance", "login", "session", "failure", "consent", "javascript",
    "parking", "listing",
)  # fmt: skip
"""Kinds of pages that stand in a document's place, the weightiest first."""

_MARK_OF_ARABIC_OR_HEBREW = re.compile("[\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_NO_WORD = re.compile(r"[\W_]+")
_SPELLINGS = str.maketrans("أإآىیکё", "اااييكе")
_FILLERS = frozenset(
    {"oops", "ups", "ops", "oups", "whoops", "uh", "oh", "sorry", "error", "http", "https", "status", "code", "page"}
    | {"the", "erreur", "désolé", "désolés", "помилка", "вибачте", "перепрошуємо", "ошибка", "ой", "извините", "fehler"}
    | {"hoppla", "entschuldigung", "błąd", "przepraszamy", "errore", "spiacenti", "lo", "sentimos"}
    | {"خطا", "عذرا", "عفوا", "שגיאה"}
)
_NUMBER = re.compile(r"[1-5]\d\d|999")


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """The phrases of one kind of page, in all languages at once; compiled when a page is first held against them."""

    title_phrases: tuple[str, ...]
    opening_phrases: tuple[str, ...]

    @cached_property
    def titles(self) -> re.Pattern[str]:
        """What a title's part or a heading may be as a whole."""
        return _any_of(self.title_phrases)

    @cached_property
    def openings(self) -> re.Pattern[str]:
        """What a text may begin with."""
        return _any_of(self.opening_phrases)

    def is_title(self, text: str) -> bool:
        """Tell whether a title's part or a heading is one of these phrases as a whole."""
        return any(self.titles.fullmatch(words) for words in spellings(text[:400]))

    def is_opening(self, text: str, share: float = 0.0) -> bool:
        """Tell whether a text begins with one of these phrases, which makes at least `share` of it."""
        found = ((self.openings.match(words), words) for words in spellings(text[:400]))
        return any(match is not None and match.end() >= share * len(words) for match, words in found)


def normal_words(text: str) -> str:
    """Reduce text to its words: case folded, one blank between them, no punctuation, no vowel marks."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_SPELLINGS)
    return _NO_WORD.sub(" ", _MARK_OF_ARABIC_OR_HEBREW.sub("", folded)).strip()


@functools.lru_cache(maxsize=1024)
def spellings(text: str) -> tuple[str, ...]:
    """Return a text's words, and again without status numbers, and without "sorry" or "error" around them."""
    words = normal_words(text).split()
    without_numbers = [word for word in words if not _NUMBER.fullmatch(word)]
    bare = list(without_numbers)
    while bare and bare[0] in _FILLERS:
        bare.pop(0)
    headless = list(bare)
    while bare and bare[-1] in _FILLERS:
        bare.pop()
    return tuple(dict.fromkeys(" ".join(form) for form in (words, without_numbers, headless, bare) if form))


def says_nothing(text: str) -> bool:
    """Tell whether a heading is no more than an exclamation, an apology or a status number: "Oops!", "Error 500"."""
    return all(word in _FILLERS or _NUMBER.fullmatch(word) for word in normal_words(text[:400]).split())


@functools.cache
def read_phrases() -> dict[str, Phrases]:
    """Read the phrases of every kind, in the order of STAND_INS."""
    tables = read_data("phrases.toml")
    return {
        kind: Phrases(
            title_phrases=tuple(phrase for table in tables[kind].values() for phrase in table["titles"]),
            opening_phrases=tuple(phrase for table in tables[kind].values() for phrase in table["openings"]),
        )
        for kind in STAND_INS
    }


def read_data(name: str) -> dict[str, Any]:
    """Read one of the package's data files."""
    return tomllib.loads(files("statediff.fetcher").joinpath("data", name).read_text(encoding="utf-8"))


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{phrase})" for phrase in phrases).translate(_SPELLINGS))
