"""Both ends of a span of figures are read in one scale and one unit, and both days of a span of days."""

from __future__ import annotations

from fractions import Fraction

import pytest

from statediff.desk.editions.facts import Amount, Day
from statediff.desk.editions.reading import read_edition


@pytest.mark.parametrize(
    ("language", "text", "low", "high", "unit"),
    [
        ("en", "It takes two to three years.", 24, 36, "month"),
        ("fr", "Il faut de deux à trois ans.", 24, 36, "month"),
        ("uk", "На це треба від двох до трьох років.", 24, 36, "month"),
        ("uk", "На це треба два-три роки.", 24, 36, "month"),
        ("en", "It needs €2–3 billion.", 2 * 10**9, 3 * 10**9, "EUR"),
        ("fr", "Il faut 2 à 3 milliards d’euros.", 2 * 10**9, 3 * 10**9, "EUR"),
        ("uk", "Потрібно 2–3 млрд євро.", 2 * 10**9, 3 * 10**9, "EUR"),
        ("en", "Between 2 and 3 km away.", 2000, 3000, "m"),
        ("uk", "Від півтори до двох тисяч осель.", 1500, 2000, ""),
        ("uk", "Щодня десять–п’ятнадцять човнів.", 10, 15, ""),
    ],
)
def test_both_ends_of_a_span_have_one_unit(language: str, text: str, low: int, high: int, unit: str) -> None:
    facts = read_edition(text, language).facts

    found = [(fact.value, fact.unit) for fact in facts if isinstance(fact, Amount)]

    assert found == [(Fraction(low), unit), (Fraction(high), unit)]


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("en", "They meet on 3–7 May.", [(3, 5), (7, 5)]),
        ("en", "They meet from 3 to 7 May.", [(3, 5), (7, 5)]),
        ("en", "They meet on May 3–7.", [(3, 5), (7, 5)]),
        ("en", "They meet on the 6th and 7th of June.", [(6, 6), (7, 6)]),
        ("en", "They meet on 1, 2 and 3 May.", [(1, 5), (2, 5), (3, 5)]),
        ("fr", "Ils se réunissent du 1er au 7 mai.", [(1, 5), (7, 5)]),
        ("fr", "Entre le 15 et le 20 juin.", [(15, 6), (20, 6)]),
        ("uk", "Вони зустрічаються 3–7 травня.", [(3, 5), (7, 5)]),
        ("uk", "У ніч із 3 на 4 травня.", [(3, 5), (4, 5)]),
        ("uk", "Вони зустрічаються з 3 по 7 травня.", [(3, 5), (7, 5)]),
    ],
)
def test_all_days_of_one_month_are_read(language: str, text: str, days: list[tuple[int, int]]) -> None:
    facts = read_edition(text, language).facts

    assert [(fact.day, fact.month) for fact in facts if isinstance(fact, Day)] == days
    assert not [fact for fact in facts if isinstance(fact, Amount)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It holds for the 2026/27 school year."),
        ("fr", "Pour l’année scolaire 2026-27."),
        ("uk", "У 2026/2027 навчальному році."),
    ],
)
def test_two_years_in_one_token_are_read(language: str, text: str) -> None:
    facts = read_edition(text, language).facts

    assert [fact.year for fact in facts if isinstance(fact, Day)] == [2026, 2027]


def test_a_sentence_may_end_with_an_afternoon() -> None:
    reading = read_edition("It ends at 3 p.m. The next begins at 5 p.m. Kyiv time.", "en")

    assert len(reading.paragraphs[0].sentences) == 2


def test_the_number_of_an_act_is_read_whole() -> None:
    facts = read_edition("Le règlement (UE) 2024/792 s’applique.", "fr").facts

    assert [str(fact.value) for fact in facts if isinstance(fact, Amount)] == ["2024792"]
