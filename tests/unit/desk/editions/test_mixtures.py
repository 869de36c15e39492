"""Amounts that several words say together: halves and quarters of numbers, scales and units, sums and signs."""

from __future__ import annotations

from fractions import Fraction

import pytest

from statediff.desk.editions.facts import Amount
from statediff.desk.editions.reading import read_edition

SENTENCES = {"en": "It says that {} would do.", "fr": "On dit que {} suffirait.", "uk": "Кажуть, що {} вистачить."}
Row = tuple[str, str, dict[str, str]]

HOUR, DAY = 3600, 24 * 3600
ROWS: tuple[Row, ...] = (
    (
        "500000",
        "",
        {
            "en": "half a million|a half-million|half-a-million|one half of a million|0.5 million"
            "|five hundred thousand",
            "fr": "un demi-million|la moitié d’un million|0,5 million|cinq cent mille",
            "uk": "півмільйона|пів мільйона|половина мільйона|0,5 мільйона|п’ятсот тисяч",
        },
    ),
    (
        "1500000",
        "",
        {
            "en": "one and a half million|a million and a half|one million and a half|1.5 million"
            "|one-and-a-half million"
            "|one million five hundred thousand|1 and a half million",
            "fr": "un million et demi|1,5 million|un million cinq cent mille|1 million et demi",
            "uk": "півтора мільйона|півтора мільйони|один з половиною мільйон|мільйон п’ятсот тисяч|1 млн 500 тис."
            "|півторам мільйонам|1,5 млн",
        },
    ),
    (
        "2500000000",
        "EUR",
        {
            "en": "two and a half billion euros|€2.5 billion|two billion five hundred million euros",
            "fr": "deux milliards et demi d’euros|2,5 Md€|2,5 milliards d’euros|2 milliards et demi d’euros",
            "uk": "два з половиною мільярди євро|двох з половиною мільярдів євро|двома з половиною мільярдами євро"
            "|2,5 млрд євро|два із половиною мільярди євро",
        },
    ),
    (
        "500000000",
        "EUR",
        {
            "en": "half a billion euros|a half-billion euros",
            "fr": "un demi-milliard d’euros|500 M€",
            "uk": "півмільярда євро|пів мільярда євро",
        },
    ),
    (
        "3500",
        "",
        {
            "en": "three and a half thousand|three thousand five hundred",
            "fr": "trois mille cinq cents|3 500",
            "uk": "три з половиною тисячі|трьох з половиною тисяч",
        },
    ),
    (
        "250000",
        "",
        {
            "en": "a quarter of a million|a quarter million|one quarter of a million",
            "fr": "un quart de million|un quart d’un million",
            "uk": "чверть мільйона|чверті мільйона|чвертю мільйона",
        },
    ),
    (
        "750000",
        "",
        {
            "en": "three quarters of a million|three-quarters of a million",
            "fr": "trois quarts de million|trois quarts d’un million",
            "uk": "три чверті мільйона|трьох чвертей мільйона",
        },
    ),
    (
        "1250000",
        "",
        {
            "en": "1.25 million|one million two hundred and fifty thousand",
            "fr": "un million et quart|1,25 million",
            "uk": "мільйон з чвертю|один мільйон двісті п’ятдесят тисяч",
        },
    ),
    (
        "1/400",
        "share",
        {
            "en": "a quarter of a per cent|a quarter of one per cent|a quarter of 1 per cent|a quarter of 1%"
            "|0.25 per cent"
            "|a quarter per cent|one quarter of one percent",
            "fr": "un quart de pour cent|un quart de 1 %|0,25 %|un quart d’un pour cent",
            "uk": "чверть відсотка|0,25 %|0,25 відсотка|чверть одного відсотка|чверті відсотка",
        },
    ),
    (
        "1/200",
        "share",
        {
            "en": "half a per cent|half of one per cent|half a percent|0.5%|one half of one per cent"
            "|half of 1 per cent",
            "fr": "un demi pour cent|0,5 %|0,5 pour cent",
            "uk": "пів відсотка|піввідсотка|половину відсотка|0,5 відсотка",
        },
    ),
    (
        "1/40",
        "share",
        {
            "en": "two and a half per cent|2.5 per cent|2½ per cent|2.5 percent",
            "fr": "deux et demi pour cent|2,5 %|2,5 pour cent",
            "uk": "два з половиною відсотка|двох з половиною відсотків|2,5 відсотка",
        },
    ),
    (
        "1/3",
        "",
        {
            "en": "a third of it|one third of it|one-third of it",
            "fr": "un tiers|le tiers de la somme",
            "uk": "третина|третину|одна третя|третьою частиною|третя частина",
        },
    ),
    (
        "2/3",
        "",
        {"en": "two thirds|two-thirds", "fr": "deux tiers|les deux tiers", "uk": "дві третини|дві третіх|двох третин"},
    ),
    (
        "3/4",
        "",
        {
            "en": "three quarters|three-quarters|three fourths",
            "fr": "trois quarts|les trois quarts",
            "uk": "три чверті|трьох чвертей|трьома чвертями|три четвертих",
        },
    ),
    (
        "2/5",
        "",
        {"en": "two fifths|two-fifths", "fr": "deux cinquièmes", "uk": "дві п’яті|дві п’ятих|двох п’ятих"},
    ),
    ("5/6", "", {"en": "five sixths|five-sixths", "fr": "cinq sixièmes", "uk": "п’ять шостих|п’яти шостих"}),
    ("1/8", "", {"en": "an eighth of it|one eighth", "fr": "un huitième", "uk": "одна восьма|восьма частина"}),
    ("7/10", "", {"en": "seven tenths", "fr": "sept dixièmes", "uk": "сім десятих"}),
    (
        "45",
        "min",
        {
            "en": "three quarters of an hour|three-quarters of an hour|45 minutes|forty-five minutes|0.75 hours",
            "fr": "trois quarts d’heure|quarante-cinq minutes|45 min|45 minutes",
            "uk": "три чверті години|сорок п’ять хвилин|45 хвилин|45 хв|трьох чвертей години",
        },
    ),
    (
        "30",
        "min",
        {
            "en": "half an hour|a half-hour|half-an-hour|30 minutes|thirty minutes|one half of an hour",
            "fr": "une demi-heure|trente minutes|30 min",
            "uk": "півгодини|пів години|тридцять хвилин|30 хв|половину години|пів години часу",
        },
    ),
    (
        "15",
        "min",
        {"en": "a quarter of an hour|a quarter hour|15 minutes", "fr": "un quart d’heure", "uk": "чверть години"},
    ),
    (
        "90",
        "min",
        {
            "en": "an hour and a half|one and a half hours|one hour and a half|90 minutes|1.5 hours|ninety minutes"
            "|one hour and thirty minutes|one hour thirty minutes|an hour and thirty minutes",
            "fr": "une heure et demie|90 minutes|quatre-vingt-dix minutes|1,5 heure|1 heure et demie"
            "|1 heure 30 minutes",
            "uk": "півтори години|півтора години|годину з половиною|година з половиною|90 хвилин|дев’яносто хвилин"
            "|1,5 години|одну годину тридцять хвилин|1 год 30 хв|1 год. 30 хв.",
        },
    ),
    (
        "150",
        "min",
        {
            "en": "two and a half hours|two hours and a half|2.5 hours|two hours and thirty minutes",
            "fr": "deux heures et demie|2,5 heures",
            "uk": "дві з половиною години|двох з половиною годин|2,5 години",
        },
    ),
    (
        "2160",
        "min",
        {
            "en": "a day and a half|one and a half days|36 hours|thirty-six hours|one day and a half",
            "fr": "un jour et demi|une journée et demie|trente-six heures|36 heures|36 h",
            "uk": "півтори доби|півтора дня|тридцять шість годин|36 годин|добу з половиною|день з половиною|36 год",
        },
    ),
    (
        "2880",
        "min",
        {
            "en": "two days|48 hours|forty-eight hours",
            "fr": "deux jours|48 heures|quarante-huit heures",
            "uk": "два дні|дві доби|48 годин|сорок вісім годин|двох діб",
        },
    ),
    (
        "20160",
        "min",
        {
            "en": "two weeks|a fortnight|14 days|fourteen days",
            "fr": "deux semaines|quatorze jours|14 jours",
            "uk": "два тижні|чотирнадцять днів|14 днів|двох тижнів|14 діб",
        },
    ),
    (
        "6",
        "month",
        {
            "en": "six months|half a year|6 months",
            "fr": "six mois|6 mois|une demi-année",
            "uk": "шість місяців|півроку|пів року|6 місяців|шести місяців|половину року",
        },
    ),
    (
        "18",
        "month",
        {
            "en": "eighteen months|18 months|a year and a half|one and a half years|one year and a half|1.5 years"
            "|one year and six months",
            "fr": "dix-huit mois|18 mois|un an et demi|une année et demie|1,5 an|un an et six mois",
            "uk": "вісімнадцять місяців|18 місяців|півтора року|півтора роки|рік з половиною|1,5 року"
            "|один рік і шість місяців",
        },
    ),
    (
        "42",
        "month",
        {
            "en": "three and a half years|three years and a half|3.5 years",
            "fr": "trois ans et demi|3,5 ans|trois années et demie",
            "uk": "три з половиною роки|трьох з половиною років|3,5 року",
        },
    ),
    (
        "-20",
        "°C",
        {
            "en": "minus 20 degrees|–20 °C|-20°C|minus twenty degrees|20 degrees below zero|minus 20 °C"
            "|minus 20 degrees Celsius"
            "|20 degrees below freezing|20 °C below zero",
            "fr": "moins 20 degrés|–20 °C|-20 °C|moins vingt degrés|−20 °C|20 degrés au-dessous de zéro"
            "|20 degrés sous zéro"
            "|moins 20 °C",
            "uk": "мінус 20 градусів|–20 °C|−20 °С|мінус двадцять градусів|20 градусів морозу"
            "|20 градусів нижче нуля|-20 градусів"
            "|мінус 20 °C|двадцять градусів морозу",
        },
    ),
    (
        "35",
        "°C",
        {
            "en": "35 degrees|35°C|plus 35 °C|thirty-five degrees|+35 °C",
            "fr": "35 degrés|35 °C|trente-cinq degrés",
            "uk": "35 градусів|+35 °C|35 градусів тепла|35 градусів спеки|плюс 35 градусів",
        },
    ),
    (
        "1/4",
        "points",
        {
            "en": "a quarter of a percentage point|0.25 percentage points|a quarter percentage point",
            "fr": "un quart de point de pourcentage|0,25 point de pourcentage",
            "uk": "чверть відсоткового пункту|0,25 відсоткового пункту",
        },
    ),
    (
        "500",
        "m",
        {"en": "half a kilometre|500 metres", "fr": "un demi-kilomètre|500 mètres", "uk": "пів кілометра|півкілометра"},
    ),
    (
        "1500",
        "kg",
        {"en": "one and a half tonnes|a tonne and a half", "fr": "une tonne et demie", "uk": "півтори тонни"},
    ),
    ("30", "month", {"en": "two and a half years|2½ years", "fr": "deux ans et demi", "uk": "два з половиною роки"}),
    (
        "1200",
        "",
        {"en": "twelve hundred|one thousand two hundred", "fr": "mille deux cents|douze cents", "uk": "тисяча двісті"},
    ),
)
CASES = [
    (value, unit, language, phrase)
    for value, unit, phrases in ROWS
    for language, several in phrases.items()
    for phrase in several.split("|")
]


@pytest.mark.parametrize(("value", "unit", "language", "phrase"), CASES, ids=[f"{c[2]} {c[3]}" for c in CASES])
def test_one_amount_is_read_from_every_way_to_mix_it(value: str, unit: str, language: str, phrase: str) -> None:
    wanted = (Fraction(value) * 60, "second") if unit == "min" else (Fraction(value), unit)
    inside = SENTENCES[language].format(phrase)
    at_start = f"{phrase[0].upper()}{phrase[1:]}"

    read = [read_edition(text, language).facts for text in (inside, at_start)]

    assert [[(each.value, each.unit) for each in facts if isinstance(each, Amount)] for facts in read] == [[wanted]] * 2


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "Ten ships and half of the crew were saved.", ["10", "1/2"]),
        ("en", "We met 3 ministers and a quarter of the council.", ["3", "1/4"]),
        ("fr", "Trois navires et la moitié de l’équipage.", ["3", "1/2"]),
        ("uk", "Третину з 300 будинків відновлено.", ["1/3", "300"]),
        ("en", "Between 2 and 5 million euros.", ["2000000", "5000000"]),
        ("fr", "Moins de 20 degrés.", ["20"]),
        ("uk", "Тривалість 2 роки, а пауза 6 місяців.", ["24", "6"]),
    ],
)
def test_what_only_stands_side_by_side_is_not_mixed(language: str, text: str, values: list[str]) -> None:
    found = [str(fact.value) for fact in read_edition(text, language).facts if isinstance(fact, Amount)]

    assert found == values
