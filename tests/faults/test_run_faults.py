"""Runs that go wrong: killed, doubled, cut off, misconfigured. Nothing acknowledged is lost, nothing false is made."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inbox import Inbox
from servers import Answer, ScriptedServer, held_port, page
from statediff.archive import Archive, create, open_archive
from statediff.errors import ArchiveBusy
from statediff.extractor import extract
from statediff.model import Capture, DispositionKind, FetchSettings, Source, Wording
from statediff.tracker import track

LEAD = "The two ministries met on Monday to review their work on air defence and on the training of crews."
INTENT = "They signed a letter of intent on the joint production of interceptor drones in both countries."
AGREEMENT = "They signed an agreement on the joint production of interceptor drones in both countries."
SOURCES = 12


class Killed(BaseException):
    """Stands for the end of the process, at an exact place."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder with a configuration, and the command line in it."""

    folder: Path
    server: ScriptedServer

    def write_settings(self, *paths: str) -> None:
        """Configure one source for each path of the server."""
        tables = [f'[source.{path.strip("/")}]\nurl = "{self.server.url(path)}"\n' for path in paths]
        settings = (
            'contact = "tests@statediff.example"\narchive = "archive.db"\n\n[fetch]\nrespect-delays = false\n'
            f'threads = 2\ntimeout-seconds = 60\nprivate-hosts = ["{self.server.host}"]\n\n' + "\n".join(tables)
        )
        (self.folder / "statediff.toml").write_text(settings, encoding="utf-8")

    @property
    def archive(self) -> Path:
        return self.folder / "archive.db"

    def call(self, *words: str, **secrets: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            _command(*words),
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env=_environment() | secrets,
        )

    def start(self, *words: str, **secrets: str) -> subprocess.Popen[str]:
        """Start a command and leave it running."""
        return subprocess.Popen(
            _command(*words),
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=_environment() | secrets,
        )

    def settings(self) -> FetchSettings:
        """Settings for calls of the library."""
        return FetchSettings(
            user_agent="statediff-tests (+tests@statediff.example)",
            private_hosts=(self.server.host,),
            respect_delays=False,
        )


@pytest.fixture
def desk(tmp_path: Path, server: ScriptedServer) -> Desk:
    return Desk(folder=tmp_path, server=server)


@pytest.mark.parametrize("seen_before_the_end", [1, 5, 9])
def test_a_run_killed_in_the_middle_loses_no_look_it_told_of(desk: Desk, seen_before_the_end: int) -> None:
    paths = [f"/s{number}" for number in range(SOURCES)]
    for path in paths:
        desk.server.script(path, Answer(body=page(LEAD, INTENT, f"This is page {path}.").encode(), pause_seconds=0.02))
    desk.write_settings(*paths)

    told = _kill_after(desk.start("track", "--json"), looks=seen_before_the_end)
    again = desk.call("track", "--force")

    assert again.returncode == 0, again.stderr
    with open_archive(desk.archive) as archive:
        kept = {capture.id for path in paths for capture in archive.captures(path.strip("/"))}
        versions = {path: archive.version(path.strip("/")).number for path in paths}
        verification = archive.verify()
    assert told <= kept
    assert versions == dict.fromkeys(paths, 1)
    assert verification.is_sound, verification.damages


@pytest.mark.skipif(importlib.util.find_spec("apprise") is None, reason="needs the extra statediff[notify]")
def test_what_a_killed_run_had_to_tell_is_told_once_by_the_next_one(desk: Desk) -> None:
    desk.server.script("/joint", [page(LEAD, INTENT), page(LEAD, AGREEMENT)])
    desk.server.script("/slow", [page(LEAD), Answer(body=page(LEAD).encode(), pause_seconds=60.0)])
    desk.write_settings("/joint", "/slow")

    with Inbox() as inbox:
        secrets = {"STATEDIFF_NOTIFY_URLS": inbox.address}
        desk.call("track", **secrets)
        _kill_after(desk.start("track", "--force", "--json", **secrets), looks=1)
        told_by_the_killed = len(inbox.messages)
        desk.server.script("/slow", page(LEAD))
        after = [desk.call("track", "slow", **secrets).returncode for _ in range(2)]

    assert (told_by_the_killed, after) == (0, [0, 0])
    assert [message["title"] for message in inbox.messages] == ["statediff: 1 change of wording"]
    assert inbox.messages[0]["message"].startswith("joint@v2 (substantive): ")


@pytest.mark.skipif(importlib.util.find_spec("apprise") is None, reason="needs the extra statediff[notify]")
def test_a_message_that_nobody_took_is_sent_again_by_the_next_run(desk: Desk) -> None:
    desk.server.script("/joint", [page(LEAD, INTENT), page(LEAD, AGREEMENT)])
    desk.write_settings("/joint")

    with Inbox() as inbox, Inbox(status=500) as broken:
        desk.call("track", STATEDIFF_NOTIFY_URLS=inbox.address)
        desk.call("track", "--force", STATEDIFF_NOTIFY_URLS=broken.address)
        for _ in range(2):
            desk.call("track", "--force", STATEDIFF_NOTIFY_URLS=inbox.address)

    assert [message["title"] for message in inbox.messages] == ["statediff: 1 change of wording"]


def test_bytes_kept_before_the_end_are_read_by_the_next_run(desk: Desk) -> None:
    source = Source(id="mod", url=desk.server.script("/news", page(LEAD, INTENT)))

    with create(desk.archive) as archive:
        with pytest.raises(Killed):
            list(track([source], archive, settings=desk.settings(), read=_die, now=_now))
        kept = archive.captures("mod")
        [finished] = track([], archive, settings=desk.settings(), read=extract, now=_now)

    assert len(kept) == 1
    assert (finished.id, finished.version) == (kept[0].id, 1)
    assert desk.server.count("/news") == 1


def test_a_wording_lost_before_its_change_was_computed_still_gets_its_version(desk: Desk) -> None:
    source = Source(id="mod", url=desk.server.script("/news", [page(LEAD, INTENT), page(LEAD, AGREEMENT)]))

    with create(desk.archive) as archive:
        list(track([source], archive, settings=desk.settings(), read=extract, now=_now))
        with pytest.raises(Killed):
            list(track([source], archive, settings=desk.settings(), read=_die, now=_now))
        landed = list(track([], archive, settings=desk.settings(), read=extract, now=_now))

        assert [capture.version for capture in landed] == [2]
        assert AGREEMENT in archive.version("mod").wording.text
        assert len(archive.changes(limit=10, source_id="mod")) == 1


def test_a_second_run_exits_75_and_changes_nothing(desk: Desk) -> None:
    desk.server.script("/news", page(LEAD, INTENT))
    desk.write_settings("/news")
    with create(desk.archive) as archive, archive.run("track"):
        second = desk.call("track")

    assert second.returncode == 75
    assert "archive.db" in second.stderr
    assert "Traceback" not in second.stderr
    assert desk.server.count("/news") == 0


def test_the_archive_is_free_again_after_the_holder_was_killed(desk: Desk) -> None:
    desk.server.script("/slow", Answer(body=page(LEAD).encode(), pause_seconds=60.0))
    desk.server.script("/news", page(LEAD, INTENT))
    desk.write_settings("/news", "/slow")

    _kill_after(desk.start("track", "--json"), looks=1)
    with open_archive(desk.archive) as archive, archive.run("track"):
        looks = archive.captures("news")

    assert len(looks) == 1


def test_a_server_that_is_down_is_a_recorded_look_and_exit_code_3(desk: Desk) -> None:
    desk.server.script("/good", page(LEAD, INTENT))
    desk.write_settings("/good")
    path = desk.folder / "statediff.toml"
    text = path.read_text(encoding="utf-8").replace(f'["{desk.server.host}"]', '["127.0.0.1"]')
    with held_port() as port:
        path.write_text(f'{text}\n[source.down]\nurl = "http://127.0.0.1:{port}/news"\n', encoding="utf-8")

        result = desk.call("track")

    assert result.returncode == 3, result.stderr
    assert "down" in result.stderr
    assert "Traceback" not in result.stderr
    with open_archive(desk.archive) as archive:
        [failed] = archive.captures("down")
        assert failed.disposition.is_failure
        assert archive.version("good").number == 1


@pytest.mark.parametrize("declared", [5_000, 100_000])
def test_a_body_cut_short_is_kept_as_truncated_and_makes_no_version(desk: Desk, declared: int) -> None:
    whole = page(LEAD, INTENT).encode()
    source = Source(
        id="mod",
        url=desk.server.script("/news", [Answer(body=whole), Answer(body=whole[:300], declared_length=declared)]),
    )

    with create(desk.archive) as archive:
        captures = [_look(desk, archive, source) for _ in range(2)]

        assert [capture.disposition.kind for capture in captures] == [DispositionKind.OK, DispositionKind.TRUNCATED]
        assert [capture.version for capture in captures] == [1, None]
        assert len(archive.history("mod").versions) == 1


def test_a_page_that_no_reader_survives_is_a_parser_error_and_the_run_goes_on(desk: Desk) -> None:
    hostile = Source(id="hostile", url=desk.server.script("/hostile", "<div>" * 200_000 + page(LEAD, INTENT)))
    good = Source(id="good", url=desk.server.script("/good", page(LEAD, INTENT)))

    with create(desk.archive) as archive:
        landed = {
            capture.source_id: capture
            for capture in track([hostile, good], archive, settings=desk.settings(), now=_now)
        }

    assert landed["good"].version == 1
    assert landed["hostile"].version is None or landed["hostile"].digest is not None


@pytest.mark.parametrize("words", [("log", "mod"), ("show", "mod"), ("diff", "mod"), ("verify",), ("report", "mod")])
def test_a_missing_archive_is_named_and_none_is_made(desk: Desk, words: tuple[str, ...]) -> None:
    desk.write_settings("/mod")

    result = desk.call(*words)

    assert result.returncode in ({2} if words[0] == "diff" else {74})
    assert "archive.db" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert not desk.archive.exists()


def test_a_file_that_is_no_archive_is_left_as_it_is(desk: Desk) -> None:
    desk.write_settings("/mod")
    desk.server.script("/mod", page(LEAD))
    desk.archive.write_bytes(b"my holiday notes\n")

    result = desk.call("track")

    assert result.returncode == 74
    assert "Traceback" not in result.stderr
    assert desk.archive.read_bytes() == b"my holiday notes\n"
    assert desk.server.asked == []


def test_another_programs_database_is_left_as_it_is(desk: Desk) -> None:
    desk.write_settings("/mod")
    with sqlite3.connect(desk.archive) as database:
        database.execute("CREATE TABLE recipes (name TEXT)")
    database.close()
    before = desk.archive.read_bytes()

    result = desk.call("track")

    assert result.returncode == 74
    assert desk.archive.read_bytes() == before


def test_a_malformed_configuration_names_every_fault_and_touches_nothing(desk: Desk) -> None:
    (desk.folder / "statediff.toml").write_text(
        'contcat = "me@example.org"\n[source.mod]\nurl = "not a url"\nevery = "soon"\n', encoding="utf-8"
    )

    result = desk.call("track")

    assert result.returncode == 78
    assert all(word in result.stderr for word in ("contcat", "contact", "source.mod.url", "source.mod.every"))
    assert "Traceback" not in result.stderr
    assert [path.name for path in desk.folder.iterdir()] == ["statediff.toml"]


def test_a_run_that_raised_lets_go_of_the_archive(desk: Desk) -> None:
    source = Source(id="mod", url=desk.server.script("/news", page(LEAD, INTENT)))

    with create(desk.archive) as archive:
        with pytest.raises(Killed):
            list(track([source], archive, settings=desk.settings(), read=_die, now=_now))
        with archive.run("track"), open_archive(desk.archive) as other, pytest.raises(ArchiveBusy), other.run("track"):
            pytest.fail("two runs held one archive")


def _look(desk: Desk, archive: Archive, source: Source) -> Capture:
    [capture] = track([source], archive, settings=desk.settings(), read=extract, now=_now)
    return capture


def _die(body: bytes, media_type: str | None = "text/html", url: str | None = None, **_: object) -> Wording:
    raise Killed


def _now() -> datetime:
    return datetime(2026, 3, 2, 8, tzinfo=UTC)


def _kill_after(process: subprocess.Popen[str], *, looks: int) -> set[int]:
    """Kill a `track --json` once it told of that many looks; returns the ids it told of."""
    assert process.stdout is not None
    told = set()
    with process:
        for line in _lines(process.stdout.readline, looks):
            told.add(int(json.loads(line)["id"]))
        os.kill(process.pid, signal.SIGKILL)
        process.wait(timeout=60)
    return told


def _lines(read_line: Callable[[], str], count: int) -> Iterator[str]:
    for _ in range(count):
        line = read_line()
        assert line, "the run ended early"
        yield line


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "statediff", *words]


def _environment() -> dict[str, str]:
    source = str(Path(__file__).resolve().parents[2] / "src")
    return {**os.environ, "PYTHONPATH": source, "NO_COLOR": "1"}
