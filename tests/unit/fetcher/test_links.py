"""Addresses in one form, titles in one line, dates as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statediff.fetcher.links import LONGEST_TITLE, clean_title, is_view_of, iso_text, key_of, normal_url


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("HTTPS://MFA.example:443/a#b", "https://mfa.example/a"),
        ("http://mfa.example:8080", "http://mfa.example:8080/"),
        ("https://mfa.example./a?utm_source=x&id=7&fbclid=y", "https://mfa.example/a?id=7"),
        ("https://mfa.example/a?utm_source=x", "https://mfa.example/a"),
        ("https://mfa.example/a;jsessionid=0A1B?id=7&PHPSESSID=z", "https://mfa.example/a?id=7"),
        ("https://mfa.example/a?b=%C3%A9&a=1&b=2", "https://mfa.example/a?b=%C3%A9&a=1&b=2"),
        ("https://[2001:DB8::1]:8443/a", "https://[2001:db8::1]:8443/a"),
    ],
)
def test_an_address_has_one_form(url: str, normal: str) -> None:
    assert normal_url(url) == normal


@given(st.text("abc/?&=#%:.;utm_", max_size=40))
def test_the_one_form_is_its_own(tail: str) -> None:
    normal = normal_url(f"https://mfa.example/{tail}")

    assert normal_url(normal) == normal


def test_the_scheme_makes_no_second_page() -> None:
    assert key_of("http://mfa.example/a") == key_of("https://mfa.example/a#top")


@pytest.mark.parametrize(
    ("url", "is_view"),
    [
        ("https://www.mfa.example/news/?page=3&sort=date", True),
        ("https://mfa.example/news?cat=2&page=9", False),
        ("https://mfa.example/news/page/12/", True),
        ("https://mfa.example/news/index_3.html", True),
        ("https://mfa.example/news/a", False),
        ("https://mfa.example/news/page-of-honour", False),
    ],
)
def test_a_view_of_a_listing_differs_in_pages_and_order_alone(url: str, is_view: bool) -> None:
    assert is_view_of(url, "https://mfa.example/news?page=1") is is_view


@given(st.text(max_size=500))
def test_a_title_is_one_printable_line(text: str) -> None:
    title = clean_title(text)

    assert title.isprintable()
    assert title == " ".join(title.split())
    assert len(title) <= LONGEST_TITLE


def test_a_title_loses_markup_and_direction_marks() -> None:
    assert clean_title("<b>Заява</b>&nbsp;\u202eМЗС\n&amp; уряду", is_markup=True) == "Заява МЗС & уряду"


@pytest.mark.parametrize(
    ("value", "date"),
    [
        (" 2026-03-01 ", "2026-03-01"),
        ("2026-03-01T08:00:00Z", "2026-03-01T08:00:00Z"),
        ("2026-03-01T08 o'clock", "2026-03-01"),
        ("1 March 2026", None),
        ("2026-13-01", None),
        (20260301, None),
        (None, None),
    ],
)
def test_only_dates_in_the_standard_form_are_taken(value: object, date: str | None) -> None:
    assert iso_text(value) == date
