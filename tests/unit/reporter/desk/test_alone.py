"""Alone: the blame page as one file, which links to nothing that is not there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from rows import write_source_row
from statediff.model import BlockKind
from statediff.reporter.desk.alone import write_blame
from statediff.reporter.desk.facts import BlameLine
from written import FIRST

LINES = (
    BlameLine(text="The first sentence.", kind=BlockKind.PARAGRAPH, version=1, since=1, at=FIRST),
    BlameLine(
        text="The fund will pay.",
        kind=BlockKind.PARAGRAPH,
        version=4,
        since=1,
        after=FIRST + timedelta(hours=5),
        at=FIRST + timedelta(hours=9),
        replaced="The fund may pay.",
        restored=1,
    ),
)


@pytest.mark.parametrize(
    ("language", "first"),
    [("en", "in these or other words, in v1"), ("fr", "en ces mots ou en d’autres, dans v1"), ("uk", "словами, у v1")],
)
def test_it_tells_where_a_sentence_first_stood(language: str, first: str) -> None:
    page = write_blame(write_source_row(), 4, LINES, language=language)

    assert page.count(first) == 1


def test_it_links_to_the_watched_page_and_to_nothing_else() -> None:
    page = BeautifulSoup(write_blame(write_source_row(url="https://mod.example/en"), 4, LINES, language="en"), "lxml")

    assert [str(link["href"]) for link in page.select("a[href]")] == ["#main", "https://mod.example/en"]


def test_an_address_that_is_no_address_is_not_linked() -> None:
    page = write_blame(write_source_row(url="javascript:alert(1)"), 4, LINES, language="en")

    assert "javascript:" not in page


def test_the_same_lines_are_the_same_bytes() -> None:
    pages = {write_blame(write_source_row(), 4, LINES, language="uk") for _ in range(2)}

    assert len(pages) == 1
