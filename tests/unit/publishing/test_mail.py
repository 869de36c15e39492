"""Mail: handed to a real server, with a password that nobody else ever sees."""

from __future__ import annotations

import logging
import ssl
import subprocess
import traceback
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from mailserver import MailServer as Postbox
from servers import held_port
from statediff.errors import DeliveryError, UsageError
from statediff.publishing.mail import MailServer, check_address, compose, parse_server, send

SECRET = "p@ss:wörd/√"
SENT_AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def write_message(**facts: str) -> EmailMessage:
    envelope = {"sender": "desk@newsroom.example", "recipient": "reader@newsroom.example", "subject": "Зміни", **facts}
    return compose(text="Текст\n.\nкрапка", html="<p>Текст</p>", sent_at=SENT_AT, **envelope)


def test_an_address_of_a_server_is_read_with_its_percent_encoded_password() -> None:
    server = parse_server("smtps://user%40x.example:p%40ss%3Aw%C3%B6rd%2F%E2%88%9A@mail.example:2465")

    assert (server.host, server.port, server.is_encrypted, server.user) == (
        "mail.example",
        2465,
        True,
        "user@x.example",
    )
    assert server.password == SECRET
    assert SECRET not in repr(server)


def test_the_ports_that_mail_is_handed_in_at_are_known() -> None:
    assert parse_server("smtp://mail.example").port == 587
    assert parse_server("smtps://mail.example").port == 465


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "mail.example",
        "http://u:secret@mail.example",
        "smtp://",
        "smtp://u:secret@h:port",
        "smtp://u:secret@h/x",
    ],
)
def test_a_wrong_address_is_refused_without_being_repeated(url: str | None) -> None:
    with pytest.raises(UsageError) as caught:
        parse_server(url)

    assert "STATEDIFF_SMTP_URL" in str(caught.value)
    assert "secret" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    "address", ["", "reader", "a@b@c", "a@b.example\nBcc: c@d.example", "A <a@b.example>", "a@b,c@d"]
)
def test_only_a_bare_mail_address_is_written_to(address: str) -> None:
    with pytest.raises(UsageError):
        check_address(address)

    assert check_address("reader@newsroom.example") == "reader@newsroom.example"


def test_a_message_arrives_whole_with_its_text_and_its_html(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with Postbox() as postbox:
        send(
            write_message(),
            MailServer(host="127.0.0.1", port=postbox.port, is_encrypted=False, user="u", password="geheim"),
        )

    (message,) = postbox.messages
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().splitlines() == ["Текст", ".", "крапка"]
    assert html.get_content().strip() == "<p>Текст</p>"
    assert message["Subject"] == "Зміни"
    assert postbox.logins == [("u", "geheim")]
    assert postbox.recipients == ["reader@newsroom.example"]
    assert "geheim" not in caplog.text


def test_the_same_message_bears_the_same_id_and_another_one_another() -> None:
    ids = [write_message(**facts)["Message-ID"] for facts in ({}, {}, {"recipient": "other@newsroom.example"})]

    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize(("verb", "said"), [("AUTH", "550"), ("RCPT", "this reader"), ("DATA", "550"), ("MAIL", "550")])
def test_a_server_that_refuses_is_named_and_the_password_is_not(verb: str, said: str) -> None:
    with Postbox(refuses=verb) as postbox:
        server = MailServer(host="127.0.0.1", port=postbox.port, is_encrypted=False, user="u", password="geheim")
        with pytest.raises(DeliveryError, match=said) as caught:
            send(write_message(), server)

    assert f"127.0.0.1:{server.port}" in str(caught.value)
    assert "geheim" not in "".join(traceback.format_exception(caught.value))


def test_a_server_that_is_not_there_is_said_to_be_out_of_reach() -> None:
    with held_port() as port, pytest.raises(DeliveryError, match="cannot be reached") as caught:
        send(write_message(), MailServer(host="127.0.0.1", port=port, is_encrypted=False))

    assert caught.value.exit_code == 69


def test_a_password_never_leaves_this_computer_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    with Postbox() as postbox:
        monkeypatch.setattr("statediff.publishing.mail._LOOPBACK", frozenset())
        server = MailServer(host="127.0.0.1", port=postbox.port, is_encrypted=False, user="u", password="geheim")
        with pytest.raises(DeliveryError, match="no encryption"):
            send(write_message(), server)

    assert postbox.logins == []


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for 127.0.0.1 that it signed itself, in one file."""
    path = tmp_path_factory.mktemp("certificate") / "both.pem"
    words = "req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
    made = subprocess.run(
        ["openssl", *words.split(), "-keyout", path, "-out", path.with_suffix(".crt")], check=False, capture_output=True
    )
    if made.returncode:
        pytest.skip("openssl cannot make a certificate here")
    with path.open("ab") as file:
        file.write(path.with_suffix(".crt").read_bytes())
    return path


@pytest.mark.parametrize("is_tls_first", [False, True])
def test_encryption_is_used_where_it_is_offered(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, is_tls_first: bool
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setattr("statediff.publishing.mail._LOOPBACK", frozenset())
    with Postbox(tls=serve_with(certificate), is_tls_first=is_tls_first) as postbox:
        server = MailServer(host="127.0.0.1", port=postbox.port, is_encrypted=is_tls_first, user="u", password="geheim")
        send(write_message(), server)

    assert postbox.was_encrypted
    assert postbox.logins == [("u", "geheim")]
    assert len(postbox.bodies) == 1


@pytest.mark.parametrize("is_tls_first", [False, True])
def test_a_server_with_a_certificate_of_nobodys_gets_neither_password_nor_mail(
    certificate: Path, is_tls_first: bool
) -> None:
    with Postbox(tls=serve_with(certificate), is_tls_first=is_tls_first) as postbox:
        server = MailServer(host="127.0.0.1", port=postbox.port, is_encrypted=is_tls_first, user="u", password="geheim")
        with pytest.raises(DeliveryError, match="certificate"):
            send(write_message(), server)

    assert (postbox.logins, postbox.bodies) == ([], [])


def serve_with(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context
