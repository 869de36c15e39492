"""The interface's phrases: three languages, one set of keys, plurals and dates as each language has them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import statediff.reporter
from statediff.model import DispositionKind
from statediff.reporter.phrasing import LANGUAGES, load_phrases

FOLDER = Path(statediff.reporter.__file__).parent
FORMS = {"en": {"one", "other"}, "fr": {"one", "other"}, "uk": {"one", "few", "many"}}
NAMED_BY_DATA = {"locale", "languages", "kind", "chip", "event", "disposition", "format", "unit"}
"""Sections whose keys come from data, so no source names them whole."""


def tables(language: str) -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads((FOLDER / "messages" / f"{language}.toml").read_text(encoding="utf-8"))


def keys(language: str) -> set[str]:
    return {f"{section}.{key}" for section, table in tables(language).items() for key in table}


def with_plain_spaces(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def texts(phrase: object) -> Iterator[str]:
    yield from phrase.values() if isinstance(phrase, dict) else [str(phrase)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_file_has_the_same_keys(language: str) -> None:
    assert keys(language) == keys("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_counted_phrase_has_all_plural_forms_of_its_language(language: str) -> None:
    counted = {
        f"{section}.{key}": set(phrase)
        for section, table in tables(language).items()
        for key, phrase in table.items()
        if isinstance(phrase, dict)
    }

    assert counted
    assert {key: forms for key, forms in counted.items() if forms != FORMS[language]} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_places_of_the_english_phrase(language: str) -> None:
    def places(phrase: object) -> set[str]:
        return {place for text in texts(phrase) for place in re.findall(r"{(\w+)}", text)} - {"count"}

    english, own = tables("en"), tables(language)

    differing = [
        f"{section}.{key}"
        for section, table in english.items()
        for key, phrase in table.items()
        if places(phrase) != places(own[section][key])
    ]

    assert differing == []


def test_every_phrase_is_said_somewhere_and_every_phrase_said_is_there() -> None:
    sources = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted([*FOLDER.glob("*.py"), *FOLDER.glob("templates/*.html")])
    )
    written = set(re.findall(r"""["']([a-z]+\.[a-z_-]*)(?=["'{])""", sources))
    begun = tuple(key for key in written if key.endswith((".", "_")))

    unknown = {key for key in written - set(begun) if key.partition(".")[0] in tables("en") and key not in keys("en")}
    unused = {
        key for key in keys("en") - written if key.partition(".")[0] not in NAMED_BY_DATA and not key.startswith(begun)
    }

    assert unknown == set()
    assert unused == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_disposition_has_a_name(language: str) -> None:
    phrases = load_phrases(language)

    assert [kind for kind in DispositionKind if not phrases.has(f"disposition.{kind}")] == []


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 змін"), (1, "1 зміна"), (2, "2 зміни"), (5, "5 змін"), (11, "11 змін"), (21, "21 зміна"), (24, "24 зміни")],
)
def test_ukrainian_counts_in_three_forms(count: int, said: str) -> None:
    assert load_phrases("uk").say("count.changes", count) == said


def test_french_counts_nothing_in_the_singular() -> None:
    phrases = load_phrases("fr")

    assert phrases.say("count.changes", 0) == "0 modification"
    assert phrases.say("count.changes", 2) == "2 modifications"


@pytest.mark.parametrize(("tag", "language"), [("fr-FR", "fr"), ("UK", "uk"), ("de", "en"), ("", "en")])
def test_a_language_is_chosen_by_its_tag_and_english_answers_for_the_rest(tag: str, language: str) -> None:
    assert load_phrases(tag).language == language


@pytest.mark.parametrize(
    ("language", "number", "day"),
    [("en", "1,234,567", "20 Nov 2026"), ("fr", "1 234 567", "20 nov. 2026"), ("uk", "1 234 567", "20 лист. 2026")],
)
def test_numbers_and_days_are_written_as_the_language_writes_them(language: str, number: str, day: str) -> None:
    phrases = load_phrases(language)

    assert with_plain_spaces(phrases.number(1_234_567)) == number
    assert phrases.day(date(2026, 11, 20)) == day


def test_an_instant_is_told_in_utc() -> None:
    instant = datetime.fromisoformat("2026-11-20T02:04:00+02:00")

    assert load_phrases("en").moment(instant) == "20 Nov 2026 00:04"
    assert load_phrases("en").moment(datetime(2026, 1, 2, 3, 4, tzinfo=UTC)) == "2 Jan 2026 03:04"


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0, "0 minutes"), (90, "1 minute"), (3600, "1 hour"), (9000, "2 hours 30 minutes"), (237_600, "2 days 18 hours")],
)
def test_a_duration_is_told_in_its_two_largest_units(seconds: int, told: str) -> None:
    assert load_phrases("en").duration(seconds) == told


@pytest.mark.parametrize(
    ("language", "told", "said"),
    [
        ("en", "−8.3 %", "−8.3 %"),
        ("fr", "−8.3 %", "−8,3 %"),
        ("uk", "+1 year", "+1 рік"),
        ("uk", "+3 years", "+3 роки"),
        ("fr", "−12 months", "−12 mois"),
        ("fr", "×10", "×10"),
        ("fr", "much more", "much more"),
    ],
)
def test_the_size_of_a_change_is_said_in_the_interface_language(language: str, told: str, said: str) -> None:
    assert with_plain_spaces(load_phrases(language).delta(told)) == said


def test_facts_put_into_a_phrase_are_never_read_as_one() -> None:
    said = load_phrases("en").say("index.watched", phrase="{count} {0.__class__} {{7*7}}")

    assert said == "watched phrase: {count} {0.__class__} {{7*7}}"
