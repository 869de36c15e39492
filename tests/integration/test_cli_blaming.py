"""`blame` as somebody calls it who wants to know who brought a sentence, over pages that a real server gave."""

from __future__ import annotations

from pathlib import Path

import pytest

from commandline import CommandLine
from schemas import find_faults, load_schema
from servers import ScriptedServer, page

SIGNED = "The two ministers signed a letter of intent on the joint production of drones."
AGREED = "The two ministers signed an agreement on the joint production of drones."
FUND = "The fund will pay for the first 1,200 kits before the end of the year."
THANKS = "Both sides thanked the engineers in Lviv and Toulouse for their work."
STATEMENTS = (f"{SIGNED} {FUND}", f"{AGREED} {FUND} {THANKS}", f"{SIGNED} {THANKS}", f"{FUND} {SIGNED} {THANKS}")


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """A folder whose one source had every statement; made once, and only read."""
    line = CommandLine(tmp_path_factory.mktemp("blamed"))
    with ScriptedServer() as server:
        pages = [page(text, title="Joint statement") for text in STATEMENTS]
        line.configure(joint=server.script("/statement", pages))
        for _ in STATEMENTS:
            assert line("track", "joint").code == 0
    return line


@pytest.fixture
def run(watched: CommandLine, tmp_path: Path) -> CommandLine:
    return watched.copied_to(tmp_path)


def test_every_sentence_stands_with_the_version_that_brought_it(run: CommandLine) -> None:
    finished = run("blame", "joint")

    assert finished.code == 0
    lines = [line.replace(line[4:14], "DAY", 1) if line.startswith("v") else line for line in finished.out.splitlines()]
    assert lines[-6:] == [
        f"v4  DAY  {FUND}",
        "                first in v1, restored in v4",
        f"v3  DAY  {SIGNED}",
        "                first in v1, restored in v3",
        f"                replaced: {AGREED}",
        f"v2  DAY  {THANKS}",
    ]


def test_its_document_is_what_the_schema_says(run: CommandLine) -> None:
    document = run("blame", "joint", "--json").document

    assert list(find_faults(document, load_schema("blame"))) == []
    [signed] = [line for line in document["lines"] if line["text"] == SIGNED]
    assert (signed["revision"], signed["since"], signed["restored"], signed["replaced"]) == ("joint@v3", 1, [3], AGREED)


def test_its_page_is_one_file_in_the_wanted_language(run: CommandLine) -> None:
    finished = run("blame", "joint~1", "--html", "blame.html", "--language", "uk")

    written = (run.folder / "blame.html").read_text(encoding="utf-8")
    assert finished.out == "blame.html\n"
    assert '<html lang="uk"' in written
    assert THANKS in written


def test_two_forms_at_once_are_refused(run: CommandLine) -> None:
    assert run("blame", "joint", "--json", "--html", "x.html").code == 2


def test_the_same_call_prints_the_same_bytes(run: CommandLine) -> None:
    assert run("blame", "joint", "--html", "-").out == run("blame", "joint", "--html", "-").out
