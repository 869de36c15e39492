"""Blocks of a page: every word a reader sees, once, with the white space a reader sees."""

from __future__ import annotations

import pytest

from statediff.extractor import extract
from statediff.model import Block, BlockKind

LEAD = "The two ministries met on Monday to review their work on air defence and on the training of crews."
REST = "A working group meets every month, reports to both ministers and publishes its minutes within ten days."


def blocks_of(markup: str) -> tuple[Block, ...]:
    """Read a page and return the blocks between its first and last paragraph."""
    page = f"<html><body><main><h1>Joint statement</h1><p>{LEAD}</p>{markup}<p>{REST}</p></main></body></html>"
    blocks = extract(page.encode(), "text/html; charset=utf-8", "https://ministry.example/news/1").blocks
    assert (blocks[0].text, blocks[1].text, blocks[-1].text) == ("Joint statement", LEAD, REST)
    return blocks[2:-1]


def texts_of(markup: str) -> list[str]:
    return [block.text for block in blocks_of(markup)]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>one <b>two</b><i>three</i> four<a href='/x'>five</a>.</p>", "one twothree fourfive."),
        ("<p>\n  one\n  <b>two</b>,\n three\n</p>", "one two, three"),
        ("<p>Absichts&shy;erklärung, wo&#8203;rd</p>", "Absichtserklärung, word"),
        ("<p>&lt;tag&gt; &amp; 10&thinsp;% of&nbsp;it</p>", "<tag> & 10 % of it"),
        ("<p>H<sub>2</sub>O, 10<sup>2</sup>, 1<sup>er</sup></p>", "H2O, 10², 1er"),
        ("<p>It <q>may</q> stay</p>", "It “may” stay"),
        ("<p>na&#105;&#776;ve</p>", "naïve"),
        ("<p>can<wbr>not</p>", "cannot"),
        ("<p>kept <del>old</del> <ins>new</ins></p>", "kept ~~old~~ new"),
        ("<p>first<br>second<br/>third</p>", "first\nsecond\nthird"),
        (
            "<p>\u06a9\u062a\u0627\u0628\u200c\u0647\u0627 \u200f\u0646\u0635</p>",
            "\u06a9\u062a\u0627\u0628\u200c\u0647\u0627 \u0646\u0635",
        ),
    ],
)
def test_a_paragraph_reads_as_a_reader_sees_it(markup: str, text: str) -> None:
    found = texts_of(markup)

    assert found == [text]


def test_two_line_breaks_divide_paragraphs() -> None:
    found = texts_of("<div>first paragraph<br><br>second paragraph<br>its second line</div>")

    assert found == ["first paragraph", "second paragraph\nits second line"]


def test_blocks_are_never_glued_to_the_text_beside_them() -> None:
    found = texts_of("<div>alpha</div><div>beta</div>gamma<p>delta</p>epsilon")

    assert found == ["alpha", "beta", "gamma", "delta", "epsilon"]


def test_items_carry_their_depth() -> None:
    found = blocks_of(
        "<ul><li>one<ul><li>two<ol><li>three</li></ol></li></ul></li><li><p>four</p><p>five</p></li></ul>"
    )

    assert [(block.kind, block.level, block.text) for block in found] == [
        (BlockKind.ITEM, 1, "one"),
        (BlockKind.ITEM, 2, "two"),
        (BlockKind.ITEM, 3, "three"),
        (BlockKind.ITEM, 1, "four"),
        (BlockKind.ITEM, 1, "five"),
    ]


def test_a_bullet_typed_by_hand_is_an_item_without_it() -> None:
    found = blocks_of("<p>• first demand</p><p>·&nbsp;second demand</p><ul><li>· third demand</li></ul>")

    assert [(block.kind, block.text) for block in found] == [
        (BlockKind.ITEM, "first demand"),
        (BlockKind.ITEM, "second demand"),
        (BlockKind.ITEM, "third demand"),
    ]


def test_a_table_row_is_a_block_of_cells() -> None:
    found = blocks_of(
        "<table><caption>Vessels</caption><tr><th>State<th>Count<tr><td>Aldmark<td>6<tr><td><td>none</table>"
    )

    assert [(block.kind, block.text, block.cells) for block in found] == [
        (BlockKind.CAPTION, "Vessels", ()),
        (BlockKind.ROW, "State\tCount", ("State", "Count")),
        (BlockKind.ROW, "Aldmark\t6", ("Aldmark", "6")),
        (BlockKind.ROW, "\tnone", ("", "none")),
    ]


def test_a_table_in_a_table_is_read_once() -> None:
    found = texts_of("<table><tr><td>North bay<td><table><tr><td>mines<td>3</table></table>")

    assert found == ["North bay", "mines\t3"]


def test_a_column_of_a_layout_table_reads_as_paragraphs() -> None:
    long = f"{LEAD} {LEAD} {LEAD} {LEAD}"

    found = texts_of(f"<table><tr><td><p>{long}</p><p>second paragraph</p></td><td>side</td></tr></table>")

    assert found == [long, "second paragraph", "side"]


def test_definitions_quotes_captions_and_code_have_their_kinds() -> None:
    found = blocks_of(
        "<dl><dt>Who pays?<dd>The users.</dl><blockquote><p>We stay.</p><footer>— The minister</footer></blockquote>"
        "<figure><img alt='no words'><figcaption>The dredger.</figcaption></figure><pre>a   b\n  c</pre>"
    )

    assert [(block.kind, block.text) for block in found] == [
        (BlockKind.TERM, "Who pays?"),
        (BlockKind.DEFINITION, "The users."),
        (BlockKind.QUOTE, "We stay."),
        (BlockKind.QUOTE, "— The minister"),
        (BlockKind.CAPTION, "The dredger."),
        (BlockKind.PRE, "a   b\n  c"),
    ]


def test_what_a_reader_can_open_is_read_and_what_nobody_can_is_not() -> None:
    found = texts_of(
        "<details><summary>Reasons</summary><p>The median of five tenders.</p></details>"
        "<h3><button aria-controls='answer'>Who may apply?</button></h3>"
        "<div id='answer' hidden><p>Officers of five years of service may apply.</p></div>"
        "<div style='display: none'><p>A template that nobody ever sees on the page.</p></div>"
        "<div class='d-none'><p>A message that a script may show one day.</p></div>"
        "<script>var text = '<p>no</p>'</script><noscript><p>Enable scripts</p></noscript><template>no</template>"
    )

    assert found == [
        "Reasons",
        "The median of five tenders.",
        "Who may apply?",
        "Officers of five years of service may apply.",
    ]


@pytest.mark.parametrize(
    "inline",
    [
        "<time class='date' datetime='2026-03-03'>3 March 2026</time>",
        "<button class='glossary'>3 March 2026</button>",
        "<span class='published tooltip'>3 March 2026</span>",
        "<span aria-hidden='true'>3 March 2026</span><span class='sr-only'>the third of March</span>",
        "<a class='related-link' href='/x'>3 March 2026</a>",
    ],
)
def test_a_word_of_a_sentence_is_read_whatever_its_element_is_called(inline: str) -> None:
    found = texts_of(f"<p>The ministers met on {inline} in Port Ellery.</p>")

    assert found == ["The ministers met on 3 March 2026 in Port Ellery."]


def test_links_are_absolute_and_no_part_of_the_text() -> None:
    [block] = blocks_of("<p>See <a href='../text.pdf'>the text</a>.</p>")

    assert block.text == "See the text."
    assert [(link.text, link.href) for link in block.links] == [("the text", "https://ministry.example/text.pdf")]


def test_a_base_element_moves_the_links() -> None:
    page = (
        f"<html><head><base href='https://other.example/a/'></head><body><p>{LEAD} <a href='b'>b</a></p></body></html>"
    )

    [block] = extract(page.encode(), "text/html", "https://ministry.example/").blocks

    assert block.links[0].href == "https://other.example/a/b"


def test_a_passage_in_another_language_says_so() -> None:
    found = blocks_of("<p lang='fr'>Les deux ministres se sont entretenus.</p><p>Back to English.</p>")

    assert [block.language for block in found] == ["fr", None]
