"""Inflection: forms and spellings of one word."""

from __future__ import annotations

import pytest

from statediff.differ.inflection import is_inflected, is_spelling


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("uk", "угода", "угоди"),
        ("uk", "угода", "угодою"),
        ("uk", "київ", "києва"),
        ("uk", "львів", "львова"),
        ("uk", "україна", "україні"),
        ("uk", "міністерство", "міністерством"),
        ("en", "drone", "drones"),
        ("en", "ministry", "ministries"),
        ("en", "box", "boxes"),
        ("en", "minister", "minister's"),
        ("fr", "accord", "accords"),
        ("fr", "signé", "signée"),
        ("fr", "journal", "journaux"),
        ("fr", "travail", "travaux"),
        ("fr", "bateau", "bateaux"),
        ("fr", "règlement", "règlements"),
        ("fr", "agent", "agents"),
        ("fr", "applique", "appliquent"),
        ("fr", "joint", "joignent"),
        ("fr", "reçoit", "reçoivent"),
        ("fr", "finit", "finissent"),
    ],
)
def test_forms_of_one_word_are_known(language: str, one: str, other: str) -> None:
    assert is_inflected(one, other, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("uk", "київ", "харків"),
        ("uk", "угода", "умова"),
        ("uk", "підпише", "підписав"),
        ("uk", "надають", "надали"),
        ("en", "deliver", "delivered"),
        ("en", "plan", "plane"),
        ("fr", "signe", "signé"),
        ("en", "mission", "missile"),
        ("en", "import", "export"),
        ("fr", "accord", "traité"),
        ("fr", "plat", "plateau"),
        ("fr", "drap", "drapeaux"),
        ("fr", "mission", "missive"),
        ("zh", "协议", "意向"),
    ],
)
def test_other_words_stay_other_words(language: str, one: str, other: str) -> None:
    assert not is_inflected(one, other, language)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organisation", "organization"),
        ("defence", "defense"),
        ("labour", "labor"),
        ("centre", "center"),
        ("cafe", "café"),
    ],
)
def test_spellings_of_one_word_are_known(one: str, other: str) -> None:
    assert is_spelling(one, other)


@pytest.mark.parametrize(("one", "other"), [("export", "expert"), ("county", "country"), ("now", "not")])
def test_a_letter_can_make_another_word(one: str, other: str) -> None:
    assert not is_spelling(one, other)
