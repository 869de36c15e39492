"""Families: the forms of a word belong together, and words that only look alike do not."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statediff.desk.families import LANGUAGES, Family

TOGETHER = {
    "en": (
        "agreement agreements",
        "sign signs signed signing",
        "plan plans planned planning",
        "provide provides provided providing",
        "agree agrees agreed agreeing",
        "deny denies denied denying",
        "process processes processed processing",
        "reach reaches reached reaching",
        "commit commits committed committing",
        "make makes made making",
        "country countries",
        "visit visits visited visiting",
        "deliver delivers delivered delivering",
        "increase increases increased increasing",
        "missile missiles",
        "announce announces announced announcing",
    ),
    "fr": (
        "accord accords",
        "signer signé signée signés signées signent signait signera",
        "national nationale nationaux nationales",
        "premier première premiers premières",
        "actif active actifs actives",
        "annoncer annoncé annonçait annoncera annoncent",
        "engager engagé engageait engagera engageons",
        "fournir fournit fournissent fourni fournie fournira",
        "défendre défend défendent défendu défendra",
        "permettre permet permettent permis permettra",
        "soutenir soutient soutiennent soutenu soutiendra",
        "produire produit produisent produite",
        "français française françaises",
        "récent récente récents",
        "avion avions",
        "quel quelle quels quelles",
        "tel telle tels telles",
        "ancien ancienne anciens anciennes",
    ),
    "uk": (
        "угода угоди угоду угодою угод угодам",
        "договір договору договори договорів договором",
        "сторона сторони сторін сторонами",
        "міністр міністра міністри міністрів міністром",
        "міністерство міністерства міністерству міністерств",
        "підписати підписав підписала підписали підписано підписаний підпише",
        "рішення рішенням рішень рішеннями",
        "область області областю областей",
        "коаліція коаліції коаліцію коаліцій",
        "український українська українського українських",
        "підтримка підтримки підтримці підтримок",
        "допомога допомоги допомозі",
        "домовитися домовилися домовився",
        "літак літаки літаків літаком",
        "українець українця українці українців",
        "рік року роки роках",
    ),
}
APART = {
    "en": """accord according, new news, even evening, need nee, car caring, rat rated, thing the, sign signal,
        sign significant, sign design, agreement agree, organ organisation, arms army, general generate,
        called cal, added ads""",
    "fr": """accord accorder, marché marcher, mai mais, parti partir, armée armer, traité traiter, importer important,
        pays paye, signer signal, cours cour, vers ver, ministère ministre, raison rais,
        fonction fonctionne, vient vie""",
    "uk": """угода угодник, мир мирний, рада радити, стан стати, мова мовити, лист листопад, мир мирити,
        сторона сторож, рік рок, підпис підписати, допомога допомогти, ціль ціле""",
}


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        (language, one, other)
        for language, families in TOGETHER.items()
        for family in families
        for one, other in itertools.permutations(family.split(), 2)
        if one == family.split()[0] or other == family.split()[0]
    ],
)
def test_forms_of_a_word_are_found_with_one_another(language: str, one: str, other: str) -> None:
    assert other in Family(language).forms(one)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [(language, *pair.split()) for language, pairs in APART.items() for pair in pairs.split(",")],
)
def test_words_that_only_look_alike_are_kept_apart(language: str, one: str, other: str) -> None:
    assert other not in Family(language).forms(one)
    assert one not in Family(language).forms(other)


def test_what_is_longer_than_any_word_stands_for_itself() -> None:
    assert Family("fr").forms("é" * 65) == ("é" * 65,)


@given(st.sampled_from(LANGUAGES), st.text(max_size=30))
def test_any_word_is_in_its_own_family_and_the_family_is_small(language: str, word: str) -> None:
    forms = Family(language).forms(word)

    assert forms[0] == unicodedata.normalize("NFC", word)
    assert len(forms) == len(set(forms)) < 200
