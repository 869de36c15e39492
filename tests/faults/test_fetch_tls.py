"""Certificates: of nobody, out of date, of somebody else; and a source's own authority or pin."""

from __future__ import annotations

import hashlib
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from faultserver import FaultServer, answer, redirect
from servers import ScriptedServer
from statediff.fetcher import assess
from statediff.model import DispositionKind, Exchange
from visiting import PAGE, visit


@dataclass(frozen=True)
class Holder:
    """A key and its certificate on disk."""

    key: Path
    certificate: Path

    @property
    def digest(self) -> str:
        return hashlib.sha256(ssl.PEM_cert_to_DER_cert(self.certificate.read_text())).hexdigest()


def openssl(*words: str | Path) -> None:
    subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)


@dataclass(frozen=True)
class Authority:
    """A certificate authority in a folder."""

    folder: Path
    root: Holder

    def issue(
        self, name: str, subject: str, *, first: str = "20260101000000Z", last: str = "20991231235959Z"
    ) -> Holder:
        """Issue a certificate for an address or a name, good between two instants."""
        key, request, certificate = (self.folder / f"{name}.{kind}" for kind in ("key", "csr", "pem"))
        kind = "IP" if subject[0].isdigit() else "DNS"
        extensions = self.folder / f"{name}.ext"
        extensions.write_text(f"subjectAltName={kind}:{subject}\nbasicConstraints=CA:FALSE\n")
        openssl(
            "req", "-new", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={subject}", "-keyout", key, "-out", request
        )
        (self.folder / "index.txt").write_text("")
        (self.folder / "serial").write_text(f"{len(list(self.folder.glob('*.csr'))):04d}\n")
        settings = self.folder / "ca.cnf"
        settings.write_text(
            f"[ca]\ndefault_ca=d\n[d]\ndatabase={self.folder}/index.txt\nserial={self.folder}/serial\n"
            f"new_certs_dir={self.folder}\n"
            "default_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n"
        )
        openssl(
            "ca", "-batch", "-config", settings, "-cert", self.root.certificate, "-keyfile", self.root.key,
            "-in", request, "-out", certificate, "-notext",
            "-startdate", first, "-enddate", last, "-extfile", extensions,
        )  # fmt: skip
        return Holder(key=key, certificate=certificate)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    folder = tmp_path_factory.mktemp("authority")
    root = Holder(key=folder / "root.key", certificate=folder / "root.pem")
    openssl(
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "7300", "-subj", "/CN=Test authority",
        "-addext", "keyUsage=critical,keyCertSign", "-keyout", root.key, "-out", root.certificate,
    )  # fmt: skip
    return Authority(folder=folder, root=root)


@pytest.fixture(scope="module")
def good(authority: Authority) -> Holder:
    return authority.issue("good", "127.0.0.1")


@contextmanager
def serving(holder: Holder, *, at_most: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3) -> Iterator[FaultServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.maximum_version = at_most
    context.load_cert_chain(holder.certificate, holder.key)
    with FaultServer(tls=context) as server:
        server.script("/page", answer(PAGE))
        yield server


def is_tls_error(exchange: Exchange) -> bool:
    failed = exchange.failure is not None and exchange.failure.kind is DispositionKind.TLS_ERROR
    return failed and not exchange.body and assess(exchange).kind is DispositionKind.TLS_ERROR


def test_a_certificate_of_an_authority_nobody_knows_is_not_trusted(good: Holder) -> None:
    with serving(good) as server:
        exchange = visit(server.url("/page"))

        assert is_tls_error(exchange)
        assert not server.heard


def test_a_certificate_of_the_source_s_own_authority_is_trusted_and_described(
    good: Holder, authority: Authority
) -> None:
    with serving(good) as server:
        exchange = visit(server.url("/page"), ca_file=str(authority.root.certificate))

    assert exchange.failure is None
    assert exchange.body == PAGE.encode()
    assert (exchange.hops[0].tls or "").startswith("TLSv1.3 ")
    assert f"sha256:{good.digest}" in (exchange.hops[0].tls or "")
    assert "until 2099-12-31" in (exchange.hops[0].tls or "")
    assert exchange.hops[0].response.startswith(b"HTTP/1.1 200 OK\r\n")


def test_the_whole_chain_that_a_server_sent_is_kept_and_named(
    good: Holder, authority: Authority, tmp_path: Path
) -> None:
    chain = tmp_path / "chain.pem"
    chain.write_bytes(good.certificate.read_bytes() + authority.root.certificate.read_bytes())

    with serving(Holder(key=good.key, certificate=chain)) as server:
        hop = visit(server.url("/page"), ca_file=str(authority.root.certificate)).hops[0]

    digests = [hashlib.sha256(certificate).hexdigest() for certificate in hop.certificates]
    assert digests == [good.digest, authority.root.digest]
    assert (hop.tls or "").endswith(f" under sha256:{authority.root.digest}")


@pytest.mark.parametrize(
    ("subject", "first", "last"),
    [
        ("127.0.0.1", "20200101000000Z", "20210101000000Z"),
        ("127.0.0.1", "20980101000000Z", "20991231235959Z"),
        ("127.0.0.2", "20260101000000Z", "20991231235959Z"),
        ("other.example", "20260101000000Z", "20991231235959Z"),
    ],
    ids=["expired", "not yet good", "of another address", "of another name"],
)
def test_a_certificate_that_is_not_good_now_and_here_is_a_tls_error(
    authority: Authority, subject: str, first: str, last: str
) -> None:
    holder = authority.issue("bad", subject, first=first, last=last)

    with serving(holder) as server:
        exchange = visit(server.url("/page"), ca_file=str(authority.root.certificate))

        assert is_tls_error(exchange)
        assert not server.heard


def test_a_pin_stands_in_for_the_authorities(good: Holder) -> None:
    spelled = ":".join(good.digest[place : place + 2].upper() for place in range(0, 64, 2))

    with serving(good) as server:
        exchange = visit(server.url("/page"), pin=f"sha256:{spelled}")

    assert exchange.failure is None
    assert exchange.body == PAGE.encode()
    assert f"sha256:{good.digest}" in (exchange.hops[0].tls or "")


def test_another_certificate_than_the_pinned_one_is_a_tls_error_before_anything_is_asked(
    good: Holder, authority: Authority
) -> None:
    with serving(good) as server:
        alone = visit(server.url("/page"), pin="0" * 64)
        beside = visit(server.url("/page"), pin="0" * 64, ca_file=str(authority.root.certificate))

        assert is_tls_error(alone)
        assert is_tls_error(beside)
        assert not server.heard


def test_a_pin_beside_an_authority_asks_for_both(good: Holder, authority: Authority) -> None:
    stranger = authority.issue("stranger", "127.0.0.2")

    with serving(good) as server:
        both = visit(server.url("/page"), pin=good.digest, ca_file=str(authority.root.certificate))
    with serving(stranger) as server:
        pin_only = visit(server.url("/page"), pin=stranger.digest, ca_file=str(authority.root.certificate))

    assert both.failure is None
    assert is_tls_error(pin_only)


def test_an_authority_s_file_that_is_not_there_is_a_tls_error(good: Holder) -> None:
    with serving(good) as server:
        exchange = visit(server.url("/page"), ca_file="/nowhere/ca.pem")

    assert is_tls_error(exchange)
    assert exchange.failure is not None
    assert "ca.pem" in exchange.failure.cause


def test_a_file_without_a_certificate_is_a_tls_error(good: Holder, tmp_path: Path) -> None:
    empty = tmp_path / "ca.pem"
    empty.write_text("no certificate")

    with serving(good) as server:
        exchange = visit(server.url("/page"), ca_file=str(empty))

    assert is_tls_error(exchange)


def test_plain_http_on_a_tls_port_is_a_tls_error(server: ScriptedServer) -> None:
    exchange = visit(server.url("/page").replace("http:", "https:"))

    assert is_tls_error(exchange)


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1:DeprecationWarning")
def test_an_old_protocol_is_a_tls_error(good: Holder, authority: Authority) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.TLSv1
    context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.load_cert_chain(good.certificate, good.key)
    with FaultServer(tls=context) as server:
        exchange = visit(server.url("/page"), ca_file=str(authority.root.certificate))

    assert is_tls_error(exchange)


def test_tls_1_2_is_still_good(good: Holder, authority: Authority) -> None:
    with serving(good, at_most=ssl.TLSVersion.TLSv1_2) as server:
        exchange = visit(server.url("/page"), ca_file=str(authority.root.certificate))

    assert (exchange.hops[0].tls or "").startswith("TLSv1.2 ")


def test_a_redirect_back_to_plain_http_is_refused_unless_the_source_allows_it(
    good: Holder, authority: Authority
) -> None:
    with FaultServer() as plain, serving(good) as server:
        server.script("/down", redirect(plain.script("/page", answer(PAGE))))

        refused = visit(server.url("/down"), ca_file=str(authority.root.certificate))
        allowed = visit(server.url("/down"), ca_file=str(authority.root.certificate), allow_http_downgrade=True)

        assert refused.failure is not None
        assert refused.failure.kind is DispositionKind.REFUSED_ADDRESS
        assert refused.status == 302
        assert allowed.body == PAGE.encode()
        assert plain.paths() == ["/page"]


def test_a_source_s_trust_is_not_lent_to_other_sources(good: Holder, authority: Authority) -> None:
    with serving(good) as server:
        trusted = visit(server.url("/page"), ca_file=str(authority.root.certificate))
        stranger = visit(server.url("/page"))

    assert trusted.failure is None
    assert is_tls_error(stranger)
