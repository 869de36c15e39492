"""Histories and versions on a terminal: whole, plain when piped, and without foreign control characters."""

from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console

from statediff.model import History
from statediff.reporter import print_log, print_version
from written import statement_change, write_evidence, write_source


def console_of(*, terminal: bool = False) -> tuple[Console, io.StringIO]:
    stream = io.StringIO()
    return Console(file=stream, force_terminal=terminal, width=100, color_system=None, markup=False), stream


def test_a_log_lists_every_version_and_every_look() -> None:
    console, stream = console_of()

    print_log(console, write_evidence(statement_change())["history"])

    text = stream.getvalue()
    assert text.startswith("History of defence-en\nhttps://defence.example/")
    assert "defence-en@v2  2026-11-20 06:04:09  2026-11-20 12:04:09" in text
    assert text.count("2026-11-1") + text.count("2026-11-2") >= 10
    assert "failed (HTTP 503, the server was ill)" in text


def test_a_log_numbers_every_look_as_confirm_and_proof_take_it() -> None:
    console, stream = console_of()
    history = write_evidence(statement_change())["history"]

    print_log(console, history)

    looks = stream.getvalue().split("Looks", 1)[1].splitlines()[1:]
    assert [int(line.split()[2]) for line in looks] == [capture.id for capture in history.captures]


def test_a_log_without_looks_says_so() -> None:
    console, stream = console_of()

    print_log(console, History(source=write_source()))

    assert "Nothing has been kept of this source yet." in stream.getvalue()


def test_a_version_is_told_with_its_facts_and_its_words() -> None:
    console, stream = console_of()
    version = write_evidence(statement_change())["new"]

    print_version(console, version)

    text = stream.getvalue()
    assert version.wording.digest in text
    assert "# Two ministries sign an agreement on joint production" in text
    assert "* A working group meets every month." in text
    assert "First\t350\t2027" in text.replace("    ", "\t") or "First" in text


def test_foreign_control_characters_and_markup_do_nothing() -> None:
    console, stream = console_of(terminal=True)
    evidence = write_evidence(statement_change())
    wording = replace(evidence["new"].wording, title="\x1b]0;owned\x07 [bold]x[/bold] \u202e")

    print_version(console, replace(evidence["new"], wording=wording))

    text = stream.getvalue()
    assert "\x1b]0;owned" not in text
    assert "\\x1b]0;owned\\x07 [bold]x[/bold] \\u202e" in text


def test_a_log_speaks_the_readers_language() -> None:
    console, stream = console_of()

    print_log(console, write_evidence(statement_change())["history"], language="uk")

    assert "Історія defence-en" in stream.getvalue()
    assert "ті самі байти" in stream.getvalue()
