"""Strips: when a phrase stood where, drawn for two widths and told in a table."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rows import write_source_row
from statediff.reporter.outlets.pages import Pages
from statediff.reporter.outlets.phrasing import load_phrases
from statediff.reporter.outlets.rows import Sighting, Stretch
from statediff.reporter.outlets.strips import draw_strips
from written import FIRST

ENGLISH = load_phrases("en")


def at(hours: float) -> Stretch:
    return Stretch(first=FIRST + timedelta(hours=hours), last=FIRST + timedelta(hours=hours + 24))


def sighting(name: str = "defence-en", *stretches: Stretch, language: str | None = "en") -> Sighting:
    stretches = stretches or (at(0),)
    return Sighting(
        source=write_source_row(id=name, name=name, language=language),
        first=stretches[0].first,
        last=stretches[-1].last,
        is_current=stretches[-1].gone_by is None,
        version=1,
        passage="A letter of intent was signed.",
        stretches=stretches,
    )


def test_a_phrase_that_was_never_seen_has_no_figure() -> None:
    assert draw_strips([], ENGLISH) is None


def test_what_was_seen_is_solid_and_what_came_or_went_between_two_looks_is_not_claimed() -> None:
    hour = timedelta(hours=1)
    first = Stretch(first=FIRST, last=FIRST + 24 * hour, gone_by=FIRST + 30 * hour)
    again = Stretch(first=FIRST + 60 * hour, last=FIRST + 100 * hour, after=FIRST + 54 * hour)

    chart = draw_strips([sighting("defence-en", first, again)], ENGLISH)

    assert chart is not None
    bars = chart.figures[0].strips[0].bars
    assert [bar.stands for bar in bars] == [False, True]
    assert bars[0].came_from == bars[0].x
    assert bars[0].gone_by > bars[0].x + bars[0].width
    assert bars[1].came_from < bars[1].x
    assert [(row.came, row.went) for row in chart.rows] == [
        ("17 Nov 2026 12:04", "between 18 Nov 2026 12:04 and 18 Nov 2026 18:04"),
        ("between 19 Nov 2026 18:04 and 20 Nov 2026 00:04", "still there 21 Nov 2026 16:04"),
    ]
    assert chart.label == (
        "Strips for 1 source from 17 Nov 2026 12:04 to 21 Nov 2026 16:04, UTC. It still stands in 1 source. "
        "A table with the same periods follows."
    )


def test_a_figure_of_many_sources_says_how_many_it_leaves_out() -> None:
    chart = draw_strips([sighting(f"s{number}") for number in range(70)], ENGLISH)

    assert chart is not None
    assert len(chart.figures[0].strips) == 60
    assert chart.more == 10
    assert len(chart.rows) == 70


def test_nothing_of_a_figure_leaves_its_frame() -> None:
    chart = draw_strips([sighting("x" * 90), sighting("y", at(500), at(900))], ENGLISH)

    assert chart is not None
    for figure in chart.figures:
        ends = [bar.x + bar.width + 8 * bar.stands for strip in figure.strips for bar in strip.bars]
        assert max(ends) <= figure.width
        assert all(0 <= x < figure.width for x, _ in figure.days)
        assert all(len(strip.name) <= 40 for strip in figure.strips)


@pytest.mark.parametrize("language", ["en", "fr", "uk"])
def test_the_page_of_a_phrase_tells_first_and_last_sighting_by_language(language: str) -> None:
    found = [sighting("a"), sighting("b", at(50)), sighting("c", at(9), language="uk"), sighting("d", language=None)]

    page = Pages(language=language).write_phrase("letter of intent", found, [])

    phrases = load_phrases(language)
    table = page.partition(phrases.say("phrase.by_language"))[2]
    assert table.count("<tr>") >= 4
    assert phrases.language_name("uk") in table
    assert phrases.moment(FIRST + timedelta(hours=74)) in table


@pytest.mark.parametrize("hours", [1, 20, 50, 130, 24 * 60, 24 * 400])
def test_no_two_names_of_days_touch_and_a_year_is_told_where_it_is_another(hours: float) -> None:
    chart = draw_strips([sighting("defence-en", at(0), at(hours))], ENGLISH)

    assert chart is not None
    for figure in chart.figures:
        ends = [x + 7 * len(text) for x, text in figure.days]
        assert all(end < x for end, (x, _) in zip(ends, figure.days[1:], strict=False))
        assert ends[-1] <= figure.width
        assert figure.days[0][1] == "17 Nov 2026"
        assert [text for _, text in figure.days[1:] if text.endswith("2026")] == []
