"""What asks the reader, or leads to other pages, goes where it stands beside the text, in many languages."""

# ruff: noqa: E501 - each invented page stands on one line

from __future__ import annotations

import pytest

from statediff.extractor import read
from statediff.model import Rules

LEAD = "The two ministries met on Monday to review their work on air defence and on the training of crews."
REST = "A working group meets every month, reports to both ministers and publishes its minutes within ten days."


def texts_after(markup: str) -> list[str]:
    page = f"<html><body><main><h1>Joint statement</h1><p>{LEAD}</p><p>{REST}</p>{markup}</main></body></html>"
    return [block.text for block in read(page.encode(), "text/html; charset=utf-8").wording.blocks[3:]]


def texts_amid(markup: str) -> list[str]:
    page = f"<html><body><main><h1>Joint statement</h1><p>{LEAD}</p>{markup}<p>{REST}</p></main></body></html>"
    return [block.text for block in read(page.encode(), "text/html; charset=utf-8").wording.blocks[2:-1]]


@pytest.mark.parametrize(
    "question",
    [
        "Was this page helpful?",
        "Did you find what you were looking for?",
        "Чи була ця сторінка корисною?",
        "Полезна ли эта информация?",
        "¿Le ha resultado útil esta página?",
        "Czy ta strona była pomocna?",
        "Questa pagina ti è stata utile?",
        "هل كانت هذه الصفحة مفيدة؟",
        "Waren diese Informationen hilfreich?",
        "Cette page vous a-t-elle été utile ?",
        "Esta página foi útil para você?",
        "这个页面对您有帮助吗？",
        "このページは役に立ちましたか？",
        "Bu sayfa faydalı oldu mu?",
        "האם המידע היה שימושי?",
        "Hade du nytta av informationen på sidan?",
        "Oliko tästä sivusta hyötyä?",
        "Ήταν χρήσιμη αυτή η σελίδα;",
        "Byla tato stránka užitečná?",
        "A fost utilă această pagină?",
        "이 페이지가 도움이 되었습니까?",
    ],
)
@pytest.mark.parametrize(
    "shape", ["<h2>{}</h2><button>+</button>", "<p>{}</p>", "<div>{}</div><div>Yes</div><div>No</div>", "<div>{} <span>Yes</span></div>"]
)  # fmt: skip
def test_a_question_to_the_reader_is_no_wording(question: str, shape: str) -> None:
    assert texts_after(shape.format(question)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Was this treaty useful to the coast towns in the 40 years since?",
        "Did you find what the council promised in 2014 fulfilled?",
        "Чи була ця угода корисною громадам?",
        "War diese Verordnung hilfreich?",
    ],
)
def test_a_question_of_the_text_stays(sentence: str) -> None:
    assert texts_after(f"<p>{sentence}</p>") == [sentence]


def test_short_answers_of_the_text_stay_behind_its_own_question() -> None:
    found = texts_after("<p>Will the port open in May?</p><p>Yes</p>")

    assert found == ["Will the port open in May?", "Yes"]


@pytest.mark.parametrize(
    "markup",
    [
        "<p>« Previous: <a href='/1'>Ministers open the centre</a></p>",
        "<div><a href='/1'>« Ministers open the centre</a></div>",
        "<p><a href='/1'>« Ministers open the centre</a> <a href='/2'>Harbour review published »</a></p>",
        "<p>上一篇：<a href='/1'>部长出席培训中心开幕式</a></p>",
        "<p>Попередня новина: <a href='/1'>Міністерка відкрила центр</a></p>",
        "<div><a href='/1'>Önceki haber: Bakan merkezi açtı</a></div>",
        "<div>Home | About us | Contact</div>",
        "<div><a href='/'>Home</a> | <a href='/a'>About us</a> | <a href='/c'>Contact</a></div>",
        "<div>Головна | Новини | Контакти</div>",
        "<p>© 2026 Ministry of the Coast. All rights reserved.</p>",
        "<p>© Ministry of the Coast</p>",
        "<p>版权所有 © 2026 国防部</p>",
        "<p>版权所有 国防部</p>",
        "<div class='k'><h2>À consulter également</h2><a href='/1'>Déplacement au port</a><a href='/2'>Entretien</a></div>",
        "<div class='k'><a href='/1'>Visit to the harbour</a><a href='/2'>Talks with the minister</a></div>",
        "<div><div class='c'><h4><a href='/1'>Ministers open the centre</a></h4><b>4.5.2026</b></div><div class='c'><h4><a href='/2'>Harbour review</a></h4><b>3.5.2026</b></div></div>",
        "<dl><dt>hit</dt><dd>842</dd><dt>Page views:</dt><dd>1,204</dd></dl>",
    ],
)
def test_ways_to_other_pages_are_no_wording(markup: str) -> None:
    assert texts_after(markup) == []


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p><a href='/1'>Annex 1</a> | <a href='/40'>Annex 40</a></p>", "Annex 1 | Annex 40"),
        ("<p><a href='/treaty.pdf'>Treaty</a> | <a href='/map.pdf'>Map</a></p>", "Treaty | Map"),
        ("<p>© claims of 40 authors settled.</p>", "© claims of 40 authors settled."),
        ("<p>Copyright law changes on 3 March.</p>", "Copyright law changes on 3 March."),
        ("<p>« <a href='/1'>The port is open to all ships</a> »</p>", "« The port is open to all ships »"),
        ("<div>Next: <a href='/1'>the vote</a> of the 40 members on the treaty</div>", "Next: the vote of the 40 members on the treaty"),
        ("<div>Kyiv | Warsaw | Vilnius</div>", "Kyiv | Warsaw | Vilnius"),
        ("<p>Home | About us | Contact</p>", "Home | About us | Contact"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("texts", [texts_after, texts_amid])
def test_what_only_looks_like_a_way_elsewhere_stays(texts: object, markup: str, text: str) -> None:
    assert callable(texts)

    assert texts(markup) == [text]


def test_a_counter_laid_out_in_one_cell_with_a_headline_is_left_out_of_it() -> None:
    page = (
        "<table><tr><td><font><b>Communiqué of the three ministers</b></font><br><font>03.11.2026 | {} views</font>"
        f"<br><br>{LEAD}<br><br>{REST}</td></tr></table>"
    )

    first, second = (read(page.format(views).encode(), "text/html; charset=utf-8").wording for views in (9220, 9231))

    assert first.text == second.text
    assert "Communiqué of the three ministers" in first.text


@pytest.mark.parametrize("inner", ["", "<input type='hidden' name='token'>", "<input type='hidden' name='__VIEWSTATE'><input name='q'>"])  # fmt: skip
@pytest.mark.parametrize("outer", ["<main><article>{}</article></main>", "<div class='a'><div>{}</div></div>"])
def test_paragraphs_in_a_form_that_asks_for_nothing_are_text(outer: str, inner: str) -> None:
    form = f"<form action='/x'>{inner}<p>The programme has a value of 120 million euros.</p></form>"
    page = outer.format(f"<h1>Joint statement</h1><p>{LEAD}</p>{form}<p>{REST}</p>")

    found = read(page.encode(), "text/html; charset=utf-8").wording

    assert "120 million" in found.text


def test_a_form_that_asks_for_an_address_is_no_text() -> None:
    form = (
        "<form><p>Get every statement of the ministry by mail on the day on which it is published here.</p>"
        "<p>You can end your subscription whenever you like, with the link at the end of each mail.</p>"
        "<input type='email' name='to'></form>"
    )

    found = texts_after(f"<p>{REST} Again and again.</p><p>{LEAD} They met twice.</p>{form}")

    assert found == [f"{REST} Again and again.", f"{LEAD} They met twice."]


@pytest.mark.parametrize("tag", ["s", "del", "strike"])
def test_struck_figures_are_kept_apart_from_those_beside_them(tag: str) -> None:
    found = texts_after(f"<p>The value is <{tag}>12</{tag}> 15 million euros.</p>")

    assert found == ["The value is ~~12~~ 15 million euros."]


def test_who_is_quoted_stays_whatever_the_name_is_called() -> None:
    found = texts_after(
        "<div class='quote'><blockquote>We will not accept any delay.</blockquote>"
        "<cite class='quote__author'>Anna Lind, Minister</cite></div>"
        "<blockquote>It is a start.</blockquote><p class='author'>Tom Ash, Minister</p>"
    )

    assert found[1::2] == ["Anna Lind, Minister", "Tom Ash, Minister"]


def test_terms_and_definitions_of_the_text_stay() -> None:
    found = texts_after("<dl><dt>Launchers</dt><dd>842</dd><dt>Entry into force</dt><dd>3 March 2026</dd></dl>")

    assert found == ["Launchers", "842", "Entry into force", "3 March 2026"]


def test_an_age_that_only_a_style_sheet_sets_apart_is_left_out() -> None:
    def text(markup: str) -> str:
        page = f"<main>{markup}<p>{LEAD}</p><p>{REST}</p></main>"
        return read(page.encode(), "text/html; charset=utf-8").wording.text

    assert "ago" not in text("<h1>Joint statement<span>3 hours ago</span></h1>")
    assert "views" not in text("<p><span>842 views</span>The two ministries met.</p>")
    assert "40 views" in text("<p><span>40 views</span> were put forward in the debate.</p>")
    assert "2 hours ago" in text("<p>The talks ended <b>2 hours ago</b></p>")


def test_a_path_of_links_that_ends_in_the_headline_is_left_out_also_under_a_banner() -> None:
    page = (
        "<html><head><title>Joint statement</title></head><body><main><div><p>Important: this site will not be "
        "available on Sunday from 2 to 6 in the morning because of maintenance.</p></div><div><a href='/'>Home</a> "
        f"&gt; ... &gt; <span>Joint statement</span></div><h1>Joint statement</h1><p>{LEAD}</p><p>{REST}</p></main>"
    )

    found = [block.text for block in read(page.encode(), "text/html; charset=utf-8").wording.blocks]

    assert found == ["Joint statement", LEAD, REST]


def test_a_box_beside_the_text_in_which_nothing_can_be_clicked_is_text() -> None:
    page = (
        f"<main><article><h1>Joint statement</h1><p>{LEAD}</p><aside><h2>Figures</h2><ul><li>Grain: 1.2</li>"
        f"<li>Ships: 18</li></ul></aside><p>{REST}</p></article><aside><h2>Related</h2><a href='/1'>Visit</a></aside></main>"
    )

    found = [block.text for block in read(page.encode(), "text/html; charset=utf-8").wording.blocks]

    assert found == ["Joint statement", LEAD, "Figures", "Grain: 1.2", "Ships: 18", REST]


@pytest.mark.parametrize("outer", ["<main>{}</main>", "<div id='a'><div id='b'>{}</div></div>"])
def test_a_short_sentence_beside_the_part_with_most_text_is_read(outer: str) -> None:
    page = outer.format(
        f"<h1>Joint statement</h1><div class='tabs'><p>{LEAD}</p><p>{REST}</p></div><p>The vote was 12 to 3.</p>"
    )

    assert read(page.encode(), "text/html; charset=utf-8").wording.text.endswith("The vote was 12 to 3.")


def test_a_date_under_a_heading_of_the_text_is_text_also_at_its_beginning() -> None:
    page = (
        f"<main><h1>Corridor</h1><p>5 May 2026</p><h2>Opening</h2><p>14 May 2026</p><h2>Terms</h2><p>{LEAD}</p></main>"
    )

    found = [block.text for block in read(page.encode(), "text/html; charset=utf-8").wording.blocks]

    assert found == ["Corridor", "Opening", "14 May 2026", "Terms", LEAD]


def test_what_only_points_elsewhere_is_left_out_of_a_selected_part_too() -> None:
    alert = (
        "<div class='x'><p>Important: this site will not be available on Sunday from 2 to 6 in the morning.</p></div>"
    )
    teaser = "<div><a href='/n'><h4>Ministers open the training centre</h4><span>They spoke of ships.</span></a></div>"
    page = (
        f"<html><head><title>Joint statement</title></head><body><main>{alert}<h1>Joint statement</h1><p>{LEAD}</p>"
        f"{teaser}<p>{REST}</p></main></body></html>"
    )

    found = read(page.encode(), "text/html; charset=utf-8", rules=Rules(select=("main",))).wording

    assert [block.text for block in found.blocks] == ["Joint statement", LEAD, REST]
