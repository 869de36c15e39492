"""Set phrases that say an amount are read with it, and may come and go where they are weak."""

from __future__ import annotations

from fractions import Fraction

import pytest

from statediff.desk.editions.facts import Amount
from statediff.desk.editions.reading import read_edition

DAY = 24 * 3600


@pytest.mark.parametrize(
    ("language", "text", "value", "also"),
    [
        ("en", "They return in a fortnight.", 14 * DAY, None),
        ("fr", "Ils reviennent dans quinze jours.", 15 * DAY, 14 * DAY),
        ("fr", "Ils reviennent dans une quinzaine de jours.", 15 * DAY, 14 * DAY),
        ("fr", "Ils reviennent dans huit jours.", 8 * DAY, 7 * DAY),
        ("en", "They meet twice a year.", 6, None),
        ("fr", "Ils se réunissent chaque semestre.", 6, None),
        ("uk", "Вони збираються щопівроку.", 6, None),
        ("uk", "Вони збираються двічі на рік.", 6, None),
        ("en", "They report quarterly.", 3, None),
        ("fr", "Ils font un rapport trimestriel.", 3, None),
        ("uk", "Вони звітують щокварталу.", 3, None),
        ("en", "A triennial plan.", 36, None),
        ("fr", "Plan triennal.", 36, None),
        ("uk", "Трирічний план.", 36, None),
        ("en", "Three decades of peace.", 360, None),
        ("fr", "Trois décennies de paix.", 360, None),
        ("uk", "Три десятиліття миру.", 360, None),
        ("fr", "Un siècle et demi de paix.", 1800, None),
        ("en", "Half a dozen ships.", 6, None),
    ],
)
def test_a_phrase_is_read_as_its_amount(language: str, text: str, value: int, also: int | None) -> None:
    facts = read_edition(text, language).facts

    (amount,) = [fact for fact in facts if isinstance(fact, Amount) and fact.value != 1]

    assert (amount.value, amount.also) == (Fraction(value), None if also is None else Fraction(also))


@pytest.mark.parametrize(("language", "text"), [("en", "They report quarterly."), ("fr", "Une décennie de paix.")])
def test_a_weak_phrase_may_be_missing_elsewhere(language: str, text: str) -> None:
    facts = read_edition(text, language).facts

    assert all(fact.is_weak for fact in facts if isinstance(fact, Amount))
