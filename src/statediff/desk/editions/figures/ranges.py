"""Ranges: figures that share a scale: "from 20 to 25 thousand", "une soixantaine de millions"."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from statediff.desk.editions.lexicon import read
from statediff.differ.figures import Figure
from statediff.differ.sights import Sight
from statediff.differ.vocabulary import Vocabulary

_FOUR, _TWENTY = 4, 20
_FAR = 1000
"""Times that the first end of a span may be the second at most."""


def share_scales(sight: Sight, figures: Sequence[Figure], words: Vocabulary) -> Iterator[Figure]:
    """Yield the figures of a sentence, the first of a span in the scale of the second, a number joined to its scale."""
    held: Figure | None = None
    for figure in figures:
        if held is not None:
            joined = _join_scale(sight, held, figure, words)
            if joined is not None:
                held = joined
                continue
            first, second = _in_unit_of(sight, held, figure)
            yield _in_scale_of(sight, first, second, words)
            held = second
        else:
            held = figure
    if held is not None:
        yield held


def _in_unit_of(sight: Sight, first: Figure, second: Figure) -> tuple[Figure, Figure]:
    """Give both ends of a span the unit that one of them names: "two to three years", "€2-3 billion"."""
    between = sight.keys[first.end : second.start]
    if len(between) != 1 or sight.is_apart(second.start) or bool(first.unit) == bool(second.unit):
        return first, second
    if any(figure.is_ordinal or figure.is_identifier for figure in (first, second)):
        return first, second
    lists = read("numerals")
    before = sight.keys[first.start - 1] if first.start else ""
    is_open = between[0] in lists["shared_behind_opening"] and before in lists["openings_of_units"]
    if not (is_open or between[0] in lists["shared_units"]) or first.value >= second.value * _FAR:
        return first, second
    if second.unit:
        return replace(first, unit=second.unit, nouns=()), second
    is_currency = sight.keys[first.end - 1][0].isdigit()
    is_told_first = is_currency or before in lists["openings_of_courses"]
    return first, replace(second, unit=first.unit) if is_told_first and not second.nouns else second


def _join_scale(sight: Sight, number: Figure, scale: Figure, words: Vocabulary) -> Figure | None:
    """Return a number and the scale that a small word joins to it as one, else None."""
    between = sight.keys[number.end : scale.start]
    if len(between) != 1 or between[0] not in read("numerals")["before_scales"]:
        return None
    if number.unit or number.is_ordinal or number.is_identifier or _scale_at(sight, scale.start, words) is None:
        return None
    return replace(scale, start=number.start, value=number.value * scale.value, is_weak=number.is_weak)


def _in_scale_of(sight: Sight, first: Figure, second: Figure, words: Vocabulary) -> Figure:
    """Return the first figure of a span in the scale of the second, when that brings the two nearer together."""
    between = sight.keys[first.end : second.start]
    if len(between) != 1 or between[0] not in read("numerals")["between"] or sight.is_apart(second.start):
        return first
    has_unit = bool(first.unit) and first.unit != second.unit
    is_plain = not (has_unit or first.is_ordinal or first.is_identifier or second.is_ordinal or second.is_identifier)
    scale = next(
        (value for at in range(second.start + 1, second.end) if (value := _scale_at(sight, at, words)) is not None),
        None,
    )
    if scale is None or not is_plain or first.value <= 0 or second.value <= 0:
        return first
    scaled = first.value * scale
    return replace(first, value=scaled) if _apart(scaled, second.value) < _apart(first.value, second.value) else first


def _scale_at(sight: Sight, at: int, words: Vocabulary) -> Fraction | None:
    found = words.numbers.find([sight.keys[at]])
    return found[0].value.value if found and found[0].value.kind == "scale" else None


def _apart(one: Fraction, other: Fraction) -> float:
    return abs(math.log(one / other))


def split_spans(
    surfaces: list[str], places: list[tuple[int, int]], words: Vocabulary
) -> tuple[list[str], list[tuple[int, int]]]:
    """Cut words that a hyphen joins to a span of two numbers or months into three tokens: "два-три"."""
    if not any("-" in surface and len(surface) > 1 for surface in surfaces):
        return surfaces, places
    cut_surfaces: list[str] = []
    cut_places: list[tuple[int, int]] = []
    for surface, (start, end) in zip(surfaces, places, strict=True):
        first, hyphen, second = surface.partition("-")
        if hyphen and end - start == len(surface) and _are_span(first.casefold(), second.casefold(), words):
            middle = start + len(first)
            cut_surfaces += (first, hyphen, second)
            cut_places += ((start, middle), (middle, middle + 1), (middle + 1, end))
        else:
            cut_surfaces.append(surface)
            cut_places.append((start, end))
    return cut_surfaces, cut_places


def _are_span(first: str, second: str, words: Vocabulary) -> bool:
    """Whether two words are months, or numbers of which the second is greater and does not go on with the first."""
    if first in words.months and second in words.months:
        return True
    numbers = [words.numbers.find([word]) for word in (first, second) if word]
    if [len(found) for found in numbers] != [1, 1]:
        return False
    low, high = (found[0].value for found in numbers)
    is_twenties = low.value == _FOUR and high.value == _TWENTY
    return low.kind == high.kind == "plain" and 0 < low.value < high.value and not is_twenties
