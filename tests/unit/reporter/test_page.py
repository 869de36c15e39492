"""The page as a file: its structure, its promises about itself, and hostile text that stays text."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from statediff.differ import diff
from statediff.model import Block, BlockKind, Change, FormatEvent, Label, Source
from statediff.reporter import render, render_report
from written import (
    Line,
    come,
    gone,
    heading,
    statement_change,
    title,
    write_change,
    write_evidence,
    write_source,
    write_wording,
)

MARKS = ("ins > i", "del > i", ".n", ".mvl", ".gap", ".ch", ".void", ".note", ".was", ".blab")
"""What the page adds to a text; the Before and After views hide all of it."""


def soup_of(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml")


def report_of(change: Change, **facts: object) -> BeautifulSoup:
    evidence = write_evidence(change)
    evidence.update(facts)  # type: ignore[typeddict-item]
    return soup_of(render_report(**evidence))


def text_of(tag: Tag, side: str) -> str:
    """The stored text in a tag: what the page added is left out, and for the new side what went."""
    copy = BeautifulSoup(str(tag), "html.parser")
    for added in copy.select(", ".join(MARKS + ("del", ".x") * (side == "new"))):
        if not added.decomposed:
            added.decompose()
    if copy.select("td"):
        return "\t".join(cell.get_text() for cell in copy.select("td"))
    return copy.get_text()


def side_of(page: BeautifulSoup, side: str) -> list[str]:
    """The text of every block as one side of the page holds it."""
    texts = []
    for row in page.select(".doc .blk"):
        cell = row.select_one(f".cell.{side}") or row.select_one(".inl")
        assert cell is not None
        texts += [text_of(block, side) for block in cell.select(":scope > [dir]")]
    return texts


@pytest.fixture(scope="module")
def change() -> Change:
    return statement_change()


@pytest.fixture(scope="module")
def page(change: Change) -> BeautifulSoup:
    return report_of(change)


# ---------------------------------------------------------------- one file


def test_every_id_stands_once_and_every_inner_link_leads_somewhere(page: BeautifulSoup) -> None:
    ids = [str(tag["id"]) for tag in page.select("[id]")]

    links = {str(tag["href"])[1:] for tag in page.select("a[href^='#']")}

    assert [name for name, times in Counter(ids).items() if times > 1] == []
    assert links - set(ids) == set()


def test_nothing_is_asked_of_the_network(page: BeautifulSoup) -> None:
    assert page.select("link, img, iframe, object, embed, script[src], [style], [onload], [onclick], form") == []
    assert "url(" not in page.select_one("style").get_text()  # type: ignore[union-attr]
    assert "@import" not in page.select_one("style").get_text()  # type: ignore[union-attr]


def test_only_its_own_style_and_script_may_run(page: BeautifulSoup) -> None:
    policy = str(page.select_one("meta[http-equiv='Content-Security-Policy']")["content"])  # type: ignore[index]

    hashes = re.findall(r"'sha256-([^']+)'", policy)
    contents = [page.select_one(name).string for name in ("style", "script")]  # type: ignore[union-attr]

    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert hashes == [base64.b64encode(hashlib.sha256(str(text).encode()).digest()).decode() for text in contents]


def test_a_normal_statement_is_smaller_than_200_kilobytes() -> None:
    paragraph = (
        "Сторони домовилися створити спільну робочу групу, яка збиратиметься щомісяця по черзі у двох столицях. "
    )
    lines: list[Line | str] = [title("Спільна заява двох міністерств")]
    lines += [
        paragraph * 3 + f"Це пункт [-{number}-]{{+{number + 1}+}}." if number % 4 == 0 else paragraph * 4
        for number in range(40)
    ]

    page = render_report(**write_evidence(write_change(lines, language="uk")))

    assert len(page.encode()) < 200_000


def test_a_hundred_changes_of_a_normal_statement_are_smaller_than_200_kilobytes() -> None:
    paragraph = "The two sides agreed to form a joint working group that meets every month in turn in both capitals. "
    lines: list[Line | str] = [title("A joint statement")]
    lines += [f"{paragraph * 2}This is point [-{number}00-]{{+{number}01+}}." for number in range(1, 101)]

    page = render_report(**write_evidence(write_change(lines)))

    assert len(page.encode()) < 200_000


def test_a_long_list_is_led_by_the_weightiest_and_folded_in_groups() -> None:
    change = write_change([f"Point {number} says [-{number}00-]{{+{number}01+}}." for number in range(1, 121)])
    scored = replace(change, edits=tuple(replace(edit, score=float(edit.number % 7)) for edit in change.edits))

    page = soup_of(render(scored))

    told = [" ".join(tag.get_text().split()) for tag in page.select(".ig > summary")]
    assert told == ["Changes 1 to 50 Wording 50", "Changes 51 to 100 Wording 50", "Changes 101 to 120 Wording 20"]
    assert [tag.get_text() for tag in page.select(".heavy .no")][:3] == ["6", "13", "20"]
    assert [tag.get_text() for tag in page.select(".ig .no")] == [str(number) for number in range(1, 121)]


def test_the_same_facts_make_the_same_bytes_in_another_place(tmp_path: Path) -> None:
    program = (
        "import hashlib; from written import statement_change, write_evidence;"
        "from statediff.reporter import render, render_report; c = statement_change();"
        "print(hashlib.sha256((render_report(**write_evidence(c)) + render(c, 'json')).encode()).hexdigest())"
    )
    root = Path(__file__).resolve().parents[3]
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={
                "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root / 'tests'}",
                "PYTHONHASHSEED": seed,
                "TZ": zone,
                "LC_ALL": locale,
            },
            cwd=tmp_path,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed, zone, locale in (("1", "UTC", "C"), ("4242", "Asia/Kolkata", "C.UTF-8"))
    }

    assert len(told) == 1


# ---------------------------------------------------------------- three layers, the same numbers


def test_list_text_and_navigation_bear_the_same_numbers(page: BeautifulSoup, change: Change) -> None:
    numbers = [str(edit.number) for edit in change.edits]

    listed = [tag.get_text() for tag in page.select(".index .no")]
    jumps = [tag.get_text() for tag in page.select(".nums a")]
    marked = {str(tag["data-n"]) for tag in page.select(".inl .chg")}
    anchors = {str(tag["id"]) for tag in page.select(".anchor")}

    assert listed == jumps == numbers
    assert marked == set(numbers)
    assert anchors == {f"c{number}" for number in numbers}


def test_an_edit_bears_its_number_once_in_a_paragraph_of_a_view(page: BeautifulSoup) -> None:
    for paragraph in page.select(".inl > [dir], .cell > [dir]"):
        numbers = [tag.get_text() for tag in paragraph.select(".n")]
        assert len(numbers) == len(set(numbers))


def test_the_first_layer_is_the_sentence_the_second_the_list(page: BeautifulSoup) -> None:
    entries = [" ".join(tag.get_text(" ").split()) for tag in page.select(".index li")]

    assert page.select_one(".lede").get_text() == "“Letter of intent” became “agreement”."  # type: ignore[union-attr]
    assert entries[0] == (
        "1 § Commitment headline watched phrase: letter of intent from a letter of intent → to an agreement (stronger)"
    )
    assert entries[2].endswith("from 1,200 → to 1,100 (−8.3\u00a0%)".replace("\u00a0", " "))


def test_the_title_of_the_file_counts_the_changes(page: BeautifulSoup) -> None:
    assert page.title is not None
    assert page.title.get_text() == (
        "11 changes · Two ministries sign an agreement on joint production · v1 → v2 · statediff"
    )


def test_a_move_is_linked_both_ways(page: BeautifulSoup) -> None:
    away, here = (tag for tag in page.select(".inl .mvl"))

    rows = {str(tag.find_parent(class_="blk")["id"]): str(tag["href"])[1:] for tag in (away, here)}  # type: ignore[index]

    assert away.get_text() == "↓ moved to ¶11"
    assert here.get_text() == "↑ moved from ¶2"
    assert {target: row for row, target in rows.items()} == rows


def test_a_withdrawn_paragraph_is_labelled_and_readable_in_full(page: BeautifulSoup, change: Change) -> None:
    row = page.select_one(".t-gone .inl")
    assert row is not None

    assert row.select_one(".blab").get_text() == "− Paragraph withdrawn · was ¶4"  # type: ignore[union-attr]
    assert change.old_blocks[4].text in row.select_one("del").get_text()  # type: ignore[union-attr]


def test_a_mark_says_in_words_what_it_is(page: BeautifulSoup) -> None:
    mark = page.select_one(".inl .chg[data-n='3']")
    assert mark is not None

    assert mark.get_text() == "[removed:\u00a01,200] [inserted:\u00a01,100]3"


def test_before_and_after_hold_exactly_the_stored_text(page: BeautifulSoup, change: Change) -> None:
    assert side_of(page, "old") == [block.text for block in change.old_blocks]
    assert side_of(page, "new") == [block.text for block in change.new_blocks]


def test_unchanged_runs_are_folded_and_counted(page: BeautifulSoup) -> None:
    told = [" ".join(tag.get_text().split()) for tag in page.select(".skip > summary")]

    assert told[-1] == "2 unchanged paragraphs · ¶12–¶13 · 17 words · Rights to designs are settled in contracts …"


def test_identical_texts_are_shown_open_and_said_to_be_identical() -> None:
    page = report_of(write_change([title("A"), "One stays."]), sentence="")

    assert page.select_one("details.skip[open]") is not None
    assert page.select_one(".lede").get_text() == "No word differs between the two versions."  # type: ignore[union-attr]


def test_typographic_differences_are_counted_listed_and_never_numbered(page: BeautifulSoup) -> None:
    rows = [[cell.get_text() for cell in row.select("td")] for row in page.select("#ignored tbody tr")]

    assert "2 typographic differences" in page.select_one("#ignored").get_text()  # type: ignore[union-attr]
    assert rows == [["quotation mark or apostrophe", "“", '"', "1"], ["quotation mark or apostrophe", "”", '"', "1"]]


def test_a_real_comparison_counts_typography_beside_the_words() -> None:
    change = diff("“The fund” may pay – soon.", '"The fund" will pay - soon.', language="en")

    page = soup_of(render(change))

    assert len(page.select(".index li")) == 1
    assert "3 typographic differences" in page.select_one("#ignored").get_text()  # type: ignore[union-attr]


def test_format_events_are_told_beside_the_text() -> None:
    change = replace(
        write_change(["A [-b-]{+c+}"]),
        format_events=(FormatEvent(kind="kind-changed", old_block=0, new_block=0, detail="heading -> paragraph"),) * 2,
    )

    page = soup_of(render(change))

    assert page.select_one(".fmt").get_text() == "kind of block (heading -> paragraph) × 2"  # type: ignore[union-attr]


# ---------------------------------------------------------------- kinds of blocks, languages


def test_blocks_keep_their_kind() -> None:
    change = write_change(
        [
            title("T [-a-]{+b+}"),
            heading("H [-a-]{+b+}"),
            heading("S [-a-]{+b+}", level=3),
            Line("Q [-a-]{+b+}", BlockKind.QUOTE),
            Line("I [-a-]{+b+}", BlockKind.ITEM, 2),
            Line("R\t[-a-]{+b+}", BlockKind.ROW),
            Line("P [-a-]{+b+}", BlockKind.PRE),
            Line("N [-a-]{+b+}", BlockKind.NOTICE),
        ]
    )

    names = [tag.name for tag in soup_of(render(change)).select(".inl > [dir]")]

    assert names == ["h3", "h4", "h5", "blockquote", "ul", "table", "p", "p"]


def test_a_heading_is_never_two_steps_below_the_one_before() -> None:
    change = write_change([heading("A [-a-]{+b+}", level=6), heading("B [-a-]{+b+}", level=6), "C"])

    names = [tag.name for tag in soup_of(render(change)).select(".inl :is(h3, h4, h5, h6)")]

    assert names == ["h3", "h4"]


def test_a_table_row_marks_its_cells() -> None:
    page = soup_of(render(write_change([Line("First\t[-400-]{+350+}\t2027", BlockKind.ROW)])))

    cells = [cell.select_one("ins") is not None for cell in page.select(".inl td")]

    assert cells == [False, True, False]


def test_a_row_with_another_number_of_cells_loses_none() -> None:
    old, new = "First\t400\t2027", "First\t400"
    wordings = [
        write_wording([Block(kind=BlockKind.ROW, text=text, cells=tuple(text.split("\t")))]) for text in (old, new)
    ]

    page = soup_of(render(diff(*wordings)))

    assert side_of(page, "old") == [old]
    assert side_of(page, "new") == [new]


def test_every_block_has_its_language_and_direction() -> None:
    change = write_change(
        [
            title("بيان [-مشترك-]{+جديد+}"),
            Line("An English paragraph [-a-]{+b+}", language="en"),
            "هذه فقرة [-قديمة-]{+جديدة+} عن NATO",
        ],
        language="ar",
    )

    blocks = soup_of(render(change)).select(".inl > [dir]")

    assert [(tag["dir"], tag["lang"]) for tag in blocks] == [("rtl", "ar"), ("ltr", "en"), ("rtl", "ar")]


@pytest.mark.parametrize("claimed", ['"><script>', "en_GB.UTF-8", "\ud800", "klingon language", ""])
def test_a_language_that_is_none_is_not_repeated(claimed: str) -> None:
    page = soup_of(render(write_change([title("A [-a-]{+b+}")], language=claimed)))

    assert page.select("main [lang]") == []


def test_the_interfaces_own_words_in_a_foreign_statement_name_their_language() -> None:
    foreign = soup_of(render(write_change(["Фонд [-може-]{+буде+} платити."], language="uk")))
    own = soup_of(render(write_change(["The fund [-may-]{+will+} pay."], language="en")))

    added = ".doc :is(ins, del) > i:first-child, .doc .n, .index :is(ins, del) > i"
    assert {str(tag.get("lang")) for tag in foreign.select(added)} == {"en"}
    assert {tag.get("lang") for tag in own.select(added)} == {None}


def test_more_than_one_space_is_kept() -> None:
    change = write_change(["Two  spaces and a [-a-]{+b+}", "One space [-a-]{+b+}"])

    tags = soup_of(render(change)).select(".inl > p")

    assert ["ws" in tag["class"] for tag in tags] == [True, False]


@pytest.mark.parametrize(("language", "view"), [("fr", "Côte à côte"), ("uk", "Поруч"), ("de", "Side by side")])
def test_the_interface_speaks_the_readers_language(language: str, view: str) -> None:
    page = soup_of(render(write_change(["A [-b-]{+c+}"]), language=language))

    assert view in page.select_one(".views").get_text()  # type: ignore[union-attr]
    assert page.html is not None
    assert page.html["lang"] == (language if language != "de" else "en")


def test_the_bare_page_has_no_evidence(change: Change) -> None:
    page = soup_of(render(change, sentence="A plain sentence."))

    assert page.select(".provcard, .fig, .cite") == []
    assert page.select_one(".lede").get_text() == "A plain sentence."  # type: ignore[union-attr]
    assert len(page.select(".index li")) == 11


# ---------------------------------------------------------------- evidence


def test_the_change_lies_in_a_window(page: BeautifulSoup) -> None:
    when = page.select_one(".when")
    assert when is not None

    assert "Text changed between 20 Nov 2026 00:04 and 20 Nov 2026 06:04 UTC." in when.get_text()
    assert [tag["datetime"] for tag in when.select("time")] == ["2026-11-20T00:04:09Z", "2026-11-20T06:04:09Z"]
    assert "2 days 18 hours after the page was first seen" in when.get_text()


def test_a_silent_edit_is_flagged_and_a_corrected_or_dated_one_is_not(change: Change) -> None:
    evidence = write_evidence(change)
    silent = soup_of(render_report(**evidence)).select(".silent")
    evidence["new"] = replace(evidence["new"], wording=replace(evidence["new"].wording, modified="2026-11-20"))
    dated = soup_of(render_report(**evidence)).select(".silent")
    evidence = write_evidence(change)
    evidence["new"] = replace(evidence["new"], wording=replace(evidence["new"].wording, correction="Corrected today."))
    corrected = soup_of(render_report(**evidence)).select(".silent")

    assert [tag.get_text() for tag in silent] == [
        "Silent edit: the page shows no new correction note and its own date did not move."
    ]
    assert dated == corrected == []


def test_a_typographic_change_is_no_silent_edit() -> None:
    page = report_of(write_change(['[~“~"~]A.[~”~"~]'], severity="cosmetic"))

    assert page.select(".silent") == []


def test_what_our_rules_changed_is_never_shown_as_the_publishers(change: Change) -> None:
    evidence = write_evidence(change)
    evidence["new"] = replace(evidence["new"], is_technical=True, extraction="another key")

    page = soup_of(render_report(**evidence))

    told = [tag.get_text() for tag in page.select(".silent")]
    assert len(told) == 1
    assert told[0].startswith("Our reading rules changed between these two versions.")
    assert "Reading rules and extractor, before" in page.select_one(".hash").get_text()  # type: ignore[union-attr]


def test_versions_in_between_are_told(change: Change) -> None:
    evidence = write_evidence(change)
    evidence["new"] = replace(evidence["new"], number=4)

    page = soup_of(render_report(**evidence))

    assert "Several versions lie between the two sides." in page.select_one(".when").get_text()  # type: ignore[union-attr]


def test_two_sources_are_compared_without_claiming_a_change(change: Change) -> None:
    evidence = write_evidence(change)
    evidence["old"] = replace(evidence["old"], source_id="defence-fr")

    page = soup_of(render_report(**evidence))

    told = page.select_one(".when").get_text()  # type: ignore[union-attr]
    assert told.startswith(
        "Two sources are compared: defence-fr@v1, first seen 17 Nov 2026 12:04 UTC, and defence-en@v2"
    )
    assert page.select(".silent, .sel") == []


def test_a_comparison_against_the_order_of_time_says_so(change: Change) -> None:
    evidence = write_evidence(change)
    evidence["old"], evidence["new"] = evidence["new"], evidence["old"]

    page = soup_of(render_report(**evidence))

    told = page.select_one(".when").get_text()  # type: ignore[union-attr]
    assert told == (
        "Shown against the order of time: v2 was first seen 20 Nov 2026 06:04 UTC, v1 17 Nov 2026 12:04 UTC."
    )
    assert page.select(".silent, .sel") == []


def test_only_reserved_names_are_called_a_demonstration(change: Change) -> None:
    invented = soup_of(render_report(**write_evidence(change)))
    real = soup_of(
        render_report(**write_evidence(change, source=write_source(url="https://ministry.gov.test.org/statement")))
    )

    assert invented.select(".demo") != []
    assert real.select(".demo") == []


def test_wording_is_recorded_and_no_motive(page: BeautifulSoup) -> None:
    assert "This page records wording. It does not say why wording changed." in page.get_text()


# ---------------------------------------------------------------- hostile text

BAIT = "</style><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}{% raw %}\"'`>&lt;b&gt;"


@pytest.mark.parametrize("url", ["http://[bad", "", "http://", "not an address", "https://x.example:99999999/"])
def test_an_address_that_is_none_breaks_nothing(change: Change, url: str) -> None:
    evidence = write_evidence(change, source=write_source(url=url))
    evidence["new_capture"] = replace(evidence["new_capture"], url=url, final_url=url)

    assert soup_of(render_report(**evidence)).select_one("h1") is not None


INLINE = frozenset({"p", "span", "a", "h1", "h2", "h3", "h4", "h5", "h6", "ins", "del", "b", "i", "q", "bdi"})
BLOCKS = frozenset({"p", "div", "ul", "ol", "table", "h1", "h2", "h3", "h4", "blockquote", "section", "dl", "pre"})
VOID = frozenset({"meta", "br", "input"})


class Nesting(HTMLParser):
    """Notes every tag that is not closed where it was opened, or that stands where HTML would move it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if (tag in BLOCKS and INLINE & set(self.open)) or (tag == "a" and "a" in self.open):
            self.faults.append(f"<{tag}> in {self.open[-3:]}")
        if len({name for name, _ in attrs}) < len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A figure's shapes close themselves."""

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")


def test_tags_are_nested_as_html_wants_them(change: Change) -> None:
    nesting = Nesting()

    nesting.feed(render_report(**write_evidence(change)))

    assert nesting.faults == []
    assert nesting.open == []


def test_hostile_text_stays_text_wherever_it_stands() -> None:
    label = Label("watch", evidence=BAIT, rule="watch.1", delta=BAIT)
    change = replace(
        write_change([title(f"A {BAIT} [-b-]{{+c+}}"), gone(BAIT), come(BAIT), heading(BAIT)], labels={1: [label]}),
        algorithm=BAIT,
        format_events=(FormatEvent(kind=BAIT, detail=BAIT),),
    )
    evidence = write_evidence(change)
    evidence["sentence"] = BAIT
    evidence["generator_version"] = BAIT
    evidence["source"] = Source(id="x", url="javascript:alert(3)", title=BAIT, publisher=BAIT)
    capture = replace(
        evidence["new_capture"],
        url="javascript:alert(4)",
        final_url=f"https://x.example/{BAIT}",
        robots=BAIT,
        tls=BAIT,
        peer_address=BAIT,
        media_type=BAIT,
    )
    evidence["new_capture"] = capture

    html = render_report(**evidence)

    page = soup_of(html)
    assert len(page.select("script")) == 1
    assert page.select("img, b:not(.lede b, .silent b, .chip b, .words b, .sbshead b, #ignored b)") == []
    assert {str(tag["href"]).partition(":")[0] for tag in page.select("a[href]") if tag["href"][0] != "#"} <= {"https"}
    assert "{{7*7}}" in html
    assert side_of(page, "old") == [block.text for block in change.old_blocks]


@pytest.mark.parametrize(
    "letters", ["\u202e", "\u2066", "\x1b", "\x00", "\ud800", "\u2028", "\x85"], ids=lambda one: f"{ord(one):04x}"
)
def test_a_character_that_acts_is_shown_by_name_and_kept(letters: str) -> None:
    change = write_change([f"pay {letters}1,200 [-a-]{{+b+}}"])

    html = render(change)

    html.encode("utf-8")
    mark = BeautifulSoup(html, "html.parser").select_one(".inl .ctl")
    assert mark is not None
    assert mark["data-name"] == f"U+{ord(letters):04X}"
    kept = "\ufffd" if letters in "\x00\ud800" else letters
    assert mark.get_text() == kept


def test_a_carriage_return_is_written_so_that_a_parser_keeps_it() -> None:
    assert 'data-name="U+000D" title="U+000D">&#13;</span>' in render(write_change(["pay \r1,200 [-a-]{+b+}"]))


def test_an_address_with_another_scheme_is_never_a_link(change: Change) -> None:
    evidence = write_evidence(change, source=write_source(url="javascript:alert(1)//https://x.example/"))

    page = soup_of(render_report(**evidence))

    assert page.select("a[href^='javascript' i], a[href^='data' i]") == []
    assert page.select(".kick a") == []
