"""The sitemap: every page once, and cut where the protocol wants it."""

from __future__ import annotations

from defusedxml import ElementTree

from statediff.reporter.outlets.sitemap import write_robots, write_sitemaps
from written import FIRST

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_every_page_stands_in_it_with_the_instant_of_its_newest_content() -> None:
    ((path, text),) = write_sitemaps([("index.html", FIRST), ("a&b.html", None)], "https://watch.example/x/")

    root = ElementTree.fromstring(text.encode())

    assert path == "sitemap.xml"
    assert [loc.text for loc in root.iter(f"{NAMESPACE}loc")] == [
        "https://watch.example/x/index.html",
        "https://watch.example/x/a&b.html",
    ]
    assert [one.text for one in root.iter(f"{NAMESPACE}lastmod")] == ["2026-11-17T12:04:09Z"]


def test_too_many_pages_are_spread_over_several_files_and_an_index() -> None:
    pages = [(f"p{number}.html", None) for number in range(5)]

    files = dict(write_sitemaps(pages, "https://watch.example/", most=2))

    index = ElementTree.fromstring(files["sitemap.xml"].encode())
    assert list(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    assert index.tag == f"{NAMESPACE}sitemapindex"
    assert len(list(index.iter(f"{NAMESPACE}loc"))) == 3


def test_robots_may_read_everything() -> None:
    assert write_robots(None) == "User-agent: *\nAllow: /\n"
    assert "Sitemap: https://watch.example/sitemap.xml" in write_robots("https://watch.example/")
