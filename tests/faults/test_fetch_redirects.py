"""Redirects: in circles, to nowhere, off the web, across hosts; and what may go along."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from faultserver import FaultServer, answer, head, redirect
from statediff.fetcher import assess
from statediff.model import DispositionKind, Validators
from visiting import PAGE, visit


@pytest.fixture
def other() -> Iterator[FaultServer]:
    """A second host."""
    with FaultServer(address="127.0.0.2") as running:
        yield running


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_a_redirect_is_followed_and_every_hop_is_kept(faults: FaultServer, status: str) -> None:
    faults.script("/old", redirect("/new#part", status=status))
    faults.script("/new", answer(PAGE))

    exchange = visit(faults.url("/old"))

    assert exchange.url == faults.url("/old")
    assert exchange.final_url == faults.url("/new")
    assert [hop.status for hop in exchange.hops] == [int(status[:3]), 200]
    assert assess(exchange).kind is DispositionKind.REDIRECTED


def test_each_hop_of_a_redirect_keeps_what_was_sent_and_what_came_with_its_body(faults: FaultServer) -> None:
    moved = answer("<p>Moved to the <a href=/new>new address</a>.</p>", "Location: /new", status="301 Moved")
    faults.script("/old", moved)
    faults.script("/new", answer(PAGE))

    hops = visit(faults.url("/old")).hops

    assert [hop.request for hop in hops] == [heard.head for heard in faults.heard]
    assert hops[0].response == b"".join(piece for piece in moved if isinstance(piece, bytes))
    assert hops[0].response.endswith(b"new address</a>.</p>")
    assert all(hop.elapsed_seconds > 0 and hop.peer_address == "127.0.0.1" for hop in hops)


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("next", "/a/next"),
        ("../up", "/up"),
        ("?page=2", "/a/b?page=2"),
        ("/новини/1", "/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/1"),
        ("/with space", "/with%20space"),
        ("/%D0%BD", "/%D0%BD"),
        (" /trimmed ", "/trimmed"),
    ],
)
def test_a_relative_or_unquoted_location_is_understood(faults: FaultServer, location: str, path: str) -> None:
    faults.script("/a/b", redirect(location), answer(PAGE))
    faults.script(path, answer(PAGE)) if path.partition("?")[0] != "/a/b" else None

    exchange = visit(faults.url("/a/b"))

    assert exchange.failure is None
    assert faults.paths() == ["/a/b", path]


def test_a_circle_is_failed(faults: FaultServer) -> None:
    faults.script("/a", redirect("/b"))
    faults.script("/b", redirect("/a"))

    exchange = visit(faults.url("/a"))

    assert exchange.failure is not None
    assert (exchange.failure.kind, len(exchange.hops)) == (DispositionKind.FAILED, 2)
    assert "circle" in exchange.failure.cause


def test_a_chain_without_end_is_failed(faults: FaultServer) -> None:
    for number in range(30):
        faults.script(f"/{number}", redirect(f"/{number + 1}"))

    exchange = visit(faults.url("/0"))

    assert exchange.failure is not None
    assert exchange.failure.kind is DispositionKind.FAILED
    assert len(exchange.hops) <= 12


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd", "data:text/html,hello", "ftp://127.0.0.1/x", "javascript:alert(1)", "gopher://127.0.0.1/",
        "http://user:secret@127.0.0.1/", "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/",
        "http://2130706433/", "http://0x7f.1/", "http://127.1/", "http://[::ffff:10.0.0.1]/", "http://intranet/", "http://127.0.0.3/",
        "http://printer.local/", "http://ministry.example:22/", "//10.0.0.1/x", "http://１２７.0.0.3/",
    ],
)  # fmt: skip
def test_a_redirect_off_the_public_web_is_refused(faults: FaultServer, location: str) -> None:
    exchange = visit(faults.script("/go", redirect(location)))

    assert exchange.failure is not None
    assert exchange.failure.kind is DispositionKind.REFUSED_ADDRESS, exchange.failure
    assert not exchange.failure.transient
    assert assess(exchange).kind is DispositionKind.REFUSED_ADDRESS


@pytest.mark.parametrize(
    "location",
    [
        "http://[half",
        "http://",
        "http://a b/",
        "http://:80/",
        "http://x.example:port/",
        "http://" + "a" * 300 + ".example/",
    ],
)
def test_a_location_that_leads_nowhere_is_no_document(faults: FaultServer, location: str) -> None:
    exchange = visit(faults.script("/go", redirect(location)))

    assert exchange.failure is not None
    assert assess(exchange).is_failure


def test_backslashes_in_a_location_lead_to_no_other_host(faults: FaultServer) -> None:
    visit(faults.script("/go", redirect("http:\\\\10.0.0.1\\x")))

    assert faults.paths() == ["/go", "/%5C%5C10.0.0.1%5Cx"]


def test_a_redirect_without_a_location_is_failed(faults: FaultServer) -> None:
    exchange = visit(faults.script("/go", answer("moved", status="302 Found")))

    assert exchange.failure is None
    assert assess(exchange).kind is DispositionKind.FAILED


def test_what_a_source_sends_stays_with_its_own_host(faults: FaultServer, other: FaultServer) -> None:
    secrets = (("Authorization", "Bearer 1"), ("X-Api-Key", "2"), ("Cookie", "session=3"), ("Accept-Language", "uk"))
    faults.script("/go", redirect("/here"))
    faults.script("/here", redirect(other.url("/there")))
    other.script("/there", redirect(faults.url("/back")))
    faults.script("/back", answer(PAGE))

    visit(faults.url("/go"), headers=secrets)

    names = ("Authorization", "X-Api-Key", "Cookie", "Accept-Language")
    sent = [[heard.header(name) for name in names] for heard in (*faults.heard[:2], *other.heard, faults.heard[2])]
    assert sent == [
        ["Bearer 1", "2", "session=3", "uk"],
        ["Bearer 1", "2", "session=3", "uk"],
        [None, None, None, "uk"],
        ["Bearer 1", "2", "session=3", "uk"],
    ]


def test_validators_stay_with_the_source_s_host(faults: FaultServer, other: FaultServer) -> None:
    faults.script("/go", redirect(other.url("/there")))
    other.script("/there", answer(PAGE))

    visit(faults.url("/go"), Validators(etag='"1"', last_modified="Mon, 04 May 2026 10:00:00 GMT"))

    assert faults.heard[0].header("If-None-Match") == '"1"'
    assert faults.heard[0].header("If-Modified-Since") == "Mon, 04 May 2026 10:00:00 GMT"
    assert other.heard[0].header("If-None-Match") is None


def test_cookies_live_within_one_chain_and_on_their_host(faults: FaultServer, other: FaultServer) -> None:
    faults.script("/go", redirect("/door", "Set-Cookie: pass=1; Path=/"))
    faults.script("/door", redirect(other.url("/there")), answer(PAGE))
    other.script("/there", redirect(faults.url("/back")))
    faults.script("/back", answer(PAGE))

    visit(faults.url("/go"))
    visit(faults.url("/door"))

    assert [heard.header("Cookie") for heard in faults.heard] == [None, "pass=1", "pass=1", None]
    assert other.heard[0].header("Cookie") is None


def test_a_cookie_wall_that_wants_its_cookie_back_is_passed(faults: FaultServer) -> None:
    faults.script("/page", redirect("/page?again=1", "Set-Cookie: seen=1"), answer("<h1>blocked</h1>"))
    faults.script("/page?again=1", answer(PAGE))

    exchange = visit(faults.url("/page"))

    assert exchange.body == PAGE.encode()
    assert faults.heard[-1].header("Cookie") == "seen=1"


def test_a_page_that_sends_us_to_itself_with_a_cookie_is_asked_again(faults: FaultServer) -> None:
    exchange = visit(faults.script("/page", redirect("/page", "Set-Cookie: seen=1"), answer(PAGE)))

    assert exchange.body == PAGE.encode()
    assert [heard.header("Cookie") for heard in faults.heard] == [None, "seen=1"]


def test_a_page_that_sends_us_to_itself_with_the_same_cookie_goes_in_a_circle(faults: FaultServer) -> None:
    exchange = visit(faults.script("/page", redirect("/page", "Set-Cookie: seen=1")))

    assert exchange.failure is not None
    assert len(exchange.hops) == 2


def test_the_request_names_us_and_our_wish(faults: FaultServer) -> None:
    visit(
        faults.script("/page", answer(PAGE)),
        language="uk",
        headers=(("User-Agent", "Mozilla"), ("Host", "evil.example")),
    )

    heard = faults.heard[-1]
    assert heard.head.startswith(b"GET /page HTTP/1.1\r\n")
    assert heard.header("User-Agent") == "statediff-tests/1.0 (+tests@statediff.example)"
    assert heard.header("Host") == f"127.0.0.1:{faults.port}"
    assert heard.header("Accept-Language") == "uk, *;q=0.5"


def test_a_header_with_a_line_break_reaches_no_one(faults: FaultServer) -> None:
    exchange = visit(faults.script("/page", answer(PAGE)), headers=(("X-A", "1\r\nX-Injected: 2"),))

    assert exchange.failure is not None
    assert not faults.heard


def test_a_refresh_header_is_no_redirect(faults: FaultServer) -> None:
    exchange = visit(faults.script("/page", (head("Refresh: 0; url=/x", "Content-Type: text/html") + PAGE.encode(),)))

    assert exchange.final_url == faults.url("/page")
