"""Frames: the words of a text that stay while others change, in order, with holes where the others stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

ANY_WORDS = "…"
"""A hole in which any words were seen."""
NO_LETTERS = "#"
"""A hole in which only figures and signs were ever seen; letters there are no noise."""
UNCHANGED = "="
"""The frame of a text that never changed beside others that did."""
BY_HAND = "*"
"""The frame of a slot that a person named: whatever stands there, and however long it stays."""
BETWEEN = "|"
"""Stands between the frames of several blocks."""
MOST_WORDS = 300
"""A longer text is not framed: the work grows with the square, and a slot is small."""

Frame = tuple[str, ...]

_MARKS = frozenset({ANY_WORDS, NO_LETTERS, UNCHANGED, BY_HAND, BETWEEN})
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:/'’\u00a0\u202f-]\d+)*|\S")


def cut(text: str) -> tuple[str, ...]:
    """Cut a text into words, numbers and signs; white space separates and is dropped. A clock time is one number."""
    return tuple(_TOKEN.findall(text))


class Framing(NamedTuple):
    """A frame, and what each of the texts it was made of holds in each of its holes."""

    frame: Frame
    holes: tuple[tuple[tuple[str, ...], ...], ...] = ()

    @property
    def is_new_in_every_hole(self) -> bool:
        """Whether no two texts hold the same in any hole: none of them is filled from a few copies."""
        return all(len(set(contents)) == len(contents) for contents in self.holes)


def frame_texts(texts: Sequence[str]) -> Framing | None:
    """Return the words that all texts have in order, with a hole wherever one of them has others; None if too long.

    It holds every word that stays: a figure that is the same in all texts is never inside a hole.
    """
    rows = [cut(text) for text in texts]
    if len(set(rows)) == 1:
        return Framing((UNCHANGED,))
    if any(len(row) > MOST_WORDS for row in rows):
        return None
    stays: Sequence[str] = rows[0]
    for row in rows[1:]:
        stays = _longest_common(stays, row)
    stays = [word for word in stays if word not in _MARKS]
    gaps = [_gaps_of(row, stays) for row in rows]
    frame: list[str] = []
    holes = []
    for at in range(len(stays) + 1):
        contents = tuple(tuple(gap[at]) for gap in gaps)
        held = [word for content in contents for word in content]
        if held:
            frame.append(ANY_WORDS if any(map(_has_letters, held)) else NO_LETTERS)
            holes.append(contents)
        frame.extend(stays[at : at + 1])
    return Framing(tuple(frame), tuple(holes))


def fits(frame: Frame, text: str) -> bool:
    """Whether a text has all words that stay, in order, and in the holes nothing that never stood there."""
    words = cut(text)
    reached = {0}
    for mark in frame:
        match mark:
            case "…":
                reached = set(range(min(reached), len(words) + 1))
            case "#":
                reached = _reach(reached, words)
            case _:
                reached = {at + 1 for at in reached if at < len(words) and words[at] == mark}
        if not reached:
            return False
    return len(words) in reached


def read_frames(words: Iterable[str]) -> tuple[Frame, ...] | None:
    """Return the frames that stand in a slot's name, or None when these are no frames."""
    frames: list[list[str]] = [[]]
    for word in words:
        if word == BETWEEN:
            frames.append([])
        else:
            frames[-1].append(word)
    if not all(frame and _MARKS.intersection(frame) for frame in frames):
        return None
    return tuple(tuple(frame) for frame in frames)


def _reach(reached: set[int], words: Sequence[str]) -> set[int]:
    """Return where a hole without letters that begins at one of these places may end."""
    found = set()
    for start in reached:
        at = start
        while at not in found:
            found.add(at)
            if at == len(words) or _has_letters(words[at]):
                break
            at += 1
    return found


def _longest_common(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """Return the longest sequence of words that both have in order; of several, the one that stands first."""
    lengths = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) - 1, -1, -1):
        for j in range(len(other) - 1, -1, -1):
            same = one[i] == other[j]
            lengths[i][j] = lengths[i + 1][j + 1] + 1 if same else max(lengths[i + 1][j], lengths[i][j + 1])
    common, i, j = [], 0, 0
    while i < len(one) and j < len(other):
        if one[i] == other[j]:
            common.append(one[i])
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return common


def _gaps_of(row: Sequence[str], stays: Sequence[str]) -> list[list[str]]:
    """Return what stands in a row before, between and behind the words that stay."""
    gaps: list[list[str]] = [[]]
    for word in row:
        if len(gaps) <= len(stays) and word == stays[len(gaps) - 1]:
            gaps.append([])
        else:
            gaps[-1].append(word)
    return gaps


def _has_letters(word: str) -> bool:
    return any(letter.isalpha() for letter in word)
