"""What people, or a filter that people can undo, decided about what was seen: never a part of what was seen.

A decision may be about one change, or about one Substitution wherever it was made. Each decision is a row that is
only ever added: a later one speaks for the present, the earlier ones are its history. Instants are aware UTC
datetimes, offsets are code points of a version's text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitution:
    """What one edit put in the place of what: in lower case, without typography, one space between words."""

    old: str
    new: str
    key: str
    """16 hexadecimal digits that equal substitutions share."""


class VerdictKind(StrEnum):
    """What a reviewer holds a change for."""

    SIGNIFICANT = "significant"
    ROUTINE = "routine"
    NOISE = "noise"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One reviewer's judgement of one change: it never hides or deletes anything."""

    source_id: str
    old: int
    """Number of the older version; `new` of the newer one."""
    new: int
    kind: VerdictKind
    reviewer: str
    decided_at: datetime
    codebook: str = ""
    """Which version of the team's rules for judging was in force."""
    note: str = ""
    cluster: str = ""
    """Key of the equal edit in many places for which the verdict was given once; empty for this change alone."""
    id: int = 0
    """Given by the archive, in the order of keeping."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A signed note on a passage of one version's text."""

    source_id: str
    version: int
    start: int
    end: int
    quote: str
    """The passage itself: the text from `start` to `end`."""
    text: str
    author: str
    written_at: datetime
    id: int = 0


class LinkState(StrEnum):
    """Whether a person took a suggested edition or not."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionLink:
    """A person's word on whether a source carries the same statement as another one."""

    source_id: str
    edition_of: str
    state: LinkState
    reviewer: str
    decided_at: datetime
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A place of a page, learned or named as volatile, whose changes are counted and not shown; or its end."""

    source_id: str
    slot: str
    """Names the place in the page, independent of its words."""
    is_active: bool
    evidence: str
    """Why, in words: how often it changed, or who undid it."""
    decided_at: datetime
    id: int = 0
