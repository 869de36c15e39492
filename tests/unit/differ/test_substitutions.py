"""Equal edits are told apart from where they stand, so that one on many pages is one."""

from __future__ import annotations

from statediff.differ import diff
from statediff.differ.substitutions import find_substitutions


def pairs(old: str, new: str) -> list[tuple[str, str]]:
    return [(one.old, one.new) for one in find_substitutions(diff(old, new))]


def test_the_same_words_for_the_same_words_share_a_key_on_every_page() -> None:
    here = find_substitutions(diff("The impact on rivers is known.", "The effect on rivers is known."))
    there = find_substitutions(
        diff("We studied “Impact” in cities, at length.", "We studied “Effect” in cities, at length.")
    )

    assert [one.key for one in here] == [one.key for one in there]
    assert (here[0].old, here[0].new) == ("impact", "effect")


def test_the_way_back_is_another_substitution() -> None:
    one = find_substitutions(diff("The impact is known.", "The effect is known."))
    other = find_substitutions(diff("The effect is known.", "The impact is known."))

    assert one[0].key != other[0].key


def test_every_edit_has_its_own_and_an_equal_one_counts_once() -> None:
    old = "Das Amt zahlt 12 Euro. Der Rat tagt im Mai. Das Werk kostet 12 Euro."
    new = "Das Amt zahlt 15 Euro. Der Rat tagt im Juni. Das Werk kostet 15 Euro."

    assert pairs(old, new) == [("12", "15"), ("mai", "juni")]


def test_a_withdrawn_and_an_inserted_sentence_stand_for_nothing() -> None:
    old = "The envoy stays in office until autumn. Eleven regions voted for the plan."
    new = "Eleven regions voted for the plan. A second reading follows tomorrow morning."

    assert pairs(old, new) == [
        ("the envoy stays in office until autumn", ""),
        ("", "a second reading follows tomorrow morning"),
    ]


def test_typography_alone_is_no_substitution() -> None:
    assert pairs("It's 1 200 “units”.", "It’s 1\u00a0200 «units».") == []


def test_a_long_passage_is_shortened_for_the_eye_only() -> None:
    long = " ".join(f"word{number}" for number in range(200)) + "."
    other = long.replace("word199", "word198")

    start = "The envoy met eleven ministers in Lviv on Tuesday."

    one, two = (find_substitutions(diff(start, f"{start} {text}")) for text in (long, other))

    assert (one[0].old, len(one[0].new)) == ("", 400)
    assert one[0].new == two[0].new
    assert one[0].key != two[0].key
