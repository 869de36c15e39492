"""The scripted server that other tests stand on."""

from __future__ import annotations

import requests

from servers import Answer, ScriptedServer, page


def test_answers_come_in_the_order_of_the_script_and_the_last_one_stays(server: ScriptedServer) -> None:
    url = server.script("/news", [page("first"), Answer(status=503, body=b"busy"), page("last")])

    answers = [requests.get(url, timeout=60) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 503, 200, 200]
    assert "first" in answers[0].text
    assert answers[2].text == answers[3].text
    assert server.count("/news") == 4


def test_a_page_without_a_script_is_not_found(server: ScriptedServer) -> None:
    answer = requests.get(server.url("/robots.txt"), timeout=60)

    assert answer.status_code == 404


def test_a_request_that_holds_the_current_etag_is_answered_304(server: ScriptedServer) -> None:
    url = server.script("/news", Answer(body=b"<p>text</p>", etag='"one"'))

    answer = requests.get(url, headers={"If-None-Match": '"one"'}, timeout=60)

    assert (answer.status_code, answer.content) == (304, b"")
    assert server.asked[-1].headers["if-none-match"] == '"one"'
