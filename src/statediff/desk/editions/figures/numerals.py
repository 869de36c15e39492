"""Numerals: the figures of a sentence, in digits and words, under one unit a measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Literal

from statediff.desk.editions.facts import Amount, mark_spot
from statediff.desk.editions.figures.articles import find_articles
from statediff.desk.editions.figures.compounds import Compounds, scale_stems, unit_stems
from statediff.desk.editions.figures.items import find_item_numbers
from statediff.desk.editions.figures.mixtures import mix
from statediff.desk.editions.figures.ranges import share_scales
from statediff.desk.editions.figures.sayings import find_sayings
from statediff.desk.editions.figures.telephones import find_telephones
from statediff.desk.editions.figures.units import in_measure
from statediff.desk.editions.lexicon import read
from statediff.differ.figures import Figure, find_figures, is_currency
from statediff.differ.lexicon import read as read_lexicon
from statediff.differ.phrases import Phrases
from statediff.differ.sights import Sight
from statediff.differ.vocabulary import NumberWord, Telling, Vocabulary, load_vocabulary

_ORDINAL_LETTERS = re.compile(r"[а-яіїєґ]{1,3}")
_LONGEST_HEDGE = 3
_TENS = 10
_SECOND, _TWENTY, _HUNDRED = 2, 20, 100
_SCORES = (60, 80)
"""Numbers that French goes on from up to nineteen: "soixante et onze"."""
_DOZEN = 12
_PLURALS_IN_S = frozenset({"fr"})
_FRACTIONS_ARE_ORDINALS = frozenset({"en"})
"""Languages that write a fraction and an ordinal alike: "a third"."""
_NO_HALVES: Phrases[Fraction] = Phrases(())
"""Halves behind a number are joined to it in `mixtures`, in more ways than one language needs."""
_KINDS: dict[str, Literal["plain", "scale", "fraction"]] = {
    "words": "plain",
    "scales": "scale",
    "fractions": "fraction",
}


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return a language's vocabulary with the number words and units that only a comparison of languages needs."""
    own, extra = read_lexicon(language), read("numerals")
    shared = read_lexicon("default")["figures"]
    figures, more = own.get("figures", {}), extra.get(language, {})
    weak = frozenset((*figures.get("weak", ()), *extra["weak"].get(language, ())))
    weak -= frozenset(extra["strong"].get(language, ()))
    unlisted = frozenset(extra["unlisted"].get(language, ()))
    parts = frozenset((*figures.get("parts", ()), *extra["only_parts"].get(language, ())))
    parts -= frozenset(extra["no_parts"].get(language, ()))
    base = load_vocabulary(language)
    listed = [
        (word, NumberWord(kind=kind, value=Fraction(value), is_weak=word in weak, is_part=word in parts))
        for table in (shared, figures, more)
        for section, kind in _KINDS.items()
        for word, value in table.get(section, {}).items()
        if word not in unlisted or table is more
    ]
    listed += (
        (stem + ending, NumberWord(kind=_KINDS[table["kind"]], value=Fraction(value), is_weak=stem + ending in weak))
        for table in extra["declined"].get(language, ())
        for stem, value in table["stems"].items()
        for ending in table["endings"]
    )
    numbers = Phrases([*listed, *_ones_first(listed, extra["ones_first"].get(language, ""))])
    units = Phrases(_units(shared["units"], language))
    clock = {**base.clock, **extra["clock"].get(language, {})}
    more_days = {day: number for number, days in enumerate(extra["weekdays"].get(language, ()), 1) for day in days}
    weekdays = {**base.weekdays, **more_days}
    date_words = base.date_words | clock.keys() | weekdays.keys()
    telling = Telling(date_words, (numbers, base.relative, base.date_signs))
    base = replace(base, clock=clock, weekdays=weekdays, date_words=date_words)
    return replace(base, numbers=numbers, units=units, telling=telling, halves=_NO_HALVES)


def _units(shared: Mapping[str, Sequence[str]], language: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to write units: those of this package first, then those of the lexicon of comparison."""
    extra = read("units")
    own = extra["units_of"].get(language, {})
    yield from ((form, unit) for unit, forms in own.items() for form in forms)
    yield from ((form, unit) for unit, forms in extra["units"].items() for form in (unit, *forms))
    for table in extra["declined"].get(language, ()):
        for stem, unit in table["stems"].items():
            yield from ((stem + ending, unit) for ending in table["endings"])
        for phrase, unit in table["adjectives"].items():
            adjective, noun = phrase.split()
            yield from (
                (f"{adjective}{first} {noun}{last}", unit)
                for first in table["adjective_endings"]
                for last in table["endings"]
            )
    foreign = frozenset(extra["foreign_units"].get(language, ()))
    yield from (
        (form, unit) for unit, forms in shared.items() for form in dict.fromkeys((unit, *forms)) if form not in foreign
    )


def _ones_first(listed: Sequence[tuple[str, NumberWord]], link: str) -> Iterator[tuple[str, NumberWord]]:
    """Yield the numbers that a language writes as ones and tens in one word."""
    plain = [(word, number.value) for word, number in listed if number.kind == "plain" and link]
    for word, tens in plain:
        for one, value in plain:
            if tens % _TENS == 0 and 0 < value < _TENS < tens:
                yield one + link + word, NumberWord(kind="plain", value=tens + value)


@cache
def _compounds(language: str) -> Compounds:
    return Compounds(vocabulary(language))


@cache
def _hedges() -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in read("numerals")["hedges"]["words"])


@cache
def _idioms() -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in read("numerals")["idioms"]["words"])


def find_amounts(
    sight: Sight, language: str, taken: Sequence[tuple[int, int]], sentence: int
) -> list[tuple[int, int, Amount]]:
    """Return the figures of a sentence in order, with the tokens they take; none inside a range that is `taken`."""
    words, compounds = vocabulary(language), _compounds(language)
    taken = [*taken, *find_item_numbers(sight, words)]
    said = list(find_telephones(sight, taken, sentence))
    said += find_articles(sight, words, [*taken, *((start, end) for start, end, _ in said)], sentence)
    said += find_sayings(sight, words, [*taken, *((start, end) for start, end, _ in said)], sentence)
    outside = [*taken, *((start, end) for start, end, _ in said)]
    figures = [_in_full(sight, each, words) for each in find_figures(sight, words, outside)]
    figures = _with_compounds(sight, figures, outside, compounds)
    mixed = share_scales(sight, list(mix(sight, figures, words)), words)
    found = [*said, *(_amount(sight, figure, words, sentence) for figure in mixed)]
    found.sort(key=lambda item: item[0])
    idioms = _idioms().find(sight.keys) if found else []
    idle = {index for each in idioms for index in range(each.start, each.end)}
    return [
        (start, end, replace(amount, is_weak=True) if start in idle else amount)
        for start, end, amount in _joined(sight, found, language)
    ]


def _with_compounds(
    sight: Sight, figures: Sequence[Figure], taken: Sequence[tuple[int, int]], compounds: Compounds
) -> list[Figure]:
    """Return figures and, among them, the numbers in one word that nothing else takes."""
    covered = {index for start, end in taken for index in range(start, end)}
    covered.update(index for figure in figures for index in range(figure.start, figure.end))
    more = [
        Figure(
            start=index,
            end=index + 1,
            value=compound.value,
            unit=compound.unit,
            is_ordinal=compound.is_ordinal,
            is_weak=compound.is_weak,
            nouns=() if compound.unit or compound.is_ordinal else (key,),
        )
        for index, key in enumerate(sight.keys)
        if (compound := compounds[key]) is not None and index not in covered
    ]
    return sorted([*figures, *more], key=lambda figure: figure.start) if more else list(figures)


def _amount(sight: Sight, figure: Figure, words: Vocabulary, sentence: int) -> tuple[int, int, Amount]:
    figure, is_ordinal = _with_adjective(sight, figure, words.language)
    end, value = figure.end, figure.value
    parts = read("numerals")["parts"].get(words.language, ())
    is_part = is_ordinal and end < len(sight.keys) and sight.keys[end] in parts and value > 1
    if is_part:
        is_ordinal, end, value = False, end + 1, 1 / value
    value, unit = in_measure(value, figure.unit)
    quote = sight.quote(figure.start, end)
    is_worded = not any(letter.isdigit() for letter in quote)
    amount = Amount(
        spot=mark_spot(sight, figure.start, end, sentence),
        value=value,
        written=value if is_part else figure.value,
        unit=unit,
        is_ordinal=is_ordinal,
        is_worded=is_worded,
        is_weak=(figure.is_weak and not figure.unit and not _counts_plural(figure, words))
        or _is_designation(sight, figure, words)
        or _is_order(figure, is_worded, words)
        or _is_bare_scale(sight, figure, words)
        or _is_collective(sight, figure),
        is_rounded=_is_hedged(sight, figure.start),
    )
    return figure.start, end, amount


def _with_adjective(sight: Sight, figure: Figure, language: str) -> tuple[Figure, bool]:
    """Take in what a dash joins to digits: "24-місячний", "120-тисячна", "64-й"; and whether it is an ordinal."""
    end = figure.end
    if figure.unit or figure.is_ordinal or not _touches_dash(sight, end):
        return figure, figure.is_ordinal
    behind = sight.keys[end + 1]
    unit = next((unit for stem, unit in unit_stems(language).items() if behind.startswith(stem)), "")
    if unit:
        return replace(figure, unit=unit, end=end + 2, nouns=()), False
    if _ORDINAL_LETTERS.fullmatch(behind):
        return replace(figure, end=end + 2), True
    scale = next((times for stem, times in scale_stems(language).items() if behind.startswith(stem)), None)
    if scale is not None:
        return replace(figure, value=figure.value * scale, end=end + 2), False
    return _with_joined_scale(figure, behind, language), False


def _with_joined_scale(figure: Figure, behind: str, language: str) -> Figure:
    """Take in a scale, and its unit, that a dash joins to digits: "50-million", "50-million-euro"."""
    words = vocabulary(language)
    scale, _, noun = behind.partition("-")
    found = words.numbers.find([scale])
    unit = words.units.find([noun]) if found and noun else []
    if not found or found[0].value.kind != "scale" or (noun and not unit):
        return figure
    value = figure.value * found[0].value.value
    if unit:
        return replace(figure, value=value, end=figure.end + 2, unit=unit[0].value, nouns=())
    return replace(figure, value=value, end=figure.end + 2)


def _touches_dash(sight: Sight, at: int) -> bool:
    return sight.is_joined(at) and sight.is_joined(at + 1) and sight.keys[at] == "-"


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
    is_sum = bool(currency) and is_currency(currency[0].value)
    if not is_sum or not (sight.is_joined(at + 1) or sight.surfaces[at][0].isupper()):
        return figure
    scale = Fraction(scales[sight.keys[at]])
    return replace(figure, end=sign + 1, value=figure.value * scale, unit=currency[0].value, nouns=())


def _counts_plural(figure: Figure, words: Vocabulary) -> bool:
    """Whether a noun in the plural stands behind a word that else may be none: "neuf navires"."""
    is_plural = bool(figure.nouns) and figure.value != 1 and figure.nouns[0].endswith(("s", "x"))
    return words.language in _PLURALS_IN_S and is_plural


def _is_bare_scale(sight: Sight, figure: Figure, words: Vocabulary) -> bool:
    """Whether only a scale is named: "several hundred", "des centaines"."""
    if figure.end != figure.start + 1:
        return False
    found = words.numbers.find([sight.keys[figure.start]])
    return bool(found) and found[0].value.kind == "scale"


def _is_collective(sight: Sight, figure: Figure) -> bool:
    """Whether a number is told by a noun that languages round otherwise: "two dozen", "une soixantaine"."""
    is_counted = figure.end > figure.start + 1 and figure.value > _DOZEN and figure.value % _DOZEN == 0
    keys = sight.keys[figure.start : figure.end]
    return not _collectives().isdisjoint(keys) and not (is_counted and not _dozens().isdisjoint(keys))


@cache
def _before_ordinals() -> frozenset[str]:
    return frozenset(read("numerals")["before_ordinals"])


@cache
def _dozens() -> frozenset[str]:
    return frozenset(read("numerals")["dozens"])


@cache
def _collectives() -> frozenset[str]:
    return frozenset(read("numerals")["collectives"])


def _is_order(figure: Figure, is_worded: bool, words: Vocabulary) -> bool:
    """Whether a fraction in words may name a place in a row instead: "a third country", and not "a third of"."""
    return is_worded and 0 < figure.value < 1 and bool(figure.nouns) and words.language in _FRACTIONS_ARE_ORDINALS


def _is_hedged(sight: Sight, start: int) -> bool:
    low = max(0, start - _LONGEST_HEDGE)
    return any(found.end == start - low for found in _hedges().find(sight.keys[low:start]))


def _joined(sight: Sight, found: Sequence[tuple[int, int, Amount]], language: str) -> Iterator[tuple[int, int, Amount]]:
    """Join a number and the ordinal behind it: "шістдесят четвертий", "vingt et unième", "дві п'яті"."""
    held: tuple[int, int, Amount] | None = None
    for start, end, amount in found:
        if held is not None:
            if _before_ordinals().issuperset(sight.keys[held[1] : start]) and _goes_on(held[2], amount):
                total = held[2].value + amount.value
                spot = replace(held[2].spot, end=amount.spot.end, quote=sight.quote(held[0], end))
                held = (held[0], end, replace(amount, spot=spot, value=total, written=total))
                continue
            if held[1] == start and _makes_fraction(held[2], amount, sight.keys[end - 1], language):
                part = held[2].value / amount.value
                spot = replace(held[2].spot, end=amount.spot.end, quote=sight.quote(held[0], end))
                held = (held[0], end, replace(held[2], spot=spot, value=part, written=part, is_weak=False))
                continue
            yield held
        held = (start, end, amount)
    if held is not None:
        yield held


def _goes_on(tens: Amount, ones: Amount) -> bool:
    """Whether tens or hundreds go on with an ordinal, both in words."""
    if not (tens.is_worded and ones.is_worded and ones.is_ordinal) or tens.unit or tens.is_ordinal:
        return False
    if tens.value < _TWENTY or tens.value.denominator != 1:
        return False
    is_french = tens.value % _HUNDRED in _SCORES and _TENS <= ones.value < _TWENTY
    return is_french or ones.value < tens.grain


def _makes_fraction(number: Amount, ordinal: Amount, key: str, language: str) -> bool:
    """Whether an ordinal says of which parts a number before it counts some: "дві п'яті"."""
    endings = read("numerals")["fraction_endings"].get(language)
    if endings is None or not (number.is_worded and ordinal.is_worded and ordinal.is_ordinal) or number.unit:
        return False
    if number.is_ordinal or not 0 < number.value < ordinal.value or ordinal.value <= _SECOND:
        return False
    return key.endswith(tuple(endings["one" if number.value == 1 else "more"]))
