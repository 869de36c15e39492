"""Midnight at the end of a day or a span, in three languages."""

from __future__ import annotations

from itertools import permutations

import pytest

from triples import Triple, find_differing, find_differing_anywhere

AGREEING: tuple[Triple, ...] = (
    (
        "It applies until the end of 14 May.",
        "Elle s’applique jusqu’au 14 mai à minuit.",
        "Вона діє до 24:00 14 травня.",
    ),
    (
        "It applies until midnight on 14 May.",
        "Elle s’applique jusqu’au 14 mai à minuit.",
        "Вона діє до опівночі 14 травня.",
    ),
    (
        "It applies until 24:00 on 14 May.",
        "Elle s’applique jusqu’au 14 mai inclus.",
        "Вона діє до кінця дня 14 травня.",
    ),
    (
        "It applies until 14 May inclusive.",
        "Elle s’applique jusqu’au 14 mai à 24 heures.",
        "Вона діє до 14 травня включно.",
    ),
    (
        "The curfew runs from midnight to 5 a.m.",
        "Le couvre-feu est en vigueur de minuit à 5 heures.",
        "Комендантська година триває з півночі до 5:00.",
    ),
    (
        "It ends at midnight.",
        "Il s’achève à minuit.",
        "Він завершується опівночі.",
    ),
    (
        "The curfew is from 11 p.m. to midnight.",
        "Le couvre-feu va de 23 heures à minuit.",
        "Комендантська година — з 23:00 до півночі.",
    ),
    (
        "The curfew is from 23:00 to 24:00.",
        "Le couvre-feu va de 23 heures à minuit.",
        "Комендантська година — з 23:00 до 00:00.",
    ),
)

DIFFERING: tuple[tuple[str, Triple], ...] = (
    (
        "date",
        (
            "It applies until the end of 14 May.",
            "Elle s’applique jusqu’au 15 mai à minuit.",
            "Вона діє до 24:00 14 травня.",
        ),
    ),
    (
        "date",
        (
            "It applies until midnight on 14 May.",
            "Elle s’applique jusqu’au 14 mai à 18 heures.",
            "Вона діє до опівночі 14 травня.",
        ),
    ),
    (
        "date",
        (
            "The curfew is from 11 p.m. to midnight.",
            "Le couvre-feu va de 22 heures à minuit.",
            "Комендантська година — з 23:00 до півночі.",
        ),
    ),
    (
        "date",
        (
            "The curfew is from 23:00 to 1:00.",
            "Le couvre-feu va de 23 heures à minuit.",
            "Комендантська година — з 23:00 до 00:00.",
        ),
    ),
)


@pytest.mark.parametrize("texts", AGREEING, ids=[texts[0] for texts in AGREEING])
def test_one_figure_agrees_in_three_languages_midnights(texts: Triple) -> None:
    found = find_differing_anywhere(texts)

    assert [finding for finding in found if finding.kind in ("figure", "date")] == []


@pytest.mark.parametrize(("kind", "texts"), DIFFERING, ids=[" | ".join(texts) for _, texts in DIFFERING])
def test_another_figure_is_told_in_one_line_midnights(kind: str, texts: Triple) -> None:
    for order in permutations(range(3)):
        assert [finding.kind for finding in find_differing(texts, order)] == [kind]
