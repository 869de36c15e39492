"""Rows: one change, one source and one sighting in one line each, and the places of their pages in a site."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import regex

from statediff.model import Severity

_LONGEST_SLUG = 48
_SAFE_NAME = regex.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def slug_of(text: str) -> str:
    """Return a file name for a text: itself when it is one, else its ASCII letters and a digest that tells it apart.

    The name is made of a-z, 0-9 and inner hyphens, so it means the same in every file system and address.
    """
    if len(text) <= 64 and _SAFE_NAME.fullmatch(text):
        return text
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = regex.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_SLUG].strip("-")
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{words}-{digest}" if words else digest


def month_of(instant: datetime) -> str:
    """The month of an instant in UTC: "2026-08"."""
    return instant.astimezone(UTC).strftime("%Y-%m")


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A watched phrase that came or went in a change."""

    phrase: str
    has_come: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One change between neighbouring versions, as lists and feeds tell it."""

    source_id: str
    name: str
    """What the source is called."""
    url: str
    publisher: str | None
    language: str | None
    old: int
    new: int
    after: datetime
    """Last sight of the old wording."""
    at: datetime
    """First sight of the new wording."""
    severity: Severity
    score: float
    sentence: str
    added: int
    removed: int
    kinds: tuple[str, ...]
    watched: tuple[Watched, ...] = ()
    events: tuple[str, ...] = ()
    is_technical: bool = False
    state: str = "open"
    """Where its review stands: open, disputed, or what all who judged it hold it for."""
    key: str = ""
    """Digest over both wordings and the address: what makes the entry's id unlike any other archive's."""

    @property
    def path(self) -> str:
        """Where the report of this change stands in a site."""
        return change_path(self.source_id, self.old, self.new)

    @property
    def range(self) -> str:
        """The expression that names this change: "mfa-en@v1..mfa-en@v2"."""
        return f"{self.source_id}@v{self.old}..{self.source_id}@v{self.new}"

    @property
    def month(self) -> str:
        """The month in which the new wording was first seen."""
        return month_of(self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One source, as lists tell it."""

    id: str
    name: str
    url: str
    publisher: str | None
    language: str | None
    edition_of: str | None
    versions: int
    looks: int
    last_look: datetime | None
    came_back: str
    """What the last look brought, in words."""
    has_failed: bool
    """Whether the last look failed."""

    @property
    def path(self) -> str:
        """Where the page of this source stands in a site."""
        return source_path(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A time through which a source held a phrase: it came between `after` and `first`, went after `last`."""

    first: datetime
    last: datetime
    after: datetime | None = None
    """Last look without it; None when it stood there at the first look."""
    gone_by: datetime | None = None
    """First look that no longer saw it; None while it stands."""

    @property
    def instants(self) -> tuple[datetime, ...]:
        """Every instant that bounds it."""
        return tuple(at for at in (self.after, self.first, self.last, self.gone_by) if at is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """First and last sighting of a watched phrase in one source."""

    source: SourceRow
    first: datetime
    last: datetime
    is_current: bool
    version: int
    passage: str
    stretches: tuple[Stretch, ...] = ()
    places: tuple[tuple[int, int], ...] = ()
    """Where the phrase stands in the passage, as far as that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionColumn:
    """One edition of a statement: the source, its language, what it is called and which version was read."""

    source_id: str
    language: str | None
    title: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRow:
    """One fact that editions of a statement share, or not."""

    kind: str
    """What sort of fact it is: the key of a label ("figure", "date"), or any other word of the caller's."""
    label: str
    """The fact in a few words."""
    cells: tuple[str, ...]
    """The words of each edition, in the order of the columns; "" where an edition does not say it."""
    verdict: Literal["agrees", "differs", "missing"]
    sentence: str
    """Agreement or difference in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionsTable:
    """What the editions of one statement say about the same facts, side by side."""

    title: str
    columns: tuple[EditionColumn, ...]
    rows: tuple[EditionRow, ...]
    sentence: str
    """The whole in one sentence."""


def change_path(source_id: str, old: int, new: int) -> str:
    """Where the report of a change between two versions stands in a site."""
    return f"changes/{slug_of(source_id)}/v{old}-v{new}.html"


def source_path(source_id: str) -> str:
    """Where the page of a source stands in a site."""
    return f"sources/{slug_of(source_id)}.html"


def editions_path(source_id: str) -> str:
    """Where the table of the editions of one statement stands in a site, by the first of their sources."""
    return f"editions/{slug_of(source_id)}.html"


def publisher_path(publisher: str) -> str:
    """Where the page of a publisher stands in a site."""
    return f"publishers/{slug_of(publisher)}.html"


def language_path(language: str) -> str:
    """Where the page of a language stands in a site."""
    return f"languages/{slug_of(language)}.html"


def state_path(state: str) -> str:
    """Where the page of the changes in one state of review stands in a site."""
    return f"reviews/{slug_of(state)}.html"


def month_path(month: str) -> str:
    """Where the page of a month stands in a site."""
    return f"months/{month}.html"


def phrase_path(phrase: str) -> str:
    """Where the page of a watched phrase stands in a site."""
    return f"phrases/{slug_of(phrase)}.html"


def search_path(name: str) -> str:
    """Where the page of a saved search stands in a site."""
    return f"searches/{slug_of(name)}.html"


def feed_path(page: str) -> str:
    """Where the feed beside a page stands."""
    return page.removesuffix(".html") + ".xml"
