"""One unit is read from every way to write it, in every inflection."""

from __future__ import annotations

from fractions import Fraction

import pytest

from statediff.desk.editions.facts import Amount
from statediff.desk.editions.reading import read_edition

SENTENCES = {
    "en": ("It says that {} would do.", "It has {}."),
    "fr": ("On dit que {} suffiraient.", "Il a {}."),
    "uk": ("Кажуть, що {} вистачить.", "Воно має {}."),
}
ROWS: tuple[tuple[str, str, dict[str, str]], ...] = (
    (
        "5000",
        "kg",
        {"en": "5 tonnes|5 t|5 tons|5 metric tons", "fr": "5 tonnes|5 t", "uk": "5 тонн|5 т|5 тоннами|п’яти тонн"},
    ),
    ("500", "L", {"en": "5 hectolitres|5 hl", "fr": "5 hectolitres|5 hl", "uk": "5 гектолітрів|5 гл"}),
    ("5", "L", {"en": "5 litres|5 liters", "fr": "5 litres", "uk": "5 літрів|5 л|5 літрами"}),
    (
        "5",
        "kg",
        {
            "en": "5 kilograms|5 kg|5 kilos|5 kilogrammes",
            "fr": "5 kilogrammes|5 kg|5 kilos",
            "uk": "5 кілограмів|5 кг|5 кілограмами",
        },
    ),
    (
        "5000",
        "m",
        {
            "en": "5 kilometres|5 km|5 kilometers",
            "fr": "5 kilomètres|5 km",
            "uk": "5 кілометрів|5 км|5 кілометрами|п’ять кілометрів",
        },
    ),
    ("5", "m", {"en": "5 metres|5 m|5 meters", "fr": "5 mètres|5 m", "uk": "5 метрів|5 м|5 метрами"}),
    (
        "5000000",
        "m²",
        {
            "en": "5 square kilometres|5 km²|5 sq km|5 sq. km|5 km2|5 square km",
            "fr": "5 kilomètres carrés|5 km²|5 km2",
            "uk": "5 квадратних кілометрів|5 км²|5 кв. км|5 квадратні кілометри|5 км2",
        },
    ),
    (
        "5",
        "m²",
        {
            "en": "5 square metres|5 m²|5 sq m|5 m2",
            "fr": "5 mètres carrés|5 m²|5 m2",
            "uk": "5 квадратних метрів|5 м²|5 кв. м|5 квадратні метри|5 м2",
        },
    ),
    (
        "5000",
        "L",
        {
            "en": "5 cubic metres|5 m³|5 m3",
            "fr": "5 mètres cubes|5 m³|5 m3",
            "uk": "5 кубічних метрів|5 м³|5 куб. м|5 кубометрів|5 м3",
        },
    ),
    ("50000", "m²", {"en": "5 hectares|5 ha", "fr": "5 hectares|5 ha", "uk": "5 гектарів|5 га|5 гектарами"}),
    ("5000", "kW", {"en": "5 megawatts|5 MW", "fr": "5 mégawatts|5 MW", "uk": "5 мегават|5 МВт|5 мегаватів"}),
    (
        "5000",
        "kWh",
        {"en": "5 megawatt-hours|5 MWh", "fr": "5 mégawattheures|5 MWh", "uk": "5 мегават-годин|5 МВт·год|5 МВт-год"},
    ),
    (
        "5000000",
        "kWh",
        {"en": "5 gigawatt-hours|5 GWh", "fr": "5 gigawattheures|5 GWh", "uk": "5 гігават-годин|5 ГВт·год"},
    ),
    (
        "5",
        "nautical mile",
        {
            "en": "5 nautical miles|5 nm",
            "fr": "5 milles nautiques|5 milles marins|5 nautiques",
            "uk": "5 морських миль|5 морські милі",
        },
    ),
    ("5", "knot", {"en": "5 knots", "fr": "5 nœuds", "uk": "5 вузлів"}),
    (
        "5",
        "km/h",
        {
            "en": "5 km/h|5 kilometres per hour|5 kilometres an hour|5 kph",
            "fr": "5 km/h|5 kilomètres à l’heure|5 kilomètres par heure",
            "uk": "5 км/год|5 кілометрів на годину",
        },
    ),
    (
        "5",
        "°C",
        {
            "en": "5 degrees|5 °C|5°C|5 degrees Celsius",
            "fr": "5 degrés|5 °C|5 degrés Celsius",
            "uk": "5 градусів|5 °C|5 °С|5 градусів Цельсія",
        },
    ),
    (
        "1/20",
        "share",
        {
            "en": "5 per cent|5%|5 percent|5 pc|five per cent",
            "fr": "5 %|5 pour cent|cinq pour cent",
            "uk": "5 %|5 відсотків|5%|5 відсотками|п’ять відсотків|5 процентів",
        },
    ),
    (
        "5",
        "points",
        {
            "en": "5 percentage points|5 points",
            "fr": "5 points de pourcentage|5 points",
            "uk": "5 відсоткових пунктів|5 в. п.|5 пунктів",
        },
    ),
    ("5", "EUR", {"en": "€5|5 euros|EUR 5|5 euro", "fr": "5 €|5 euros|5 EUR", "uk": "5 євро|€5|5 €"}),
    ("5", "DLR", {"en": "$5|5 dollars", "fr": "5 $|5 dollars", "uk": "5 доларів|5 дол.|$5|5 доларами"}),
    (
        "5",
        "USD",
        {
            "en": "US$5|USD 5|5 US dollars|5 U.S. dollars",
            "fr": "5 dollars américains|5 USD",
            "uk": "5 доларів США|5 доларами США",
        },
    ),
    ("5", "pound", {"en": "5 pounds", "uk": "5 фунтів"}),
    (
        "5",
        "GBP",
        {"en": "£5|5 pounds sterling|GBP 5", "fr": "5 livres sterling|5 £", "uk": "5 фунтів стерлінгів|£5"},
    ),
    (
        "5",
        "UAH",
        {
            "en": "5 hryvnias|5 hryvnia|UAH 5|5 hryvnyas",
            "fr": "5 hryvnias|5 UAH|5 hryvnia",
            "uk": "5 гривень|5 грн|5 гривнями|₴5",
        },
    ),
    (
        "5",
        "CAD",
        {
            "en": "5 Canadian dollars|C$5|CAD 5|CA$5",
            "fr": "5 dollars canadiens|5 CAD|5 $ CA",
            "uk": "5 канадських доларів|5 CAD",
        },
    ),
    ("5", "JPY", {"en": "5 yen|¥5|JPY 5", "fr": "5 yens|5 JPY", "uk": "5 єн|5 ієн"}),
    ("5", "SEK", {"en": "5 Swedish kronor|SEK 5", "fr": "5 couronnes suédoises|5 SEK", "uk": "5 шведських крон|5 SEK"}),
    ("5", "NOK", {"en": "5 Norwegian kroner|NOK 5", "fr": "5 couronnes norvégiennes", "uk": "5 норвезьких крон"}),
    ("5", "DKK", {"en": "5 Danish kroner|DKK 5", "fr": "5 couronnes danoises", "uk": "5 данських крон"}),
    ("5", "CZK", {"en": "5 Czech crowns|CZK 5", "fr": "5 couronnes tchèques", "uk": "5 чеських крон"}),
    ("5", "PLN", {"en": "5 zlotys|PLN 5|5 zloty", "fr": "5 zlotys|5 PLN", "uk": "5 злотих|5 PLN"}),
    ("5", "CHF", {"en": "5 Swiss francs|CHF 5", "fr": "5 francs suisses|5 CHF", "uk": "5 швейцарських франків"}),
    (
        "5",
        "AUD",
        {"en": "5 Australian dollars|A$5|AUD 5", "fr": "5 dollars australiens", "uk": "5 австралійських доларів"},
    ),
    ("5", "RON", {"en": "5 Romanian lei|RON 5", "fr": "5 lei roumains", "uk": "5 румунських леїв"}),
)
CASES = [
    (value, unit, language, phrase)
    for value, unit, phrases in ROWS
    for language, several in phrases.items()
    for phrase in several.split("|")
]


@pytest.mark.parametrize(("value", "unit", "language", "phrase"), CASES, ids=[f"{c[2]} {c[3]}" for c in CASES])
def test_a_unit_is_read_however_it_is_written(value: str, unit: str, language: str, phrase: str) -> None:
    texts = [sentence.format(phrase) for sentence in SENTENCES[language]]

    read = [read_edition(text, language).facts for text in texts]

    wanted = [(Fraction(value), unit)]
    assert [[(each.value, each.unit) for each in facts if isinstance(each, Amount)] for facts in read] == [wanted] * 2
