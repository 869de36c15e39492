"""The site in a real browser, opened from the disk: read by anybody, with script and without."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

import statediff
from commandline import CommandLine
from judged import write_verdict
from rows import write_row
from statediff import demo
from statediff.reporter.outlets.pages import Pages, count_browse
from written import FIRST

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
PHRASE = '\n[[watch]]\nphrase = "letter of intent"\n'
KINDS = {
    "index": "index.html",
    "source": "sources/statement-en.html",
    "sources": "sources/index.html",
    "publisher": "publishers/joint-*.html",
    "phrase": "phrases/letter-*.html",
    "month": "months/2026-03.html",
    "review": "reviews/significant.html",
    "change": "changes/statement-en/v1-v2.html",
    "missing": "404.html",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browsed")
    demo.run(folder / "demo")
    with statediff.open(folder / "demo" / "snapshots" / "statediff.db") as archive:
        archive.keep_verdict(write_verdict(source_id="statement-en"))
        archive.keep_verdict(write_verdict("noise", source_id="statement-uk"))
        archive.keep_verdict(write_verdict("unsure", "O. P.", source_id="statement-uk"))
    with (folder / "demo" / "statediff.toml").open("a", encoding="utf-8") as settings:
        settings.write(PHRASE)
    assert CommandLine(folder / "demo")("site", str(folder / "site")).code == 0
    return folder / "site"


@pytest.fixture
def visit(chromium: Browser, site: Path) -> Iterator[Visit]:
    """Open a page of the site; what it logs as an error or asks of any network fails the test."""
    contexts: list[BrowserContext] = []
    noise: list[str] = []

    def open_file(name: str, *, width: int = 1280, scheme: str = "light", script: bool = True, query: str = "") -> Page:
        (path,) = site.glob(KINDS.get(name, name))
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: noise.extend([message.text] * (message.type == "error")))
        page.on("pageerror", lambda error: noise.append(str(error)))
        page.on("request", lambda request: noise.extend([request.url] * (not request.url.startswith("file:"))))
        page.goto(path.as_uri() + query)
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert not noise


def shown(page: Page) -> list[str]:
    """The languages of the changes that are seen."""
    languages = page.locator("#rows > .row:visible").evaluate_all("all => all.map(row => row.dataset.language)")
    assert isinstance(languages, list)
    return languages


def is_wider_than_its_window(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(visit: Visit, site: Path, scheme: str) -> None:
    found = {}
    page = visit("index", scheme=scheme)

    for kind, pattern in KINDS.items():
        (path,) = site.glob(pattern)
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        results = Axe().run(page)
        found[kind] = [
            (rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in results.response["violations"]
        ]

    assert found == {kind: [] for kind in KINDS}


def test_nothing_is_wider_than_a_phone(visit: Visit, site: Path) -> None:
    wide = []
    page = visit("index", width=390)

    for kind, pattern in KINDS.items():
        (path,) = site.glob(pattern)
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            wide += [(kind, width)] * is_wider_than_its_window(page)

    assert wide == []


def test_a_filter_shows_what_was_chosen_and_stands_in_the_address(visit: Visit) -> None:
    page = visit("index")
    before = len(shown(page))

    page.locator("select[name=language]").select_option("uk")
    chosen, address = shown(page), page.evaluate("location.search")
    page.locator("select[name=kind]").select_option("moved")
    fewer = shown(page)
    with page.expect_navigation(url="**/index.html"):
        page.get_by_role("button", name="Show all").click()

    assert before == 13
    assert chosen == ["uk"] * 4
    assert address == "?language=uk"
    assert 0 < len(fewer) < 4
    assert len(shown(page)) == 13


@pytest.mark.parametrize(
    ("field", "value", "count"),
    [
        ("source", "defence-fr", 1),
        ("language", "fr", 1),
        ("kind", "figure", 2),
        ("state", "significant", 1),
        ("month", "2027-02", 1),
        ("severity", "minor", 1),
    ],
)
def test_every_filter_stands_in_the_address_and_is_read_from_it(
    open_page: Visit, field: str, value: str, count: int
) -> None:  # 38
    rows = [
        write_row(3, at=FIRST + timedelta(days=90), severity="minor", kinds=("date",)),
        write_row(2, state="significant"),
        write_row(2, source_id="defence-fr", language="fr", publisher="Another", kinds=("figure",)),
    ]
    html = Pages(language="en").write_index(rows, count_browse(rows, [], []), FIRST)
    page = open_page(html)

    page.locator(f"select[name={field}]").select_option(value)
    chosen = len(shown(page))
    address = page.evaluate("location.search")
    page.goto(page.url.partition("?")[0] + address)

    assert address == f"?{field}={value}"
    assert chosen == len(shown(page)) == count


def test_an_address_with_a_filter_can_be_passed_on_and_gone_back_to(visit: Visit) -> None:
    page = visit("index", query="?language=fr&kind=withdrawn&severity=nonsense")

    count = len(shown(page))
    page.locator("#rows > .row:visible a").first.click()
    page.wait_for_url("**/changes/**")
    page.go_back()

    assert count == 1
    assert shown(page) == ["fr"]
    assert page.locator("select[name=language]").input_value() == "fr"
    assert page.locator("#shown").inner_text() == "1 of 13 changes are shown."


def test_without_script_every_change_is_there_and_the_ways_to_fewer_are_links(visit: Visit) -> None:
    page = visit("index", script=False)

    is_hidden = page.locator("#filters").is_hidden()
    rows = page.locator("#rows > .row:visible").count()
    page.get_by_role("link", name="Ukrainian", exact=True).click()
    page.wait_for_url("**/languages/uk.html")

    assert is_hidden
    assert rows == 13
    assert shown_without_script(page) == 4


def shown_without_script(page: Page) -> int:
    return page.locator("#rows > .row:visible").count()


def test_a_reader_walks_from_the_list_to_the_change_and_to_its_source(visit: Visit) -> None:
    page = visit("index", script=False)

    page.locator("#rows > .row .said a").last.click()
    page.wait_for_url("**/changes/statement-uk/v1-v2.html")

    assert "лист про наміри" in page.locator(".lede").inner_text()


@pytest.mark.parametrize("place", [0, 1])
def test_the_commands_of_a_sources_page_compare_what_has_no_page(
    visit: Visit, site: Path, chromium: Browser, place: int
) -> None:  # 41
    page = visit("source", script=False)
    command = page.locator(".block pre").inner_text().splitlines()[place].split()

    finished = CommandLine(site.parent / "demo")(*command[1:], "-o", str(site.parent / "compared.html"))
    compared = chromium.new_page()
    compared.goto((site.parent / "compared.html").as_uri())
    told = compared.locator("[aria-current=page]").inner_text(), compared.locator(".index .no").count()
    compared.close()

    assert finished.code == 0
    assert told[0] == ["v1 → v6", "statement-en@v6 → statement-fr@v5"][place]
    assert bool(told[1]) is bool(place)


def test_what_is_pressed_is_large_enough(visit: Visit) -> None:
    page = visit("index", width=390)

    small = page.evaluate(
        """() => [...document.querySelectorAll('.outlets a, .links a, .facts a, select, button, summary')]
            .filter(one => one.offsetParent !== null)
            .map(one => [one.textContent.trim().slice(0, 30), one.getBoundingClientRect()])
            .filter(([, box]) => box.width < 24 || box.height < 24).map(([text]) => text)"""
    )

    assert small == []


def test_figures_have_a_text_and_a_table(visit: Visit) -> None:
    page = visit("source")

    labels = page.locator("svg[role=img]").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")

    assert len(labels) == 6
    assert all(len(label) > 60 for label in labels)
    assert page.locator("table").count() >= 4
