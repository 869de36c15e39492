"""Substitutions: which words stood for which, set apart from where; equal ones on many pages are one edit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from statediff.differ.tokens import canonical, cut, is_word
from statediff.judgements import Substitution
from statediff.model import Change, Edit, EditKind, Op

_LONGEST = 400
"""Letters of a side that are shown; the key is made of all of them."""


def find_substitutions(change: Change) -> tuple[Substitution, ...]:
    """Return the substitutions of a change, each once, in order; cosmetic edits and mere moves have none."""
    found = {one.key: one for edit in change.edits for one in _substitutions(edit)}
    return tuple(found.values())


def _substitutions(edit: Edit) -> Iterator[Substitution]:
    if edit.kind in {EditKind.COSMETIC, EditKind.SPLIT, EditKind.MERGED}:
        return
    for gone, come in _replacements(edit.ops):
        old, new = _plain(gone), _plain(come)
        if old != new:
            key = hashlib.sha256(f"{old}\x1f{new}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
            yield Substitution(old=_shorten(old), new=_shorten(new), key=key)


def _replacements(ops: Sequence[Op]) -> Iterator[tuple[str, str]]:
    """Yield (what went, what came) between every two runs that stayed."""
    gone, come = "", ""
    for op in (*ops, Op(kind="equal", text="")):
        if op.kind == "delete":
            gone += op.text
        elif op.kind == "insert":
            come += op.text
        elif gone or come:
            yield gone, come
            gone, come = "", ""


def _plain(text: str) -> str:
    """The words of a side; its marks only where it has no word."""
    keys = [canonical(token).casefold() for token in cut(text)]
    return " ".join([key for key in keys if is_word(key)] or keys)


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
