"""Number words up to the thousands are read in each language."""

from __future__ import annotations

from fractions import Fraction

import pytest

from numbering import (
    UK_CASES,
    UK_COLLECTIVE,
    say_english,
    say_english_ordinal,
    say_french,
    say_french_ordinal,
    say_ukrainian,
    say_ukrainian_ordinal,
)
from statediff.desk.editions.facts import Amount
from statediff.desk.editions.reading import read_edition

DE = [
    "-", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
    "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
]  # fmt: skip
DE_TENS = ["-", "-", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]


def say_german(number: int) -> str:
    if number < 20:
        return DE[number]
    return (f"{DE[number % 10]}und" if number % 10 else "") + DE_TENS[number // 10]


def figures(text: str, language: str) -> list[Fraction]:
    return [fact.value for fact in read_edition(text, language).facts if isinstance(fact, Amount)]


NUMBERS = [*range(2, 121), *range(121, 1000, 23), *range(1000, 1200, 37), *range(1200, 10_000, 397), 21_000, 123_456]
SENTENCES = {
    "en": ("We saw {} ships there.", "{} ships were seen."),
    "fr": ("Nous avons vu {} navires là.", "{} navires ont été vus."),
    "uk": ("Ми бачили {} суден там.", "{} суден бачили."),
    "de": ("Wir sahen {} Schiffe dort.", "{} Schiffe waren dort."),
}
Said = list[tuple[int, str]]


def misread(said: Said, language: str) -> dict[str, list[Fraction]]:
    """Say numbers inside a sentence and at its beginning, and return what is not read as what it is."""
    inside, at_start = SENTENCES[language]
    texts = [
        (number, text)
        for number, words in said
        for text in (inside.format(words), at_start.format(words[0].upper() + words[1:]))
    ]
    read = [(number, text, figures(text, language)) for number, text in texts]
    return {text: found for number, text, found in read if found != [number]}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", [(number, say_english(number)) for number in NUMBERS]),
        ("en", [(number, say_english(number, " ")) for number in NUMBERS]),
        ("en", [(number, say_english(number).replace("-", " ")) for number in NUMBERS]),
        ("fr", [(number, say_french(number)) for number in NUMBERS]),
        ("fr", [(number, say_french(number, hyphen="-")) for number in NUMBERS]),
        ("fr", [(number, say_french(number, is_swiss=True)) for number in NUMBERS]),
        ("de", [(number, say_german(number)) for number in NUMBERS if number < 100]),
    ],
    ids=["English", "American", "English without hyphens", "French", "French of 1990", "Swiss", "German"],
)
def test_every_number_in_words_is_read(language: str, said: Said) -> None:
    assert misread(said, language) == {}


@pytest.mark.parametrize("case", range(len(UK_CASES)), ids=UK_CASES)
def test_every_ukrainian_number_is_read_in_every_case(case: int) -> None:
    said = [(number, words) for number in NUMBERS for words in say_ukrainian(number, case)]

    assert misread(said, "uk") == {}


def test_collective_numbers_are_read() -> None:
    assert misread(list(UK_COLLECTIVE.items()), "uk") == {}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", [(number, "the " + say_english_ordinal(number)) for number in range(1, 100)]),
        ("fr", [(number, "le " + say_french_ordinal(number)) for number in range(1, 100)]),
        (
            "uk",
            [
                (number, words)
                for number in (*range(1, 32), 43, 58, 99, 100, 121, 200, 500, 999)
                for words in say_ukrainian_ordinal(number)
            ],
        ),
    ],
    ids=["English", "French", "Ukrainian"],
)
def test_every_ordinal_is_read(language: str, said: Said) -> None:
    assert misread(said, language) == {}


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("the sixty-fourth exchange", "en", 64),
        ("the twenty-second round", "en", 22),
        ("le vingt et unième échange", "fr", 21),
        ("le dix-huitième train", "fr", 18),
        ("шістдесят четвертий обмін", "uk", 64),
        ("64-й обмін", "uk", 64),
        ("die 64. Runde", "de", 64),
    ],
)
def test_ordinals_are_read_as_numbers(text: str, language: str, number: int) -> None:
    assert figures(text, language) == [number]


@pytest.mark.parametrize(
    ("value", "unit", "language", "text"),
    [
        ("5000000", "EUR", "en", "It costs €5m."),
        ("5000000", "EUR", "en", "It costs €5 million."),
        ("5000000", "EUR", "en", "It costs EUR 5 million."),
        ("5000000", "EUR", "en", "It costs 5 million euros."),
        ("5000000", "EUR", "en", "It costs five million euros."),
        ("5000000", "EUR", "en", "It costs 5,000,000 euros."),
        ("5000000", "EUR", "fr", "Cela coûte 5 millions d’euros."),
        ("5000000", "EUR", "fr", "Cela coûte cinq millions d'euros."),
        ("5000000", "EUR", "fr", "Cela coûte 5 M€."),
        ("5000000", "EUR", "fr", "Cela coûte 5 M d’euros."),
        ("5000000", "EUR", "fr", "Cela coûte 5 000 000 €."),
        ("5000000", "EUR", "fr", "Cela coûte 5 000 000 d’euros."),
        ("5000000", "EUR", "fr", "Cela coûte 5 M EUR."),
        ("5000000", "EUR", "uk", "Це коштує 5 млн євро."),
        ("5000000", "EUR", "uk", "Це коштує 5 мільйонів євро."),
        ("5000000", "EUR", "uk", "Це коштує п’ять мільйонів євро."),
        ("5000000", "EUR", "uk", "Це коштує €5 млн."),
        ("5000000", "EUR", "uk", "Це коштує 5 млн. євро."),
        ("5000000", "EUR", "uk", "Йдеться про п’ятьма мільйонами євро."),
        ("2500000000", "DLR", "en", "It costs $2.5 billion."),
        ("2500000000", "USD", "en", "It costs US$2.5bn."),
        ("2500000000", "USD", "en", "It costs USD 2.5 billion."),
        ("2500000000", "USD", "en", "It costs 2.5 billion US dollars."),
        ("2500000000", "DLR", "fr", "Cela coûte 2,5 milliards de dollars."),
        ("2500000000", "USD", "fr", "Cela coûte 2,5 milliards de dollars américains."),
        ("2500000000", "DLR", "fr", "Cela coûte 2,5 Md$."),
        ("2500000000", "DLR", "fr", "Cela coûte 2,5 Mds de dollars."),
        ("2500000000", "DLR", "fr", "Cela coûte 2 500 millions de dollars."),
        ("2500000000", "DLR", "uk", "Це коштує 2,5 млрд доларів."),
        ("2500000000", "USD", "uk", "Це коштує 2,5 мільярда доларів США."),
        ("2500000000", "DLR", "uk", "Це коштує $2,5 млрд."),
        ("2500000000", "DLR", "uk", "Це коштує 2,5 млрд дол. США."),
        ("2500000000", "DLR", "uk", "Це коштує 2,5 млрд дол."),
        ("2500000000", "DLR", "uk", "Це коштує два з половиною мільярди доларів."),
        ("2500000000", "DLR", "uk", "Це коштує 2 млрд 500 млн доларів."),
        ("300000000", "UAH", "en", "It costs UAH 300 million."),
        ("300000000", "UAH", "en", "It costs 300 million hryvnias."),
        ("300000000", "UAH", "en", "It costs 300 million hryvnia."),
        ("300000000", "UAH", "fr", "Cela coûte 300 millions de hryvnias."),
        ("300000000", "UAH", "uk", "Це коштує 300 млн грн."),
        ("300000000", "UAH", "uk", "Це коштує 300 мільйонів гривень."),
        ("300000000", "UAH", "uk", "Це коштує ₴300 млн."),
        ("1/4", "share", "en", "It fell by 25%."),
        ("1/4", "share", "en", "It fell by 25 per cent."),
        ("1/4", "share", "en", "It fell by 25 percent."),
        ("1/4", "share", "en", "It fell by twenty-five per cent."),
        ("1/4", "share", "fr", "Il a baissé de 25 %."),
        ("1/4", "share", "fr", "Il a baissé de 25 pour cent."),
        ("1/4", "share", "uk", "Воно впало на 25 %."),
        ("1/4", "share", "uk", "Воно впало на 25 відсотків."),
        ("1/4", "share", "uk", "Воно впало на двадцять п’ять відсотків."),
        ("1/4", "share", "de", "Es fiel um 25 Prozent."),
        ("1/4", "share", "pl", "Spadło o 25 proc."),
        ("1/4", "share", "pl", "Spadło o 25 procent."),
        ("24", "month", "en", "It takes two years."),
        ("24", "month", "en", "It takes 24 months."),
        ("24", "month", "en", "A two-year plan."),
        ("24", "month", "en", "A 24-month plan."),
        ("24", "month", "fr", "Cela dure deux ans."),
        ("24", "month", "fr", "Cela dure vingt-quatre mois."),
        ("24", "month", "fr", "Cela dure deux années."),
        ("24", "month", "uk", "Це триває два роки."),
        ("24", "month", "uk", "Це триває 24 місяці."),
        ("24", "month", "uk", "Дворічний план."),
        ("24", "month", "uk", "2-річний план."),
        ("24", "month", "uk", "24-місячний план."),
        ("24", "month", "uk", "Протягом двох років це триває."),
        ("120000", "", "en", "It has 120,000 men."),
        ("120000", "", "en", "It has 120 thousand men."),
        ("120000", "", "en", "It has 120k men."),
        ("120000", "", "en", "It has a hundred and twenty thousand men."),
        ("120000", "", "fr", "Elle a 120 000 hommes."),
        ("120000", "", "fr", "Elle a 120.000 hommes."),
        ("120000", "", "fr", "Elle a cent vingt mille hommes."),
        ("120000", "", "uk", "Вона має 120 000 людей."),
        ("120000", "", "uk", "Вона має 120 тис. людей."),
        ("120000", "", "uk", "Вона має 120 тисяч людей."),
        ("120000", "", "uk", "Вона має сто двадцять тисяч людей."),
        ("120000", "", "uk", "Вона має понад 120-тисячну армію."),
        ("120000", "", "de", "Sie hat 120.000 Mann."),
        ("120000", "", "de", "Sie hat 120 000 Mann."),
        ("120000", "", "pl", "Ma 120 tys. ludzi."),
        ("120000", "", "ar", "لديها 120 ألف رجل."),
    ],
)
def test_one_amount_is_read_from_all_ways_to_write_it(value: str, unit: str, language: str, text: str) -> None:
    found = [fact for fact in read_edition(text, language).facts if isinstance(fact, Amount)]

    assert [(str(fact.value), fact.unit) for fact in found] == [(value, unit)]
