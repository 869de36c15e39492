"""Findings: what the editions of a statement say about one fact, and whether they agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from statediff.desk.editions.facts import Kind

Verdict = Literal["agrees", "differs", "missing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one edition says: its words, and where they stand in its text."""

    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fact over all editions.

    `groups` are the editions that say the same, by number, the largest group first; an edition that says nothing is in
    none. `cells` has one entry an edition, None where it says nothing.
    """

    kind: Kind
    verdict: Verdict
    row: int
    """Number of the row of paragraphs it stands in, from 0."""
    cells: tuple[Cell | None, ...]
    groups: tuple[tuple[int, ...], ...]
    topic: str = ""
    """What it is about: "instrument", "act", "stance", "duty", "advice", "financing", "possibility", "watched",
    "sentence" (a missing one inside a paragraph), or "" for what its kind says."""
    concepts: tuple[str, ...] = ()
    """Of a term: the concept of each group."""
    silent: tuple[int, ...] = ()
    """Editions that have the paragraph, or should have it, and do not say the fact."""
