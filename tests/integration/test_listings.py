"""Feeds, sitemaps and listings: each entry becomes a source, and a listing's own history is that of its entries."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest

from commandline import CommandLine
from servers import Answer, ScriptedServer, page
from statediff import listings, revisions
from statediff.archive import Archive, create
from statediff.extractor import extract
from statediff.fetcher import Discovery, discover
from statediff.model import Capture, DispositionKind, Exchange, FetchSettings, Rules, Source
from statediff.tracker import track

PROSE = "The ministry published its statement on number {number} of the programme and on the training of its crews."
NOTE = "<p class='note'>This paragraph is a remark of the web team about the page, and it is none of the statement.</p>"


def feed(server: ScriptedServer, *numbers: int) -> Answer:
    items = "".join(
        f"<item><title>Statement {number}</title><link>{server.url(f'/news/{number}')}</link></item>"
        for number in numbers
    )
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
    return Answer(body=body.encode(), media_type="application/rss+xml")


def sitemap(server: ScriptedServer, *paths: str, index: bool = False) -> Answer:
    outer, inner = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    entries = "".join(f"<{inner}><loc>{server.url(path)}</loc></{inner}>" for path in paths)
    body = f'<{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</{outer}>'
    return Answer(body=body.encode(), media_type="application/xml")


@dataclass(slots=True)
class Desk:
    archive: Archive
    server: ScriptedServer
    instant: datetime = field(default_factory=lambda: datetime(2026, 3, 2, 8, tzinfo=UTC))

    def look(self, source: Source) -> list[Capture]:
        """Look once, half a day after the last time."""
        self.instant += timedelta(hours=12)
        settings = FetchSettings(
            user_agent="statediff-tests (+tests@statediff.example)",
            private_hosts=(self.server.host,),
            respect_delays=False,
        )
        return list(track([source], self.archive, settings=settings, read=extract, now=lambda: self.instant))

    def publish(self, *numbers: int) -> None:
        for number in numbers:
            body = page(PROSE.format(number=number), NOTE, title=f"Statement {number}")
            self.server.script(f"/news/{number}", body)

    def children(self) -> list[str]:
        return [source.url for source in self.archive.sources() if source.parent is not None]


@pytest.fixture
def desk(tmp_path: Path, server: ScriptedServer) -> Iterator[Desk]:
    with create(tmp_path / "archive.db") as archive:
        yield Desk(archive=archive, server=server)


def test_each_entry_of_a_feed_is_watched_by_the_feeds_rules_in_the_same_run(desk: Desk) -> None:
    desk.publish(1, 2)
    url = desk.server.script("/feed", feed(desk.server, 1, 2))
    source = Source(id="news", url=url, publisher="Ministry", discover="feed", rules=Rules(remove=(".note",)))

    captures = desk.look(source)

    assert [capture.version for capture in captures] == [1, 1, 1]
    assert desk.children() == [desk.server.url("/news/1"), desk.server.url("/news/2")]
    child = desk.archive.source(captures[1].source_id)
    assert (child.parent, child.publisher, child.discover) == ("news", "Ministry", None)
    assert "web team" not in desk.archive.version(child.id).wording.text


def test_a_new_entry_is_news_of_the_listing_and_a_source_of_its_own(desk: Desk) -> None:
    desk.publish(1, 2)
    source = Source(
        id="news", url=desk.server.script("/feed", [feed(desk.server, 1), feed(desk.server, 2, 1)]), discover="feed"
    )
    desk.look(source)

    captures = desk.look(source)

    by_url = {capture.url: capture for capture in captures}
    assert by_url[source.url].version == 2
    assert by_url[desk.server.url("/news/2")].version == 1
    assert [block.text for block in desk.archive.version("news").wording.blocks] == ["Statement 2", "Statement 1"]


@pytest.mark.parametrize("is_allowed", [False, True])
def test_links_to_other_hosts_are_followed_only_where_the_source_allows_them(desk: Desk, is_allowed: bool) -> None:
    desk.publish(1, 2)
    there = desk.server.url("/news/2").encode()
    whole = feed(desk.server, 1, 2)
    elsewhere = replace(whole, body=whole.body.replace(there, there.replace(b"127.0.0.1", b"localhost")))
    allowed = (desk.server.host.replace("127.0.0.1", "localhost"),) if is_allowed else ()
    source = Source(id="news", url=desk.server.script("/feed", elsewhere), discover="feed", allow_hosts=allowed)

    captures = desk.look(source)

    assert len([capture for capture in captures if capture.source_id != "news"]) == 1 + is_allowed


def test_a_listing_that_shrinks_by_half_is_suspect_and_withdraws_nothing(desk: Desk) -> None:
    desk.publish(1, 2, 3, 4)
    source = Source(
        id="news",
        url=desk.server.script("/feed", [feed(desk.server, 1, 2, 3, 4), feed(desk.server, 4)]),
        discover="feed",
    )
    desk.look(source)

    captures = desk.look(source)
    confirmed = desk.look(source)

    assert captures[0].disposition.kind is DispositionKind.SUSPECT
    assert captures[0].version is None
    assert confirmed[0].version == 2
    assert confirmed[0].events.count(listings.LEFT_LISTING) == 3


def test_an_entry_that_leaves_its_listing_is_noted_and_watched_on(desk: Desk) -> None:
    desk.publish(1, 2, 3)
    source = Source(
        id="news",
        url=desk.server.script("/feed", [feed(desk.server, 1, 2, 3), feed(desk.server, 2, 3)]),
        discover="feed",
    )
    desk.look(source)

    captures = desk.look(source)

    assert listings.LEFT_LISTING in captures[0].events
    assert desk.server.url("/news/1") in [capture.url for capture in captures]


def test_a_page_that_is_no_feed_is_a_failure_and_never_an_empty_listing(desk: Desk) -> None:
    source = Source(id="news", url=desk.server.script("/feed", page(PROSE)), discover="feed")

    [capture] = desk.look(source)

    assert capture.disposition.kind is DispositionKind.PARSER_ERROR
    assert capture.version is None
    assert desk.children() == []


def test_an_index_of_sitemaps_is_followed_down_to_its_pages(desk: Desk) -> None:
    desk.publish(1, 2)
    url = desk.server.script("/sitemap.xml", sitemap(desk.server, "/part.xml", index=True))
    desk.server.script("/part.xml", sitemap(desk.server, "/news/1", "/news/2"))

    captures = desk.look(Source(id="site", url=url, discover="sitemap"))

    assert [capture.url for capture in captures] == [
        url,
        desk.server.url("/part.xml"),
        desk.server.url("/news/1"),
        desk.server.url("/news/2"),
    ]
    assert all(capture.version == 1 for capture in captures[2:])


def test_a_listing_page_is_followed_where_its_links_are_named(desk: Desk) -> None:
    desk.publish(1, 2)
    body = (
        "<html><main><a class='entry' href='/news/1'>Statement 1</a><a class='entry' href='/news/2'>Statement 2</a>"
        "<a href='/contact'>Contact of the press office</a></main></html>"
    )
    source = Source(id="list", url=desk.server.script("/list", body), discover="listing", links=("a.entry",))

    desk.look(source)

    assert desk.children() == [desk.server.url("/news/1"), desk.server.url("/news/2")]


def test_the_entries_follow_their_listings_rhythm_from_the_command_line(tmp_path: Path, server: ScriptedServer) -> None:
    cli = CommandLine(tmp_path)
    server.script("/news/1", page(PROSE.format(number=1), title="Statement 1"))
    path = cli.configure(news=server.script("/feed", feed(server, 1)))
    path.write_text(path.read_text() + 'discover = "feed"\n')

    first = cli("track")
    second = cli("track")
    child = next(line.partition("@")[0] for line in first.out.splitlines() if not line.startswith("news@"))
    third = cli("track", child)

    assert first.code == 0, first.err
    assert second.out == ""
    assert third.code == 0, third.err
    assert (server.count("/feed"), server.count("/news/1")) == (1, 2)


def test_a_listings_change_names_the_entries_that_came_and_left(tmp_path: Path, server: ScriptedServer) -> None:
    with create(tmp_path / "archive.db") as archive:
        desk = Desk(archive=archive, server=server)
        desk.publish(1, 2, 3, 4, 5, 6)
        watched = Source(id="news", url=server.url("/feed"), discover="feed")
        for numbers in ((3, 2, 1), (4, 3, 2, 1), (6, 5, 4, 3, 2), (2, 3, 4, 5, 6)):
            server.script("/feed", feed(server, *numbers))
            desk.look(watched)

        sentences = [row.sentence for row in reversed(archive.changes(source_id="news"))]

    assert sentences == [
        "1 new entry: “Statement 4”",
        "2 new entries: “Statement 6”, “Statement 5”; 1 entry left: “Statement 1”",
        "The same entries, listed otherwise",
    ]
    assert CommandLine(tmp_path)("--archive", "archive.db", "diff", "news@v3").out.splitlines()[0] == sentences[1]


def test_a_listings_change_is_told_alike_by_the_report_the_site_and_as_json(
    tmp_path: Path, server: ScriptedServer
) -> None:
    with create(tmp_path / "archive.db") as archive:
        desk = Desk(archive=archive, server=server)
        desk.publish(1, 2, 3, 4)
        watched = Source(id="news", url=server.url("/feed"), discover="feed")
        for numbers in ((2, 1), (4, 3, 2)):
            server.script("/feed", feed(server, *numbers))
            desk.look(watched)
    cli = CommandLine(tmp_path)
    told = "2 нові записи: «Statement 4», «Statement 3»; 1 запис зник: «Statement 1»"

    ukrainian = cli("--archive", "archive.db", "diff", "news@v2", "--language", "uk", "--json")
    report = cli("--archive", "archive.db", "report", "news@v2", "--language", "uk", "-o", "report.html")
    site = cli("--archive", "archive.db", "site", "--language", "uk", "public")

    assert json.loads(ukrainian.out)["sentence"] == told
    assert (report.code, site.code) == (0, 0), report.err + site.err
    assert told in (tmp_path / "report.html").read_text("utf-8")
    assert told in (tmp_path / "public" / "index.html").read_text("utf-8")


def read_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have listings read as an earlier statediff read them, which believed whatever a header said."""

    def garble(exchange: Exchange, kind: Literal["feed", "sitemap", "listing"], **rules: Sequence[str]) -> Discovery:
        found = discover(exchange, kind, **rules)  # type: ignore[arg-type]
        return replace(
            found, links=tuple(replace(link, title=link.title.encode().decode("cp1251")) for link in found.links)
        )

    monkeypatch.setattr(listings, "discover", garble)
    monkeypatch.setattr(listings, "_REVISION", "entries/1")


def test_entries_that_an_earlier_statediff_garbled_are_read_again_and_no_edit_is_shown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.publish(1, 2, 3)
    answers = [feed(desk.server, *numbers) for numbers in ((1, 2), (1, 2), (3, 1, 2))]
    named = [replace(answer, body=answer.body.replace(b"Statement", "Заява".encode())) for answer in answers]
    source = Source(id="news", url=desk.server.script("/feed", named), discover="feed")
    with monkeypatch.context() as earlier:
        read_as_before(earlier)
        desk.look(source)

    again, *_ = desk.look(source)
    changed, *_ = desk.look(source)

    assert (again.version, changed.version) == (1, 2)
    old, new = desk.archive.range("news@v2")
    change = revisions.compare(desk.archive, old, new, read=extract)
    assert (change.old_text, [edit.kind for edit in change.edits]) == ("Заява 1\n\nЗаява 2", ["inserted"])
    assert [row.sentence for row in desk.archive.changes(source_id="news")] == ["1 new entry: “Заява 3”"]
    assert listings.LEFT_LISTING not in changed.events
