"""Review: what people decided about a change and noted on its text, told apart from what was seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from statediff.judgements import Annotation, Verdict, VerdictKind
from statediff.reporter.phrasing import Phrases

STATES = ("open", "significant", "routine", "noise", "unsure", "disputed")
"""Where the review of a change stands, as lists and addresses name it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteTurn:
    """What became of a note's passage in one version, which came between two looks."""

    kind: Literal["reworded", "withdrawn", "restored"]
    version: int
    after: datetime
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A signed note, and what became of its passage in the version that is shown."""

    annotation: Annotation
    state: Literal["stands", "reworded", "withdrawn"] = "stands"
    start: int | None = None
    """Where the passage begins in the version that is shown; None where it is gone."""
    now: str = ""
    """The passage as it reads now, where it was reworded."""
    turns: tuple[NoteTurn, ...] = ()
    """What happened to the passage since the note was made, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewForm:
    """A form that takes a verdict: where it is sent, and what it holds already."""

    action: str
    token: str
    """Proves that the form is ours; sent as `csrf`."""
    hidden: tuple[tuple[str, str], ...] = ()
    """Names and values that say what is judged."""
    reviewer: str = ""
    codebook: str = ""
    offered: Verdict | None = None
    """The last verdict on an equal edit elsewhere: offered, and never chosen by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What people decided about one change, in the order in which they did."""

    verdicts: tuple[Verdict, ...] = ()
    notes: tuple[Note, ...] = ()
    form: ReviewForm | None = None
    state: str = "open"
    """One of STATES."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictLine:
    """One verdict in words; `is_current` unless its reviewer decided again later."""

    kind: str
    name: str
    reviewer: str
    at: datetime
    note: str
    codebook: str
    is_current: bool
    is_shared: bool
    """Whether it was given once for an equal edit in many places."""


def list_verdicts(verdicts: Sequence[Verdict], phrases: Phrases) -> list[VerdictLine]:
    """Return every verdict ever given, the newest first; nothing that was decided disappears."""
    return list(_tell(verdicts, phrases))[::-1]


def _tell(verdicts: Sequence[Verdict], phrases: Phrases) -> Iterator[VerdictLine]:
    for place, verdict in enumerate(verdicts):
        yield VerdictLine(
            kind=str(verdict.kind),
            name=phrases.say(f"verdict.{verdict.kind}"),
            reviewer=verdict.reviewer,
            at=verdict.decided_at,
            note=verdict.note,
            codebook=verdict.codebook,
            is_current=not any(_overrules(later, verdict) for later in verdicts[place + 1 :]),
            is_shared=bool(verdict.cluster),
        )


def _overrules(later: Verdict, verdict: Verdict) -> bool:
    """Whether the same reviewer decided again on the same, or on the whole change."""
    return later.reviewer == verdict.reviewer and later.cluster in ("", verdict.cluster)


def list_choices(phrases: Phrases) -> list[tuple[str, str, str]]:
    """Return the verdicts a reviewer may give: value, name, and what it means."""
    return [(str(kind), phrases.say(f"verdict.{kind}"), phrases.say(f"verdict.{kind}_means")) for kind in VerdictKind]
