"""Concordance: a phrase in the middle of a line, between the words that stand around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len, set_cell_size

from statediff.reporter.characters import clean

_AROUND = 44
"""Columns before the phrase, and after it."""
_NEAR = 8 * _AROUND
"""Characters before and after the phrase that are looked at; white space among them takes no column."""
_MARK = "\u2026"


def write_contexts(text: str, places: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Yield a line for each place in a text, the phrase in [ ] below the other lines' phrases.

    Without a place the text stands alone, as far as it fits.
    """
    if not places:
        yield _keep(_flat(text), 2 * _AROUND, is_start=True)
    for start, end in places:
        before, after = text[max(start - _NEAR, 0) : start], text[end : end + _NEAR]
        left = _keep(_flat(before), _AROUND, is_start=False) + (" " if before[-1:].isspace() else "")
        right = (" " if after[:1].isspace() else "") + _keep(_flat(after), _AROUND, is_start=True)
        padding = " " * max(_AROUND + 1 - cell_len(left), 0)
        yield f"{padding}{left}[{_flat(text[start:end])}]{right}".rstrip()


def _flat(text: str) -> str:
    return clean(" ".join(text.split()))


def _keep(text: str, columns: int, *, is_start: bool) -> str:
    """Keep the start or the end of a line, in whole words where words are short enough."""
    if cell_len(text) <= columns:
        return text
    text = text[: 2 * columns] if is_start else text[-2 * columns :]
    if is_start:
        kept = set_cell_size(text, columns - 1)
        return (kept.rpartition(" ")[0] or kept).rstrip() + _MARK
    kept = text
    while cell_len(kept) > columns - 1:
        kept = kept[1:]
    return _MARK + (kept.partition(" ")[2] or kept).lstrip()
