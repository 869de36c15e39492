"""Word documents to blocks: paragraphs, headings, items, table rows, text boxes and notes, as a reader sees them."""

from __future__ import annotations

import importlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from defusedxml.ElementTree import fromstring

from statediff.errors import ExtractionError
from statediff.model import Block, BlockKind, Rules, Wording

from .packages import check_package, first_heading, lines_of, raise_mark, read_row, strike
from .reading import Reading
from .spacing import one_line

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PROPERTIES = ("pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr")
_UNREAD = frozenset({f"{_WORD}{name}" for name in ("del", "moveFrom", "txbxContent", *_PROPERTIES)} | {_FALLBACK})
"""What holds properties, words that the record of changes took out, or text boxes, which are read by themselves."""
_NOTES = frozenset({f"{_WORD}footnoteReference", f"{_WORD}endnoteReference"})
_OFF = frozenset({"0", "false", "none", "off"})


def read_docx(
    body: bytes, http_charset: str | None, url: str | None, *, rules: Rules, pinned: str | None = None
) -> Reading:
    """Read a Word document (.docx) through python-docx, an extra.

    Its text is what stands when all tracked changes are accepted. Hidden words are left out, struck ones are kept
    between marks ("~~12~~ 15").

    Raises: ExtractionError when the extra is not installed, or the file is damaged or unpacks beyond bounds.
    """
    del http_charset, pinned
    subject = url or "document"
    check_package(body, subject)
    try:
        docx = importlib.import_module("docx")
    except ImportError as error:
        raise ExtractionError(
            subject, "Word documents need the extra 'office': pip install 'statediff[office]'", "the next look reads it"
        ) from error
    try:
        document = docx.Document(io.BytesIO(body))
        blocks = tuple(_Walk.of(document).read(document))
        title, modified, created = _find_properties(document)
    except Exception as error:
        raise ExtractionError(subject, "the Word document is damaged", "look at the stored bytes") from error
    wording = Wording(
        title=one_line(title or "") or first_heading(blocks),
        language=rules.language,
        published=created.date().isoformat() if created else None,
        modified=modified.date().isoformat() if modified else None,
        blocks=blocks,
    )
    return Reading(wording=wording, how="docx", container="")


def _find_properties(document: Any) -> tuple[str | None, datetime | None, datetime | None]:
    """Return title, day of change and day of making; python-docx makes them up, as of now, where a file has none."""
    if not any(related.reltype.endswith("/core-properties") for related in document.part.package.rels.values()):
        return None, None, None
    facts = document.core_properties
    return facts.title, facts.modified, facts.created


@dataclass(slots=True)
class _Walk:
    """One reading of a document: the names of its styles, and the notes that its text asked for so far."""

    styles: dict[str, str]
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Kind of part and number of each note, in the order in which the text names them."""

    @classmethod
    def of(cls, document: Any) -> _Walk:
        return cls({style.style_id: str(style.name or "").lower() for style in document.styles})

    def read(self, document: Any) -> Iterator[Block]:
        """Yield the document's blocks, its notes last."""
        yield from self._read_parts(document.element.body)
        parts = {
            str(part.partname): fromstring(part.blob)
            for part in document.part.package.iter_parts()
            if str(part.partname) in ("/word/footnotes.xml", "/word/endnotes.xml")
        }
        for number, (kind, identifier) in enumerate(self.notes, 1):
            root = parts.get(f"/word/{kind}s.xml")
            for note in root.iter(f"{_WORD}{kind}") if root is not None else ():
                if note.get(f"{_WORD}id") == identifier:
                    text = one_line(" ".join(self._text(paragraph) for paragraph in note.iter(f"{_WORD}p")))
                    yield Block(kind=BlockKind.PARAGRAPH, text=f"{raise_mark(str(number))} {text}")

    def _read_parts(self, parent: Any) -> Iterator[Block]:
        for child in parent:
            if child.tag == f"{_WORD}p":
                yield from self._read_paragraph(child)
            elif child.tag == f"{_WORD}tbl":
                for row in child.iter(f"{_WORD}tr"):
                    yield from self._read_row(row, child)
            elif child.tag in (f"{_WORD}sdt", f"{_WORD}sdtContent", f"{_WORD}ins", f"{_WORD}moveTo"):
                yield from self._read_parts(child)

    def _read_row(self, row: Any, table: Any) -> Iterator[Block]:
        """Yield a row of a table; tables inside its cells are read as words of the cell."""
        if next(row.iterancestors(f"{_WORD}tbl")) is table:
            yield from read_row(self._cell_text(cell) for cell in row.iter(f"{_WORD}tc") if _belongs(cell, row))

    def _cell_text(self, cell: Any) -> str:
        return one_line(" ".join(self._text(paragraph) for paragraph in cell.iter(f"{_WORD}p")))

    def _read_paragraph(self, paragraph: Any) -> Iterator[Block]:
        text = lines_of(self._text(paragraph))
        if text:
            yield self._block(paragraph, text)
        for box in paragraph.iter(f"{_WORD}txbxContent"):
            if not any(around.tag == _FALLBACK for around in box.iterancestors()):
                yield from self._read_parts(box)

    def _block(self, paragraph: Any, text: str) -> Block:
        properties = paragraph.find(f"{_WORD}pPr")
        style = properties.find(f"{_WORD}pStyle") if properties is not None else None
        identifier = style.get(f"{_WORD}val") if style is not None else ""
        name = self.styles.get(identifier, identifier.lower())
        numbering = properties.find(f"{_WORD}numPr") if properties is not None else None
        if name.startswith("heading") or name == "title":
            level = int(name[-1]) if name[-1:].isdigit() else 1
            return Block(kind=BlockKind.HEADING, text=text, level=min(max(level, 1), 6))
        if numbering is not None or name.startswith("list"):
            depth = numbering.find(f"{_WORD}ilvl") if numbering is not None else None
            outer = str(depth.get(f"{_WORD}val")) if depth is not None else "0"
            return Block(kind=BlockKind.ITEM, text=text, level=1 + (int(outer) if outer.isdigit() else 0))
        return Block(kind=BlockKind.QUOTE if "quote" in name else BlockKind.PARAGRAPH, text=text)

    def _text(self, paragraph: Any) -> str:
        """Return a paragraph's visible words: tracked insertions with them, deletions and text boxes without."""
        return "".join(self._pieces(paragraph))

    def _pieces(self, parent: Any) -> Iterator[str]:
        for node in parent:
            if node.tag in _UNREAD:
                continue
            if node.tag == f"{_WORD}r":
                yield self._run(node)
            else:
                yield from self._pieces(node)

    def _run(self, run: Any) -> str:
        properties = run.find(f"{_WORD}rPr")
        if _has(properties, "vanish"):
            return ""
        text = "".join(self._signs(run))
        align = properties.find(f"{_WORD}vertAlign") if properties is not None else None
        if align is not None and align.get(f"{_WORD}val") == "superscript":
            text = raise_mark(text)
        return strike(text) if _has(properties, "strike") or _has(properties, "dstrike") else text

    def _signs(self, run: Any) -> Iterator[str]:
        for node in run:
            if node.tag == f"{_WORD}t":
                yield node.text or ""
            elif node.tag in (f"{_WORD}tab", f"{_WORD}ptab"):
                yield "\t"
            elif node.tag in (f"{_WORD}br", f"{_WORD}cr"):
                yield "\n"
            elif node.tag == f"{_WORD}noBreakHyphen":
                yield "-"
            elif node.tag == f"{_WORD}ruby":
                yield from (
                    sign.text or "" for base in node.iter(f"{_WORD}rubyBase") for sign in base.iter(f"{_WORD}t")
                )
            elif node.tag in _NOTES:
                kind = str(node.tag).removeprefix(_WORD).removesuffix("Reference")
                self.notes.append((kind, node.get(f"{_WORD}id")))
                yield raise_mark(str(len(self.notes)))


def _has(properties: Any, name: str) -> bool:
    found = properties.find(f"{_WORD}{name}") if properties is not None else None
    return found is not None and found.get(f"{_WORD}val", "1") not in _OFF


def _belongs(cell: Any, row: Any) -> bool:
    return next(cell.iterancestors(f"{_WORD}tr")) is row
