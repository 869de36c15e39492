"""Page: one Change as one HTML file that needs nothing else, with or without the evidence behind it."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal
from urllib.parse import urlsplit

import jinja2

from statediff.model import BlockKind, Capture, Change, History, Op, Source, Version
from statediff.reporter import characters
from statediff.reporter.cite import Citations, make_citations, web_address
from statediff.reporter.document import write_document
from statediff.reporter.downloads import list_downloads
from statediff.reporter.kinds import LAYOUT
from statediff.reporter.listing import (
    count_changed_words,
    group_entries,
    list_chips,
    list_entries,
    list_format_events,
    list_heaviest,
    list_ignored,
    list_jumps,
    list_segments,
    name_of_kind,
)
from statediff.reporter.noted import place_notes
from statediff.reporter.outlets.rows import EditionsTable
from statediff.reporter.phrasing import Phrases, load_phrases
from statediff.reporter.plain import render_text
from statediff.reporter.provenance import Provenance, gather_provenance, seconds_watched, tell_silence
from statediff.reporter.review import Review, list_choices, list_verdicts
from statediff.reporter.statement import read_statement
from statediff.reporter.templating import make_environment, read_asset, source_hash
from statediff.reporter.timeline import Timeline, draw_timeline

_PACKAGE = "statediff.reporter"
Form = Literal["html", "text", "json"]
_INVENTED = (".example", ".test", ".invalid", ".localhost")
"""Top-level names that RFC 2606 keeps free: what stands there was invented."""
_MOST_OUTLINED = 60
"""Changes that are outlined without script when their link is followed; beyond, the paragraph alone is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLinks:
    """Where a report leads when it stands in a site: addresses relative to it, and its own whole one when known."""

    home: str
    source: str
    publisher: str = ""
    editions: str = ""
    """Where the facts of all editions of the statement stand beside each other."""
    canonical: str = ""
    notes: str = ""
    """Where notes on its newer version stand and are taken."""
    ways: tuple[tuple[str, str], ...] = ()
    """An application's own links, by name and address."""
    neighbours: tuple[tuple[str, str], ...] = ()
    """The changes before and after this one of the same source, by name and address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a report shows beside the change."""

    source: Source
    old: Version
    new: Version
    last_seen: Capture
    address: str
    shown_address: str
    order: Literal["onward", "backwards", "across"]
    """Whether the newer side stands on the right; "across" compares two sources."""
    are_languages_apart: bool
    """Whether two sources in different languages are compared."""
    has_gap: bool
    """Whether other versions lie between the two sides."""
    is_invented: bool
    silence: str
    watched: str
    """How long the page had been watched when it changed, in words."""
    provenance: Provenance
    timeline: Timeline | None
    citations: Citations
    version: str
    old_label: str
    new_label: str
    links: SiteLinks | None


Letters = Mapping[int, Sequence[Op]]
"""Of edits, by number, the runs of letters that stayed, went and came inside one word that became another."""
_NO_LETTERS: Letters = MappingProxyType({})


def render(
    change: Change, form: Form = "html", *, sentence: str = "", language: str = "en", letters: Letters = _NO_LETTERS
) -> str:
    """Return a Change as a whole HTML page, as marked plain text, or as a JSON document.

    `sentence` is put first in every form; `language` is the interface's. No archive is needed, so the page has no
    provenance, timeline or citation; `render_report` has them.
    """
    phrases = load_phrases(language)
    sentence = sentence or _count(change, phrases)
    match form:
        case "json":
            return write_document(change, sentence)
        case "text":
            body = render_text(change)
            return characters.escape_controls(sentence) + "\n" + (f"\n{body}" if body else "")
        case "html":
            return _render_page(change, phrases, sentence, letters=letters)


def render_report(
    *,
    change: Change,
    source: Source,
    old: Version,
    new: Version,
    history: History,
    old_capture: Capture,
    new_capture: Capture,
    last_seen: Capture,
    sentence: str,
    language: str = "en",
    generator_version: str = "",
    links: SiteLinks | None = None,
    review: Review | None = None,
    editions: EditionsTable | None = None,
    letters: Letters = _NO_LETTERS,
) -> str:
    """Return the report of one change: the page, with what it rests on, and apart from it what people decided.

    The bytes depend on the arguments alone: no clock, locale or time zone is read. `last_seen` is the last look that
    saw the old wording; the change lies between it and the new version's first sight.
    """
    phrases = load_phrases(language)
    window = (last_seen.captured_at, new.first_seen_at)
    seconds = seconds_watched(history, new.first_seen_at)
    order = _order(old, new)
    is_edit = change.severity not in ("none", "cosmetic") and order == "onward" and not new.is_technical
    evidence = Evidence(
        source=source,
        old=old,
        new=new,
        last_seen=last_seen,
        address=web_address(new_capture.final_url) or web_address(source.url) or "",
        shown_address=_shorten_address(new_capture.final_url),
        order=order,
        are_languages_apart=order == "across" and _language_of(old) != _language_of(new),
        has_gap=old.source_id == new.source_id and abs(new.number - old.number) > 1,
        is_invented=_host_and_path(new_capture.final_url)[0].endswith(_INVENTED),
        silence=tell_silence(old, new) if is_edit else "",
        watched=phrases.duration(seconds) if seconds is not None else "",
        provenance=gather_provenance(
            source, old, new, (old_capture, new_capture, last_seen), phrases, unshown=change.unshown_slots
        ),
        timeline=draw_timeline(history, new, window if order == "onward" else None, phrases),
        citations=make_citations(source, new, new_capture, last_seen, phrases),
        version=generator_version,
        old_label=_label(old, new),
        new_label=_label(new, old),
        links=links,
    )
    return _render_page(
        change,
        phrases,
        sentence or _count(change, phrases),
        evidence=evidence,
        review=review,
        editions=editions,
        letters=letters,
    )


def _language_of(version: Version) -> str:
    return (version.wording.language or "").partition("-")[0].lower()


def _order(old: Version, new: Version) -> Literal["onward", "backwards", "across"]:
    if old.source_id != new.source_id:
        return "across"
    return "onward" if old.number <= new.number else "backwards"


def _label(version: Version, other: Version) -> str:
    return f"v{version.number}" if version.source_id == other.source_id else version.revision


def _shorten_address(url: str) -> str:
    host, path = _host_and_path(url)
    if len(path) > 32:
        path = path[:24].rstrip("/") + "…"
    return f"{host}/{path}" if host else characters.shorten(url)


def _host_and_path(url: str) -> tuple[str, str]:
    """Host and path of an address, "" for one that is none: a redirect may name anything."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    return parts.hostname or "", parts.path.strip("/")


def _count(change: Change, phrases: Phrases) -> str:
    edits = sum(edit.kind not in LAYOUT for edit in change.edits)
    return phrases.say("count.changes", edits) + "." if edits else phrases.say("page.identical")


def _title_of(change: Change, evidence: Evidence | None, phrases: Phrases) -> str:
    if evidence is not None:
        title = evidence.new.wording.title or evidence.old.wording.title or evidence.source.title
        if title:
            return title
    for block in (*change.new_blocks, *change.old_blocks):
        if block.kind in (BlockKind.TITLE, BlockKind.HEADING):
            return block.text
    return phrases.say("page.no_title" if evidence is not None else "page.bare_title")


def _render_page(
    change: Change,
    phrases: Phrases,
    sentence: str,
    *,
    evidence: Evidence | None = None,
    review: Review | None = None,
    editions: EditionsTable | None = None,
    letters: Letters = _NO_LETTERS,
) -> str:
    noted = place_notes(review.notes, change) if review is not None else ()
    statement = read_statement(change, phrases, letters, noted)
    entries = list_entries(change, statement, phrases)
    ignored, ignored_kinds = list_ignored(change, phrases)
    gone, come = count_changed_words(change)
    jumps = list_jumps(entries, phrases)
    environment, style, script = _templates()
    if review is not None or editions is not None:
        style += "\n" + read_asset(_PACKAGE, "review.css")
    style += _outlines([entry.number for entry in entries][:_MOST_OUTLINED], [jump.number for jump in jumps])
    downloads = list_downloads(change, sentence, entries)
    return environment.get_template("report.html").render(
        phrases=phrases,
        say=phrases.say,
        name_kind=functools.partial(name_of_kind, phrases=phrases),
        title=_title_of(change, evidence, phrases),
        changes=phrases.say("count.changes", len(entries)),
        sentence=sentence,
        change=change,
        language=characters.tag_of(change.language),
        statement=statement,
        entries=entries,
        groups=group_entries(entries, phrases),
        heaviest=list_heaviest(entries),
        chips=list_chips(entries, phrases),
        words_gone=phrases.number(gone),
        words_come=phrases.number(come),
        has_words=bool(gone or come),
        segments=list_segments(statement, entries, phrases) if entries else [],
        jumps=jumps,
        ignored=ignored,
        ignored_kinds=ignored_kinds,
        format_events=list_format_events(change, phrases),
        evidence=evidence,
        review=review,
        verdicts=list_verdicts(review.verdicts, phrases) if review else [],
        choices=list_choices(phrases),
        note_rows=statement.rows_of_notes(),
        editions=editions,
        downloads=downloads,
        style=style,
        script=script,
        style_hash=source_hash(style),
        script_hash=source_hash(script),
    )


def _outlines(numbers: list[int], jumps: list[int]) -> str:
    """Rules that outline the words of the change whose link was followed; no script is needed."""
    if not numbers or not jumps:
        return ""
    words = ",".join(f'body:has(#c{n}:target) .chg[data-n="{n}"]' for n in numbers)
    links = ",".join(f'body:has(#c{n}:target) .nums a[href="#c{n}"]' for n in jumps)
    return (
        f"{words}{{outline:2px solid var(--accent);outline-offset:3px;border-radius:3px}}"
        f"{links}{{background:var(--ink);color:var(--paper);border-color:var(--ink)}}"
    )


@functools.cache
def _templates() -> tuple[jinja2.Environment, str, str]:
    """The templates, the page's style and its script, read once."""
    environment = make_environment(_PACKAGE)
    return environment, read_asset(_PACKAGE, "style.css"), read_asset(_PACKAGE, "script.js")
