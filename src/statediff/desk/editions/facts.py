"""Facts: what a statement says that can be held against another language: figures, dates, names and terms."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from statediff.differ.sights import Sight

Kind = Literal["figure", "date", "name", "term", "paragraph"]
Strength = Literal["claims", "hints", "excuses", "certain"]
"""What sort of fact a line of the table is about."""
KINDS: tuple[Kind, ...] = ("term", "figure", "date", "name", "paragraph")
"""In the order of salience."""


@lru_cache(maxsize=4096)
def _grain(value: Fraction) -> Fraction:
    if value == 0:
        return Fraction(1)
    grain = Fraction(1)
    while (value / grain).denominator != 1 and grain > Fraction(1, 10**6):
        grain /= 10
    while (value / (grain * 10)).denominator == 1:
        grain *= 10
    return grain


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a fact stands: code points of the whole text, and its words as they stand there."""

    start: int
    end: int
    quote: str
    sentence: int
    """Number of the sentence in the whole text."""


def mark_spot(sight: Sight, start: int, end: int, sentence: int) -> Spot:
    """Return where some tokens of a sentence stand."""
    return Spot(
        start=sight.places[start][0], end=sight.places[end - 1][1], quote=sight.quote(start, end), sentence=sentence
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A figure: a value of a unit, however it is written."""

    spot: Spot
    value: Fraction
    written: Fraction
    """The number as it is written: `value` is it in the unit of its measure, months for years."""
    unit: str = ""
    is_ordinal: bool = False
    is_worded: bool = False
    is_weak: bool = False
    """Whether its absence says nothing: an article, a number that is part of a name."""
    also: Fraction | None = None
    """Another value that the words may mean: "quinze jours" are two weeks as well."""
    is_rounded: bool = False
    """Whether the words before it say "about", "over", "nearly"."""

    @property
    def grain(self) -> Fraction:
        """The greatest power of ten that the value is whole in: how finely it is told."""
        return _grain(self.value)

    @property
    def may_be_year(self) -> bool:
        """Whether the number might be a year."""
        return not self.unit and not self.is_ordinal and self.value.denominator == 1 and 1900 <= self.value < 2100


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date or a time of day; what is not said is None or ""."""

    spot: Spot
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    words: str = ""
    """A time of day ("14:30") or a part of a year ("2 period 1")."""
    also: str = ""
    """Another time of day that the words may mean: four o'clock is 4:00 or 16:00."""
    is_weak: bool = False
    """Whether its absence says nothing: midnight, at which the day beside it ends anyway."""

    @property
    def is_bare_year(self) -> bool:
        """Whether it is a year and nothing else."""
        return self.year is not None and self.month is None and self.weekday is None and not self.words


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """A word that names a person, a place, an organisation or a system."""

    spot: Spot
    key: str
    """The word in lower case."""
    language: str
    entity: str = ""
    """The name of the row of equivalents it belongs to, if it belongs to one."""
    is_exact: bool = False
    """Whether it is an acronym or a type designation in Latin letters, which every language writes alike."""
    is_foreign: bool = False
    """Whether it stands in Latin letters in a text of another script."""
    cue: Literal["office", "place", ""] = ""
    """What the word before it shows that it names: who holds an office, or where something is."""
    is_sure: bool = True
    """Whether it is surely a name, so that another name in its place is a difference."""
    doubt: Literal["article", "institution", "adjective", ""] = ""
    """What stands beside it and allows that other languages translate it: "la Transition", "Liberal Initiative"."""
    is_quoted: bool = False
    """Whether it stands in a title in quotation marks."""
    run: int = 0
    """Words side by side have one number: "Taras", "Koval"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of commitment, or a phrase that the user watches; it stands for one concept or for several."""

    spot: Spot
    family: str
    concepts: tuple[str, ...]
    strength: Strength = "claims"
    """Of a word of possibility: it claims one, hints at one that others may leave out, only excuses an absence, or
    tells the contrary, that something is certain to come."""


Fact = Amount | Day | Bearer | Term


def kind_of(fact: Fact) -> Kind:
    """Return what sort of fact it is."""
    match fact:
        case Amount():
            return "figure"
        case Day():
            return "date"
        case Bearer():
            return "name"
        case Term():
            return "term"
