"""Articles with letters, numbers of acts, and results of games, in three languages."""

from __future__ import annotations

from itertools import permutations

import pytest

from triples import Triple, find_differing, find_differing_anywhere

AGREEING: tuple[Triple, ...] = (
    (
        "This is in line with Article 5k of Regulation (EU) No 833/2014.",
        "Cela est conforme à l’article 5 duodecies du règlement (UE) n° 833/2014.",
        "Це відповідає статті 5k Регламенту (ЄС) № 833/2014.",
    ),
    (
        "Article 12a applies.",
        "L’article 12 bis s’applique.",
        "Застосовується стаття 12-а.",
    ),
    (
        "Article 12b applies.",
        "L’article 12 ter s’applique.",
        "Застосовується стаття 12b.",
    ),
    (
        "Article 3c applies.",
        "L’article 3 quater s’applique.",
        "Застосовується стаття 3c.",
    ),
    (
        "Article 5aa applies.",
        "L’article 5 bis bis s’applique.",
        "Застосовується стаття 5aa.",
    ),
    (
        "Article 5f(2) applies.",
        "L’article 5 septies, paragraphe 2, s’applique.",
        "Застосовується пункт 2 статті 5f.",
    ),
    (
        "Article 111-2 of the code applies.",
        "L’article 111-2 du code s’applique.",
        "Застосовується стаття 111-2 кодексу.",
    ),
    (
        "Articles 5k, 5l and 6 apply.",
        "Les articles 5 duodecies, 5 terdecies et 6 s’appliquent.",
        "Застосовуються статті 5k, 5l та 6.",
    ),
    (
        "Annex 2c is replaced.",
        "L’annexe 2 quater est remplacée.",
        "Додаток 2в замінено.",
    ),
    (
        "Article 41a applies.",
        "L’article 41bis s’applique.",
        "Застосовується стаття 41а.",
    ),
    (
        "Decree No. 2026-145 enters into force.",
        "Le décret n° 2026-145 entre en vigueur.",
        "Указ № 2026-145 набирає чинності.",
    ),
    (
        "Decree No. 145/2026 enters into force.",
        "Le décret n° 145/2026 entre en vigueur.",
        "Указ № 145/2026 набирає чинності.",
    ),
    (
        "Law No. 2136-IX enters into force.",
        "La loi n° 2136-IX entre en vigueur.",
        "Закон № 2136-IX набирає чинності.",
    ),
    (
        "Order No. 77-r was published.",
        "L’arrêté n° 77-r a été publié.",
        "Опубліковано розпорядження № 77-р.",
    ),
    (
        "Regulation (EU) 2024/792 applies.",
        "Le règlement (UE) 2024/792 s’applique.",
        "Застосовується Регламент (ЄС) 2024/792.",
    ),
    (
        "Order no. 12/345-b was published.",
        "L’arrêté n° 12/345-b a été publié.",
        "Опубліковано наказ № 12/345-б.",
    ),
    (
        "Resolution 2202 (2015) applies.",
        "La résolution 2202 (2015) s’applique.",
        "Застосовується резолюція 2202 (2015).",
    ),
    (
        "Resolution ES-11/1 was adopted.",
        "La résolution ES-11/1 a été adoptée.",
        "Ухвалено резолюцію ES-11/1.",
    ),
    (
        "Ukraine beat Iceland 2–1.",
        "L’Ukraine a battu l’Islande 2 à 1.",
        "Україна перемогла Ісландію 2:1.",
    ),
    (
        "The match ended 2-1.",
        "Le match s’est terminé sur le score de 2-1.",
        "Матч завершився з рахунком 2:1.",
    ),
    (
        "They lost 0–3.",
        "Ils ont perdu 3-0.",
        "Вони програли 0:3.",
    ),
    (
        "They drew 1–1.",
        "Ils ont fait match nul 1-1.",
        "Вони зіграли внічию 1:1.",
    ),
    (
        "They won two games to one.",
        "Ils ont gagné deux jeux à un.",
        "Вони перемогли 2:1 за іграми.",
    ),
    (
        "They won by three goals to nil.",
        "Ils ont gagné trois buts à zéro.",
        "Вони перемогли 3:0.",
    ),
    (
        "Ukraine beat Iceland 3–2 in Turin.",
        "L’Ukraine a battu l’Islande 3-2 à Turin.",
        "Україна перемогла Ісландію 3:2 у Турині.",
    ),
    (
        "They won 6–4, 7–5.",
        "Ils ont gagné 6-4, 7-5.",
        "Вони перемогли 6:4, 7:5.",
    ),
    (
        "The map has a scale of 1:50,000.",
        "La carte est à l’échelle 1:50 000.",
        "Карта має масштаб 1:50 000.",
    ),
    (
        "The vote was 101–98.",
        "Le vote a été de 101 contre 98.",
        "Голоси розподілилися 101:98.",
    ),
)

DIFFERING: tuple[tuple[str, Triple], ...] = (
    (
        "figure",
        (
            "This is in line with Article 5k of Regulation (EU) No 833/2014.",
            "Cela est conforme à l’article 5 undecies du règlement (UE) n° 833/2014.",
            "Це відповідає статті 5k Регламенту (ЄС) № 833/2014.",
        ),
    ),
    (
        "figure",
        (
            "Article 12a applies.",
            "L’article 12 bis s’applique.",
            "Застосовується стаття 12-б.",
        ),
    ),
    (
        "figure",
        (
            "Article 41a applies.",
            "L’article 42bis s’applique.",
            "Застосовується стаття 41а.",
        ),
    ),
    (
        "figure",
        (
            "Decree No. 2026-145 enters into force.",
            "Le décret n° 2026-154 entre en vigueur.",
            "Указ № 2026-145 набирає чинності.",
        ),
    ),
    (
        "figure",
        (
            "Decree No. 145/2026 enters into force.",
            "Le décret n° 145/2026 entre en vigueur.",
            "Указ № 154/2026 набирає чинності.",
        ),
    ),
    (
        "figure",
        (
            "Ukraine beat Iceland 3–2.",
            "L’Ukraine a battu l’Islande 3 à 2.",
            "Україна перемогла Ісландію 4:2.",
        ),
    ),
)


@pytest.mark.parametrize("texts", AGREEING, ids=[texts[0] for texts in AGREEING])
def test_one_figure_agrees_in_three_languages_numbered_names(texts: Triple) -> None:
    found = find_differing_anywhere(texts)

    assert [finding for finding in found if finding.kind in ("figure", "date")] == []


@pytest.mark.parametrize(("kind", "texts"), DIFFERING, ids=[" | ".join(texts) for _, texts in DIFFERING])
def test_another_figure_is_told_in_one_line_numbered_names(kind: str, texts: Triple) -> None:
    for order in permutations(range(3)):
        assert [finding.kind for finding in find_differing(texts, order)] == [kind]
