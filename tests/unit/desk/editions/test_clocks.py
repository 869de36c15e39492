"""Times of day are read from every way to write and to say them."""

from __future__ import annotations

import pytest

from statediff.desk.editions.facts import Amount, Day
from statediff.desk.editions.reading import read_edition

SENTENCES = {
    "en": ("It starts {} on Monday.", "{} they met."),
    "fr": ("La séance commence {} lundi.", "{} ils se sont réunis."),
    "uk": ("Засідання почнеться {} в понеділок.", "{} вони зустрілися."),
}
TIMES: tuple[tuple[str, dict[str, str]], ...] = (
    (
        "16:00",
        {
            "en": "at 4 p.m.|at 4 pm|at 4pm|at 4 PM|at 4:00 p.m.|at 4.00 p.m.|at 16:00|at four in the afternoon"
            "|at four p.m."
            "|at 4 o’clock in the afternoon|at four o’clock in the afternoon|by 4 p.m.|at 4 in the afternoon"
            "|at 1600 hours",
            "fr": "à 16 h|à 16h|à 16 heures|à 16h00|à 16 h 00|à 16:00|à seize heures|à quatre heures de l’après-midi"
            "|à 4 heures de l’après-midi|vers 16 h|dès 16 heures|à 16 H",
            "uk": "о 16:00|о 16.00|о 16 годині|о 16-й|о 16-й годині|о 16 год.|о шістнадцятій|о шістнадцятій годині"
            "|о четвертій дня|о четвертій годині дня|о 4 годині дня|о 4-й дня|о 4-й годині дня|до 16-ї години"
            "|до шістнадцятої години|після 16:00|о четвертій пополудні",
        },
    ),
    (
        "16:30",
        {
            "en": "at 4:30 p.m.|at 4.30 p.m.|at 4:30pm|at 16:30|at half past four in the afternoon"
            "|at half-past four in the afternoon",
            "fr": "à 16 h 30|à 16h30|à 16:30|à 16 heures 30|à seize heures trente"
            "|à quatre heures et demie de l’après-midi",
            "uk": "о 16:30|о 16.30|о 16 годині 30 хвилин|о 16 год. 30 хв.|о пів на п’яту вечора|о пів на п’яту дня"
            "|о шістнадцятій тридцять|о шістнадцятій годині тридцять хвилин|о 16-й годині 30 хвилин",
        },
    ),
    (
        "10:00",
        {
            "en": "at 10 a.m.|at 10am|at 10:00|at ten in the morning|at ten a.m.|at ten o’clock in the morning"
            "|at 10 in the morning"
            "|at 10 A.M.",
            "fr": "à 10 h|à 10 heures|à dix heures du matin|à 10 heures du matin|à 10h|à 10:00"
            "|à dix heures précises du matin",
            "uk": "о 10:00|о 10 годині|о 10-й годині|о десятій ранку|о десятій годині ранку|о 10 ранку"
            "|о 10-й ранку|о 10 годині ранку"
            "|о 10:00 ранку",
        },
    ),
    (
        "9:15",
        {
            "en": "at 9:15 a.m.|at 9.15 a.m.|at a quarter past nine in the morning|at quarter past nine in the morning",
            "fr": "à 9 h 15|à 9h15|à neuf heures quinze|à neuf heures et quart du matin",
            "uk": "о 9:15|о 9.15|о 9 годині 15 хвилин|о чверть на десяту ранку|о дев’ятій п’ятнадцять",
        },
    ),
    (
        "8:45",
        {
            "en": "at 8:45 a.m.|at a quarter to nine in the morning",
            "fr": "à 8 h 45|à neuf heures moins le quart du matin|à huit heures quarante-cinq",
            "uk": "о 8:45|за чверть дев’ята ранку|о восьмій сорок п’ять",
        },
    ),
    (
        "22:00",
        {
            "en": "at 10 p.m.|at ten in the evening|at ten at night|at 22:00",
            "fr": "à 22 h|à vingt-deux heures|à dix heures du soir|à 22 heures",
            "uk": "о 22:00|о двадцять другій|о двадцять другій годині|о десятій вечора|о 22-й|о 22-й годині"
            "|о 10 годині вечора",
        },
    ),
    (
        "1:00",
        {"en": "at 1 a.m.|at one a.m.", "fr": "à 1 h|à une heure du matin", "uk": "о 1:00|о першій ночі|о 1-й ночі"},
    ),
    (
        "12:00",
        {
            "en": "at noon|at midday|at 12 noon|at 12 p.m.|at 12:00|at twelve noon",
            "fr": "à midi|à 12 h|à 12 heures|à douze heures",
            "uk": "опівдні|о 12:00|о дванадцятій дня|о 12-й|о 12 годині дня|о полудні",
        },
    ),
    (
        "0:00",
        {
            "en": "at midnight|at 12 a.m.|at 00:00|at 0:00",
            "fr": "à minuit|à 0 h|à 00 h 00|à 0h00",
            "uk": "опівночі|о 0:00|о 00:00|о 12 годині ночі|о дванадцятій ночі",
        },
    ),
    (
        "12:30",
        {
            "en": "at 12:30 p.m.|at 12.30 p.m.",
            "fr": "à 12 h 30|à midi et demi|à midi trente",
            "uk": "о 12:30|о 12 годині 30 хвилин",
        },
    ),
)
SPANS: tuple[tuple[tuple[str, str], dict[str, str]], ...] = (
    (
        ("9:00", "17:00"),
        {
            "en": "from 9 a.m. to 5 p.m.|between 9 a.m. and 5 p.m.|9 a.m. to 5 p.m.|9 a.m.–5 p.m."
            "|from 9:00 to 17:00|9 am - 5 pm"
            "|from nine in the morning to five in the afternoon|from 9 am until 5 pm",
            "fr": "de 9 h à 17 h|de 9 heures à 17 heures|entre 9 h et 17 h|de 9 à 17 heures|de 9 à 17 h"
            "|de neuf heures à dix-sept heures"
            "|9 h-17 h|9h–17h|de 9h00 à 17h00|de neuf à dix-sept heures",
            "uk": "з 9:00 до 17:00|з 9 до 17 години|з 9-ї до 17-ї години|з дев’ятої до сімнадцятої години"
            "|між 9:00 та 17:00"
            "|із 9 год. до 17 год.|9:00–17:00|з 9.00 до 17.00|від дев’ятої ранку до п’ятої вечора",
        },
    ),
    (
        ("12:00", "16:00"),
        {
            "en": "between noon and 4 p.m.|from noon to 4 p.m.|from noon until 4 p.m.",
            "fr": "entre midi et 16 h|de midi à 16 h|de midi à 16 heures|entre midi et seize heures",
            "uk": "з полудня до 16:00|між 12:00 і 16:00|з 12-ї до 16-ї години|від полудня до 16 години",
        },
    ),
)
CASES = [
    (time, language, phrase)
    for time, phrases in TIMES
    for language, several in phrases.items()
    for phrase in several.split("|")
]
SPAN_CASES = [
    (times, language, phrase)
    for times, phrases in SPANS
    for language, several in phrases.items()
    for phrase in several.split("|")
]


def times(text: str, language: str) -> list[str]:
    """Return the times of a text, and all figures in it as they stand."""
    facts = read_edition(text, language).facts
    hours = [day.words for day in facts if isinstance(day, Day) and ":" in day.words]
    return hours + [amount.spot.quote for amount in facts if isinstance(amount, Amount)]


@pytest.mark.parametrize(("time", "language", "phrase"), CASES, ids=[f"{case[1]} {case[2]}" for case in CASES])
def test_a_time_is_read(time: str, language: str, phrase: str) -> None:
    inside, at_start = SENTENCES[language]

    read = [times(text, language) for text in (inside.format(phrase), at_start.format(phrase[0].upper() + phrase[1:]))]

    assert read == [[time]] * 2


@pytest.mark.parametrize(
    ("both", "language", "phrase"), SPAN_CASES, ids=[f"{case[1]} {case[2]}" for case in SPAN_CASES]
)
def test_both_ends_of_a_span_are_read(both: tuple[str, str], language: str, phrase: str) -> None:
    inside, _ = SENTENCES[language]

    read = times(inside.format(phrase), language)

    assert read == list(both)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "At four o’clock the talks began."),
        ("en", "They met at half past four."),
        ("fr", "À quatre heures, ils se sont réunis."),
        ("uk", "О четвертій годині почалися переговори."),
        ("uk", "Вони зустрілися о пів на п’яту."),
    ],
)
def test_a_time_without_its_half_of_the_day_may_be_either(language: str, text: str) -> None:
    (day,) = [fact for fact in read_edition(text, language).facts if isinstance(fact, Day)]

    assert {day.words, day.also} in ({"4:00", "16:00"}, {"4:30", "16:30"})


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They spent four hours there."),
        ("fr", "L’entretien a duré quatre heures."),
        ("fr", "Ils ont attendu seize heures."),
        ("uk", "Вони говорили чотири години."),
        ("uk", "До першої лінії рушили в другій половині."),
        ("uk", "Йшлося про п’ять годин роботи."),
        ("en", "Half of the ten ministers went past four villages."),
    ],
)
def test_a_number_of_hours_is_no_time(language: str, text: str) -> None:
    assert [fact for fact in read_edition(text, language).facts if isinstance(fact, Day)] == []
