"""`add`: look at a page, show what would be watched, and append it to statediff.toml."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from contextlib import suppress
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

import click
import regex

from statediff.cli.editing import append_source, make_source_table, write_source_table
from statediff.cli.looking import NEXT_STEPS, Look, look_at, write_look
from statediff.cli.session import Session, pass_session
from statediff.cli.terminal import put, say
from statediff.config import Config
from statediff.errors import ExitCode, ExtractionError, SelectorError, UsageError
from statediff.model import Rules, Source, Wording
from statediff.values import parse_language, why_bad_id, why_bad_url

_SHOWN_BLOCKS = 12
_LONGEST_PROPOSED_ID = 40


@click.command()
@click.argument("url")
@click.option("--id", "source_id", metavar="ID", help="The source's id.  [default: made from the address]")
@click.option("--title", metavar="TEXT", help="The source's title.  [default: the page's own]")
@click.option("--select", multiple=True, metavar="CSS", help="Read only what this selector finds; may be repeated.")
@click.option("--dry-run", is_flag=True, help="Show everything, write nothing.")
@click.option("--force", is_flag=True, help="Add the page also when this visit brought no document.")
@pass_session
def add(
    session: Session,
    *,
    url: str,
    source_id: str | None,
    title: str | None,
    select: tuple[str, ...],
    dry_run: bool,
    force: bool,
) -> int:
    """Visit a page, show the wording it holds, and watch it from now on.

    The page is visited once, as `track` would visit it. Its wording is printed with the selector we propose, and a
    [source.ID] table is appended to the configuration; every comment there survives. When no document came, nothing
    is written.
    """
    config = session.config()
    source = Source(id=_choose_id(config, url, source_id), url=url, title=title, rules=Rules(select=select))
    look = _look(session, source, force=force)
    if look is not None:
        for line in write_look(look, most_blocks=_SHOWN_BLOCKS):
            put(line)
    if (look is None or look.reading is None) and not force:
        kind = look.disposition.kind if look else None
        advice = f"; {NEXT_STEPS[kind]}" if kind in NEXT_STEPS else ""
        found = look.disposition if look else "no document"
        say(f"{source.id}: {found}{advice}; nothing was written (--force adds it anyway)")
        return ExitCode.SOME_SOURCES_FAILED
    _write(session, config, source, look, dry_run=dry_run)
    return ExitCode.OK


def _look(session: Session, source: Source, *, force: bool) -> Look | None:
    try:
        return look_at(source, session.fetch_settings())
    except SelectorError:
        raise
    except ExtractionError:
        if not force:
            raise
        return None


def _write(session: Session, config: Config, source: Source, look: Look | None, *, dry_run: bool) -> None:
    reading = look.reading if look is not None else None
    values = _settings(source, reading.wording if reading is not None else Wording())
    comments: tuple[str, ...] = ()
    if reading is not None and reading.proposed_selector and not source.rules.select:
        comments = (f"proposed: select = [{_quote(reading.proposed_selector)}]",)
    table = make_source_table(values, comments=comments)
    put()
    put(write_source_table(source.id, table))
    if dry_run:
        say(f"{config.path}: left as it is (--dry-run)")
        return
    append_source(config.path, source.id, table, overrides=session.overrides())
    say(f"added {source.id} to {config.path}; next: statediff track {source.id}")


def _settings(source: Source, wording: Wording) -> dict[str, str | list[str]]:
    values: dict[str, str | list[str]] = {"url": source.url}
    title = " ".join(regex.sub(r"\p{C}", " ", source.title or wording.title or "").split())
    if title:
        values["title"] = title
    with suppress(ValueError):
        values["language"] = parse_language(wording.language)
    if source.rules.select:
        values["select"] = list(source.rules.select)
    return values


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _choose_id(config: Config, url: str, wanted: str | None) -> str:
    fault = why_bad_url(url)
    if fault:
        raise UsageError("add", fault, "give the page's whole address")
    taken = {source.id.casefold() for source in config.sources}
    if wanted is None:
        _refuse_watched(config, url)
        return propose_id(url, taken)
    fault = why_bad_id(wanted)
    if fault:
        raise UsageError("add", fault, "choose another --id")
    if wanted.casefold() in taken:
        raise UsageError(wanted, f"{config.path} already has a source of that id", "choose another --id")
    return wanted


def _refuse_watched(config: Config, url: str) -> None:
    for source in config.sources:
        if source.url == url:
            state = "watched" if source.enabled else "listed, but disabled,"
            raise UsageError(url, f"it is already {state} as {source.id}", "to add it a second time, give it an --id")


def propose_id(url: str, taken: Collection[str]) -> str:
    """Return a short, free id made of the host's first name and the last part of the path."""
    parts = urlsplit(url)
    host = (parts.hostname or "source").removeprefix("www.")
    lead = host if regex.fullmatch(r"[\d.]+", host) else host.partition(".")[0]
    stem = PurePosixPath(unquote(parts.path)).stem
    letters = unicodedata.normalize("NFKD", f"{lead}-{stem}").encode("ascii", "ignore").decode("ascii").lower()
    words = [word for word in regex.split(r"[^a-z0-9]+", letters) if word]
    proposed = ""
    for word in words:
        longer = f"{proposed}-{word}" if proposed else word[:_LONGEST_PROPOSED_ID]
        if len(longer) > _LONGEST_PROPOSED_ID:
            break
        proposed = longer
    proposed = proposed or "source"
    if why_bad_id(proposed) is None and proposed not in taken:
        return proposed
    return next(name for number in range(2, len(taken) + 3) if (name := f"{proposed}-{number}") not in taken)
