from __future__ import annotations

import pytest

from statediff.filtering.looks import is_stored


@pytest.mark.parametrize(
    ("headers", "stored"),
    [
        ((("Age", "12"),), True),
        ((("X-Cache", "HIT from edge"),), True),
        ((("cf-cache-status", "HIT"),), True),
        ((("X-Drupal-Cache", "HIT"),), True),
        ((("X-Cache", "TCP_HIT from a-1"),), True),
        ((("Cache-Status", "edge; fwd=stale"),), True),
        ((("Age", "0"), ("X-Cache", "MISS")), False),
        ((("Cache-Control", "max-age=60, stale-while-revalidate=30"),), False),
        ((("Content-Type", "text/html"),), False),
    ],
)
def test_an_answer_tells_whether_a_cache_had_kept_it(headers: tuple[tuple[str, str], ...], *, stored: bool) -> None:
    assert is_stored(headers) is stored
