"""Compounds: numbers that a language writes as one word of several parts: "п'ятирічний", "dix-huitième", "ten-year"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from statediff.desk.editions.lexicon import read
from statediff.differ.vocabulary import NumberWord, Vocabulary

_LEAST_SCALE = 1000
_HUNDRED, _TWENTY, _FOUR = 100, 20, 4
_FEW = 3
"""Numbers before a noun in one word up to this one come and go in translation."""
_NUMBERED = re.compile(r"(\d{1,5})/(\d{1,5})(?:/(\d{1,5}))?")
_LONG = 3
"""Digits of the longest part of a number that names an act, at least."""
_AGE = re.compile(r"(\d{1,3})s?")
_MOST_REMEMBERED = 1 << 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Compound:
    """A number in one word: how many of a unit, or which in a row."""

    value: Fraction
    unit: str = ""
    is_ordinal: bool = False
    is_weak: bool = False
    """Whether it may come and go in translation: "two-way"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    ordinals: Mapping[str, int]
    endings: tuple[str, ...]
    """Endings that make an ordinal of a number: "ième"."""
    changed: Mapping[str, str]
    """Stems that a number changes to before them: "cinqu" of "cinq"."""
    has_fractions: bool
    """Whether a number and an ordinal in one word are a fraction: "two-fifths"."""
    pattern: re.Pattern[str] | None
    """A number before a unit or a scale, with an ending: "сорок" + "п'яти" + "хвилинн" + "ий"."""
    others: tuple[str, ...]
    """Beginnings of other words that look like such numbers."""
    prefixes: Mapping[str, Fraction]
    units: Mapping[str, str]
    scales: Mapping[str, Fraction]
    attributes: frozenset[str]
    """Stems of adjectives whose number counts a noun that is no unit: "п'ятиповерховий"."""
    halves: Mapping[str, tuple[Fraction, str]]


@cache
def unit_stems(language: str) -> Mapping[str, str]:
    """Return the stems of adjectives that say a unit behind a number in digits: "24-місячний"."""
    return _tables(language).units


@cache
def scale_stems(language: str) -> Mapping[str, Fraction]:
    """Return the stems of adjectives that say a scale behind a number in digits: "120-тисячна"."""
    return _tables(language).scales


@cache
def _tables(language: str) -> _Tables:
    data = read("numerals")
    ordinals: dict[str, Any] = data["ordinals"].get(language, {"endings": (), "stems": {}})
    made = data["compounds"].get(language, {})
    return _Tables(
        ordinals={stem + ending: value for stem, value in ordinals["stems"].items() for ending in ordinals["endings"]},
        endings=tuple(data["ordinal_endings"].get(language, ())),
        changed=data["changed_before_endings"].get(language, {}),
        has_fractions=language in data["fractions_of_ordinals"],
        pattern=_pattern(made) if made else None,
        others=tuple(made.get("others", ())),
        prefixes={prefix: Fraction(value) for prefix, value in made.get("prefixes", {}).items()},
        units=made.get("units", {}),
        scales={stem: Fraction(value) for stem, value in made.get("scales", {}).items()},
        attributes=frozenset(made.get("attributes", ())),
        halves={made["half"] + word: (Fraction(n), unit) for word, (n, unit) in made.get("halves", {}).items()},
    )


def _pattern(made: Mapping[str, Any]) -> re.Pattern[str]:
    def any_of(words: Mapping[str, Any] | list[str]) -> str:
        return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))

    number = any_of(made["prefixes"])
    measured = any_of([*made["units"], *made["scales"], *made.get("attributes", ())])
    return re.compile(rf"((?:{number}){{1,3}})-?({measured})(?:{any_of(made['endings'])})")


class Compounds(dict[str, Compound | None]):
    """Word in lower case -> the number of its own kind that it is, read once a word; None when it is none."""

    def __init__(self, words: Vocabulary) -> None:
        super().__init__()
        self._words, self._tables = words, _tables(words.language)

    def __missing__(self, key: str) -> Compound | None:
        """Read a word met for the first time."""
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        found = self[key] = self._read(key) if key[0].isalpha() else _read_sign(key)
        return found

    def _read(self, key: str) -> Compound | None:
        words, tables = self._words, self._tables
        found = _ordinal(key, words, tables)
        if found is not None:
            return found
        if key in tables.halves:
            value, unit = tables.halves[key]
            return Compound(value=value, unit=unit)
        found = _span(key, words) or (_inflected(key, tables) if tables.pattern is not None else None)
        return found or (_attribute(key, words) if tables.has_fractions and "-" in key else None)


def _read_sign(key: str) -> Compound | None:
    """Read a number that ends with the sign of a fraction, "2½", or that names an act: "2024/792"."""
    numbered = _NUMBERED.fullmatch(key)
    if numbered is not None and max(map(len, numbered.groups(""))) >= _LONG:
        return Compound(value=Fraction(int("".join(numbered.groups("")))))
    whole, sign = key[:-1], key[-1]
    if sign.isdecimal() or not sign.isnumeric() or not (whole.isdecimal() or not whole):
        return None
    part = Fraction(unicodedata.numeric(sign)).limit_denominator(_HUNDRED)
    return Compound(value=int(whole or "0") + part) if 0 < part < 1 else None


def _attribute(key: str, words: Vocabulary) -> Compound | None:
    """Read a number before a noun, or an age, in one token: "twelve-panel", "over-65s"."""
    first, _, last = key.partition("-")
    age = _AGE.fullmatch(last)
    if age is not None and first in read("numerals")["before_ages"]:
        return Compound(value=Fraction(age[1]), unit="year")
    *parts, last = key.split("-")
    aged = read("numerals")["behind_ages"]
    if last in aged and len(parts) > 1:
        *parts, last = parts
    unit = words.units.find([last])
    numbers = [_number_of(part, words) for part in parts if part not in words.joiners]
    if not numbers or None in numbers or not last.isalpha() or _number_of(last, words) is not None:
        return None
    value = fold([number for number in numbers if number is not None])
    if unit:
        return Compound(value=value, unit=unit[0].value)
    return Compound(value=value, is_weak=value <= _FEW) if value.denominator == 1 else None


def _inflected(key: str, tables: _Tables) -> Compound | None:
    assert tables.pattern is not None
    match = tables.pattern.fullmatch(key)
    if match is None or key.startswith(tables.others):
        return None
    number = _sum_of(match[1], tables.prefixes)
    if number is None:
        return None
    stem = match[2]
    if stem in tables.attributes:
        return Compound(value=number, is_weak=number <= _FEW)
    if stem in tables.scales:
        return Compound(value=number * tables.scales[stem])
    return Compound(value=number, unit=tables.units[stem])


def _sum_of(parts: str, prefixes: Mapping[str, Fraction]) -> Fraction | None:
    """Add the parts of a number, each smaller than the one before it: "сорока" + "п'яти"."""
    if parts in prefixes:
        return prefixes[parts]
    for at in range(len(parts) - 1, 0, -1):
        head = prefixes.get(parts[:at])
        rest = _sum_of(parts[at:], prefixes) if head is not None else None
        if head is not None and rest is not None and rest < _room(head):
            return head + rest
    return None


def _room(value: Fraction) -> int:
    """Return what a number must stay below to go on with another: 10 behind 40, 100 behind 200."""
    if value % _HUNDRED == 0 and value > 0:
        return _HUNDRED
    return 10 if value >= _TWENTY and value % 10 == 0 else 0


def _span(key: str, words: Vocabulary) -> Compound | None:
    """Read a number in words with its unit or scale in one token: "ten-year", "demi-heure", "half-a-million"."""
    *before, last = key.split("-")
    if not before:
        return None
    unit = words.units.find([last])
    parts = before if unit else [*before, last]
    numbers = [_number_of(part, words) for part in parts if part not in words.joiners and part not in _articles()]
    if not numbers or None in numbers:
        return None
    number = _fold_mixed([each for each in numbers if each is not None], is_sum=not words.joiners.isdisjoint(before))
    return Compound(value=number, unit=unit[0].value if unit else "")


def _fold_mixed(numbers: list[NumberWord], *, is_sum: bool) -> Fraction:
    """Fold the words of a number; a part behind "and" is added to what stands before it: "two-and-a-half"."""
    last = numbers[-1]
    if is_sum and len(numbers) > 1 and last.kind == "fraction":
        return fold(numbers[:-1]) + last.value
    return fold(numbers)


@cache
def _articles() -> frozenset[str]:
    return frozenset(read("numerals")["mixtures"]["articles"])


def _number_of(part: str, words: Vocabulary) -> NumberWord | None:
    found = words.numbers.find([part])
    return found[0].value if found else None


def _ordinal(key: str, words: Vocabulary, tables: _Tables) -> Compound | None:
    """Read an ordinal, also one of several parts, or the fraction they make: "sixty-fourth", "two-fifths"."""
    if key in tables.ordinals:
        return Compound(value=Fraction(tables.ordinals[key]), is_ordinal=True)
    *before, last = key.split("-")
    is_many = tables.has_fractions and last.endswith("s") and last[:-1] in (tables.ordinals.keys() | words.ordinals)
    final = _last_of_ordinal(last[:-1] if is_many else last, words, tables)
    numbers = [_number_of(part, words) for part in before if part not in words.joiners]
    if final is None or None in numbers:
        return None
    said = [each for each in numbers if each is not None]
    number = fold(said)
    if said and tables.has_fractions and number < final.value and number % 10 and words.joiners.isdisjoint(before):
        return Compound(value=number / final.value)
    return None if is_many else Compound(value=fold([*said, final]), is_ordinal=True)


def _last_of_ordinal(last: str, words: Vocabulary, tables: _Tables) -> NumberWord | None:
    value = tables.ordinals.get(last, words.ordinals.get(last))
    if value is not None:
        return NumberWord(kind="scale" if value >= _HUNDRED else "plain", value=Fraction(value))
    for ending in tables.endings:
        if last.endswith(ending):
            stem = last[: -len(ending)]
            for form in (stem, stem + "e", tables.changed.get(stem, stem)):
                found = words.numbers.find([form])
                if found and found[0].value.kind != "fraction":
                    return found[0].value
    return None


def fold(numbers: list[NumberWord]) -> Fraction:
    """Return the number that several words say together: four twenties and eleven are 91."""
    total, current = Fraction(0), Fraction(0)
    for number in numbers:
        if number.kind == "plain":
            is_twenties = current % _HUNDRED == _FOUR and number.value == _TWENTY
            current += _FOUR * _TWENTY - _FOUR if is_twenties else number.value
        elif number.value >= _LEAST_SCALE:
            total, current = total + (current or 1) * number.value, Fraction(0)
        else:
            current = (current or Fraction(1)) * number.value
    return total + current
