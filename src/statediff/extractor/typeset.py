"""A PDF page as lines: its signs in the order in which they are read, raised digits raised, and gaps between cells."""

from __future__ import annotations

import ctypes
import math
import re
import statistics
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw

from .spacing import one_line

_SAMPLES = 5
"""So many letters of a line tell its height and place: single signs may come from other fonts."""
_HYPHENS = ("\ufffe", "\x02", "\u00ad")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED = 0.8
"""Share of the height of a line's letters below which a digit above their foot is the mark of a note."""
_FORWARD = re.compile(
    r"[0-9A-Za-z\u00c0-\u024f\u0370-\u052f]+(?:[.,:/%-][0-9A-Za-z]+)*|[\u0660-\u0669]+(?:[.,/][\u0660-\u0669]+)*"
)
"""Figures and words of other scripts, which run from left to right also in a line that does not."""
_MIRRORED = str.maketrans("()[]{}«»<>", ")(][}{»«><")
_WIDE_GAP = 1.2
"""Gap between two words, in heights of their letters, that no line of prose has: the next cell of a row begins."""
_WORD_GAP = 0.25
"""Gap that divides two words of a script from right to left where no blank is written between them."""
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEAST_BLANK = 0.1
_LOST = "\ufffd"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, or one cell of it, with its place in points: y from below, height of its letters, both ends."""

    text: str
    y: float
    height: float
    left: float
    right: float
    page: int
    goes_on: bool = False
    """Whether a hyphen at its end divides a word."""
    starts: tuple[tuple[int, float], ...] = ()
    """Where its words begin: place in the text and distance from the left."""


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    bottom: float
    right: float
    top: float


class _Signs:
    """The signs of a page, with their places and sizes when asked for."""

    def __init__(self, textpage: pypdfium2.PdfTextPage) -> None:
        self._page = textpage
        raw = pypdfium2.raw
        codes = [raw.FPDFText_GetUnicode(textpage, index) for index in range(textpage.count_chars())]
        self.text = [chr(code) if code else self._unnamed(index) for index, code in enumerate(codes)]

    def _unnamed(self, index: int) -> str:
        """Return what stands for a drawn sign of which the document does not say which letter it is."""
        return " " if pypdfium2.raw.FPDFText_IsGenerated(self._page, index) == 1 else _LOST

    def is_drawn(self, index: int) -> bool:
        """Tell whether a sign takes up room; blanks that the engine guessed do not."""
        box = self.box(index)
        return self.text[index].strip() != "" or box.right - box.left > _LEAST_BLANK

    def box(self, index: int) -> _Box:
        left, bottom, right, top = self._page.get_charbox(index, loose=True)
        return _Box(left, bottom, right, top)

    def size(self, index: int) -> float:
        """Return the height of a sign's font on the page."""
        matrix = pypdfium2.raw.FS_MATRIX()
        size = float(pypdfium2.raw.FPDFText_GetFontSize(self._page, index))
        if not pypdfium2.raw.FPDFText_GetMatrix(self._page, index, ctypes.byref(matrix)):
            return size
        return size * math.hypot(matrix.b, matrix.d)


def read_lines(textpage: pypdfium2.PdfTextPage, number: int) -> Iterator[Line]:
    """Yield a page's lines in its own order; cells that stand apart in one line come apart."""
    signs = _Signs(textpage)
    start, is_backwards = 0, False
    for index, sign in enumerate([*signs.text, "\n"]):
        if sign not in ("\r", "\n") and sign not in _HYPHENS:
            continue
        inked = [place for place in range(start, index) if signs.text[place].strip()]
        if inked:
            letters = [signs.text[place] for place in inked if signs.text[place].isalpha()]
            # A line of nothing but a figure runs as the one before it.
            is_backwards = any(map(RIGHT_TO_LEFT.match, letters)) if letters else is_backwards
            place = _place_backwards if is_backwards else _place
            yield from place(signs, inked[0], inked[-1] + 1, number, is_divided=sign in _HYPHENS)
        start = index + 1


@dataclass(frozen=True, slots=True)
class _Measure:
    """What a line measures: the height of its letters, where they stand, and both ends."""

    height: float
    foot: float
    left: float
    right: float

    @classmethod
    def of(cls, signs: _Signs, start: int, end: int) -> _Measure:
        inked = [index for index in range(start, end) if signs.text[index].strip()]
        sampled = list(dict.fromkeys(inked[len(inked) * part // _SAMPLES] for part in range(_SAMPLES)))
        boxes = [signs.box(index) for index in (inked[0], *sampled, inked[-1])]
        return cls(
            height=max(statistics.median(signs.size(index) for index in sampled), 1.0),
            foot=statistics.median(box.bottom for box in boxes),
            left=min(box.left for box in boxes),
            right=max(box.right for box in boxes),
        )


def _place_backwards(signs: _Signs, start: int, end: int, page: int, *, is_divided: bool) -> Iterator[Line]:
    del is_divided
    found = _Measure.of(signs, start, end)
    text = _read_backwards(signs, start, end, found.height)
    if text:
        yield Line(text, found.foot, found.height, found.left, found.right, page)


def _place(signs: _Signs, start: int, end: int, page: int, *, is_divided: bool) -> Iterator[Line]:
    found = _Measure.of(signs, start, end)
    text = [_raise(signs, index, found.height, found.foot) for index in range(start, end)]
    goes_on = is_divided or re.search(r"\w[-\u2010]$", one_line("".join(text))) is not None
    for first, last in _cells(signs, start, end, found.height):
        words = "".join(text[first - start : last - start])
        yield Line(
            text=one_line(words),
            y=found.foot,
            height=found.height,
            left=signs.box(first).left,
            right=signs.box(last - 1).right,
            page=page,
            goes_on=goes_on and last == end,
            starts=tuple(_word_starts(signs, words, first)),
        )


def _raise(signs: _Signs, index: int, height: float, foot: float) -> str:
    """Return a sign as it is read: a digit that is smaller and stands higher than its line is the mark of a note."""
    sign = signs.text[index]
    if not sign.isdigit() or signs.size(index) > _RAISED * height or signs.box(index).bottom <= foot + 0.1 * height:
        return sign
    return sign.translate(_SUPERSCRIPTS)


def _cells(signs: _Signs, start: int, end: int, height: float) -> Iterator[tuple[int, int]]:
    """Yield the parts of a line between gaps that are wider than any between words."""
    first, last = start, start
    for index in range(start, end):
        if not signs.text[index].strip():
            continue
        if index > last + 1 and signs.box(index).left - signs.box(last).right > _WIDE_GAP * height:
            yield first, last + 1
            first = index
        last = index
    yield first, last + 1


def _word_starts(signs: _Signs, words: str, first: int) -> Iterator[tuple[int, float]]:
    """Yield where words begin, for lines that are short enough to be rows of a table."""
    if len(words) > _LONGEST_ROW:
        return
    place = 0
    for match in re.finditer(r"\S+", words):
        yield place, signs.box(first + match.start()).left
        place += len(one_line(match[0])) + 1


_LONGEST_ROW = 120


def _read_backwards(signs: _Signs, start: int, end: int, height: float) -> str:
    """Return a line of a script that runs from right to left by where its signs stand, whatever their order is."""
    drawn = [index for index in range(start, end) if signs.is_drawn(index)]
    placed = sorted(((signs.box(index), signs.text[index]) for index in drawn), key=_middle, reverse=True)
    pieces: list[str] = []
    last: _Box | None = None
    for box, sign in placed:
        if last is not None and last.left - box.right > _WORD_GAP * height:
            pieces.append(" ")
        pieces.append(sign)
        last = box
    line = unicodedata.normalize("NFKC", "".join(pieces)).translate(_MIRRORED)
    return one_line(_FORWARD.sub(lambda found: found[0][::-1], line))


def _middle(entry: tuple[_Box, str]) -> float:
    return entry[0].left + entry[0].right


def cut_line(line: Line, edges: tuple[float, ...], tolerance: float) -> Iterator[Line]:
    """Yield the parts of a line that begin at some of the edges of a table's columns."""
    cuts = [place for place, left in line.starts if place and any(abs(left - edge) <= tolerance for edge in edges)]
    lefts = dict(line.starts)
    for first, last in zip((0, *cuts), (*cuts, len(line.text) + 1), strict=True):
        text = line.text[first : last - 1] if last <= len(line.text) else line.text[first:]
        yield replace(line, text=text.strip(), left=lefts.get(first, line.left), starts=())
