"""Words: the token diff of two bounded passages. The only place that knows diff-match-patch."""

from __future__ import annotations

from collections.abc import Sequence
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
    is_hopeless = not old or not new or len(old) + len(new) > LARGEST or set(old).isdisjoint(new)
    if is_hopeless:
        return [Run(False, at, at + len(old), at, at + len(new))]
    letters: dict[str, str] = {}
    for token in (*old, *new):
        if token not in letters:
            letters[token] = chr(_PRIVATE_USE + len(letters))
    assert len(letters) <= _PRIVATE_USE_SIZE
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    found = engine.diff_main("".join([letters[t] for t in old]), "".join([letters[t] for t in new]), False)
    return _as_runs([(sign, len(text)) for sign, text in found], at)


def _as_runs(steps: Sequence[tuple[int, int]], at: int) -> list[Run]:
    runs: list[Run] = []
    i = j = at
    for sign, length in steps:
        x = i + (length if sign <= 0 else 0)
        y = j + (length if sign >= 0 else 0)
        runs.append(Run(sign == 0, i, x, j, y))
        i, j = x, y
    return join(runs)


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
