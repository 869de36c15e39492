"""Tables on stdout: whole cells when piped, whatever their length."""

from __future__ import annotations

import io

from statediff.cli.tables import print_table
from statediff.cli.terminal import make_console


def printed(*rows: tuple[object, ...]) -> list[str]:
    stream = io.StringIO()
    print_table(make_console(stream, colour=False), ("score", "key", "what changed"), rows)
    return stream.getvalue().splitlines()


def test_a_piped_table_cuts_no_cell_and_leaves_no_column_out() -> None:
    long = "“letter of intent” became “agreement”; " * 12

    heading, row = printed(("0.98", "statement-en@v5..statement-en@v6", long))

    assert heading.split()[:2] == ["score", "key"]
    assert row.rstrip() == f"0.98   statement-en@v5..statement-en@v6  {long}".rstrip()


def test_a_control_character_of_a_cell_is_written_out() -> None:
    _, row = printed(("1", "a\x1b[2Jb", None))

    assert "a\\x1b[2Jb" in row
