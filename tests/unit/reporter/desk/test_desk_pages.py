"""Pages of the desk: plain documents and plain forms, whole without script."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup, Tag

from judged import write_editions, write_form, write_verdict
from rows import write_row, write_source_row
from statediff.judgements import Substitution
from statediff.model import BlockKind
from statediff.reporter.desk.facts import (
    BlameLine,
    Neighbours,
    QueueLine,
    Suggestion,
    VersionChoice,
)
from statediff.reporter.desk.pages import DeskPages
from statediff.reporter.outlets.asking import Field, Turning
from statediff.reporter.outlets.rows import Sighting, Stretch
from statediff.reporter.review import Review
from written import FIRST

ENGLISH = DeskPages(language="en", generator_version="0.1.0", ways=(("Queue", "review/index.html"),))
LINES = (
    QueueLine(
        key="aa",
        rows=(write_row(3), write_row(2, source_id="defence-fr", language="fr")),
        substitution=Substitution(old="impact", new="effect", key="aa"),
        review=Review(form=write_form(hidden=(("cluster", "aa"),))),
    ),
    QueueLine(
        key="defence-en@v1..defence-en@v2",
        rows=(write_row(2, state="disputed"),),
        review=Review(verdicts=(write_verdict(), write_verdict("noise", "O. P.")), state="disputed", form=write_form()),
        parts=3,
        judged=1,
    ),
)
FIELDS = (
    Field(name="language", label="Language", value="uk", options=(("", "all"), ("en", "English"), ("uk", "Ukrainian"))),
    Field(name="since", label="From", value="2026-11-01", kind="date"),
)
BLAME = (
    BlameLine(text="A heading", kind=BlockKind.HEADING, version=1, at=FIRST),
    BlameLine(text="The first sentence.", kind=BlockKind.PARAGRAPH, version=1, at=FIRST, restored=2),
    BlameLine(
        text="The fund will pay.",
        kind=BlockKind.PARAGRAPH,
        version=4,
        after=FIRST + timedelta(hours=5),
        at=FIRST + timedelta(hours=9),
        replaced="The fund may pay.",
        href="changes/defence-en/v3-v4.html",
        language="en",
    ),
)
CHOICES = (
    VersionChoice(revision="defence-en@v1", label="v1 · 17 Nov 2026", group="Ministry"),
    VersionChoice(revision="defence-en@v2", label="v2 · 20 Nov 2026", group="Ministry"),
    VersionChoice(revision="defence-fr@v1", label="v1 · 18 Nov 2026", group="Ministère"),
)
SIGHTING = Sighting(
    source=write_source_row(),
    first=FIRST,
    last=FIRST + timedelta(hours=9),
    is_current=True,
    version=2,
    passage="A letter of intent was signed.",
    stretches=(Stretch(first=FIRST, last=FIRST + timedelta(hours=9)),),
)


def soup_of(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml")


def words_of(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text().split())


def write_all(pages: DeskPages) -> dict[str, str]:
    suggestion = Suggestion(
        source=write_source_row(),
        other=write_source_row(id="b"),
        reason="9 equal figures",
        action="/editions",
        token="t",
    )
    return {
        "queue": pages.write_queue(LINES, filters=FIELDS, turning=Turning(first=1, last=2, total=9, next="?page=2")),
        "empty queue": pages.write_queue(()),
        "blame": pages.write_blame(write_source_row(), 4, BLAME, path="blame/defence-en.html"),
        "editions": pages.write_editions(
            write_editions(), sources=[write_source_row()], suggestions=[suggestion], path="editions/defence.html"
        ),
        "no editions": pages.write_editions(None, path="editions/none.html"),
        "compare": pages.write_compare(
            CHOICES, old="defence-en@v1", new="defence-fr@v1", neighbours=[Neighbours(text="v1 → v2", path="x.html")]
        ),
        "search": pages.write_search(
            [Field(name="q", label="Phrase", value="x", kind="search")], [SIGHTING], asked="x"
        ),
        "failed search": pages.write_search([], [], asked='"', problem="A quotation mark is open."),
        "found": pages.write_found(
            FIELDS,
            [write_row(3)],
            asked="x",
            turning=Turning(first=1, last=1, total=1),
            sightings="index.html?q=x",
        ),
        "notice": pages.write_notice("Kept", "The verdict was kept.", path="review/kept"),
    }


@pytest.mark.parametrize("language", ["en", "fr", "uk"])
@pytest.mark.parametrize("is_served", [True, False])
def test_every_page_is_written_in_every_language_served_and_on_disk(language: str, is_served: bool) -> None:
    pages = write_all(DeskPages(language=language, is_served=is_served))

    for html in pages.values():
        page = soup_of(html)
        assert page.select_one(f'html[lang="{language}"]') is not None
        assert page.select("script, [style], [onclick], img, iframe") == []
        ids = [str(tag["id"]) for tag in page.select("[id]")]
        assert len(ids) == len(set(ids))
        policy = str(page.select("meta[http-equiv]")[0]["content"])
        assert policy.startswith("default-src 'none'; ")
        assert policy.endswith("form-action 'self'" if is_served else "form-action 'none'")


def test_an_equal_edit_in_many_places_is_one_line_with_all_its_places() -> None:
    page = soup_of(ENGLISH.write_queue(LINES))

    first = page.select(".queue > li")[0]
    assert words_of(first.select_one(".said")) == "[removed: impact] → [inserted: effect]"
    assert words_of(first.select_one(".facts")) == "the same edit in 2 changes on 2 pages"
    assert [str(tag["href"]) for tag in first.select("details .said a")] == [
        "../changes/defence-en/v2-v3.html",
        "../changes/defence-fr/v1-v2.html",
    ]


def test_an_equal_edit_on_one_page_alone_names_the_page() -> None:
    line = replace(LINES[0], rows=(write_row(3), write_row(2)))

    page = soup_of(ENGLISH.write_queue([line]))

    assert words_of(page.select_one(".queue .facts")) == f"the same edit in 2 changes on 1 page {write_row().name}"


def test_a_line_keeps_its_verdicts_and_offers_a_form_without_choosing() -> None:
    page = soup_of(ENGLISH.write_queue(LINES))

    second = page.select(".queue > li")[1]
    assert [words_of(tag) for tag in second.select(".verdicts .verdict")] == ["Noise", "Significant"]
    assert "Review: disputed" in words_of(second.select(".facts")[0])
    assert "edits judged elsewhere: 1 of 3" in words_of(second)
    form = second.select_one("form")
    assert form is not None
    assert form["method"] == "post"
    assert [str(tag["name"]) for tag in form.select("[type=hidden]")] == ["csrf", "change"]
    assert page.select("[checked]") == []


def test_filters_are_asked_by_address_and_show_what_was_asked() -> None:
    page = soup_of(ENGLISH.write_queue(LINES, filters=FIELDS))

    form = page.select_one("form.filters")
    assert form is not None
    assert form["method"] == "get"
    assert [str(tag["value"]) for tag in form.select("option[selected]")] == ["uk"]
    assert [str(tag["value"]) for tag in form.select("input")] == ["2026-11-01"]


def test_a_sentence_is_told_with_its_version_its_window_and_what_stood_there() -> None:
    page = soup_of(ENGLISH.write_blame(write_source_row(), 4, BLAME, path="blame/defence-en.html"))

    groups = page.select(".bl")
    assert [words_of(group.select_one(".by")) for group in groups] == [
        "v1 there at the first look, 17 Nov 2026 12:04 UTC",
        "v4 between 17 Nov 2026 17:04 and 17 Nov 2026 21:04 UTC",
    ]
    assert [str(group.select_one(".age")["class"]) for group in groups] == ["['age', 'a5']", "['age', 'a1']"]  # type: ignore[index]
    assert "removed and restored 2 times" in words_of(groups[0])
    assert words_of(groups[1].select_one(".was-there p")) == "[removed: The fund may pay.]"
    assert groups[1].select_one(".by a")["href"] == "../changes/defence-en/v3-v4.html"  # type: ignore[index]


def test_any_two_versions_are_chosen_in_a_form_or_named_in_a_command() -> None:
    served = soup_of(ENGLISH.write_compare(CHOICES, old="defence-en@v1", new="defence-fr@v1", action="/compare"))
    on_disk = soup_of(DeskPages(language="en", is_served=False).write_compare(CHOICES, old="defence-en@v1"))

    selects = served.select("form[method=get] select")
    assert [str(tag["name"]) for tag in selects] == ["old", "new"]
    assert [str(tag["value"]) for tag in served.select("option[selected]")] == ["defence-en@v1", "defence-fr@v1"]
    assert [str(tag["label"]) for tag in selects[0].select("optgroup")] == ["Ministry", "Ministère"]
    assert on_disk.select("form") == []
    assert words_of(on_disk.select_one("pre")) == "statediff report defence-en@v1..NEW"
    assert [words_of(tag) for tag in on_disk.select("code")] == ["defence-en@v1", "defence-en@v2", "defence-fr@v1"]


def test_a_link_of_editions_waits_for_a_person() -> None:
    page = soup_of(write_all(ENGLISH)["editions"])

    form = page.select_one("form.pair-form")
    assert form is not None
    fields = {str(tag["name"]): str(tag.get("value", "")) for tag in form.select("input")}
    assert fields == {"csrf": "t", "source": "defence-en", "edition_of": "b", "reviewer": ""}
    assert [str(tag["value"]) for tag in form.select("button")] == ["confirmed", "rejected"]


def test_hostile_words_stay_words_on_every_page() -> None:
    bait = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}\u202e"
    row = write_row(2, sentence=bait, name=bait, publisher=bait, source_id="x")
    source = write_source_row(name=bait, publisher=bait)
    line = QueueLine(
        key=bait,
        rows=(row, row),
        substitution=Substitution(old=bait, new=bait, key=bait),
        review=Review(
            verdicts=(write_verdict(note=bait, reviewer=bait, codebook=bait),),
            form=write_form(token=bait, reviewer=bait, codebook=bait, hidden=((bait, bait),), action=bait),
        ),
    )
    table = write_editions()
    table = replace(
        table,
        title=bait,
        sentence=bait,
        columns=tuple(replace(one, title=bait, language=bait, source_id=bait) for one in table.columns),
        rows=tuple(replace(one, label=bait, cells=(bait,) * 3, sentence=bait) for one in table.rows),
    )
    field = Field(name="q", label=bait, value=bait, options=((bait, bait),))
    written = [
        ENGLISH.write_queue([line], filters=[field]),
        ENGLISH.write_blame(source, 4, [replace(BLAME[2], text=bait, replaced=bait, language=bait)], path="b"),
        ENGLISH.write_editions(table, sources=[source], path="e"),
        ENGLISH.write_compare([VersionChoice(revision=bait, label=bait, group=bait)], old=bait, new=bait),
        ENGLISH.write_search([field], [replace(SIGHTING, source=source, passage=bait)], asked=bait, problem=bait),
        ENGLISH.write_notice(bait, bait, path="n"),
    ]

    for html in written:
        page = soup_of(html)
        assert page.select("script, img, [onerror]") == []
        assert "{{7*7}}" in page.select("h1, main")[0].get_text() + str(page.select_one("main"))
        assert "\u202e" not in "".join(tag.get_text() for tag in page.select("main"))
