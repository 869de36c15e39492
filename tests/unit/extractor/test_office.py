"""Word and OpenDocument texts."""

# ruff: noqa: E501 - each invented page stands on one line

from __future__ import annotations

import importlib
import io
import re
import zipfile
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


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def make_docx_of(body: str, footnotes: str = "") -> bytes:
    """Return a Word document with this markup before its last paragraph, and these footnotes."""
    stream = io.BytesIO()
    docx.Document().save(stream)
    with zipfile.ZipFile(stream) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    document = parts["word/document.xml"].decode()
    start = document.index("<w:body>") + len("<w:body>")
    parts["word/document.xml"] = f"{document[:start]}{body}{document[start:]}".encode()
    if footnotes:
        parts["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{WORD}">{footnotes}</w:footnotes>'.encode()
        types = parts["[Content_Types].xml"].decode()
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        parts["[Content_Types].xml"] = types.replace(
            "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
        ).encode()
        relations = parts["word/_rels/document.xml.rels"].decode()
        relation = '<Relationship Id="rIdN" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>'
        parts["word/_rels/document.xml.rels"] = relations.replace(
            "</Relationships>", f"{relation}</Relationships>"
        ).encode()
    return make_package(parts)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def texts_of(body: str, footnotes: str = "") -> list[str]:
    return [block.text for block in read(make_docx_of(body, footnotes)).wording.blocks]


def test_tracked_changes_are_read_as_accepted() -> None:
    body = (
        f'<w:p>{run("The term is ")}<w:del w:id="1"><w:r><w:delText>12</w:delText></w:r></w:del>'
        f'<w:ins w:id="2">{run("15")}</w:ins>{run(" months.")}</w:p>'
        f'<w:p><w:moveFrom w:id="3">{run("Moved words.")}</w:moveFrom>{run("Here.")}</w:p>'
        f'<w:p><w:moveTo w:id="4">{run("Moved words.")}</w:moveTo></w:p>'
    )

    assert texts_of(body) == ["The term is 15 months.", "Here.", "Moved words."]


def test_words_of_a_text_box_are_a_block_of_their_own_and_said_once() -> None:
    box = f"<w:txbxContent><w:p>{run('Exactly 1,200 launchers.')}</w:p></w:txbxContent>"
    body = (
        f'<w:p>{run("Text beside it.")}<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>'
        "</mc:AlternateContent></w:r></w:p>"
    )

    assert texts_of(body) == ["Text beside it.", "Exactly 1,200 launchers."]


def test_the_mark_of_a_footnote_is_no_digit_and_its_words_stand_at_the_end() -> None:
    body = f'<w:p>{run("It is worth 5")}<w:r><w:footnoteReference w:id="7"/></w:r>{run(" million.")}</w:p><w:p>{run("The end.")}</w:p>'
    notes = f'<w:footnote w:id="0" w:type="separator"><w:p>{run("")}</w:p></w:footnote><w:footnote w:id="7"><w:p>{run("In 2025: 4 million.")}</w:p></w:footnote>'

    assert texts_of(body, notes) == ["It is worth 5¹ million.", "The end.", "¹ In 2025: 4 million."]


def test_hidden_words_are_left_out_and_struck_and_raised_ones_kept_apart() -> None:
    runs = (
        ("It costs ", ""),
        ("12", "<w:strike/>"),
        (" 15 euros", ""),
        ("2", '<w:vertAlign w:val="superscript"/>'),
        ("secret", "<w:vanish/>"),
        (", not struck.", '<w:strike w:val="0"/>'),
    )

    body = "".join(run(text, properties) for text, properties in runs)

    assert texts_of(f"<w:p>{body}</w:p>") == ["It costs ~~12~~ 15 euros², not struck."]


def test_tables_in_controls_and_tables_in_cells_are_read_once() -> None:
    def cell(inner: str) -> str:
        return f"<w:tc><w:p>{inner}</w:p></w:tc>"

    inner = f"<w:tbl><w:tr>{cell(run('inner 7'))}</w:tr></w:tbl>"
    table = f"<w:tbl><w:tr>{cell(run('Grain'))}<w:tc><w:p>{run('1.2')}</w:p>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    body = f"<w:sdt><w:sdtContent>{table}</w:sdtContent></w:sdt>"

    assert texts_of(body) == ["Grain\t1.2 inner 7"]


def test_the_depth_of_an_item_is_its_level() -> None:
    body = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr></w:pPr>{run(f"item {depth}")}</w:p>'
        for depth in range(2)
    )

    assert [block.level for block in read(make_docx_of(body)).wording.blocks] == [1, 2]


def test_a_document_without_properties_is_given_none() -> None:
    bare = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(make_docx())) as whole, zipfile.ZipFile(bare, "w") as made:
        for name in whole.namelist():
            if name == "docProps/core.xml":
                continue
            part = whole.read(name)
            if name == "_rels/.rels":
                part = re.sub(rb"<Relationship [^>]*core-properties[^>]*/>", b"", part)
            made.writestr(name, part)

    wording = read(bare.getvalue()).wording

    assert (wording.title, wording.published, wording.modified) == ("Joint statement", None, None)
    assert wording.blocks == read(make_docx()).wording.blocks


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


def test_notes_boxes_and_struck_words_of_an_opendocument_text_are_read_as_a_reader_sees_them() -> None:
    text = (
        "<text:p>It is worth 5<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        '<text:p>In 2025: 4 million.</text:p></text:note-body></text:note> million, <text:span text:style-name="T1">12</text:span> 15 months'
        '<text:span text:style-name="T2">2</text:span>.'
        "<draw:frame><draw:text-box><text:p>Exactly 1,200 launchers.</text:p></draw:text-box></draw:frame></text:p>"
        "<text:section><text:p>The end.</text:p></text:section>"
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Goods</text:p></table:table-cell>"
        "<table:table-cell><text:p>2026</text:p></table:table-cell></table:table-row></table:table-header-rows></table:table>"
    )
    styles = (
        '<style:style style:name="T1"><style:text-properties style:text-line-through-style="solid"/></style:style>'
        '<style:style style:name="T2"><style:text-properties style:text-position="super 58%"/></style:style>'
    )
    meta = "<dc:title>Joint statement</dc:title><meta:creation-date>2026-03-02T10:00:00</meta:creation-date>"

    wording = read(make_odt(text, styles=styles, meta=meta)).wording

    assert [block.text for block in wording.blocks] == [
        "It is worth 5¹ million, ~~12~~ 15 months².",
        "Exactly 1,200 launchers.",
        "The end.",
        "Goods\t2026",
        "¹ In 2025: 4 million.",
    ]
    assert (wording.title, wording.published) == ("Joint statement", "2026-03-02T10:00:00")
