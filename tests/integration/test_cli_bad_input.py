"""Bad input: one sentence, the right exit code, no traceback, nothing created or changed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from commandline import SETTINGS, CommandLine
from servers import Answer, ScriptedServer, page

PROSE = (
    "The minister received the ambassador this morning at the ministry in the capital.",
    "They spoke about the reconstruction of the port and the safety of shipping in the region.",
)


@pytest.fixture
def cli(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


@pytest.mark.parametrize(
    "arguments",
    [("log", "x"), ("show", "x"), ("diff", "x"), ("report", "x"), ("grep", "x"), ("verify",), ("confirm", "1")],
    ids=" ".join,
)
def test_a_missing_archive_is_74_or_trouble_of_diff_and_none_is_made(
    cli: CommandLine, arguments: tuple[str, ...]
) -> None:
    cli.configure()
    before = cli.files()

    finished = cli(*arguments)

    assert finished.code == (2 if arguments[0] == "diff" else 74)
    assert "statediff.db" in finished.sentence
    assert cli.files() == before


@pytest.mark.parametrize("arguments", [("log",), ("verify",), ("track",)], ids=" ".join)
def test_a_file_that_is_no_archive_is_74_and_stays(cli: CommandLine, arguments: tuple[str, ...]) -> None:
    cli.configure(x="https://ministry.example/")
    (cli.folder / "other.db").write_bytes(b"not a database at all, whatever its name says" * 40)
    before = cli.files()

    finished = cli("--archive", "other.db", *arguments)

    assert finished.code == 74
    assert "other.db" in finished.sentence
    assert cli.files() == before


def test_another_programs_database_is_74_and_stays(cli: CommandLine) -> None:
    cli.configure()
    with sqlite3.connect(cli.folder / "other.db") as connection:
        connection.execute("create table t (a)")
    connection.close()
    before = cli.files()

    finished = cli("--archive", "other.db", "log")

    assert finished.code == 74
    assert "other.db" in finished.sentence
    assert cli.files() == before


def test_an_archive_of_a_newer_version_is_74_and_stays(cli: CommandLine, server: ScriptedServer) -> None:
    cli.configure(x=server.script("/x", page(*PROSE)))
    cli("track")
    path = cli.folder / "snapshots" / "statediff.db"
    connection = sqlite3.connect(path)
    connection.execute("pragma user_version = 99999")
    connection.commit()
    connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()
    before = path.read_bytes()

    finished = cli("log")

    assert finished.code == 74
    assert "newer" in finished.sentence
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "url", ["ministry.example/statement", "ftp://ministry.example/", "https://", "http://a b/", "javascript:alert(1)"]
)
def test_a_bad_url_is_2_and_nothing_is_written(cli: CommandLine, url: str) -> None:
    cli.configure()
    before = cli.files()

    finished = cli("add", url)

    assert finished.code == 2
    assert finished.sentence
    assert cli.files() == before


@pytest.mark.parametrize("verb", ["add", "preview"])
def test_a_selector_that_matches_nothing_is_3_and_nothing_is_written(
    cli: CommandLine, server: ScriptedServer, verb: str
) -> None:
    cli.configure()
    before = cli.files()

    finished = cli(verb, server.script("/x", page(*PROSE)), "--select", ".no-such-class")

    assert finished.code == 3
    assert ".no-such-class" in finished.sentence
    assert cli.files() == before


@pytest.mark.parametrize("revision", ["x@v9", "x~7", "nobody", "x@1999-01-01", "x@v1..x@v9", "../../etc", "x@vv", ""])
def test_an_unknown_revision_is_2(cli: CommandLine, server: ScriptedServer, revision: str) -> None:
    cli.configure(x=server.script("/x", page(*PROSE)))
    cli("track")

    for verb in ("diff", "report"):
        finished = cli(verb, revision)
        assert finished.code == 2
        assert finished.sentence
    assert not list(cli.folder.glob("*.html"))


def test_an_unknown_source_suggests_the_near_one(cli: CommandLine, server: ScriptedServer) -> None:
    cli.configure(mfa_en=server.script("/x", page(*PROSE)))

    finished = cli("track", "mfa-eng")

    assert finished.code == 2
    assert "did you mean mfa-en?" in finished.sentence


def test_a_source_id_twice_in_the_file_is_78(cli: CommandLine) -> None:
    path = cli.configure(x="https://ministry.example/1")
    path.write_text(path.read_text() + '\n[source.x]\nurl = "https://ministry.example/2"\n')
    before = cli.files()

    finished = cli("track")

    assert finished.code == 78
    assert "statediff.toml" in finished.sentence
    assert cli.files() == before


def test_adding_a_source_id_twice_is_2_and_the_file_stays(cli: CommandLine, server: ScriptedServer) -> None:
    cli.configure(x="https://ministry.example/1")
    before = cli.files()

    finished = cli("add", server.script("/x", page(*PROSE)), "--id", "X")

    assert finished.code == 2
    assert "already" in finished.sentence
    assert cli.files() == before


def test_a_url_that_is_watched_already_is_2(cli: CommandLine) -> None:
    cli.configure(x="https://ministry.example/1")

    finished = cli("add", "https://ministry.example/1")

    assert finished.code == 2
    assert "already watched as x" in finished.sentence


def test_a_visit_that_failed_adds_nothing(cli: CommandLine, server: ScriptedServer) -> None:
    cli.configure()
    before = cli.files()

    finished = cli("add", server.script("/x", Answer(status=404, body=b"<h1>Not found</h1>")))

    assert finished.code == 3
    assert "nothing was written" in finished.sentence
    assert cli.files() == before


def test_force_adds_a_page_whose_visit_failed(cli: CommandLine, server: ScriptedServer) -> None:
    path = cli.configure()

    finished = cli("add", server.url("/lost"), "--id", "lost", "--force")

    assert finished.code == 0
    assert "[source.lost]" in path.read_text()


def test_no_configuration_is_78_and_names_init(cli: CommandLine) -> None:
    finished = cli("track")

    assert finished.code == 78
    assert "statediff init" in finished.sentence
    assert cli.files() == {}


def test_every_fault_of_the_configuration_is_said_at_once(cli: CommandLine) -> None:
    (cli.folder / "statediff.toml").write_text(SETTINGS + '\n[source.x]\nurl = "x"\nslect = "main"\n')

    finished = cli("track")

    assert finished.code == 78
    assert "source.x.url" in finished.err
    assert "did you mean" in finished.err
    assert "Traceback" not in finished.err


def test_a_rule_that_is_none_is_78_with_its_key_and_what_may_have_been_meant(cli: CommandLine) -> None:
    (cli.folder / "statediff.toml").write_text(
        SETTINGS
        + '\n[source.one]\nurl = "https://mod.example/1"\nselect = ["main", "p:frist-child"]\nremove = ".note["\n'
        '[source.two]\nurl = "https://mod.example/2"\npreset = "wordpres"\nlinks = "a:not(.x)"\ndiscover = "listing"\n'
    )

    finished = cli("sources")

    assert finished.code == 78
    assert 'source.one.select: "p:frist-child" is no CSS selector' in finished.err
    assert "did you mean :first-child?" in finished.err
    assert "source.one.remove: " in finished.err
    assert "source.two.preset: " in finished.err
    assert "did you mean wordpress?" in finished.err
    assert "source.two.links: " in finished.err


def test_a_contact_is_required_before_any_visit(cli: CommandLine, server: ScriptedServer) -> None:
    finished = cli("preview", server.script("/x", page(*PROSE)))

    assert finished.code == 78
    assert "STATEDIFF_CONTACT" in finished.sentence
    assert server.asked == []


def test_init_never_overwrites(cli: CommandLine) -> None:
    (cli.folder / "statediff.toml").write_text("# mine\n")

    finished = cli("init")

    assert finished.code == 2
    assert (cli.folder / "statediff.toml").read_text() == "# mine\n"


def test_init_writes_a_configuration_that_loads(cli: CommandLine) -> None:
    assert cli("init").code == 0

    finished = cli("sources", "--json")

    assert finished.code == 0
    assert finished.document["sources"]
    assert not any(source["enabled"] for source in finished.document["sources"])


@pytest.mark.parametrize(
    "arguments", [("frobnicate",), ("log", "--jsn"), ("diff",), ("show", "a", "b"), ("-C", "/nowhere", "log")]
)
def test_a_wrong_word_of_the_call_is_2_and_one_sentence(cli: CommandLine, arguments: tuple[str, ...]) -> None:
    finished = cli(*arguments)

    assert finished.code == 2
    assert finished.sentence


def test_control_characters_of_the_call_are_never_printed(cli: CommandLine, server: ScriptedServer) -> None:
    cli.configure(x=server.script("/x", page(*PROSE)))
    cli("track")

    finished = cli("show", "x\x1b]0;owned\x07\r\n@v1")

    assert finished.code == 2
    assert "\x1b" not in finished.err
    assert "\x07" not in finished.sentence


def test_a_report_into_a_missing_folder_is_2(cli: CommandLine, server: ScriptedServer) -> None:
    cli.configure(x=server.script("/x", [page(*PROSE), page(PROSE[0])]))
    cli("track", "x")
    cli("track", "x")

    finished = cli("report", "x", "-o", "missing/report.html")

    assert finished.code == 2
    assert "missing" in finished.sentence
    assert not (cli.folder / "missing").exists()


def test_a_day_that_is_none_is_2_and_says_how_a_day_is_written(cli: CommandLine) -> None:
    finished = cli("digest", "--since", "yesterday")

    assert finished.code == 2
    assert "2026-08-01" in finished.sentence
    assert "%Y" not in finished.err
