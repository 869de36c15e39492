"""The cheap look at a page: title, headings, prose, and nothing of what is not shown."""

from __future__ import annotations

import time

import pytest

from statediff.fetcher.page import decode_text, read_page, weigh


def test_title_headings_and_prose_are_told_apart() -> None:
    page = read_page(
        "<!doctype html><html><head><title>Statement &amp; reply | Ministry</title></head>"
        "<body><header><p>Menu</p></header>"
        "<nav><a href=/>Home</a></nav><main><h1>A <em>joint</em> statement</h1><p>The&nbsp;text\n stands.</p>"
        "<h2>Background</h2><div>More<br>text</div></main><footer><p>© 2026</p></footer></body></html>"
    )

    assert page.title == "Statement & reply | Ministry"
    assert page.headings == ("A joint statement", "Background")
    assert page.top_headings == ("A joint statement",)
    assert page.prose == ("A joint statement", "The text stands.", "Background", "More", "text")
    assert page.main_weight == sum(len(block) for block in page.prose)
    assert page.text_weight == page.main_weight + len("Menu") + len("Home") + len("© 2026")


def test_a_declarative_shadow_tree_is_shown() -> None:
    page = read_page("<m-text><template shadowrootmode='open'><h1>Note</h1><p>It stands.</p></template></m-text>")

    assert page.prose == ("Note", "It stands.")


def test_what_is_not_shown_is_no_text() -> None:
    page = read_page(
        "<?xml version='1.0'?><!doctype html><!-- <p>comment</p> --><script>if (a < b) '<p>x</p>'</script>"
        "<style>p{}</style>"
        "<template><p>t</p></template><svg><title>icon</title></svg><noscript>Turn it <b>on</b></noscript>"
        "<select><option>One</select><textarea>two</textarea><!--><p>Shown.</p>"
    )

    assert page.prose == ("Shown.",)
    assert page.noscript == "Turn it on"
    assert page.scripts == 1
    assert page.title == ""


def test_lists_of_links_are_no_prose_and_links_within_prose_are() -> None:
    page = read_page(
        "<ul><li><a>First news</a><li><a>Second news</a></ul><p>See the <a>letter of intent</a> of Monday.</p>"
    )

    assert page.prose == ("See the letter of intent of Monday.",)


def test_a_script_that_never_ends_swallows_the_rest_and_a_closed_one_nothing() -> None:
    assert read_page("<p>One.</p><script>never <p>Two.</p>").prose == ("One.",)
    assert read_page("<script src=a.js /><p>Two.</p>").prose == ("Two.",)


def test_a_script_without_spaces_weighs_three_times_as_much() -> None:
    assert weigh("abc") == 3
    assert weigh("абв") == 3
    assert weigh("外交部") == 9


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("Заява".encode(), None, "Заява"),
        ("Заява".encode("windows-1251"), "text/html; charset=windows-1251", "Заява"),
        (b'<meta charset="windows-1251">' + "Заява".encode("cp1251"), None, '<meta charset="windows-1251">Заява'),
        (b"\xef\xbb\xbf" + "Заява".encode(), "text/html; charset=windows-1251", "Заява"),
        (b"\xff\xfe" + "Заява".encode("utf-16-le"), None, "Заява"),
        (b'<meta charset="utf-16">Za\xc3\xa9', None, '<meta charset="utf-16">Zaé'),
        ("Страница не найдена".encode("cp1251"), "text/html", "Страница не найдена"),
        ("Déclaration du ministère".encode("cp1252"), "text/html", "Déclaration du ministère"),
        ("Заява".encode()[:-1], None, "Заяв\ufffd"),
        ("Заява".encode(), "text/html; charset=no-such-thing", "Заява"),
        ("Страница не найдена".encode("cp1251"), "text/html; charset=utf-8", "Страница не найдена"),
        (("Заява" * 5).encode(), "text/html; charset=iso-8859-1", "Заява" * 5),
        (b'<script charset="koi8-r"></script>' + "Заява".encode(), None, '<script charset="koi8-r"></script>Заява'),
    ],
)  # fmt: skip
def test_text_is_decoded_by_what_is_declared_and_else_by_what_it_can_be(
    body: bytes, content_type: str | None, text: str
) -> None:
    assert decode_text(body, content_type) == text


def test_the_beginning_of_a_page_is_read_as_the_whole_of_it_is() -> None:
    body = "Заява. ".encode() * 9

    assert decode_text(body, "text/html; charset=windows-1251", limit=5) == "За\ufffd"


HOSTILE = {
    "unclosed tags": "<a" * 500_000,
    "unclosed comments": "<!--" * 250_000,
    "unclosed scripts": "<script>" * 120_000,
    "deep nesting": "<div>" * 200_000,
    "angle brackets": "<" * 1_000_000,
    "entities": "&amp" * 250_000,
    "unclosed titles": "<title>" * 140_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_takes_linear_time(name: str) -> None:
    started = time.process_time()

    read_page(HOSTILE[name])

    # Quadratic work on a megabyte takes minutes; this is no measure of speed.
    assert time.process_time() - started < 20
