"""What feeds, sitemaps and listings name, how that is compared, and what becomes of it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable

import pytest

from statediff.errors import FetchError
from statediff.fetcher.discovery import Discovery, Found, Kind, compare_listing, discover, propose_source, walk
from statediff.model import DispositionKind, Exchange, FetchFailure, Rules, Source
from statediff.values import why_bad_id

LISTING_URL = "https://mfa.example/en/news"
RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>News</title>
<item><title>Заява &lt;b&gt;МЗС&lt;/b&gt; &amp;amp; уряду</title><link>https://mfa.example/uk/zayava?utm_source=rss#top</link>
<pubDate>Mon, 02 Mar 2026 10:00:00 +0200</pubDate></item>
<item><title>Elsewhere</title><link>https://other.example/a</link></item>
<item><title>Again</title><link>https://mfa.example/uk/zayava?fbclid=1</link></item>
<item><title>No link</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link rel="next" href="/atom?page=2"/>
<entry><title type="html">Déclaration &amp;eacute;crite</title><link href="/fr/declaration"/>
<published>2026-03-01T08:00:00Z</published><updated>2026-03-02T08:00:00Z</updated></entry></feed>"""
RSS_091 = """<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><item><title>Old</title>
<link>/old</link></item></channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<item rdf:about="https://mfa.example/rdf"><title>RDF</title><link>https://mfa.example/rdf</link></item></rdf:RDF>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"url": "https://mfa.example/json", "title": "بيان", "date_published": "2026-03-01T08:00:00Z"}],
        "next_url": "/feed.json?page=2",
    }
)
BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<rss version="2.0"><channel><item><title>&b;</title><link>/a</link></item></channel></rss>"""


def answer(
    body: str | bytes, *, url: str = LISTING_URL, media_type: str = "text/html; charset=utf-8", **more: str
) -> Exchange:
    headers = {"content-type": media_type, **more}
    return Exchange(url=url, status=200, headers=headers, body=body.encode() if isinstance(body, str) else body)


def paths_of(found: Discovery) -> list[str]:
    return [link.url.removeprefix("https://mfa.example") for link in found.links]


# ---------------------------------------------------------------- feeds


def test_an_rss_feed_names_each_page_once_without_tracking_and_stays_on_its_host() -> None:
    found = discover(answer(RSS, media_type="application/rss+xml"), "feed")

    assert found.links == (
        Found(url="https://mfa.example/uk/zayava", title="Заява МЗС & уряду", published="2026-03-02T08:00:00+00:00"),
    )
    assert found.left_out == (("on another host", 1), ("no web address", 1))
    assert found.is_whole


def test_an_atom_feed_names_titles_dates_and_its_next_page() -> None:
    found = discover(answer(ATOM, media_type="application/atom+xml"), "feed")

    assert found.links == (
        Found(
            url="https://mfa.example/fr/declaration",
            title="Déclaration écrite",
            published="2026-03-01T08:00:00+00:00",
            modified="2026-03-02T08:00:00+00:00",
        ),
    )
    assert found.more == ("https://mfa.example/atom?page=2",)


@pytest.mark.parametrize(("feed", "path"), [(RSS_091, "/old"), (RDF, "/rdf"), (JSON_FEED, "/json")])
def test_feeds_of_every_age_are_read(feed: str, path: str) -> None:
    found = discover(answer(feed, media_type="text/plain"), "feed")

    assert paths_of(found) == [path]


def test_a_feed_in_an_old_encoding_is_read_as_it_declares() -> None:
    text = '<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><item><title>Заява</title>'
    body = f"{text}<link>/a</link></item></channel></rss>".encode("cp1251")

    found = discover(answer(body, media_type="application/xml"), "feed")

    assert [link.title for link in found.links] == ["Заява"]


def test_an_empty_feed_is_a_feed() -> None:
    found = discover(answer('<rss version="2.0"><channel><title>Quiet</title></channel></rss>'), "feed")

    assert found == Discovery()


def test_a_feed_that_breaks_off_is_read_as_far_as_it_goes_and_says_so() -> None:
    found = discover(answer('<rss version="2.0"><channel><item><link>/a</link></item><item><title>brok'), "feed")

    assert paths_of(found) == ["/a"]
    assert not found.is_whole


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (BOMB, "declares a document type"),
        ("<!DOCTYPE html><html><body>Not here</body></html>", "root element is <html>"),
        ("/etc/passwd", "no XML, no JSON"),
        ("statediff.toml", "no XML, no JSON"),
        ('<rss version="2.0"><channel><item><title>brok', "no entry of the feed can be read"),
        ('{"items": []}', "without the version of a JSON Feed"),
        ('{"items": [', "not JSON"),
        ("<urlset></urlset>", "root element is <urlset>"),
        ("   ", "empty answer"),
    ],
)
def test_what_is_no_feed_is_an_error_and_never_an_empty_feed(body: str, cause: str) -> None:
    with pytest.raises(FetchError, match=cause):
        discover(answer(body), "feed")


def test_an_entity_bomb_without_a_good_end_is_refused_too() -> None:
    with pytest.raises(FetchError, match="declares a document type"):
        discover(answer(BOMB.replace("</rss>", "").replace("<?xml", "<rss/><?xml")), "feed")


# ---------------------------------------------------------------- sitemaps


def sitemap_of(*paths: str) -> str:
    return (
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        + "".join(f"<url><loc>https://mfa.example{path}</loc><lastmod>2026-03-01</lastmod></url>" for path in paths)
        + "</urlset>"
    )


def index_of(*paths: str) -> str:
    entries = "".join(f"<sitemap><loc>https://mfa.example{path}</loc></sitemap>" for path in paths)
    return f"<sitemapindex>{entries}</sitemapindex>"


def fetcher_of(bodies: dict[str, str | bytes], asked: list[str]) -> Callable[[str], Exchange]:
    def fetch(url: str) -> Exchange:
        asked.append(url.removeprefix("https://mfa.example"))
        body = bodies.get(asked[-1])
        return Exchange(url=url, status=404) if body is None else answer(body, url=url)

    return fetch


def test_a_sitemap_keeps_when_pages_were_modified_and_leaves_images_out() -> None:
    image = "<image:image xmlns:image='i'><image:loc>https://mfa.example/i.jpg</image:loc></image:image></url></urlset>"

    found = discover(answer(sitemap_of("/a", "/b").replace("</url></urlset>", image)), "sitemap")

    assert paths_of(found) == ["/a", "/b"]
    assert {link.modified for link in found.links} == {"2026-03-01"}


def test_a_news_sitemap_names_titles_and_dates_of_publication() -> None:
    news = (
        "<url><loc>https://mfa.example/a</loc><n:news xmlns:n='n'><n:title>声明</n:title>"
        "<n:publication_date>2026-03-01T08:00:00+08:00</n:publication_date></n:news></url>"
    )

    found = discover(answer(f"<urlset>{news}</urlset>"), "sitemap")

    assert found.links == (Found(url="https://mfa.example/a", title="声明", published="2026-03-01T08:00:00+08:00"),)


def test_a_compressed_sitemap_is_read_within_bounds() -> None:
    found = discover(answer(gzip.compress(sitemap_of("/a").encode())), "sitemap")

    assert paths_of(found) == ["/a"]


def test_a_sitemap_may_be_a_plain_list() -> None:
    found = discover(answer("https://mfa.example/a\nhttps://mfa.example/b\n", media_type="text/plain"), "sitemap")

    assert paths_of(found) == ["/a", "/b"]


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (gzip.compress(sitemap_of("/a").encode())[:40], "compressed sitemap cannot be read"),
        (gzip.compress(b" " * 60_000_000), "compressed sitemap cannot be read"),
        (sitemap_of("/a", "/b")[:-30], "not well-formed"),
        ("<html><body>Not found</body></html>", "root element is <html>"),
        ("nothing of the kind", "no list of addresses"),
        (BOMB.replace("rss", "urlset"), "declares a document type"),
    ],
)
def test_what_is_no_whole_sitemap_is_an_error(body: str | bytes, cause: str) -> None:
    with pytest.raises(FetchError, match=cause):
        discover(answer(body), "sitemap")


def test_a_sitemap_ends_at_fifty_thousand_entries() -> None:
    found = discover(answer(sitemap_of(*(f"/{number}" for number in range(50_010)))), "sitemap")

    assert len(found.links) == 50_000
    assert found.left_out == (("beyond 50000 entries of one sitemap", 10),)
    assert not found.is_whole


def test_sitemaps_that_name_each_other_are_each_read_once() -> None:
    asked: list[str] = []
    bodies: dict[str, str | bytes] = {"/one": index_of("/top", "/two", "/one"), "/two": sitemap_of("/a")}
    top = answer(index_of("/one", "/two"), url="https://mfa.example/top")

    found = walk(top, "sitemap", fetcher_of(bodies, asked))

    assert asked == ["/one", "/two"]
    assert paths_of(found) == ["/a"]
    assert found.is_whole


def test_sitemaps_are_followed_three_deep_and_what_is_deeper_is_told() -> None:
    asked: list[str] = []
    bodies: dict[str, str | bytes] = {"/2": index_of("/3"), "/3": index_of("/4"), "/4": sitemap_of("/a")}

    found = walk(answer(index_of("/2"), url="https://mfa.example/1"), "sitemap", fetcher_of(bodies, asked))

    assert asked == ["/2", "/3"]
    assert found.failures == ("https://mfa.example/4: not read, deeper than three sitemaps",)


def test_a_sitemap_that_does_not_come_makes_the_whole_incomplete() -> None:
    bodies: dict[str, str | bytes] = {"/ok": sitemap_of("/a")}

    found = walk(answer(index_of("/lost", "/ok")), "sitemap", fetcher_of(bodies, []))

    assert paths_of(found) == ["/a"]
    assert found.failures == ("https://mfa.example/lost: no sitemap came, but status 404",)


def test_a_walk_ends_after_its_parts_and_its_links() -> None:
    bodies: dict[str, str | bytes] = {f"/{number}": sitemap_of(f"/{number}/a", f"/{number}/b") for number in range(9)}
    top = answer(index_of(*bodies))

    found = walk(top, "sitemap", fetcher_of(bodies, []), limit=3, parts=2)

    assert paths_of(found) == ["/0/a", "/0/b", "/1/a"]
    assert found.left_out == (("over the limit of 3", 1),)
    assert len(found.failures) == 7


def test_the_next_pages_of_a_feed_are_read_until_they_are_enough() -> None:
    asked: list[str] = []
    bodies: dict[str, str | bytes] = {
        f"/atom?page={n}": ATOM.replace("page=2", f"page={n + 1}").replace("/declaration", f"/d{n}")
        for n in range(2, 9)
    }

    found = walk(answer(ATOM, url="https://mfa.example/atom"), "feed", fetcher_of(bodies, asked))

    assert asked == [f"/atom?page={number}" for number in range(2, 6)]
    assert paths_of(found) == ["/fr/declaration", "/fr/d2", "/fr/d3", "/fr/d4", "/fr/d5"]
    assert found.is_whole


# ---------------------------------------------------------------- JSON listings


def test_a_wordpress_listing_is_read() -> None:
    posts = [
        {
            "link": "https://mfa.example/2026/03/zayava",
            "title": {"rendered": "Заява &#8211; <em>МЗС</em>"},
            "date": "2026-03-01T10:00:00",
            "date_gmt": "2026-03-01T08:00:00",
            "modified_gmt": "2026-03-02T08:00:00",
            "_links": {"author": [{"href": "https://mfa.example/author/1"}]},
        }
    ]
    link = '<https://mfa.example/wp-json/wp/v2/posts?page=2>; rel="next"'

    found = discover(answer(json.dumps(posts), media_type="application/json", link=link), "listing")

    assert found.links == (
        Found(
            url="https://mfa.example/2026/03/zayava",
            title="Заява – МЗС",
            published="2026-03-01T08:00:00+00:00",
            modified="2026-03-02T08:00:00+00:00",
        ),
    )
    assert found.more == ("https://mfa.example/wp-json/wp/v2/posts?page=2",)


def test_a_search_of_gov_uk_is_read_and_goes_on_with_its_next_page() -> None:
    results = [{"link": "/government/news/a", "title": "A", "public_timestamp": "2026-03-01T08:00:00Z"}]
    body = json.dumps({"results": results, "total": 3, "start": 0, "facets": {"x": [{"link": "/no"}]}})

    found = discover(answer(body, url="https://mfa.example/api/search.json?count=1&start=0"), "listing")

    assert paths_of(found) == ["/government/news/a"]
    assert found.more == ("https://mfa.example/api/search.json?count=1&start=1",)


def test_a_content_item_of_gov_uk_lists_its_documents_and_not_its_context() -> None:
    links = {
        "organisations": [{"base_path": f"/organisation/{number}", "title": "O"} for number in range(5)],
        "documents": [{"base_path": "/government/a", "title": "A", "public_updated_at": "2026-03-01T08:00:00Z"}],
    }

    found = discover(answer(json.dumps({"base_path": "/x", "title": "X", "links": links})), "listing")

    assert paths_of(found) == ["/government/a"]


@pytest.mark.parametrize("body", ['{"error": "no such page"}', "[1, 2]", '{"items": [{"title": "no address"}]}', "{]"])
def test_json_without_pages_is_an_error(body: str) -> None:
    with pytest.raises(FetchError, match="JSON"):
        discover(answer(body, media_type="application/json"), "listing")


def test_an_empty_result_is_a_listing() -> None:
    assert discover(answer('{"results": [], "total": 0, "start": 0}'), "listing") == Discovery()


def test_json_of_any_depth_ends() -> None:
    with pytest.raises(FetchError, match="JSON"):
        discover(answer("[" * 200_000, media_type="application/json"), "listing")


# ---------------------------------------------------------------- what did not come


@pytest.mark.parametrize("kind", ["feed", "sitemap", "listing"])
def test_a_visit_that_failed_is_told_as_it_failed(kind: Kind) -> None:
    failure = FetchFailure(kind=DispositionKind.TIMEOUT, cause="no answer in time")

    with pytest.raises(FetchError, match="no answer in time") as caught:
        discover(Exchange(url=LISTING_URL, failure=failure), kind)

    assert caught.value.transient


@pytest.mark.parametrize("kind", ["feed", "sitemap", "listing"])
def test_an_error_page_is_never_a_listing(kind: Kind) -> None:
    with pytest.raises(FetchError, match="status 503"):
        discover(Exchange(url=LISTING_URL, status=503, body=b"<ul><li><a href='/a'>A</a></ul>"), kind)


# ---------------------------------------------------------------- two looks


def test_new_and_gone_links_are_told_in_order() -> None:
    verdict = compare_listing(
        ["https://a.example/1", "https://a.example/2", "https://a.example/3"],
        ["https://a.example/4", "https://a.example/3", "https://a.example/2#top", "https://a.example/5"],
    )

    assert verdict.new == ("https://a.example/4", "https://a.example/5")
    assert verdict.gone == ("https://a.example/1",)
    assert not verdict.is_suspect


@pytest.mark.parametrize(
    ("before", "after", "is_suspect"), [(10, 6, False), (10, 5, True), (2, 1, True), (1, 0, True), (0, 0, False)]
)
def test_a_listing_that_shrank_by_half_is_suspect(before: int, after: int, is_suspect: bool) -> None:
    addresses = [f"https://a.example/{number}" for number in range(before)]

    verdict = compare_listing(addresses, addresses[:after])

    assert verdict.is_suspect is is_suspect
    assert bool(verdict.reason) is is_suspect


# ---------------------------------------------------------------- a source of each page

PARENT = Source(
    id="mfa-news",
    url=LISTING_URL,
    title="News",
    publisher="Ministry",
    language="uk",
    rules=Rules(select=("article",)),
    every_seconds=3_600,
    render=True,
    headers=(("X-Key", "public"),),
    ignore_robots="public-interest archive",
    discover="listing",
)


def test_a_child_is_read_and_watched_as_its_parent_says() -> None:
    child = propose_source(Found(url="https://mfa.example/uk/2026/zayava-pro-zerno", title="Заява\u202e"), PARENT, ())

    assert child.id.startswith("zayava-pro-zerno-")
    assert child.title == "Заява"
    assert child.parent == "mfa-news"
    assert child.discover is None
    assert (child.publisher, child.language, child.rules) == ("Ministry", "uk", PARENT.rules)
    assert (child.every_seconds, child.render, child.headers) == (3_600, True, PARENT.headers)


def test_on_another_host_a_child_has_none_of_its_parents_exemptions() -> None:
    child = propose_source(Found(url="https://other.example/a"), PARENT, ())

    assert child.headers == ()
    assert child.ignore_robots is None


@pytest.mark.parametrize(
    "url",
    [
        "https://mfa.example/",
        "https://mfa.example/index.php?id=77&lang=uk",
        "https://mfa.example/новини/заява",
        "https://mfa.example/%D7%94%D7%95%D7%93%D7%A2%D7%94",
        "https://mfa.example/con",
        "https://mfa.example/../../etc/passwd",
        "https://mfa.example/" + "long-" * 80,
        "https://[2001:db8::1]/a",
        "https://mfa.example/node/12345",
        "https://mfa.example/a__b--c",
    ],
)
def test_an_id_is_safe_and_depends_on_the_address_alone(url: str) -> None:
    first, second = (propose_source(Found(url=url, title=title), PARENT, ()) for title in ("A", "B"))

    assert why_bad_id(first.id) is None
    assert first.id == second.id


def test_an_id_that_is_taken_is_not_given_again() -> None:
    found = Found(url="https://mfa.example/a")
    first = propose_source(found, PARENT, ())

    second = propose_source(found, PARENT, {first.id.upper()})

    assert second.id != first.id
    assert second.id.startswith(first.id)
    assert why_bad_id(second.id) is None
