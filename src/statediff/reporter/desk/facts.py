"""Facts that the desk's pages show: plain, frozen, and computed by whoever serves or publishes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from statediff.judgements import Substitution
from statediff.model import BlockKind
from statediff.reporter.outlets.rows import ChangeRow, SourceRow
from statediff.reporter.review import Review


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """One thing to judge: a change, or an equal edit that several changes made."""

    key: str
    """Names it in a form and in an address: the range of the change, or the key of the substitution."""
    rows: tuple[ChangeRow, ...]
    """Its changes, newest first."""
    review: Review
    """Each reviewer's latest verdict, where that leaves it, and the form that takes another."""
    substitution: Substitution | None = None
    parts: int = 0
    """How many edits the change has; `judged` of them were judged elsewhere."""
    judged: int = 0

    @property
    def sources(self) -> int:
        """On how many pages it was made."""
        return len({row.source_id for row in self.rows})


@dataclass(frozen=True, slots=True, kw_only=True)
class BlameLine:
    """One sentence, or one block, and the version that brought it."""

    text: str
    kind: BlockKind
    version: int
    """Number of the version that brought its present words."""
    at: datetime
    """First sight of that version."""
    since: int = 0
    """Number of the version in which it first stood in any words; 0 when that is not told."""
    after: datetime | None = None
    """Last sight of the one before; None where it stood at the first look."""
    replaced: str = ""
    """The words that stood there before."""
    restored: int = 0
    """How often it was removed and came back."""
    href: str = ""
    """Address of the change that brought it."""
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Two sources that may be editions of one statement, for a person to confirm."""

    source: SourceRow
    other: SourceRow
    reason: str
    action: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionChoice:
    """A version that can be compared with any other."""

    revision: str
    """The expression that names it: "mfa-en@v3"."""
    label: str
    group: str
    """What its source is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """Two versions next to each other whose comparison has a page already."""

    text: str
    path: str
    sentence: str = ""
    """What changed between them."""
