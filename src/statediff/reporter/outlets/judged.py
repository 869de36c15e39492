"""Judged: every verdict as CSV (RFC 4180) that no spreadsheet program takes for formulas."""

from __future__ import annotations

from collections.abc import Iterable

from statediff.judgements import Verdict
from statediff.reporter.cells import write_table
from statediff.reporter.members import format_instant

COLUMNS = (
    "verdict_id",
    "source",
    "old_version",
    "new_version",
    "verdict",
    "reviewer",
    "decided_at",
    "codebook",
    "note",
    "cluster",
)


def write_verdicts_csv(verdicts: Iterable[Verdict]) -> str:
    """Return one line a verdict under a line of headings, oldest first; lines end with CR LF."""
    return write_table(COLUMNS, map(_values, verdicts))


def _values(verdict: Verdict) -> tuple[str, ...]:
    return (
        str(verdict.id),
        verdict.source_id,
        str(verdict.old),
        str(verdict.new),
        str(verdict.kind),
        verdict.reviewer,
        format_instant(verdict.decided_at),
        verdict.codebook,
        verdict.note,
        verdict.cluster,
    )
