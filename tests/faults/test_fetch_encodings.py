"""Bodies whose Content-Encoding is cut, wrong, doubled, unasked for, or a bomb."""

from __future__ import annotations

import gzip
import resource
import zlib

import pytest

from faultserver import FaultServer, answer, gzip_bomb, pack, redirect
from statediff.fetcher import assess
from statediff.model import DispositionKind
from visiting import PAGE, visit

PACKED = pack(PAGE)
RAW_DEFLATE = zlib.compress(PAGE.encode())[2:-4]
WRONG_CRC = PACKED[:-6] + bytes([PACKED[-6] ^ 0xFF]) + PACKED[-5:]
FLIPPED = PACKED[:60] + bytes([PACKED[60] ^ 0xFF]) + PACKED[61:]

WHOLE = {
    "gzip": ("gzip", PACKED),
    "x-gzip in capitals": ("X-GZIP", PACKED),
    "deflate with its wrapper": ("deflate", zlib.compress(PAGE.encode())),
    "deflate without": ("deflate", RAW_DEFLATE),
    "gzip in two members": ("gzip", pack(PAGE[:90]) + pack(PAGE[90:])),
    "identity": ("identity", PAGE.encode()),
    "a charset where the coding belongs": ("utf-8", PAGE.encode()),
    "gzip with zeros behind it": ("gzip", PACKED + b"\x00" * 20),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_encoded_body_is_decoded(faults: FaultServer, name: str) -> None:
    coding, body = WHOLE[name]

    exchange = visit(faults.script("/page", answer(body, f"Content-Encoding: {coding}")))

    assert exchange.failure is None
    assert exchange.body == PAGE.encode()
    assert exchange.wire_body == (body if body != exchange.body else None)
    assert assess(exchange).kind is DispositionKind.OK


BROKEN = {
    "gzip cut short": ("gzip", PACKED[:-12], "truncated"),
    "gzip without its end": ("gzip", PACKED[:-8], "truncated"),
    "gzip of nothing but a head": ("gzip", PACKED[:10], "truncated"),
    "deflate cut short": ("deflate", RAW_DEFLATE[:-5], "truncated"),
    "a wrong checksum": ("gzip", WRONG_CRC, "bad-encoding"),
    "a flipped byte": ("gzip", FLIPPED, "bad-encoding"),
    "no gzip at all": ("gzip", PAGE.encode(), "bad-encoding"),
    "gzip twice": ("gzip, gzip", gzip.compress(PACKED), "bad-encoding"),
    "brotli that nobody asked for": ("br", b"\x8b\x02\x80hello\x03", "bad-encoding"),
    "zstd that nobody asked for": ("zstd", b"\x28\xb5\x2f\xfd\x04\x00", "bad-encoding"),
    "a coding nobody knows": ("aes128gcm", PAGE.encode(), "bad-encoding"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_encoded_body_is_no_document(faults: FaultServer, name: str) -> None:
    coding, body, kind = BROKEN[name]

    exchange = visit(faults.script("/page", answer(body, f"Content-Encoding: {coding}")))

    assert exchange.failure is not None
    assert str(exchange.failure.kind) == kind, exchange.failure
    assert exchange.wire_body == body
    assert str(assess(exchange)) == kind


def test_a_body_that_decodes_past_the_cap_is_too_large(faults: FaultServer) -> None:
    url = faults.script("/bomb", answer(gzip_bomb(8), "Content-Encoding: gzip"))

    exchange = visit(url, max_bytes=2_000_000)

    assert exchange.failure is not None
    assert exchange.failure.kind is DispositionKind.TOO_LARGE
    assert len(exchange.body) <= 2_000_000 + 262_144


def test_a_bomb_of_a_gigabyte_takes_no_memory(faults: FaultServer) -> None:
    bomb = gzip_bomb(1024)
    url = faults.script("/bomb", answer(bomb, "Content-Encoding: gzip"))
    faults.script("/again", redirect("/bomb", "Content-Encoding: gzip", body=bomb))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    exchanges = [visit(url), visit(faults.url("/again"))]

    assert [exchange.failure.kind for exchange in exchanges if exchange.failure] == [DispositionKind.TOO_LARGE] * 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024


def test_a_page_that_compresses_well_is_no_bomb(faults: FaultServer) -> None:
    page = PAGE.replace("</body>", "<p>0 vehicles</p>" * 200_000 + "</body>")

    exchange = visit(faults.script("/page", answer(pack(page), "Content-Encoding: gzip")))

    assert exchange.failure is None
    assert exchange.body == page.encode()


def test_only_gzip_and_deflate_are_asked_for(faults: FaultServer) -> None:
    visit(faults.script("/page", answer(PAGE)), headers=(("Accept-Encoding", "br, zstd"),))

    assert faults.heard[-1].header("Accept-Encoding") == "gzip, deflate"
