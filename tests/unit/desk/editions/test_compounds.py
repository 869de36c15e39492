"""Numbers in one word are read with their unit, whatever their ending."""

from __future__ import annotations

from fractions import Fraction

import pytest

from numbering import say_ukrainian_span
from statediff.desk.editions.facts import Amount
from statediff.desk.editions.reading import read_edition

ADJECTIVES = (
    ("річн", "month", 12),
    ("місячн", "month", 1),
    ("тижнев", "second", 7 * 24 * 3600),
    ("денн", "second", 24 * 3600),
    ("годинн", "second", 3600),
    ("хвилинн", "second", 60),
    ("кілометров", "m", 1000),
    ("тонн", "kg", 1000),
    ("відсотков", "share", Fraction(1, 100)),
    ("тисячн", "", 1000),
    ("мільйонн", "", 10**6),
    ("мільярдн", "", 10**9),
)


def amounts(text: str, language: str) -> list[tuple[Fraction, str]]:
    return [(fact.value, fact.unit) for fact in read_edition(text, language).facts if isinstance(fact, Amount)]


@pytest.mark.parametrize(("adjective", "unit", "times"), ADJECTIVES, ids=[each[0] for each in ADJECTIVES])
def test_an_adjective_of_a_number_and_a_unit_is_read(adjective: str, unit: str, times: Fraction) -> None:
    said = [
        (number, word)
        for number in (*range(2, 32), 40, 45, 72, 90, 99)
        for word in list(say_ukrainian_span(number, adjective))[number % 7 :: 7]
    ]

    read = [(number, word, amounts(f"Оголошено {word} план.", "uk")) for number, word in said]

    assert [each for each in read if each[2] != [(each[0] * times, unit)]] == []


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [
        ("uk", "Це тривало півроку.", "6", "month"),
        ("uk", "Це тривало пів року.", "6", "month"),
        ("uk", "Виділено півмільйона.", "500000", ""),
        ("uk", "Виділено пів мільйона.", "500000", ""),
        ("uk", "Виділено півмільйона євро.", "500000", "EUR"),
        ("uk", "Виділено півмільярда гривень.", "500000000", "UAH"),
        ("uk", "Це тривало півгодини.", "1800", "second"),
        ("uk", "Це тривало пів години.", "1800", "second"),
        ("uk", "Півторагодинна зустріч.", "5400", "second"),
        ("uk", "Це тридцятиріччя угоди.", "360", "month"),
        ("uk", "Це 30-річчя угоди.", "360", "month"),
        ("fr", "Cela a duré une demi-heure.", "1800", "second"),
        ("fr", "Un demi-million est versé.", "500000", ""),
        ("fr", "Un demi-milliard d’euros est versé.", "500000000", "EUR"),
        ("en", "It was a half-hour talk.", "1800", "second"),
        ("en", "A two-and-a-half-year plan.", "30", "month"),
        ("en", "An 18-month plan.", "18", "month"),
        ("en", "A forty-five-minute talk.", "2700", "second"),
        ("en", "Half-a-million is paid.", "500000", ""),
    ],
)
def test_a_number_in_one_word_is_read(language: str, text: str, value: str, unit: str) -> None:
    found = amounts(text, language)

    assert found == [(Fraction(value), unit)]


def test_other_words_with_the_same_beginning_are_no_numbers() -> None:
    words = "Півострів, північ, півень, півдня, сторона, сторінка, тримати, дворовий, стовп і двері."

    found = amounts(words, "uk")

    assert found == []


@pytest.mark.parametrize(
    ("language", "text", "value", "is_weak"),
    [
        ("en", "A twelve-panel exhibition opened.", 12, False),
        ("en", "A five-storey house burned.", 5, False),
        ("uk", "Згорів п’ятиповерховий будинок.", 5, False),
        ("en", "It is a two-way street.", 2, True),
        ("uk", "Це двостороння угода.", 2, True),
        ("uk", "Це тристороння угода.", 3, True),
    ],
)
def test_a_number_before_a_noun_in_one_word_is_read(language: str, text: str, value: int, is_weak: bool) -> None:
    (amount,) = [fact for fact in read_edition(text, language).facts if isinstance(fact, Amount)]

    assert (int(amount.value), amount.is_weak) == (value, is_weak)


def test_an_age_in_one_word_is_read() -> None:
    assert amounts("It is free for the over-65s.", "en") == [(Fraction(780), "month")]
