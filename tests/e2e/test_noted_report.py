"""A report with notes in a real browser: the words they stand on are marked on screen, on paper and without script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from judged import write_note
from statediff.model import Change
from statediff.reporter import render_report
from statediff.reporter.review import Review
from written import statement_change, write_evidence

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
PASSAGES = (
    "Output is to rise from 600 to 1,100 sets",
    "1,100 sets a year by the end of 2028",
    "needs no ratification",
    "Small companies will take part",
    "350",
    "Rights to designs",
)
DRAWN = """() => [...document.querySelectorAll('.doc mark')]
    .filter(one => one.checkVisibility())
    .map(one => getComputedStyle(one).borderBottomStyle)"""


@pytest.fixture(scope="module")
def change() -> Change:
    return statement_change()


@pytest.fixture(scope="module")
def report(change: Change) -> str:
    notes = tuple(write_note(start=change.new_text.index(one), now=one) for one in PASSAGES)
    return render_report(**write_evidence(change), review=Review(notes=notes))


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_no_violation_where_notes_stand_on_the_text(
    open_page: OpenPage, report: str, scheme: str, width: int
) -> None:
    page = open_page(report, scheme=scheme, width=width)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    found = []

    for view in ("inl", "sbs", "new"):
        page.locator(f"#v-{view}").check(force=True)
        violations = Axe().run(page).response["violations"]
        found += [(view, rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in violations]

    assert found == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_a_note_is_reached_from_its_words_and_its_words_from_the_note_without_script(
    open_page: OpenPage, report: str
) -> None:
    page = open_page(report, script=False)

    page.get_by_role("link", name="Note 3 on the marked passage").first.click()
    there = page.locator("#note3:target").is_visible()
    page.locator("#note6").get_by_role("link", name="in the text").click()
    back = page.locator(".blk:target mark").inner_text()

    assert there
    assert back == "Rights to designs"


def test_the_words_a_note_stands_on_are_told_by_a_line_and_a_number_never_by_colour(
    open_page: OpenPage, report: str
) -> None:
    page = open_page(report, forced=True)
    in_forced_colours = page.evaluate(DRAWN)
    page.emulate_media(media="print", forced_colors="none")
    on_paper = page.evaluate(DRAWN)

    assert set(in_forced_colours) == set(on_paper) == {"dotted"}
    assert page.locator(".doc .inl .nn").all_inner_texts() == ["✎1", "✎2", "✎3", "✎5", "✎4", "✎6"]


def test_a_link_to_a_note_is_pressed_on_24_pixels(open_page: OpenPage, report: str) -> None:
    page = open_page(report, width=390)
    reach = """() => [...document.querySelectorAll('.doc .inl .nn')].filter(one => one.checkVisibility()).map(one => {
        one.scrollIntoView({block: 'center'})
        const box = one.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2
        return [[-11, 0], [11, 0], [0, -11], [0, 11]].every(
            ([dx, dy]) => document.elementFromPoint(x + dx, y + dy) === one)
    })"""

    reached = page.evaluate(reach)

    assert reached
    assert all(reached)


def test_before_and_after_show_no_notes_and_copying_takes_none(open_page: OpenPage, report: str) -> None:
    page = open_page(report)

    copied = page.evaluate("""() => {
        getSelection().selectAllChildren(document.querySelector('.doc'))
        return getSelection().toString()
    }""")
    page.locator("#v-new").check(force=True)

    assert "✎" not in copied
    assert page.evaluate(DRAWN).count("dotted") == 0
    assert not page.locator(".doc .nn").first.is_visible()
