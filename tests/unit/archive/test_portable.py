"""Exports: plain files that anybody can read, and that make the same archive again."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from statediff.archive import Archive, create, open_archive
from statediff.archive.log import leaf_hash, root_of
from statediff.errors import ArchiveDamaged, ArchiveError
from visits import look, read

FULL = dict[str, object]


@pytest.fixture
def folder(path: Path, tmp_path: Path) -> Path:
    """An export of a full archive."""
    with open_archive(path) as archive:
        return archive.export(tmp_path / "export")


def everything(archive: Archive) -> FULL:
    """All that reads back from an archive."""
    histories = [archive.history(source.id) for source in archive.sources()]
    digests = sorted({capture.digest for history in histories for capture in history.captures if capture.digest})
    return {
        "histories": histories,
        "snapshots": [archive.snapshot(digest) for digest in digests],
        "last ok": [archive.last_ok(history.source.id) for history in histories],
        "due": [archive.due_at(history.source.id) for history in histories],
        "changes": archive.changes(),
        "underived": list(archive.underived()),
        "search": [archive.search(word) for word in ("one", "наміри", "more", "short")],
        "reading": archive.reading("mfa-en", 2, "2;automatic"),
        "proofs": [archive.proof(number) for number in range(1, 11)],
        "exchanges": [archive.exchange(number) for number in range(1, 11)],
        "verification": archive.verify(),
    }


def test_an_archive_made_from_an_export_reads_back_equal(path: Path, folder: Path, tmp_path: Path) -> None:
    with create(tmp_path / "again.db") as again, open_archive(path) as archive:
        again.import_(folder)

        assert everything(again) == everything(archive)
        assert again.verify().damages == ()


def test_an_imported_archive_goes_on(folder: Path, tmp_path: Path) -> None:
    with create(tmp_path / "again.db") as again:
        again.import_(folder)

        landed = read(again, "It goes on.", at=99)

        assert (landed.id, landed.version) == (11, 4)
        assert again.verify().damages == ()


def test_exporting_again_writes_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    with create(tmp_path / "again.db") as again:
        again.import_(folder)
        second = again.export(tmp_path / "second")

    assert content_of(second) == content_of(folder)


def content_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_root_comes_out_of_the_exported_records_alone(folder: Path) -> None:
    about = json.loads((folder / "archive.json").read_bytes())

    records = (folder / "captures.jsonl").read_bytes().splitlines()

    assert root_of([leaf_hash(record) for record in records]).hex() == about["root"]
    assert len(records) == about["captures"] == 10


def test_every_snapshot_is_a_file_named_by_its_digest(folder: Path) -> None:
    files = [path for path in (folder / "snapshots").rglob("*") if path.is_file()]

    assert len(files) == 7 + 5
    assert all(hashlib.sha256(path.read_bytes()).hexdigest() == path.name for path in files)


def test_versions_and_changes_are_exported_in_words(folder: Path) -> None:
    versions = [json.loads(line) for line in (folder / "versions.jsonl").read_text(encoding="utf-8").splitlines()]
    changes = [json.loads(line) for line in (folder / "changes.jsonl").read_text(encoding="utf-8").splitlines()]

    assert [row["revision"] for row in versions] == ["mfa-en@v1", "mfa-en@v2", "mfa-en@v3", "mod-uk@v1"]
    assert "Сторони підписали лист про наміри." in versions[3]["text"]
    assert [row["sentence"] for row in changes] == ["Change 1.", "Change 2."]


def test_an_empty_archive_can_be_exported_and_imported(tmp_path: Path) -> None:
    with create(tmp_path / "archive.db") as archive, create(tmp_path / "again.db") as again:
        again.import_(archive.export(tmp_path / "export"))

        assert again.verify() == archive.verify()


def test_nothing_is_exported_over_what_is_there(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "export"
    target.mkdir()
    (target / "mine").write_bytes(b"x")

    with open_archive(path) as archive, pytest.raises(ArchiveError, match="name a new folder"):
        archive.export(target)

    assert [entry.name for entry in target.iterdir()] == ["mine"]
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["archive.db", "export"]


def test_a_damaged_archive_is_not_exported_in_part(tmp_path: Path) -> None:
    with create(tmp_path / "archive.db") as archive:
        look(archive, "x" * 100)
        with archive._connection.writing():
            archive._connection.amend("body", {"id": 1}, packed=b"broken")

        with pytest.raises(ArchiveDamaged):
            archive.export(tmp_path / "export")

    assert not (tmp_path / "export").exists()


def test_only_an_empty_archive_takes_an_export(path: Path, folder: Path) -> None:
    with open_archive(path) as archive:
        before = everything(archive)
        with pytest.raises(ArchiveError, match="is not empty"):
            archive.import_(folder)
        assert everything(archive) == before


@pytest.mark.parametrize("name", [".", "/", ""])
def test_an_export_needs_a_name(path: Path, name: str) -> None:
    with open_archive(path) as archive, pytest.raises(ArchiveError, match="names no file"):
        archive.export(name)


def test_the_export_names_every_file_of_its_own_with_its_digest(folder: Path) -> None:
    about = json.loads((folder / "archive.json").read_bytes())

    files = {name: (facts["lines"], facts["sha256"]) for name, facts in about["files"].items()}

    assert set(files) == {name for name in content_of(folder) if name.endswith(".jsonl")}
    assert files == {
        name: (content.count(b"\n"), hashlib.sha256(content).hexdigest())
        for name, content in content_of(folder).items()
        if name.endswith(".jsonl")
    }


def test_what_people_decided_is_exported_in_words(folder: Path) -> None:
    lines = {name: (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines() for name in JUDGED}

    assert [len(lines[name]) for name in JUDGED] == [3, 2, 2, 2]
    assert json.loads(lines["verdicts"][1])["note"] == "Важливо."


JUDGED = ("verdicts", "annotations", "edition_links", "filters")
