"""Number words up to the thousands are read in each language."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from statediff.desk.editions.facts import Amount
from statediff.desk.editions.reading import read_edition

EN = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
EN_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
FR = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
]  # fmt: skip
FR_TENS = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante"]
UK = [
    "нуль", "один", "два", "три", "чотири", "п’ять", "шість", "сім", "вісім", "дев’ять", "десять", "одинадцять",
    "дванадцять", "тринадцять", "чотирнадцять", "п’ятнадцять", "шістнадцять", "сімнадцять", "вісімнадцять",
    "дев’ятнадцять",
]  # fmt: skip
UK_TENS = [
    "-", "-", "двадцять", "тридцять", "сорок", "п’ятдесят", "шістдесят", "сімдесят", "вісімдесят", "дев’яносто",
]  # fmt: skip
UK_HUNDREDS = ["-", "сто", "двісті", "триста", "чотириста", "п’ятсот", "шістсот", "сімсот", "вісімсот", "дев’ятсот"]
DE = [
    "-", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
    "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
]  # fmt: skip
DE_TENS = ["-", "-", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]


def say_english(number: int) -> str:
    if number < 20:
        return EN[number]
    if number < 100:
        return EN_TENS[number // 10] + (f"-{EN[number % 10]}" if number % 10 else "")
    rest = f" and {say_english(number % 100)}" if number % 100 else ""
    return f"{EN[number // 100]} hundred{rest}"


def say_french(number: int) -> str:
    if number < 20:
        return FR[number]
    if number < 70:
        tens, ones = divmod(number, 10)
        return FR_TENS[tens] + ("" if not ones else " et un" if ones == 1 else f"-{FR[ones]}")
    if number < 80:
        return "soixante" + (" et onze" if number == 71 else f"-{FR[number - 60]}")
    if number < 100:
        return "quatre-vingts" if number == 80 else f"quatre-vingt-{FR[number - 80]}"
    hundreds, rest = divmod(number, 100)
    head = "cent" if hundreds == 1 else f"{FR[hundreds]} cent" + ("" if rest else "s")
    return head + (f" {say_french(rest)}" if rest else "")


def say_ukrainian(number: int) -> str:
    if number < 20:
        return UK[number]
    if number < 100:
        return UK_TENS[number // 10] + (f" {UK[number % 10]}" if number % 10 else "")
    return UK_HUNDREDS[number // 100] + (f" {say_ukrainian(number % 100)}" if number % 100 else "")


def say_german(number: int) -> str:
    if number < 20:
        return DE[number]
    return (f"{DE[number % 10]}und" if number % 10 else "") + DE_TENS[number // 10]


def figures(text: str, language: str) -> list[int]:
    return [int(fact.value) for fact in read_edition(text, language).facts if isinstance(fact, Amount)]


@pytest.mark.parametrize(
    ("say", "language", "sentence", "most"),
    [
        (say_english, "en", "We saw {} ships there.", 999),
        (say_french, "fr", "Nous avons vu {} navires là.", 999),
        (say_ukrainian, "uk", "Ми бачили {} суден там.", 999),
        (say_german, "de", "Wir sahen {} Schiffe dort.", 99),
    ],
)
def test_every_number_in_words_is_read(say: Callable[[int], str], language: str, sentence: str, most: int) -> None:
    numbers = [*range(2, 101), *range(101, most + 1, 7), most]

    read = {number: figures(sentence.format(say(number)), language) for number in numbers if number <= most}

    assert {number: found for number, found in read.items() if found != [number]} == {}


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
        ("2500000000", "USD", "en", "It costs $2.5 billion."),
        ("2500000000", "USD", "en", "It costs US$2.5bn."),
        ("2500000000", "USD", "en", "It costs USD 2.5 billion."),
        ("2500000000", "USD", "en", "It costs 2.5 billion US dollars."),
        ("2500000000", "USD", "fr", "Cela coûte 2,5 milliards de dollars."),
        ("2500000000", "USD", "fr", "Cela coûte 2,5 milliards de dollars américains."),
        ("2500000000", "USD", "fr", "Cela coûte 2,5 Md$."),
        ("2500000000", "USD", "fr", "Cela coûte 2,5 Mds de dollars."),
        ("2500000000", "USD", "fr", "Cela coûte 2 500 millions de dollars."),
        ("2500000000", "USD", "uk", "Це коштує 2,5 млрд доларів."),
        ("2500000000", "USD", "uk", "Це коштує 2,5 мільярда доларів США."),
        ("2500000000", "USD", "uk", "Це коштує $2,5 млрд."),
        ("2500000000", "USD", "uk", "Це коштує 2,5 млрд дол. США."),
        ("2500000000", "USD", "uk", "Це коштує 2,5 млрд дол."),
        ("2500000000", "USD", "uk", "Це коштує два з половиною мільярди доларів."),
        ("2500000000", "USD", "uk", "Це коштує 2 млрд 500 млн доларів."),
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
