"""Tidying: from the shortest edit script to the one a person would have written, still in whole tokens."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from statediff.differ.tokens import is_word
from statediff.differ.words import Run, join

_CONTENT = 3
"""A token longer than this many letters carries meaning; shorter ones are mostly stop words."""


def refine(runs: Sequence[Run], old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """Split runs of equal stems where the words themselves differ, whatever their capitals."""
    refined: list[Run] = []
    for run in runs:
        i, j, length = run.old_start, run.new_start, run.old_end - run.old_start
        if not run.is_same or old[i : run.old_end] == new[j : run.new_end]:
            refined.append(run)
            continue
        for k in range(length):
            one, other = old[i + k], new[j + k]
            is_same = one == other or one.casefold() == other.casefold()
            refined.append(Run(is_same, i + k, i + k + 1, j + k, j + k + 1))
    return join(refined)


def slide(runs: list[Run], old: Sequence[str], new: Sequence[str], is_edge: Callable[[bool, int], bool]) -> list[Run]:
    """Move pure insertions and removals, without loss, to where a phrase or a sentence begins and ends.

    `is_edge(is_new, index)` tells whether a unit begins at that token.
    """
    runs = list(runs)
    for k in range(1, len(runs) - 1):
        run = runs[k]
        is_new = run.old_start == run.old_end
        if run.is_same or (not is_new and run.new_start != run.new_end):
            continue
        before, after = runs[k - 1], runs[k + 1]
        keys = new if is_new else old
        start, end = (run.new_start, run.new_end) if is_new else (run.old_start, run.old_end)
        low, high = _room(keys, start, end, before.old_end - before.old_start, after.old_end - after.old_start)
        if not low and not high:
            continue
        best = max(range(-low, high + 1), key=lambda d: (_fit(keys, start + d, end + d, is_new, is_edge), -abs(d), -d))
        if best:
            runs[k - 1 : k + 2] = _shifted(before, run, after, best)
    return join(runs)


def _room(keys: Sequence[str], start: int, end: int, most_left: int, most_right: int) -> tuple[int, int]:
    low = 0
    while low < most_left and keys[start - 1 - low] == keys[end - 1 - low]:
        low += 1
    high = 0
    while high < most_right and keys[start + high] == keys[end + high]:
        high += 1
    return low, high


def _shifted(before: Run, run: Run, after: Run, by: int) -> list[Run]:
    return [
        Run(True, before.old_start, before.old_end + by, before.new_start, before.new_end + by),
        Run(False, run.old_start + by, run.old_end + by, run.new_start + by, run.new_end + by),
        Run(True, after.old_start + by, after.old_end, after.new_start + by, after.new_end),
    ]


def _fit(keys: Sequence[str], start: int, end: int, is_new: bool, is_edge: Callable[[bool, int], bool]) -> float:
    score = 0.5 * min(len(keys[end - 1]), 6)
    if is_edge(is_new, start):
        score += 4
    if end >= len(keys) or is_edge(is_new, end):
        score += 4
    if not is_word(keys[end - 1]):
        score += 3
    if start == 0 or not is_word(keys[start - 1]):
        score += 2
    if end < len(keys) and not is_word(keys[end]):
        score += 1
    if not is_word(keys[start]):
        score -= 1
    return score


def drop_islands(runs: Sequence[Run], old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """Give up short equalities of stop words and marks between larger changes, repeatedly, in linear passes."""
    current = list(runs)
    for _ in range(4):
        dropped = _drop_once(current, old, new)
        if len(dropped) == len(current):
            return dropped
        current = dropped
    return current


def _drop_once(runs: Sequence[Run], old: Sequence[str], new: Sequence[str]) -> list[Run]:
    kept: list[Run] = []
    for run in runs:
        if not run.is_same and len(kept) >= 2 and _is_island(kept[-2], kept[-1], run, old, new):
            kept.pop()
            left = kept.pop()
            kept.append(Run(False, left.old_start, run.old_end, left.new_start, run.new_end))
        else:
            kept.append(run)
    return join(kept)


def _is_island(left: Run, between: Run, right: Run, old: Sequence[str], new: Sequence[str]) -> bool:
    if left.is_same or not between.is_same:
        return False
    tokens = old[between.old_start : between.old_end]
    length, content = len(tokens), sum(len(token) > _CONTENT for token in tokens)
    if length > 2:
        return False
    size_left, size_right = _size(left), _size(right)
    if content == 0:
        return size_left + size_right >= 4 and min(size_left, size_right) >= length
    weight = sum(map(len, tokens))
    lighter = min(_weight(left, old, new), _weight(right, old, new))
    return content == 1 and min(size_left, size_right) >= 4 and weight <= lighter / 3


def _size(run: Run) -> int:
    return max(run.old_end - run.old_start, run.new_end - run.new_start)


def _weight(run: Run, old: Sequence[str], new: Sequence[str]) -> int:
    return max(
        sum(map(len, old[run.old_start : run.old_end])),
        sum(map(len, new[run.new_start : run.new_end])),
    )
