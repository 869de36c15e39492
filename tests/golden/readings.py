"""How the golden corpus is written down: `python tests/golden/readings.py` reads every page again and writes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from statediff.extractor import VERSION, Reading, read

FOLDER = Path(__file__).parent
PAGES = tuple(sorted((FOLDER / "pages").iterdir()))


def read_golden(path: Path) -> Reading:
    """Read a page of the corpus as if it had been fetched from an invented address."""
    return read(path.read_bytes(), None, f"https://ministry.example/{path.name}")


def expected_path(path: Path) -> Path:
    """Return where the reading of a page is written down."""
    return FOLDER / "wordings" / f"{path.name}.txt"


def describe(reading: Reading) -> str:
    """Write a reading as lines: the page's own facts, then each block with kind and level."""
    return "\n".join(_lines(reading)) + "\n"


def _lines(reading: Reading) -> Iterator[str]:
    wording = reading.wording
    yield f"extractor version: {VERSION}"
    yield f"read by: {reading.how}, {reading.container}"
    yield f"proposed selector: {reading.proposed_selector}"
    for name in ("title", "language", "published", "modified", "charset", "correction", "notes"):
        yield f"{name}: {getattr(wording, name)}"
    yield ""
    for block in wording.blocks:
        text = block.text.replace("\t", " | ").replace("\n", " / ")
        yield f"{block.kind} {block.level}: {text}"


if __name__ == "__main__":
    for page in PAGES:
        expected_path(page).parent.mkdir(exist_ok=True)
        expected_path(page).write_text(describe(read_golden(page)), encoding="utf-8")
