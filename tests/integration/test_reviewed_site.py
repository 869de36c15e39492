"""A site of what people decided: states of review in lists and filters, verdicts and notes in reports."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import statediff
from commandline import CommandLine
from statediff import demo
from statediff.archive import Archive
from statediff.judgements import Annotation, Verdict, VerdictKind

AT = datetime(2026, 3, 20, 7, 12, tzinfo=UTC)


def decide(archive: Archive, source: str, old: int, kind: str, reviewer: str = "D. K.", note: str = "") -> None:
    archive.keep_verdict(
        Verdict(
            source_id=source,
            old=old,
            new=old + 1,
            kind=VerdictKind(kind),
            reviewer=reviewer,
            decided_at=AT,
            codebook="3",
            note=note,
        )
    )


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, once as it is published and once more after reviewers had looked at it."""
    folder = tmp_path_factory.mktemp("reviewed")
    demo.run(folder / "demo")
    run = CommandLine(folder / "demo")
    assert run("site", str(folder / "site")).code == 0
    shutil.copytree(folder / "site", folder / "before")
    with statediff.open(folder / "demo" / "snapshots" / "statediff.db") as archive:
        decide(archive, "statement-en", 1, "significant", note="Legal status <b>changed</b>.")
        decide(archive, "statement-uk", 1, "significant")
        decide(archive, "statement-uk", 1, "noise", "Олена П.")
        decide(archive, "statement-en", 2, "routine")
        text = archive.version("statement-en@v1").wording.text
        start = text.index("letter of intent")
        archive.keep_annotation(
            Annotation(
                source_id="statement-en",
                version=1,
                start=start,
                end=start + len("letter of intent"),
                quote="letter of intent",
                text="Asked the press office.",
                author="D. K.",
                written_at=AT,
            )
        )
    finished = run("site", str(folder / "site"))
    assert finished.code == 0
    (folder / "told.txt").write_text(finished.out, encoding="utf-8")
    return folder


def read(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")


def test_every_change_of_the_list_says_where_its_review_stands(reviewed: Path) -> None:
    page = read(reviewed / "site" / "index.html")

    states = {
        f"{row['data-source']} {versions.get_text()}": row["data-state"]
        for row in page.select("#rows > .row")
        for versions in row.select(".facts > span")
        if "→" in versions.get_text()
    }
    assert states["statement-en v1 → v2"] == "significant"
    assert states["statement-uk v1 → v2"] == "disputed"
    assert states["statement-en v2 → v3"] == "routine"
    assert set(states.values()) == {"open", "significant", "disputed", "routine"}
    options = [str(option["value"]) for option in page.select("select[name=state] option")]
    assert options == ["", "disputed", "open", "routine", "significant"]


def test_without_script_each_state_of_review_has_a_page(reviewed: Path) -> None:
    page = read(reviewed / "site" / "index.html")

    links = {tag.get_text(): str(tag["href"]) for tag in page.select("#by-state + ul a")}
    assert links == {
        "open": "reviews/open.html",
        "significant": "reviews/significant.html",
        "routine": "reviews/routine.html",
        "disputed": "reviews/disputed.html",
    }
    disputed = read(reviewed / "site" / "reviews" / "disputed.html")
    assert [str(tag["href"]) for tag in disputed.select("#rows .said a")] == ["../changes/statement-uk/v1-v2.html"]


def test_a_report_bears_its_verdicts_and_notes_signed_and_dated(reviewed: Path) -> None:
    page = read(reviewed / "site" / "changes" / "statement-en" / "v1-v2.html")

    verdict = page.select_one(".reviewcard .verdicts > li")
    note = page.select_one(".notes li")
    assert verdict is not None
    assert note is not None
    assert "Significant by D. K., 20 Mar 2026 07:12 UTC · codebook 3" in " ".join(verdict.get_text().split())
    assert "Legal status <b>changed</b>." in verdict.get_text()
    assert "D. K., 20 Mar 2026 07:12 UTC" in " ".join(note.get_text().split())
    assert page.select("form") == []


def test_only_what_was_reviewed_is_written_anew(reviewed: Path) -> None:
    changed = {
        path.relative_to(reviewed / "site").as_posix()
        for path in sorted((reviewed / "site" / "changes").rglob("*.html"))
        if path.read_bytes() != (reviewed / "before" / path.relative_to(reviewed / "site")).read_bytes()
    }

    assert {"changes/statement-en/v1-v2.html", "changes/statement-uk/v1-v2.html"} <= changed
    assert not {name for name in changed if "statement-fr" in name}


def test_an_archive_that_nobody_reviewed_has_no_state_in_its_site(reviewed: Path) -> None:
    page = read(reviewed / "before" / "index.html")

    assert page.select("select[name=state], #by-state, .judged") == []
    assert not (reviewed / "before" / "reviews").exists()
