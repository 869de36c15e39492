"""Siblings: pages of one site share blocks; when those change everywhere at once, that is one event of the site."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from itertools import islice
from urllib.parse import urlsplit

from statediff.archive import Archive
from statediff.model import Block, Capture, Source, Version

SITE_BLOCK = "site-block"
"""Noted of a look that found nothing changed but blocks which stood on several pages of its site."""
SITE_BLOCK_AGAIN = "site-block-again"
"""Noted of a look that found the same change of the same block on a further page of the site."""
LEAST_PAGES = 3
"""Pages of one site on which a block must have stood, word for word at the same place, to be the site's own."""
_SIBLINGS_ASKED = 12
_MOST_BLOCKS = 8
"""A change of more blocks than these is the page's own."""
_STOOD_UNTIL = timedelta(days=8)
"""How long ago a sibling may have lost a block for its change to count as the same event."""


class Siblings:
    """The sources of an archive by their sites; read once, when it is needed first."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._by_host: dict[str, list[str]] | None = None

    def note_site_event(self, source: Source, look: Capture) -> bool:
        """Note of a look that brought a change that all of it is the site's, and whether another page told it before.

        The change is kept as it is. Nothing is noted, and False returned, when any of it stood on this page alone.
        """
        number = look.version or 0
        if number < 2 or source.discover is not None:
            return False
        siblings = [name for name in self._of_host(_host_of(source)) if name != source.id]
        if len(siblings) < LEAST_PAGES - 1:
            return False
        old, new = self._archive.range(f"{source.id}@v{number}")
        gone, come = _subtract(old, new), _subtract(new, old)
        if old.extraction != new.extraction or not gone or len(gone) > _MOST_BLOCKS:
            return False
        holders = set.intersection(*(set(self._archive.holders(block.text)) for block in gone))
        asked = [name for name in siblings if name in holders][:_SIBLINGS_ASKED]
        if len(asked) < LEAST_PAGES - 1:
            return False
        held_by = [name for name in asked if self._stood_on(name, gone, look)]
        if len(held_by) < LEAST_PAGES - 1:
            return False
        key = _key_of(gone, come)
        is_told = any(key in self._site_events_of(name) for name in held_by)
        self._archive.note(look, SITE_BLOCK_AGAIN if is_told else SITE_BLOCK, key)
        return True

    def _site_events_of(self, name: str) -> tuple[str, ...]:
        noted = (self._archive.last_note(name, event) for event in (SITE_BLOCK, SITE_BLOCK_AGAIN))
        return tuple(note[1] for note in noted if note is not None)

    def _of_host(self, host: str) -> Sequence[str]:
        if self._by_host is None:
            self._by_host = {}
            for source in self._archive.sources():
                self._by_host.setdefault(_host_of(source), []).append(source.id)
        return self._by_host.get(host, ())

    def _stood_on(self, name: str, blocks: Sequence[Block], look: Capture) -> bool:
        """Whether a source's newest version, or the one that it lost lately, held all blocks at the same place."""
        newest = self._archive.last_version(name)
        if newest is None:
            return False
        wanted = {_place_and_words(block) for block in blocks}
        versions = [newest]
        if newest.number > 1 and look.captured_at - newest.first_seen_at <= _STOOD_UNTIL:
            versions.append(self._archive.range(newest.revision)[0])
        return any(wanted <= {_place_and_words(block) for block in version.wording.blocks} for version in versions)


def _subtract(one: Version, other: Version) -> list[Block]:
    """Return the blocks of one version that the other does not have at the same place."""
    held = {_place_and_words(block) for block in other.wording.blocks}
    return list(islice((b for b in one.wording.blocks if _place_and_words(b) not in held), _MOST_BLOCKS + 1))


def _place_and_words(block: Block) -> tuple[str, str, str]:
    return str(block.kind), block.signature, " ".join(block.text.split())


def _key_of(gone: Sequence[Block], come: Sequence[Block]) -> str:
    """Name a change of some blocks by their words, the same on every page."""
    words = repr([sorted(map(_place_and_words, blocks)) for blocks in (gone, come)])
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _host_of(source: Source) -> str:
    return (urlsplit(source.url).hostname or "").lower()
