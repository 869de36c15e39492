"""Bodies: packed against earlier ones of their page, and read back whatever is at hand."""

from __future__ import annotations

import random

import pytest

from statediff.archive import Archive, bodies, packing
from statediff.errors import ArchiveDamaged
from statediff.model import digest_of
from visits import BLOCKED, MFA, MOD, look

PAGE = "<p>The two ministries met on Monday to review their work on air defence.</p>" * 40
LAYOUTS = [random.Random(number).randbytes(2_000).hex() for number in range(4)]
"""Pages that have nothing in common."""


def rows(archive: Archive) -> list[tuple[int, int, int, int | None]]:
    """(lane, keyframe, member, base) of every body."""
    return archive._connection.rows("select lane, keyframe, member, base from body order by id")


def test_pages_that_resemble_each_other_are_packed_against_each_other(archive: Archive) -> None:
    for number in range(6):
        look(archive, f"{LAYOUTS[0]}<!-- {number} -->", at=number)

    assert rows(archive) == [(2, 1, 0, None), (2, 1, 1, 1), (2, 1, 2, 1), (2, 1, 3, 3), (2, 1, 4, 1), (2, 1, 5, 5)]
    assert archive._connection.value("select max(length(packed)) from body where base is not null") < 40


def test_a_group_ends_after_its_last_member(archive: Archive) -> None:
    for number in range(130):
        look(archive, f"{PAGE}<!-- {number} -->", at=number)

    keyframes = [keyframe for _, keyframe, _, _ in rows(archive)]
    assert keyframes == [1] * 128 + [129] * 2
    assert archive.verify().damages == ()


def test_a_page_that_is_all_new_stands_alone_in_its_group(archive: Archive) -> None:
    look(archive, LAYOUTS[0])
    look(archive, LAYOUTS[1], at=1)

    assert rows(archive)[1] == (2, 1, 1, None)
    assert archive.verify().damages == ()


def test_a_page_that_returns_to_what_it_was_is_packed_against_that(archive: Archive) -> None:
    for number in range(40):
        look(archive, f"{LAYOUTS[number // 3 % 4]}<!-- {number} -->", at=number)

    alone = [member for _, _, member, base in rows(archive) if base is None]
    assert alone == [0, 3, 6, 9]
    assert archive.verify().damages == ()


def test_reading_a_body_undoes_at_most_seven_deltas(archive: Archive) -> None:
    for number in range(128):
        look(archive, f"{LAYOUTS[number % 3]}<!-- {number} -->", at=number)

    bases = dict(archive._connection.rows("select id, base from body"))
    assert max(depth_of(id_, bases) for id_ in bases) <= packing.MOST_DELTAS


def depth_of(id_: int, bases: dict[int, int | None]) -> int:
    base = bases[id_]
    return 0 if base is None else 1 + depth_of(base, bases)


def test_what_comes_is_kept_also_when_what_came_before_is_damaged(archive: Archive) -> None:
    look(archive, f"{LAYOUTS[0]}<!-- damaged -->")
    with archive._connection.writing():
        archive._connection.amend("body", {"id": 1}, packed=b"damaged")
    archive._bodies.forget()

    kept = look(archive, LAYOUTS[0], at=1)

    assert archive.snapshot(kept.digest or "") == LAYOUTS[0].encode()
    assert [damage.place[:7] for damage in archive.verify().damages] == ["body 1 "]


def test_sources_and_their_failures_keep_to_their_own_groups(archive: Archive) -> None:
    look(archive, PAGE + "1", source=MFA)
    look(archive, PAGE + "2", source=MOD, at=1)
    look(archive, PAGE + "3", source=MFA, at=2, disposition=BLOCKED)
    look(archive, PAGE + "4", source=MFA, at=3)

    assert rows(archive) == [(2, 1, 0, None), (4, 2, 0, None), (3, 3, 0, None), (2, 1, 1, 1)]


@pytest.mark.parametrize("remembered", [0, 5_000, 100_000_000])
def test_bodies_are_read_back_in_any_order_whatever_is_at_hand(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, remembered: int
) -> None:
    monkeypatch.setattr(bodies, "REMEMBERED_BYTES", remembered)
    contents = [f"{PAGE}<!-- {number} -->{'x' * number}".encode() for number in range(140)]
    for number, content in enumerate(contents):
        look(archive, content, at=number)

    for number in [*range(139, -1, -17), *range(0, 140, 13)]:
        assert archive.snapshot(digest_of(contents[number])) == contents[number]


def test_a_body_that_no_longer_bears_its_name_is_never_handed_out(archive: Archive) -> None:
    kept = look(archive, PAGE)
    with archive._connection.writing():
        archive._connection.amend("body", {"id": 1}, packed=packing.pack(b"forged"))

    with pytest.raises(ArchiveDamaged, match="no longer matches") as caught:
        archive.snapshot(kept.digest or "")

    assert caught.value.exit_code == 4


def test_a_base_that_is_gone_is_named(archive: Archive) -> None:
    for number in range(3):
        look(archive, f"{PAGE}<!-- {number} -->", at=number)
    archive._bodies.forget()
    archive._connection.execute("pragma foreign_keys=off")
    archive._connection.execute("drop trigger body_no_delete")
    archive._connection.execute("delete from body where id = 1")

    with pytest.raises(ArchiveDamaged, match="body 1 is missing"):
        archive.snapshot(archive.capture(3).digest or "")


def test_bases_in_a_circle_end_in_an_error(archive: Archive) -> None:
    for number in range(3):
        look(archive, f"{PAGE}<!-- {number} -->", at=number)
    archive._bodies.forget()
    archive._connection.execute("update body set base = 3 where id = 1")

    with pytest.raises(ArchiveDamaged, match="is missing"):
        archive.snapshot(archive.capture(3).digest or "")
