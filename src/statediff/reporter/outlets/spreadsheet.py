"""Spreadsheet: changes as CSV (RFC 4180) that no spreadsheet program takes for formulas."""

from __future__ import annotations

from collections.abc import Iterable

from statediff.reporter.cells import write_table
from statediff.reporter.members import format_instant
from statediff.reporter.outlets.rows import ChangeRow

COLUMNS = (
    "source",
    "publisher",
    "language",
    "old_version",
    "new_version",
    "last_seen_before",
    "first_seen_after",
    "severity",
    "score",
    "sentence",
    "words_removed",
    "words_added",
    "kinds",
    "is_technical",
    "url",
)


def write_changes_csv(rows: Iterable[ChangeRow]) -> str:
    """Return one line a change under a line of headings; lines end with CR LF, text is UTF-8 without a mark."""
    return write_table(COLUMNS, map(_values, rows))


def _values(row: ChangeRow) -> tuple[str, ...]:
    return (
        row.source_id,
        row.publisher or "",
        row.language or "",
        str(row.old),
        str(row.new),
        format_instant(row.after),
        format_instant(row.at),
        row.severity,
        f"{row.score:g}",
        row.sentence,
        str(row.removed),
        str(row.added),
        " ".join(row.kinds),
        "yes" if row.is_technical else "no",
        row.url,
    )
