"""Feeds: each entry is a statement."""

# ruff: noqa: E501 - each invented page stands on one line

from __future__ import annotations

import pytest

from statediff.errors import ExtractionError
from statediff.extractor import read

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Ministry of the Coast</title><link>https://ministry.example/</link><language>en-gb</language>
<lastBuildDate>Mon, 02 Mar 2026 09:30:00 GMT</lastBuildDate>
<item><title>Second &amp;amp; last statement</title><link>https://ministry.example/2</link><description>Short.</description></item>
<item><title>First statement</title><link>https://ministry.example/1</link><description>ignored</description>
<content:encoded><![CDATA[<p>One <b>paragraph</b>.</p><ul><li>an item</li></ul><script>x()</script>]]></content:encoded></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Ministère</title><updated>2026-03-02T09:30:00Z</updated>
<entry><title>Communiqué</title><link href="https://ministere.example/1"/><summary type="html">&lt;p&gt;Le texte.&lt;/p&gt;</summary></entry></feed>"""


def test_the_entries_of_an_rss_feed_are_read() -> None:
    reading = read(RSS.encode(), "text/html")

    wording = reading.wording
    assert (reading.how, wording.title, wording.language) == ("feed", "Ministry of the Coast", "en-GB")
    assert [(str(block.kind), block.text) for block in wording.blocks] == [
        ("heading", "Second & last statement"),
        ("paragraph", "Short."),
        ("heading", "First statement"),
        ("paragraph", "One paragraph."),
        ("item", "an item"),
    ]
    assert wording.blocks[2].links[0].href == "https://ministry.example/1"


def test_the_entries_of_an_atom_feed_are_read() -> None:
    wording = read(ATOM.encode(), "application/atom+xml").wording

    assert [block.text for block in wording.blocks] == ["Communiqué", "Le texte."]
    assert wording.modified == "2026-03-02T09:30:00+00:00"


def test_when_a_feed_was_built_is_no_wording() -> None:
    later = RSS.replace("09:30:00", "11:45:00")

    assert read(RSS.encode()).wording.digest == read(later.encode()).wording.digest


@pytest.mark.parametrize(
    "body",
    [
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aa">]><rss><channel><item><title>&a;</title></item></channel></rss>',
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><channel/></rss>',
        b"<rss version='2.0'><channel><item",
    ],
)
def test_a_feed_with_entities_of_its_own_or_without_an_end_is_an_error(body: bytes) -> None:
    with pytest.raises(ExtractionError):
        read(body, "application/rss+xml")
