"""The soft-404 probe, against hosts that answer anything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from servers import Answer, ScriptedServer, page
from statediff.fetcher import Client, assess
from statediff.fetcher.siblings import is_doubtful, make_sibling
from statediff.model import DispositionKind, Exchange
from visiting import SENTENCE, settings, source, visit

LITTLE = (
    "<html><head><title>Ministry</title><meta http-equiv=refresh content='0;url=/start'></head>"
    "<body><p>Redirecting.</p></body></html>"
)
"""A page that only sends readers on: suspect on its own."""


def sibling_path(server: ScriptedServer, folder: str = "/news/") -> str:
    return make_sibling(server.url(f"{folder}1")).removeprefix(server.url(""))


def test_a_host_that_answers_anything_with_the_same_little_page_gives_a_soft_404_away(server: ScriptedServer) -> None:
    server.script(sibling_path(server), LITTLE)

    exchange = visit(server.script("/news/1", LITTLE))

    assert exchange.has_sibling_like_body is True
    assert assess(exchange).kind is DispositionKind.SOFT_404


def test_a_redirect_to_the_page_that_everything_leads_to_is_a_soft_404(server: ScriptedServer) -> None:
    away = Answer(status=302, headers=(("Location", "/somewhere/else"),))
    server.script("/news/statement-on-grain-corridor", away)
    server.script(sibling_path(server), away)
    server.script("/somewhere/else", page(SENTENCE * 3, title="All there is"))

    exchange = visit(server.url("/news/statement-on-grain-corridor"))

    assert assess(exchange).kind is DispositionKind.SOFT_404


def test_a_doubtful_page_of_an_honest_host_stays_suspect(server: ScriptedServer) -> None:
    exchange = visit(server.script("/news/1", LITTLE))

    assert exchange.has_sibling_like_body is False
    assert assess(exchange).kind is DispositionKind.SUSPECT
    assert server.count(sibling_path(server)) == 1


@pytest.mark.parametrize("body", [page(SENTENCE, title="Statement on the grain corridor"), "<p>Postponed.</p>", ""])
def test_a_page_whose_verdict_is_clear_costs_no_second_request(server: ScriptedServer, body: str) -> None:
    exchange = visit(server.script("/news/1", body))

    assert exchange.has_sibling_like_body is None
    assert [asked.path for asked in server.asked] == ["/news/1"]


def test_a_host_is_asked_once_a_day(server: ScriptedServer) -> None:
    instant = [datetime(2026, 5, 4, 12, tzinfo=UTC)]
    server.script("/news/1", LITTLE)
    server.script("/news/2", LITTLE)

    with Client(settings(), now=lambda: instant[0]) as client:
        for hours, path in ((0, "/news/1"), (1, "/news/2"), (24, "/news/1")):
            instant[0] += timedelta(hours=hours)
            client.visit(source(server.url(path)))

    assert server.count(sibling_path(server)) == 2


def test_the_probe_obeys_robots_txt(server: ScriptedServer) -> None:
    path = sibling_path(server)
    server.script("/robots.txt", Answer(body=f"User-agent: *\nDisallow: {path}".encode(), media_type="text/plain"))

    exchange = visit(server.script("/news/1", LITTLE), ignore_robots=None)

    assert exchange.has_sibling_like_body is None
    assert server.count(path) == 0
    assert exchange.robots == "allowed by robots.txt"


@pytest.mark.parametrize("status", [403, 429, 500, 503])
def test_a_host_that_will_not_say_leaves_the_question_open(server: ScriptedServer, status: int) -> None:
    server.script(sibling_path(server), Answer(status=status))

    exchange = visit(server.script("/news/1", LITTLE))

    assert exchange.has_sibling_like_body is None


def test_the_probe_is_no_hop_of_the_visit_and_carries_no_secret(server: ScriptedServer) -> None:
    exchange = visit(server.script("/news/1", LITTLE), headers=(("X-Api-Key", "2"),))

    assert [hop.url for hop in exchange.hops] == [server.url("/news/1")]
    assert "x-api-key" in server.asked[0].headers
    assert "x-api-key" not in server.asked[-1].headers


def test_a_home_page_has_no_siblings() -> None:
    home = Exchange(
        url="https://ministry.example/", status=200, headers={"Content-Type": "text/html"}, body=LITTLE.encode()
    )

    assert not is_doubtful(home)


def test_the_made_up_address_is_the_same_every_time() -> None:
    assert make_sibling("https://a.example/news/1?x=2") == make_sibling("https://a.example/news/2#y")
    assert make_sibling("https://a.example/news/1") != make_sibling("https://b.example/news/1")
