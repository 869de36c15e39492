"""Laws of fetching: a verdict for everything, the same every time; decoding is whole or a failure."""

from __future__ import annotations

import gzip
import zlib

from hypothesis import given
from hypothesis import strategies as st

from statediff.fetcher import assess
from statediff.fetcher.decoding import decode_body
from statediff.fetcher.page import read_page
from statediff.fetcher.politeness import read_retry_after, utc_now
from statediff.fetcher.transport import _join_chunks
from statediff.model import Disposition, DispositionKind, Exchange

PIECES = [
    "<p>",
    "</p>",
    "<h1>",
    "</h1>",
    "<title>",
    "</title>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<a href=x>",
    "</a>",
    "<main>",
    "</main>",
    "<",
    ">",
    "&amp;",
    "Page not found",
    "Access denied",
    "The Ministry said.",
    "Заява",
    "404",
    "\x00",
    "<body class=error404>",
    "<input type=password>",
    "<div id=root></div>",
    "<noscript>",
    "</noscript>",
    "cf-turnstile",
    "_Incapsula_Resource",
    "\x1b[2J",
    "\u202e",
]
MARKUP = st.lists(st.sampled_from(PIECES)).map("".join)
WORDS = st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
BODIES = st.one_of(st.binary(max_size=300), MARKUP.map(str.encode), WORDS)
HEADERS = st.lists(
    st.tuples(
        st.sampled_from(
            ["Content-Type", "Server", "Location", "Retry-After", "Content-Length", "cf-mitigated", "Set-Cookie"]
        ),
        st.one_of(
            st.sampled_from(["text/html", "application/json", "cloudflare", "/", "120", "http://[", ""]),
            st.text(max_size=20),
        ),
    ),
    max_size=4,
)
URLS = st.sampled_from(
    ["https://ministry.example/news/5", "https://ministry.example/", "nonsense", "", "http://[half/x"]
)
EXCHANGES = st.builds(
    Exchange,
    url=URLS,
    status=st.one_of(st.none(), st.integers(0, 1000)),
    headers=HEADERS,
    body=BODIES,
    final_url=st.one_of(st.none(), URLS),
)


@given(EXCHANGES, st.one_of(st.none(), EXCHANGES))
def test_every_exchange_has_one_verdict_and_it_is_the_same_again(exchange: Exchange, previous: Exchange | None) -> None:
    verdict = assess(exchange, previous)

    assert isinstance(verdict, Disposition)
    assert verdict == assess(exchange, previous)
    assert all(words.isprintable() for words in (verdict.reason, *verdict.evidence))
    assert verdict.kind is DispositionKind.OK or verdict.reason


@given(EXCHANGES)
def test_a_failing_status_is_never_a_document(exchange: Exchange) -> None:
    verdict = assess(exchange)

    assert exchange.status is None or exchange.status < 400 or verdict.is_failure


@given(MARKUP)
def test_every_markup_can_be_looked_at(markup: str) -> None:
    page = read_page(markup)

    assert page.text_weight >= 0
    assert all(block == " ".join(block.split()) for block in page.prose)


@given(st.binary(max_size=5_000), st.sampled_from(["gzip", "deflate", "raw", ""]), st.integers(1, 20))
def test_what_was_packed_is_unpacked_and_what_was_cut_is_a_failure(body: bytes, coding: str, cut: int) -> None:
    packed = {"gzip": gzip.compress(body), "deflate": zlib.compress(body), "raw": zlib.compress(body)[2:-4], "": body}[
        coding
    ]
    name = "deflate" if coding == "raw" else coding

    whole, no_failure = decode_body(packed, name, 100_000)
    _, failure = decode_body(packed[:-cut], name, 100_000) if coding in {"gzip", "deflate"} else (b"", None)

    if coding != "raw" or packed[:1] != b"\x78":
        assert (whole, no_failure) == (body, None)
    assert coding not in {"gzip", "deflate"} or failure is not None


@given(st.binary(max_size=300), st.text(max_size=20), st.booleans())
def test_decoding_ends_for_everything(received: bytes, coding: str, is_cut: bool) -> None:
    decoded, failure = decode_body(received, coding, 1_000, is_cut=is_cut)

    assert len(decoded) <= 1_000 or decoded == received
    assert failure is None or failure.cause


@given(st.lists(st.binary(min_size=1, max_size=50), max_size=8))
def test_chunks_are_joined_as_they_were_cut(chunks: list[bytes]) -> None:
    framed = b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"

    assert _join_chunks(bytearray(framed), 0) == b"".join(chunks)


@given(st.text(max_size=40))
def test_a_retry_after_is_seconds_of_at_most_a_day_or_nothing(value: str) -> None:
    seconds = read_retry_after(value, utc_now())

    assert seconds is None or 0 <= seconds <= 86_400
