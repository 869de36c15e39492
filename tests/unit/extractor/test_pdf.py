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


def test_the_mark_of_a_note_is_no_digit_of_the_figure_before_it() -> None:
    lines: list[Line] = [
        *typeset(WORDS, 740),
        (72, 640, 11, "15"),
        (84, 645, 7, "2"),
        (92, 640, 11, "million euros are planned for the harbour."),
    ]

    wording = read(make_pdf([lines])).wording

    assert wording.blocks[-1].text == "15² million euros are planned for the harbour."


def test_cells_that_stand_in_columns_are_rows() -> None:
    rows = (("Goods", "2025", "2026"), ("Grain", "1.2 million", "1.4 million"), ("Ships under escort", "18", "21"))
    cells: list[Line] = [
        (72.0 + 160 * column, 640.0 - 20 * row, 11, text)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]

    blocks = read(make_pdf([[*typeset(WORDS, 740), *cells, *typeset(WORDS, 540)]])).wording.blocks

    assert [block.cells for block in blocks if block.kind is BlockKind.ROW] == list(rows)
    assert [block.text for block in blocks if block.kind is not BlockKind.ROW] == [" ".join(WORDS)] * 2


def test_a_cell_of_two_lines_is_one_cell() -> None:
    cells: list[Line] = [
        (72, 640, 11, "Grain"), (232, 640, 11, "1.2"), (392, 640, 11, "1.4"),
        (72, 620, 11, "Fertiliser of the"), (72, 607, 11, "second class"), (232, 613, 11, "340"), (392, 613, 11, "310"),
        (72, 585, 11, "Ships"), (232, 585, 11, "18"), (392, 585, 11, "21"),
    ]  # fmt: skip

    blocks = read(make_pdf([[*typeset(WORDS, 740), *cells]])).wording.blocks

    assert [block.cells for block in blocks[1:]] == [
        ("Grain", "1.2", "1.4"),
        ("Fertiliser of the second class", "340", "310"),
        ("Ships", "18", "21"),
    ]


@pytest.mark.parametrize("is_line_by_line", [False, True])
def test_two_columns_are_read_one_after_the_other(is_line_by_line: bool) -> None:
    left = [(x, y, size, text) for x, y, size, text in typeset(WORDS, 700, width=6, size=9)]
    right = [(x + 240, y, size, text) for x, y, size, text in typeset(WORDS[::-1], 700, width=6, size=9)]
    lines = [line for pair in zip(left, right, strict=True) for line in pair] if is_line_by_line else [*left, *right]

    wording = read(make_pdf([lines])).wording

    assert " ".join(wording.text.split()) == " ".join([*WORDS, *WORDS[::-1]])


def test_text_from_right_to_left_is_read_as_it_stands() -> None:
    hebrew = "השרים נפגשו ביום שני בנמל הישן"
    lines: list[Line] = [(72, 700, 11, hebrew[::-1]), (72, 680, 11, "2026")]

    wording = read(make_pdf([lines])).wording

    assert wording.text == f"{hebrew} 2026"


def test_letters_of_which_the_document_says_nothing_are_marked_as_lost() -> None:
    lines: list[Line] = [(72, 700 - 14 * row, 11, "\ufffdльонтас і \ufffdета") for row in range(3)]

    wording = read(make_pdf([lines])).wording

    assert "mojibake" in wording.notes


def test_short_lines_that_were_broken_on_purpose_are_items() -> None:
    items: list[Line] = [(72, 600 - 14 * row, 11, text) for row, text in enumerate(("Grain: 1.2", "Fertiliser: 340"))]

    blocks = read(make_pdf([[*typeset(WORDS, 740), *items]])).wording.blocks

    assert [block.text for block in blocks[1:]] == ["Grain: 1.2", "Fertiliser: 340"]


@pytest.mark.parametrize("name", ["statement_final2.docx", "Microsoft Word - statement", "untitled"])
def test_a_file_s_name_is_no_title(name: str) -> None:
    lines = [(72.0, 740.0, 18, "Joint statement"), *typeset(WORDS, 700)]

    assert read(make_pdf([lines], title=name)).wording.title == "Joint statement"


def test_an_encrypted_pdf_is_an_error_that_says_so() -> None:
    plain = make_pdf([typeset(WORDS, 700)])
    secret = b"<< /Filter /Standard /V 1 /R 2 /P -44 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>"
    body = plain.replace(b"/Root 1 0 R", b"/ID [<00><00>] /Encrypt " + secret + b" /Root 1 0 R")

    with pytest.raises(ExtractionError, match="the PDF is encrypted"):
        read(body, "application/pdf")


def test_html_sent_as_pdf_and_the_reverse_are_read_as_what_they_are() -> None:
    page = f"<html><body><main><h1>Joint statement</h1><p>{TEXT}</p></main></body></html>".encode()

    assert read(page, "application/pdf", "https://ministry.example/a.pdf").how != "pdf"
    assert read(make_pdf([typeset(WORDS, 700)]), "text/html", "https://ministry.example/a.html").how == "pdf"
