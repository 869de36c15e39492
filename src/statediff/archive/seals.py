"""Seals: a short hash over each row, and a count and sum over each table, so that no edit of a row passes unseen. Pure.

A seal finds accident and careless edits. Against somebody who recomputes seals stands the log, whose root can be kept
elsewhere; nothing here replaces it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

SEAL_BYTES = 8
"""Kept of a row's SHA-256: a random edit passes unseen once in 2**64."""
SUM_BYTES = 32
NUMBERED = frozenset(
    {
        "source",
        "source_state",
        "verdict",
        "route",
        "header_set",
        "body",
        "amendment",
        "event",
        "run",
        "checkpoint",
        "passage",
        "layout",
        "extraction",
        "wording",
        "version",
        "reading",
        "change",
        "substitution",
        "review",
        "annotation",
        "edition_link",
        "place_filter",
    }
)
"""Sealed tables whose ids count from 1 without gaps."""
KEYED = {
    "schedule": "source",
    "derivation": "capture",
    "pending": "capture",
    "stand": "passage, source, first",
    "host_lease": "host",
}
"""Sealed tables whose rows are named by other rows, and their keys."""
SEALED = NUMBERED | frozenset(KEYED)


def row_hash(table: str, columns: Mapping[str, object]) -> bytes:
    """Return the SHA-256 of a row: its table and its columns but the seal, nulls left out; blobs by their own hash."""
    facts = [
        [name, hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value]
        for name, value in sorted(columns.items())
        if value is not None and name != "seal"
    ]
    return hashlib.sha256(json.dumps([table, facts], separators=(",", ":")).encode("ascii")).digest()


def seal_of(hashed: bytes) -> bytes:
    """Return what a row keeps of its hash."""
    return hashed[:SEAL_BYTES]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many rows a table holds, and the sum of their hashes in any order, modulo 2**256."""

    entries: int = 0
    total: bytes = bytes(SUM_BYTES)

    def plus(self, hashed: bytes) -> Tally:
        """Count one row in."""
        return Tally(entries=self.entries + 1, total=self._shifted(int.from_bytes(hashed, "big")))

    def minus(self, hashed: bytes) -> Tally:
        """Count one row out."""
        return Tally(entries=self.entries - 1, total=self._shifted(-int.from_bytes(hashed, "big")))

    def _shifted(self, amount: int) -> bytes:
        total = (int.from_bytes(self.total, "big") + amount) % (1 << 8 * SUM_BYTES)
        return total.to_bytes(SUM_BYTES, "big")
