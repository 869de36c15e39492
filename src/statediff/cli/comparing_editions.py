"""`editions`: what one statement says in several languages, fact beside fact, and which sources carry it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import click

from statediff.cli.options import json_option, language_option
from statediff.cli.session import Session, pass_session
from statediff.cli.tables import print_table
from statediff.cli.terminal import put_json, say
from statediff.desk.editions.groups import group_sources, known_sources, link_editions
from statediff.desk.editions.suggestions import suggest_editions
from statediff.desk.editions.table.documents import (
    describe_examination,
    describe_group,
    describe_link,
    describe_suggestion,
)
from statediff.desk.editions.table.tabling import Examination, examine_editions
from statediff.errors import ExitCode, UsageError
from statediff.extractor import Sandbox
from statediff.judgements import LinkState
from statediff.reporter.members import format_instant, make_document

_MARKS = {"agrees": "=", "differs": "≠", "missing": "∅"}


def _read_instant(_context: click.Context, _parameter: click.Parameter, value: str | None) -> datetime | None:
    """Read a day, which stands for its end, or an instant; what names no time zone is UTC."""
    if value is None:
        return None
    try:
        if len(value) == len("2026-08-01"):
            return datetime.combine(date.fromisoformat(value), time.max, UTC)
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f'"{value}" is no day or instant such as 2026-08-01 or 2026-08-01T12:00Z') from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@click.command()
@click.argument("name", required=False)
@click.option("--at", callback=_read_instant, metavar="WHEN", help="As they were last seen then, a day or an instant.")
@click.option("--all", "with_agreed", is_flag=True, help="List the facts that agree and never changed, too.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 when the editions differ.")
@click.option("--suggest", is_flag=True, help="List sources that may carry one statement, with the reasons.")
@click.option("--link", nargs=2, metavar="A B", help="Say that two sources carry one statement.")
@click.option("--reject", nargs=2, metavar="A B", help="Say that they do not.")
@click.option("--reviewer", metavar="NAME", help="Who says so.  [environment: STATEDIFF_REVIEWER]")
@language_option
@json_option
@pass_session
def editions(
    session: Session,
    *,
    name: str | None,
    at: datetime | None,
    with_agreed: bool,
    exit_code: bool,
    suggest: bool,
    link: tuple[str, str] | None,
    reject: tuple[str, str] | None,
    reviewer: str | None,
    language: str | None,
    as_json: bool,
) -> None:
    """Compare what one statement says in several languages, or from several ministries.

    NAME is a source, or the name that sources share as edition-of. Figures, dates, words of commitment, watched
    phrases, names and paragraphs are held against each other; the table has those that differ or were changed, and
    tells when one edition changed and another has not followed. Without a name the groups of editions are listed.
    """
    pair = link or reject
    if sum((name is not None, suggest, link is not None, reject is not None)) > 1:
        raise UsageError("editions", "a name, --suggest, --link and --reject are four calls", "make them one by one")
    if pair is not None:
        said_by = reviewer or session.environment.get("STATEDIFF_REVIEWER", "")
        _decide(session, pair, LinkState.CONFIRMED if link else LinkState.REJECTED, said_by, as_json=as_json)
    elif suggest:
        _suggest(session, as_json=as_json)
    elif name is None:
        _list_groups(session, as_json=as_json)
    else:
        examination = _examine(session, name, at, language)
        _print(session, examination, with_agreed=with_agreed, as_json=as_json)
        if exit_code and examination.has_differences:
            raise SystemExit(ExitCode.DIFFERENT)


def _examine(session: Session, name: str, at: datetime | None, language: str | None) -> Examination:
    config = session.config_or_none()
    with session.open_archive(config) as archive, Sandbox() as sandbox:
        return examine_editions(
            archive,
            name,
            sources=config.sources if config is not None else (),
            at=at,
            watch=config.watch if config is not None else (),
            language=session.language(language),
            read=sandbox.extract,
        )


def _print(session: Session, examination: Examination, *, with_agreed: bool, as_json: bool) -> None:
    if as_json:
        put_json(make_document("editions", **describe_examination(examination)))
        return
    table = examination.table(with_agreed=with_agreed)
    headings = ("", "fact", *(f"{column.language} {column.source_id}@v{column.version}" for column in table.columns))
    if table.rows:
        rows = [(_MARKS[row.verdict], row.label, *row.cells) for row in table.rows]
        print_table(session.console(), headings, rows)
        click.echo()
    for row in table.rows:
        if row.verdict != "agrees" or with_agreed:
            click.echo(f"{_MARKS[row.verdict]} {row.label}\n  {row.sentence}")
    click.echo(table.sentence)


def _decide(session: Session, pair: tuple[str, str], state: LinkState, reviewer: str, *, as_json: bool) -> None:
    with session.open_archive() as archive:
        made = link_editions(archive, *pair, state, reviewer=reviewer, at=datetime.now(UTC))
    if as_json:
        put_json(make_document("edition-link", **describe_link(made)))
    else:
        word = "carry one statement" if state is LinkState.CONFIRMED else "do not carry one statement"
        say(f"kept: {pair[0]} and {pair[1]} {word}, says {made.reviewer} at {format_instant(made.decided_at)}")


def _suggest(session: Session, *, as_json: bool) -> None:
    config = session.config_or_none()
    with session.open_archive(config) as archive:
        found = suggest_editions(archive, config.sources if config is not None else ())
    if as_json:
        document = make_document("edition-suggestions", suggestions=[describe_suggestion(each) for each in found])
        put_json(document)
    elif found:
        rows = [(f"{each.score:.1f}", each.edition_of, each.source_id, "; ".join(each.reasons)) for each in found]
        print_table(session.console(), ("score", "source", "may be the same as", "because"), rows)
        say("confirm or reject a pair with: statediff editions --link A B, or --reject A B")
    else:
        say("no two unlinked sources look like editions of one statement")


def _list_groups(session: Session, *, as_json: bool) -> None:
    config = session.config_or_none()
    with session.open_archive(config) as archive:
        sources = known_sources(archive, config.sources if config is not None else ())
        groups = group_sources(sources, archive.edition_links())
    if as_json:
        put_json(make_document("edition-groups", groups=[describe_group(group) for group in groups]))
    elif groups:
        rows = [
            (group[0].edition_of or group[0].id, ", ".join(f"{one.id} ({one.language or '?'})" for one in group))
            for group in groups
        ]
        print_table(session.console(), ("name", "editions"), rows)
    else:
        say("no source is an edition of another; see: statediff editions --suggest")
