"""YAML, TOML and CSV files to blocks: what their fields say; keys, quoting and structure are no wording."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator
from typing import Any

from statediff.errors import ExtractionError
from statediff.model import Block, BlockKind, Rules, Wording

from .charset import Decoded, decode
from .reading import Reading
from .spacing import one_line

_KEY = re.compile(
    r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^\s\"'#\[\]{},&*!|>%@`-][^#\n]*?|-[^\s#][^#\n]*?)\s*:(?:\s+|$)"
)
_ITEMS = re.compile(r"(?:-\s+|-$)+")
_MARKS = re.compile(r"(?:[&!][^\s]*\s+)+")
_LITERAL = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?$")
_COMMENT = re.compile(r"(?:^|\s+)#.*$")
_FLOW = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^\[\]{},]+")
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "0": "", "e": "", "_": "\u00a0", "N": "\n", "L": "\n", "P": "\n\n"}
_EMPTY = frozenset({"", "~", "null", "true", "false", "yes", "no", "on", "off"})
"""Values that say nothing to a reader."""
_LONGEST_TITLE = 160
_LONGEST_QUOTE = 500
"""Lines over which a quoted value may go on."""
_TARGET = re.compile(r"(?:https?:/)?/\S*")
"""Where a link leads, which is no wording."""
_SINGLE_BREAK = re.compile(r"(?<=\S)\n(?=\S)")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")


def read_yaml(
    body: bytes, http_charset: str | None, url: str | None, *, rules: Rules, pinned: str | None = None
) -> Reading:
    """Read the values of a YAML file in order, a paragraph each."""
    del url, pinned
    decoded = decode(body, http_charset)
    lines = decoded.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return _reading("yaml", decoded, rules, tuple(_blocks(_yaml_values(lines))))


def read_toml(
    body: bytes, http_charset: str | None, url: str | None, *, rules: Rules, pinned: str | None = None
) -> Reading:
    """Read the values of a TOML file in order, a paragraph each.

    Raises: ExtractionError when it is no TOML.
    """
    del pinned
    decoded = decode(body, http_charset)
    try:
        loaded = tomllib.loads(decoded.text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ExtractionError(url or "file", "no valid TOML", "look at the stored bytes") from error
    return _reading("toml", decoded, rules, tuple(_blocks(_values(loaded))))


def read_csv(
    body: bytes, http_charset: str | None, url: str | None, *, rules: Rules, pinned: str | None = None
) -> Reading:
    """Read a CSV file as the rows of a table, whatever divides and quotes its cells.

    Raises: ExtractionError for a cell longer than the reader follows.
    """
    del pinned
    decoded = decode(body, http_charset)
    head = decoded.text.partition("\n")[0]
    mark = max(",;\t|", key=head.count)
    blocks: list[Block] = []
    try:
        for row in csv.reader(io.StringIO(decoded.text, newline=""), delimiter=mark):
            cells = tuple(one_line(cell) for cell in row)
            if any(cells):
                blocks.append(Block(kind=BlockKind.ROW, text="\t".join(cells), cells=cells))
    except csv.Error as error:
        raise ExtractionError(url or "file", "no valid CSV", "look at the stored bytes") from error
    return _reading("csv", decoded, rules, tuple(blocks))


def _reading(how: str, decoded: Decoded, rules: Rules, blocks: tuple[Block, ...]) -> Reading:
    first = blocks[0].text if blocks and blocks[0].kind is BlockKind.PARAGRAPH else ""
    wording = Wording(
        title=first if 0 < len(first) <= _LONGEST_TITLE and "\n" not in first else None,
        language=rules.language,
        blocks=blocks,
        charset=decoded.charset,
        notes=("mojibake",) if decoded.is_mojibake else (),
    )
    return Reading(wording=wording, how=how, container="")


def _blocks(values: Iterator[str]) -> Iterator[Block]:
    for value in values:
        for part in _PARAGRAPHS.split(value):
            text = "\n".join(line for piece in part.split("\n") if (line := one_line(piece)))
            if text.lower() not in _EMPTY and not _TARGET.fullmatch(text):
                yield Block(kind=BlockKind.PARAGRAPH, text=text)


def _values(loaded: Any) -> Iterator[str]:
    """Yield the scalars of loaded data in order."""
    if isinstance(loaded, dict):
        for value in loaded.values():
            yield from _values(value)
    elif isinstance(loaded, list):
        for value in loaded:
            yield from _values(value)
    else:
        yield str(loaded)


def _yaml_values(lines: list[str]) -> Iterator[str]:
    """Yield the scalars of YAML lines in order; what is no valid YAML is yielded as it stands, never lost."""
    at = 0
    while at < len(lines):
        line = lines[at]
        bare = line.strip()
        at += 1
        if not bare or bare.startswith("#") or bare in ("---", "...") or line.startswith("%"):
            continue
        indent = len(line) - len(line.lstrip())
        rest = bare.removeprefix("--- ")
        if items := _ITEMS.match(rest):
            indent += items.end()
            rest = rest[items.end() :]
        if key := _KEY.match(rest):
            rest = rest[key.end() :]
        if marks := _MARKS.match(rest + " "):
            rest = rest[marks.end() :]
        if not key:
            indent -= 1
        value, at = _yaml_value(rest, lines, at, indent)
        yield value


def _yaml_value(rest: str, lines: list[str], at: int, indent: int) -> tuple[str, int]:
    """Return the value that begins with the rest of a line, and the line behind it."""
    if _LITERAL.match(rest):
        end = at
        while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > max(indent, 0)):
            end += 1
        kept = "\n".join(line.strip() for line in lines[at:end])
        return (kept if rest[0] == "|" else _SINGLE_BREAK.sub(" ", kept)), end
    if rest[:1] in ('"', "'"):
        return _quoted(rest, lines, at)
    if rest[:1] in ("[", "{"):
        while rest.count("[") + rest.count("{") > rest.count("]") + rest.count("}") and at < len(lines):
            rest, at = f"{rest} {lines[at].strip()}", at + 1
        return "\n\n".join(_flow(rest)), at
    if rest.startswith("*"):
        return "", at
    words = [_COMMENT.sub("", rest)]
    while at < len(lines) and lines[at].strip() and _indent(lines[at]) > indent and not _starts(lines[at].strip()):
        words.append(_COMMENT.sub("", lines[at].strip()))
        at += 1
    return " ".join(words), at


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _starts(bare: str) -> bool:
    return bare.startswith("#") or _ITEMS.match(bare) is not None or _KEY.match(bare) is not None


def _quoted(rest: str, lines: list[str], at: int) -> tuple[str, int]:
    """Return a quoted value, which may go on over lines; without its closing quote, the first line as it stands."""
    mark, whole, end = rest[0], rest, at
    closed = re.compile(r'"(?:[^"\\]|\\.)*"' if mark == '"' else r"'(?:[^']|'')*'", re.DOTALL)
    while (found := closed.match(whole)) is None and end < len(lines) and end - at < _LONGEST_QUOTE:
        whole, end = f"{whole}\n{lines[end].strip()}", end + 1
    if found is None:
        return rest, at
    folded = re.sub(r"\n+", lambda breaks: " " if len(breaks[0]) == 1 else "\n\n", found[0][1:-1])
    return (_unescape(folded) if mark == '"' else folded.replace("''", "'")), end


def _unescape(text: str) -> str:
    def sign(match: re.Match[str]) -> str:
        code = match[1]
        return chr(int(code[1:], 16)) if code[0] in "xu" and len(code) > 1 else _ESCAPED.get(code, code)

    return _ESCAPE.sub(sign, text)


def _flow(rest: str) -> Iterator[str]:
    for match in _FLOW.finditer(_COMMENT.sub("", rest)):
        piece = match[0].strip()
        key = _KEY.match(piece)
        piece = piece[key.end() :] if key else piece
        if piece[:1] in ('"', "'"):
            piece = _quoted(piece, [], 0)[0]
        if not piece.startswith(":"):
            yield piece
