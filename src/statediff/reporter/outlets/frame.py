"""Frame: what stands around every page of a site or an application, whatever the page is about."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import jinja2

from statediff.reporter.listing import name_of_kind
from statediff.reporter.outlets.excerpts import cut_excerpt
from statediff.reporter.outlets.rows import language_path, phrase_path, publisher_path, slug_of
from statediff.reporter.phrasing import Phrases
from statediff.reporter.templating import make_environment, read_asset, source_hash

OUTLETS = "statediff.reporter.outlets"
_INVENTED = (".example", ".test", ".invalid", ".localhost")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """Templates and the style of their pages."""

    environment: jinja2.Environment
    style: str


@functools.cache
def load_kit(*packages: str) -> Kit:
    """Return the site's templates and style, after those of further packages; read once."""
    environment = make_environment(*packages, OUTLETS, "statediff.reporter")
    environment.filters["slug"] = slug_of
    environment.filters["excerpt"] = cut_excerpt
    environment.filters["publisher_path"] = publisher_path
    environment.filters["language_path"] = language_path
    environment.filters["phrase_path"] = phrase_path
    styles = [("statediff.reporter", "style.css"), (OUTLETS, "site.css"), *_more(packages)]
    return Kit(environment=environment, style="\n".join(read_asset(*style) for style in styles))


def _more(packages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Styles of verdicts, notes and forms, and of the packages themselves."""
    if packages:
        yield "statediff.reporter", "review.css"
    yield from ((name, "desk.css") for name in packages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Writes templates into whole pages. The bytes depend on the arguments alone: no clock, locale or zone is read.

    `base_url` ends with a slash; it is for canonical addresses only, links between pages are relative. Where an
    application serves the pages (`is_served`), forms may be sent to it; `ways` are its own links, by name and path.
    """

    phrases: Phrases
    kit: Kit
    base_url: str | None = None
    generator_version: str = ""
    is_served: bool = False
    ways: tuple[tuple[str, str], ...] = ()

    def write(self, template: str, path: str, *, urls: Sequence[str] = (), **facts: Any) -> str:
        """Return the page that will stand at `path`; `urls` are those of the pages it tells about.

        Without a path it may be shown at any depth: where an application answers, its links begin at the root.
        """
        script = facts.setdefault("script", "")
        defaults = {"feed": "", "spreadsheet": False, "newest": None, "has_form": False, "has_frame": False}
        return self.kit.environment.get_template(template).render(
            **{**defaults, **facts},
            phrases=self.phrases,
            say=self.phrases.say,
            name_kind=functools.partial(name_of_kind, phrases=self.phrases),
            root="../" * path.count("/") if path or not self.is_served else "/",
            here=path,
            ways=self.ways,
            is_served=self.is_served,
            canonical=self.base_url + path if self.base_url and path else "",
            version=self.generator_version,
            is_invented=bool(urls) and all(is_invented(url) for url in urls),
            style=self.kit.style,
            style_hash=source_hash(self.kit.style),
            script_hash=source_hash(script) if script else "",
        )


def is_invented(url: str) -> bool:
    """Whether an address has a host that can only have been made up (RFC 2606)."""
    try:
        return (urlsplit(url).hostname or "").endswith(_INVENTED)
    except ValueError:
        return False
