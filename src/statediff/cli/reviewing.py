"""`review`: what is still to be judged, the verdicts of several people, and their history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import click

from statediff.archive import Archive
from statediff.cli.options import json_option, limit_option, read_day
from statediff.cli.session import Session, pass_session
from statediff.cli.tables import print_table
from statediff.cli.terminal import put_json, say
from statediff.desk.clusters import is_cluster_key
from statediff.desk.documents import describe_row, describe_verdict
from statediff.desk.intake import Scope, open_desk
from statediff.desk.queue import Desk, QueueRow
from statediff.desk.standings import StandingState, key_of, range_of
from statediff.desk.verdicts import Decision, decide, decide_everywhere, find_change
from statediff.errors import UsageError
from statediff.judgements import Verdict, VerdictKind
from statediff.reporter.members import format_instant, make_document
from statediff.reporter.outlets.judged import write_verdicts_csv

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What the call asks to be decided; nothing unless `kind` or `is_taken`."""

    kind: str | None
    is_taken: bool
    reviewer: str
    codebook: str
    note: str


@click.command()
@click.argument("target", metavar="[REV|A..B|KEY]", required=False)
@click.option("--verdict", "kind", type=click.Choice([kind.value for kind in VerdictKind]), help="Judge it.")
@click.option("--take", "is_taken", is_flag=True, help="Judge it as an equal edit was judged elsewhere.")
@click.option("--note", default="", metavar="TEXT", help="Why; it is kept with the verdict.")
@click.option("--reviewer", metavar="NAME", help="Who judges.  [environment: STATEDIFF_REVIEWER]")
@click.option("--codebook", metavar="VERSION", help="Which rules for judging.  [default: what [review] says]")
@click.option(
    "--state",
    type=click.Choice([*(state.value for state in StandingState), "all"]),
    default=StandingState.OPEN.value,
    show_default=True,
    help="List the changes whose review stands there.",
)
@click.option("--source", metavar="SOURCE", help="Only changes of this source.")
@click.option("--publisher", metavar="NAME", help="Only changes of this publisher's sources.")
@click.option("--since", metavar="DAY", callback=read_day, help="Only changes first seen on that day or later (UTC).")
@click.option("--until", metavar="DAY", callback=read_day, help="Only changes first seen on that day or before.")
@limit_option
@click.option("--csv", "as_csv", is_flag=True, help="Print every verdict ever given as a CSV table.")
@json_option
@pass_session
def review(
    session: Session,
    *,
    target: str | None,
    kind: str | None,
    is_taken: bool,
    note: str,
    reviewer: str | None,
    codebook: str | None,
    state: str,
    source: str | None,
    publisher: str | None,
    since: date | None,
    until: date | None,
    limit: int | None,
    as_csv: bool,
    as_json: bool,
) -> None:
    """List the changes that nobody judged yet, or judge one.

    Without a target the highest score comes first, and an edit that several changes made stands in one row with a key.
    With a revision, a range or such a key, --verdict judges it; one word on a key judges that edit wherever it was
    made. Without --verdict every verdict ever given on it is listed. A verdict hides nothing: it is one more row beside
    what was seen, and a later one of the same person takes its place.
    """
    config = session.config_or_none()
    wish = _Wish(
        kind=kind,
        is_taken=is_taken,
        reviewer=reviewer or session.environment.get("STATEDIFF_REVIEWER", ""),
        codebook=codebook or (config.codebook if config is not None else ""),
        note=note,
    )
    scope = Scope(
        source=source,
        publisher=publisher,
        since=_midnight(since) if since is not None else None,
        until=_midnight(until) + _DAY if until is not None else None,
    )
    with session.open_archive(config) as archive:
        if as_csv:
            click.echo(write_verdicts_csv(archive.verdicts(source)).encode(), nl=False)
        elif target is None:
            _refuse_a_verdict_on_nothing(wish)
            chosen = None if state == "all" else StandingState(state)
            _list_queue(session, open_desk(archive, scope).rows(chosen)[:limit], as_json=as_json)
        else:
            desk = open_desk(archive, scope)
            verdicts = _judge(archive, desk, target, wish)
            _list_verdicts(session, verdicts, as_json=as_json)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)


def _refuse_a_verdict_on_nothing(wish: _Wish) -> None:
    if wish.kind or wish.is_taken:
        raise UsageError("review", "a verdict needs something to judge", "name a revision, a range or a key")


def _judge(archive: Archive, desk: Desk, target: str, wish: _Wish) -> tuple[Verdict, ...]:
    """Judge a target when that is wished; return its history with what was just decided."""
    if is_cluster_key(target) and desk.cluster(target) is not None:
        offered = next((row.offered for row in desk.rows() if row.key == target), None)
        decision = _decision(wish, offered, target)
        if decision is not None:
            decide_everywhere(archive, desk, target, decision)
        return tuple(verdict for verdict in archive.verdicts() if verdict.cluster == target)
    change = find_change(archive, target)
    decision = _decision(wish, desk.offer(change), target)
    if decision is not None:
        decide(archive, change, decision)
    return tuple(one for one in archive.verdicts(change[0]) if key_of(one) == change)


def _decision(wish: _Wish, offered: Verdict | None, target: str) -> Decision | None:
    kind = VerdictKind(wish.kind) if wish.kind else None
    if kind is None and wish.is_taken:
        if offered is None:
            raise UsageError(target, "no equal edit was judged elsewhere", "judge it yourself with --verdict")
        kind = offered.kind
    if kind is None:
        return None
    return Decision(
        kind=kind, reviewer=wish.reviewer, decided_at=datetime.now(UTC), note=wish.note, codebook=wish.codebook
    )


def _list_queue(session: Session, rows: Iterable[QueueRow], *, as_json: bool) -> None:
    rows = list(rows)
    if as_json:
        put_json(make_document("queue", rows=[describe_row(row) for row in rows]))
    elif rows:
        print_table(session.console(), ("score", "key", "state", "what changed", "verdicts"), map(_tell_row, rows))
    else:
        say("nothing is left to judge here")


def _tell_row(row: QueueRow) -> tuple[object, ...]:
    note, made = row.changes[0], row.substitution
    what = note.sentence
    if made is not None:
        what = f"“{made.old}” became “{made.new}” in {len(row.changes)} changes"
    said = [f"{verdict.reviewer}: {verdict.kind}" for verdict in row.standing.verdicts]
    if row.offered is not None:
        said.append(f"offered: {row.offered.kind} ({row.offered.reviewer})")
    if row.judged:
        said.append(f"{row.judged} of {row.parts} edits judged")
    return f"{row.score:.2f}", row.key, str(row.standing.state), what, "; ".join(said)


def _list_verdicts(session: Session, verdicts: Iterable[Verdict], *, as_json: bool) -> None:
    verdicts = list(verdicts)
    if as_json:
        put_json(make_document("verdicts", verdicts=[describe_verdict(verdict) for verdict in verdicts]))
    elif verdicts:
        print_table(
            session.console(),
            ("decided", "reviewer", "verdict", "change", "codebook", "note"),
            (
                (
                    format_instant(one.decided_at),
                    one.reviewer,
                    str(one.kind),
                    range_of(key_of(one)),
                    one.codebook,
                    one.note,
                )
                for one in verdicts
            ),
        )
    else:
        say("nobody judged it yet")
