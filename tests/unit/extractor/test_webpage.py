"""Which part of a page is read: the source's selectors, the pinned place, a known system, the automatic choice."""

# ruff: noqa: E501 - each invented page stands on one line

from __future__ import annotations

import pytest

from statediff.errors import ExtractionError, SelectorError
from statediff.extractor import extract, read
from statediff.model import BlockKind, Rules

LEAD = "The two ministries met on Monday to review their work on air defence and on the training of crews."
INTENT = "They signed a letter of intent on the joint production of interceptor drones in both countries."
REST = "A working group meets every month, reports to both ministers and publishes its minutes within ten days."


def page(*paragraphs: str, before: str = "", after: str = "", names: str = "text") -> bytes:
    inner = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<html lang='en'><head><title>Joint statement - Ministry</title></head><body>{before}<div class='{names}'>"
        f"<h1>Joint statement</h1>{inner}</div>{after}</body></html>"
    ).encode()


def test_a_selector_reads_what_it_finds_and_nothing_else() -> None:
    body = page(LEAD, REST, after="<div id='annex'><p>Annex A is short.</p></div>")

    reading = read(body, rules=Rules(select=("#annex",)))

    assert (reading.how, reading.wording.text) == ("select", "Annex A is short.")
    assert reading.automatic is not None
    assert LEAD in reading.automatic.text


def test_several_selectors_read_in_the_order_of_the_page_and_nothing_twice() -> None:
    body = page(LEAD, after="<p class='b'>second</p><div class='c'><p class='b'>third</p></div>")

    wording = extract(body, rules=Rules(select=(".c", "h1", ".b")))

    assert [block.text for block in wording.blocks] == ["Joint statement", "second", "third"]


def test_a_selector_may_name_what_is_chrome_elsewhere() -> None:
    body = page(LEAD, REST, after="<footer><div class='legal'><p>Issued by the press office.</p></div></footer>")

    wording = extract(body, rules=Rules(select=("footer .legal",)))

    assert wording.text == "Issued by the press office."


def test_remove_leaves_out_what_it_finds() -> None:
    body = page(LEAD, INTENT, REST)

    wording = extract(body, rules=Rules(remove=("p:nth-of-type(2)",)))

    assert [block.text for block in wording.blocks] == ["Joint statement", LEAD, REST]


@pytest.mark.parametrize("rules", [Rules(select=("div[",)), Rules(remove=("p:frobnicate",))])
def test_text_that_is_no_selector_is_refused(rules: Rules) -> None:
    with pytest.raises(SelectorError, match="no valid CSS selector"):
        read(page(LEAD), rules=rules)


@pytest.mark.parametrize("selector", [".nowhere", ".empty"])
def test_a_selector_that_finds_nothing_is_noted_and_never_an_empty_wording(selector: str) -> None:
    body = page(LEAD, REST, after="<div class='empty'> </div>")

    reading = read(body, rules=Rules(select=(selector,)))

    assert reading.wording.notes[:1] == ("layout-changed",)
    assert LEAD in reading.wording.text
    assert "automatic choice was read instead" in " ".join(reading.warnings)


def test_a_selector_whose_text_shrank_while_the_page_kept_it_is_noted() -> None:
    rules = Rules(select=(".text",))
    first = extract(page(LEAD, INTENT, REST), rules=rules)
    moved = page(after=f"<article class='new'><p>{LEAD}</p><p>{INTENT}</p><p>{REST}</p></article>")

    wording = extract(moved, rules=rules, pinned=first.container)

    assert "layout-changed" in wording.notes
    assert INTENT in wording.text


def test_a_selector_that_stands_still_while_the_page_moves_is_noted() -> None:
    rules = Rules(select=("h1",))
    first = extract(page(LEAD, INTENT, REST), rules=rules)

    wording = extract(page(LEAD, REST), rules=rules, pinned=first.container)

    assert "selector-silent" in wording.notes


def test_an_unchanged_page_gives_no_such_note() -> None:
    rules = Rules(select=("h1",))
    first = extract(page(LEAD, INTENT, REST), rules=rules)

    wording = extract(page(LEAD, INTENT, REST), rules=rules, pinned=first.container)

    assert wording.digest == first.digest
    assert wording.notes == first.notes


def test_the_pinned_place_is_read_again_beside_a_longer_newcomer() -> None:
    first = extract(page(LEAD, REST))
    newcomer = f"<div class='campaign'><p>{INTENT * 20}</p></div>"

    wording = extract(page(LEAD, REST, after=newcomer), pinned=first.container)

    assert wording.digest == first.digest
    assert "layout-changed" not in wording.notes


def test_a_lost_place_is_noted_and_the_text_found_elsewhere() -> None:
    first = extract(page(LEAD, REST))

    wording = extract(page(LEAD, REST, names="other"), pinned=first.container)

    assert "layout-changed" in wording.notes
    assert wording.digest == first.digest


def test_a_rebuilt_page_is_read_where_its_words_stand_now() -> None:
    more = f"<div class='{{}}'><h2>About the ministry</h2><p>{' '.join(['The ministry has four directorates.'] * 4)}</p></div>"
    first = extract(page(LEAD, INTENT, REST, names="text", after=more.format("related")))

    rebuilt = extract(page(LEAD, INTENT, REST, names="k7", after=more.format("k8")), pinned=first.container)
    edited = extract(
        page(LEAD, INTENT.replace("letter of intent", "treaty"), REST, names="k7", after=more.format("k8")),
        pinned=first.container,
    )

    assert rebuilt.digest == first.digest
    assert edited.text == first.text.replace("letter of intent", "treaty")


@pytest.mark.parametrize("names", ["a1", "article-body", "related-text", "node__content"])
def test_every_edit_of_the_statement_is_seen_from_the_pinned_place(names: str) -> None:
    first = extract(page(LEAD, INTENT, REST, names=names))

    edited = extract(
        page(LEAD, INTENT.replace("letter of intent", "treaty"), REST, names=names), pinned=first.container
    )
    shortened = extract(page(LEAD, REST, names=names), pinned=first.container)

    assert len({first.digest, edited.digest, shortened.digest}) == 3


def test_the_lead_between_headline_and_text_is_read() -> None:
    body = (
        f"<header><h1>Joint statement</h1><p>{LEAD}</p></header><main><div><p>{INTENT}</p><p>{REST}</p></div></main>"
    ).encode()

    wording = extract(body)

    assert [block.text for block in wording.blocks] == ["Joint statement", LEAD, INTENT, REST]


@pytest.mark.parametrize("wrap", ["<p>{}</p>", "<div class='note'><p>{}</p></div>", "<footer>{}</footer>"])
def test_a_note_of_correction_beside_the_pinned_place_is_read(wrap: str) -> None:
    note = "Correction, 5 May 2026: the drones are built in one country only."
    text = f"<div class='text'><p>{LEAD}</p><p>{INTENT}</p><p>{REST}</p></div>"
    first = extract(f"<article><h1>T</h1>{text}</article>".encode())

    above = extract(f"<article>{wrap.format(note)}<h1>T</h1>{text}</article>".encode(), pinned=first.container)
    below = extract(f"<article><h1>T</h1>{text}{wrap.format(note)}</article>".encode(), pinned=first.container)

    assert "div.text" in first.container
    assert (above.blocks[0].text, below.blocks[-1].text) == (note, note)
    assert above.correction == below.correction == note


def test_a_headline_outside_the_container_is_the_title() -> None:
    body = f"<title>Joint statement</title><div class='top'><h1>Joint statement</h1></div><article><p>{LEAD}</p><p>{REST}</p></article>"

    wording = extract(body.encode())

    assert (wording.blocks[0].kind, wording.blocks[0].text) == (BlockKind.TITLE, "Joint statement")


def test_parts_that_sound_like_chrome_and_hold_the_text_are_read() -> None:
    inner = "".join(f"<section class='cta-box'><h2>{n}.</h2><p>{LEAD} {n} {INTENT}</p></section>" for n in range(4))

    wording = extract(f"<main><h1>Joint statement</h1>{inner}</main>".encode())

    assert wording.text.count("letter of intent") == 4


@pytest.mark.parametrize("identifier", ["onetrust-consent-sdk", "CybotCookiebotDialog", "didomi-host", "cky-modal"])
def test_a_consent_dialogue_is_never_wording_however_long(identifier: str) -> None:
    partners = "".join(
        f"<p>Partner {n} stores an identifier on your device for as long as 365 days.</p>" for n in range(99)
    )

    wording = extract(page(LEAD, REST, after=f"<div id='{identifier}'>{partners}</div>"))

    assert [block.text for block in wording.blocks] == ["Joint statement", LEAD, REST]


@pytest.mark.parametrize(
    ("body", "name", "selector"),
    [
        (f"<main id='content'><div class='gem-c-title'><h1>T</h1></div><div class='gem-c-govspeak'><p>{LEAD}</p><p>{REST}</p></div></main>", "govuk", "div.gem-c-govspeak"),
        (f"<div class='usa-banner'>x</div><main id='main-content'><h1>T</h1><div class='usa-prose'><p>{LEAD}</p><p>{REST}</p></div></main>", "uswds", "div.usa-prose"),
        (f"<div class='fr-header'>x</div><main id='contenu'><h1>T</h1><p>{LEAD}</p><p>{REST}</p></main>", "dsfr", "#contenu"),
        (f"<meta name='generator' content='WordPress 6.6'><article><h1>T</h1><div class='entry-content'><p>{LEAD}</p><p>{REST}</p></div></article>", "wordpress", "div.entry-content"),
        (f"<meta name='generator' content='Plone - http://plone.org'><h1>T</h1><div id='content-core'><p>{LEAD}</p><p>{REST}</p></div>", "plone", "#content-core"),
        (f"<meta name='generator' content='TYPO3 CMS'><div class='news-single'><h1>T</h1><div itemprop='articleBody'><p>{LEAD}</p><p>{REST}</p></div></div>", "typo3", "div.news-single div"),
        (f"<meta name='generator' content='Joomla! - Open Source'><div class='item-page'><h1>T</h1><div class='com-content-article__body'><p>{LEAD}</p><p>{REST}</p></div></div>", "joomla", "div.com-content-article__body"),
        (f"<div data-drupal-selector='x'></div><main><article class='node node--view-mode-full'><h1>T</h1><p>{LEAD}</p><p>{REST}</p></article></main>", "drupal", "article.node"),
        (f"<div id='s4-workspace'><div id='DeltaPlaceHolderMain'><h1>T</h1><div class='ms-rtestate-field'><p>{LEAD}</p><p>{REST}</p></div></div></div>", "sharepoint", "div.ms-rtestate-field"),
        (f"<main><div class='aem-Grid'><h1>T</h1><div class='cmp-text'><p>{LEAD}</p><p>{REST}</p></div></div></main>", "aem", "main"),
        (f"<meta name='generator' content='Government Site Builder'><div id='content'><h1>T</h1><p>{LEAD}</p><p>{REST}</p></div>", "gsb", "#content"),
        (f"<div class='ep-a_text'><p>{LEAD}</p><p>{REST}</p></div>", "europarl", "div.ep-a_text"),
    ],
)  # fmt: skip
def test_a_publishing_system_is_known_by_its_own_marks(body: str, name: str, selector: str | None) -> None:
    reading = read(f"<html><body>{body}</body></html>".encode())

    assert reading.how == f"preset:{name}"
    assert LEAD in reading.wording.text
    assert reading.proposed_selector == selector


def test_a_place_of_several_parts_is_pinned_with_all_of_them() -> None:
    def body(last: str) -> bytes:
        parts = "".join(f"<div class='usa-prose'><p>{text}</p></div><hr>" for text in (LEAD, INTENT, last))
        return f"<div class='usa-banner'>x</div><main id='main-content'><h1>T</h1>{parts}</main>".encode()

    first = extract(body(REST))

    assert first.text.count("\n\n") == 3
    assert extract(body(REST), pinned=first.container) == first
    assert extract(body("Another end."), pinned=first.container).digest != first.digest


def test_a_block_that_an_editor_adds_beside_the_pinned_one_is_read() -> None:
    def body(*texts: str) -> bytes:
        blocks = "".join(f"<div class='text-block'><p>{text}</p></div>" for text in texts)
        return f"<html><body><div class='page'><div class='blocks'>{blocks}</div></div></body></html>".encode()

    first = extract(body(f"{LEAD} {REST}"))

    longer = extract(body(f"{LEAD} {REST}", INTENT), pinned=first.container)
    again = extract(body(f"{LEAD} {REST}", INTENT))

    assert INTENT in longer.text
    assert longer.digest == again.digest


def test_a_preset_may_be_named_and_must_exist() -> None:
    body = page(LEAD, after=f"<div class='entry-content'><p>{REST}</p></div>")

    reading = read(body, rules=Rules(preset="wordpress"))

    assert (reading.how, reading.wording.blocks[-1].text) == ("preset:wordpress", REST)
    with pytest.raises(ExtractionError, match="choose one of govuk"):
        read(body, rules=Rules(preset="nonesuch"))


def test_a_short_statement_says_so_and_a_selector_is_proposed() -> None:
    body = (
        f"<div class='menu-left'><a href='/'>News</a></div><div class='lead-text'><h1>Statement</h1><p>{LEAD}</p></div>"
    )

    reading = read(f"<html><body>{body}</body></html>".encode())

    assert "one-paragraph" in reading.wording.notes
    assert "name a selector" in reading.warnings[0]
    assert reading.proposed_selector == "div.lead-text"


@pytest.mark.parametrize("body", [f"<p>{LEAD}</p><p>{REST}</p>", f"{LEAD}<br><br>{REST}", f"<td>{LEAD}<td>{REST}"])
def test_a_fragment_without_a_page_around_it_is_read_whole(body: str) -> None:
    wording = extract(body.encode(), "text/html")

    assert " ".join(wording.text.split()) == f"{LEAD} {REST}"


def test_lists_of_links_stay_when_the_source_asks_for_them() -> None:
    listing = "<div class='list'>" + "".join(
        f"<p><a href='/{n}'>Statement number {n} of the year</a></p>" for n in range(5)
    )

    without = extract(page(LEAD, REST, after=f"{listing}</div>"), rules=Rules(select=("body",)))
    wording = extract(page(LEAD, REST, after=f"{listing}</div>"), rules=Rules(select=("body",), keep_links=True))

    assert "Statement number 4 of the year" not in without.text
    assert "Statement number 4 of the year" in wording.text


def test_reading_again_reads_the_same() -> None:
    body = page(LEAD, INTENT, REST, before="<nav>Menu</nav>")

    readings = [read(body, None, "https://ministry.example/") for _ in range(3)]

    assert readings[0] == readings[1] == readings[2]


def test_text_in_a_span_around_a_paragraph_is_as_much_text_as_in_any_other_part() -> None:
    lead = "<span class='lead'><h2>Opposition to the plan to close the two harbours is mounting, and with good reason.</h2></span>"
    text = "The ministry proposed the rule in May and asked both harbours for their view of it.<br><br>" * 4
    remark = (
        "<div class='box'><p>I side with the harbours on this one, and so does everybody whom I have asked.</p></div>"
    )
    page = f"<html><body><div class='a'><span class='text'>{lead}{text}</span></div><div class='b'>{remark}</div></body></html>"

    wording = extract(page.encode())

    assert "asked both harbours" in wording.text


def test_a_longer_list_of_short_news_beside_an_article_is_none_of_it() -> None:
    text = (
        "<p>The two ministries met on Monday to review their work on air defence and on the training of crews.</p>" * 5
    )
    item = "<li><p>Harbours. A strike of the pilots has closed both ports, and nobody expects them to open again before the weekend.</p></li>"
    page = (
        f"<html><body><div class='head'><a href='/'>Coast</a></div><div class='line'><div class='story'><h1>Joint statement</h1>{text}</div>"
        f"<div class='flow'><h2>As it happens</h2><ul>{item * 12}</ul></div></div></body></html>"
    )

    wording = extract(page.encode())

    assert "review their work" in wording.text
    assert "strike of the pilots" not in wording.text


def test_a_list_of_demands_in_a_part_behind_the_headline_and_lead_is_wording() -> None:
    lead = "<p>The two ministries met on Monday to review their work on air defence and on the training of crews.</p>"
    item = "<li>The ministry asks both harbours to publish their plans for the winter, and to say who is to pay for them.</li>"
    page = f"<html><body><div class='line'><div class='story'><h1>Joint statement</h1>{lead}</div><div class='flow'><ul>{item}{item}{item}</ul></div></div></body></html>"

    wording = extract(page.encode())

    assert "review their work" in wording.text
    assert "publish their plans" in wording.text


def test_an_aside_that_is_longer_than_the_article_beside_it_is_none_of_it() -> None:
    text = (
        "<p>The two ministries met on Monday to review their work on air defence and on the training of crews.</p>" * 5
    )
    item = "<li><p>Harbours. A strike of the pilots has closed both ports, and nobody expects them to open again before the weekend.</p></li>"
    page = (
        f"<html><body><div role='main'><section><article><h1>Joint statement</h1>{text}</article></section>"
        f"<aside id='live'><ul>{item * 12}</ul></aside></div></body></html>"
    )

    wording = extract(page.encode())

    assert "review their work" in wording.text
    assert "strike of the pilots" not in wording.text


def test_an_aside_that_holds_the_text_of_a_page_is_wording() -> None:
    text = (
        "<p>The two ministries met on Monday to review their work on air defence and on the training of crews.</p>" * 5
    )
    page = f"<html><body><article><h1>Joint statement</h1><p>By both of them.</p></article><aside><p>{text}</p></aside></body></html>"

    wording = extract(page.encode())

    assert "review their work" in wording.text


@pytest.mark.parametrize("end", ["</html>", "</body></html>", "</body></body>", "</BODY ></HTML >"])
def test_text_behind_an_end_of_the_page_that_is_none_is_wording(end: str) -> None:
    head = f"<html><head><title>Joint statement</title></head><body><div class='head'><a href='/'>Coast</a></div>{end}"
    text = "<p>The two ministries met on Monday to review their work on air defence and on the training of crews.</p>"
    page = f"{head}<div class='story'><h1>Joint statement</h1>{text}</div></body></html><!-- made at 10:00 -->"

    assert "review their work" in extract(page.encode()).text


def test_a_list_laid_out_as_columns_is_read_by_its_column_of_text() -> None:
    text = (
        "<p>The two ministries met on Monday to review their work on air defence and on the training of crews.</p>" * 3
    )
    side = "".join(
        f"<div class='hot'><span>{n}</span><a href='/{n}'>Harbour review number {n} is out</a> comments 9{n}</div>"
        for n in range(8)
    )
    page = (
        "<html><body><div class='top'><a href='/'>Coast</a></div><div class='wide'><ul class='two'>"
        f"<li class='left'><h3>Joint statement</h3><div class='all'>{text}</div></li><li class='right'><div>{side}</div></li></ul></div></body></html>"
    )

    wording = extract(page.encode())

    assert "review their work" in wording.text
    assert "comments" not in wording.text


def test_a_column_of_links_with_a_word_about_each_is_no_part_of_a_marked_text() -> None:
    text = (
        "<p>The two ministries met on Monday to review their work on air defence and on the training of crews.</p>" * 3
    )
    side = "<h4>Opinion</h4><h5>Ann Lee</h5><ul><li><a href='/1'>The harbours deserve a better plan than this one</a></li></ul><h5>Tom Ash</h5>"
    page = f"<html><body><div id='content'><div class='story'><h1>Joint statement</h1>{text}</div><div class='more'>{side}<p>See them all</p></div></div></body></html>"

    wording = extract(page.encode())

    assert "review their work" in wording.text
    assert "Tom Ash" not in wording.text


def test_articles_that_are_the_sections_of_one_text_are_read_together() -> None:
    text = (
        "<p>The council has approved the new hours of its offices after six months of trial in both quarters of the town.</p>"
        * 3
    )
    page = (
        "<html><body><main><div><h1>New office hours</h1><p>The offices open on Thursday afternoons, too.</p></div><section class='sections'>"
        f"<article class='page-section'><h4>What it is</h4>{text}</article><article class='page-section mt-5'><h4>When</h4><p>From 4 May 2026.</p></article>"
        "<article class='page-section mt-5'><h4>Costs</h4><p>None.</p></article></section></main></body></html>"
    )

    wording = extract(page.encode())

    assert [block.text for block in wording.blocks if block.kind is BlockKind.HEADING] == [
        "What it is",
        "When",
        "Costs",
    ]
    assert "From 4 May 2026." in wording.text


def test_articles_under_linked_headings_beside_a_text_are_none_of_it() -> None:
    text = (
        "<p>The council has approved the new hours of its offices after six months of trial in both quarters of the town.</p>"
        * 4
    )
    other = "<article class='post'><h3><a href='/2'>Harbour review is published</a></h3><p>The report came out on Tuesday.</p></article>"
    page = f"<html><body><main><h1>New office hours</h1><section><article class='post'>{text}</article>{other}{other}</section></main></body></html>"

    assert "Harbour review" not in extract(page.encode()).text


def test_a_menu_whose_links_hold_paragraphs_is_no_wording() -> None:
    menu = "".join(f"<li><a href='/{n}'><p>Announcements and office hours {n}</p></a></li>" for n in range(14))
    text = (
        "<p>The council has approved the new hours of its offices after six months of trial in both quarters of the town.</p>"
        * 2
    )
    page = f"<html><body><div class='top'><div class='navbar'><ul>{menu}</ul></div></div><div class='content'><h1>New hours</h1><div>{text}</div></div></body></html>"

    wording = extract(page.encode())

    assert "after six months" in wording.text
    assert "Announcements" not in wording.text


def test_the_headline_in_a_part_with_its_date_before_the_text_is_wording() -> None:
    head = "<div class='head'><h3 class='tit'>Call between the two ministers</h3><dl><dt>Date</dt><dd>2026-03-04</dd><dt>Views</dt><dd>1204</dd></dl></div>"
    text = (
        "<p>The two ministers spoke on Wednesday about the harbours of both countries and about the training of crews.</p>"
        * 2
    )
    page = (
        "<html><head><title>Press releases | Coast</title></head><body><header><h1><a href='/'>Coast</a></h1></header><div id='contents'>"
        f"<div class='board'>{head}<div class='con'><div class='text'>{text}</div></div></div></div></body></html>"
    )

    wording = extract(page.encode())

    assert wording.blocks[0].text == "Call between the two ministers"
    assert "1204" not in wording.text


def test_a_part_with_a_linked_heading_before_the_text_is_none_of_it() -> None:
    head = "<div class='head'><h3><a href='/2'>Harbour review is published</a></h3></div>"
    text = (
        "<p>The two ministers spoke on Wednesday about the harbours of both countries and about the training of crews.</p>"
        * 2
    )
    page = f"<html><head><title>Coast</title></head><body><div id='contents'><div class='board'>{head}<div class='con'><div class='text'>{text}</div></div></div></div></body></html>"

    assert "Harbour review" not in extract(page.encode()).text
