"""Looks: what the latest looks at a source found where, in order of time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from statediff.archive import Archive
from statediff.filtering.slots import Place, places_of
from statediff.model import Headers, Wording

FETCHED_AGAIN = "fetched-again"
"""Noted of a look that was made at once after another one, to see what seconds change."""
MOST_LOOKS = 200
MOST_VERSIONS = 40
"""How far back is looked: enough for some weeks of a page that changes at every look."""
_HIT = re.compile(r"(?<![a-z])(hit|stale|updating|revalidated)(?![a-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look that brought the page: which version it saw, and what stood where."""

    version: int
    seen_at: datetime
    wording: Wording
    is_again: bool = False
    """Whether it was made at once after the look before it."""
    is_stored: bool = False
    """Whether the answer says that a cache had kept it: what differs in it may be old rather than chance."""
    places: dict[Place, tuple[str, ...]]

    @classmethod
    def of(
        cls, version: int, seen_at: datetime, wording: Wording, *, is_again: bool = False, is_stored: bool = False
    ) -> Look:
        """Make a look that found a wording."""
        return cls(
            version=version,
            seen_at=seen_at,
            wording=wording,
            is_again=is_again,
            is_stored=is_stored,
            places=places_of(wording),
        )


def is_stored(headers: Headers) -> bool:
    """Whether an answer's headers say that a cache had kept it: an Age, or a hit in any header about a cache."""
    for name, value in headers:
        key, words = name.lower(), value.strip().lower()
        if key == "age" and words.isdecimal() and int(words) > 0:
            return True
        if "cache" in key and key != "cache-control" and _HIT.search(words):
            return True
    return False


def gather_looks(archive: Archive, source_id: str) -> tuple[Look, ...]:
    """Return the latest looks at a source that saw a version, oldest first, all read by the same rules.

    They end where the newest version's rules began: what our rules changed is no change of the page.
    """
    captures = [one for one in archive.captures(source_id, limit=MOST_LOOKS) if one.version is not None]
    numbers = list(dict.fromkeys(one.version for one in captures))[:MOST_VERSIONS]
    wordings: dict[int | None, tuple[Wording, dict[Place, tuple[str, ...]]]] = {}
    extraction = None
    for number in numbers:
        version = archive.version(f"{source_id}@v{number}")
        extraction = extraction or version.extraction
        if version.extraction != extraction:
            break
        wordings[version.number] = version.wording, places_of(version.wording)
    looks = []
    for capture in takewhile(lambda one: one.version in wordings, captures):
        assert capture.version is not None
        wording, places = wordings[capture.version]
        looks.append(
            Look(
                version=capture.version,
                seen_at=capture.captured_at,
                wording=wording,
                is_again=FETCHED_AGAIN in capture.events,
                is_stored=is_stored(capture.headers),
                places=places,
            )
        )
    return tuple(reversed(looks))
