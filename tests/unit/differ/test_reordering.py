"""Reordering: words that only changed places are told as such, and everything else as before."""

from __future__ import annotations

import pytest

from statediff.differ import describe, diff


def rules(old: str, new: str, language: str = "en") -> set[str]:
    return {label.rule for edit in diff(old, new, language=language).edits for label in edit.labels}


@pytest.mark.parametrize(
    ("language", "old", "new", "told"),
    [
        (
            "en",
            "Envoys of Estonia, Latvia, Malta and Peru met.",
            "Envoys of Peru, Estonia, Latvia and Malta met.",
            "“Estonia, Latvia, Malta and Peru” became “Peru, Estonia, Latvia and Malta”.",
        ),
        (
            "fr",
            "Les envoyés de l’Allemagne, de la Norvège et du Chili sont venus.",
            "Les envoyés de la Norvège, de l’Allemagne et du Chili sont venus.",
            "« de l’Allemagne, de la Norvège » est devenu « de la Norvège, de l’Allemagne ».",
        ),
    ],
)
def test_a_list_in_another_order_is_told_as_one(language: str, old: str, new: str, told: str) -> None:
    change = diff(old, new, language=language)

    assert describe(change, language) == told
    assert change.severity == "substantive"


def test_each_edit_keeps_its_own_words_and_number() -> None:
    change = diff("Envoys of Estonia, Latvia, Malta and Peru met.", "Envoys of Peru, Estonia, Latvia and Malta met.")

    assert [edit.number for edit in change.edits] == [1, 2, 3]
    assert {label.rule for edit in change.edits for label in edit.labels} == {"wording.order"}
    assert "".join(change.new_text[span.new_start : span.new_end] for span in change.spans) == change.new_text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Envoys of Estonia, Latvia and Peru met.", "Envoys of Peru, Estonia and Malta met."),
        ("The north sends grain. The south sends steel.", "The north sends steel. The south sends grain."),
        ("The grain and the steel arrive by rail.", "The steel arrives by rail and by road."),
    ],
)
def test_words_that_went_or_came_or_changed_sentences_are_no_reordering(old: str, new: str) -> None:
    assert "wording.order" not in rules(old, new)


def test_the_mirror_of_a_reordering_is_one() -> None:
    old, new = "It sends grain, rails, pumps and salt.", "It sends salt, grain, rails and pumps."

    assert "wording.order" in rules(old, new) & rules(new, old)
