"""What a page says about itself: title, language, its own dates, its canonical address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml.etree import _Element as Element

from .dates import read_machine_date, read_written_date
from .page import find_path, names_site, short_text_of, text_of
from .spacing import one_line, weigh
from .vocabulary import words, words_of

_SUFFIX = re.compile(r"\s+[|–—·•»«:/\-]+\s+|\s*\|\s*|\s+::\s+|(?<=[\u3040-\u9fff”」』）])[_-](?=[\u3040-\u9fff])")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dcterms.issued",
    "dc.date", "dcterms.created", "dcterms.date", "dc.date.created", "date", "pubdate", "publish-date",
    "publication_date", "govuk:first-published-at", "citation_publication_date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "last-modified", "lastmod", "revised", "govuk:public-updated-at", "govuk:updated-at",
)  # fmt: skip
_DATED = ".//time|.//*[@itemprop='datePublished' or @itemprop='dateModified']"
_DIGIT = re.compile(r"\d")
_SAID = 40
"""Letters of a heading that a title has to say: titles are cut short."""
_DATE_LINE = 160
_LEAD_WORDS = 4
_LONGEST_OWN = 480
"""Letters, blanks with them, of an element that may still be a line with a date."""
_LEAD_LETTERS = 80
"""Letters in which so many words are looked for."""
_LEAD_SIZE = 24
"""Letters from which so many words are likely."""
_LONGEST_JSON = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a page says about itself; None where it does not say."""

    title: str | None = None
    language: str | None = None
    published: str | None = None
    modified: str | None = None
    canonical_url: str | None = None
    base: str | None = None
    """The address against which the page's links are made absolute."""


def read_facts(root: Element, url: str | None) -> Facts:
    """Read a whole, unpruned page's own words about itself."""
    meta = _meta_values(root)
    statements = list(_linked_data(root))
    published, modified = _dates(root, meta, statements)
    return Facts(
        title=_title(root, meta, statements),
        language=_language(root, meta),
        published=published,
        modified=modified,
        canonical_url=_canonical(root, url),
        base=_base(root, url),
    )


def clean_language(value: str | None) -> str | None:
    """Return a language tag of the shape BCP 47 gives it ("en_gb" is "en-GB"), or None."""
    parts = (value or "").strip().replace("_", "-").split("-")
    tag = "-".join([parts[0].lower(), *(part.upper() if len(part) == 2 else part for part in parts[1:])])
    return tag if _LANGUAGE.fullmatch(tag) else None


def strip_site(title: str, site: str | None = None) -> str:
    """Return a title without the name of the site at its end ("Statement - GOV.UK")."""
    title = one_line(title)
    if site:
        bare = re.sub(rf"\s*[|–—·•»«:\-]+\s*{re.escape(one_line(site))}\W*$", "", title)
        if bare and bare != title:
            return bare
    parts = _SUFFIX.split(title)
    cut = title
    while len(parts) > 1 and len(parts[-1].split()) <= 6 and weigh(parts[0]) >= max(12, weigh(parts[-1])):
        cut = cut[: cut.rindex(parts[-1])].rstrip(" |–—·•»«:/_-")
        parts.pop()
    return cut or title


def _meta_values(root: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        content = meta.get("content")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = meta.get(attribute)
            if name and content:
                found.setdefault(name.strip().lower(), content.strip())
    return found


def _linked_data(root: Element) -> Iterator[dict[str, object]]:
    """Yield the JSON-LD objects of a page that carry dates or headlines, nested graphs included."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text or len(script.text) > _LONGEST_JSON:
            continue
        try:
            loaded = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = [loaded]
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting.extend(node)
            elif isinstance(node, dict):
                if {"datePublished", "dateModified", "headline"} & node.keys():
                    yield node
                waiting.extend(node.get(key, []) for key in ("@graph", "mainEntity", "mainEntityOfPage"))


def _title(root: Element, meta: dict[str, str], statements: list[dict[str, object]]) -> str | None:
    site = meta.get("og:site_name")
    element = root.find(".//head/title")
    named = text_of(element) if element is not None else ""
    shared = one_line(meta.get("og:title") or meta.get("twitter:title") or "")
    headline = next(
        (one_line(str(node["headline"])) for node in statements if isinstance(node.get("headline"), str)), ""
    )
    headings = [text for heading in root.iter("h1") if (text := text_of(heading)) and not names_site(heading)]
    said = _said_heading(headings, (shared, headline, named))
    if said is not None:
        return said
    if shared:
        return strip_site(shared, site)
    if len(headings) == 1 and not headline:
        return headings[0]
    return headline or (strip_site(named, site) if named else None) or (headings[0] if headings else None)


def _said_heading(headings: list[str], titles: tuple[str, ...]) -> str | None:
    """Return the heading that the page's titles say: with which one begins, before one that stands amid it.

    A site that sets its own name as a heading of the first level says it at the end of its titles.
    """
    keys = [(heading, heading.casefold()[:_SAID]) for heading in headings]
    for title in filter(None, titles):
        begun = [heading for heading, key in keys if title.casefold().startswith(key)]
        if begun:
            return max(begun, key=len)
    shared, *_, named = (title.casefold() for title in titles)
    if shared and named.startswith(shared):
        named = shared
    held = [heading for heading, key in keys if any(key in title.casefold() for title in (*titles[:-1], named))]
    return max(held, key=len) if held else None


def _language(root: Element, meta: dict[str, str]) -> str | None:
    xml_lang = root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    values = (root.get("lang"), xml_lang, meta.get("content-language"), meta.get("dc.language"), meta.get("og:locale"))
    return next((tag for value in values if value and (tag := clean_language(value.split(",")[0]))), None)


def _dates(root: Element, meta: dict[str, str], statements: list[dict[str, object]]) -> tuple[str | None, str | None]:
    published = _first_date(node.get("datePublished") for node in statements)
    modified = _first_date(node.get("dateModified") for node in statements)
    published = published or _first_date(meta.get(name) for name in _PUBLISHED)
    modified = modified or _first_date(meta.get(name) for name in _MODIFIED)
    if published and modified:
        return published, modified
    marked_published, marked_modified = _marked_dates(root)
    published, modified = published or marked_published, modified or marked_modified
    if not (published and modified):
        seen_published, seen_modified = _visible_dates(root)
        published, modified = published or seen_published, modified or seen_modified
    return published, modified


def _first_date(values: Iterator[object]) -> str | None:
    return next((found for value in values if isinstance(value, str) and (found := read_machine_date(value))), None)


def _marked_dates(root: Element) -> tuple[str | None, str | None]:
    """Read <time> and itemprop dates; an unnamed <time> is the day of publication when it stands first."""
    published = modified = first = None
    for element in find_path(root, _DATED):
        value = read_machine_date(element.get("datetime") or element.get("content"))
        if value is None:
            continue
        around = f"{element.get('itemprop', '')} {element.get('class', '')}".lower()
        if "modif" in around or "updat" in around:
            modified = modified or value
        elif "publi" in around or element.get("pubdate") is not None:
            published = published or value
        elif _kind_of_line(element) == "modified":
            modified = modified or value
        else:
            first = first or value
    return published or first, modified


def _kind_of_line(element: Element) -> str | None:
    parent = element.getparent()
    line = short_text_of(parent, _DATE_LINE) if parent is not None else None
    return _kind_of(words_of(line)) if line else None


def _kind_of(found: list[str]) -> str | None:
    known = words()
    if any(word in known.modified for word in found):
        return "modified"
    return "published" if any(word in known.published for word in found) else None


def _visible_dates(root: Element) -> tuple[str | None, str | None]:
    published = modified = None
    for element in root.iter("p", "span", "div", "dd", "li", "small", "td", "em"):
        if len(element) > 6 or element.getparent() is None:
            continue
        own = element.text or ""
        if len(own) > _LONGEST_OWN or (len(element) == 0 and not _DIGIT.search(own)):
            continue
        # What a line is shows in its first words: only few lines have to be read whole.
        kind = _kind_of(_first_words(element))
        if kind is None and element.tag != "dd":
            continue
        line = short_text_of(element, _DATE_LINE) or ""
        if not 8 <= len(line) <= _DATE_LINE or not _DIGIT.search(line):
            continue
        if element.tag == "dd" and kind is None:
            term = element.getprevious()
            kind = _kind_of(words_of(text_of(term))[:4]) if term is not None else None
        if kind == "modified" and modified is None:
            modified = read_written_date(line)
        elif kind == "published" and published is None:
            published = read_written_date(line)
        if published and modified:
            break
    return published, modified


def _first_words(element: Element) -> list[str]:
    pieces: list[str] = []
    size = 0
    for piece in element.itertext():
        if piece.isspace():
            continue
        pieces.append(str(piece[:_LEAD_LETTERS]))
        size += len(piece)
        if size >= _LEAD_SIZE and len(found := words_of(" ".join(pieces))) >= _LEAD_WORDS:
            return found[:_LEAD_WORDS]
    return words_of(" ".join(pieces))[:_LEAD_WORDS]


def _canonical(root: Element, url: str | None) -> str | None:
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            address = _joined(url, link.get("href"))
            if address and urlsplit(address).scheme in ("http", "https"):
                return address
    return None


def _base(root: Element, url: str | None) -> str | None:
    base = root.find(".//head/base")
    return (_joined(url, base.get("href")) if base is not None else None) or url


def _joined(url: str | None, href: str | None) -> str | None:
    if not href or not href.strip():
        return None
    try:
        address = urljoin(url or "", href.strip())
        urlsplit(address)
    except ValueError:
        return None
    return address
