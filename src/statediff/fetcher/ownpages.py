"""Markup by which servers, hosts and frameworks show pages of their own where a document was asked for."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from statediff.fetcher.sight import Sight
from statediff.fetcher.signs import find_letters
from statediff.fetcher.vocabulary import read_data

_MOST_WEIGHT = 1_500
_MOST_WEIGHT_OF_A_KIND = {"parking": 6_000}
"""Letters of prose above which no page is looked through: a server's first page, which tells how to set it up, has
4,000."""
_MOST_WEIGHT_NAMED = 600
"""Letters of prose above which the names of elements tell nothing."""
_SIGNED = r">[^<]{{0,10}}(?:(?:generated|powered) by )?{name}(?:[:/( ]{{1,2}}v?\d[\w.() -]{{0,30}})?\s*</"


@dataclass(frozen=True, slots=True, kw_only=True)
class _OwnPages:
    marks: tuple[tuple[str, re.Pattern[str]], ...]
    """Each mark behind the letters that it cannot do without."""
    names: re.Pattern[str]


@functools.cache
def _own_pages() -> dict[str, _OwnPages]:
    return {kind: _read_kind(**table) for kind, table in read_data("ownpages.toml").items()}


def _read_kind(marks: list[str], names: list[str], signatures: list[str] | None = None) -> _OwnPages:
    patterns = [*marks, *(_SIGNED.format(name=re.escape(name)) for name in signatures or [])]
    return _OwnPages(
        marks=tuple((find_letters(pattern), re.compile(pattern)) for pattern in patterns),
        names=re.compile("|".join(names) or "(?!)"),
    )


def find_own_markup(kind: str, sight: Sight) -> Iterator[str]:
    """Yield what in a page's markup shows it to be of a kind: a "mark", or else the "name" of an element."""
    own = _own_pages().get(kind)
    most = _MOST_WEIGHT_OF_A_KIND.get(kind, _MOST_WEIGHT)
    if own is None or not sight.is_html or sight.prose_weight >= most:
        return
    markup = sight.lowered_head
    searches = (mark.search(markup) for letters, mark in own.marks if letters in markup)
    found = next((match for match in searches if match is not None), None)
    if found is not None:
        yield f"mark {' '.join(found[0].split())[-60:]}"
    elif sight.prose_weight < _MOST_WEIGHT_NAMED:
        name = next((name for name in sight.element_names if own.names.fullmatch(name)), None)
        if name is not None:
            yield f"name {name[:60]}"
