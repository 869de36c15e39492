"""Which addresses may be visited: the web's public ones, and the private hosts the configuration names.

Checked twice: on the URL's own words before anything is asked, and on every address the name resolves to, just
before the connection is made to that very address. A name with one bad answer among good ones is refused whole.
"""

from __future__ import annotations

import functools
import ipaddress
import queue
import re
import socket
import threading
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from statediff.model import DispositionKind, FetchFailure

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], list[tuple[Any, ...]]]
"""Host and port to answers shaped like those of socket.getaddrinfo."""

_REFUSED_NETWORKS = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16",
        "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    )
)  # fmt: skip
"""IANA's special-purpose registries, plus 6to4, Teredo and site-local, which `is_global` lets pass."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_LOCAL_NAMES = ("localhost", "local", "internal", "home.arpa", "onion", "localdomain")
_NUMERIC_LABEL = re.compile(r"\d+|0x[0-9a-f]*", re.IGNORECASE)
_HOST_NAME = re.compile(r"(?!-)[\w\-]{1,63}(?:\.[\w\-]{1,63})*\.?")
_NOT_IN_A_URL = re.compile(r"[\x00-\x20\x7f\\]")

_REFUSED_PORTS = frozenset({1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6679, 6697, 10080})
"""Ports above 1023 that browsers refuse too (fetch.spec.whatwg.org/#port-blocking), beside 6665-6669."""


class Refusal(OSError):
    """A visit ended by our own rules; carries the failure to be recorded."""

    def __init__(self, failure: FetchFailure) -> None:
        self.failure = failure
        super().__init__(failure.cause)


def refuse(cause: str) -> Refusal:
    """Make the refusal of an address; it will not get better by waiting."""
    return Refusal(FetchFailure(kind=DispositionKind.REFUSED_ADDRESS, cause=cause, transient=False))


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a URL leads: scheme, host in lower case without brackets, and port."""

    scheme: str
    host: str
    port: int

    @property
    def origin(self) -> str:
        """Scheme, host and port as one string, the unit of credentials and of robots.txt."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"


def is_public(address: Address) -> bool:
    """Tell whether an address is one of the public internet; addresses that wrap another are unwrapped."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in _NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if address.scope_id is not None:
            return False
    if any(address in network for network in _REFUSED_NETWORKS if network.version == address.version):
        return False
    return address.is_global and not address.is_multicast


@functools.lru_cache(maxsize=256)
def read_target(url: str) -> Target:
    """Read where a URL leads, refusing forms that parsers disagree about. Raises Refusal.

    The last few are remembered: a visit asks several times for the URL it is at.
    """
    if _NOT_IN_A_URL.search(url):
        raise refuse("the URL holds white space, a control character or a backslash")
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").lower()
    except ValueError as error:
        raise refuse(f"the URL cannot be read ({error})") from error
    if parts.scheme not in {"http", "https"}:
        raise refuse(f"the scheme {parts.scheme[:20]!r} is neither http nor https")
    if "@" in parts.netloc:
        raise refuse("the URL carries a user name or password")
    _check_host_form(host, parts.netloc)
    return Target(scheme=parts.scheme, host=host.rstrip("."), port=port or (443 if parts.scheme == "https" else 80))


def _check_host_form(host: str, netloc: str) -> None:
    """Refuse hosts that are not plainly a name, a dotted quad or a bracketed IPv6 address."""
    if netloc.startswith("["):
        if literal_address(host) is None:
            raise refuse(f"the host [{host}] is no IPv6 address")
        return
    folded = unicodedata.normalize("NFKC", host)
    if folded != host and folded.isascii():
        raise refuse(f"the host {host!r} hides {folded!r} behind look-alike characters")
    if not _HOST_NAME.fullmatch(host):
        raise refuse(f"the host {host[:80]!r} is no host name")
    last = host.rstrip(".").rpartition(".")[2]
    if _NUMERIC_LABEL.fullmatch(last) and literal_address(host) is None:
        raise refuse(f"the host {host!r} is an address in disguise")


def literal_address(host: str) -> Address | None:
    """Read a host as an address in its one plain form, or return None."""
    try:
        return ipaddress.ip_address(host.rstrip("."))
    except ValueError:
        return None


class AddressPolicy:
    """Decides which targets may be connected to, and to which addresses.

    `private_hosts` names hosts ("intranet.example") or host and port ("127.0.0.1:8000") that may be private.
    """

    def __init__(self, private_hosts: Iterable[str] = (), resolver: Resolver | None = None) -> None:
        self._private_hosts = frozenset(name.lower().strip() for name in private_hosts)
        self._resolver = resolver or _ask_system

    def is_private_host(self, target: Target) -> bool:
        """Tell whether the configuration names this host (with this port, or without one)."""
        bracketed = f"[{target.host}]" if ":" in target.host else target.host
        names = {target.host, bracketed, f"{bracketed}:{target.port}"}
        return not names.isdisjoint(self._private_hosts)

    def check(self, url: str) -> Target:
        """Read a URL's target and refuse what needs no look-up to be refused. Raises Refusal."""
        target = read_target(url)
        if self.is_private_host(target):
            return target
        if not _is_web_port(target.port):
            raise refuse(f"port {target.port} is not one of the web")
        address = literal_address(target.host)
        if address is not None and not is_public(address):
            raise refuse(f"{address} is not a public address")
        if address is None and ("." not in target.host or _is_local_name(target.host)):
            raise refuse(f"{target.host} is a local name; list it under private-hosts if it is meant")
        return target

    def resolve(self, target: Target, timeout_seconds: float) -> list[tuple[Any, ...]]:
        """Resolve a target to addresses, all of them allowed. Raises Refusal, also for time-outs and unknown names."""
        answers = self._look_up(target, timeout_seconds)
        if not answers:
            raise Refusal(FetchFailure(kind=DispositionKind.DNS_ERROR, cause=f"{target.host} has no address"))
        if not self.is_private_host(target):
            for answer in answers:
                self.check_peer(target, str(answer[4][0]))
        return answers

    def check_peer(self, target: Target, address: str) -> None:
        """Refuse an address that is not public unless the host is named as private."""
        if not self.is_private_host(target) and not is_public(ipaddress.ip_address(address)):
            raise refuse(f"{target.host} leads to {address}, which is not a public address")

    def _look_up(self, target: Target, timeout_seconds: float) -> list[tuple[Any, ...]]:
        if literal_address(target.host) is not None:
            return _ask_system(target.host, target.port)
        answered: queue.Queue[list[tuple[Any, ...]] | Exception] = queue.Queue()

        def ask() -> None:
            try:
                answered.put(self._resolver(target.host, target.port))
            except (OSError, UnicodeError) as error:
                answered.put(error)

        # A thread of its own and not a pool: a look-up that hangs can be left behind, and cannot starve others.
        threading.Thread(target=ask, name="statediff-resolver", daemon=True).start()
        try:
            answer = answered.get(timeout=max(timeout_seconds, 0.001))
        except queue.Empty:
            cause = f"no answer from the name service for {target.host}"
            raise Refusal(FetchFailure(kind=DispositionKind.DNS_ERROR, cause=cause)) from None
        if isinstance(answer, Exception):
            cause = f"{target.host} could not be resolved ({answer})"
            raise Refusal(FetchFailure(kind=DispositionKind.DNS_ERROR, cause=cause)) from answer
        return answer


def _ask_system(host: str, port: int) -> list[tuple[Any, ...]]:
    return list(socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM))


def _is_web_port(port: int) -> bool:
    if port < 1024:
        return port in {80, 443}
    return port not in _REFUSED_PORTS and not 6665 <= port <= 6669


def _is_local_name(host: str) -> bool:
    return any(host == name or host.endswith("." + name) for name in _LOCAL_NAMES)
