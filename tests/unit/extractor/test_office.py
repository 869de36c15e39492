"""Word and OpenDocument texts."""

# ruff: noqa: E501 - each invented page stands on one line

from __future__ import annotations

import importlib
import io
from types import ModuleType

import docx
import pytest

from documents import make_odt, make_package
from statediff.errors import ExtractionError
from statediff.extractor import read


def make_docx() -> bytes:
    document = docx.Document()
    document.core_properties.title = "Joint statement"
    document.add_heading("Joint statement", level=1)
    document.add_paragraph("The ministers met on Monday.")
    document.add_paragraph("open a training centre", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Aldmark", "6"
    document.add_paragraph("First line").add_run().add_break()
    document.paragraphs[-1].add_run("second line")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_word_document_is_read_in_order() -> None:
    reading = read(make_docx(), "application/octet-stream")

    assert reading.how == "docx"
    assert reading.wording.title == "Joint statement"
    assert [(str(block.kind), block.level, block.text) for block in reading.wording.blocks] == [
        ("heading", 1, "Joint statement"),
        ("paragraph", 0, "The ministers met on Monday."),
        ("item", 1, "open a training centre"),
        ("row", 0, "Aldmark\t6"),
        ("paragraph", 0, "First line\nsecond line"),
    ]


def test_without_the_extra_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def import_nothing(name: str, package: str | None = None) -> ModuleType:
        if name == "docx":
            raise ImportError(name)
        return real(name, package)

    real = importlib.import_module
    monkeypatch.setattr(importlib, "import_module", import_nothing)

    with pytest.raises(ExtractionError, match="need the extra 'office'"):
        read(make_docx())


def test_an_opendocument_text_is_read_in_order() -> None:
    text = (
        "<text:tracked-changes><text:p>deleted words</text:p></text:tracked-changes>"
        '<text:h text:outline-level="2">Joint<text:s/>statement</text:h><text:p>The <text:span>ministers</text:span> met.</text:p>'
        "<text:list><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>two</text:p></text:list-item>"
        "</text:list></text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>a</text:p>"
        "</table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p>First<text:line-break/>second</text:p>"
    )

    reading = read(make_odt(text))

    assert [(str(block.kind), block.level, block.text) for block in reading.wording.blocks] == [
        ("heading", 2, "Joint statement"),
        ("paragraph", 0, "The ministers met."),
        ("item", 1, "one"),
        ("item", 2, "two"),
        ("row", 0, "a\tb"),
        ("paragraph", 0, "First\nsecond"),
    ]


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (make_package({"word/document.xml": b"<x>"}), "damaged"),
        (make_package({"mimetype": b"x", "content.xml": b"<x>"}), "damaged"),
        (make_package({"mimetype": b"x", "content.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}), "damaged"),
        (make_package({"word/document.xml": b"<x>" + b" " * 30_000_000}), "unpacks to"),
        (make_package({"mimetype": b"x", "content.xml": b"<x>" + b" " * 30_000_000}), "unpacks to"),
    ],
    ids=["docx-broken", "odt-broken", "odt-entities", "docx-bomb", "odt-bomb"],
)
def test_a_damaged_or_swollen_document_is_an_error(body: bytes, cause: str) -> None:
    with pytest.raises(ExtractionError, match=cause):
        read(body)
