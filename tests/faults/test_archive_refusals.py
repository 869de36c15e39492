"""The command line before an archive that is held, or that may not be written: one sentence, and nothing is lost."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from commandline import CommandLine
from servers import ScriptedServer, page
from statediff.archive.dialect import Connection
from visits import ordinary_user

PROSE = "The minister received the ambassador this morning at the ministry in the capital of the country."
UHODA = "Сторони підписали угоду про спільне виробництво дронів-перехоплювачів в обох країнах у вівторок."


@pytest.fixture
def desk(server: ScriptedServer) -> Iterator[CommandLine]:
    """A folder that anybody can reach, whose source was seen once."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        cli = CommandLine(folder)
        cli.configure(x=server.script("/x", [page(PROSE), page(PROSE, UHODA)]))
        assert cli("track", "x").code == 0
        yield cli
        (folder / "snapshots").chmod(0o755)


def path_of(desk: CommandLine) -> Path:
    return desk.folder / "snapshots" / "statediff.db"


def test_an_archive_that_another_program_holds_is_busy_and_the_next_run_goes_on(
    desk: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Connection.__init__, "__kwdefaults__", {"is_read_only": False, "wait_seconds": 0.05})
    with closing(sqlite3.connect(path_of(desk), isolation_level=None)) as other:
        other.execute("begin immediate")

        refused = desk("track", "x")
        read = desk("log", "x", "--json")

    assert refused.code == 75
    assert "another program holds the file" in refused.sentence
    assert read.code == 0
    assert desk("track", "x").code == 0
    assert desk("verify").code == 0
    assert UHODA in desk("show", "x").out


def test_an_archive_that_may_not_be_written_is_named_and_still_read(desk: CommandLine) -> None:
    readings = (("log", "x"), ("show", "x"), ("verify",))
    # A verb is imported when it is first called, and somebody without rights may not read the program's own files.
    assert [desk(*words).code for words in readings] == [0, 0, 0]
    content = path_of(desk).read_bytes()
    for part in path_of(desk).parent.iterdir():
        part.chmod(0o444)
    path_of(desk).parent.chmod(0o555)

    with ordinary_user():
        refused = desk("track", "x")
        read = [desk(*words).code for words in readings]

    assert refused.code == 74
    assert str(path_of(desk).name) in refused.sentence
    assert read == [0, 0, 0]
    assert path_of(desk).read_bytes() == content
