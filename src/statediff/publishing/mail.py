"""Mail: a digest on its way, by a server that the environment names; its password is never shown to anyone."""

from __future__ import annotations

import hashlib
import smtplib
import ssl
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from typing import Final
from urllib.parse import unquote, urlsplit

import regex

from statediff.errors import DeliveryError, UsageError

VARIABLE: Final = "STATEDIFF_SMTP_URL"
_PORTS = {"smtp": 587, "smtps": 465}
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_TIMEOUT_SECONDS = 30.0
_ADDRESS = regex.compile(r"[^\s@<>(),;:\\\"\p{C}]+@[^\s@<>(),;:\\\"\p{C}]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """A server that takes mail, and who we are to it."""

    host: str
    port: int
    is_encrypted: bool
    """Whether it speaks TLS from the first byte; else TLS begins when the server offers it."""
    user: str = ""
    password: str = field(default="", repr=False)


def parse_server(url: str | None) -> MailServer:
    """Read smtp[s]://user:password@host:port; user and password are percent-encoded, and may be left out.

    Raises: UsageError; its sentence never holds the address, since that may hold a password.
    """
    advice = f"set {VARIABLE} to smtp[s]://user:password@host:port"
    if not url:
        raise UsageError("digest --to", f"{VARIABLE} is not set", advice)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise UsageError(VARIABLE, "it is no address of a server", advice) from None
    is_bare = parts.path in ("", "/") and not parts.query and not parts.fragment
    if parts.scheme not in _PORTS or not parts.hostname or not is_bare:
        raise UsageError(VARIABLE, "it is no address of a server", advice)
    return MailServer(
        host=parts.hostname,
        port=port or _PORTS[parts.scheme],
        is_encrypted=parts.scheme == "smtps",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def check_address(address: str) -> str:
    """Return a bare mail address; raises UsageError for anything else, such as one with a line end in it."""
    if parseaddr(address)[1] != address or not _ADDRESS.fullmatch(address):
        raise UsageError(ascii(address), "this is no mail address", "write it as desk@newsroom.example")
    return address


def compose(
    *, sender: str, recipient: str, subject: str, text: str, html: str | None, sent_at: datetime
) -> EmailMessage:
    """Put a message together: plain text, and beside it the same as HTML when that is given.

    The same content to the same reader bears the same Message-ID, so a second sending is seen as the same message.
    """
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, recipient, " ".join(subject.split())
    message["Date"] = format_datetime(sent_at)
    content = "\0".join((recipient, subject, text, html or ""))
    name = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    message["Message-ID"] = f"<{name}@statediff.invalid>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_writable(text))
    if html is not None:
        message.add_alternative(_writable(html), subtype="html")
    return message


def _writable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def send(message: EmailMessage, server: MailServer) -> None:
    """Hand a message to the server.

    A password goes out only encrypted, or to this computer itself. Raises: DeliveryError, which names the server and
    what it answered, never the password.
    """
    subject = f"mail server {server.host}:{server.port}"
    try:
        with _connect(server) as connection:
            if not server.is_encrypted:
                connection.ehlo()
                if connection.has_extn("starttls"):
                    connection.starttls(context=ssl.create_default_context())
                    connection.ehlo()
                elif server.password and server.host not in _LOOPBACK:
                    raise DeliveryError(subject, "it offers no encryption for the password", "use smtps://")
            if server.user:
                connection.login(server.user, server.password)
            connection.send_message(message)
    except smtplib.SMTPResponseException as error:
        raise DeliveryError(subject, f"it answered {error.smtp_code}", "check user, password and address") from None
    except smtplib.SMTPRecipientsRefused:
        raise DeliveryError(subject, "it takes no mail for this reader", "check the address after --to") from None
    except smtplib.SMTPException as error:
        raise DeliveryError(subject, f"it did not take the mail ({type(error).__name__})", "try again") from None
    except ssl.SSLCertVerificationError as error:
        cause = f"its certificate is not to be trusted ({error.verify_message})"
        raise DeliveryError(subject, cause, f"check the host in {VARIABLE}") from None
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise DeliveryError(subject, f"it cannot be reached ({cause})", f"check {VARIABLE}") from None


def _connect(server: MailServer) -> smtplib.SMTP:
    if server.is_encrypted:
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, timeout=_TIMEOUT_SECONDS, context=context)
    return smtplib.SMTP(server.host, server.port, timeout=_TIMEOUT_SECONDS)
