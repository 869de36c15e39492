"""Adding a source to statediff.toml leaves everything else as it was."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from statediff.cli.editing import append_source, make_source_table, write_source_table
from statediff.errors import ConfigurationError
from visits import ordinary_user

BEFORE = """\
# Our watch list.
contact = "desk@newsroom.example"   # answered daily

[source.first]
url = "https://first.example/statement"  # the long one
enabled = false
"""


def test_comments_and_lines_survive(tmp_path: Path) -> None:
    path = tmp_path / "statediff.toml"
    path.write_text(BEFORE, encoding="utf-8")
    table = make_source_table({"url": "https://second.example/заява", "select": ["main"]}, comments=("proposed: x",))

    append_source(path, "second", table, overrides={})

    after = path.read_text(encoding="utf-8")
    assert after.startswith(BEFORE)
    assert tomllib.loads(after)["source"]["second"] == {"url": "https://second.example/заява", "select": ["main"]}
    assert "# proposed: x" in after


def test_windows_line_ends_survive(tmp_path: Path) -> None:
    path = tmp_path / "statediff.toml"
    path.write_bytes(BEFORE.replace("\n", "\r\n").encode())

    append_source(path, "second", make_source_table({"url": "https://second.example/"}), overrides={})

    assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")


def test_a_file_without_a_last_line_end_stays_valid(tmp_path: Path) -> None:
    path = tmp_path / "statediff.toml"
    path.write_text(BEFORE.rstrip("\n"), encoding="utf-8")

    append_source(path, "second", make_source_table({"url": "https://second.example/"}), overrides={})

    assert set(tomllib.loads(path.read_text(encoding="utf-8"))["source"]) == {"first", "second"}


def test_a_source_id_twice_is_refused_and_the_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "statediff.toml"
    path.write_text(BEFORE, encoding="utf-8")

    with pytest.raises(ConfigurationError):
        append_source(path, "first", make_source_table({"url": "https://second.example/"}), overrides={})

    assert path.read_text(encoding="utf-8") == BEFORE
    assert list(tmp_path.iterdir()) == [path]


def test_the_mode_of_the_file_survives(tmp_path: Path) -> None:
    path = tmp_path / "statediff.toml"
    path.write_text(BEFORE, encoding="utf-8")
    path.chmod(0o640)

    append_source(path, "second", make_source_table({"url": "https://second.example/"}), overrides={})

    assert path.stat().st_mode & 0o777 == 0o640


def test_a_folder_that_takes_no_file_is_told_by_the_name_of_the_configuration(tmp_path: Path) -> None:
    path = tmp_path / "statediff.toml"
    path.write_text(BEFORE)
    tmp_path.chmod(0o555)

    with ordinary_user(), pytest.raises(OSError) as caught:
        append_source(path, "x", make_source_table({"url": "https://ministry.example/"}), overrides={})

    tmp_path.chmod(0o755)
    assert caught.value.filename == str(path)


def test_hostile_titles_stay_one_value() -> None:
    written = write_source_table("x", make_source_table({"url": "https://a.example/", "title": 'a"]\n[source.y]'}))

    assert tomllib.loads(written) == {"source": {"x": {"url": "https://a.example/", "title": 'a"]\n[source.y]'}}}
