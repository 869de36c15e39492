"""Stats: counts and sizes that add up."""

from __future__ import annotations

from pathlib import Path

from statediff.archive import Archive, create, open_archive
from visits import BLOCKED, MFA, MOD, look, read

PAGE = "<p>The two ministries met on Monday to review their work on air defence.</p>" * 300


def test_an_empty_archive_has_no_ratio(archive: Archive) -> None:
    stats = archive.stats()

    assert (stats.captures, stats.bytes_a_capture, stats.ratio, stats.largest) == (0, 0.0, 0.0, ())


def test_what_was_served_is_compared_with_what_the_file_takes(tmp_path: Path) -> None:
    with create(tmp_path / "archive.db") as archive, archive.run("track"):
        for number in range(60):
            look(archive, f"{PAGE}<!-- {number // 2} -->", at=number)

    with open_archive(tmp_path / "archive.db") as archive:
        stats = archive.stats()

    assert (stats.captures, stats.snapshots, stats.versions) == (60, 30, 0)
    assert stats.file_bytes == (tmp_path / "archive.db").stat().st_size
    assert stats.served_bytes > 60 * len(PAGE) > stats.snapshot_bytes > 30 * len(PAGE) > stats.packed_bytes
    assert stats.bytes_a_capture == stats.file_bytes / 60
    assert stats.ratio == stats.served_bytes / stats.file_bytes > 3


def test_the_sources_that_take_most_room_come_first(archive: Archive) -> None:
    archive.keep_sources([MFA, MOD])
    read(archive, "Short.", source=MFA)
    read(archive, *(f"Number {number} of many." for number in range(300)), source=MOD, at=1)
    look(archive, "<h1>Verifying you are human</h1>", source=MOD, at=2, disposition=BLOCKED)

    first, second = archive.stats().largest

    assert (first.source_id, first.captures, first.versions, first.snapshots) == ("mod-uk", 2, 1, 2)
    assert (second.source_id, second.captures, second.versions, second.snapshots) == ("mfa-en", 1, 1, 1)
    assert first.packed_bytes > second.packed_bytes
    assert archive.stats(largest=1).largest == (first,)
    assert first.packed_bytes + second.packed_bytes == archive.stats().packed_bytes
