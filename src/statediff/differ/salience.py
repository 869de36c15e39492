"""Salience: which edits a reader should see first, and how much a change matters. Volume is the last key of all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from statediff.model import SEVERITIES, Edit, FormatEvent, Label, Severity

ORDER = (
    "watch",
    "negation",
    "commitment",
    "modality",
    "figure",
    "date",
    "scope",
    "entity",
    "attribution",
    "quote",
    "withdrawn",
    "added",
    "rewritten",
    "moved and edited",
    "wording",
    "moved",
    "pointer",
    "inflection",
    "spelling",
    "punctuation",
    "case",
    "split",
    "merged",
    "typography",
    "spacing",
)
"""Labels from the weightiest to the lightest (COMPARE.md)."""
_PLACES = {name: place for place, name in enumerate(ORDER)}
_SUBSTANTIVE = frozenset(ORDER[: ORDER.index("moved and edited")])
_TELLING_WORDING = frozenset({"wording.content", "wording.order"})
_COSMETIC = frozenset(ORDER[ORDER.index("case") :])
_STEP = 0.9 / len(ORDER)
_RANKS_OF_WATCH = 99
_SHARE_OF_LABELS, _SHARE_OF_VOLUME = 0.3, 0.2
"""Shares of one step that further labels and the number of letters may add; never a whole step."""

_SHEET = 200
"""Letters that make a difference in volume; below it, reading order decides."""


def weigh(labels: Sequence[Label], letters: int) -> float:
    """Return the salience of an edit, above 0 and below 1: its weightiest label decides."""
    places = sorted({place_of(label) for label in labels})
    if not places:
        return 0.0
    further = 1 - 1 / (1 + sum(1 for place in places[1:] if ORDER[place] in _SUBSTANTIVE))
    volume = letters // _SHEET / (letters // _SHEET + 5)
    extra = _SHARE_OF_LABELS * further + _SHARE_OF_VOLUME * volume
    lift = _lift(labels) if places[0] == 0 else 0.0
    return round(0.94 - _STEP * (places[0] + 1) + _STEP * extra + lift, 4)


def _lift(labels: Sequence[Label]) -> float:
    """Return what the rank of a watched phrase adds."""
    watched = min((_rank(label) for label in labels if label == "watch"), default=_RANKS_OF_WATCH)
    return 0.05 * (1 - min(watched, _RANKS_OF_WATCH) / _RANKS_OF_WATCH)


def place_of(label: Label) -> int:
    """Return a label's place in ORDER; small rewordings stand with inflection."""
    if label.rule == "wording.small" and label == "wording":
        return _PLACES["inflection"]
    return _PLACES.get(label, _PLACES["wording"])


def _rank(label: Label) -> int:
    return int(label.rule.rpartition(".")[2])


def judge_edit(edit: Edit) -> Severity:
    """Judge one edit by its labels.

    Any class of content, a sentence that came or went, or a plain word with content is substantive; marks, spellings,
    endings, small words and moves are minor; typography, spacing, capitals and paragraph breaks are cosmetic.
    """
    if any(label in _SUBSTANTIVE or label.rule in _TELLING_WORDING for label in edit.labels):
        return "substantive"
    if edit.labels and all(label in _COSMETIC for label in edit.labels):
        return "cosmetic"
    return "minor"


def judge(edits: Iterable[Edit], events: Sequence[FormatEvent]) -> Severity:
    """Judge a whole change by its gravest edit; events beside the text alone are cosmetic."""
    places = [SEVERITIES.index(judge_edit(edit)) for edit in edits]
    gravest = max(places, default=0)
    return SEVERITIES[max(gravest, 1 if events else 0)]
