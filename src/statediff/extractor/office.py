"""Word and OpenDocument text to blocks: paragraphs, headings, items, table rows and footnotes in order."""

from __future__ import annotations

import importlib
import io
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from statediff.errors import ExtractionError
from statediff.model import Block, BlockKind, Rules, Wording

from .reading import Reading
from .spacing import one_line

_MOST_BYTES = 100_000_000
"""Unpacked size of a document's parts up to which it is read; a bomb unpacks to more."""
_MOST_RATIO = 500
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_docx(
    body: bytes, http_charset: str | None, url: str | None, *, rules: Rules, pinned: str | None = None
) -> Reading:
    """Read a Word document (.docx) through python-docx, an extra.

    Raises: ExtractionError when the extra is not installed, or the file is damaged or unpacks beyond bounds.
    """
    del http_charset, pinned
    subject = url or "document"
    _check_package(body, subject)
    try:
        docx = importlib.import_module("docx")
    except ImportError as error:
        raise ExtractionError(
            subject, "Word documents need the extra 'office'", "install it with: pip install 'statediff[office]'"
        ) from error
    try:
        document = docx.Document(io.BytesIO(body))
        blocks = tuple(_docx_blocks(document))
        facts = document.core_properties
        title, modified, created = facts.title, facts.modified, facts.created
    except Exception as error:
        raise ExtractionError(subject, "the Word document is damaged", "look at the stored bytes") from error
    wording = Wording(
        title=one_line(title or "") or _first_heading(blocks),
        language=rules.language,
        published=created.date().isoformat() if created else None,
        modified=modified.date().isoformat() if modified else None,
        blocks=blocks,
    )
    return Reading(wording=wording, how="docx", container="")


def _docx_blocks(document: Any) -> Iterator[Block]:
    for child in document.element.body.iterchildren():
        if child.tag == f"{_WORD}p":
            yield from _docx_paragraph(child, document)
        elif child.tag == f"{_WORD}tbl":
            for row in child.iter(f"{_WORD}tr"):
                yield from _row(_docx_cell(cell) for cell in row.iterchildren(f"{_WORD}tc"))
        elif child.tag == f"{_WORD}sdt":
            for paragraph in child.iter(f"{_WORD}p"):
                yield from _docx_paragraph(paragraph, document)
    yield from _docx_notes(document)


def _docx_cell(cell: Any) -> str:
    return one_line(" ".join(_docx_text(paragraph) for paragraph in cell.iter(f"{_WORD}p")))


def _docx_notes(document: Any) -> Iterator[Block]:
    for part in document.part.package.iter_parts():
        if str(part.partname) in ("/word/footnotes.xml", "/word/endnotes.xml"):
            for paragraph in fromstring(part.blob).iter(f"{_WORD}p"):
                text = one_line(_docx_text(paragraph))
                if text:
                    yield Block(kind=BlockKind.PARAGRAPH, text=text)


def _docx_paragraph(paragraph: Any, document: Any) -> Iterator[Block]:
    text = "\n".join(line for part in _docx_text(paragraph).split("\n") if (line := one_line(part)))
    if not text:
        return
    properties = paragraph.find(f"{_WORD}pPr")
    style = properties.find(f"{_WORD}pStyle") if properties is not None else None
    name = _style_name(style.get(f"{_WORD}val"), document) if style is not None else ""
    is_listed = properties is not None and properties.find(f"{_WORD}numPr") is not None
    if name.startswith("heading") or name == "title":
        level = int(name[-1]) if name[-1:].isdigit() else 1
        yield Block(kind=BlockKind.HEADING, text=text, level=min(max(level, 1), 6))
    elif is_listed or name.startswith("list"):
        yield Block(kind=BlockKind.ITEM, text=text, level=1)
    else:
        yield Block(kind=BlockKind.QUOTE if "quote" in name else BlockKind.PARAGRAPH, text=text)


def _style_name(identifier: str, document: Any) -> str:
    for style in document.styles:
        if style.style_id == identifier:
            return str(style.name or "").lower()
    return identifier.lower()


def _docx_text(paragraph: Any) -> str:
    """Return a paragraph's visible words: insertions with them, tracked deletions without."""
    pieces = []
    for node in paragraph.iter():
        if node.tag == f"{_WORD}t":
            pieces.append(node.text or "")
        elif node.tag in (f"{_WORD}tab", f"{_WORD}ptab"):
            pieces.append("\t")
        elif node.tag in (f"{_WORD}br", f"{_WORD}cr"):
            pieces.append("\n")
        elif node.tag == f"{_WORD}noBreakHyphen":
            pieces.append("-")
    return "".join(pieces)


# ---------------------------------------------------------------- OpenDocument


def read_odt(
    body: bytes, http_charset: str | None, url: str | None, *, rules: Rules, pinned: str | None = None
) -> Reading:
    """Read an OpenDocument text (.odt).

    Raises: ExtractionError when the file is damaged or unpacks beyond bounds.
    """
    del http_charset, pinned
    subject = url or "document"
    _check_package(body, subject)
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            root = fromstring(package.read("content.xml"), forbid_dtd=True)
    except (zipfile.BadZipFile, KeyError, ParseError, DefusedXmlException, ValueError, OSError) as error:
        raise ExtractionError(subject, "the OpenDocument text is damaged", "look at the stored bytes") from error
    text = root.find(f"{_OFFICE}body/{_OFFICE}text")
    blocks = tuple(_odt_blocks(text, 0)) if text is not None else ()
    wording = Wording(title=_first_heading(blocks), language=rules.language, blocks=blocks)
    return Reading(wording=wording, how="odt", container="")


def _odt_blocks(parent: Element, depth: int) -> Iterator[Block]:
    for child in parent:
        text = _odt_text(child) if child.tag in (f"{_TEXT}p", f"{_TEXT}h") else ""
        if child.tag == f"{_TEXT}h":
            level = child.get(f"{_TEXT}outline-level", "1")
            if text:
                yield Block(kind=BlockKind.HEADING, text=text, level=min(int(level) if level.isdigit() else 1, 6) or 1)
        elif child.tag == f"{_TEXT}p":
            if text:
                yield Block(kind=BlockKind.ITEM if depth else BlockKind.PARAGRAPH, text=text, level=depth)
        elif child.tag == f"{_TEXT}list":
            yield from _odt_blocks(child, depth + 1)
        elif child.tag == f"{_TABLE}table":
            for row in child.iter(f"{_TABLE}table-row"):
                yield from _row(_odt_text(cell) for cell in row.iter(f"{_TABLE}table-cell"))
        elif child.tag not in (f"{_TEXT}tracked-changes", f"{_TEXT}sequence-decls"):
            yield from _odt_blocks(child, depth)


def _odt_text(element: Element) -> str:
    lines = "".join(_odt_pieces(element)).split("\n")
    return "\n".join(line for part in lines if (line := one_line(part)))


def _odt_pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}p"):
            yield " "
        if child.tag != f"{_OFFICE}annotation":
            yield from _odt_pieces(child)
        yield child.tail or ""


# ---------------------------------------------------------------- both


def _row(cells: Iterator[str]) -> Iterator[Block]:
    texts = tuple(" ".join(cell.split("\n")) for cell in cells)
    if any(texts):
        yield Block(kind=BlockKind.ROW, text="\t".join(texts), cells=texts)


def _first_heading(blocks: tuple[Block, ...]) -> str | None:
    return next((block.text for block in blocks if block.kind is BlockKind.HEADING), None)


def _check_package(body: bytes, subject: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            unpacked = sum(part.file_size for part in package.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise ExtractionError(subject, "the document is damaged", "look at the stored bytes") from error
    if unpacked > _MOST_BYTES or (unpacked > 10_000_000 and unpacked > _MOST_RATIO * len(body)):
        raise ExtractionError(
            subject, f"the document unpacks to {unpacked:,} bytes, more than any statement", "look at the stored bytes"
        )
