"""Review and notes from the command line, over pages that a real server changed."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from commandline import CommandLine
from servers import ScriptedServer, page
from statediff.errors import ExitCode

BEFORE = "The known impact on rivers is large. Both ministers signed a letter of intent in {place} on Tuesday morning."
PLACES = ("Kyiv", "Lviv", "Odesa")


@pytest.fixture
def run(changed: CommandLine, tmp_path: Path) -> CommandLine:
    """A copy of the folder of the three pages."""
    return changed.copied_to(tmp_path)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandLine]:
    """Three pages on which one word became another; on the last one a letter became an agreement too.

    Watched once, and only copied.
    """
    run = CommandLine(tmp_path_factory.mktemp("changed"))
    with ScriptedServer() as server:
        watch(run, server)
        yield run


def watch(run: CommandLine, server: ScriptedServer) -> None:
    sources, later = {}, {}
    for place in PLACES:
        before = BEFORE.format(place=place)
        after = before.replace("impact", "effect")
        if place == "Odesa":
            after = after.replace("a letter of intent", "an agreement")
        title = f"Joint statement of {place}"
        sources[place.lower()] = server.script(f"/{place}", page(before, title=title))
        later[f"/{place}"] = page(after, title=title)
    run.configure(**sources)
    assert run("track", *sources).code == ExitCode.OK
    for path, answer in later.items():
        server.script(path, answer)
    assert run("track", *sources).code == ExitCode.OK


def rows(run: CommandLine, *options: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = run("review", *options, "--json").document["rows"]
    return found


def test_the_queue_tells_an_equal_edit_once_and_a_word_on_it_counts_for_every_page(run: CommandLine) -> None:
    shared = next(row for row in rows(run) if row["substitution"] == {"old": "impact", "new": "effect"})
    assert isinstance(shared["changes"], list)
    assert len(shared["changes"]) == 3

    judged = run("review", str(shared["key"]), "--verdict", "routine", "--reviewer", "Ann", "--note", "House style.")

    assert judged.code == ExitCode.OK
    assert judged.out.count("House style.") == 3
    (left,) = rows(run)
    assert left["key"] == "odesa@v1..odesa@v2"
    assert (left["edits"], left["edits_judged"]) == (2, 1)


def test_reviewers_may_disagree_and_every_word_of_theirs_is_kept(run: CommandLine) -> None:
    for name, kind in (("Ann", "noise"), ("Bo", "significant"), ("Ann", "significant")):
        run("review", "odesa", "--verdict", kind, environment={"STATEDIFF_REVIEWER": name})
        if name == "Bo":
            assert [row["key"] for row in rows(run, "--state", "disputed")] == ["odesa@v1..odesa@v2"]

    history = run("review", "odesa", "--json").document["verdicts"]
    assert [(one["reviewer"], one["verdict"]) for one in history] == [
        ("Ann", "noise"),
        ("Bo", "significant"),
        ("Ann", "significant"),
    ]
    assert [row["key"] for row in rows(run, "--state", "judged")] == ["odesa@v1..odesa@v2"]
    assert len(rows(run, "--state", "all")) == 3


def test_a_verdict_on_an_equal_edit_is_offered_and_taken_by_a_person_only(run: CommandLine) -> None:
    run("review", "kyiv", "--verdict", "routine", "--reviewer", "Ann")
    offered = next(row["offered"] for row in rows(run) if row["substitution"])
    assert isinstance(offered, dict)
    assert (offered["verdict"], offered["reviewer"]) == ("routine", "Ann")

    taken = run("review", "lviv", "--take", "--reviewer", "Bo", "--json").document["verdicts"]

    assert [(one["reviewer"], one["verdict"]) for one in taken] == [("Bo", "routine")]


@pytest.mark.parametrize(
    ("call", "cause"),
    [
        (("review", "kyiv", "--verdict", "noise"), "nobody signed it"),
        (("review", "kyiv", "--take", "--reviewer", "Bo"), "no equal edit was judged elsewhere"),
        (("review", "--verdict", "noise", "--reviewer", "Bo"), "needs something to judge"),
        (("review", "kyiv..lviv", "--verdict", "noise", "--reviewer", "Bo"), "a change of one source"),
        (("review", "0123456789abcdef", "--verdict", "noise", "--reviewer", "Bo"), "0123456789abcdef"),
        (("annotate", "kyiv", "--quote", "letter"), "a passage a note"),
        (("annotate", "kyiv", "--quote", "letter", "--note", "Why?"), "a name under it"),
        (("annotate", "kyiv", "--quote", "treaty", "--note", "Why?", "--author", "Bo"), "does not stand there"),
    ],
)
def test_a_call_that_cannot_be_meant_is_refused_in_one_sentence(
    run: CommandLine, call: tuple[str, ...], cause: str
) -> None:
    finished = run(*call)

    assert finished.code == ExitCode.USAGE
    assert cause in finished.sentence


def test_the_table_of_verdicts_reads_as_text_in_a_spreadsheet(run: CommandLine) -> None:
    run("review", "odesa", "--verdict", "unsure", "--reviewer", "=Ann", "--note", '+1, "see" note\nbelow')

    table = run("review", "--csv").out

    (row,) = csv.DictReader(io.StringIO(table))
    assert (row["source"], row["verdict"], row["reviewer"]) == ("odesa", "unsure", "'=Ann")
    assert row["note"].startswith("'+1")


def test_a_note_follows_its_passage_and_tells_when_it_was_reworded(run: CommandLine) -> None:
    run("annotate", "odesa@v1", "--quote", "letter of intent", "--note", "Not binding.", "--author", "Ann")

    (note,) = run("annotate", "odesa", "--json").document["notes"]

    assert (note["quote"], note["passage"], note["state"]) == ("letter of intent", "agreement", "reworded")
    assert [(event["turn"], event["version"]) for event in note["events"]] == [("reworded", 2)]
    assert "reworded in v2, between" in run("annotate", "odesa").out


def test_the_codebook_of_the_configuration_stands_in_every_verdict(run: CommandLine) -> None:
    settings = run.folder / "statediff.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + '\n[review]\ncodebook = "2026-1"\n', encoding="utf-8")

    (verdict,) = run("review", "kyiv", "--verdict", "noise", "--reviewer", "Ann", "--json").document["verdicts"]

    assert verdict["codebook"] == "2026-1"


def test_nothing_said_about_nothing(run: CommandLine) -> None:
    assert run("review", "kyiv").sentence == "statediff: nobody judged it yet"
    assert run("annotate", "kyiv").sentence == "statediff: there is no note on kyiv@v2 or before it"
    assert run("review", "--state", "judged").sentence == "statediff: nothing is left to judge here"


def test_an_archive_summed_up_before_still_has_its_queue(run: CommandLine) -> None:
    with closing(sqlite3.connect(run.folder / "snapshots" / "statediff.db")) as database:
        database.execute("drop trigger substitution_no_delete")
        database.execute("delete from substitution")
        database.commit()

    assert any(row["substitution"] for row in rows(run))


SEARCHES = """
[[search]]
name = "Intent"
phrase = "letter of intent"

[[search]]
name = "Nothing"
phrase = "a phrase that nobody used"
"""


@pytest.fixture
def searching(run: CommandLine) -> CommandLine:
    settings = run.folder / "statediff.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + SEARCHES, encoding="utf-8")
    return run


def test_a_saved_search_has_a_feed_of_what_it_finds(searching: CommandLine) -> None:
    feed, nothing = searching("feed", "--search", "Intent"), searching("feed", "--search", "Nothing")

    assert feed.out.count("<entry>") == 3
    assert "<title>" in feed.out
    assert nothing.out.count("<entry>") == 0
    assert searching("feed", "--search", "Intend").sentence.endswith("did you mean Intent?")
    assert searching("feed", "kyiv", "--search", "Intent").code == ExitCode.USAGE


def test_a_saved_search_has_a_page_and_a_feed_in_the_site(searching: CommandLine) -> None:
    assert searching("site", str(searching.folder / "site")).code == ExitCode.OK

    pages = {path.name: path.read_text(encoding="utf-8") for path in (searching.folder / "site" / "searches").iterdir()}
    page = next(text for name, text in pages.items() if name.startswith("intent") and name.endswith(".html"))
    assert len(pages) == 4
    assert "letter of intent" in page
    assert page.count('<li class="row') == 3
    assert "Intent" in (searching.folder / "site" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_saved_search_has_a_section_in_the_digest_when_it_finds_something(searching: CommandLine, form: str) -> None:
    digest = searching("digest", "--form", form).out

    assert "search “Intent”: 3 changes" in digest
    assert "Nothing" not in digest
