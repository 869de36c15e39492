"""What people decided, beside the evidence and told apart from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Literal

import pytest
from bs4 import BeautifulSoup, Tag

from judged import write_editions, write_form, write_note, write_review, write_verdict
from statediff.model import Change
from statediff.reporter import render_report
from statediff.reporter.phrasing import load_phrases
from statediff.reporter.review import NoteTurn, Review, list_verdicts
from written import FIRST, statement_change, write_evidence

ENGLISH = load_phrases("en")


@pytest.fixture(scope="module")
def change() -> Change:
    return statement_change()


def report_of(change: Change, language: str = "en", **facts: object) -> BeautifulSoup:
    evidence = {**write_evidence(change), "language": language, **facts}
    return BeautifulSoup(render_report(**evidence), "lxml")  # type: ignore[arg-type]


def one_of(page: BeautifulSoup, selector: str) -> Tag:
    tag = page.select_one(selector)
    assert tag is not None
    return tag


def words_of(tag: Tag) -> str:
    return " ".join(tag.get_text().split())


def test_every_verdict_stays_signed_and_dated_and_the_newest_leads(change: Change) -> None:
    page = report_of(change, review=write_review())

    told = [words_of(tag) for tag in page.select(".verdicts > li > p:first-child")]
    assert told == [
        "Routine by Олена П., 21 Nov 2026 06:04 UTC · codebook 3",
        "Significant by D. K., 20 Nov 2026 20:04 UTC · codebook 3",
        "Unsure by D. K., 20 Nov 2026 19:04 UTC · codebook 3 · decided again later",
    ]
    assert "Reviewers disagree." in words_of(one_of(page, ".reviewcard"))


def test_a_verdict_looks_unlike_evidence_and_hides_nothing(change: Change) -> None:
    plain, judged = report_of(change), report_of(change, review=write_review())

    assert str(one_of(plain, ".doc")) == str(one_of(judged, ".doc"))
    assert plain.select(".reviewcard") == []
    assert one_of(judged, ".reviewcard").select(".verdicts .verdict") != []
    assert "no part of the evidence" in words_of(one_of(judged, ".reviewcard"))


def test_a_word_on_the_whole_change_overrules_an_earlier_one_on_a_part_and_never_the_other_way() -> None:
    lines = list_verdicts(
        [
            write_verdict("noise", cluster="aa"),
            write_verdict("routine"),
            write_verdict("noise", cluster="bb"),
            write_verdict("unsure", "Somebody else"),
        ],
        ENGLISH,
    )

    assert [(line.kind, line.is_current, line.is_shared) for line in lines] == [
        ("unsure", True, False),
        ("noise", True, True),
        ("routine", True, False),
        ("noise", False, True),
    ]


def test_a_form_is_plain_says_what_it_judges_and_chooses_nothing_by_itself(change: Change) -> None:
    offered = write_form(offered=write_verdict("noise", "O. P."))

    page = report_of(change, review=Review(form=offered))

    form = one_of(page, "form.judge")
    assert (form["method"], form["action"]) == ("post", "/review")
    fields = {str(tag["name"]): str(tag.get("value", "")) for tag in form.select("input:not([type=radio]), textarea")}
    assert fields == {
        "csrf": "t0ken",
        "change": "defence-en@v1..defence-en@v2",
        "note": "",
        "reviewer": "D. K.",
        "codebook": "3",
    }
    assert [str(tag["value"]) for tag in form.select("[name=kind]")] == ["significant", "routine", "noise", "unsure"]
    assert form.select("[checked]") == []
    assert "An equal edit was judged before: Noise, by O. P." in words_of(form)
    policy = str(one_of(page, "meta[http-equiv='Content-Security-Policy']")["content"])
    assert policy.endswith("form-action 'self'")


def test_a_note_is_linked_from_the_words_it_stands_on_and_leads_back_to_them(change: Change) -> None:
    start = change.new_text.index("Output is to rise")
    notes = (write_note(start=start), write_note(state="withdrawn", start=None, now=""))

    page = report_of(change, review=Review(notes=notes))

    (link,) = page.select(".doc a.nn")
    row = link.find_parent(class_="blk")
    assert isinstance(row, Tag)
    assert "".join(tag.get_text() for tag in row.select("mark")) == "Output is to rise from 600 to 1,100 sets"
    assert (link["href"], link["aria-label"]) == ("#note1", "Note 1 on the marked passage")
    assert [words_of(tag) for tag in page.select(".notes .by")] == [
        "✎ 1 D. K., 20 Nov 2026 21:04 UTC · on v1 · the passage was reworded · in the text",
        "✎ 2 D. K., 20 Nov 2026 21:04 UTC · on v1 · the passage is gone",
    ]
    assert [tag["href"] for tag in page.select(".notes .by a")] == [f"#{row['id']}"]


def test_a_report_without_notes_is_the_same_as_one_whose_notes_stand_on_nothing_but_for_their_list(
    change: Change,
) -> None:
    gone = Review(notes=(write_note(state="withdrawn", start=None, now=""),))

    plain, noted = report_of(change), report_of(change, review=gone)

    assert str(one_of(plain, ".doc")) == str(one_of(noted, ".doc"))


def test_a_note_finds_its_passage_where_a_volatile_slot_before_it_is_not_shown(change: Change) -> None:
    start = change.new_text.index("Output is to rise")
    shown = replace(change, unshown_slots=("paragraph:1 p.views Seen # times",))
    passage = change.new_text[start : start + 40]

    page = report_of(shown, review=Review(notes=(write_note(start=start + 90, now=passage),)))

    assert "".join(tag.get_text() for tag in page.select(".doc mark")) == passage


def test_a_note_tells_what_became_of_its_passage_and_between_which_looks(change: Change) -> None:
    kinds: tuple[Literal["reworded", "withdrawn", "restored"], ...] = ("reworded", "withdrawn", "restored")
    turns = tuple(
        NoteTurn(kind=kind, version=number, after=FIRST, at=FIRST + timedelta(hours=number))
        for number, kind in enumerate(kinds, start=2)
    )

    page = report_of(change, review=Review(notes=(write_note(turns=turns),)))

    assert [words_of(tag) for tag in page.select(".notes li > .sub")][:3] == [
        "reworded in v2, between 17 Nov 2026 12:04 and 17 Nov 2026 14:04 UTC",
        "gone from v3, between 17 Nov 2026 12:04 and 17 Nov 2026 15:04 UTC",
        "back in v4, between 17 Nov 2026 12:04 and 17 Nov 2026 16:04 UTC",
    ]


def test_a_fold_says_which_notes_stand_on_what_it_hides(change: Change) -> None:
    start = change.new_text.index("Rights to designs")
    note = write_note(start=start, now="Rights to designs")

    page = report_of(change, review=Review(notes=(note,)))

    assert [words_of(tag) for tag in page.select("details.skip:has(mark) > summary .nb")] == ["✎ note 1"]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["≠ differ French and Arabic have 1,200.", "∅ missing Arabic does not say it.", "✓ agree"]),
        ("fr", ["≠ diffèrent French and Arabic have 1,200.", "∅ manque Arabic does not say it.", "✓ concordent"]),
        ("uk", ["≠ різняться French and Arabic have 1,200.", "∅ бракує Arabic does not say it.", "✓ збігаються"]),
    ],
)
def test_a_table_of_editions_says_in_words_what_agrees(change: Change, language: str, told: list[str]) -> None:
    page = report_of(change, language, editions=write_editions())

    rows = page.select(".editions tbody tr")
    assert [words_of(row.select("td")[-1]) for row in rows] == told
    assert [(cell["dir"], cell["lang"]) for cell in rows[0].select("td")[:3]] == [
        ("ltr", "en"),
        ("ltr", "fr"),
        ("rtl", "ar"),
    ]


def test_what_differs_stands_first_and_much_agreement_is_counted_and_folded(change: Change) -> None:
    table = write_editions()
    agreed = replace(table.rows[2], sentence="All editions agree.")

    page = report_of(change, editions=replace(table, rows=(agreed,) * 9 + table.rows[:2]))

    tables = page.select(".editions table")
    assert [len(one.select("tbody tr")) for one in tables] == [2, 9]
    assert words_of(one_of(page, ".editions summary")) == "9 facts on which all agree"
    assert words_of(tables[1].select("tbody td")[-1]) == "✓ All editions agree."
