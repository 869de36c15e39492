"""Pages of the site, written from rows alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from rows import write_row, write_source_row
from statediff.model import History
from statediff.reporter.outlets.asking import Field, Turning
from statediff.reporter.outlets.pages import MOST_LISTED, Pages, count_browse
from statediff.reporter.outlets.rows import Sighting, Watched
from written import FIRST, statement_change, write_evidence

ENGLISH = Pages(language="en", generator_version="0.1.0")


def test_the_first_page_of_an_empty_archive_says_that_nothing_changed() -> None:
    page = ENGLISH.write_index([], count_browse([], [], []), None)

    assert "No wording has changed yet." in page
    assert "<script>" not in page
    assert 'id="filters"' not in page


def test_a_source_that_was_never_looked_at_has_a_page_too() -> None:
    history = History(source=write_evidence(statement_change())["source"])

    page = ENGLISH.write_source(write_source_row(versions=0, looks=0, last_look=None), history, [], [])

    assert "never looked at" in page
    assert "<svg" not in page


def test_the_first_page_lists_the_newest_and_says_where_older_ones_stand() -> None:
    rows = [write_row(n, at=FIRST + timedelta(hours=n)) for n in range(MOST_LISTED + 5, 0, -1)]

    page = ENGLISH.write_index(rows, count_browse(rows, [], ["letter of intent"]), FIRST)

    assert page.count('<li class="row') == MOST_LISTED
    assert "Older changes stand on the pages of their months." in page
    assert f'<a href="months/2026-11.html">2026-11</a> <span class="mut">{MOST_LISTED + 5}</span>' in page


def test_noise_and_changes_of_our_rules_are_shown_and_labelled() -> None:
    rows = [
        write_row(4, severity="cosmetic"),
        write_row(3, is_technical=True),
        write_row(2, watched=(Watched(phrase="letter of intent", has_come=False),)),
    ]

    page = ENGLISH.write_month("2026-11", rows)

    assert "typography only" in page
    assert "our rules changed, not the page" in page
    assert "watched phrase went: “letter of intent”" in page
    assert page.count('class="row quiet"') == 2


@pytest.mark.parametrize("language", ["en", "fr", "uk"])
def test_every_page_is_written_in_every_language(language: str) -> None:
    pages = Pages(language=language, base_url="https://watch.example/", generator_version="0.1.0")
    evidence = write_evidence(statement_change())
    source = write_source_row()
    sighting = Sighting(source=source, first=FIRST, last=FIRST, is_current=True, version=2, passage="وقعت")

    written = [
        pages.write_index([write_row(3), write_row(2)], count_browse([write_row()], [source], ["x"]), FIRST),
        pages.write_publisher("Ministry", [write_row()], [source]),
        pages.write_language("uk", [write_row()]),
        pages.write_month("2026-11", [write_row()]),
        pages.write_sources([source], FIRST),
        pages.write_source(source, evidence["history"], [write_row()], [source]),
        pages.write_phrase("x", [sighting], []),
        pages.write_missing(),
    ]

    assert all(f'<html lang="{language}"' in page for page in written)
    assert all('rel="canonical" href="https://watch.example/' in page for page in written[:-1])
    assert 'dir="rtl">وقعت' in written[6]


def test_the_page_for_what_is_missing_has_no_relative_link_since_it_is_shown_at_any_depth() -> None:
    page = Pages(language="en", base_url="https://watch.example/x/").write_missing()

    assert 'href="https://watch.example/x/"' in page
    assert 'href="index.html"' not in page
    assert 'href=""' not in page
    assert "<a href" not in ENGLISH.write_missing()


def test_what_has_no_page_of_its_own_is_compared_by_a_command_or_by_the_application() -> None:
    evidence = write_evidence(statement_change())
    first, second = evidence["history"].versions
    third = replace(second, number=3, first_seen_at=second.last_seen_at)
    history = replace(evidence["history"], versions=(first, second, third))
    editions = [write_source_row(id="defence-fr"), write_source_row(id="never-read", versions=0)]

    on_disk = ENGLISH.write_source(write_source_row(), history, [write_row()], editions)
    served = Pages(language="en", is_served=True).write_source(write_source_row(), history, [write_row()], editions)

    assert "statediff report defence-en@v1..defence-en@v3\nstatediff report defence-en..defence-fr\n</pre>" in on_disk
    assert 'href="../compare/index.html?old=defence-en%40v1&amp;new=defence-en%40v3"' in served
    assert "statediff report" not in served


def test_the_first_page_filters_by_state_of_review_where_somebody_judged() -> None:
    rows = [write_row(3, state="significant"), write_row(2)]

    page = ENGLISH.write_index(rows, count_browse(rows, [], []), FIRST)
    unjudged = ENGLISH.write_index([write_row(3), write_row(2)], count_browse([write_row()], [], []), FIRST)

    assert 'data-state="significant"' in page
    assert '<option value="significant">significant</option>' in page
    assert 'href="reviews/significant.html"' in page
    assert 'name="state"' not in unjudged
    assert "reviews/" not in unjudged


def test_an_application_asks_by_address_and_needs_no_script() -> None:
    rows = [write_row(3), write_row(2)]
    field = Field(name="state", label="Review", value="open", options=(("", "all"), ("open", "open")))

    page = Pages(language="en", is_served=True).write_index(
        rows,
        count_browse(rows, [], []),
        FIRST,
        fields=[field],
        turning=Turning(first=1, last=2, total=9, next="?page=2"),
    )

    assert "<script>" not in page
    assert '<option value="open" selected>open</option>' in page
    assert "1 to 2 of 9" in page
    assert 'href="?page=2" rel="next"' in page
