"""Name services that hang, deny, lie or change their mind."""

from __future__ import annotations

import socket
import threading
import time
from typing import Any

import pytest

from faultserver import FaultServer, answer, redirect
from statediff.fetcher import Client, assess
from statediff.model import DispositionKind, Exchange
from visiting import PAGE, settings, source, visit

NAME = "ministry.example"


def leads_to(*addresses: str) -> Any:
    """A resolver with one answer for every name."""

    def resolve(host: str, port: int) -> list[tuple[Any, ...]]:
        families = [socket.AF_INET6 if ":" in address else socket.AF_INET for address in addresses]
        return [
            (family, socket.SOCK_STREAM, 6, "", (address, port) if family is socket.AF_INET else (address, port, 0, 0))
            for family, address in zip(families, addresses, strict=True)
        ]

    return resolve


def test_a_name_that_does_not_exist_is_a_dns_error() -> None:
    def deny(host: str, port: int) -> list[tuple[Any, ...]]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    exchange = visit("http://ministry.example/", resolver=deny)

    assert exchange.failure is not None
    assert exchange.failure.kind is DispositionKind.DNS_ERROR
    assert "not known" in exchange.failure.cause
    assert assess(exchange).kind is DispositionKind.DNS_ERROR


def test_a_name_without_an_address_is_a_dns_error() -> None:
    exchange = visit("http://ministry.example/", resolver=leads_to())

    assert exchange.failure is not None
    assert exchange.failure.kind is DispositionKind.DNS_ERROR


def test_a_name_service_that_hangs_is_left_behind() -> None:
    released = threading.Event()

    def hang(host: str, port: int) -> list[tuple[Any, ...]]:
        released.wait(60)
        return []

    started = time.monotonic()
    exchange = visit("http://ministry.example/", resolver=hang, connect_seconds=0.2)
    released.set()

    assert time.monotonic() - started < 30
    assert exchange.failure is not None
    assert exchange.failure.kind is DispositionKind.DNS_ERROR


def test_hanging_look_ups_do_not_hold_up_other_hosts(faults: FaultServer) -> None:
    released = threading.Event()

    def resolve(host: str, port: int) -> list[tuple[Any, ...]]:
        if host.startswith("slow"):
            released.wait(60)
            return []
        return list(leads_to("127.0.0.1")(host, port))

    url = faults.script("/page", answer(PAGE), host=NAME)
    answered: list[Exchange] = []
    with Client(
        settings(private_hosts=(NAME,), connect_seconds=50.0, timeout_seconds=50.0), resolver=resolve
    ) as client:
        hanging = [
            threading.Thread(target=client.visit, args=(source(f"http://slow{number}.example/"),), daemon=True)
            for number in range(20)
        ]
        for thread in hanging:
            thread.start()
        answered.append(client.visit(source(url)))
        released.set()
        for thread in hanging:
            thread.join(60)

    assert answered[0].status == 200


@pytest.mark.parametrize(
    "addresses",
    [
        ("127.0.0.1",), ("10.0.0.1",), ("::1",), ("93.184.216.34", "127.0.0.1"), ("127.0.0.1", "93.184.216.34"),
        ("::ffff:127.0.0.1",), ("64:ff9b::7f00:1",), ("2002:7f00:1::",), ("fec0::1",), ("100.64.0.1",), ("0.0.0.0",),
        ("224.0.0.1",), ("fd00::1",), ("169.254.169.254",), ("2001:0:1::1",),
    ],
)  # fmt: skip
def test_a_name_with_any_answer_off_the_public_web_is_refused(addresses: tuple[str, ...]) -> None:
    exchange = visit("http://ministry.example/", resolver=leads_to(*addresses))

    assert exchange.failure is not None
    assert exchange.failure.kind is DispositionKind.REFUSED_ADDRESS
    assert assess(exchange).kind is DispositionKind.REFUSED_ADDRESS


def test_a_private_host_that_is_named_may_be_visited(faults: FaultServer) -> None:
    url = faults.script("/page", answer(PAGE), host=NAME)

    exchange = visit(url, private_hosts=(f"{NAME}:{faults.port}",), resolver=leads_to("127.0.0.1"))

    assert exchange.status == 200
    assert exchange.hops[0].peer_address == "127.0.0.1"
    assert faults.heard[0].header("Host") == f"{NAME}:{faults.port}"


def test_an_address_that_is_dead_gives_way_to_the_next(faults: FaultServer) -> None:
    url = faults.script("/page", answer(PAGE), host=NAME)

    exchange = visit(url, private_hosts=(NAME,), resolver=leads_to("127.0.0.9", "127.0.0.1"))

    assert exchange.hops[0].peer_address == "127.0.0.1"


def test_a_name_is_asked_once_and_the_answer_is_the_address_connected_to(faults: FaultServer) -> None:
    asked: list[str] = []

    def rebind(host: str, port: int) -> list[tuple[Any, ...]]:
        asked.append(host)
        return list(leads_to("127.0.0.1" if len(asked) == 1 else "127.0.0.2")(host, port))

    exchange = visit(faults.script("/page", answer(PAGE), host=NAME), private_hosts=(NAME,), resolver=rebind)

    assert asked == [NAME]
    assert exchange.hops[0].peer_address == "127.0.0.1"


@pytest.mark.parametrize("name", ["міністерство.укр", "xn--h1alffa9f.xn--p1ai", "bücher.example"])
def test_a_name_of_other_letters_is_asked_for_in_ascii(faults: FaultServer, name: str) -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[tuple[Any, ...]]:
        asked.append(host.encode("idna").decode())
        return list(leads_to("127.0.0.1")(host, port))

    faults.script("/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8", answer(PAGE))

    exchange = visit(faults.url("/новини", name), private_hosts=(name,), resolver=resolve)

    assert exchange.body == PAGE.encode()
    assert faults.heard[-1].header("Host") == f"{name.encode('idna').decode()}:{faults.port}"
    assert asked == [name.encode("idna").decode()]


def test_a_redirect_to_a_name_that_leads_inside_is_refused(faults: FaultServer) -> None:
    url = faults.script("/go", redirect(f"http://evil.example:{faults.port}/"))

    exchange = visit(url, resolver=leads_to("127.0.0.1"))

    assert exchange.failure is not None
    assert exchange.failure.kind is DispositionKind.REFUSED_ADDRESS
    assert faults.paths() == ["/go"]
