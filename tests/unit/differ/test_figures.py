"""Figures: numbers as each language writes them, and the size of a change."""

from __future__ import annotations

from fractions import Fraction

import pytest

from statediff.differ.figures import Figure, find_figures, parse_digits, tell_difference, write_number
from statediff.differ.sights import Sight
from statediff.differ.tokens import canonical, cut, locate
from statediff.differ.vocabulary import load_vocabulary


def sight(text: str) -> Sight:
    raws = cut(text)
    surfaces = [canonical(raw) for raw in raws]
    return Sight(
        text=text,
        surfaces=surfaces,
        keys=[surface.casefold() for surface in surfaces],
        places=locate(text, 0, raws),
        touched=((0, len(raws)),),
        starts=frozenset({0}),
    )


def figures(text: str, language: str) -> list[tuple[Fraction, str]]:
    return [(figure.value, figure.unit) for figure in find_figures(sight(text), load_vocabulary(language))]


@pytest.mark.parametrize(
    ("digits", "language", "value"),
    [
        ("1,200", "en", "1200"),
        ("1.200,5", "uk", "1200.5"),
        ("1,200.5", "en", "1200.5"),
        ("1,2", "uk", "1.2"),
        ("1,200", "fr", "1.2"),
        ("1.200", "de", "1200"),
        ("1.5", "fr", "1.5"),
        ("0,500", "en", "0.5"),
        ("1,200,000", "en", "1200000"),
        ("1.200.000", "uk", "1200000"),
        ("١٬٢٠٠٫٥", "ar", "1200.5"),
    ],
)
def test_digits_are_read_as_the_language_writes_them(digits: str, language: str, value: str) -> None:
    assert parse_digits(digits, language) == Fraction(value)


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [
        ("en", "EUR 1.5 billion", "1500000000", "EUR"),
        ("en", "€1.5bn", "1500000000", "EUR"),
        ("en", "$2 million", "2000000", "USD"),
        ("en", "two hundred and fifty", "250", ""),
        ("en", "one hundred and twenty-one", "121", ""),
        ("en", "three thousand four hundred and twenty-one", "3421", ""),
        ("fr", "neuf cent quatre-vingt-dix-neuf", "999", ""),
        ("fr", "cent quatre-vingts", "180", ""),
        ("fr", "cent soixante et onze", "171", ""),
        ("fr", "cent soixante-douze", "172", ""),
        ("fr", "soixante et onze", "71", ""),
        ("fr", "deux cent quatre-vingt-onze mille", "291000", ""),
        ("en", "twenty-five years", "25", "year"),
        ("en", "half", "1/2", ""),
        ("en", "two thirds", "2/3", ""),
        ("en", "1-3/4 percent", "7/4", "%"),
        ("en", "5 3/4 per cent", "23/4", "%"),
        ("en", "10 per cent", "10", "%"),
        ("en", "-5 °C", "-5", "°C"),
        ("fr", "1 200 euros", "1200", "EUR"),
        ("fr", "3 milliards d’euros", "3000000000", "EUR"),
        ("fr", "quatre-vingt-dix jours", "90", "day"),
        ("fr", "vingt et un", "21", ""),
        ("fr", "deux tiers", "2/3", ""),
        ("fr", "12,5 %", "12.5", "%"),
        ("uk", "1,2 млрд євро", "1200000000", "EUR"),
        ("uk", "5 тис. грн", "5000", "UAH"),
        ("uk", "двадцять п’ять років", "25", "year"),
        ("uk", "дві третини", "2/3", ""),
        ("uk", "1\u00a0200 тонн", "1200", "t"),
    ],
)
def test_a_figure_is_read_with_its_scale_and_unit(language: str, text: str, value: str, unit: str) -> None:
    assert figures(text, language) == [(Fraction(value), unit)]


def test_a_quarter_of_a_year_is_no_fraction() -> None:
    assert figures("in the next few quarters", "en") == []


def test_words_of_number_in_a_list_are_figures_of_their_own() -> None:
    assert [value for value, _ in figures("five, six and seven", "en")] == [5, 6, 7]


@pytest.mark.parametrize("text", ["F-16", "1st", "Mirage2000x"])
def test_a_designation_or_an_ordinal_is_no_quantity(text: str) -> None:
    found = find_figures(sight(text), load_vocabulary("en"))

    assert all(figure.is_ordinal for figure in found)


@pytest.mark.parametrize(
    ("old", "new", "unit", "told"),
    [
        ("1200", "1100", "", "−8.3 %"),
        ("600", "1200", "", "+100 %"),
        ("2", "3", "", "+1"),
        ("10", "15", "%", "+5 points"),
        ("2", "3", "year", "+1 year"),
        ("12", "6", "month", "−6 months"),
        ("1200000", "1200000000", "EUR", "×1,000"),
        ("1/2", "2/3", "", "+33.3 %"),
        ("5", "5", "", ""),
        ("0", "5000", "EUR", ""),
    ],
)
def test_the_difference_is_told_with_its_unit(old: str, new: str, unit: str, told: str) -> None:
    one, other = (Figure(start=0, end=1, value=Fraction(value), unit=unit) for value in (old, new))

    assert tell_difference(one, other) == told


def test_amounts_of_different_units_are_not_weighed() -> None:
    euros, dollars = (Figure(start=0, end=1, value=Fraction(5), unit=unit) for unit in ("EUR", "USD"))

    assert tell_difference(euros, dollars) == ""


@pytest.mark.parametrize(
    ("value", "written"), [("12345", "12,345"), ("25/3", "8.3"), ("1/25", "0.04"), ("1/3", "0.33"), ("10", "10")]
)
def test_numbers_are_written_short(value: str, written: str) -> None:
    assert write_number(Fraction(value)) == written
