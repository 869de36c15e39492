"""Figures: numbers in digits and words, with their scale and unit, and the size of a change between two of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from statediff.differ.phrases import Found
from statediff.differ.sights import Sight
from statediff.differ.tokens import LONGEST_NORMALISED
from statediff.differ.vocabulary import NumberWord, Vocabulary

MINUS = "−"
_NUMBER = re.compile(r"(\d+(?:[.,٫٬']\d+)*)([^\W\d_]*)")
_FRACTION = re.compile(r"(?:(\d{1,6})-)?(\d{1,3})/(\d{1,3})")
_RATIO = re.compile(r"(\d{1,4}):([1-9]\d{0,3})")
_SEPARATOR = re.compile(r"[.,٫٬']")
_POINT_LANGUAGES = frozenset({"en", "he", "zh", "ja", "ko", "th"})
"""Languages that write 1,200.5; the others write 1.200,5 or 1 200,5."""
_TIME_UNITS = frozenset({"year", "month", "week", "day", "hour", "minute"})
_FAR_LESS = 100
"""A number is told as a divided one when it fell at least so many times."""
_DEGREES = frozenset({"°C", "°F"})
"""Units whose zero is no nothing, so that a share of them says little."""
_SMALL = 9
"""Whole numbers up to this one are counted ("+1"); larger ones are weighed ("−8.3 %")."""
_LONGEST_NOUN = 3
_ROMAN = re.compile(r"(?=[ivxlcdm])m{0,3}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_LEAST_GROUPS = 3
_CURRENCY = 3
_POSTAL = 5
"""Digits of the number of a town in many countries."""
_GROUP = 3
"""Digits between two separators of thousands."""
_HAN_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0}
_HAN_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number at tokens[start:end]; an ordinal has no unit and is not weighed."""

    start: int
    end: int
    value: Fraction
    unit: str = ""
    is_weak: bool = False
    is_ordinal: bool = False
    is_roman: bool = False
    is_identifier: bool = False
    """Whether it names something and counts nothing: Article 5, § 12, 0123, 1.2.3.4."""
    nouns: tuple[str, ...] = ()
    """The words right behind it, up to a mark or a small word: what is counted."""

    @property
    def identity(self) -> tuple[Fraction, str, bool]:
        """What makes two figures the same however they are written."""
        return self.value, self.unit, self.is_ordinal


def find_figures(sight: Sight, words: Vocabulary, taken: Sequence[tuple[int, int]] = ()) -> list[Figure]:
    """Return the figures of a sight in order, none inside a range that is `taken` by something else."""
    reader = _Figures(sight, words, taken)
    return reader.read()


class _Figures:
    def __init__(self, sight: Sight, words: Vocabulary, taken: Sequence[tuple[int, int]]) -> None:
        self._sight, self._words = sight, words
        self._keys = sight.keys
        self._taken = {index for start, end in taken for index in range(start, end)}
        self._numbers = {found.start: found for found in sight.find(words.numbers) if self._is_whole(found)}

    @cached_property
    def _units(self) -> dict[int, Found[str]]:
        return {found.start: found for found in self._sight.find(self._words.units) if self._is_whole(found)}

    @cached_property
    def _halves(self) -> dict[int, Found[Fraction]]:
        return {found.start: found for found in self._sight.find(self._words.halves) if self._is_whole(found)}

    @cached_property
    def _units_by_end(self) -> dict[int, Found[str]]:
        return {found.end: found for found in self._units.values()}

    def _may_say_a_number(self, key: str) -> bool:
        if (
            key[0].isdigit()
            or (key[0] == "v" and "." in key)
            or key in self._words.ordinals
            or _ROMAN.fullmatch(key) is not None
            or (len(key) > 1 and "-" in key)
        ):
            return True
        return len(key) > 1 and (key[0] in _HAN_DIGITS or key[0] in _HAN_SCALES)

    def _is_whole(self, found: Found[Any]) -> bool:
        return self._sight.is_whole(found.start, found.end)

    def read(self) -> list[Figure]:
        """Return the figures from left to right."""
        figures: list[Figure] = []
        at = 0
        for place in self._sight.telling_places(self._words.telling):
            if place < at or place in self._taken or self._is_no_amount(place):
                continue
            if place not in self._numbers and not self._may_say_a_number(self._keys[place]):
                continue
            at = place
            figure = self._figure_at(at)
            if figure is None:
                continue
            figures.append(replace(figure, nouns=self._nouns(figure), is_identifier=self._is_identifier(figure)))
            at = max(figure.end, at + 1)
        return figures

    def _is_no_amount(self, at: int) -> bool:
        return is_note(self._sight, at) or is_item_number(self._sight, at, self._words)

    def _is_identifier(self, figure: Figure) -> bool:
        if figure.unit or figure.is_ordinal:
            return False
        if figure.is_roman:
            return True
        if _cannot_be_an_amount(self._keys[figure.start]):
            return True
        if self._is_group(figure.start) or self._is_behind_number(figure.start) or self._is_of_an_address(figure.start):
            return True
        before = figure.start - (2 if figure.start > 1 and self._keys[figure.start - 1] == "." else 1)
        names = self._words.identifiers
        return before >= 0 and not self._sight.is_apart(figure.start) and names.holds(self._keys[before])

    def _is_group(self, at: int) -> bool:
        """Whether a number is one of three and more with nothing but white space between them: a telephone number."""
        first = last = at
        while first > 0 and self._is_bare(first - 1) and not self._sight.is_apart(first):
            first -= 1
        while last + 1 < len(self._keys) and self._is_bare(last + 1) and not self._sight.is_apart(last + 1):
            last += 1
        return last - first + 1 >= _LEAST_GROUPS

    def _is_of_an_address(self, at: int) -> bool:
        """Whether a number is that of a house or a town: 18 rue Foch, 75018 Paris, UT 84095."""
        if not self._is_bare(at):
            return False
        surfaces = self._sight.surfaces
        behind = surfaces[at + 1] if at + 1 < len(surfaces) and not self._sight.is_apart(at + 1) else ""
        before = surfaces[at - 1] if at > 0 and not self._sight.is_apart(at) else ""
        if behind.casefold() in self._words.streets:
            return True
        if len(self._keys[at]) != _POSTAL:
            return False
        is_behind_state = len(before) == len("UT") and before.isalpha() and before.isupper()
        return is_behind_state or (behind.istitle() and before in ("", ",", "-", "("))

    def _is_bare(self, at: int) -> bool:
        return self._keys[at].isdecimal()

    def _is_behind_number(self, at: int) -> bool:
        """Whether a number stands in brackets right behind another: the paragraph of an article, 5(2)."""
        if at < 2 or self._keys[at - 1] != "(" or not self._sight.is_joined(at):
            return False
        return self._keys[at - 2][0].isalnum() and self._sight.is_joined(at - 1)

    def _nouns(self, figure: Figure) -> tuple[str, ...]:
        if figure.unit or figure.is_ordinal:
            return ()
        nouns: list[str] = []
        for at in range(figure.end, min(figure.end + _LONGEST_NOUN, len(self._keys))):
            key = self._keys[at]
            if not key[0].isalpha() or self._sight.is_apart(at) or self._words.stops.holds(key):
                break
            nouns.append(key)
        return tuple(nouns)

    def _figure_at(self, at: int) -> Figure | None:
        key = self._keys[at]
        if at > 0 and _ROMAN.fullmatch(key) and self._words.identifiers.holds(self._keys[at - 1]):
            return Figure(start=at, end=at + 1, value=Fraction(_read_roman(key)), is_roman=True)
        if key in self._words.ordinals:
            return Figure(start=at, end=at + 1, value=Fraction(self._words.ordinals[key]), is_ordinal=True)
        number = read_number(key, self._words)
        if number is not None:
            value, is_ordinal = number
            if is_ordinal:
                return Figure(start=at, end=at + 1, value=value, is_ordinal=True)
            part = None if self._sight.is_apart(at + 1) else _FRACTION.fullmatch(self._keys[at + 1])
            if part is not None and value.denominator == 1 and part[1] is None and int(part[3]) > 0:
                return self._finish(at, at + 2, value + Fraction(int(part[2]), int(part[3])), is_weak=False)
            return self._finish(at, at + 1, value, is_weak=False)
        is_number = at in self._numbers and not self._numbers[at].value.is_part and not self._is_half_of_a_whole(at)
        if is_number or self._compound(at) is not None:
            return self._worded(at)
        return None

    def _is_half_of_a_whole(self, at: int) -> bool:
        """Whether "half" names a part, as in "the second half", rather than a share."""
        is_fraction = self._numbers[at].value.kind == "fraction"
        return is_fraction and at > 0 and self._keys[at - 1] in self._words.ordinals

    def _worded(self, start: int) -> Figure:
        """Read a run of number words: "two hundred and fifty", "vingt et un", "двадцять п'ять"."""
        total, current = Fraction(0), Fraction(0)
        at, is_weak, has_words = start, True, False
        while at < len(self._keys):
            step = self._step(at, is_first=not has_words)
            if step is None or (has_words and not self._sight.is_whole(at - 1, step[0])):
                break
            if has_words and not _continues(current, step[1][0]):
                break
            for word in step[1]:
                total, current = _count(total, current, word, is_first=not has_words)
                is_weak &= word.is_weak
                has_words = True
            at = step[0]
        return self._finish(start, at, total + current, is_weak=is_weak)

    def _step(self, at: int, *, is_first: bool) -> tuple[int, list[NumberWord]] | None:
        if at in self._taken:
            return None
        found = self._numbers.get(at)
        if found is not None:
            return found.end, [found.value]
        parts = self._compound(at)
        if parts is not None:
            return at + 1, parts
        is_joined = not is_first and self._keys[at] in self._words.joiners
        following = self._numbers.get(at + 1)
        if is_joined and following is not None and following.value.kind == "plain":
            return following.end, [following.value]
        further = self._compound(at + 1) if is_joined and at + 1 < len(self._keys) else None
        return (at + 2, further) if further is not None else None

    def _compound(self, at: int) -> list[NumberWord] | None:
        """Read one token made of several number words: "twenty-five", "quatre-vingt-dix"."""
        key = self._keys[at]
        if "-" not in key:
            return None
        parts = [part for part in key.split("-") if part not in self._words.joiners]
        found = [self._words.numbers.find([part]) for part in parts]
        if not parts or not all(found):
            return None
        return [each[0].value for each in found]

    def _finish(self, start: int, end: int, value: Fraction, *, is_weak: bool) -> Figure:
        """Take in a minus sign, scales behind the number and the unit on either side."""
        if self._is_negative(start):
            start, value = start - 1, -value
        value, end = self._with_half(end, value, value)
        bare, (value, end) = value, self._scaled(end, value)
        value, end = self._with_half(end, value, bare)
        if end < len(self._keys) and self._keys[end] == "." and self._scale_before(end):
            end += 1
        unit = self._unit_at(end)
        if unit is not None:
            value, end = self._with_half(unit.end, value, value)
            return Figure(start=start, end=end, value=value, unit=unit.value, is_weak=is_weak)
        before = self._units_by_end.get(start)
        if before is not None and before.start not in self._taken and self._is_in_front(before, start):
            return Figure(start=before.start, end=end, value=value, unit=before.value, is_weak=is_weak)
        return Figure(start=start, end=end, value=value, is_weak=is_weak)

    def _with_half(self, end: int, value: Fraction, counted: Fraction) -> tuple[Fraction, int]:
        """Add what stands behind a number of `counted`: "two and a half", "2 millions et demi"."""
        found = self._halves.get(end)
        if found is None or counted.denominator != 1 or not counted:
            return value, end
        return value + found.value * value / counted, found.end

    def _scaled(self, end: int, value: Fraction) -> tuple[Fraction, int]:
        """Multiply a number by the scales behind it, and add what follows in smaller ones: 3億5000万."""
        value, end, scale = self._times(end, value)
        while scale > 1 and self._continues_without_space(end):
            number = read_number(self._keys[end], self._words)
            if number is None or number[1]:
                break
            further, after, lower = self._times(end + 1, number[0])
            if not 0 <= further < scale or lower == 1:
                break
            value, end, scale = value + further, after, lower
        return value, end

    def _times(self, end: int, value: Fraction) -> tuple[Fraction, int, Fraction]:
        scale = Fraction(1)
        if self._is_letter_of_scale(end):
            return value * self._words.suffixes[self._keys[end]], end + 1, self._words.suffixes[self._keys[end]]
        while (found := self._numbers.get(end)) is not None and found.value.kind != "plain":
            if self._sight.is_apart(end):
                break
            scale *= found.value.value
            end = found.end
        return value * scale, end, scale

    def _is_letter_of_scale(self, at: int) -> bool:
        """Whether a letter multiplies the number before it, with a currency right behind: "2,5 M€"."""
        if at + 1 >= len(self._keys) or self._keys[at] not in self._words.suffixes or self._sight.is_apart(at):
            return False
        unit = self._units.get(at + 1)
        return unit is not None and is_currency(unit.value) and self._continues_without_space(at + 1)

    def _continues_without_space(self, at: int) -> bool:
        return at not in self._taken and self._sight.is_joined(at)

    def _is_in_front(self, unit: Found[str], start: int) -> bool:
        """Whether a unit may stand before its number: a currency in the same cell, or a sign that touches it."""
        if self._sight.is_apart(start):
            return False
        return is_currency(unit.value) or self._sight.is_joined(start)

    def _is_negative(self, start: int) -> bool:
        """Whether a dash stands right before the number and nothing right before the dash."""
        if start < 1 or self._keys[start - 1] != "-" or not self._sight.is_joined(start):
            return False
        return not self._sight.is_joined(start - 1)

    def _scale_before(self, end: int) -> bool:
        found = self._numbers.get(end - 1)
        return found is not None and found.value.kind == "scale" and self._unit_at(end + 1) is not None

    def _unit_at(self, at: int) -> Found[str] | None:
        """Return the unit that follows, also behind a linking word: "3 millions d'euros", "a 5-year plan"."""
        for place in (at, at + 1):
            if self._sight.is_apart(place):
                return None
            if place > at and (
                place - 1 >= len(self._keys) or self._keys[place - 1] not in (*self._words.joiners, "-")
            ):
                continue
            found = self._units.get(place)
            if found is not None and place not in self._taken:
                return found
        return None


def is_currency(unit: str) -> bool:
    """Whether a unit is a currency, under the three capitals that ISO 4217 gives it."""
    return len(unit) == _CURRENCY and unit.isupper()


def _continues(current: Fraction, word: NumberWord) -> bool:
    """Whether a number word goes on with a number: "twenty five" does, "five six" does not."""
    if word.kind != "plain" or not current:
        return True
    is_french = current % 100 in (60, 80) and 10 <= word.value < 20
    quatre_vingts = current % 100 == 4 and word.value == 20
    tens = current >= 20 and current % 10 == 0 and word.value < 10
    hundreds = current >= 100 and current % 100 == 0 and word.value < 100
    return is_french or quatre_vingts or tens or hundreds


def _count(total: Fraction, current: Fraction, word: NumberWord, *, is_first: bool) -> tuple[Fraction, Fraction]:
    if word.kind == "plain":
        if current % 100 == 4 and word.value == 20:
            return total, current - 4 + 80
        return total, current + word.value
    base = current if current or total else Fraction(1)
    if word.kind == "fraction":
        return total, (Fraction(1) if is_first else base) * word.value
    if word.value >= 1000:
        return total + base * word.value, Fraction(0)
    return total, (current or Fraction(1)) * word.value


def _cannot_be_an_amount(key: str) -> bool:
    """Whether a number is a version, a telephone number, a ratio, or the address of a machine: v1.2, 0123, 1:4."""
    groups = key.split(".")
    if ":" in key:
        return True
    is_grouped = all(len(group) == _GROUP for group in groups[1:])
    is_long_with_zero = len(groups) == 1 and len(key) >= _GROUP and key[0] == "0" and key.isdecimal()
    return (key[0] == "v" and key[1:2].isdigit()) or is_long_with_zero or (len(groups) > 2 and not is_grouped)


def read_number(key: str, words: Vocabulary) -> tuple[Fraction, bool] | None:
    """Read a token of digits: its value, and whether it is an ordinal; None when it is no number."""
    if key[0] in "-v" and key[1:2].isdigit():
        number = read_number(key[1:], words)
        return None if number is None or number[1] else (-number[0] if key[0] == "-" else number[0], False)
    if not key[0].isdigit() or len(key) > LONGEST_NORMALISED:
        han = parse_han(key) if key[0] in _HAN_DIGITS or key[0] in _HAN_SCALES else None
        return None if han is None else (Fraction(han), False)
    part = _read_part(key)
    if part is not None:
        return part, False
    match = _NUMBER.fullmatch(key)
    if match is None:
        return None
    value = parse_digits(match[1], words.language)
    suffix = match[2].lower()
    if not suffix:
        return value, False
    if suffix in words.suffixes and match[1] != "0":
        return value * words.suffixes[suffix], False
    if suffix in words.ordinal_endings:
        return value, True
    found = words.units.find([suffix])
    return (value, False) if found else None


def _read_part(key: str) -> Fraction | None:
    """Read a fraction or a ratio: 3/4, 1-3/4, 1:4."""
    fraction, ratio = _FRACTION.fullmatch(key), _RATIO.fullmatch(key)
    if fraction is not None and 0 < int(fraction[2]) < int(fraction[3]):
        return Fraction(int(fraction[1] or 0)) + Fraction(int(fraction[2]), int(fraction[3]))
    return Fraction(int(ratio[1]), int(ratio[2])) if ratio is not None else None


def _read_roman(key: str) -> int:
    values = [_ROMAN_DIGITS[letter] for letter in key]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def is_note(sight: Sight, at: int) -> bool:
    """Whether a number is only the mark of a note: [3]."""
    keys = sight.keys
    is_bracketed = 0 < at < len(keys) - 1 and keys[at - 1] == "[" and keys[at + 1] == "]"
    return is_bracketed and keys[at].isdecimal() and len(keys[at]) <= _GROUP


def is_item_number(sight: Sight, at: int, words: Vocabulary) -> bool:
    """Whether a number only says which item of a list a sentence is: "3." or "3)" at its beginning."""
    keys = sight.keys
    if not words.has_numbered_items or at not in sight.starts or at + 2 >= len(keys):
        return False
    is_marked = keys[at + 1] in (".", ")") and sight.is_joined(at + 1) and not sight.is_joined(at + 2)
    return is_marked and keys[at].isdecimal() and len(keys[at]) <= _GROUP


def read_han(key: str) -> int | None:
    """Read a number of Chinese signs, also of a single one: 三 is 3, 十 is 10; None when it is none."""
    if len(key) != 1:
        return parse_han(key)
    return _HAN_DIGITS.get(key) or (_HAN_SCALES[key] if key == "十" else None)


def parse_han(key: str) -> int | None:
    """Read a number of two Chinese signs or more: 一千二百 is 1200, 二〇二六 is 2026; None when it is none."""
    if not 2 <= len(key) <= LONGEST_NORMALISED or not all(sign in _HAN_DIGITS or sign in _HAN_SCALES for sign in key):
        return None
    if all(sign in _HAN_DIGITS for sign in key):
        return int("".join(str(_HAN_DIGITS[sign]) for sign in key))
    total, section, digit = 0, 0, 0
    for sign in key:
        scale = _HAN_SCALES.get(sign)
        if scale is None:
            digit = _HAN_DIGITS[sign]
        elif scale >= 10**4:
            total, section, digit = (total + section + digit or 1) * scale, 0, 0
        else:
            section, digit = section + (digit or 1) * scale, 0
    return total + section + digit


def parse_digits(digits: str, language: str) -> Fraction:
    """Read digits with separators as the language writes them: 1,200.5 in English, 1.200,5 and 1 200,5 elsewhere."""
    separators = _SEPARATOR.findall(digits)
    groups = _SEPARATOR.split(digits)
    if not separators:
        return Fraction(int(digits))
    decimal = _decimal_separator(separators, groups, language)
    if decimal is None:
        return Fraction(int("".join(groups)))
    whole, fraction = "".join(groups[:-1]), groups[-1]
    return Fraction(int(whole + fraction), 10 ** len(fraction))


def _decimal_separator(separators: Sequence[str], groups: Sequence[str], language: str) -> str | None:
    last = separators[-1]
    if last in "٫٬'":
        return last if last == "٫" else None
    if len(set(separators)) > 1:
        return last if separators.count(last) == 1 else None
    is_grouped = all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3 and groups[0] != "0"
    if len(separators) > 1:
        return None
    if not is_grouped:
        return last
    thousands = "," if language in _POINT_LANGUAGES else "."
    return None if last == thousands else last


def tell_difference(old: Figure, new: Figure) -> str:
    """Return the size of a change in words: "−8.3 %", "+5 points", "+1 year", "×10"; "" when it cannot be told."""
    if old.is_ordinal or new.is_ordinal or old.is_identifier or new.is_identifier:
        return ""
    unit = new.unit or old.unit
    is_other = old.unit != new.unit and (bool(old.unit and new.unit) or unit in ("%", "points"))
    difference = new.value - old.value
    if is_other or difference == 0:
        return ""
    if unit in ("%", "points"):
        return _signed(difference, "points" if abs(difference) != 1 else "point")
    if unit in _DEGREES:
        return _signed(difference, unit)
    if unit in _TIME_UNITS:
        return count_units(difference, unit)
    if unit == "" and max(old.value, new.value) <= _SMALL and difference.denominator == old.value.denominator == 1:
        return _signed(difference, "")
    return _ratio(old.value, new.value)


def count_units(difference: Fraction, unit: str) -> str:
    """Return a difference in units of time: "+1 year", "−3 months"."""
    return _signed(difference, unit if abs(difference) == 1 else unit + "s")


def _ratio(old: Fraction, new: Fraction) -> str:
    if old <= 0 or new < 0:
        return ""
    if 0 < _FAR_LESS * new <= old:
        return "÷" + write_number(old / new)
    if new >= 10 * old:
        return "×" + write_number(new / old)
    return _signed((new - old) / old * 100, "%")


def _signed(value: Fraction, unit: str) -> str:
    sign = MINUS if value < 0 else "+"
    return f"{sign}{write_number(abs(value))} {unit}".rstrip()


def write_number(value: Fraction) -> str:
    """Write a number with at most one decimal, two significant digits when it is smaller than one: "8.3", "0.04"."""
    if value.denominator == 1:
        return f"{value.numerator:,}"
    digits = 1
    while digits < 4 and ((value < 1 and round(value * 10**digits) < 10) or 99 < value < 100):
        if value > 99 and round(value * 10**digits) < 100 * 10**digits:
            break
        digits += 1
    scaled = round(value * 10**digits)
    whole, rest = divmod(scaled, 10**digits)
    fraction = f"{rest:0{digits}d}".rstrip("0")
    return f"{whole:,}.{fraction}" if fraction else f"{whole:,}"
