"""The archive's own verbs: a copy that verifies, a proof anyone can check, sizes, mending, and reading again."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from commandline import CommandLine
from servers import ScriptedServer, page
from visits import edit

ROOT = Path(__file__).resolve().parents[2]
PROSE = (
    "The minister received the ambassador this morning at the ministry in the capital.",
    "They spoke about the reconstruction of the port and the safety of shipping in the region.",
)
BANNER = "<div class='banner'>The ministry is closed on Monday because of the public holiday in the region.</div>"


@pytest.fixture(scope="module")
def seen_twice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandLine]:
    """A folder whose one source was seen twice, with other wording; made once, and only copied."""
    cli = CommandLine(tmp_path_factory.mktemp("kept"))
    with ScriptedServer() as server:
        cli.configure(x=server.script("/x", [page(*PROSE), page(PROSE[0], PROSE[1].replace("port", "bridge"))]))
        cli("track", "x")
        cli("track", "x")
        yield cli


@pytest.fixture
def kept(tmp_path: Path, seen_twice: CommandLine) -> CommandLine:
    """A copy of the folder whose one source was seen twice."""
    return seen_twice.copied_to(tmp_path)


def test_a_backup_verifies_and_opens_like_the_archive(kept: CommandLine) -> None:
    finished = kept("backup", "copy.db")

    assert finished.code == 0
    assert "sound" in finished.err
    assert kept("--archive", "copy.db", "show", "x", "--json").out == kept("show", "x", "--json").out


def test_a_backup_never_overwrites(kept: CommandLine) -> None:
    (kept.folder / "copy.db").write_text("mine")

    finished = kept("backup", "copy.db")

    assert finished.code == 74
    assert finished.sentence
    assert (kept.folder / "copy.db").read_text() == "mine"


def test_a_proof_is_checked_by_the_standard_library_alone(kept: CommandLine) -> None:
    finished = kept("proof", "2", "-o", "proof.json")
    path = kept.folder / "proof.json"

    check = [sys.executable, "-I", str(ROOT / "docs" / "reference" / "check_proof.py"), str(path)]
    good = subprocess.run(check, capture_output=True, text=True, timeout=120, check=False)
    path.write_text(path.read_text().replace("/x", "/y"))
    bad = subprocess.run(check, capture_output=True, text=True, timeout=120, check=False)

    assert (finished.code, finished.out) == (0, "proof.json\n")
    assert good.returncode == 0, good.stderr
    assert bad.returncode != 0


def test_a_proof_of_a_capture_that_never_was_is_one_sentence(kept: CommandLine) -> None:
    finished = kept("proof", "99")

    assert finished.code in {2, 74}
    assert "99" in finished.sentence


def test_stats_tell_what_requests_and_answers_take(kept: CommandLine) -> None:
    document = kept("archive", "stats", "--json").document
    said = kept("archive", "stats").out

    assert document["messages"] >= 2
    assert f"{document['messages']} requests and answers of hops" in said


def test_stats_tell_bytes_a_capture_and_the_largest_sources(kept: CommandLine) -> None:
    document = kept("archive", "stats", "--json").document
    said = kept("archive", "stats").out

    assert (document["captures"], document["largest"][0]["source_id"]) == (2, "x")
    assert document["bytes_a_capture"] > 0
    assert "2 captures" in said


def test_a_compacted_archive_reads_as_before_and_tells_both_sizes(kept: CommandLine) -> None:
    reads = (("log", "x", "--json"), ("show", "x", "--json"), ("proof", "2"), ("verify", "--json"))
    before = [kept(*words).out for words in reads]

    said = kept("compact")
    document = kept("compact", "--json").document

    assert (said.code, said.err) == (0, "")
    assert "bytes before" in said.out
    assert document["repacked"] == 0
    assert document["bytes_after"] == (kept.folder / "snapshots" / "statediff.db").stat().st_size
    assert [kept(*words).out for words in reads] == before


def test_a_damaged_body_is_mended_from_a_backup(kept: CommandLine) -> None:
    kept("backup", "copy.db")
    with closing(sqlite3.connect(kept.folder / "snapshots" / "statediff.db")) as database:
        triggers = [row[0] for row in database.execute("select name from sqlite_master where type = 'trigger'")]
        for trigger in triggers:
            database.execute(f'drop trigger "{trigger}"')
        database.execute("update body set packed = zeroblob(length(packed)) where id = 1")
        database.commit()

    broken = kept("verify")
    mended = kept("verify", "--heal", "copy.db")

    assert broken.code == 4
    assert "body 1" in broken.out
    assert "mended" in mended.err
    assert "body 1" not in mended.out


def test_reading_again_by_new_rules_is_a_technical_revision(tmp_path: Path, server: ScriptedServer) -> None:
    cli = CommandLine(tmp_path)
    path = cli.configure(x=server.script("/x", page(*PROSE, BANNER)))
    cli("track")
    unchanged = cli("reextract")
    path.write_text(path.read_text() + 'remove = [".banner"]\n')

    finished = cli("reextract", "--json")
    looked = cli("track", "x")

    assert (unchanged.code, unchanged.out) == (0, "")
    assert [version["revision"] for version in json.loads(finished.out)["versions"]] == ["x@v1"]
    assert (looked.code, looked.out) == (0, "")


def test_an_export_becomes_an_archive_again_in_which_everything_reads_back_equal(kept: CommandLine) -> None:
    exported = kept("export", "plain")
    imported = kept("--archive", "again.db", "import", "plain")

    assert (exported.code, exported.out) == (0, "plain\n")
    assert imported.code == 0, imported.err
    for words in (("log", "x", "--json"), ("show", "x", "--json"), ("verify", "--json")):
        assert kept("--archive", "again.db", *words).out == kept(*words).out


def test_a_spoiled_export_leaves_nothing_behind(kept: CommandLine) -> None:
    kept("export", "plain")
    snapshot = next(
        path for path in sorted((kept.folder / "plain").rglob("*")) if path.is_file() and len(path.name) > 60
    )
    snapshot.write_bytes(b"spoiled")
    before = kept.files()

    finished = kept("--archive", "again.db", "import", "plain")

    assert finished.code in {4, 74}
    assert finished.sentence
    assert kept.files() == before


def test_an_import_never_overwrites(kept: CommandLine) -> None:
    kept("export", "plain")

    finished = kept("import", "plain")

    assert finished.code == 2
    assert finished.sentence


@pytest.mark.parametrize("verb", ["proof", "confirm"])
@pytest.mark.parametrize("number", ["999", "9" * 30])
def test_a_number_that_no_look_bears_is_a_wrong_word_of_the_call(kept: CommandLine, verb: str, number: str) -> None:
    finished = kept(verb, number)

    assert finished.code == 2
    assert finished.sentence == f"statediff: capture {number}: there is no such look; `statediff log SOURCE` lists them"


def test_an_import_touches_no_file_beside_it(kept: CommandLine) -> None:
    """Names that a shell would take for patterns are names like any other; an import that failed leaves nothing."""
    kept("export", "plain")
    (kept.folder / ".xagain.db.import").write_text("somebody else's")
    before = kept.files()

    finished = kept("--archive", "?again.db", "import", "plain")

    assert finished.code == 0, finished.err
    assert kept.files().keys() - before.keys() == {"?again.db"}
    assert (kept.folder / ".xagain.db.import").read_text() == "somebody else's"


def test_the_numbers_that_log_shows_are_those_that_proof_takes(kept: CommandLine) -> None:
    shown = [line.split()[2] for line in kept("log", "x").out.split("Looks")[1].splitlines()[1:]]
    told = [capture["id"] for capture in kept("log", "x", "--json").document["captures"]]

    proofs = [json.loads(kept("proof", number).out) for number in shown]

    assert [int(number) for number in shown] == told == [1, 2]
    assert [json.loads(proof["record"])["capture"] for proof in proofs] == told
    assert kept("confirm", shown[0]).code == 2
    assert "capture 1" in kept("confirm", shown[0]).sentence


def test_a_folder_named_in_other_letters_works_where_the_locale_knows_ascii_alone(tmp_path: Path) -> None:
    bare = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

    for call in (["demo", "дім"], ["-C", "дім", "log", "statement-uk"], ["-C", "дім", "verify"]):
        command = [sys.executable, "-m", "statediff", *call]
        done = subprocess.run(command, cwd=tmp_path, env=bare, capture_output=True, timeout=120, check=False)

        assert (done.returncode, done.stderr) == (0, b""), call


@pytest.mark.parametrize(
    "verb", [("log", "x"), ("sources",), ("blame", "x"), ("report", "x"), ("site", "s"), ("feed",)]
)
@pytest.mark.parametrize(
    ("column", "place"),
    [("wording.facts", "wording 2 is damaged in facts"), ("capture.header_values", "capture 2 is damaged in header_v")],
)
def test_a_damaged_row_is_4_and_one_sentence_whatever_reads_it(
    kept: CommandLine, verb: tuple[str, ...], column: str, place: str
) -> None:
    table, _, name = column.partition(".")
    edit(kept.folder / "snapshots" / "statediff.db", f"update {table} set {name} = '[' where id = 2")

    finished = kept(*verb)
    verified = kept("verify")

    assert finished.code == 4
    assert place in finished.sentence
    assert "run `statediff verify`" in finished.sentence
    assert verified.code == 4
    assert "damaged in" in verified.out
