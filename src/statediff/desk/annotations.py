"""Annotations: a note on a passage follows it into later versions, and says when its passage changed or went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Literal

from statediff import revisions
from statediff.archive import Archive
from statediff.differ import diff
from statediff.differ.carrying import Carried, carry
from statediff.errors import UsageError
from statediff.judgements import Annotation
from statediff.model import Version

Turn = Literal["reworded", "withdrawn", "restored"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteEvent:
    """What became of a note's passage, in which version, and between which two looks."""

    version: int
    turn: Turn
    after: datetime
    """Last sight of the version before."""
    at: datetime
    """First sight of that version."""
    passage: str
    """How the passage reads from then on; empty when it was withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedNote:
    """A note and where its passage stands in one version."""

    annotation: Annotation
    state: Literal["stands", "reworded", "withdrawn"]
    start: int
    end: int
    passage: str
    """As it reads in that version; empty when it is withdrawn."""
    events: tuple[NoteEvent, ...]
    """Oldest first."""


def annotate(
    version: Version, quote: str, text: str, *, author: str, at: datetime, occurrence: int | None = None
) -> Annotation:
    """Make a note on the passage of a version that reads like the quote.

    White space may differ. Raises UsageError when the passage is not there, or stands there more than once and
    `occurrence`, counted from 1, does not say which is meant.
    """
    if not text.strip() or not author.strip():
        raise UsageError(version.revision, "a note needs words and a name under it", "give both")
    found = list(find_quote(version.wording.text, quote))
    if not found:
        raise UsageError(
            version.revision, "the passage does not stand there", f"copy it from: statediff show {version.revision}"
        )
    if occurrence is None and len(found) > 1:
        cause = f"the passage stands there {len(found)} times"
        raise UsageError(version.revision, cause, "quote more of it, or say which with --occurrence")
    if not 1 <= (occurrence or 1) <= len(found):
        raise UsageError(version.revision, f"the passage stands there {len(found)} times", "count from 1")
    start, end = found[(occurrence or 1) - 1]
    return Annotation(
        source_id=version.source_id,
        version=version.number,
        start=start,
        end=end,
        quote=version.wording.text[start:end],
        text=text.strip(),
        author=author.strip(),
        written_at=at,
    )


def find_quote(text: str, quote: str) -> Iterator[tuple[int, int]]:
    """Yield where a quote stands in a text, whatever the white space between its words, without overlaps."""
    words = quote.split()
    if not words:
        return
    at = 0
    while (start := text.find(words[0], at)) >= 0:
        end = _end_of_words(text, words, start)
        if end is not None:
            yield start, end
        at = end or start + 1


def _end_of_words(text: str, words: Sequence[str], start: int) -> int | None:
    end = start + len(words[0])
    for word in words[1:]:
        after = end
        while after < len(text) and text[after].isspace():
            after += 1
        if after == end or not text.startswith(word, after):
            return None
        end = after + len(word)
    return end


def carry_notes(archive: Archive, version: Version, *, read: revisions.Read | None = None) -> tuple[CarriedNote, ...]:
    """Return every note on this and earlier versions of a source, carried into this one, in order of the text.

    `read` reads an earlier version again where rules changed between two; without it kept readings are used.
    """
    versions = [one for one in archive.history(version.source_id).versions if one.number <= version.number]
    notes = (note for note in archive.annotations(version.source_id) if note.version <= version.number)
    carried = [_follow(archive, note, versions[note.version - 1 :], read) for note in notes]
    return tuple(sorted(carried, key=lambda note: (note.start, note.annotation.id)))


def _follow(
    archive: Archive, note: Annotation, versions: Sequence[Version], read: revisions.Read | None
) -> CarriedNote:
    place = Carried(start=note.start, end=note.end, state="same")
    passage, events = note.quote, []
    for old, new in pairwise(versions):
        was_gone = place.state == "withdrawn"
        place = _find_back(new, passage, place) if was_gone else _step(archive, old, new, place, read)
        turn = _turn(place, was_gone=was_gone)
        if turn is None:
            continue
        now = new.wording.text[place.start : place.end]
        events.append(
            NoteEvent(version=new.number, turn=turn, after=old.last_seen_at, at=new.first_seen_at, passage=now)
        )
        passage = now or passage
    is_gone = place.state == "withdrawn"
    now = "" if is_gone else versions[-1].wording.text[place.start : place.end]
    state: Literal["stands", "reworded", "withdrawn"] = "withdrawn" if is_gone else "stands"
    if not is_gone and now.split() != note.quote.split():
        state = "reworded"
    return CarriedNote(
        annotation=note, state=state, start=place.start, end=place.end, passage=now, events=tuple(events)
    )


def _turn(place: Carried, *, was_gone: bool) -> Turn | None:
    if was_gone:
        return None if place.state == "withdrawn" else "restored"
    return place.state if place.state in {"reworded", "withdrawn"} else None


def _find_back(new: Version, passage: str, place: Carried) -> Carried:
    """Look whether a withdrawn passage stands again, word for word and once."""
    found = list(find_quote(new.wording.text, passage))
    if len(found) == 1:
        return Carried(start=found[0][0], end=found[0][1], state="same")
    return Carried(
        start=min(place.start, len(new.wording.text)), end=min(place.start, len(new.wording.text)), state="withdrawn"
    )


def _step(archive: Archive, old: Version, new: Version, place: Carried, read: revisions.Read | None) -> Carried:
    """Carry a passage from one version into the next."""
    before, after = old.wording.text, new.wording.text
    start, end = _paragraph_around(before, place.start, place.end)
    paragraph = before[start:end]
    if before.count(paragraph) == 1 == after.count(paragraph):
        moved = after.index(paragraph) - start
        return Carried(start=place.start + moved, end=place.end + moved, state="same")
    if old.extraction == new.extraction:
        return carry(diff(old.wording, new.wording, language=new.wording.language), place.start, place.end)
    change = revisions.compare(archive, old, new, read=read)
    middle = _through(before, change.old_text, place)
    if middle.state != "withdrawn":
        middle = carry(change, middle.start, middle.end)
    return middle if middle.state == "withdrawn" else _through(change.new_text, after, middle)


def _through(one: str, other: str, place: Carried) -> Carried:
    """Carry a place between two readings of one page; what our rules changed is no rewording."""
    if one == other or place.start == place.end:
        return place
    found = carry(diff(one, other), place.start, place.end)
    return found if found.state == "withdrawn" else Carried(start=found.start, end=found.end, state=place.state)


def _paragraph_around(text: str, start: int, end: int) -> tuple[int, int]:
    begin = text.rfind("\n\n", 0, start)
    finish = text.find("\n\n", end)
    return (begin + 2 if begin >= 0 else 0), (finish if finish >= 0 else len(text))
