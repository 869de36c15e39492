"""Statement: the text with its marks as a template walks it, for every view of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import Literal

from statediff.model import Block, BlockKind, Change, Op
from statediff.reporter.characters import count_words, shorten
from statediff.reporter.layout import Row, lay_out
from statediff.reporter.noted import Marker, NotedPassage
from statediff.reporter.phrasing import Phrases
from statediff.reporter.pieces import Painter, Paragraph, reads_as_new
from statediff.reporter.places import Places, name_of_whole
from statediff.reporter.runs import Side

State = Literal["same", "respelt", "changed", "gone", "come", "moved-away", "moved-here"]
_LABELS: dict[str, str] = {
    "gone": "withdrawn",
    "come": "added",
    "moved-away": "moved_away",
    "moved-here": "moved_here",
}


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
    anchors: tuple[int, ...]
    numbers: tuple[int, ...]
    inline: list[Paragraph]
    old: list[Paragraph]
    new: list[Paragraph]
    words: int
    excerpt: str
    notes: tuple[int, ...] = ()
    """Numbers of the notes whose passages stand in it."""
    has_cosmetic: bool = False
    is_pair: bool = False
    """Whether `inline` without what went is exactly the new side, which then need not be written a second time."""

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
    notes: tuple[int, ...] = ()
    """Numbers of the notes whose passages stand in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The whole statement with its marks."""

    items: tuple[Fold | View, ...]
    rows: tuple[View, ...]
    places: dict[int, tuple[str, str]]
    """Of every edit: where it stands now or will be missed, in words, and the same for its old place."""

    def rows_of_notes(self) -> dict[int, str]:
        """Return the first row where the passage of each note stands, by its number."""
        rows: dict[int, str] = {}
        for view in self.rows:
            for number in view.notes:
                rows.setdefault(number, view.id)
        return rows


def read_statement(
    change: Change,
    phrases: Phrases,
    letters: Mapping[int, Sequence[Op]] = MappingProxyType({}),
    noted: Sequence[NotedPassage] = (),
) -> Statement:
    """Lay out a Change as the rows of a statement.

    `letters` tell of edits what changed inside one word; `noted` are passages of the newer text to be marked.
    """
    return _Reader(change, phrases, letters, noted).read()


class _Reader:
    def __init__(
        self,
        change: Change,
        phrases: Phrases,
        letters: Mapping[int, Sequence[Op]],
        noted: Sequence[NotedPassage],
    ) -> None:
        self._phrases = phrases
        self._marker = Marker(noted, Side(change.new_text, change.new_blocks))
        self._layout = lay_out(change)
        self._places = Places(change, self._layout, phrases)
        self._painter = Painter(change, self._layout, self._places, phrases, letters)

    def read(self) -> Statement:
        rows = [self._view(index, row) for index, row in enumerate(self._layout.rows)]
        return Statement(items=tuple(self._fold(rows)), rows=tuple(rows), places=self._places.of_edits())

    # ------------------------------------------------------------ rows

    def _view(self, index: int, row: Row) -> View:
        state = self._state(row)
        blocks = self._layout.new_blocks if row.new else self._layout.old_blocks
        first = blocks[(row.new or row.old)[0]] if row.new or row.old else None
        text = " ".join(blocks[at].text for at in row.new or row.old)
        numbers = tuple(dict.fromkeys((*row.numbers, *(run.number for run in row.runs if run.number))))
        inline = self._painter.inline(row)
        sides = ([], []) if state == "same" else (self._painter.side(row, "old"), self._painter.side(row, "new"))
        is_pair = state == "changed" and reads_as_new(inline, self._layout.new_blocks, row.new)
        for paragraphs in (inline, sides[1]):
            self._marker.mark(paragraphs, row.new)
        return View(
            id=f"b{index}",
            state=state,
            number=self._places.margin(row, "new") if row.new else "−",
            old_number=self._places.margin(row, "old"),
            size=self._places.size(row),
            place=self._places.of_row(row),
            label=self._label(state, first, row),
            anchors=row.numbers,
            numbers=numbers,
            inline=inline,
            old=sides[0],
            new=sides[1],
            words=count_words(text),
            notes=self._marker.numbers(row.new),
            excerpt=shorten(text),
            has_cosmetic=state == "respelt" or any(run.kind == "cosmetic" for run in row.runs),
            is_pair=is_pair,
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
        if state in ("gone", "come"):
            label = name_of_whole(block, name, self._phrases)
        else:
            label = self._phrases.say(f"block.{name}")
        if state in ("gone", "moved-away"):
            label += f" · {self._phrases.say('place.was', place=self._places.name(row.old[0], 'old'))}"
        return label

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
                first=numbered[0].partition("–")[0] if numbered else "",
                last="¶" + numbered[-1].removeprefix("¶").rpartition("–")[2] if numbered else "",
                excerpt=views[0].excerpt,
                is_open=is_open,
                has_cosmetic=any(view.has_cosmetic for view in views),
                notes=tuple(sorted({number for view in views for number in view.notes})),
            )

    def _leads_on(self, rows: list[View], at: int) -> bool:
        """Whether a row is the heading right above a changed one: it tells the reader where they are."""
        row = self._layout.rows[at]
        is_heading = bool(row.new) and self._layout.new_blocks[row.new[0]].kind is BlockKind.HEADING
        return is_heading and at + 1 < len(rows) and not rows[at + 1].is_unchanged
