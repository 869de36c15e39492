"""Pieces: the paragraphs of a view as runs of plain and marked text, ready for a template."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import regex

from statediff.model import Block, BlockKind, Change, Edit, Op
from statediff.reporter.characters import direction_of, tag_of
from statediff.reporter.kinds import kind_of
from statediff.reporter.layout import Layout, Row
from statediff.reporter.phrasing import Phrases
from statediff.reporter.places import HEADS, Places, Side
from statediff.reporter.runs import Run

_APART = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Greek}\p{Armenian}\p{Georgian}\p{Hebrew}\p{M}\p{P}]+")
"""Words in scripts whose letters keep their shape when one of them is set apart."""
_LOOSE_SPACE = regex.compile(r"\s\s|\A\s|\s\Z|[\n\t\r\f\v]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of what the newer side has of a piece, cut where the passage of a note begins or ends."""

    text: str
    is_set: bool = False
    """Whether it is set apart in its piece: letters that the other word has not, or an edited part of a move."""
    is_noted: bool = False
    ends: tuple[int, ...] = ()
    """Numbers of the notes whose passages end with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text as it is shown: plain, marked, or spelt otherwise. White space around a mark stays outside it."""

    kind: Literal["text", "mark", "cosmetic"]
    text: str = ""
    was: str = ""
    """Of a cosmetic piece: the other side's characters."""
    before: str = ""
    after: str = ""
    removed: str = ""
    inserted: str = ""
    removed_parts: tuple[tuple[str, bool], ...] = ()
    """Of one word that became another: its runs of letters, each with whether the other word has it not."""
    inserted_parts: tuple[tuple[str, bool], ...] = ()
    moved: tuple[tuple[str, bool], ...] = ()
    """Parts of a moved passage, each with whether it was edited too."""
    is_away: bool = False
    number: int = 0
    kind_key: str = ""
    has_number: bool = False
    """Whether the edit's number stands behind this piece: behind its last one in a paragraph."""
    target: str = ""
    """Id of the row where the other end of a move stands."""
    place: str = ""
    """Where that is, in words, with an arrow."""
    stretches: tuple[Stretch, ...] = ()
    """The words that the newer side has of it, where notes stand on some; else empty."""

    @property
    def is_gone(self) -> bool:
        """Whether the new side has nothing of it, not even the white space around it."""
        return self.kind == "mark" and not self.inserted and (self.is_away or not self.moved)

    @property
    def stays(self) -> str:
        """What the new side has of it."""
        if self.is_gone:
            return ""
        return self.before + (self.text or self.inserted or "".join(text for text, _ in self.moved)) + self.after


Cell = list[Piece]


@dataclass(slots=True, kw_only=True)
class Paragraph:
    """One block of a view: its kind, language, direction and pieces; a table row has several cells."""

    kind: str
    level: int
    lang: str
    dir: str
    keeps_spaces: bool = False
    """Whether white space in it has to be shown as it stands: more than one space between two words."""
    cells: list[Cell] = field(default_factory=lambda: [[]])
    note: str = ""


class Painter:
    """Makes the paragraphs of a row: as one text with all marks, and as each side has it."""

    def __init__(
        self, change: Change, layout: Layout, places: Places, phrases: Phrases, letters: Mapping[int, Sequence[Op]]
    ) -> None:
        self._change, self._layout, self._places, self._phrases = change, layout, places, phrases
        self._letters = letters
        self._edits = {edit.number: edit for edit in change.edits}
        self._level = 2

    def _paragraph(self, block: Block, *, level: int | None = None) -> Paragraph:
        language = tag_of(block.language) or tag_of(self._change.language)
        if level is None:
            level = block.level
        return Paragraph(
            kind=str(block.kind),
            level=level,
            lang=language,
            dir=direction_of(block.text, language or None),
            keeps_spaces=_LOOSE_SPACE.search(block.text) is not None,
        )

    def _head_level(self, block: Block) -> int:
        """A heading is never more than one step below the one before it, as a page's outline wants."""
        if block.kind not in HEADS:
            return block.level
        wanted = 3 if block.kind is BlockKind.TITLE else 2 + max(block.level, 1)
        self._level = min(wanted, self._level + 1, 6)
        return self._level

    def side(self, row: Row, side: Side) -> list[Paragraph]:
        """The blocks of one side of a row, each with its own marks only: without them it is the stored text."""
        is_old = side == "old"
        blocks = self._layout.old_blocks if is_old else self._layout.new_blocks
        paragraphs = []
        for at in row.old if is_old else row.new:
            runs = [run for run in row.runs if (run.old_block if is_old else run.new_block) == at]
            paragraph = self._paragraph(blocks[at])
            if blocks[at].kind in HEADS:
                paragraph.level = self._level
            paragraph.cells = self._cells(runs, blocks[at].kind, lambda run: run.old if is_old else run.new, side)
            paragraphs.append(paragraph)
        return paragraphs

    def _cells(self, runs: list[Run], kind: BlockKind, text: Callable[[Run], str], side: Side) -> list[Cell]:
        cells: list[list[Run]] = [[]]
        for run in runs:
            parts = text(run).split("\t") if kind is BlockKind.ROW else [text(run)]
            for index, part in enumerate(parts):
                if index:
                    cells.append([])
                if part:
                    cells[-1].append(
                        run._replace(old=part, new="") if side == "old" else run._replace(old="", new=part)
                    )
        last = _last_of_each([run for cell in cells for run in cell])
        return [self._pieces(cell, side, last) for cell in cells]

    def inline(self, row: Row) -> list[Paragraph]:
        """The row as one text: breaks follow the new side, and the old one where only it has words."""
        paragraphs: list[tuple[Block, list[Run], str]] = []
        old_at: int | None = None
        new_at: int | None = None
        for run in row.runs:
            note = ""
            starts = not paragraphs
            if run.new_block is not None and run.new_block != new_at:
                is_next = new_at is not None or (run.old_block is None and old_at not in (None, *row.old[:1]))
                starts = starts or is_next
                if is_next and run.old_block is not None and run.old_block == old_at:
                    note = "split_here"
            elif run.old_block is not None and run.old_block != old_at and old_at is not None:
                if run.new_block is None:
                    starts = True
                else:
                    note = "merged_here"
            if starts:
                block = (
                    self._layout.new_blocks[run.new_block]
                    if run.new_block is not None
                    else self._layout.new_blocks[row.new[0]]
                    if row.new and not paragraphs
                    else self._layout.old_blocks[run.old_block or 0]
                )
                paragraphs.append((block, [], note))
            elif note:
                paragraphs[-1] = (*paragraphs[-1][:2], note)
            paragraphs[-1][1].append(run)
            old_at = run.old_block if run.old_block is not None else old_at
            new_at = run.new_block if run.new_block is not None else new_at
        return [self._inline_paragraph(block, runs, note) for block, runs, note in paragraphs or self._empty(row)]

    def _empty(self, row: Row) -> list[tuple[Block, list[Run], str]]:
        blocks = [self._layout.new_blocks[at] for at in row.new] or [self._layout.old_blocks[at] for at in row.old]
        return [(block, [], "") for block in blocks]

    def _inline_paragraph(self, block: Block, runs: list[Run], note: str) -> Paragraph:
        paragraph = self._paragraph(block, level=self._head_level(block))
        paragraph.note = self._phrases.say(f"mark.{note}") if note else ""
        if block.kind is BlockKind.ROW:
            paragraph.cells = self._inline_cells(runs)
        else:
            paragraph.cells = [self._pieces(runs, None, _last_of_each(runs))]
        return paragraph

    def _inline_cells(self, runs: list[Run]) -> list[Cell]:
        """Cells follow the new side; a row that went follows the old one."""
        follows_new = any(run.new for run in runs)
        cells: list[list[Run]] = [[]]
        for run in runs:
            lead, other = (run.new, run.old) if follows_new else (run.old, run.new)
            if "\t" not in lead:
                cells[-1].append(run._replace(old=run.old.replace("\t", " ⇥ "), new=run.new.replace("\t", " ⇥ ")))
                continue
            leads, others = lead.split("\t"), other.split("\t")
            if len(others) != len(leads):
                others = [other.replace("\t", " ⇥ "), *[""] * (len(leads) - 1)]
            for index, (one, two) in enumerate(zip(leads, others, strict=True)):
                if index:
                    cells.append([])
                if one or two:
                    new, old = (one, two) if follows_new else (two, one)
                    cells[-1].append(run._replace(old=old, new=new))
        last = _last_of_each([run for cell in cells for run in cell])
        return [self._pieces(cell, None, last) for cell in cells]

    def _pieces(self, runs: Sequence[Run], side: Side | None, last: frozenset[int]) -> list[Piece]:
        pieces: list[Piece] = []
        index = 0
        while index < len(runs):
            run = runs[index]
            follower = runs[index + 1] if index + 1 < len(runs) else None
            if run.kind in ("equal", "cosmetic"):
                pieces += self._plain(run, side)
            elif run.kind in ("moved-from", "moved-to"):
                group = [run]
                while (
                    index + 1 < len(runs)
                    and runs[index + 1].kind == run.kind
                    and (self._places.move_of(runs[index + 1]) == self._places.move_of(run))
                ):
                    index += 1
                    group.append(runs[index])
                pieces.append(self._moved(group, any(id(one) in last for one in group)))
            elif run.kind == "delete" and follower is not None and _replaces(run, follower):
                index += 1
                pieces.append(self._marked(run.old, follower.new, run.number, id(run) in last or id(follower) in last))
            else:
                pieces.append(self._marked(run.old, run.new, run.number, id(run) in last))
            index += 1
        return pieces

    def _plain(self, run: Run, side: Side | None) -> list[Piece]:
        if run.kind == "equal" or side is not None:
            text = run.old if side == "old" else run.new
            return [Piece(kind="text", text=text)] if text else []
        return [Piece(kind="cosmetic", text=run.new, was=run.old)]

    def _marked(self, removed: str, inserted: str, number: int, has_number: bool) -> Piece:
        gone, come = _strip(removed), _strip(inserted)
        if not gone[1] and not come[1]:
            return Piece(kind="text", text=inserted or removed)
        return Piece(
            kind="mark",
            before=come[0] or gone[0] if come[1] else gone[0],
            after=come[2] or gone[2] if come[1] else gone[2],
            removed=gone[1],
            inserted=come[1],
            removed_parts=self._parts(gone[1], number, "delete"),
            inserted_parts=self._parts(come[1], number, "insert"),
            number=number,
            kind_key=self._key(number),
            has_number=has_number and number > 0,
        )

    def _parts(self, word: str, number: int, kind: str) -> tuple[tuple[str, bool], ...]:
        """The letters of a word, where they are known; letters that join are left joined."""
        ops = [op for op in self._letters.get(number, ()) if op.kind in ("equal", kind)]
        if not word or "".join(op.text for op in ops) != word or not _APART.fullmatch(word):
            return ()
        return tuple((op.text, op.kind == kind) for op in ops)

    def _moved(self, runs: list[Run], has_number: bool) -> Piece:
        parts = [(run.old or run.new, run.is_edited) for run in runs]
        before, core, _ = _strip(parts[0][0])
        parts[0] = (parts[0][0][len(before) :], parts[0][1])
        after = _strip(parts[-1][0])[2] if core or len(parts) > 1 else ""
        if after:
            parts[-1] = (parts[-1][0][: -len(after)], parts[-1][1])
        is_away = runs[0].kind == "moved-from"
        number = self._places.move_of(runs[0])
        target, place = self._places.other_end(number, is_away=is_away)
        return Piece(
            kind="mark",
            before=before,
            after=after,
            moved=tuple((text, is_edited) for text, is_edited in parts if text),
            is_away=is_away,
            number=number,
            kind_key=self._key(number),
            has_number=has_number and number > 0,
            target=target,
            place=place,
        )

    def _key(self, number: int) -> str:
        edit: Edit | None = self._edits.get(number)
        return kind_of(edit) if edit is not None else "wording"


def reads_as_new(inline: Sequence[Paragraph], blocks: Sequence[Block], at: Sequence[int]) -> bool:
    """Whether a row's one text, without what went, is letter by letter the one block that the new side has there."""
    if len(inline) != 1 or len(at) != 1 or inline[0].kind != str(blocks[at[0]].kind):
        return False
    return "\t".join("".join(piece.stays for piece in cell) for cell in inline[0].cells) == blocks[at[0]].text


def _last_of_each(runs: Sequence[Run]) -> frozenset[int]:
    """Identities of the runs that are the last of their edit."""
    return frozenset({run.number: id(run) for run in runs if run.number}.values())


def _replaces(run: Run, follower: Run) -> bool:
    return follower.kind == "insert" and follower.number == run.number


def _strip(text: str) -> tuple[str, str, str]:
    """Cut a text into leading white space, words and trailing white space."""
    core = text.strip()
    if not core:
        return text, "", ""
    start = text.index(core)
    return text[:start], core, text[start + len(core) :]
