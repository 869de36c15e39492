"""Excerpts: as much of a passage as a reader needs around the words that were looked for, which are set apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_LONGEST = 480
"""Letters of a passage that is shown whole."""
_BEFORE, _AFTER = 160, 280
"""Letters kept before the first of the words, and after it."""
_CUT = "…"


def cut_excerpt(text: str, places: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a passage, each with whether it is what was looked for; a long one is cut between words."""
    start, end = _bounds(text, places)
    at = start
    yield from [(_CUT, False)] * (start > 0)
    for low, high in sorted(places):
        if not at <= low < high <= end:
            continue
        if low > at:
            yield text[at:low], False
        yield text[low:high], True
        at = high
    if at < end:
        yield text[at:end], False
    yield from [(_CUT, False)] * (end < len(text))


def _bounds(text: str, places: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Where the excerpt begins and ends: around the first place, whole words where there are any."""
    if len(text) <= _LONGEST:
        return 0, len(text)
    low, high = min(places, default=(0, 0))
    start, end = max(low - _BEFORE, 0), min(high + _AFTER, len(text))
    if start:
        start = text.find(" ", start, low) + 1 or start
    if end < len(text):
        space = text.rfind(" ", high, end)
        end = space if space > 0 else end
    return start, end
