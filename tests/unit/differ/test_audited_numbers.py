"""Numbers that readers see as one: signs, versions, seasons, identifiers, and figures that change places."""

from __future__ import annotations

import pytest

from statediff.differ import describe, diff
from statediff.differ.tokens import cut


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("to -5 degrees (−3.5)", ["to", "-5", "degrees", "(", "−3.5", ")"]),
        ("of 10-15 or 10–15", ["of", "10", "-", "15", "or", "10", "–", "15"]),
        ("- 5 and --5", ["-", "5", "and", "-", "-", "5"]),
        ("-5kg", ["-5kg"]),
        ("ב-5 ימים", ["ב", "-", "5", "ימים"]),
        ("v1.2.3 and 1.2.3.4, lib2.0.1", ["v1.2.3", "and", "1.2.3.4", ",", "lib2.0.1"]),
        ("EUR1,200.50 for GPT4.5", ["EUR", "1,200.50", "for", "GPT", "4.5"]),
        ("in 2024-25 and 2024–25", ["in", "2024-25", "and", "2024–25"]),
        ("on 2024-25-999", ["on", "2024", "-", "25", "-", "999"]),
    ],
)
def test_a_number_is_cut_whole(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize("minus", ["-", "−"])
def test_a_lost_minus_sign_turns_one_number_into_another(minus: str) -> None:
    change = diff(f"It fell to {minus}5 degrees at night.", "It fell to 5 degrees at night.")

    assert [op.text for op in change.edits[0].ops] == [f"{minus}5", "5"]
    assert describe(change) == f"{minus}5 degrees became 5 (+10)."


def test_an_item_that_begins_with_a_dash_keeps_its_date() -> None:
    change = diff("-30 June: the vote", "-30 July: the vote")

    assert [(str(label), label.delta) for label in change.edits[0].labels] == [("date", "+1 month")]


def test_two_figures_that_change_places_are_both_told() -> None:
    change = diff("Sales rose from 10 to 20 million.", "Sales rose from 20 to 10 million.")

    assert describe(change) == "10 became 20 (+100 %), 20 million became 10 million (−50 %)."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Under Resolution 2334 it is so.", "Under Resolution 2335 it is so."),
        ("Under Article 5 it is so.", "Under Article 6 it is so."),
        ("See Decree No. 12 of the house.", "See Decree No. 15 of the house."),
        ("Указ № 12 чинний.", "Указ № 15 чинний."),
        ("Under § 12 it is so.", "Under § 15 it is so."),
        ("Selon l'article 12, c'est ainsi.", "Selon l'article 15, c'est ainsi."),
        ("Згідно зі статтею 12 це так.", "Згідно зі статтею 15 це так."),
        ("Call 0123 now.", "Call 0124 now."),
        ("It uses v1.2.3 of the tool.", "It uses v1.2.4 of the tool."),
        ("See 1.2.3.4 now.", "See 1.2.3.5 now."),
    ],
)
def test_a_number_that_names_something_is_not_weighed(old: str, new: str) -> None:
    labels = [label for edit in diff(old, new).edits for label in edit.labels]

    assert [(str(label), label.delta) for label in labels] == [("figure", "")]


def test_a_season_is_a_date() -> None:
    labels = [label for edit in diff("In 2024-25 it rose.", "In 2025-26 it rose.").edits for label in edit.labels]

    assert [(str(label), label.old, label.new) for label in labels] == [("date", "2024-25", "2025-26")]


def test_a_number_with_two_separators_of_thousands_is_weighed() -> None:
    labels = [
        label for edit in diff("It is 1,200,000 in all.", "It is 1,500,000 in all.").edits for label in edit.labels
    ]

    assert [label.delta for label in labels] == ["+25 %"]


@pytest.mark.parametrize("number", ["1" * 6000, "-" + "1" * 6000, "v" + "1." * 3000 + "1", "三" * 6000])
def test_a_number_without_end_is_compared_all_the_same(number: str) -> None:
    change = diff(f"We saw {number} ships.", f"We saw {number}2 ships.")

    assert [edit.kind.value for edit in change.edits] != []
