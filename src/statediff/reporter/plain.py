"""Plain text: the changed blocks with [-removed-] {+inserted+} marks, for terminals, mail and pipes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from statediff.model import Block, BlockKind, Change
from statediff.reporter.characters import escape_controls
from statediff.reporter.layout import Layout, Row, lay_out
from statediff.reporter.runs import Run

_RESET = "\x1b[0m"
_COLOURS = {"-": "\x1b[31m", "+": "\x1b[32m", "~": "\x1b[35m"}
"""Red, green, magenta: beside the brackets, never instead of them."""


def render_text(change: Change, *, colour: bool = False) -> str:
    """Return the changed blocks with marks, an empty line between them; "" when no word changed.

    Removed words stand in [-...-], inserted ones in {+...+}; a moved passage stands in [-...-] and {+...+} with a
    note that it moved. Control characters of the text are written out; `colour` adds terminal colours of our own.
    """
    layout = lay_out(change)
    blocks = [_Writer(layout, row, colour=colour).write() for row in layout.rows if _is_changed(row)]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _is_changed(row: Row) -> bool:
    return any(run.kind not in ("equal", "cosmetic") and (run.old + run.new).strip() for run in row.runs)


class _Writer:
    def __init__(self, layout: Layout, row: Row, *, colour: bool) -> None:
        self._layout, self._row, self._colour = layout, row, colour

    def write(self) -> str:
        return self._heading() + "".join(self._marked(self._runs()))

    def _heading(self) -> str:
        blocks, at = (
            (self._layout.new_blocks, self._row.new) if self._row.new else (self._layout.old_blocks, self._row.old)
        )
        return mark_of(blocks[at[0]])

    def _runs(self) -> Iterator[tuple[str, str]]:
        """Yield a sign and text: "=" kept, "-" went, "+" came, "/" a paragraph break; a move also "~" its note."""
        old_at: int | None = None
        new_at: int | None = None
        for run in self._row.runs:
            at, last = (run.old_block, old_at) if run.new_block is None else (run.new_block, new_at)
            if last is not None and at != last:
                yield "/", ""
            old_at = run.old_block if run.old_block is not None else old_at
            new_at = run.new_block if run.new_block is not None else new_at
            yield from self._run(run)

    def _run(self, run: Run) -> Iterator[tuple[str, str]]:
        match run.kind:
            case "equal" | "cosmetic":
                if run.new:
                    yield "=", run.new
            case "delete" | "moved-from":
                yield "-" if run.kind == "delete" else "~-", run.old
            case "insert" | "moved-to":
                yield "+" if run.kind == "insert" else "~+", run.new

    def _marked(self, runs: Iterator[tuple[str, str]]) -> Iterator[str]:
        for sign, text in _joined(runs):
            match sign:
                case "=":
                    yield escape_controls(text)
                case "/":
                    yield "\n\n"
                case _:
                    yield self._mark(sign, text)

    def _mark(self, sign: str, text: str) -> str:
        core = text.strip()
        if not core:
            return escape_controls(text)
        before, after = text[: text.index(core)], text[text.index(core) + len(core) :]
        note = {"~-": "moved away: ", "~+": "moved here: "}.get(sign, "")
        body = note + escape_controls(core)
        marked = f"[-{body}-]" if sign.endswith("-") else "{+" + body + "+}"
        if self._colour:
            marked = _COLOURS[sign[0]] + marked + _RESET
        return escape_controls(before) + marked + escape_controls(after)


def _joined(runs: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    """Join neighbours of one sign, and set a space between what went and what came when none is there."""
    joined: list[tuple[str, str]] = []
    for sign, text in runs:
        if joined and joined[-1][0] == sign and sign != "/":
            joined[-1] = (sign, joined[-1][1] + text)
        else:
            joined.append((sign, text))
    return _spaced(joined)


def _spaced(runs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    spaced: list[tuple[str, str]] = []
    for sign, text in runs:
        touches = spaced and spaced[-1][0].endswith("-") and sign.endswith("+")
        if touches and spaced[-1][1][-1:].strip() and text[:1].strip():
            spaced.append(("=", " "))
        spaced.append((sign, text))
    return spaced


def mark_of(block: Block) -> str:
    """Return what stands before a block in plain text to tell its kind, as Markdown writes it."""
    match block.kind:
        case BlockKind.TITLE:
            return "# "
        case BlockKind.HEADING:
            return "#" * max(block.level, 1) + " "
        case BlockKind.ITEM:
            return "  " * (max(block.level, 1) - 1) + "* "
        case BlockKind.QUOTE:
            return "> "
        case _:
            return ""
