"""White space and invisible characters: what a reader sees of a string, and nothing else."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffc\u0000-\u0008\u000e-\u001f]"
)
"""Soft hyphens, zero-width marks, directional marks, object placeholders, control characters."""

_JOINERS = re.compile("(?<![\u0590-\u109f\u1780-\u18af\u2600-\u27bf\U0001f000-\U0001faff\ufe0f])[\u200c\u200d]")
"""Zero-width joiners outside the scripts and emoji in which they carry meaning."""


def visible(text: str) -> str:
    """Return the text without characters that no reader sees, in composed form (NFC)."""
    if text.isascii() and "\0" not in text:
        return text
    return unicodedata.normalize("NFC", _JOINERS.sub("", _INVISIBLE.sub("", text)))


def one_line(text: str) -> str:
    """Return the visible text with every run of white space as one space."""
    return " ".join(visible(text).split())


_WIDE = re.compile(
    "[\u0e00-\u0eff\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+"
)


_NARROW = bytes(high for high in range(0x2E) if high not in (0x0E, 0x11))
"""Upper halves of the UTF-16 units among which no wide sign is: most text is known by them, ten times as fast."""


def weigh(text: str) -> int:
    """Measure text in letters of an alphabet; a sign of a script without spaces between words counts as three."""
    size = len(text)
    if text.isascii() or not text.encode("utf-16-le", "surrogatepass")[1::2].translate(None, _NARROW):
        return size
    return size + 2 * sum(len(run) for run in _WIDE.findall(text))
