"""Standings: what reviewers, each by a latest word, hold a change for, and where they disagree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from statediff.judgements import Verdict, VerdictKind

ChangeKey = tuple[str, int, int]
"""Which change: id of the source, number of the older and of the newer version."""

WEIGHT = (VerdictKind.NOISE, VerdictKind.ROUTINE, VerdictKind.UNSURE, VerdictKind.SIGNIFICANT)
"""A change of several edits that were judged one by one counts as its weightiest."""


class StandingState(StrEnum):
    """Where the review of a change stands."""

    OPEN = "open"
    JUDGED = "judged"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The latest verdict of each reviewer on one change, in the order of their names."""

    verdicts: tuple[Verdict, ...] = ()

    @property
    def state(self) -> StandingState:
        """Open until somebody judged it, disputed while two reviewers' latest verdicts differ."""
        kinds = {verdict.kind for verdict in self.verdicts}
        if not kinds:
            return StandingState.OPEN
        return StandingState.JUDGED if len(kinds) == 1 else StandingState.DISPUTED

    @property
    def kind(self) -> VerdictKind | None:
        """What all who judged it hold it for; None while it is open or disputed."""
        return self.verdicts[0].kind if self.state is StandingState.JUDGED else None


NOBODY = Standing()


def range_of(change: ChangeKey) -> str:
    """The expression that names a change: "mfa-en@v1..mfa-en@v2"."""
    source, old, new = change
    return f"{source}@v{old}..{source}@v{new}"


def key_of(verdict: Verdict) -> ChangeKey:
    """The change a verdict is about."""
    return verdict.source_id, verdict.old, verdict.new


def find_standings(verdicts: Iterable[Verdict], edits: Mapping[ChangeKey, Sequence[str]]) -> dict[ChangeKey, Standing]:
    """Return where each judged change stands.

    Args:
        verdicts: In the order of keeping; of one reviewer the last one counts, and a word on the whole change beats
            earlier words on its parts.
        edits: The keys of each change's substitutions. A change all of whose parts one reviewer judged is judged.

    """
    by_change: dict[ChangeKey, dict[str, list[Verdict]]] = {}
    for verdict in verdicts:
        by_change.setdefault(key_of(verdict), {}).setdefault(verdict.reviewer, []).append(verdict)
    standings = {}
    for change, reviewers in by_change.items():
        words = (_latest_word(reviewers[name], edits.get(change, ())) for name in sorted(reviewers))
        standings[change] = Standing(verdicts=tuple(word for word in words if word is not None))
    return standings


def judged_parts(verdicts: Iterable[Verdict]) -> dict[ChangeKey, frozenset[str]]:
    """Return the keys of the substitutions that somebody judged one by one, by change."""
    parts: dict[ChangeKey, set[str]] = {}
    for verdict in verdicts:
        if verdict.cluster:
            parts.setdefault(key_of(verdict), set()).add(verdict.cluster)
    return {change: frozenset(keys) for change, keys in parts.items()}


def _latest_word(words: Sequence[Verdict], parts: Sequence[str]) -> Verdict | None:
    """What one reviewer says of a change by now, or None when parts of it are still to be judged."""
    whole: Verdict | None = None
    judged: dict[str, Verdict] = {}
    for verdict in words:
        if verdict.cluster:
            judged[verdict.cluster] = verdict
        else:
            whole, judged = verdict, {}
    if not parts or not set(parts) <= set(judged):
        return whole
    weightiest = max((judged[part] for part in parts), key=lambda verdict: (WEIGHT.index(verdict.kind), verdict.id))
    return weightiest if len(parts) == 1 else replace(weightiest, cluster="")
