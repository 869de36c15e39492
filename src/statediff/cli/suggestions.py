"""Did you mean: the nearest known names, as a next step."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def suggest(name: str, known: Iterable[str], *, otherwise: str = "list them with: statediff sources") -> str:
    """Return "did you mean x?" when a known name is near, else what to do otherwise."""
    near = get_close_matches(name, sorted(known), n=2, cutoff=0.6)
    return f"did you mean {' or '.join(near)}?" if near else otherwise
