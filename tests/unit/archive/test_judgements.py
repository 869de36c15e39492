"""Judgements: kept as they are given, in their order, beside what was seen and never over it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from statediff.archive import Archive, create, open_archive
from statediff.errors import ArchiveDamaged, RevisionNotFound, SourceNotFound, UsageError
from statediff.judgements import Annotation, EditionLink, Filter, LinkState, Verdict, VerdictKind
from statediff.model import Source
from visits import hours, judge, look, read

VERDICT = Verdict(
    source_id="mfa-en",
    old=1,
    new=2,
    kind=VerdictKind.SIGNIFICANT,
    reviewer="Олена",
    decided_at=hours(30),
    codebook="2026-11",
    note="Une date a changé.\n\x00",
    cluster="9f",
)
NOTE = Annotation(
    source_id="mfa-en",
    version=2,
    start=5,
    end=8,
    quote="Two",
    text="مهم \U0001f600",
    author="Léa",
    written_at=hours(31),
)
LINK = EditionLink(
    source_id="mod-uk", edition_of="mfa-en", state=LinkState.CONFIRMED, reviewer="Олена", decided_at=hours(32)
)
FILTER = Filter(
    source_id="mfa-en", slot="footer/p:views", is_active=True, evidence="changed at 9 of 10 looks", decided_at=hours(33)
)


@pytest.fixture
def judged(path: Path) -> Path:
    """A full archive, in which judgements stand already."""
    with open_archive(path) as archive:
        archive.keep_verdict(VERDICT)
        archive.keep_annotation(NOTE)
        archive.keep_edition_link(LINK)
        archive.keep_filter(FILTER)
    return path


def test_what_is_kept_comes_back_equal_and_with_its_number(path: Path) -> None:
    with open_archive(path) as archive:
        verdict, note = archive.keep_verdict(VERDICT), archive.keep_annotation(NOTE)
        link, filter_ = archive.keep_edition_link(LINK), archive.keep_filter(FILTER)

    with open_archive(path) as archive:
        assert (archive.verdicts()[-1], archive.annotations()[-1]) == (verdict, note)
        assert (archive.edition_links()[-1], archive.filters()[-1]) == (link, filter_)
    assert (verdict, note) == (replace(VERDICT, id=4), replace(NOTE, id=3))
    assert (link, filter_) == (replace(LINK, id=3), replace(FILTER, id=3))


def test_judgements_are_told_oldest_first_of_all_sources_or_of_one(judged: Path) -> None:
    with open_archive(judged) as archive:
        assert [verdict.id for verdict in archive.verdicts("mfa-en")] == [1, 2, 3, 4]
        assert archive.verdicts("mod-uk") == ()
        assert [note.id for note in archive.annotations("mfa-en")] == [3]
        assert [note.id for note in archive.annotations("mod-uk")] == [1, 2]
        assert [link.state for link in archive.edition_links("mod-uk")] == ["confirmed", "rejected", "confirmed"]
        assert archive.edition_links("mfa-en") == ()
        assert [filter_.is_active for filter_ in archive.filters("mfa-en")] == [True, False, True]


def test_the_same_judgement_again_is_another_one(path: Path) -> None:
    with open_archive(path) as archive:
        first, second = archive.keep_verdict(VERDICT), archive.keep_verdict(VERDICT)

        assert (first.id, second.id) == (4, 5)
        assert archive.verify().damages == ()


def test_an_unknown_source_or_version_is_refused_and_nothing_is_kept(path: Path) -> None:
    with open_archive(path) as archive:
        before = archive.verify()
        refused: list[tuple[Callable[[], object], type[UsageError]]] = [
            (lambda: archive.keep_verdict(replace(VERDICT, source_id="nobody")), SourceNotFound),
            (lambda: archive.keep_verdict(replace(VERDICT, new=9)), RevisionNotFound),
            (lambda: archive.keep_verdict(replace(VERDICT, old=0)), RevisionNotFound),
            (lambda: archive.keep_verdict(replace(VERDICT, new=10**30)), RevisionNotFound),
            (lambda: archive.keep_verdict(replace(VERDICT, source_id="half \ud83d")), SourceNotFound),
            (lambda: archive.keep_annotation(replace(NOTE, end=10**30)), UsageError),
            (lambda: archive.keep_annotation(replace(NOTE, version=9)), RevisionNotFound),
            (lambda: archive.keep_annotation(replace(NOTE, start=-1)), UsageError),
            (lambda: archive.keep_annotation(replace(NOTE, end=4)), UsageError),
            (lambda: archive.keep_edition_link(replace(LINK, source_id="nobody")), SourceNotFound),
            (lambda: archive.keep_edition_link(replace(LINK, edition_of="nobody")), SourceNotFound),
            (lambda: archive.keep_filter(replace(FILTER, source_id="nobody")), SourceNotFound),
        ]
        for keep, error in refused:
            with pytest.raises(error):
                keep()
        for read_all in (archive.verdicts, archive.annotations, archive.edition_links, archive.filters):
            with pytest.raises(SourceNotFound):
                read_all("nobody")

        assert archive.verify() == before
        assert len(archive.verdicts()) == 3


def test_a_judgement_needs_no_run_and_stands_in_the_way_of_none(path: Path) -> None:
    with open_archive(path) as archive, open_archive(path) as other:
        with archive.run("track"):
            read(archive, "While a run goes on.", at=40)
            other.keep_verdict(VERDICT)
            read(archive, "It goes on.", at=41)

        assert archive.verify().damages == ()
        assert len(archive.verdicts()) == 4


def test_a_lone_surrogate_is_kept_as_a_question_mark(path: Path) -> None:
    with open_archive(path) as archive:
        kept = archive.keep_annotation(replace(NOTE, text="half \ud83d"))

        assert archive.annotations()[-1].text == kept.text == "half ?"


@pytest.mark.parametrize("table", ["review", "annotation", "edition_link", "place_filter"])
@pytest.mark.parametrize("statement", ["update {} set at = at + 1", "delete from {}"])
def test_a_judgement_is_never_changed_or_deleted(judged: Path, table: str, statement: str) -> None:
    with closing(sqlite3.connect(judged)) as database, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        database.execute(statement.format(table))

    with open_archive(judged) as archive:
        assert archive.verify().damages == ()


def test_the_views_tell_judgements_in_words(judged: Path) -> None:
    with closing(sqlite3.connect(f"file:{judged}?mode=ro", uri=True)) as database:
        database.row_factory = sqlite3.Row
        verdicts = [dict(row) for row in database.execute("select * from verdicts order by verdict_id")]
        notes = [dict(row) for row in database.execute("select * from annotations order by annotation_id")]
        links = [dict(row) for row in database.execute("select * from edition_links order by link_id")]
        filters = [dict(row) for row in database.execute("select * from filters order by filter_id")]

    assert verdicts[3] == {
        "verdict_id": 4,
        "source": "mfa-en",
        "old_version": 1,
        "new_version": 2,
        "verdict": "significant",
        "reviewer": "Олена",
        "decided_at": "2026-03-03T14:00:00.250000Z",
        "codebook": "2026-11",
        "note": VERDICT.note,
        "cluster": "9f",
        "is_reviewers_latest": 1,
        "severity": "substantive",
        "sentence": "Change 1.",
    }
    assert [row["is_reviewers_latest"] for row in verdicts] == [0, 1, 1, 1]
    assert [(row["revision"], row["quote"], row["note"]) for row in notes[2:]] == [("mfa-en@v2", "Two", NOTE.text)]
    assert [(row["source"], row["edition_of"], row["state"], row["is_latest"]) for row in links] == [
        ("mod-uk", "mfa-en", "confirmed", 0),
        ("mod-uk", "mfa-en", "rejected", 0),
        ("mod-uk", "mfa-en", "confirmed", 1),
    ]
    assert [(row["slot"], row["is_active"], row["is_latest"]) for row in filters] == [
        ("main/p:views", 1, 0),
        ("main/p:views", 0, 1),
        ("footer/p:views", 1, 1),
    ]


def test_judgements_go_along_with_every_copy(judged: Path, tmp_path: Path) -> None:
    with open_archive(judged) as archive:
        archive.backup(tmp_path / "backup.db")
        archive.compact()
        expected = everything(archive)
        with create(tmp_path / "import.db") as imported:
            imported.import_(archive.export(tmp_path / "export"))
            assert everything(imported) == expected
            assert imported.verify().damages == ()
    with open_archive(tmp_path / "backup.db") as copy:
        assert everything(copy) == expected
        assert copy.verify().damages == ()


def everything(archive: Archive) -> list[tuple[object, ...]]:
    return [archive.verdicts(), archive.annotations(), archive.edition_links(), archive.filters()]


def test_judging_writes_nothing_of_what_was_seen(path: Path) -> None:
    with open_archive(path) as archive:
        before = archive.verify()

        judge(archive)

        assert archive.verify() == before


def test_a_kind_of_verdict_that_does_not_exist_is_named_by_verify(judged: Path) -> None:
    with open_archive(judged) as archive:
        with archive._connection.writing():
            archive._connection.insert(
                "review", old=1, new=2, kind="great", reviewer="x", at=0, codebook="", note="", cluster=""
            )

        damages = archive.verify().damages

    assert [damage.place for damage in damages] == ["the verdicts"]
    with pytest.raises(ArchiveDamaged), open_archive(judged) as archive:
        archive.verdicts()


def test_a_source_whose_first_look_was_rolled_back_is_not_there(path: Path) -> None:
    fresh = Source(id="fresh", url="https://fresh.example/")
    with open_archive(path) as archive:
        with pytest.raises(InterruptedError), archive.together():
            look_in_vain(archive, fresh)

        with pytest.raises(SourceNotFound):
            archive.keep_filter(replace(FILTER, source_id="fresh"))


def look_in_vain(archive: Archive, source: Source) -> None:
    look(archive, "x", source=source, at=50)
    raise InterruptedError
