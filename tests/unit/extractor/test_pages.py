"""Invented pages of many countries and publishing systems, each with the right text of its statement beside it.

The texts were written before the pages were read; a line is a block, " | " divides the cells of a row.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from statediff.extractor import extract

PAGES = tuple(sorted((Path(__file__).parent / "pages").glob("*.html")))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_statement_is_read_whole_and_alone(path: Path) -> None:
    right = path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()

    wording = extract(path.read_bytes(), "text/html; charset=utf-8", f"https://ministry.example/{path.name}")

    assert [block.text.replace("\t", " | ").replace("\n", " ") for block in wording.blocks] == right
