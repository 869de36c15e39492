"""Every JSON document that a verb prints is what its published schema says, member by member."""

from __future__ import annotations

import copy
import json
import re
import shutil
from pathlib import Path

import pytest

import statediff
from commandline import CommandLine
from schemas import FOLDER, find_faults, load_schema
from servers import ScriptedServer, page
from statediff import demo

COMMANDS = {
    "changes": ("log", "--json"),
    "history": ("log", "statement-en", "--json"),
    "version": ("show", "statement-uk", "--json"),
    "search": ("grep", "letter of intent", "--json"),
    "diff": ("diff", "statement-en@v1..statement-en@v6", "--json"),
    "sources": ("sources", "--json"),
    "filters": ("sources", "--filters", "--json"),
    "verification": ("verify", "--json"),
    "backup": ("backup", "copy.db", "--json"),
    "compaction": ("compact", "--json"),
    "archive-stats": ("archive", "stats", "--json"),
    "lexicon": ("lexicon", "--json"),
    "examination": ("doctor", "--json"),
    "queue": ("review", "--json"),
    "verdicts": ("review", "statement-en", "--verdict", "significant", "--reviewer", "Ann", "--json"),
    "annotations": (
        "annotate",
        "statement-en@v1",
        "--quote",
        "letter of intent",
        "--occurrence",
        "1",
        "--note",
        "Not yet an agreement.",
        "--author",
        "Ann",
        "--json",
    ),
    "technical-revisions": ("reextract", "--json"),
    "editions": ("editions", "statement-en", "--json"),
    "edition-groups": ("editions", "--json"),
    "edition-suggestions": ("editions", "--suggest", "--json"),
    "edition-link": ("editions", "--reject", "statement-en", "statement-uk", "--reviewer", "Ann", "--json"),
}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("played") / "demo"
    demo.run(folder)
    return folder


@pytest.fixture
def run(played: Path, tmp_path: Path) -> CommandLine:
    shutil.copytree(played, tmp_path / "watch")
    return CommandLine(tmp_path / "watch")


@pytest.mark.parametrize("kind", COMMANDS)
def test_a_document_is_what_its_schema_says(run: CommandLine, kind: str) -> None:
    document = run(*COMMANDS[kind]).document

    assert document["kind"] == kind
    assert list(find_faults(document, load_schema(kind))) == []


def test_two_files_compared_are_what_the_schema_says(run: CommandLine) -> None:
    (run.folder / "a.txt").write_text("The parties may sign.", encoding="utf-8")
    (run.folder / "b.txt").write_text("The parties will sign.", encoding="utf-8")

    document = run("diff", "--files", "a.txt", "b.txt", "--json").document

    assert list(find_faults(document, load_schema("diff"))) == []


def test_a_rendered_change_is_what_its_schema_says() -> None:
    change = statediff.diff(
        "The parties may sign by 1 May.\n\nIt holds.", "It holds.\n\nThe parties will sign by 2 May."
    )
    document = json.loads(statediff.render(change, "json"))

    assert list(find_faults(document, load_schema("change"))) == []


def test_looks_and_previews_are_what_their_schemas_say(server: ScriptedServer, tmp_path: Path) -> None:
    url = server.script("/statement", page("Сторони підписали лист про наміри.", title="Спільна заява"))
    run = CommandLine(tmp_path)
    run.configure(joint_uk=url, gone=server.url("/nothing"))

    looks = [json.loads(line) for line in run("track", "--json").out.splitlines()]
    previews = [run("preview", name, "--json").document for name in ("joint-uk", "gone")]

    assert len(looks) == 2
    assert [fault for look in looks for fault in find_faults(look, load_schema("capture"))] == []
    assert [fault for preview in previews for fault in find_faults(preview, load_schema("preview"))] == []


def test_every_kind_of_document_has_a_schema_and_every_schema_a_kind() -> None:
    package = Path(statediff.__file__).parent
    faces = [*sorted((package / "cli").glob("*.py")), *sorted((package / "web").glob("*.py"))]
    sources = "\n".join(path.read_text(encoding="utf-8") for path in faces)
    kinds = set(re.findall(r'make_document\(\s*"([a-z-]+)"', sources))

    published = {path.stem for path in FOLDER.glob("*.json")}

    assert published == kinds | {"change"}


def test_a_document_that_is_not_what_it_should_be_is_found_out(run: CommandLine) -> None:
    right = run("log", "--json").document
    wrongs = []
    for name, value in (("at", "yesterday"), ("severity", "grave"), ("score", None), ("words_added", 1.5), ("new", 1)):
        wrong = copy.deepcopy(right)
        wrong["changes"][0][name] = value
        wrongs.append(list(find_faults(wrong, load_schema("changes"))))
    missing = {**right, "changes": [{}]}

    assert [len(faults) for faults in wrongs] == [1] * 5
    assert len(list(find_faults(missing, load_schema("changes")))) == 9
