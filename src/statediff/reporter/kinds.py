"""Kinds: one name for what each edit is about, and the sign that stands for it."""

from __future__ import annotations

from statediff.model import Edit, EditKind

GLYPHS = {
    "wording": "Aa",
    "rewritten": "Aa",
    "figure": "#",
    "date": "◷",
    "entity": "@",
    "commitment": "§",
    "modality": "?",
    "negation": "¬",
    "attribution": "”",
    "quote": "”",
    "scope": "∀",
    "inflection": "~",
    "spelling": "~",
    "pointer": "→",
    "case": "aA",
    "punctuation": ",",
    "withdrawn": "−",
    "removed": "−",
    "added": "+",
    "inserted": "+",
    "moved": "⇅",
}
"""Signs beside the words; none of them carries a meaning alone."""
_BY_SALIENCE = (
    "negation",
    "commitment",
    "modality",
    "figure",
    "date",
    "entity",
    "quote",
    "attribution",
    "scope",
    "rewritten",
    "wording",
    "pointer",
    "inflection",
    "spelling",
    "case",
    "punctuation",
)
WATCHED = "watch"
"""Name of the label that says a watched phrase came or went."""
LAYOUT = frozenset({EditKind.SPLIT, EditKind.MERGED, EditKind.COSMETIC})
"""Kinds of edits that change no word: they are counted beside the changes, not among them."""
SHAPES = frozenset({"wording", "withdrawn", "added", "moved", "moved and edited", "split", "merged"})
"""Labels that say no more than an edit's own kind."""


def kind_of(edit: Edit) -> str:
    """Name what an edit is first of all: its shape where whole passages came, went or moved, else its best label."""
    match edit.kind:
        case EditKind.MOVED | EditKind.SPLIT | EditKind.MERGED | EditKind.COSMETIC:
            return str(edit.kind)
        case EditKind.REMOVED if edit.is_whole_block:
            return "withdrawn"
        case EditKind.INSERTED if edit.is_whole_block:
            return "added"
        case EditKind.REMOVED | EditKind.INSERTED | EditKind.REWORDED:
            found = [name for name in _BY_SALIENCE if name in edit.labels and name != "wording"]
            plain = {EditKind.REMOVED: "removed", EditKind.INSERTED: "inserted"}.get(edit.kind, "wording")
            return found[0] if found else plain


def group_of(kind: str) -> str:
    """Name the colour a kind is shown in: words that went, came, moved, or changed."""
    if kind in ("withdrawn", "removed"):
        return "gone"
    if kind in ("added", "inserted"):
        return "come"
    return "move" if kind == "moved" else "word"
