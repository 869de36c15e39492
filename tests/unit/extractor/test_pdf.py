"""PDF: paragraphs over line ends, hyphens and pages; running heads and page numbers are no wording."""

from __future__ import annotations

import pytest

from documents import Line, make_pdf
from statediff.errors import ExtractionError
from statediff.extractor import read
from statediff.model import BlockKind

TEXT = (
    "The two ministries met on Monday to review their work on air defence and on the training of crews. They signed a "
    "letter of intent on the joint production of interceptor drones in both countries, which may be ended at any time."
)
WORDS = TEXT.split()


def typeset(words: list[str], y: float, *, width: int = 14, size: int = 11) -> list[Line]:
    """Set words in lines of so many words, from y downwards."""
    rows = [words[start : start + width] for start in range(0, len(words), width)]
    return [(72.0, y - 14 * row, size, " ".join(found)) for row, found in enumerate(rows)]


def test_lines_are_joined_to_paragraphs_and_gaps_divide_them() -> None:
    body = make_pdf([[*typeset(WORDS, 700), *typeset(WORDS, 600)]], title="Joint statement")

    reading = read(body, "text/html", "https://ministry.example/statement.pdf")

    assert reading.how == "pdf"
    assert [block.text for block in reading.wording.blocks] == [" ".join(WORDS), " ".join(WORDS)]
    assert (reading.wording.title, reading.wording.published) == ("Joint statement", "2026-03-02")
    assert reading.wording.notes == ()


def test_a_word_divided_at_a_line_end_is_whole_again() -> None:
    lines: list[Line] = [
        (72, 700, 11, "The ministers agreed on the joint pro-"),
        (72, 686, 11, "duction of drones and on a well-"),
        (72, 672, 11, "known standard for all well-known parts."),
    ]

    wording = read(make_pdf([lines])).wording

    assert wording.text == (
        "The ministers agreed on the joint production of drones and on a well-known standard for all well-known parts."
    )


def test_running_heads_and_page_numbers_are_left_out_and_paragraphs_go_on_over_pages() -> None:
    pages = [
        [
            (72.0, 800.0, 9, "Ministry of the Coast"),
            *typeset([*WORDS[number : number + 27], "and", name], 700),
            (290.0, 40.0, 9, f"Page {number} of 4"),
        ]
        for number, name in enumerate(("Aldmark", "Vesland", "Norrgate", "Kermor"), 1)
    ]

    wording = read(make_pdf(pages)).wording

    assert "Ministry of the Coast" not in wording.text
    assert "Page" not in wording.text
    assert all(name in wording.text for name in ("Aldmark", "Vesland", "Norrgate", "Kermor"))
    assert len(wording.blocks) == 1


def test_headings_and_bullets_have_their_kinds() -> None:
    lines: list[Line] = [
        (72, 740, 18, "Joint statement"),
        *typeset(WORDS, 700),
        (72, 640, 11, "\u2022 open a training centre by September"),
        (72, 626, 11, "\u2022 share their data within 24 hours"),
    ]

    blocks = read(make_pdf([lines])).wording.blocks

    assert [(block.kind, block.text[:15]) for block in blocks] == [
        (BlockKind.HEADING, "Joint statement"),
        (BlockKind.PARAGRAPH, "The two ministr"),
        (BlockKind.ITEM, "open a training"),
        (BlockKind.ITEM, "share their dat"),
    ]


def test_the_same_words_in_other_line_breaks_are_the_same_wording() -> None:
    wide, narrow = make_pdf([typeset(WORDS, 700, width=14)]), make_pdf([typeset(WORDS, 700, width=9)])

    assert read(wide).wording.digest == read(narrow).wording.digest


def test_a_changed_figure_or_word_is_another_wording() -> None:
    edited = ["agreement" if word == "letter" else word for word in WORDS]

    assert read(make_pdf([typeset(WORDS, 700)])).wording.digest != read(make_pdf([typeset(edited, 700)])).wording.digest


def test_a_scan_without_text_asks_for_recognition() -> None:
    reading = read(make_pdf([[], []]))

    assert reading.wording.notes == ("needs-ocr",)
    assert "scan" in reading.warnings[0]


@pytest.mark.parametrize("body", [b"%PDF-1.4 cut short", b"%PDF-1.7\n" + b"\0" * 1000])
def test_a_damaged_pdf_is_an_error(body: bytes) -> None:
    with pytest.raises(ExtractionError, match="the PDF is damaged"):
        read(body, "text/html")
