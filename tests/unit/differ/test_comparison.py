"""Comparison: the edits a reader would have marked, in whole words, bounded by size."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from dataclasses import asdict

import pytest

from statediff.differ import ALGORITHM, diff
from statediff.model import Block, BlockKind, Change, EditKind, Wording

LEAD = "The two ministers met in Kyiv and reviewed the work on air defence and the training of crews."
GROUP = "A working group will meet every month and report to both ministers within ten days."
NEXT = "The next meeting takes place in Paris, where the contracts are to be laid before the press."


def replacements(change: Change) -> list[tuple[str, str]]:
    return [(edit.old.strip(), edit.new.strip()) for edit in change.edits]


def kinds(change: Change) -> list[str]:
    return [str(edit.kind) for edit in change.edits]


@pytest.mark.parametrize(
    ("old", "new", "edits"),
    [
        (
            "They signed a letter of intent on the joint production of drones.",
            "They signed an agreement on the joint production of drones.",
            [("a letter of intent", "an agreement")],
        ),
        ("It rises to 1,200 a year.", "It rises to 1,100 a year.", [("1,200", "1,100")]),
        ("Il y a 1 200 obus.", "Il y a 1 100 obus.", [("1 200", "1 100")]),
        ("It is 1.5m wide.", "It is 1.6m wide.", [("1.5m", "1.6m")]),
        ("Тут п’ять об’єктів.", "Тут п’ять суб’єктів.", [("об’єктів", "суб’єктів")]),
        ("Voici l’accord signé.", "Voici l’avenant signé.", [("accord", "avenant")]),
        ("两国部长签署了意向书。会议成功。", "两国部长签署了协议。会议成功。", [("意向书", "协议")]),
        ("会議は東京で開く。", "会議は京都で開く。", [("東", ""), ("", "都")]),
        ("وقع الوزيران خطاب نوايا هنا.", "وقع الوزيران اتفاقية هنا.", [("خطاب نوايا", "اتفاقية")]),
        ("השרים חתמו על מכתב כוונות היום.", "השרים חתמו על הסכם היום.", [("מכתב כוונות", "הסכם")]),
        ("See 👩‍👩‍👧 here.", "See 👨‍👩‍👧 here.", [("👩‍👩‍👧", "👨‍👩‍👧")]),
        ("We meet cafe\u0301 staff.", "We meet caf\u00e9s staff.", [("cafe\u0301", "caf\u00e9s")]),
        ("It starts on 30 June 2026.", "It starts on 30 September 2026.", [("June", "September")]),
        ("They did agree.", "They did not agree.", [("", "not")]),
    ],
)
def test_an_edit_is_whole_words_and_numbers(old: str, new: str, edits: list[tuple[str, str]]) -> None:
    assert replacements(diff(old, new)) == edits


def test_a_withdrawn_paragraph_is_one_removed_edit() -> None:
    change = diff(f"{LEAD}\n\n{GROUP}\n\n{NEXT}", f"{LEAD}\n\n{NEXT}")

    [edit] = change.edits
    assert (edit.kind, edit.old.strip(), edit.new, edit.is_whole_block) == (EditKind.REMOVED, GROUP, "", True)


def test_paragraphs_without_a_counterpart_are_withdrawn_and_added_each_by_itself() -> None:
    change = diff(
        f"{LEAD}\n\n{GROUP}\n\n{NEXT}", f"{LEAD}\n\nNobody from the press came in.\n\nIt rained all day long."
    )

    assert kinds(change) == ["removed", "removed", "inserted", "inserted"]
    assert all(edit.is_whole_block for edit in change.edits)


def test_a_heading_that_became_another_is_one_reworded_edit() -> None:
    change = diff(f"Announcement\n\n{LEAD}", f"Update\n\n{LEAD}")

    assert replacements(change) == [("Announcement", "Update")]


def test_a_moved_sentence_is_a_move_and_what_was_edited_in_it_is_told() -> None:
    change = diff(f"{LEAD}\n\n{GROUP}\n\n{NEXT}", f"{GROUP}\n\n{NEXT}\n\n{LEAD.replace('Kyiv', 'Odesa')}")

    [edit] = change.edits
    [move] = change.moves
    assert edit.kind is EditKind.MOVED
    assert [(op.kind, op.text) for op in edit.ops if op.kind != "equal"] == [("delete", "Kyiv"), ("insert", "Odesa")]
    assert {"entity", "moved and edited"} <= {str(label) for label in edit.labels}
    assert change.old_text[move.old_start : move.old_end] == LEAD
    assert [span.kind for span in change.spans if span.kind.startswith("moved")] == ["moved-from", "moved-to"]


def test_a_clause_that_moved_into_another_sentence_is_a_move() -> None:
    clause = "with the help of the engineers from the northern port"
    old = f"The bridge was built {clause} in spring.\n\n{LEAD}\n\nThe road is old."
    new = f"The bridge was built in spring.\n\n{LEAD}\n\nThe road is old and was paved {clause}."

    change = diff(old, new)

    assert [change.old_text[move.old_start : move.old_end] for move in change.moves] == [clause]


def test_a_paragraph_cut_in_two_is_a_split_and_no_change_of_words() -> None:
    change = diff(f"{LEAD} {GROUP}", f"{LEAD}\n\n{GROUP}")

    assert (kinds(change), change.severity) == (["split"], "cosmetic")
    assert [event.kind for event in change.format_events] == ["split"]


def test_two_paragraphs_joined_are_merged_and_the_edit_inside_is_told_first() -> None:
    change = diff(f"{LEAD}\n\n{GROUP}", f"{LEAD} {GROUP.replace('will', 'may')}")

    assert kinds(change) == ["reworded", "merged"]
    assert replacements(change)[0] == ("will", "may")


def test_a_sentence_cut_in_two_shows_the_words_that_changed_only() -> None:
    change = diff(
        "The talks began in the morning, and the two ministers left the old hall in the evening.",
        "The talks began in the morning. The two ministers left the old hall in the evening.",
    )

    assert replacements(change)[0] == (", and", ".")


def test_the_same_paragraph_repeated_loses_exactly_what_went() -> None:
    change = diff("\n\n".join([NEXT] * 40), "\n\n".join([NEXT] * 37))

    assert kinds(change) == ["removed"] * 3


def test_edited_ones_among_repeated_paragraphs_are_reworded_in_place() -> None:
    paragraphs = [NEXT] * 20
    edited = [NEXT.replace("Paris", "Lyon") if k in (5, 12) else NEXT for k in range(20)]

    change = diff("\n\n".join(paragraphs), "\n\n".join(edited))

    assert replacements(change) == [("Paris", "Lyon")] * 2


def test_lone_surrogates_and_control_characters_are_compared_too() -> None:
    assert replacements(diff("a \ud800 b \x00 c here", "a \ud800 b \x00 d here")) == [("c", "d")]


def test_ten_thousand_words_withdrawn_are_one_edit() -> None:
    dice = random.Random(1)
    long = " ".join(f"w{dice.randrange(900)}" + ("." if k % 17 == 16 else "") for k in range(10_000))

    change = diff(f"{LEAD}\n\n{long}\n\n{NEXT}", f"{LEAD}\n\n{NEXT}")

    assert kinds(change) == ["removed"]
    assert change.edits[0].old.strip() == long


def test_another_text_altogether_is_withdrawn_and_added() -> None:
    change = diff(f"{LEAD}\n\n{GROUP}", "Цього дня в порту було тихо, і жоден корабель не вийшов у море.")

    assert set(kinds(change)) == {"removed", "inserted"}


def test_a_sentence_between_others_that_was_replaced_is_one_edit() -> None:
    change = diff(f"{LEAD} {GROUP} {NEXT}", f"{LEAD} Nobody from the press was let into the old hall. {NEXT}")

    assert replacements(change) == [(GROUP, "Nobody from the press was let into the old hall.")]


def test_edits_are_numbered_in_reading_order_and_typography_follows() -> None:
    change = diff(
        f"It’s so. {LEAD} {GROUP}", f"It's so. {LEAD.replace('two', 'three')} {GROUP.replace('ten', 'twelve')}"
    )

    assert [(edit.number, edit.old) for edit in change.edits] == [(1, "two"), (2, "ten"), (3, "It’s")]


@pytest.mark.parametrize(("old", "new"), [("", "New."), ("Old.", ""), ("", " "), ("\n", ""), (" a", "a ")])
def test_empty_and_blank_texts_are_compared_too(old: str, new: str) -> None:
    change = diff(old, new)

    assert "".join(old[span.old_start : span.old_end] for span in change.spans) == old
    assert "".join(new[span.new_start : span.new_end] for span in change.spans) == new
    assert change.edits


# ---------------------------------------------------------------- wordings


def wording(*blocks: Block, language: str | None = "en") -> Wording:
    return Wording(blocks=blocks, language=language)


def paragraph(text: str) -> Block:
    return Block(kind=BlockKind.PARAGRAPH, text=text)


def row(*cells: str) -> Block:
    return Block(kind=BlockKind.ROW, text="\t".join(cells), cells=cells)


TABLE = (row("System", "Number"), row("Radars", "12"), row("Launchers", "24"), row("Drones", "1,200"))


def test_a_changed_cell_is_an_edit_in_that_cell() -> None:
    change = diff(wording(*TABLE), wording(*TABLE[:2], row("Launchers", "20"), TABLE[3]))

    [edit] = change.edits
    assert (edit.old, edit.new, edit.old_block, edit.new_block) == ("24", "20", 2, 2)


def test_two_changed_cells_of_a_row_are_two_edits() -> None:
    change = diff(wording(row("Radars", "12", "Kyiv")), wording(row("Radars", "14", "Lviv")))

    assert replacements(change) == [("12", "14"), ("Kyiv", "Lviv")]


def test_a_moved_row_is_a_move_and_an_event() -> None:
    change = diff(wording(*TABLE), wording(TABLE[0], TABLE[3], TABLE[1], TABLE[2]))

    assert (kinds(change), change.severity) == (["moved"], "minor")
    assert [(event.kind, event.old_block, event.new_block) for event in change.format_events] == [("row-moved", 3, 1)]


def test_list_items_in_another_order_are_moves_and_nothing_was_withdrawn() -> None:
    names = ("Poland", "Czech Republic", "Estonia", "United Kingdom")
    items = [Block(kind=BlockKind.ITEM, text=name, level=1) for name in names]

    change = diff(wording(paragraph(LEAD), *items), wording(paragraph(LEAD), items[3], *items[:3]))

    assert (kinds(change), change.severity) == (["moved"], "minor")


def test_a_block_of_another_kind_is_an_event_and_cosmetic() -> None:
    heading = Block(kind=BlockKind.HEADING, text="Joint statement", level=2)

    change = diff(wording(heading, paragraph(LEAD)), wording(paragraph("Joint statement"), paragraph(LEAD)))

    assert (change.edits, change.severity) == ((), "cosmetic")
    assert [(event.kind, event.detail) for event in change.format_events] == [("kind-changed", "heading -> paragraph")]


def test_an_added_paragraph_has_no_block_in_the_old_wording() -> None:
    change = diff(wording(paragraph(LEAD)), wording(paragraph(LEAD), paragraph(GROUP)))

    assert [(edit.old_block, edit.new_block) for edit in change.edits] == [(None, 1)]


def test_no_edit_crosses_from_one_paragraph_into_the_next() -> None:
    old = wording(paragraph(f"{LEAD} It was late."), paragraph(f"The hall was cold. {GROUP}"))
    new = wording(paragraph(f"{LEAD} It was early."), paragraph(f"The hall was warm. {GROUP}"))

    assert replacements(diff(old, new)) == [("late", "early"), ("cold", "warm")]


@pytest.mark.parametrize(
    ("said", "own", "used"), [("fr", "en", "fr"), (None, "uk-UA", "uk"), (None, None, "en"), ("de-AT", None, "de")]
)
def test_the_language_said_outranks_the_wordings_own_and_that_the_letters(
    said: str | None, own: str | None, used: str
) -> None:
    old = wording(paragraph(LEAD), language=own)

    assert diff(old, old, language=said).language == used


def test_a_change_names_the_comparison_that_made_it() -> None:
    assert diff("a", "b").algorithm == ALGORITHM


# ---------------------------------------------------------------- hostile and repeated


def unpunctuated(dice: random.Random) -> tuple[str, str]:
    words = [f"w{dice.randrange(3000)}" for _ in range(8000)]
    return " ".join(words), " ".join(word for word in words if dice.random() > 0.01)


HOSTILE = {
    "one endless word": ("x" * 300_000, "x" * 150_000 + "y" + "x" * 150_000),
    "digits": ("1" * 100_000, "1" * 50_000 + "2" + "1" * 50_000),
    "combining marks": ("a" + "\u0301\u0323" * 20_000 + " end.", "a" + "\u0323\u0301" * 20_000 + " end."),
    "apostrophes": ("a'" * 60_000, "a'" * 59_999 + "b"),
    "two words": ("a b " * 20_000, "b a a " * 15_000),
    "boilerplate": ("\n\n".join([NEXT] * 1500), "\n\n".join([NEXT, LEAD] * 700)),
    "unpunctuated": unpunctuated(random.Random(2)),
    "separators": ("1,1" * 40_000, "1,1" * 39_999 + "x"),
    "quotation marks": ("“" * 30_000, "”" * 30_001),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_compared_whole(name: str) -> None:
    old, new = HOSTILE[name]

    change = diff(old, new)

    assert "".join(old[span.old_start : span.old_end] for span in change.spans) == old
    assert "".join(new[span.new_start : span.new_end] for span in change.spans) == new
    assert change.severity != "none"


def test_the_same_texts_give_the_same_change_under_another_hash_seed() -> None:
    program = (
        "import json, sys; from dataclasses import asdict; from statediff.differ import diff\n"
        "texts = json.load(sys.stdin); print(json.dumps(asdict(diff(*texts)), default=str, sort_keys=True))"
    )
    old = "\n\n".join((LEAD, GROUP, NEXT, LEAD, *TABLE_TEXTS))
    new = "\n\n".join((GROUP, LEAD.replace("Kyiv", "Lviv"), *reversed(TABLE_TEXTS), NEXT))
    here = json.dumps(asdict(diff(old, new)), default=str, sort_keys=True)

    there = [
        subprocess.run(
            [sys.executable, "-c", program],
            input=json.dumps([old, new]),
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    ]

    assert there == [here, here]


TABLE_TEXTS = tuple(
    f"The {name} stand near the {place} road." for name in ("radars", "boats") for place in ("old", "new")
)


def test_two_sentences_that_stand_for_two_others_are_two_rewritings() -> None:
    old = f"{LEAD} The old bridge was painted green. Nine ferries carried mail at night. {GROUP}"
    new = f"{LEAD} Wheat prices fell again this autumn. Teachers wrote books about honey. {GROUP}"

    change = diff(old, new)

    assert [edit.old for edit in change.edits] == [
        "The old bridge was painted green.",
        "Nine ferries carried mail at night.",
    ]


def test_a_short_sentence_that_stands_elsewhere_word_for_word_is_a_move() -> None:
    change = diff(f"{LEAD} At paragraph 16.\n\n{GROUP}\n\n{NEXT}", f"{LEAD}\n\n{GROUP}\n\n{NEXT} At paragraph 16.")

    assert [change.old_text[move.old_start : move.old_end] for move in change.moves] == ["At paragraph 16."]


def test_a_text_that_repeats_itself_is_compared_in_order() -> None:
    verse = [f"Verse {k} tells of the sea." for k in range(6)]
    old = "\n\n".join(verse * 5)
    new = "\n\n".join([*(verse * 2), *verse[:3], "A new line about the sun.", *verse[3:], *(verse * 2)])

    change = diff(old, new)

    assert (kinds(change), change.moves) == (["inserted"], ())
