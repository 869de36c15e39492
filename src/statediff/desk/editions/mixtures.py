"""Mixtures: figures that several words or numbers say together: "one and a half million", "an hour and a half"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache

from statediff.desk.editions.compounds import measures
from statediff.desk.editions.lexicon import read
from statediff.differ.figures import Figure
from statediff.differ.sights import Sight
from statediff.differ.vocabulary import NumberWord, Vocabulary

_HUNDRED = 100
_SCALES = tuple(Fraction(10**power) for power in (0, 3, 6, 9, 12))
_LEAST_SCALE = _SCALES[1]
_MOST_LINKS = 2
"""Small words between a number and its half, or a part and its whole, at most: "and a", "of an"."""


def mix(sight: Sight, figures: Sequence[Figure], words: Vocabulary) -> Iterator[Figure]:
    """Yield the figures of a sentence, those that say one amount together as one."""
    mixer = _Mixer(sight, words)
    held: Figure | None = None
    for figure in map(mixer.widen, figures):
        joined = mixer.join(held, figure) if held is not None else None
        if joined is not None:
            held = joined
            continue
        if held is not None:
            yield held
        held = figure
    if held is not None:
        yield held


@cache
def _links(name: str) -> frozenset[str]:
    return frozenset(read("numerals")["mixtures"][name])


class _Mixer:
    def __init__(self, sight: Sight, words: Vocabulary) -> None:
        self._sight, self._words, self._keys = sight, words, sight.keys

    def _word(self, at: int) -> NumberWord | None:
        if not 0 <= at < len(self._keys):
            return None
        found = self._words.numbers.find_at(self._keys, [at])
        return found[0].value if found else None

    def _part_at(self, at: int) -> Fraction | None:
        """Return the part that a word names: a half, a quarter."""
        word = self._word(at)
        return word.value if word is not None and word.kind == "fraction" and word.value < 1 else None

    def _unit(self, at: int) -> tuple[str, int] | None:
        found = self._words.units.find_at(self._keys, [at]) if 0 <= at < len(self._keys) else []
        return (found[0].value, found[0].end) if found else None

    def widen(self, figure: Figure) -> Figure:
        """Take in the unit that small words stand before or a half behind: "half an hour", "a day and a half"."""
        if figure.unit or figure.is_ordinal or figure.is_identifier or figure.value.denominator == 1:
            return figure
        at = figure.end
        while at < min(len(self._keys), figure.end + _MOST_LINKS) and self._keys[at] in _links("of"):
            at += 1
        unit = self._unit(at)
        is_one = at > figure.end and self._keys[at - 1] in _links("one")
        if unit is not None and is_one and not self._sight.is_apart(at):
            return replace(figure, end=unit[1], unit=unit[0], nouns=())
        return self._behind_unit(figure)

    def _behind_unit(self, figure: Figure) -> Figure:
        part = self._part_at(figure.start)
        if part is None or part != figure.value:
            return figure
        at = self._before_links(figure.start)
        if at == figure.start:
            return figure
        for start in (at - 1, at - 2):
            unit = self._unit(start)
            if unit is not None and unit[1] == at and (start == 0 or not self._is_counted(start - 1)):
                is_one = start > 0 and self._keys[start - 1] in _links("one")
                begin = start - 1 if is_one else start
                return replace(figure, start=begin, value=1 + part, unit=unit[0], nouns=())
        return figure

    def _is_counted(self, at: int) -> bool:
        return self._keys[at] not in _links("one") and (self._keys[at][0].isdigit() or self._word(at) is not None)

    def _before_links(self, at: int) -> int:
        """Return where the small words that join a half to what it is added to begin."""
        start = at
        while start > 0 and at - start < _MOST_LINKS and self._keys[start - 1] in _links("and"):
            start -= 1
        return start

    def join(self, held: Figure, figure: Figure) -> Figure | None:
        """Return two figures as one when the second goes on with the first, else None."""
        if held.is_ordinal or figure.is_ordinal or held.is_identifier or figure.is_identifier:
            return None
        if figure.start < held.end or self._sight.is_apart(figure.start):
            return None
        between = self._keys[held.end : figure.start]
        if not between:
            return self._smaller_scale(held, figure) or self._sum(held, figure)
        if len(between) > _MOST_LINKS:
            return None
        is_and = _links("and").issuperset(between)
        return (
            (self._with_part(held, figure) if is_and else None)
            or self._part_of(held, figure, between)
            or (self._sum(held, figure) if len(between) == 1 and between[0] in _links("sum") else None)
        )

    def _smaller_scale(self, held: Figure, figure: Figure) -> Figure | None:
        """Join what goes on in a smaller scale: "2 млрд 500 млн"."""
        if held.unit or held.value < _LEAST_SCALE or held.value % _LEAST_SCALE or figure.value.denominator != 1:
            return None
        scale = next(scale for scale in _SCALES[::-1] if held.value % scale == 0)
        if not _LEAST_SCALE <= figure.value < scale:
            return None
        return replace(figure, start=held.start, value=held.value + figure.value)

    def _with_part(self, held: Figure, figure: Figure) -> Figure | None:
        """Join a number and its half: "one and a half million", "un million et demi d'euros", "un an et demi"."""
        part = self._part_at(figure.start)
        if part is None or held.value.denominator != 1:
            return None
        times = figure.value / part
        if held.unit:
            return replace(held, end=figure.end, value=held.value + part) if times == 1 and not figure.unit else None
        scale = self._scale_in(held)
        if scale > 1 and times == 1:
            return replace(figure, start=held.start, value=held.value + part * scale)
        if held.value < _HUNDRED and (times in _SCALES or times == _HUNDRED) and self._counts(held, figure):
            return replace(figure, start=held.start, value=(held.value + part) * times)
        return None

    def _counts(self, held: Figure, figure: Figure) -> bool:
        """Whether the part is one more of what is counted, and not one of other things: "ten and half of them"."""
        has_article = self._keys[figure.start - 1] in _links("one") or self._keys[held.end] in _links("with")
        follows = self._keys[figure.end] if figure.end < len(self._keys) else ""
        return has_article or bool(figure.unit) or follows not in _links("of")

    def _scale_in(self, figure: Figure) -> Fraction:
        """Return the scale of the last word of a number: a million in "two million"."""
        word = self._word(figure.end - 1)
        return word.value if word is not None and word.kind == "scale" else Fraction(1)

    def _part_of(self, held: Figure, figure: Figure, between: Sequence[str]) -> Figure | None:
        """Join a part and its whole: "a quarter of a million", "un quart de million", "a quarter of one per cent"."""
        if held.unit or not 0 < held.value < 1 or not _links("of").issuperset(between):
            return None
        word = self._word(figure.start)
        is_scale = word is not None and word.kind == "scale" and figure.value >= word.value
        is_one = figure.value == 1 and bool(figure.unit)
        if not (is_scale or is_one):
            return None
        return replace(figure, start=held.start, value=held.value * figure.value, is_weak=False)

    def _sum(self, held: Figure, figure: Figure) -> Figure | None:
        """Join spans of time that go on in a smaller unit: "one year and six months", "1 година 30 хвилин"."""
        great, small = measures().get(held.unit), measures().get(figure.unit, (figure.unit, 1))
        if great is None or great[0] != small[0] or small[0] not in _links("time") or great[1] <= small[1]:
            return None
        if figure.value * small[1] >= great[1] or held.value.denominator != 1:
            return None
        value = held.value * great[1] + figure.value * small[1]
        return replace(figure, start=held.start, value=value / small[1])
