"""`diff` of two files: its patch is taken by other programs, its JSON says the same."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from commandline import CommandLine

OLD = "The fleet sails in May.\n\nIt has 1,200 crew and costs €3 million.\n\nThe end.\n"
NEW = "The fleet sails in June.\n\nIt has 1,100 crew and costs €3 million.\n\nA new line came.\n\nThe end.\n"


@pytest.fixture
def cli(tmp_path: Path) -> CommandLine:
    (tmp_path / "the statement.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    return CommandLine(tmp_path)


@pytest.mark.parametrize("command", [["git", "apply", "-"], ["patch", "-s", "-p1"]], ids=["git apply", "patch"])
def test_other_programs_take_the_patch(cli: CommandLine, command: list[str], tmp_path: Path) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"there is no {command[0]} here")
    patch = cli("diff", "--patch", "the statement.txt", "new.txt").out

    subprocess.run(command, input=patch.encode(), cwd=tmp_path, check=True)

    assert (tmp_path / "the statement.txt").read_text(encoding="utf-8") == NEW


def test_its_json_rebuilds_both_files(cli: CommandLine) -> None:
    finished = cli("diff", "--json", "the statement.txt", "new.txt")

    said = json.loads(finished.out)
    assert (finished.code, said["old"], said["new"]) == (1, {"file": "the statement.txt"}, {"file": "new.txt"})
    assert (said["old_text"] + "\n", said["new_text"] + "\n") == (OLD, NEW)
    assert [label["delta"] for edit in said["edits"] for label in edit["labels"]] == ["+1 month", "−8.3 %", ""]


def test_a_last_line_end_alone_is_no_change(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(OLD.rstrip("\n"), encoding="utf-8")

    finished = cli("diff", "the statement.txt", "new.txt")

    assert (finished.code, finished.out) == (0, "")
