"""What the command line prints never carries a control character of somebody else's."""

from __future__ import annotations

import io
import json

import pytest

from statediff.cli.terminal import escape, has_colour, make_console, put, put_json, say


def test_control_characters_are_written_out() -> None:
    hostile = "a\x1b[31mred\x07\r\nb\u202ec\u2028d\x9b"

    written = escape(hostile)

    assert written == "a\\x1b[31mred\\x07\\x0d\\x0ab\\u202ec\\u2028d\\x9b"


def test_letters_of_every_script_stay_as_they_are() -> None:
    text = "Заява, déclaration, بيان, הצהרה, 声明"

    assert escape(text) == text


def test_lone_surrogates_are_written_out() -> None:
    assert escape("x\udc80y") == "x\\udc80y"


def test_data_keeps_its_line_ends_and_tabs(capsys: pytest.CaptureFixture[str]) -> None:
    put("a\tb\nc\x1bd")

    assert capsys.readouterr().out == "a\tb\nc\\x1bd\n"


def test_talk_is_one_line_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    say("first\nsecond")

    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "statediff: first\\x0asecond\n")


def test_json_falls_back_to_escapes_when_the_output_cannot_take_utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", narrow)

    put_json({"title": "Заява"})

    narrow.flush()
    written = narrow.buffer
    assert isinstance(written, io.BytesIO)
    assert json.loads(written.getvalue().decode("ascii")) == {"title": "Заява"}


def test_a_lone_surrogate_still_makes_valid_json(capsys: pytest.CaptureFixture[str]) -> None:
    put_json({"text": "x\udc80"})

    assert json.loads(capsys.readouterr().out) == {"text": "x\udc80"}


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "expected"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colour_is_for_terminals_that_were_not_told_otherwise(environment: dict[str, str], expected: bool) -> None:
    assert has_colour(_Terminal(), environment) is expected
    assert has_colour(io.StringIO(), environment) is False


def test_a_console_without_colour_prints_no_escape_codes() -> None:
    stream = io.StringIO()

    make_console(stream, colour=False).print("[bold]x[/bold]", style="red")

    assert stream.getvalue() == "[bold]x[/bold]\n"
