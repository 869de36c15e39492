"""Languages: which lexicon a text is read with, when nobody has said."""

from __future__ import annotations

from functools import cache

import regex

from statediff.differ.lexicon import LANGUAGES, read
from statediff.differ.tokens import canonical, cut

_SAMPLE_LETTERS = 4000
_SCRIPTS = (
    ("he", regex.compile(r"\p{Hebrew}")),
    ("ar", regex.compile(r"\p{Arabic}")),
    ("zh", regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")),
    ("ko", regex.compile(r"\p{Hangul}")),
    ("th", regex.compile(r"\p{Thai}")),
    ("el", regex.compile(r"\p{Greek}")),
)
_KANA = regex.compile(r"[\p{Hiragana}\p{Katakana}]")
_CYRILLIC, _LATIN = regex.compile(r"\p{Cyrillic}"), regex.compile(r"\p{Latin}")
_RUSSIAN, _UKRAINIAN = frozenset("ыэъёЫЭЪЁ"), frozenset("іїєґІЇЄҐ")
_BY_WORDS = tuple(language for language in LANGUAGES if language in ("en", "fr", "de"))


def primary(language: str | None) -> str | None:
    """Return the language of a tag in lower case: "uk" of "uk-UA"."""
    return language.replace("_", "-").partition("-")[0].lower() or None if language else None


def detect(text: str) -> str:
    """Tell a text's language by its script, and for Latin script by its small words; "en" when nothing speaks."""
    sample = text[:_SAMPLE_LETTERS]
    latin, cyrillic = len(_LATIN.findall(sample)), len(_CYRILLIC.findall(sample))
    counts = [(len(pattern.findall(sample)), language) for language, pattern in _SCRIPTS]
    most = max(counts, key=lambda item: item[0])
    if most[0] > max(latin, cyrillic):
        return "ja" if most[1] == "zh" and _KANA.search(sample) else most[1]
    if cyrillic > latin:
        russian, ukrainian = sum(c in _RUSSIAN for c in sample), sum(c in _UKRAINIAN for c in sample)
        return "ru" if russian > ukrainian else "uk"
    return _by_words(sample)


def _by_words(sample: str) -> str:
    keys = [canonical(token).casefold() for token in cut(sample)]
    hits = {language: sum(key in _small_words(language) for key in keys) for language in _BY_WORDS}
    best = max(_BY_WORDS, key=lambda language: hits[language])
    return best if hits[best] else "en"


@cache
def _small_words(language: str) -> frozenset[str]:
    return frozenset(read(language)["words"]["stop"])
