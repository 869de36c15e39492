"""Vocabulary: a language's lexicon, read together with what holds in every language, ready for finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any, Literal

from statediff.differ.lexicon import LANGUAGES, read
from statediff.differ.phrases import Family, Phrases, read_words
from statediff.differ.tokens import HAN_NUMERALS

Force = Literal["modal", "act"]
_ROMAN_LETTERS = frozenset("ivxlcdm")
_DATE_LISTS = (
    "ambiguous",
    "before_months",
    "before_years",
    "after_years",
    "before_times",
    "before_clock",
    "hours",
    "year_links",
)
_SMALL, _MOST_REMEMBERED = 3, 1 << 16
_STANCES = ("phrases", "mild", "strong", "strongest")
"""Lists of ways of saying, by how strong they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """A rung of the ladder from 1, talk, to 5, duty, or 0 for another word that holds one of them as a part.

    `force` tells a modal verb from an act or a document.
    """

    level: int
    force: Force


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWord:
    """A word of number: a plain number, a scale that multiplies what stands before it, or a fraction of it."""

    kind: Literal["plain", "scale", "fraction"]
    value: Fraction
    is_weak: bool = False
    """Whether it is an article or another word as well, and a number only beside one."""
    is_part: bool = False
    """Whether it says a number only behind another: "quarters" in "three quarters"."""


class Telling(dict[str, bool]):
    """Word -> whether it may begin a figure or a date, asked once a word."""

    def __init__(self, words: frozenset[str], tables: Sequence[Phrases[Any]]) -> None:
        super().__init__()
        self._words, self._tables = words, tables

    def __missing__(self, key: str) -> bool:
        """Ask the tables about a word met for the first time."""
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        has_digit = any(map(str.isdigit, key[:2])) or key[0] in HAN_NUMERALS or (len(key) > 1 and "-" in key)
        found = self[key] = (
            has_digit
            or _ROMAN_LETTERS.issuperset(key)
            or key in self._words
            or any(table.begins(key) for table in self._tables)
        )
        return found


class Belonging(dict[str, bool]):
    """Word -> whether it may be any part of a figure or a date, asked once a word: a number, a unit, "of"."""

    def __init__(self, telling: Telling, words: frozenset[str], tables: Sequence[Phrases[Any]]) -> None:
        super().__init__()
        self._telling, self._words, self._tables = telling, words, tables

    def __missing__(self, key: str) -> bool:
        """Ask the tables about a word met for the first time."""
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        is_small = len(key) <= _SMALL or not key.isalpha() or key in self._words
        found = self[key] = is_small or self._telling[key] or any(table.contains(key) for table in self._tables)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The tables that labels are read from, for one language."""

    language: str
    stops: Phrases[bool]
    tenses: Mapping[str, int]
    """Small verbs of the present (1) and of the past (2)."""
    contractions: Mapping[str, tuple[str, ...]]
    commitments: Phrases[Commitment]
    negations: Phrases[str]
    closings: Phrases[str]
    """Words that end a negation and begin none: "plus" in "ne ... plus"; their value is empty."""
    negation_pairs: frozenset[tuple[str, str]]
    denials: tuple[tuple[str, tuple[str, ...]], ...]
    """Beginnings of a word that deny it, each with the endings it takes; none means any."""
    uncounted: Phrases[bool]
    attributions: Phrases[str]
    scopes: Phrases[str]
    """Words of scope; the value of a phrase that only holds one is empty."""
    measuring: Phrases[str]
    """Words of scope that are such only in front of a figure, a date or another word of scope."""
    polar: frozenset[str]
    """Words of scope that say nothing behind a negation: "any"."""
    steps: Mapping[str, int]
    """Small words before a date or figure by how they reach it: "by", "to", "from"."""
    numbers: Phrases[NumberWord]
    halves: Phrases[Fraction]
    """What is added to a number behind it, as a share of its last scale: "and a half"."""
    units: Phrases[str]
    identifiers: Phrases[bool]
    """Words in front of a number that names something: article, resolution."""
    streets: frozenset[str]
    """Words behind the number of a house: 18 rue Foch."""
    ordinals: Mapping[str, int]
    has_numbered_items: bool
    """Whether a number and a full stop at the beginning number an item; elsewhere they say which: "3. Brigade"."""
    joiners: frozenset[str]
    suffixes: Mapping[str, Fraction]
    ordinal_endings: tuple[str, ...]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    date_words: frozenset[str]
    """Words that a date may begin with."""
    telling: Mapping[str, bool]
    belonging: Mapping[str, bool]
    ambiguous: frozenset[str]
    before_months: frozenset[str]
    """Words behind which an ambiguous month is one, though a name may follow: "in May Norway sent"."""
    before_years: frozenset[str]
    after_years: frozenset[str]
    """Words behind a year that only say that it is one: "року"."""
    before_times: frozenset[str]
    before_clock: frozenset[str]
    """Words behind which a number with a full stop is a time of day: "о 14.30"."""
    hours: frozenset[str]
    """Words and letters that follow the hour in a time of day."""
    clock: Mapping[str, str]
    """Words that are a time of day by themselves: "midnight" is "0:00"."""
    periods: Mapping[str, int]
    """Parts of a year that are numbered: quarters and halves."""
    year_links: frozenset[str]
    edges: Mapping[str, int]
    """Words before a month or a year for its beginning (1), its middle (2) and its end (3)."""
    relative: Phrases[str]
    date_signs: Phrases[str]
    """Signs beside a number that say what it is: "year", "month", "day", "hour", "minute", "am", "pm", or a "span"."""
    infinitives: Phrases[bool]
    between: frozenset[str]
    """Words that may stand between a modal verb and the verb it governs."""
    places: Phrases[bool]
    """Names of countries, known as names also where every word has a capital letter."""
    peoples: Phrases[bool]
    """Words that name a people or a country also without a capital letter."""
    name_links: frozenset[str]
    """Words between the names of a list, whose order says little."""
    stances: Mapping[str, int]
    """How strong a way of saying is, from 1, mild, to 3; most have none."""
    pointers: Phrases[str]
    is_known: bool
    """Whether the language has a list of words without content; without one, short words stand in for it."""
    has_capital_names: bool
    """Whether a capital letter inside a sentence marks a name."""
    has_days_behind_months: bool
    """Whether a day may stand behind its month: "April 11"; elsewhere the number counts what follows."""


@cache
def load_vocabulary(language: str) -> Vocabulary:
    """Return the tables of a language code such as "en"; an unknown one gets what holds everywhere."""
    own = read(language) if language in LANGUAGES and language != "default" else {}
    shared = read("default")
    figures = own.get("figures", {})
    dates = own.get("dates", {})
    months, weekdays = _numbered(dates.get("months", ())), _numbered(dates.get("weekdays", ()))
    ordinals = _numbered(figures.get("ordinals", ()))
    table = Family().make_table
    numbers = table([*_numbers(shared["figures"], frozenset()), *_numbers(figures, frozenset(figures.get("weak", ())))])
    relative = table((phrase, phrase) for phrase in dates.get("relative", ()))
    signs = table((sign, name) for name, signs in dates.get("signs", {}).items() for sign in signs)
    units = table(_units(shared["figures"]["units"]))
    measuring = table(_forms(own.get("scope", {}), "before_numbers"))
    clock = {_key(word): time for time, forms in dates.get("clock", {}).items() for word in forms}
    date_words = frozenset((*months, *weekdays, *ordinals, *clock))
    telling = Telling(date_words, (numbers, relative, signs))
    return Vocabulary(
        language=language,
        stops=table((phrase, True) for phrase in _list(own, "words", "stop")),
        tenses=_numbered(_list(own, "words", "tenses")),
        contractions={
            _key(short): read_words(long) for short, long in own.get("words", {}).get("contractions", {}).items()
        },
        commitments=table(_commitments(own.get("commitment", ()))),
        negations=table((phrase, phrase) for phrase in _list(own, "negation", "words")),
        closings=table((phrase, "") for phrase in _list(own, "negation", "closing")),
        negation_pairs=frozenset((_key(one), _key(other)) for one, other in _list(own, "negation", "pairs")),
        uncounted=table((phrase, True) for phrase in _list(own, "negation", "uncounted")),
        attributions=table((phrase, phrase) for name in _STANCES for phrase in _list(own, "attribution", name)),
        measuring=measuring,
        scopes=table(_counted(own.get("scope", {}))),
        numbers=numbers,
        halves=table((phrase, Fraction(share)) for phrase, share in figures.get("halves", {}).items()),
        units=units,
        identifiers=table((word, True) for word in shared["figures"]["identifiers"]),
        ordinals=ordinals,
        has_numbered_items=figures.get("numbered_items", False),
        joiners=frozenset(map(_key, figures.get("joiners", ()))),
        suffixes={key: Fraction(value) for key, value in shared["figures"]["suffixes"].items()},
        ordinal_endings=tuple(shared["figures"]["ordinal_endings"]),
        months=months,
        weekdays=weekdays,
        date_words=date_words,
        telling=telling,
        belonging=Belonging(telling, _date_parts(dates), (numbers, relative, signs, units, measuring)),
        clock=clock,
        **_small_tables(own),
        date_signs=signs,
        infinitives=table((phrase, True) for phrase in _list(own, "words", "infinitives")),
        places=table((phrase, True) for phrase in _list(own, "names", "places")),
        peoples=table((phrase, True) for phrase in _list(own, "names", "peoples")),
        relative=relative,
        pointers=table((phrase, phrase) for phrase in _list(own, "pointers", "phrases")),
    )


def _small_tables(own: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tables of single words, and what they say of the language, by their names in the vocabulary."""
    dates = own.get("dates", {})
    endings = tuple(_list(own, "negation", "adjective_endings"))
    return {
        "denials": (
            *((prefix, ()) for prefix in _list(own, "negation", "prefixes")),
            *((prefix, endings) for prefix in _list(own, "negation", "prefixes_of_adjectives")),
        ),
        "is_known": bool(_list(own, "words", "stop")),
        "has_capital_names": not own.get("names", {}).get("every_noun_is_capitalised", False),
        "has_days_behind_months": dates.get("days_behind_months", False),
        "between": frozenset(_key(word) for word in _list(own, "words", "between")),
        "name_links": frozenset(_key(word) for word in _list(own, "names", "links")),
        "stances": {
            phrase: rank for rank, name in enumerate(_STANCES) if rank for phrase in _list(own, "attribution", name)
        },
        "streets": frozenset(read("default")["figures"]["streets"]),
        "polar": frozenset(_list(own, "scope", "polar")),
        "steps": _numbered(_list(own, "scope", "steps")),
        "periods": _numbered(dates.get("periods", ())),
        "edges": _numbered(dates.get("edges", ())),
        **{name: frozenset(map(_key, dates.get(name, ()))) for name in _DATE_LISTS},
    }


def _list(table: Mapping[str, Any], section: str, name: str) -> Sequence[Any]:
    found: Sequence[Any] = table.get(section, {}).get(name, ())
    return found


def _date_parts(dates: Mapping[str, Any]) -> frozenset[str]:
    rows = [*dates.get("periods", ()), *dates.get("edges", ()), *(dates.get(name, ()) for name in _DATE_LISTS)]
    return frozenset(_key(word) for row in rows for word in row)


def _key(word: str) -> str:
    return " ".join(read_words(word))


def _numbered(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    return {_key(form): number for number, forms in enumerate(rows, 1) for form in forms}


def _counted(scope: Mapping[str, Sequence[Any]]) -> Iterator[tuple[str, str]]:
    """Yield the phrases of scope, and those that only hold one, which stand for nothing."""
    yield from _forms(scope, "phrases")
    yield from ((phrase, "") for phrase in scope.get("uncounted", ()))


def _forms(scope: Mapping[str, Sequence[Any]], name: str) -> Iterator[tuple[str, str]]:
    """Yield the phrases of a list, each with the first of its forms, which it stands for."""
    first = {form: forms[0] for forms in scope.get("forms", ()) for form in forms}
    yield from ((phrase, first.get(phrase, phrase)) for phrase in scope.get(name, ()))


def _units(units: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    for unit, forms in units.items():
        for form in dict.fromkeys((unit, *forms)):
            yield form, unit


def _commitments(rungs: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Commitment]]:
    forces: tuple[Force, ...] = ("modal", "act")
    for rung in rungs:
        for force in forces:
            for phrase in rung[force]:
                yield phrase, Commitment(level=rung["level"], force=force)


def _numbers(figures: Mapping[str, Any], weak: frozenset[str]) -> Iterator[tuple[str, NumberWord]]:
    parts = frozenset(figures.get("parts", ()))
    for word, value in figures.get("words", {}).items():
        yield word, NumberWord(kind="plain", value=Fraction(value), is_weak=word in weak)
    for word, value in figures.get("scales", {}).items():
        yield word, NumberWord(kind="scale", value=Fraction(value), is_part=word in parts)
    for word, value in figures.get("fractions", {}).items():
        yield word, NumberWord(kind="fraction", value=Fraction(value), is_part=word in parts)
