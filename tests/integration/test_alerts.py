"""A run tells people of what happened, in one message, and never fails for want of telling."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from commandline import CommandLine
from inbox import Inbox
from servers import Answer, ScriptedServer, page

pytestmark = [
    pytest.mark.skipif(importlib.util.find_spec("apprise") is None, reason="needs the extra statediff[notify]"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
BEFORE = "They signed a letter of intent on the delivery of 12 patrol boats before the end of the year."
AFTER = BEFORE.replace("letter of intent", "agreement")
REST = "The ministers agreed to meet again in the spring to review what has been achieved."


@pytest.fixture
def cli(tmp_path: Path, server: ScriptedServer) -> CommandLine:
    cli = CommandLine(tmp_path)
    cli.configure(
        joint=server.script("/joint", [page(BEFORE, REST), page(AFTER, REST)]),
        lost=server.script("/lost", [page(REST, BEFORE)]),
    )
    return cli


def test_one_message_tells_of_a_change_and_a_failure(cli: CommandLine, server: ScriptedServer) -> None:
    with Inbox() as inbox:
        secrets = {"STATEDIFF_NOTIFY_URLS": inbox.address}
        cli("track", environment=secrets)
        server.script("/lost", [])
        failed = cli("track", "--all", environment=secrets)
        again = cli("track", "--all", environment=secrets)
        server.script("/lost", page(REST, BEFORE))
        cli("track", "--all", environment=secrets)

    assert (failed.code, again.code) == (3, 3)
    assert [message["title"] for message in inbox.messages] == [
        "statediff: 1 change of wording, 1 source fails",
        "statediff: 1 source answers again",
    ]
    change, failure = inbox.messages[0]["message"].splitlines()
    assert change.startswith("joint@v2 (substantive): ")
    assert failure.startswith("lost fails: gone, ")


def test_the_file_says_what_is_told(cli: CommandLine, server: ScriptedServer) -> None:
    path = cli.folder / "statediff.toml"
    path.write_text(path.read_text() + '\n[notify]\non = ["failure"]\nseverity = "substantive"\n')

    with Inbox() as inbox:
        secrets = {"STATEDIFF_NOTIFY_URLS": inbox.address}
        cli("track", environment=secrets)
        cli("track", "--all", environment=secrets)

    assert inbox.messages == []


def test_a_service_that_is_down_fails_no_run(cli: CommandLine, server: ScriptedServer) -> None:
    secrets = {"STATEDIFF_NOTIFY_URLS": "json://127.0.0.1:9/secret-token"}
    cli("track", environment=secrets)

    finished = cli("track", "--all", environment=secrets)

    assert finished.code == 0
    assert "did not take the message" in finished.sentence
    assert "secret" not in finished.err


def test_addresses_in_the_file_are_refused_and_sent_to_the_environment(cli: CommandLine) -> None:
    path = cli.folder / "statediff.toml"
    path.write_text(path.read_text() + '\n[notify]\napprise-urls = ["mailto://me:secret@example.org"]\n')

    finished = cli("track")

    assert finished.code == 78
    assert "STATEDIFF_NOTIFY_URLS" in finished.err


def test_a_failed_second_fetch_is_no_failure_and_the_change_is_told_as_unconfirmed(
    cli: CommandLine, server: ScriptedServer
) -> None:
    with Inbox() as inbox:
        secrets = {"STATEDIFF_NOTIFY_URLS": inbox.address}
        for day in range(3):
            server.script("/joint", boxed(f"Killed: {120 + day}."))
            cli("track", "--all", "joint")
        server.script("/joint", [boxed("Killed: 200."), Answer(status=500, body=b"<h1>Internal error</h1>")])
        finished = cli("track", "--all", "joint", environment=secrets)
        server.script("/joint", boxed("Killed: 200."))
        cli("track", "--all", "joint", environment=secrets)

    assert finished.code == 0
    [message] = inbox.messages
    assert message["title"] == "statediff: 1 change of wording"
    assert message["message"].startswith("joint@v4 (substantive): ")
    assert "Unconfirmed: fetched again at once" in message["message"]


def boxed(box: str) -> str:
    """A page with a box that changes, small beside its statement."""
    whole = page(BEFORE, REST, REST.replace("spring", "autumn"))
    return whole.replace("</article>", f'<p class="box">{box}</p></article>')
