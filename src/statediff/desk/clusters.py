"""Clusters: the same edit in many places, told once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import regex

from statediff.archive.changes import ChangeNote
from statediff.desk.standings import ChangeKey
from statediff.judgements import Substitution

LEAST_PLACES = 2
"""From how many changes on an equal edit is told once."""


_KEY = regex.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """One substitution and the changes that made it, newest first."""

    substitution: Substitution
    changes: tuple[ChangeNote, ...]

    @property
    def pages(self) -> int:
        """On how many sources it was made."""
        return len({note.source_id for note in self.changes})

    @property
    def score(self) -> float:
        """That of the weightiest of its changes."""
        return max(note.score for note in self.changes)


def is_cluster_key(text: str) -> bool:
    """Whether a text has the form of a substitution's key; a revision may have it too."""
    return _KEY.fullmatch(text) is not None


def change_of(note: ChangeNote) -> ChangeKey:
    """Which change a note is about."""
    return note.source_id, note.old, note.new


def find_clusters(
    notes: Iterable[ChangeNote],
    substitutions: Mapping[ChangeKey, Sequence[Substitution]],
    *,
    least_places: int = LEAST_PLACES,
) -> tuple[Cluster, ...]:
    """Gather the substitutions that at least so many changes made: the most places first, then the weightiest."""
    made: dict[str, tuple[Substitution, list[ChangeNote]]] = {}
    for note in notes:
        for substitution in substitutions.get(change_of(note), ()):
            made.setdefault(substitution.key, (substitution, []))[1].append(note)
    clusters = (
        Cluster(substitution=substitution, changes=tuple(places))
        for substitution, places in made.values()
        if len(places) >= least_places
    )
    return tuple(sorted(clusters, key=lambda one: (-len(one.changes), -one.score, one.substitution.key)))
