"""Word lists for comparing editions, as data: one TOML file a subject, loaded once and kept as read."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def read(subject: str) -> dict[str, Any]:
    """Return a subject's lists as its TOML file says them."""
    file = resources.files(__name__) / f"{subject}.toml"
    return tomllib.loads(file.read_text("utf-8"))
