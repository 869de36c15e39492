"""Labelling: sketches of edits become numbered edits with labels, blocks and a score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from statediff.differ.drafts import Draft
from statediff.differ.edits import Sketch
from statediff.differ.labels import Pair, classify
from statediff.differ.passages import Layout, Unit
from statediff.differ.reordering import Sentence, tell_reorderings
from statediff.differ.salience import place_of, weigh
from statediff.differ.sights import Reader
from statediff.differ.vocabulary import load_vocabulary
from statediff.differ.watching import Watch
from statediff.model import BlockKind, Edit, EditKind, Label, WatchPhrase


class Labeller:
    """Labels the edits of one comparison."""

    def __init__(
        self,
        layouts: tuple[Layout, Layout],
        units: tuple[Sequence[Unit], Sequence[Unit]],
        *,
        language: str,
        watch: Sequence[WatchPhrase],
    ) -> None:
        self._old, self._new = layouts
        self._read_old = Reader(self._old.text, units[0])
        self._read_new = Reader(self._new.text, units[1])
        self._words = load_vocabulary(language)
        self._watch = Watch(watch, language)

    def label(self, sketches: Sequence[Sketch]) -> Iterator[Edit]:
        """Yield the edits in the order of their numbers: words first, then typography and layout."""
        ordered = sorted(sketches, key=lambda sketch: sketch.is_layout)
        edits = [self._edit(number, sketch) for number, sketch in enumerate(ordered, 1)]
        yield from tell_reorderings(edits, self._old.text, self._new.text, self._words, self._sentence_of)

    def _sentence_of(self, edit: Edit) -> Sentence:
        return self._read_old.unit_at(edit.old_start), self._read_new.unit_at(edit.new_start)

    def _edit(self, number: int, sketch: Sketch) -> Edit:
        labels = tuple(sorted(self._labels(sketch), key=place_of))
        has_gone = sketch.is_whole_block and sketch.kind is EditKind.REMOVED
        has_come = sketch.is_whole_block and sketch.kind is EditKind.INSERTED
        letters = sum(len(op.text) for op in sketch.ops if op.kind != "equal")
        return Edit(
            number=number,
            kind=sketch.kind,
            labels=labels,
            old=self._old.text[sketch.old_start : sketch.old_end],
            new=self._new.text[sketch.new_start : sketch.new_end],
            ops=sketch.ops,
            score=weigh(labels, letters),
            old_start=sketch.old_start,
            old_end=sketch.old_end,
            new_start=sketch.new_start,
            new_end=sketch.new_end,
            old_block=None if has_come else self._block(self._old, sketch.old_start, sketch.old_end),
            new_block=None if has_gone else self._block(self._new, sketch.new_start, sketch.new_end),
            is_whole_block=sketch.is_whole_block,
        )

    def _block(self, layout: Layout, start: int, end: int) -> int | None:
        """Return the block in which a range begins; white space in front of a block counts with it."""
        if not layout.is_wording or not layout.blocks:
            return None
        while start < end and layout.text[start].isspace():
            start += 1
        return layout.block_at(start)

    def _labels(self, sketch: Sketch) -> Iterator[Label]:
        if sketch.is_layout:
            yield self._layout_label(sketch)
            return
        seen: set[tuple[str, str, str]] = set()
        for draft in sketch.drafts:
            for label in classify(self._pair(sketch, draft), self._words, self._watch):
                key = (label, label.old, label.new)
                if key not in seen:
                    seen.add(key)
                    yield label
        if sketch.kind is EditKind.MOVED:
            yield Label("moved and edited" if sketch.drafts else "moved", rule="moved")

    def _layout_label(self, sketch: Sketch) -> Label:
        if sketch.kind is not EditKind.COSMETIC:
            return Label(str(sketch.kind), rule=f"layout.{sketch.kind}")
        before = self._old.text[sketch.old_start : sketch.old_end]
        after = self._new.text[sketch.new_start : sketch.new_end]
        if before.split() == after.split():
            return Label("spacing", rule="layout.spacing")
        return Label("case" if before.casefold() == after.casefold() else "typography", rule="layout.typography")

    def _pair(self, sketch: Sketch, draft: Draft) -> Pair:
        old_ranges = [(piece.old_start, piece.old_end) for piece in draft.gone]
        new_ranges = [(piece.new_start, piece.new_end) for piece in draft.come]
        old_point = old_ranges[0][0] if old_ranges else sketch.old_start
        new_point = new_ranges[0][0] if new_ranges else sketch.new_start
        old_block = self._old.block_at(old_point)
        new_block = self._new.block_at(new_point)
        blocks = (*self._old.blocks[old_block : old_block + 1], *self._new.blocks[new_block : new_block + 1])
        return Pair(
            draft=draft,
            old=self._read_old.look(old_ranges, old_point),
            new=self._read_new.look(new_ranges, new_point),
            old_block_start=self._old.starts[old_block] if self._old.starts else 0,
            new_block_start=self._new.starts[new_block] if self._new.starts else 0,
            is_quotation=bool(blocks) and all(block.kind is BlockKind.QUOTE for block in blocks),
        )
