"""How much of a page is a web site's talk about itself."""

from __future__ import annotations

import re

import pytest

from answers import answer, compose_page
from statediff.fetcher.selftalk import find_self_talk, measure_self_talk
from statediff.fetcher.sight import Sight
from statediff.fetcher.vocabulary import normal_words, read_data

DATA = read_data("selftalk.toml")
TABLES = {name: table for name, table in DATA.items() if isinstance(table, dict)}
WORDS = [
    (name, group, word)
    for name, table in TABLES.items()
    for group in table
    if group != "unspaced"
    for word in table[group]
]


def talk(title: str, body: str) -> object:
    return find_self_talk(Sight(exchange=answer(compose_page(title, body))))


def test_words_of_self_talk_stand_in_normal_words() -> None:
    odd = [
        word
        for *_, word in WORDS
        if re.sub(r"\\w", "", word) != re.sub(r"\\w", "", word).casefold() or set(word) & set("’',;!-")
    ]

    assert not odd


@pytest.mark.parametrize("name", TABLES)
def test_a_language_has_words_of_every_group(name: str) -> None:
    assert all(TABLES[name][group] for group in ("things", "refusals", "troubles", "reader"))


def test_a_page_that_speaks_to_its_reader_of_its_own_trouble_is_self_talk() -> None:
    assert talk(
        "Oops", "<h1>Hm, our server is tired</h1><p>Please reload this page in a few minutes, or contact us.</p>"
    )


def test_a_refusal_and_a_trouble_are_told_apart() -> None:
    refusal = measure_self_talk(normal_words("Your request was blocked. Please verify that you are human."))
    trouble = measure_self_talk(normal_words("An error occurred on this site. Please try again later."))

    assert (refusal.is_refusal, trouble.is_refusal) == (True, False)


def test_a_statement_about_a_web_site_is_no_self_talk() -> None:
    body = "<h1>Portal attacked</h1><p>The Ministry's website was unavailable for two hours on Monday, police said.</p>"

    assert talk("Portal attacked", body) is None


def test_a_page_within_its_sites_menus_must_hold_more_of_it() -> None:
    body = "<p>Please check your request here. If it is complete, the office in Lviv answers within a week.</p>"
    menus = "<nav><a href=/a>News of the ministry and its agencies</a> <a href=/b>Documents and decrees</a></nav>"

    assert (talk("", body) is None, talk("", menus + body) is None) == (False, True)


@pytest.mark.parametrize("heading", ["Cookie policy", "Mentions légales", "Умови використання", "Barrierefreiheit"])
def test_what_a_site_publishes_about_itself_is_a_document(heading: str) -> None:
    body = (
        f"<h1>{heading}</h1><p>This website uses cookies. If you disable cookies in your browser, some pages fail.</p>"
    )

    assert talk("Ministry", body) is None


def test_no_words_are_no_self_talk() -> None:
    assert measure_self_talk("").whole == 0
    assert talk("", "<p></p>") is None
