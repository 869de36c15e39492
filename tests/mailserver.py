"""A mail server on loopback, in a thread: it speaks as much of SMTP as a sender needs, and keeps what it is given."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from base64 import b64decode
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Self


class MailServer:
    """Takes mail until the block ends; `refuses` names a command that it answers with a fault.

    With `tls` it offers encryption, or speaks it from the first byte when `is_tls_first`.
    """

    def __init__(self, *, refuses: str = "", tls: ssl.SSLContext | None = None, is_tls_first: bool = False) -> None:
        self.refuses = refuses
        self.tls = tls
        self.is_tls_first = is_tls_first
        self.was_encrypted = False
        self.logins: list[tuple[str, str]] = []
        self.recipients: list[str] = []
        self.bodies: list[bytes] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(timeout=60)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._socket.getsockname()[1])

    @property
    def messages(self) -> list[EmailMessage]:
        """The messages it was given."""
        return [message_from_bytes(body, policy=policy.default) for body in self.bodies]

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with contextlib.suppress(OSError), connection:
                self._welcome(connection)

    def _welcome(self, connection: socket.socket) -> None:
        with contextlib.ExitStack() as open_ones:
            if self.tls is not None and self.is_tls_first:
                connection = open_ones.enter_context(self.tls.wrap_socket(connection, server_side=True))
                self.was_encrypted = True
            with connection.makefile("rwb") as lines:
                lines.write(b"220 mail.invalid\r\n")
                lines.flush()
                wants_tls = self._talk(lines)
            if wants_tls and self.tls is not None:
                secured = open_ones.enter_context(self.tls.wrap_socket(connection, server_side=True))
                self.was_encrypted = True
                with secured.makefile("rwb") as lines:
                    self._talk(lines)

    def _talk(self, lines) -> bool:  # type: ignore[no-untyped-def] # a socket's file has no public type
        """Answer until the sender leaves; True when it asks for encryption first."""

        def answer(text: str) -> None:
            lines.write(text.encode() + b"\r\n")
            lines.flush()

        for line in lines:
            verb, _, rest = line.decode().strip().partition(" ")
            match verb.upper():
                case name if name == self.refuses:
                    answer("550 no such thing")
                case "EHLO":
                    offers = ["STARTTLS"] if self.tls is not None and not self.was_encrypted else []
                    answer("\r\n".join((*(f"250-{one}" for one in ("mail.invalid", *offers)), "250 AUTH PLAIN")))
                case "STARTTLS":
                    answer("220 go on")
                    return True
                case "AUTH":
                    _, user, password = b64decode(rest.split()[1]).decode().split("\0")
                    self.logins.append((user, password))
                    answer("235 welcome")
                case "RCPT":
                    self.recipients.append(rest.partition(":")[2].strip("<>"))
                    answer("250 ok")
                case "DATA":
                    answer("354 go on")
                    self.bodies.append(_read_body(lines))
                    answer("250 taken")
                case "QUIT":
                    answer("221 bye")
                    return False
                case _:
                    answer("250 ok")
        return False


def _read_body(lines) -> bytes:  # type: ignore[no-untyped-def]
    body = []
    for line in lines:
        if line == b".\r\n":
            break
        body.append(line[1:] if line.startswith(b"..") else line)
    return b"".join(body)
