"""Versions read and compared by one set of rules: what our rules changed is never shown as what a ministry changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Protocol

from statediff import filtering
from statediff.archive import Archive
from statediff.differ import describe, diff
from statediff.differ.substitutions import find_substitutions
from statediff.errors import ExtractionError
from statediff.extractor import extraction_key
from statediff.findings import Damage
from statediff.listings import listing_key, read_entries, tell_entries
from statediff.model import (
    Capture,
    Change,
    ChangeSummary,
    Headers,
    Rules,
    Source,
    Version,
    WatchPhrase,
    Wording,
    digest_of,
)

LAYOUT_CHANGED = "layout-changed"
FALLEN_BACK = ";automatic"
"""Ends the extraction key of a reading that fell back on the automatic choice."""
PINNED = ";pin="
"""Goes before the mark of a container that was found after the first, when a layout changed and the words did not."""
RECODED = ";type="
"""Goes before the mark of a media type or charset under which the very bytes of an earlier look read otherwise."""
ENCODING = "encoding"
MOJIBAKE = "mojibake"
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
    """The wording of a new capture, the key it was read under, and what was noticed while reading it."""

    wording: Wording
    extraction: str
    events: tuple[str, ...] = ()


def read_next(archive: Archive, source: Source, capture: Capture, last: Version | None, *, read: Read) -> NextReading:
    """Read a capture's wording, and the last version's too where it was read otherwise, so that like meets like.

    When the source's place is gone from the page, the reading falls back on the automatic choice and says so. It is
    then compared with an automatic reading of the last version: a new layout is no change of wording.

    Raises: ExtractionError when the capture cannot be read, or holds no text at all.
    """
    key, pinned = _choose_place(archive, source, last, read=read)
    wording = read_capture(archive, capture, rules=source.rules, pinned=pinned, read=read)
    if LAYOUT_CHANGED in wording.notes:
        key = extraction_key(source.rules) + FALLEN_BACK
    if last is None:
        return NextReading(wording=wording, extraction=key, events=_remarks(wording))
    if last.extraction.endswith(FALLEN_BACK) and not key.endswith(FALLEN_BACK):
        _tie_to_the_rules_again(archive, source, capture, last, wording, read=read)
    else:
        before = reading_under(archive, source, last, key, read=read)
        if key.endswith(FALLEN_BACK) and before.digest == wording.digest and not source.rules.select:
            moved_key = extraction_key(source.rules) + _pin_mark(wording.container)
            archive.keep_reading(source.id, last.number, wording, moved_key, is_technical=True)
    return NextReading(wording=wording, extraction=key, events=_remarks(wording))


def read_recoded(capture: Capture, last: Version, reading: NextReading) -> NextReading:
    """Tell what another media type or charset made of the same bytes from what a ministry changed.

    Words that differ by that alone are a version of their own, and a technical one. Where one of two readings is
    garbled, the other stands.
    """
    if last.snapshot != capture.digest or reading.wording.digest == last.wording.digest:
        return reading
    events = (*(event for event in reading.events if event != MOJIBAKE), ENCODING)
    if MOJIBAKE in reading.wording.notes and MOJIBAKE not in last.wording.notes:
        return NextReading(wording=last.wording, extraction=last.extraction, events=events)
    return replace(reading, extraction=reading.extraction + _type_mark(capture), events=events)


def is_read_under(extraction: str | None, key: str) -> bool:
    """Whether bytes read under `extraction` would be read the same by the rules of `key`, and need not be again."""
    return extraction == key or (extraction or "").startswith((key + FALLEN_BACK, key + PINNED, key + RECODED))


def type_of(headers: Headers) -> tuple[str, str]:
    """Return the media type and the charset that headers name, in lower case; "" for what they do not name."""
    found = [value for name, value in headers if name.lower() == "content-type"]
    media_type, _, parameters = (found[-1] if found else "").partition(";")
    named = (part.partition("=") for part in parameters.split(";"))
    charset = next((value for name, _, value in named if name.strip().lower() == "charset"), "")
    return media_type.strip().lower(), charset.strip(" \t'\"").lower()


def _type_mark(capture: Capture) -> str:
    return RECODED + "/".join(type_of(capture.headers)).replace(";", ",")


def _choose_place(archive: Archive, source: Source, last: Version | None, *, read: Read) -> tuple[str, str | None]:
    """Return the key of the next reading and the container it is pinned to.

    The same words that were found in a new layout are looked for there from then on.
    """
    key = extraction_key(source.rules)
    if last is None:
        return key, None
    note = archive.last_note(source.id, LAYOUT_CHANGED)
    if note is not None and note[0] > last.capture_id:
        moved_key = key + _pin_mark(note[1])
        if archive.reading(source.id, last.number, moved_key) is not None:
            return moved_key, note[1]
    if last.extraction.startswith(key + PINNED):
        return last.extraction, last.wording.container or None
    return key, reading_under(archive, source, last, key, read=read).container or None


def _pin_mark(container: str) -> str:
    return PINNED + digest_of(container.encode("utf-8", "surrogatepass")).removeprefix("sha256:")[:8]


def _tie_to_the_rules_again(
    archive: Archive, source: Source, capture: Capture, last: Version, wording: Wording, *, read: Read
) -> None:
    """Give the last version, read automatically, its reading by the rules when the page says the same again."""
    key = extraction_key(source.rules)
    new = read_capture(archive, capture, rules=_automatic(source.rules), pinned=None, read=read)
    old = reading_under(archive, source, last, key + FALLEN_BACK, read=read)
    if old.digest == new.digest:
        archive.keep_reading(source.id, last.number, wording, key, is_technical=True)


def _automatic(rules: Rules) -> Rules:
    return replace(rules, select=(), preset=None)


def _remarks(wording: Wording) -> tuple[str, ...]:
    return tuple(note for note in wording.notes if note in {LAYOUT_CHANGED, "needs-ocr", MOJIBAKE, "selector-silent"})


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


def reading_under(archive: Archive, source: Source, version: Version, key: str, *, read: Read) -> Wording:
    """Return a version's wording as an extraction key reads it: as kept, or read again and kept beside the old one.

    Words that come out different are a technical revision: the version keeps its number and its first reading. Bytes
    that cannot be read any more keep the reading they had, and so do the entries of a listing under other rules.
    """
    if version.extraction == key:
        return version.wording
    stored = archive.reading(source.id, version.number, key)
    if stored is not None:
        return stored
    wording = _read_again(archive, source, version, key, read=read)
    if wording is None:
        return version.wording
    archive.keep_reading(source.id, version.number, wording, key, is_technical=wording.digest != version.wording.digest)
    return wording


def _read_again(archive: Archive, source: Source, version: Version, key: str, *, read: Read) -> Wording | None:
    capture = archive.capture(version.capture_id)
    if source.discover is not None and key != listing_key(source):
        return None
    rules = _automatic(source.rules) if key.endswith(FALLEN_BACK) else source.rules
    try:
        if source.discover is not None:
            return read_entries(archive, source, capture)
        return read_capture(archive, capture, rules=rules, pinned=None, read=read)
    except ExtractionError:
        return None


def compare(
    archive: Archive, old: Version, new: Version, *, read: Read | None = None, watch: Sequence[WatchPhrase] = ()
) -> Change:
    """Compute the Change between two versions, both read under one extraction key and without the same volatile slots.

    Without `read`, only readings that the archive already holds are used.
    """
    old_wording, new_wording = old.wording, new.wording
    if old.source_id == new.source_id and old.extraction != new.extraction:
        key = next((name for name in (new.extraction, old.extraction) if name.endswith(FALLEN_BACK)), new.extraction)
        old_wording, new_wording = (_kept_or_read(archive, version, key, read) for version in (old, new))
    left = filtering.leave_out_standing(archive, old, new, (old_wording, new_wording))
    change = diff(left.old, left.new, language=new_wording.language, watch=watch)
    return replace(change, unshown_slots=tuple(slot.name for slot in left.slots)) if left.slots else change


def _kept_or_read(archive: Archive, version: Version, key: str, read: Read | None) -> Wording:
    if read is None:
        return archive.reading(version.source_id, version.number, key) or version.wording
    return reading_under(archive, archive.source(version.source_id), version, key, read=read)


def reextract(archive: Archive, source: Source, *, read: Read) -> tuple[Version, ...]:
    """Read every version of a source again under its present rules; return those whose words came out different."""
    key = extraction_key(source.rules)
    differing = []
    for version in archive.history(source.id).versions:
        wording = reading_under(archive, source, version, key, read=read)
        if wording.digest != version.wording.digest:
            differing.append(replace(version, wording=wording, extraction=key))
    return tuple(differing)


def rederive(archive: Archive, *, read: Read) -> Iterator[Damage]:
    """Read every version's bytes again, and yield those in which the words that the archive shows are not found.

    Only a version whose extraction key is still the one of its source and this extractor can be judged: others were
    read by earlier rules, and listings by what was on them before. Expects an archive that `verify` calls sound.
    """
    for source in archive.sources():
        key = extraction_key(source.rules)
        before = ""
        for version in archive.history(source.id).versions:
            if is_read_under(version.extraction, key):
                problem = _problem_of(archive, source, version, before, read=read)
                if problem is not None:
                    yield Damage(place=f"version {version.revision}", problem=problem)
            before = version.wording.container


def _problem_of(archive: Archive, source: Source, version: Version, before: str, *, read: Read) -> str | None:
    """Return what is wrong with a version's words; `before` is the container that its reading may have been tied to."""
    if archive.extraction_of(version.capture_id) != version.extraction:
        return None
    capture = archive.capture(version.capture_id)
    problem = "its words are not those that its snapshot is read as"
    ways = dict.fromkeys((source.rules, pin) for pin in (version.wording.container or None, before or None, None))
    for rules, pinned in (*ways, (_automatic(source.rules), None)):
        try:
            if read_capture(archive, capture, rules=rules, pinned=pinned, read=read).digest == version.wording.digest:
                return None
        except ExtractionError as error:
            problem = f"its snapshot can no longer be read ({error.cause})"
    return problem


def tell(source: Source, old: Version, new: Version, change: Change, language: str = "en") -> str:
    """Tell a change of a source in one sentence: of a listing, which entries came and left."""
    if source.discover is not None:
        return tell_entries(old.wording, new.wording, language)
    return describe(change, language)


def summarise(change: Change, sentence: str) -> ChangeSummary:
    """Summarise a change, told in a sentence, for the archive's views: words are runs without white space."""
    removed = sum(len(op.text.split()) for edit in change.edits for op in edit.ops if op.kind == "delete")
    added = sum(len(op.text.split()) for edit in change.edits for op in edit.ops if op.kind == "insert")
    return ChangeSummary(
        severity=change.severity,
        score=change.score,
        sentence=sentence,
        algorithm=change.algorithm,
        edits=len(change.edits),
        words_removed=removed,
        words_added=added,
        substitutions=find_substitutions(change),
    )


def slots_left_out(archive: Archive, version: Version) -> tuple[str, ...]:
    """Return the volatile slots that are left out when a version is compared with an earlier one and they differ."""
    return tuple(slot.name for slot in filtering.in_force(archive.filters(version.source_id), version.first_seen_at))


def retell(
    archive: Archive, source_id: str, since: datetime, *, read: Read | None = None, watch: Sequence[WatchPhrase] = ()
) -> None:
    """Sum up again each change of a source that was first seen after an instant, by the filters in force now."""
    history = archive.history(source_id)
    for old, new in pairwise(history.versions):
        if new.first_seen_at > since:
            change = compare(archive, old, new, read=read, watch=watch)
            archive.keep_change(old, new, summarise(change, tell(history.source, old, new, change)))
