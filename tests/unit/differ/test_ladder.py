"""Ladder: which way a sentence moved between talk and duty."""

from __future__ import annotations

import pytest

from statediff.differ import diff


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("fr", "Le ministre pourrait signer l’accord.", "Le ministre signera l’accord."),
        ("fr", "Le ministre devrait signer l’accord.", "Le ministre a signé l’accord."),
        ("fr", "L’accord peut être signé.", "L’accord sera signé."),
        ("en", "The minister may sign the accord.", "The minister signed the accord."),
        ("en", "The accord may be signed.", "The accord was signed."),
        ("en", "The accord could, if needed, be ratified.", "The accord will be ratified."),
        ("en", "The state may not sign the accord.", "The state will not sign the accord."),
        ("uk", "Уряд планує підписати документ.", "Уряд підпише документ."),
        ("uk", "Уряд може розглянути запит.", "Уряд розгляне запит."),
        ("uk", "Документ може бути підписано.", "Документ буде підписано."),
    ],
)
def test_a_verb_behind_a_modal_verb_is_as_binding_as_the_modal_verb(language: str, old: str, new: str) -> None:
    ways = []
    for before, after in ((old, new), (new, old)):
        labels = [label for edit in diff(before, after, language=language).edits for label in edit.labels]
        ways.append({label.direction for label in labels if label in ("modality", "commitment")})

    assert ways == [{"up"}, {"down"}]


def test_a_modal_verb_that_became_a_finite_verb_is_modality_and_shows_the_modal_verb() -> None:
    change = diff("Le ministre pourrait signer l’accord.", "Le ministre signera l’accord.", language="fr")

    (label,) = change.edits[0].labels

    assert (label, label.old, label.new, label.direction) == ("modality", "pourrait", "signera", "up")


def test_an_infinitive_that_became_a_future_is_no_weaker_commitment() -> None:
    change = diff("Ils viennent signer l’accord.", "Ils viennent et signeront l’accord.", language="fr")

    assert not any(label.direction == "down" for edit in change.edits for label in edit.labels)


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("en", "Members are required to report.", "Members are encouraged to report."),
        ("en", "Members must report.", "Members are asked to report."),
        ("en", "Members shall report.", "Members are advised to report."),
        ("fr", "Les membres sont tenus de répondre.", "Les membres sont encouragés à répondre."),
        ("fr", "Les membres doivent répondre.", "Les membres sont priés de répondre."),
        ("uk", "Члени зобов’язані звітувати.", "Членів закликають звітувати."),
        ("uk", "Члени повинні звітувати.", "Членам рекомендовано звітувати."),
        ("uk", "Сторони зобов’язалися стримуватися.", "Сторони закликано стримуватися."),
    ],
)
def test_who_is_only_encouraged_or_asked_is_bound_less(language: str, old: str, new: str) -> None:
    labels = [label for edit in diff(old, new, language=language).edits for label in edit.labels]

    assert "down" in {label.direction for label in labels if label in ("modality", "commitment")}
