"""Pieces: letters that are pointed at inside one word that became another."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from statediff import render
from statediff.differ import diff


def marked(old: str, new: str, language: str) -> list[str]:
    page = BeautifulSoup(render(diff(old, new, language=language)), "lxml")
    return [f"{tag.parent.name if tag.parent else ''}: {tag.get_text()}" for tag in page.select(".inl .l")]


@pytest.mark.parametrize(
    ("old", "new", "language", "letters"),
    [
        ("They signed the treaty today.", "They signed the treaties today.", "en", ["del: y", "ins: ies"]),
        ("Про угоду писали.", "Про угоди писали.", "uk", ["del: у", "ins: и"]),
        ("Les accords signés hier.", "Les accords signé hier.", "fr", ["del: s"]),
    ],
)
def test_the_letters_that_differ_are_pointed_at_inside_the_words_mark(
    old: str, new: str, language: str, letters: list[str]
) -> None:
    assert marked(old, new, language) == letters


@pytest.mark.parametrize(
    ("old", "new", "language"),
    [
        ("It has 1,200 boats.", "It has 1,100 boats.", "en"),
        ("It flies F-16s now.", "It flies F-15s now.", "en"),
        ("The cat sleeps.", "The big cats sleep.", "en"),
        ("وقع الوزير الاتفاق.", "وقع الوزير الاتفاقات.", "ar"),
    ],
)
def test_numbers_passages_and_letters_that_join_are_marked_whole(old: str, new: str, language: str) -> None:
    assert marked(old, new, language) == []


def test_before_after_and_the_numbers_stay_as_they_were() -> None:
    page = BeautifulSoup(render(diff("The treaty holds.", "The treaties holds.", language="en")), "lxml")

    mark = page.select_one(".inl .chg")
    assert mark is not None
    assert mark.get_text() == "[removed:\u00a0treaty] [inserted:\u00a0treaties]1"
    assert [tag.get_text() for tag in page.select(".index .no")] == ["1"]
