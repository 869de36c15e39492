"""Tables of a PDF: lines that stand beside each other in columns, row by row."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .typeset import Line, cut_line

_ALIGNED = 4.0
"""Points by which the edges of a column's cells may differ."""
_LEVEL = 0.7
"""Share of a line's height by which cells of one row may stand higher or lower."""
_BENEATH = 1.7
"""Heights of a line within which the next line of the same cell follows."""
_MOST_LINES = 6
"""Lines of one cell; what is taller is a column of text."""
_LEAST_ROWS = 2
_LEAST_COLUMN_LINES, _PROSE_LINE = 4, 25
"""Lines of columns of prose, and their letters on average; the cells of a table are shorter or stand wider apart."""


@dataclass(slots=True)
class _Row:
    """The cells of a row, each a list of lines."""

    cells: list[list[Line]] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        return [line for cell in self.cells for line in cell]

    def takes(self, line: Line) -> bool:
        """Put a line into this row: beside its last cell, or beneath the last line of that cell."""
        cell = self.cells[-1]
        last, height = cell[-1], line.height
        top, foot = max(other.y for other in self.lines), min(other.y for other in self.lines)
        is_level = foot - _LEVEL * height <= line.y <= top + _LEVEL * height
        if line.left > max(other.right for other in cell) and is_level and len(cell) <= _MOST_LINES:
            self.cells.append([line])
            return True
        is_beneath = 0.3 * height < last.y - line.y < _BENEATH * height
        if is_beneath and abs(line.left - last.left) <= _ALIGNED and len(cell) < _MOST_LINES:
            cell.append(line)
            return True
        return False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, as they stand."""

    rows: tuple[tuple[str, ...], ...]


def find_tables(lines: Sequence[Line]) -> Iterator[Line | Table]:
    """Yield the lines of a page in their order, those of tables as tables."""
    rows = _rows(lines)
    for has_cells, found in itertools.groupby(rows, key=lambda row: len(row.cells) > 1):
        run = list(found)
        if not has_cells or len(run) < _LEAST_ROWS:
            yield from (line for row in run for line in row.lines)
            continue
        yield from _read_run(run)


def _read_run(run: list[_Row]) -> Iterator[Line | Table]:
    """Yield a run of rows as a table when their columns stand under each other."""
    if _are_columns(run):
        yield from sorted((line for row in run for line in row.lines), key=lambda line: _column_of(line, run))
        return
    edges = _column_edges(run)
    cut = [_cut_row(row, edges) for row in run]
    is_table = len(edges) > 1 and sum(_fits(row, edges) for row in cut) >= max(_LEAST_ROWS, len(cut) // 2)
    if not is_table:
        yield from (line for row in run for line in row.lines)
        return
    yield Table(tuple(tuple(_cell_text(cell) for cell in row.cells) for row in cut))


def _are_columns(run: list[_Row]) -> bool:
    """Tell whether rows are lines of prose in columns, which the document holds line by line across the page."""
    if len(run) < _LEAST_COLUMN_LINES or len({len(row.cells) for row in run}) > 1:
        return False
    lines = [line for row in run for line in row.lines]
    pitches = [above.cells[0][0].y - below.cells[0][0].y for above, below in itertools.pairwise(run)]
    is_close = max(pitches) < _BENEATH * lines[0].height
    return is_close and sum(len(line.text) for line in lines) >= _PROSE_LINE * len(lines)


def _column_of(line: Line, run: list[_Row]) -> int:
    edges = [min(row.cells[number][0].left for row in run) for number in range(len(run[0].cells))]
    return sum(line.left >= edge - _ALIGNED for edge in edges)


def _rows(lines: Sequence[Line]) -> list[_Row]:
    """Put lines into rows; lines that stand under each other alone are rows of one line each."""
    rows: list[_Row] = []
    for line in lines:
        if not rows or not rows[-1].takes(line):
            rows.append(_Row([[line]]))
    return [part for row in rows for part in _parts(row)]


def _parts(row: _Row) -> Iterator[_Row]:
    if len(row.cells) > 1:
        yield row
    else:
        yield from (_Row([[line]]) for line in row.cells[0])


def _column_edges(run: list[_Row]) -> tuple[float, ...]:
    """Return the left edges that cells of at least two rows share."""
    lefts = sorted((cell[0].left, number) for number, row in enumerate(run) for cell in row.cells)
    edges: list[float] = []
    for _, group in itertools.groupby(_clusters(lefts), key=lambda entry: entry[0]):
        members = [entry[1] for entry in group]
        if len({number for _, number in members}) >= _LEAST_ROWS:
            edges.append(min(left for left, _ in members))
    return tuple(edges)


def _clusters(lefts: list[tuple[float, int]]) -> Iterator[tuple[int, tuple[float, int]]]:
    cluster = 0
    for place, entry in enumerate(lefts):
        cluster += place > 0 and entry[0] - lefts[place - 1][0] > _ALIGNED
        yield cluster, entry


def _cut_row(row: _Row, edges: tuple[float, ...]) -> _Row:
    """Divide the cells of one line whose words begin at the edges of further columns."""
    cells: list[list[Line]] = []
    for cell in row.cells:
        if len(cell) > 1:
            cells.append(cell)
        else:
            cells.extend([part] for part in cut_line(cell[0], edges, _ALIGNED))
    return _Row(cells)


def _fits(row: _Row, edges: tuple[float, ...]) -> bool:
    """Tell whether most cells of a row begin at the edge of a column, and more than the first of them do."""
    fitting = sum(any(abs(cell[0].left - edge) <= _ALIGNED for edge in edges) for cell in row.cells)
    return fitting > 1 and 2 * fitting >= len(row.cells)


def _cell_text(cell: list[Line]) -> str:
    text = cell[0].text
    for last, line in itertools.pairwise(cell):
        text = text[:-1] + line.text if last.goes_on and text.endswith(("-", "\u2010")) else f"{text} {line.text}"
    return text
