"""Further languages: one sentence in English, German, Polish and Arabic agrees."""

from __future__ import annotations

import pytest

from statediff.desk.editions.judging.comparison import compare_readings
from statediff.desk.editions.reading import read_edition

LANGUAGES = ("en", "de", "pl", "ar")
AGREEING: tuple[tuple[str, str, str, str], ...] = (
    (
        "On 14 May 2026 the ministers met in Warsaw.",
        "Am 14. Mai 2026 trafen sich die Minister in Warschau.",
        "14 maja 2026 r. ministrowie spotkali się w Warszawie.",
        "في 14 مايو 2026 التقى الوزراء في وارسو.",
    ),
    (
        "The package is worth 1.2 billion euros.",
        "Das Paket hat einen Wert von 1,2 Milliarden Euro.",
        "Pakiet ma wartość 1,2 mld euro.",
        "تبلغ قيمة الحزمة 1,2 مليار يورو.",
    ),
    (
        "France will deliver twelve launchers and 480 missiles.",
        "Frankreich liefert zwölf Werfer und 480 Raketen.",
        "Francja dostarczy dwanaście wyrzutni i 480 rakiet.",
        "ستسلم فرنسا ١٢ منصة إطلاق و٤٨٠ صاروخا.",
    ),
    (
        "Some 2,500 soldiers took part, 30 % more than in 2025.",
        "Rund 2.500 Soldaten nahmen teil, 30 % mehr als 2025.",
        "Wzięło udział około 2500 żołnierzy, o 30 % więcej niż w 2025 r.",
        "شارك نحو 2500 جندي، أي أكثر بنسبة 30 % من عام 2025.",
    ),
    (
        "President Macron thanked NATO and the European Union.",
        "Präsident Macron dankte der NATO und der Europäischen Union.",
        "Prezydent Macron podziękował NATO i Unii Europejskiej.",
        "شكر الرئيس ماكرون حلف الناتو والاتحاد الأوروبي.",
    ),
    (
        "The SAMP/T system reached Kyiv in July.",
        "Das System SAMP/T traf im Juli in Kyjiw ein.",
        "System SAMP/T dotarł do Kijowa w lipcu.",
        "وصل نظام SAMP/T إلى كييف في يوليو.",
    ),
    (
        "They signed a letter of intent.",
        "Sie unterzeichneten eine Absichtserklärung.",
        "Podpisali list intencyjny.",
        "وقعوا خطاب نوايا.",
    ),
    (
        "The talks in Berlin lasted three days.",
        "Die Gespräche in Berlin dauerten drei Tage.",
        "Rozmowy w Berlinie trwały trzy dni.",
        "استمرت المحادثات في برلين ثلاثة أيام.",
    ),
    (
        "The agreement enters into force on 1 January 2027.",
        "Das Abkommen tritt am 1. Januar 2027 in Kraft.",
        "Umowa wchodzi w życie 1 stycznia 2027 r.",
        "يدخل الاتفاق حيز التنفيذ في 1 يناير 2027.",
    ),
    (
        "Half of the 300 houses were repaired.",
        "Die Hälfte der 300 Häuser wurde instand gesetzt.",
        "Naprawiono połowę z 300 domów.",
        "تم إصلاح نصف المنازل البالغ عددها 300.",
    ),
    (
        "Minister Sikorski spoke of 20 million dollars.",
        "Minister Sikorski sprach von 20 Millionen Dollar.",
        "Minister Sikorski mówił o 20 mln dolarów.",
        "تحدث الوزير سيكورسكي عن 20 مليون دولار.",
    ),
    (
        "Twenty-five ships waited at the port of Odesa.",
        "Fünfundzwanzig Schiffe warteten im Hafen von Odessa.",
        "Dwadzieścia pięć statków czekało w porcie w Odessie.",
        "انتظرت خمس وعشرون سفينة في ميناء أوديسا.",
    ),
)


@pytest.mark.parametrize("texts", AGREEING, ids=[texts[0] for texts in AGREEING])
def test_what_is_only_written_otherwise_agrees(texts: tuple[str, str, str, str]) -> None:
    readings = [read_edition(text, language) for text, language in zip(texts, LANGUAGES, strict=True)]

    assert compare_readings(readings).differing == ()


def test_paragraphs_in_four_languages_find_their_counterparts() -> None:
    columns = ["\n\n".join(texts[number] for texts in AGREEING) for number in range(len(LANGUAGES))]
    readings = [read_edition(text, language) for text, language in zip(columns, LANGUAGES, strict=True)]

    rows = compare_readings(readings).rows

    assert rows == tuple(dict.fromkeys(range(len(LANGUAGES)), (row,)) for row in range(len(AGREEING)))


def test_arabic_digits_that_differ_are_told() -> None:
    texts = {"en": "France delivered 480 missiles.", "ar": "سلمت فرنسا ٤٦٠ صاروخا."}

    (finding,) = compare_readings([read_edition(text, language) for language, text in texts.items()]).differing

    assert [cell.quote for cell in finding.cells if cell is not None] == ["480", "٤٦٠"]
