"""What a new version says about its history: an old wording restored, two in turn, an edit kept silent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from statediff.model import Severity, Wording

RESTORED = "restored"
OSCILLATING = "oscillating"
SILENT_EDIT = "silent-edit"
_ALTERNATIONS = 4
"""Versions in a row that must alternate between two wordings: fewer is one edit that was taken back."""


class Notice(NamedTuple):
    """An event's name, as it is kept with the capture, and its detail in words."""

    name: str
    detail: str


def notice_return(digests: Sequence[str]) -> list[Notice]:
    """Tell whether the newest of a source's wordings stood before; digests are in order of the versions, from 1."""
    newest, earlier = digests[-1], digests[:-2]
    if newest not in earlier:
        return []
    number = len(earlier) - earlier[::-1].index(newest)
    notices = [Notice(RESTORED, f"back to the wording of version {number}")]
    tail = digests[-_ALTERNATIONS:]
    if len(tail) == _ALTERNATIONS and tail[0] == tail[2] and tail[1] == tail[3]:
        notices.append(Notice(OSCILLATING, "two wordings take turns"))
    return notices


def notice_silence(old: Wording, new: Wording, severity: Severity) -> list[Notice]:
    """Tell whether words changed while the page's own date and correction note stood still."""
    is_edit = severity in {"minor", "substantive"}
    if not is_edit or new.modified is None or (old.modified, old.correction) != (new.modified, new.correction):
        return []
    return [Notice(SILENT_EDIT, f"the page still says {new.modified}")]
