"""Verdicts: given on a change, or once on an edit for every change that made it; taken over only by a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from statediff.archive import Archive
from statediff.desk.clusters import change_of
from statediff.desk.queue import Desk
from statediff.desk.standings import ChangeKey
from statediff.errors import UsageError
from statediff.judgements import Verdict, VerdictKind

LONGEST_NAME, LONGEST_NOTE = 200, 20_000
"""Letters of a reviewer's name or a codebook's version, and of a note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a reviewer decides, before it is known about which changes."""

    kind: VerdictKind
    reviewer: str
    decided_at: datetime
    note: str = ""
    codebook: str = ""


def find_change(archive: Archive, expression: str) -> ChangeKey:
    """Return the change that a revision or a range names; raises RevisionNotFound, or UsageError for two sources."""
    old, new = archive.range(expression)
    if old.source_id != new.source_id:
        raise UsageError(expression, "a verdict is on a change of one source", "name two versions of the same source")
    return new.source_id, old.number, new.number


def decide(archive: Archive, change: ChangeKey, decision: Decision) -> Verdict:
    """Keep a verdict on one change; raises RevisionNotFound or UsageError."""
    return archive.keep_verdict(_verdict(change, decision, ""))


def decide_everywhere(archive: Archive, desk: Desk, key: str, decision: Decision) -> tuple[Verdict, ...]:
    """Keep one verdict on an edit, in a row for each change on the desk that made it, whole or not at all.

    Raises: UsageError when no change made it.
    """
    cluster = desk.cluster(key)
    if cluster is None:
        raise UsageError(key, "no change made an edit of that key", "see the keys with: statediff review --json")
    verdicts = [_verdict(change_of(note), decision, key) for note in cluster.changes]
    return archive.keep_verdicts(verdicts)


def _verdict(change: ChangeKey, decision: Decision, cluster: str) -> Verdict:
    for fault in _faults(decision):
        raise UsageError("the verdict", *fault)
    source_id, old, new = change
    return Verdict(
        source_id=source_id,
        old=old,
        new=new,
        kind=decision.kind,
        reviewer=decision.reviewer.strip(),
        decided_at=decision.decided_at,
        codebook=decision.codebook.strip(),
        note=decision.note.strip(),
        cluster=cluster,
    )


def _faults(decision: Decision) -> Iterator[tuple[str, str]]:
    if not decision.reviewer.strip():
        yield "nobody signed it", "say who decides with --reviewer, or set STATEDIFF_REVIEWER"
    if max(len(decision.reviewer), len(decision.codebook)) > LONGEST_NAME:
        yield "the reviewer or the codebook is longer than a name", f"use at most {LONGEST_NAME} letters"
    if len(decision.note) > LONGEST_NOTE:
        yield "the note is too long", f"use at most {LONGEST_NOTE} letters"
