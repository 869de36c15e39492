"""Sums of two units of one currency, and currencies that share a word, in three languages."""

from __future__ import annotations

from itertools import permutations

import pytest

from triples import Triple, find_differing, find_differing_anywhere

AGREEING: tuple[Triple, ...] = (
    (
        "A letter will cost 1 lari 50 tetri.",
        "Une lettre coûtera 1,50 lari.",
        "Лист коштуватиме 1,5 ларі.",
    ),
    (
        "It costs two pounds and fifty pence.",
        "Cela coûte 2,50 livres sterling.",
        "Це коштує 2,5 фунта стерлінгів.",
    ),
    (
        "It costs £2.50.",
        "Cela coûte deux livres et cinquante pence.",
        "Це коштує 2 фунти 50 пенсів.",
    ),
    (
        "It costs 3 euros and 20 cents.",
        "Cela coûte 3,20 euros.",
        "Це коштує 3 євро 20 центів.",
    ),
    (
        "It costs €3.20.",
        "Cela coûte trois euros vingt.",
        "Це коштує 3,2 євро.",
    ),
    (
        "It costs 3 euros 20 cents.",
        "Cela coûte 3 euros et 20 centimes.",
        "Це коштує 3,20 євро.",
    ),
    (
        "It costs 12 hryvnias and 50 kopiykas.",
        "Cela coûte 12,50 hryvnias.",
        "Це коштує 12 грн 50 коп.",
    ),
    (
        "It costs UAH 12.5.",
        "Cela coûte 12 hryvnias et 50 kopecks.",
        "Це коштує 12 гривень 50 копійок.",
    ),
    (
        "It costs five dollars and five cents.",
        "Cela coûte 5,05 dollars.",
        "Це коштує 5 доларів 5 центів.",
    ),
    (
        "It costs 100 roubles 25 kopecks.",
        "Cela coûte 100,25 roubles.",
        "Це коштує 100 рублів 25 копійок.",
    ),
    (
        "It costs 7 zlotys and 30 groszy.",
        "Cela coûte 7,30 zlotys.",
        "Це коштує 7 злотих 30 грошів.",
    ),
    (
        "A kilowatt-hour costs 50 kopiykas.",
        "Un kilowattheure coûte 0,50 hryvnia.",
        "Кіловат-година коштує 50 копійок.",
    ),
    (
        "A stamp costs 90 cents.",
        "Un timbre coûte 0,90 euro.",
        "Марка коштує 90 центів.",
    ),
    (
        "A stamp costs 45 pence.",
        "Un timbre coûte 45 pence.",
        "Марка коштує 45 пенсів.",
    ),
    (
        "It costs €1.90.",
        "Cela coûte 1 € 90.",
        "Це коштує 1,90 €.",
    ),
    (
        "It costs 2 francs 40.",
        "Cela coûte 2,40 francs.",
        "Це коштує 2 франки 40 сантимів.",
    ),
    (
        "It costs 4 Swiss francs and 30 centimes.",
        "Cela coûte 4 francs suisses 30.",
        "Це коштує 4,3 швейцарського франка.",
    ),
    (
        "It costs 15 lei and 75 bani.",
        "Cela coûte 15,75 lei.",
        "Це коштує 15 леїв 75 банів.",
    ),
    (
        "He was fined 250,000 lira.",
        "Il a été condamné à une amende de 250 000 livres.",
        "Його оштрафовано на 250 тис. лір.",
    ),
    (
        "The grant is 1.6 million lira.",
        "La subvention est de 1,6 million de livres.",
        "Дотація становить 1,6 млн лір.",
    ),
    (
        "He was fined 2,000 Turkish lira.",
        "Il a été condamné à une amende de 2 000 livres turques.",
        "Його оштрафовано на 2000 турецьких лір.",
    ),
    (
        "It costs 300 Egyptian pounds.",
        "Cela coûte 300 livres égyptiennes.",
        "Це коштує 300 єгипетських фунтів.",
    ),
    (
        "It costs EGP 300.",
        "Cela coûte 300 livres.",
        "Це коштує 300 фунтів.",
    ),
    (
        "It costs LE 300.",
        "Cela coûte 300 livres égyptiennes.",
        "Це коштує 300 фунтів.",
    ),
    (
        "It costs 40 dinars.",
        "Cela coûte 40 dinars serbes.",
        "Це коштує 40 сербських динарів.",
    ),
    (
        "It costs RSD 40.",
        "Cela coûte 40 dinars.",
        "Це коштує 40 динарів.",
    ),
    (
        "It costs 40 Kuwaiti dinars.",
        "Cela coûte 40 dinars koweïtiens.",
        "Це коштує 40 кувейтських динарів.",
    ),
    (
        "It costs 40 Canadian dollars.",
        "Cela coûte 40 dollars.",
        "Це коштує 40 доларів.",
    ),
    (
        "It costs C$40.",
        "Cela coûte 40 dollars canadiens.",
        "Це коштує 40 канадських доларів.",
    ),
    (
        "It costs 40 CFA francs.",
        "Cela coûte 40 francs CFA.",
        "Це коштує 40 франків КФА.",
    ),
    (
        "It costs CHF 40.",
        "Cela coûte 40 francs.",
        "Це коштує 40 франків.",
    ),
    (
        "It costs 40 kronor.",
        "Cela coûte 40 couronnes.",
        "Це коштує 40 крон.",
    ),
    (
        "It costs SEK 40.",
        "Cela coûte 40 couronnes.",
        "Це коштує 40 крон.",
    ),
    (
        "It costs 40 crowns.",
        "Cela coûte 40 couronnes suédoises.",
        "Це коштує 40 шведських крон.",
    ),
    (
        "It costs 500 pesos.",
        "Cela coûte 500 pesos mexicains.",
        "Це коштує 500 мексиканських песо.",
    ),
    (
        "It costs 500 rupees.",
        "Cela coûte 500 roupies indiennes.",
        "Це коштує 500 індійських рупій.",
    ),
    (
        "It costs 500 Syrian pounds.",
        "Cela coûte 500 livres syriennes.",
        "Це коштує 500 сирійських фунтів.",
    ),
    (
        "It costs 500 Lebanese pounds.",
        "Cela coûte 500 livres libanaises.",
        "Це коштує 500 ліванських фунтів.",
    ),
    (
        "It costs 500 dirhams.",
        "Cela coûte 500 dirhams.",
        "Це коштує 500 дирхамів.",
    ),
    (
        "It costs 500 shekels.",
        "Cela coûte 500 shekels.",
        "Це коштує 500 шекелів.",
    ),
    (
        "It costs 500 tenge.",
        "Cela coûte 500 tenges.",
        "Це коштує 500 тенге.",
    ),
    (
        "It costs 500 manats.",
        "Cela coûte 500 manats.",
        "Це коштує 500 манатів.",
    ),
    (
        "It costs 500 drams.",
        "Cela coûte 500 drams.",
        "Це коштує 500 драмів.",
    ),
    (
        "It costs 500 rials.",
        "Cela coûte 500 rials.",
        "Це коштує 500 ріалів.",
    ),
)

DIFFERING: tuple[tuple[str, Triple], ...] = (
    (
        "figure",
        (
            "A letter will cost 1 lari 50 tetri.",
            "Une lettre coûtera 1,50 lari.",
            "Лист коштуватиме 1,6 ларі.",
        ),
    ),
    (
        "figure",
        (
            "It costs 3 euros 20 cents.",
            "Cela coûte 3 euros et 30 centimes.",
            "Це коштує 3,20 євро.",
        ),
    ),
    (
        "figure",
        (
            "It costs 12 hryvnias and 50 kopiykas.",
            "Cela coûte 12,50 hryvnias.",
            "Це коштує 12 грн 5 коп.",
        ),
    ),
    (
        "figure",
        (
            "A stamp costs 90 cents.",
            "Un timbre coûte 0,80 euro.",
            "Марка коштує 90 центів.",
        ),
    ),
    (
        "figure",
        (
            "It costs two pounds and fifty pence.",
            "Cela coûte 2,50 livres sterling.",
            "Це коштує 3,5 фунта стерлінгів.",
        ),
    ),
    (
        "figure",
        (
            "It costs 300 Egyptian pounds.",
            "Cela coûte 300 livres syriennes.",
            "Це коштує 300 єгипетських фунтів.",
        ),
    ),
    (
        "figure",
        (
            "It costs 40 Canadian dollars.",
            "Cela coûte 40 dollars américains.",
            "Це коштує 40 доларів.",
        ),
    ),
    (
        "figure",
        (
            "He was fined 2,000 Turkish lira.",
            "Il a été condamné à une amende de 2 500 livres turques.",
            "Його оштрафовано на 2000 турецьких лір.",
        ),
    ),
    (
        "figure",
        (
            "It costs SEK 40.",
            "Cela coûte 40 couronnes norvégiennes.",
            "Це коштує 40 крон.",
        ),
    ),
    (
        "figure",
        (
            "The grant is 1.6 million lira.",
            "La subvention est de 1,6 million d’euros.",
            "Дотація становить 1,6 млн лір.",
        ),
    ),
)


@pytest.mark.parametrize("texts", AGREEING, ids=[texts[0] for texts in AGREEING])
def test_one_figure_agrees_in_three_languages_small_change(texts: Triple) -> None:
    found = find_differing_anywhere(texts)

    assert [finding for finding in found if finding.kind in ("figure", "date")] == []


@pytest.mark.parametrize(("kind", "texts"), DIFFERING, ids=[" | ".join(texts) for _, texts in DIFFERING])
def test_another_figure_is_told_in_one_line_small_change(kind: str, texts: Triple) -> None:
    for order in permutations(range(3)):
        assert [finding.kind for finding in find_differing(texts, order)] == [kind]
