"""Marked passages: the changed blocks of a Change for places without a style sheet: feeds, mail, Markdown."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import regex

from statediff.model import BlockKind, Change
from statediff.reporter.characters import clean
from statediff.reporter.layout import Layout, Row, lay_out
from statediff.reporter.phrasing import Phrases
from statediff.reporter.runs import Run

Sign = Literal["kept", "removed", "inserted", "moved_away", "moved_here", "break"]
_SIGNS: Mapping[str, Sign] = {
    "equal": "kept",
    "cosmetic": "kept",
    "delete": "removed",
    "insert": "inserted",
    "moved-from": "moved_away",
    "moved-to": "moved_here",
}
_STYLES: Mapping[Sign, str] = {
    "removed": "background:#ffe3c2;color:#552a00;text-decoration:line-through",
    "inserted": "background:#d6e8ff;color:#0a2c63;text-decoration:underline",
    "moved_away": "color:#392070;text-decoration:line-through",
    "moved_here": "background:#ebe4fa;color:#392070;text-decoration:underline",
}
_MARKDOWN = regex.compile(r"([\\`*_{}\[\]()#+\-.!|~])")
_MOST_PASSAGES = 40
_MOST_LETTERS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text with one sign; a "break" holds none."""

    sign: Sign
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One changed block, whole."""

    kind: BlockKind
    language: str | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passages:
    """The first changed blocks of a Change, and how many more there are."""

    shown: tuple[Passage, ...]
    left_out: int


def mark_passages(change: Change) -> Passages:
    """Return the changed blocks in reading order: at most 40, and no more than about 20,000 letters."""
    layout = lay_out(change)
    rows = [row for row in layout.rows if _is_changed(layout, row)]
    shown: list[Passage] = []
    letters = 0
    for row in rows[:_MOST_PASSAGES]:
        if shown and letters > _MOST_LETTERS:
            break
        passage = _read(layout, row, change.language)
        shown.append(passage)
        letters += sum(len(piece.text) for piece in passage.pieces)
    return Passages(shown=tuple(shown), left_out=len(rows) - len(shown))


def _is_changed(layout: Layout, row: Row) -> bool:
    return not layout.is_same(row) and any(run.kind not in ("equal", "cosmetic") for run in row.runs)


def _read(layout: Layout, row: Row, language: str | None) -> Passage:
    block = layout.new_blocks[row.new[0]] if row.new else layout.old_blocks[row.old[0]]
    return Passage(kind=block.kind, language=block.language or language, pieces=tuple(_spaced(_joined(row))))


def _joined(row: Row) -> Iterator[Piece]:
    """Yield the runs, neighbours of one sign as one piece, and a break where a block ends."""
    held: Piece | None = None
    places: dict[str, int] = {}
    for run in row.runs:
        sign = _SIGNS[run.kind]
        text = run.old if sign in ("removed", "moved_away") else run.new
        if _starts_block(run, places) and held is not None:
            yield held
            held = None
            yield Piece(sign="break", text="")
        if not text:
            continue
        if held is not None and held.sign == sign:
            held = Piece(sign=sign, text=held.text + text)
            continue
        if held is not None:
            yield held
        held = Piece(sign=sign, text=text)
    if held is not None:
        yield held


def _starts_block(run: Run, places: dict[str, int]) -> bool:
    side, at = ("new", run.new_block) if run.new_block is not None else ("old", run.old_block)
    starts = at is not None and side in places and places[side] != at
    seen = {"new": run.new_block, "old": run.old_block}
    places.update({name: place for name, place in seen.items() if place is not None})
    return starts


def _spaced(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Set white space outside the marks, and a space between what went and what came, so that figures never join."""
    touches = False
    for piece in pieces:
        core = piece.text.strip()
        if piece.sign in ("kept", "break") or not core:
            yield piece if piece.sign == "break" else Piece(sign="kept", text=piece.text)
            touches = False
            continue
        before = piece.text[: piece.text.index(core)] or (" " if touches else "")
        after = piece.text[len(piece.text.rstrip()) :]
        if before:
            yield Piece(sign="kept", text=before)
        yield Piece(sign=piece.sign, text=core)
        if after:
            yield Piece(sign="kept", text=after)
        touches = not after


# ---------------------------------------------------------------- forms


def write_marked_html(passages: Passages, phrases: Phrases, *, has_styles: bool = False) -> str:
    """Write passages as HTML whose marks stand in words, so that they outlive a reader without styles."""
    blocks = [_html_block(passage, phrases, has_styles=has_styles) for passage in passages.shown]
    if passages.left_out:
        blocks.append(f"<p><em>{html.escape(phrases.say('feed.left_out', passages.left_out))}</em></p>")
    return "\n".join(blocks)


def _html_block(passage: Passage, phrases: Phrases, *, has_styles: bool) -> str:
    body = "".join(_html_piece(piece, phrases, has_styles=has_styles) for piece in passage.pieces)
    if passage.kind in (BlockKind.TITLE, BlockKind.HEADING):
        body = f"<strong>{body}</strong>"
    elif passage.kind is BlockKind.ITEM:
        body = f"• {body}"
    language = f' lang="{html.escape(passage.language)}"' if passage.language else ""
    return f'<p dir="auto"{language}>{body}</p>'


def _html_piece(piece: Piece, phrases: Phrases, *, has_styles: bool) -> str:
    if piece.sign == "break":
        return "<br><br>"
    text = html.escape(_one_line(piece.text))
    if piece.sign == "kept":
        return text
    tag = "del" if piece.sign in ("removed", "moved_away") else "ins"
    style = f' style="{_STYLES[piece.sign]}"' if has_styles else ""
    return f"<{tag}{style}>[{html.escape(phrases.say(f'mark.{piece.sign}'))}: {text}]</{tag}>"


def write_marked_text(passages: Passages, phrases: Phrases) -> str:
    """Write passages as plain text with the same marks, an empty line between them."""
    return _write_plain(passages, phrases, is_markdown=False)


def write_marked_markdown(passages: Passages, phrases: Phrases) -> str:
    """Write passages as Markdown with the same marks; nothing of the text is read as markup."""
    return _write_plain(passages, phrases, is_markdown=True)


def _write_plain(passages: Passages, phrases: Phrases, *, is_markdown: bool) -> str:
    blocks = ["".join(_plain_pieces(passage, phrases, is_markdown=is_markdown)) for passage in passages.shown]
    if passages.left_out:
        blocks.append(phrases.say("feed.left_out", passages.left_out))
    return "\n\n".join(blocks)


def _plain_pieces(passage: Passage, phrases: Phrases, *, is_markdown: bool) -> Iterator[str]:
    for piece in passage.pieces:
        if piece.sign == "break":
            yield "\n\n"
            continue
        text = escape_markdown(_one_line(piece.text)) if is_markdown else _one_line(piece.text)
        if piece.sign == "kept":
            yield text
            continue
        open_, close = ("\\[", "\\]") if is_markdown else ("[", "]")
        marked = f"{open_}{phrases.say(f'mark.{piece.sign}')}: {text}{close}"
        around = ("~~" if piece.sign in ("removed", "moved_away") else "**") if is_markdown else ""
        yield f"{around}{marked}{around}"


def escape_markdown(text: str) -> str:
    """Write a line of text so that Markdown shows it as it is."""
    return html.escape(_MARKDOWN.sub(r"\\\1", text), quote=False)


def _one_line(text: str) -> str:
    return clean(text.replace("\t", " | "))
