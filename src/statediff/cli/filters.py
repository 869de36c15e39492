"""`sources --filters`: the places of pages whose changes are counted and not shown, and a person's word on them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from statediff import filtering, revisions
from statediff.archive import Archive
from statediff.cli.session import Session
from statediff.cli.tables import print_table
from statediff.cli.terminal import put_json, say
from statediff.filtering import Standing
from statediff.reporter.members import format_instant, make_document

_HEADINGS = ("number", "source", "state", "since", "slot", "evidence")


def list_filters(session: Session, names: Iterable[str], *, as_json: bool) -> None:
    """Print every filter of some sources, or of all, as it stands now, the ended ones too."""
    with session.open_archive() as archive:
        chosen = [archive.source(name).id for name in names] or [source.id for source in archive.sources()]
        standings = [standing for name in chosen for standing in filtering.stand(archive.filters(name))]
    if as_json:
        put_json(make_document("filters", filters=[_describe(standing) for standing in standings]))
    elif standings:
        print_table(session.console(), _HEADINGS, map(_row, standings))
    else:
        say("nothing is filtered")


def add_filter(archive: Archive, name: str, slot: str, reviewer: str) -> None:
    """Filter a slot from now on."""
    row = filtering.filter_by_hand(archive, name, slot, reviewer=reviewer, at=datetime.now(UTC))
    say(f"{name}: filtered from now on: {row.slot}; undo it with: statediff sources {name} --unfilter {row.id}")


def end_filter(session: Session, archive: Archive, name: str, slot: str, reviewer: str) -> None:
    """End a filter, and sum up again the changes that it left out."""
    ended = filtering.end_filter(archive, name, slot, reviewer=reviewer, at=datetime.now(UTC))
    config = session.config_or_none()
    revisions.retell(archive, name, ended.since, watch=config.watch if config is not None else ())
    say(f"{name}: no longer filtered, and all changes there are shown: {ended.slot}")


def _describe(standing: Standing) -> dict[str, object]:
    return {
        "number": standing.latest.id,
        "source": standing.latest.source_id,
        "slot": standing.slot,
        "is_active": standing.is_active,
        "since": format_instant(standing.since),
        "evidence": standing.latest.evidence,
    }


def _row(standing: Standing) -> tuple[object, ...]:
    return (
        standing.latest.id,
        standing.latest.source_id,
        "filtered" if standing.is_active else "ended",
        format_instant(standing.since),
        standing.slot,
        standing.latest.evidence,
    )
