"""Statement: the text with its marks as a template walks it, for every view of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

import regex

from statediff.model import Block, BlockKind, Change, Edit, EditKind
from statediff.reporter.characters import count_words, direction_of, shorten
from statediff.reporter.kinds import kind_of
from statediff.reporter.layout import Layout, Row, Run, lay_out
from statediff.reporter.phrasing import Phrases

Side = Literal["old", "new"]
State = Literal["same", "respelt", "changed", "gone", "come", "moved-away", "moved-here"]
_LABELS: dict[str, str] = {
    "gone": "withdrawn",
    "come": "added",
    "moved-away": "moved_away",
    "moved-here": "moved_here",
}


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


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One row of the statement: what it says inline, and on each side."""

    id: str
    state: State
    number: str
    """The paragraph's number in its margin, "" for headings."""
    old_number: str
    """Its number on the old side, where that differs."""
    size: int
    """How many numbered paragraphs it holds."""
    place: str
    label: str
    age: str
    anchors: tuple[int, ...]
    numbers: tuple[int, ...]
    inline: list[Paragraph]
    old: list[Paragraph]
    new: list[Paragraph]
    words: int
    excerpt: str
    has_cosmetic: bool = False

    @property
    def is_unchanged(self) -> bool:
        """Whether no word of it went, came or moved."""
        return self.state in ("same", "respelt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """A run of unchanged rows that is folded away."""

    rows: tuple[View, ...]
    count: int
    words: int
    first: str
    last: str
    excerpt: str
    is_open: bool
    has_cosmetic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The whole statement with its marks."""

    items: tuple[Fold | View, ...]
    rows: tuple[View, ...]
    places: dict[int, tuple[str, str]]
    """Of every edit: where it stands now or will be missed, in words, and the same for its old place."""
    row_of: dict[int, str]


def read_statement(change: Change, phrases: Phrases, *, since: Sequence[str] = ()) -> Statement:
    """Lay out a Change as the rows of a statement."""
    return _Reader(change, phrases, since).read()


class _Reader:
    def __init__(self, change: Change, phrases: Phrases, since: Sequence[str]) -> None:
        self._change, self._phrases, self._since = change, phrases, since
        self._layout = lay_out(change)
        self._edits = {edit.number: edit for edit in change.edits}
        self._old_numbers = _number_paragraphs(self._layout.old_blocks)
        self._new_numbers = _number_paragraphs(self._layout.new_blocks)
        self._ends = _ends_of_moves(self._layout)
        self._level = 2

    def read(self) -> Statement:
        rows = [self._view(index, row) for index, row in enumerate(self._layout.rows)]
        row_of = {number: view.id for view in rows for number in view.anchors}
        return Statement(items=tuple(self._fold(rows)), rows=tuple(rows), places=self._places(), row_of=row_of)

    # ------------------------------------------------------------ rows

    def _view(self, index: int, row: Row) -> View:
        state = self._state(row)
        blocks = self._layout.new_blocks if row.new else self._layout.old_blocks
        first = blocks[(row.new or row.old)[0]] if row.new or row.old else None
        text = " ".join(blocks[at].text for at in row.new or row.old)
        numbers = tuple(dict.fromkeys((*row.numbers, *(run.number for run in row.runs if run.number))))
        inline = self._inline(row)
        sides = ([], []) if state == "same" else (self._side(row, "old"), self._side(row, "new"))
        return View(
            id=f"b{index}",
            state=state,
            number=_margin(row.new, self._new_numbers) if row.new else "−",
            old_number=_margin(row.old, self._old_numbers),
            size=sum(1 for at in row.new if self._new_numbers[at]),
            place=self.place_of(row.new[0], "new") if row.new else self.place_of(row.old[0], "old") if row.old else "",
            label=self._label(state, first, row),
            age=self._since[row.new[0]] if row.new and row.new[0] < len(self._since) else "",
            anchors=row.numbers,
            numbers=numbers,
            inline=inline,
            old=sides[0],
            new=sides[1],
            words=count_words(text),
            excerpt=shorten(text),
            has_cosmetic=state == "respelt" or any(run.kind == "cosmetic" for run in row.runs),
        )

    def _state(self, row: Row) -> State:
        if self._layout.is_same(row):
            return "same"
        kinds = {run.kind for run in row.runs if (run.old or run.new).strip()}
        if kinds <= {"equal", "cosmetic"}:
            return "respelt"
        if not row.new and kinds <= {"delete"}:
            return "gone"
        if not row.old and kinds <= {"insert"}:
            return "come"
        if not row.new and kinds <= {"moved-from"}:
            return "moved-away"
        if not row.old and kinds <= {"moved-to"}:
            return "moved-here"
        return "changed"

    def _label(self, state: State, block: Block | None, row: Row) -> str:
        name = _LABELS.get(state)
        if name is None:
            return ""
        if state in ("gone", "come") and block is not None and block.kind in _HEADS:
            name = f"heading_{name}"
        label = self._phrases.say(f"block.{name}")
        if state in ("gone", "moved-away"):
            label += f" · {self._phrases.say('place.was', place=self.place_of(row.old[0], 'old'))}"
        return label

    def place_of(self, block: int, side: Side) -> str:
        """Name the place of a block in words: "headline", "¶4"."""
        blocks, numbers = (
            (self._layout.old_blocks, self._old_numbers)
            if side == "old"
            else (self._layout.new_blocks, self._new_numbers)
        )
        if blocks[block].kind is BlockKind.TITLE:
            return self._phrases.say("place.headline")
        if blocks[block].kind is BlockKind.HEADING:
            return self._phrases.say("place.heading", text=shorten(blocks[block].text, 32))
        return f"¶{numbers[block]}"

    def _places(self) -> dict[int, tuple[str, str]]:
        olds: dict[int, int] = {}
        news: dict[int, int] = {}
        for row in self._layout.rows:
            for run in row.runs:
                if run.number and run.old_block is not None:
                    olds.setdefault(run.number, run.old_block)
                if run.number and run.new_block is not None:
                    news.setdefault(run.number, run.new_block)
            for number in row.numbers:
                if number not in olds and number not in news:
                    olds.update({number: row.old[0]} if row.old else {})
                    news.update({number: row.new[0]} if row.new else {})
        return {
            number: (
                self.place_of(news[number], "new") if number in news else "",
                self.place_of(olds[number], "old") if number in olds else "",
            )
            for number in self._edits
        }

    # ------------------------------------------------------------ folds

    def _fold(self, rows: list[View]) -> Iterable[Fold | View]:
        is_open = all(view.is_unchanged for view in rows)
        kept = [not view.is_unchanged or self._leads_on(rows, at) for at, view in enumerate(rows)]
        for is_kept, group in groupby(zip(kept, rows, strict=True), key=lambda pair: pair[0]):
            views = tuple(view for _, view in group)
            if is_kept:
                yield from views
                continue
            numbered = [view.number for view in views if view.number]
            yield Fold(
                rows=views,
                count=sum(view.size for view in views) or len(views),
                words=sum(view.words for view in views),
                first=numbered[0] if numbered else "",
                last=numbered[-1] if numbered else "",
                excerpt=views[0].excerpt,
                is_open=is_open,
                has_cosmetic=any(view.has_cosmetic for view in views),
            )

    def _leads_on(self, rows: list[View], at: int) -> bool:
        """Whether a row is the heading right above a changed one: it tells the reader where they are."""
        row = self._layout.rows[at]
        is_heading = bool(row.new) and self._layout.new_blocks[row.new[0]].kind is BlockKind.HEADING
        return is_heading and at + 1 < len(rows) and not rows[at + 1].is_unchanged

    # ------------------------------------------------------------ paragraphs

    def _paragraph(self, block: Block, *, level: int | None = None) -> Paragraph:
        language = block.language or self._change.language or ""
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
        if block.kind not in _HEADS:
            return block.level
        wanted = 3 if block.kind is BlockKind.TITLE else 2 + max(block.level, 1)
        self._level = min(wanted, self._level + 1, 6)
        return self._level

    def _side(self, row: Row, side: Side) -> list[Paragraph]:
        is_old = side == "old"
        blocks = self._layout.old_blocks if is_old else self._layout.new_blocks
        paragraphs = []
        for at in row.old if is_old else row.new:
            runs = [run for run in row.runs if (run.old_block if is_old else run.new_block) == at]
            paragraph = self._paragraph(blocks[at])
            if blocks[at].kind in _HEADS:
                paragraph.level = min(2 + max(blocks[at].level, 1), 6)
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

    def _inline(self, row: Row) -> list[Paragraph]:
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

    # ------------------------------------------------------------ pieces

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
                    and (self._move_of(runs[index + 1]) == self._move_of(run))
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
            number=number,
            kind_key=self._key(number),
            has_number=has_number and number > 0,
        )

    def _moved(self, runs: list[Run], has_number: bool) -> Piece:
        parts = [(run.old or run.new, run.is_edited) for run in runs]
        before, core, _ = _strip(parts[0][0])
        parts[0] = (parts[0][0][len(before) :], parts[0][1])
        after = _strip(parts[-1][0])[2] if core or len(parts) > 1 else ""
        if after:
            parts[-1] = (parts[-1][0][: -len(after)], parts[-1][1])
        is_away = runs[0].kind == "moved-from"
        number = self._move_of(runs[0])
        target, place = self._other_end(number, is_away=is_away)
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

    def _move_of(self, run: Run) -> int:
        edit = self._edits.get(run.number)
        if edit is None or edit.kind is EditKind.MOVED:
            return run.number
        return self._ends.owner.get((run.kind, run.number), run.number)

    def _other_end(self, number: int, *, is_away: bool) -> tuple[str, str]:
        ends = self._ends.ends.get(number)
        if ends is None or ends[0] is None or ends[1] is None:
            return "", ""
        (old_row, old_block), (new_row, new_block) = ends[0], ends[1]
        arrow = "↓" if (new_row > old_row) == is_away else "↑"
        if is_away:
            place = self._phrases.say("mark.to_place", place=self.place_of(new_block, "new"))
            return f"b{new_row}", f"{arrow} {place}"
        place = self._phrases.say("mark.from_place", place=self.place_of(old_block, "old"))
        return f"b{old_row}", f"{arrow} {place}"

    def _key(self, number: int) -> str:
        edit: Edit | None = self._edits.get(number)
        return kind_of(edit) if edit is not None else "wording"


_LOOSE_SPACE = regex.compile(r"\s\s|\A\s|\s\Z|[\n\t\r\f\v]")
_HEADS = frozenset({BlockKind.TITLE, BlockKind.HEADING})


@dataclass(frozen=True, slots=True)
class _Ends:
    ends: dict[int, tuple[tuple[int, int] | None, tuple[int, int] | None]]
    owner: dict[tuple[str, int], int]


def _ends_of_moves(layout: Layout) -> _Ends:
    """Row and block of both ends of every move, and which move an edit inside one belongs to."""
    ends: dict[int, tuple[tuple[int, int] | None, tuple[int, int] | None]] = {}
    owner: dict[tuple[str, int], int] = {}
    for index, row in enumerate(layout.rows):
        moving = 0
        for run in row.runs:
            if run.kind not in ("moved-from", "moved-to"):
                continue
            if run.is_edited:
                owner.setdefault((run.kind, run.number), moving or run.number)
                continue
            moving = run.number
            away, here = ends.get(run.number, (None, None))
            if run.kind == "moved-from" and away is None:
                away = (index, run.old_block or 0)
            elif run.kind == "moved-to" and here is None:
                here = (index, run.new_block or 0)
            ends[run.number] = (away, here)
    return _Ends(ends, owner)


def _margin(blocks: Sequence[int], numbers: Sequence[int]) -> str:
    """The numbers of a row's paragraphs: "¶4", or "¶4–5" where one was split."""
    own = [numbers[at] for at in blocks if numbers[at]]
    return f"¶{own[0]}" + (f"–{own[-1]}" if len(own) > 1 else "") if own else ""


def _number_paragraphs(blocks: Sequence[Block]) -> list[int]:
    numbers, last = [], 0
    for block in blocks:
        if block.kind in _HEADS:
            numbers.append(0)
        else:
            last += 1
            numbers.append(last)
    return numbers


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
