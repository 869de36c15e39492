# ruff: noqa: S608 - names of tables and columns are constants of this package; values are always bound
"""Changes: what the archive keeps of a Change for its views; the Change itself is computed anew from two versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from statediff.archive.dialect import Connection
from statediff.archive.records import storable
from statediff.archive.shared import Shared
from statediff.archive.versions import Versions
from statediff.judgements import Substitution
from statediff.model import ChangeSummary, Severity, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeNote:
    """One change of wording in one line: it happened after `after`, when the old version was last seen, by `at`."""

    source_id: str
    old: int
    """Number of the version before."""
    new: int
    """Number of the version after."""
    after: datetime
    at: datetime
    severity: Severity
    score: float
    sentence: str
    added: int
    """Words that came."""
    removed: int
    """Words that went."""


_MARKED = {"review": "id", "source_state": "id", "amendment": "id", "change": "id", "place_filter": "id"}
_NO_SUBSTITUTION = ("", "", "")
"""Stands for a change whose edits put nothing in the place of anything."""


def _storable_rows(made: Sequence[Substitution]) -> list[tuple[str, str, str]]:
    return [(one.key, storable(one.old), storable(one.new)) for one in made] or [_NO_SUBSTITUTION]


class Changes:
    """The change table: a pair of versions may be summed up again; the latest summary counts."""

    def __init__(self, connection: Connection, shared: Shared, versions: Versions) -> None:
        self._connection = connection
        self._shared = shared
        self._versions = versions

    def keep(self, old: Version, new: Version, summary: ChangeSummary) -> None:
        """Keep a summary; the same one again changes nothing."""
        with self._connection.writing():
            ids = self._id_of(old), self._id_of(new)
            facts = (
                summary.severity,
                float(summary.score),
                storable(summary.sentence),
                summary.edits,
                summary.words_added,
                summary.words_removed,
                storable(summary.algorithm),
            )
            last = self._connection.row(
                "select id, severity, score, sentence, edits, added, removed, algorithm from change "
                "where old = ? and new = ? order by id desc limit 1",
                *ids,
            )
            made = _storable_rows(summary.substitutions)
            if last is not None and last[1:] == facts and self._rows_of(last[0]) == made:
                return
            names = ("severity", "score", "sentence", "edits", "added", "removed", "algorithm")
            change = self._connection.insert("change", old=ids[0], new=ids[1], **dict(zip(names, facts, strict=True)))
            for key, old_words, new_words in made:
                self._connection.insert("substitution", change=change, key=key, old=old_words, new=new_words)

    def _rows_of(self, change: int) -> list[tuple[str, str, str]]:
        return self._connection.rows("select key, old, new from substitution where change = ? order by id", change)

    def substitutions(self) -> dict[tuple[str, int, int], tuple[Substitution, ...]]:
        """Return what every change put in the place of what, by (source, old version, new version).

        A change that was summed up before substitutions were kept is missing.
        """
        found: dict[tuple[str, int, int], list[Substitution]] = {}
        for name, old, new, key, old_words, new_words in self._connection.rows(
            "select s.name, o.number, n.number, p.key, p.old, p.new from substitution p "
            "join change h on h.id = p.change join version o on o.id = h.old join version n on n.id = h.new "
            "join source s on s.id = n.source "
            "where h.id = (select max(id) from change where old = h.old and new = h.new) order by p.id"
        ):
            made = found.setdefault((name, old, new), [])
            if key:
                made.append(Substitution(key=key, old=old_words, new=new_words))
        return {change: tuple(made) for change, made in found.items()}

    def _id_of(self, version: Version) -> int:
        source = self._shared.source_id(version.source_id)
        return int(self._versions.find(source, version.number)[0])

    def mark(self) -> tuple[int, ...]:
        """Return the highest id of every table that a list of changes is made of, that of the verdicts first."""
        newest = ", ".join(f"(select coalesce(max({key}), 0) from {table})" for table, key in _MARKED.items())
        return tuple(self._connection.row(f"select {newest}"))

    def latest(self, limit: int, source_id: str | None) -> tuple[ChangeNote, ...]:
        """Return the latest changes, newest first."""
        chosen = ""
        values = [limit]
        if source_id is not None:
            chosen, values = "and n.source = ? ", [self._shared.source_id(source_id), limit]
        rows = self._connection.rows(
            "select h.old, h.new, h.severity, h.score, h.sentence, h.added, h.removed "
            "from change h join version n on n.id = h.new "
            "where h.id = (select max(id) from change where old = h.old and new = h.new) "
            f"{chosen}order by n.capture desc, h.id desc limit ?",
            *values,
        )
        return tuple(self._note(row) for row in rows)

    def _note(self, row: Any) -> ChangeNote:
        old, new, severity, score, sentence, added, removed = row
        before = self._versions.row(old)
        after = self._versions.row(new)
        return ChangeNote(
            source_id=self._shared.source_name(after[1]),
            old=before[2],
            new=after[2],
            after=self._versions.sights(before).last_at,
            at=self._versions.sights(after).first_at,
            severity=severity,
            score=score,
            sentence=sentence,
            added=added,
            removed=removed,
        )
