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
