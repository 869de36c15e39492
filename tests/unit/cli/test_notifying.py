"""Messages leave by Apprise; their trouble is never the run's, and no address is ever told."""

from __future__ import annotations

import importlib
import importlib.util

import pytest

from inbox import Inbox
from statediff.cli import notifying
from statediff.cli.alerts import Message
from statediff.cli.notifying import read_addresses, send

MESSAGE = Message(title="statediff: 1 source fails", body="mod fails <b>&")
has_apprise = importlib.util.find_spec("apprise") is not None
with_apprise = pytest.mark.skipif(not has_apprise, reason="needs the extra statediff[notify]")


def test_addresses_stand_in_the_environment() -> None:
    assert read_addresses({"STATEDIFF_NOTIFY_URLS": " json://a/?x=1,2\nmailto://b "}) == (
        "json://a/?x=1,2",
        "mailto://b",
    )
    assert read_addresses({}) == ()


@with_apprise
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_message_arrives_as_it_was_written() -> None:
    with Inbox() as inbox:
        is_sent = send([inbox.address], MESSAGE)

    assert is_sent
    assert [(message["title"], message["message"]) for message in inbox.messages] == [(MESSAGE.title, MESSAGE.body)]


@with_apprise
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_refused_message_is_only_logged_and_the_others_leave(caplog: pytest.LogCaptureFixture) -> None:
    with Inbox(status=500) as broken, Inbox() as inbox:
        is_sent = send(["nonsense-secret", broken.address, inbox.address], MESSAGE)

    assert is_sent
    assert len(inbox.messages) == 1
    assert [record.levelname for record in caplog.records] == ["WARNING", "WARNING"]
    assert "secret" not in caplog.text
    assert "127.0.0.1" not in caplog.text


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(notifying, "is_available", lambda: False)

    assert send(["json://127.0.0.1/"], MESSAGE) is False

    assert "install statediff[notify]" in caplog.text


def test_an_apprise_that_breaks_is_only_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(_: str) -> object:
        raise RuntimeError("token=hidden")

    monkeypatch.setattr(notifying, "is_available", lambda: True)
    monkeypatch.setattr(importlib, "import_module", break_down)

    assert send(["json://127.0.0.1/"], MESSAGE) is False

    assert "RuntimeError" in caplog.text
    assert "hidden" not in caplog.text
