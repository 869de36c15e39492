"""Rows of changes and sources as the outlets take them, written by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from statediff.model import Change
from statediff.reporter.outlets.feed import Entry
from statediff.reporter.outlets.marked import mark_passages
from statediff.reporter.outlets.rows import ChangeRow, SourceRow
from written import FIRST, statement_change


def write_row(number: int = 2, **facts: Any) -> ChangeRow:
    row = ChangeRow(
        source_id="defence-en",
        name="Ministry of Defence (invented)",
        url="https://defence.example/en/news/joint",
        publisher="Ministry of Defence (invented)",
        language="en",
        old=number - 1,
        new=number,
        after=FIRST + timedelta(hours=60 * number),
        at=FIRST + timedelta(hours=60 * number + 6),
        severity="substantive",
        score=0.8,
        sentence="“Letter of intent” became “agreement”.",
        added=4,
        removed=3,
        kinds=("commitment", "figure"),
        key=f"{number:016x}",
    )
    return replace(row, **facts)


def write_entry(number: int = 2, change: Change | None = None, **facts: Any) -> Entry:
    return Entry(row=write_row(number, **facts), passages=mark_passages(change or statement_change()))


def write_source_row(**facts: Any) -> SourceRow:
    row = SourceRow(
        id="defence-en",
        name="Ministry of Defence (invented)",
        url="https://defence.example/en/news/joint",
        publisher="Ministry of Defence (invented)",
        language="en",
        edition_of=None,
        versions=2,
        looks=6,
        last_look=FIRST,
        came_back="read (HTTP 200)",
        has_failed=False,
    )
    return replace(row, **facts)
