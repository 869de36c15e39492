"""Citations of a change: APA, BibTeX, CSL-JSON and a link that keeps its date (Robust Link)."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime

import regex

from statediff.model import Capture, Source, Version, day_of
from statediff.reporter.characters import clean
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


def make_citations(source: Source, version: Version, capture: Capture, last_seen: Capture, phrases: Phrases) -> Citations:
    """Return the citations of a version that replaced the one last seen in `last_seen`."""
    author = clean(source.publisher or source.title or source.id)
    title = clean(version.wording.title or source.title or source.url)
    url = web_address(capture.final_url) or web_address(capture.url) or ""
    dated = day_of(version.wording.published)
    first_seen, last = _instant(version.first_seen_at), _instant(last_seen.captured_at)
    note = phrases.say("cite.version_note", number=version.number, first_seen=first_seen, last_seen=last)
    archived = phrases.say("cite.archived", digest=version.snapshot)
    return Citations(
        apa_before=f"{author.rstrip('.')}. ({_apa_date(dated) or phrases.say('cite.no_date')}).",
        apa_title=title,
        apa_after=f"[{note}]. {url}. {archived}".replace(" . ", " "),
        bibtex=_bibtex(author, title, url, dated, version, capture, last, phrases),
        csl_json=_csl(author, title, url, dated, version, capture, note),
        robust_link=_robust_link(title, url, capture),
    )


def web_address(url: str | None) -> str | None:
    """Return an address that may become a link: http or https, nothing else, no character that acts."""
    if url and regex.match(r"https?://[^\s\p{C}\"<>\\^`{|}]+\Z", url, regex.IGNORECASE):
        return url
    return None


def _apa_date(dated: date | None) -> str:
    return f"{dated.year}, {_MONTHS[dated.month - 1]} {dated.day}" if dated else ""


def _key(source: Source, version: Version) -> str:
    name = regex.sub(r"[^A-Za-z0-9]+", "-", source.id).strip("-") or "source"
    return f"{name}-{version.first_seen_at.astimezone(UTC):%Y%m%d}-v{version.number}"


def _bibtex(
    author: str,
    title: str,
    url: str,
    dated: date | None,
    version: Version,
    capture: Capture,
    last: str,
    phrases: Phrases,
) -> str:
    note = phrases.say(
        "cite.note",
        last_seen=last,
        first_seen=_instant(version.first_seen_at),
        number=version.number,
        digest=version.wording.digest,
    )
    fields = {
        "author": "{" + _escape_bibtex(author) + "}",
        "title": "{" + _escape_bibtex(title) + "}",
        "date": dated.isoformat() if dated else "",
        "version": str(version.number),
        "url": url,
        "urldate": f"{capture.captured_at.astimezone(UTC):%Y-%m-%d}",
        "note": _escape_bibtex(note),
    }
    source = Source(id=version.source_id, url=url)
    lines = [f"  {name:<7} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@online{{{_key(source, version)},", *lines, "}"))


def _escape_bibtex(text: str) -> str:
    return "".join(_BIBTEX.get(letter, letter) for letter in text)


def _csl(
    author: str, title: str, url: str, dated: date | None, version: Version, capture: Capture, note: str
) -> str:
    accessed = capture.captured_at.astimezone(UTC).date()
    item: dict[str, object] = {
        "id": _key(Source(id=version.source_id, url=url), version),
        "type": "webpage",
        "title": title,
        "author": [{"literal": author}],
        "accessed": {"date-parts": [[accessed.year, accessed.month, accessed.day]]},
        "version": str(version.number),
        "URL": url,
        "note": note,
    }
    if dated:
        item["issued"] = {"date-parts": [[dated.year, dated.month, dated.day]]}
    if version.wording.language:
        item["language"] = version.wording.language
    return json.dumps([item], ensure_ascii=False, indent=1)


def _robust_link(title: str, url: str, capture: Capture) -> str:
    when = f"{capture.captured_at.astimezone(UTC):%Y-%m-%d}"
    address = html.escape(url)
    return f'<a href="{address}"\n   data-originalurl="{address}"\n   data-versiondate="{when}">{html.escape(title)}</a>'


def _instant(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
