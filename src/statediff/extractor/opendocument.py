"""OpenDocument texts to blocks: paragraphs, headings, items, table rows, text boxes and notes in order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from statediff.errors import ExtractionError
from statediff.model import Block, BlockKind, Rules, Wording

from .dates import read_machine_date
from .packages import check_package, first_heading, lines_of, raise_mark, read_row, strike
from .reading import Reading
from .spacing import one_line

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_CORE = "{http://purl.org/dc/elements/1.1/}"
_UNREAD = frozenset({
    f"{_TEXT}tracked-changes", f"{_TEXT}sequence-decls", f"{_OFFICE}annotation", f"{_OFFICE}forms",
    f"{_TEXT}variable-decls", f"{_TEXT}table-of-content",
})  # fmt: skip
"""What holds words that were taken out, remarks, declarations, and the headings said again."""


def read_odt(
    body: bytes, http_charset: str | None, url: str | None, *, rules: Rules, pinned: str | None = None
) -> Reading:
    """Read an OpenDocument text (.odt), as it stands when all tracked changes are accepted.

    Raises: ExtractionError when the file is damaged or unpacks beyond bounds.
    """
    del http_charset, pinned
    subject = url or "document"
    check_package(body, subject)
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            root = fromstring(package.read("content.xml"), forbid_dtd=True)
            meta = fromstring(package.read("meta.xml"), forbid_dtd=True) if "meta.xml" in package.namelist() else None
    except (zipfile.BadZipFile, KeyError, ParseError, DefusedXmlException, ValueError, OSError) as error:
        raise ExtractionError(subject, "the OpenDocument text is damaged", "look at the stored bytes") from error
    blocks = tuple(_Walk.of(root).read(root))
    wording = Wording(
        title=one_line(_fact(meta, f"{_CORE}title")) or first_heading(blocks),
        language=rules.language,
        published=read_machine_date(_fact(meta, f"{_META}creation-date")),
        modified=read_machine_date(_fact(meta, f"{_CORE}date")),
        blocks=blocks,
    )
    return Reading(wording=wording, how="odt", container="")


def _fact(meta: Element | None, name: str) -> str:
    found = next(meta.iter(name), None) if meta is not None else None
    return (found.text or "") if found is not None else ""


@dataclass(slots=True)
class _Walk:
    """One reading of a document: its styles that strike words out, and the notes and boxes met so far."""

    struck: frozenset[str]
    raised: frozenset[str]
    notes: list[Element] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    @classmethod
    def of(cls, root: Element) -> _Walk:
        struck, raised = set(), set()
        for style in root.iter(f"{_STYLE}style"):
            properties = style.find(f"{_STYLE}text-properties")
            if properties is None:
                continue
            if properties.get(f"{_STYLE}text-line-through-style", "none") != "none":
                struck.add(style.get(f"{_STYLE}name", ""))
            if properties.get(f"{_STYLE}text-position", "").startswith("super"):
                raised.add(style.get(f"{_STYLE}name", ""))
        return cls(frozenset(struck), frozenset(raised))

    def read(self, root: Element) -> Iterator[Block]:
        """Yield the document's blocks, its notes last."""
        text = root.find(f"{_OFFICE}body/{_OFFICE}text")
        if text is not None:
            yield from self._read_parts(text, 0)
        for number, note in enumerate(self.notes, 1):
            words = one_line(" ".join(self._text(paragraph) for paragraph in note.iter(f"{_TEXT}p")))
            yield Block(kind=BlockKind.PARAGRAPH, text=f"{raise_mark(str(number))} {words}")

    def _read_parts(self, parent: Element, depth: int) -> Iterator[Block]:
        for child in parent:
            if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                yield from self._read_paragraph(child, depth)
            elif child.tag == f"{_TEXT}list":
                yield from self._read_parts(child, depth + 1)
            elif child.tag == f"{_TABLE}table":
                yield from self._read_rows(child)
            elif child.tag not in _UNREAD:
                yield from self._read_parts(child, depth)

    def _read_paragraph(self, paragraph: Element, depth: int) -> Iterator[Block]:
        text = self._text(paragraph)
        boxes, self.boxes = self.boxes, []
        if text and paragraph.tag == f"{_TEXT}h":
            level = paragraph.get(f"{_TEXT}outline-level", "1")
            yield Block(kind=BlockKind.HEADING, text=text, level=min(int(level) if level.isdigit() else 1, 6) or 1)
        elif text:
            yield Block(kind=BlockKind.ITEM if depth else BlockKind.PARAGRAPH, text=text, level=depth)
        for box in boxes:
            yield from self._read_parts(box, 0)

    def _read_rows(self, table: Element) -> Iterator[Block]:
        """Yield a table's rows; tables inside its cells are read as words of the cell."""
        for part in table:
            if part.tag == f"{_TABLE}table-row":
                cells = (cell for cell in part if cell.tag == f"{_TABLE}table-cell")
                yield from read_row(self._text(cell) for cell in cells)
            elif part.tag in (f"{_TABLE}table-header-rows", f"{_TABLE}table-rows", f"{_TABLE}table-row-group"):
                yield from self._read_rows(part)

    def _text(self, element: Element) -> str:
        return lines_of("".join(self._pieces(element)))

    def _pieces(self, element: Element) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            yield self._piece(child)
            yield child.tail or ""

    def _piece(self, child: Element) -> str:
        if child.tag == f"{_TEXT}line-break":
            return "\n"
        if child.tag == f"{_TEXT}s":
            return " "
        if child.tag == f"{_TEXT}note":
            self.notes.append(next(child.iter(f"{_TEXT}note-body"), child))
            return raise_mark(str(len(self.notes)))
        if child.tag == f"{_DRAW}frame":
            self.boxes.extend(child.iter(f"{_DRAW}text-box"))
            return ""
        if child.tag in _UNREAD:
            return ""
        text = "".join(self._pieces(child))
        style = child.get(f"{_TEXT}style-name", "")
        if style in self.raised:
            text = raise_mark(text)
        if style in self.struck:
            text = strike(text)
        return f" {text} " if child.tag in (f"{_TEXT}p", f"{_TEXT}h", f"{_TEXT}tab", f"{_TABLE}table-cell") else text
