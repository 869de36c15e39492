"""Digest: the changes since an instant as mail, plain text or Markdown."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from statediff.reporter.characters import clean
from statediff.reporter.cite import web_address
from statediff.reporter.outlets.feed import Entry, write_entry_html
from statediff.reporter.outlets.marked import escape_markdown, write_marked_markdown, write_marked_text
from statediff.reporter.outlets.rows import SourceRow
from statediff.reporter.phrasing import Phrases

DigestForm = Literal["html", "text", "markdown"]
_BODY = "margin:0 auto;padding:16px;max-width:42rem;font:16px/1.5 Georgia,serif;color:#1c1d21;background:#ffffff"
_RULE = "border:0;border-top:1px solid #e2dfd6;margin:24px 0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What a digest tells."""

    entries: tuple[Entry, ...]
    """The changes that are shown, newest first."""
    left_out: int
    """How many older ones are not."""
    since: date | None
    """The day it begins with; None: everything since the last digest, or from the beginning when there was none."""
    is_first: bool
    failing: tuple[SourceRow, ...]
    base_url: str | None = None
    searches: tuple[tuple[str, tuple[Entry, ...]], ...] = ()
    """Saved searches by name, each with those of the entries that it finds."""

    @property
    def count(self) -> int:
        """How many changes there are."""
        return len(self.entries) + self.left_out


def write_digest(digest: Digest, form: DigestForm, phrases: Phrases) -> str:
    """Return the digest in one form. The bytes depend on the arguments alone."""
    match form:
        case "html":
            return _write_html(digest, phrases)
        case "text":
            return _write_text(digest, phrases)
        case "markdown":
            return _write_markdown(digest, phrases)


def write_subject(digest: Digest, phrases: Phrases) -> str:
    """Return the subject of a mail that holds the digest."""
    until = max(entry.row.at for entry in digest.entries)
    return "statediff: " + phrases.say("digest.subject", digest.count, until=phrases.moment(until))


def _lead(digest: Digest, phrases: Phrases) -> str:
    if digest.is_first and digest.since is None:
        return phrases.say("digest.lead_all", digest.count)
    since = phrases.day(digest.since) if digest.since else phrases.say("digest.last")
    return phrases.say("digest.lead", digest.count, since=since)


def _address(digest: Digest, entry: Entry) -> str | None:
    return digest.base_url + entry.row.path if digest.base_url else web_address(entry.row.url)


def _groups(entries: Sequence[Entry]) -> list[tuple[str, list[Entry]]]:
    """The entries by source, the source with the newest change first."""
    order = {entry.row.source_id: place for place, entry in reversed(list(enumerate(entries)))}
    by_source = sorted(entries, key=lambda entry: order[entry.row.source_id])
    groups = [list(group) for _, group in groupby(by_source, key=lambda entry: entry.row.source_id)]
    return [(group[0].row.name, group) for group in groups]


def _searches(digest: Digest, phrases: Phrases) -> Iterator[tuple[str, list[tuple[str, str | None]]]]:
    """Yield a heading for each saved search, and its changes in one line each with their addresses."""
    for name, entries in digest.searches:
        lines = [(f"{clean(one.row.name)}: {clean(one.row.sentence)}", _address(digest, one)) for one in entries]
        yield clean(phrases.say("digest.search", len(entries), name=name)), lines


def _notes(digest: Digest, phrases: Phrases) -> list[str]:
    return [phrases.say("digest.more", digest.left_out)] if digest.left_out else []


def _failing(digest: Digest) -> list[str]:
    return [f"{clean(source.name)}: {clean(source.came_back)}" for source in digest.failing]


def _write_html(digest: Digest, phrases: Phrases) -> str:
    parts = [f'<p style="font-size:18px"><strong>{html.escape(_lead(digest, phrases))}</strong></p>']
    for heading, lines in _searches(digest, phrases):
        items = "".join(
            f'<li><a href="{html.escape(address)}">{html.escape(text)}</a></li>'
            if address
            else f"<li>{html.escape(text)}</li>"
            for text, address in lines
        )
        parts.append(f"<p><strong>{html.escape(heading)}</strong></p><ul>{items}</ul>")
    for name, entries in _groups(digest.entries):
        parts.append(f'<hr style="{_RULE}"><h2 style="font-size:20px;margin:0 0 8px">{html.escape(clean(name))}</h2>')
        parts += [write_entry_html(one, phrases, _address(digest, one), has_styles=True) for one in entries]
    parts += [f"<p>{html.escape(note)}</p>" for note in _notes(digest, phrases)]
    if digest.failing:
        items = "".join(f"<li>{html.escape(line)}</li>" for line in _failing(digest))
        parts.append(f'<hr style="{_RULE}"><p>{html.escape(phrases.say("digest.failing"))}:</p><ul>{items}</ul>')
    parts.append(f'<p style="color:#585c66;font-size:14px">{html.escape(phrases.say("site.motive"))}</p>')
    title = html.escape(write_subject(digest, phrases))
    body = "\n".join(parts)
    return (
        f'<!doctype html>\n<html lang="{phrases.language}" dir="ltr"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title></head>\n'
        f'<body style="{_BODY}">\n{body}\n</body></html>\n'
    )


def _write_text(digest: Digest, phrases: Phrases) -> str:
    parts = [_lead(digest, phrases)]
    for heading, changes in _searches(digest, phrases):
        parts.append("\n".join([heading, *(f"* {text}" for text, _ in changes)]))
    for name, entries in _groups(digest.entries):
        parts.append(f"== {clean(name)} ==")
        for entry in entries:
            facts = (clean(entry.row.sentence), _window(entry, phrases), _address(digest, entry))
            parts.append("\n".join(fact for fact in facts if fact))
            parts.append(write_marked_text(entry.passages, phrases))
    parts += _notes(digest, phrases)
    if digest.failing:
        lines = [phrases.say("digest.failing") + ":", *(f"* {line}" for line in _failing(digest))]
        parts.append("\n".join(lines))
    parts.append(phrases.say("site.motive"))
    return "\n\n".join(part.rstrip("\n") for part in parts if part) + "\n"


def _write_markdown(digest: Digest, phrases: Phrases) -> str:
    parts = [f"**{escape_markdown(_lead(digest, phrases))}**"]
    for heading, lines in _searches(digest, phrases):
        parts.append(f"## {escape_markdown(heading)}")
        parts.append(
            "\n".join(
                f"* [{escape_markdown(text)}](<{address}>)" if address else f"* {escape_markdown(text)}"
                for text, address in lines
            )
        )
    for name, entries in _groups(digest.entries):
        parts.append(f"## {escape_markdown(clean(name))}")
        for entry in entries:
            sentence, address = escape_markdown(clean(entry.row.sentence)), _address(digest, entry)
            parts.append(f"### [{sentence}](<{address}>)" if address else f"### {sentence}")
            parts.append(escape_markdown(_window(entry, phrases)))
            parts.append(write_marked_markdown(entry.passages, phrases))
    parts += [escape_markdown(note) for note in _notes(digest, phrases)]
    if digest.failing:
        parts.append(f"## {escape_markdown(phrases.say('digest.failing'))}")
        parts.append("\n".join(f"* {escape_markdown(line)}" for line in _failing(digest)))
    parts.append(f"*{escape_markdown(phrases.say('site.motive'))}*")
    return "\n\n".join(part for part in parts if part) + "\n"


def _window(entry: Entry, phrases: Phrases) -> str:
    return phrases.say("feed.window", after=phrases.moment(entry.row.after), at=phrases.moment(entry.row.at))
