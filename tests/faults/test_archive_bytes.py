"""Whatever a server sends on the way, well or badly, stands in the archive byte for byte, with what was asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from faultserver import Act, FaultServer, Keep, answer, head, pack, redirect
from statediff.archive import Archive, create
from statediff.archive.forms import WITHHELD
from statediff.fetcher import assess
from statediff.model import Exchange
from visiting import PAGE, visit
from visits import MFA, hours, no_waiting_for_the_disk


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """A fresh archive, open."""
    with no_waiting_for_the_disk(), create(tmp_path / "archive.db") as fresh:
        yield fresh


def kept(archive: Archive, exchange: Exchange) -> Exchange:
    """What the archive gives back of a visit; it must be sound."""
    capture = archive.keep(replace(MFA, url=exchange.url), exchange, assess(exchange), hours(0))
    assert archive.verify().damages == ()
    return archive.exchange(capture.id)


def sent(act: Act) -> bytes:
    return b"".join(piece for piece in act if isinstance(piece, bytes))


CHUNKED = (head("Transfer-Encoding: chunked") + b"5\r\n<p>Ch\r\nA\r\nunked.</p>\n\r\n0\r\n\r\n", Keep())
ODD = (b"HTTP/1.1 200 Gut\nserver:x\nX-Two:  a \nX-Two: b\nx-fold: a\n\tb\nContent-Length: 12\n\n<p>Odd.</p>\n", Keep())


@pytest.mark.parametrize(
    "act",
    [
        redirect("/new", status="301 Moved"),
        redirect("/new", "Set-Cookie: a=1", "Set-Cookie: b=2", body=b"<a href=/new>moved</a>"),
        redirect("/new", body=b"\x00\xff binary \x000\x00" * 50),
        redirect("/новини"),
        (b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + sent(redirect("/new")), Keep()),
    ],
    ids=["bare", "cookies", "binary", "utf-8", "hints"],
)
def test_a_redirect_stands_in_the_archive_with_every_byte(faults: FaultServer, archive: Archive, act: Act) -> None:
    faults.script("/old", act)
    for path in ("/new", "/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8"):
        faults.script(path, answer(PAGE))

    first, last = kept(archive, visit(faults.url("/old"))).hops

    assert first.response == sent(act)
    assert last.response == sent(answer(PAGE))
    assert first.request == faults.heard[0].head


@pytest.mark.parametrize(
    "act", [answer(PAGE), answer(PAGE, status="503 Busy"), answer(PAGE, length=100_000)[:1], ODD, (b"220 smtp\r\n",)]
)
def test_an_answer_that_was_not_coded_stands_in_the_archive_with_every_byte(
    faults: FaultServer, archive: Archive, act: Act
) -> None:
    faults.script("/page", act)

    back = kept(archive, visit(faults.url("/page")))

    assert back.hops[-1].response == sent(act)
    assert back.hops[-1].request == faults.heard[-1].head


@pytest.mark.parametrize("act", [CHUNKED, answer(pack(PAGE), "Content-Encoding: gzip")], ids=["chunked", "gzip"])
def test_of_an_answer_that_was_coded_the_head_stands_in_the_archive(
    faults: FaultServer, archive: Archive, act: Act
) -> None:
    faults.script("/page", act)
    exchange = visit(faults.url("/page"))

    back = kept(archive, exchange)

    assert back.hops[-1].response == sent(act).partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    assert back.body == exchange.body


def test_a_circle_stands_in_the_archive_with_every_byte(faults: FaultServer, archive: Archive) -> None:
    there, back_again = redirect("/b", body=b"to b"), redirect("/a", body=b"to a")
    faults.script("/a", there)
    faults.script("/b", back_again)

    back = kept(archive, visit(faults.url("/a")))

    assert [hop.response for hop in back.hops] == [sent(there), sent(back_again)]


def test_a_cookie_that_was_sent_along_is_withheld(faults: FaultServer, archive: Archive) -> None:
    faults.script("/old", redirect("/new", "Set-Cookie: session=visitor-7"))
    faults.script("/new", answer(PAGE))

    last = kept(archive, visit(faults.url("/old"))).hops[-1]

    assert b"session=visitor-7" in faults.heard[-1].head
    assert last.request == faults.heard[-1].head.replace(b"session=visitor-7", WITHHELD)
