"""The table of verbs and the commands behind it say the same; a call that is off is one sentence."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from commandline import CommandLine
from statediff.cli.entry import COLLECTOR, statediff
from statediff.cli.verbs import VERBS


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_each_verb_has_a_command_whose_help_begins_with_its_summary(verb: object) -> None:
    from_table = next(known for known in VERBS if known is verb)

    command = statediff.get_command(click.Context(statediff), from_table.name)

    assert command is not None
    assert command.name == from_table.name
    assert (command.help or "").strip()


def test_help_lists_every_verb(tmp_path: Path) -> None:
    finished = CommandLine(tmp_path)("--help")

    assert finished.code == 0
    assert all(f"  {verb.name} " in finished.out for verb in VERBS)


def test_version_is_one_line(tmp_path: Path) -> None:
    assert CommandLine(tmp_path)("--version").out.startswith("statediff ")


def test_no_verb_at_all_is_help_on_stderr_and_2(tmp_path: Path) -> None:
    finished = CommandLine(tmp_path)()

    assert (finished.code, finished.out) == (2, "")
    assert "Usage: statediff" in finished.err


@pytest.mark.parametrize(
    ("word", "said"), [("trak", "no such command 'trak', did you mean track?"), ("xyzzy", "no such command 'xyzzy';")]
)
def test_a_verb_that_is_none_is_2_and_the_near_one_is_named(tmp_path: Path, word: str, said: str) -> None:
    finished = CommandLine(tmp_path)(word)

    assert (finished.code, finished.out) == (2, "")
    assert said in finished.sentence


def test_every_verb_has_help(tmp_path: Path) -> None:
    cli = CommandLine(tmp_path)

    for verb in VERBS:
        finished = cli(verb.name, "--help")
        assert finished.code == 0
        assert finished.out.startswith(f"Usage: statediff {verb.name}")


def test_python_m_runs_the_same_commands(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "statediff", "log"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 74
    assert done.stderr.startswith("statediff: ")
    assert done.stderr.count("\n") == 1


def test_only_the_command_line_lets_the_collector_of_cycles_look_less_often(tmp_path: Path) -> None:
    watch = "import atexit, gc, sys; atexit.register(lambda: print(*gc.get_threshold())); from statediff import diff; "
    call = "from statediff.cli import main; sys.argv = ['statediff', '--version']; main()"

    library = subprocess.run(
        [sys.executable, "-c", f"{watch} diff('a', 'b')"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    command = subprocess.run(
        [sys.executable, "-c", watch + call], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert library.stdout.split() == [str(number) for number in gc.get_threshold()]
    assert command.stdout.splitlines()[-1].split() == [str(number) for number in COLLECTOR]


def test_a_reader_that_goes_away_leaves_no_complaint(tmp_path: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -m statediff --help | true",
        shell=True,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("closed", [(0, 1), (1, 2), (0, 1, 2)])
def test_streams_that_were_closed_before_are_no_trouble(tmp_path: Path, closed: tuple[int, ...]) -> None:
    shut = " ".join(f"{number}>&-" for number in closed)
    done = subprocess.run(
        f"{sys.executable} -m statediff init {shut}",
        shell=True,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert (tmp_path / "statediff.toml").read_text().startswith("# What statediff watches")


def test_a_full_disk_under_stdout_is_74(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "statediff", "init", "--help"],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
            check=False,
        )

    assert done.returncode == 74
    assert "Traceback" not in done.stderr
