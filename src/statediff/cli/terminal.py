"""What the command line prints: data on stdout, talk on stderr, and never a raw control character."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import TextIO

import click
import regex
from rich.console import Console

_CONTROLS = regex.compile(r"[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]")
_PIPED_WIDTH = 1_000_000
"""Columns of a table that goes to a pipe: a narrower one would cut cells, or leave columns out."""


def escape(text: str, *, keep: str = "") -> str:
    r"""Return the text with control characters, line ends and bidi controls written out: ESC becomes \x1b.

    The characters in `keep` stay as they are.
    """
    return _CONTROLS.sub(lambda match: match[0] if match[0] in keep else _written_out(match[0]), text)


def put(text: str = "") -> None:
    """Print a line of data; line ends and tabs inside it stay, other controls are written out."""
    click.echo(escape(text, keep="\n\t"))


def put_coloured(text: str) -> None:
    """Print text whose colours are our own; its maker has written the controls of foreign text out."""
    click.echo(text, color=True)


def put_json(document: Mapping[str, object]) -> None:
    """Print a JSON document: UTF-8 where the output can take it, escapes where it cannot."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(document, indent=2)
    click.echo(text)


def say(text: str) -> None:
    """Tell the person at the terminal one thing, on stderr."""
    click.echo("statediff: " + escape(text), err=True)


def has_colour(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether colours belong on a stream: a terminal that can show them, and nobody said no."""
    return stream.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


def make_console(stream: TextIO, *, colour: bool) -> Console:
    """Return a rich console that never guesses: no markup, no highlighting, a fixed width when piped."""
    return Console(
        file=stream,
        color_system="auto" if colour else None,
        force_terminal=None if colour else False,
        width=None if stream.isatty() else _PIPED_WIDTH,
        highlight=False,
        markup=False,
        emoji=False,
    )


def _written_out(character: str) -> str:
    point = ord(character)
    return f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}"
