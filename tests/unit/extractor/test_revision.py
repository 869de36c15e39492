"""The key under which a wording is read: only equal keys are compared."""

from __future__ import annotations

import subprocess
import sys

import pytest

from statediff.extractor import VERSION, extraction_key
from statediff.model import Rules


def test_the_key_names_version_and_rules() -> None:
    assert extraction_key(Rules()).startswith(f"{VERSION}.")


@pytest.mark.parametrize(
    "rules",
    [
        Rules(select=("main",)),
        Rules(remove=("main",)),
        Rules(preset="govuk"),
        Rules(keep_links=True),
        Rules(json_path="a"),
    ],
)
def test_other_rules_give_another_key(rules: Rules) -> None:
    assert extraction_key(rules) != extraction_key(Rules())


def test_equal_rules_give_the_same_key() -> None:
    assert extraction_key(Rules(select=("a", "b"))) == extraction_key(Rules(select=("a", "b")))
    assert extraction_key(Rules(select=("a", "b"))) != extraction_key(Rules(select=("b", "a")))


@pytest.mark.parametrize("seed", ["1", "2"])
def test_key_and_wording_do_not_depend_on_the_hash_seed(seed: str) -> None:
    program = (
        "from statediff.extractor import extraction_key, read; from statediff.model import Rules; "
        "page = '<div class=\"b a c\"><h1>T</h1><p>' + 'words ' * 30 + '</p></div>'; "
        "print(extraction_key(Rules(select=('a', 'b'))), read(page.encode()))"
    )

    printed = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": chosen, "PYTHONPATH": ":".join(sys.path), "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for chosen, zone in (("0", "UTC"), (seed, "Asia/Tokyo"))
    ]

    assert printed[0] == printed[1]
