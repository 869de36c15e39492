"""Asking: forms that ask by their address, and the parts of a list that is too long for one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a form that asks by its address: it is sent as `name`, and shows `value`."""

    name: str
    label: str
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()
    """Values with their texts; without any, whatever is typed is sent."""
    kind: Literal["text", "search", "date"] = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turning:
    """Which part of a long list is shown, and where the others are."""

    first: int
    last: int
    total: int
    previous: str = ""
    """Address of the part before; "" for none."""
    next: str = ""
