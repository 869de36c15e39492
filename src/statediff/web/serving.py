"""Serving: one process that answers on a socket until it is told to stop."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator

import uvicorn

from statediff.errors import UsageError
from statediff.web.application import make_application
from statediff.web.settings import WebSettings

IDLE_SECONDS = 15
"""How long a connection without a request stays open."""
MOST_CONNECTIONS = 512
"""Beyond, a connection is answered with 503; slow clients cannot hold more than these."""


@contextlib.contextmanager
def listen(host: str, port: int) -> Iterator[socket.socket]:
    """Hold a listening socket; raises UsageError when the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.create_server((host, port), family=family, backlog=128, reuse_port=False) as listener:
            yield listener
    except OSError as error:
        cause = f"cannot be listened on ({error.strerror or error})"
        raise UsageError(f"{host}:{port}", cause, "stop what uses it, or name another with --port") from error


def serve(settings: WebSettings, listener: socket.socket) -> None:
    """Answer requests until SIGINT or SIGTERM; requests under way are finished first."""
    make_server(settings).run(sockets=[listener])


def make_server(settings: WebSettings) -> uvicorn.Server:
    """Return the server; it ends when its `should_exit` is set."""
    return uvicorn.Server(
        uvicorn.Config(
            make_application(settings),
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=True,
            lifespan="on",
            timeout_keep_alive=IDLE_SECONDS,
            timeout_graceful_shutdown=3,
            limit_concurrency=MOST_CONNECTIONS,
            h11_max_incomplete_event_size=32_768,
            http="h11",
            proxy_headers=False,
        )
    )
