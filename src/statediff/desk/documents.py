"""The JSON members of what the desk knows: changes in one line, verdicts, rows of the queue, notes."""

from __future__ import annotations

from statediff.archive.changes import ChangeNote
from statediff.desk.annotations import CarriedNote
from statediff.desk.clusters import change_of
from statediff.desk.queue import QueueRow
from statediff.desk.standings import key_of, range_of
from statediff.judgements import Annotation, Verdict
from statediff.reporter.members import format_instant


def describe_note(note: ChangeNote) -> dict[str, object]:
    """The members of a change in one line."""
    return {
        "source": note.source_id,
        "range": range_of(change_of(note)),
        "after": format_instant(note.after),
        "at": format_instant(note.at),
        "severity": note.severity,
        "score": note.score,
        "sentence": note.sentence,
        "words_added": note.added,
        "words_removed": note.removed,
    }


def describe_verdict(verdict: Verdict) -> dict[str, object]:
    """The members of a verdict."""
    return {
        "id": verdict.id,
        "range": range_of(key_of(verdict)),
        "verdict": str(verdict.kind),
        "reviewer": verdict.reviewer,
        "decided_at": format_instant(verdict.decided_at),
        "codebook": verdict.codebook,
        "note": verdict.note,
        "cluster": verdict.cluster,
    }


def describe_row(row: QueueRow) -> dict[str, object]:
    """The members of a row of the queue; `substitution` is null for a row about one change."""
    made = row.substitution
    return {
        "key": row.key,
        "state": str(row.standing.state),
        "score": row.score,
        "substitution": {"old": made.old, "new": made.new} if made is not None else None,
        "changes": [describe_note(note) for note in row.changes],
        "verdicts": [describe_verdict(verdict) for verdict in row.standing.verdicts],
        "edits": row.parts,
        "edits_judged": row.judged,
        "offered": describe_verdict(row.offered) if row.offered is not None else None,
    }


def describe_annotation(annotation: Annotation) -> dict[str, object]:
    """The members of a note as it was written."""
    return {
        "id": annotation.id,
        "revision": f"{annotation.source_id}@v{annotation.version}",
        "start": annotation.start,
        "end": annotation.end,
        "quote": annotation.quote,
        "text": annotation.text,
        "author": annotation.author,
        "written_at": format_instant(annotation.written_at),
    }


def describe_carried(note: CarriedNote) -> dict[str, object]:
    """The members of a note and of where its passage stands now."""
    return {
        **describe_annotation(note.annotation),
        "state": note.state,
        "now_start": note.start,
        "now_end": note.end,
        "passage": note.passage,
        "events": [
            {
                "version": event.version,
                "turn": event.turn,
                "after": format_instant(event.after),
                "at": format_instant(event.at),
                "passage": event.passage,
            }
            for event in note.events
        ],
    }
