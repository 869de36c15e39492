"""A saved search finds the changes by which a passage with its phrase came or went, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from statediff.archive import Archive, create
from statediff.desk.searches import find_changes, find_for
from statediff.model import SavedSearch
from visits import MOD, read

STAYS = "Nothing else was said that day."
LETTER = "They signed a letter of intent about 1,200 launchers."
CUT = "They signed a letter of intent about 1,100 launchers."


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with create(tmp_path / "archive.db") as fresh:
        yield fresh


def found(archive: Archive, phrase: str = "letter of intent", **facts: object) -> set[tuple[str, int, int]]:
    search = SavedSearch(name="intent", phrase=phrase, **facts)  # type: ignore[arg-type] # facts of the test's choice
    return set(find_changes(archive, find_for(archive, search)))


def keep(archive: Archive, *versions: tuple[str, ...]) -> None:
    for number, paragraphs in enumerate(versions):
        read(archive, *paragraphs, at=number)


def test_a_phrase_that_comes_goes_and_comes_back_is_three_changes(archive: Archive) -> None:
    keep(archive, (STAYS,), (STAYS, LETTER), (STAYS,), (STAYS, LETTER))

    assert found(archive) == {("mfa-en", 1, 2), ("mfa-en", 2, 3), ("mfa-en", 3, 4)}


def test_a_passage_reworded_around_the_phrase_is_a_change_of_it_too(archive: Archive) -> None:
    keep(archive, (STAYS, LETTER), (STAYS, CUT), (STAYS, CUT, "A last word."))

    assert found(archive) == {("mfa-en", 1, 2)}


def test_what_stood_at_the_first_look_came_by_no_change(archive: Archive) -> None:
    keep(archive, (STAYS, LETTER), (LETTER, STAYS, "A last word."))

    assert found(archive) == set()


def test_a_search_keeps_to_its_sources_and_forms(archive: Archive) -> None:
    keep(archive, (STAYS,), (STAYS, "The letters of intent are signed."))
    read(archive, STAYS, source=MOD, at=20)
    read(archive, STAYS, LETTER, source=MOD, at=21)

    assert found(archive) == {(MOD.id, 1, 2)}
    assert found(archive, family=True, language="en") == {("mfa-en", 1, 2)}
    assert found(archive, sources=("mfa-en",)) == set()
    assert found(archive, sources=("nobody",)) == set()
