"""Answers that never end, end early, or say two things about their length."""

from __future__ import annotations

import threading
import time

import pytest

from faultserver import Act, FaultServer, Keep, Pause, Repeat, Reset, answer, head, redirect
from servers import held_port
from statediff.fetcher import assess
from statediff.model import DispositionKind
from visiting import PAGE, SENTENCE, visit

BODY = PAGE.encode()
HTML = "Content-Type: text/html"
CHUNKED = "Transfer-Encoding: chunked"
MEASURED = head(HTML, f"Content-Length: {len(BODY)}")
PARTS = (BODY[:5], len(BODY) - 5, BODY[5:])
HINTS = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
PATIENCE_SECONDS = 25.0
"""Far above the deadline of these visits, and below what these servers keep up: who passes it has no deadline."""

ENDLESS: dict[str, Act] = {
    "a head byte by byte": (b"HTTP/1.1 200 OK\r\nX-A: ", Repeat(b"y", 0.05)),
    "a status line byte by byte": (Repeat(b"H", 0.05),),
    "a body byte by byte": (head(HTML, "Content-Length: 100000"), Repeat(b"x", 0.05)),
    "chunks byte by byte": (head(HTML, CHUNKED), Repeat(b"1\r\nx\r\n", 0.05)),
    "silence": (Pause(50),),
    "silence after the head": (head(HTML, "Content-Length: 100000"), Pause(50)),
    "silence within the body": (head(HTML, f"Content-Length: {len(BODY) * 2}") + BODY, Pause(50)),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_one_deadline_bounds_the_whole_visit(faults: FaultServer, name: str) -> None:
    url = faults.script("/slow", ENDLESS[name])
    started = time.monotonic()

    exchange = visit(url, timeout_seconds=0.6)

    assert time.monotonic() - started < PATIENCE_SECONDS
    assert exchange.failure is not None
    assert exchange.failure.kind is DispositionKind.TIMEOUT
    assert exchange.failure.transient
    assert assess(exchange).kind is DispositionKind.TIMEOUT


def test_redirects_share_one_deadline(faults: FaultServer) -> None:
    faults.script("/0", redirect("/1"))
    for number in range(1, 9):
        faults.script(f"/{number}", (Pause(0.3), *redirect(f"/{number + 1}")))
    started = time.monotonic()

    exchange = visit(faults.url("/0"), timeout_seconds=1.0)

    assert time.monotonic() - started < PATIENCE_SECONDS
    assert exchange.failure is not None
    assert exchange.failure.kind is DispositionKind.TIMEOUT
    assert 1 <= len(exchange.hops) < 9


FLOODS: dict[str, Act] = {
    "a body without end": (head(HTML), Repeat(b"A" * 65_536)),
    "chunks without end": (head(HTML, CHUNKED), Repeat(b"10000\r\n" + b"A" * 65_536 + b"\r\n")),
    "interim answers without end": (Repeat(HINTS * 200),),
    "continue without end": (Repeat(b"HTTP/1.1 100 Continue\r\n\r\n" * 200),),
    "an announced giant": (head(HTML, "Content-Length: 9000000000"), Repeat(b"A" * 65_536)),
    "one header without end": (b"HTTP/1.1 200 OK\r\nX-A: ", Repeat(b"y" * 65_536)),
    "trailers without end": (head(HTML, CHUNKED) + b"0\r\n", Repeat(b"X-A: y\r\n" * 1000)),
}  # fmt: skip


@pytest.mark.parametrize("name", FLOODS)
def test_everything_received_counts_towards_one_cap(faults: FaultServer, name: str) -> None:
    url = faults.script("/flood", FLOODS[name])
    faults.script("/x", answer(PAGE))

    exchange = visit(url, max_bytes=1_000_000)

    assert exchange.failure is not None
    assert exchange.failure.kind in {DispositionKind.TOO_LARGE, DispositionKind.FAILED, DispositionKind.TRUNCATED}
    assert assess(exchange).is_failure
    assert all(len(hop.response) <= 1_048_576 + 65_536 for hop in exchange.hops)


def test_a_redirects_body_is_read_no_further_than_the_cap(faults: FaultServer) -> None:
    url = faults.script("/flood", (head("Location: /x", status="302 Found"), Repeat(b"A" * 65_536)))
    faults.script("/x", answer(PAGE))

    exchange = visit(url, max_bytes=1_000_000)

    assert [hop.truncated for hop in exchange.hops] == ["length", ""]
    assert len(exchange.hops[0].response) <= 1_048_576
    assert exchange.body == BODY


@pytest.mark.parametrize("name", ["a body without end", "chunks without end", "an announced giant"])
def test_too_large_says_so_and_keeps_its_beginning(faults: FaultServer, name: str) -> None:
    exchange = visit(faults.script("/flood", FLOODS[name]), max_bytes=200_000)

    assert exchange.failure is not None
    assert exchange.failure.kind is DispositionKind.TOO_LARGE
    assert not exchange.failure.transient
    assert exchange.hops[-1].truncated == "length"
    assert exchange.hops[-1].response.startswith(b"HTTP/1.1 200 OK\r\n")


def test_headers_without_end_are_no_answer(faults: FaultServer) -> None:
    lines = b"".join(b"X-%d: a\r\n" % number for number in range(5_000))

    exchange = visit(faults.script("/heads", (b"HTTP/1.1 200 OK\r\n" + lines + b"\r\nhello",)))

    assert exchange.failure is not None
    assert assess(exchange).is_failure


CUTS: dict[str, Act] = {
    "shorter than its Content-Length": (head(HTML, f"Content-Length: {len(BODY) * 2}") + BODY,),
    "a chunk too few": (head(HTML, CHUNKED) + b"%x\r\n" % len(BODY) + BODY + b"\r\n",),
    "cut within a chunk": (head(HTML, CHUNKED) + b"%x\r\n" % (len(BODY) * 2) + BODY,),
    "cut within a chunk's size": (head(HTML, CHUNKED) + b"%x\r\n" % len(BODY) + BODY + b"\r\n1",),
    "reset within the body": (head(HTML, f"Content-Length: {len(BODY) * 2}") + BODY, Pause(0.2), Reset()),
    "two lengths": (head(HTML, f"Content-Length: {len(BODY)}", "Content-Length: 7") + BODY,),
    "two lengths in one line": (head(HTML, f"Content-Length: {len(BODY)}, 7") + BODY,),
    "a negative length": (head(HTML, "Content-Length: -5") + BODY,),
    "a length in words": (head(HTML, "Content-Length: many") + BODY,),
    "a length and chunks": (head(HTML, "Content-Length: 5", CHUNKED) + b"7\r\nhelloXX\r\n0\r\n\r\n",),
    "a chunk size that is none": (head(HTML, CHUNKED) + b"zz\r\n" + BODY,),
    "a chunk larger than memory": (head(HTML, CHUNKED) + b"FFFFFFFFFFFFFFFF\r\nabc",),
}  # fmt: skip


@pytest.mark.parametrize("name", CUTS)
def test_an_answer_that_is_not_whole_is_truncated(faults: FaultServer, name: str) -> None:
    exchange = visit(faults.script("/cut", CUTS[name]))

    assert exchange.failure is not None
    assert exchange.failure.kind is DispositionKind.TRUNCATED, exchange.failure
    assert exchange.status in ({None} if name.startswith("two lengths") else {200})
    assert exchange.hops[-1].truncated == "disconnect"
    assert assess(exchange).kind is DispositionKind.TRUNCATED


@pytest.mark.parametrize("name", ["shorter than its Content-Length", "cut within a chunk", "reset within the body"])
def test_what_came_of_a_cut_answer_is_kept(faults: FaultServer, name: str) -> None:
    exchange = visit(faults.script("/cut", CUTS[name]))

    assert exchange.body == BODY
    assert exchange.wire_body == BODY
    assert BODY in exchange.hops[-1].response


WHOLE: dict[str, Act] = {
    "with a length": answer(PAGE),
    "in chunks": (head(HTML, CHUNKED) + b"5\r\n%b\r\n%x;a=b\r\n%b\r\n0\r\nX-T: 1\r\n\r\n" % PARTS,),
    "until the connection closes": (head(HTML, "Connection: close") + BODY,),
    "by HTTP/1.0": (b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + BODY,),
    "after interim answers": (HINTS + b"HTTP/1.1 100 Continue\r\n\r\n" + MEASURED + BODY,),
    "the same length twice": (head(HTML, f"Content-Length: {len(BODY)}", f"Content-Length: {len(BODY)}") + BODY,),
    "with bare line feeds": (b"HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: %d\n\n" % len(BODY) + BODY,),
    "in pieces": (MEASURED[:20], Pause(0.05), MEASURED[20:] + BODY[:50], Pause(0.05), BODY[50:]),
}  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_answer_arrives_byte_for_byte(faults: FaultServer, name: str) -> None:
    exchange = visit(faults.script("/whole", WHOLE[name]))

    assert exchange.failure is None
    assert exchange.body == BODY
    assert exchange.wire_body is None
    assert exchange.hops[-1].truncated == ""
    assert assess(exchange).kind is DispositionKind.OK
    assert SENTENCE.encode() in exchange.body


def test_every_byte_sent_and_received_is_kept(faults: FaultServer) -> None:
    act = WHOLE["after interim answers"]

    exchange = visit(faults.script("/whole", act))

    assert exchange.hops[0].request == faults.heard[-1].head
    assert exchange.hops[0].response == act[0]
    assert exchange.hops[0].peer_address == "127.0.0.1"


NOT_HTTP: dict[str, Act] = {
    "no status line": (b"<html>the year is 1992</html>",),
    "garbage": (b"\x00\xff\x16\x03garbage\r\n\r\n",),
    "nothing": (),
    "a reset": (Reset(),),
    "half a status line": (b"HTTP/1.1 20",),
    "a status of letters": (b"HTTP/1.1 abc OK\r\n\r\n",),
    "another protocol": (b"220 mail.example ESMTP\r\n",),
}


@pytest.mark.parametrize("name", NOT_HTTP)
def test_what_is_no_answer_is_failed(faults: FaultServer, name: str) -> None:
    exchange = visit(faults.script("/odd", NOT_HTTP[name]))

    assert exchange.failure is not None
    assert exchange.failure.kind in {DispositionKind.FAILED, DispositionKind.TRUNCATED}
    assert not exchange.body
    assert assess(exchange).is_failure


def test_a_closed_port_is_failed_and_says_so() -> None:
    with held_port() as port:
        exchange = visit(f"http://127.0.0.1:{port}/")

    assert exchange.failure is not None
    assert exchange.failure.kind is DispositionKind.FAILED
    assert "refused" in exchange.failure.cause


def test_a_status_out_of_range_is_an_answer_of_its_own(faults: FaultServer) -> None:
    exchange = visit(faults.script("/odd", answer("hi", status="799 Odd")))

    assert exchange.status == 799
    assert assess(exchange).kind is DispositionKind.FAILED


def test_a_204_and_a_304_end_with_their_head(faults: FaultServer) -> None:
    nothing = visit(faults.script("/none", (head(status="204 No Content"), Keep())))
    same = visit(faults.script("/same", (head('ETag: "1"', "Content-Length: 5000", status="304 Not Modified"), Keep())))

    assert (nothing.failure, assess(nothing).kind) == (None, DispositionKind.EMPTY)
    assert (same.failure, assess(same).kind) == (None, DispositionKind.SAME)


def test_a_failure_leaves_no_thread_behind(faults: FaultServer) -> None:
    url = faults.script("/slow", ENDLESS["silence"])

    visit(url, timeout_seconds=0.2)

    assert not [thread.name for thread in threading.enumerate() if thread.name.startswith("statediff")]
