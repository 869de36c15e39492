"""JSON answers of publishing systems to wordings: GOV.UK content, WordPress, AEM models, Next.js data, a named path."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from statediff.errors import ExtractionError
from statediff.model import Block, BlockKind, Rules, Wording

from .charset import Decoded, decode
from .dates import read_machine_date
from .metadata import clean_language
from .page import parse as parse_markup
from .page import text_of
from .plain import read_text
from .reading import Reading
from .spacing import one_line
from .webpage import read_markup

_MARKUP = re.compile(r"<[a-zA-Z!/][^>]*>")
_OBJECT = re.compile(r'\s*(\[\s*)?\{\s*"')
"""How an object begins, and no prose."""
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+|\*)\]")
_NEXT_DATA = re.compile(r"<script[^>]{0,200}\bid=[\"']__NEXT_DATA__[\"'][^>]{0,200}>(.*?)</script", re.DOTALL)
_DEEPEST = 200
_TEXT_KEYS = frozenset(
    {"text", "title", "richtext", "description", "body", "content", "bodytext", "html", "value", "copy"}
)
_MACHINE = re.compile(r"^\S*$|^[\w./:#-]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an adapter found in a JSON answer: markup or texts, and what is said of them."""

    how: str
    markup: str
    title: str | None = None
    language: str | None = None
    published: str | None = None
    modified: str | None = None
    correction: str | None = None
    canonical_url: str | None = None


def read_json(
    body: bytes, http_charset: str | None, url: str | None, *, rules: Rules, pinned: str | None = None
) -> Reading:
    """Read the statement out of a JSON answer: by the source's `json_path`, else by the system that made it.

    Raises: ExtractionError when it is no JSON, or holds no text we know how to find.
    """
    decoded = decode(body, http_charset)
    try:
        loaded = json.loads(decoded.text, strict=False)
    except ValueError as error:
        if _OBJECT.match(decoded.text) and rules.json_path is None:
            raise ExtractionError(
                url or "answer", "damaged JSON, or JSON that ends early", "wait for the next look"
            ) from error
        if rules.json_path is None:
            return read_text(body, http_charset, url, rules=rules, pinned=pinned)
        raise ExtractionError(url or "answer", "no JSON", "leave json-path out, or watch another address") from error
    found = find_text(loaded, rules.json_path, url or "answer")
    return _read_found(found, decoded, url, rules)


def read_embedded(
    body: bytes, http_charset: str | None, url: str | None, *, rules: Rules, pinned: str | None = None
) -> Reading | None:
    """Read the statement out of the data that a Next.js page carries for its scripts; None when there is none."""
    del pinned
    decoded = decode(body, http_charset)
    match = _NEXT_DATA.search(decoded.text)
    try:
        found = _next_data(json.loads(match[1])) if match else None
    except ValueError:
        return None
    return _read_found(found, decoded, url, rules) if found is not None and found.markup else None


def find_text(loaded: object, path: str | None, subject: str) -> Found:
    """Return the text of a decoded JSON answer.

    Raises: ExtractionError when there is none.
    """
    if path is not None:
        texts = [_as_markup(value) for value in follow(loaded, path)]
        if not any(texts):
            raise ExtractionError(subject, f"the path {path} leads to no text", "correct json-path")
        return Found(how="json", markup="\n".join(texts))
    for adapter in (_govuk, _wordpress, _next_data, _aem_model):
        found = adapter(loaded)
        if found is not None:
            return found
    raise ExtractionError(subject, "JSON of an unknown system", 'name the place of its text with json-path = "..."')


def follow(loaded: object, path: str) -> Iterator[object]:
    """Yield what a path leads to: names joined by dots, [0] for one member of a list, [*] for all."""
    values = [loaded]
    for name, index in _STEP.findall(path.removeprefix("$").removeprefix(".")):
        following: list[object] = []
        for value in values:
            if name and isinstance(value, dict) and name in value:
                following.append(value[name])
            elif index == "*" and isinstance(value, list):
                following.extend(value)
            elif index.isdigit() and isinstance(value, list) and int(index) < len(value):
                following.append(value[int(index)])
        values = following
    yield from values


def _govuk(loaded: object) -> Found | None:
    """GOV.UK's /api/content answers: the body, the withdrawal notice, and the dates the public sees."""
    if not isinstance(loaded, dict) or "base_path" not in loaded or not isinstance(loaded.get("details"), dict):
        return None
    details: dict[str, Any] = loaded["details"]
    bodies = [details.get("body"), *(part.get("body") for part in _dicts(details.get("parts")))]
    markup = "\n".join(_govspeak(body) for body in bodies if body)
    notice = loaded.get("withdrawn_notice")
    withdrawn = str(notice.get("explanation") or "") if isinstance(notice, dict) else ""
    lead = loaded.get("description")
    head = f"<p>{_escape(str(lead))}</p>" if lead else ""
    base = f"https://www.gov.uk{loaded['base_path']}"
    return Found(
        how="adapter:govuk",
        markup=withdrawn + head + markup,
        title=_text(loaded.get("title")),
        language=_text(loaded.get("locale")),
        published=_date(loaded.get("first_published_at")),
        modified=_date(loaded.get("public_updated_at")),
        correction=_plain(withdrawn) or None,
        canonical_url=base,
    )


def _govspeak(body: object) -> str:
    if isinstance(body, list):
        return next((str(form.get("content")) for form in _dicts(body) if form.get("content_type") == "text/html"), "")
    return str(body)


def _wordpress(loaded: object) -> Found | None:
    """WordPress's wp-json answers, one post or a list of which the first is meant."""
    post = loaded[0] if isinstance(loaded, list) and loaded else loaded
    if not isinstance(post, dict) or not isinstance(post.get("content"), dict) or "rendered" not in post["content"]:
        return None
    title = post.get("title")
    return Found(
        how="adapter:wordpress",
        markup=str(post["content"]["rendered"]),
        title=_plain(str(title["rendered"])) if isinstance(title, dict) and "rendered" in title else None,
        language=_text(post.get("lang")),
        published=_date(post.get("date_gmt")) or _date(post.get("date")),
        modified=_date(post.get("modified_gmt")) or _date(post.get("modified")),
        canonical_url=_text(post.get("link")),
    )


def _next_data(loaded: object) -> Found | None:
    """The __NEXT_DATA__ of a Next.js page."""
    properties = loaded.get("props") if isinstance(loaded, dict) else None
    page = properties.get("pageProps") if isinstance(properties, dict) else None
    return _gathered(page, "adapter:next-data") if isinstance(page, dict) else None


def _aem_model(loaded: object) -> Found | None:
    """The .model.json of Adobe Experience Manager."""
    if not isinstance(loaded, dict) or not {":items", ":itemsOrder", ":type"} & loaded.keys():
        return None
    found = _gathered(loaded, "adapter:aem-model")
    return replace(
        found,
        title=_text(loaded.get("title")),
        language=_text(loaded.get("language")),
        modified=_date(loaded.get("lastModifiedDate")),
    )


def _gathered(loaded: object, how: str) -> Found:
    return Found(how=how, markup="\n".join(_texts(loaded, 0)))


def _texts(value: object, depth: int) -> Iterator[str]:
    """Yield the texts of a tree of components, in the order in which it is laid out."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for member in value:
            yield from _texts(member, depth + 1)
    elif isinstance(value, dict):
        for key, member in value.items():
            if key in (":items", ":itemsOrder"):
                continue
            if not isinstance(member, str):
                yield from _texts(member, depth + 1)
            elif key.lower() in _TEXT_KEYS and not _MACHINE.match(member):
                yield _as_markup(member)
        for item in _ordered_items(value):
            yield from _texts(item, depth + 1)


def _ordered_items(component: dict[str, Any]) -> list[object]:
    """Return the child components of an AEM component in the order it names."""
    items, order = component.get(":items"), component.get(":itemsOrder")
    if not isinstance(items, dict):
        return []
    return [items.get(key) for key in order] if isinstance(order, list) else list(items.values())


def _read_found(found: Found, decoded: Decoded, url: str | None, rules: Rules) -> Reading:
    markup = f"<html><body><main>{found.markup}</main></body></html>"
    rules = replace(rules, select=rules.select or ("main",), preset=None)
    reading = read_markup(Decoded(markup, decoded.charset, decoded.is_mojibake), url, rules=rules)
    wording = reading.wording
    titled = wording.blocks
    if found.title and not (titled and titled[0].text == found.title):
        titled = (Block(kind=BlockKind.TITLE, text=found.title, level=1), *titled)
    wording = Wording(
        title=found.title or wording.title,
        language=rules.language or clean_language(found.language),
        published=found.published,
        modified=found.modified,
        blocks=titled,
        canonical_url=found.canonical_url or wording.canonical_url,
        correction=found.correction or wording.correction,
        charset=decoded.charset,
        container="",
        notes=tuple(note for note in wording.notes if note != "layout-changed"),
    )
    return Reading(wording=wording, how=found.how, container="", pruned=reading.pruned)


def _as_markup(value: object) -> str:
    if isinstance(value, str):
        if not value.strip():
            return ""
        return value if _MARKUP.search(value) else "".join(f"<p>{_escape(part)}</p>" for part in value.split("\n\n"))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"<p>{value}</p>"
    return "\n".join(_texts(value, 0)) if isinstance(value, dict | list) else ""


def _dicts(value: object) -> list[dict[str, Any]]:
    return [member for member in value if isinstance(member, dict)] if isinstance(value, list) else []


def _text(value: object) -> str | None:
    return one_line(value) or None if isinstance(value, str) else None


def _date(value: object) -> str | None:
    return read_machine_date(value) if isinstance(value, str) else None


def _plain(markup: str) -> str:
    return text_of(parse_markup(f"<p>{markup}</p>", "text")) if markup.strip() else ""


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
