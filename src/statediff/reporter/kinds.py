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
    "case": "aA",
    "punctuation": ",",
    "cosmetic": "··",
    "withdrawn": "−",
    "removed": "−",
    "added": "+",
    "inserted": "+",
    "moved": "⇅",
    "split": "⑂",
    "merged": "⑃",
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
    "inflection",
    "case",
    "punctuation",
    "cosmetic",
)
WATCHED = frozenset({"watched", "watch"})
"""Names of the label that says a watched phrase came or went."""


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
