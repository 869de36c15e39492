"""Pages that speak of the web site and to its reader alone: what is left of error pages when no phrase is known.

Every host words its refusals and errors anew, in its own language, but from few words: site, request, blocked, again,
you. Of 500 invented pages of both kinds, the share of letters in such words was 0.35 to 0.75 on error pages, and at
most 0.3 on short statements, those about web sites and blocked access among them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from statediff.fetcher.page import weigh
from statediff.fetcher.sight import Sight
from statediff.fetcher.vocabulary import normal_words, read_data

MOST_WEIGHT = 450
"""Letters of prose above which a page says more than that it does not work."""
_LEAST_SHARE_ADDRESSED = 0.32
_LEAST_SHARE = 0.38
_LEAST_SHARE_AMONG_MENUS = 0.44
"""A page within its site's menus is more often one of its own: help, terms of use, a form's notes."""
_LEAST_SHARE_UNADDRESSED = 0.55
_LEAST_OF_EACH = 0.04
_LEAST_READER = 0.025
_ADDRESSED = 0.05
_LEAST_TROUBLES = 0.42
"""Words of trouble and its mending alone, above which nothing else need be named."""
_MENUS_WEIGHT = 40
_ADDRESSES = re.compile(
    r"""https?://\S+|[\w.+-]+@[\w.-]+|\b(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/:]\S*)?|(?<!\S)/[\w./?=&%-]+|\b\d{1,3}(?:\.\d{1,3}){3}\b"""
    r"""|\b\d{1,2}:\d\d(?::\d\d)?\b|\b(?=[a-z-]*\d)(?=[\d-]*[a-z])[a-z0-9-]{8,}\b""",
    re.IGNORECASE,
)
"""Addresses, times of day and marks of incidents, which such pages print and which are no words of any language."""
_GROUPS = ("things", "refusals", "troubles", "reader")


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfTalk:
    """The shares of a text's letters, 0 to 1, in words that a web site has for itself and its reader."""

    things: float
    refusals: float
    troubles: float
    reader: float

    @property
    def states(self) -> float:
        """The share of words for what may be the matter."""
        return self.refusals + self.troubles

    @property
    def whole(self) -> float:
        """The share of all such words."""
        return self.things + self.states + self.reader

    @property
    def is_refusal(self) -> bool:
        """Whether they speak of being kept out rather than of trouble."""
        return self.refusals > self.troubles


@functools.cache
def _patterns() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    tables = [table for table in read_data("selftalk.toml").values() if isinstance(table, dict)]
    return {
        group: (
            re.compile(rf"(?<!\w)(?:{_any_of(table[group] for table in tables if 'unspaced' not in table)})(?!\w)"),
            re.compile(_any_of(table[group] for table in tables if "unspaced" in table)),
        )
        for group in _GROUPS
    }


@functools.cache
def _documents() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{heading})" for heading in read_data("selftalk.toml")["documents"]))


def _any_of(lists: Iterable[list[str]]) -> str:
    phrases = {phrase for phrases in lists for phrase in phrases}
    return "|".join(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


def find_self_talk(sight: Sight) -> SelfTalk | None:
    """Find that a short page speaks of the web site and to its reader, and of nothing else."""
    if not (sight.is_html or sight.is_text) or not 0 < sight.prose_weight < MOST_WEIGHT * 2:
        return None
    blocks = [_ADDRESSES.sub(" ", block) for block in dict.fromkeys((sight.page.title, *sight.page.prose))]
    words = normal_words(" ".join(blocks))
    if not words or sum(weigh(block) for block in blocks) >= MOST_WEIGHT:
        return None
    if any(_documents().fullmatch(normal_words(heading)) for heading in sight.page.headings[:3]):
        return None
    found = measure_self_talk(words)
    if found.troubles >= _LEAST_TROUBLES:
        return found
    if found.things < _LEAST_OF_EACH or found.states < _LEAST_OF_EACH:
        return None
    has_menus = sight.page.text_weight - sight.prose_weight >= _MENUS_WEIGHT
    return found if found.whole >= _least_share(found, has_menus=has_menus) else None


def _least_share(found: SelfTalk, *, has_menus: bool) -> float:
    if found.reader < _LEAST_READER:
        return _LEAST_SHARE_UNADDRESSED
    if has_menus:
        return _LEAST_SHARE_AMONG_MENUS
    return _LEAST_SHARE_ADDRESSED if found.reader >= _ADDRESSED else _LEAST_SHARE


def measure_self_talk(words: str) -> SelfTalk:
    """Measure normal words: how much of them a web site has for itself and its reader."""
    return SelfTalk(**{group: _share(words, *patterns) for group, patterns in _patterns().items()})


def _share(words: str, spaced: re.Pattern[str], unspaced: re.Pattern[str]) -> float:
    if not words:
        return 0.0
    covered = sum(len(found[0]) for pattern in (spaced, unspaced) for found in pattern.finditer(words))
    return covered / len(words)
