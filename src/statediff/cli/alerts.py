"""What of a look is worth an alert: a change of wording, a failure, a recovery; told by the archive alone.

No alert is remembered: whether a failure was told before follows from the looks before it, so that two runs over the
same archive say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import takewhile

from statediff import filtering
from statediff.archive import Archive
from statediff.archive.changes import ChangeNote
from statediff.model import SEVERITIES, Capture, DispositionKind, Notify, Occasion
from statediff.reporter.members import format_instant

AGAIN_AFTER = timedelta(days=1)
"""A source that goes on failing is told of again at the first look this much after it was told of."""
_LOOKS_BACK = (20, 500, None)
"""How many looks are read to find where a row of failures began; few do in most cases."""
_MOST_LINES = 40
_CHANGES_BACK = 12
"""How many changes back one is sought: a page fetched again at once may have several before they are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One thing to tell: its occasion and a sentence that names the source."""

    occasion: Occasion
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """The one message of a run."""

    title: str
    body: str


def find_alerts(archive: Archive, capture: Capture, notify: Notify) -> Iterator[Alert]:
    """Tell what of a look that was just kept is to be told, as `notify` wants it."""
    if "change" in notify.on:
        if capture.is_new_version and not filtering.is_told_elsewhere(capture):
            yield from _find_change(archive, capture, capture.version, notify)
        yield from _find_change(archive, capture, filtering.shown_again_by(archive, capture), notify)
    if capture.disposition.kind is DispositionKind.SUSPECT or filtering.FETCHED_AGAIN in capture.events:
        return
    if capture.disposition.is_failure:
        if "failure" in notify.on:
            yield from _find_failure(archive, capture)
    elif "recovery" in notify.on:
        yield from _find_recovery(archive, capture)


def compose_message(alerts: Sequence[Alert]) -> Message:
    """Put all alerts of a run into one message: changes first, then failures, then recoveries."""
    ordered = [
        alert for occasion in ("change", "failure", "recovery") for alert in alerts if alert.occasion == occasion
    ]
    lines = [alert.sentence for alert in ordered[:_MOST_LINES]]
    if len(ordered) > _MOST_LINES:
        lines.append(f"and {len(ordered) - _MOST_LINES} more; see: statediff log")
    counts = [
        _count(sum(alert.occasion == occasion for alert in alerts), one, many)
        for occasion, one, many in (
            ("change", "change of wording", "changes of wording"),
            ("failure", "source fails", "sources fail"),
            ("recovery", "source answers again", "sources answer again"),
        )
    ]
    return Message(title="statediff: " + ", ".join(filter(None, counts)), body="\n".join(lines))


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""


def find_row(archive: Archive, source_id: str, number: int | None) -> ChangeNote | None:
    """Return the change that led to a version, one of a source's latest, or None."""
    rows = archive.changes(limit=_CHANGES_BACK, source_id=source_id) if number is not None else ()
    return next((row for row in rows if row.new == number), None)


def _find_change(archive: Archive, capture: Capture, number: int | None, notify: Notify) -> Iterator[Alert]:
    row = find_row(archive, capture.source_id, number)
    if row is None:
        return
    if SEVERITIES.index(row.severity) >= SEVERITIES.index(notify.severity):
        sentence = " ".join(row.sentence.split())
        if filtering.SITE_BLOCK in capture.events:
            sentence += " The same stood on other pages of this site, where a like change is kept and not told again."
        if filtering.UNCONFIRMED in capture.events:
            sentence += " Unconfirmed: fetched again at once, the page said something else, or nothing."
        revision = f"{capture.source_id}@v{row.new}"
        yield Alert(occasion="change", sentence=f"{revision} ({row.severity}): {sentence} {capture.final_url}")


def _find_failure(archive: Archive, capture: Capture) -> Iterator[Alert]:
    streak = find_failures(archive, capture.source_id, until=capture)
    told = None
    for look in reversed(streak):
        if told is None or look.captured_at - told.captured_at >= AGAIN_AFTER:
            told = look
    if told is None or told.id != capture.id:
        return
    reason = f", {capture.disposition.reason}" if capture.disposition.reason else ""
    since = f" since {format_instant(streak[-1].captured_at)}, {len(streak)} looks" if len(streak) > 1 else ""
    yield Alert(
        occasion="failure", sentence=f"{capture.source_id} fails{since}: {capture.disposition}{reason} {capture.url}"
    )


def _find_recovery(archive: Archive, capture: Capture) -> Iterator[Alert]:
    before = find_failures(archive, capture.source_id, before=capture)
    if before:
        failed_since = format_instant(before[-1].captured_at)
        sentence = f"{capture.source_id} answers again; it had failed since {failed_since} {capture.final_url}"
        yield Alert(occasion="recovery", sentence=sentence)


def find_failures(
    archive: Archive, source_id: str, *, before: Capture | None = None, until: Capture | None = None
) -> list[Capture]:
    """Return the failed looks in a row that end with the newest, with `until`, or just before `before`, newest first.

    A suspect look is neither a failure nor an end of failures.
    """
    streak: list[Capture] = []
    for limit in _LOOKS_BACK:
        looks = [
            look
            for look in archive.captures(source_id, limit=limit)
            if look.disposition.kind is not DispositionKind.SUSPECT
            and filtering.FETCHED_AGAIN not in look.events
            and (before is None or look.id < before.id)
            and (until is None or look.id <= until.id)
        ]
        streak = list(takewhile(lambda look: look.disposition.is_failure, looks))
        if len(streak) < len(looks):
            break
    return streak
