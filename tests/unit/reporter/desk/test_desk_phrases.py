"""The desk's phrases: three languages, one set of keys, each said somewhere."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import statediff.reporter.desk
from statediff.reporter.desk.phrasing import load_phrases
from statediff.reporter.outlets.phrasing import load_phrases as load_outlet_phrases
from statediff.reporter.phrasing import LANGUAGES

FOLDER = Path(statediff.reporter.desk.__file__).parent
FORMS = {"en": {"one", "other"}, "fr": {"one", "other"}, "uk": {"one", "few", "many"}}


def tables(language: str) -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads((FOLDER / "messages" / f"{language}.toml").read_text(encoding="utf-8"))


def phrases(language: str) -> dict[str, Any]:
    return {f"{section}.{key}": phrase for section, table in tables(language).items() for key, phrase in table.items()}


def places(phrase: object) -> set[str]:
    texts = list(phrase.values()) if isinstance(phrase, dict) else [str(phrase)]
    return {place for text in texts for place in re.findall(r"{(\w+)}", text)} - {"count"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_keys_places_and_all_its_plurals(language: str) -> None:
    own, english = phrases(language), phrases("en")

    assert own.keys() == english.keys()
    assert [key for key in english if places(own[key]) != places(english[key])] == []
    assert all(set(phrase) == FORMS[language] for phrase in own.values() if isinstance(phrase, dict))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_section_of_the_desk_hides_one_of_the_outlets(language: str) -> None:
    assert not tables(language).keys() & load_outlet_phrases(language).tables.keys()
    assert load_phrases(language).say("page.footer") == load_outlet_phrases(language).say("page.footer")


def test_every_phrase_is_said_somewhere() -> None:
    web = FOLDER.parents[1] / "web"
    files = [*FOLDER.glob("*.py"), *FOLDER.glob("templates/*.html"), *web.glob("*.py")]
    sources = "\n".join(path.read_text(encoding="utf-8") for path in sorted(files))
    begun = tuple(re.findall(r"""["']([a-z]+\.)\{""", sources))

    unsaid = [key for key in phrases("en") if key not in sources and not (begun and key.startswith(begun))]

    assert unsaid == []
