"""What readers see of a statement is wording, whatever its markup is called."""

from __future__ import annotations

import pytest

from statediff.extractor import extract

LEAD = "The two ministries met on Monday to review their work on air defence and on the training of crews."
REST = "A working group meets every month, reports to both ministers and publishes its minutes within ten days."
BOX = "Leave zone 4 at once. Buses leave from 12 stops."


def read(
    inner: str, *, outer: str = "<main><article><h1>Statement</h1><p>{lead}</p>{inner}<p>{rest}</p></article></main>"
) -> str:
    markup = outer.format(lead=LEAD, rest=REST, inner=inner)
    return extract(f"<html lang='en'><body>{markup}</body></html>".encode()).text


@pytest.mark.parametrize(
    "inner",
    [
        f"<div class='alert alert-danger' role='alert'>{BOX}</div>",
        f"<div role='status'>{BOX}</div>",
        f"<aside><p>{BOX}</p></aside>",
        f"<aside class='pullquote'><p>{BOX}</p></aside>",
        f"<footer><p>{BOX}</p></footer>",
        f"<div role='complementary'><p>{BOX}</p></div>",
        f"<p class='related-measures'>{BOX}</p>",
        f"<div class='share-price'><p>{BOX}</p></div>",
        f"<div class='sidebar-quote'><p>{BOX}</p></div>",
        f"<div class='promo-box'><p>{BOX}</p></div>",
        f"<div class='widget-text'><p>{BOX}</p></div>",
    ],
)
def test_a_sentence_with_nothing_to_click_is_wording_whatever_its_part_is_called(inner: str) -> None:
    assert BOX in read(inner)


@pytest.mark.parametrize(
    "inner",
    [
        "<div class='promo-box'><p>Read our brochure about the training of crews.</p><a href='/b'>Open</a></div>",
        "<aside><h2>Related</h2><ul><li><a href='/a'>Another</a></li><li><a href='/b'>A third</a></li></ul></aside>",
        "<div class='newsletter-box'><p>Every Friday we send you the news of the week by electronic mail.</p></div>",
        "<div class='share-bar'><a href='#'>Share</a></div>",
        "<div class='modal'><p>We use cookies to measure how many people read the pages of this site.</p></div>",
    ],
)
def test_what_is_there_to_be_clicked_or_closed_is_left_out(inner: str) -> None:
    assert read(inner) == read("")


def test_a_header_amid_a_page_of_divisions_keeps_its_lead() -> None:
    outer = "<div class='page'><h1>Statement</h1>{inner}<div><p>{lead}</p><p>{rest}</p></div></div>"

    text = read(
        "<header><p class='lead'>Exactly 1,200 launchers will be delivered in the spring.</p></header>", outer=outer
    )

    assert "1,200" in text


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("It is worth 5<sup>1</sup> million euros.", "5¹ million"),
        ("It is worth 5<a href='#fn1'><sup>1</sup></a> million euros.", "5¹ million"),
        ("That is 10<sup>6</sup> shells.", "10⁶ shells"),
        ("On the 1<sup>er</sup> mars.", "1er mars"),
        ("The area is 40 m<sup>2</sup>.", "m²"),
    ],
)
def test_a_raised_digit_is_no_digit_of_the_figure_before_it(markup: str, expected: str) -> None:
    assert expected in read(f"<p>{markup}</p>")


def test_the_number_that_a_page_gives_to_an_item_is_wording() -> None:
    text = read(
        "<ol start='5'><li>The first point of this part.</li><li>The next.</li><li value='12'>The last.</li></ol>"
    )

    assert "5. The first point" in text
    assert "12. The last." in text
    assert "\n\nThe next." in text


def test_a_wall_laid_over_a_short_statement_is_no_wording() -> None:
    outer = "<main><h1>Statement</h1><p>{lead}</p></main>{inner}"
    wall = (
        "<div class='cmp-overlay modal'><div class='modal-body'><h2>Cookies</h2><p>We use cookies and similar means to"
        " measure how our pages are read, and share what we learn with our partners.</p><button>OK</button></div></div>"
    )

    assert read(wall, outer=outer) == read("", outer=outer)


def test_a_word_hidden_from_screen_readers_stays_in_its_sentence() -> None:
    assert "about 5 km from" in read(
        "<p>The bridge stands about <span aria-hidden='true'>5 km</span> from the town.</p>"
    )


def test_footnotes_in_an_aside_with_the_role_of_a_note_are_wording() -> None:
    notes = (
        "<aside class='wb-fnote' role='note'><h2 class='wb-inv'>Footnotes</h2><dl><dt>Footnote 1</dt><dd id='fn1'>"
        "<p>Includes advisories on public systems only.</p><p><a href='#fn1-rf'>Return</a></p></dd></dl></aside>"
    )

    assert "Includes advisories on public systems only." in read(notes)


def test_a_closed_part_behind_a_heading_that_opens_it_is_wording() -> None:
    closed = (
        "<section><h3><button aria-expanded='false'>What the grant pays for</button></h3>"
        "<div class='content' hidden><p>It pays for roofs, windows and floors, and never for books.</p></div></section>"
    )

    assert "It pays for roofs, windows and floors" in read(closed)


def test_a_page_about_polls_keeps_its_figures() -> None:
    poll = f"<div class='poll-results'><p>{BOX}</p><p>Of 1,200 people asked, 62 per cent agreed with it.</p></div>"

    assert "62 per cent agreed" in read(poll)
