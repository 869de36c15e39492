"""Noted: where the passages of notes stand in the text that is shown, and which letters of its pieces they hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from statediff.model import Change
from statediff.reporter.pieces import Paragraph, Piece, Stretch
from statediff.reporter.review import Note
from statediff.reporter.runs import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedPassage:
    """The passage of one note in the newer text that is shown; no white space at its ends."""

    number: int
    start: int
    end: int


def place_notes(notes: Sequence[Note], change: Change) -> tuple[NotedPassage, ...]:
    """Find the passages of notes, numbered from 1, in the newer text; those that are gone, or not found, are left out.

    The text that is shown may be shorter than the one a note was made on, by the slots that are not shown, or read by
    other rules: then the nearest place that reads like the passage is taken.
    """
    found = ((number, _place_of(note, change.new_text)) for number, note in enumerate(notes, start=1))
    return tuple(NotedPassage(number=number, start=place[0], end=place[1]) for number, place in found if place)


def _place_of(note: Note, text: str) -> tuple[int, int] | None:
    words = (note.now or note.annotation.quote).split()
    if note.start is None or not words:
        return None
    reads_so = regex.compile(r"\s+".join(map(regex.escape, words)))
    start = note.start
    places = (place.span() for place in reads_so.finditer(text, overlapped=True))
    return min(places, key=lambda span: abs(span[0] - start), default=None)


class Marker:
    """Cuts the pieces of paragraphs at the borders of noted passages.

    Letters are counted without white space: marks keep it outside, so that it may belong to either side.
    """

    def __init__(self, passages: Sequence[NotedPassage], side: Side) -> None:
        self._parts: dict[int, list[tuple[int, int, int]]] = {}
        self._side = side
        for passage in passages:
            for block, low, high in side.cut(passage.start, passage.end):
                begins = _count(side.text[side.starts[block] : low])
                size = _count(side.text[low:high])
                if size:
                    self._parts.setdefault(block, []).append((passage.number, begins, begins + size))

    def numbers(self, blocks: Sequence[int]) -> tuple[int, ...]:
        """Numbers of the notes on blocks of the newer text."""
        return tuple(sorted({number for block in blocks for number, _, _ in self._parts.get(block, ())}))

    def mark(self, paragraphs: Sequence[Paragraph], blocks: Sequence[int]) -> None:
        """Cut the pieces of paragraphs that hold the words of those blocks of the newer text, in order."""
        ranges = self._ranges(blocks)
        if not ranges:
            return
        at = 0
        for paragraph in paragraphs:
            for cell in paragraph.cells:
                for index, piece in enumerate(cell):
                    parts = _parts_of(piece)
                    stretches = [stretch for text, is_set in parts for stretch in _cut(text, is_set, at, ranges)]
                    if any(one.is_noted for one in stretches):
                        cell[index] = replace(piece, stretches=tuple(stretches))
                    at += sum(_count(text) for text, _ in parts)

    def _ranges(self, blocks: Sequence[int]) -> dict[int, tuple[int, int]]:
        """The letters of each note in those blocks as one text; a passage that goes on from block to block is one."""
        ranges: dict[int, tuple[int, int]] = {}
        before = 0
        for block in blocks:
            for number, low, high in self._parts.get(block, ()):
                ranges[number] = (ranges.get(number, (before + low, 0))[0], before + high)
            before += _count(self._side.blocks[block].text)
        return ranges


def _parts_of(piece: Piece) -> Sequence[tuple[str, bool]]:
    """The words that the newer side has of a piece, each part with whether it is set apart."""
    if piece.kind != "mark":
        return [(piece.text, False)]
    if piece.moved:
        return [] if piece.is_away else piece.moved
    return piece.inserted_parts or [(piece.inserted, False)]


def _cut(text: str, is_set: bool, at: int, ranges: dict[int, tuple[int, int]]) -> Iterator[Stretch]:
    """Cut a text, whose first letter is that of the number `at`, where a passage begins or ends."""
    begun, held, ends = 0, False, tuple[int, ...]()
    for index, letter in enumerate(text):
        is_space = letter.isspace()
        is_noted = any(low < at < high if is_space else low <= at < high for low, high in ranges.values())
        if index > begun and (ends or is_noted != held):
            yield Stretch(text=text[begun:index], is_set=is_set, is_noted=held, ends=ends)
            begun, ends = index, ()
        held = is_noted
        if not is_space:
            at += 1
            ends = tuple(number for number, (_, high) in ranges.items() if high == at)
    if begun < len(text):
        yield Stretch(text=text[begun:], is_set=is_set, is_noted=held, ends=ends)


def _count(text: str) -> int:
    """Count letters that are no white space."""
    return len("".join(text.split()))
