"""The changes of a report as a table for spreadsheet programs."""

from __future__ import annotations

import csv
import io

from bs4 import BeautifulSoup

from statediff.reporter import render_report
from statediff.reporter.cells import COLUMNS, defuse, write_entries_csv
from statediff.reporter.listing import list_entries
from statediff.reporter.phrasing import load_phrases
from statediff.reporter.statement import read_statement
from written import statement_change, write_change, write_evidence

ENGLISH = load_phrases("en")


def test_every_change_is_one_line_with_the_words_of_the_list() -> None:
    change = statement_change()
    entries = list_entries(change, read_statement(change, ENGLISH), ENGLISH)

    rows = list(csv.reader(io.StringIO(write_entries_csv(entries))))

    assert tuple(rows[0]) == COLUMNS
    assert [row[0] for row in rows[1:]] == [str(edit.number) for edit in change.edits]
    assert rows[3] == ["3", "Figure", "", "¶3", "1,200", "1,100", "−8.3\u00a0%", ""]
    assert rows[5][7].startswith("Paragraph withdrawn (33 words)")


def test_what_would_begin_a_formula_is_read_as_text() -> None:
    change = write_change(["It says [-=1+1-]{+@SUM(A1)+} and [-a-]{+-b+}."])
    entries = list_entries(change, read_statement(change, ENGLISH), ENGLISH)

    rows = list(csv.reader(io.StringIO(write_entries_csv(entries))))

    assert [row[4:6] for row in rows[1:]] == [["'=1+1", "'@SUM(A1)"], ["a", "'-b"]]
    assert defuse("\u202e=1") == "[U+202E]=1"


def test_the_report_holds_it_beside_the_other_forms() -> None:
    page = BeautifulSoup(render_report(**write_evidence(statement_change())), "lxml")

    forms = {tag.get_text(): tag.find_next("pre") for tag in page.select(".cite .two > div:last-child summary")}

    assert list(forms) == ["Changes as CSV", "Patch", "Change as JSON", "Before .txt", "After .txt"]
    table = forms["Changes as CSV"]
    assert table is not None
    assert table.get_text().startswith("number,kind,also,place,old,new,size,sentence")
