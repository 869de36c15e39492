"""Verifying: each kind of damage is named by its place, and none keeps the others from being found."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from statediff.archive import open_archive
from statediff.findings import Verification
from visits import edit

Statement = str | tuple[str, Sequence[object]]


def verify(path: Path, *, read_data: bool = True) -> Verification:
    with open_archive(path) as archive:
        return archive.verify(read_data=read_data)


def places(verification: Verification) -> list[str]:
    return [damage.place for damage in verification.damages]


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("update capture set at = at + 1000000 where id = 5", "capture 5 of mfa-en"),
        ("update capture set status = 404 where id = 7", "capture 7 of mod-uk"),
        ("update capture set source = 2 where id = 1", "capture 1 of mod-uk"),
        ("delete from capture where id = 5", "capture 5"),
        ("delete from capture where id in (4, 5)", "capture 4 to 5"),
        ("update verdict set reason = 'all is well' where id = 3", "capture 5 of mfa-en"),
        ("update route set final_url = 'https://elsewhere.example/' where id = 1", "capture 1 of mfa-en"),
        ("update header_set set pairs = replace(pairs, 'nginx', 'caddy')", "capture 1 of mfa-en"),
        ("update hop set status = 302 where number = 0", "capture 7 of mod-uk"),
        ("update hop set number = 9 where number = 1", "capture 7 of mod-uk"),
        ("update capture set confirms = 2 where id = 4", "capture 4 of mfa-en"),
        ("update event set name = 'restored' where id = 1", "event of capture 7 of mod-uk"),
        ("update amendment set reviewer = 'somebody else' where id = 1", "amendment of capture 8 of mfa-en"),
        ("update version set number = 9 where id = 2", "version mfa-en@v9"),
        ("update version set capture = 4 where id = 3", "version mfa-en@v3"),
        ("update change set sentence = 'Nothing happened.' where id = 1", "change to version mfa-en@v2"),
        ("update review set kind = 'noise' where id = 2", "verdict 2 on the change to version mfa-en@v2"),
        ("update review set reviewer = 'somebody else' where id = 3", "verdict 3 on the change to version mfa-en@v3"),
        ("update annotation set at = at + 1 where id = 1", "annotation 1 of version mod-uk@v1"),
        ("update annotation set text = 'withdrawn' where id = 2", "annotation 2 of version mod-uk@v1"),
        ("update edition_link set state = 'confirmed'", "edition link 2 of mod-uk"),
        ("update place_filter set is_active = 1 where id = 2", "filter 2 of mfa-en"),
        ("update host_lease set lapses_at = lapses_at + 1 where host = 'mfa.example'", "host_lease mfa.example"),
        ("delete from review where id = 3", "table review"),
        ("delete from review where id = 2", "review 2"),
        ("delete from annotation where id = 1", "annotation 1"),
        ("update layout set packed = zeroblob(3000000) where id = 1", "wording of version mfa-en@v1"),
        (("update wording set facts = ? where id = 1", ("[" * 100_000,)), "wording of version mfa-en@v1"),
        ("update reading set is_technical = 0", "reading of version mfa-en@v2"),
        ("update source set name = 'mfa-fr' where id = 1", "source mfa-fr"),
        ("update source_state set document = replace(document, 'mfa', 'xxx') where id = 1", "configuration of mfa-en"),
        ("update schedule set due_at = due_at + 1 where source = 1", "schedule of mfa-en"),
        ("update stand set until = null where passage = 2", "stand 2 1 1"),
        ("update extraction set name = '9' where id = 1", "extraction 1"),
        ("delete from pending", "capture 10 of mod-uk"),
        ("update checkpoint set root = x'00' where id = 1", "checkpoint after capture 5"),
        ("delete from checkpoint where id = 2", "table checkpoint"),
        ("delete from event where id = 2", "table event"),
        ("delete from event where id = 1", "event 1"),
        ("update log_head set peaks = x'00'", "the log"),
        ("update log_head set size = 9", "the log"),
        ("update passage set text = 'Four.' where text = 'One.'", "passage 1"),
        ("update passage set text = 'Four.' where text = 'One.'", "wording of version mfa-en@v1"),
        ("delete from passage where text = 'One.'", "wording of version mfa-en@v1"),
        ("update wording set digest = x'00' where id = 2", "wording of version mfa-en@v2"),
        ("update layout set packed = x'00' where id = 1", "wording of version mfa-en@v1"),
        ("update body set size = size + 1 where id = 2", "body 2 (sha256:"),
        ("update body set packed = (select packed from body where id = 1) where id = 3", "body 3 (sha256:"),
        ("update body set packed = x'' where id = 1", "body 1 (sha256:"),
        ("update body set base = 1 where id = 2", "body 2 (sha256:"),
        ("update body set base = id where id = 2", "body 2 (sha256:"),
        ("delete from body where id = 3", "body 3"),
        ("insert into passage_index (rowid, words) values (3, 'forged')", "passage 3"),
        ("update _sqlite_migrations set applied_at = '2000-01-01'", "table _sqlite_migrations"),
        ("drop view captures", "view captures"),
        ("drop index capture_slot", "index capture_slot"),
        ("drop trigger capture_no_update", "trigger capture_no_update"),
        ("insert into tally (name, entries, total) values ('x', 1, x'')", "tally of x"),
    ],
)
def test_a_damage_is_named_by_its_place(path: Path, statement: Statement, place: str) -> None:
    if str(statement).startswith("drop"):
        with closing(sqlite3.connect(path)) as database:
            database.execute(str(statement))
    else:
        edit(path, statement)

    found = places(verify(path))

    assert [name for name in found if name.startswith(place)], found


def test_every_damage_is_found_not_only_the_first(path: Path) -> None:
    edit(
        path,
        "update capture set at = 0 where id = 2",
        "update body set packed = x'00' where id = 3",
        "update passage set text = 'Four.' where id = 2",
        "update event set detail = 'x' where id = 1",
    )

    found = places(verify(path))

    for place in ("capture 2 of mfa-en", "body 3 (sha256:", "passage 2", "event of capture 7 of mod-uk"):
        assert [name for name in found if name.startswith(place)], found


def test_text_that_is_no_text_any_more_is_damage_like_any_other(path: Path) -> None:
    edit(
        path,
        "update verdict set reason = cast(x'ff' as text) where id = 1",
        "update passage set text = cast(x'c3' as text) where id = 1",
        "update capture set header_values = 'no json' where id = 3",
        "update wording set facts = '[]' where id = 1",
    )

    found = places(verify(path))

    assert {"capture 1 of mfa-en", "capture 3 of mfa-en", "passage 1"} <= set(found), found


def test_a_page_that_is_gone_is_named_and_the_rest_is_still_checked(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        page = database.execute("select rootpage from sqlite_schema where name = 'event'").fetchone()[0]
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    path.write_bytes(content)
    edit_one = ("update capture set at = 0 where id = 2", ())
    with closing(sqlite3.connect(path)) as database:
        database.execute("drop trigger capture_no_update")
        database.execute(*edit_one)
        database.commit()

    verification = verify(path)

    found = places(verification)
    assert "table event" in found
    assert "capture 2 of mfa-en" in found
    assert verification.captures == 10


def test_a_quick_check_leaves_bodies_packed_and_still_checks_the_log(path: Path) -> None:
    whole = verify(path)
    edit(path, "update capture set at = 0 where id = 2", "update passage_index_data set block = x'00' where id > 10")

    quick = verify(path, read_data=False)

    assert "capture 2 of mfa-en" in places(quick)
    assert whole.root != quick.root


def test_verifying_changes_nothing_and_gives_the_same_root_again(path: Path) -> None:
    with open_archive(path) as archive:
        first = archive.verify()
        second = archive.verify()
        assert archive._connection.value("select size from log_head") == 10

    assert first == second
    assert len(first.root) == 64


def test_a_view_of_somebody_elses_is_no_damage(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("create view mine as select * from captures")

    assert verify(path).is_sound
