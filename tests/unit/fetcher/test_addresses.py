"""Which addresses may be visited, in all their disguises."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import pytest

from statediff.fetcher.addresses import AddressPolicy, Refusal, is_public, read_target
from statediff.model import DispositionKind

REFUSED = (
    "http://127.0.0.1/", "http://127.1/", "http://127.0.1/", "http://2130706433/", "http://0x7f000001/", "http://0x7f.0.0.1/",
    "http://0177.0.0.1/", "http://017700000001/", "http://127.0.0.1./", "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/", "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[64:ff9b::10.0.0.1]/",
    "http://[2002:7f00:1::]/", "http://[2001:0:53aa:64c:0:0:80ff:fffe]/", "http://[fec0::1]/", "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/", "http://[fc00::1]/", "http://[ff02::1]/", "http://[2001:db8::1]/", "http://[3fff::1]/",
    "http://[5f00::1]/", "http://[100::1]/", "http://[64:ff9b:1::1]/", "http://0.0.0.0/", "http://0/", "http://10.1.2.3/",
    "http://100.64.0.1/", "http://169.254.169.254/", "http://172.16.0.1/", "http://172.31.255.255/", "http://192.168.1.1/",
    "http://192.0.0.1/", "http://192.0.2.1/", "http://192.88.99.1/", "http://198.18.0.1/", "http://198.51.100.1/",
    "http://203.0.113.1/", "http://224.0.0.1/", "http://240.0.0.1/", "http://255.255.255.255/", "http://256.1.1.1/", "http://1.2.3/",
    "http://localhost/", "http://LOCALHOST/", "http://localhost./", "http://a.localhost/", "http://printer.local/",
    "http://db.internal/", "http://intranet/", "http://x.onion/", "http://router.home.arpa/", "http://１２７.０.０.１/",
    "http://①②⑦.0.0.1/", "http://ｌocalhost/", "http://127。0。0。1/", "http://user@ministry.example/", "http://user:pw@ministry.example/",
    "http://@ministry.example/", "http://ministry.example:22/", "http://ministry.example:25/", "http://ministry.example:6667/",
    "http://ministry.example:99999/", "http://ministry.example:-1/", "http://ministry.example:x/", "ftp://ministry.example/",
    "file:///etc/passwd", "data:text/html,x", "javascript:alert(1)", "//ministry.example/", "ministry.example", "", "http://",
    "http:///x", "http://ministry example/", "http://ministry.example/a b", "http://ministry.example\\@10.0.0.1/",
    "http://ministry.example/\r\nX: 1", "http://ministry.example/\x00", "http://[half/", "http://-a.example/", "http://a..example/",
    "http://[1.2.3.4]/", "http://%6c%6fcalhost/", "http://a,b.example/",
)  # fmt: skip


@pytest.mark.parametrize("url", REFUSED)
def test_what_is_not_plainly_the_public_web_is_refused(url: str) -> None:
    with pytest.raises(Refusal) as raised:
        AddressPolicy().check(url)

    assert raised.value.failure.kind is DispositionKind.REFUSED_ADDRESS
    assert not raised.value.failure.transient
    assert raised.value.failure.cause


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("http://ministry.example/news?id=1", "http://ministry.example:80"),
        ("https://MINISTRY.example./", "https://ministry.example:443"),
        ("https://ministry.example:8443/", "https://ministry.example:8443"),
        ("http://93.184.216.34/", "http://93.184.216.34:80"),
        ("http://[2606:2800:220:1::1]/", "http://[2606:2800:220:1::1]:80"),
        ("http://[64:ff9b::5db8:d822]/", "http://[64:ff9b::5db8:d822]:80"),
        ("https://міністерство.укр/", "https://міністерство.укр:443"),
        ("https://xn--80ak6aa92e.example/", "https://xn--80ak6aa92e.example:443"),
        ("https://news_1.ministry.example/", "https://news_1.ministry.example:443"),
    ],
)
def test_a_public_address_has_an_origin(url: str, origin: str) -> None:
    assert AddressPolicy().check(url).origin == origin


@pytest.mark.parametrize("named", ["127.0.0.1", "127.0.0.1:8000"])
def test_a_private_host_is_allowed_by_name_and_port(named: str) -> None:
    policy = AddressPolicy((named,))

    assert policy.check("http://127.0.0.1:8000/").port == 8000
    with pytest.raises(Refusal):
        policy.check("http://127.0.0.2:8000/")


def test_a_port_named_with_a_private_host_allows_no_other_port() -> None:
    policy = AddressPolicy(("127.0.0.1:8000",))

    with pytest.raises(Refusal):
        policy.check("http://127.0.0.1:9000/")


def test_a_private_host_in_ipv6_is_named_in_brackets() -> None:
    assert AddressPolicy(("[::1]:8000",)).check("http://[::1]:8000/").host == "::1"


def test_the_peer_is_checked_again() -> None:
    policy = AddressPolicy(("intranet.example",))

    policy.check_peer(read_target("http://ministry.example/"), "93.184.216.34")
    policy.check_peer(read_target("http://intranet.example/"), "10.0.0.1")
    with pytest.raises(Refusal, match=r"10\.0\.0\.1"):
        policy.check_peer(read_target("http://ministry.example/"), "10.0.0.1")


def test_a_resolver_that_fails_in_any_way_is_a_dns_error() -> None:
    def fail(host: str, port: int) -> list[tuple[Any, ...]]:
        raise UnicodeError("label too long")

    with pytest.raises(Refusal) as raised:
        AddressPolicy(resolver=fail).resolve(read_target("http://ministry.example/"), 1.0)

    assert raised.value.failure.kind is DispositionKind.DNS_ERROR


def test_a_literal_address_needs_no_name_service() -> None:
    def never(host: str, port: int) -> list[tuple[Any, ...]]:
        pytest.fail("the name service was asked")

    [answer] = AddressPolicy(resolver=never).resolve(read_target("http://93.184.216.34/"), 1.0)

    assert (answer[0], answer[4][0]) == (socket.AF_INET, "93.184.216.34")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.216.34", True),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::5db8:d822", True),
        ("2606:2800:220:1::1", True),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("fe80::1%eth0", False),
        ("2606:2800:220:1::1%eth0", False),
    ],
)
def test_addresses_that_wrap_others_are_unwrapped(address: str, expected: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is expected
