"""The phrases and vendors of the data files: all in normal words, none that matches everything."""

from __future__ import annotations

import re

import pytest

from statediff.fetcher.vendors import find_mark, find_trace, find_words, name_vendor
from statediff.fetcher.vocabulary import STAND_INS, normal_words, read_data, read_phrases, spellings

PHRASES = [
    (kind, language, place, phrase)
    for kind, tables in read_data("phrases.toml").items()
    for language, table in tables.items()
    for place in ("titles", "openings")
    for phrase in table[place]
]


def test_phrases_stand_in_normal_words() -> None:
    plain = [(phrase, re.sub(r"\\[bdswSWd]|\{[\d,]+\}", "", phrase)) for *_, phrase in PHRASES]

    odd = [phrase for phrase, words in plain if words != words.casefold() or set(words) & set("’',;!-")]

    assert not odd


def test_no_phrase_matches_everything() -> None:
    patterns = [(phrase, re.compile(phrase)) for *_, phrase in PHRASES]
    sentences = (
        "",
        "statement by the ministry of foreign affairs",
        "заява міністерства",
        "déclaration",
        "بيان",
        "声明",
    )

    loose = [phrase for phrase, pattern in patterns if any(pattern.match(words) for words in sentences)]

    assert not loose


def test_every_kind_has_phrases_and_no_other_kind_has() -> None:
    assert set(read_data("phrases.toml")) == set(STAND_INS)
    assert tuple(read_phrases()) == STAND_INS


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Oops! That page can’t be found.", "oops that page can t be found"),
        ("З'єднання  перервано…", "з єднання перервано"),
        ("عُذْراً، الصَّفحة", "عذرا الصفحة"),
        ("ПОДТВЕРДИТЕ, что вы не робот", "подтвердите что вы не робот"),
        ("Fußnote — Straße", "fussnote strasse"),
        ("", ""),
    ],
)
def test_words_are_normal(text: str, words: str) -> None:
    assert normal_words(text) == words


def test_numbers_and_apologies_are_taken_off_and_the_words_stay() -> None:
    assert "not found" in spellings("Oops! 404 - Not Found")
    assert spellings("404") == ("404",)
    assert "internal server error" in spellings("HTTP Status 500 – Internal Server Error")


def test_every_vendor_has_a_name_of_its_own_and_something_to_be_known_by() -> None:
    tables = read_data("vendors.toml")["vendor"]
    names = [table["name"] for table in tables]

    assert len(set(names)) == len(names)
    assert all(len(table) > 1 for table in tables)


@pytest.mark.parametrize(
    "text",
    ["", "The Ministry states that the parties agreed.", "<p>Заява міністерства</p>", "<script src=/a.js></script>"],
)
def test_no_vendor_is_known_by_plain_text(text: str) -> None:
    assert find_mark(text, "", is_server_error=False) is None
    assert find_words(text) is None
    assert find_trace(text) is None
    assert name_vendor((("Server", "nginx"),), text) is None


def test_markup_that_the_page_talks_about_is_no_mark() -> None:
    markup = "<p>The page set window._cf_chl_opt and went on.</p>"

    assert find_mark(markup, "The page set window._cf_chl_opt and went on.", is_server_error=False) is None
    assert find_mark(markup, "", is_server_error=False) is not None
