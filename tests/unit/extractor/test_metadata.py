"""What a page says about itself."""

# ruff: noqa: E501 - each invented page stands on one line

from __future__ import annotations

import json

import pytest

from statediff.extractor import extract
from statediff.extractor.dates import read_machine_date, read_written_date
from statediff.extractor.metadata import clean_language, strip_site

TEXT = "<p>The two ministries met on Monday to review their work on air defence and on the training of crews.</p>"


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        ("<title>Joint statement - Ministry of the Coast</title>", "Joint statement", "Joint statement"),
        ("<title>Joint statement on the harbours | Ministry</title>", "", "Joint statement on the harbours"),
        ("<title>Заява щодо портів — Міністерство</title>", "", "Заява щодо портів"),
        (
            "<title>x</title><meta property='og:title' content='Joint statement on harbours'>",
            "",
            "Joint statement on harbours",
        ),
        (
            "<meta property='og:title' content='Joint statement – Coast'><meta property='og:site_name' content='Coast'>",
            "",
            "Joint statement",
        ),
        ("<title>Coast</title>", "Reply to a question", "Reply to a question"),
        ("<title>Joint statement on harbours | Coast</title>", "<a href='/'>Coast</a>", "Joint statement on harbours"),
        ("", "", None),
    ],
)
def test_the_title_is_the_headline_without_the_name_of_the_site(head: str, heading: str, title: str | None) -> None:
    page = f"<html><head>{head}</head><body>{f'<h1>{heading}</h1>' if heading else ''}{TEXT}</body></html>"

    wording = extract(page.encode(), "text/html; charset=utf-8")

    assert wording.title == title


@pytest.mark.parametrize(
    "head",
    [
        "<title>Joint statement on harbours | Coast</title>",
        "<title>Joint statement on harbours - Coast</title><meta property='og:title' content='Joint statement on harbours'>",
        "<meta property='og:title' content='Joint statement on harbours - CoastOnline'>",
    ],
)
def test_the_name_of_the_site_is_no_title_where_a_headline_stands_too(head: str) -> None:
    page = f"<html><head>{head}</head><body><h1><a href='/'>Coast</a></h1><h1>Joint statement on harbours</h1>{TEXT}</body></html>"

    assert extract(page.encode()).title == "Joint statement on harbours"


def test_the_only_heading_is_no_title_where_it_says_what_stands_behind_the_page_s_own() -> None:
    head = "<title>Joint statement -- Coast</title><meta property='og:title' content='Joint statement'>"
    page = f"<html><head>{head}</head><body><h1>Coast</h1><h2>Joint statement</h2>{TEXT}</body></html>"

    assert extract(page.encode()).title == "Joint statement"


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Statement - GOV.UK", "Statement - GOV.UK"),
        ("Statement of the two ministers - GOV.UK", "Statement of the two ministers"),
        ("Q&A: air-defence and drones", "Q&A: air-defence and drones"),
        ("A – B – C", "A – B – C"),
        ("Erklärung zur Initiative – Presse – Ministerium", "Erklärung zur Initiative"),
    ],
)
def test_only_a_short_tail_behind_a_long_title_is_taken_for_a_site(title: str, bare: str) -> None:
    assert strip_site(title) == bare


@pytest.mark.parametrize(
    ("head", "published", "modified"),
    [
        (
            "<script type='application/ld+json'>"
            + json.dumps({"@graph": [{"@type": "NewsArticle", "datePublished": "2026-03-02T09:30:00Z", "dateModified": "2026-03-04"}]})
            + "</script>",
            "2026-03-02T09:30:00+00:00",
            "2026-03-04",
        ),
        ("<meta property='article:published_time' content='2026-03-02T09:30:00+0100'>", "2026-03-02T09:30:00+01:00", None),
        ("<meta name='dcterms.modified' content='2026-03-04'>", None, "2026-03-04"),
        ("<script type='application/ld+json'>{broken</script><meta name='date' content='2026-03-02'>", "2026-03-02", None),
        ("<meta name='date' content='yesterday'>", None, None),
    ],
)  # fmt: skip
def test_dates_come_from_the_page_s_own_machine_words(head: str, published: str | None, modified: str | None) -> None:
    wording = extract(f"<html><head>{head}</head><body>{TEXT}</body></html>".encode())

    assert (wording.published, wording.modified) == (published, modified)


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        ("<p>Published 2 March 2026</p><p>Last updated 4 March 2026</p>", "2026-03-02", "2026-03-04"),
        ("<p>Publié le 2 mars 2026</p><p>Modifié le 4 mars 2026</p>", "2026-03-02", "2026-03-04"),
        ("<div>Опубліковано 5 лютого 2026 року о 14:20</div>", "2026-02-05", None),
        ("<p>Aktualisiert am 04.03.2026</p>", None, "2026-03-04"),
        ("<p><time datetime='2026-03-02T10:00'>2 March</time></p>", "2026-03-02T10:00:00", None),
        ("<p>Updated <time datetime='2026-03-04'>today</time></p>", None, "2026-03-04"),
        ("<dl><dt>Published</dt><dd>2 March 2026</dd></dl>", "2026-03-02", None),
    ],
)
def test_dates_are_read_from_visible_lines_where_machines_are_told_nothing(
    line: str, published: str | None, modified: str | None
) -> None:
    wording = extract(f"<html><body>{line}{TEXT}</body></html>".encode(), "text/html; charset=utf-8")

    assert (wording.published, wording.modified) == (published, modified)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("12.05.2026", "2026-05-12"),
        ("05/13/2026", "2026-05-13"),
        ("2026年3月2日", "2026-03-02"),
        ("3 травня 2026", "2026-05-03"),
        ("May 3, 2026", "2026-05-03"),
        ("31 February 2026", None),
        ("in the spring of 2026", None),
    ],
)
def test_written_days_are_read(written: str, day: str | None) -> None:
    assert read_written_date(written) == day


@pytest.mark.parametrize("value", ["", None, "soon", "2026-13-01", "20260302"])
def test_what_is_no_machine_date_is_none(value: str | None) -> None:
    assert read_machine_date(value) is None


@pytest.mark.parametrize(
    ("page", "language"),
    [
        ("<html lang='en_gb'>", "en-GB"),
        ("<html lang='uk'>", "uk"),
        ("<html><meta http-equiv='content-language' content='fr, en'>", "fr"),
        ("<html><meta property='og:locale' content='de_DE'>", "de-DE"),
        ("<html lang='{{ lang }}'>", None),
        ("<html>", None),
    ],
)
def test_the_language_is_a_tag_or_none(page: str, language: str | None) -> None:
    wording = extract(f"{page}<body>{TEXT}</body></html>".encode())

    assert wording.language == language


def test_script_subtags_keep_their_shape() -> None:
    assert clean_language("zh-Hans-cn") == "zh-Hans-CN"


@pytest.mark.parametrize(
    ("href", "address"),
    [("/news/1", "https://ministry.example/news/1"), ("javascript:alert(1)", None), ("http://[bad", None), ("", None)],
)
def test_the_canonical_address_is_a_web_address(href: str, address: str | None) -> None:
    page = f"<html><head><link rel='canonical' href='{href}'></head><body>{TEXT}</body></html>"

    wording = extract(page.encode(), "text/html", "https://ministry.example/x?session=1")

    assert wording.canonical_url == address
