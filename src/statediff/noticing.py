"""What is noticed beside the wording: an old one restored, two in turn, silent edits, dates set back, clocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from statediff.model import Capture, Headers, Severity, Wording

RESTORED = "restored"
OSCILLATING = "oscillating"
SILENT_EDIT = "silent-edit"
BACKDATED = "backdated"
CLOCK_SKEW = "clock-skew"
CLOCK_TOLERANCE = timedelta(minutes=5)
"""Two clocks that differ by less are taken to agree: answers take time, and caches round."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
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


def notice_backdating(old: Wording, new: Wording) -> list[Notice]:
    """Tell whether a page says that it was published on an earlier day than it said before, read by the same rules."""
    before, after = (_DAY.match(wording.published or "") for wording in (old, new))
    if before is None or after is None or after[0] >= before[0]:
        return []
    return [Notice(BACKDATED, f"the page's own date went back from {before[0]} to {after[0]}")]


def measure_skew(headers: Headers, captured_at: datetime) -> timedelta | None:
    """Return how far our clock is ahead of the server's, by its Date and a cache's Age; None when they agree.

    None also when the answer names no date that can be read.
    """
    values = {name.lower(): value for name, value in headers}
    try:
        server = parsedate_to_datetime(values["date"])
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    if server.tzinfo is None:
        server = server.replace(tzinfo=UTC)
    age = values.get("age", "").strip()
    if age.isascii() and age.isdigit():
        server += timedelta(seconds=int(age[:9]))
    skew = captured_at - server
    return skew if abs(skew) > CLOCK_TOLERANCE else None


def notice_skew(capture: Capture, earlier: Sequence[Capture]) -> list[Notice]:
    """Tell of clocks that disagree, once in each direction, not at every look that finds them so."""
    skew = measure_skew(capture.headers, capture.captured_at)
    if skew is None:
        return []
    is_ahead = skew > timedelta()
    for look in earlier:
        before = measure_skew(look.headers, look.captured_at) if CLOCK_SKEW in look.events else None
        if before is not None and (before > timedelta()) == is_ahead:
            return []
    minutes = round(abs(skew).total_seconds() / 60)
    return [
        Notice(
            CLOCK_SKEW, f"this computer's clock is {minutes} min {'ahead of' if is_ahead else 'behind'} the server's"
        )
    ]
