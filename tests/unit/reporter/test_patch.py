"""The patch: a unified diff that turns the old text into the new one."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from statediff.model import Change
from statediff.reporter import unified
from written import come, gone, statement_change, write_change


def apply(patch: str, text: str) -> str:
    """Apply a unified diff to a text, line by line, as patch(1) would; every context line has to agree."""
    lines, out, at = text.split("\n"), [], 0
    rows = iter(patch.split("\n")[2:-1])
    for row in rows:
        head = re.fullmatch(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@", row)
        if head:
            start = int(head[1]) - (1 if head[2] != "0" else 0)
            out += lines[at:start]
            at = start
            continue
        sign, line = row[0], row[1:]
        if sign in " -":
            assert lines[at] == line
            at += 1
        if sign in " +":
            out.append(line)
    return "\n".join(out + lines[at:])


CHANGES = {
    "statement": statement_change(),
    "first block gone": write_change([gone("One."), "Two."]),
    "last block gone": write_change(["One.", gone("Two.")]),
    "last block come": write_change(["One.", come("Two.")]),
    "all gone": write_change([gone("One."), gone("Two.")]),
    "far apart": write_change(["A [-b-]{+c+}", *["stays"] * 12, "D [-e-]{+f+}"]),
    "lines in a block": write_change(["One\ntwo [-three-]{+four+}\nfive"]),
}


@pytest.mark.parametrize("name", [name for name in CHANGES if name != "all gone"])
def test_the_patch_makes_the_new_text_of_the_old_one(name: str) -> None:
    change = CHANGES[name]

    assert apply(unified(change), change.old_text) == change.new_text


def test_the_same_text_needs_no_patch() -> None:
    assert unified(write_change(["One.", "Two."])) == ""


def test_changes_far_apart_stand_in_hunks_of_their_own() -> None:
    assert unified(CHANGES["far apart"]).count("@@ -") == 2


def test_a_patch_looks_as_people_know_it() -> None:
    change = write_change(["One stays.", "Two [-goes-]{+comes+}."])

    assert unified(change) == "--- old\n+++ new\n@@ -1,3 +1,3 @@\n One stays.\n \n-Two goes.\n+Two comes.\n"


@pytest.mark.skipif(shutil.which("patch") is None, reason="there is no patch(1) here")
@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_patch_itself_takes_it(change: Change, tmp_path: Path) -> None:
    file = tmp_path / "statement.txt"
    file.write_text(change.old_text + "\n" if change.old_text else "", encoding="utf-8")

    subprocess.run(["patch", "-s", str(file)], input=unified(change).encode(), check=True)

    kept = file.read_text(encoding="utf-8") if file.exists() else ""
    assert kept.strip("\n") == change.new_text.strip("\n")
