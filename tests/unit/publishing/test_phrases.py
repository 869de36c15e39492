"""Phrases: what was found becomes rows, and a row claims no more than the looks do."""

from __future__ import annotations

from pathlib import Path

from statediff.archive import create
from statediff.desk.sightings import Query, find_sightings
from statediff.publishing.phrases import tell_sightings
from statediff.reporter.outlets.phrasing import load_phrases
from visits import MFA, hours, paragraphs, read


def test_a_row_has_every_stretch_and_the_latest_passage(tmp_path: Path) -> None:
    with create(tmp_path / "statediff.db") as archive:
        for at, text in enumerate(("A letter of intent.", "An agreement.", "The letter of intent.")):
            read(archive, text, at=at)
        [row] = tell_sightings(archive, find_sightings(archive, Query("letter of intent")), load_phrases("en"))

    assert (row.passage, row.version, row.is_current) == ("The letter of intent.", 3, True)
    assert row.places == ((4, 20),)
    assert [(stretch.after, stretch.first, stretch.gone_by) for stretch in row.stretches] == [
        (None, hours(0), hours(1)),
        (hours(1), hours(2), None),
    ]


def test_a_stretch_that_our_rules_ended_is_not_told_as_one_that_went(tmp_path: Path) -> None:
    with create(tmp_path / "statediff.db") as archive:
        read(archive, "The text.", "A letter of intent.", at=0, key="1;automatic")
        archive.keep_reading(MFA.id, 1, paragraphs("The text."), "2;automatic", is_technical=True)
        read(archive, "The text, edited.", at=1, key="2;automatic")
        [row] = tell_sightings(archive, find_sightings(archive, Query("letter of intent")), load_phrases("en"))

    assert [(stretch.last, stretch.gone_by) for stretch in row.stretches] == [(hours(0), None)]
