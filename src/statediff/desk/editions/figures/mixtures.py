"""Mixtures: figures that several words or numbers say together: "one and a half million", "an hour and a half"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import TypeVar

from statediff.desk.editions.figures.units import is_money, may_be_one, measures
from statediff.desk.editions.lexicon import read
from statediff.differ.figures import Figure
from statediff.differ.phrases import Found, Phrases
from statediff.differ.sights import Sight
from statediff.differ.vocabulary import NumberWord, Vocabulary

V = TypeVar("V")
_TWO_DIGITS = re.compile(r"\d\d")
_MINUTES = 60
_LONGEST_SHARE = 4
"""Words between the two numbers of a share at most: "une école rurale sur cinq"."""
_HUNDRED = 100
_SCALES = tuple(Fraction(10**power) for power in (0, 3, 6, 9, 12))
_LEAST_SCALE = _SCALES[1]
_SMALL_SCALES = (10, 12, 20, _HUNDRED)
"""Scales in words below a thousand: tens, dozens, scores, hundreds."""
_DEGREES = frozenset({"°C", "°F"})
_MOST_LINKS = 2
"""Small words between a number and its half, or a part and its whole, at most: "and a", "of an"."""


def mix(sight: Sight, figures: Sequence[Figure], words: Vocabulary) -> Iterator[Figure]:
    """Yield the figures of a sentence, those that say one amount together as one."""
    mixer = _Mixer(sight, words)
    held: Figure | None = None
    for read_figure in figures:
        figure = mixer.widen(mixer.uncover(held, read_figure))
        if held is not None and figure.end <= held.end:
            continue
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
def _shares(name: str) -> frozenset[str]:
    shares = read("numerals")["shares"]
    return frozenset((*shares["before_between"], *shares["between"]) if name == "out" else shares[name])


@cache
def _quarters(language: str) -> Phrases[Fraction]:
    return Phrases((phrase, Fraction(part)) for phrase, part in read("numerals")["quarters"].get(language, {}).items())


@cache
def _sides_of_zero() -> Phrases[int]:
    sides = read("numerals")["sides_of_zero"]
    return Phrases((phrase, sign) for sign, name in ((-1, "below"), (1, "above")) for phrase in sides[name])


@cache
def _qualifiers() -> Phrases[bool]:
    return Phrases((word, True) for word in read("numerals")["mixtures"]["qualifiers"])


@cache
def _links(name: str) -> frozenset[str]:
    return frozenset(read("numerals")["mixtures"][name])


class _Mixer:
    def __init__(self, sight: Sight, words: Vocabulary) -> None:
        self._sight, self._words, self._keys = sight, words, sight.keys

    def uncover(self, held: Figure | None, figure: Figure) -> Figure:
        """Take from a figure the currency before it that the figure before has behind it: "1 lari 50"."""
        if held is None or not figure.unit or not figure.start < held.end < figure.end or figure.unit != held.unit:
            return figure
        nouns = self._keys[figure.end : figure.end + 1] if not self._sight.is_apart(figure.end) else ()
        is_noun = bool(nouns) and nouns[0][0].isalpha() and not self._words.stops.holds(nouns[0])
        return replace(figure, start=held.end, unit="", nouns=tuple(nouns) if is_noun else ())

    def _find(self, phrases: Phrases[V], at: int) -> list[Found[V]]:
        return phrases.find_at(self._keys, [at]) if 0 <= at < len(self._keys) else []

    def _word(self, at: int) -> NumberWord | None:
        found = self._find(self._words.numbers, at)
        return found[0].value if found else None

    def _part_at(self, at: int) -> Fraction | None:
        """Return the part that a word names: a half, a quarter."""
        word = self._word(at)
        return word.value if word is not None and word.kind == "fraction" and word.value < 1 else None

    def _unit(self, at: int) -> tuple[str, int] | None:
        found = self._find(self._words.units, at)
        return (found[0].value, found[0].end) if found else None

    def widen(self, figure: Figure) -> Figure:
        """Take in what small words join to a figure: "half an hour", "a day and a half", "20 degrees below zero"."""
        if figure.is_ordinal:
            return self._every(figure)
        if figure.is_identifier:
            return figure
        if figure.unit or figure.value.denominator == 1:
            return self._behind_whole(self._signed(self._with_unit(self._with_quarter(figure))))
        at = figure.end
        while at < min(len(self._keys), figure.end + _MOST_LINKS) and self._keys[at] in _links("of"):
            at += 1
        unit = self._unit(at)
        is_one = at > figure.end and self._keys[at - 1] in _links("one")
        if unit is not None and (is_one or at == figure.end) and not self._sight.is_apart(at):
            return replace(figure, end=unit[1], unit=unit[0], nouns=())
        return self._behind_unit(figure)

    def _with_unit(self, figure: Figure) -> Figure:
        """Take in the unit behind a number that is read without it: "півмільярда євро", "deux dernières semaines"."""
        if figure.unit or figure.end >= len(self._keys) or self._sight.is_apart(figure.end):
            return figure
        unit = self._unit(figure.end) or self._unit_behind_qualifier(figure.end)
        return figure if unit is None else replace(figure, end=unit[1], unit=unit[0], nouns=())

    def _unit_behind_qualifier(self, at: int) -> tuple[str, int] | None:
        """Return the unit of time behind a word that only says which ones: "last", "working", "повні"."""
        if not self._find(_qualifiers(), at) or self._sight.is_apart(at + 1):
            return None
        unit = self._unit(at + 1)
        is_time = unit is not None and measures().get(unit[0], (unit[0],))[0] in _links("time")
        return unit if is_time else None

    def _behind_whole(self, figure: Figure) -> Figure:
        """Add a greater unit of time that an article counts: "an hour and thirty minutes"."""
        at = figure.start - 2
        if at < 1 or self._keys[at + 1] not in _links("sum") or self._keys[at - 1] not in _links("articles"):
            return figure
        unit = self._unit(at)
        whole = replace(figure, start=at - 1, end=at + 1, value=Fraction(1), unit=unit[0]) if unit else None
        return (self._sum(whole, figure) if whole else None) or figure

    def _every(self, figure: Figure) -> Figure:
        """Read "every fifth" as one of five, unless it is a span of time."""
        before, unit = self._keys[figure.start - 1] if figure.start else "", self._unit(figure.end)
        if before not in _shares("every") or figure.value <= 1 or unit is not None:
            return figure
        return replace(figure, start=figure.start - 1, value=1 / figure.value, is_ordinal=False)

    def _share(self, held: Figure, figure: Figure, between: Sequence[str]) -> Figure | None:
        """Read "one in five", "une école sur cinq" as a share."""
        counts_more = bool(figure.nouns) and figure.nouns[0] not in _shares("verbs")
        is_measured = bool(held.unit) and (held.value != 1 or counts_more)
        if not between or len(between) > _LONGEST_SHARE or is_measured or figure.unit:
            return None
        is_one = self._keys[held.start] in _shares("one") and held.value == 1
        is_said = between[-1] in _shares("between") or (len(between) > 1 and set(between[-2:]) <= _shares("out"))
        if not (is_one and is_said) or not 1 < figure.value <= _HUNDRED or figure.value.denominator != 1:
            return None
        if any(not key[0].isalpha() for key in between):
            return None
        is_subject = self._words.language == "fr" and figure.nouns and figure.nouns[0].endswith(("s", "x"))
        return None if is_subject else replace(figure, start=held.start, value=1 / figure.value, nouns=())

    def _of_whole(self, held: Figure, figure: Figure, between: Sequence[str]) -> Figure | None:
        """Take in the whole of which a span of time is a part, which its unit tells: "onze mois sur douze"."""
        whole = read("numerals")["wholes"].get(held.unit)
        if whole is None or figure.value != whole or held.value > whole or figure.unit not in ("", held.unit):
            return None
        is_said = " ".join(between) in read("numerals")["before_wholes"]
        return replace(held, end=figure.end) if is_said else None

    def _with_quarter(self, figure: Figure) -> Figure:
        """Take in a quarter behind a number, and the scale behind that: "one and a quarter million"."""
        found = self._find(_quarters(self._words.language), figure.end)
        if not found or figure.value.denominator != 1:
            return figure
        if figure.unit:
            return replace(figure, value=figure.value + found[0].value, end=found[0].end)
        scale, end, part = self._word(found[0].end), found[0].end, found[0].value
        is_scaled = scale is not None and scale.kind == "scale"
        times = scale.value if scale is not None and is_scaled else Fraction(1)
        own = self._scale_in(figure)
        value = (figure.value + part) * times if is_scaled or own == 1 else figure.value + part * own
        end += is_scaled
        is_elided = not _links("elided").isdisjoint(self._keys[end : end + 1])
        unit = self._unit(end) or (self._unit(end + 1) if is_elided else None)
        return replace(figure, value=value, end=unit[1] if unit else end, unit=unit[0] if unit else "")

    def _signed(self, figure: Figure) -> Figure:
        """Take in the words that put a figure below zero, or above it."""
        before = self._keys[figure.start - 1] if figure.start else ""
        if before in _links("plus") and figure.unit in _DEGREES:
            return replace(figure, start=figure.start - 1)
        if before in _links("minus") and figure.value > 0 and (figure.unit or before not in _links("unsure_minus")):
            is_less = figure.start > 1 and self._keys[figure.start - 2] in _links("no_minus")
            return figure if is_less else replace(figure, start=figure.start - 1, value=-figure.value)
        side = self._find(_sides_of_zero(), figure.end) if figure.unit in _DEGREES else []
        return replace(figure, end=side[0].end, value=side[0].value * abs(figure.value)) if side else figure

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
                has_article = start > 0 and self._keys[start - 1] in _links("one")
                return replace(figure, start=start - has_article, value=1 + part, unit=unit[0], nouns=())
        return figure

    def _is_counted(self, at: int) -> bool:
        return self._keys[at][0].isdigit() or self._word(at) is not None

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
        share = self._share(held, figure, between) or self._of_whole(held, figure, between)
        if share is not None:
            return share
        if not between:
            return (
                self._smaller_scale(held, figure)
                or self._part_of(held, figure, between)
                or self._sum(held, figure)
                or self._with_minutes(held, figure)
                or self._with_change(held, figure)
                or self._without_article(held, figure)
            )
        if between[0] in _links("times"):
            between = between[1:]
        if not between or len(between) > _MOST_LINKS:
            return None
        is_and = _links("and").issuperset(between)
        is_sum = len(between) == 1 and between[0] in _links("sum")
        return (
            (self._with_part(held, figure) if is_and else None)
            or self._part_of(held, figure, between)
            or ((self._sum(held, figure) or self._with_coins(held, figure)) if is_sum else None)
        )

    def _without_article(self, held: Figure, figure: Figure) -> Figure | None:
        """Take in the article of a half in one word: "une demi-heure"."""
        is_article = held.is_weak and held.value == 1 and not held.unit and held.end == held.start + 1
        part = self._keys[figure.start].partition("-")
        found = self._words.numbers.find([part[0]]) if part[1] else []
        is_half = bool(found) and found[0].value.kind == "fraction"
        return replace(figure, start=held.start) if is_article and is_half else None

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
        if held.value < _HUNDRED and (times in _SCALES or times in _SMALL_SCALES) and self._counts(held, figure):
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
        if held.unit or held.value.denominator == 1 or not _links("of").issuperset(between):
            return None
        is_scale = figure.value in _SCALES[1:] and any(
            word is not None and word.kind == "scale" for word in map(self._word, range(figure.start, figure.end))
        )
        is_one = figure.value == 1 and bool(figure.unit) and held.value < 1
        if not (is_scale or is_one):
            return None
        return replace(figure, start=held.start, value=held.value * figure.value, is_weak=False)

    def _with_minutes(self, held: Figure, figure: Figure) -> Figure | None:
        """Join hours and the minutes behind them that name no unit: "a duré 1 h 20"."""
        key, before = self._keys[figure.start], self._keys[held.start]
        is_written = _TWO_DIGITS.fullmatch(key) is not None or (key[0].isalpha() and before[0].isalpha())
        is_minutes = is_written and not figure.unit and 0 < figure.value < _MINUTES
        if held.unit != "hour" or not is_minutes or figure.nouns or held.value.denominator != 1:
            return None
        return replace(held, end=figure.end, value=held.value + figure.value / _MINUTES)

    def _with_change(self, held: Figure, figure: Figure) -> Figure | None:
        """Join a sum and what follows of it right behind, with its name or without: "3 euros vingt", "1 € 90"."""
        if figure.unit:
            return self._with_coins(held, figure)
        key, before = self._keys[figure.start], self._keys[held.start]
        is_written = _TWO_DIGITS.fullmatch(key) is not None or (key[0].isalpha() and before[0].isalpha())
        is_one = figure.end == figure.start + 1 and not figure.nouns and 0 < figure.value < _HUNDRED
        if not is_written or not is_one or held.value.denominator != 1 or not is_money(held.unit):
            return None
        if not self._is_counted(held.start):
            return None
        return replace(held, end=figure.end, value=held.value + figure.value / _HUNDRED)

    def _with_coins(self, held: Figure, figure: Figure) -> Figure | None:
        """Join a sum and the coins behind it: "1 lari 50 tetri", "two pounds and fifty pence"."""
        base, part = measures().get(figure.unit, ("", Fraction(1)))
        if part >= 1 or not is_money(base) or not may_be_one(base, held.unit) or held.value.denominator != 1:
            return None
        change = figure.value * part
        is_change = 0 < change < 1 and figure.value.denominator == 1
        return replace(held, end=figure.end, value=held.value + change) if is_change else None

    def _sum(self, held: Figure, figure: Figure) -> Figure | None:
        """Join spans of time that go on in a smaller unit: "one year and six months", "1 година 30 хвилин"."""
        great, small = measures().get(held.unit), measures().get(figure.unit, (figure.unit, Fraction(1)))
        if great is None or great[0] != small[0] or small[0] not in _links("time") or great[1] <= small[1]:
            return None
        if figure.value * small[1] >= great[1] or held.value.denominator != 1:
            return None
        value = held.value * great[1] + figure.value * small[1]
        return replace(figure, start=held.start, value=value / small[1])
