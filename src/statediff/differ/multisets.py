"""Multisets: what only one of two lists has, counting repetitions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def differing(gone: Sequence[T], come: Sequence[T], identity: Callable[[T], object]) -> tuple[list[T], list[T]]:
    """Return what only one side has, counting repetitions."""
    if not gone or not come:
        return list(gone), list(come)
    shared = Counter(map(identity, gone)) & Counter(map(identity, come))
    return _beyond(gone, Counter(shared), identity), _beyond(come, Counter(shared), identity)


def _beyond(items: Sequence[T], shared: Counter[object], identity: Callable[[T], object]) -> list[T]:
    left = []
    for item in items:
        if shared[identity(item)] > 0:
            shared[identity(item)] -= 1
        else:
            left.append(item)
    return left
