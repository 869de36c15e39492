"""Places: names that languages have otherwise, and what Ukrainian makes of them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from statediff.desk.editions.names.derivations import derive
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
            "The call begins at 4 p.m. Chisinau time.",
            "L’appel commence à 16 heures, heure de Chisinau.",
            "Розмова почнеться о 16:00 за кишинівським часом.",
        ),
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
        (
            "The drones were built in the Dnipro region.",
            "Les drones ont été construits dans la région de Dnipro.",
            "Дрони зібрали на Дніпропетровщині.",
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


Place = tuple[str, str, str]
"""A place in English and French, and where something is in Ukrainian."""

PLACES: list[Place] = [
    # Countries.
    ("Eswatini", "en Eswatini", "в Есватіні"),
    ("Guyana", "au Guyana", "у Гаяні"),
    ("Mauritius", "à Maurice", "на Маврикії"),
    ("the Marshall Islands", "aux Îles Marshall", "на Маршаллових Островах"),
    ("East Timor", "au Timor oriental", "у Східному Тиморі"),
    ("the Democratic Republic of the Congo", "en République démocratique du Congo", "у Демократичній Республіці Конго"),
    # Cities.
    ("Yerevan", "à Erevan", "у Єревані"),
    ("Mexico City", "à Mexico", "у Мехіко"),
    ("Muscat", "à Mascate", "у Маскаті"),
    ("Zaragoza", "à Saragosse", "у Сарагосі"),
    ("Padua", "à Padoue", "у Падуї"),
    ("Mantua", "à Mantoue", "у Мантуї"),
    ("Leuven", "à Louvain", "у Левені"),
    ("Iași", "à Jassy", "в Яссах"),
    ("Koblenz", "à Coblence", "у Кобленці"),
    ("Livorno", "à Livourne", "у Ліворно"),
    ("Nablus", "à Naplouse", "у Наблусі"),
    ("Kolkata", "à Calcutta", "у Калькутті"),
    ("Sevastopol", "à Sébastopol", "у Севастополі"),
    ("Zaporizhzhia", "à Zaporijjia", "у Запоріжжі"),
    ("Kropyvnytskyi", "à Kirovograd", "у Кропивницькому"),
    ("Bila Tserkva", "à Bila Tserkva", "у Білій Церкві"),
    # Regions and islands.
    ("Lorraine", "en Lorraine", "у Лотарингії"),
    ("Savoy", "en Savoie", "у Савої"),
    ("Scania", "en Scanie", "у Сконе"),
    ("Transylvania", "en Transylvanie", "у Трансильванії"),
    ("Podolia", "en Podolie", "на Поділлі"),
    ("the Faroe Islands", "aux îles Féroé", "на Фарерських островах"),
    ("the Canary Islands", "aux Canaries", "на Канарах"),
    ("Rhineland-Palatinate", "en Rhénanie-Palatinat", "у Рейнланд-Пфальці"),
    # Waters.
    ("Lake Geneva", "sur le lac Léman", "на Женевському озері"),
    ("Lake Constance", "sur le lac de Constance", "на Боденському озері"),
    ("the Scheldt", "sur l’Escaut", "на Шельді"),
    ("the Vistula", "sur la Vistule", "на Віслі"),
    ("the Strait of Hormuz", "dans le détroit d’Ormuz", "в Ормузькій протоці"),
    ("the Kerch Strait", "dans le détroit de Kertch", "у Керченській протоці"),
    ("the Sea of Marmara", "dans la mer de Marmara", "у Мармуровому морі"),
    ("the Gulf of Bothnia", "dans le golfe de Botnie", "у Ботнічній затоці"),
    ("the English Channel", "dans la Manche", "у Ла-Манші"),
    # Seats that stand for institutions.
    ("the Élysée Palace", "au palais de l’Élysée", "в Єлисейському палаці"),
    ("Downing Street", "à Downing Street", "на Даунінг-стріт"),
    ("Villa Wannsee", "à la villa Wannsee", "на віллі Ванзе"),
]
LONG_NAME: Place = ("Saint Kitts and Nevis", "à Saint-Christophe-et-Niévès", "у Сент-Кітсі і Невісі")


def write_of(en: Place, fr: Place, uk: Place) -> Triple:
    """Return one sentence, with a place in each language."""
    return (
        f"The envoys of Lithuania met in {en[0]} on 7 June.",
        f"Les envoyés de la Lituanie se sont réunis {fr[1]} le 7 juin.",
        f"Посланці Литви зустрілися 7 червня {uk[2]}.",
    )


@pytest.mark.parametrize("place", [*PLACES, LONG_NAME], ids=lambda place: place[0])
def test_a_place_that_languages_name_otherwise_agrees(place: Place) -> None:
    assert find_differing_anywhere(write_of(place, place, place)) == []


@pytest.mark.parametrize("edition", [0, 1, 2])
@pytest.mark.parametrize(("place", "other"), [*pairwise(PLACES)], ids=lambda place: str(place[0]))
def test_another_place_in_one_language_differs(place: Place, other: Place, edition: int) -> None:
    one, two, three = (other if number == edition else place for number in range(3))

    found = find_differing(write_of(one, two, three))

    assert [finding.kind for finding in found] == ["name"] * len(found)
    assert found


@pytest.mark.parametrize(
    "texts",
    [
        ("A court of Chad agreed.", "Un tribunal tchadien a donné son accord.", "Чадський суд погодився."),
        ("A bank of Cambodia failed.", "Une banque cambodgienne a fait faillite.", "Камбоджійський банк збанкрутував."),
        ("Troops of Togo left.", "Des soldats togolais sont partis.", "Тоголезькі військові поїхали."),
        ("A ship of Honduras sank.", "Un navire hondurien a coulé.", "Гондураське судно затонуло."),
        ("A firm from Genoa won.", "Une entreprise génoise l’a emporté.", "Виграла генуезька фірма."),
        ("A choir from Naples sang.", "Un chœur napolitain a chanté.", "Співав неаполітанський хор."),
        ("A fleet of the Arctic sailed.", "Une flotte arctique a appareillé.", "Вийшов арктичний флот."),
        (
            "Euro-Atlantic integration goes on.",
            "L’intégration euro-atlantique continue.",
            "Євроатлантична інтеграція триває.",
        ),
    ],
)
def test_a_people_or_adjective_agrees_with_its_place(texts: Triple) -> None:
    assert find_differing(texts) == ()


def test_a_parliament_may_be_called_by_a_common_word() -> None:
    texts = (
        "Ministers of Norway answered in the Storting.",
        "Des ministres de la Norvège ont répondu au Parlement.",
        "Міністри Норвегії відповіли у Стортингу.",
    )

    assert find_differing(texts) == ()


def test_a_person_whose_name_resembles_a_place_is_none() -> None:
    texts = (
        "General Oleksandr Syrskyi visited Syria.",
        "Le général Oleksandr Syrsky s’est rendu en Syrie.",
        "Генерал Олександр Сирський відвідав Сирію.",
    )

    assert find_differing(texts) == ()
