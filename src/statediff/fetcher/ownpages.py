"""Markup by which servers, hosts and frameworks show pages of their own where a document was asked for."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from statediff.fetcher.sight import Sight
from statediff.fetcher.signs import Signs
from statediff.fetcher.vocabulary import read_data

_MOST_WEIGHT = 6_000
"""Letters of prose above which no page is looked through: the longest of a server's own have 4,000."""
_MOST_WEIGHT_NAMED = 600
"""Letters of prose above which the names of elements tell nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _OwnPages:
    marks: Signs
    names: re.Pattern[str]


@functools.cache
def _own_pages() -> dict[str, _OwnPages]:
    return {
        kind: _OwnPages(
            marks=Signs(table["marks"]), names=re.compile("|".join(table["names"]) or "(?!)", re.IGNORECASE)
        )
        for kind, table in read_data("ownpages.toml").items()
    }


def find_own_markup(kind: str, sight: Sight) -> Iterator[str]:
    """Yield what in a page's markup shows it to be of a kind: a "mark", or else the "name" of an element."""
    own = _own_pages().get(kind)
    if own is None or not sight.is_html or sight.prose_weight >= _MOST_WEIGHT:
        return
    found = own.marks.search(sight.head, sight.lowered_head)
    if found is not None:
        yield f"mark {' '.join(found[0].split())[-60:]}"
        return
    if sight.prose_weight >= _MOST_WEIGHT_NAMED:
        return
    name = next((name for name in sight.element_names if own.names.fullmatch(name)), None)
    if name is not None:
        yield f"name {name[:60]}"
