"""The reference page of the archive names every table and view that there is, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from statediff.archive import Archive

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "archive.md"


def test_the_page_names_every_table_and_view(archive: Archive) -> None:
    cells = re.findall(r"^\| (`.*?) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    documented = {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}
    known = {
        name
        for (name,) in archive._connection.rows("select name from sqlite_schema where type in ('table', 'view')")
        if not name.startswith(("passage_index_", "_sqlite", "sqlite_"))
    }

    assert documented == known


def test_the_page_names_every_key_of_a_record(archive: Archive) -> None:
    text = PAGE.read_text(encoding="utf-8")
    listed = text[text.index("keys in order (") : text.index("The record is derived")]

    keys = re.findall(r"`(\w+)`", listed)

    assert keys == sorted(keys)
    assert len(keys) == 13
