"""Tokens: whole words, numbers and marks."""

from __future__ import annotations

import random

import pytest

from statediff.differ import tokens
from statediff.differ.tokens import canonical, count_invisible, cut, is_plain, locate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a rise from 1,200 to 1.5 million", ["a", "rise", "from", "1,200", "to", "1.5", "million"]),
        ("1 200 obus", ["1 200", "obus"]),
        ("1.200,5 тонни", ["1.200,5", "тонни"]),
        ("€1.5bn for 5,000kg", ["€", "1.5bn", "for", "5,000kg"]),
        ("30.06.2026 at 10:30", ["30.06.2026", "at", "10:30"]),
        ("on 2026-06-30 or 30/06/2026", ["on", "2026-06-30", "or", "30/06/2026"]),
        ("by 1-3/4 and 3/4", ["by", "1-3/4", "and", "3/4"]),
        ("in 2026-2027, F-16", ["in", "2026", "-", "2027", ",", "F-16"]),
        ("l’accord qu’il n’a", ["l’", "accord", "qu’", "il", "n’", "a"]),
        ("aujourd’hui, c’est", ["aujourd’hui", ",", "c’", "est"]),
        ("п'ять об’єктів", ["п'ять", "об’єктів"]),
        ("the U.S. F-16s", ["the", "U.S.", "F-16s"]),
        ("签署了协议。", ["签", "署", "了", "协", "议", "。"]),
        ("١٬٢٠٠٫٥ طن", ["١٬٢٠٠٫٥", "طن"]),
        ("👩‍👩‍👧 🇺🇦", ["👩‍👩‍👧", "🇺🇦"]),
        ("e\u0301te\u0301", ["e\u0301te\u0301"]),
        ("co\u00adoperation", ["co\u00adoperation"]),
        ("1½ and 5²", ["1½", "and", "5²"]),
        ("ל-1,200 איש", ["ל", "-", "1,200", "איש"]),
        ("וכ־15% ב-2027.", ["וכ", "־", "15", "%", "ב", "-", "2027", "."]),
        ("لـ-1,200 شخص", ["لـ", "-", "1,200", "شخص"]),
        ("по-1,200, pre-1.5", ["по", "-", "1,200", ",", "pre", "-", "1.5"]),
        ("1’200 CHF, 1'200'000", ["1’200", "CHF", ",", "1'200'000"]),
        ("共一千二百枚", ["共", "一千二百", "枚"]),
        ("一个十二万", ["一", "个", "十二万"]),
        ("№5 (1,200) +380 1200грн", ["№", "5", "(", "1,200", ")", "+", "380", "1200грн"]),
        ("۱٬۲۰۰ و ๑,๒๐๐", ["۱٬۲۰۰", "و", "๑,๒๐๐"]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_whole_words_numbers_and_marks(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_the_quick_tokeniser_reads_plain_text_as_the_thorough_one() -> None:
    letters = "aA12 ,.'’-:;lLdDqu0\u00a0\u202fЇїяé\n\t"
    dice = random.Random(7)
    texts = ["".join(dice.choice(letters) for _ in range(dice.randint(1, 16))) for _ in range(3000)]

    differing = [
        text for text in texts if is_plain(text) and cut(text) != [match[0] for match in tokens._SLOW.finditer(text)]
    ]

    assert not differing


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("it’s", "it's"),
        ("об’єкт", "обʼєкт"),
        ("“", '"'),
        ("«", "„"),
        ("–", "-"),
        ("…", "..."),
        ("1\u00a0200", "1\u202f200"),
        ("co\u00adoperation", "cooperation"),
        ("caf\u00e9", "cafe\u0301"),
        ("ﬁnal", "final"),
        ("zero\u200bwidth", "zerowidth"),
        ("كـتـاب", "كتاب"),
        ("״", '"'),
        ("１２", "12"),
        ("١٢٠", "120"),
        ("۲۰۲۶", "2026"),
        ("१२", "12"),
    ],
)
def test_typography_makes_no_other_word(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(("one", "other"), [("m²", "m2"), ("1,200", "1.200"), ("café", "cafe"), ("Mai", "mai")])
def test_letters_digits_and_capitals_make_another_key(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize("token", ["ـ", "ـ\u200d", "\u0640\u0640"])
def test_a_token_of_typography_alone_keeps_a_key(token: str) -> None:
    assert canonical(token)


def test_a_monstrous_token_is_not_normalised() -> None:
    monster = "a" + "\u0301\u0323" * 5000

    assert canonical(monster) == monster


def test_places_are_code_points_of_the_whole_text() -> None:
    text = "Say: 1,200 — no"

    places = locate(text[5:], 5, cut(text[5:]))

    assert [text[start:end] for start, end in places] == ["1,200", "—", "no"]


def test_invisible_characters_are_counted_by_name() -> None:
    assert count_invisible("a\u202eb\u200b\u200bc") == {"U+200B": 2, "U+202E": 1}
