"""Questions: what a request asks for, read out of its query with a clear answer when it makes no sense."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from starlette.datastructures import QueryParams

from statediff.desk.intake import Scope
from statediff.desk.queue import Desk, QueueRow
from statediff.desk.standings import Standing, StandingState
from statediff.errors import UsageError
from statediff.judgements import VerdictKind
from statediff.model import SEVERITIES
from statediff.web.guard import int_or_none

MOST_ROWS = 500
"""Rows of one answer; `page` asks for the next ones."""
STATES = (*(state.value for state in StandingState), *(kind.value for kind in VerdictKind), "all")
"""Values of `state`: where the review stands, or what all reviewers hold the change for."""


def read_scope(query: QueryParams) -> Scope:
    """Read which changes are meant; raises UsageError."""
    severity = query.get("severity") or None
    if severity is not None and severity not in SEVERITIES:
        raise UsageError("severity", "there is no such severity", f"use one of {', '.join(SEVERITIES)}")
    since, until = read_day(query, "since"), read_day(query, "until")
    return Scope(
        source=query.get("source") or None,
        publisher=query.get("publisher") or None,
        language=query.get("language") or None,
        severity=severity,
        since=since,
        until=until + timedelta(days=1) if until is not None else None,
    )


def read_state(query: QueryParams, default: str = "open") -> str:
    """Read where the review of the wanted changes stands; raises UsageError."""
    state = query.get("state") or default
    if state not in STATES:
        raise UsageError("state", "there is no such state of a review", f"use one of {', '.join(STATES)}")
    return state


def find_rows(desk: Desk, state: str) -> tuple[QueueRow, ...]:
    """Return the rows of a desk in one of STATES; open ones with an equal edit stand together."""
    if state == StandingState.OPEN:
        return desk.rows(StandingState.OPEN)
    return tuple(row for row in desk.rows(None) if is_in_state(row.standing, state))


def is_in_state(standing: Standing, state: str) -> bool:
    """Whether the review of a change stands in one of STATES."""
    return state in {"all", str(standing.state), str(standing.kind)}


def read_count(query: QueryParams, name: str, default: int, most: int) -> int:
    """Read a number from 1 up; raises UsageError."""
    text = query.get(name)
    if not text:
        return default
    number = int_or_none(text)
    if not number or number > most:
        raise UsageError(name, f"is no number from 1 to {most}", "leave it out")
    return number


def read_day(query: QueryParams, name: str) -> datetime | None:
    """Read a day as its first instant, UTC; raises UsageError."""
    text = query.get(name)
    if not text:
        return None
    try:
        return datetime.combine(date.fromisoformat(text), time.min, tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise UsageError(name, "is no day such as 2026-08-01", "write year, month and day") from error
