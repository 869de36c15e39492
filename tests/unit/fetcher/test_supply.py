"""What a page is given while it is rendered, decided without a browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from statediff.fetcher.shelf import Shelf
from statediff.fetcher.supply import RENDERED_HEADER, Limits, Supply, Wish, finish_exchange
from statediff.model import DispositionKind, Exchange, FetchFailure, Headers, Hop, Source

PAGE_URL = "https://www.mfa.example/statement"
PAGE = Exchange(
    url=PAGE_URL,
    status=200,
    headers=(
        ("Content-Type", "text/html; charset=windows-1251"),
        ("Content-Encoding", "gzip"),
        ("ETag", '"1"'),
        ("Set-Cookie", "a=b"),
        ("Alt-Svc", 'h3=":443"'),
        ("Link", "<https://other.example>; rel=preconnect"),
        ("Content-Security-Policy", "default-src 'self'"),
    ),
    body=b"<html><script src=/app.js></script></html>",
    hops=(Hop(url=PAGE_URL, status=200),),
    elapsed_seconds=0.5,
    robots="allowed by robots.txt",
)
SOURCE = Source(
    id="statement", url=PAGE_URL, headers=(("X-Key", "public"),), pin="sha256:" + "0" * 64, ignore_robots="research"
)


class Network:
    """Answers parts by a function of their URL, and keeps what was asked."""

    def __init__(self, answer: Callable[[str], Exchange]) -> None:
        self._answer = answer
        self.asked: list[tuple[Source, str, Headers]] = []

    def fetch_part(self, page: Source, url: str, *, headers: Headers = (), seconds: float) -> Exchange:
        self.asked.append((page, url, headers))
        return self._answer(url)


def answered(url: str, *, status: int = 200, body: bytes = b"x", media_type: str = "text/javascript") -> Exchange:
    return Exchange(url=url, status=status, headers={"content-type": media_type}, body=body)


def failed(kind: DispositionKind, cause: str = "for a reason") -> Callable[[str], Exchange]:
    return lambda url: Exchange(url=url, failure=FetchFailure(kind=kind, cause=cause))


def supply_of(answer: Callable[[str], Exchange] = answered, *, limits: Limits | None = None) -> tuple[Supply, Network]:
    network = Network(answer)
    return Supply(network, SOURCE, PAGE, limits or Limits()), network


def test_the_document_is_not_asked_for_again() -> None:
    supply, network = supply_of()

    reply = supply.answer(Wish(url=f"{PAGE_URL}#top", kind="document", is_main=True))

    assert reply is not None
    assert reply.body == PAGE.body
    assert network.asked == []


def test_only_headers_that_decide_what_a_page_may_do_reach_it() -> None:
    supply, _ = supply_of()

    reply = supply.answer(Wish(url=PAGE_URL, kind="document", is_main=True))

    assert reply is not None
    assert dict(reply.headers) == {
        "content-type": "text/html; charset=windows-1251",
        "content-security-policy": "default-src 'self'",
    }


@pytest.mark.parametrize("kind", ["image", "font", "media", "texttrack", "manifest", "eventsource", "ping", "other"])
def test_what_holds_no_words_is_not_fetched(kind: str) -> None:
    supply, network = supply_of()

    reply = supply.answer(Wish(url="https://www.mfa.example/x", kind=kind))

    assert reply is None
    assert network.asked == []
    assert f"1 {kind}" in supply.describe("Chromium 1")


def test_a_frame_is_not_fetched_and_a_sheet_is_empty() -> None:
    supply, network = supply_of()

    frame = supply.answer(Wish(url="https://www.mfa.example/frame", kind="document"))
    sheet = supply.answer(Wish(url="https://www.mfa.example/a.css", kind="stylesheet"))

    assert frame is None
    assert sheet is not None
    assert (sheet.status, sheet.body) == (200, b"")
    assert network.asked == []


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "HEAD"])
def test_nothing_is_sent_to_a_server(method: str) -> None:
    supply, network = supply_of()

    reply = supply.answer(Wish(url="https://www.mfa.example/api", method=method))

    assert reply is None
    assert network.asked == []


def test_what_identifies_never_leaves_and_what_the_script_says_does() -> None:
    supply, network = supply_of()
    said = {"Cookie": "a=b", "Authorization": "x", "sec-ch-ua": "x", "User-Agent": "x", "accept": "application/json"}

    supply.answer(Wish(url="https://www.mfa.example/api", headers={**said, "X-Key": "theirs", "x-wish": "a"}))

    assert network.asked[0][2] == (("accept", "application/json"), ("x-wish", "a"), ("X-Key", "public"))


def test_another_host_learns_nothing_of_the_source() -> None:
    supply, network = supply_of()

    supply.answer(Wish(url="https://cdn.example/app.js", kind="script"))

    page, _, headers = network.asked[0]
    assert (page.headers, page.pin, page.ignore_robots, headers) == ((), None, None, ())


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_part_of_the_site_that_an_overloaded_server_owes_makes_the_page_truncated(status: int) -> None:
    supply, _ = supply_of(lambda url: answered(url, status=status))

    supply.answer(Wish(url="https://api.mfa.example/v1", kind="xhr"))

    failure = supply.failure()
    assert failure is not None
    assert failure.kind is DispositionKind.TRUNCATED
    assert failure.transient


@pytest.mark.parametrize(
    ("allowed", "is_read"),
    [(None, False), ("*", True), ("https://www.mfa.example", True), ("https://o.example", False)],
)
def test_an_answer_of_another_origin_is_read_only_with_its_permission(allowed: str | None, is_read: bool) -> None:
    headers = {"Access-Control-Allow-Origin": allowed} if allowed else {}
    supply, _ = supply_of(lambda url: Exchange(url=url, status=200, headers=headers, body=b"{}"))

    reply = supply.answer(Wish(url="https://api.example/v1", headers={"origin": "https://www.mfa.example"}))

    assert (reply is not None) is is_read


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_part_that_is_not_for_everyone_is_no_fault(status: int) -> None:
    supply, _ = supply_of(lambda url: answered(url, status=status))

    reply = supply.answer(Wish(url="https://www.mfa.example/user"))

    assert reply is not None
    assert reply.status == status
    assert supply.failure() is None


@pytest.mark.parametrize("kind", [DispositionKind.ROBOTS_DENIED, DispositionKind.REFUSED_ADDRESS])
def test_what_our_rules_deny_is_told_and_is_no_fault(kind: DispositionKind) -> None:
    supply, _ = supply_of(failed(kind))

    reply = supply.answer(Wish(url="https://www.mfa.example/x", kind="script"))

    assert reply is None
    assert supply.failure() is None
    assert f"1 {kind}" in supply.describe("Chromium 1")


def test_a_stranger_that_fails_does_not_spoil_the_page() -> None:
    supply, _ = supply_of(failed(DispositionKind.DNS_ERROR))

    supply.answer(Wish(url="https://counter.example/x.js", kind="script"))

    assert supply.failure() is None


def test_a_page_that_asks_or_weighs_too_much_is_too_large() -> None:
    many, network = supply_of(limits=Limits(max_requests=2))
    heavy, _ = supply_of(lambda url: answered(url, body=b"x" * 100), limits=Limits(max_bytes=150))

    replies = [many.answer(Wish(url=f"https://www.mfa.example/{number}")) is not None for number in range(4)]
    heavy_replies = [heavy.answer(Wish(url=f"https://www.mfa.example/{number}")) is not None for number in range(3)]

    assert replies == [True, True, False, False]
    assert heavy_replies == [True, False, False]
    assert len(network.asked) == 2
    failures = [supply.failure() for supply in (many, heavy)]
    assert [failure.kind for failure in failures if failure] == [DispositionKind.TOO_LARGE] * 2


def test_a_page_may_send_its_reader_on_a_few_times() -> None:
    supply, _ = supply_of(lambda url: answered(url, body=b"<p>there</p>", media_type="text/html"))
    supply.answer(Wish(url=PAGE_URL, kind="document", is_main=True))

    replies = [
        supply.answer(Wish(url=f"https://www.mfa.example/{number}", kind="document", is_main=True))
        for number in range(6)
    ]

    assert [reply.status for reply in replies if reply] == [200, 200, 200, 200, 204, 204]
    assert supply.document.final_url == "https://www.mfa.example/3"
    assert supply.document.url == PAGE_URL


@pytest.mark.parametrize(
    "answer",
    [
        failed(DispositionKind.REFUSED_ADDRESS),
        lambda url: answered(url, status=404, media_type="text/html"),
        lambda url: answered(url, media_type="application/pdf"),
    ],
)
def test_where_there_is_no_page_the_reader_stays(answer: Callable[[str], Exchange]) -> None:
    supply, _ = supply_of(answer)
    supply.answer(Wish(url=PAGE_URL, kind="document", is_main=True))

    reply = supply.answer(Wish(url="https://www.mfa.example/elsewhere", kind="document", is_main=True))

    assert reply is not None
    assert reply.status == 204
    assert supply.document is PAGE


def test_the_rendered_page_keeps_the_documents_facts_and_says_that_it_was_rendered() -> None:
    supply, _ = supply_of()

    exchange = finish_exchange(supply, dom="<p>Заява</p>", browser="Chromium 1", elapsed_seconds=2.0)

    assert exchange.body == "<p>Заява</p>".encode()
    assert exchange.media_type == "text/html"
    assert exchange.header("content-type") == "text/html; charset=utf-8"
    assert exchange.header("content-encoding") is None
    assert exchange.header("etag") == '"1"'
    assert exchange.header(RENDERED_HEADER) == "Chromium 1; 0 requests"
    assert exchange.wire_body == PAGE.body
    assert (exchange.hops, exchange.robots, exchange.status) == (PAGE.hops, PAGE.robots, 200)
    assert exchange.elapsed_seconds == 2.5


def test_pages_of_a_run_share_the_scripts_that_may_be_kept() -> None:
    headers = {"content-type": "text/javascript", "cache-control": "max-age=600"}
    network = Network(lambda url: Exchange(url=url, status=200, headers=headers, body=b"x"))
    shelf = Shelf()
    first, second = (Supply(network, SOURCE, PAGE, Limits(), shelf) for _ in range(2))

    replies = [supply.answer(Wish(url="https://www.mfa.example/app.js", kind="script")) for supply in (first, second)]

    assert [reply.body for reply in replies if reply] == [b"x", b"x"]
    assert len(network.asked) == 1
    assert "1 script known already" in second.describe("Chromium 1")
