"""Blaming: what is known of a version's sentences, as lines that a page shows."""

from __future__ import annotations

from collections.abc import Callable

from statediff.desk.origins import Blame
from statediff.reporter.desk.facts import BlameLine


def tell_lines(blame: Blame, href: Callable[[int, int], str] | None = None) -> tuple[BlameLine, ...]:
    """Tell every sentence in one line; `href` gives the address of the change between two neighbouring versions."""
    before = dict(zip([*blame.versions][1:], blame.versions, strict=False))
    lines = []
    for line in blame.lines:
        brought = blame.versions[line.origin.version]
        older = before.get(brought.number)
        lines.append(
            BlameLine(
                text=line.sentence.text,
                kind=line.sentence.kind,
                version=brought.number,
                since=line.origin.since,
                at=brought.first_seen_at,
                after=brought.previous_seen_at,
                replaced=line.origin.replaced or line.origin.before,
                restored=len(line.origin.restored),
                href=href(older, brought.number) if href is not None and older is not None else "",
                language=line.sentence.language,
            )
        )
    return tuple(lines)
