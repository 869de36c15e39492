"""`log`, `show` and `grep`: what the archive holds, read back."""

from __future__ import annotations

import sys
from dataclasses import replace

import click

from statediff.archive import Archive
from statediff.cli.options import json_option, limit_option
from statediff.cli.outlets import settings_of
from statediff.cli.session import Session, find_source, pass_session
from statediff.cli.tables import print_table
from statediff.cli.terminal import put_json, say
from statediff.desk.documents import describe_note
from statediff.errors import UsageError
from statediff.extractor import Sandbox
from statediff.model import History
from statediff.publishing.latest import make_table
from statediff.reporter import print_log, print_version
from statediff.reporter.members import (
    describe_capture,
    describe_source,
    describe_version,
    describe_wording,
    format_instant,
    make_document,
)


@click.command()
@click.argument("name", metavar="[SOURCE]", required=False)
@limit_option
@click.option(
    "--csv", "as_csv", is_flag=True, help="Print all changes as a CSV table that no program takes for formulas."
)
@json_option
@pass_session
def log(session: Session, *, name: str | None, limit: int | None, as_csv: bool, as_json: bool) -> None:
    """List the versions and looks of a source, or the latest changes of all.

    Looks that found the same, were blocked or failed are listed too: nothing is claimed between them. With --csv the
    changes of all sources, or of SOURCE, are computed anew and printed one a line, the newest first.
    """
    if as_csv:
        if as_json:
            raise UsageError("log", "--csv and --json are two forms", "choose one of them")
        _print_changes_csv(session, name, limit)
        return
    with session.open_archive() as archive:
        if name is None:
            _log_changes(session, archive, limit=limit or 50, as_json=as_json)
            return
        source = find_source({source.id: source for source in archive.sources()}, name)
        history = _shorten(archive.history(source.id), limit)
        if as_json:
            put_json(
                make_document(
                    "history",
                    source=describe_source(history.source),
                    versions=[describe_version(version) for version in history.versions],
                    captures=[describe_capture(capture) for capture in history.captures],
                )
            )
        else:
            print_log(session.console(), history)


def _print_changes_csv(session: Session, name: str | None, limit: int | None) -> None:
    config = session.config_or_none()
    settings = settings_of(session, config, None, None)
    with session.open_archive(config) as archive, Sandbox() as sandbox:
        if name is not None:
            name = find_source({source.id: source for source in archive.sources()}, name).id
        table = make_table(archive, name, limit, read=sandbox.extract, settings=settings)
    click.echo(table.encode(), nl=False)


def _shorten(history: History, limit: int | None) -> History:
    if limit is None:
        return history
    return replace(history, versions=history.versions[-limit:], captures=history.captures[-limit:])


def _log_changes(session: Session, archive: Archive, *, limit: int, as_json: bool) -> None:
    rows = archive.changes(limit=limit)
    if as_json:
        put_json(make_document("changes", changes=[describe_note(row) for row in rows]))
    elif rows:
        print_table(
            session.console(),
            ("changed by", "revision", "severity", "what changed"),
            ((format_instant(row.at), f"{row.source_id}@v{row.new}", row.severity, row.sentence) for row in rows),
        )
    else:
        say("no wording has changed yet")


@click.command()
@click.argument("revision", metavar="REV")
@click.option("--raw", is_flag=True, help="Write the captured bytes instead, exactly as they came.")
@json_option
@pass_session
def show(session: Session, *, revision: str, raw: bool, as_json: bool) -> None:
    """Print the wording of one version, or with --raw the very bytes it was read from."""
    with session.open_archive() as archive:
        version = archive.version(revision)
        if raw:
            sys.stdout.buffer.write(archive.snapshot(version.snapshot))
        elif as_json:
            put_json(make_document("version", **describe_version(version), wording=describe_wording(version.wording)))
        else:
            print_version(session.console(), version)
