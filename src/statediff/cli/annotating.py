"""`annotate`: signed notes on passages, carried into later versions."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from statediff.cli.options import json_option
from statediff.cli.session import Session, pass_session
from statediff.cli.tables import print_table
from statediff.cli.terminal import put_json, say
from statediff.desk.annotations import CarriedNote, annotate, carry_notes
from statediff.desk.documents import describe_carried
from statediff.errors import UsageError
from statediff.extractor import Sandbox
from statediff.reporter.members import format_instant, make_document


@click.command(name="annotate")
@click.argument("revision", metavar="REV")
@click.option("--quote", metavar="TEXT", help="The passage that the note is about, as it stands in that version.")
@click.option("--occurrence", type=click.IntRange(min=1), metavar="N", help="Which one, where it stands several times.")
@click.option("--note", metavar="TEXT", help="What you want to say about it.")
@click.option("--author", metavar="NAME", help="Who signs it.  [environment: STATEDIFF_REVIEWER]")
@json_option
@pass_session
def annotation(
    session: Session,
    *,
    revision: str,
    quote: str | None,
    occurrence: int | None,
    note: str | None,
    author: str | None,
    as_json: bool,
) -> None:
    """Keep a note on a passage, or list the notes as they stand in a version.

    Every note on this or an earlier version is listed with its passage as it reads here; one that was reworded,
    withdrawn or restored says in which version, and between which looks.
    """
    if (quote is None) != (note is None):
        raise UsageError("annotate", "a note needs a passage, and a passage a note", "give --quote and --note")
    with session.open_archive() as archive:
        version = archive.version(revision)
        if quote is not None and note is not None:
            name = author or session.environment.get("STATEDIFF_REVIEWER", "")
            made = annotate(version, quote, note, author=name, at=datetime.now(UTC), occurrence=occurrence)
            archive.keep_annotation(made)
        with Sandbox() as sandbox:
            notes = carry_notes(archive, version, read=sandbox.extract)
    if as_json:
        put_json(make_document("annotations", notes=[describe_carried(one) for one in notes]))
    elif notes:
        print_table(session.console(), ("written", "author", "passage", "note", "since then"), map(_tell, notes))
    else:
        say(f"there is no note on {version.revision} or before it")


def _tell(note: CarriedNote) -> tuple[str, ...]:
    events = "; ".join(
        f"{event.turn} in v{event.version}, between {format_instant(event.after)} and {format_instant(event.at)}"
        for event in note.events
    )
    kept = note.annotation
    return format_instant(kept.written_at), kept.author, note.passage or kept.quote, kept.text, events or "stands"
