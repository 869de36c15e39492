"""Cells: tables as CSV (RFC 4180) that no spreadsheet program takes for formulas; one has the changes of a report."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from statediff.reporter.characters import clean
from statediff.reporter.listing import Entry

COLUMNS = ("number", "kind", "also", "place", "old", "new", "size", "sentence")
_ACTING = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet program calculate a cell; such a cell gets an apostrophe in front."""


def write_entries_csv(entries: Iterable[Entry]) -> str:
    """Return one line a change under a line of headings, in the words of the report's list."""
    return write_table(COLUMNS, map(_values, entries))


def _values(one: Entry) -> tuple[str, ...]:
    told = one.tag, ", ".join(one.also), one.place, one.old, one.new, "; ".join(one.deltas), one.sentence
    return str(one.number), *told


def write_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return the rows under a line of headings; lines end with CR LF, and every cell of a row is defused."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows([defuse(value) for value in row] for row in rows)
    return file.getvalue()


def defuse(value: str) -> str:
    """Return a cell that is read as text: an apostrophe stands before what would begin a formula."""
    text = clean(value)
    return f"'{text}" if value.startswith(_ACTING) or text.lstrip().startswith(_ACTING) else text
