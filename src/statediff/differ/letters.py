"""Letters: what changed inside one word that became another, for a renderer that wants to point at it."""

from __future__ import annotations

import difflib

import regex

from statediff.differ.tokens import LONGEST_NORMALISED, cut, is_word
from statediff.model import Edit, Op

_GRAPHEME = regex.compile(r"\X")
_LEAST_SHARED = 0.5
"""Share of both words' letters that has to stay, lest single letters be marked all over two different words."""


def mark_letters(edit: Edit) -> tuple[Op, ...]:
    """Return the runs of letters that stayed, went and came inside one word that became one other word.

    The runs rebuild both words and never cut a grapheme. They are empty unless exactly one word stands for one word,
    and for numbers, where a single digit says nothing by itself.
    """
    words = ["".join(op.text for op in edit.ops if op.kind == kind) for kind in ("delete", "insert")]
    pair = [cut(text) for text in words]
    if any(op.kind == "equal" and op.text.strip() for op in edit.ops) or any(len(tokens) != 1 for tokens in pair):
        return ()
    one, other = pair[0][0], pair[1][0]
    is_readable = all(is_word(word) and not any(map(str.isdigit, word)) for word in (one, other))
    if not is_readable or max(len(one), len(other)) > LONGEST_NORMALISED:
        return ()
    old, new = _GRAPHEME.findall(one), _GRAPHEME.findall(other)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _LEAST_SHARED:
        return ()
    ops: list[Op] = []
    for tag, a0, a1, b0, b1 in matcher.get_opcodes():
        if tag == "equal":
            ops.append(Op(kind="equal", text="".join(old[a0:a1])))
            continue
        if a0 < a1:
            ops.append(Op(kind="delete", text="".join(old[a0:a1])))
        if b0 < b1:
            ops.append(Op(kind="insert", text="".join(new[b0:b1])))
    return tuple(ops)
