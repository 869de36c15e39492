"""Stays: when a passage stood, for whoever asks since when a phrase is there."""

from __future__ import annotations

import pytest

from statediff.archive import Archive, Stay
from statediff.archive.search import Pattern, pattern_expression
from statediff.errors import RevisionNotFound, SourceNotFound
from visits import MFA, hours, look, read


def test_a_passage_that_went_and_came_back_stays_twice(archive: Archive) -> None:
    for at, texts in enumerate((("A letter of intent.",), ("An agreement.",), ("A letter of intent.",))):
        read(archive, *texts, at=at)

    stays = archive.stays((("letter",), ("of",), ("intent",)))

    assert [(stay.source_id, stay.first, stay.until) for stay in stays] == [("mfa-en", 1, 2), ("mfa-en", 3, None)]
    assert archive.passages(stay.passage for stay in stays) == {stays[0].passage: "A letter of intent."}


@pytest.mark.parametrize(
    ("pattern", "expression"),
    [
        ((), None),
        (((),), None),
        ((("letter",), ("of",)), '("letter of")'),
        ((("agree*",), ("on",)), '("agree"* AND "on")'),
        ((("a", "b"), ("c",)), '("a c") OR ("b c")'),
    ],
)
def test_a_pattern_becomes_an_expression_of_the_index(pattern: Pattern, expression: str | None) -> None:
    assert pattern_expression(pattern) == expression


def test_a_pattern_of_very_many_choices_still_finds_its_passage(archive: Archive) -> None:
    read(archive, "The parties signed an agreement.")
    choices = tuple(f"word{number}" for number in range(300))

    stays = archive.stays((("signed", *choices), ("an", *choices), ("agreement", *choices)))

    assert [stay.first for stay in stays] == [1]


def test_an_outline_tells_the_versions_without_their_wordings(archive: Archive) -> None:
    read(archive, "One.", at=0)
    read(archive, "Two.", at=1)
    look(archive, "<main><p>Two.</p></main>", at=2)

    outline = archive.outline(MFA.id)

    assert [(note.number, note.first_seen_at, note.language) for note in outline] == [
        (1, hours(0), "en"),
        (2, hours(1), "en"),
    ]
    assert archive.last_seen_at(MFA.id, 1) == hours(0)


def test_what_the_archive_does_not_hold_is_named(archive: Archive) -> None:
    read(archive, "One.")

    with pytest.raises(SourceNotFound):
        archive.outline("nobody")
    with pytest.raises(RevisionNotFound):
        archive.last_seen_at(MFA.id, 7)


def test_nothing_stays_where_nothing_is_found(archive: Archive) -> None:
    nothing: tuple[Stay, ...] = archive.stays((("submarine",),))

    assert nothing == ()
    assert archive.passages(()) == {}
