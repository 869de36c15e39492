"""Sentence: a change told in one plain sentence, the weightiest edits first, in English, French or Ukrainian."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal

from statediff.differ.lexicon import LANGUAGES as WITH_LEXICON
from statediff.differ.lexicon import read
from statediff.differ.salience import judge_edit
from statediff.model import BlockKind, Change, Edit, EditKind, Label

LANGUAGES = ("en", "fr", "uk")
"""Languages a sentence can be written in."""
_CLAUSES = 3
"""Things told one by one; the rest is counted."""
_LONGEST_QUOTE, _KEPT_WORDS = 12, 6
_UNQUOTED = frozenset({"figure", "date"})
_FOLLOWING = re.compile(r"[ \u00a0\u202f]([^\W\d_][\w'’-]*)")
_ADDRESS = "://"
_LEADING = re.compile(r"([^\W\d_]+|[№§#])\.?[ \u00a0\u202f]?\Z")
_LONGEST_NAME = 24
_OUTER = " \t\n,;:"
_DELTA = re.compile(r"([+−×÷])([\d,]+(?:\.\d+)?)(?: (.+))?")
_SINGULAR = {"years": "year", "months": "month", "weeks": "week", "days": "day", "hours": "hour", "minutes": "minute"}
_COUNTED = {
    "rewritten": "passage_rewritten",
    "moved": "passage_moved",
    "moved and edited": "passage_moved_edited",
    "pointer": "pointer",
    "punctuation": "punctuation",
}


def describe(change: Change, language: str = "en") -> str:
    """Tell a change in one plain sentence of that language; an unknown language is told in English.

    The weightiest edits stand first, word by word; paragraphs that came or went are counted, and so is the rest, and
    the volatile slots that were left out.
    """
    return _Speaker(language if language in LANGUAGES else "en").tell(change)


class _Speaker:
    """Speaks one language."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._table: Mapping[str, Any] = read(language)["sentence"]

    def tell(self, change: Change) -> str:
        unshown = len(change.unshown_slots)
        if unshown and not (change.edits or change.format_events):
            return _finish(self._count("only_unshown", unshown))
        told = self._tell_edits(change)
        return f"{told} {_finish(self._count('unshown', unshown))}" if unshown else told

    def _tell_edits(self, change: Change) -> str:
        edits = [edit for edit in change.edits if judge_edit(edit) != "cosmetic"]
        if not edits:
            places = len(change.edits) or len(change.format_events)
            return self._count("layout", places) if places else str(self._table["same"])
        clauses = dict(self._clauses(change, sorted(edits, key=lambda edit: (-edit.score, edit.number))))
        told = list(clauses)[:_CLAUSES]
        if len(clauses) == _CLAUSES + 1 and sum(list(clauses.values())[_CLAUSES:]) == 1:
            told = list(clauses)
        left = len(edits) - sum(clauses[clause] for clause in told)
        if left:
            told.append(self._count("others", left))
        return _finish(self._table.get("joint", "; ").join(told))

    def _clauses(self, change: Change, edits: Sequence[Edit]) -> Iterator[tuple[str, int]]:
        """Yield each clause once, with how many edits it tells, in order of weight."""
        gathered: dict[str, list[Edit]] = {}
        thoughts: dict[tuple[str, str], str] = {}
        for edit in edits:
            top = edit.labels[0]
            key = self._key(change, edit)
            if top == "negation" and "…" in top.old + top.new:
                key = thoughts.setdefault((top.old, top.new), key)
            gathered.setdefault(key, []).append(edit)
        for key, members in gathered.items():
            counted = key.removeprefix("#")
            yield (self._count(counted, len(members)) if key.startswith("#") else key), len(members)

    def _key(self, change: Change, edit: Edit) -> str:
        """Return the clause of an edit, or "#" and the name of the clause that counts it with its like."""
        top = edit.labels[0]
        if top in ("withdrawn", "added") and not top.rule.startswith("passage."):
            return f"#{_thing(change, edit)}_{top}"
        counted = "note" if top.rule == "pointer.note" else _COUNTED.get(top)
        if counted is not None:
            return "#" + counted
        if edit.kind is EditKind.MOVED and not (top.old or top.new):
            return "#passage_moved_edited"
        return self._tell(change, edit, top)

    def _tell(self, change: Change, edit: Edit, top: Label) -> str:
        further = [label for label in edit.labels if label == top == "figure" and label.old and label.new]
        if len(further) > 1 and all(_stands(label.old, change.old_text) for label in further):
            return ", ".join(self._tell_label(change, edit, label) for label in further[:_CLAUSES])
        return self._tell_label(change, edit, top)

    def _tell_label(self, change: Change, edit: Edit, top: Label) -> str:
        old, new, delta, is_quoted = _evidence(change, edit, top)
        is_quoted |= not any(letter.isdigit() for letter in old + new)
        before, after = (self._quote(text, is_quoted=is_quoted) for text in (old, new))
        if before and after:
            clause = str(self._table["became"]).format(old=before, new=after)
            return f"{clause} ({self._say_delta(delta)})" if delta else clause
        return str(self._table["removed" if before else "inserted"]).format(old=before, new=after)

    def _quote(self, text: str, *, is_quoted: bool) -> str:
        words = text.split()
        if not words:
            return ""
        short = " ".join(words)
        if len(words) > _LONGEST_QUOTE:
            short = " ".join([*words[:_KEPT_WORDS], "…", *words[1 - _KEPT_WORDS :]])
        opening, closing = self._table["quotes"]
        return f"{opening}{short}{closing}" if is_quoted else short

    def _say_delta(self, delta: str) -> str:
        match = _DELTA.fullmatch(delta)
        if match is None:
            return delta
        sign, digits, unit = match.groups()
        number = digits.replace(",", "\0").replace(".", self._table["decimal"]).replace("\0", self._table["grouping"])
        name = _SINGULAR.get(unit or "", "point" if unit == "points" else unit or "")
        forms = self._table["units"].get(name)
        if forms:
            whole = int(digits.replace(",", "")) if "." not in digits else None
            name = forms[self._form(whole, len(forms))]
        return f"{sign}{number} {name}".rstrip()

    def _count(self, name: str, count: int) -> str:
        forms = self._table[name]
        return str(forms[self._form(count, len(forms))]).format(
            count=f"{count:,}".replace(",", self._table["grouping"])
        )

    def _form(self, count: int | None, forms: int) -> int:
        """Return which form goes with a number: the first for exactly one, then as the language counts."""
        if count == 1:
            return 0
        if self._language != "uk" or forms < 4:
            return 1
        if count is None:
            return 2
        if count % 10 == 1 and count % 100 != 11:
            return 1
        return 2 if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else 3


def _thing(change: Change, edit: Edit) -> str:
    if not edit.is_whole_block:
        return "passage"
    block = edit.old_block if edit.kind is EditKind.REMOVED else edit.new_block
    blocks = change.old_blocks if edit.kind is EditKind.REMOVED else change.new_blocks
    if block is not None and block < len(blocks) and blocks[block].kind is BlockKind.ROW:
        return "row"
    return "paragraph"


def _evidence(change: Change, edit: Edit, top: Label) -> tuple[str, str, str, bool]:
    """Return what to show of an edit: the words of its weightiest label when they tell enough, else its own."""
    if top == "watch":
        top = next((label for label in edit.labels[1:] if label.old and label.new), top)
    gone, come = _passage(edit, "delete"), _passage(edit, "insert")
    if _has_words(gone) != _has_words(come):
        gone, come = (gone, "") if _has_words(gone) else ("", come)
    if top.old and top.new and top != "quote":
        if _stands(top.old, change.old_text) and _stands(top.new, change.new_text):
            is_quoted = top not in _UNQUOTED or any(map(_begins_with_word, (top.old, top.new)))
            return _with_noun(change, edit, top), top.new, top.delta, is_quoted
        return gone, come, "", True
    is_short = edit.kind is EditKind.REWORDED and len(gone.split()) + len(come.split()) <= _LONGEST_QUOTE
    is_longer = edit.kind is not EditKind.MOVED and len(gone) + len(come) > len(top.old) + len(top.new)
    if is_short or is_longer or top == "quote" or not (top.old or top.new):
        return gone, come, "", True
    return top.old, top.new, "", top not in _UNQUOTED


def _passage(edit: Edit, kind: Literal["delete", "insert"]) -> str:
    """Return what one side reads from the first to the last changed word of that side, as it stands."""
    ops = [op for op in edit.ops if op.kind in ("equal", kind)]
    while ops and ops[0].kind == "equal":
        ops.pop(0)
    while ops and ops[-1].kind == "equal":
        ops.pop()
    return "".join(op.text for op in ops).strip(_OUTER)


def _stands(evidence: str, text: str) -> bool:
    """Whether evidence is one passage of the text; words gathered from several places are none."""
    return "…" in evidence or evidence in text


def _with_noun(change: Change, edit: Edit, label: Label) -> str:
    """Return the old figure with the word that both sides count: "12 ferries"."""
    if label != "figure" or not (label.old[-1].isdigit() or label.old.isalpha()):
        return label.old
    if not label.delta and label.old[0].isalnum():
        named = _name_before(label.old, change.old_text, edit.old_start, edit.old_end)
        if named:
            return named
    before = _word_behind(label.old, change.old_text, edit.old_start, edit.old_end)
    after = _word_behind(label.new, change.new_text, edit.new_start, edit.new_end)
    is_noun = before and before == after and before.casefold() not in _small_words()
    return f"{label.old} {before}" if is_noun else label.old


def _begins_with_word(text: str) -> bool:
    """Whether a date or figure begins with a word in lower case: "end of 2027"."""
    return text[:2].isalpha() and text[0].islower()


def _word_behind(figure: str, text: str, start: int, end: int) -> str:
    at = text.find(figure, max(0, start - len(figure)), end + len(figure))
    match = _FOLLOWING.match(text, at + len(figure)) if at >= 0 else None
    return match[1] if match else ""


def _name_before(figure: str, text: str, start: int, end: int) -> str:
    """Return a number with the word that it names something with: "Article 5", "Chapter IV"."""
    at = text.find(figure, max(0, start - len(figure)), end + len(figure))
    match = _LEADING.search(text, max(0, at - _LONGEST_NAME), at) if at > 0 else None
    is_name = match is not None and match[1].casefold() in _identifiers()
    return f"{match[0]}{figure}" if match is not None and is_name else ""


@cache
def _identifiers() -> frozenset[str]:
    return frozenset(read("default")["figures"]["identifiers"])


@cache
def _small_words() -> frozenset[str]:
    """Words that no number counts: those without content and modal verbs."""
    small = {word for language in WITH_LEXICON for word in read(language).get("words", {}).get("stop", ())}
    rungs = (rung for language in WITH_LEXICON for rung in read(language).get("commitment", ()))
    return frozenset(small.union(*(rung["modal"] for rung in rungs)))


def _has_words(text: str) -> bool:
    return any(not character.isspace() and unicodedata.category(character)[0] != "P" for character in text)


def _finish(text: str) -> str:
    first = text.split(maxsplit=1)[0]
    sentence = text if any(map(str.isdigit, first)) or _ADDRESS in first else text[0].upper() + text[1:]
    return sentence if sentence.endswith(".") else sentence + "."
