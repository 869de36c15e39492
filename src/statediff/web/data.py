"""Data: Datasette over the same file, for whoever wants to ask it in SQL; where Datasette is installed."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SQL_MILLISECONDS = 2_000
"""How long one question in SQL may take."""

_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class DataApplication:
    """Datasette, and how to close the files that it opened."""

    answer: ASGIApp
    close: Callable[[], None]


def make_data_application(archive: Path) -> DataApplication | None:
    """Return Datasette over the archive, for reading only; None where it is not installed."""
    if importlib.util.find_spec("datasette") is None:
        return None
    datasette: Any = importlib.import_module("datasette.app").Datasette(
        files=[str(archive)],
        settings={
            "base_url": "/data/",
            "sql_time_limit_ms": SQL_MILLISECONDS,
            "allow_download": False,
            "allow_facet": True,
            "default_cache_ttl": 0,
        },
        metadata={
            "title": "statediff",
            "description": "The archive's own tables and views, for reading: begin with versions and changes.",
            "databases": {archive.stem: {"tables": {"passage_index": {"hidden": True}}}},
        },
    )

    def close() -> None:
        for database in datasette.databases.values():
            database.close()

    return DataApplication(answer=_bounded(datasette.app()), close=close)


def _bounded(application: ASGIApp) -> ASGIApp:
    """Return the application without scripts: its tables need none, and no text in them may become one."""

    async def bounded(scope: Scope, receive: Receive, send: Send) -> None:
        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Content-Security-Policy"] = _POLICY
            await send(message)

        await application(scope, receive, answer)

    return bounded
