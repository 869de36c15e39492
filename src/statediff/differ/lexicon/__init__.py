"""Word lists as data: one TOML file a language, loaded once and kept as read."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("default", "en", "fr", "uk", "ru", "de", "ar", "he", "zh", "ja", "tr", "pl")
"""Languages with a lexicon file, the one for all others first."""


@cache
def read(language: str) -> dict[str, Any]:
    """Return a language's lexicon as its TOML file says it, empty for a language without one."""
    if language not in LANGUAGES:
        return {}
    file = resources.files(__name__) / f"{language}.toml"
    return tomllib.loads(file.read_text("utf-8"))


@cache
def abbreviations() -> frozenset[str]:
    """Return the abbreviations of all languages, without their last full stop, in lower case."""
    return frozenset(word for language in LANGUAGES for word in read(language)["segmentation"]["abbreviations"])


@cache
def elisions() -> frozenset[str]:
    """Return the words that lose their last vowel before an apostrophe, without the apostrophe."""
    return frozenset(word for language in LANGUAGES for word in read(language)["segmentation"].get("elisions", ()))
