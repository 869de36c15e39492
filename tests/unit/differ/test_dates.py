"""Dates: found in each language, and how far apart they are."""

from __future__ import annotations

import pytest

from statediff.differ.dates import Moment, find_moments, tell_distance
from statediff.differ.sights import Sight
from statediff.differ.tokens import canonical, cut, locate
from statediff.differ.vocabulary import load_vocabulary


def moments(text: str, language: str) -> list[Moment]:
    raws = cut(text)
    surfaces = [canonical(raw) for raw in raws]
    sight = Sight(
        text=text,
        surfaces=surfaces,
        keys=[surface.casefold() for surface in surfaces],
        places=locate(text, 0, raws),
        touched=((0, len(raws)),),
        starts=frozenset({0}),
    )
    return find_moments(sight, load_vocabulary(language))


@pytest.mark.parametrize(
    ("language", "text", "parts"),
    [
        ("en", "on 30 June 2026", (2026, 6, 30)),
        ("en", "on June 30, 2026", (2026, 6, 30)),
        ("en", "on 2026-06-30", (2026, 6, 30)),
        ("en", "by the end of 2027", (2027, None, None)),
        ("en", "in May", (None, 5, None)),
        ("en", "In May Norway sent grain", (None, 5, None)),
        ("en", "from 1st July", (None, 7, 1)),
        ("fr", "le 1er juillet 2026", (2026, 7, 1)),
        ("fr", "le 30/06/2026", (2026, 6, 30)),
        ("fr", "en mars 2027", (2027, 3, None)),
        ("uk", "до 30 червня 2026 року", (2026, 6, 30)),
        ("uk", "30.06.2026", (2026, 6, 30)),
        ("uk", "у вересні 2027 року", (2027, 9, None)),
    ],
)
def test_a_date_is_read(language: str, text: str, parts: tuple[int | None, ...]) -> None:
    [moment] = moments(text, language)

    assert (moment.year, moment.month, moment.day) == parts


@pytest.mark.parametrize(
    "text",
    [
        "We may march.",
        "They met Jan Novak.",
        "It was May Chen who spoke.",
        "They met April Novak and August Meier.",
        "It was Zhang Jun.",
        "a gift of 2000 drones",
        "the number 2150",
    ],
)
def test_other_words_and_quantities_are_no_dates(text: str) -> None:
    assert moments(text, "en") == []


@pytest.mark.parametrize(
    ("language", "old", "new", "told"),
    [
        ("en", "30 June 2026", "30 September 2026", "+3 months"),
        ("en", "2027", "2028", "+1 year"),
        ("en", "June 2026", "March 2025", "−15 months"),
        ("en", "1 March 2026", "12 April 2026", "+42 days"),
        ("uk", "30 червня 2026 року", "30 червня 2028 року", "+2 years"),
        ("en", "December", "January", "+1 month"),
        ("uk", "28 грудня", "3 січня", "+6 days"),
        ("fr", "lundi", "mardi", ""),
        ("en", "2027", "30 June 2027", ""),
    ],
)
def test_the_distance_of_two_dates_is_told(language: str, old: str, new: str, told: str) -> None:
    [one], [other] = moments(old, language), moments(new, language)

    assert tell_distance(one, other) == told
