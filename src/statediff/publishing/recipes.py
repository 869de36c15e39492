"""Recipes: digests over everything a page is made of, so that what stays the same is not computed again."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from statediff.model import History
from statediff.publishing.catalogue import Pair

_PROGRAM = frozenset({".py", ".toml", ".html", ".css", ".js"})


@functools.cache
def program_digest() -> str:
    """Digest over this program's own files: a page made by another program is made anew."""
    root = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.suffix in _PROGRAM):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def mix(parts: Iterable[object]) -> str:
    """Return a digest over the parts as Python writes them."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(repr(part).encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def write_recipes(history: History, pairs: Iterable[Pair], context: str) -> tuple[list[tuple[Pair, str]], str]:
    """Return each pair with the digest over all its report is made of, and one over the whole history.

    Each version and look is read but once.
    """
    digest = hashlib.sha256()

    def take(part: object) -> None:
        digest.update(repr(part).encode("utf-8", "surrogatepass") + b"\0")

    take(context)
    take(replace(history.source, fetch=None))
    recipes: list[tuple[Pair, str]] = []
    read = 0
    for number, pair in enumerate(pairs):
        if number == 0:
            take(replace(pair.old, last_seen_at=pair.old.first_seen_at))
        for capture in pair.history.captures[read:]:
            take(capture)
        read = len(pair.history.captures)
        take(pair.old.last_seen_at)
        take(pair.new)
        recipes.append((pair, digest.copy().hexdigest()))
    for capture in history.captures[read:]:
        take(capture)
    take(history.versions[-1:])
    return recipes, digest.hexdigest()
