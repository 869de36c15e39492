"""Chrome inside the text's own container goes; the text's own short, linked and dated lines stay."""

# ruff: noqa: E501 - each invented page stands on one line

from __future__ import annotations

import pytest

from statediff.extractor import read

LEAD = "The two ministries met on Monday to review their work on air defence and on the training of crews."
REST = "A working group meets every month, reports to both ministers and publishes its minutes within ten days."


def texts_of(markup: str) -> list[str]:
    page = f"<html><body><main><h1>Joint statement</h1><p>{LEAD}</p>{markup}<p>{REST}</p></main></body></html>"
    return [block.text for block in read(page.encode(), "text/html; charset=utf-8").wording.blocks[2:-1]]


def texts_before(markup: str) -> list[str]:
    page = f"<html><body><main><h1>Joint statement</h1>{markup}<p>{LEAD}</p><p>{REST}</p></main></body></html>"
    return [block.text for block in read(page.encode(), "text/html; charset=utf-8").wording.blocks[1:-2]]


def texts_after(markup: str) -> list[str]:
    page = f"<html><body><main><h1>Joint statement</h1><p>{LEAD}</p><p>{REST}</p>{markup}</main></body></html>"
    return [block.text for block in read(page.encode(), "text/html; charset=utf-8").wording.blocks[3:]]


@pytest.mark.parametrize(
    "line",
    [
        "Yes.",
        "12 May 2026",
        "14",
        "Kyiv, 3 March 2026",
        "More than 40 crews",
        "Effective date: 1 July 2026",
        "May",
        "三月",
    ],
)
def test_a_short_or_dated_line_of_the_text_stays(line: str) -> None:
    found = texts_of(f"<p>{line}</p>")

    assert found == [line]


def test_items_that_are_dates_stay() -> None:
    found = texts_of("<h2>Dates</h2><ul><li>3 March 2026</li><li>4 May 2026</li></ul>")

    assert found == ["Dates", "3 March 2026", "4 May 2026"]


@pytest.mark.parametrize(
    "line",
    [
        "Published 3 May 2026",
        "Last updated: 3 May 2026, 14:20",
        "Updated 5 minutes ago",
        "1,204 views",
        "Publié le 3 mai 2026 à 14 h 20",
        "Mis à jour il y a 5 minutes",
        "Опубліковано 5 лютого 2026 року о 14:20",
        "4 117 переглядів",
        "Stand: 02.03.2026",
        "نشر في 3 مارس 2026",
        "2026年3月2日",
        "Number of views (4099)/Comments (0)",
        "Published 2 March 2026<br>Last updated 4 March 2026 <a href='/h'>See all updates</a>",
        "Posted on 20 January 2026 by <a href='/a'>press office</a>",
    ],
)
def test_a_stamp_or_counter_before_the_text_is_no_wording(line: str) -> None:
    found = texts_before(f"<div>{line}</div>")

    assert found == []


def test_links_written_among_paragraphs_stay() -> None:
    found = texts_of(
        "<h2>Documents</h2><ul><li><a href='/a.pdf'>Treaty</a></li><li><a href='/b.pdf'>Annex</a></li></ul>"
    )

    assert found == ["Documents", "Treaty", "Annex"]


def test_whether_items_are_linked_does_not_matter_to_the_wording() -> None:
    items = ["Ministry of the Coast and Harbours", "Department of Fisheries", "Office of the Commissioner"]

    plain = texts_of("<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>")
    linked = texts_of("<ul>" + "".join(f"<li><a href='/x'>{item}</a></li>" for item in items) + "</ul>")

    assert plain == linked == items


@pytest.mark.parametrize(
    "heading",
    ["Related news", "À lire aussi", "Читайте також", "Weitere Meldungen", "Noticias relacionadas", "Leggi anche"],
)
def test_a_list_of_other_news_is_no_wording_whatever_its_class(heading: str) -> None:
    found = texts_after(
        f"<div class='x7'><h2>{heading}</h2><ul><li><a href='/1'>Minister visits the shipyard at the point</a></li>"
        "<li><a href='/2'>Budget for the coast guard announced</a><p>A line about it.</p></li></ul></div>"
    )

    assert found == []


def test_cards_of_other_statements_are_no_wording_however_long_their_lines() -> None:
    cards = "".join(
        f"<article><h3><a href='/{n}'>Another statement of the ministry, number {n}</a></h3><p>{LEAD} {n}</p></article>"
        for n in range(4)
    )

    assert texts_after(f"<section>{cards}</section>") == []


@pytest.mark.parametrize(
    "line",
    ["Share", "Print this page", "Partager sur Facebook", "Поділитися", "Nach oben", "Back to top", "© Ministry 2026"],
)
def test_machinery_of_the_page_is_no_wording(line: str) -> None:
    found = texts_after(f"<p>{line}</p>")

    assert found == []


def test_a_pointer_to_another_page_is_no_wording() -> None:
    found = texts_of("<p>Read also: <a href='/news/77'>The minister visits the shipyard</a></p>")

    assert found == []


def test_a_row_of_links_divided_by_bars_is_no_wording() -> None:
    found = texts_of("<p><a href='/1'>« Previous</a> | <a href='/0'>Contents</a> | <a href='/3'>Next »</a></p>")

    assert found == []


@pytest.mark.parametrize(
    "bar",
    [
        "Share: <a href='/f'>Facebook</a> <a href='/x'>X</a>",
        "شارك <a href='/f'>فيسبوك</a>",
        "Поділитися: <a href='/f'>Facebook</a>",
        "Sie sind hier: <a href='/'>Startseite</a>",
    ],
)
def test_a_bar_of_links_under_the_name_of_machinery_is_no_wording(bar: str) -> None:
    assert texts_before(f"<p>{bar}</p>") == []
    assert texts_after(f"<div>{bar}</div>") == []


@pytest.mark.parametrize(
    "note",
    [
        "Correction: an earlier version of this statement gave the sum as 46 million.",
        "Correction, 22 January 2026: the sum is 41 million.",
        "This article was amended on 3 May 2026 to name both ministers.",
        "Rectificatif : le montant est de 41 millions d'euros.",
        "Виправлення: у попередній версії було вказано іншу суму.",
        "Korrektur: In einer früheren Version stand eine andere Summe.",
    ],
)
@pytest.mark.parametrize("wrap", ["<p>{}</p>", "<aside><p>{}</p></aside>", "<div class='updated'>{}</div>"])
def test_a_note_of_correction_is_wording_wherever_it_stands(note: str, wrap: str) -> None:
    found = texts_of(wrap.format(note))

    assert found == [note]


def test_the_wording_names_its_correction() -> None:
    page = f"<main><h1>T</h1><p>{LEAD}</p><p>{REST}</p><p>Correction: the sum is 41 million.</p></main>"

    wording = read(page.encode()).wording

    assert wording.correction == "Correction: the sum is 41 million."


def test_a_box_of_text_in_an_aside_stays_and_one_that_points_elsewhere_goes() -> None:
    found = texts_of(
        "<aside><p>Note to editors: the figures are those of the treasury, as of the end of January.</p></aside>"
        "<aside><p><a href='/x'>Watch the press conference of the ministers in full on our channel</a></p></aside>"
    )

    assert found == ["Note to editors: the figures are those of the treasury, as of the end of January."]


def test_a_second_copy_for_small_screens_is_said_once() -> None:
    found = texts_of(f"<div class='mobile'><p>{LEAD}</p></div>")

    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies that are needed for this site only.",
        "Online: yesterday",
        "Sign up for our newsletter, the ministers said.",
    ],
)
def test_a_sentence_amid_text_that_begins_like_machinery_stays(line: str) -> None:
    found = texts_of(f"<p>{line}</p>")

    assert found == [line]


def test_items_of_the_text_that_are_named_like_machinery_stay() -> None:
    found = texts_of("<p>We publish on:</p><ul><li>Instagram</li><li>Telegram</li></ul>")

    assert found == ["We publish on:", "Instagram", "Telegram"]


def test_a_clause_that_stands_in_two_lists_is_read_twice() -> None:
    clause = "within the bounds of contracts that follow the recommendations of the commission in force"

    found = texts_of(f"<h2>A</h2><ul><li>{clause}</li></ul><h2>B</h2><ul><li>{clause}</li></ul>")

    assert found == ["A", clause, "B", clause]


def test_a_heading_at_the_end_stays_unless_what_stood_under_it_went() -> None:
    assert texts_after("<h2>Annex</h2>") == ["Annex"]
    assert texts_after("<h2>Elsewhere</h2><p>Share</p>") == []


def test_a_refrain_is_said_as_often_as_it_stands() -> None:
    found = texts_of("<p>We will not yield.</p><p>And again:</p><p>We will not yield.</p>")

    assert found == ["We will not yield.", "And again:", "We will not yield."]


def test_a_site_alert_before_the_headline_is_no_wording_and_a_withdrawal_is() -> None:
    alert = "Important: this site will not be available on Sunday from 2 to 6 because of maintenance."
    page = f"<main><div class='c1'><p>{alert}</p></div><section><h2>This guidance was withdrawn on 9 May 2026</h2></section>"
    page += f"<h1>Advice</h1><p>{LEAD}</p><p>{REST}</p></main>"

    texts = [block.text for block in read(f"<title>Advice</title>{page}".encode()).wording.blocks]

    assert texts == ["This guidance was withdrawn on 9 May 2026", "Advice", LEAD, REST]


def test_a_box_that_asks_to_join_is_no_wording() -> None:
    found = texts_of(
        "<div class='box'><h3>How it works</h3><p>Joining us has never been easier.</p>"
        "<a class='btn' href='/join'>Start free today</a></div>"
    )

    assert found == []


def test_everything_left_out_is_told_with_its_reason() -> None:
    page = f"<nav>Menu</nav><main><h1>T</h1><p>{LEAD}</p><p>{REST}</p><div class='share'>Share it</div></main>"

    reading = read(page.encode())

    assert [(item.reason, item.text) for item in reading.pruned] == [("<nav>", "Menu"), ("class share", "Share it")]
