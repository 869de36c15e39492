"""An exchange under judgement: what came, what came before it, and what both look like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from statediff.fetcher import destinations
from statediff.fetcher.sight import Sight
from statediff.fetcher.standins import StandIn, find_stand_in
from statediff.model import Disposition, DispositionKind, Exchange

BARE_WEIGHT = 60
"""Letters of prose below which a page says nothing of its own."""
WIDGET_WEIGHT = 250
"""Letters of prose below which a page may be no more than a box to tick or a field to fill in."""
NAVIGATION_WEIGHT = 400
"""Letters that menus around an empty page may have."""
COLLAPSED_TO = 0.25
"""A page that keeps less than this of the last good look's prose has lost it, or is another page."""
_LEAST_COMPARED_WEIGHT = 200
APP_ROOT = re.compile(
    r"""<(?:div|main|section|body)\b[^<>]*\bid\s*=\s*["']?(?:root|app|__next|__nuxt|main-app|application|react-root|app-root|approot|"""
    r"""svelte|___gatsby|mount|q-app|ember\d*|react-app|app-container|app-mount|react|vue-app|wrapper-app|spa)["'\s>]|"""
    r"""<(?:app|app-root|[a-z]+-(?:app|root))\b|\b(?:ng-app|data-reactroot|data-ng-app|ng-version)\b""",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Case:
    """An exchange under judgement; what costs a look at a body is looked up once, when first asked for."""

    exchange: Exchange
    previous: Exchange | None
    status: int

    @cached_property
    def sight(self) -> Sight:
        """What came."""
        return Sight(exchange=self.exchange)

    @cached_property
    def before(self) -> Sight | None:
        """The last good look, if there was one."""
        return Sight(exchange=self.previous) if self.previous is not None else None

    @cached_property
    def stand_in(self) -> StandIn | None:
        """What stands in the document's place, by its words."""
        return find_stand_in(self.sight)

    @cached_property
    def is_kept(self) -> bool:
        """Whether the last good look's document still stands here."""
        return self.before is not None and self.before.is_kept_in(self.sight)

    @cached_property
    def has_collapsed(self) -> bool:
        """Whether at most a quarter of the last good look's prose is left."""
        if self.before is None or not (self.before.is_html and self.sight.is_html):
            return False
        if self.sight.prose_weight > self.before.most_prose_weight * COLLAPSED_TO:
            return False
        weight = self.before.prose_weight
        return weight >= _LEAST_COMPARED_WEIGHT and self.sight.prose_weight <= weight * COLLAPSED_TO

    @property
    def landed_at(self) -> str:
        """Where the answer came from, or where it sends the reader."""
        final = self.exchange.final_url or self.exchange.url
        location = self.exchange.header("location") if 300 <= self.status < 400 else None
        return destinations.join(final, location) if location else final


def blocked(case: Case, vendor: str | None, reason: str, evidence: tuple[str, ...]) -> Disposition:
    """Make the verdict that a challenge or a refusal came."""
    return Disposition(
        kind=DispositionKind.BLOCKED, reason=reason, evidence=(f"status {case.status}", *evidence), vendor=vendor
    )
