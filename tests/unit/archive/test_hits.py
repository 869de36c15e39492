"""Hits: what stood where, and when, also long after it was deleted."""

from __future__ import annotations

from statediff.archive import Archive
from visits import MFA, MOD, hours, look, paragraphs, read


def test_deleted_words_are_still_found_and_said_to_be_gone(archive: Archive) -> None:
    read(archive, "They signed a letter of intent.", at=0)
    read(archive, "They signed a letter of intent.", "And more.", at=1)
    read(archive, "They signed an agreement.", at=2)

    [gone] = archive.search("letter of intent")
    [current] = archive.search("agreement")

    assert (gone.is_current, gone.version, gone.source_id) == (False, 2, "mfa-en")
    assert (gone.first_seen_at.hour, gone.last_seen_at.hour) == (8, 9)
    assert (current.is_current, current.version) == (True, 3)


def test_a_passage_that_came_back_is_two_hits_the_present_one_first(archive: Archive) -> None:
    for number, text in enumerate(("A letter of intent.", "An agreement.", "A letter of intent.", "And so on.")):
        read(archive, text, "It stays.", at=number) if number < 3 else read(archive, text, source=MOD, at=number)

    hits = archive.search("letter")

    assert [(hit.version, hit.is_current) for hit in hits] == [(3, True), (1, False)]


def test_one_passage_in_two_sources_is_a_hit_in_each(archive: Archive) -> None:
    read(archive, "Both editions say so.", source=MOD)
    read(archive, "Both editions say so.", source=MFA, at=1)

    assert [hit.source_id for hit in archive.search("both editions")] == ["mfa-en", "mod-uk"]


def test_a_title_is_found_too(archive: Archive) -> None:
    read(archive, "Some words.")

    assert [hit.text for hit in archive.search("joint statement")] == ["Joint statement"]


def test_what_only_another_reading_found_is_found_by_search(archive: Archive) -> None:
    read(archive, "Some words.")

    archive.keep_reading("mfa-en", 1, paragraphs("Some words.", "A footnote."), "2", is_technical=True)

    assert [hit.is_current for hit in archive.search("footnote")] == [True]


def test_a_stand_reaches_over_all_versions_that_hold_the_passage(archive: Archive) -> None:
    for number in range(5):
        read(archive, "It stays.", f"Number {number}.", at=number)

    [stays] = archive.search("it stays")
    [gone] = archive.search("number 2")

    assert (stays.version, stays.first_seen_at, stays.last_seen_at) == (5, hours(0), hours(4))
    assert (gone.version, gone.first_seen_at, gone.last_seen_at) == (3, hours(2), hours(2))


def test_a_capture_that_is_read_late_never_makes_its_words_current(archive: Archive) -> None:
    captures = [look(archive, f"<p>{number}</p>", at=number) for number in range(4)]
    texts = ["A letter.", "An agreement.", "A letter.", "A treaty."]
    for number in (0, 3, 2, 1):
        archive.derive(captures[number], paragraphs(texts[number], "It stays."), "1")

    letters, agreement = archive.search("letter"), archive.search("agreement")

    assert [(hit.first_seen_at, hit.last_seen_at, hit.is_current) for hit in letters] == [
        (hours(2), hours(2), False),
        (hours(0), hours(0), False),
    ]
    assert [(hit.first_seen_at, hit.is_current) for hit in agreement] == [(hours(1), False)]
    assert [hit.is_current for hit in archive.search("treaty")] == [True]
    assert archive.verify().damages == ()
