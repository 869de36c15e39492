"""Standing: what of a source's filters is in force, since when, by the rows that were ever kept of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from statediff.filtering.slots import Slot, read_slot
from statediff.judgements import Filter


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A slot that is filtered, or was: its newest row, and since when that state lasts."""

    latest: Filter
    since: datetime

    @property
    def slot(self) -> str:
        """The slot's name."""
        return self.latest.slot

    @property
    def is_active(self) -> bool:
        """Whether changes there are left out now."""
        return self.latest.is_active


def stand(filters: Iterable[Filter]) -> tuple[Standing, ...]:
    """Return one standing a slot, in order of first appearance; `filters` are a source's rows, oldest first."""
    found: dict[str, Standing] = {}
    for row in filters:
        before = found.get(row.slot)
        is_kept_up = before is not None and before.is_active == row.is_active
        since = before.since if before is not None and is_kept_up else row.decided_at
        found[row.slot] = Standing(latest=row, since=since)
    return tuple(found.values())


def in_force(filters: Iterable[Filter], at: datetime) -> tuple[Slot, ...]:
    """Return the slots to leave out of a change whose newer version was first seen `at` that instant.

    A filter holds for what is seen after it was decided, never for a change that was told before; a filter that was
    ended holds for nothing, so that everything it left out is shown again.
    """
    standings = [standing for standing in stand(filters) if standing.is_active and standing.since < at]
    return tuple(slot for standing in standings if (slot := read_slot(standing.slot)) is not None)
