"""Memory: what is remembered between requests, so that a list is not computed anew for every reader."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from statediff import revisions
from statediff.archive import Archive
from statediff.archive.changes import ChangeNote
from statediff.desk.clusters import change_of
from statediff.desk.intake import Intake, Scope, take_in
from statediff.desk.queue import Desk
from statediff.desk.standings import range_of
from statediff.errors import StatediffError
from statediff.model import Source, WatchPhrase
from statediff.publishing.catalogue import language_of, name_of, tell_events, tell_facts
from statediff.reporter.outlets.rows import Watched
from statediff.reporter.phrasing import Phrases

logger = logging.getLogger(__name__)

_MOST_INTAKES = 16
_MOST_TOLD = 5_000
"""Changes whose words are remembered; those that nobody asked for longest are forgotten first."""
_LONGEST = 200_000
"""Letters of both texts, beyond which a list tells what the archive keeps of a change and no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A source with its name and its language, as its newest version has them."""

    source: Source
    name: str
    language: str | None


class DeskMemory:
    """Changes by their scope, as long as no new one was kept; what was decided about them is read every time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._mark: tuple[int, ...] = ()
        self._intakes: dict[Scope, Intake] = {}
        self._named: dict[str, Named] = {}

    def desk(self, archive: Archive, scope: Scope) -> Desk:
        """Return the desk of a scope as the archive stands now."""
        return self._intake(archive, scope).desk(archive.verdicts())

    def names(self, archive: Archive, source_ids: Sequence[str]) -> dict[str, Named]:
        """Return sources by their ids, each with its name and language as the archive stands now."""
        self._refresh(archive)
        named = self._named
        for source_id in dict.fromkeys(source_ids):
            if source_id not in named:
                source, newest = archive.source(source_id), archive.last_version(source_id)
                named[source_id] = Named(
                    source=source, name=name_of(source, newest), language=language_of(source, newest)
                )
        return named

    def _intake(self, archive: Archive, scope: Scope) -> Intake:
        mark = self._refresh(archive)
        known = self._intakes.get(scope)
        if known is not None:
            return known
        made = take_in(archive, scope)
        with self._lock:
            if mark == self._mark and len(self._intakes) < _MOST_INTAKES:
                self._intakes[scope] = made
        return made

    def _refresh(self, archive: Archive) -> tuple[int, ...]:
        """Forget everything once a change or a source was kept."""
        _, *mark = archive.mark()
        with self._lock:
            if tuple(mark) != self._mark:
                self._mark = tuple(mark)
                self._intakes, self._named = {}, {}
        return tuple(mark)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a list tells of a change beside what the archive keeps of it."""

    sentence: str
    kinds: tuple[str, ...] = ()
    watched: tuple[Watched, ...] = ()
    events: tuple[str, ...] = ()
    is_technical: bool = False


class Tellings:
    """Tells changes in the words of the pages' language, each computed once from its two versions."""

    def __init__(self, phrases: Phrases, *, read: revisions.Read, watch: Sequence[WatchPhrase]) -> None:
        self._phrases, self._read, self._watch = phrases, read, watch
        self._lock = threading.Lock()
        self._told: OrderedDict[ChangeNote, Told] = OrderedDict()

    def tell(self, archive: Archive, note: ChangeNote) -> Told:
        """Return what there is to tell of a change; where it cannot be computed, what the archive keeps."""
        with self._lock:
            if note in self._told:
                self._told.move_to_end(note)
                return self._told[note]
        told = self._compute(archive, note)
        with self._lock:
            self._told[note] = told
            while len(self._told) > _MOST_TOLD:
                self._told.popitem(last=False)
        return told

    def _compute(self, archive: Archive, note: ChangeNote) -> Told:
        old, new = archive.range(range_of(change_of(note)))
        events = tell_events(new, archive.capture(new.capture_id), self._phrases)
        plain = Told(sentence=note.sentence, events=events, is_technical=new.is_technical)
        if len(old.wording.text) + len(new.wording.text) > _LONGEST:
            return plain
        try:
            change = revisions.compare(archive, old, new, read=self._read, watch=self._watch)
        except StatediffError as error:
            logger.warning("%s", str(error).encode("unicode_escape").decode())
            return plain
        sentence = revisions.tell(archive.source(note.source_id), old, new, change, self._phrases.language)
        facts = tell_facts(change, sentence)
        return Told(
            sentence=facts["sentence"],
            kinds=tuple(facts["kinds"]),
            watched=tuple(Watched(phrase=phrase, has_come=has_come) for phrase, has_come in facts["watched"]),
            events=events,
            is_technical=new.is_technical,
        )
