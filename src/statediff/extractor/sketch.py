"""A few digits that stand for a text's words: by them the same text is found on a page that was built anew."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

_KEPT = 12
"""Digests kept of a text: the smallest, so that two texts that share most lines share most of them."""
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Sketch:
    """The digest of a text's words, and those of its lines with the smallest digests."""

    whole: str
    lines: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Sketch:
        """Sketch a text."""
        kept = sorted({_number(line) for line in text.splitlines() if line.strip()})[:_KEPT]
        return cls(brief(text), frozenset(f"{number:06x}" for number in kept))

    @classmethod
    def parse(cls, written: str) -> Sketch:
        """Read back what `str` wrote."""
        whole, _, lines = written.partition("-")
        return cls(whole, frozenset(lines[at : at + _DIGITS] for at in range(0, len(lines), _DIGITS)))

    def __str__(self) -> str:
        return f"{self.whole}-{''.join(sorted(self.lines))}"

    def share(self, other: Sketch) -> float:
        """Estimate how many of the lines of both texts together stand in both."""
        smallest = sorted(self.lines | other.lines)[:_KEPT]
        return sum(line in self.lines and line in other.lines for line in smallest) / max(1, len(smallest))

    def holds(self, lines: Iterable[str]) -> bool:
        """Tell whether one of some lines is among those kept."""
        return any(digest_line(line) in self.lines for line in lines)


def brief(text: str) -> str:
    """Return eight hexadecimal digits that stand for the words of a text."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def digest_line(line: str) -> str:
    """Return six hexadecimal digits that stand for a line's words."""
    return f"{_number(line):06x}"


def _number(line: str) -> int:
    return zlib.crc32(" ".join(line.split()).encode("utf-8", "surrogatepass")) & 0xFFFFFF
