from __future__ import annotations

import pytest

from statediff.filtering.frames import Frame, cut, fits, frame_texts, read_frames


def frame_of(*texts: str) -> Frame:
    framing = frame_texts(texts)
    assert framing is not None
    assert framing.frame == ("=",) or all(fits(framing.frame, text) for text in texts)
    return framing.frame


@pytest.mark.parametrize(
    ("texts", "frame"),
    [
        (("Seen 1,204 times", "Seen 87 times"), "Seen # times"),
        (("Переглядів: 12", "Переглядів: 3 100"), "Переглядів : #"),
        (("浏览次数：1234次", "浏览次数：98次"), "浏览次数 ： # 次"),
        (("“Great”, says Ann.", "“Fine”, says Bo."), "“ … ” , says … ."),
        (("Ref. 8f3a", "Ref. 77c1"), "Ref . …"),
        (("North", "South"), "…"),
        (("# 1", "# 2"), "#"),
        (("The same", "The  same"), "="),
        (("14:03:07 UTC: 120 killed, 9 views", "14:03:11 UTC: 120 killed, 12 views"), "# UTC : 120 killed , # views"),
    ],
)
def test_a_frame_is_every_word_that_stays_with_holes_between(texts: tuple[str, ...], frame: str) -> None:
    assert " ".join(frame_of(*texts)) == frame


def test_what_stays_between_two_holes_is_in_no_hole() -> None:
    frame = frame_of("a1 level HIGH b2 c", "d3 level HIGH e4 c", "f5 level HIGH g6 c")

    assert fits(frame, "x9 level HIGH y8 c")
    assert not fits(frame, "x9 level LOW y8 c")


@pytest.mark.parametrize(
    ("frame", "text", "is_fit"),
    [
        ("Seen # times", "Seen 9 999 times", True),
        ("Seen # times", "Seen times", True),
        ("Seen # times", "Seen many times", False),
        ("Seen # times", "Correction: 9 times", False),
        ("Seen … times", "Seen many, many times", True),
        ("Seen … times", "Seen many", False),
        ("# of # … seen", "9 of 12 times and times seen", True),
        ("# of # … seen", "nine of 12 times seen", False),
        ("a … a", "a", False),
        ("a … a … a", "a a a b a", True),
    ],
)
def test_a_text_fits_when_it_keeps_the_words_and_holds_nothing_new_in_kind(
    frame: str, text: str, *, is_fit: bool
) -> None:
    assert fits(tuple(frame.split()), text) is is_fit


def test_a_hole_that_is_filled_from_a_few_copies_is_told_from_one_that_is_new_each_time() -> None:
    beside_a_clock = frame_texts(["10:01 UTC 120 dead", "10:02 UTC 118 dead", "10:03 UTC 120 dead"])
    counter = frame_texts(["10:01 UTC 120 views", "10:02 UTC 121 views", "10:03 UTC 122 views"])

    assert beside_a_clock is not None
    assert not beside_a_clock.is_new_in_every_hole
    assert counter is not None
    assert counter.is_new_in_every_hole


def test_a_text_of_very_many_words_has_no_frame() -> None:
    assert frame_texts(["word " * 400, "other " * 400]) is None


def test_figures_times_and_compound_words_are_cut_whole() -> None:
    assert cut("At 14:03:07 on 2026-03-02: 1 204,5 km — l’État") == (
        *("At", "14:03:07", "on", "2026-03-02", ":", "1", "204,5", "km", "—", "l’État"),
    )


def test_words_without_a_hole_are_no_frames() -> None:
    assert read_frames(["Yes", "#", "|", "="]) == (("Yes", "#"), ("=",))
    assert read_frames(["Yes"]) is None
    assert read_frames(["Yes", "#", "|"]) is None
    assert read_frames([]) is None
