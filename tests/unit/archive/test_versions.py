"""Versions: a wording at its place in the history, and when it was seen."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statediff.archive import Archive, create
from statediff.errors import ArchiveError, RevisionNotFound, SourceNotFound
from statediff.model import Block, BlockKind, Link, Wording
from visits import BLOCKED, MFA, MOD, RICH, SAME, hours, look, paragraphs, read


def test_the_first_wording_is_the_first_version(archive: Archive) -> None:
    landed = read(archive, "One.", "Two.")

    version = archive.version("mfa-en")

    assert (landed.version, landed.is_new_version) == (1, True)
    assert version.wording == paragraphs("One.", "Two.")
    assert (version.number, version.revision, version.capture_id) == (1, "mfa-en@v1", landed.id)
    assert (version.snapshot, version.extraction) == (landed.digest, "1;automatic")
    assert (version.first_seen_at, version.last_seen_at, version.previous_seen_at) == (hours(0), hours(0), None)


def test_the_same_words_confirm_the_version(archive: Archive) -> None:
    read(archive, "One.")

    again = read(archive, "One.", at=1, body="<div>other markup</div>")

    assert (again.version, again.is_new_version) == (1, False)
    assert archive.version("mfa-en").last_seen_at == hours(1)


def test_a_reverted_wording_is_a_new_version(archive: Archive) -> None:
    for number, text in enumerate(("A.", "B.", "A.")):
        read(archive, text, at=number)

    versions = archive.history("mfa-en").versions

    assert [version.wording.text for version in versions] == ["A.", "B.", "A."]
    assert [version.number for version in versions] == [1, 2, 3]
    assert archive.wording_digests("mfa-en") == tuple(version.wording.digest for version in versions)


def test_a_change_lies_between_the_last_sight_of_the_old_and_the_first_of_the_new(archive: Archive) -> None:
    read(archive, "A.", at=0)
    look(archive, "<main><p>A.</p></main>", at=5, disposition=SAME)
    look(archive, "<h1>Just a moment</h1>", at=6, disposition=BLOCKED)
    read(archive, "B.", at=9)

    old, new = archive.range("mfa-en")

    assert (old.first_seen_at, old.last_seen_at) == (hours(0), hours(5))
    assert (new.previous_seen_at, new.first_seen_at) == (hours(5), hours(9))


def test_deriving_again_changes_nothing(archive: Archive) -> None:
    landed = read(archive, "A.")

    again = archive.derive(landed, paragraphs("Something else."), "2")

    assert again == landed
    assert len(archive.history("mfa-en").versions) == 1


def test_a_look_that_confirms_another_makes_no_version_of_its_own(archive: Archive) -> None:
    read(archive, "A.")
    same = look(archive, "<main><p>A.</p></main>", at=1, disposition=SAME)

    again = archive.derive(same, paragraphs("A."), "1;automatic")

    assert (again.version, again.is_new_version) == (1, False)


def test_a_blocked_look_makes_no_version(archive: Archive) -> None:
    blocked = look(archive, "<h1>Just a moment</h1>", disposition=BLOCKED)

    with pytest.raises(ArchiveError, match="can make no version"):
        archive.derive(blocked, paragraphs("Just a moment"), "1")


def test_a_capture_read_late_finds_its_place_in_the_history(archive: Archive) -> None:
    first = look(archive, "<p>A.</p>", at=0)
    middle = look(archive, "<p>B.</p>", at=1)
    last = look(archive, "<p>A, again.</p>", at=2)
    archive.derive(first, paragraphs("A."), "1")
    archive.derive(last, paragraphs("A, again."), "1")

    late = archive.derive(middle, paragraphs("B."), "1")

    history = archive.history("mfa-en")
    assert late.version == 3
    assert [version.wording.text for version in history.versions] == ["A.", "B.", "A, again."]
    assert [(old.last_seen_at, new.first_seen_at) for old, new in pairwise(history.versions)] == [
        (hours(0), hours(1)),
        (hours(1), hours(2)),
    ]
    assert [hit.is_current for hit in archive.search("b")] == [False]


def test_other_words_in_the_same_bytes_are_a_technical_version(archive: Archive) -> None:
    read(archive, "A.", at=0, body="<p>A.</p><p>Share</p>", key="1")
    again = look(archive, "<p>A.</p><p>Share</p>", at=1)

    landed = archive.derive(again, paragraphs("A.", "Share"), "2")

    assert landed.is_new_version
    assert [version.is_technical for version in archive.history("mfa-en").versions] == [False, True]


def test_the_same_bytes_read_by_other_rules_are_compared_with_a_like_reading(archive: Archive) -> None:
    read(archive, "A.", "Share", at=0, key="1")
    archive.keep_reading("mfa-en", 1, paragraphs("A."), "2", is_technical=True)

    landed = read(archive, "A.", at=1, key="2", body="<p>A.</p><p>Share!</p>")

    assert (landed.version, landed.is_new_version) == (1, False)


def test_another_reading_is_kept_beside_the_first_once(archive: Archive) -> None:
    read(archive, "A.", "Share", key="1")

    for text in ("A.", "Never kept."):
        archive.keep_reading("mfa-en", 1, paragraphs(text), "2", is_technical=True)

    assert archive.reading("mfa-en", 1, "2") == paragraphs("A.")
    assert archive.reading("mfa-en", 1, "1") == paragraphs("A.", "Share")
    assert archive.reading("mfa-en", 1, "3") is None
    assert archive.version("mfa-en").wording == paragraphs("A.", "Share")


@pytest.mark.parametrize(("source", "number", "error"), [("mfa-en", 2, RevisionNotFound), ("x", 1, SourceNotFound)])
def test_a_reading_of_an_unknown_version_is_refused(
    archive: Archive, source: str, number: int, error: type[Exception]
) -> None:
    read(archive, "A.")

    with pytest.raises(error):
        archive.keep_reading(source, number, paragraphs("A."), "2", is_technical=False)


def test_a_rich_wording_comes_back_exactly(archive: Archive) -> None:
    archive.derive(look(archive, "x"), RICH, "1")

    assert archive.version("mfa-en").wording == RICH


def test_a_passage_is_kept_once_over_all_versions(archive: Archive) -> None:
    for number in range(6):
        read(archive, "The same lead, always.", f"Number {number}.", "The same end.", at=number)

    count = archive._connection.value("select count(*) from passage")

    assert count == 2 + 6 + 1


def test_a_history_holds_all_in_order_of_time(archive: Archive) -> None:
    read(archive, "A.", at=0)
    read(archive, "Other source.", source=MOD, at=1)
    look(archive, "<h1>Just a moment</h1>", at=2, disposition=BLOCKED)

    history = archive.history("mfa-en")

    assert history.source == MFA
    assert [capture.id for capture in history.captures] == [1, 3]
    assert [version.number for version in history.versions] == [1]


def test_an_unknown_source_has_no_history(archive: Archive) -> None:
    with pytest.raises(SourceNotFound):
        archive.history("nowhere")


TEXT = st.text(st.characters(exclude_categories=()), max_size=12)
BLOCKS = st.builds(
    Block,
    kind=st.sampled_from(BlockKind),
    text=TEXT,
    level=st.integers(0, 6),
    links=st.lists(st.builds(Link, text=TEXT, href=TEXT), max_size=2).map(tuple),
    cells=st.lists(TEXT, max_size=3).map(tuple),
    signature=TEXT,
    language=st.none() | TEXT,
)
WORDINGS = st.builds(
    Wording,
    title=st.none() | TEXT,
    language=st.none() | TEXT,
    published=st.none() | TEXT,
    modified=st.none() | TEXT,
    blocks=st.lists(BLOCKS, max_size=4).map(tuple),
    canonical_url=st.none() | TEXT,
    correction=st.none() | TEXT,
    charset=st.none() | TEXT,
    container=TEXT,
    notes=st.lists(TEXT, max_size=2).map(tuple),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wordings=st.lists(WORDINGS, min_size=1, max_size=4))
def test_every_wording_comes_back_as_it_was_derived(
    tmp_path_factory: pytest.TempPathFactory, wordings: list[Wording]
) -> None:
    with create(tmp_path_factory.mktemp("archive") / "archive.db") as archive:
        landed = [
            archive.derive(look(archive, f"<p>{number}</p>", at=number), wording, "1")
            for number, wording in enumerate(wordings)
        ]
        firsts = {
            capture.version: wording
            for capture, wording in zip(landed, wordings, strict=True)
            if capture.is_new_version
        }

        assert {version.number: version.wording for version in archive.history("mfa-en").versions} == firsts
        assert archive.verify().damages == ()
