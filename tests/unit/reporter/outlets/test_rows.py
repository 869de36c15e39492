"""File names out of foreign text: safe in every file system, and never the same for two texts."""

from __future__ import annotations

import re

import pytest

from statediff.reporter.outlets.rows import change_path, month_of, slug_of
from written import FIRST


@pytest.mark.parametrize("text", ["mfa-en", "defence2", "2026-08"])
def test_a_name_that_is_safe_stays_as_it_is(text: str) -> None:
    assert slug_of(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Міністерство оборони України",
        "../../etc/passwd",
        "<script>alert(1)</script>",
        "國防部",
        "وزارة الدفاع",
        "Ministère des Armées",
        "",
        "a" * 300,
        "Mfa-EN",
        "\ud800",
        "con\x00",
    ],
)
def test_any_other_text_becomes_letters_digits_hyphens_and_a_digest(text: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*-)?[0-9a-f]{10}", slug_of(text))


def test_texts_that_differ_in_capitals_alone_have_names_that_differ_in_more() -> None:
    names = {slug_of(text).lower() for text in ("mfa-en", "MFA-en", "Mfa-En")}

    assert len(names) == 3


def test_a_change_stands_in_a_folder_of_its_source() -> None:
    assert change_path("mfa-en", 1, 2) == "changes/mfa-en/v1-v2.html"
    assert month_of(FIRST) == "2026-11"
