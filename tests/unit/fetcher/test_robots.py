"""robots.txt as RFC 9309 reads it, asked of a real server."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from servers import Answer, ScriptedServer
from statediff.fetcher import Client, assess
from statediff.model import DispositionKind, Exchange
from visiting import PAGE, settings, source, visit

TEXT = "text/plain"


def rules(text: str | bytes, **fields: object) -> Answer:
    body = text.encode() if isinstance(text, str) else text
    return Answer(body=body, media_type=TEXT, **fields)  # type: ignore[arg-type]


def ask(server: ScriptedServer, robots: Answer, path: str = "/news/1") -> Exchange:
    server.script("/robots.txt", robots)
    server.script(path, PAGE)
    return visit(server.url(path), ignore_robots=None)


ALLOWED = {
    "nothing said": "",
    "another agent": "User-agent: badbot\nDisallow: /",
    "another path": "User-agent: *\nDisallow: /private",
    "empty disallow": "User-agent: *\nDisallow:",
    "longest match": "User-agent: *\nDisallow: /news\nAllow: /news/1",
    "equal length": "User-agent: *\nDisallow: /news/1\nAllow: /news/1",
    "our own group": "User-agent: *\nDisallow: /\n\nUser-agent: statediff-tests\nAllow: /",
    "our own group in capitals": "User-agent: *\nDisallow: /\n\nUSER-AGENT: StateDiff-Tests\nDisallow:",
    "end of path": "User-agent: *\nDisallow: /news$",
    "wildcard elsewhere": "User-agent: *\nDisallow: /*.pdf$",
    "no robots language": "<html><body>Welcome</body></html>",
    "junk lines": "\x00\xff junk\nUser-agent: *\nDisallow: /private\nSitemap: x",
}


@pytest.mark.parametrize("name", ALLOWED)
def test_a_page_that_robots_txt_allows_is_visited(server: ScriptedServer, name: str) -> None:
    exchange = ask(server, rules(ALLOWED[name]))

    assert exchange.failure is None
    assert (exchange.robots or "").startswith("allowed")
    assert assess(exchange).kind is DispositionKind.OK


DENIED = {
    "everything": "User-agent: *\nDisallow: /",
    "the folder": "User-agent: *\nDisallow: /news/",
    "by our name": "User-agent: statediff-tests\nDisallow: /",
    "by several names": "User-agent: a\nUser-agent: statediff-tests\nDisallow: /",
    "a wildcard": "User-agent: *\nDisallow: /*/1",
    "the end": "User-agent: *\nDisallow: /*1$",
    "a longer disallow": "User-agent: *\nAllow: /news\nDisallow: /news/1",
    "a byte order mark": "\ufeffUser-agent: *\nDisallow: /",
    "carriage returns": "User-agent: *\r\nDisallow: /\r\n",
    "blanks and a comment": "  User-agent : *  # all\n  Disallow : /news # this\n",
    "two groups of ours": "User-agent: statediff-tests\nDisallow: /a\n\nUser-agent: statediff-tests\nDisallow: /news\n",
}


@pytest.mark.parametrize("name", DENIED)
def test_a_page_that_robots_txt_denies_is_not_asked_for(server: ScriptedServer, name: str) -> None:
    exchange = ask(server, rules(DENIED[name]))

    assert exchange.failure is not None
    assert exchange.failure.kind is DispositionKind.ROBOTS_DENIED
    assert exchange.robots == "denied by robots.txt"
    assert server.count("/news/1") == 0
    assert assess(exchange).kind is DispositionKind.ROBOTS_DENIED


@pytest.mark.parametrize(
    ("rule", "path"),
    [
        ("/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8", "/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/1"),
        ("/новини", "/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/1"),
        ("/%7Epress", "/~press/1"),
        ("/a%2Fb", "/a%2Fb/1"),
    ],
)
def test_percent_encoding_makes_no_difference(server: ScriptedServer, rule: str, path: str) -> None:
    exchange = ask(server, rules(f"User-agent: *\nDisallow: {rule}"), path)

    assert exchange.failure is not None
    assert exchange.failure.kind is DispositionKind.ROBOTS_DENIED


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_robots_txt_that_is_not_there_allows_everything(server: ScriptedServer, status: int) -> None:
    exchange = ask(server, Answer(status=status, body=b"<html><h1>403 Forbidden</h1>nginx</html>"))

    assert exchange.failure is None
    assert exchange.robots == f"allowed: no robots.txt ({status})"


@pytest.mark.parametrize("name", ["cloudflare", "AkamaiGHost", "ddos-guard", "CloudFront"])
def test_a_vendor_s_name_on_a_plain_refusal_is_no_challenge(server: ScriptedServer, name: str) -> None:
    refusal = b"<html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1></body></html>"

    exchange = ask(server, Answer(status=403, body=refusal, headers=(("X-Server", name), ("Server", name))))

    assert exchange.failure is None


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_robots_txt_that_cannot_be_had_denies_everything(server: ScriptedServer, status: int) -> None:
    exchange = ask(server, Answer(status=status))

    assert exchange.failure is not None
    assert exchange.failure.kind is DispositionKind.ROBOTS_DENIED
    assert exchange.failure.transient
    assert server.count("/news/1") == 0


CHALLENGES = {
    "cloudflare": Answer(status=403, body=b"<title>Just a moment...</title><script>_cf_chl_opt={}</script>"),
    "a hard header": Answer(status=403, headers=(("cf-mitigated", "challenge"),)),
    "with status 200": Answer(body=b"<html><script src='/_Incapsula_Resource?SWJIYLWA=5074a744e2e3'></script></html>"),
    "too many requests": Answer(status=429, body=b"slow down"),
}


@pytest.mark.parametrize("name", CHALLENGES)
def test_a_challenge_in_robots_txt_s_place_is_blocked(server: ScriptedServer, name: str) -> None:
    exchange = ask(server, CHALLENGES[name])

    assert exchange.failure is not None
    assert exchange.failure.kind is DispositionKind.BLOCKED
    assert server.count("/news/1") == 0


def test_a_robots_txt_that_does_not_come_in_time_denies_everything(server: ScriptedServer) -> None:
    server.script("/robots.txt", rules("", pause_seconds=60.0))

    exchange = visit(server.url("/news/1"), ignore_robots=None, timeout_seconds=0.3)

    assert exchange.failure is not None
    assert exchange.failure.kind is DispositionKind.TIMEOUT
    assert server.count("/news/1") == 0


def test_a_robots_txt_that_is_cut_short_denies_everything(server: ScriptedServer) -> None:
    exchange = ask(server, rules("User-agent: *\nAllow: /\n", declared_length=4_000))

    assert exchange.failure is not None
    assert exchange.failure.kind is DispositionKind.ROBOTS_DENIED


def test_a_huge_robots_txt_is_read_as_far_as_half_a_megabyte(server: ScriptedServer) -> None:
    filler = "# nothing to see here\n" * 40_000
    early = ask(server, rules("User-agent: *\nDisallow: /news\n" + filler))
    late = ask(server, rules(filler + "User-agent: *\nDisallow: /news\n"))

    assert early.failure is not None
    assert late.failure is None


def test_a_robots_txt_elsewhere_is_followed(server: ScriptedServer) -> None:
    server.script("/rules", rules("User-agent: *\nDisallow: /"))

    exchange = ask(server, Answer(status=301, headers=(("Location", "/rules"),)))

    assert exchange.failure is not None
    assert exchange.failure.kind is DispositionKind.ROBOTS_DENIED


def test_a_robots_txt_that_redirects_without_end_denies_everything(server: ScriptedServer) -> None:
    exchange = ask(server, Answer(status=302, headers=(("Location", "/robots.txt"),)))

    assert exchange.failure is not None
    assert server.count("/news/1") == 0


def test_a_reason_to_ignore_robots_txt_is_on_record(server: ScriptedServer) -> None:
    server.script("/robots.txt", rules("User-agent: *\nDisallow: /"))
    server.script("/news/1", PAGE)

    exchange = visit(server.url("/news/1"), ignore_robots="a public-interest archive")

    assert exchange.robots == "ignored: a public-interest archive"
    assert server.count("/robots.txt") == 0


def test_robots_txt_is_asked_once_a_day(server: ScriptedServer) -> None:
    server.script("/robots.txt", rules("User-agent: *\nAllow: /"))
    server.script("/news/1", PAGE)
    instant = [datetime(2026, 5, 4, 12, tzinfo=UTC)]
    page = source(server.url("/news/1"), ignore_robots=None)

    with Client(settings(), now=lambda: instant[0]) as client:
        for hours in (0, 1, 22, 2):
            instant[0] += timedelta(hours=hours)
            client.visit(page)

    assert server.count("/robots.txt") == 2
    assert server.count("/news/1") == 4


def test_each_host_of_a_redirect_is_asked(server: ScriptedServer) -> None:
    with ScriptedServer() as other:
        other.script("/robots.txt", rules("User-agent: *\nDisallow: /"))
        server.script("/news/1", Answer(status=302, headers=(("Location", other.url("/there")),)))

        exchange = visit(server.url("/news/1"), ignore_robots=None)

        assert exchange.failure is not None
        assert exchange.failure.kind is DispositionKind.ROBOTS_DENIED
        assert other.count("/there") == 0


@pytest.mark.parametrize(("line", "waited"), [("7", 7.0), ("0.5", 3.0), ("9000", 300.0), ("soon", 3.0), ("-4", 3.0)])
def test_a_crawl_delay_is_waited_for(server: ScriptedServer, line: str, waited: float) -> None:
    server.script("/robots.txt", rules(f"User-agent: *\nCrawl-delay: {line}\nDisallow: /private"))
    server.script("/news/1", PAGE)
    slept: list[float] = []
    instant = datetime(2026, 5, 4, 12, tzinfo=UTC)
    sleep: Callable[[float], None] = slept.append

    with Client(settings(respect_delays=True), now=lambda: instant, sleep=sleep) as client:
        client.visit(source(server.url("/news/1"), ignore_robots=None))
        client.visit(source(server.url("/news/1"), ignore_robots=None))

    assert slept[-1] == pytest.approx(waited)
