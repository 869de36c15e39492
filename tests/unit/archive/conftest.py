"""Archives for the tests that ask for one: an empty one, or one in which a good deal happened."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from statediff.archive import Archive, create
from visits import make_full_archive, no_waiting_for_the_disk


@pytest.fixture(scope="session", autouse=True)
def _quick() -> Iterator[None]:
    with no_waiting_for_the_disk():
        yield


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """A fresh archive, open."""
    with create(tmp_path / "archive.db") as fresh:
        yield fresh


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive in which a good deal happened; to be copied, never written."""
    return make_full_archive(tmp_path_factory.mktemp("model") / "archive.db")


@pytest.fixture(scope="session")
def earlier_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive in which the same happened, and in which no bytes of hops were kept; to be copied, never written."""
    return make_full_archive(tmp_path_factory.mktemp("earlier") / "archive.db", with_messages=False)


@pytest.fixture
def earlier_path(earlier_model: Path, tmp_path: Path) -> Path:
    """A full archive without bytes of hops, of the test's own."""
    return Path(shutil.copy(earlier_model, tmp_path / "earlier-model.db"))


@pytest.fixture
def path(model: Path, tmp_path: Path) -> Path:
    """A full archive of the test's own."""
    return Path(shutil.copy(model, tmp_path / "archive.db"))
