"""Citations of a change: APA, BibTeX, CSL-JSON and a link that keeps its date (Robust Link)."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from datetime import UTC, date

import regex

from statediff.model import Capture, Source, Version, day_of
from statediff.reporter.characters import clean
from statediff.reporter.members import format_instant
from statediff.reporter.phrasing import Phrases

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""APA and BibTeX styles are English, whatever the interface speaks."""
_BIBTEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{letter: "\\" + letter for letter in "{}$&#_%"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Citations:
    """One change, ready to quote. `apa_*` are the parts around the title, which is set in italics."""

    apa_before: str
    apa_title: str
    apa_after: str
    bibtex: str
    csl_json: str
    robust_link: str


def make_citations(
    source: Source, version: Version, capture: Capture, last_seen: Capture, phrases: Phrases
) -> Citations:
    """Return the citations of a version that replaced the one last seen in `last_seen`."""
    facts = _Facts(
        key=_key(version),
        author=clean(source.publisher or source.title or source.id),
        title=clean(version.wording.title or source.title or source.url),
        url=web_address(capture.final_url) or web_address(capture.url) or "",
        dated=day_of(version.wording.published),
        accessed=capture.captured_at.astimezone(UTC).date(),
        version=version,
        first_seen=format_instant(version.first_seen_at),
        last_seen=format_instant(last_seen.captured_at),
    )
    note = phrases.say(
        "cite.version_note", number=version.number, first_seen=facts.first_seen, last_seen=facts.last_seen
    )
    ends = (f"[{note}].", f"{facts.url}." if facts.url else "", phrases.say("cite.archived", digest=version.snapshot))
    return Citations(
        apa_before=f"{facts.author.rstrip('.')}. ({_apa_date(facts.dated) or phrases.say('cite.no_date')}).",
        apa_title=facts.title,
        apa_after=" ".join(part for part in ends if part),
        bibtex=_bibtex(facts, phrases),
        csl_json=_csl(facts, note),
        robust_link=_robust_link(facts),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    key: str
    author: str
    title: str
    url: str
    dated: date | None
    accessed: date
    version: Version
    first_seen: str
    last_seen: str


def web_address(url: str | None) -> str | None:
    """Return an address that may become a link: http or https, nothing else, no character that acts."""
    if url and regex.match(r"https?://[^\s\p{C}\"<>\\^`{|}]+\Z", url, regex.IGNORECASE):
        return url
    return None


def _apa_date(dated: date | None) -> str:
    return f"{dated.year}, {_MONTHS[dated.month - 1]} {dated.day}" if dated else ""


def _key(version: Version) -> str:
    name = regex.sub(r"[^A-Za-z0-9]+", "-", version.source_id).strip("-") or "source"
    return f"{name}-{version.first_seen_at.astimezone(UTC):%Y%m%d}-v{version.number}"


def _bibtex(facts: _Facts, phrases: Phrases) -> str:
    note = phrases.say(
        "cite.note",
        last_seen=facts.last_seen,
        first_seen=facts.first_seen,
        number=facts.version.number,
        digest=facts.version.wording.digest,
    )
    fields = {
        "author": "{" + _escape_bibtex(facts.author) + "}",
        "title": "{" + _escape_bibtex(facts.title) + "}",
        "date": facts.dated.isoformat() if facts.dated else "",
        "version": str(facts.version.number),
        "url": facts.url,
        "urldate": facts.accessed.isoformat(),
        "note": _escape_bibtex(note),
    }
    lines = [f"  {name:<7} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@online{{{facts.key},", *lines, "}"))


def _escape_bibtex(text: str) -> str:
    return "".join(_BIBTEX.get(letter, letter) for letter in text)


def _csl(facts: _Facts, note: str) -> str:
    item: dict[str, object] = {
        "id": facts.key,
        "type": "webpage",
        "title": facts.title,
        "author": [{"literal": facts.author}],
        "accessed": _date_parts(facts.accessed),
        "version": str(facts.version.number),
        "URL": facts.url,
        "note": note,
    }
    if facts.dated:
        item["issued"] = _date_parts(facts.dated)
    if facts.version.wording.language:
        item["language"] = facts.version.wording.language
    return json.dumps([item], ensure_ascii=False, indent=1)


def _date_parts(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}


def _robust_link(facts: _Facts) -> str:
    address, when = html.escape(facts.url), facts.accessed.isoformat()
    return (
        f'<a href="{address}"\n   data-originalurl="{address}"\n   data-versiondate="{when}">'
        f"{html.escape(facts.title)}</a>"
    )
