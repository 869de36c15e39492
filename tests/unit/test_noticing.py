"""A new version is set beside the history before it."""

from __future__ import annotations

import pytest

from statediff.model import Severity, Wording
from statediff.noticing import (
    BACKDATED,
    OSCILLATING,
    RESTORED,
    SILENT_EDIT,
    notice_backdating,
    notice_return,
    notice_silence,
)

A, B, C = "sha256:a", "sha256:b", "sha256:c"


def names(digests: list[str]) -> list[str]:
    return [notice.name for notice in notice_return(digests)]


def test_a_wording_that_never_stood_before_is_no_return() -> None:
    assert names([A, B, C]) == []


def test_a_wording_that_stood_before_is_restored_from_its_latest_version() -> None:
    [notice] = notice_return([A, C, A, B, C, A])

    assert (notice.name, notice.detail) == (RESTORED, "back to the wording of version 3")


@pytest.mark.parametrize(
    ("digests", "expected"),
    [
        ([A, B, A], [RESTORED]),
        ([A, B, A, B], [RESTORED, OSCILLATING]),
        ([C, A, B, A, B], [RESTORED, OSCILLATING]),
        ([A, B, C, A], [RESTORED]),
    ],
)
def test_two_wordings_that_take_turns_oscillate(digests: list[str], expected: list[str]) -> None:
    assert names(digests) == expected


@pytest.mark.parametrize(
    ("before", "after", "details"),
    [
        ("2026-11-03", "2026-10-03T09:00:00+02:00", ["the page's own date went back from 2026-11-03 to 2026-10-03"]),
        ("2026-11-03T23:00:00Z", "2026-11-03T01:00:00Z", []),
        ("2026-11-03", "2026-11-20", []),
        (None, "2026-11-03", []),
        ("2026-11-03", None, []),
    ],
)
def test_a_page_that_is_given_an_earlier_date_is_backdated(
    before: str | None, after: str | None, details: list[str]
) -> None:
    notices = notice_backdating(Wording(published=before), Wording(published=after))

    assert notices == [(BACKDATED, detail) for detail in details]


def test_words_that_change_under_a_date_that_stands_still_are_a_silent_edit() -> None:
    page = Wording(modified="2026-03-05T06:20:00Z")

    [notice] = notice_silence(page, page, "substantive")

    assert notice.name == SILENT_EDIT


@pytest.mark.parametrize(
    ("old", "new", "severity"),
    [
        (Wording(modified="2026-03-05"), Wording(modified="2026-03-06"), "substantive"),
        (Wording(modified="2026-03-05"), Wording(modified="2026-03-05", correction="Corrected."), "substantive"),
        (Wording(modified="2026-03-05"), Wording(modified="2026-03-05"), "cosmetic"),
        (Wording(), Wording(), "substantive"),
    ],
)
def test_an_edit_that_the_page_owns_to_or_cannot_date_is_not_silent(
    old: Wording, new: Wording, severity: Severity
) -> None:
    assert notice_silence(old, new, severity) == []
