"""The picture in the README is the demonstration's own report; STATEDIFF_WRITE_PICTURE=1 takes it anew."""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from statediff import demo

pytestmark = pytest.mark.browser

PICTURE = Path(__file__).resolve().parents[2] / "docs" / "images" / "report.png"
SIZE = (1280, 800)


def colours_of(png: bytes) -> tuple[tuple[int, int], int]:
    """Width, height and the number of different rows of a PNG's data; a blank picture has hardly any."""
    width, height = struct.unpack(">II", png[16:24])
    data, at = b"", 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        if kind == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    raw = zlib.decompress(data)
    stride = len(raw) // height
    return (width, height), len({raw[row * stride : (row + 1) * stride] for row in range(height)})


def test_the_readme_shows_the_demonstrations_report(chromium: Browser, tmp_path: Path) -> None:
    report = demo.run(tmp_path / "demo").reports[0]
    page = chromium.new_page(viewport={"width": SIZE[0], "height": SIZE[1]}, color_scheme="light")
    page.goto(report.as_uri())

    picture = page.screenshot()
    page.close()

    size, rows = colours_of(picture)
    assert size == SIZE
    assert rows > 200
    if os.environ.get("STATEDIFF_WRITE_PICTURE") == "1":
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        PICTURE.write_bytes(picture)


def test_the_stored_picture_is_a_picture_of_a_report() -> None:
    size, rows = colours_of(PICTURE.read_bytes())

    assert size == SIZE
    assert rows > 200
