"""The served desk in a real browser: read and judged by anybody, with script and without, by keyboard alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from deskserver import LEFT_OPEN, TOKEN, Served, serve_archive
from statediff import demo
from statediff.archive import open_archive
from statediff.model import SavedSearch

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings(LEFT_OPEN)]

Visit = Callable[..., Page]
SEARCHES = (SavedSearch(name="letters", phrase="letter of intent"),)
PAGES = {
    "queue": "/review/index.html",
    "judged": "/review/index.html?state=all&language=en",
    "sources": "/sources/index.html",
    "source": "/sources/statement-uk.html",
    "change": "/changes/statement-en/v1-v2.html",
    "compare": "/compare/index.html",
    "compared": "/compare/index.html?old=statement-en@v1&new=statement-fr@v1",
    "search": "/search/index.html?q=letter+of+intent",
    "found": "/search/changes.html?q=letter+of+intent",
    "searches": "/search/index.html",
    "all": "/index.html",
    "saved": "/searches/letters.html",
    "blame": "/blame/statement-en/v6.html",
    "editions": "/editions/statement-en.html",
    "notes": "/notes/statement-en.html",
    "proposed": "/editions/index.html",
    "live": "/live/index.html",
    "failed": "/sources/nobody.html",
    "missing": "/nothing",
}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo.run(tmp_path_factory.mktemp("desk") / "demo").archive


@pytest.fixture
def archive(played: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(played, tmp_path / "archive.db"))


@pytest.fixture
def desk(archive: Path) -> Iterator[Served]:
    with serve_archive(archive, codebook="3", searches=SEARCHES) as served:
        yield served


@pytest.fixture
def visit(chromium: Browser, desk: Served) -> Iterator[Visit]:
    """Open a page; an error in its console, or a request to anybody else, fails the test."""
    contexts: list[BrowserContext] = []
    noise: list[str] = []

    def is_own(url: str) -> bool:
        return url.startswith((desk.base, "data:"))

    def open_page(
        name: str, *, width: int = 1280, scheme: str = "light", script: bool = True, writes: bool = True
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: noise.append(str(error)))
        page.on("request", lambda request: noise.extend([request.url] * (not is_own(request.url))))
        page.on(
            "console",
            lambda message: noise.extend(
                [message.text] * (message.type == "error" and "status of 404" not in message.text)
            ),
        )
        if writes:
            page.goto(f"{desk.base}/enter?token={TOKEN}")
        page.goto(desk.base + PAGES[name])
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not noise


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(visit: Visit, desk: Served, scheme: str) -> None:
    found = {}
    page = visit("queue", scheme=scheme)

    for kind, path in PAGES.items():
        page.goto(desk.base + path)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        results = Axe().run(page)
        found[kind] = [
            (rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in results.response["violations"]
        ]

    assert found == {kind: [] for kind in PAGES}


def test_on_a_phone_nothing_is_wider_no_table_is_cut_and_every_value_says_what_it_is(
    visit: Visit, desk: Served
) -> None:
    wide, cut, unnamed = [], [], []
    page = visit("queue", width=390)

    for kind, path in PAGES.items():
        page.goto(desk.base + path)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        for width in (320, 390):
            page.set_viewport_size({"width": width, "height": 900})
            is_wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
            wide += [(kind, width)] * is_wide
        if page.evaluate("[...document.querySelectorAll('.tw')].some(one => one.scrollWidth > one.clientWidth)"):
            cut.append(kind)
        unnamed += page.evaluate(
            """() => [...document.querySelectorAll('.stack td:not([data-k]):not(.passage):not(:first-child)')]
                .filter(one => one.textContent.trim()).map(one => one.outerHTML.slice(0, 80))"""
        )

    assert wide == []
    assert cut == []
    assert unnamed == []


@pytest.mark.parametrize("script", [True, False])
def test_a_change_is_judged_with_script_and_without(visit: Visit, archive: Path, script: bool) -> None:
    page = visit("queue", script=script)
    first = page.locator(".queued").first
    sentence = first.locator(".said").inner_text()

    first.locator("summary", has_text="Give a verdict").click()
    first.get_by_label("significant", exact=False).first.check()
    first.get_by_label("Note", exact=False).fill("Legal status changed.")
    first.locator("input[name=reviewer]").fill("Ann")
    with page.expect_navigation():
        first.get_by_role("button").click()

    assert sentence not in page.locator(".queued .said").all_inner_texts()
    with open_archive(archive) as kept:
        (verdict,) = kept.verdicts()
    assert (verdict.reviewer, verdict.note, verdict.codebook) == ("Ann", "Legal status changed.", "3")


def test_a_change_is_judged_by_keyboard_alone(visit: Visit, archive: Path) -> None:
    page = visit("queue")

    page.locator(".queued summary", has_text="Give a verdict").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("By hand.")
    page.keyboard.press("Tab")
    page.keyboard.type("Bo")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    with open_archive(archive) as kept:
        assert [(one.reviewer, one.note) for one in kept.verdicts()] == [("Bo", "By hand.")]


def test_a_note_is_written_on_a_passage(visit: Visit, archive: Path) -> None:
    page = visit("notes", script=False)

    page.get_by_label("The passage").fill("letter of intent")
    page.get_by_label("Your note").fill("Not binding yet.")
    page.get_by_label("Your name").fill("Ann")
    with page.expect_navigation():
        page.get_by_role("button", name="Keep the note").click()

    assert page.locator(".notes blockquote").inner_text().strip() == "letter of intent"
    with open_archive(archive) as kept:
        assert [note.text for note in kept.annotations()] == ["Not binding yet."]


def test_a_filter_of_the_queue_stands_in_its_address(visit: Visit) -> None:
    page = visit("queue", script=False)

    page.locator("select[name=language]").select_option("fr")
    with page.expect_navigation():
        page.get_by_role("button", name="Show").click()

    assert "language=fr" in page.url
    assert page.locator(".queued").count() > 0
    assert page.locator("select[name=language]").input_value() == "fr"


def test_any_two_versions_are_compared(visit: Visit) -> None:
    page = visit("compare", script=False)

    page.locator("select[name=old]").select_option("statement-en@v2")
    page.locator("select[name=new]").select_option("statement-en@v5")
    with page.expect_navigation():
        page.get_by_role("button", name="Compare").click()

    assert page.locator("h1").inner_text() == "Joint statement of the two ministries on air defence"
    assert "v2" in page.title()
    assert "v5" in page.title()


def test_a_captured_page_stands_in_a_frame_that_can_do_nothing(chromium: Browser, desk: Served) -> None:
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{desk.base}/looks/3.html")
    frame = page.frame_locator("iframe.snapshot")

    assert frame.locator("h1").first.inner_text() == "Joint statement of the two ministries on air defence"
    assert page.evaluate("document.querySelector('iframe').contentDocument") is None
    assert {url for url in asked if not url.startswith(desk.base)} == set()
    page.close()


def test_who_only_reads_sees_everything_and_no_form(visit: Visit) -> None:
    page = visit("change", writes=False)

    assert page.locator("h1").is_visible()
    assert page.locator("form[method=post]").count() == 0


def test_on_paper_nothing_asks_to_be_pressed_and_no_address_is_cut_off_from_its_host(
    visit: Visit, desk: Served
) -> None:
    page = visit("change")
    page.emulate_media(media="print")
    told = page.evaluate("getComputedStyle(document.querySelector('.kick a:not([rel])'), '::after').content")
    shown = {}
    for kind in ("change", "notes", "queue"):
        page.goto(desk.base + PAGES[kind])
        shown[kind] = page.locator("form:visible, button:visible, .on-screen:visible, .ways:visible").count()

    assert told in {"none", "normal"}
    assert shown == {"change": 0, "notes": 0, "queue": 0}
