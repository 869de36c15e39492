"""Patterns: where a phrase stands in a text, in any script, whatever signs stand between its words."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statediff.archive.search import LONGEST_PHRASE_WORDS
from statediff.desk.families import Family
from statediff.desk.patterns import Phrase, cut_words, read_phrase, strip_accents


@pytest.mark.parametrize(
    ("written", "text", "found"),
    [
        ("letter of intent", "A “Letter of\nIntent” was signed.", ["Letter of\nIntent"]),
        ("sign*", "They sign; the signals were signed.", ["sign", "signals", "signed"]),
        ("agree* on", "They agreed on arms, and agree, on paper.", ["agreed on", "agree, on"]),
        ("signe", "Un accord a été signé.", ["signé"]),
        ("лист про наміри", "Підписали ЛИСТ ПРО НАМІРИ вчора.", ["ЛИСТ ПРО НАМІРИ"]),
        ("угод*", "Угоду підписано, угодою задоволені.", ["Угоду", "угодою"]),
        ("意向书", "双方签署了意向书。", ["意向书"]),
        ("1,200", "From 1 200 to 1,100.", ["1 200"]),
        ("وقع", "وَقَّعَ الوزيران", ["وَقَّعَ"]),
        ("interceptor", "inter\u00adceptor drones", ["inter\u00adceptor"]),
        ("kit", "kits and kitchens", []),
        ("", "anything", []),
        ("!?", "anything!?", []),
    ],
)
def test_a_phrase_is_found_where_it_stands(written: str, text: str, found: list[str]) -> None:
    places = read_phrase(written).find(text)

    assert [text[start:end] for start, end in places] == found


def test_the_forms_of_a_family_are_found_side_by_side() -> None:
    phrase = read_phrase("лист про наміри", Family("uk").forms)

    places = phrase.find("Обмінялися листами про наміри, а листопад про намір.")

    assert len(places) == 1


def test_letters_of_their_own_keep_their_signs_and_accents_do_not_matter() -> None:
    assert strip_accents("мій") == "мій"
    assert strip_accents("été") == "ete"


def test_a_phrase_is_cut_after_its_first_words() -> None:
    assert len(read_phrase("word " * 1_000_000).places) == LONGEST_PHRASE_WORDS


@pytest.mark.parametrize(("written", "is_exact"), [("a b", True), ("a b*", True), ("a* b", False), ("", True)])
def test_the_index_alone_can_tell_a_phrase_with_a_star_at_its_end_only(written: str, *, is_exact: bool) -> None:
    assert read_phrase(written).is_exact is is_exact


@given(st.text(max_size=80), st.text(max_size=20))
def test_places_stand_in_order_inside_the_text(text: str, written: str) -> None:
    places = read_phrase(written).find(text)

    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(places))


@given(st.text(max_size=60))
def test_a_text_with_a_word_holds_itself(text: str) -> None:
    words = list(cut_words(text))
    phrase = Phrase(tuple((word.key,) for word in words))

    assert bool(phrase.find(text)) == bool(words)
