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
