"""Revision expressions: every way to name a version, and what is said when one names nothing."""

from __future__ import annotations

import pytest

from statediff.archive import Archive
from statediff.errors import RevisionNotFound
from statediff.model import Source
from visits import MFA, MOD, look, read


@pytest.fixture
def filled(archive: Archive) -> Archive:
    """Three versions of one source, at 08:00, 09:00 and, a day later, 08:00; one of another."""
    for at, text in ((0, "A."), (1, "B."), (24, "C.")):
        read(archive, text, at=at)
    read(archive, "Інше.", source=MOD, at=30)
    return archive


@pytest.mark.parametrize(
    ("rev", "number"),
    [
        ("mfa-en", 3),
        (" mfa-en ", 3),
        ("mfa-en~", 2),
        ("mfa-en~0", 3),
        ("mfa-en~1", 2),
        ("mfa-en~2", 1),
        ("mfa-en@v1", 1),
        ("mfa-en@V2", 2),
        ("mfa-en@2026-03-02", 2),
        ("mfa-en@2026-03-02T08:30", 1),
        ("mfa-en@2026-03-02T08:30:00Z", 1),
        ("mfa-en@2026-03-02T10:30:00+02:00", 1),
        ("mfa-en@2026-03-03", 3),
        ("mfa-en@9999-12-31", 3),
    ],
)
def test_a_version_is_found(filled: Archive, rev: str, number: int) -> None:
    version = filled.version(rev)

    assert (version.source_id, version.number) == ("mfa-en", number)


@pytest.mark.parametrize("length", [4, 12, 64])
@pytest.mark.parametrize("prefix", ["", "sha256:"])
def test_a_version_is_found_by_the_first_digits_of_its_snapshot(filled: Archive, length: int, prefix: str) -> None:
    digest = filled.version("mfa-en@v2").snapshot.removeprefix("sha256:")

    assert filled.version(prefix + digest[:length]).number == 2
    assert filled.version(prefix + digest[:length].upper()).number == 2


@pytest.mark.parametrize(
    ("rev", "words"),
    [
        ("mfa-em", "did you mean mfa-en"),
        ("mfa-em~2", "did you mean mfa-en"),
        ("", "names nothing"),
        ("~", "names nothing"),
        ("@v1", "names nothing"),
        ("0000000000", "names nothing"),
        ("'; drop table version; --", "names nothing"),
        ("mfa-en\x00", "names nothing"),
        ("mfa-en~3", "3 versions, the first seen at 2026-03-02 08:00 UTC"),
        ("mfa-en~999999999999999999999999", "3 versions"),
        ("mfa-en~x", "no number of versions"),
        ("mfa-en~-1", "no number of versions"),
        ("mfa-en~²", "no number of versions"),
        ("mfa-en@v0", "3 versions"),
        ("mfa-en@v99999999999999999999999", "3 versions"),
        ("mfa-en@2026-03-01", "3 versions"),
        ("mfa-en@yesterday", "no date and no version number"),
        ("mfa-en@2026-02-30", "no date and no version number"),
        ("mfa-en@", "no date and no version number"),
        ("mfa-en@0001-01-01T00:00:00+23:59", ""),
    ],
)
def test_what_names_nothing_is_refused_with_what_there_is(filled: Archive, rev: str, words: str) -> None:
    with pytest.raises(RevisionNotFound) as caught:
        filled.version(rev)

    assert words in str(caught.value)


def test_a_source_without_a_version_says_so(archive: Archive) -> None:
    look(archive, "x")

    with pytest.raises(RevisionNotFound, match="has no version yet"):
        archive.version("mfa-en")


def test_a_digest_that_fits_two_snapshots_is_refused(archive: Archive) -> None:
    seen: dict[str, str] = {}
    for number in range(2000):
        landed = read(archive, f"{number}.", at=number)
        prefix = (landed.digest or "")[7:11]
        if prefix in seen:
            break
        seen[prefix] = ""

    with pytest.raises(RevisionNotFound, match="fits 2 snapshots"):
        archive.version(prefix)


def test_an_id_that_looks_like_a_digest_is_an_id(archive: Archive) -> None:
    read(archive, "A.", source=Source(id="cafe", url="https://cafe.example/"))

    assert archive.version("cafe").source_id == "cafe"


def test_an_id_may_hold_the_marks_of_an_expression(archive: Archive) -> None:
    read(archive, "A.", source=Source(id="odd@name~2", url="https://odd.example/"))

    assert archive.version("odd@name~2@v1").source_id == "odd@name~2"


@pytest.mark.parametrize(
    ("expression", "numbers"),
    [
        ("mfa-en", (2, 3)),
        ("mfa-en~1", (1, 2)),
        ("mfa-en@v2", (1, 2)),
        ("mfa-en@v1..mfa-en@v3", (1, 3)),
        ("mfa-en@v1..@v3", (1, 3)),
        ("mfa-en@v3..~2", (3, 1)),
        ("mfa-en@v1..mod-uk", (1, 1)),
    ],
)
def test_a_range_has_two_ends(filled: Archive, expression: str, numbers: tuple[int, int]) -> None:
    old, new = filled.range(expression)

    assert (old.number, new.number) == numbers


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("mod-uk", "first version of mod-uk"),
        ("mfa-en@v1..", "both sides"),
        ("..mfa-en", "both sides"),
        ("..", "both sides"),
        ("mfa-en..nowhere", "names nothing"),
    ],
)
def test_a_range_without_an_end_is_refused(filled: Archive, expression: str, words: str) -> None:
    with pytest.raises(RevisionNotFound, match=words):
        filled.range(expression)


def test_a_version_seen_after_the_clock_went_back_is_still_found(archive: Archive) -> None:
    read(archive, "A.", source=MFA, at=5)
    read(archive, "B.", source=MFA, at=1)

    assert archive.version("mfa-en").number == 2
    assert archive.version("mfa-en@2026-03-02T09:30").number == 2
