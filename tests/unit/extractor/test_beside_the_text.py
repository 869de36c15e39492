"""What stands beside the container and was written with the text is read; what the site put there is not."""

from __future__ import annotations

import pytest

from statediff.extractor import read

LEAD = "The two ministries met on Monday to review their work on air defence and on the training of crews."
REST = "A working group meets every month, reports to both ministers and publishes its minutes within ten days."
CAPTION = "The minister at the border post of Vilshany"


def texts_of(markup: str, *, title: str = "Statement on the border", generator: str = "") -> list[str]:
    head = f"<title>{title}</title><meta name='generator' content='{generator}'>"
    page = f"<html lang='en'><head>{head}</head><body>{markup}</body></html>"
    return [block.text for block in read(page.encode(), "text/html; charset=utf-8").wording.blocks]


def test_the_caption_of_a_picture_beside_the_text_is_wording() -> None:
    picture = f"<div class='ce-gallery'><figure><img src='a.jpg'><figcaption>{CAPTION}</figcaption></figure></div>"
    body = f"<div class='ce-bodytext'><p>{LEAD}</p><p>{REST}</p></div>"

    found = texts_of(f"<h1>Statement on the border</h1><div>{picture}{body}</div>", generator="TYPO3 CMS")

    assert found == ["Statement on the border", CAPTION, LEAD, REST]


def test_a_caption_named_only_by_its_class_is_wording_too() -> None:
    picture = f"<div class='captioned-image'><img src='a.jpg'><div class='caption'><div>{CAPTION}</div></div></div>"
    head = "<div class='article-header'><h1>Statement on the border</h1></div>"
    body = f"<div class='article-content'><div><p>{LEAD}</p><p>{REST}</p><p>{LEAD[:-1]}, too.</p></div></div>"

    found = texts_of(f"<div class='wrap'><div class='menu'>Home</div><div>{picture}{head}{body}</div></div>")

    assert CAPTION in found


def test_captions_of_other_pages_pictures_are_none_of_the_text() -> None:
    card = (
        "<figure><a href='/{0}'><img src='{0}.jpg'><figcaption>Another page of the site {0}</figcaption></a></figure>"
    )
    cards = "".join(card.format(number) for number in range(3))
    body = f"<div class='ce-bodytext'><p>{LEAD}</p><p>{REST}</p></div>"

    found = texts_of(f"<h1>Statement on the border</h1><div>{body}<div>{cards}</div></div>", generator="TYPO3 CMS")

    assert found == ["Statement on the border", LEAD, REST]


@pytest.mark.parametrize(
    "box",
    [
        "<div class='share-of-costs'>{}</div>",
        "<div class='related-measures'>{}</div>",
        "<div class='sidebar-note'>{}</div>",
        "<aside>{}</aside>",
    ],
)
def test_a_sentence_between_two_paragraphs_is_wording_whatever_its_box_is_called(box: str) -> None:
    sentence = "Each Party bears 25 per cent of the cost of the programme."
    boxed = box.format(f"<p>{sentence}</p>")

    found = texts_of(f"<div class='t1'><h1>Statement</h1><p>{LEAD}</p>{boxed}<p>{REST}</p></div>")

    assert found == ["Statement", LEAD, sentence, REST]


@pytest.mark.parametrize(
    "markup",
    [
        "<div class='share'>Share this page with your friends and colleagues: <a href='/s'>here</a>.</div>",
        "<div class='related'><p>Read also what the Ministry said on <a href='/2'>Tuesday</a>.</p></div>",
        "<div class='newsletter'><p>Get our letters, once a week and free of charge.</p><button>Go</button></div>",
    ],
)
def test_what_leads_elsewhere_between_two_paragraphs_is_none(markup: str) -> None:
    found = texts_of(f"<div class='t1'><h1>Statement</h1><p>{LEAD}</p>{markup}<p>{REST}</p></div>")

    assert found == ["Statement", LEAD, REST]


@pytest.mark.parametrize("name", ["baslik", "title", "news-title", "titulo", "detail-title"])
@pytest.mark.parametrize("headline", ["No: 44, statement on the parcels", "No: 45, statement on the parcels"])
def test_a_headline_without_a_heading_is_read_even_where_the_title_says_another(name: str, headline: str) -> None:
    body = f"<div class='metin'><p>{LEAD}</p><p>{REST}</p></div>"
    markup = f"<table><tr><td><div><div class='{name}'>{headline}</div>{body}</div></td></tr></table>"

    found = texts_of(markup, title="No: 44, statement on the parcels / Ministry")

    assert found == [headline, LEAD, REST]


def test_a_heading_by_its_role_is_a_heading() -> None:
    text = f"<div role='article'><div>{LEAD}</div><div>{REST}</div><div>{LEAD[:-1]}, again.</div></div>"
    markup = f"<div role='main'><div role='heading' aria-level='1'>Statement on the border</div>{text}</div>"

    found = read(f"<html><body>{markup}</body></html>".encode(), "text/html").wording

    assert found.title == found.blocks[0].text == "Statement on the border"
    assert found.blocks[0].kind == "title"


def test_a_headline_that_the_title_repeats_with_the_name_of_the_site_is_read() -> None:
    markup = (
        f"<div><div class='x1'>发言人就有关问题答记者问</div><div class='x2'><p>{LEAD}</p><p>{REST}</p></div></div>"
    )

    found = texts_of(markup, title="发言人就有关问题答记者问_外交部")

    assert found == ["发言人就有关问题答记者问", LEAD, REST]


def test_dates_that_a_list_of_terms_explains_are_wording() -> None:
    terms = "<dl><dt>Area</dt><dd>Gulf of Finland</dd><dt>Valid until</dt><dd>24 May 2026, 18:00</dd></dl>"

    found = texts_of(f"<main><h1>Statement on the border</h1>{terms}<p>{LEAD}</p></main>")

    assert found[1:5] == ["Area", "Gulf of Finland", "Valid until", "24 May 2026, 18:00"]


def test_terms_that_tell_of_the_page_are_left_out_with_their_dates() -> None:
    terms = "<dl><dt>Published</dt><dd>24 May 2026</dd><dt>Views</dt><dd>1204</dd></dl>"

    found = texts_of(f"<main><h1>Statement on the border</h1>{terms}<p>{LEAD}</p></main>")

    assert found == ["Statement on the border", LEAD]


@pytest.mark.parametrize(
    "aside",
    [
        "<aside class='pullout'><p>{0}</p></aside>",
        "<aside><p>{0}</p></aside>",
        "<div class='sidebar-zitat'><p>{0}</p></div>",
    ],
)
def test_a_quotation_set_apart_amid_a_text_is_wording(aside: str) -> None:
    quotation = "“Our word is good.”"
    text = f"<p>{LEAD}</p>{aside.format(quotation)}<p>{REST}</p>"

    found = texts_of(f"<div><section id='main'><h1>Statement on the border</h1>{text}</section></div>")

    assert found == ["Statement on the border", LEAD, quotation, REST]


def test_a_quotation_set_apart_between_paragraphs_is_wording_on_a_page_of_divisions() -> None:
    text = f"<p>{LEAD}</p><aside><p>“We will not wait.”</p></aside><p>{REST}</p>"

    found = texts_of(f"<div class='x'><h1>Statement on the border</h1><div class='y'>{text}</div></div>")

    assert found == ["Statement on the border", LEAD, "“We will not wait.”", REST]


def test_the_selector_proposed_for_a_part_without_a_name_is_that_of_the_part_around_it() -> None:
    text = f"<main><div><div><p>{LEAD}</p><p>{REST}</p></div></div></main>"

    found = read(f"<html><body><div><a href='/'>Home</a></div>{text}</body></html>".encode(), "text/html")

    assert found.proposed_selector == "main"


def test_a_panel_of_tabs_is_wording_while_another_is_shown() -> None:
    tabs = f"<div role='tabpanel'><p>{LEAD}</p></div><div role='tabpanel' id='en' hidden><p>{REST}</p></div>"

    found = texts_of(f"<main><h1>Statement on the border</h1><p>{CAPTION} spoke.</p>{tabs}</main>")

    assert found[-2:] == [LEAD, REST]


def test_a_row_behind_a_question_to_the_reader_is_no_answer_to_it() -> None:
    table = "<table><tr><td>Date</td><td>Event</td></tr><tr><td>12 May</td><td>First note</td></tr></table>"
    asked = "<div><p>Was this page helpful?</p><button>Yes</button></div>"

    found = texts_of(f"<main><h1>Statement on the border</h1><p>{LEAD}</p>{asked}{table}</main>")

    assert found[-2:] == ["Date\tEvent", "12 May\tFirst note"]


@pytest.mark.parametrize(
    "furniture",
    [
        "<div class='wp-block-post-time-to-read'>2 хв</div>",
        "<div class='asset-ratings'><span class='rating-label'>3,8 de 5 (Media de 24 votos)</span></div>",
        "<div class='portlet-polls-display'><h2>Encuesta</h2><p>¿Cómo se informa?</p><p>Por la radio 41%</p></div>",
        "<div class='adv-banner'><a href='/b'><img src='b.jpg'></a><span>Субсидии: прием до 15 марта</span></div>",
        "<div class='live-status'>Live now · <b>1,284</b> watching</div>",
        "<div class='entry__tools'><a href='#p1'>Copy the address</a><a href='https://wa.me/'>WhatsApp</a></div>",
        "<p>نسخ الرابط</p>",
        "<p>スクロールできます</p>",
        "<section class='pagedetails'><h2>Page details</h2><a href='#'>Report a problem on this page</a></section>",
    ],
)
@pytest.mark.parametrize(
    "place", ["<h1>Statement</h1>{0}<p>{a}</p><p>{b}</p>", "<h1>Statement</h1><p>{a}</p><p>{b}</p>{0}"]
)
def test_what_publishing_systems_set_around_a_text_is_none_of_it(furniture: str, place: str) -> None:
    assert texts_of(f"<main>{place.format(furniture, a=LEAD, b=REST)}</main>") == ["Statement", LEAD, REST]


def test_columns_named_for_their_side_in_other_languages_are_none_of_the_text() -> None:
    left = "<div id='izq'><h2>Servicios</h2><ul><li><a href='#'>Notas de prensa</a></li><li>2026</li></ul></div>"
    right = "<div id='dcha'><div class='caja'><h3>Agenda</h3><p>Martes 13: Consejo de Ministros, 9:30 h</p></div></div>"

    found = texts_of(
        f"<div id='columnas'>{left}<div id='centro'><h1>Nota</h1><p>{LEAD}</p><p>{REST}</p></div>{right}</div>"
    )

    assert found == ["Nota", LEAD, REST]


def test_what_readers_wrote_in_parts_called_discussion_is_none_of_the_text() -> None:
    message = (
        "<article class='x-discussion'><div class='x-discussion-body'><div class='x-discussion-message'>"
        "<p>And the schools of the valley? Nobody answers there at all.</p></div></div></article>"
    )

    found = texts_of(
        f"<main><h1>Statement</h1><p>{LEAD}</p><p>{REST}</p><p>{LEAD}</p></main>"
        f"<div class='x-discussion-container'>{message}{message}</div>"
    )

    assert found == ["Statement", LEAD, REST, LEAD]


@pytest.mark.parametrize("grid", [("col-md-9", "col-md-3"), ("span8", "span4"), ("large-8 columns", "large-4 columns")])
def test_a_narrow_column_of_headed_boxes_beside_the_marked_text_is_none_of_it(grid: tuple[str, str]) -> None:
    wide, narrow = grid
    rates = "<section><h2>Rates</h2><table><tr><th>USD</th><td>25.940</td><td>26.330</td></tr></table></section>"
    poll = "<section><h2>Poll</h2><p>How do you like this portal?</p><ul><li>Much (41%)</li></ul></section>"
    body = f"<h1>Statement</h1><p>{LEAD}</p><p>{REST}</p><p>{LEAD}</p><p>{REST}</p>"

    columns = f"<div class='{wide}'>{body}</div><div class='{narrow}'>{rates}{poll}</div>"

    found = texts_of(f"<div role='main'><div class='row'>{columns}</div></div>")

    assert found == ["Statement", LEAD, REST, LEAD, REST]


def test_a_narrow_column_with_a_paragraph_of_its_own_is_part_of_the_marked_text() -> None:
    box = f"<h2>Key facts</h2><p>{REST}</p><h2>Contact</h2>"

    found = texts_of(
        f"<div role='main'><div class='row'><div class='col-md-8'><h1>Statement</h1><p>{LEAD}</p><p>{LEAD}</p></div>"
        f"<div class='col-md-4'>{box}</div></div></div>"
    )

    assert REST in found


@pytest.mark.parametrize(
    "around",
    [
        "<main><article>{text}</article><aside>{hours}</aside></main>",
        "<main>{text}<div class='sidebar'>{hours}</div></main>",
        "<main>{text}<div class='widget'>{hours}</div></main>",
    ],
)
def test_the_hours_of_an_office_beside_the_text_are_no_sentence_of_it(around: str) -> None:
    hours = "<div><h2>Press office</h2><p>Phone: (202) 555-0143<br>Monday-Friday, 8 a.m. - 6 p.m.</p></div>"
    text = f"<h1>Statement</h1><p>{LEAD}</p><p>{REST}</p>"

    found = texts_of(around.format(text=text, hours=hours))

    assert found == ["Statement", LEAD, REST]


@pytest.mark.parametrize(
    "sentence",
    [
        "The agreement was concluded with the consent of the U.S.",
        "The trains to Chop and Uzhhorod will run again from 6 p.m.",
        "The border posts will be open from 8 a.m. to 6 p.m.",
    ],
)
def test_a_sentence_that_ends_with_an_abbreviation_is_text_whatever_its_part_is_called(sentence: str) -> None:
    found = texts_of(
        f"<main><h1>Statement</h1><p>{LEAD}</p><div class='sidebar'><p>{sentence}</p></div><p>{REST}</p></main>"
    )

    assert found == ["Statement", LEAD, sentence, REST]
