"""A source is due by its own rhythm: spread, kept, counted when missed, learned when asked for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from statediff import schedule
from statediff.model import Source

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SOURCE = Source(id="mod-en", url="https://mod.example/en/1", every_seconds=6 * 3600)


def test_the_first_window_lies_one_interval_ahead_plus_the_sources_own_jitter() -> None:
    window = schedule.next_window(SOURCE, due_at=None, now=NOON)

    assert window.due_at - NOON >= timedelta(hours=6)
    assert window.due_at - NOON <= timedelta(hours=6) * (1 + schedule.JITTER_SHARE)
    assert window.missed == 0


def test_the_jitter_of_a_source_is_always_the_same_and_differs_between_sources() -> None:
    other = Source(id="mod-fr", url="https://mod.example/fr/1", every_seconds=6 * 3600)

    assert schedule.jitter_seconds(SOURCE) == schedule.jitter_seconds(SOURCE)
    assert schedule.jitter_seconds(SOURCE) != schedule.jitter_seconds(other)


def test_windows_that_passed_are_counted_and_never_back_dated() -> None:
    window = schedule.next_window(SOURCE, due_at=NOON - timedelta(hours=20), now=NOON)

    assert window.missed == 3
    assert window.due_at > NOON


def test_a_late_look_does_not_shift_the_rhythm() -> None:
    window = schedule.next_window(SOURCE, due_at=NOON - timedelta(minutes=5), now=NOON)

    assert window.due_at == NOON - timedelta(minutes=5) + timedelta(hours=6)


def test_a_page_that_never_changed_has_a_small_but_positive_rate() -> None:
    rate = schedule.estimate_changes_a_second(looks=100, changes=0, interval_seconds=3600)

    assert 0 <= rate < 1 / (100 * 3600)


def test_the_estimate_grows_with_the_changes_and_stays_finite_when_every_look_found_one() -> None:
    rates = [schedule.estimate_changes_a_second(looks=10, changes=n, interval_seconds=60) for n in range(11)]

    assert rates == sorted(rates)
    assert rates[-1] == pytest.approx(3.0445 / 60, rel=1e-3)


@pytest.mark.parametrize(("age_hours", "wait_hours"), [(0, 1), (1, 2), (3, 3), (6, 6), (12, 12)])
def test_a_new_statement_is_looked_at_after_1_3_6_12_and_24_hours(age_hours: int, wait_hours: int) -> None:
    first = NOON - timedelta(hours=age_hours)

    seconds = schedule.adapt_interval(SOURCE, looks=[first], changes=[first], now=NOON)

    assert seconds == wait_hours * 3600


def test_the_learned_interval_keeps_between_a_quarter_of_an_hour_and_a_week() -> None:
    still = [NOON - timedelta(days=n) for n in range(300, 0, -1)]
    restless = [NOON - timedelta(days=3) + timedelta(minutes=n) for n in range(1000)]

    slow = schedule.adapt_interval(SOURCE, looks=still, changes=still[:1], now=NOON)
    quick = schedule.adapt_interval(SOURCE, looks=restless, changes=restless, now=NOON)

    assert slow <= schedule.ADAPTIVE_BOUNDS_SECONDS[1]
    assert schedule.ADAPTIVE_BOUNDS_SECONDS[0] <= quick < slow


def test_a_trigger_as_frequent_as_the_interval_misses_no_window() -> None:
    due_at: datetime | None = None
    looks = 0

    for hour in range(0, 600, 6):
        now = NOON + timedelta(hours=hour)
        if schedule.is_due(SOURCE, due_at=due_at, now=now):
            looks += 1
            due_at = schedule.next_window(SOURCE, due_at=due_at, now=now).due_at

    assert looks == 100


def test_early_looks_do_not_push_the_next_one_away() -> None:
    due_at = NOON + timedelta(hours=6)

    for minute in range(10):
        due_at = schedule.next_window(SOURCE, due_at=due_at, now=NOON + timedelta(minutes=minute)).due_at

    assert due_at == NOON + timedelta(hours=6)


def test_a_look_shortly_before_the_window_uses_it_up() -> None:
    window = schedule.next_window(SOURCE, due_at=NOON + timedelta(minutes=20), now=NOON)

    assert window.due_at == NOON + timedelta(minutes=20) + timedelta(hours=6)


def test_a_shortened_interval_counts_from_now_on() -> None:
    last_weeks_plan = NOON + timedelta(days=6)

    assert schedule.is_due(SOURCE, due_at=last_weeks_plan, now=NOON)

    assert schedule.next_window(SOURCE, due_at=last_weeks_plan, now=NOON).due_at < NOON + timedelta(hours=7)


def test_what_is_planned_for_later_is_not_due() -> None:
    assert not schedule.is_due(SOURCE, due_at=NOON + timedelta(hours=2), now=NOON)


def test_a_learned_interval_counts_from_the_look() -> None:
    window = schedule.next_window(SOURCE, due_at=NOON - timedelta(hours=1), now=NOON, learned=timedelta(hours=3))

    assert window.due_at == NOON + timedelta(hours=3)


def test_the_end_of_a_pause_comes_before_the_window_and_never_early() -> None:
    window = schedule.Window(due_at=NOON + timedelta(hours=6))
    due_at = schedule.end_of_pause(SOURCE, window, NOON + timedelta(minutes=2)).due_at
    minutes = [NOON + timedelta(minutes=number) for number in range(6)]

    is_due = [schedule.is_due(SOURCE, due_at=due_at, now=minute) for minute in minutes]

    assert is_due == [False, False, True, True, True, True]


def test_a_pause_longer_than_the_window_keeps_the_window() -> None:
    window = schedule.Window(due_at=NOON + timedelta(hours=6), missed=1)

    assert schedule.end_of_pause(SOURCE, window, NOON + timedelta(hours=20)) == window
