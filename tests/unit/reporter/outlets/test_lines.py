"""Lines: a history in plain characters, under one axis, the same everywhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from statediff.reporter.outlets.lines import COLUMNS, Line, draw_lines
from statediff.reporter.outlets.rows import Stretch

START = datetime(2026, 3, 1, tzinfo=UTC)


def day(count: float) -> datetime:
    return START + timedelta(days=count)


def line(name: str, *stretches: Stretch, until: float = 63) -> Line:
    return Line(name=name, watched_since=START, watched_until=day(until), stretches=stretches)


def test_no_source_is_no_drawing() -> None:
    assert draw_lines([]) == ()


def test_what_was_seen_what_was_not_and_what_nobody_knows_look_different() -> None:
    gone = Stretch(after=day(10), first=day(20), last=day(30), gone_by=day(40))
    standing = Stretch(after=day(50), first=day(60), last=day(63))

    dates, ticks, drawn = draw_lines([line("mfa-en", gone, standing)])

    assert dates == "        2026-03-01      2026-03-17      2026-04-02      2026-04-18"
    assert ticks == "        |               |               |               |"
    assert drawn == "mfa-en  " + "." * 10 + "~" * 10 + "=" * 11 + "~" * 10 + "." * 9 + "~" * 10 + "=" * 4 + ">"


def test_a_sight_of_a_second_is_drawn_and_a_source_begins_where_it_was_first_watched() -> None:
    moment = Stretch(after=day(1), first=day(30), last=day(30), gone_by=day(30.5))
    late = Line(name="late", watched_since=day(62), watched_until=day(63), stretches=())

    *_, early, last = draw_lines([line("early", moment), late])

    assert early.count("=") == 1
    assert last.strip() == "late" + " " * (3 + COLUMNS - 2) + ".."


def test_one_look_alone_is_drawn_too() -> None:
    *_, drawn = draw_lines([line("mfa-en", Stretch(first=START, last=START), until=0)])

    assert drawn == "mfa-en  =>"


def test_wide_letters_and_controls_keep_the_columns_in_line() -> None:
    stretch = Stretch(first=day(0), last=day(63))

    *_, wide, narrow = draw_lines([line("外務省", stretch), line("\x1b[31m", stretch)])

    assert "\x1b" not in narrow
    assert wide.index("=") + 3 == narrow.index("=")
