"""Words: the token diff of two bounded passages. The only place that knows diff-match-patch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from diff_match_patch import diff_match_patch

LARGEST = 1000
"""Tokens of both sides together that are compared one by one; beyond, only the ends are (never a time limit)."""

_PRIVATE_USE = 0xE000
_PRIVATE_USE_SIZE = 6400


class Run(NamedTuple):
    """Tokens old[old_start:old_end] and new[new_start:new_end] that are the same, or stand for one another."""

    is_same: bool
    old_start: int
    old_end: int
    new_start: int
    new_end: int


def compare(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """Compare two token lists: runs in order over both, same and changed in turn."""
    shorter = min(len(old), len(new))
    head = 0
    while head < shorter and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    end_old, end_new = len(old) - tail, len(new) - tail
    runs = [Run(True, 0, head, 0, head)] if head else []
    if head < end_old or head < end_new:
        runs += _compare_middle(old[head:end_old], new[head:end_new], head)
    if tail:
        runs.append(Run(True, end_old, len(old), end_new, len(new)))
    return runs


def _compare_middle(old: Sequence[str], new: Sequence[str], at: int) -> list[Run]:
    shared = set(old).intersection(new) if len(old) + len(new) <= LARGEST else ()
    if not shared:
        return [Run(False, at, at + len(old), at, at + len(new))]
    left = [i for i, token in enumerate(old) if token in shared]
    right = [j for j, token in enumerate(new) if token in shared]
    pairs = [
        (left[i + step], right[j + step])
        for i, j, length in _match([old[i] for i in left], [new[j] for j in right])
        for step in range(length)
    ]
    return _as_runs(pairs, (len(old), len(new)), at)


def _match(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield where both lists have the same tokens, in order: first old, first new, how many.

    What only one list has was left out before: it is part of no match, and costs the engine the square of its length.
    """
    if old == new:
        yield 0, 0, len(old)
        return
    letters = {token: chr(_PRIVATE_USE + number) for number, token in enumerate(dict.fromkeys(old))}
    assert len(letters) <= _PRIVATE_USE_SIZE
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    i = j = 0
    for sign, text in engine.diff_main("".join([letters[t] for t in old]), "".join([letters[t] for t in new]), False):
        if sign == 0:
            yield i, j, len(text)
        i += len(text) if sign <= 0 else 0
        j += len(text) if sign >= 0 else 0


def _as_runs(pairs: Sequence[tuple[int, int]], ends: tuple[int, int], at: int) -> list[Run]:
    runs: list[Run] = []
    x = y = 0
    start = (0, 0)
    for i, j in (*pairs, ends):
        if i > x or j > y:
            if x > start[0]:
                runs.append(Run(True, at + start[0], at + x, at + start[1], at + y))
            runs.append(Run(False, at + x, at + i, at + y, at + j))
            start = (i, j)
        x, y = i + 1, j + 1
    if start < ends:
        runs.append(Run(True, at + start[0], at + ends[0], at + start[1], at + ends[1]))
    return runs


def join(runs: Sequence[Run]) -> list[Run]:
    """Join neighbouring runs of one kind; empty runs vanish."""
    joined: list[Run] = []
    for run in runs:
        if run.old_start == run.old_end and run.new_start == run.new_end:
            continue
        if joined and joined[-1].is_same == run.is_same:
            last = joined[-1]
            joined[-1] = Run(run.is_same, last.old_start, run.old_end, last.new_start, run.new_end)
        else:
            joined.append(run)
    return joined
