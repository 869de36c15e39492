"""The id that `add` proposes for a page is short, free and fit to be a file name."""

from __future__ import annotations

import pytest

from statediff.cli.adding import propose_id
from statediff.values import why_bad_id


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.mfa.example/en/news/joint-statement.html", "mfa-joint-statement"),
        ("https://mfa.example/", "mfa"),
        ("https://ministère.example/déclaration-commune", "ministere-declaration-commune"),
        ("http://127.0.0.1:8000/joint", "127-0-0-1-joint"),
        ("https://mfa.example/заява", "mfa"),
        ("https://con.example/", "con-2"),
    ],
)
def test_an_id_is_made_of_the_host_and_the_last_part_of_the_path(url: str, expected: str) -> None:
    assert propose_id(url, set()) == expected


def test_an_id_that_is_taken_gets_a_number() -> None:
    assert propose_id("https://mfa.example/joint", {"mfa-joint", "mfa-joint-2"}) == "mfa-joint-3"


@pytest.mark.parametrize(
    "url",
    [
        "https://x.example/" + "very-long-title-" * 20,
        "https://x.example/../../etc/passwd",
        "https://x.example/%00%1b",
        "https://" + "a" * 63 + ".example/",
    ],
)
def test_an_id_is_always_valid(url: str) -> None:
    assert why_bad_id(propose_id(url, set())) is None
