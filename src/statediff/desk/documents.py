"""The JSON members of what the desk knows: changes in one line, verdicts, rows of the queue, notes, searches."""

from __future__ import annotations

from statediff.archive.changes import ChangeNote
from statediff.desk.annotations import CarriedNote
from statediff.desk.clusters import change_of
from statediff.desk.queue import QueueRow
from statediff.desk.sightings import Period, Sighting
from statediff.desk.standings import key_of, range_of
from statediff.judgements import Annotation, Verdict
from statediff.model import SavedSearch
from statediff.reporter.members import format_instant, format_optional_instant
from statediff.reporter.outlets.rows import slug_of


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


def describe_search(search: SavedSearch) -> dict[str, object]:
    """The members of a saved search; `slug` names its page, its feed and its address of the API."""
    return {
        "slug": slug_of(search.name),
        "name": search.name,
        "phrase": search.phrase,
        "family": search.family,
        "publisher": search.publisher,
        "language": search.language,
        "sources": list(search.sources),
    }


def describe_sighting(phrase: str, sighting: Sighting) -> dict[str, object]:
    """The members of where and when a phrase stood in one source."""
    return {
        "phrase": phrase,
        "source": sighting.source.id,
        "publisher": sighting.source.publisher,
        "language": sighting.language,
        "first_seen_at": format_instant(sighting.first_seen_at),
        "last_seen_at": format_instant(sighting.last_seen_at),
        "is_current": sighting.is_standing,
        "watched_since": format_instant(sighting.watched_since),
        "watched_until": format_instant(sighting.watched_until),
        "periods": [_describe_period(period) for period in sighting.periods],
    }


def _describe_period(period: Period) -> dict[str, object]:
    return {
        "number": period.number,
        "first_version": period.first,
        "last_version": period.last,
        "after": format_optional_instant(period.after),
        "first_seen_at": format_instant(period.first_seen_at),
        "last_seen_at": format_instant(period.last_seen_at),
        "gone_by": format_optional_instant(period.gone_by),
        "is_begun_by_rules": period.is_begun_by_rules,
        "is_ended_by_rules": period.is_ended_by_rules,
        "passages": [
            {
                "first_version": passage.first,
                "last_version": passage.last,
                "text": passage.text,
                "places": [{"start": start, "end": end} for start, end in passage.places],
            }
            for passage in period.passages
        ],
    }
