"""Names across languages: which are one, which stand in each other's place, and which an edition lacks."""

from __future__ import annotations

import pytest

from statediff.desk.editions.judging.comparison import compare_readings
from statediff.desk.editions.reading import read_edition


def differing(en: str, fr: str, uk: str) -> list[tuple[str, list[str]]]:
    readings = [read_edition(en, "en"), read_edition(fr, "fr"), read_edition(uk, "uk")]
    return [
        (finding.kind, [cell.quote if cell is not None else "" for cell in finding.cells])
        for finding in compare_readings(readings).differing
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ("I ask you to rise.", "J’ai l’honneur de vous prier de vous lever.", "Прошу всіх підвестися."),
        (
            "Thanks go to the European Union’s Coordination Centre.",
            "Merci au Centre de coordination de l’UE.",
            "Дякуємо Координаційному центру Європейського Союзу.",
        ),
        ("The yard is Portstroy-Flot.", "Le chantier est Portstroï-Flot.", "Це верф «Портстрой-Флот»."),
        (
            "Minister Anne Desrosiers-Whyte replied to the Written Question.",
            "La ministre Anne Desrosiers-Whyte a répondu à la question écrite.",
            "Міністерка Анна Дерозьє-Вайт відповіла на письмове запитання.",
        ),
        (
            "It is paid by the Linking Ports Facility (LPF) of Malta.",
            "Il est payé par le Mécanisme pour les ports (MLP) de Malte.",
            "Це оплачує Механізм «Порти» (LPF) Мальти.",
        ),
        ("PROCUREMENT NOTICE of Malta", "AVIS DE MARCHÉ de Malte", "ОГОЛОШЕННЯ ПРО ЗАКУПІВЛЮ Мальти"),
        (
            "The tanker flies the flag of Gabon.",
            "Le pétrolier bat pavillon gabonais.",
            "Танкер ходить під прапором Габону.",
        ),
        (
            "The Minister of Science of Chile spoke.",
            "La ministre chilienne des Sciences a parlé.",
            "Міністерка науки Чилі виступила.",
        ),
        ("The choir of Rivne sang.", "Le chœur de Rivne a chanté.", "Співав рівненський хор."),
        ("They spoke with the G7.", "Ils ont parlé avec le G7.", "Вони говорили з «Групою семи»."),
        ("The insurer is Severny Shchit.", "L’assureur est Severny Chtchit.", "Страховик — «Северний щит»."),
        ("They stay until Christmas.", "Ils restent jusqu’à Noël.", "Вони залишаються до Різдва."),
        (
            "Doctors Without Borders and the Danish Refugee Council left.",
            "Médecins sans frontières et le Conseil danois pour les réfugiés sont partis.",
            "«Лікарі без кордонів» і Данська рада у справах біженців поїхали.",
        ),
    ],
)
def test_one_name_in_three_spellings_is_one(texts: tuple[str, str, str]) -> None:
    assert differing(*texts) == []


@pytest.mark.parametrize(
    ("en", "fr", "uk"),
    [
        ("Thrace", "Thrace", "Фракії"),
        ("Lapland", "Laponie", "Лапландії"),
        ("Elefsina", "Éleusis", "Елефсіни"),
        ("Nova Scotia", "Nouvelle-Écosse", "Нової Шотландії"),
        ("the Far East", "l’Extrême-Orient", "Далекого Сходу"),
        ("Mumbai", "Bombay", "Мумбаї"),
        ("José Albares", "José Albares", "Хосе Альбареса"),
        ("Jiří Novotný", "Jiří Novotný", "Їржі Новотного"),
        ("João Melo", "João Melo", "Жуана Мелу"),
        ("Charles Wright", "Charles Wright", "Чарльза Райта"),
        ("Andrzej Bąk", "Andrzej Bąk", "Анджея Бонка"),
        ("Li Qiang", "Li Qiang", "Лі Цяна"),
    ],
)
def test_names_are_heard_alike_and_places_known_in_three_languages(en: str, fr: str, uk: str) -> None:
    found = differing(
        f"The envoys of Lithuania left for {en} on 7 June.",
        f"Les envoyés de la Lituanie sont partis pour {fr} le 7 juin.",
        f"Посланці Литви вирушили до {uk} 7 червня.",
    )

    assert found == []


def test_another_person_with_a_particle_in_the_name_differs() -> None:
    found = differing(
        "Minister Anna Melnyk met Bart De Wever in Ghent.",
        "La ministre Anna Melnyk a rencontré Bart De Wever à Gand.",
        "Міністерка Анна Мельник зустрілася з Вінстоном Пітерсом у Генті.",
    )

    assert [kind for kind, _ in found] == ["name"]


def test_a_surname_that_no_transliteration_explains_differs() -> None:
    found = differing(
        "2. Igor Vershkov, born in Oslo.", "2. Igor Verchkov, né à Oslo.", "2. Грушков Ігор, народився в Осло."
    )

    assert found == [("name", ["Vershkov", "Verchkov", "Грушков"])]


def test_the_only_place_left_over_stands_for_the_only_name_that_others_share() -> None:
    found = differing(
        "The guns arrived at the Tapa army base in Estonia.",
        "Les canons sont arrivés sur la base militaire de Tapa en Estonie.",
        "Гармати прибули на військову базу у Виру в Естонії.",
    )

    assert found == [("name", ["Tapa", "Tapa", "Виру"])]


def test_two_towns_whose_names_sound_alike_are_two() -> None:
    found = differing("It opens in Chernihiv.", "Il ouvre à Tchernivtsi.", "Він відкривається в Чернігові.")

    assert found == [("name", ["Chernihiv", "Tchernivtsi", "Чернігові"])]


def test_two_agencies_whose_names_sound_alike_are_two() -> None:
    found = differing("Europol will help.", "Eurojust aidera.", "Євроюст допоможе.")

    assert found == [("name", ["Europol", "Eurojust", "Євроюст"])]


def test_an_organisation_that_is_translated_is_missed_where_it_is_left_out() -> None:
    found = differing(
        "Sappers of Norwegian People's Aid cleared the fields near Izium.",
        "Les démineurs ont nettoyé les champs près d’Izioum.",
        "Сапери Норвезької народної допомоги розмінували поля біля Ізюма.",
    )

    assert found == [("name", ["Norwegian People's Aid", "", "Норвезької народної допомоги"])]
