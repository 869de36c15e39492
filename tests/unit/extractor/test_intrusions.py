"""What is put amid a statement, and differs from visit to visit, is no wording; the sentences around it are."""

# ruff: noqa: E501 - each intrusion stands on one line

from __future__ import annotations

import pytest

from statediff.extractor import extract

LEAD = "The two ministries met on Monday to review their work on air defence and on the training of crews."
INTENT = "They signed a letter of intent on the joint production of interceptor drones in both countries."
REST = "A working group meets every month, reports to both ministers and publishes its minutes within ten days."


def page(before: str = "", amid: str = "") -> bytes:
    return (
        "<html lang='en'><head><title>Joint statement - Ministry</title></head><body><header><a href='/'>Ministry</a></header>"
        f"<main><article><h1>Joint statement</h1>{before}<p>{LEAD}</p>{amid}<p>{INTENT}</p><p>{REST}</p></article></main></body></html>"
    ).encode()


PLAIN = extract(page())


@pytest.mark.parametrize(
    "markup",
    [
        "<div class='q1'><a href='/n/7'><h4>Harbour review published</h4><span>The report is out on Tuesday.</span></a></div>",
        "<a href='/n/7'><div><h3>Ambassador visits the shipyard</h3><p>A visit in pictures.</p></div></a>",
        "<p><strong>Related news:</strong> <a href='/n/3'>Ambassador visits the shipyard</a></p>",
        "<div class='q2'><h3>Related news</h3><div><a href='/1'>Support for coastal towns announced</a></div><div><a href='/2'>Harbour review published</a></div></div>",
        "<form action='/s'><h3>Subscribe to our newsletter</h3><label>Your e-mail <input type='email'></label><button>Go</button></form>",
        "<figure><img src='/i/1.jpg' alt='The week in pictures'></figure>",
        "<div role='dialog'><p>We use cookies that are needed for this site to work, and others to learn how it is used.</p></div>",
        "<div class='adsbygoogle banner'><a href='/go7'>New: museum night on Saturday</a></div>",
        "<div class='ad-banner'><p>Support our defenders: buy a calendar.</p></div>",
    ],
    ids=["teaser", "linked-card", "pointer", "related", "newsletter", "picture", "cookies", "advertisement", "ad"],
)
def test_what_is_put_between_two_paragraphs_is_no_wording(markup: str) -> None:
    wording = extract(page(amid=markup))

    assert wording.text == PLAIN.text


@pytest.mark.parametrize(
    "line",
    [
        "5 hours ago", "il y a 9 heures", "vor 12 Stunden", "5 годин тому", "hace 2 horas", "2 giorni fa", "3 dni temu",
        "منذ 5 ساعات", "1 204 views", "By Ann Lee and Tom Ash", "By Ann Lee, 12 March 2026", "令和8年5月11日",
        "2026-03-18 09:26 来源：交通部网站", "Publicado em 10/02/2026 10h00", "Publicerad 2 april 2026",
        "Ann Lee | Lyon | 8/05/2026", "Ann Lee / Tom Ash<br>Madrid · 27 OCT 2026 - 12:14 CET", "By Ann Lee @annlee", "by Ann Lee - ",
        "<a href='#'>A+</a><a href='#'>A-</a>", "<span class='font-size'>Normal Large Larger</span>",
        "Submitted on Mon, 2026-01-21 13:49", "November 28, 2026 -- Updated 0203 GMT (1003 HKT)",
    ],
)  # fmt: skip
def test_a_line_of_age_names_or_counts_before_the_text_is_no_wording(line: str) -> None:
    wording = extract(page(before=f"<p class='q3'>{line}</p>"))

    assert wording.text == PLAIN.text


@pytest.mark.parametrize(
    "line",
    [
        "By land and by sea, the embargo holds.",
        "Von der Leyen traf den Minister.",
        "The deadline is 5 May.",
        "Sources: the two ministries.",
        "Il y a un risque.",
    ],
)
def test_a_sentence_that_only_begins_like_such_a_line_is_wording(line: str) -> None:
    wording = extract(page(amid=f"<p>{line}</p>"))

    assert line in wording.text


def test_a_long_list_of_other_pages_behind_a_line_that_announces_it_is_no_wording() -> None:
    about = (
        "The review looks at the two harbours, at the roads that lead there, and at what both will cost until spring."
    )
    cards = "".join(f"<li><a href='/{n}'>Harbour review number {n} is published</a> {about}</li>" for n in range(9))
    behind = f"<div class='q'><p>You may also like these pages</p><ul>{cards}</ul></div>"

    assert extract(page().replace(b"</article>", f"</article>{behind}".encode())).text == PLAIN.text


def test_texts_that_break_off_under_headings_of_their_own_are_no_wording() -> None:
    cut = "<p>The review looks at the two harbours, at the roads that lead there, and at what both will...</p>"
    cards = "".join(
        f"<div class='item'><h3>Harbour review number {n}</h3>{cut}<div>2026-03-04 21:38</div></div>" for n in range(4)
    )
    long = f"<p>{LEAD} {INTENT} {REST}</p>" * 6

    wording = extract(page(amid=long).replace(b"</article>", f"<div class='slider'>{cards}</div></article>".encode()))

    assert "Harbour review" not in wording.text


def test_sections_that_end_in_dots_once_are_wording() -> None:
    sections = "".join(
        f"<div><h3>Step {n}</h3><p>Go on{'...' if n == 2 else ' to the next step.'}</p></div>" for n in range(4)
    )

    assert "Step 2" in extract(page(amid=sections)).text


@pytest.mark.parametrize(
    "behind",
    [
        "<div>Ja pamanāt kļūdu, iezīmējiet tekstu un spiediet Ctrl+Enter, lai to nosūtītu redaktoram!</div>",
        "<div>Якщо ви помітили помилку, виділіть її та натисніть Ctrl + Enter</div>",
        "<div><ul><li>京ICP备13028878号-6</li><li>京公网安备11010502032503号</li></ul></div>",
        "<div><h4>57 comments</h4></div>",
        "<div><h5>1032人参与308评论</h5></div>",
        "<div><div>116 876</div><div>4</div></div>",
        "<div>Read or share this story: https://min.example/1x3</div>",
        "<div><p>Harbour in pictures</p><p>Harbour in pictures</p><p>Harbour in pictures</p></div>",
        "<div class='foot'><p>The ministry of the coast, 12 Quay Street, answers letters on working days.</p></div>",
        "<div class='foot-two'><p>Reprints are allowed only with the name of this site beside them, on all pages.</p></div>",
    ],
)
def test_what_a_site_puts_behind_every_text_is_no_wording(behind: str) -> None:
    body = page().replace(b"</article>", f"</article>{behind}".encode())

    assert extract(body).text == PLAIN.text


def test_footnotes_in_a_part_that_is_named_for_the_foot_of_the_page_are_wording() -> None:
    note = (
        "<div class='foot-notes'><p>1. The letter of intent is dated 4 March and binds neither side to buy.</p></div>"
    )

    wording = extract(page().replace(b"</article>", f"{note}</article>".encode()))

    assert "binds neither side" in wording.text


@pytest.mark.parametrize(
    "amid",
    [
        "<h3>Update 3</h3>",
        "<h3>Comment 4</h3>",
        "<p>412</p>",
        "<h3>Votes in favour</h3><p>412</p>",
        "<p>Total:</p><p>412</p>",
    ],
)
def test_a_number_that_the_text_counts_is_wording(amid: str) -> None:
    last = amid.rpartition("</")[0].rpartition(">")[2]

    assert last in extract(page(amid=amid)).text


def test_a_number_under_the_last_heading_is_wording() -> None:
    behind = b"<h3>Votes in favour</h3><p>412</p></article>"

    assert "412" in extract(page().replace(b"</article>", behind)).text


@pytest.mark.parametrize("line", ["London / Paris", "Articles 3 | 4 | 5", "Yes | No", "For | Against | 12 abstained"])
def test_words_between_bars_amid_the_text_are_wording(line: str) -> None:
    wording = extract(page(amid=f"<p>{line}</p>"))

    assert line in wording.text


@pytest.mark.parametrize("target", ["/joint-statement.pdf", "/datasets/17"])
def test_what_a_button_of_the_text_says_is_wording(target: str) -> None:
    wording = extract(page(amid=f"<div><a class='btn' href='{target}'>View this dataset</a></div>"))

    assert "View this dataset" in wording.text
