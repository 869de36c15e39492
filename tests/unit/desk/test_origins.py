"""Origins: sentences traced through an archive, by one set of rules, with the windows in which they came."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from statediff.archive import Archive, create
from statediff.desk.origins import Blame, find_origins
from statediff.errors import ExtractionError, RevisionNotFound
from statediff.model import Rules, Wording
from statediff.publishing.blaming import tell_lines
from visits import MFA, hours, paragraphs, read

SIGNED = "The ministers signed a letter of intent."
CAPTION = "Photo: the ministers at the ceremony in Kyiv."
MAY, WILL = "The fund may pay for the first kits.", "The fund will pay for the first kits."


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with create(tmp_path / "statediff.db") as opened:
        yield opened


def read_nothing(
    body: bytes,
    media_type: str | None = "text/html",
    url: str | None = None,
    *,
    rules: Rules = MFA.rules,
    pinned: str | None = None,
) -> Wording:
    raise ExtractionError(str(url), f"{media_type}, {len(body)} bytes, {rules}, {pinned}", "nothing to do")


def origins(blame: Blame) -> list[tuple[str, int, int]]:
    return [(line.sentence.text, line.origin.version, line.origin.since) for line in blame.lines]


def test_each_sentence_names_its_version_and_that_its_window(archive: Archive) -> None:
    for at, text in enumerate((MAY, WILL, f"{WILL} {SIGNED}")):
        read(archive, text, at=at)

    blame = find_origins(archive, "mfa-en", read=read_nothing)

    assert origins(blame) == [(WILL, 2, 1), (SIGNED, 3, 3)]
    assert (blame.versions[2].previous_seen_at, blame.versions[2].first_seen_at) == (hours(0), hours(1))


def test_an_earlier_version_is_blamed_without_the_later_ones(archive: Archive) -> None:
    for at, text in enumerate((MAY, WILL, MAY)):
        read(archive, text, at=at)

    assert origins(find_origins(archive, "mfa-en~1", read=read_nothing)) == [(WILL, 2, 1)]


def test_what_only_other_rules_read_is_not_traced_to_their_change(archive: Archive) -> None:
    read(archive, SIGNED, at=0, key="1;automatic")
    archive.keep_reading(MFA.id, 1, paragraphs(SIGNED, CAPTION), "2;automatic", is_technical=True)
    read(archive, SIGNED, CAPTION, MAY, at=1, key="2;automatic")

    assert origins(find_origins(archive, "mfa-en", read=read_nothing)) == [(SIGNED, 1, 1), (CAPTION, 1, 1), (MAY, 2, 2)]


def test_a_version_read_late_counts_where_it_stood(archive: Archive) -> None:
    read(archive, MAY, at=0)
    read(archive, WILL, at=1)
    read(archive, MAY, SIGNED, at=2)

    blame = find_origins(archive, "mfa-en@v3", read=read_nothing)

    assert [line.origin.restored for line in blame.lines] == [(3,), ()]


def test_nothing_is_blamed_that_is_not_there(archive: Archive) -> None:
    read(archive, MAY)

    with pytest.raises(RevisionNotFound):
        find_origins(archive, "mfa-en@v9", read=read_nothing)


def test_a_line_of_a_page_leads_to_the_change_that_brought_it(archive: Archive) -> None:
    for at, text in enumerate((MAY, f"{SIGNED} {WILL}")):
        read(archive, text, at=at)

    lines = tell_lines(find_origins(archive, "mfa-en", read=read_nothing), lambda old, new: f"v{old}-v{new}.html")

    assert [(line.version, line.since, line.after, line.replaced, line.href) for line in lines] == [
        (2, 2, hours(0), "", "v1-v2.html"),
        (2, 1, hours(0), MAY, "v1-v2.html"),
    ]
