"""Patch: the change of the text as a unified diff, made from the blocks that answer each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from statediff.model import Change
from statediff.reporter.layout import Layout, lay_out

_CONTEXT = 3
"""Unchanged lines around a hunk, as diff -u has them."""
Line = tuple[str, str]


def unified(change: Change) -> str:
    """Return a patch that turns the old text into the new one, both taken with a line end; "" when they are equal.

    Lines are the text's own: one or more a block, an empty line between blocks.
    """
    if change.old_text == change.new_text:
        return ""
    lines = _kept_ends(list(_lines(lay_out(change))))
    return "--- old\n+++ new\n" + "".join(_hunks(lines))


def _lines(layout: Layout) -> Iterator[Line]:
    last_old, last_new = len(layout.old_blocks) - 1, len(layout.new_blocks) - 1
    for row in layout.rows:
        old = [line for at in row.old for line in _block_lines(layout.old_blocks[at].text, is_last=at == last_old)]
        new = [line for at in row.new for line in _block_lines(layout.new_blocks[at].text, is_last=at == last_new)]
        yield from _answer(old, new)


def _block_lines(text: str, *, is_last: bool) -> list[str]:
    return text.split("\n") + ([] if is_last else [""])


def _answer(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    """Keep what both begin and end with; the rest went and came."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    yield from ((" ", line) for line in old[:head])
    yield from (("-", line) for line in old[head : len(old) - tail])
    yield from (("+", line) for line in new[head : len(new) - tail])
    yield from ((" ", line) for line in old[len(old) - tail :])


def _kept_ends(lines: list[Line]) -> list[Line]:
    """Put removed lines before inserted ones within each changed stretch."""
    kept: list[Line] = []
    stretch: list[Line] = []
    for line in [*lines, (" ", "")]:
        if line[0] == " ":
            kept += [one for one in stretch if one[0] == "-"] + [one for one in stretch if one[0] == "+"]
            kept.append(line)
            stretch = []
        else:
            stretch.append(line)
    return kept[:-1]


def _hunks(lines: Sequence[Line]) -> Iterator[str]:
    changed = [index for index, (sign, _) in enumerate(lines) if sign != " "]
    groups: list[list[int]] = []
    for index in changed:
        if groups and index - groups[-1][1] <= 2 * _CONTEXT:
            groups[-1][1] = index
        else:
            groups.append([index, index])
    old_at = new_at = at = 0
    for first, last in groups:
        start, end = max(first - _CONTEXT, 0), min(last + _CONTEXT + 1, len(lines))
        old_at += sum(sign != "+" for sign, _ in lines[at:start])
        new_at += sum(sign != "-" for sign, _ in lines[at:start])
        olds = sum(sign != "+" for sign, _ in lines[start:end])
        news = sum(sign != "-" for sign, _ in lines[start:end])
        yield f"@@ -{_range(old_at, olds)} +{_range(new_at, news)} @@\n"
        yield from (f"{sign}{line}\n" for sign, line in lines[start:end])
        old_at, new_at, at = old_at + olds, new_at + news, end


def _range(before: int, count: int) -> str:
    start = before + 1 if count else before
    return f"{start}" if count == 1 else f"{start},{count}"
