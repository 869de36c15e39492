"""Waiting for what another thread or process does, by looking at it: a fixed pause is too short on a busy machine."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE_SECONDS = 60.0
"""Far above what a slow and busy machine needs; only a test that fails waits so long."""


def wait_until(is_so: Callable[[], bool], *, seconds: float = PATIENCE_SECONDS) -> None:
    """Return as soon as something is so; an assertion that it comes to be."""
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, f"not within {seconds:g} s"
        time.sleep(0.005)
