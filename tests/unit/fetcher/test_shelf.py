"""Scripts that pages share are fetched once, for as long as their servers allow."""

from __future__ import annotations

import pytest

from statediff.fetcher.shelf import Shelf
from statediff.model import DispositionKind, Exchange, FetchFailure

URL = "https://mfa.example/app.js"


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def script(control: str | None = "public, max-age=60", *, size: int = 1, **more: str) -> Exchange:
    headers = {**more} if control is None else {"Cache-Control": control, **more}
    return Exchange(url=URL, status=200, headers=headers, body=b"x" * size)


@pytest.mark.parametrize(("seconds", "is_kept"), [(59, True), (60, False)])
def test_a_script_is_kept_as_long_as_its_server_says(seconds: int, is_kept: bool) -> None:
    shelf = Shelf(clock := Clock())
    shelf.keep(URL, script())

    clock.now += seconds

    assert (shelf.take(URL) is not None) is is_kept


def test_nothing_is_kept_longer_than_an_hour() -> None:
    shelf = Shelf(clock := Clock())
    shelf.keep(URL, script("max-age=31536000, immutable"))

    clock.now += 3_600

    assert shelf.take(URL) is None


@pytest.mark.parametrize(
    "exchange",
    [
        script(None),
        script("no-store, max-age=60"),
        script("private, max-age=60"),
        script("no-cache, max-age=60"),
        script("max-age=0"),
        script("s-maxage=60"),
        script(vary="Origin, Accept-Encoding"),
        Exchange(url=URL, status=404, headers={"Cache-Control": "max-age=60"}),
        Exchange(
            url=URL,
            status=200,
            headers={"Cache-Control": "max-age=60"},
            failure=FetchFailure(kind=DispositionKind.TRUNCATED, cause="cut"),
        ),
    ],
)
def test_what_is_not_whole_or_not_for_keeping_is_not_kept(exchange: Exchange) -> None:
    shelf = Shelf()

    shelf.keep(URL, exchange)

    assert shelf.take(URL) is None


def test_a_full_shelf_lets_the_least_used_go() -> None:
    shelf = Shelf(Clock())
    for number in range(4):
        shelf.keep(f"{URL}?{number}", script(size=16_000_000))
    shelf.take(f"{URL}?0")

    shelf.keep(f"{URL}?4", script(size=16_000_000))

    assert [shelf.take(f"{URL}?{number}") is not None for number in range(5)] == [True, False, True, True, True]
