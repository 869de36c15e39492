"""Inventory: what the word lists hold, told back entry by entry, so that a slip in a list is seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from statediff.differ.lexicon import LANGUAGES, read
from statediff.differ.phrases import read_words
from statediff.differ.salience import ORDER

_UNUSUAL_WORDS = 5
"""A phrase of more words than this is more likely two that lost the comma between them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One list of one language: its name ("commitment.5.act"), its entries as read, and what looks wrong."""

    language: str
    name: str
    entries: tuple[str, ...]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """Everything that labels and ranks changes: the order of the labels, and every list that was loaded."""

    labels: tuple[str, ...]
    tables: tuple[Table, ...]


def take_inventory(languages: Sequence[str] = LANGUAGES) -> Inventory:
    """Tell what was loaded for some languages, in their order; those without a lexicon are left out."""
    tables = [table for language in languages for table in _tables(language, read(language), "")]
    return Inventory(labels=ORDER, tables=tuple(tables))


def _tables(language: str, table: Mapping[str, Any], prefix: str) -> Iterator[Table]:
    for key, value in table.items():
        name = f"{prefix}{key}"
        if key == "sentence":
            continue
        if isinstance(value, Mapping):
            plain = {word: number for word, number in value.items() if isinstance(number, int | str)}
            if plain and len(plain) == len(value):
                yield _table(language, name, [f"{word} = {number}" for word, number in value.items()])
            else:
                yield from _tables(language, value, name + ".")
        elif key == "commitment":
            for rung in value:
                yield _table(language, f"{name}.{rung['level']}.modal", rung["modal"])
                yield _table(language, f"{name}.{rung['level']}.act", rung["act"])
        elif isinstance(value, list):
            yield _table(language, name, [" / ".join(entry) if isinstance(entry, list) else entry for entry in value])
        else:
            yield _table(language, name, [str(value)])


def _table(language: str, name: str, entries: Sequence[str]) -> Table:
    return Table(language=language, name=name, entries=tuple(entries), doubts=tuple(_doubts(entries)))


def _doubts(entries: Sequence[str]) -> Iterator[str]:
    counts = Counter(entries)
    for entry, count in counts.items():
        if count > 1:
            yield f"stands {count} times: {entry}"
        elif " = " not in entry and " / " not in entry and " " in entry and len(read_words(entry)) > _UNUSUAL_WORDS:
            yield f"a comma may be missing: {entry}"
        elif entry != entry.strip() or not entry:
            yield f"white space around it: {entry!r}"
