"""Marked passages: what went and came stands in words, so that no style sheet is needed to tell them apart."""

from __future__ import annotations

from html.parser import HTMLParser

from statediff.model import BlockKind
from statediff.reporter.outlets.marked import (
    escape_markdown,
    mark_passages,
    write_marked_html,
    write_marked_markdown,
    write_marked_text,
)
from statediff.reporter.outlets.phrasing import load_phrases
from written import Line, come, gone, heading, statement_change, write_change

ENGLISH = load_phrases("en")


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Tags:
    tags = Tags()
    tags.feed(html)
    return tags


def test_old_and_new_figures_never_join_in_any_form() -> None:
    change = write_change(["Output rises from 600 to [-1,200-]{+1,100+} sets."])
    passages = mark_passages(change)

    html, text = write_marked_html(passages, ENGLISH), write_marked_text(passages, ENGLISH)
    markdown = write_marked_markdown(passages, ENGLISH)

    assert read(html).text == "Output rises from 600 to [removed: 1,200] [inserted: 1,100] sets."
    assert text == "Output rises from 600 to [removed: 1,200] [inserted: 1,100] sets."
    assert markdown == r"Output rises from 600 to ~~\[removed: 1,200\]~~ **\[inserted: 1,100\]** sets\."


def test_a_withdrawn_paragraph_is_readable_in_full_and_unchanged_ones_are_left_out() -> None:
    change = write_change(["The first stays as it is.", gone("The third party is told."), "The last stays too."])

    text = write_marked_text(mark_passages(change), ENGLISH)

    assert text == "[removed: The third party is told.]"


def test_a_move_is_told_at_both_its_ends() -> None:
    text = write_marked_text(mark_passages(statement_change()), ENGLISH)

    assert text.count("[moved away: Small companies") == 1
    assert text.count("[moved here: Small companies") == 1


def test_markup_in_the_text_stays_text_in_every_form() -> None:
    bait = "<script>alert(1)</script> **bold** [a](javascript:alert(2)) `x` <img src=x onerror=y> &amp;"
    change = write_change([f"{bait} [-{bait}-]{{+came+}}", come(bait), heading(f"# {bait} [-a-]{{+b+}}")])
    passages = mark_passages(change)

    html = read(write_marked_html(passages, ENGLISH, has_styles=True))
    markdown = write_marked_markdown(passages, ENGLISH)

    assert set(html.tags) <= {"p", "del", "ins", "strong"}
    assert bait in html.text
    assert "<script" not in markdown
    assert "](" not in markdown
    assert "](" not in escape_markdown(bait)


def test_acting_characters_are_named() -> None:
    change = write_change(["The fund \u202e[-pays-]{+paid+}\x07 all."])

    text = write_marked_text(mark_passages(change), ENGLISH)

    assert text == "The fund [U+202E][removed: pays] [inserted: paid][U+0007] all."


def test_a_flood_of_changes_is_cut_and_the_rest_counted() -> None:
    lines: list[Line | str] = [f"Paragraph {number} [-went-]{{+came+}}." for number in range(90)]
    long_lines: list[Line | str] = [come("word " * 3_000) for _ in range(9)]

    many, long = mark_passages(write_change(lines)), mark_passages(write_change(long_lines))

    assert (len(many.shown), many.left_out) == (40, 50)
    assert (len(long.shown), long.left_out) == (2, 7)
    assert "50 more changed passages are left out here." in write_marked_text(many, ENGLISH)


def test_items_rows_and_languages_are_kept_apart() -> None:
    change = write_change(
        [
            Line("[-one-]{+two+}", BlockKind.ITEM, 1),
            Line("a\t[-1-]{+2+}", BlockKind.ROW),
            Line("[-х-]{+у+}", language="uk"),
        ]
    )

    html = write_marked_html(mark_passages(change), ENGLISH)

    assert "• <del>" in html
    assert "a | <del>[removed: 1]</del> <ins>" in html
    assert 'lang="uk"' in html
