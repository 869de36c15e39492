"""The queue: what is still to be judged, the weightiest first, an equal edit in many places once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from statediff.archive.changes import ChangeNote
from statediff.desk.clusters import Cluster, change_of, find_clusters
from statediff.desk.standings import (
    NOBODY,
    WEIGHT,
    ChangeKey,
    Standing,
    StandingState,
    find_standings,
    judged_parts,
    key_of,
    range_of,
)
from statediff.judgements import Substitution, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One thing to judge: a change, or an edit that several changes made."""

    changes: tuple[ChangeNote, ...]
    """Newest first; one, unless `substitution` stands."""
    substitution: Substitution | None = None
    standing: Standing = NOBODY
    parts: int = 0
    """How many edits the change has; `judged` of them were judged elsewhere, in one word for many places."""
    judged: int = 0
    offered: Verdict | None = None
    """The last verdict on an equal edit elsewhere; it counts here only when a reviewer takes it."""

    @property
    def score(self) -> float:
        """That of the weightiest change."""
        return max(note.score for note in self.changes)

    @property
    def key(self) -> str:
        """Names the row in a command: the key of the substitution, or the range of the change."""
        return self.substitution.key if self.substitution else range_of(change_of(self.changes[0]))


class Desk:
    """Everything the review of an archive rests on, gathered once."""

    def __init__(
        self,
        notes: Sequence[ChangeNote],
        substitutions: Mapping[ChangeKey, Sequence[Substitution]],
        verdicts: Sequence[Verdict],
    ) -> None:
        self.notes = tuple(note for note in notes if note.severity != "none")
        self._substitutions = substitutions
        self.verdicts = tuple(verdicts)
        self._parts = {change: tuple(one.key for one in made) for change, made in substitutions.items()}
        self._standings = find_standings(verdicts, self._parts)
        self._judged = judged_parts(verdicts)
        self._offers = _offers(verdicts, self._parts)

    def standing(self, change: ChangeKey) -> Standing:
        """Return where the review of a change stands."""
        return self._standings.get(change, NOBODY)

    def history(self, change: ChangeKey) -> tuple[Verdict, ...]:
        """Return every verdict ever given on a change, oldest first."""
        return tuple(verdict for verdict in self.verdicts if key_of(verdict) == change)

    def cluster(self, key: str) -> Cluster | None:
        """Return the changes that made the substitution of that key, or None when none did."""
        found = find_clusters(self.notes, self._substitutions, least_places=1)
        return next((one for one in found if one.substitution.key == key), None)

    def offer(self, change: ChangeKey) -> Verdict | None:
        """Return the weightiest of the last verdicts on equal edits elsewhere, when every edit has one."""
        parts = self._open_parts(change)
        found = [self._offers[part] for part in parts if part in self._offers]
        elsewhere = [verdict for verdict in found if key_of(verdict) != change]
        if not parts or len(elsewhere) < len(parts):
            return None
        return max(elsewhere, key=lambda verdict: (WEIGHT.index(verdict.kind), verdict.id))

    def rows(self, state: StandingState | None = StandingState.OPEN) -> tuple[QueueRow, ...]:
        """Return the rows of a state, or all changes for None; the highest score first, then the newest.

        Open changes with an equal edit stand in one row with the others; what else they changed stands in their own.
        """
        if state is not StandingState.OPEN:
            chosen = (note for note in self.notes if state in {None, self.standing(change_of(note)).state})
            return _in_order(self._row(note) for note in chosen)
        notes = [note for note in self.notes if self.standing(change_of(note)).state is StandingState.OPEN]
        open_parts = {
            change_of(note): [one for one in self._made(note) if one.key in self._open_parts(change_of(note))]
            for note in notes
        }
        clusters = find_clusters(notes, open_parts)
        together = {one.substitution.key for one in clusters}
        alone = [note for note in notes if not self._is_told(open_parts[change_of(note)], together)]
        return _in_order([*(self._cluster_row(one) for one in clusters), *(self._row(note) for note in alone)])

    def _is_told(self, parts: Sequence[Substitution], together: set[str]) -> bool:
        return bool(parts) and all(part.key in together for part in parts)

    def _made(self, note: ChangeNote) -> Sequence[Substitution]:
        return self._substitutions.get(change_of(note), ())

    def _open_parts(self, change: ChangeKey) -> list[str]:
        judged = self._judged.get(change, frozenset())
        return [part for part in self._parts.get(change, ()) if part not in judged]

    def _row(self, note: ChangeNote) -> QueueRow:
        change = change_of(note)
        parts = len(self._parts.get(change, ()))
        return QueueRow(
            changes=(note,),
            standing=self.standing(change),
            parts=parts,
            judged=parts - len(self._open_parts(change)),
            offered=self.offer(change),
        )

    def _cluster_row(self, cluster: Cluster) -> QueueRow:
        return QueueRow(
            changes=cluster.changes,
            substitution=cluster.substitution,
            parts=1,
            offered=self._offers.get(cluster.substitution.key),
        )


def _offers(verdicts: Iterable[Verdict], parts: Mapping[ChangeKey, Sequence[str]]) -> dict[str, Verdict]:
    """Return the last verdict on each substitution: given for it, or for a change that consists of it."""
    offers: dict[str, Verdict] = {}
    for verdict in verdicts:
        made = parts.get(key_of(verdict), ())
        part = verdict.cluster or (made[0] if len(made) == 1 else "")
        if part:
            offers[part] = verdict
    return offers


def _in_order(rows: Iterable[QueueRow]) -> tuple[QueueRow, ...]:
    """The highest score first; among equal ones the newest, then by name."""
    return tuple(sorted(rows, key=lambda row: (-row.score, -row.changes[0].at.timestamp(), row.key)))
