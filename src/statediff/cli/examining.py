"""`doctor`: what is well, what needs care, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

import click

from statediff import tracker
from statediff.archive import Archive
from statediff.cli.examinations import (
    Finding,
    examine_computer,
    examine_config,
    examine_rights,
    examine_room,
    examine_source,
)
from statediff.cli.notifying import read_addresses
from statediff.cli.options import json_option
from statediff.cli.session import Session, pass_session, stands
from statediff.cli.terminal import put, put_json
from statediff.config import Config
from statediff.errors import ArchiveError, ConfigurationError, ExitCode
from statediff.reporter.members import make_document

_MARKS = {"ok": "ok     ", "warning": "WARNING", "problem": "PROBLEM"}
_EXIT_CODES = {
    "configuration": ExitCode.CONFIGURATION,
    "archive": ExitCode.STORAGE,
    "computer": ExitCode.TROUBLE,
    "source": ExitCode.SOME_SOURCES_FAILED,
}
"""Exit code when the worst problem lies there; the first area in this order wins."""


@click.command()
@json_option
@pass_session
def doctor(session: Session, *, as_json: bool) -> int:
    """Examine the sources, the archive and this computer.

    Visits nothing. Each line is one finding: ok, WARNING or PROBLEM, its subject, and what to do: of each source the
    last look that was ok, failures in a row, robots.txt, the days its certificate is still valid, clocks that disagree,
    looks that are overdue; of the computer its SQLite, disk, browser and extras. With --json each finding has level,
    area, subject, text, next_step, and facts, the figures behind the text by name.

    Exit codes: 0 when there is no problem; 78, 74, 2 or 3 for a problem of the configuration, the archive, the computer
    or a source.
    """
    findings = list(_examine(session))
    if as_json:
        put_json(make_document("examination", findings=[asdict(finding) for finding in findings]))
    else:
        for finding in findings:
            step = f"; {finding.next_step}" if finding.next_step else ""
            put(f"{_MARKS[finding.level]}  {finding.subject}: {finding.text}{step}")
    troubled = {finding.area for finding in findings if finding.level == "problem"}
    return next((code for area, code in _EXIT_CODES.items() if area in troubled), ExitCode.OK)


def _examine(session: Session) -> Iterator[Finding]:
    config: Config | None = None
    try:
        config = session.config()
        yield from examine_config(config)
    except ConfigurationError as error:
        for fault in error.faults:
            yield Finding(
                level="problem", area="configuration", subject=error.subject, text=fault, next_step=error.next_step
            )
    is_somebody_told = bool(read_addresses(session.environment))
    yield from examine_computer(config.sources if config is not None else (), is_somebody_told=is_somebody_told)
    if config is None and session.archive_path is None:
        return
    path = session.archive_file(config)
    try:
        if not stands(path):
            yield from examine_room(path)
            yield Finding(
                level="warning", area="archive", subject=str(path), text="not there yet", next_step="statediff track"
            )
            return
        yield from examine_room(path)
        yield from examine_rights(path)
        with session.open_archive(config) as archive:
            yield from _examine_archive(archive, config)
    except ArchiveError as error:
        yield Finding(
            level="problem", area="archive", subject=error.subject, text=error.cause, next_step=error.next_step
        )


def _examine_archive(archive: Archive, config: Config | None) -> Iterator[Finding]:
    now = tracker.utc_now()
    for source in config.sources if config is not None else archive.sources():
        yield from examine_source(archive, source, now)
