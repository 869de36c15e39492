"""The report in a real browser: REPORT's checklist where a machine can tell pass from fail, by its numbers."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, pairwise
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from statediff import rendering
from statediff.differ import describe, diff
from statediff.model import BlockKind, Change, Source
from statediff.reporter import render, render_report
from written import Line, come, gone, heading, statement_change, title, write_change, write_evidence

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
VIEWS = ("inl", "sbs", "old", "new", "only")


@pytest.fixture(scope="module")
def change() -> Change:
    return statement_change()


@pytest.fixture(scope="module")
def report(change: Change) -> str:
    return render_report(**write_evidence(change))


def choose(page: Page, view: str) -> None:
    page.locator(f"#v-{view}").check(force=True)


def is_wider_than_its_window(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def shown_texts(page: Page, side: str) -> list[str]:
    """The text of every block as the Before or After view shows it."""
    script = f"""() => [...document.querySelectorAll('.doc .blk')].flatMap(row => {{
        const cell = row.querySelector('.cell.{side}') || row.querySelector('.inl');
        return [...cell.querySelectorAll('h3,h4,h5,h6,li,blockquote p,.cells,p:not(.void):not(.note):not(.blab)')]
            .filter(one => !one.matches('blockquote *') || one.matches('p'))
            .map(one => one.matches('.cells') ? [...one.querySelectorAll('td')].map(td => td.innerText).join('\\t')
                                              : one.innerText);
    }})"""
    texts = page.evaluate(script)
    assert isinstance(texts, list)
    return texts


# ---------------------------------------------------------------- reading


@pytest.mark.parametrize(("view", "side"), [("old", "old"), ("new", "new")])
def test_before_and_after_show_exactly_the_stored_text_without_script(
    open_page: OpenPage, report: str, change: Change, view: str, side: str
) -> None:  # 2, 8, 9
    page = open_page(report, script=False)
    choose(page, view)
    for summary in page.locator("details.skip > summary").all():
        summary.click()

    texts = shown_texts(page, side)

    blocks = change.old_blocks if side == "old" else change.new_blocks
    assert [text.rstrip() for text in texts] == [block.text.rstrip() for block in blocks]


@pytest.mark.parametrize("view", VIEWS)
def test_the_number_of_a_change_leads_to_it_in_every_view_without_script(
    open_page: OpenPage, report: str, change: Change, view: str
) -> None:  # 4, 5, 19
    page = open_page(report, script=False)
    choose(page, view)

    for edit in change.edits:
        page.goto(page.url.partition("#")[0] + f"#c{edit.number}")
        row = page.locator(f".blk:has(#c{edit.number})")
        box, bar = row.bounding_box(), page.locator(".bar").bounding_box()
        assert box is not None
        assert bar is not None
        assert box["y"] + box["height"] > bar["y"] + bar["height"] - 1
        assert box["y"] < 900


def test_the_words_whose_link_was_followed_are_outlined(open_page: OpenPage, report: str) -> None:  # 5
    page = open_page(report, script=False, fragment="#c3")

    styles = page.locator(".inl .chg").evaluate_all("all => all.map(one => getComputedStyle(one).outlineStyle)")
    numbers = page.locator(".inl .chg").evaluate_all("all => all.map(one => one.dataset.n)")

    assert {number for number, style in zip(numbers, styles, strict=True) if style == "solid"} == {"3"}


def test_only_the_chosen_view_is_seen(open_page: OpenPage, report: str) -> None:  # 8
    page = open_page(report, script=False)
    seen = {}

    for view in VIEWS:
        choose(page, view)
        first = page.locator(".blk.t-changed").first
        seen[view] = (
            first.locator(".inl ins").first.is_visible(),
            first.locator(".inl del").first.is_visible(),
            first.locator(".cell.old").is_visible(),
            page.locator(".skip").first.is_visible(),
        )

    assert seen == {
        "inl": (True, True, False, True),
        "sbs": (True, False, True, True),
        "old": (False, False, True, True),
        "new": (True, False, False, True),
        "only": (True, True, False, False),
    }


def test_letters_inside_a_word_are_pointed_at_in_the_marked_text_alone(open_page: OpenPage) -> None:  # 9
    change = diff("Про угоду писали.", "Про угоди писали.", language="uk")
    page = open_page(rendering.render(change), script=False)
    seen = {}

    for view in ("inl", "old", "new"):
        choose(page, view)
        letters = page.locator(".l:visible")
        seen[view] = letters.evaluate_all(
            "all => all.map(one => [one.innerText, getComputedStyle(one).fontWeight,"
            " getComputedStyle(one).backgroundColor])"
        )

    assert [letter for letter, *_ in seen["inl"]] == ["у", "и"]
    assert {weight for _, weight, _ in seen["inl"]} == {"800"}
    assert seen["old"] == [["у", "400", "rgba(0, 0, 0, 0)"]]
    assert seen["new"] == [["и", "400", "rgba(0, 0, 0, 0)"]]


def test_a_link_into_a_fold_opens_it(open_page: OpenPage, report: str) -> None:  # 10
    folded = open_page(report).locator("details.skip .blk").first.get_attribute("id")

    page = open_page(report, fragment=f"#{folded}")

    assert page.locator(f"#{folded}").is_visible()


def test_typographic_differences_are_shown_on_demand_without_script(open_page: OpenPage, report: str) -> None:  # 11
    page = open_page(report, script=False)
    was_hidden = page.locator(".was").first.is_hidden()

    page.locator("#cos").check()

    assert was_hidden
    assert page.locator(".was").first.is_visible()


# ---------------------------------------------------------------- access


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_any_view(open_page: OpenPage, report: str, scheme: str) -> None:  # 14, 17
    page = open_page(report, scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    found = {}

    for view in VIEWS:
        choose(page, view)
        results = Axe().run(page)
        found[view] = [
            (rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in results.response["violations"]
        ]

    assert found == {view: [] for view in VIEWS}


def test_axe_finds_no_violation_on_a_phone(open_page: OpenPage, report: str) -> None:  # 17
    page = open_page(report, width=390)

    results = Axe().run(page)

    assert [rule["id"] for rule in results.response["violations"]] == []


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_is_wider_than_a_phone(open_page: OpenPage, report: str, width: int) -> None:  # 20
    page = open_page(report, width=width)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")

    wide = []
    for view in VIEWS:
        choose(page, view)
        wide += [view] * is_wider_than_its_window(page)

    assert wide == []


def test_a_word_that_never_ends_is_broken(open_page: OpenPage) -> None:  # 20
    endless = "x" * 400
    lines: list[Line | str] = [title(endless), f"{endless} [-may-]{{+will+}}", endless, f"A\t{endless}"]
    lines.append(Line(f"{endless}\t[-{endless}-]{{+1,200+}}", BlockKind.ROW))
    page = open_page(render_report(**write_evidence(write_change(lines))), width=320)
    wide = []

    for view in VIEWS:
        choose(page, view)
        wide += [view] * is_wider_than_its_window(page)

    assert wide == []


def test_the_cards_beside_a_short_statement_never_lie_on_each_other(open_page: OpenPage) -> None:
    page = open_page(render_report(**write_evidence(write_change(["The fund [-may-]{+will+} pay."]))))
    overlaps = {}

    for view in VIEWS:
        choose(page, view)
        boxes = page.locator(".card, .diffcol, .hero").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect().toJSON())"
        )
        overlaps[view] = [
            (one["x"], other["x"])
            for one, other in combinations(boxes, 2)
            if min(one["right"], other["right"]) - max(one["left"], other["left"]) > 1
            and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 1
        ]

    assert overlaps == {view: [] for view in VIEWS}


def test_no_line_of_the_sentence_parts_a_figure_from_its_sign(open_page: OpenPage, change: Change) -> None:
    sentence = "Sets a year: 1,200 became 950 (−20.8 %)."
    evidence = write_evidence(change)
    evidence["sentence"] = sentence
    page = open_page(render_report(**evidence), width=390)
    parted = """() => { const one = document.querySelector('.lede .one').getClientRects(); return one.length }"""

    rows = []
    for width in range(60, 340, 5):
        page.evaluate(f"document.querySelector('.lede').style.width = '{width}px'")
        rows.append(page.evaluate(parted))

    assert set(rows) == {1}
    assert page.locator(".lede").inner_text().replace("\n", " ") == sentence


def test_twice_as_large_letters_still_fit_their_window(open_page: OpenPage, report: str) -> None:  # 22
    page = open_page(report, width=640)
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert not is_wider_than_its_window(page)


def test_everything_that_is_pressed_is_at_least_24_pixels(open_page: OpenPage, report: str) -> None:  # 19
    page = open_page(report, width=390)

    small = page.evaluate(
        """() => [...document.querySelectorAll('.chip, .mb[href], .views label, .nums a, .index a, summary, .tick-box')]
            .filter(one => one.offsetParent !== null)
            .map(one => [one.className, one.textContent.trim().slice(0, 30), one.getBoundingClientRect()])
            .filter(([, , box]) => box.width < 24 || box.height < 24).map(([name, text]) => name + ': ' + text)"""
    )
    numbers = page.evaluate(
        """() => [...document.querySelectorAll('.inl .n')].map(one => getComputedStyle(one, '::after'))
            .every(style => parseFloat(style.width) >= 24 && parseFloat(style.height) >= 24)"""
    )

    assert small == []
    assert numbers is True


def test_a_reader_can_do_without_a_mouse(open_page: OpenPage, report: str) -> None:  # 18
    page = open_page(report)

    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.className")
    page.locator("#v-inl").focus()
    page.keyboard.press("ArrowRight")
    view = page.evaluate("document.querySelector('.views input:checked').id")

    assert first == "skiplink"
    assert view == "v-sbs"


def test_the_keys_n_and_p_walk_the_changes_until_they_are_switched_off(open_page: OpenPage, report: str) -> None:  # 18
    page = open_page(report)
    hashes = []

    for key in ("n", "n", "p"):
        page.keyboard.press(key)
        hashes.append(page.evaluate("location.hash"))
    page.locator("#keys").uncheck()
    page.keyboard.press("n")
    hashes.append(page.evaluate("location.hash"))

    assert hashes == ["#c1", "#c2", "#c1", "#c1"]


def test_without_script_nothing_offers_keys(open_page: OpenPage, report: str) -> None:  # 18
    page = open_page(report, script=False)

    assert page.locator(".keys").is_hidden()


def test_marks_do_not_rest_on_colour(open_page: OpenPage, report: str) -> None:  # 13
    page = open_page(report, forced=True)

    lines = page.evaluate(
        """names => Object.fromEntries(names.map(name => {
            const style = getComputedStyle(document.querySelector(name));
            return [name, style.textDecorationLine + ' ' + style.textDecorationStyle];
        }))""",
        [".inl ins:not(.mv)", ".inl del:not(.mv)", ".inl ins.mv", ".inl del.mv"],
    )

    assert lines == {
        ".inl ins:not(.mv)": "underline double",
        ".inl del:not(.mv)": "line-through solid",
        ".inl ins.mv": "underline dashed",
        ".inl del.mv": "line-through solid",
    }


def test_motion_is_for_those_who_did_not_ask_for_less(open_page: OpenPage, report: str) -> None:  # 22
    page = open_page(report)

    page.emulate_media(reduced_motion="reduce")
    reduced = page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
    page.emulate_media(reduced_motion="no-preference")
    normal = page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")

    assert (reduced, normal) == ("auto", "smooth")


def test_a_right_to_left_statement_keeps_its_order(open_page: OpenPage) -> None:  # 21
    change = write_change(
        [
            title("وقّعت الوزارتان [-خطاب نوايا-]{+اتفاقا+} بشأن الإنتاج"),
            "من المقرر أن يرتفع الإنتاج من 600 إلى [-1,200-]{+1,100+} وحدة سنويا.",
        ],
        language="ar",
    )
    page = open_page(render(change))

    places = page.evaluate(
        """() => [...document.querySelectorAll('.inl .chg')].map(change =>
            ['del', 'ins'].map(name => change.querySelector(name).getBoundingClientRect().left))"""
    )
    directions = page.locator(".inl > [dir]").evaluate_all("all => all.map(one => [one.dir, one.lang])")

    assert all(removed > inserted for removed, inserted in places)
    assert {tuple(pair) for pair in directions} == {("rtl", "ar")}


# ---------------------------------------------------------------- reuse


def test_copied_text_never_joins_what_went_and_what_came(open_page: OpenPage, report: str) -> None:  # 16, 31
    page = open_page(report)

    copied = page.evaluate(
        "getSelection().selectAllChildren(document.querySelector('.doc')), getSelection().toString()"
    )

    copied = " ".join(copied.split())
    assert "from 600 to [removed: 1,200] [inserted: 1,100] sets" in copied
    assert "1,2001,100" not in copied
    assert "¶" not in copied.partition("unchanged")[0]
    assert "[moved here: Small companies" in copied


def test_a_printed_report_holds_every_change_the_provenance_and_the_address(
    open_page: OpenPage, report: str, change: Change, tmp_path: Path
) -> None:  # 32
    page = open_page(report)
    choose(page, "old")
    page.pdf(path=str(tmp_path / "report.pdf"), format="A4", print_background=False)

    document = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    text = " ".join("".join(sheet.get_textpage().get_text_range() for sheet in document).split())
    document.close()

    squeezed = text.replace(" ", "").replace("\ufffe", "").replace("-", "")
    for edit in change.edits:
        for passage in (edit.old, edit.new):
            assert passage.replace(" ", "").replace("-", "") in squeezed
    evidence = write_evidence(change)
    assert evidence["new"].snapshot.removeprefix("sha256:") in squeezed
    assert evidence["source"].url.replace("-", "") in squeezed


@pytest.mark.parametrize("view", VIEWS)
def test_on_paper_every_view_is_the_marked_text(open_page: OpenPage, report: str, view: str) -> None:  # 13, 32
    page = open_page(report)
    choose(page, view)
    page.emulate_media(media="print")

    marks = page.locator(".doc .inl :is(ins, del)").evaluate_all(
        """all => all.map(one => [one.checkVisibility(), getComputedStyle(one).textDecorationLine,
            getComputedStyle(one).backgroundColor])"""
    )
    sides = page.locator(".doc .cell").evaluate_all("all => all.filter(one => one.checkVisibility()).length")

    assert {tuple(mark) for mark in marks} == {
        (True, "underline", "rgba(0, 0, 0, 0)"),
        (True, "line-through", "rgba(0, 0, 0, 0)"),
    }
    assert sides == 0


def test_a_hostile_page_stays_inert(open_page: OpenPage) -> None:  # 33
    bait = "<script>alert(1)</script><img src=x onerror=alert(2)></style><svg onload=alert(3)>{{7*7}}\"'><b>"
    change = write_change(
        [title(f"{bait} [-{bait}-]{{+came {bait}+}}"), gone(bait), come(f"javascript:alert(4) {bait}"), heading(bait)]
    )
    evidence = write_evidence(change)
    evidence["sentence"] = bait
    evidence["source"] = Source(id="x", url="javascript:alert(5)", title=bait)
    page = open_page(render_report(**evidence))

    images = page.locator("img, iframe, object, svg:not([role=img])").count()

    assert images == 0
    assert page.locator("script").count() == 1
    assert "{{7*7}}" in page.locator("h1").inner_text()
    assert page.evaluate("[...document.links].every(link => /^(https?:|file:)/.test(link.href))") is True


def test_a_long_statement_with_a_hundred_changes_reads_well_on_a_phone(open_page: OpenPage) -> None:
    lines: list[Line | str] = [title("A long statement")]
    lines += [
        f"Paragraph {number} says that output is to rise from 600 to [-{number}200-]{{+{number}100+}} sets."
        if number % 2
        else f"Paragraph {number} stays as it was."
        for number in range(1, 201)
    ]
    page = open_page(render_report(**write_evidence(write_change(lines))), width=320)

    boxes = page.locator(".mb[href]").evaluate_all("all => all.map(one => one.getBoundingClientRect().width)")

    assert not is_wider_than_its_window(page)
    assert len(boxes) <= 16
    assert min(boxes) >= 24
    assert page.locator(".nums a").count() <= 24


def test_the_page_made_from_a_real_comparison_is_whole(open_page: OpenPage) -> None:
    old = "The programme may be financed by a fund.\n\nOutput is to rise to 1,200 sets."
    new = "The programme will be financed by a fund.\n\nOutput is to rise to 1,100 sets."
    change = diff(old, new, language="en")

    page = open_page(render(change, sentence=describe(change)))

    numbers = page.locator(".index .no").all_inner_texts()
    assert numbers == [str(edit.number) for edit in change.edits]
    tops = page.locator(".inl .chg").evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    assert all(one <= other for one, other in pairwise(tops))
