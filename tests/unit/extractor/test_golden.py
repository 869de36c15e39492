"""The golden corpus: what is read out of an unchanged page changes only with the extractor's version."""

from __future__ import annotations

from pathlib import Path

import pytest

from golden.readings import PAGES, describe, expected_path, read_golden


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_is_read_as_written_down_or_the_version_is_raised(path: Path) -> None:
    expected = expected_path(path).read_text(encoding="utf-8")

    actual = describe(read_golden(path))

    # If the new reading is better: raise VERSION in revision.py, then run python tests/golden/readings.py.
    assert actual == expected
