"""Numbers of a list are no figures of the statement."""

from __future__ import annotations

import pytest

from statediff.desk.editions.facts import Amount
from statediff.desk.editions.reading import read_edition


@pytest.mark.parametrize(
    ("language", "text", "quotes"),
    [
        ("en", "1. Honey: 35,000 t. 2. Poultry: 120,000 t. 3. Sugar: 9 t.", ["35,000 t", "120,000 t", "9 t"]),
        ("uk", "1. Мед — 13 000 т. 2. М’ясо — 120 000 т. 3. Цукор — 9 т.", ["13 000 т", "120 000 т", "9 т"]),
        ("fr", "Il s’agit : 1) du miel ; 2) du sucre.", []),
        ("en", "The plan has two aims: (1) to rebuild 40 homes; (2) to heat them.", ["two", "40"]),
        ("en", "We won 2. They won 3. Nobody won 4.", ["2", "3", "4"]),
        ("en", "The score was: 2. Then it rained.", ["2"]),
        ("uk", "Діти (12) та дорослі (40) прибули.", ["12", "40"]),
    ],
)
def test_a_number_of_a_list_is_no_figure(language: str, text: str, quotes: list[str]) -> None:
    facts = read_edition(text, language).facts

    assert [fact.spot.quote for fact in facts if isinstance(fact, Amount)] == quotes
