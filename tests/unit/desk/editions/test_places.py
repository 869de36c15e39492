"""Places: names that languages have otherwise, and what Ukrainian makes of them."""

from __future__ import annotations

import pytest

from statediff.desk.editions.derivations import derive
from triples import Triple, find_differing, find_differing_anywhere


@pytest.mark.parametrize(
    ("forms", "adjective"),
    [
        (["vienna", "відень", "відня"], "віденськ*"),
        (["прага", "праги"], "празьк*"),
        (["одеса"], "одеськ*"),
        (["харків", "харкова"], "харківськ*"),
        (["брюссел*"], "брюссельськ*"),
        (["донецьк", "донецька"], "донецьк*"),
        (["вінниц*"], "вінницьк*"),
        (["австрі*"], "австрійськ*"),
        (["словені*"], "словенськ*"),
        (["нью-йорк*"], "нью-йоркськ*"),
        (["туреччин*"], "турецьк*"),
        (["угорщин*"], "угорськ*"),
    ],
)
def test_ukrainian_makes_an_adjective_of_a_place(forms: list[str], adjective: str) -> None:
    assert adjective in list(derive(forms))


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("одеса", "одещин*"),
        ("київ", "київщин*"),
        ("миколаїв", "миколаївщин*"),
        ("донецьк", "донеччин*"),
        ("вінниц*", "вінниччин*"),
        ("черкаси", "черкащин*"),
    ],
)
def test_ukrainian_makes_the_name_of_a_region_of_its_centre(name: str, region: str) -> None:
    assert region in list(derive([name]))


def test_what_would_be_another_word_is_not_made_of_a_place() -> None:
    assert "сирськ*" not in list(derive(["сирія"]))
    assert "рощин*" not in list(derive(["росія"]))


def test_nothing_is_made_of_names_of_several_words_or_in_other_scripts() -> None:
    assert list(derive(["black sea", "чорн* мор*", "مصر"])) == []


@pytest.mark.parametrize(
    "texts",
    [
        (
            "She teaches at the Diplomatic Academy of Vienna.",
            "Elle enseigne à l’Académie diplomatique de Vienne.",
            "Вона викладає у Віденській дипломатичній академії.",
        ),
        (
            "Bridges were hit in the Odesa and Mykolaiv regions.",
            "Des ponts ont été touchés dans les régions d’Odessa et de Mykolaïv.",
            "Мости на Одещині та Миколаївщині зазнали влучань.",
        ),
        (
            "The Brussels-based institute closed.",
            "L’institut bruxellois a fermé.",
            "Брюссельський інститут закрився.",
        ),
    ],
)
def test_a_place_and_what_is_made_of_its_name_agree(texts: Triple) -> None:
    assert find_differing_anywhere(texts) == []


def test_a_town_in_an_adjective_is_no_sure_name_though_it_begins_like_one() -> None:
    texts = (
        "The paper is printed by a publisher from London.",
        "Le journal est imprimé par un éditeur étranger.",
        "Газету друкує лондонське видавництво.",
    )

    assert find_differing(texts) == ()


def test_two_names_in_a_compound_are_two() -> None:
    texts = (
        "The association Poland-Ukraine thanked Ghent.",
        "L’association Pologne-Ukraine a remercié Gand.",
        "Асоціація «Польща-Україна» подякувала Генту.",
    )

    assert find_differing_anywhere(texts) == []
