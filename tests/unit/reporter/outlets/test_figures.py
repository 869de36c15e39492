"""Figures: every bar and day is told in the text and in the table too."""

from __future__ import annotations

from datetime import timedelta

from rows import write_row
from statediff.reporter.outlets.figures import draw_calendar, draw_words
from statediff.reporter.outlets.phrasing import load_phrases
from written import FIRST, write_capture

ENGLISH = load_phrases("en")


def test_words_are_counted_by_the_period_that_keeps_the_bars_few() -> None:
    rows = [write_row(2, at=FIRST), write_row(3, at=FIRST + timedelta(days=1), added=10)]
    far = [write_row(2, at=FIRST), write_row(3, at=FIRST + timedelta(days=900))]

    near_chart, far_chart = draw_words(rows, ENGLISH), draw_words(far, ENGLISH)

    assert near_chart is not None
    assert near_chart.rows == (("17 Nov 2026", "3", "4", "1"), ("18 Nov 2026", "3", "10", "1"))
    assert "In all 6 went and 14 came; most in 18 Nov 2026" in near_chart.label
    assert far_chart is not None
    assert [row[0] for row in far_chart.rows] == ["2026-11", "2029-05"]


def test_the_tallest_bar_is_the_busiest_period_and_all_stand_inside() -> None:
    rows = [write_row(n, at=FIRST + timedelta(days=n), added=n * 10, removed=1) for n in range(1, 30)]

    chart = draw_words(rows, ENGLISH)

    assert chart is not None
    for figure in chart.figures:
        assert max(bar.up for bar in figure.bars) == figure.bars[-1].up
        assert all(bar.x >= 0 and bar.x + bar.width <= figure.width for bar in figure.bars)
        assert all(bar.up <= figure.middle and figure.middle + bar.down <= figure.height - 20 for bar in figure.bars)
        assert len(figure.bars) == 29


def test_changes_of_our_rules_are_no_words_that_came() -> None:
    assert draw_words([write_row(is_technical=True)], ENGLISH) is None
    assert draw_words([], ENGLISH) is None


def test_the_calendar_tells_looks_failures_versions_and_days_without_a_look() -> None:
    captures = [
        write_capture(1, 0.0, is_new_version=True),
        write_capture(2, 6.0, "failed"),
        write_capture(3, 72.0, "same"),
    ]

    calendar = draw_calendar(captures, ENGLISH)

    assert calendar is not None
    assert calendar.rows == (("16 Nov 2026", "3", "1", "1", "2"),)
    assert "3 looks, 1 look failed, 1 version. 2 days without a look" in calendar.label
    cells = calendar.figures[0].cells
    assert [(cell.level, cell.has_failure) for cell in cells] == [
        ("version", True),
        ("none", False),
        ("none", False),
        ("look", False),
    ]


def test_a_long_watch_shows_its_last_year_and_says_so() -> None:
    captures = [write_capture(n, 24.0 * 7 * n, "same") for n in range(1, 160)]

    calendar = draw_calendar(captures, ENGLISH)

    assert calendar is not None
    assert calendar.is_cut
    assert len(calendar.rows) == 53
    assert all(cell.x < figure.width for figure in calendar.figures for cell in figure.cells)
    assert draw_calendar([], ENGLISH) is None
