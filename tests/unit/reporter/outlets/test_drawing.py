"""Drawing: one SVG file that says everything in words too."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest

from rows import write_source_row
from statediff.reporter.outlets.drawing import write_strips
from statediff.reporter.outlets.phrasing import load_phrases
from statediff.reporter.outlets.rows import Sighting, Stretch
from written import FIRST

STRETCH = Stretch(first=FIRST, last=FIRST + timedelta(days=2), gone_by=FIRST + timedelta(days=3))


def sighting(name: str) -> Sighting:
    return Sighting(
        source=write_source_row(id="defence-en", name=name, language="en"),
        first=STRETCH.first,
        last=STRETCH.last,
        is_current=False,
        version=1,
        passage="A letter of intent.",
        stretches=(STRETCH,),
    )


def test_what_was_never_seen_is_not_drawn() -> None:
    assert write_strips("“treaty”", [], load_phrases("en")) is None


@pytest.mark.parametrize("language", ["en", "fr", "uk"])
@pytest.mark.parametrize("hostile", ["</svg><script>x</script>", "a\x00b\x1b", 'x" onload="y', "\u202eevil", "&&&"])
def test_any_name_and_phrase_make_a_file_that_can_be_read(language: str, hostile: str) -> None:
    drawing = write_strips(hostile, [sighting(hostile)], load_phrases(language))

    assert drawing is not None
    root = ET.fromstring(drawing.encode())
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names <= {"svg", "title", "desc", "style", "rect", "text", "g", "line", "path"}


def test_it_needs_nothing_beside_it() -> None:
    drawing = write_strips("x", [sighting("Defence")], load_phrases("en")) or ""

    assert drawing.count("http") == 1
    assert "url(" not in drawing
