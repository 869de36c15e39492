"""Exports from anywhere: what was altered, cut or made up is refused in words, and nothing outside is touched."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from statediff.archive import create, open_archive
from statediff.archive.restoring import LATER_TABLES
from statediff.errors import ArchiveDamaged, ArchiveError, ArchiveInvalid
from visits import look


@pytest.fixture
def folder(path: Path, tmp_path: Path) -> Path:
    """An export of a full archive."""
    with open_archive(path) as archive:
        return archive.export(tmp_path / "export")


@pytest.fixture
def earlier_folder(earlier_path: Path, tmp_path: Path) -> Path:
    """An export of a full archive in which no bytes of hops were kept."""
    with open_archive(earlier_path) as archive:
        return archive.export(tmp_path / "earlier-export")


def spoil(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def spoil_file(folder: Path) -> None:
        (folder / name).write_bytes(change((folder / name).read_bytes()))

    return spoil_file


def spoil_snapshot(folder: Path) -> None:
    next(path for path in sorted((folder / "snapshots").rglob("*")) if path.is_file()).write_bytes(b"forged")


def remove_snapshot(folder: Path) -> None:
    next(path for path in sorted((folder / "snapshots").rglob("*")) if path.is_file()).unlink()


def make_pipe(path: Path) -> None:
    """Put a pipe in a file's place: reading it would wait for ever."""
    path.unlink()
    os.mkfifo(path)


def make_huge(path: Path) -> None:
    """Put eight gibibytes of nothing in a file's place."""
    with path.open("wb") as file:
        file.truncate(8 << 30)


def make_endless(path: Path) -> None:
    """Put something without an end in a file's place."""
    path.unlink()
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize(
    ("spoiled", "error"),
    [
        (
            spoil("tables/capture.jsonl", lambda lines: lines.replace(b'"status": 200', b'"status": 404', 1)),
            "was altered",
        ),
        (spoil("tables/capture.jsonl", lambda lines: b"".join(lines.splitlines(keepends=True)[:-1])), "was altered"),
        (spoil("tables/event.jsonl", lambda lines: lines.replace(b"moved", b"stayed")), "does not match its seal"),
        (spoil("tables/event.jsonl", lambda lines: lines + b"no json\n"), "no row in JSON"),
        (spoil("tables/event.jsonl", lambda lines: lines + b"[]\n"), "no row in JSON"),
        (spoil("tables/event.jsonl", lambda lines: lines + b'{"id": 9}\n'), "no row of event"),
        (spoil("tables/event.jsonl", lambda lines: lines + b'{"x) values (1); --": 9}\n'), "no row of event"),
        (spoil("tables/event.jsonl", lambda lines: lines + b'{"id": [1]}\n'), "no row in JSON"),
        (spoil("tables/event.jsonl", lambda lines: lines + b'{"id": 99999999999999999999}\n'), "no row in JSON"),
        (spoil("tables/event.jsonl", lambda lines: lines + b'{"id": {"hex": "x"}}\n'), "no row in JSON"),
        (spoil("tables/event.jsonl", lambda lines: b"\xff\n"), "not UTF-8"),
        (spoil("archive.json", lambda text: text.replace(b'"root": "', b'"root": "00')), "add up to its root"),
        (spoil("archive.json", lambda text: text.replace(b"export-2", b"export-9")), "not in the format"),
        (spoil("archive.json", lambda text: b"{"), "cannot be read"),
        (spoil_snapshot, "no longer matches"),
        (remove_snapshot, "snapshot is missing"),
        (spoil("tables/event.jsonl", lambda lines: b"".join(lines.splitlines(keepends=True)[:-1])), "was altered"),
        (spoil("tables/event.jsonl", lambda lines: b"".join(reversed(lines.splitlines(keepends=True)))), "was altered"),
        (spoil("tables/event.jsonl", lambda lines: lines + lines), "contradict"),
        (spoil("tables/review.jsonl", lambda lines: b""), "was altered"),
        (spoil("tables/event.jsonl", lambda lines: b"[" * 100_000 + b"\n"), "no row in JSON"),
        (spoil("tables/event.jsonl", lambda lines: lines + b'{"id": true}\n'), "no row in JSON"),
        (spoil("tables/event.jsonl", lambda lines: lines.replace(b"moved", b"\\ud800")), "no row in JSON"),
        (
            spoil("tables/event.jsonl", lambda lines: lines.replace(b"moved", b"mo\\u0000ved")),
            "does not match its seal",
        ),
        (spoil("tables/body.jsonl", lambda lines: lines.replace(b'{"hex": "', b'{"hex": "00', 1)), "no row of body"),
        (
            spoil("tables/body.jsonl", lambda lines: lines.replace(b'{"hex": "', b'{"hex": "../../', 1)),
            "no row in JSON",
        ),
        (spoil("tables/body.jsonl", lambda lines: lines.replace(b'"base": null', b'"base": 7', 1)), "cannot be packed"),
        (
            spoil("tables/body.jsonl", lambda lines: lines.replace(b'"size": ', b'"size": "x", "y": ', 1)),
            "no row of body",
        ),
        (spoil("versions.jsonl", lambda lines: lines.replace(b"One", b"Two", 1)), "was altered"),
        (spoil("captures.jsonl", lambda lines: lines + b"{}\n"), "was altered"),
        (spoil("archive.json", lambda text: b"[" * 100_000), "cannot be read"),
        (spoil("archive.json", lambda text: text.replace(b'"files"', b'"filed"')), "names no digests"),
        (
            spoil("archive.json", lambda text: text.replace(b"tables/hop", b"tables/hip")),
            "a table 'hip' that is not known",
        ),
        (spoil("archive.json", lambda text: text.replace(b"tables/hop", b"../tables/hop")), "names no table hop"),
        (spoil("archive.json", lambda text: text.replace(b'"versions', b'"../versions')), "names a file"),
        (spoil("archive.json", lambda text: text.replace(b'"versions', b'"/etc/versions')), "names a file"),
        (lambda folder: (folder / "versions.jsonl").unlink(), "cannot be read"),
        (lambda folder: make_pipe(folder / "tables" / "hop.jsonl"), "it is no file"),
        (lambda folder: make_pipe(next(iter(sorted((folder / "snapshots").glob("*/*"))))), "snapshot is missing"),
        (lambda folder: make_huge(next(iter(sorted((folder / "snapshots").glob("*/*"))))), "no longer matches"),
        (lambda folder: make_endless(folder / "archive.json"), "no export"),
        (lambda folder: (folder / "tables" / "hop.jsonl").unlink(), "cannot be read"),
        (lambda folder: (folder / "archive.json").unlink(), "no export"),
    ],
)
def test_a_spoiled_export_is_refused_and_leaves_the_archive_empty(
    folder: Path, tmp_path: Path, spoiled: Callable[[Path], None], error: str
) -> None:
    spoiled(folder)

    with create(tmp_path / "again.db") as again:
        with pytest.raises((ArchiveInvalid, ArchiveDamaged, ArchiveError), match=error):
            again.import_(folder)
        assert again.sources() == ()
        assert again.verify().damages == ()
        kept = look(again, "x" * 100)
        assert (kept.id, again.snapshot(kept.digest or "")) == (1, b"x" * 100)


def as_first_format(folder: Path) -> None:
    """Make an export what the first statediff wrote: without later tables, and without digests of its files."""
    about = json.loads((folder / "archive.json").read_bytes())
    del about["files"]
    (folder / "archive.json").write_text(json.dumps({**about, "format": "statediff-export-1"}))
    for table in LATER_TABLES:
        (folder / "tables" / f"{table}.jsonl").unlink()


def test_an_export_of_the_first_format_is_still_taken(earlier_path: Path, earlier_folder: Path, tmp_path: Path) -> None:
    as_first_format(earlier_folder)

    with create(tmp_path / "again.db") as again, open_archive(earlier_path) as archive:
        again.import_(earlier_folder)

        assert again.verify() == archive.verify()
        assert again.verdicts() == ()
        assert [again.history(source.id) for source in again.sources()] == [
            archive.history(source.id) for source in archive.sources()
        ]


@pytest.mark.parametrize(
    ("spoiled", "error"),
    [
        (spoil("tables/capture.jsonl", lambda lines: lines.replace(b'"status": 200', b'"status": 404', 1)), "edited"),
        (spoil("tables/capture.jsonl", lambda lines: b"".join(lines.splitlines(keepends=True)[:-1])), "contradict"),
        (spoil("tables/passage.jsonl", lambda lines: b"".join(lines.splitlines(keepends=True)[1:])), "contradict"),
    ],
)
def test_the_first_format_is_checked_by_seals_and_by_the_log(
    earlier_folder: Path, tmp_path: Path, spoiled: Callable[[Path], None], error: str
) -> None:
    as_first_format(earlier_folder)
    spoiled(earlier_folder)

    with create(tmp_path / "again.db") as again, pytest.raises(ArchiveError, match=error):
        again.import_(earlier_folder)


def test_an_export_without_a_table_that_came_later_is_taken(earlier_folder: Path, tmp_path: Path) -> None:
    about = json.loads((earlier_folder / "archive.json").read_bytes())
    for table in LATER_TABLES:
        del about["files"][f"tables/{table}.jsonl"]
    (earlier_folder / "archive.json").write_text(json.dumps(about))

    with create(tmp_path / "again.db") as again:
        again.import_(earlier_folder)

        assert (again.verdicts(), again.verify().damages) == ((), ())


def test_importing_writes_nothing_into_the_export(folder: Path, tmp_path: Path) -> None:
    before = {entry: entry.stat().st_mtime_ns for entry in sorted(folder.rglob("*"))}

    with create(tmp_path / "again.db") as again:
        again.import_(folder)

    assert {entry: entry.stat().st_mtime_ns for entry in sorted(folder.rglob("*"))} == before


def test_an_export_whose_folders_are_links_is_read_through_them(folder: Path, tmp_path: Path) -> None:
    (folder / "snapshots").rename(tmp_path / "elsewhere")
    (folder / "snapshots").symlink_to(tmp_path / "elsewhere")

    with create(tmp_path / "again.db") as again:
        again.import_(folder)

        assert again.verify().damages == ()
