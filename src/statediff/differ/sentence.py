"""Sentence: a change told in one plain sentence, the weightiest edits first, in English, French or Ukrainian."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from statediff.differ.lexicon import read
from statediff.differ.salience import judge_edit
from statediff.differ.showing import Shown, end_without_stop, is_of_marks, read_quoted, show, show_stretch, stands
from statediff.model import BlockKind, Change, Edit, EditKind, Label

LANGUAGES = ("en", "fr", "uk")
"""Languages a sentence can be written in."""
_CLAUSES = 3
"""Things told one by one; the rest is counted."""
_ENTRIES_NAMED = 3
"""How many entries of a list a sentence names; the others are counted."""
_LONGEST_QUOTE, _KEPT_WORDS = 12, 6
_ADDRESS = "://"
_COUNTED_AS, _OF_A_THOUGHT = "\0#", "\0…"
"""Signs, which no wording has, before a name that edits are counted under, and before a negation in two parts."""
_TWO = 2
_DELTA = re.compile(r"([+−×÷])([\d,]+(?:\.\d+)?)(?: (.+))?")
_SINGULAR = {"years": "year", "months": "month", "weeks": "week", "days": "day", "hours": "hour", "minutes": "minute"}
_NAMED = ("_withdrawn", "_added", "_moved")
"""Ends of the names of clauses that tell what came, went or moved when it is only one."""
_COUNTED = {
    "rewritten": "passage_rewritten",
    "moved": "passage_moved",
    "moved and edited": "passage_moved_edited",
    "pointer": "pointer",
    "punctuation": "punctuation",
}


def describe(change: Change, language: str = "en") -> str:
    """Tell a change in one plain sentence of that language; an unknown language is told in English.

    The weightiest edits stand first, word by word; a paragraph that came or went is quoted, several are counted, and
    so is the rest, and the volatile slots that were left out.
    """
    return _Speaker(language if language in LANGUAGES else "en").tell(change)


def describe_entries(came: Sequence[str], left: Sequence[str], language: str = "en") -> str:
    """Tell in one sentence of that language which entries came to a list of pages and which left it, by their titles.

    The first three of each are named, the others counted; an unknown language is told in English.
    """
    return _Speaker(language if language in LANGUAGES else "en").tell_entries(came, left)


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

    def tell_entries(self, came: Sequence[str], left: Sequence[str]) -> str:
        table: Mapping[str, Any] = self._table["entries"]
        told = [self._name_entries(table, name, titles) for name, titles in (("came", came), ("left", left)) if titles]
        return str(table["joint"]).join(told) or str(table["same"])

    def _name_entries(self, table: Mapping[str, Any], name: str, titles: Sequence[str]) -> str:
        opening, closing = self._table["quotes"]
        names = ", ".join(f"{opening}{title}{closing}" for title in titles[:_ENTRIES_NAMED])
        if len(titles) > _ENTRIES_NAMED:
            names += str(table["more"]).format(count=len(titles) - _ENTRIES_NAMED)
        forms = table[name]
        return str(forms[self._form(len(titles), len(forms))]).format(count=len(titles), names=names)

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
        quotations = self._quotations(change)
        for edit in edits:
            key = quotations.get(edit.number) or self._key(change, edit)
            top = edit.labels[0]
            if top == "negation" and "…" in top.old + top.new:
                key = f"{_OF_A_THOUGHT}{top.old}\0{top.new}"
            gathered.setdefault(key, []).append(edit)
        for key, members in gathered.items():
            if key.startswith(_OF_A_THOUGHT):
                yield self._tell_thought(change, members), len(members)
            elif key.startswith(_COUNTED_AS):
                yield self._tell_counted(key.removeprefix(_COUNTED_AS), members), len(members)
            else:
                yield key, len(members)

    def _tell_thought(self, change: Change, members: Sequence[Edit]) -> str:
        """Tell a negation in two parts with what it negates: "livre" became "ne livre plus"."""
        stretch = show_stretch(change, members)
        return self._tell_shown(stretch) if stretch else self._tell(change, members[0], members[0].labels[0])

    def _tell_counted(self, name: str, members: Sequence[Edit]) -> str:
        told = self._count(name, len(members))
        if len(members) > 1 or not name.endswith(_NAMED):
            return told
        text = members[0].old if name.endswith("_withdrawn") else members[0].new
        quote = self._quote(end_without_stop(text.strip()), is_quoted=True)
        return str(self._table["named"]).format(what=told, text=quote) if quote else told

    def _quotations(self, change: Change) -> dict[int, str]:
        """Return the clauses of quotation marks that came or went around words, by the numbers of their edits."""
        marks = [edit for edit in change.edits if is_of_marks(edit)]
        clauses: dict[int, str] = {}
        for opening, closing in pairwise(marks):
            text = "" if opening.number in clauses else read_quoted(change, opening, closing)
            if text:
                name = "marks_" + ("removed" if opening.kind is EditKind.REMOVED else "inserted")
                clause = str(self._table[name]).format(text=self._quote(text, is_quoted=True))
                clauses |= {opening.number: clause, closing.number: clause}
        return clauses

    def _key(self, change: Change, edit: Edit) -> str:
        """Return the clause of an edit, or a sign and the name of the clause that counts it with its like."""
        top = edit.labels[0]
        if top in ("withdrawn", "added") and not top.rule.startswith("passage."):
            return f"{_COUNTED_AS}{_thing(change, edit)}_{top}"
        counted = "note" if top.rule == "pointer.note" else _COUNTED.get(top)
        if is_of_marks(edit):
            counted = "punctuation"
        if counted is not None:
            return _COUNTED_AS + counted
        if edit.kind is EditKind.MOVED and not (top.old or top.new):
            return _COUNTED_AS + "passage_moved_edited"
        return self._tell(change, edit, top)

    def _tell(self, change: Change, edit: Edit, top: Label) -> str:
        is_counted = top in ("figure", "date")
        further = [label for label in edit.labels if is_counted and label == top and label.old and label.new]
        if len(further) > 1 and all(stands(label.old, change.old_text) for label in further):
            return ", ".join(self._tell_label(change, edit, label) for label in further[:_CLAUSES])
        return self._tell_label(change, edit, top)

    def _tell_label(self, change: Change, edit: Edit, top: Label) -> str:
        return self._tell_shown(show(change, edit, top))

    def _tell_shown(self, shown: Shown) -> str:
        is_quoted = shown.is_quoted or not any(letter.isdigit() for letter in shown.old + shown.new)
        before, after = (self._quote(text, is_quoted=is_quoted) for text in (shown.old, shown.new))
        if before and after:
            clause = str(self._table["became"]).format(old=before, new=after)
            return f"{clause} ({self._say_delta(shown.delta)})" if shown.delta else clause
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
            name = forms[self._form_of_measure(digits.replace(",", ""), len(forms))]
        return f"{sign}{number} {name}".rstrip()

    def _count(self, name: str, count: int) -> str:
        forms = self._table[name]
        return str(forms[self._form(count, len(forms))]).format(
            count=f"{count:,}".replace(",", self._table["grouping"])
        )

    def _form_of_measure(self, digits: str, forms: int) -> int:
        """Return which form goes with a measure: in Ukrainian one more for decimals, in French the first below two."""
        if "." not in digits:
            return self._form(int(digits), forms)
        is_below_two = self._language == "fr" and int(digits.partition(".")[0]) < _TWO
        return 0 if is_below_two else forms - 1

    def _form(self, count: int, forms: int) -> int:
        """Return which form goes with a number: the first for exactly one, then as the language counts."""
        if count == 1:
            return 0
        if self._language != "uk" or forms < 4:
            return 1
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


def _finish(text: str) -> str:
    first = text.split(maxsplit=1)[0]
    sentence = text if any(map(str.isdigit, first)) or _ADDRESS in first else text[0].upper() + text[1:]
    return sentence if sentence.endswith(".") else sentence + "."
