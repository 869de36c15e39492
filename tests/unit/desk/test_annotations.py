"""A note stays with its passage through every later version, and tells what happened to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from statediff.archive import Archive, create
from statediff.desk.annotations import CarriedNote, annotate, carry_notes, find_quote
from statediff.errors import UsageError
from visits import hours, read

FIRST = "The ministers met in Kyiv on Tuesday."
SECOND = "They signed a letter of intent about 1,200 launchers."
THIRD = "The programme lasts for five years."


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with create(tmp_path / "archive.db") as fresh:
        yield fresh


def follow(archive: Archive, versions: list[tuple[str, ...]], quote: str) -> CarriedNote:
    for number, paragraphs in enumerate(versions):
        read(archive, *paragraphs, at=number)
    archive.keep_annotation(annotate(archive.version("mfa-en@v1"), quote, "Check this.", author="Ann", at=hours(50)))
    (note,) = carry_notes(archive, archive.version("mfa-en"))
    return note


def test_a_note_moves_along_with_its_passage(archive: Archive) -> None:
    note = follow(archive, [(FIRST, SECOND, THIRD), ("A new beginning.", FIRST, SECOND, THIRD)], "letter of intent")

    text = archive.version("mfa-en").wording.text
    assert (note.state, note.events) == ("stands", ())
    assert text[note.start : note.end] == "letter of intent"


def test_a_reworded_passage_is_told_with_the_version_and_the_window_in_which_it_changed(archive: Archive) -> None:
    reworded = "They signed an agreement about 1,200 launchers."

    note = follow(archive, [(FIRST, SECOND, THIRD), (FIRST, reworded, THIRD)], "letter of intent")

    assert (note.state, note.passage) == ("reworded", "agreement")
    (event,) = note.events
    assert (event.version, event.turn, event.passage) == (2, "reworded", "agreement")
    assert (event.after, event.at) == (hours(0), hours(1))


def test_a_withdrawn_passage_that_stands_again_is_restored(archive: Archive) -> None:
    whole = (FIRST, SECOND, THIRD)

    note = follow(archive, [whole, (FIRST, THIRD), (FIRST, THIRD, "It ends."), whole], SECOND)

    assert note.state == "stands"
    assert [(event.version, event.turn) for event in note.events] == [(2, "withdrawn"), (4, "restored")]
    assert archive.version("mfa-en").wording.text[note.start : note.end] == SECOND


def test_a_passage_that_stays_away_has_the_place_where_it_stood(archive: Archive) -> None:
    note = follow(archive, [(FIRST, SECOND, THIRD), (FIRST, THIRD), (FIRST, THIRD, "It ends.")], "1,200 launchers")

    assert (note.state, note.passage, note.start) == ("withdrawn", "", note.end)
    assert [event.version for event in note.events] == [2]


def test_notes_of_later_versions_and_other_sources_stay_out(archive: Archive) -> None:
    read(archive, FIRST, at=0)
    read(archive, FIRST, SECOND, at=1)
    archive.keep_annotation(annotate(archive.version("mfa-en@v2"), SECOND, "New.", author="Ann", at=hours(50)))

    assert carry_notes(archive, archive.version("mfa-en@v1")) == ()


def test_a_quote_is_found_whatever_its_white_space() -> None:
    assert list(find_quote("a letter\nof  intent, a letter of intent", "letter of intent")) == [(2, 19), (23, 39)]
    assert list(find_quote("nothing", "   ")) == []
    assert list(find_quote("aaa aa", "aa aa")) == [(1, 6)]


@pytest.mark.parametrize(
    ("quote", "occurrence", "cause"),
    [
        ("treaty", None, "does not stand there"),
        ("ministers", None, "stands there 2 times"),
        ("ministers", 3, "2 times"),
    ],
)
def test_a_quote_that_is_not_there_or_not_alone_is_refused(
    archive: Archive, quote: str, occurrence: int | None, cause: str
) -> None:
    read(archive, "The ministers met other ministers.", at=0)

    with pytest.raises(UsageError, match=cause):
        annotate(archive.version("mfa-en"), quote, "A note.", author="Ann", at=hours(1), occurrence=occurrence)


def test_one_of_several_equal_passages_can_be_named(archive: Archive) -> None:
    read(archive, "The ministers met other ministers.", at=0)

    note = annotate(archive.version("mfa-en"), "ministers", "Who?", author="Ann", at=hours(1), occurrence=2)

    assert (note.start, note.quote) == (24, "ministers")


@pytest.mark.parametrize(("text", "author"), [("  ", "Ann"), ("A note.", " ")])
def test_a_note_without_words_or_name_is_refused(archive: Archive, text: str, author: str) -> None:
    read(archive, FIRST, at=0)

    with pytest.raises(UsageError, match="a note needs words and a name"):
        annotate(archive.version("mfa-en"), "ministers", text, author=author, at=hours(1))
