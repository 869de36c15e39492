"""The digest: one message about many changes, in three forms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from rows import write_entry, write_source_row
from statediff.reporter.outlets.digest import Digest, DigestForm, write_digest, write_subject
from statediff.reporter.outlets.phrasing import load_phrases

ENGLISH = load_phrases("en")
VOID = {"meta", "hr", "br"}


class Nesting(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture
def digest() -> Digest:
    other = write_entry(2, source_id="mfa-fr", name="Ministère (inventé)", sentence="« peut » devient « doit ».")
    return Digest(
        entries=(write_entry(3), other, write_entry(2)),
        left_out=0,
        since=date(2026, 11, 17),
        is_first=False,
        failing=(write_source_row(came_back="blocked (HTTP 403)"),),
        base_url="https://watch.example/",
    )


@pytest.mark.parametrize("form", ["html", "text", "markdown"])
def test_every_form_tells_the_changes_by_source_with_links_and_failing_sources(
    form: DigestForm, digest: Digest
) -> None:
    text = write_digest(digest, form, ENGLISH).replace("\\", "")

    assert "3 changes of wording since 17 Nov 2026" in text
    assert text.count("Ministère (inventé)") == 1
    assert text.index("v2-v3.html") < text.index("v1-v2.html") < text.index("Ministère (inventé)")
    assert "[removed: 1,200]" in text
    assert "blocked (HTTP 403)" in text
    assert "does not say" not in text.replace("do not say", "")


def test_the_html_is_well_formed_and_styled_in_line_alone(digest: Digest) -> None:
    html = write_digest(digest, "html", ENGLISH)
    nesting = Nesting()

    nesting.feed(html)

    assert nesting.open == []
    assert 'style="background:#ffe3c2' in html
    assert "<style" not in html
    assert "<script" not in html


def test_the_subject_counts_the_changes_and_dates_the_newest(digest: Digest) -> None:
    subjects = {language: write_subject(digest, load_phrases(language)) for language in ("en", "fr", "uk")}

    assert subjects["en"] == "statediff: 3 changed statements, until 25 Nov 2026 06:04 UTC"
    assert subjects["uk"].startswith("statediff: 3 змінені заяви")


def test_older_changes_are_counted_and_the_beginning_is_named(digest: Digest) -> None:
    first = write_digest(replace(digest, since=None, is_first=True, left_out=40), "text", ENGLISH)
    later = write_digest(replace(digest, since=None), "text", ENGLISH)

    assert first.startswith("43 changes of wording since the watch began.")
    assert "40 older changes are left out" in first
    assert later.startswith("3 changes of wording since the last digest.")


def test_hostile_words_stay_inert_in_every_form(digest: Digest) -> None:
    bait = "<script>alert(1)</script>](javascript:alert(2)) \x1b[31m"
    entry = write_entry(2, sentence=bait, name=bait, url="javascript:alert(3)")
    hostile = replace(digest, entries=(entry,), base_url=None)

    html, text = write_digest(hostile, "html", ENGLISH), write_digest(hostile, "text", ENGLISH)
    markdown = write_digest(hostile, "markdown", ENGLISH)

    assert "<script" not in html
    assert 'href="javascript' not in html
    assert "\x1b" not in html + text + markdown
    assert "](" not in markdown
