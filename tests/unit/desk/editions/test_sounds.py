"""Names are heard again in another script and spelling, and other names are not."""

from __future__ import annotations

import itertools

import pytest

from statediff.desk.editions.concord import ALIKE
from statediff.desk.editions.names.sounds import are_names_alike, hear, likeness, name_likeness, romanise, skeleton

ONE_NAME = [
    ("Зеленський", "uk", "Zelensky", "en"),
    ("Зеленського", "uk", "Zelenskyy", "en"),
    ("Зеленським", "uk", "Zelenski", "fr"),
    ("Макрон", "uk", "Macron", "fr"),
    ("Макроном", "uk", "Macron", "en"),
    ("Лекорню", "uk", "Lecornu", "fr"),
    ("Сибіга", "uk", "Sybiga", "fr"),
    ("Умєров", "uk", "Umerov", "en"),
    ("Умєров", "uk", "Oumerov", "fr"),
    ("Шмигаль", "uk", "Shmyhal", "en"),
    ("Шмигаля", "uk", "Chmyhal", "fr"),
    ("Шевде", "uk", "Skövde", "en"),
    ("Тромсе", "uk", "Tromsø", "en"),
    ("Марселя", "uk", "Marseille", "fr"),
    ("Люка", "uk", "Lucas", "fr"),
    ("Гюйо", "uk", "Guyot", "fr"),
    ("Аквітанії", "uk", "Aquitaine", "fr"),
    ("Версалі", "uk", "Versailles", "fr"),
    ("Пуатьє", "uk", "Poitiers", "fr"),
    ("Мерсьє", "uk", "Mercier", "fr"),
    ("Жак", "uk", "Jacques", "fr"),
    ("Бенуа", "uk", "Benoît", "fr"),
    ("Джорджа", "uk", "Giorgia", "en"),
    ("Вільям", "uk", "William", "en"),
    ("Майкл", "uk", "Michael", "en"),
    ("Монтре", "uk", "Montreux", "fr"),
    ("Конте", "uk", "Comté", "fr"),
    ("Яремча", "uk", "Yaremtche", "fr"),
    ("Starmer", "en", "Стармер", "uk"),
    ("Rutte", "en", "Рютте", "uk"),
    ("Barrot", "fr", "Барро", "uk"),
    ("Авіньйона", "uk", "Avignon", "fr"),
    ("Вінниці", "uk", "Vinnytsia", "en"),
    ("Вінниччині", "uk", "Vinnytsia", "en"),
    ("Чернігів", "uk", "Tchernihiv", "fr"),
    ("Запорізькій", "uk", "Zaporizhzhia", "en"),
    ("Запоріжжя", "uk", "Zaporijjia", "fr"),
    ("Тулузі", "uk", "Toulouse", "fr"),
    ("Жан", "uk", "Jean", "fr"),
    ("Крістоф", "uk", "Christophe", "fr"),
    ("Харківській", "uk", "Kharkiv", "en"),
    ("Бербок", "uk", "Baerbock", "de"),
    ("Шольцем", "uk", "Scholz", "de"),
    ("Сікорський", "uk", "Sikorski", "pl"),
    ("Єрмак", "uk", "Iermak", "fr"),
    ("Качка", "uk", "Katchka", "fr"),
    ("Хмельницкий", "ru", "Khmelnytskyi", "en"),
    ("ماكرون", "ar", "Macron", "en"),
    ("زيلينسكي", "ar", "Zelensky", "en"),
    ("Юлія", "uk", "Ioulia", "fr"),
]
TWO_NAMES = [
    ("Коваль", "uk", "Melnyk", "fr"),
    ("Харкові", "uk", "Dnipro", "en"),
    ("Вінниці", "uk", "Jytomyr", "fr"),
    ("Макрон", "uk", "Merkel", "en"),
    ("Барро", "uk", "Macron", "fr"),
    ("Умєров", "uk", "Reznikov", "en"),
    ("Київ", "uk", "Lviv", "en"),
    ("Одесі", "uk", "Odense", "en"),
    ("Суми", "uk", "Rivne", "en"),
    ("Кошова", "uk", "Koval", "en"),
    ("Павленко", "uk", "Petrenko", "en"),
    ("Тулузі", "uk", "Lyon", "fr"),
    ("Rafale", "en", "Mirage", "en"),
    ("Тарас", "uk", "Boris", "en"),
]


@pytest.mark.parametrize(("one", "language", "other", "other_language"), ONE_NAME)
def test_one_name_is_heard_in_two_spellings(one: str, language: str, other: str, other_language: str) -> None:
    assert name_likeness(one, language, other, other_language) >= ALIKE
    assert name_likeness(other, other_language, one, language) == name_likeness(one, language, other, other_language)


@pytest.mark.parametrize(("one", "language", "other", "other_language"), TWO_NAMES)
def test_two_names_are_not_heard_as_one(one: str, language: str, other: str, other_language: str) -> None:
    assert name_likeness(one, language, other, other_language) < ALIKE


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("Єнакієве", "yenakiieve"),
        ("Згорани", "zghorany"),
        ("Щастя", "shchastia"),
        ("Яготин", "yahotyn"),
        ("Łowicz", "lowicz"),
    ],
)
def test_ukrainian_is_written_in_latin_letters_as_the_resolution_says(word: str, written: str) -> None:
    assert romanise(word) == written


def test_words_of_one_origin_share_a_skeleton() -> None:
    assert skeleton("програма") == skeleton("programme")
    assert skeleton("парламент") == skeleton("parlement") == skeleton("parliament")


def test_long_and_empty_words_are_bounded() -> None:
    assert len(hear("щ" * 100_000)) <= 24
    assert hear("12-") == ""
    assert likeness("", "KoVaL") == 0.0
    assert name_likeness("", "en", "Koval", "en") == 0.0


@pytest.mark.parametrize("least", [0.5, 0.66, 0.76, 0.85])
def test_whether_names_are_alike_is_what_their_likeness_says(least: float) -> None:
    names = [
        ("Danube", "en"),
        ("Danubia", "en"),
        ("Дунай", "uk"),
        ("дунайський", "uk"),
        ("Pavlenko", "fr"),
        ("Jörg", "de"),
        ("ill", "fr"),
        ("іл", "uk"),
        ("Martin", "fr"),
        ("Мартен", "uk"),
    ]

    for one, other in itertools.product(names, names):
        assert are_names_alike(*one, *other, least) == (name_likeness(*one, *other) >= least)
