"""The Atom feed: valid, readable without styles, and with ids that stay."""

from __future__ import annotations

import feedparser
from defusedxml import ElementTree

from rows import write_entry
from statediff.reporter.outlets.feed import write_feed
from statediff.reporter.outlets.phrasing import load_phrases
from written import write_change

ENGLISH = load_phrases("en")
ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_feed_parser_reads_every_entry_with_its_marked_text() -> None:
    text = write_feed([write_entry(3), write_entry(2)], ENGLISH, link_base="https://watch.example/")

    feed = feedparser.parse(text)

    assert not feed.bozo
    assert feed.feed.updated == "2026-11-25T06:04:09Z"
    assert [entry.id for entry in feed.entries] == [
        "tag:statediff.invalid,2026:change/defence-en/v2-v3/0000000000000003",
        "tag:statediff.invalid,2026:change/defence-en/v1-v2/0000000000000002",
    ]
    assert feed.entries[0].link == "https://watch.example/changes/defence-en/v2-v3.html"
    assert "[removed: 1,200]" in feed.entries[0].content[0].value


def test_every_element_that_atom_asks_for_is_there() -> None:
    root = ElementTree.fromstring(write_feed([write_entry()], ENGLISH, link_base="https://watch.example/").encode())

    for element, names in (
        (root, ("id", "title", "updated", "author")),
        (root.find(f"{ATOM}entry"), ("id", "title", "updated", "content")),
    ):
        assert element is not None
        assert [name for name in names if element.find(f"{ATOM}{name}") is None] == []
    assert {link.get("rel") for link in root.findall(f"{ATOM}link")} == {"self", "alternate"}


def test_an_id_does_not_depend_on_where_or_in_which_language_it_is_published() -> None:
    ids = set()
    for language, base in (("en", None), ("fr", "https://a.example/"), ("uk", "../")):
        feed = feedparser.parse(write_feed([write_entry()], load_phrases(language), link_base=base))
        ids.add(feed.entries[0].id)

    assert len(ids) == 1


def test_without_a_site_an_entry_leads_to_the_page_itself_if_that_is_a_web_address() -> None:
    plain = feedparser.parse(write_feed([write_entry()], ENGLISH))
    hostile = write_feed([write_entry(url="javascript:alert(1)")], ENGLISH)

    assert plain.entries[0].link == "https://defence.example/en/news/joint"
    assert "javascript" not in hostile


def test_an_empty_feed_is_valid_too() -> None:
    feed = feedparser.parse(write_feed([], ENGLISH, name="x", feed_key="source/x"))

    assert not feed.bozo
    assert feed.feed.title == "Changed statements: x"


def test_hostile_words_stay_inert_and_unwritable_characters_are_replaced() -> None:
    bait = "]]></content><script>alert(1)</script>\ufffe\x0b&nbsp;"
    change = write_change([f"{bait} [-went-]{{+came+}}"])
    text = write_feed([write_entry(2, change, sentence=bait, name=bait, publisher=bait)], ENGLISH, name=bait)

    root = ElementTree.fromstring(text.encode())

    content = root.find(f"{ATOM}entry/{ATOM}content")
    assert content is not None
    assert "&lt;script&gt;" in (content.text or "")
    assert not [element.tag for element in root.iter() if "script" in element.tag]
