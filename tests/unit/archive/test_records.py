"""Records: what the log hashes is written the same on every machine, for ever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statediff.archive import open_archive
from statediff.archive.records import (
    Route,
    Verdict,
    fill_headers,
    read_source,
    storable,
    to_digest,
    to_instant,
    to_microseconds,
    to_sha256,
    write_record,
    write_source,
)
from statediff.model import Disposition, DispositionKind, Rules, Source

ROOT_OF_THE_FULL_ARCHIVE = "c1c1b91ecb7ad4c2fc20cf8e0b3b29508e888c9ece088e3285bbe56ff141f80a"
"""Whatever changes in the code, what was kept must prove the same: this hash may never be altered."""
ROOT_WITH_BYTES_OF_HOPS = "1fa5798e1c81198dd04b28206f70ef740c19fb946156fca62c00c8a57406654f"
"""The same history with what its hops were asked and answered: this hash may never be altered either."""


def test_a_known_history_has_its_known_root(earlier_path: Path) -> None:
    with open_archive(earlier_path) as archive:
        assert archive.verify().root == ROOT_OF_THE_FULL_ARCHIVE


def test_a_known_history_with_the_bytes_of_hops_has_its_known_root(path: Path) -> None:
    with open_archive(path) as archive:
        assert archive.verify().root == ROOT_WITH_BYTES_OF_HOPS


def test_the_record_of_a_capture_is_fixed_to_the_byte() -> None:
    verdict = Verdict.of(
        Disposition(kind=DispositionKind.BLOCKED, reason="перевірка", evidence=("a", "b"), vendor="cloud")
    )
    route = Route(url="https://a.example/", final_url="https://a.example/é", media_type="", robots="", tls="", peer="")

    record = write_record(
        number=3,
        source="a",
        slot=None,
        at=1_772_438_400_250_000,
        verdict=verdict.document(),
        route=route.document(),
        status=403,
        headers='[["Server","nginx"]]',
        hops="[]",
        body=(bytes(32), 7),
        confirms=None,
        elapsed=12,
        wire=None,
    )

    assert record == (
        b'{"at":1772438400250000,"body":{"digest":"sha256:' + b"0" * 64 + b'","size":7},"capture":3,"confirms":null,'
        b'"disposition":{"evidence":["a","b"],"kind":"blocked",'
        b'"reason":"\\u043f\\u0435\\u0440\\u0435\\u0432\\u0456\\u0440\\u043a\\u0430","vendor":"cloud"},'
        b'"elapsed":12,"headers":[["Server","nginx"]],"hops":[],"route":{"url":"https://a.example/",'
        b'"final_url":"https://a.example/\\u00e9","media_type":"","robots":"","tls":"","peer":""},"slot":null,'
        b'"source":"a","status":403,"wire":null}'
    )


@given(st.datetimes(timezones=st.just(UTC)))
def test_an_instant_survives_to_the_microsecond(instant: datetime) -> None:
    assert to_instant(to_microseconds(instant)) == instant


def test_an_instant_of_any_zone_is_the_same_instant() -> None:
    zone = timezone(timedelta(hours=5, minutes=45))

    assert to_microseconds(datetime(2026, 3, 2, 13, 45, tzinfo=zone)) == to_microseconds(
        datetime(2026, 3, 2, 8, tzinfo=UTC)
    )


@given(st.binary(min_size=32, max_size=32))
def test_a_digest_survives(sha256: bytes) -> None:
    assert to_sha256(to_digest(sha256)) == sha256


TEXT = st.text(max_size=8)
SOURCES = st.builds(
    Source,
    id=TEXT,
    url=TEXT,
    title=st.none() | TEXT,
    publisher=st.none() | TEXT,
    language=st.none() | TEXT,
    edition_of=st.none() | TEXT,
    rules=st.builds(
        Rules,
        select=st.lists(TEXT, max_size=2).map(tuple),
        remove=st.lists(TEXT, max_size=2).map(tuple),
        preset=st.none() | TEXT,
        keep_links=st.booleans(),
        language=st.none() | TEXT,
        json_path=st.none() | TEXT,
    ),
    every_seconds=st.integers(60, 10**7),
    enabled=st.booleans(),
    render=st.booleans(),
    ignore_robots=st.none() | TEXT,
    headers=st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple),
    ca_file=st.none() | TEXT,
    pin=st.none() | TEXT,
    allow_http_downgrade=st.booleans(),
    discover=st.none() | st.sampled_from(["feed", "sitemap", "listing"]),
    parent=st.none() | TEXT,
    adaptive=st.booleans(),
)


@given(SOURCES)
def test_a_source_survives(source: Source) -> None:
    assert read_source(write_source(source)) == source


@pytest.mark.parametrize(
    ("text", "stored"),
    [("Заява", "Заява"), ("a\x00b", "a\x00b"), ("lone \ud800", "lone ?"), ("💥", "💥")],
)
def test_text_is_stored_as_it_is_but_for_lone_surrogates(text: str, stored: str) -> None:
    assert storable(text) == stored


@pytest.mark.parametrize("values", [[], ["a", "b"]])
def test_header_values_that_do_not_fit_are_refused(values: list[str]) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        fill_headers((("Server", "nginx"), ("Date", None)), values)
