"""What the archive answers with: where a phrase stands, and whether everything kept is still whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A passage that matches a search: where, in which version, and whether it still stands today."""

    source_id: str
    version: int
    text: str
    first_seen_at: datetime
    last_seen_at: datetime
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """One thing `verify` found wrong, and where."""

    place: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The result of checking an archive."""

    captures: int
    snapshots: int
    versions: int
    damages: tuple[Damage, ...] = ()
    root: str = ""
    """Root hash of the log over all captures, in hexadecimal."""

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.damages
