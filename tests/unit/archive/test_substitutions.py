"""Equal edits of many changes are found at once, without comparing any text again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from statediff.archive import Archive, create
from statediff.judgements import Substitution
from statediff.model import ChangeSummary
from visits import MOD, read

IMPACT = Substitution(old="impact", new="effect", key="a" * 16)
SUMMARY = ChangeSummary(
    severity="minor",
    score=0.4,
    sentence="“impact” became “effect”.",
    algorithm="statediff-words/3",
    edits=1,
    words_removed=1,
    words_added=1,
    substitutions=(IMPACT,),
)


def two_versions(archive: Archive) -> str:
    read(archive, "The impact is known to all.", at=200)
    read(archive, "The effect is known to all.", at=201)
    return archive.sources()[0].id


def keep(archive: Archive, source: str, summary: ChangeSummary) -> tuple[str, int, int]:
    newest = archive.last_version(source)
    assert newest is not None
    before = archive.version(f"{source}@v{newest.number - 1}")
    archive.keep_change(before, newest, summary)
    return source, before.number, newest.number


def test_what_a_change_put_in_the_place_of_what_is_kept_with_its_summary(archive: Archive) -> None:
    change = keep(archive, two_versions(archive), SUMMARY)

    assert archive.substitutions() == {change: (IMPACT,)}
    assert archive.verify().is_sound


def test_a_change_without_substitutions_is_told_from_one_that_nobody_asked(archive: Archive) -> None:
    change = keep(archive, two_versions(archive), replace(SUMMARY, substitutions=()))

    assert archive.substitutions() == {change: ()}


def test_the_same_summary_again_adds_nothing_and_a_better_one_replaces_it(archive: Archive) -> None:
    source = two_versions(archive)
    keep(archive, source, replace(SUMMARY, substitutions=()))

    for _ in range(2):
        change = keep(archive, source, SUMMARY)

    assert archive.substitutions() == {change: (IMPACT,)}
    assert [note.sentence for note in archive.changes()] == [SUMMARY.sentence]


def test_substitutions_are_in_an_export_and_come_back(archive: Archive, tmp_path: Path) -> None:
    change = keep(archive, two_versions(archive), SUMMARY)
    plain = archive.export(tmp_path / "plain")

    with create(tmp_path / "copy.db") as copy:
        copy.import_(plain)

        assert copy.substitutions() == {change: (IMPACT,)}
        assert copy.verify().is_sound


def test_the_mark_of_an_archive_differs_when_a_change_was_kept_and_not_when_a_look_was(archive: Archive) -> None:
    source = two_versions(archive)
    before = archive.mark()
    keep(archive, source, SUMMARY)
    after = archive.mark()
    read(archive, "The effect is known to all.", at=202)

    assert before != after
    assert archive.mark() == after


def test_the_newest_looks_of_all_sources_come_newest_first(archive: Archive) -> None:
    two_versions(archive)

    assert [capture.id for capture in archive.latest_captures(1)] == [2]
    assert [capture.id for capture in archive.latest_captures(9)] == [2, 1]


def test_the_sources_that_ever_held_a_passage_are_known_by_its_text(archive: Archive) -> None:
    two_versions(archive)
    read(archive, "The impact is known to all.", "And more.", source=MOD, at=210)

    assert archive.holders("The impact is known to all.") == ("mfa-en", MOD.id)
    assert archive.holders("And more.") == (MOD.id,)
    assert archive.holders("Nobody said this.") == ()
