"""`sources`: what is watched, when it was last looked at, and what our filters leave out."""

from __future__ import annotations

from collections.abc import Sequence

import click

from statediff.archive import Archive
from statediff.cli.filters import add_filter, end_filter, list_filters
from statediff.cli.options import json_option
from statediff.cli.session import Session, find_source, pass_session
from statediff.cli.tables import print_table
from statediff.cli.terminal import put_json, say
from statediff.config import Config
from statediff.errors import UsageError
from statediff.model import Capture, Source
from statediff.reporter.members import describe_capture, describe_source, format_instant, make_document

_HEADINGS = ("source", "versions", "last look", "came back", "state", "url")
_Row = tuple[Source, Capture | None, int]


@click.command()
@click.argument("names", nargs=-1, metavar="[SOURCE]...")
@click.option("--filters", "is_filters", is_flag=True, help="List the places whose changes are counted and not shown.")
@click.option("--filter", "filtered", metavar="SLOT", help="Do not show what changes in that place from now on.")
@click.option("--unfilter", "unfiltered", metavar="SLOT", help="Show everything there again; SLOT or its number.")
@click.option("--reviewer", metavar="NAME", help="Who decides that.  [environment: STATEDIFF_REVIEWER]")
@json_option
@pass_session
def sources(
    session: Session,
    *,
    names: tuple[str, ...],
    is_filters: bool,
    filtered: str | None,
    unfiltered: str | None,
    reviewer: str | None,
    as_json: bool,
) -> None:
    """List the sources with their last look and number of versions, or what our filters leave out of them.

    Sources of the configuration come first, then those that only the archive knows. A filter is learned where a page
    has other words at every fetch, seconds apart; it is listed with its evidence and ends with --unfilter.
    """
    if filtered is not None or unfiltered is not None:
        _decide(session, names, filtered, unfiltered, reviewer or session.environment.get("STATEDIFF_REVIEWER", ""))
    elif is_filters:
        list_filters(session, names, as_json=as_json)
    else:
        _list_sources(session, names, as_json=as_json)


def _decide(
    session: Session, names: tuple[str, ...], filtered: str | None, unfiltered: str | None, reviewer: str
) -> None:
    if len(names) != 1 or (filtered is not None and unfiltered is not None):
        raise UsageError("sources", "one source and one decision at a time", "statediff sources SOURCE --unfilter SLOT")
    with session.open_archive() as archive:
        name = archive.source(names[0]).id
        if filtered is not None:
            add_filter(archive, name, filtered, reviewer)
        elif unfiltered is not None:
            end_filter(session, archive, name, unfiltered, reviewer)


def _list_sources(session: Session, names: tuple[str, ...], *, as_json: bool) -> None:
    config = session.config_or_none()
    path = session.archive_file(config)
    if not path.exists() and config is not None:
        rows: list[_Row] = [(source, None, 0) for source in _choose(config.sources, names)]
    else:
        with session.open_archive(config) as archive:
            rows = [_look_up(archive, source) for source in _choose(_known_sources(config, archive), names)]
    if as_json:
        put_json(make_document("sources", sources=[_describe(*row) for row in rows]))
    elif rows:
        print_table(session.console(), _HEADINGS, map(_row, rows))
    else:
        say("no source yet; add one with: statediff add URL")


def _choose(known: Sequence[Source], names: Sequence[str]) -> Sequence[Source]:
    """Return the named sources, or all of them; SourceNotFound suggests the nearest ones."""
    by_id = {source.id: source for source in known}
    return [find_source(by_id, name) for name in dict.fromkeys(names)] or known


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
