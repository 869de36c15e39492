"""The judge of benchmarks/differ.py: what a way of comparing says, held against what a script did word by word."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from scripted import Case, Side

RECOGNISED = 0.8
"""Share of a moved passage's words that must be paired with themselves."""


class Span(NamedTuple):
    """A run over both texts: "equal" and "cosmetic" pair words, everything else does not."""

    kind: str
    old_start: int
    old_end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a way of comparing says: spans over both texts, and the spans inside each moved passage."""

    spans: list[Span]
    moves: list[list[Span]] = field(default_factory=list)
    numbered: list[Span] | None = None
    """The marks outside moved passages, where a reader can tell neighbouring ones apart by their numbers."""


@dataclass(slots=True)
class Tally:
    """Counts over several cases, and the figures made of them."""

    reported: int = 0
    true: int = 0
    both: int = 0
    marks: int = 0
    cut_marks: int = 0
    made: int = 0
    edits: int = 0
    exact_edits: int = 0
    moves: int = 0
    recognised: int = 0
    seconds: float = 0.0
    cases: int = 0

    def figures(self) -> dict[str, float]:
        precision, recall = self.both / max(1, self.reported), self.both / max(1, self.true)
        return {
            "reported": self.reported / max(1, self.true),
            "marks": self.marks / max(1, self.made),
            "exact": self.exact_edits / max(1, self.edits),
            "cut": self.cut_marks / max(1, self.marks),
            "f1": 2 * precision * recall / max(1e-9, precision + recall),
            "moves": self.recognised / self.moves if self.moves else 1.0,
            "ms": 1000 * self.seconds / max(1, self.cases),
        }


class Judge:
    """Holds an answer against the truth of a case."""

    def __init__(self, case: Case, answer: Answer) -> None:
        self._case, self._answer = case, answer
        self._starts_old, self._ends_old = _edges(case.old)
        self._starts_new, self._ends_new = _edges(case.new)
        self._place_new = {bounds: place for place, bounds in enumerate(case.new.ranges)}

    def add_to(self, tally: Tally) -> None:
        case, truth = self._case, self._case.partners()
        pairs = set(self._pairs())
        gone = {("old", k) for k in range(len(case.old.words)) if k not in truth}
        true = gone | {("new", k) for k, word in enumerate(case.new.words) if word.origin is None}
        paired_old, paired_new = {i for i, _ in pairs}, {j for _, j in pairs}
        reported = {("old", k) for k in range(len(case.old.words)) if k not in paired_old}
        reported |= {("new", k) for k in range(len(case.new.words)) if k not in paired_new}
        tally.true += len(true)
        tally.reported += len(reported)
        tally.both += len(true & reported)
        self._add_marks(tally)
        for move in case.moves:
            stayed = [k for k in move if k in truth]
            tally.moves += 1
            tally.recognised += sum((k, truth[k]) in pairs for k in stayed) >= RECOGNISED * len(stayed)

    def _add_marks(self, tally: Tally) -> None:
        marks = list(self._marks(self._answer.numbered))
        keys = Counter(self._key(mark) for mark in marks)
        keys |= Counter(self._key(mark) for mark in self._marks(None))
        tally.cut_marks += sum(self._cuts(mark) for mark in marks)
        for gone, come in self._case.edits.values():
            key = (tuple(sorted(self._case.old.words[k].form for k in gone)), tuple(sorted(come)))
            tally.edits += 1
            if keys[key] > 0:
                keys[key] -= 1
                tally.exact_edits += 1
        tally.marks += len(marks) + len(self._answer.moves)
        tally.made += len(self._case.edits) + len(self._case.moves)

    def _pairs(self) -> Iterator[tuple[int, int]]:
        """Yield the words that the answer pairs, by their numbers in both texts."""
        for spans in (self._answer.spans, *self._answer.moves):
            for span in _joined(spans):
                if span.kind not in ("equal", "cosmetic"):
                    continue
                left = self._inside(span.old_start, span.old_end, is_new=False)
                if span.kind == "equal":
                    for i in left:
                        a, b = self._case.old.ranges[i]
                        j = self._place_new.get(
                            (a - span.old_start + span.new_start, b - span.old_start + span.new_start)
                        )
                        if j is not None:
                            yield i, j
                else:
                    yield from zip(left, self._inside(span.new_start, span.new_end, is_new=True), strict=False)

    def _inside(self, start: int, end: int, *, is_new: bool) -> range:
        starts, ends = (self._starts_new, self._ends_new) if is_new else (self._starts_old, self._ends_old)
        return range(bisect_left(starts, start), bisect_right(ends, end))

    def _marks(self, numbered: Iterable[Span] | None) -> Iterator[Span]:
        """Yield what a reader sees marked: neighbours without numbers as one; changed white space is no mark."""
        yield from numbered or ()
        for spans in (*([self._answer.spans] if numbered is None else ()), *self._answer.moves):
            mark: Span | None = None
            for span in (*spans, Span("end", 0, 0, 0, 0)):
                if span.kind == "change":
                    mark = span if mark is None else _together(mark, span)
                    continue
                if mark is not None and (self._old_text(mark).strip() or self._new_text(mark).strip()):
                    yield mark
                mark = None

    def _old_text(self, span: Span) -> str:
        return self._case.old.text[span.old_start : span.old_end]

    def _new_text(self, span: Span) -> str:
        return self._case.new.text[span.new_start : span.new_end]

    def _key(self, mark: Span) -> tuple[tuple[str, ...], tuple[str, ...]]:
        old = self._inside(mark.old_start, mark.old_end, is_new=False)
        new = self._inside(mark.new_start, mark.new_end, is_new=True)
        words_old, words_new = self._case.old.words, self._case.new.words
        return tuple(sorted(words_old[k].form for k in old)), tuple(sorted(words_new[k].form for k in new))

    def _cuts(self, mark: Span) -> bool:
        return _cuts(self._case.old.text, mark.old_start, mark.old_end) or _cuts(
            self._case.new.text, mark.new_start, mark.new_end
        )


def _edges(side: Side) -> tuple[list[int], list[int]]:
    return [start for start, _ in side.ranges], [end for _, end in side.ranges]


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    last: Span | None = None
    for span in spans:
        touches = last and last.kind == span.kind == "equal" and (last.old_end, last.new_end) == span[1:4:2]
        if last and touches:
            last = Span("equal", last.old_start, span.old_end, last.new_start, span.new_end)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def _together(one: Span, other: Span) -> Span:
    return Span("change", one.old_start, other.old_end, one.new_start, other.new_end)


def _cuts(text: str, start: int, end: int) -> bool:
    """Whether a marked range begins or ends between two letters or digits; white space at its ends is set aside."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return False
    return any(0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum() for place in (start, end))
