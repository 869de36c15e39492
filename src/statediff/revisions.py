"""Versions read and compared by one set of rules: what our rules changed is never shown as what a ministry changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from statediff.archive import Archive
from statediff.differ import describe, diff
from statediff.errors import ExtractionError
from statediff.extractor import extraction_key
from statediff.model import Capture, Change, ChangeSummary, Rules, Source, Version, WatchPhrase, Wording

LAYOUT_CHANGED = "layout-changed"
NO_RULES = Rules()


class Read(Protocol):
    """Reads a wording out of bytes; raises ExtractionError when it cannot."""

    def __call__(
        self,
        body: bytes,
        media_type: str | None = "text/html",
        url: str | None = None,
        *,
        rules: Rules = NO_RULES,
        pinned: str | None = None,
    ) -> Wording:
        """Read the statement's wording, from the pinned container when that is still there."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NextReading:
    """The wording of a new capture, and what was noticed while reading it beside the version before."""

    wording: Wording
    events: tuple[str, ...] = ()


def read_next(archive: Archive, source: Source, capture: Capture, last: Version | None, *, read: Read) -> NextReading:
    """Read a capture's wording so that it can be compared with the last version.

    The last version is first read again when it was read under another key. When the page's layout changed, both
    sides are read by the automatic choice; if that finds the same words, the change is layout and not wording.

    Raises: ExtractionError when the capture cannot be read, or holds no text at all.
    """
    assert capture.digest is not None
    pinned = last.wording.container or None if last is not None else None
    wording = read_capture(archive, capture, rules=source.rules, pinned=pinned, read=read)
    if last is None:
        return NextReading(wording=wording, events=_remarks(wording))
    last = bring_up_to_date(archive, source, last, read=read)
    if LAYOUT_CHANGED not in wording.notes or wording.digest == last.wording.digest:
        return NextReading(wording=wording, events=_remarks(wording))
    return _read_both_sides_alike(archive, capture, last, wording, read=read)


def _read_both_sides_alike(
    archive: Archive, capture: Capture, last: Version, wording: Wording, *, read: Read
) -> NextReading:
    old = _read_snapshot(archive, last, rules=NO_RULES, read=read)
    new = read_capture(archive, capture, rules=NO_RULES, pinned=None, read=read)
    if old is not None and old.digest == new.digest:
        return NextReading(wording=last.wording, events=_remarks(wording))
    return NextReading(wording=wording, events=_remarks(wording))


def _remarks(wording: Wording) -> tuple[str, ...]:
    return tuple(note for note in wording.notes if note in {LAYOUT_CHANGED, "needs-ocr", "mojibake", "selector-silent"})


def read_capture(archive: Archive, capture: Capture, *, rules: Rules, pinned: str | None, read: Read) -> Wording:
    """Read the wording of a capture's snapshot; a page without any text is an error, never an empty wording."""
    assert capture.digest is not None
    body = archive.snapshot(capture.digest)
    wording = read(body, _content_type(capture), capture.final_url, rules=rules, pinned=pinned)
    if not wording.has_text:
        reason = "needs-ocr" if "needs-ocr" in wording.notes else "no text was found in it"
        raise ExtractionError(capture.source_id, reason, "look at it with: statediff preview " + capture.source_id)
    return wording


def _content_type(capture: Capture) -> str | None:
    found = [value for name, value in capture.headers if name.lower() == "content-type"]
    return found[-1] if found else capture.media_type


def bring_up_to_date(archive: Archive, source: Source, version: Version, *, read: Read) -> Version:
    """Read a version again under the source's present rules when it was read under others.

    The new reading is kept beside the old one. When its words differ, that is a technical revision: the version keeps
    its number, and later wordings are compared with the new reading.
    """
    key = extraction_key(source.rules)
    if version.extraction == key:
        return version
    wording = archive.reading(source.id, version.number, key)
    if wording is None:
        wording = _read_snapshot(archive, version, rules=source.rules, read=read)
        if wording is None:
            return version
        archive.keep_reading(
            source.id, version.number, wording, key, is_technical=wording.digest != version.wording.digest
        )
    return archive.version(version.revision)


def _read_snapshot(archive: Archive, version: Version, *, rules: Rules, read: Read) -> Wording | None:
    capture = archive.capture(version.capture_id)
    try:
        return read_capture(archive, capture, rules=rules, pinned=None, read=read)
    except ExtractionError:
        return None


def compare(
    archive: Archive, old: Version, new: Version, *, read: Read | None = None, watch: Sequence[WatchPhrase] = ()
) -> Change:
    """Compute the Change between two versions, both read under the newer one's extraction key.

    Without `read`, versions of different keys are compared by a reading that the archive already holds.
    """
    old_wording = old.wording
    if old.extraction != new.extraction:
        stored = archive.reading(old.source_id, old.number, new.extraction)
        if stored is not None:
            old_wording = stored
        elif read is not None and old.source_id == new.source_id:
            source = archive.source(old.source_id)
            old_wording = bring_up_to_date(archive, source, old, read=read).wording
    return diff(old_wording, new.wording, language=new.wording.language, watch=watch)


def reextract(archive: Archive, source: Source, *, read: Read) -> tuple[Version, ...]:
    """Read every version of a source again under its present rules; return those whose words came out different."""
    differing = []
    for version in archive.history(source.id).versions:
        again = bring_up_to_date(archive, source, version, read=read)
        if again.wording.digest != version.wording.digest:
            differing.append(again)
    return tuple(differing)


def summarise(change: Change) -> ChangeSummary:
    """Summarise a change for the archive's views: words are counted as runs without white space."""
    removed = sum(len(op.text.split()) for edit in change.edits for op in edit.ops if op.kind == "delete")
    added = sum(len(op.text.split()) for edit in change.edits for op in edit.ops if op.kind == "insert")
    return ChangeSummary(
        severity=change.severity,
        score=change.score,
        sentence=describe(change),
        algorithm=change.algorithm,
        edits=len(change.edits),
        words_removed=removed,
        words_added=added,
    )
