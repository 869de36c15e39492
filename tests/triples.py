"""One text in English, French and Ukrainian: what the three of it say, and any two of them."""

from __future__ import annotations

from itertools import combinations

from planted import LANGUAGES
from statediff.desk.editions.judging.comparison import Comparison, compare_readings
from statediff.desk.editions.judging.findings import Finding
from statediff.desk.editions.reading import read_edition

Triple = tuple[str, str, str]
"""A text in each of the LANGUAGES, in their order."""


def compare(texts: Triple, editions: tuple[int, ...] = (0, 1, 2)) -> Comparison:
    """Compare some editions of a text, named by their places, in the order given."""
    return compare_readings([read_edition(texts[number], LANGUAGES[number]) for number in editions])


def find_differing(texts: Triple, editions: tuple[int, ...] = (0, 1, 2)) -> tuple[Finding, ...]:
    """Return what differs between some editions of a text."""
    return compare(texts, editions).differing


def find_differing_anywhere(texts: Triple) -> list[Finding]:
    """Return what differs between the three editions of a text, and what between any two of them."""
    pairs = combinations(range(len(LANGUAGES)), 2)
    return [*find_differing(texts), *(finding for pair in pairs for finding in find_differing(texts, pair))]
