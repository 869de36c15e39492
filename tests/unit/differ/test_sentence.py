"""Sentence: a change told plainly in English, French and Ukrainian."""

from __future__ import annotations

from dataclasses import replace

import pytest

from statediff.differ import describe, diff
from statediff.model import Block, BlockKind, Wording

LEAD = "The two ministers met in Kyiv and spoke for three hours about the common work of both countries."
GONE = "France will also consider sending more missiles from its own stocks before winter."
OLD = f"They signed a letter of intent on drones.\n\nOutput rises from 600 to 1,200 kits.\n\n{GONE}\n\n{LEAD}"
NEW = f"They signed an agreement on drones.\n\nOutput rises from 600 to 1,100 kits.\n\n{LEAD}"
SHORT = "France will also consider sending more … its own stocks before winter"
TOLD = {
    "en": "“letter of intent” became “agreement”; 1,200 kits became 1,100 (−8.3 %); one paragraph withdrawn:"
    f" “{SHORT}”.",
    "fr": "« letter of intent » est devenu « agreement » ; 1,200 kits est devenu 1,100 (−8,3 %) ; un paragraphe retiré"
    f" : « {SHORT} ».",
    "uk": "«letter of intent» замінено на «agreement»; 1,200 kits замінено на 1,100 (−8,3 %); вилучено один абзац:"
    f" «{SHORT}».",
}


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", TOLD["en"]), ("fr", TOLD["fr"]), ("uk", TOLD["uk"]), ("xx", TOLD["en"])]
)
def test_the_weightiest_edits_stand_first_in_one_sentence(language: str, sentence: str) -> None:
    told = describe(diff(OLD, NEW, language="en"), language)

    assert told.replace("\u202f", " ").replace("\u00a0", " ") == sentence


@pytest.mark.parametrize(
    ("language", "count", "told"),
    [
        ("en", 1, "One paragraph withdrawn: “Paragraph number a0 of this list says its own thing”."),
        ("en", 2, "2 paragraphs withdrawn."),
        ("fr", 1, "Un paragraphe retiré : « Paragraph number a0 of this list says its own thing »."),
        ("fr", 2, "2 paragraphes retirés."),
        ("uk", 1, "Вилучено один абзац: «Paragraph number a0 of this list says its own thing»."),
        ("uk", 2, "Вилучено 2 абзаци."),
        ("uk", 5, "Вилучено 5 абзаців."),
        ("uk", 11, "Вилучено 11 абзаців."),
        ("uk", 21, "Вилучено 21 абзац."),
        ("uk", 24, "Вилучено 24 абзаци."),
    ],
)
def test_what_is_counted_takes_the_form_its_number_wants(language: str, count: int, told: str) -> None:
    paragraphs = [f"Paragraph number {chr(97 + k % 26)}{k} of this list says its own thing." for k in range(count)]

    change = diff("\n\n".join([*paragraphs, LEAD]), LEAD)

    assert describe(change, language) == told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (LEAD, LEAD, "The wording is the same."),
        ("It’s done.", "It's done.", "Only typography or layout changed, in one place."),
        ("They will come.", "They will not come.", "“will come” became “will not come”."),
        ("They will come.", "They won't come.", "“will” became “won't”."),
        ("It lasts two years.", "It lasts three years.", "“two years” became “three years” (+1 year)."),
        ("They own 12 ferries.", "They own 10 ferries.", "12 ferries became 10 (−16.7 %)."),
        ("They own four ferries.", "They own six ferries.", "“four ferries” became “six” (+2)."),
        ("They own 12 ferries.", "They own four planes.", "“12 ferries” became “four planes”."),
        ("It is by all or most parties.", "It is by some parties.", "“all or most” became “some”."),
        ("See #3717 of the list.", "See #3489 of the list.", "#3717 became 3489."),
        ("It says … so.", "It says … not so.", "“not” inserted."),
        ("It starts in 2026.", "It starts in 2028.", "2026 became 2028 (+2 years)."),
        (
            f"{LEAD}\n\n{GONE}\n\n{OLD}",
            f"{GONE}\n\n{OLD}\n\n{LEAD}",
            "One passage moved: “The two ministers met in Kyiv … common work of both countries”.",
        ),
    ],
)
def test_a_change_is_told_as_a_person_would_tell_it(old: str, new: str, told: str) -> None:
    assert describe(diff(old, new, language="en")) == told


def test_units_of_time_are_told_in_the_language_of_the_sentence() -> None:
    change = diff("It starts on 30 June 2026.", "It starts on 30 September 2026.", language="en")

    assert describe(change, "fr").endswith("(+3 mois).")
    assert describe(change, "uk").endswith("(+3 місяці).")


def test_a_change_told_twice_is_told_once_and_the_rest_is_counted() -> None:
    old = "Letter of intent signed.\n\nThe letter of intent covers red ships, blue planes, old roads and new rails."
    new = "Agreement signed.\n\nThe agreement covers green ships, grey planes, wide roads and fast rails."

    told = describe(diff(old, new, language="en"))

    assert told.count("greement") == 2
    assert told.endswith("other changes.")


def test_a_long_passage_is_quoted_by_its_beginning() -> None:
    long = "and the long road to the sea with all its many bridges tunnels and narrow gates"

    told = describe(diff("We repair the port soon.", f"We repair the port {long} soon.", language="en"))

    assert "…" in told
    assert len(told) < 120


def test_a_long_passage_is_shortened_in_the_middle() -> None:
    new = "We repair the port in any case and with all our partners before the long winter of the coming year soon."

    told = describe(diff("We repair the port soon.", new, language="en"))

    assert told == "“in any case and with all … winter of the coming year” inserted."


def test_two_negations_are_quoted_as_they_stand() -> None:
    old = "Der Hafen bleibt ohne Wasser und ohne Strom und offen."
    new = "Der Hafen bleibt ohne Strom und offen."

    told = describe(diff(old, new, language="de"))

    assert "ohne, ohne" not in told
    assert told == "“Wasser und ohne Strom” became “Strom”."


def test_rows_of_a_table_are_called_rows() -> None:
    rows = [("System", "Number"), ("Radars", "12"), ("Launchers", "24")]
    blocks = [Block(kind=BlockKind.ROW, text="\t".join(cells), cells=cells) for cells in rows]

    change = diff(Wording(blocks=tuple(blocks)), Wording(blocks=tuple(blocks[:2])))

    assert describe(change) == "One table row withdrawn: “Launchers 24”."


@pytest.mark.parametrize(
    ("language", "one", "five"),
    [
        ("en", "Nothing but one volatile slot changed, not shown.", "5 volatile slots not shown."),
        (
            "fr",
            "Rien d’autre n’a changé qu’un emplacement volatil, non montré.",
            "5 emplacements volatils non montrés.",
        ),
        ("uk", "Змінилося лише одне мінливе місце, його не показано.", "5 мінливих місць не показано."),
    ],
)
def test_volatile_slots_that_were_left_out_are_counted(language: str, one: str, five: str) -> None:
    nothing = replace(diff("The tide rose.", "The tide rose."), unshown_slots=("a",))
    something = replace(diff("The tide rose.", "The tide fell."), unshown_slots=tuple("abcde"))

    assert describe(nothing, language) == one
    assert describe(something, language).endswith(f" {five}")
