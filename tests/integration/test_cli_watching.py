"""From a first page to a report, by the command line alone."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from commandline import CommandLine, Finished
from schemas import find_faults, load_schema
from servers import Answer, ScriptedServer, page

BEFORE = (
    "The two ministers met on Tuesday and reviewed the work of their joint commission in detail.",
    "They signed a letter of intent on the delivery of 12 patrol boats before the end of the year.",
    "The ministers agreed to meet again in the spring to review what has been achieved.",
)
AFTER = (BEFORE[0], BEFORE[1].replace("letter of intent", "agreement").replace("12", "10"), BEFORE[2])


@pytest.fixture
def cli(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


@pytest.fixture(scope="module")
def seen_twice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandLine]:
    """A folder whose one source has been seen with both wordings; made once, and only copied."""
    cli = CommandLine(tmp_path_factory.mktemp("watched"))
    with ScriptedServer() as server:
        cli.configure(joint=server.script("/joint", [page(*BEFORE, title="Joint statement"), page(*AFTER)]))
        cli("track", "joint")
        cli("track", "joint")
        yield cli


@pytest.fixture
def watched(tmp_path: Path, seen_twice: CommandLine) -> CommandLine:
    """A copy of the folder whose one source has been seen with both wordings."""
    return seen_twice.copied_to(tmp_path)


def test_a_first_look_is_one_line(cli: CommandLine, server: ScriptedServer) -> None:
    cli.configure(joint=server.script("/joint", page(*BEFORE, title="Joint statement")))

    finished = cli("track")

    assert (finished.code, finished.err) == (0, "")
    assert finished.out == "joint@v1\tfirst\tJoint statement\n"


def test_a_run_without_news_prints_nothing(cli: CommandLine, server: ScriptedServer) -> None:
    cli.configure(joint=server.script("/joint", page(*BEFORE)))
    cli("track")

    finished = cli("track", "joint")

    assert (finished.code, finished.out, finished.err) == (0, "", "")


def test_what_is_not_due_is_not_visited(cli: CommandLine, server: ScriptedServer) -> None:
    cli.configure(joint=server.script("/joint", page(*BEFORE)))
    cli("track")

    cli("track")

    assert server.count("/joint") == 1


def test_all_visits_what_is_not_due(cli: CommandLine, server: ScriptedServer) -> None:
    cli.configure(joint=server.script("/joint", page(*BEFORE)))
    cli("track")

    cli("track", "--all")

    assert server.count("/joint") == 2


def test_changed_wording_is_one_line_with_its_sentence(cli: CommandLine, server: ScriptedServer) -> None:
    cli.configure(joint=server.script("/joint", [page(*BEFORE), page(*AFTER)]))
    cli("track")

    finished = cli("track", "joint")

    revision, severity, sentence = finished.out.rstrip("\n").split("\t")
    assert (finished.code, revision, severity) == (0, "joint@v2", "substantive")
    assert "agreement" in sentence


def test_exit_code_tells_changed_wording_when_asked(cli: CommandLine, server: ScriptedServer) -> None:
    cli.configure(joint=server.script("/joint", [page(*BEFORE), page(*BEFORE), page(*AFTER)]))

    codes = [cli("track", "--exit-code", "joint").code for _ in range(3)]

    assert codes == [0, 0, 1]


def test_a_failed_source_is_one_line_and_the_others_are_kept(cli: CommandLine, server: ScriptedServer) -> None:
    cli.configure(joint=server.script("/joint", page(*BEFORE)), lost=server.url("/lost"))

    finished = cli("track")

    assert finished.code == 3
    assert "joint@v1" in finished.out
    assert "lost" in finished.sentence


def test_track_prints_every_look_as_json_lines(cli: CommandLine, server: ScriptedServer) -> None:
    cli.configure(joint=server.script("/joint", page(*BEFORE)))

    finished = cli("track", "--json")

    documents = [json.loads(line) for line in finished.out.splitlines()]
    assert [(document["source"], document["version"]) for document in documents] == [("joint", 1)]


def test_the_health_check_is_pinged_at_start_and_end(cli: CommandLine, server: ScriptedServer) -> None:
    path = cli.configure(joint=server.script("/joint", page(*BEFORE)))
    server.script("/ping/start", "ok")
    ping = server.script("/ping", "ok")
    path.write_text(path.read_text() + f'\n[notify]\nhealthcheck-url = "{ping}"\n')

    finished = cli("track")

    assert (finished.code, server.count("/ping/start"), server.count("/ping")) == (0, 1, 1)


def test_a_failing_ping_never_fails_a_run(cli: CommandLine, server: ScriptedServer) -> None:
    path = cli.configure(joint=server.script("/joint", page(*BEFORE)))
    path.write_text(path.read_text() + '\n[notify]\nhealthcheck-url = "http://127.0.0.1:9/ping"\n')

    finished = cli("track")

    assert finished.code == 0
    assert "joint@v1" in finished.out


def test_log_names_both_versions(watched: CommandLine) -> None:
    finished = watched("log", "joint")

    assert finished.code == 0
    assert "v1" in finished.out
    assert "v2" in finished.out


def test_log_of_all_lists_the_changes(watched: CommandLine) -> None:
    finished = watched("log")

    assert "joint@v2" in finished.out


def test_show_prints_the_wording(watched: CommandLine) -> None:
    finished = watched("show", "joint@v1")

    assert BEFORE[1] in " ".join(finished.out.split())


def test_show_raw_gives_the_very_bytes(watched: CommandLine) -> None:
    finished = watched("show", "--raw", "joint@v1")

    assert finished.out == page(*BEFORE, title="Joint statement")


def test_diff_marks_whole_words_and_exits_with_1(watched: CommandLine) -> None:
    finished = watched("diff", "joint")

    assert finished.code == 1
    assert "[-" in finished.out
    assert "+}" in finished.out
    assert "\x1b" not in finished.out


def test_diff_of_a_version_with_itself_is_0_and_silent(watched: CommandLine) -> None:
    finished = watched("diff", "joint@v1", "joint@v1")

    assert (finished.code, finished.out, finished.err) == (0, "", "")


def test_diff_compares_two_files(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("They signed a letter of intent.\n", encoding="utf-8")
    (tmp_path / "new.txt").write_text("They signed an agreement.\n", encoding="utf-8")

    finished = cli("diff", "old.txt", "new.txt")

    assert finished.code == 1
    assert "letter of intent" in finished.out


def test_diff_prints_a_patch(watched: CommandLine) -> None:
    finished = watched("diff", "--patch", "joint")

    assert finished.code == 1
    assert any(line.startswith("+") for line in finished.out.splitlines())


def test_report_writes_one_page_and_prints_its_path(watched: CommandLine) -> None:
    finished = watched("report", "joint")

    assert (finished.code, finished.out) == (0, "joint-v1-v2.html\n")
    page_text = (watched.folder / "joint-v1-v2.html").read_text(encoding="utf-8")
    assert "agreement" in page_text


def test_the_same_report_twice_is_the_same_bytes(watched: CommandLine) -> None:
    first = watched("report", "joint", "-o", "-").out

    assert watched("report", "joint", "-o", "-").out == first


def test_verify_finds_a_new_archive_sound(watched: CommandLine) -> None:
    finished = watched("verify")

    assert finished.code == 0
    assert finished.out.startswith("sound: 2 captures")


def test_doctor_finds_nothing_wrong(watched: CommandLine) -> None:
    finished = watched("doctor")

    assert (finished.code, "PROBLEM" in finished.out) == (0, False)


@pytest.mark.parametrize(
    "arguments",
    [
        ("sources", "--json"),
        ("log", "--json"),
        ("log", "joint", "--json"),
        ("show", "joint", "--json"),
        ("diff", "joint", "--json"),
        ("grep", "agreement", "--json"),
        ("verify", "--json"),
        ("doctor", "--json"),
        ("preview", "joint", "--json"),
        ("lexicon", "--json"),
    ],
    ids=" ".join,
)
def test_every_reading_verb_prints_one_json_document(watched: CommandLine, arguments: tuple[str, ...]) -> None:
    finished = watched(*arguments)

    assert finished.document["schema_version"]


def _dated(day: str) -> str:
    head = f'<meta property="article:published_time" content="{day}T10:00:00Z">'
    return page(*BEFORE).replace("</head>", f"{head}</head>")


def test_a_page_that_is_given_an_earlier_date_is_told_once(cli: CommandLine, server: ScriptedServer) -> None:
    days = ("2026-11-03", "2026-11-04", "2026-10-01", "2026-10-01", "2026-10-01")
    pages = [f"{_dated(day)}<!-- {number} -->" for number, day in enumerate(days)]
    cli.configure(joint=server.script("/joint", pages))

    told = [cli("track", "joint").err for _ in days]

    assert [len(lines.splitlines()) for lines in told] == [0, 0, 1, 0, 0]
    assert "joint: the page's own date went back from 2026-11-03 to 2026-10-01" in told[2]
    assert "the page’s own date went back" in cli("log", "joint").out


def test_preview_shows_blocks_and_stores_nothing(cli: CommandLine, server: ScriptedServer) -> None:
    cli.configure(joint=server.script("/joint", page(*BEFORE)))
    before = cli.files()

    finished = cli("preview", "joint")

    assert finished.code == 0
    assert f"[paragraph] {BEFORE[1]}" in finished.out
    assert cli.files() == before


LIST = (
    "<ul>"
    + "".join(f"<li><a href='/n/{number}'>Statement {number} of the ministry</a>" for number in range(4))
    + "</ul>"
)


def _configure_listing(cli: CommandLine, url: str, kind: str) -> None:
    path = cli.configure(joint=url)
    path.write_text(f'{path.read_text()}discover = "{kind}"\n')


def test_preview_of_a_list_of_pages_shows_what_it_names(cli: CommandLine, server: ScriptedServer) -> None:
    _configure_listing(cli, server.script("/joint", page("News", chrome=LIST)), "listing")

    shown, told = cli("preview", "joint"), cli("preview", "joint", "--json").document

    assert shown.code == 0
    assert f"{server.url('/n/2')}  Statement 2 of the ministry" in shown.out
    assert [entry["url"] for entry in told["entries"]] == [server.url(f"/n/{number}") for number in range(4)]
    assert not list(find_faults(told, load_schema("preview")))


def test_preview_of_what_is_no_such_list_says_so(cli: CommandLine, server: ScriptedServer) -> None:
    _configure_listing(cli, server.script("/joint", page(*BEFORE)), "feed")

    finished = cli("preview", "joint")

    assert finished.code == 3
    assert "not a feed" in finished.sentence


def test_preview_of_a_page_that_is_gone_says_so(cli: CommandLine, server: ScriptedServer) -> None:
    cli.configure(joint=server.script("/joint", Answer(status=404, body=b"<h1>Not found</h1>")))

    finished = cli("preview", "joint")

    assert finished.code == 3
    assert "gone" in finished.out


@pytest.mark.parametrize(("verb", "options"), [("preview", ()), ("add", ("--id", "far"))])
def test_a_visit_that_brought_nothing_tells_what_to_do(cli: CommandLine, verb: str, options: tuple[str, ...]) -> None:
    cli.configure()

    finished = cli(verb, "http://192.168.7.7/news", *options)

    assert finished.code == 3
    assert "name the host under private-hosts" in finished.sentence


def test_add_shows_the_wording_and_appends_a_table(cli: CommandLine, server: ScriptedServer) -> None:
    path = cli.configure()
    before = path.read_text()
    url = server.script("/news/joint-statement", page(*BEFORE, title="Joint statement"))

    finished = cli("add", url, "--id", "joint")

    after = path.read_text()
    assert finished.code == 0, finished.err
    assert BEFORE[1] in finished.out
    assert after.startswith(before)
    assert tomllib.loads(after)["source"]["joint"]["url"] == url


def test_add_dry_run_writes_nothing(cli: CommandLine, server: ScriptedServer) -> None:
    cli.configure()
    before = cli.files()

    finished = cli("add", server.script("/joint", page(*BEFORE)), "--dry-run")

    assert finished.code == 0
    assert "[source." in finished.out
    assert cli.files() == before


def test_add_keeps_the_selector_it_was_given(cli: CommandLine, server: ScriptedServer) -> None:
    path = cli.configure()

    cli("add", server.script("/joint", page(*BEFORE)), "--id", "joint", "--select", "main article")

    assert tomllib.loads(path.read_text())["source"]["joint"]["select"] == ["main article"]


def test_add_makes_an_id_and_track_takes_the_new_source(cli: CommandLine, server: ScriptedServer) -> None:
    cli.configure()
    cli("add", server.script("/news/joint-statement.html", page(*BEFORE, title="Joint statement")))

    finished: Finished = cli("track")

    assert finished.out.endswith("joint-statement@v1\tfirst\tJoint statement\n")


def test_sources_lists_the_last_look(watched: CommandLine) -> None:
    finished = watched("sources")

    row = next(line for line in finished.out.splitlines() if line.startswith("joint"))
    assert " 2 " in row
    assert "ok" in row


def test_a_selector_that_finds_nothing_any_more_is_said_once_and_by_doctor(
    cli: CommandLine, server: ScriptedServer
) -> None:
    pages = [page(*BEFORE, title="Joint statement") + f"<!-- {number} -->" for number in range(3)]
    path = cli.configure(joint=server.script("/joint", pages))
    path.write_text(path.read_text() + 'select = ["div.none"]\n')

    first, second = cli("track", "joint"), cli("track", "joint")
    examined = cli("doctor")

    assert "its select finds nothing" in first.sentence
    assert (second.code, second.out, second.err) == (0, "", "")
    assert "its select found nothing" in examined.out


def test_a_report_is_written_through_links_and_into_devices(watched: CommandLine) -> None:
    target = watched.folder / "target.html"
    target.write_text("old")
    (watched.folder / "link.html").symlink_to("target.html")

    through = watched("report", "joint", "-o", "link.html")
    full = watched("report", "joint", "-o", "/dev/full")

    assert (through.code, (watched.folder / "link.html").is_symlink()) == (0, True)
    assert "agreement" in target.read_text(encoding="utf-8")
    assert full.code == 74
    assert Path("/dev/full").is_char_device()
