"""Numerals: the figures of a sentence, in digits and words, under one unit a measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Any, Literal

from statediff.desk.editions.facts import Amount, Spot, mark_spot
from statediff.desk.editions.lexicon import read
from statediff.desk.editions.ranges import share_scales
from statediff.differ.figures import Figure, find_figures
from statediff.differ.lexicon import read as read_lexicon
from statediff.differ.phrases import Phrases
from statediff.differ.sights import Sight
from statediff.differ.vocabulary import NumberWord, Telling, Vocabulary, load_vocabulary

_ORDINAL_LETTERS = re.compile(r"[а-яіїєґ]{1,3}")
_LONGEST_HEDGE = 3
_TENS = 10
_HALF = Fraction(1, 2)
_HUNDRED = 100
_CURRENCY = 3
_SCALES = tuple(Fraction(10**power) for power in (0, 3, 6, 9, 12))
_LEAST_SCALE = _SCALES[1]
_LINKS = frozenset({"and", "a", "et", "з", "і", "и"})
"""Words between a figure and its half."""
_FRACTIONS_ARE_ORDINALS = frozenset({"en"})
"""Languages that write a fraction and an ordinal alike: "a third"."""
_SECTIONS: tuple[tuple[str, Literal["plain", "scale", "fraction"]], ...] = (
    ("words", "plain"),
    ("scales", "scale"),
    ("fractions", "fraction"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Extras:
    """What a language writes that its lexicon of comparison does not know."""

    ordinals: Mapping[str, int]
    span_numbers: Mapping[str, int]
    span_units: Mapping[str, str]
    scales: Mapping[str, int]
    """Stems of adjectives of a scale: "120-тисячна"."""
    parts: frozenset[str]
    """Words behind an ordinal that make a fraction of it: "десята частина"."""


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return a language's vocabulary with the number words and units that only a comparison of languages needs."""
    own, extra = read_lexicon(language), read("numerals")
    shared = read_lexicon("default")["figures"]
    figures, more = own.get("figures", {}), extra.get(language, {})
    weak = frozenset((*figures.get("weak", ()), *extra["weak"].get(language, ())))
    parts = frozenset(figures.get("parts", ()))
    base = load_vocabulary(language)
    listed = [
        (word, NumberWord(kind=kind, value=Fraction(value), is_weak=word in weak, is_part=word in parts))
        for table in (shared, figures, more)
        for section, kind in _SECTIONS
        for word, value in table.get(section, {}).items()
    ]
    numbers = Phrases([*listed, *_ones_first(listed, extra["ones_first"].get(language, ""))])
    units = Phrases(
        (form, unit)
        for table in (shared["units"], extra["units"])
        for unit, forms in table.items()
        for form in dict.fromkeys((unit, *forms))
    )
    telling = Telling(base.date_words, (numbers, base.relative, base.date_signs))
    return replace(base, numbers=numbers, units=units, telling=telling)


def _ones_first(listed: Sequence[tuple[str, NumberWord]], link: str) -> Iterator[tuple[str, NumberWord]]:
    """Yield the numbers that a language writes as ones and tens in one word."""
    plain = [(word, number.value) for word, number in listed if number.kind == "plain" and link]
    for word, tens in plain:
        for one, value in plain:
            if tens % _TENS == 0 and 0 < value < _TENS < tens:
                yield one + link + word, NumberWord(kind="plain", value=tens + value)


@cache
def _extras(language: str) -> _Extras:
    tables = read("numerals")
    ordinals: dict[str, Any] = tables["ordinals"].get(language, {"endings": (), "stems": {}})
    spans = tables["spans"].get(language, {"numbers": {}, "units": {}})
    return _Extras(
        ordinals={stem + ending: value for stem, value in ordinals["stems"].items() for ending in ordinals["endings"]},
        span_numbers=spans["numbers"],
        span_units=spans["units"],
        scales=tables["scale_adjectives"].get(language, {}),
        parts=frozenset(tables["parts"].get(language, ())),
    )


@cache
def _hedges() -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in read("numerals")["hedges"]["words"])


@cache
def _idioms() -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in read("numerals")["idioms"]["words"])


@cache
def _measures() -> dict[str, tuple[str, int]]:
    return {unit: (base, int(times)) for unit, (base, times) in read("numerals")["measures"].items()}


def find_amounts(
    sight: Sight, language: str, taken: Sequence[tuple[int, int]], sentence: int
) -> list[tuple[int, int, Amount]]:
    """Return the figures of a sentence in order, with the tokens they take; none inside a range that is `taken`."""
    words, extras = vocabulary(language), _extras(language)
    outside = {index for start, end in taken for index in range(start, end)}
    figures = _with_halves(sight, [_in_full(sight, each, words) for each in find_figures(sight, words, taken)])
    figures = share_scales(sight, list(figures), words)
    found = [_amount(sight, figure, words, extras, sentence) for figure in figures]
    covered = outside | {index for start, end, _ in found for index in range(start, end)}
    for index, key in enumerate(sight.keys):
        if index not in covered:
            spot = mark_spot(sight, index, index + 1, sentence)
            found += ((index, index + 1, each) for each in _read_word(spot, key, words, extras))
    found.sort(key=lambda item: item[0])
    idle = {index for each in _idioms().find(sight.keys) for index in range(each.start, each.end)}
    return [
        (start, end, replace(amount, is_weak=True) if start in idle else amount)
        for start, end, amount in _joined(sight, found)
    ]


def _amount(sight: Sight, figure: Figure, words: Vocabulary, extras: _Extras, sentence: int) -> tuple[int, int, Amount]:
    end, unit, is_ordinal = figure.end, figure.unit, figure.is_ordinal
    if not unit and not is_ordinal and _touches_dash(sight, end):
        behind = sight.keys[end + 1]
        span = next((unit for stem, unit in extras.span_units.items() if behind.startswith(stem)), "")
        if span:
            unit, end = span, end + 2
        elif _ORDINAL_LETTERS.fullmatch(behind):
            is_ordinal, end = True, end + 2
        else:
            scale = next((times for stem, times in extras.scales.items() if behind.startswith(stem)), 0)
            figure, end = (replace(figure, value=figure.value * scale), end + 2) if scale else (figure, end)
    value = figure.value
    if is_ordinal and end < len(sight.keys) and sight.keys[end] in extras.parts and value > 1:
        is_ordinal, end, value = False, end + 1, 1 / value
    if unit in _measures():
        base, times = _measures()[unit]
        unit, value = base, value * times
    if unit == "%":
        unit, value = "share", value / 100
    quote = sight.quote(figure.start, end)
    is_worded = not any(letter.isdigit() for letter in quote)
    amount = Amount(
        spot=mark_spot(sight, figure.start, end, sentence),
        value=value,
        written=value if value < 1 else figure.value,
        unit=unit,
        is_ordinal=is_ordinal,
        is_worded=is_worded,
        is_weak=(figure.is_weak and not figure.unit)
        or _is_designation(sight, figure, words)
        or _is_order(figure, is_worded, words)
        or _is_bare_scale(sight, figure, words)
        or _is_collective(sight, figure),
        is_rounded=_is_hedged(sight, figure.start),
    )
    return figure.start, end, amount


def _touches_dash(sight: Sight, at: int) -> bool:
    places = sight.places
    return (
        at + 1 < len(sight.keys)
        and sight.keys[at] == "-"
        and places[at - 1][1] == places[at][0]
        and places[at][1] == places[at + 1][0]
    )


def _is_designation(sight: Sight, figure: Figure, words: Vocabulary) -> bool:
    """Whether a number belongs to the name before it and counts nothing behind it: "Mistral 3", "FPB 98"."""
    if figure.unit or figure.is_ordinal or figure.start == 0 or sight.is_apart(figure.start):
        return False
    before, key = sight.surfaces[figure.start - 1], sight.keys[figure.start - 1]
    if not before[:1].isupper() or key in words.weekdays or key in words.months or words.places.find([key]):
        return False
    is_acronym = len(before) > 1 and before.isupper()
    return is_acronym or (not figure.nouns and not sight.is_initial(figure.start - 1))


def _in_full(sight: Sight, figure: Figure, words: Vocabulary) -> Figure:
    """Take in the scale and the currency that are written as signs behind a number: "220 M€"."""
    scales: dict[str, str] = read("numerals")["shorthand"]
    at = figure.end
    if at > 0 and sight.keys[at - 1] in scales and figure.unit:
        at -= 1
    if at + 1 >= len(sight.keys) or sight.keys[at] not in scales or sight.is_apart(at):
        return figure
    sign = at + 2 if sight.keys[at + 1] in words.joiners and sight.surfaces[at][0].isupper() else at + 1
    currency = words.units.find(sight.keys[sign : sign + 1])
    touches = sight.places[at][1] == sight.places[at + 1][0]
    is_sum = bool(currency) and len(currency[0].value) == _CURRENCY and currency[0].value.isupper()
    if not is_sum or not (touches or sight.surfaces[at][0].isupper()):
        return figure
    scale = Fraction(scales[sight.keys[at]])
    return replace(figure, end=sign + 1, value=figure.value * scale, unit=currency[0].value, nouns=())


def _with_halves(sight: Sight, figures: Sequence[Figure]) -> Iterator[Figure]:
    """Join a figure with the half behind it, or the smaller scale: "un an et demi", "2 млрд 500 млн"."""
    held: Figure | None = None
    for figure in figures:
        joined = _joined_figure(held, figure, sight.keys[held.end : figure.start]) if held is not None else None
        if joined is not None:
            held = joined
            continue
        if held is not None:
            yield held
        held = figure
    if held is not None:
        yield held


def _joined_figure(held: Figure, figure: Figure, between: Sequence[str]) -> Figure | None:
    """Return two figures as one when the second goes on with the first, else None."""
    is_plain = not (held.is_ordinal or figure.is_ordinal or held.is_identifier or figure.is_identifier)
    if not between:
        goes_on = not held.unit and held.value >= _LEAST_SCALE and held.value % _LEAST_SCALE == 0
        scale = _scale_of(held.value) if goes_on else Fraction(0)
        if is_plain and _LEAST_SCALE <= figure.value < scale and figure.value.denominator == 1:
            return replace(figure, start=held.start, value=held.value + figure.value)
        return None
    if not is_plain or not _LINKS.issuperset(between):
        return None
    is_count = not held.unit and held.value < _HUNDRED and held.value.denominator == 1
    if is_count and figure.value == _HALF and figure.unit and list(between) == ["and", "a"]:
        return replace(figure, start=held.start, value=held.value + _HALF)
    if held.unit and figure.value == _HALF and not figure.unit:
        return replace(held, end=figure.end, value=held.value + _HALF)
    scale = figure.value * 2
    if not held.unit and held.value < _HUNDRED and between[-1] == "з" and scale in _SCALES:
        return replace(figure, start=held.start, value=(held.value + _HALF) * scale)
    return None


def _scale_of(value: Fraction) -> Fraction:
    return next((scale for scale in _SCALES[::-1] if value % scale == 0), Fraction(1))


def _is_bare_scale(sight: Sight, figure: Figure, words: Vocabulary) -> bool:
    """Whether only a scale is named: "several hundred", "des centaines"."""
    found = words.numbers.find([sight.keys[figure.start]])
    return figure.end == figure.start + 1 and bool(found) and found[0].value.kind == "scale"


def _is_collective(sight: Sight, figure: Figure) -> bool:
    """Whether a number is told by a noun that languages round otherwise: "two dozen", "une soixantaine"."""
    return not _collectives().isdisjoint(sight.keys[figure.start : figure.end])


@cache
def _collectives() -> frozenset[str]:
    return frozenset(read("numerals")["collectives"])


def _is_order(figure: Figure, is_worded: bool, words: Vocabulary) -> bool:
    """Whether a fraction in words may name a place in a row instead: "a third country", and not "a third of"."""
    return is_worded and 0 < figure.value < 1 and bool(figure.nouns) and words.language in _FRACTIONS_ARE_ORDINALS


def _is_hedged(sight: Sight, start: int) -> bool:
    low = max(0, start - _LONGEST_HEDGE)
    return any(found.end == start - low for found in _hedges().find(sight.keys[low:start]))


def _read_word(spot: Spot, key: str, words: Vocabulary, extras: _Extras) -> Iterator[Amount]:
    """Read one word that is a number of its own kind: an ordinal beyond the tenth, or a span such as "п'ятирічний"."""
    ordinal = _ordinal(key, words, extras)
    if ordinal is not None:
        yield Amount(spot=spot, value=Fraction(ordinal), written=Fraction(ordinal), is_ordinal=True, is_worded=True)
        return
    span = _span_of_parts(key, words)
    if span is not None:
        base, times = _measures().get(span[1], (span[1], 1))
        yield Amount(spot=spot, value=span[0] * times, written=span[0], unit=base, is_worded=True)
        return
    for stem, unit in extras.span_units.items():
        place = key.find(stem)
        number = extras.span_numbers.get(key[:place]) if place > 0 else None
        if number is not None:
            base, times = _measures().get(unit, (unit, 1))
            yield Amount(spot=spot, value=Fraction(number * times), written=Fraction(number), unit=base, is_worded=True)
            return


def _span_of_parts(key: str, words: Vocabulary) -> tuple[Fraction, str] | None:
    """Read a number in words and its unit in one token: "ten-year"."""
    *before, last = key.split("-")
    unit = words.units.find([last]) if before else []
    numbers = [words.numbers.find([part]) for part in before]
    if not unit or not all(numbers):
        return None
    return sum((found[0].value.value for found in numbers), Fraction(0)), unit[0].value


def _ordinal(key: str, words: Vocabulary, extras: _Extras) -> int | None:
    """Read an ordinal, also one of several parts: "sixty-fourth", "dix-huitième"."""
    if key in extras.ordinals:
        return extras.ordinals[key]
    *before, last = key.split("-")
    final = extras.ordinals.get(last, words.ordinals.get(last))
    if final is None or not before:
        return None
    total = Fraction(0)
    for part in before:
        if part in words.joiners:
            continue
        found = words.numbers.find([part])
        if not found:
            return None
        total += found[0].value.value
    return int(total) + final


def _joined(sight: Sight, found: Sequence[tuple[int, int, Amount]]) -> Iterator[tuple[int, int, Amount]]:
    """Join tens and the ordinal behind them, which are one number: "шістдесят четвертий", "vingt et unième"."""
    held: tuple[int, int, Amount] | None = None
    for start, end, amount in found:
        if held is not None:
            if _LINKS.issuperset(sight.keys[held[1] : start]) and _goes_on(held[2], amount):
                total = held[2].value + amount.value
                spot = replace(held[2].spot, end=amount.spot.end, quote=sight.quote(held[0], end))
                held = (held[0], end, replace(amount, spot=spot, value=total, written=total))
                continue
            yield held
        held = (start, end, amount)
    if held is not None:
        yield held


def _goes_on(tens: Amount, ones: Amount) -> bool:
    """Whether tens go on with an ordinal, both in words."""
    is_worded = tens.is_worded and ones.is_worded
    return is_worded and not tens.unit and not tens.is_ordinal and ones.is_ordinal and ones.value < _TENS <= tens.value
