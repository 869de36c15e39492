"""An empty archive for every test that asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from statediff.archive import Archive, create


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """A fresh archive, open."""
    with create(tmp_path / "archive.db") as fresh:
        yield fresh
