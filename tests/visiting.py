"""How tests visit: settings without pauses, a client, and one visit in one line."""

from __future__ import annotations

from typing import Any

from statediff.fetcher import Client
from statediff.model import Exchange, FetchSettings, Source, Validators

AGENT = "statediff-tests/1.0 (+tests@statediff.example)"
SENTENCE = "The Ministry welcomes the decision of the three governments to keep the grain corridor open."
PAGE = (
    "<!doctype html><html lang=en><head><title>Statement</title></head>"
    f"<body><h1>Statement</h1><p>{SENTENCE}</p></body></html>"
)


def settings(**changes: Any) -> FetchSettings:
    """Settings for loopback. They give up late, for a busy machine may hold up either side of a good answer."""
    chosen: dict[str, Any] = {
        "user_agent": AGENT,
        "timeout_seconds": 30.0,
        "connect_seconds": 15.0,
        "private_hosts": ("127.0.0.1", "127.0.0.2", "localhost"),
        "respect_delays": False,
    }
    return FetchSettings(**(chosen | changes))


def source(url: str, **changes: Any) -> Source:
    """A source that ignores robots.txt, unless told otherwise."""
    return Source(**({"id": "page", "url": url, "ignore_robots": "a test of its own"} | changes))


def visit(url: str, validators: Validators | None = None, *, resolver: Any = None, **changes: Any) -> Exchange:
    """Visit once with a client of its own; what is no setting is a field of the source."""
    names = set(FetchSettings.__dataclass_fields__)
    chosen = settings(**{name: value for name, value in changes.items() if name in names})
    fields = {name: value for name, value in changes.items() if name not in names}
    with Client(chosen, resolver=resolver) as client:
        return client.visit(source(url, **fields), validators)
