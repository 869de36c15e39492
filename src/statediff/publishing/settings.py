"""Settings of everything that is published."""

from __future__ import annotations

from dataclasses import dataclass

from statediff.model import WatchPhrase


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSettings:
    """How a site, a feed or a digest is written."""

    language: str = "en"
    base_url: str | None = None
    """Where the site is published, with a slash at its end. A site needs it for its sitemap alone."""
    watch: tuple[WatchPhrase, ...] = ()
    generator_version: str = ""
