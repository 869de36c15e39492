"""Where redirects lead: the same document, a front page, a listing, a detour."""

from __future__ import annotations

import pytest

from statediff.fetcher.destinations import is_home, is_listing_above, is_same_document, name_detour, shares_words

BASE = "https://ministry.example"


@pytest.mark.parametrize(
    ("url", "other", "expected"),
    [
        ("/news/5", "/news/5/", True),
        ("/news/5", "/News/5.html", True),
        ("/news/5?id=1", "/news/5?id=1&utm_source=x", True),
        ("/news/5?id=1", "/news/5", False),
        ("/news/5", "/uk/news/5", True),
        ("/en/news/5", "/uk/news/5", True),
        ("/news/5", "/news/6", False),
        ("/news/%D0%BD", "/news/н", True),
        ("/", "/index.php", True),
        ("/news", "https://other.example/news", False),
        ("/news", "http://www.ministry.example/news", True),
    ],
)
def test_two_addresses_of_one_document(url: str, other: str, expected: bool) -> None:
    there = other if "://" in other else BASE + other

    assert is_same_document(BASE + url, there) is expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", True),
        ("/", True),
        ("/uk", True),
        ("/en/home", True),
        ("/index.html", True),
        ("/?utm_source=x", True),
        ("/?id=5", False),
        ("/news", False),
        ("/uk/news", False),
    ],
)
def test_a_front_page(path: str, expected: bool) -> None:
    assert is_home(BASE + path) is expected


@pytest.mark.parametrize(
    ("url", "other", "expected"),
    [
        ("/news/2026/5", "/news", True),
        ("/news/2026/5", "/uk/news/2026/", True),
        ("/news/5/print", "/news/5", False),
        ("/news/5/index.html", "/news/5", False),
        ("/news/5", "/press", False),
        ("/news/5", "/", False),
        ("/news", "/news/5", False),
    ],
)
def test_a_listing_above_a_document(url: str, other: str, expected: bool) -> None:
    assert is_listing_above(BASE + url, BASE + other) is expected


@pytest.mark.parametrize(
    ("url", "other", "kind"),
    [
        ("/news/5", "/login?next=/news/5", "login"),
        ("/news/5", "https://sso.ministry.example/x", "login"),
        ("/news/5", "https://consent.example/x", "consent"),
        ("/news/5", "/404.html", "not-found"),
        ("/news/5", "/maintenance", "maintenance"),
        ("/news/5", "/captcha/?u=1", "challenge"),
        ("/news/5", "/error", "failure"),
        ("/login/help", "/login/help-2", None),
        ("/news/5", "/news/6", None),
        ("/news/5", "/news/login-changes", None),
    ],
)
def test_a_detour(url: str, other: str, kind: str | None) -> None:
    there = other if "://" in other else BASE + other

    assert name_detour(BASE + url, there) == kind


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("/1204-statement-on-grain-corridor", "Statement on the grain corridor", True),
        ("/1204-statement-on-grain-corridor", "Welcome to our new website", False),
        ("/zayava-ministerstva", "Заява міністерства", None),
        ("/5", "Statement", None),
        ("/", "Statement", None),
    ],
)
def test_an_address_that_names_its_page(path: str, text: str, expected: bool | None) -> None:
    assert shares_words(BASE + path, text) is expected
