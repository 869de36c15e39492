"""Review: the weightiest first, equal edits once, and every reviewer's latest word beside the others'."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from statediff.archive.changes import ChangeNote
from statediff.desk.queue import Desk
from statediff.desk.standings import StandingState
from statediff.judgements import Substitution, Verdict, VerdictKind

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
IMPACT = Substitution(old="impact", new="effect", key="a" * 16)
FIGURE = Substitution(old="1,200", new="1,100", key="b" * 16)


def note(source: str, *, score: float = 0.5, hours: int = 0, new: int = 2) -> ChangeNote:
    return ChangeNote(
        source_id=source,
        old=new - 1,
        new=new,
        after=NOON,
        at=NOON + timedelta(hours=hours),
        severity="substantive",
        score=score,
        sentence=f"something became something else on {source}",
        added=1,
        removed=1,
    )


def verdict(
    source: str, kind: str, *, reviewer: str = "ann", number: int = 1, cluster: str = "", new: int = 2
) -> Verdict:
    return Verdict(
        source_id=source,
        old=new - 1,
        new=new,
        kind=VerdictKind(kind),
        reviewer=reviewer,
        decided_at=NOON + timedelta(days=number),
        cluster=cluster,
        id=number,
    )


def desk(
    notes: Sequence[ChangeNote], made: Mapping[str, Sequence[Substitution]], verdicts: Sequence[Verdict] = ()
) -> Desk:
    return Desk(notes, {(source, 1, 2): tuple(ones) for source, ones in made.items()}, verdicts)


def keys(found: Desk, state: StandingState | None = StandingState.OPEN) -> list[str]:
    return [row.key for row in found.rows(state)]


def test_the_highest_score_comes_first_and_among_equals_the_newest() -> None:
    notes = [note("a", score=0.2, hours=9), note("b", score=0.8), note("c", score=0.8, hours=1)]

    found = desk(notes, {})

    assert keys(found) == ["c@v1..c@v2", "b@v1..b@v2", "a@v1..a@v2"]


def test_an_equal_edit_on_many_pages_is_one_row() -> None:
    notes = [note(f"page-{number}") for number in range(41)]

    (row,) = desk(notes, {one.source_id: (IMPACT,) for one in notes}).rows()

    assert row.substitution == IMPACT
    assert len(row.changes) == 41


def test_what_else_such_a_change_holds_keeps_its_own_row() -> None:
    notes = [note("a"), note("b"), note("c", score=0.9)]

    found = desk(notes, {"a": (IMPACT,), "b": (IMPACT,), "c": (IMPACT, FIGURE)})

    assert keys(found) == [IMPACT.key, "c@v1..c@v2"]
    assert [len(row.changes) for row in found.rows()] == [3, 1]


def test_a_word_on_an_edit_judges_every_change_that_is_nothing_else() -> None:
    notes = [note("a"), note("b"), note("c")]
    made = {"a": (IMPACT,), "b": (IMPACT,), "c": (IMPACT, FIGURE)}
    words = [verdict(source, "noise", number=place, cluster=IMPACT.key) for place, source in enumerate("abc", start=1)]

    found = desk(notes, made, words)

    assert keys(found) == ["c@v1..c@v2"]
    assert (found.rows()[0].parts, found.rows()[0].judged) == (2, 1)
    assert found.standing(("a", 1, 2)).kind is VerdictKind.NOISE


def test_a_change_judged_part_by_part_counts_as_its_weightiest_part() -> None:
    words = [
        verdict("c", "significant", number=1, cluster=FIGURE.key),
        verdict("c", "noise", number=2, cluster=IMPACT.key),
    ]

    found = desk([note("c")], {"c": (IMPACT, FIGURE)}, words)

    assert found.standing(("c", 1, 2)).kind is VerdictKind.SIGNIFICANT


def test_two_reviewers_who_differ_are_shown_as_a_dispute_until_one_changes_the_verdict() -> None:
    words = [verdict("a", "noise", number=1), verdict("a", "significant", reviewer="bo", number=2)]
    later = [*words, verdict("a", "significant", number=3)]

    before, after = (desk([note("a")], {"a": (FIGURE,)}, some) for some in (words, later))

    assert before.standing(("a", 1, 2)).state is StandingState.DISPUTED
    assert keys(before, StandingState.DISPUTED) == ["a@v1..a@v2"]
    assert after.standing(("a", 1, 2)).state is StandingState.JUDGED
    assert [one.id for one in after.history(("a", 1, 2))] == [1, 2, 3]


def test_a_verdict_is_offered_again_for_an_equal_edit_and_counts_only_when_taken() -> None:
    notes = [note("new-page", hours=5), note("old-page")]

    found = desk(notes, {"new-page": (IMPACT,), "old-page": (IMPACT,)}, [verdict("old-page", "routine")])

    (row,) = found.rows()
    assert row.key == "new-page@v1..new-page@v2"
    assert row.offered is not None
    assert row.offered.kind is VerdictKind.ROUTINE
    assert found.standing(("new-page", 1, 2)).state is StandingState.OPEN


def test_nothing_is_offered_when_only_a_part_of_a_change_was_judged_elsewhere() -> None:
    notes = [note("new-page"), note("old-page")]

    found = desk(notes, {"new-page": (IMPACT, FIGURE), "old-page": (IMPACT,)}, [verdict("old-page", "noise")])

    assert found.offer(("new-page", 1, 2)) is None


@pytest.mark.parametrize("kind", [*VerdictKind])
def test_a_verdict_never_takes_a_change_out_of_the_whole_list(kind: VerdictKind) -> None:
    found = desk([note("a"), note("b")], {"a": (FIGURE,)}, [verdict("a", kind)])

    assert keys(found, None) == ["a@v1..a@v2", "b@v1..b@v2"]


def test_a_change_without_known_edits_waits_for_a_word_on_the_whole() -> None:
    found = desk([note("a")], {})

    assert keys(found) == ["a@v1..a@v2"]
    assert keys(desk([note("a")], {}, [verdict("a", "unsure")])) == []
