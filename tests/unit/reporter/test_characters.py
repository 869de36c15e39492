"""Foreign text made harmless to show, counted in words, and told which way it runs."""

from __future__ import annotations

import pytest

from statediff.reporter.characters import (
    clean,
    count_words,
    cut_clause,
    cut_figures,
    cut_parts,
    direction_of,
    escape_controls,
    keep_apart,
    shorten,
    spell,
)


def test_acting_characters_are_cut_out_and_named() -> None:
    assert [tuple(part) for part in cut_parts("a\u202eb\x00\n\t")] == [
        ("a", ""),
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("b", ""),
        ("\ufffd", "U+0000"),
        ("\n\t", ""),
    ]


def test_joiners_that_scripts_need_are_left_alone() -> None:
    text = "می‌خواهم 👩‍👧 שלום\u200f"

    assert [tuple(part) for part in cut_parts(text)] == [(text, "")]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("“may” became “will”; 5 became 6; 2 other changes.", "“may” became “will”;"),
        ("“a; b” became “c”; one passage moved.", "“a; b” became “c”;"),
        ("« a ; b » est devenu « c » ; un passage déplacé.", "« a ; b » est devenu « c » ;"),
        ("One passage moved.", "One passage moved."),
        ("”; stray", "”;"),
        ("", ""),
    ],
)
def test_the_first_clause_of_a_sentence_ends_at_a_semicolon_outside_of_quotations(text: str, first: str) -> None:
    assert cut_clause(text) == (first, text.removeprefix(first))


def test_a_name_from_right_to_left_keeps_what_follows_behind_it() -> None:
    assert keep_apart("وزارة الدفاع") == "وزارة الدفاع\u200e"
    assert keep_apart("Ministry") == "Ministry"


def test_a_plain_line_holds_no_acting_character() -> None:
    assert clean("a\nb\u202ec\x1b") == "a b[U+202E]c[U+001B]"


@pytest.mark.parametrize(
    ("text", "spelt"),
    [(" ", "U+0020"), ("\u00a0", "U+00A0"), ("“", "“"), ("a\u200bb", "aU+200Bb"), ("e\u0301", "eU+0301"), ("", "")],
)
def test_every_character_of_a_spelling_can_be_seen(text: str, spelt: str) -> None:
    assert spell(text) == spelt


def test_terminal_controls_are_written_out_except_those_kept() -> None:
    assert escape_controls("a\x1b[0m\n\tb\u2066") == "a\\x1b[0m\n\tb\\u2066"
    assert escape_controls("a\n", keep="") == "a\\x0a"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The fund pays €1,200.50 a year.", 6),
        ("L’accord n’est pas signé", 4),
        ("об’єднання збиратиметься", 2),
        ("国防部今天签署", 7),
        ("— … “”", 0),
        ("وزارة الدفاع", 2),
        ("", 0),
    ],
)
def test_words_are_counted_in_every_script(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("text", "language", "direction"),
    [
        ("The fund", "ar", "ltr"),
        ("وزارة الدفاع NATO", "en", "rtl"),
        ("NATO وزارة الدفاع", "ar", "rtl"),
        ("1,200", "he", "rtl"),
        ("1,200", "en", "ltr"),
        ("", None, "ltr"),
        ("שלום", None, "rtl"),
    ],
)
def test_a_text_runs_the_way_most_of_its_letters_do(text: str, language: str | None, direction: str) -> None:
    assert direction_of(text, language) == direction


def test_a_long_text_is_cut_at_a_word() -> None:
    assert shorten("one two three four", 12) == "one two …"
    assert shorten("one  two\nthree", 40) == "one two three"
    assert shorten("国防部今天签署了关于联合生产无人机的协议", 8) == "国防部今天签署了 …"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("1,200 became 950 (−20.8 %).", ["(−20.8 %)"]),
        ("2027 became 2028 (+1 year); 5 % stays.", ["(+1 year)", "5 %"]),
        ("1 200 стало 950 (−20,8 %).", ["1 200", "(−20,8 %)"]),
        ("12 500 € au lieu de 12 000 €", ["12 500 €", "12 000 €"]),
        ("On 5 May 2026 it fell by 20%.", []),
        ("", []),
    ],
)
def test_a_figure_keeps_its_sign_and_its_unit(text: str, kept: list[str]) -> None:
    parts = list(cut_figures(text))

    assert "".join(part for part, _ in parts) == text
    assert [part for part, is_figure in parts if is_figure] == kept
