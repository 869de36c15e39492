"""Settings of the served application."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from statediff.model import SavedSearch, WatchPhrase

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """What is served, under which names, and who may write."""

    archive: Path
    token: str
    """Whoever has it may write; reading needs none."""
    host: str = "127.0.0.1"
    port: int = 8321
    names: tuple[str, ...] = ()
    """Further values of the Host header that are ours, such as "desk.newsroom.example" behind a proxy."""
    language: str = "en"
    watch: tuple[WatchPhrase, ...] = ()
    searches: tuple[SavedSearch, ...] = ()
    """Each has a page, a feed and an address of the API."""
    codebook: str = ""
    reviewer: str = ""
    generator_version: str = ""

    @property
    def hosts(self) -> frozenset[str]:
        """Every value of the Host header that is ours; others are another site's, or a rebound name's."""
        own = {f"{name}:{self.port}" for name in (*LOOPBACK, self.host)}
        if self.port == 80:
            own |= {*LOOPBACK, self.host}
        return frozenset(name.lower() for name in own | set(self.names))
