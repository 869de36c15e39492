"""Catalogue: the archive read for publishing, a source at a time, with every change between neighbouring versions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import regex

from statediff import revisions
from statediff.archive import Archive
from statediff.evidence import Evidence
from statediff.model import Capture, Change, History, Source, Version, WatchPhrase
from statediff.reporter.kinds import LAYOUT, WATCHED, kind_of
from statediff.reporter.outlets.rows import ChangeRow, SourceRow, Watched
from statediff.reporter.phrasing import Phrases
from statediff.reporter.terminal import came_back

_TOLD_EVENTS = ("restored", "oscillating", "silent-edit", "backdated", "withdrawn")
"""What the list of changes says about a change beside its sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two neighbouring versions, and the history as it was known when the newer one was first seen.

    A report made of it stays the same byte for byte, however many looks follow.
    """

    old: Version
    new: Version
    history: History

    @property
    def source(self) -> Source:
        """The source of both."""
        return self.history.source


def pair_up(history: History) -> Iterator[Pair]:
    """Yield the neighbouring versions of a history, oldest first."""
    places = {capture.id: place for place, capture in enumerate(history.captures)}
    for number, (old, new) in enumerate(pairwise(history.versions), start=2):
        known = history.captures[: places[new.capture_id] + 1]
        fresh = replace(new, last_seen_at=new.first_seen_at)
        yield Pair(
            old=old,
            new=fresh,
            history=History(source=history.source, versions=(*history.versions[: number - 1], fresh), captures=known),
        )


def prove(pair: Pair, change: Change) -> Evidence:
    """Gather what the report of a change between neighbours rests on."""
    by_id = {capture.id: capture for capture in pair.history.captures}
    old_capture = by_id[pair.old.capture_id]
    sights = [
        capture
        for capture in pair.history.captures
        if capture.version == pair.old.number
        and capture.captured_at < max(pair.new.first_seen_at, pair.old.last_seen_at)
    ]
    return Evidence(
        change=change,
        source=pair.source,
        old=pair.old,
        new=pair.new,
        history=pair.history,
        old_capture=old_capture,
        new_capture=by_id[pair.new.capture_id],
        last_seen=max(sights, key=lambda capture: capture.captured_at, default=old_capture),
    )


def compare(archive: Archive, pair: Pair, *, read: revisions.Read, watch: Sequence[WatchPhrase]) -> Change:
    """Compute the change between two neighbours, both read by one set of rules."""
    return revisions.compare(archive, pair.old, pair.new, read=read, watch=watch)


def tell(pair: Pair, change: Change, language: str) -> str:
    """Tell the change between neighbours in one sentence."""
    return revisions.tell(pair.source, pair.old, pair.new, change, language)


def tell_facts(change: Change, sentence: str) -> dict[str, Any]:
    """What lists and feeds tell of a change beside its sentence, as plain JSON, so that it is computed but once."""
    summary = revisions.summarise(change, sentence)
    edits = [edit for edit in change.edits if edit.kind not in LAYOUT]
    watched = {
        (label.evidence, label.direction == "up")
        for edit in change.edits
        for label in edit.labels
        if label == WATCHED and label.evidence
    }
    return {
        "severity": summary.severity,
        "score": summary.score,
        "sentence": summary.sentence,
        "added": summary.words_added,
        "removed": summary.words_removed,
        "kinds": sorted({kind_of(edit) for edit in edits}),
        "watched": [list(one) for one in sorted(watched)],
    }


def tell_change(pair: Pair, facts: Any, phrases: Phrases, *, state: str = "open") -> ChangeRow:
    """Tell a change between neighbours in one row; `state` is where its review stands."""
    source, capture = pair.source, pair.history.captures[-1]
    return ChangeRow(
        source_id=source.id,
        name=name_of(source, pair.new),
        url=source.url,
        publisher=source.publisher,
        language=language_of(source, pair.new),
        old=pair.old.number,
        new=pair.new.number,
        after=pair.old.last_seen_at,
        at=pair.new.first_seen_at,
        severity=facts["severity"],
        score=facts["score"],
        sentence=facts["sentence"],
        added=facts["added"],
        removed=facts["removed"],
        kinds=tuple(facts["kinds"]),
        watched=tuple(Watched(phrase=phrase, has_come=has_come) for phrase, has_come in facts["watched"]),
        events=tell_events(pair.new, capture, phrases),
        is_technical=pair.new.is_technical,
        state=state,
        key=facts.get("key") or key_of(pair),
    )


def tell_events(version: Version, capture: Capture, phrases: Phrases) -> tuple[str, ...]:
    """Tell in words what was noticed of a version, and of the look that brought it, that a list should say."""
    events = {*version.events, *capture.events}
    return tuple(phrases.say(f"event.{event}") for event in _TOLD_EVENTS if event in events)


def key_of(pair: Pair) -> str:
    """Return a digest over what never changes of a change: a new address or other rules give its entry no new id."""
    address = pair.history.captures[-1].url
    facts = (address, pair.old.wording.digest, pair.new.wording.digest, pair.new.first_seen_at.isoformat())
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()[:16]


def name_of(source: Source, version: Version | None) -> str:
    """What a source is called: its title, else that of its page, else its id."""
    return source.title or (version.wording.title if version is not None else None) or source.id


def language_of(source: Source, version: Version | None) -> str | None:
    """The language of a source without its region: as configured, else as its page says; None for no language tag."""
    told = source.language or (version.wording.language if version is not None else None) or ""
    base = told.replace("_", "-").partition("-")[0].lower()
    return base if regex.fullmatch(r"[a-z]{2,3}", base) else None


def tell_source(history: History, phrases: Phrases) -> SourceRow:
    """Tell a source in one row."""
    source = history.source
    last: Capture | None = history.captures[-1] if history.captures else None
    newest = history.versions[-1] if history.versions else None
    return SourceRow(
        id=source.id,
        name=name_of(source, newest),
        url=source.url,
        publisher=source.publisher,
        language=language_of(source, newest),
        edition_of=source.edition_of,
        versions=len(history.versions),
        looks=len(history.captures),
        last_look=last.captured_at if last is not None else None,
        came_back=came_back(last, phrases) if last is not None else "",
        has_failed=last is not None and last.disposition.is_failure,
    )
