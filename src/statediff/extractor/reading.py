"""What a reading hands back besides the wording: what was left out and why, and what a person should look at."""

from __future__ import annotations

from dataclasses import dataclass

from statediff.model import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """A part of a page that was left out: the rule's reason, the part's signature, the start of its text."""

    reason: str
    what: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A wording with the way it was read, for preview and review.

    `how` is one of "select", "preset:<name>", "adapter:<name>", "pinned", "found-again", "article-body", "article",
    "main", "body", "text", "markdown", "feed", "json", "yaml", "toml", "csv", "pdf", "docx", "odt". `automatic` is
    the wording without the source's own selectors (None where there are none), to be watched beside it.
    """

    wording: Wording
    how: str
    container: str
    pruned: tuple[Pruned, ...] = ()
    warnings: tuple[str, ...] = ()
    proposed_selector: str | None = None
    automatic: Wording | None = None
