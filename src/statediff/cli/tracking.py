"""`track`: the verb for cron. Visits what is due, keeps what came back, and speaks only when something happened."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import click

from statediff import filtering, listings, schedule, tracker
from statediff.archive import Archive
from statediff.cli.alerts import Alert, compose_message, find_alerts, find_row
from statediff.cli.looking import NEXT_STEPS
from statediff.cli.notifying import read_addresses, send
from statediff.cli.outbox import Outbox
from statediff.cli.pinging import ping
from statediff.cli.progress import show_progress
from statediff.cli.session import Session, find_source, pass_session
from statediff.cli.terminal import put, say
from statediff.config import Config
from statediff.errors import ArchiveBusy, ExitCode, UsageError
from statediff.model import Capture, DispositionKind, Source
from statediff.noticing import BACKDATED
from statediff.reporter.members import describe_capture, make_document
from statediff.revisions import ENCODING, LAYOUT_CHANGED

_LOOK = "look at it with: statediff preview {source}"
_LOOKED_AT = frozenset({DispositionKind.PARSER_ERROR, DispositionKind.EMPTY})
_LATER = "it is visited again when it is due"


@dataclass(slots=True)
class _Tally:
    """What a run has seen so far."""

    changed: int = 0
    failed: list[str] = field(default_factory=list)
    alerts: list[Alert] = field(default_factory=list)
    owed: list[Alert] = field(default_factory=list)
    """What earlier runs did not live to tell."""
    outbox: Outbox | None = None
    """Where what is to be told is kept until it was; None when nobody is told."""

    def exit_code(self, *, tells_change: bool) -> int:
        if self.failed:
            return ExitCode.SOME_SOURCES_FAILED
        return ExitCode.DIFFERENT if tells_change and self.changed else ExitCode.OK


@click.command()
@click.argument("names", metavar="[SOURCE]...", nargs=-1)
@click.option("--all", "--force", "is_forced", is_flag=True, help="Visit every enabled source, due or not.")
@click.option("--exit-code", "tells_change", is_flag=True, help="Exit with 1 when a wording changed.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document a line, for every look.")
@pass_session
def track(session: Session, *, names: tuple[str, ...], is_forced: bool, tells_change: bool, as_json: bool) -> int:
    """Visit the sources that are due and keep what came back.

    Named SOURCEs are visited whether they are due or not. A run without news prints nothing; each new wording is one
    line on stdout (revision, severity, sentence, separated by tabs), each failure one line on stderr.

    Exit codes: 0; 1 with --exit-code when a wording changed; 3 when some sources failed; 74 for disk or database; 75
    when another run holds the archive; 78 for the configuration.
    """
    config = session.config()
    named = _named_sources(session, config, names)
    with session.open_or_create_archive(config) as archive:
        chosen = named or _due_sources(config.sources, archive, tracker.utc_now(), is_forced=is_forced)
        ping(config.notify.healthcheck_url, suffix="/start")
        code = int(ExitCode.TROUBLE)
        tally = _Tally(outbox=Outbox(archive) if read_addresses(session.environment) else None)
        try:
            _run(session, config, archive, chosen, tally, as_json=as_json)
            code = tally.exit_code(tells_change=tells_change)
        except ArchiveBusy:
            # The run that holds the archive tells what it owes.
            tally.outbox = None
            raise
        finally:
            is_well = code in {ExitCode.OK, ExitCode.DIFFERENT}
            if tally.outbox is not None:
                _tell(session, tally.outbox, tally)
            ping(config.notify.healthcheck_url, suffix="" if is_well else "/fail")
    return code


def _tell(session: Session, outbox: Outbox, tally: _Tally) -> None:
    """Send what this run and those killed before it have to tell, and cross it out when somebody took it."""
    # A look that a killed run kept and this one read is among both.
    alerts = tuple(dict.fromkeys((*tally.owed, *tally.alerts)))
    if not alerts or send(read_addresses(session.environment), compose_message(alerts)):
        outbox.cross_out()


def _named_sources(session: Session, config: Config, names: Sequence[str]) -> tuple[Source, ...]:
    known = {source.id: source for source in config.sources}
    if not known.keys() >= set(names) and session.archive_file(config).exists():
        with session.open_archive(config) as archive:
            known |= {child.id: child for child in listings.children_of(archive, config.sources)}
    named = tuple(find_source(known, name) for name in dict.fromkeys(names))
    for source in named:
        if not source.enabled:
            raise UsageError(source.id, "this source is disabled", f"set enabled = true for it in {config.path}")
    return named


def _due_sources(sources: Sequence[Source], archive: Archive, now: datetime, *, is_forced: bool) -> tuple[Source, ...]:
    enabled = tuple(source for source in sources if source.enabled)
    if not enabled:
        say("no source is enabled; add one with: statediff add URL")
    return tuple(
        source
        for source in (*enabled, *listings.children_of(archive, enabled))
        if is_forced or schedule.is_due(source, due_at=archive.due_at(source.id), now=now)
    )


def _run(
    session: Session, config: Config, archive: Archive, chosen: Sequence[Source], tally: _Tally, *, as_json: bool
) -> None:
    settings = session.fetch_settings(config) if chosen else config.fetch
    if tally.outbox is not None and tally.outbox.open():
        tally.owed.extend(tally.outbox.find_owed(config.notify))
    captures = tracker.track(chosen, archive, settings=settings, watch=config.watch)
    awaited = _Awaited(archive, chosen)
    for capture in show_progress(
        captures, total=len(chosen), title="Visiting", console=session.talk(), found_by=awaited.found_by
    ):
        is_news = capture.is_new_version and not filtering.is_noise(capture) and ENCODING not in capture.events
        if is_news and (capture.version or 0) > 1:
            tally.changed += 1
        if capture.disposition.is_failure and filtering.FETCHED_AGAIN not in capture.events:
            tally.failed.append(capture.source_id)
        if tally.outbox is not None:
            tally.alerts.extend(find_alerts(archive, capture, config.notify))
        if as_json:
            click.echo(json.dumps(make_document("capture", **describe_capture(capture))))
        else:
            news = (capture.version if is_news else None, filtering.shown_again_by(archive, capture))
            for number in filter(None, news):
                put(_news(archive, capture, number))
        _say_trouble(capture)
        _say_lost_place(archive, capture)
        _say_backdating(archive, capture)


class _Awaited:
    """The sources that a run is going to visit: those chosen, and the entries of listings found on the way."""

    def __init__(self, archive: Archive, chosen: Sequence[Source]) -> None:
        self._archive = archive
        self._chosen = chosen
        self._listings = {source.id for source in chosen if source.discover is not None}
        self._known = {source.id for source in chosen}

    def found_by(self, capture: Capture) -> int:
        """Return how many more sources a look at a listing made due."""
        if capture.source_id not in self._listings:
            return 0
        children = listings.due_children(self._archive, self._chosen, tracker.utc_now())
        fresh = {child.id for child in children} - self._known
        self._known |= fresh
        self._listings |= {child.id for child in children if child.discover is not None}
        return len(fresh)


def _news(archive: Archive, capture: Capture, number: int) -> str:
    """One line for a new version: revision, severity and sentence, separated by tabs."""
    version = archive.version(f"{capture.source_id}@v{number}")
    if version.number == 1:
        return f"{version.revision}\tfirst\t{_one_line(version.wording.title or capture.url)}"
    row = find_row(archive, capture.source_id, number)
    if row is None:
        return f"{version.revision}\tnew\t"
    return f"{version.revision}\t{row.severity}\t{_one_line(row.sentence)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _say_trouble(capture: Capture) -> None:
    disposition = capture.disposition
    name = capture.source_id
    if disposition.kind is DispositionKind.SUSPECT:
        say(f"{name}: suspect, {disposition.reason}; accept it with: statediff confirm {capture.id}")
    elif disposition.is_failure:
        step = NEXT_STEPS.get(disposition.kind) or (_LOOK if disposition.kind in _LOOKED_AT else _LATER)
        reason = f", {disposition.reason}" if disposition.reason else ""
        say(f"{name}: {disposition}{reason}; {step.format(source=name)}")


def _say_backdating(archive: Archive, capture: Capture) -> None:
    """Say that a page was given an earlier date: no wording need have changed."""
    noted = archive.last_note(capture.source_id, BACKDATED) if BACKDATED in capture.events else None
    if noted is not None:
        say(f"{capture.source_id}: {noted[1]}; see: statediff log {capture.source_id}")


def _say_lost_place(archive: Archive, capture: Capture) -> None:
    """Say once that a source's own selector finds nothing any more: from then on it is read by the automatic choice."""
    if LAYOUT_CHANGED not in capture.events or not archive.source(capture.source_id).rules.select:
        return
    before = [look for look in archive.captures(capture.source_id, limit=2) if look.id != capture.id]
    if not before or LAYOUT_CHANGED not in before[0].events:
        name = capture.source_id
        say(
            f"{name}: its select finds nothing on the page, which was read automatically; see: statediff preview {name}"
        )
