"""The client as a whole: connections kept, one a host, retried once; validators, pauses, many threads."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from faultserver import FaultServer, Keep, Pause, answer, head, redirect
from servers import Answer, ScriptedServer
from statediff.fetcher import Client, assess
from statediff.model import DispositionKind, Exchange, Validators
from visiting import PAGE, settings, source, visit
from waiting import wait_until

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def test_a_connection_is_kept_for_the_next_visit() -> None:
    with FaultServer() as server, Client(settings()) as client:
        page = source(server.script("/page", answer(PAGE)))

        bodies = [client.visit(page).body for _ in range(3)]

        assert bodies == [PAGE.encode()] * 3
        assert {heard.connection for heard in server.heard} == {1}


def test_a_kept_connection_that_died_is_replaced_once_and_the_visit_succeeds() -> None:
    with FaultServer() as server, Client(settings()) as client:
        server.script("/first", (answer(PAGE)[0],))
        server.script("/second", answer(PAGE))

        first = client.visit(source(server.url("/first")))
        second = client.visit(source(server.url("/second")))

        assert (first.failure, second.failure) == (None, None)
        assert [heard.connection for heard in server.heard] == [1, 2]


def test_a_kept_connection_that_dies_at_the_request_is_replaced_once() -> None:
    with FaultServer() as server, Client(settings()) as client:
        server.script("/first", answer(PAGE))
        server.script("/second", (), answer(PAGE))

        client.visit(source(server.url("/first")))
        second = client.visit(source(server.url("/second")))

        assert second.body == PAGE.encode()
        assert server.paths() == ["/first", "/second", "/second"]


def test_a_fresh_connection_that_dies_is_not_tried_again() -> None:
    with FaultServer() as server:
        exchange = visit(server.script("/page", (), answer(PAGE)))

        assert exchange.failure is not None
        assert exchange.failure.transient
        assert server.paths() == ["/page"]


def test_an_answer_that_broke_off_is_not_asked_for_again() -> None:
    with FaultServer() as server, Client(settings()) as client:
        server.script("/first", answer(PAGE))
        server.script("/second", (head("Content-Length: 500") + b"half",))

        client.visit(source(server.url("/first")))
        second = client.visit(source(server.url("/second")))

        assert second.failure is not None
        assert second.failure.kind is DispositionKind.TRUNCATED
        assert server.paths() == ["/first", "/second"]


def test_bytes_left_over_on_a_kept_connection_do_not_reach_the_next_visit() -> None:
    smuggled = head("Content-Type: text/html", "Content-Length: 4") + b"evil"
    with FaultServer() as server, Client(settings()) as client:
        arrived = threading.Event()
        server.script("/first", (answer(PAGE)[0], smuggled, arrived, Keep()))
        server.script("/second", answer(PAGE))

        client.visit(source(server.url("/first")))
        assert arrived.wait(30)
        second = client.visit(source(server.url("/second")))

        assert second.body == PAGE.encode()


def test_validators_bring_a_304_and_a_304_is_the_same(server: ScriptedServer) -> None:
    url = server.script("/page", Answer(body=PAGE.encode(), etag='"one"'))

    first = visit(url)
    again = visit(url, Validators(etag=first.header("ETag")))

    assert (first.status, again.status, again.body) == (200, 304, b"")
    assert assess(again).kind is DispositionKind.SAME
    assert again.header("etag") == '"one"'


def test_a_visit_without_validators_asks_for_everything(server: ScriptedServer) -> None:
    visit(server.script("/page", PAGE))

    assert not {"if-none-match", "if-modified-since", "range", "cookie"} & set(server.asked[-1].headers)


def test_a_fragment_is_not_sent(server: ScriptedServer) -> None:
    server.script("/page", PAGE)

    exchange = visit(server.url("/page#part-2"))

    assert server.asked[-1].path == "/page"
    assert exchange.url.endswith("#part-2")
    assert assess(exchange).kind is DispositionKind.OK


RETRY_AFTER = {
    "seconds": "120",
    "a date": "Mon, 04 May 2026 12:02:00 GMT",
    "junk": "a little later",
    "nothing": None,
    "an age": "99999999999",
}


@pytest.mark.parametrize("name", RETRY_AFTER)
def test_a_429_in_five_forms_pauses_the_whole_host(server: ScriptedServer, name: str) -> None:
    value = RETRY_AFTER[name]
    headers = (("Retry-After", value),) if value else ()
    server.script("/page", [Answer(status=429, headers=headers), Answer(body=PAGE.encode())])
    server.script("/other", PAGE)
    instant = [NOON]

    with Client(settings(respect_delays=True), now=lambda: instant[0], sleep=lambda seconds: None) as client:
        refused = client.visit(source(server.url("/page")))
        at_once = client.visit(source(server.url("/other")))
        instant[0] += timedelta(seconds=59 if name in {"junk", "nothing"} else 119)
        too_early = client.visit(source(server.url("/page")))
        instant[0] += timedelta(days=1)
        later = client.visit(source(server.url("/page")))

    assert assess(refused).kind is DispositionKind.BLOCKED
    assert [assess(exchange).kind for exchange in (at_once, too_early)] == [DispositionKind.BLOCKED] * 2
    assert later.body == PAGE.encode()
    assert [asked.path for asked in server.asked] == ["/page", "/page"]


def test_a_pause_of_one_host_is_no_pause_of_another(server: ScriptedServer) -> None:
    server.script("/page", Answer(status=503, headers=(("Retry-After", "600"),)))
    with FaultServer(address="127.0.0.2") as other, Client(settings()) as client:
        client.visit(source(server.url("/page")))

        exchange = client.visit(source(other.script("/page", answer(PAGE))))

    assert exchange.body == PAGE.encode()


def test_pauses_stand_between_visits_and_not_between_hops() -> None:
    slept: list[float] = []
    with FaultServer() as server, Client(settings(respect_delays=True), now=lambda: NOON, sleep=slept.append) as client:
        server.script("/go", redirect("/page"))
        server.script("/page", answer(PAGE))

        client.visit(source(server.url("/go")))
        client.visit(source(server.url("/page")))

        assert slept == [pytest.approx(3.0)]


def test_the_wait_for_a_turn_does_not_eat_the_deadline() -> None:
    with FaultServer() as server, Client(settings(timeout_seconds=2.0)) as client:
        url = server.script("/page", (Pause(0.11), *answer(PAGE)))

        exchanges = side_by_side(lambda _: client.visit(source(url)), 20)

        assert [exchange.failure for exchange in exchanges] == [None] * 20
        assert server.most_at_once == 1


def test_one_slow_host_holds_up_no_other() -> None:
    with (
        FaultServer() as slow,
        FaultServer(address="127.0.0.2") as quick,
        Client(settings(timeout_seconds=60.0)) as client,
    ):
        released = threading.Event()
        slow.script("/page", (Pause(60.0), *answer(PAGE)))
        quick.script("/page", answer(PAGE))

        def wait_for_the_slow_one() -> None:
            client.visit(source(slow.url("/page")))
            released.set()

        waiting = threading.Thread(target=wait_for_the_slow_one)
        waiting.start()
        wait_until(lambda: bool(slow.heard))

        exchanges = [client.visit(source(quick.url("/page"))) for _ in range(5)]
        is_still_waiting = not released.is_set()

        slow.__exit__(None, None, None)
        waiting.join(60)
        assert is_still_waiting
        assert all(exchange.body == PAGE.encode() for exchange in exchanges)


def test_many_threads_get_their_own_answers_and_records() -> None:
    servers = [FaultServer(address=f"127.0.0.{number}") for number in (1, 2)]
    bodies = {number: PAGE.replace("Statement", f"Statement {number}") for number in range(40)}
    try:
        for server in servers:
            server.__enter__()
            for number, body in bodies.items():
                server.script(f"/{number}", (Pause(0.01), *answer(body)))
        with Client(settings()) as client:
            exchanges = side_by_side(lambda n: client.visit(source(servers[n % 2].url(f"/{n}"))), 40)
    finally:
        for server in servers:
            server.__exit__(None, None, None)

    assert [exchange.body for exchange in exchanges] == [body.encode() for body in bodies.values()]
    assert all(f"GET /{number} ".encode() in exchange.hops[0].request for number, exchange in enumerate(exchanges))
    assert all(exchange.hops[0].response.endswith(exchange.body) for exchange in exchanges)
    assert [server.most_at_once for server in servers] == [1, 1]


def test_a_client_that_was_closed_visits_again() -> None:
    with FaultServer() as server:
        client = Client(settings())
        page = source(server.script("/page", answer(PAGE)))

        client.visit(page)
        client.close()
        again = client.visit(page)
        client.close()

        assert again.body == PAGE.encode()


@pytest.mark.parametrize(
    "url", ["ftp://ministry.example/", "http://10.0.0.1/", "http://user:pw@ministry.example/", "nonsense", ""]
)
def test_an_address_that_may_not_be_visited_is_an_exchange_too(url: str) -> None:
    exchange = visit(url)

    assert exchange.url == url
    assert exchange.failure is not None
    assert exchange.failure.kind is DispositionKind.REFUSED_ADDRESS


def test_the_environment_s_proxies_and_passwords_are_not_used(
    server: ScriptedServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")

    exchange = visit(server.script("/page", PAGE))

    assert exchange.body == PAGE.encode()
    assert "authorization" not in server.asked[-1].headers


def side_by_side(work: Any, count: int) -> list[Exchange]:
    """Do the same work in so many threads at once; results in order."""
    results: list[Any] = [None] * count

    def run(number: int) -> None:
        results[number] = work(number)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results
