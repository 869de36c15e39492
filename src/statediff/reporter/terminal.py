"""Terminal: a History and a Version as tables for people, with foreign text made harmless."""

from __future__ import annotations

from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

from statediff.model import Capture, History, Version
from statediff.reporter.characters import count_words, escape_controls
from statediff.reporter.phrasing import Phrases, load_phrases
from statediff.reporter.plain import mark_of


def print_log(console: Console, history: History, *, language: str = "en") -> None:
    """Print a source's versions and every look at it with its number, newest last."""
    phrases = load_phrases(language)
    console.print(_text(phrases.say("terminal.history", source=history.source.id), style="bold"))
    console.print(_text(history.source.url))
    if not history.captures:
        console.print(_text(phrases.say("terminal.empty")))
        return
    _print(console, _versions(history, phrases))
    _print(console, _looks(history, phrases))


def print_version(console: Console, version: Version, *, language: str = "en") -> None:
    """Print what is known of a version, then its wording, block by block."""
    phrases = load_phrases(language)
    wording = version.wording
    facts = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for name, value in (
        ("version", version.revision),
        ("title", wording.title),
        ("language", wording.language),
        ("own_date", wording.modified or wording.published),
        ("first_seen", _instant(version.first_seen_at)),
        ("last_seen", _instant(version.last_seen_at)),
        ("words", phrases.number(count_words(wording.text))),
        ("digest", wording.digest),
        ("snapshot", version.snapshot),
        ("events", ", ".join(_event(event, phrases) for event in version.events)),
    ):
        if value:
            facts.add_row(_text(phrases.say(f"terminal.{name}"), style="bold"), _text(value))
    _print(console, facts)
    for block in wording.blocks:
        console.print()
        console.print(_text(mark_of(block) + block.text, keep="\n\t"), soft_wrap=True)


def _versions(history: History, phrases: Phrases) -> Table:
    table = _table(phrases, console_title="terminal.version")
    for name in ("first_seen", "last_seen", "words", "events"):
        table.add_column(_text(phrases.say(f"terminal.{name}")), overflow="fold")
    for version in history.versions:
        table.add_row(
            _text(version.revision),
            _text(_instant(version.first_seen_at)),
            _text(_instant(version.last_seen_at)),
            _text(phrases.number(count_words(version.wording.text))),
            _text(", ".join(_event(event, phrases) for event in version.events)),
        )
    return table


def _looks(history: History, phrases: Phrases) -> Table:
    table = _table(phrases, console_title="terminal.looks")
    table.add_column(_text(phrases.say("terminal.capture")), justify="right", no_wrap=True)
    for key in ("terminal.came_back", "terminal.version", "terminal.events"):
        table.add_column(_text(phrases.say(key)), overflow="fold")
    for capture in history.captures:
        table.add_row(
            _text(_instant(capture.captured_at)),
            _text(str(capture.id)),
            _text(came_back(capture, phrases)),
            _text(f"v{capture.version}" if capture.version is not None else ""),
            _text(", ".join(_event(event, phrases) for event in capture.events)),
        )
    return table


def came_back(capture: Capture, phrases: Phrases) -> str:
    """Tell in words what a look brought back: kind, vendor, HTTP status and reason."""
    kind = str(capture.disposition.kind)
    words = phrases.say(f"disposition.{kind}") if phrases.has(f"disposition.{kind}") else kind
    details = [capture.disposition.vendor or "", f"HTTP {capture.status}" if capture.status else ""]
    if capture.disposition.is_failure or kind == "suspect":
        details.append(capture.disposition.reason)
    told = ", ".join(detail for detail in details if detail)
    return f"{words} ({told})" if told else words


def _event(event: str, phrases: Phrases) -> str:
    return phrases.say(f"event.{event}") if phrases.has(f"event.{event}") else event


def _table(phrases: Phrases, *, console_title: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", show_edge=False)
    table.add_column(_text(phrases.say(console_title)), no_wrap=True)
    return table


def _print(console: Console, table: Table) -> None:
    console.print()
    console.print(table, soft_wrap=not console.is_terminal)


def _text(value: str, *, style: str = "", keep: str = "") -> Text:
    return Text(escape_controls(value, keep=keep), style=style)


def _instant(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
