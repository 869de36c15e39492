"""Inventory: the word lists told back as they were read."""

from __future__ import annotations

from statediff.differ.inventory import Table, _table, take_inventory
from statediff.differ.lexicon import LANGUAGES, read
from statediff.differ.phrases import read_words
from statediff.differ.salience import ORDER


def entries(language: str, name: str) -> tuple[str, ...]:
    return next(table.entries for table in take_inventory([language]).tables if table.name == name)


def test_every_language_with_a_lexicon_is_told() -> None:
    inventory = take_inventory()

    assert list(dict.fromkeys(table.language for table in inventory.tables)) == list(LANGUAGES)
    assert inventory.labels == ORDER


def test_entries_are_told_as_they_were_read() -> None:
    assert "letter of intent" in entries("en", "commitment.3.act")
    assert "ne / pas" in entries("fr", "negation.pairs")
    assert "млрд = 1000000000" in entries("uk", "figures.scales")


def test_the_bundled_lists_raise_no_doubt() -> None:
    assert [(table.language, table.name, table.doubts) for table in take_inventory().tables if table.doubts] == []


def test_a_missing_comma_and_a_repeated_entry_are_noticed() -> None:
    table: Table = _table("en", "scope", ["only", "all", "only", "at least more than fewer than"])

    assert table.doubts == ("stands 2 times: only", "a comma may be missing: at least more than fewer than")


def test_a_language_without_a_lexicon_has_no_tables() -> None:
    assert take_inventory(["xx"]).tables == ()


def test_every_listed_word_survives_the_tokeniser() -> None:
    for language in LANGUAGES:
        for section in ("attribution", "scope", "pointers"):
            for phrase in read(language).get(section, {}).get("phrases", ()):
                assert all(read_words(phrase)), phrase
