"""Sentences and dates are wording also under a heading, or in a form, that pages often use for something else."""

from __future__ import annotations

import pytest

from statediff.extractor import extract

LEAD = "The two ministries met on Monday to review their work on air defence and on the training of crews."
POINTS = "".join(
    f"<p>Point {number} says that the crews train in the north and report each month to the ministry of defence.</p>"
    for number in range(6)
)


def read(inner: str) -> str:
    return extract(f"<html lang='en'><main><article><h1>Statement</h1>{inner}</article></main></html>".encode()).text


@pytest.mark.parametrize(
    "heading", ["More information", "See also", "Related documents", "Voir aussi", "Читайте також", "Zum Thema"]
)
def test_unlinked_sentences_are_wording_whatever_heading_stands_over_them(heading: str) -> None:
    text = read(f"<p>{LEAD}</p><h2>{heading}</h2>{POINTS}")

    assert all(f"Point {number} " in text for number in range(6))
    assert heading in text


def test_links_under_such_a_heading_are_left_out_with_the_lines_about_them() -> None:
    cards = "".join(
        f"<div><a href='/{n}'>Another statement about boats, number {n}</a><p>What it says in a line of {n}.</p></div>"
        for n in range(3)
    )

    assert read(f"<p>{LEAD}</p><h2>See also</h2>{cards}") == read(f"<p>{LEAD}</p>")


def test_a_reference_to_a_paragraph_is_no_counter_of_readers() -> None:
    assert "Read §12(3)(b)." in read(f"<p>{LEAD}</p><p>Read §12(3)(b).</p>")


def test_a_date_that_is_all_a_page_says_is_wording() -> None:
    assert "15 March 2026" in read("<p>15 March 2026</p>")
