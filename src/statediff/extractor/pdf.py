"""PDF to blocks: lines joined to paragraphs again, running heads and page numbers left out."""

from __future__ import annotations

import contextlib
import io
import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

from statediff.errors import ExtractionError
from statediff.model import Block, BlockKind, Rules, Wording

from .dates import read_machine_date
from .reading import Reading
from .spacing import one_line
from .tabulation import Table, find_tables
from .typeset import RIGHT_TO_LEFT, Line, read_lines
from .vocabulary import phrase_key

NEEDS_OCR = "needs-ocr"
_MOST_PAGES = 2000
_EDGE_LINES = 3
"""Running heads and feet stand among so many lines at a page's edges."""
_LEAST_LETTERS = 20
"""Letters a page below which a document of pictures is a scan."""
_MOST_LOST = 3
"""Drawn signs of unknown letters from which a text counts as not read rightly."""
_FILE_NAME = re.compile(
    r"\.(docx?|odt|rtf|html?|pdf|indd|pages|tex|dvi|qxp|pptx?|xlsx?)$|^Microsoft Word -|^untitled", re.IGNORECASE
)
_GAP = 1.35
"""A gap between lines this many times the usual one begins a paragraph."""
_LEVEL = 0.4
"""Share of a line's height within which what follows it stands on the same line."""
_ROOM = 0.4
"""Share of the usual width that has to be left empty at the end of a line that was broken on purpose."""
_EDGE = 2.0
"""Points by which the beginnings of two lines of one column may differ."""
_SHORT_LINE = 0.8
"""Share of the usual width below which a line that ends a sentence ends its paragraph."""
_BULLET = re.compile(r"^(?:[•▪◦‣●○■□–\uf0b7\uf0a7]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s+")
_MARK = re.compile(r"^[•▪◦‣●○■□\uf0b7\uf0a7]\s*")
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|стор|сторінка|стр|página|pagina|strona|p)\W*)?\d{1,4}(?:\W*(?:of|sur|von|de|di|z|із|з|из|/)?\W*\d{1,4})?\W*",
    re.IGNORECASE,
)
_ENDS = (".", "!", "?", "…", "»", "”", ":", ";", "。", "！", "？", "؟", "।")
_COMPOUND = re.compile(r"\w+-\w+")
_LAST_WORD = re.compile(r"\w+$")
_FIRST_WORD = re.compile(r"\w+")
_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


def read_pdf(
    body: bytes, http_charset: str | None, url: str | None, *, rules: Rules, pinned: str | None = None
) -> Reading:
    """Read a PDF's text in its own order; a scan without text gets the note "needs-ocr".

    Raises: ExtractionError when it is encrypted or damaged.
    """
    del http_charset, pinned
    subject = url or "document"
    try:
        document = pypdfium2.PdfDocument(io.BytesIO(body))
    except pypdfium2.PdfiumError as error:
        cause = "the PDF is encrypted" if "assword" in str(error) else "the PDF is damaged"
        raise ExtractionError(subject, cause, "look at the stored bytes") from error
    with contextlib.closing(document):
        pages = min(len(document), _MOST_PAGES)
        try:
            lines = [_lines_of(document, number) for number in range(pages)]
        except pypdfium2.PdfiumError as error:
            raise ExtractionError(subject, "a page of the PDF is damaged", "look at the stored bytes") from error
        facts = document.get_metadata_dict()
    letters = sum(len(line.text) for page in lines for line in page)
    blocks = tuple(_read_parts(_without_running_lines(lines)))
    title = _title(facts.get("Title") or "") or next((block.text.split("\n")[0] for block in blocks), None)
    wording = Wording(
        title=title,
        language=rules.language,
        published=_day(facts.get("CreationDate")),
        modified=_day(facts.get("ModDate")),
        blocks=blocks,
        notes=tuple(_notes(lines, letters, pages)),
    )
    is_scan = NEEDS_OCR in wording.notes
    warnings = ("the document is a scan without text; its words need optical recognition",) if is_scan else ()
    return Reading(wording=wording, how="pdf", container="", warnings=warnings)


def _notes(lines: list[list[Line]], letters: int, pages: int) -> Iterator[str]:
    if letters < _LEAST_LETTERS * max(pages, 1):
        yield NEEDS_OCR
    if sum(line.text.count("\ufffd") for page in lines for line in page) >= _MOST_LOST:
        yield "mojibake"


def _title(named: str) -> str | None:
    """Return the title that a document gives itself, unless a program put a file's name there."""
    title = one_line(named)
    return None if not title or _FILE_NAME.search(title) else title


def _day(value: str | None) -> str | None:
    match = _DATE.match(value or "")
    return read_machine_date("-".join(match.groups())) if match else None


def _lines_of(document: pypdfium2.PdfDocument, number: int) -> list[Line]:
    page = document[number]
    with contextlib.closing(page), contextlib.closing(page.get_textpage()) as textpage:
        return list(read_lines(textpage, number))


def _without_running_lines(pages: list[list[Line]]) -> list[Line]:
    """Leave out lines that stand at the edge of most pages, figures apart, and page numbers at the edges."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_running_key(line) for line in _edge(page)})
    often = {key for key, count in edges.items() if key and count >= 3 and 2 * count >= len(pages)}
    kept: list[Line] = []
    for page in pages:
        edge = _edge(page)
        for line in page:
            at_edge = any(line is other for other in edge)
            if at_edge and (_running_key(line) in often or (len(pages) > 1 and _is_page_number(line, page))):
                continue
            kept.append(line)
    return kept


def _edge(page: list[Line]) -> list[Line]:
    ordered = sorted(page, key=lambda line: -line.y)
    return ordered[:_EDGE_LINES] + ordered[_EDGE_LINES:][-_EDGE_LINES:]


def _running_key(line: Line) -> str:
    return re.sub(r"\d+", "0", phrase_key(line.text))


def _is_page_number(line: Line, page: list[Line]) -> bool:
    ys = [other.y for other in page]
    return line.y in (min(ys), max(ys)) and _PAGE_NUMBER.fullmatch(line.text) is not None


def _read_parts(lines: list[Line]) -> Iterator[Block]:
    """Yield a document's blocks: the rows of its tables, and between them its paragraphs."""
    if not lines:
        return
    style = _Style.of(lines)
    parts = [
        part for _, page in itertools.groupby(lines, key=lambda line: line.page) for part in find_tables(list(page))
    ]
    for is_table, found in itertools.groupby(parts, key=lambda part: isinstance(part, Table)):
        if is_table:
            yield from (_row(cells) for part in found if isinstance(part, Table) for cells in part.rows)
        else:
            yield from _blocks([part for part in found if isinstance(part, Line)], style)


def _row(cells: tuple[str, ...]) -> Block:
    return Block(kind=BlockKind.ROW, text="\t".join(cells), cells=cells)


@dataclass(frozen=True, slots=True)
class _Style:
    """How a document is set: the usual gap between its lines, their height and width, and its compound words."""

    gap: float
    height: float
    width: float
    compounds: frozenset[str]

    @classmethod
    def of(cls, lines: list[Line]) -> _Style:
        gaps = [above.y - below.y for above, below in itertools.pairwise(lines) if above.page == below.page]
        return cls(
            gap=statistics.median([gap for gap in gaps if gap > 0] or [12.0]),
            height=statistics.median(line.height for line in lines),
            width=statistics.quantiles([line.right - line.left for line in lines], n=10)[-1] if len(lines) > 1 else 0.0,
            compounds=frozenset(found.lower() for line in lines for found in _COMPOUND.findall(line.text)),
        )


def _blocks(lines: list[Line], style: _Style) -> Iterator[Block]:
    """Join lines to paragraphs: by gaps, letter sizes, bullets, and lines that end before they have to."""
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and _begins(paragraph[-1], line, style):
            yield _block(paragraph, style)
            paragraph = []
        paragraph.append(line)
    yield _block(paragraph, style)


def _begins(last: Line, line: Line, style: _Style) -> bool:
    if last.goes_on:
        return False
    gap = last.y - line.y
    is_level = line.page == last.page and abs(gap) < _LEVEL * last.height
    if is_level and line.left >= last.right - 1.0:
        # The mark of a note, or a word in another font, ends a line for the engine and not for a reader.
        return False
    if _BULLET.match(line.text) or abs(line.height - last.height) > 0.15 * last.height:
        return True
    ends = last.text.endswith(_ENDS)
    if line.page != last.page:
        return ends
    if gap > _GAP * max(style.gap, last.height) or gap < -last.height:
        return True
    return _ends_early(last, line, style) or (ends and last.right - last.left < _SHORT_LINE * style.width)


def _ends_early(last: Line, line: Line, style: _Style) -> bool:
    """Tell whether a line was broken long before its end, though the next word had room there: an item, a title."""
    size = len(line.text.split()[0]) / max(len(line.text), 1) * (line.right - line.left)
    room = style.width - (last.right - last.left)
    is_backwards = RIGHT_TO_LEFT.search(line.text) is not None
    is_at_edge = line.right >= last.right - _EDGE if is_backwards else line.left <= last.left + _EDGE
    return room > max(_ROOM * style.width, 2.5 * size) and not line.text[0].islower() and is_at_edge


def _block(lines: list[Line], style: _Style) -> Block:
    text = lines[0].text
    for last, line in itertools.pairwise(lines):
        text = _join(text, line.text, goes_on=last.goes_on, compounds=style.compounds)
    is_item = _MARK.match(text) is not None
    is_heading = lines[0].height > 1.15 * style.height and len(text) < 200
    kind = BlockKind.ITEM if is_item else BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH
    level = 1 if is_item else 2 if is_heading else 0
    return Block(kind=kind, text=_MARK.sub("", text), level=level)


def _join(text: str, following: str, *, goes_on: bool, compounds: frozenset[str]) -> str:
    """Join two lines: a word divided at a line's end is whole again, a compound keeps its hyphen."""
    if goes_on:
        bare = text.rstrip("-\u2010")
        first, last = _LAST_WORD.search(bare), _FIRST_WORD.match(following)
        whole = f"{first[0] if first else ''}-{last[0] if last else ''}".lower()
        is_divided = following[:1].islower() and whole not in compounds
        return f"{bare}{'' if is_divided else '-'}{following}"
    if _is_wide(text[-1]) and _is_wide(following[0]):
        return text + following
    return f"{text} {following}"


def _is_wide(sign: str) -> bool:
    return "\u2e80" <= sign <= "\u9fff" or "\uff00" <= sign <= "\uffef"
