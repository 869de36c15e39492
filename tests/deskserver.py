"""The served application as a browser meets it: a real socket, a real archive, one thread beside the test."""

from __future__ import annotations

import contextlib
import gc
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import requests

from statediff.web.serving import listen, make_server
from statediff.web.settings import WebSettings

TOKEN = "a-token-for-tests"
LEFT_OPEN = "ignore:Exception ignored in.*sqlite3.Connection:pytest.PytestUnraisableExceptionWarning"
"""Datasette never closes the connections in memory by which it asks SQLite what it can; Python 3.13 says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Where the application answers."""

    base: str

    def get(self, path: str, **extra: object) -> requests.Response:
        """Ask for a path without following where it leads."""
        options: dict[str, object] = {"timeout": 60, "allow_redirects": False, **extra}
        return requests.get(self.base + path, **options)  # type: ignore[arg-type] # options of the caller's choice

    def enter(self) -> requests.Session:
        """A browser that opened the address `serve` printed, and whose forms come from our pages."""
        session = requests.Session()
        session.trust_env = False
        answer = session.get(f"{self.base}/enter?token={TOKEN}", timeout=60)
        assert answer.status_code == 200, answer.text
        session.headers["Origin"] = self.base
        return session


@contextlib.contextmanager
def serve_archive(archive: Path, **settings: object) -> Iterator[Served]:
    """Serve an archive on a free port of loopback until the block ends."""
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        chosen = WebSettings(archive=archive, token=TOKEN, port=port, generator_version="test")
        server = make_server(replace(chosen, **settings))  # type: ignore[arg-type] # settings of the caller's choice
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        try:
            yield Served(base=f"http://127.0.0.1:{port}")
        finally:
            server.should_exit = True
            thread.join(timeout=60)
            assert not thread.is_alive()
            gc.collect()
