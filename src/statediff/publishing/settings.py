"""Settings of everything that is published."""

from __future__ import annotations

from dataclasses import dataclass

from statediff.model import SavedSearch, WatchPhrase


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSettings:
    """How a site, a feed or a digest is written."""

    language: str = "en"
    base_url: str | None = None
    """Where the site is published, with a slash at its end. A site needs it for its sitemap alone."""
    watch: tuple[WatchPhrase, ...] = ()
    searches: tuple[SavedSearch, ...] = ()
    """Each has a page and a feed in a site, and a section in a digest."""
    generator_version: str = ""
