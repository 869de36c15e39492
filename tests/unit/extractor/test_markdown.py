"""Markdown and plain text: the words a reader sees once it is rendered."""

# ruff: noqa: E501 - each invented page stands on one line

from __future__ import annotations

import pytest

from statediff.extractor import extract
from statediff.model import BlockKind


def read_markdown(text: str) -> list[tuple[str, int, str]]:
    wording = extract(text.encode(), "text/markdown; charset=utf-8", "https://raw.example/statement.md")
    return [(str(block.kind), block.level, block.text) for block in wording.blocks]


def test_front_matter_tells_of_the_page_and_is_no_wording() -> None:
    text = '---\ntitle: "Joint statement"\ndate: 2026-03-02\nlastmod: 2026-03-04\nlang: en-GB\nviews: 4117\n---\n\nThe text.\n'

    wording = extract(text.encode(), "text/markdown")

    assert wording.text == "The text."
    assert (wording.title, wording.published, wording.modified) == ("Joint statement", "2026-03-02", "2026-03-04")
    assert wording.language == "en-GB"


def test_toml_front_matter_is_read_too() -> None:
    wording = extract(b'+++\ntitle = "Joint statement"\ndate = 2026-03-02\n+++\nThe text.', "text/markdown")

    assert (wording.title, wording.published, wording.text) == ("Joint statement", "2026-03-02", "The text.")


def test_blocks_have_their_kinds() -> None:
    text = """# One
Two
---
Para one
goes on.

- item
  goes on
  - nested

1. first
2. second

> quoted
> words

```
code  here
```

| A | B |
|---|---|
| 1 | 2 |

***
<div class="x"><p>In markup</p></div>
"""

    found = read_markdown(text)

    assert found == [
        ("heading", 1, "One"),
        ("heading", 2, "Two"),
        ("paragraph", 0, "Para one goes on."),
        ("item", 1, "item goes on"),
        ("item", 2, "nested"),
        ("item", 1, "first"),
        ("item", 1, "second"),
        ("quote", 0, "quoted words"),
        ("pre", 0, "code  here"),
        ("row", 0, "A\tB"),
        ("row", 0, "1\t2"),
        ("paragraph", 0, "In markup"),
    ]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("It *may* be **must**, ***both*** and _that_ too", "It may be must, both and that too"),
        ("a snake_case_name and 2 * 3 * 4", "a snake_case_name and 2 * 3 * 4"),
        ('[the text](https://x.example/a_(b) "title"), [here][1] and <https://y.example>', "the text, here and https://y.example"),
        ("[loose] (#anchor) link", "loose link"),
        ("![picture](a.png) words", "words"),
        ("`code *as is*` and \\*escaped\\*", "code *as is* and *escaped*"),
        ("&copy; 2026 &amp; on", "© 2026 & on"),
        ("one  \ntwo<br>three", "one\ntwo\nthree"),
        ("<span class='x'>words</span> here <!-- hidden --> now", "words here now"),
        ("stray ** marks **bold with blanks ** here", "stray marks bold with blanks here"),
        ("{% include x %}words {{ site.url }}", "words"),
        ("~~old~~ new", "old new"),
    ],
)  # fmt: skip
def test_marks_are_no_wording(raw: str, text: str) -> None:
    found = read_markdown(f"{raw}\n\n[1]: https://z.example\n")

    assert [block[2] for block in found] == [text]


def test_links_are_kept_beside_the_text() -> None:
    wording = extract(b"See [the text](a.pdf) and [more][m].\n\n[m]: b.pdf", "text/markdown")

    assert [(link.text, link.href) for link in wording.blocks[0].links] == [("the text", "a.pdf"), ("more", "b.pdf")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A [link](a.html).", "A [link](b.html)."),
        ("A **bold** word.", "A bold word."),
        ("One line\nand another.", "One line and another."),
        ("* an item", "- an item"),
        ("---\ndate: 2026-01-01\n---\nText.", "---\ndate: 2026-02-02\n---\nText."),
        ("# Head\n\nText.", "## Head\n\nText."),
    ],
)
def test_another_markup_of_the_same_words_is_the_same_wording(old: str, new: str) -> None:
    assert extract(old.encode(), "text/markdown").digest == extract(new.encode(), "text/markdown").digest


@pytest.mark.parametrize(
    ("old", "new"), [("It may be.", "It must be."), ("14 ships", "15 ships"), ("(a)", "(b)"), ("Yes.", "Yes!")]
)
def test_another_word_figure_or_sign_is_another_wording(old: str, new: str) -> None:
    assert extract(old.encode(), "text/markdown").digest != extract(new.encode(), "text/markdown").digest


def test_a_row_of_links_to_other_pages_is_no_wording() -> None:
    found = read_markdown("[« Previous](1.md) | [Contents](0.md) | [Next »](3.md)\n\nThe text.")

    assert found == [("paragraph", 0, "The text.")]


def test_a_directive_shows_its_words_only() -> None:
    found = read_markdown(
        ".. question:: Who may apply?\n    :level: 3\n\nOfficers may.\n\n.. toc:: Contents\n    :depth: 2\n"
    )

    assert [block[2] for block in found] == ["Who may apply?", "Officers may."]


def test_plain_text_is_divided_by_empty_lines() -> None:
    wording = extract(b"Statement\r\n\r\nFirst line\r\nsecond line\r\n \r\nLast *as it stands*.\f", "text/plain")

    assert [block.text for block in wording.blocks] == ["Statement", "First line\nsecond line", "Last *as it stands*."]
    assert {block.kind for block in wording.blocks} == {BlockKind.PARAGRAPH}
    assert wording.title == "Statement"


def test_long_lines_of_plain_text_are_paragraphs_each() -> None:
    line = "The two ministries met on Monday to review their work on air defence and on the training of crews. " * 2

    wording = extract(f"{line}\n{line}second".encode(), "text/plain")

    assert len(wording.blocks) == 2


@pytest.mark.parametrize(
    "listing",
    [
        "- [One](#one)\n- [Two](#two)\n\n",
        "## Contents\n\n1. [One](#one)\n2. [Two](#two)\n3. [Elsewhere in the file](#else)\n\n",
        "* [### One](#one)\n* [Two](#two)\n\n",
        "[TOC]\n\n",
        "[[_TOC_]]\n\n",
        "",
    ],
)
def test_a_table_of_contents_is_no_wording(listing: str) -> None:
    body = f"# Title\n\n{listing}## One\n\nText of one is here.\n\n## Two\n\nText of two.\n"

    wording = extract(body.encode(), "text/markdown")

    assert [block.text for block in wording.blocks] == ["Title", "One", "Text of one is here.", "Two", "Text of two."]


def test_a_list_of_links_to_other_pages_or_other_words_is_wording() -> None:
    body = "# Title\n\n- [One](https://a.example/#one)\n- [Two](two.md)\n\n## One\n\nText.\n\n- [see annex](#a)\n- [see map](#b)\n"

    wording = extract(body.encode(), "text/markdown")

    assert [block.text for block in wording.blocks] == ["Title", "One", "Two", "One", "Text.", "see annex", "see map"]
