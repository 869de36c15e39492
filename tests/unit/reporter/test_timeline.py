"""The timeline: every look in the figure's tables, failures and gaps among them, whatever the number of looks."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from statediff.model import History, Version
from statediff.reporter.phrasing import load_phrases
from statediff.reporter.timeline import Timeline, draw_timeline
from written import Evidence, statement_change, write_capture, write_evidence, write_source


def drawn(evidence: Evidence) -> Timeline:
    timeline = draw_timeline(
        evidence["history"],
        evidence["new"],
        (evidence["last_seen"].captured_at, evidence["new"].first_seen_at),
        load_phrases("en"),
    )
    assert timeline is not None
    return timeline


def with_captures(evidence: Evidence, *captures: object, **source: object) -> Evidence:
    history = History(
        source=write_source(**source),
        versions=evidence["history"].versions,
        captures=captures,  # type: ignore[arg-type]
    )
    evidence["history"] = history
    return evidence


@pytest.fixture
def evidence() -> Evidence:
    return write_evidence(statement_change())


def test_every_look_stands_in_the_table(evidence: Evidence) -> None:
    looks = drawn(evidence).looks

    assert sum(int(row.count) for row in looks if row.count) == 6
    assert [row.told for row in looks] == [
        "read (HTTP 200) · v1",
        "same bytes (HTTP 200) · v1",
        "failed (HTTP 503, the server was ill)",
        "no look for 2 days",
        "same bytes (HTTP 200) · v1",
        "read (HTTP 200) · v2",
        "same bytes (HTTP 200) · v2",
    ]


def test_looks_that_brought_the_same_share_a_row(evidence: Evidence) -> None:
    captures = [write_capture(number, number * 6.0, "same") for number in range(1, 9)]

    looks = drawn(with_captures(evidence, *captures)).looks

    assert [(row.first, row.last, row.count) for row in looks] == [("2026-11-17 18:04", "2026-11-19 12:04", "8")]


def test_a_failure_and_a_gap_are_drawn_and_counted_in_words(evidence: Evidence) -> None:
    timeline = drawn(evidence)

    assert timeline.has_failures
    assert timeline.has_gaps
    assert all(len(figure.failures) == 1 and len(figure.gaps) == 1 for figure in timeline.figures)
    assert "1 look failed. 1 gap without a look." in timeline.label
    assert "6 looks from 17 Nov 2026 12:04 to 20 Nov 2026 12:04, UTC. 2 versions: v1" in timeline.label


def test_no_gap_is_claimed_within_the_planned_rhythm(evidence: Evidence) -> None:
    timeline = drawn(with_captures(evidence, *evidence["history"].captures, every_seconds=86_400))

    assert not timeline.has_gaps


def test_a_learned_rhythm_may_pause_for_longer(evidence: Evidence) -> None:
    timeline = drawn(with_captures(evidence, *evidence["history"].captures, adaptive=True))

    assert not timeline.has_gaps


def test_the_window_of_change_is_marked_and_the_version_named(evidence: Evidence) -> None:
    figure = drawn(evidence).figures[0]
    bar = next(bar for bar in figure.bars if bar.is_current)

    assert figure.selection is not None
    left, width = figure.selection
    assert left < bar.x <= left + width
    assert bar.label == "v2"


@pytest.mark.parametrize("name", ["lg", "sm"])
def test_everything_stands_inside_the_figure(evidence: Evidence, name: str) -> None:
    captures = [write_capture(number, number * 7.0, "same") for number in range(1, 2000)]

    figure = next(one for one in drawn(with_captures(evidence, *captures)).figures if one.name == name)

    assert all(0 <= x <= figure.width for x in figure.ticks)
    assert all(0 <= x <= figure.width - 20 for x, _ in figure.days)
    assert all(other[0] - one[0] >= 40 for one, other in pairwise(figure.days))
    assert len(figure.ticks) <= figure.width // 5 + 1


def test_thousands_of_looks_leave_the_figure_and_the_table_small(evidence: Evidence) -> None:
    captures = [write_capture(number, number * 6.0, ("same", "failed")[number % 2]) for number in range(1, 3001)]

    timeline = drawn(with_captures(evidence, *captures))

    assert len(timeline.looks) == 200
    assert timeline.more == 2800


def test_one_look_alone_can_be_drawn(evidence: Evidence) -> None:
    figure = drawn(with_captures(evidence, write_capture(1, 0.0))).figures[0]

    assert len(figure.ticks) == 1
    assert len(figure.days) == 1


def test_without_looks_there_is_no_timeline(evidence: Evidence) -> None:
    history = replace(evidence["history"], captures=())

    timeline = draw_timeline(
        history,
        evidence["new"],
        (evidence["last_seen"].captured_at, evidence["new"].first_seen_at),
        load_phrases("en"),
    )

    assert timeline is None


def test_many_versions_keep_their_labels_apart(evidence: Evidence) -> None:
    first = evidence["history"].versions[0]
    versions: list[Version] = [
        replace(first, number=number, first_seen_at=write_capture(1, number * 1.0).captured_at)
        for number in range(1, 60)
    ]
    evidence["history"] = replace(evidence["history"], versions=tuple(versions))

    figure = drawn(evidence).figures[1]

    labelled = [bar.x for bar in figure.bars if bar.label and not bar.is_current]
    assert all(other - one >= 20 for one, other in pairwise(labelled))
    assert 10 < len(figure.bars) <= 59


def test_hundreds_of_versions_leave_the_figure_and_the_table_small(evidence: Evidence) -> None:
    first = evidence["history"].versions[0]
    versions = [
        replace(first, number=number, first_seen_at=write_capture(1, number * 0.1).captured_at)
        for number in range(1, 601)
    ]
    evidence["history"] = replace(evidence["history"], versions=tuple(versions))

    timeline = drawn(evidence)

    assert len(timeline.figures[0].bars) <= 1100 // 5
    assert [row.name for row in timeline.versions if row.is_current] == ["v2"]
    assert len(timeline.versions) == 201
    assert timeline.more_versions == 400


def test_a_planned_look_that_did_not_happen_is_a_gap(evidence: Evidence) -> None:
    captures = [write_capture(1, 0.0), write_capture(2, 7.0, "same", events=("gap",))]

    timeline = drawn(with_captures(evidence, *captures))

    assert timeline.has_gaps
    assert "no look for 7 hours" in [row.told for row in timeline.looks]
