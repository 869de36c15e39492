"""In whatever order captures are read, the history comes out the same: when each wording came, and when it went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statediff.archive import Archive, create
from statediff.model import Capture
from visits import BLOCKED, MFA, SAME, SUSPECT, answer, hours, look, no_waiting_for_the_disk, paragraphs

TEXTS = st.lists(st.sampled_from("ABC"), min_size=1, max_size=9)


@pytest.fixture(scope="module", autouse=True)
def _quick() -> Iterator[None]:
    with no_waiting_for_the_disk():
        yield


def keep(archive: Archive, texts: Sequence[str]) -> list[Capture]:
    """Look once for each text, every look with bytes of its own."""
    return [look(archive, f"<p>{text}</p><!-- {number} -->", at=number) for number, text in enumerate(texts)]


def told(archive: Archive) -> list[Any]:
    """What the archive says about the history, but for the versions' numbers."""
    history = archive.history("mfa-en")
    texts = {version.number: version.wording.text for version in history.versions}
    hits = [archive.search(letter) for letter in ("A", "B", "C")]
    row = archive._connection.rows("select text, first_seen_at, last_seen_at from versions order by first_seen_at")
    return [
        [
            (version.wording.text, version.capture_id, version.first_seen_at, version.last_seen_at)
            for version in history.versions
        ],
        [version.previous_seen_at for version in history.versions],
        [(texts.get(capture.version or 0), capture.is_new_version) for capture in history.captures],
        [(hit.text, hit.first_seen_at, hit.last_seen_at, hit.is_current) for found in hits for hit in found],
        row,
    ]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=TEXTS, data=st.data())
def test_the_order_of_reading_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(texts))))
    histories = []
    for turns in (range(len(texts)), order):
        with create(tmp_path_factory.mktemp("archive") / "archive.db") as archive:
            captures = keep(archive, texts)
            for turn in turns:
                archive.derive(captures[turn], paragraphs(texts[turn], title=None), "1")
            histories.append(told(archive))
            assert archive.verify().damages == ()

    assert histories[0] == histories[1]
    expected = [text for number, text in enumerate(texts) if number == 0 or texts[number - 1] != text]
    assert [version[0] for version in histories[0][0]] == expected


def test_a_suspect_confirmed_after_the_page_went_back_is_a_version_between_two(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with create(tmp_path_factory.mktemp("archive") / "archive.db") as archive:
        archive.derive(look(archive, "<p>A</p>", at=0), paragraphs("A"), "1")
        suspect = look(archive, "<p>B</p>", at=1, disposition=SUSPECT)
        look(archive, "<h1>Just a moment</h1>", at=2, disposition=BLOCKED)
        same = [look(archive, "<p>A</p>", at=number, disposition=SAME) for number in (3, 4)]
        not_modified = archive.keep(MFA, answer(MFA, b"", status=304), SAME, hours(5))
        assert archive.version("mfa-en").number == 1

        confirmed = archive.derive(archive.confirm(suspect.id), paragraphs("B"), "1")

        versions = archive.history("mfa-en").versions
        assert [(version.number, version.wording.text) for version in versions] == [(1, "A"), (2, "B"), (3, "A")]
        assert [(version.first_seen_at, version.last_seen_at) for version in versions] == [
            (hours(0), hours(0)),
            (hours(1), hours(1)),
            (hours(3), hours(5)),
        ]
        assert (confirmed.version, confirmed.is_new_version) == (2, True)
        seen = [archive.capture(capture.id) for capture in (*same, not_modified)]
        assert [(capture.version, capture.is_new_version) for capture in seen] == [(3, True), (3, False), (3, False)]
        rows = archive._connection.rows("select version, is_new_version from captures order by capture")
        assert rows == [(1, 1), (2, 1), (None, 0), (3, 1), (3, 0), (3, 0)]
        assert archive.version("mfa-en").number == 3
        assert archive.version((seen[0].digest or "")[7:20]).number == 3
        assert [hit.is_current for hit in archive.search("A")] == [True, False]
        assert archive.verify().damages == ()
