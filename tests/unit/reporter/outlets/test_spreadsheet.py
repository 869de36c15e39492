"""The table of changes: readable by any program, and calculated by none."""

from __future__ import annotations

import csv
import io

import pytest

from rows import write_row
from statediff.reporter.cells import defuse
from statediff.reporter.outlets.spreadsheet import COLUMNS, write_changes_csv


def test_every_change_is_one_line_under_the_headings() -> None:
    rows = list(csv.DictReader(io.StringIO(write_changes_csv([write_row(3), write_row(2)]), newline="")))

    assert tuple(rows[0]) == COLUMNS
    assert [row["new_version"] for row in rows] == ["3", "2"]
    assert rows[0]["first_seen_after"] == "2026-11-25T06:04:09Z"
    assert rows[0]["kinds"] == "commitment figure"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n=", " =", "\t="])
def test_what_would_begin_a_formula_gets_an_apostrophe(start: str) -> None:
    (row,) = csv.DictReader(io.StringIO(write_changes_csv([write_row(sentence=f"{start}1+1")]), newline=""))

    assert row["sentence"].startswith("'")
    assert defuse("plain") == "plain"


def test_quotes_commas_and_line_ends_stay_in_their_cell() -> None:
    text = write_changes_csv([write_row(sentence='one, "two"\nthree', publisher="a;b")])

    (row,) = csv.DictReader(io.StringIO(text, newline=""))

    assert row["sentence"] == 'one, "two" three'
    assert text.count("\r\n") == 2
