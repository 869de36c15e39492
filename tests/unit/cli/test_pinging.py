"""A health check is told of a run, and its own trouble is never the run's."""

from __future__ import annotations

import pytest

from servers import Answer, ScriptedServer
from statediff.cli.pinging import ping


def test_a_ping_asks_the_address_with_its_suffix(server: ScriptedServer) -> None:
    server.script("/check/start", "ok")

    assert ping(server.url("/check/"), suffix="/start") is True

    assert [asked.path for asked in server.asked] == ["/check/start"]


def test_without_an_address_nothing_is_asked() -> None:
    assert ping(None) is False


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/check", "file:///etc/passwd", "http://[broken/"])
def test_a_ping_that_fails_is_only_logged(url: str, caplog: pytest.LogCaptureFixture) -> None:
    assert ping(url) is False

    assert len(caplog.records) == 1


def test_a_health_check_that_answers_an_error_is_only_logged(
    server: ScriptedServer, caplog: pytest.LogCaptureFixture
) -> None:
    url = server.script("/check", Answer(status=500))

    assert ping(url) is False

    assert len(caplog.records) == 1
