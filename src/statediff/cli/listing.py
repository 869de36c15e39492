"""`sources`: what is watched, when it was last looked at, and what our filters leave out."""

from __future__ import annotations

import click

from statediff.archive import Archive
from statediff.cli.options import json_option
from statediff.cli.session import Session, pass_session
from statediff.cli.tables import print_table
from statediff.cli.terminal import put_json, say
from statediff.config import Config
from statediff.model import Capture, Source
from statediff.reporter.members import describe_capture, describe_source, format_instant, make_document

_HEADINGS = ("source", "versions", "last look", "came back", "state", "url")
_Row = tuple[Source, Capture | None, int]


@click.command()
@json_option
@pass_session
def sources(session: Session, *, as_json: bool) -> None:
    """List the sources with their last look and number of versions.

    Sources of the configuration come first, then those that only the archive knows.
    """
    config = session.config_or_none()
    path = session.archive_file(config)
    if not path.exists() and config is not None:
        rows: list[_Row] = [(source, None, 0) for source in config.sources]
    else:
        with session.open_archive(config) as archive:
            rows = [_look_up(archive, source) for source in _known_sources(config, archive)]
    if as_json:
        put_json(make_document("sources", sources=[_describe(*row) for row in rows]))
    elif rows:
        print_table(session.console(), _HEADINGS, map(_row, rows))
    else:
        say("no source yet; add one with: statediff add URL")


def _known_sources(config: Config | None, archive: Archive) -> list[Source]:
    configured = config.sources if config is not None else ()
    names = {source.id for source in configured}
    return [*configured, *(source for source in archive.sources() if source.id not in names)]


def _look_up(archive: Archive, source: Source) -> _Row:
    last = archive.last_version(source.id)
    return source, archive.last_capture(source.id), last.number if last is not None else 0


def _describe(source: Source, capture: Capture | None, versions: int) -> dict[str, object]:
    return {
        **describe_source(source),
        "versions": versions,
        "last_look": describe_capture(capture) if capture is not None else None,
    }


def _row(row: _Row) -> tuple[object, ...]:
    source, capture, versions = row
    return (
        source.id,
        versions,
        format_instant(capture.captured_at) if capture is not None else "never",
        str(capture.disposition) if capture is not None else "",
        "enabled" if source.enabled else "disabled",
        source.url,
    )
