"""What the tests of the client's faults share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from faultserver import FaultServer


@pytest.fixture
def faults() -> Iterator[FaultServer]:
    """A server on loopback that misbehaves by script."""
    with FaultServer() as running:
        yield running
