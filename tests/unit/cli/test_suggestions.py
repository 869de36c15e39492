"""A name that is nearly right gets the right one as a next step."""

from __future__ import annotations

from statediff.cli.suggestions import suggest


def test_a_near_name_is_suggested() -> None:
    assert suggest("mfa-eng", ["mfa-en", "mod-fr"]) == "did you mean mfa-en?"


def test_without_a_near_name_the_list_is_suggested() -> None:
    assert suggest("zzz", ["mfa-en"]) == "list them with: statediff sources"
