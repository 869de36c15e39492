"""Search: folding text in any language, and phrases that are never syntax."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statediff.archive import Archive
from statediff.archive.search import LONGEST_PHRASE_WORDS, fold, match_expression
from visits import MOD, read


@pytest.mark.parametrize(
    ("written", "sought"),
    [
        ("The LETTER of Intent was signed.", "letter of intent"),
        ("Сторони підписали лист про наміри.", "ЛИСТ ПРО НАМІРИ"),
        ("Зв’язок з об'єднаннями", "звʼязок з об’єднаннями"),
        ("Les deux ministères ont signé un accord à l’été.", "ministeres ont signe"),
        ("Œuvre et cœur — 25 millions d’euros", "25 millions d'euros"),
        ("双方签署了意向书。", "意向书"),
        ("日本とウクライナは共同声明を発表した", "共同声明"),
        ("وَقَّعَ الوزيران اتفاقية", "وقع الوزيران"),
        ("الـــوزير", "الوزير"),
        ("שָׁלוֹם לכולם", "שלום"),
        ("Straße", "STRASSE"),
        ("inter\u00adceptor drones", "interceptor"),
        ("full\u200bwidth ＡＢＣ", "abc"),
        ("Art. 5 §2: \u201cshall\u201d", "art 5 2 shall"),
        ("office ﬁnance", "finance"),
    ],
)
def test_a_phrase_is_found_as_its_language_is_read(archive: Archive, written: str, sought: str) -> None:
    read(archive, "Something else stands before it.", written)

    [hit] = archive.search(sought)

    assert hit.text == written


@pytest.mark.parametrize("sought", ["намір*", "підпис* лист", "лист* про намір*"])
def test_a_star_takes_any_ending_of_a_word(archive: Archive, sought: str) -> None:
    read(archive, "Сторони підписали лист про наміри.", source=MOD)

    assert len(archive.search(sought)) == 1


@pytest.mark.parametrize("sought", ["intent of letter", "letter intent", "lett", "agreement"])
def test_words_must_stand_side_by_side_and_in_order(archive: Archive, sought: str) -> None:
    read(archive, "They signed a letter of intent.")

    assert archive.search(sought) == ()


HOSTILE = [
    "",
    " ",
    "*",
    '"',
    '"""',
    "'; drop table capture; --",
    "NEAR(one two)",
    "words:one",
    "one OR two",
    "one AND NOT two",
    "^one",
    "(one",
    "one)",
    "{one}",
    "one + two",
    "-one",
    "\x00",
    "one\x00two",
    "%",
    "_",
    "\ud800",
    "💥",
    "a" * 100_000,
    "one " * 10_000,
    "* * *",
    "\u0301",
    "\U000e0001",
    "𞤀",
]


@pytest.mark.parametrize("phrase", HOSTILE, ids=range(len(HOSTILE)))
def test_no_phrase_breaks_the_search(archive: Archive, phrase: str) -> None:
    read(archive, "One or two words, near the end.")

    archive.search(phrase)

    assert len(archive.search("near the end")) == 1


def test_operators_are_words(archive: Archive) -> None:
    read(archive, "One or two words.", "Not near.")

    assert [hit.text for hit in archive.search("one OR two")] == ["One or two words."]
    assert archive.search("one NOT two") == ()


@pytest.mark.parametrize("phrase", ["", "?!", "—", "*", "\x00"])
def test_a_phrase_without_a_word_finds_nothing(phrase: str) -> None:
    assert match_expression(phrase) is None


def test_a_phrase_is_cut_to_what_one_query_may_hold() -> None:
    expression = match_expression("word " * 1000)

    assert expression is not None
    assert expression.count("word") == LONGEST_PHRASE_WORDS


@given(text=st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)).split() == fold(text).split()
