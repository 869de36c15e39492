"""What Word and OpenDocument texts have in common: a package within bounds, rows of cells, marks of notes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

from statediff.errors import ExtractionError
from statediff.model import Block, BlockKind

from .spacing import one_line

_MOST_BYTES = 100_000_000
"""Unpacked size of a document's parts up to which it is read; a bomb unpacks to more."""
_MOST_RATIO = 500
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED = re.compile(r"\s*[\d,;\s–-]*\d\s*")


def check_package(body: bytes, subject: str) -> None:
    """Refuse a package that is damaged or unpacks beyond bounds.

    Raises: ExtractionError.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            unpacked = sum(part.file_size for part in package.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise ExtractionError(subject, "the document is damaged", "look at the stored bytes") from error
    if unpacked > _MOST_BYTES or (unpacked > 10_000_000 and unpacked > _MOST_RATIO * len(body)):
        raise ExtractionError(
            subject, f"the document unpacks to {unpacked:,} bytes, more than any statement", "look at the stored bytes"
        )


def read_row(cells: Iterable[str]) -> Iterator[Block]:
    """Yield a row of a table, unless all of its cells are empty."""
    texts = tuple(" ".join(cell.split("\n")) for cell in cells)
    if any(texts):
        yield Block(kind=BlockKind.ROW, text="\t".join(texts), cells=texts)


def first_heading(blocks: tuple[Block, ...]) -> str | None:
    """Return the text of the first heading, or None."""
    return next((block.text for block in blocks if block.kind is BlockKind.HEADING), None)


def lines_of(text: str) -> str:
    """Return a paragraph's text with its own line breaks and no other white space."""
    return "\n".join(line for part in text.split("\n") if (line := one_line(part)))


def raise_mark(text: str) -> str:
    """Return raised digits as such: the mark of a note is no digit of the figure before it."""
    return text.translate(_SUPERSCRIPTS) if _RAISED.fullmatch(text) else text


def strike(text: str) -> str:
    """Return struck text between marks, as pages are read."""
    return f"~~{text}~~" if re.search(r"\w", text) else text
