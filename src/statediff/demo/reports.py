"""The demonstration's reports: what an edition said when it was published beside what it said before it came back."""

from __future__ import annotations

from pathlib import Path

from statediff import __version__, revisions
from statediff.archive import Archive
from statediff.differ import describe
from statediff.model import Capture, History, Version
from statediff.reporter import render_report


def write_report(archive: Archive, source_id: str, path: Path, *, read: revisions.Read) -> Path:
    """Write the report on everything that changed in an edition before its old wording came back; returns its path."""
    history = archive.history(source_id)
    old, new = history.versions[0], history.versions[-2]
    change = revisions.compare(archive, old, new, read=read)
    page = render_report(
        change=change,
        source=history.source,
        old=old,
        new=new,
        history=history,
        old_capture=_capture_of(history, old),
        new_capture=_capture_of(history, new),
        last_seen=_last_sight(history, old),
        sentence=describe(change),
        generator_version=__version__,
    )
    path.write_text(page, encoding="utf-8", newline="\n")
    return path


def _capture_of(history: History, version: Version) -> Capture:
    return next(capture for capture in history.captures if capture.id == version.capture_id)


def _last_sight(history: History, version: Version) -> Capture:
    return [capture for capture in history.captures if capture.version == version.number][-1]
