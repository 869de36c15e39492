from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from statediff.filtering.standing import in_force, stand
from statediff.judgements import Filter

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
ROW = Filter(source_id="mod", slot="paragraph:1 p.views #", is_active=True, evidence="learned", decided_at=START)


def after(days: float) -> datetime:
    return START + timedelta(days=days)


def test_a_filter_holds_for_what_is_seen_after_it_was_decided() -> None:
    assert [slot.name for slot in in_force([ROW], after(1))] == [ROW.slot]
    assert in_force([ROW], START) == ()
    assert in_force([ROW], after(-1)) == ()


def test_an_ended_filter_holds_for_nothing_then_or_now() -> None:
    rows = [ROW, replace(ROW, is_active=False, decided_at=after(3))]

    assert in_force(rows, after(1)) == in_force(rows, after(5)) == ()
    assert [(one.is_active, one.since) for one in stand(rows)] == [(False, after(3))]


def test_a_filter_taken_up_again_holds_from_then_on() -> None:
    rows = [ROW, replace(ROW, is_active=False, decided_at=after(3)), replace(ROW, decided_at=after(6))]

    assert in_force(rows, after(1)) == in_force(rows, after(6)) == ()
    assert len(in_force(rows, after(7))) == 1


def test_saying_the_same_again_does_not_begin_anew() -> None:
    [standing] = stand([ROW, replace(ROW, decided_at=after(2), evidence="by Olena")])

    assert (standing.since, standing.latest.evidence) == (START, "by Olena")


def test_a_name_that_no_slot_has_filters_nothing() -> None:
    assert in_force([replace(ROW, slot="made by a later statediff")], after(1)) == ()
