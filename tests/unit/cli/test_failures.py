"""Every failure is one sentence on stderr and an exit code."""

from __future__ import annotations

import errno

import click
import pytest

from statediff.cli.failures import BROKEN_PIPE, report_failure, report_usage
from statediff.errors import ArchiveBusy, ArchiveNotFound, ConfigurationError, ExitCode, RevisionNotFound


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ArchiveNotFound("a.db", "there is no archive", "make one"), 74),
        (ArchiveBusy("a.db", "another run holds it", "wait"), 75),
        (RevisionNotFound("x@v9", "no such version", "see: statediff log x"), 2),
        (ConfigurationError("statediff.toml", ["contact: missing"]), 78),
        (KeyboardInterrupt(), 130),
        (OSError(errno.ENOSPC, "No space left on device", "a.db"), 74),
        (PermissionError(errno.EACCES, "Permission denied", "a.html"), 2),
        (RuntimeError("surprise"), 2),
    ],
)
def test_an_error_is_one_line_and_its_exit_code(
    error: BaseException, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report_failure(error, debug=False) == code

    talk = capsys.readouterr().err
    assert talk.startswith("statediff: ")
    assert talk.count("\n") == 1
    assert "Traceback" not in talk


def test_an_error_names_subject_cause_and_next_step(capsys: pytest.CaptureFixture[str]) -> None:
    report_failure(RevisionNotFound("x@v9", "no such version", "see: statediff log x"), debug=False)

    assert capsys.readouterr().err == "statediff: x@v9: no such version; see: statediff log x\n"


def test_control_characters_in_an_error_are_written_out(capsys: pytest.CaptureFixture[str]) -> None:
    report_failure(RevisionNotFound("x\x1b[2J\r\n", "bad\x07", "stop"), debug=False)

    assert capsys.readouterr().err == "statediff: x\\x1b[2J\\x0d\\x0a: bad\\x07; stop\n"


def test_every_fault_of_a_configuration_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    report_failure(ConfigurationError("statediff.toml", ["a: wrong", "b: unknown key"], "correct them"), debug=False)

    lines = capsys.readouterr().err.splitlines()
    assert lines == ["statediff: statediff.toml: 2 faults; correct them", "  a: wrong", "  b: unknown key"]


def test_debug_adds_the_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        divmod(1, 0)

    report_failure(caught.value, debug=True)

    assert "Traceback" in capsys.readouterr().err


def test_a_reader_that_went_away_is_no_talk(capsys: pytest.CaptureFixture[str]) -> None:
    assert report_failure(BrokenPipeError(), debug=False) == BROKEN_PIPE

    assert capsys.readouterr().err == ""


def test_a_usage_error_is_one_line_with_the_help_to_read(capsys: pytest.CaptureFixture[str]) -> None:
    context = click.Context(click.Command("log"), info_name="statediff log")

    assert report_usage(click.UsageError("No such option: --jsn", ctx=context)) == ExitCode.USAGE

    assert capsys.readouterr().err == "statediff: log: no such option: --jsn; see 'statediff log --help'\n"
