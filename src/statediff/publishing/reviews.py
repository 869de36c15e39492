"""Reviews: what people decided about each change and noted on its text, for lists and reports."""

from __future__ import annotations

from collections.abc import Iterator

from statediff import revisions
from statediff.archive import Archive
from statediff.desk.annotations import CarriedNote, carry_notes
from statediff.desk.standings import ChangeKey, Standing, find_standings, key_of
from statediff.judgements import Annotation, Verdict
from statediff.publishing.catalogue import Pair
from statediff.reporter.review import Note, NoteTurn, Review


def tell_note(note: CarriedNote) -> Note:
    """Tell a note that was carried into a version, with what became of its passage on the way."""
    return Note(
        annotation=note.annotation,
        state=note.state,
        start=None if note.state == "withdrawn" else note.start,
        now=note.passage if note.state == "reworded" else "",
        turns=tuple(
            NoteTurn(kind=event.turn, version=event.version, after=event.after, at=event.at) for event in note.events
        ),
    )


class Reviews:
    """Everything that was decided and noted in an archive, gathered once."""

    def __init__(self, archive: Archive, read: revisions.Read) -> None:
        self._archive, self._read = archive, read
        verdicts, annotations = archive.verdicts(), archive.annotations()
        self._verdicts: dict[ChangeKey, list[Verdict]] = {}
        for verdict in verdicts:
            self._verdicts.setdefault(key_of(verdict), []).append(verdict)
        self._annotations: dict[str, list[Annotation]] = {}
        for annotation in annotations:
            self._annotations.setdefault(annotation.source_id, []).append(annotation)
        parts = archive.substitutions() if verdicts else {}
        keys = {change: tuple(one.key for one in made) for change, made in parts.items()}
        self._standings = find_standings(verdicts, keys)

    def state_of(self, pair: Pair) -> str:
        """Where the review of a change stands: open, disputed, or what all who judged it hold it for."""
        standing = self._standings.get(_key(pair), Standing())
        return str(standing.kind or standing.state)

    def facts_of(self, pair: Pair) -> tuple[object, ...]:
        """What a report's review is made of; empty while nobody decided or noted anything."""
        noted = tuple(self._noted(pair))
        return (*self._verdicts.get(_key(pair), ()), *noted)

    def of(self, pair: Pair) -> Review | None:
        """The review of a change, with the notes on its newer version and those that followed into it."""
        if not self.facts_of(pair):
            return None
        carried = carry_notes(self._archive, pair.new, read=self._read) if any(self._noted(pair)) else ()
        return Review(
            verdicts=tuple(self._verdicts.get(_key(pair), ())),
            notes=tuple(map(tell_note, carried)),
            state=self.state_of(pair),
        )

    def _noted(self, pair: Pair) -> Iterator[Annotation]:
        for annotation in self._annotations.get(pair.source.id, ()):
            if annotation.version <= pair.new.number:
                yield annotation


def _key(pair: Pair) -> ChangeKey:
    return pair.source.id, pair.old.number, pair.new.number
