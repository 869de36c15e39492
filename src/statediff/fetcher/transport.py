"""One request and its answer over guarded sockets: whole, or a failure that says how it fell short."""

from __future__ import annotations

import functools
import hashlib
import http
import http.client
import re
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import requests
import requests.utils
import urllib3.exceptions
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from statediff.fetcher.addresses import Refusal
from statediff.fetcher.decoding import decode_body
from statediff.fetcher.wire import GuardedTLSSocket, Transmission, current, open_socket
from statediff.model import DispositionKind, FetchFailure, Headers, Hop

_READ_BYTES = 65_536
_KEPT_OF_TOO_LARGE = 1_048_576
"""Bytes kept of an answer that was too large: enough to see what it was."""
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHUNK_SIZE = re.compile(rb"(?:\r?\n)?([0-9a-fA-F]{1,16})[^\n]{0,4096}\n")
_TRUNCATION = {
    DispositionKind.TIMEOUT: "time",
    DispositionKind.TOO_LARGE: "length",
    DispositionKind.TRUNCATED: "disconnect",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Whom a TLS server must convince: the public authorities, one CA file, or the holder of one certificate."""

    ca_file: str | None = None
    pin: str | None = None
    """SHA-256 of the leaf certificate in hexadecimal; alone it replaces the authorities."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one request brought: status and body when an answer came, a failure when it was not whole."""

    hop: Hop
    status: int | None
    headers: Headers = ()
    body: bytes = b""
    wire_body: bytes = b""
    failure: FetchFailure | None = None
    raw: requests.Response | None = None
    """The response as requests sees it, for the cookies of a redirect."""

    def header(self, name: str) -> str | None:
        """Return the last value of a header, whatever its case, or None."""
        found = [value for key, value in self.headers if key.lower() == name]
        return found[-1] if found else None


def normal_pin(pin: str) -> str:
    """Reduce a pin ("sha256:AB:CD...", with or without colons) to 64 lower-case hexadecimal digits."""
    return pin.lower().removeprefix("sha256:").replace(":", "").strip()


class _FinalResponse(http.client.HTTPResponse):
    """An answer after its interim ones: http.client passes over "100 Continue" only, not over "103 Early Hints"."""

    def _read_status(self) -> tuple[str, int, str]:
        version, status, reason = super()._read_status()  # type: ignore[misc]
        is_interim = 100 <= status < 200 and status != http.HTTPStatus.SWITCHING_PROTOCOLS
        return version, http.HTTPStatus.CONTINUE if is_interim else status, reason


class _GuardedHTTPConnection(HTTPConnection):
    response_class = _FinalResponse
    peer_address: str | None = None

    def _new_conn(self) -> Any:
        connection = open_socket()
        self.peer_address = str(connection.getpeername()[0])
        return connection

    def request(self, *args: Any, **keywords: Any) -> None:
        super().request(*args, **keywords)
        if current.transmission is not None:
            current.transmission.peer_address = self.peer_address


_MOST_CERTIFICATES = 8
"""Certificates of a chain that are named; OpenSSL itself follows no more than a hundred."""


class _GuardedHTTPSConnection(HTTPSConnection):
    response_class = _FinalResponse
    peer_address: str | None = None
    tls: str | None = None
    certificates: tuple[bytes, ...] = ()

    def _new_conn(self) -> Any:
        connection = open_socket()
        self.peer_address = str(connection.getpeername()[0])
        return connection

    def connect(self) -> None:
        super().connect()
        assert isinstance(self.sock, ssl.SSLSocket)
        self.certificates = _read_chain(self.sock)
        self.tls, digest = _describe_tls(self.sock, self.certificates)
        pin = getattr(self.sock.context, "statediff_pin", None)
        if pin and pin != digest and current.transmission is not None:
            cause = f"the certificate sha256:{digest} is not the pinned one"
            current.transmission.fail(DispositionKind.TLS_ERROR, cause, transient=False)
        # A certificate that is the pinned one is verified, whoever signed it; urllib3 would warn of it on every visit.
        self.is_verified = self.is_verified or pin == digest

    def request(self, *args: Any, **keywords: Any) -> None:
        super().request(*args, **keywords)
        if current.transmission is not None:
            current.transmission.peer_address = self.peer_address
            current.transmission.tls = self.tls
            current.transmission.certificates = self.certificates


def _read_chain(connection: ssl.SSLSocket) -> tuple[bytes, ...]:
    """Return the certificates that the server sent, as DER, leaf first."""
    leaf = connection.getpeercert(binary_form=True) or b""
    # Public since Python 3.13; before, the object inside the socket has it, and certificates of a type of its own.
    source = connection if hasattr(connection, "get_unverified_chain") else getattr(connection, "_sslobj", None)
    sent = getattr(source, "get_unverified_chain", lambda: None)() or ()
    chain = tuple(each if isinstance(each, bytes) else ssl.PEM_cert_to_DER_cert(each.public_bytes()) for each in sent)
    return chain or ((leaf,) if leaf else ())


def _describe_tls(connection: ssl.SSLSocket, certificates: tuple[bytes, ...]) -> tuple[str, str]:
    """Tell protocol, cipher, certificate digests and expiry of a connection, and the leaf's digest alone."""
    digest = hashlib.sha256(connection.getpeercert(binary_form=True) or b"").hexdigest()
    cipher = connection.cipher()
    facts = [connection.version() or "TLS", cipher[0] if cipher else "", f"sha256:{digest}"]
    expiry = (connection.getpeercert() or {}).get("notAfter")
    if isinstance(expiry, str):
        until = time.gmtime(ssl.cert_time_to_seconds(expiry))
        facts.append("until " + time.strftime("%Y-%m-%dT%H:%M:%SZ", until))
    above = [f"sha256:{hashlib.sha256(each).hexdigest()}" for each in certificates[1:_MOST_CERTIFICATES]]
    facts += ["under", *above] if above else []
    return " ".join(fact for fact in facts if fact), digest


class _GuardedHTTPPool(HTTPConnectionPool):
    ConnectionCls = _GuardedHTTPConnection


class _GuardedHTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _GuardedHTTPSConnection


class _PinnedContext(ssl.SSLContext):
    """A TLS context that knows the one certificate it expects."""

    statediff_pin: str | None = None


def make_tls_context(trust: Trust) -> ssl.SSLContext:
    """Make the strict TLS context for a trust: TLS 1.2 or later, host name checked unless a pin stands alone."""
    context = _PinnedContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.sslsocket_class = GuardedTLSSocket
    context.set_alpn_protocols(["http/1.1"])
    if trust.pin:
        context.statediff_pin = normal_pin(trust.pin)
    if trust.ca_file:
        context.load_verify_locations(cafile=trust.ca_file)
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    elif trust.pin:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    else:
        context.load_verify_locations(cafile=requests.utils.DEFAULT_CA_BUNDLE_PATH)
    return context


class GuardedAdapter(HTTPAdapter):
    """requests' adapter over guarded connections, one a host, without proxies, retries or environment.

    Raises: OSError when the trust's CA file cannot be read.
    """

    def __init__(self, trust: Trust) -> None:
        self._context = functools.lru_cache(maxsize=1)(lambda: make_tls_context(trust))
        self._is_pin_alone = bool(trust.pin and not trust.ca_file)
        super().__init__(pool_connections=64, pool_maxsize=1, max_retries=0)
        if trust.ca_file:
            self._context()

    def init_poolmanager(self, *args: Any, **keywords: Any) -> None:
        """Make pools of guarded connections."""
        super().init_poolmanager(*args, **keywords)
        self.poolmanager.pool_classes_by_scheme = {"http": _GuardedHTTPPool, "https": _GuardedHTTPSPool}

    def build_connection_pool_key_attributes(
        self, request: requests.PreparedRequest, verify: Any, cert: Any = None
    ) -> Any:
        """Name the pool of a request: its host, and our TLS context in place of requests' certificate settings."""
        host, _ = super().build_connection_pool_key_attributes(request, verify, cert)
        if host["scheme"] != "https":
            return host, {}
        options: dict[str, Any] = {"ssl_context": self._context()}
        if self._is_pin_alone:
            options.update(cert_reqs="CERT_NONE", assert_hostname=False)
        else:
            options["cert_reqs"] = "CERT_REQUIRED"
        return host, options

    def build_response(self, req: requests.PreparedRequest, resp: Any) -> requests.Response:
        """Make of urllib3's answer what is asked of a response here: no jar of cookies, no guess at an encoding."""
        response = requests.Response()
        response.status_code = resp.status
        response.raw = resp
        response.request = req
        response.url = str(req.url)
        return response

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        """Leave the certificates to the context of `make_tls_context`."""


def transmit(adapter: GuardedAdapter, request: requests.PreparedRequest, transmission: Transmission) -> Answer:
    """Send one request and read its answer whole, or as far as it came. Never raises for network trouble."""
    started = time.monotonic()
    response: requests.Response | None = None
    failure: FetchFailure | None = None
    size = 0
    current.transmission = transmission
    try:
        timeout = (transmission.connect_seconds, transmission.remaining_seconds())
        response = adapter.send(request, stream=True, timeout=timeout)
        failure = _find_conflict(response.raw.headers, transmission.max_bytes)
        if failure is None:
            size = sum(len(chunk) for chunk in response.raw.stream(_READ_BYTES, decode_content=False))
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        failure = transmission.failure or _explain(error, has_answer=response is not None)
    finally:
        current.transmission = None
        if response is not None:
            _give_back(response, is_whole=failure is None)
    elapsed = time.monotonic() - started
    return _make_answer(transmission, response, failure, url=str(request.url), size=size, elapsed_seconds=elapsed)


def _give_back(response: requests.Response, *, is_whole: bool) -> None:
    """Return a whole answer's connection to its pool, and drop the connection of a broken one."""
    if is_whole:
        response.raw.release_conn()
    else:
        response.raw.close()


def _make_answer(
    transmission: Transmission,
    response: requests.Response | None,
    failure: FetchFailure | None,
    *,
    url: str,
    size: int,
    elapsed_seconds: float,
) -> Answer:
    received = transmission.received
    if failure is not None and failure.kind is DispositionKind.TOO_LARGE:
        del received[_KEPT_OF_TOO_LARGE:]
    status: int | None = None
    headers: Headers = ()
    body = b""
    if response is not None:
        status = response.status_code
        headers = tuple((str(name), str(value)) for name, value in response.raw.headers.items())
        body = _cut_entity(received, is_chunked=bool(response.raw.chunked), size=None if failure else size)
    wire_body = body
    if response is not None and body:
        coding = response.raw.headers.get("Content-Encoding")
        body, coding_failure = decode_body(wire_body, coding, transmission.max_bytes, is_cut=failure is not None)
        failure = failure or coding_failure
    hop = Hop(
        url=url,
        status=status or 0,
        headers=headers,
        peer_address=transmission.peer_address,
        elapsed_seconds=elapsed_seconds,
        tls=transmission.tls,
        certificates=transmission.certificates,
        request=bytes(transmission.sent),
        response=bytes(received),
        truncated=_TRUNCATION.get(failure.kind, "") if failure else "",
    )
    return Answer(
        hop=hop, status=status, headers=headers, body=body, wire_body=wire_body, failure=failure, raw=response
    )


def _cut_entity(received: bytearray, *, is_chunked: bool, size: int | None) -> bytes:
    """Cut the entity out of the received bytes: past all heads, `size` bytes, chunk framing taken off."""
    start = 0
    while head := _HEAD_END.search(received, start):
        is_interim = received.startswith((b"HTTP/1.1 1", b"HTTP/1.0 1"), start)
        start = head.end()
        if not is_interim:
            break
    else:
        return b""
    if not is_chunked:
        return bytes(received[start:] if size is None else received[start : start + size])
    return _join_chunks(received, start)


def _join_chunks(received: bytearray, start: int) -> bytes:
    """Take the framing off a chunked body, as far as it came."""
    view = memoryview(received)
    pieces: list[memoryview] = []
    while line := _CHUNK_SIZE.match(received, start):
        length = int(line[1], 16)
        if length == 0:
            break
        start = min(line.end() + length, len(received))
        pieces.append(view[line.end() : start])
    entity = b"".join(pieces)
    for piece in pieces:
        piece.release()
    view.release()
    return entity


def _find_conflict(headers: Any, max_bytes: int) -> FetchFailure | None:
    """Find a length over the cap, or what RFC 9112 (6.3) calls an unrecoverable framing: lengths that conflict."""
    lengths = [part.strip() for value in headers.getlist("content-length") for part in value.split(",")]
    if not lengths:
        return None
    if any(not (length.isascii() and length.isdigit()) for length in lengths) or len(set(lengths)) > 1:
        cause = f"the answer's Content-Length is not one number ({', '.join(lengths)[:60]})"
    elif headers.getlist("transfer-encoding"):
        cause = "the answer has both a Content-Length and a Transfer-Encoding"
    elif int(lengths[0]) > max_bytes:
        cause = f"the answer announces {lengths[0]} bytes, more than {max_bytes}"
        return FetchFailure(kind=DispositionKind.TOO_LARGE, cause=cause, transient=False)
    else:
        return None
    return FetchFailure(kind=DispositionKind.TRUNCATED, cause=cause)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Walk from an error to what caused it."""
    seen: set[int] = set()
    pending: list[BaseException] = [error]
    while pending:
        item = pending.pop(0)
        if id(item) in seen:
            continue
        seen.add(id(item))
        yield item
        linked = (item.__cause__, item.__context__, getattr(item, "reason", None), *item.args)
        pending.extend(other for other in linked if isinstance(other, BaseException))


def _explain(error: BaseException, *, has_answer: bool) -> FetchFailure:
    """Turn what requests, urllib3 or the system raised into a failure."""
    for cause in _chain(error):
        match cause:
            case Refusal():
                return cause.failure
            case ssl.SSLCertVerificationError():
                words = f"the certificate is not trusted ({cause.verify_message})"
                return FetchFailure(kind=DispositionKind.TLS_ERROR, cause=words)
            case ssl.SSLError() | urllib3.exceptions.SSLError():
                return FetchFailure(kind=DispositionKind.TLS_ERROR, cause=f"no TLS connection ({_one_line(cause)})")
            case urllib3.exceptions.InvalidHeader():
                return FetchFailure(kind=DispositionKind.TRUNCATED, cause=_one_line(cause))
            case TimeoutError() | urllib3.exceptions.TimeoutError():
                return FetchFailure(kind=DispositionKind.TIMEOUT, cause="no answer in time")
            case _:
                continue
    if has_answer:
        return FetchFailure(kind=DispositionKind.TRUNCATED, cause=f"the answer was cut short ({_one_line(error)})")
    return FetchFailure(kind=DispositionKind.FAILED, cause=f"no answer ({_one_line(error)})")


def _one_line(error: BaseException) -> str:
    """Tell the innermost cause of an error in one line."""
    innermost = [cause for cause in _chain(error) if not any(isinstance(arg, BaseException) for arg in cause.args)]
    words = " ".join(str((innermost or [error])[-1]).split())[:160]
    return "".join(character if character.isprintable() else "\ufffd" for character in words)
