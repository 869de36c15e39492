"""Salience: small words outrank long text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from statediff.differ.salience import ORDER, judge, judge_edit, weigh
from statediff.model import Edit, EditKind, FormatEvent, Label, Severity


def edit(*labels: Label) -> Edit:
    return Edit(number=1, kind=EditKind.REWORDED, labels=labels)


def test_the_labels_of_the_design_stand_in_their_order() -> None:
    order = ["negation", "commitment", "figure", "date", "entity", "quote", "withdrawn", "added", "rewritten"]
    order += ["moved and edited", "wording", "moved", "inflection", "case", "typography"]

    assert [label for label in ORDER if label in order] == order


def test_every_label_is_documented_in_its_order() -> None:
    page = (Path(__file__).parents[3] / "docs" / "reference" / "labels.md").read_text("utf-8")

    rows = [line.split("`")[1] for line in page.splitlines() if line.startswith("| `")]

    assert rows == list(ORDER)


def test_no_volume_lifts_a_lighter_label_over_a_weightier_one() -> None:
    scores = [(weigh([Label(name)], 1), weigh([Label(name)], 10_000_000)) for name in ORDER if name != "watch"]

    assert all(heavier[0] > lighter[1] for heavier, lighter in pairwise(scores))


def test_a_figure_outranks_any_amount_of_boilerplate() -> None:
    assert weigh([Label("figure")], 5) > weigh([Label("added")], 100_000) > weigh([Label("wording")], 100_000)


def test_a_watched_phrase_outranks_everything_the_first_rank_most() -> None:
    first, last = weigh([Label("watch", rule="watch.1")], 1), weigh([Label("watch", rule="watch.99")], 1)

    assert first > last > weigh([Label("negation"), Label("figure")], 1_000_000)


def test_further_classes_of_content_weigh_a_little_more() -> None:
    assert weigh([Label("commitment"), Label("figure")], 9) > weigh([Label("commitment")], 9)


@pytest.mark.parametrize(
    ("labels", "severity"),
    [
        ([Label("negation")], "substantive"),
        ([Label("withdrawn")], "substantive"),
        ([Label("wording", rule="wording.content")], "substantive"),
        ([Label("wording", rule="wording.small")], "minor"),
        ([Label("moved")], "minor"),
        ([Label("figure"), Label("moved and edited")], "substantive"),
        ([Label("pointer")], "minor"),
        ([Label("punctuation")], "minor"),
        ([Label("case")], "cosmetic"),
        ([Label("split")], "cosmetic"),
    ],
)
def test_an_edit_is_judged_by_its_labels(labels: list[Label], severity: Severity) -> None:
    assert judge_edit(edit(*labels)) == severity


def test_a_change_is_as_grave_as_its_gravest_edit() -> None:
    assert judge([edit(Label("case")), edit(Label("figure")), edit(Label("moved"))], ()) == "substantive"
    assert judge([], [FormatEvent(kind="kind-changed")]) == "cosmetic"
    assert judge([], ()) == "none"
