"""The invented story: three editions of one statement, a week of looks, and the pages each look is served."""

from __future__ import annotations

import hashlib
import html
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib.resources import files
from string import Template
from typing import Any

LANGUAGES = ("uk", "fr", "en")
_MARKS = {"## ": "h2", "> ": "blockquote", "* ": "li"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasing:
    """One wording of an edition: paragraphs of sentences, and the date the page itself shows for its last update."""

    name: str
    modified: datetime
    paragraphs: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One language's site: its address, its design, its wordings by name and everything around the statement."""

    language: str
    host: str
    path: str
    publisher: str
    title: str
    heading: str
    published: datetime
    phrasings: Mapping[str, Phrasing]
    site: Mapping[str, str]
    chrome: Mapping[str, Any]
    template: Template

    @property
    def source_id(self) -> str:
        """The id of the source that watches this edition."""
        return f"statement-{self.language}"

    @property
    def url(self) -> str:
        """The invented address of the page."""
        return f"http://{self.host}{self.path}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One instant of the week: which wording each edition shows, in which chrome, or that the site asks for proof."""

    at: datetime
    rendered_at: datetime
    """When the sites last built their pages: a look at the same chrome finds the same bytes."""
    chrome: int
    wording: Mapping[str, str]
    is_challenge: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The whole demonstration: its editions, in the order they are visited, and its looks in order of time."""

    editions: tuple[Edition, ...]
    looks: tuple[Look, ...]
    challenge: Template = field(repr=False)


def load_story() -> Story:
    """Read the bundled story."""
    built: dict[int, datetime] = {}
    looks = tuple(
        Look(
            at=look["at"],
            rendered_at=built.setdefault(look["chrome"], look["at"]),
            chrome=look["chrome"],
            wording=look["wording"],
            is_challenge=look.get("answer") == "challenge",
        )
        for look in tomllib.loads(_read("week.toml"))["look"]
    )
    editions = tuple(_load_edition(language) for language in LANGUAGES)
    return Story(editions=editions, looks=looks, challenge=Template(_read("challenge.html")))


def read_settings() -> str:
    """Return the head of the demonstration's statediff.toml."""
    return _read("statediff.toml")


def render_page(edition: Edition, phrasing: Phrasing, look: Look) -> bytes:
    """Return the page an edition serves at a look; the same wording in the same chrome is the same bytes."""
    seed = f"{edition.language}/{look.chrome}"
    chrome, site = edition.chrome, edition.site
    facts = {
        "heading": edition.heading,
        "publisher": edition.publisher,
        "canonical": edition.url,
        "published_iso": edition.published.isoformat(),
        "published_shown": edition.published.strftime(site["shown_date"]),
        "published_label": site["published_label"],
        "modified_iso": phrasing.modified.isoformat(),
        "modified_shown": phrasing.modified.strftime(site["shown_date"]),
        "modified_label": site["modified_label"],
        "banner": chrome["banners"][look.chrome % len(chrome["banners"])],
        "notice": chrome["notices"][look.chrome % len(chrome["notices"])],
        "views": str(1_204 + 377 * look.chrome),
        "views_word": chrome["views"],
        "rendered_iso": look.rendered_at.isoformat(),
        "rendered_shown": look.rendered_at.strftime(site["shown_date"]),
        **_secrets(seed),
    }
    escaped = {name: html.escape(value) for name, value in facts.items()}
    page = edition.template.substitute(
        escaped,
        statement=_mark_up(phrasing.paragraphs),
        menu=_list_links(_rotate(chrome["menu"], 0, 5 + look.chrome % 4)),
        related=_list_links(_rotate(chrome["related"], look.chrome * 3, 4)),
        most_read=_list_links(_rotate(chrome["most_read"], look.chrome, 3)),
    )
    return page.encode()


def render_challenge(story: Story, edition: Edition, look: Look) -> bytes:
    """Return the interstitial that stands in the document's place."""
    return story.challenge.substitute(host=edition.host, **_secrets(f"{edition.language}/{look.chrome}")).encode()


def _load_edition(language: str) -> Edition:
    data = tomllib.loads(_read(f"{language}.toml"))
    site, statement, passages = data["site"], data["statement"], data["passages"]
    phrasings = {
        entry["name"]: Phrasing(
            name=entry["name"],
            modified=datetime.fromisoformat(entry["modified"]),
            paragraphs=tuple(tuple(passages[key] for key in keys) for keys in entry["paragraphs"]),
        )
        for entry in data["wording"]
    }
    return Edition(
        language=language,
        host=site["host"],
        path=site["path"],
        publisher=site["publisher"],
        title=site["title"],
        heading=statement["heading"],
        published=datetime.fromisoformat(statement["published"]),
        phrasings=phrasings,
        site=site,
        chrome=data["chrome"],
        template=Template(_read(site["template"])),
    )


def _mark_up(paragraphs: Sequence[Sequence[str]]) -> str:
    lines: list[str] = []
    is_in_list = False
    for sentences in paragraphs:
        text = " ".join(sentences)
        mark = next((mark for mark in _MARKS if text.startswith(mark)), "")
        tag = _MARKS.get(mark, "p")
        if (tag == "li") is not is_in_list:
            lines.append("</ul>" if is_in_list else "<ul>")
            is_in_list = tag == "li"
        words = html.escape(text.removeprefix(mark))
        lines.append(f"<blockquote><p>{words}</p></blockquote>" if tag == "blockquote" else f"<{tag}>{words}</{tag}>")
    if is_in_list:
        lines.append("</ul>")
    return "\n".join(lines)


def _list_links(titles: Sequence[str]) -> str:
    return "\n".join(
        f'<li><a href="/p/{hashlib.sha256(title.encode()).hexdigest()[:8]}">{html.escape(title)}</a></li>'
        for title in titles
    )


def _rotate(titles: Sequence[str], start: int, count: int) -> list[str]:
    return [titles[(start + offset) % len(titles)] for offset in range(count)]


def _secrets(seed: str) -> dict[str, str]:
    digest = hashlib.sha256(seed.encode()).hexdigest()
    return {"nonce": digest[:22], "token": digest[22:38], "build": digest[38:46]}


def _read(name: str) -> str:
    return files("statediff.demo").joinpath("story", name).read_text(encoding="utf-8")
