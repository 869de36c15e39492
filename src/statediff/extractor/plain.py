"""Plain text to blocks: paragraphs are divided by empty lines."""

from __future__ import annotations

import re

from statediff.model import Block, BlockKind, Rules, Wording

from .charset import decode
from .reading import Reading
from .spacing import one_line, visible

_LONG_LINE = 120
"""A text whose lines are longer is not wrapped by hand: each line is a paragraph."""
_EMPTY_LINE = re.compile(r"\n[ \t\r\f\v\u00a0]*\n\s*")


def read_text(
    body: bytes, http_charset: str | None, url: str | None, *, rules: Rules, pinned: str | None = None
) -> Reading:
    """Read a plain text: every word of it is wording."""
    del url, pinned
    decoded = decode(body, http_charset)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    blocks = tuple(
        Block(kind=BlockKind.PARAGRAPH, text=piece) for part in _EMPTY_LINE.split(text) for piece in _pieces(part)
    )
    first = blocks[0].text.split("\n")[0] if blocks else ""
    wording = Wording(
        title=one_line(first) if 0 < len(first) <= 160 else None,
        language=rules.language,
        blocks=blocks,
        charset=decoded.charset,
        notes=("mojibake",) if decoded.is_mojibake else (),
    )
    return Reading(wording=wording, how="text", container="")


def _pieces(part: str) -> list[str]:
    lines = [visible(line).rstrip() for line in part.split("\n")]
    kept = [line for line in lines if line.strip()]
    if any(len(line) > _LONG_LINE for line in kept):
        return [line.strip() for line in kept]
    return ["\n".join(kept)] if kept else []
