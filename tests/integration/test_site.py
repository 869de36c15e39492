"""The site of the demonstration's archive, and of one whose pages mean harm: whole, the same every time, and inert."""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import feedparser
import pytest
from defusedxml import ElementTree

from commandline import CommandLine
from mailserver import MailServer
from servers import ScriptedServer, page
from statediff import demo

PHRASES = """
[[watch]]
phrase = "letter of intent"
language = "en"

[[watch]]
phrase = "лист про наміри"

[[watch]]
phrase = "never seen <anywhere>"
"""
VOID = frozenset({"meta", "link", "input", "br", "hr", "img"})
SHAPES = frozenset({"circle", "line", "path", "rect"})
BASE = "https://watch.example/statements/"


class Links(HTMLParser):
    """The links, ids and scripts of a page, and whether its elements nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        self.tags.append(tag)
        self.links += [facts["href"] or ""] if "href" in facts else []
        self.ids += [facts["id"] or ""] if "id" in facts else []
        self.handlers += [name for name in facts if name.startswith("on")]
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in VOID | SHAPES

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("played") / "demo"
    demo.run(folder)
    with (folder / "statediff.toml").open("a", encoding="utf-8") as settings:
        settings.write(PHRASES)
    return folder


@pytest.fixture
def run(played: Path, tmp_path: Path) -> CommandLine:
    shutil.copytree(played, tmp_path / "watch")
    return CommandLine(tmp_path / "watch")


@pytest.fixture(scope="module")
def site(played: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "site"
    assert CommandLine(played)("site", str(folder), "--base-url", BASE).code == 0
    return folder


def pages(site: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), path.read_text(encoding="utf-8")


def digests(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


# ---------------------------------------------------------------- the site


def test_everything_has_its_page_and_its_feed(site: Path) -> None:
    names = set(digests(site))

    assert {"index.html", "feed.xml", "404.html", "robots.txt", "sitemap.xml", "changes.csv"} <= names
    assert {"sources/index.html", "sources/statement-en.html", "sources/statement-en.xml"} <= names
    assert {"changes/statement-en/v1-v2.html", "changes/statement-en/v5-v6.html", "months/2026-03.html"} <= names
    assert {"languages/en.html", "languages/fr.html", "languages/uk.html"} <= names
    for folder, count in (("publishers", 3), ("phrases", 3)):
        assert len([name for name in names if name.startswith(folder) and name.endswith(".html")]) == count
        assert len([name for name in names if name.startswith(folder) and name.endswith(".xml")]) == count


def test_every_relative_link_leads_to_a_file_and_every_fragment_to_an_id(site: Path) -> None:
    lost = []
    for name, text in pages(site):
        found = Links(text)
        assert len(found.ids) == len(set(found.ids)), name
        for link in found.links:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            assert not link.startswith("/"), (name, link)
            target = unquote(urljoin(name, parts.path)) if parts.path else name
            is_there = (site / target).is_file()
            has_id = not parts.fragment or target != name or parts.fragment in found.ids
            lost += [(name, link)] * (not is_there or not has_id)

    assert lost == []


def test_the_first_page_lists_every_change_newest_first_with_its_window(site: Path) -> None:
    text = (site / "index.html").read_text(encoding="utf-8")

    links = [link for link in Links(text).links if link.startswith("changes/statement-en/")]
    assert links == [f"changes/statement-en/v{n}-v{n + 1}.html" for n in range(5, 0, -1)]
    assert text.count('<li class="row') == 13
    assert '<time datetime="2026-03-08T08:00:06Z">8 Mar 2026 08:00</time> UTC' in text


def test_a_report_leads_back_to_the_list_the_publisher_and_the_source(site: Path) -> None:
    text = (site / "changes" / "statement-en" / "v1-v2.html").read_text(encoding="utf-8")

    links = Links(text).links
    assert {"../../index.html", "../../sources/statement-en.html", f"{BASE}changes/statement-en/v1-v2.html"} <= set(
        links
    )
    assert [link for link in links if link.startswith("../../publishers/joint-press-office-")]


def test_a_report_stays_as_it_is_while_the_looks_go_on(site: Path) -> None:
    text = (site / "changes" / "statement-en" / "v1-v2.html").read_text(encoding="utf-8")

    assert "2026-03-03 08:00" in text
    assert "2026-03-03 20:00" not in text
    assert "Looks that came after this change" in text


def test_the_page_of_a_source_tells_failures_and_gaps_and_names_its_editions(site: Path) -> None:
    text = (site / "sources" / "statement-en.html").read_text(encoding="utf-8")

    assert "blocked (cloudflare, HTTP 403" in text
    assert "no look for 1 day" in text
    assert {"../sources/statement-fr.html", "../sources/statement-uk.html"} <= set(Links(text).links)
    assert [f"v{n} → v{n + 1}" in text for n in range(1, 6)] == [True] * 5


def test_the_page_of_a_phrase_tells_its_first_and_last_sighting(site: Path) -> None:
    (path,) = site.glob("phrases/letter-of-intent-*.html")
    text = path.read_text(encoding="utf-8")
    (never,) = site.glob("phrases/never-seen-anywhere-*.html")

    assert '<time datetime="2026-03-02T08:00:06Z">' in text
    assert '<mark class="hit">letter of intent</mark>' in text
    assert text.count('<li class="row') == 2
    assert "sources/statement-en.html" in text
    assert "sources/statement-fr.html" not in text
    assert "was never seen" in never.read_text(encoding="utf-8")


def test_every_page_forbids_what_it_does_not_need(site: Path) -> None:
    for name, text in pages(site):
        found = Links(text)
        assert "default-src 'none'" in text, name
        assert found.handlers == [], name
        assert not set(found.tags) & {"img", "iframe", "object", "embed", "base"}, name
        assert "unsafe-inline" not in text, name


def test_every_feed_is_read_by_a_feed_parser(site: Path) -> None:
    for path in sorted(site.rglob("*.xml")):
        if path.name == "sitemap.xml":
            continue
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, path
        assert len({entry.id for entry in feed.entries}) == len(feed.entries)
        for entry in feed.entries:
            assert entry.link.startswith(BASE + "changes/")
            assert (site / entry.link.removeprefix(BASE)).is_file()
            assert (
                "[removed: " in entry.content[0].value
                or "[inserted: " in entry.content[0].value
                or "[moved" in entry.content[0].value
            )
    assert len(feedparser.parse((site / "feed.xml").read_bytes()).entries) == 13


def test_the_sitemap_names_every_page_but_the_missing_one(site: Path) -> None:
    root = ElementTree.fromstring((site / "sitemap.xml").read_bytes())

    named = {element.text.removeprefix(BASE) for element in root.iter() if element.tag.endswith("loc") and element.text}

    assert named == {name for name, _ in pages(site)} - {"404.html"}
    assert f"Sitemap: {BASE}sitemap.xml" in (site / "robots.txt").read_text(encoding="utf-8")


def test_the_table_has_a_line_for_every_change(site: Path) -> None:
    with (site / "changes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert len(rows) == 13
    assert {row["source"] for row in rows} == {"statement-en", "statement-fr", "statement-uk"}


# ---------------------------------------------------------------- once more


def test_the_same_archive_gives_the_same_bytes_in_another_folder(site: Path, run: CommandLine, tmp_path: Path) -> None:
    again = run("site", str(tmp_path / "again"), "--base-url", BASE)

    assert again.code == 0
    assert digests(tmp_path / "again") == digests(site)


def test_a_second_run_touches_nothing(run: CommandLine, tmp_path: Path) -> None:
    run("site", str(tmp_path / "site"))
    for path in (tmp_path / "site").rglob("*"):
        os.utime(path, (1, 1))

    second = run("site", str(tmp_path / "site"))

    assert "\t0 written, " in second.out
    assert {path.stat().st_mtime for path in (tmp_path / "site").rglob("*") if path.is_file()} == {1}


def test_a_look_without_news_touches_neither_reports_nor_feeds(server: ScriptedServer, tmp_path: Path) -> None:
    old = page("The parties signed a letter of intent on air defence.", "It holds for two years.", title="Joint")
    new = old.replace("a letter of intent", "an agreement")
    url = server.script("/statement", [old, new, new, new.replace("two years", "five years")])
    run = CommandLine(tmp_path)
    run.configure(joint=url)
    touched = []

    for _ in range(4):
        run("track", "--force")
        run("site", str(tmp_path / "site"))
        files = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
        fresh = sorted(path.relative_to(tmp_path / "site").as_posix() for path in files if path.stat().st_mtime != 1)
        touched.append([name for name in fresh if not name.startswith("months/")])
        for path in files:
            os.utime(path, (1, 1))

    assert "changes/joint/v1-v2.html" in touched[1]
    assert set(touched[2]) - {"index.html"} == {"sources/index.html", "sources/joint.html", "statediff-site.json"}
    assert "changes/joint/v2-v3.html" in touched[3]
    assert "changes/joint/v1-v2.html" not in touched[3]


def test_a_page_lost_or_edited_is_written_again_from_the_archive(run: CommandLine, tmp_path: Path) -> None:
    run("site", str(tmp_path / "site"))
    before = digests(tmp_path / "site")
    (tmp_path / "site" / "changes" / "statement-en" / "v1-v2.html").unlink()
    (tmp_path / "site" / "feed.xml").write_text("edited", encoding="utf-8")

    again = run("site", str(tmp_path / "site"))

    assert "\t2 written, " in again.out
    assert digests(tmp_path / "site") == before


def test_another_language_writes_every_page_anew_in_its_words(run: CommandLine, tmp_path: Path) -> None:
    run("site", str(tmp_path / "site"))

    run("site", str(tmp_path / "site"), "--language", "uk")

    text = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="uk"' in text
    assert "Змінені заяви" in text
    assert "became" not in text


def test_a_phrase_that_is_watched_no_longer_loses_its_page(run: CommandLine, tmp_path: Path) -> None:
    run("site", str(tmp_path / "site"))
    settings = run.folder / "statediff.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace(PHRASES, ""), encoding="utf-8")

    again = run("site", str(tmp_path / "site"))

    assert not (tmp_path / "site" / "phrases").exists()
    assert "6 removed" in again.out


def test_somebody_elses_folder_is_refused_and_left_as_it_is(run: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.odt").write_text("years of work", encoding="utf-8")

    refused = run("site", str(tmp_path / "mine"))

    assert refused.code == 2
    assert "thesis.odt" in refused.sentence
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.odt"]


@pytest.mark.parametrize(
    "url", ["watch.example", "ftp://watch.example/", "https://watch.example/?a=b", 'https://x.example/"><b>']
)
def test_a_base_url_that_is_none_is_refused(run: CommandLine, tmp_path: Path, url: str) -> None:
    refused = run("site", str(tmp_path / "site"), "--base-url", url)

    assert refused.code == 2
    assert "this is no address of a site" in refused.sentence
    assert not (tmp_path / "site").exists()


# ---------------------------------------------------------------- hostile pages


def test_hostile_names_titles_and_words_stay_inert_everywhere(server: ScriptedServer, tmp_path: Path) -> None:
    bait = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'</title></style>{{7*7}}]]>"
    escaped = bait.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    old = page(f"=cmd|'/c calc'!A1 {escaped} the parties may sign.", "It holds for two years.", title=escaped)
    url = server.script("/statement", [old, old.replace("may sign", "will sign")])
    run = CommandLine(tmp_path)
    settings = run.configure(evil=url)
    with settings.open("a", encoding="utf-8") as file:
        file.write(f"publisher = '''=1+1 {bait}'''\nlanguage = 'en'\n\n[[watch]]\nphrase = '''{bait}'''\n")

    for _ in range(2):
        assert run("track", "--force").code == 0
    assert run("site", str(tmp_path / "site")).code == 0

    for name, text in pages(tmp_path / "site"):
        found = Links(text)
        assert found.handlers == [], name
        assert "img" not in found.tags, name
        assert found.tags.count("script") <= 1, name
        assert all(urlsplit(link).scheme in ("", "http", "https") for link in found.links), name
    assert "{{7*7}}" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    with (tmp_path / "site" / "changes.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["publisher"].startswith("'=1+1")
    for path in (tmp_path / "site").rglob("*.xml"):
        assert not feedparser.parse(path.read_bytes()).bozo


# ---------------------------------------------------------------- feed, table, digest


def test_the_feed_of_a_source_goes_to_stdout_or_a_file(run: CommandLine) -> None:
    printed = run("feed", "statement-uk")
    written = run("feed", "statement-uk", "-o", "feed.xml", "--language", "uk")
    unknown = run("feed", "statement-ku")
    linked = feedparser.parse(run("feed", "statement-uk", "--base-url", BASE).out)

    assert len(feedparser.parse(printed.out).entries) == 4
    assert written.out == "feed.xml\n"
    assert "[вилучено: " in (run.folder / "feed.xml").read_text(encoding="utf-8")
    assert unknown.code == 2
    assert "statement-uk" in unknown.sentence
    assert {link.rel: link.href for link in linked.feed.links} == {
        "alternate": BASE + "sources/statement-uk.html",
        "self": BASE + "sources/statement-uk.xml",
    }


def test_the_log_prints_its_changes_as_a_table(run: CommandLine) -> None:
    everything, two, both = (
        run("log", "--csv"),
        run("log", "statement-fr", "--csv", "-n", "2"),
        run("log", "--csv", "--json"),
    )

    assert len(list(csv.DictReader(everything.out.splitlines()))) == 13
    assert [row["new_version"] for row in csv.DictReader(two.out.splitlines())] == ["5", "4"]
    assert both.code == 2


def test_a_digest_tells_everything_once(run: CommandLine) -> None:
    first, second = run("digest"), run("digest")

    assert first.out.startswith("13 changes of wording since the watch began.")
    assert (second.code, second.out, second.err) == (0, "", "")
    assert (run.folder / "snapshots" / "statediff.db.digests.json").is_file()


def test_a_digest_since_a_day_neither_reads_nor_moves_how_far_was_told(run: CommandLine) -> None:
    since, none, first = run("digest", "--since", "2026-03-08"), run("digest", "--since", "2026-03-09"), run("digest")

    assert since.out.startswith("3 changes of wording since 8 Mar 2026.")
    assert (none.code, none.out, none.err) == (0, "", "")
    assert first.out.startswith("13 changes of wording")


def test_a_digest_goes_by_mail_once_to_each_reader(run: CommandLine) -> None:
    with MailServer() as postbox:
        environment = {"STATEDIFF_SMTP_URL": f"smtp://desk:geheim@127.0.0.1:{postbox.port}"}
        ends = [
            run("--debug", "digest", "--to", reader, "--base-url", BASE, environment=environment)
            for reader in ("one@newsroom.example", "one@newsroom.example", "two@newsroom.example")
        ]

    assert [end.code for end in ends] == [0, 0, 0]
    assert postbox.recipients == ["one@newsroom.example", "two@newsroom.example"]
    message = postbox.messages[0]
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert "[removed: a letter of intent]" in text.get_content().replace("\n", " ")
    assert f'href="{BASE}changes/statement-en/v1-v2.html"' in html.get_content()
    assert message["Subject"].startswith("statediff: 13 changed statements")
    assert message["From"] == "demo@statediff.example"
    assert not any("geheim" in end.out + end.err for end in ends)
    assert "newsroom" not in (run.folder / "snapshots" / "statediff.db.digests.json").read_text(encoding="utf-8")


def test_a_mail_that_was_refused_is_told_again_the_next_time(run: CommandLine) -> None:
    arguments = ("digest", "--to", "one@newsroom.example")
    with MailServer(refuses="DATA") as postbox:
        refused = run(*arguments, environment={"STATEDIFF_SMTP_URL": f"smtp://127.0.0.1:{postbox.port}"})
    with MailServer() as postbox:
        taken = run(*arguments, environment={"STATEDIFF_SMTP_URL": f"smtp://127.0.0.1:{postbox.port}"})

    assert (refused.code, taken.code) == (69, 0)
    assert "it answered 550" in refused.sentence
    assert len(postbox.bodies) == 1


def test_no_mail_goes_out_when_it_cannot_be_noted(run: CommandLine) -> None:
    (run.folder / "snapshots" / "statediff.db.digests.json").mkdir()
    with MailServer() as postbox:
        refused = run(
            "digest",
            "--to",
            "one@newsroom.example",
            environment={"STATEDIFF_SMTP_URL": f"smtp://127.0.0.1:{postbox.port}"},
        )

    assert refused.code == 2
    assert "digests.json" in refused.sentence
    assert postbox.bodies == []


def test_a_mail_without_a_server_names_the_variable(run: CommandLine) -> None:
    refused = run("digest", "--to", "one@newsroom.example", environment={"STATEDIFF_SMTP_URL": ""})

    assert refused.code == 2
    assert "STATEDIFF_SMTP_URL is not set" in refused.sentence


def test_the_editions_of_a_statement_are_compared_fact_by_fact_in_words(site: Path) -> None:
    names = {path.relative_to(site).as_posix() for path in (site / "editions").glob("*.html")}
    text = (site / "editions" / "statement-en.html").read_text(encoding="utf-8")

    assert names == {"editions/statement-en.html"}
    for language in ("en", "fr", "uk"):
        source = (site / "sources" / f"statement-{language}.html").read_text(encoding="utf-8")
        report = (site / "changes" / f"statement-{language}" / "v1-v2.html").read_text(encoding="utf-8")
        assert "../editions/statement-en.html" in Links(source).links
        assert "../../editions/statement-en.html" in Links(report).links
        assert f"statement-{language}@v" in text
    assert '<tr class="e-agrees">' in text
    assert "Do the editions agree?" in text
