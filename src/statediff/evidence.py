"""Everything a report of one change rests on, gathered from the archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from statediff import revisions
from statediff.archive import Archive
from statediff.model import Capture, Change, History, Source, Version, WatchPhrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A change with its two versions, the looks that saw them, and the source's history."""

    change: Change
    source: Source
    old: Version
    new: Version
    history: History
    old_capture: Capture
    new_capture: Capture
    last_seen: Capture
    """The last look that saw the old version before the new one was seen."""


def gather(archive: Archive, expression: str, *, read: revisions.Read, watch: Sequence[WatchPhrase] = ()) -> Evidence:
    """Compute the change that a REV or A..B names, and gather what proves it.

    Raises: RevisionNotFound when the expression names nothing.
    """
    old, new = archive.range(expression)
    history = archive.history(new.source_id)
    old_history = history if old.source_id == new.source_id else archive.history(old.source_id)
    old_capture = archive.capture(old.capture_id)
    sights = [
        capture
        for capture in old_history.captures
        if capture.version == old.number and capture.captured_at < max(new.first_seen_at, old.last_seen_at)
    ]
    return Evidence(
        change=revisions.compare(archive, old, new, read=read, watch=watch),
        source=history.source,
        old=old,
        new=new,
        history=history,
        old_capture=old_capture,
        new_capture=archive.capture(new.capture_id),
        last_seen=max(sights, key=lambda capture: capture.captured_at, default=old_capture),
    )
