"""The application over a real socket: what it shows, what it keeps, and what it refuses."""

from __future__ import annotations

import html
import json
import re
import select
import shutil
import socket
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import requests

from deskserver import LEFT_OPEN, Served, serve_archive
from schemas import find_faults, load_schema
from servers import page as write_page
from statediff import demo
from statediff.archive import create, open_archive
from statediff.extractor import extract, extraction_key
from statediff.model import Rules, SavedSearch, WatchPhrase
from statediff.publishing.settings import SiteSettings
from statediff.publishing.site import publish
from statediff.reporter.outlets.rows import search_path
from statediff.web.api import ENDPOINTS
from visits import MFA, look, no_waiting_for_the_disk, paragraphs, read, summary

pytestmark = pytest.mark.filterwarnings(LEFT_OPEN)

PAGES = (
    "/review/index.html",
    "/index.html",
    "/index.html?state=open&language=fr",
    "/review/index.html?state=all&language=en&severity=substantive&since=2026-03-01&until=2026-12-31",
    "/sources/index.html",
    "/sources/statement-en.html",
    "/changes/statement-en/v1-v2.html",
    "/compare/index.html",
    "/compare/index.html?old=statement-en@v1&new=statement-fr@v2",
    "/search/index.html?q=letter+of+intent",
    "/search/changes.html?q=letter+of+intent&language=en",
    "/search/index.html?q=sign&family=yes&language=en",
    "/searches/letters.html",
    "/searches/letters.html?state=open&language=en&until=2026-12-31&page=2",
    "/searches/letters.xml",
    "/live/index.html",
    "/blame/statement-en/v6.html",
    "/editions/index.html",
    "/editions/statement-en.html",
    "/notes/statement-en.html",
    "/looks/3.html",
    "/feed.xml",
    "/sources/statement-uk.xml",
    "/changes.csv",
    "/data/",
    "/data/archive/versions",
    "/api/openapi.json",
)


SEARCHES = (
    SavedSearch(name="letters", phrase="letter of intent"),
    SavedSearch(name="Who signs?", phrase="sign", family=True, language="en", sources=("statement-en", "nobody")),
)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo.run(tmp_path_factory.mktemp("played") / "demo").archive


@pytest.fixture(scope="module")
def shown_archive(played: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that no test of this module changes."""
    return Path(shutil.copy(played, tmp_path_factory.mktemp("shown") / "archive.db"))


@pytest.fixture(scope="module")
def shown(shown_archive: Path) -> Iterator[Served]:
    """The desk over it, served once for all tests that read, and for those whose forms are refused."""
    with serve_archive(shown_archive, reviewer="Ann", codebook="3", searches=SEARCHES) as served:
        yield served


@pytest.fixture
def archive(played: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(played, tmp_path / "archive.db"))


@pytest.fixture
def desk(archive: Path) -> Iterator[Served]:
    with serve_archive(archive, reviewer="Ann", codebook="3", searches=SEARCHES) as served:
        yield served


def csrf_of(page: str) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', page)
    assert found is not None
    return found[1]


def form(session: requests.Session, desk: Served, **fields: str) -> dict[str, str]:
    page = session.get(f"{desk.base}/review/index.html", timeout=60).text
    return {"csrf": csrf_of(page), "reviewer": "Ann", "back": "index.html?state=all", **fields}


# ---------------------------------------------------------------- reading


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_whole_and_bounded(shown: Served, path: str) -> None:
    answer = shown.get(path)

    assert answer.status_code == 200
    assert len(answer.content) > 300
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_the_links_of_every_page_lead_somewhere(shown: Served) -> None:
    asked: dict[str, int] = {}
    for path in (page for page in PAGES if page.partition("?")[0].endswith(".html")):
        page = shown.get(path)
        for href in re.findall(r'(?:href|src|action)="([^"#]*)', page.text):
            target = requests.compat.urljoin(f"{shown.base}{path}", html.unescape(href))
            if target.startswith(shown.base) and target not in asked and not target.endswith("/review/verdict"):
                asked[target] = requests.get(target, timeout=60).status_code

    assert len(asked) > 30
    assert {target: code for target, code in asked.items() if code != 200} == {}


@pytest.mark.parametrize("path", ["/nothing/at/all", "/sources/nobody.html", "/changes/statement-en/v1-v99.html"])
def test_the_links_of_a_page_that_is_missing_lead_somewhere(shown: Served, path: str) -> None:
    page = shown.get(path)
    links = re.findall(r'href="([^"#]+)"', page.text)
    targets = [requests.compat.urljoin(f"{shown.base}{path}", html.unescape(link)) for link in links]

    answers = {target: requests.get(target, timeout=60).status_code for target in targets}

    assert page.status_code == 404
    assert len(answers) > 6
    assert set(answers.values()) == {200}


@pytest.mark.parametrize("path", ["/editions/index.html", "/compare/index.html", "/sources/index.html", "/index.html"])
def test_a_page_about_invented_sources_alone_says_so(shown: Served, path: str) -> None:
    assert "No ministry published these words." in shown.get(path).text


def test_the_page_of_editions_leads_to_the_table_of_each_statement(shown: Served) -> None:
    page = shown.get("/editions/index.html").text

    links = re.findall(r'href="\.\./(editions/[^"]+)">([^<]+)</a> <span class="mut">([^<]+)', page)

    assert len(links) == 1
    assert links[0][2] == "English, French, Ukrainian"
    assert "Do the editions agree?" in shown.get("/" + links[0][0]).text
    assert "No other edition" not in page


def test_what_went_wrong_is_told_in_the_language_of_the_pages(shown_archive: Path) -> None:
    with serve_archive(shown_archive, language="uk") as desk:
        page = desk.get("/sources/nobody.html").text

    assert "Тут немає нічого з такою назвою." in page
    assert '<bdi lang="en">nobody: there is no page of a source of that name; see the list of sources</bdi>' in page


@pytest.mark.parametrize("path", ["/review/index.html", "/index.html", "/sources/statement-en.html"])
def test_lists_tell_changes_in_the_language_of_the_pages_with_kinds_and_watched_phrases(
    shown_archive: Path, path: str
) -> None:
    watch = (WatchPhrase(phrase="letter of intent", language="en"),)
    with serve_archive(shown_archive, language="uk", watch=watch) as desk:
        page = html.unescape(desk.get(path).text)

    assert "«letter of intent» замінено на «agreement»." in page
    assert '<span class="kind">Зобов’язання</span>' in page
    assert "became" not in page
    assert "зник відстежуваний вислів: «letter of intent»" in page


def test_versions_to_compare_are_named_by_source_and_the_newest_change_is_chosen(shown: Served) -> None:
    page = shown.get("/compare/index.html").text

    chosen = re.findall(r'<option value="([^"]+)" selected>([^<]+)', page)

    assert [value for value, _ in chosen] == ["statement-en@v5", "statement-en@v6"]
    assert chosen[0][1] == "statement-en · v5 · 6 Mar 2026 08:00"


def test_editions_in_two_languages_are_sent_on_to_the_table_of_their_facts(shown: Served) -> None:
    page = shown.get("/compare/index.html?old=statement-en@v1&new=statement-fr@v1").text
    same = shown.get("/compare/index.html?old=statement-en@v1&new=statement-en@v3").text

    assert 'their words cannot be the same. Editions are compared by their facts. <a href="../editions/' in page
    assert "their words cannot be the same" not in same


def test_a_change_leads_to_the_one_before_it_and_the_one_after(shown: Served) -> None:
    found = {
        name: re.findall(r'href="\.\./\.\./changes/statement-en/([^"]+)\.html"', page.partition("</header>")[0])
        for name in ("v1-v2", "v3-v4", "v5-v6")
        for page in [shown.get(f"/changes/statement-en/{name}.html").text]
    }

    assert found == {"v1-v2": ["v2-v3"], "v3-v4": ["v2-v3", "v4-v5"], "v5-v6": ["v4-v5"]}


def test_the_sentences_of_a_version_lead_to_those_before_and_after(shown: Served) -> None:
    page = shown.get("/blame/statement-en/v3.html").text

    assert re.findall(r'href="\.\./\.\./blame/statement-en/(v[0-9])\.html"', page) == ["v2", "v4"]


def test_the_queue_filters_by_its_address_and_turns_its_pages(shown: Served) -> None:
    everything = shown.get("/review/index.html?state=all").text
    french = shown.get("/review/index.html?state=all&language=fr").text

    assert everything.count('class="row queued"') > french.count('class="row queued"') > 0
    assert "statement-uk" not in "".join(re.findall(r'href="\.\./changes/[^"]*', french))
    assert shown.get("/review/index.html?page=2").status_code == 200


def test_a_page_behind_the_last_one_shows_the_last(shown: Served) -> None:
    last = shown.get("/review/index.html?state=all").text

    behind = shown.get("/review/index.html?state=all&page=7").text

    assert behind.count('class="row queued"') == last.count('class="row queued"') > 0
    assert 'rel="prev"' not in behind


def test_the_report_of_the_application_says_what_the_report_of_the_site_says(shown: Served) -> None:
    page = shown.get("/changes/statement-en/v1-v2.html").text

    assert "“letter of intent” became “agreement”." in page


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404),
        ("/sources/nobody.html", 404),
        ("/changes/statement-en/v1-v99.html", 404),
        ("/looks/999.html", 404),
        ("/live/index.html?source=nobody", 404),
        ("/live/index.html?page=x", 422),
        ("/snapshots/999", 404),
        ("/months/2026-13.html", 404),
        ("/review/index.html?since=soon", 422),
        ("/review/index.html?state=hidden", 422),
        ("/review/index.html?page=0", 422),
        ("/review/index.html?source=nobody", 404),
        ("/compare/index.html?old=a&new=b", 404),
        ("/api/search", 422),
        ("/api/versions/nobody", 404),
        ("/search/index.html?q=" + "a" * 501, 422),
        ("/search/changes.html", 422),
        ("/searches/nobody.html", 404),
        ("/searches/nobody.xml", 404),
        ("/searches/letters.html?state=maybe", 422),
        ("/searches/letters.html?page=0", 422),
        ("/searches/letters.html?source=nobody", 404),
        ("/api/searches/nobody", 404),
    ],
)
def test_what_cannot_be_answered_says_why(shown: Served, path: str, status: int) -> None:
    answer = shown.get(path)

    assert answer.status_code == status
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("query", ['"', "((", "a AND", "NEAR(", "*", "\x00", "🙂", "الاتفاق", "'; drop table body; --"])
def test_a_hostile_search_finds_something_or_nothing(shown: Served, query: str) -> None:
    assert shown.get("/search/index.html", params={"q": query}).status_code == 200
    assert shown.get("/api/search", params={"q": query}).status_code in {200, 422}


def test_each_address_of_the_api_answers_with_a_document_of_its_schema(shown: Served) -> None:
    examples = {
        "source": "statement-en",
        "revision": "statement-en~1",
        "range": "statement-en@v1..statement-en@v2",
        "slug": "letters",
    }
    for endpoint in ENDPOINTS:
        path = endpoint.path.format(**examples)
        document = shown.get(path, params={"q": "agreement"} if endpoint.kind == "search" else {}).json()

        assert document["kind"] == endpoint.kind
        assert list(find_faults(document, load_schema(endpoint.kind))) == [], path


def test_the_description_of_the_api_names_every_address_and_parameter(shown: Served) -> None:
    description = shown.get("/api/openapi.json").json()

    assert description["openapi"].startswith("3.1")
    assert set(description["paths"]) == {endpoint.path for endpoint in ENDPOINTS}
    for path, item in description["paths"].items():
        named = {one["name"] for one in item["get"]["parameters"] if one["in"] == "path"}
        assert named == set(re.findall(r"\{(\w+)\}", path))
    error = shown.get("/api/versions/nobody").json()
    assert set(error) == set(description["components"]["schemas"]["error"]["required"])


# ---------------------------------------------------------------- saved searches


def changes_on(page: str) -> list[str]:
    """The reports to which the rows of a page lead."""
    return re.findall(r'class="said"><a href="\.\./(changes/[^"]+)"', page)


def test_the_page_of_a_search_leads_to_every_saved_search(shown: Served) -> None:
    page = shown.get("/search/index.html").text

    links = re.findall(r'href="\.\./(searches/[^"]+)">([^<]+)', page)

    assert [name for _, name in links] == ["letters", "Who signs?"]
    assert all(f"Search: {name}" in shown.get(f"/{path}").text for path, name in links)
    assert (
        'href="../search/index.html">Search</a></li><li><span aria-current="page">letters'
        in shown.get("/searches/letters.html").text
    )


def test_who_saved_no_search_sees_no_list_of_them(shown_archive: Path) -> None:
    with serve_archive(shown_archive) as desk:
        page = desk.get("/search/index.html").text

    assert "Saved searches" not in page


def test_the_page_of_a_saved_search_lists_what_its_page_in_the_site_lists(
    shown: Served, shown_archive: Path, tmp_path: Path
) -> None:
    with open_archive(shown_archive) as kept:
        publish(kept, tmp_path / "site", read=extract, settings=SiteSettings(searches=SEARCHES))

    for search in SEARCHES:
        path = search_path(search.name)
        site, served = (tmp_path / "site" / path).read_text("utf-8"), shown.get(f"/{path}").text
        assert changes_on(served) == changes_on(site) != []
        sightings = [re.search(r'<table class="plain stack">.*?</table>', page, re.DOTALL) for page in (site, served)]
        assert sightings[0] is not None
        assert sightings[1] is not None
        assert sightings[0][0] == sightings[1][0]


def test_the_changes_of_a_saved_search_are_narrowed_by_the_address(desk: Served) -> None:
    session = desk.enter()
    everything = changes_on(desk.get("/searches/letters.html").text)
    verdict = {"key": "statement-en@v1..statement-en@v2", "kind": "significant", "reviewer": "Ann"}
    session.post(f"{desk.base}/review/verdict", data=form(session, desk, **verdict), timeout=60)

    judged = desk.get("/searches/letters.html?state=significant").text
    none = desk.get("/searches/letters.html?language=uk&since=2031-01-01").text

    assert changes_on(judged) == ["changes/statement-en/v1-v2.html"]
    assert '<option value="significant" selected>' in judged
    assert len(everything) > 1
    assert changes_on(none) == []
    assert 'name="since" value="2031-01-01"' in none
    assert "No change is like this." in none


def test_the_api_and_the_feed_of_a_saved_search_tell_the_changes_of_its_page(shown: Served) -> None:
    slugs = [one["slug"] for one in shown.get("/api/searches").json()["searches"]]
    page = changes_on(shown.get(f"/searches/{slugs[1]}.html").text)
    document = shown.get(f"/api/searches/{slugs[1]}").json()
    feed = shown.get(f"/searches/{slugs[1]}.xml").text

    told = [one["range"] for one in document["changes"]]

    assert slugs[0] == "letters"
    assert document["name"] == "Who signs?"
    assert len(told) == len(page) == feed.count("<entry>") > 0
    assert [one["source"] for one in document["sightings"]] == ["statement-en"]
    assert len(shown.get(f"/api/searches/{slugs[1]}?limit=1").json()["changes"]) == 1
    assert shown.get(f"/api/searches/{slugs[1]}?until=2001-01-01").json()["changes"] == []


def test_a_long_list_of_a_saved_search_is_turned_and_keeps_its_filters(tmp_path: Path) -> None:
    words = ("The ministers signed a letter of intent in Kyiv.", "The ministers signed an agreement in Kyiv.")
    with create(tmp_path / "archive.db") as archive:
        for number in range(54):
            body = write_page(words[number % 2])
            archive.derive(look(archive, body, at=number), extract(body.encode()), extraction_key(Rules()))
        for old, new in pairwise(archive.history("mfa-en").versions):
            archive.keep_change(old, new, summary())

    with serve_archive(tmp_path / "archive.db", searches=SEARCHES) as desk:
        first = desk.get("/searches/letters.html?language=en&state=open").text
        following = re.search(r'href="([^"]+)" rel="next"', first)
        assert following is not None
        address = requests.compat.urljoin(f"{desk.base}/searches/", html.unescape(following[1]))
        second = requests.get(address, timeout=20)

    assert (len(changes_on(first)), len(changes_on(second.text))) == (50, 3)
    assert "language=en" in address
    assert "state=open" in address
    assert 'rel="prev"' in second.text


def keep_ministries(path: Path, count: int) -> None:
    """Keep an archive of so many ministries, each with one statement."""
    with no_waiting_for_the_disk(), create(path) as archive:
        for number in range(count):
            source = replace(MFA, id=f"mfa-{number:03}", url=f"https://mfa-{number:03}.example/", title=f"No. {number}")
            read(archive, "They signed a letter of intent.", source=source, at=number)


def test_a_search_that_finds_many_sources_is_turned_and_keeps_its_question(tmp_path: Path) -> None:
    keep_ministries(tmp_path / "archive.db", 53)

    with serve_archive(tmp_path / "archive.db", searches=SEARCHES) as desk:
        first = desk.get("/search/index.html?q=letter+of+intent&language=en").text
        following = re.search(r'href="([^"]+)" rel="next"', first)
        assert following is not None
        second = desk.get("/search/" + html.unescape(following[1])).text
        saved = desk.get("/searches/letters.html").text
        rest = re.search(r'href="\.\./(search/index.html\?[^"]+)">([^<]+)', saved)
        assert rest is not None
        everything = desk.get("/" + html.unescape(rest[1])).text
        document = desk.get("/api/searches/letters").json()

    found = [set(re.findall(r'href="\.\./sources/(mfa-[0-9]+)\.html', page)) for page in (first, second)]
    assert [len(found[0]), len(found[1]), len(found[0] | found[1])] == [50, 3, 53]
    assert "1 to 50 of 53" in first
    assert "language=en" in following[1]
    assert rest[2] == "3 more sources have it: see them all"
    assert "1 to 50 of 53" in everything
    assert document["sightings_found"] == len(document["sightings"]) == 53


def test_a_search_leads_to_the_changes_in_which_its_phrase_came_or_went(shown: Served) -> None:
    page = shown.get("/search/index.html?q=letter+of+intent&language=en").text
    link = re.search(r'href="(changes\.html\?[^"]+)"', page)
    assert link is not None

    found = shown.get("/search/" + html.unescape(link[1])).text

    saved = changes_on(shown.get("/searches/letters.html?language=en").text)
    assert changes_on(found) == saved != []
    assert 'href="index.html?q=letter+of+intent&amp;language=en"' in found
    assert "No change in which it came or went." in shown.get("/search/changes.html?q=nowhere").text


def test_a_change_of_nothing_but_unshown_slots_is_no_news_of_a_saved_search(tmp_path: Path) -> None:
    words = ("The ministers signed a letter of intent in Kyiv.", "The ministers signed an agreement in Kyiv.")
    with create(tmp_path / "archive.db") as archive:
        for number in range(3):
            body = write_page(words[number % 2])
            archive.derive(look(archive, body, at=number), extract(body.encode()), extraction_key(Rules()))
        for (old, new), severity in zip(
            pairwise(archive.history("mfa-en").versions), ("none", "substantive"), strict=True
        ):
            archive.keep_change(old, new, replace(summary(), severity=severity))  # type: ignore[arg-type]

    with serve_archive(tmp_path / "archive.db", searches=SEARCHES) as desk:
        feed = desk.get("/searches/letters.xml").text

    assert feed.count("<entry>") == 1


# ---------------------------------------------------------------- looks


def looks_on(page: str) -> list[str]:
    """The numbers of the looks that a page lists."""
    return re.findall(r'href="\.\./looks/([0-9]+)\.html"', page)


def test_every_look_is_reached_from_the_pages_of_visits(tmp_path: Path) -> None:
    keep_ministries(tmp_path / "archive.db", 53)

    with serve_archive(tmp_path / "archive.db") as desk:
        first = desk.get("/live/index.html").text
        following = re.search(r'href="([^"]+)" rel="next"', first)
        assert following is not None
        second = desk.get("/live/" + html.unescape(following[1])).text
        alone = desk.get("/live/index.html?source=mfa-007").text

    assert looks_on(first) == [str(number) for number in range(53, 3, -1)]
    assert looks_on(second) == ["3", "2", "1"]
    assert looks_on(alone) == ["8"]
    assert "1 to 50 of 53" in first
    assert '<option value="mfa-007" selected>' in alone


def test_sources_are_turned_and_narrowed_by_the_address(shown: Served, tmp_path: Path) -> None:
    keep_ministries(tmp_path / "archive.db", 53)
    with serve_archive(tmp_path / "archive.db") as desk:
        first = desk.get("/sources/index.html").text
        second = desk.get("/sources/index.html?page=2").text
    french = shown.get("/sources/index.html?language=fr").text

    listed = [
        re.findall(r'<th scope="row"><a href="\.\./sources/([^"]+)\.html"', page) for page in (first, second, french)
    ]
    assert [len(page) for page in listed] == [50, 3, 1]
    assert listed[2] == ["statement-fr"]
    assert "1 to 50 of 53" in first


def test_the_looks_of_a_sources_page_lead_to_each_of_them(shown: Served) -> None:
    page = shown.get("/sources/statement-en.html").text

    assert len(looks_on(page)) >= 8
    assert shown.get(f"/looks/{looks_on(page)[0]}.html").status_code == 200
    assert 'href="../live/index.html?source=statement-en"' in page


# ---------------------------------------------------------------- evidence


def test_a_snapshot_comes_byte_for_byte_and_can_do_nothing(shown: Served, shown_archive: Path) -> None:
    with open_archive(shown_archive) as kept:
        capture = kept.capture(3)
        assert capture.digest is not None
        body = kept.snapshot(capture.digest)

    seen, saved = shown.get("/snapshots/3"), shown.get("/snapshots/3?download")

    assert seen.content == saved.content == body
    assert seen.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "X-Frame-Options" not in seen.headers
    assert saved.headers["Content-Disposition"] == 'attachment; filename="statement-en-3"'
    assert saved.headers["Content-Type"] == "application/octet-stream"


def test_a_timemap_lists_every_memento_and_each_of_them_bears_its_instant(shown: Served, shown_archive: Path) -> None:
    with open_archive(shown_archive) as kept:
        original = kept.source("statement-en").url

    timemap = shown.get(f"/timemap/link/{original}")

    assert timemap.headers["Content-Type"].startswith("application/link-format")
    links = re.findall(r'<([^>]*)>; rel="([^"]*)"', timemap.text)
    assert links[0] == (original, "original")
    mementos = [target for target, relation in links if "memento" in relation.split()]
    assert len(mementos) == 9
    for target in (mementos[0], mementos[-1]):
        memento = requests.get(target, timeout=60)
        assert memento.status_code == 200
        assert memento.headers["Memento-Datetime"] in timemap.text
        assert 'rel="timegate"' in memento.headers["Link"]


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        (None, -1),
        ("Mon, 02 Mar 2026 08:00:06 GMT", 0),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Tue, 01 Jan 2030 00:00:00 GMT", -1),
        ("Tue, 03 Mar 2026 09:00:00 GMT", 2),
    ],
)
def test_a_timegate_leads_to_the_nearest_memento(
    shown: Served, shown_archive: Path, wanted: str | None, place: int
) -> None:
    with open_archive(shown_archive) as kept:
        original = kept.source("statement-en").url
    mementos = re.findall(r"<([^>]*/memento/[^>]*)>", shown.get(f"/timemap/link/{original}").text)

    answer = shown.get(f"/timegate/{original}", headers={"Accept-Datetime": wanted} if wanted else {})

    assert answer.status_code == 302
    assert answer.headers["Location"] == mementos[place]
    assert "accept-datetime" in answer.headers["Vary"]


def test_a_timegate_refuses_what_is_no_date_and_a_page_nobody_watches(shown: Served, shown_archive: Path) -> None:
    with open_archive(shown_archive) as kept:
        original = kept.source("statement-en").url

    assert shown.get(f"/timegate/{original}", headers={"Accept-Datetime": "soon"}).status_code == 422
    assert shown.get("/timegate/https://nobody.example/").status_code == 404
    assert shown.get(f"/memento/19700101000000/{original}").status_code == 404


def test_reading_never_holds_up_a_run(desk: Served, archive: Path) -> None:
    stop = threading.Event()

    def read_on() -> None:
        while not stop.is_set():
            desk.get("/review/index.html?state=all")

    readers = [threading.Thread(target=read_on) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        with open_archive(archive) as kept, kept.run("track"):
            for number in range(20):
                kept.note(kept.capture(3), "moved", f"try {number}")
    finally:
        stop.set()
        for reader in readers:
            reader.join()

    with closing(sqlite3.connect(archive)) as database:
        assert database.execute("select count(*) from event where detail like 'try %'").fetchone() == (20,)


# ---------------------------------------------------------------- judging


def test_a_verdict_is_kept_and_the_page_it_was_given_on_comes_back(desk: Served, archive: Path) -> None:
    session = desk.enter()
    sent = form(
        session, desk, key="statement-en@v1..statement-en@v2", kind="significant", note="Legal force.", codebook="3"
    )

    answer = session.post(f"{desk.base}/review/verdict", data=sent, timeout=60, allow_redirects=False)

    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        "/review/index.html?state=all&kept=statement-en%40v1..statement-en%40v2",
    )
    with open_archive(archive) as kept:
        (verdict,) = kept.verdicts()
    assert (verdict.kind, verdict.reviewer, verdict.note, verdict.codebook) == (
        "significant",
        "Ann",
        "Legal force.",
        "3",
    )
    assert "Legal force." in desk.get("/changes/statement-en/v1-v2.html").text
    assert "statement-en/v1-v2" not in desk.get("/review/index.html").text
    assert "statement-en/v1-v2" in desk.get("/review/index.html?state=significant").text


def test_who_judged_is_told_that_the_verdict_was_kept_and_where_it_stands(desk: Served) -> None:
    session = desk.enter()
    verdict = {"key": "statement-en@v1..statement-en@v2", "kind": "noise"}

    listed = session.post(f"{desk.base}/review/verdict", data=form(session, desk, **verdict), timeout=60)
    back = {"back": "/changes/statement-en/v1-v2.html"}
    sent = form(session, desk, **verdict) | back
    report = session.post(f"{desk.base}/review/verdict", data=sent, timeout=60, allow_redirects=False)

    assert "The verdict was kept." in listed.text
    assert 'href="../changes/statement-en/v1-v2.html#rvh"' in listed.text
    assert report.headers["Location"] == "/changes/statement-en/v1-v2.html#rvh"
    assert "The verdict was kept." not in desk.get("/review/index.html").text


@pytest.mark.parametrize(("quote", "cause"), [("nowhere", "does not stand there"), ("the", "stands there 1")])
def test_a_note_on_a_passage_that_is_not_one_place_is_refused_with_advice(desk: Served, quote: str, cause: str) -> None:
    session = desk.enter()
    note = {"revision": "statement-en@v6", "quote": quote, "text": "By whom?", "author": "Ann"}

    answer = session.post(f"{desk.base}/review/note", data=form(session, desk, **note), timeout=60)

    assert answer.status_code == 422
    assert cause in answer.text
    assert "go back, and copy it, long enough to stand once, from the text" in answer.text


def test_the_page_of_notes_shows_the_text_to_quote_from_with_what_was_noted(desk: Served) -> None:
    session = desk.enter()
    note = {"revision": "statement-en@v6", "quote": "a letter of intent", "text": "By whom?", "author": "Ann"}
    session.post(f"{desk.base}/review/note", data=form(session, desk, **note), timeout=60)

    page = desk.get("/notes/statement-en.html").text
    compared = desk.get("/compare/index.html?old=statement-en@v1&new=statement-en@v6").text

    assert '<mark class="an">a letter of intent</mark>' in compared
    assert '<mark class="an">a letter of intent</mark><a class="nn" href="#note1"' in page
    assert "Both sides thanked the engineers in Lviv and Toulouse" in page
    row = re.search(r'<a href="#(b[0-9]+)">in the text</a>', page)
    assert row is not None
    assert f'id="{row[1]}"' in page


def test_a_note_is_kept_and_stands_in_the_report(desk: Served) -> None:
    session = desk.enter()
    sent = form(session, desk, revision="statement-en@v1", quote="letter of intent", text="Not binding.", author="Bo")

    answer = session.post(f"{desk.base}/review/note", data=sent, timeout=60, allow_redirects=False)

    assert answer.status_code == 303, answer.text
    assert "Not binding." in desk.get("/changes/statement-en/v1-v2.html").text


@pytest.mark.parametrize(("state", "kept_state"), [("confirmed", "confirmed"), ("rejected", "rejected"), ("", None)])
def test_a_person_says_whether_two_sources_carry_one_statement(
    desk: Served, archive: Path, state: str, kept_state: str | None
) -> None:
    session = desk.enter()
    sent = form(session, desk, source="statement-en", edition_of="statement-fr", state=state, back="")

    answer = session.post(f"{desk.base}/editions/link", data=sent, timeout=60, allow_redirects=False)

    with open_archive(archive) as kept:
        assert [str(link.state) for link in kept.edition_links()] == ([kept_state] if kept_state else [])
    assert answer.status_code == (303 if kept_state else 422)


@pytest.mark.parametrize("path", ["/review/index.html", "/notes/statement-en.html"])
def test_who_only_reads_is_told_how_to_judge(desk: Served, path: str) -> None:
    hint = "To judge, open the address that `statediff serve` printed."

    assert hint in desk.get(path).text
    assert hint not in desk.enter().get(desk.base + path, timeout=60).text


def test_who_only_reads_sees_no_form(shown: Served) -> None:
    assert "csrf" not in shown.get("/review/index.html").text
    assert "csrf" not in shown.get("/changes/statement-en/v1-v2.html").text


@pytest.mark.parametrize(
    "back",
    ["https://evil.example/", "//evil.example", "/review/../../x", "javascript:alert(1)", "/review//evil", "\r\nX: 1"],
)
def test_nobody_is_led_to_another_site_by_a_form(desk: Served, back: str) -> None:
    session = desk.enter()
    sent = form(session, desk, key="statement-en", kind="noise", back=back)

    answer = session.post(f"{desk.base}/review/verdict", data=sent, timeout=60, allow_redirects=False)

    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (303, "/review/index.html")


# ---------------------------------------------------------------- attacks


def verdicts_in(archive: Path) -> int:
    with open_archive(archive) as kept:
        return len(kept.verdicts())


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": "127.0.0.1"}, 421),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Content-Type": "application/json"}, 422),
        ({"Content-Type": "multipart/form-data; boundary=x"}, 422),
        ({"Cookie": ""}, 403),
        ({"Cookie": "statediff_desk=wrong"}, 403),
    ],
)
def test_a_form_from_elsewhere_is_refused(
    shown: Served, shown_archive: Path, headers: dict[str, str], status: int
) -> None:
    session = shown.enter()
    sent = form(session, shown, key="statement-en", kind="noise")

    answer = session.post(f"{shown.base}/review/verdict", data=sent, headers=headers, timeout=60, allow_redirects=False)

    assert answer.status_code == status
    assert verdicts_in(shown_archive) == 0


@pytest.mark.parametrize(
    "changed", [{"csrf": ""}, {"csrf": "0" * 64}, {"kind": "hide"}, {"key": "nobody"}, {"reviewer": " "}]
)
def test_a_form_that_is_not_whole_keeps_nothing(shown: Served, shown_archive: Path, changed: dict[str, str]) -> None:
    session = shown.enter()
    sent = {**form(session, shown, key="statement-en", kind="noise"), **changed}

    answer = session.post(f"{shown.base}/review/verdict", data=sent, timeout=60, allow_redirects=False)

    assert answer.status_code in {403, 404, 422}
    assert verdicts_in(shown_archive) == 0


def test_a_get_changes_nothing(shown: Served, shown_archive: Path) -> None:
    session = shown.enter()
    sent = form(session, shown, key="statement-en", kind="noise")

    answer = session.get(f"{shown.base}/review/verdict", params=sent, timeout=60)

    assert answer.status_code in {404, 405}
    assert verdicts_in(shown_archive) == 0


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(shown: Served, method: str) -> None:
    assert requests.request(method, f"{shown.base}/review/index.html", timeout=60).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/sources/..%2f..%2fetc%2fpasswd.html",
        "/sources/%00.html",
        "/snapshots/..%2f..%2fetc",
        "/changes/%2e%2e/v1-v2.html",
        "/data/..%2f..%2fetc%2fpasswd",
        "/looks/" + "9" * 30 + ".html",
        "/changes/statement-en/v1-v" + "9" * 30 + ".html",
        "/snapshots/" + "9" * 30,
    ],
)
def test_no_path_leaves_the_archive(shown: Served, path: str) -> None:
    with socket.create_connection(("127.0.0.1", int(shown.base.rpartition(":")[2])), timeout=60) as raw:
        host = shown.base.removeprefix("http://")
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: raw.recv(65536), b""))

    assert re.match(rb"HTTP/1\.1 (302|307|400|404|422) ", answer)
    assert b"root:" not in answer


def test_a_wrong_token_opens_nothing(shown: Served) -> None:
    assert shown.get("/enter?token=wrong").status_code == 403
    assert "Set-Cookie" not in shown.get("/enter").headers


def test_the_cookie_is_for_this_site_alone_and_hidden_from_scripts(shown: Served) -> None:
    cookie = shown.get("/enter?token=a-token-for-tests").headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "a-token-for-tests" not in cookie


def test_a_query_of_two_megabytes_and_a_form_of_ten_are_refused_and_the_server_lives(shown: Served) -> None:
    port = int(shown.base.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=60) as raw:
        # The refusal comes before the end of the address, and with the end of the connection: what was sent is enough.
        with suppress(ConnectionError):
            raw.sendall(b"GET /search/index.html?q=" + b"a" * 2_000_000 + b" HTTP/1.1\r\n\r\n")
        refused = raw.recv(65536)
    with socket.create_connection(("127.0.0.1", port), timeout=60) as raw:
        head = (
            f"POST /review/verdict HTTP/1.1\r\nHost: {shown.base.removeprefix('http://')}\r\nOrigin: {shown.base}\r\n"
        )
        raw.sendall(head.encode() + b"Content-Length: 10000000\r\n\r\n")
        large = raw.recv(65536)

    assert refused.startswith(b"HTTP/1.1 4")
    assert large.startswith(b"HTTP/1.1 413 ")
    assert shown.get("/review/index.html").status_code == 200


@pytest.mark.parametrize(
    ("origin", "length", "status"),
    [("https://evil.example", 40, 403), ("https://evil.example", 60_000, 403), (None, 200_000, 413)],
)
def test_a_refusal_arrives_whole_though_the_form_comes_after_it(
    shown: Served, origin: str | None, length: int, status: int
) -> None:
    port, host = int(shown.base.rpartition(":")[2]), shown.base.removeprefix("http://")
    head = f"POST /review/verdict HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin or shown.base}\r\n"

    with socket.create_connection(("127.0.0.1", port), timeout=60) as raw:
        raw.sendall(f"{head}Content-Length: {length}\r\n\r\n".encode())
        select.select([raw], [], [], 10)
        for _ in range(20):
            raw.sendall(b"a" * (length // 20))
        answer = b"".join(iter(lambda: raw.recv(65536), b""))

    assert answer.startswith(f"HTTP/1.1 {status} ".encode())


def test_clients_that_send_slowly_hold_up_nobody(archive: Path) -> None:
    with serve_archive(archive) as desk:
        port, host = int(desk.base.rpartition(":")[2]), desk.base.removeprefix("http://")
        slow = [socket.create_connection(("127.0.0.1", port), timeout=30) for _ in range(60)]
        try:
            for number, raw in enumerate(slow):
                line = "POST /review/verdict" if number % 2 else "GET /review/index.html"
                raw.sendall(f"{line} HTTP/1.1\r\nHost: {host}\r\nOrigin: {desk.base}\r\nContent-Length: 9\r\n".encode())
                if number % 2:
                    raw.sendall(b"\r\n")

            assert desk.get("/review/index.html").status_code == 200
        finally:
            for raw in slow:
                raw.close()


def test_what_is_refused_is_logged_in_one_line_without_control_characters(
    shown: Served, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("WARNING"):
        shown.get("/%0d%0aX-Evil:%20%1b[2J", headers={"Host": "evil.example"})

    (line,) = [message for message in caplog.messages if "refused with 421" in message]
    assert line.isprintable()
    assert "evil.example" in line


SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def test_script_in_every_field_stays_text(desk: Served) -> None:
    session = desk.enter()
    fields = {"kind": "noise", "reviewer": SCRIPT, "note": SCRIPT, "codebook": SCRIPT}
    session.post(f"{desk.base}/review/verdict", data=form(session, desk, key="statement-en", **fields), timeout=60)
    note = {"revision": "statement-en@v6", "quote": "letter of intent", "text": SCRIPT, "author": SCRIPT}
    session.post(f"{desk.base}/review/note", data=form(session, desk, **note), timeout=60)

    for path in ("/review/index.html?state=noise", "/changes/statement-en/v5-v6.html", "/api/verdicts"):
        page = session.get(desk.base + path, timeout=60).text
        assert SCRIPT not in page or path.startswith("/api/"), path
    for path in ("/search/index.html", "/compare/index.html", "/review/index.html"):
        assert SCRIPT not in desk.get(path, params={"q": SCRIPT, "old": SCRIPT, "source": SCRIPT}).text
    assert json.loads(desk.get("/api/verdicts").text)["verdicts"][0]["note"] == SCRIPT


def test_the_api_shows_nothing_that_our_rules_changed(tmp_path: Path) -> None:
    before = "The two ministers met in Kyiv on Tuesday and signed a letter of intent on the production of drones."
    after = before.replace("a letter of intent", "an agreement")
    key = extraction_key(Rules())
    with create(tmp_path / "archive.db") as archive:
        archive.derive(
            look(archive, write_page(before), at=0), paragraphs("Menu of the site", before), "of earlier rules"
        )
        later = look(archive, write_page(after), at=1)
        archive.derive(later, extract(write_page(after).encode()), key)

    with serve_archive(tmp_path / "archive.db") as desk:
        change = desk.get("/api/changes/mfa-en@v2").json()

    assert "Menu of the site" not in change["old_text"]
    assert [edit["new"] for edit in change["edits"]] == ["an agreement"]
