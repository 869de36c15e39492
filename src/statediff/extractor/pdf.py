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
import pypdfium2.raw

from statediff.errors import ExtractionError
from statediff.model import Block, BlockKind, Rules, Wording

from .dates import read_machine_date
from .reading import Reading
from .spacing import one_line
from .vocabulary import phrase_key

NEEDS_OCR = "needs-ocr"
_MOST_PAGES = 2000
_EDGE_LINES = 3
"""Running heads and feet stand among so many lines at a page's edges."""
_SAMPLES = 5
"""So many letters of a line tell its height and place: single signs may come from other fonts."""
_LEAST_LETTERS = 20
"""Letters a page below which a document of pictures is a scan."""
_GAP = 1.35
"""A gap between lines this many times the usual one begins a paragraph."""
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
_HYPHENS = ("\ufffe", "\x02", "\u00ad")
_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page, with its place in points: y from below, height of its letters, both ends."""

    text: str
    y: float
    height: float
    left: float
    right: float
    page: int
    goes_on: bool = False
    """Whether a hyphen at its end divides a word."""


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
    blocks = tuple(_blocks(_without_running_lines(lines)))
    title = one_line(facts.get("Title") or "") or next((block.text.split("\n")[0] for block in blocks), None)
    wording = Wording(
        title=title,
        language=rules.language,
        published=_day(facts.get("CreationDate")),
        modified=_day(facts.get("ModDate")),
        blocks=blocks,
        notes=(NEEDS_OCR,) if letters < _LEAST_LETTERS * max(pages, 1) else (),
    )
    warnings = ("the document is a scan without text; its words need optical recognition",) if wording.notes else ()
    return Reading(wording=wording, how="pdf", container="", warnings=warnings)


def _day(value: str | None) -> str | None:
    match = _DATE.match(value or "")
    return read_machine_date("-".join(match.groups())) if match else None


def _lines_of(document: pypdfium2.PdfDocument, number: int) -> list[_Line]:
    page = document[number]
    with contextlib.closing(page), contextlib.closing(page.get_textpage()) as textpage:
        return list(_read_lines(textpage, number))


def _read_lines(textpage: pypdfium2.PdfTextPage, number: int) -> Iterator[_Line]:
    """Yield a page's lines; the marks of the engine for line ends and divided words are read here."""
    start, signs = (
        0,
        [chr(pypdfium2.raw.FPDFText_GetUnicode(textpage, index)) for index in range(textpage.count_chars())],
    )
    for index, sign in enumerate([*signs, "\n"]):
        if sign not in "\r\n" and sign not in _HYPHENS:
            continue
        text = "".join(signs[start:index])
        if text.strip():
            yield _place(textpage, signs, start, index, number, goes_on=sign in _HYPHENS)
        start = index + 1


def _place(
    textpage: pypdfium2.PdfTextPage, signs: list[str], start: int, end: int, page: int, *, goes_on: bool
) -> _Line:
    inked = [index for index in range(start, end) if not signs[index].isspace()]
    sampled = [inked[len(inked) * part // _SAMPLES] for part in range(_SAMPLES)]
    boxes = [textpage.get_charbox(index, loose=True) for index in dict.fromkeys((inked[0], *sampled, inked[-1]))]
    text = one_line("".join(signs[start:end]))
    goes_on = goes_on or re.search(r"\w[-\u2010]$", text) is not None
    return _Line(
        text=text,
        y=statistics.median(box[1] for box in boxes),
        height=max(statistics.median(box[3] - box[1] for box in boxes), 1.0),
        left=boxes[0][0],
        right=boxes[-1][2],
        page=page,
        goes_on=goes_on,
    )


def _without_running_lines(pages: list[list[_Line]]) -> list[_Line]:
    """Leave out lines that stand at the edge of most pages, figures apart, and page numbers at the edges."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_running_key(line) for line in _edge(page)})
    often = {key for key, count in edges.items() if key and count >= 3 and 2 * count >= len(pages)}
    kept: list[_Line] = []
    for page in pages:
        edge = _edge(page)
        for line in page:
            at_edge = any(line is other for other in edge)
            if at_edge and (_running_key(line) in often or (len(pages) > 1 and _is_page_number(line, page))):
                continue
            kept.append(line)
    return kept


def _edge(page: list[_Line]) -> list[_Line]:
    ordered = sorted(page, key=lambda line: -line.y)
    return ordered[:_EDGE_LINES] + ordered[_EDGE_LINES:][-_EDGE_LINES:]


def _running_key(line: _Line) -> str:
    return re.sub(r"\d+", "0", phrase_key(line.text))


def _is_page_number(line: _Line, page: list[_Line]) -> bool:
    ys = [other.y for other in page]
    return line.y in (min(ys), max(ys)) and _PAGE_NUMBER.fullmatch(line.text) is not None


def _blocks(lines: list[_Line]) -> Iterator[Block]:
    """Join lines to paragraphs: by gaps, letter sizes, bullets, and short lines that end a sentence."""
    if not lines:
        return
    gaps = [above.y - below.y for above, below in itertools.pairwise(lines) if above.page == below.page]
    usual_gap = statistics.median([gap for gap in gaps if gap > 0] or [12.0])
    usual_height = statistics.median(line.height for line in lines)
    width = statistics.quantiles([line.right - line.left for line in lines], n=10)[-1] if len(lines) > 1 else 0.0
    compounds = frozenset(found.lower() for line in lines for found in _COMPOUND.findall(line.text))
    paragraph: list[_Line] = []
    for line in lines:
        if paragraph and _begins(paragraph[-1], line, usual_gap=usual_gap, width=width):
            yield _block(paragraph, usual_height, compounds)
            paragraph = []
        paragraph.append(line)
    yield _block(paragraph, usual_height, compounds)


def _begins(last: _Line, line: _Line, *, usual_gap: float, width: float) -> bool:
    if last.goes_on:
        return False
    if _BULLET.match(line.text) or abs(line.height - last.height) > 0.15 * last.height:
        return True
    ends = last.text.endswith(_ENDS)
    if line.page != last.page:
        return ends
    gap = last.y - line.y
    if gap > _GAP * max(usual_gap, last.height) or gap < -last.height:
        return True
    return ends and last.right - last.left < _SHORT_LINE * width


def _block(lines: list[_Line], usual_height: float, compounds: frozenset[str]) -> Block:
    text = lines[0].text
    for last, line in itertools.pairwise(lines):
        text = _join(text, line.text, goes_on=last.goes_on, compounds=compounds)
    is_item = _MARK.match(text) is not None
    is_heading = lines[0].height > 1.15 * usual_height and len(text) < 200
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
