"""Carrying: where a passage of the old text stands in the new one, for notes that follow the words they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from diff_match_patch import diff_match_patch

from statediff.differ.comparison import diff
from statediff.differ.sentences import cut_sentences
from statediff.differ.tokens import canonical, cut, is_word
from statediff.model import Change, Span

State = Literal["same", "moved", "reworded", "withdrawn"]

_STAYS = frozenset({"equal", "cosmetic"})
_MOVES = frozenset({"moved-from", "moved-to"})
_LEAST_KEPT = 0.3
"""Share of a passage's words that has to stay for it to be the same passage, as for sentences."""
_LEAST_LIKE = 0.5
"""Dice coefficient of the words of two sentences from which one is the other, edited, wherever it stands."""
_LONGEST_REGION = 20_000
"""Letters of a rewritten region within which positions are mapped letter by letter; a longer one maps to its ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """Where a passage stands now; a withdrawn one has the place where it stood, without length."""

    start: int
    end: int
    state: State


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the passage whose words still stand."""

    old_start: int
    old_end: int
    way: int
    """Which list of spans holds it: 0 the text in order, n the n-th move."""


def carry(change: Change, start: int, end: int) -> Carried:
    """Carry the passage `change.old_text[start:end]` into `change.new_text`; offsets are code points.

    Positions among words that stayed or moved are exact. Elsewhere diff-match-patch maps them (its `diff_xIndex`, which
    its authors propose for cursors). A passage is withdrawn when under a third of its words stayed and no sentence
    that came is like its own.

    Raises: ValueError when the passage is empty or outside the old text.
    """
    if not 0 <= start < end <= len(change.old_text):
        raise ValueError(f"there is no passage {start}..{end} in a text of {len(change.old_text)} letters")
    return (
        _follow(change, start, end)
        or _replaced(change, start, end)
        or _find_again(change, start, end)
        or _gone(change, start)
    )


def _follow(change: Change, start: int, end: int) -> Carried | None:
    """Follow the words that stayed or moved; None when too few did."""
    ways = (change.spans, *(move.spans for move in change.moves))
    parts = [part for way, spans in enumerate(ways) for part in _parts(spans, way, start, end)]
    weights: Counter[int] = Counter()
    for part in parts:
        weights[part.way] += _count(change.old_text[part.old_start : part.old_end])
    count = _count(change.old_text[start:end])
    if not parts or sum(weights.values()) < max(min(count, 1.0), _LEAST_KEPT * count):
        return None
    way = max(weights, key=lambda index: (weights[index], -index))
    return _settle(change, ways[way], start, end, has_moved=way > 0)


def _parts(spans: Sequence[Span], way: int, start: int, end: int) -> Iterator[_Part]:
    for span in spans:
        first, last = max(start, span.old_start), min(end, span.old_end)
        if span.kind in _STAYS and first < last:
            yield _Part(first, last, way)


def _settle(change: Change, spans: Sequence[Span], start: int, end: int, *, has_moved: bool) -> Carried:
    """Return from where to where the passage reaches now: with what came inside it, without what came beside it."""
    touched = [span for span in spans if span.old_start < end and start < span.old_end and span.kind not in _MOVES]
    begin = _within(change, touched[0], max(start, touched[0].old_start))
    finish = max(begin, _within(change, touched[-1], min(end, touched[-1].old_end)))
    if _keys(change.old_text[start:end]) != _keys(change.new_text[begin:finish]):
        return Carried(start=begin, end=finish, state="reworded")
    return Carried(start=begin, end=finish, state="moved" if has_moved else "same")


def _within(change: Change, span: Span, place: int) -> int:
    """Map a place of the old text that lies in a span or at its end."""
    if place == span.old_start:
        return span.new_start
    if place == span.old_end:
        return span.new_end
    if span.kind == "equal":
        return span.new_start + place - span.old_start
    old, new = change.old_text[span.old_start : span.old_end], change.new_text[span.new_start : span.new_end]
    if max(len(old), len(new)) > _LONGEST_REGION:
        return span.new_start
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    mapped: int = engine.diff_xIndex(engine.diff_main(old, new, checklines=False), place - span.old_start)
    return span.new_start + min(mapped, len(new))


def _replaced(change: Change, start: int, end: int) -> Carried | None:
    """Take what stands for the passage now, where other words of its sentence stayed around it."""
    first, last = _sentence_around(change.old_text, start, end)
    for span in (span for spans in (change.spans, *(move.spans for move in change.moves)) for span in spans):
        is_inside = span.kind == "change" and span.old_start <= start and end <= span.old_end
        if is_inside and span.new_start < span.new_end and (first < span.old_start or span.old_end < last):
            found = _settle(change, (span,), start, end, has_moved=False)
            return found if found.start < found.end else None
    return None


def _find_again(change: Change, start: int, end: int) -> Carried | None:
    """Look for the passage's sentence among those that came, and follow it into the one most like it."""
    old_start, old_end = _sentence_around(change.old_text, start, end)
    words = Counter(_words(change.old_text[old_start:old_end]))
    best, likeness = None, 0.0
    for new_start, new_end in _sentences_that_came(change):
        found = _dice(words, Counter(_words(change.new_text[new_start:new_end])))
        if found > likeness:
            best, likeness = (new_start, new_end), found
    if best is None or likeness < _LEAST_LIKE:
        return None
    pair = diff(change.old_text[old_start:old_end], change.new_text[best[0] : best[1]], language=change.language)
    place = (start - old_start, end - old_start)
    followed = _follow(pair, *place) or _replaced(pair, *place)
    if followed is None:
        return None
    state: State = "reworded" if followed.state == "reworded" else "moved"
    return Carried(start=best[0] + followed.start, end=best[0] + followed.end, state=state)


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentences of the paragraph that the passage touches."""
    begin = text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[:start] else 0
    finish = text.find("\n\n", end)
    touched = [
        (first, last)
        for first, last in cut_sentences(text, begin, len(text) if finish < 0 else finish)
        if first < end and start < last
    ]
    return (min(start, touched[0][0]), max(end, touched[-1][1])) if touched else (start, end)


def _sentences_that_came(change: Change) -> Iterator[tuple[int, int]]:
    for span in change.spans:
        if span.kind == "change" and span.new_start < span.new_end:
            yield from cut_sentences(change.new_text, span.new_start, span.new_end)


def _gone(change: Change, start: int) -> Carried:
    """Where the old text's place lies in the new one, when what stood there is gone."""
    places = (
        span.new_start for span in change.spans if span.kind not in _MOVES and span.old_start <= start < span.old_end
    )
    place = next(places, len(change.new_text))
    return Carried(start=place, end=place, state="withdrawn")


def _dice(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _keys(text: str) -> list[str]:
    return [canonical(token) for token in cut(text)]


def _words(text: str) -> list[str]:
    return [key.casefold() for key in _keys(text) if is_word(key)]


def _count(text: str) -> int:
    """How many words, or without any, how many marks."""
    tokens = cut(text)
    return sum(map(is_word, tokens)) or len(tokens)
