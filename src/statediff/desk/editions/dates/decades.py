"""Decades: ten years that digits or words name: "the sixties and seventies", "les années 90", "у 1960-х роках"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from statediff.desk.editions.lexicon import read
from statediff.differ.dates import Moment
from statediff.differ.sights import Sight

_YEAR = re.compile(r"((?:1[89]|20)\d0)(s?)")
_TENS = re.compile(r"([1-9]0)(s?)")
_CENTURY, _LAST, _THIRTIES = 100, 1900, 30
_MOST_BEFORE = 2
"""Words between the article and a decade at most: "the early sixties"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    triggers: frozenset[str]
    """Words of which a sentence with a decade holds one at least."""
    tens: Mapping[str, int]
    links: frozenset[str]
    needs_plural: bool
    """Whether digits are a decade only with an ending: "the 60s", and not "the 60"."""
    suffixes: frozenset[str]
    """What a dash joins to digits: "60-х"."""
    before: frozenset[str]
    """Words before a decade that make it one."""
    between: frozenset[str]
    """Words that may stand between those and it."""
    behind: frozenset[str]
    """Words behind a decade that make it one."""
    loose: frozenset[str]
    """Words before a decade in words that make it one when no noun follows: "у шістдесятих"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    start: int
    end: int
    year: int | None = None
    tens: int = 0
    is_plural: bool = False
    is_worded: bool = False

    def words(self, century: int | None) -> str:
        """The decade as facts say it, with the other it may be."""
        if self.year is not None:
            return f"{self.year}s"
        if century is not None:
            return f"{century + self.tens}s"
        other = _LAST + _CENTURY if self.tens < _THIRTIES else _LAST - _CENTURY
        return f"{_LAST + self.tens}s|{other + self.tens}s"


@cache
def _tables(language: str) -> _Tables | None:
    data = read("numerals")["decades"].get(language)
    if data is None:
        return None
    tens = {stem + ending: number for stem, number in data["tens"].items() for ending in data["endings"]}
    triggers = frozenset((*data["triggers"], *(tens if data["is_told_by_tens"] else ())))
    if data["is_told_by_tens"]:
        triggers |= {f"{number}0s" for number in (*range(1, 10), *range(180, 210))}
        triggers |= {f"{word}-{trigger}" for word in data["between"] for trigger in triggers}
    names = ("links", "suffixes", "before", "between", "behind", "loose")
    needs_plural = bool(data["is_told_by_tens"])
    return _Tables(
        triggers=triggers, tens=tens, needs_plural=needs_plural, **{name: frozenset(data[name]) for name in names}
    )


def with_decades(sight: Sight, language: str, found: Sequence[Moment]) -> list[Moment]:
    """Return the moments of a sentence, decades instead of the years that only name one."""
    tables = _tables(language)
    if tables is None or tables.triggers.isdisjoint(sight.keys):
        return list(found)
    decades = list(_Decades(sight, tables).read())
    taken = {at for decade in decades for at in range(decade.start, decade.end)}
    kept = [moment for moment in found if taken.isdisjoint(range(moment.start, moment.end))]
    return sorted([*kept, *decades], key=lambda moment: moment.start)


class _Decades:
    def __init__(self, sight: Sight, tables: _Tables) -> None:
        self._sight, self._tables, self._keys = sight, tables, sight.keys

    def read(self) -> Iterator[Moment]:
        """Yield decades, and those that share the word which makes one of the first or the last of them."""
        at = 0
        while at < len(self._keys):
            chain = self._chain_at(at)
            if not chain:
                at += 1
                continue
            at = chain[-1].end
            if self._is_named(chain):
                century = next((item.year // _CENTURY * _CENTURY for item in chain if item.year is not None), None)
                for item in chain:
                    yield Moment(start=item.start, end=item.end, words=item.words(century))

    def _chain_at(self, at: int) -> list[_Item]:
        items: list[_Item] = []
        while (item := self._item_at(at)) is not None:
            items.append(item)
            if self._key(item.end) not in self._tables.links:
                break
            at = item.end + 1
            at += self._key(at) in self._tables.before
        while items and not self._may_end(items):
            items.pop()
        return items

    def _may_end(self, items: Sequence[_Item]) -> bool:
        """Whether the last of some items is one of the decades: the next number behind a comma is another thing."""
        last = items[-1]
        is_behind_comma = len(items) > 1 and "," in self._keys[items[-2].end : last.start]
        return not is_behind_comma and (last.is_worded or last.is_plural or not self._tables.needs_plural)

    def _item_at(self, at: int) -> _Item | None:
        key = self._key(at)
        edge, _, inner = key.partition("-")
        key = inner if edge in self._tables.between else key
        tens = self._tables.tens.get(key)
        if tens is not None:
            return _Item(start=at, end=at + 1, tens=tens, is_worded=True)
        year, two = _YEAR.fullmatch(key), _TENS.fullmatch(key)
        match = year or two
        if match is None:
            return None
        has_suffix = self._key(at + 1) == "-" and self._key(at + 2) in self._tables.suffixes
        end = at + 3 if has_suffix else at + 1
        is_plural = bool(match[2]) or has_suffix
        number = int(match[1])
        if year is not None:
            return _Item(start=at, end=end, year=number, is_plural=is_plural)
        return _Item(start=at, end=end, tens=number, is_plural=is_plural)

    def _is_named(self, chain: Sequence[_Item]) -> bool:
        """Whether something makes decades of numbers: their plural, or the words around them."""
        tables, first, end = self._tables, chain[0], chain[-1].end
        if any(item.year is not None and item.is_plural for item in chain) or self._key(end) in tables.behind:
            return True
        at = first.start - 1
        while at > first.start - 1 - _MOST_BEFORE and self._key(at) in tables.between:
            at -= 1
        if self._key(at) in tables.before:
            return True
        is_loose = all(item.is_worded or item.is_plural for item in chain) and self._key(at) in tables.loose
        return is_loose and not (self._key(end)[:1].isalpha() and self._key(end) not in tables.links)

    def _key(self, at: int) -> str:
        return self._keys[at] if 0 <= at < len(self._keys) else ""
