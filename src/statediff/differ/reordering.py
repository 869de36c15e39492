"""Reordering: edits of one sentence that together changed nothing but the order of its words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from statediff.differ.tokens import canonical, cut, is_word
from statediff.differ.vocabulary import Vocabulary
from statediff.model import Edit, EditKind, Label

_IN_PLACE = (EditKind.REWORDED, EditKind.REMOVED, EditKind.INSERTED)
_LONGEST_STRETCH = 400
"""Letters of a stretch in which words that changed places are told as one."""
_TELLABLE = ("wording", "punctuation", "entity")
_RULES = {"entity": "name.order"}
_OUTER = " \t\n,;:"

Sentence = tuple[int, int]
"""Numbers of the old and the new sentence that an edit stands in."""


def tell_reorderings(
    edits: Sequence[Edit], old: str, new: str, words: Vocabulary, sentence_of: Callable[[Edit], Sentence]
) -> Iterator[Edit]:
    """Yield the edits; those that only brought words of their sentence into another order say so with both stretches.

    "Estonia, Latvia and Poland" that became "Poland, Estonia and Latvia" neither lost nor gained anybody. It stays a
    change of wording that counts: who did what to whom may hang on the order, and so names that changed places with
    other words keep their label.
    """
    groups: dict[Sentence, list[Edit]] = defaultdict(list)
    for edit in edits:
        if edit.kind in _IN_PLACE:
            groups[sentence_of(edit)].append(edit)
    labels = {
        number: label
        for group in groups.values()
        if len(group) > 1 and _has_same_words(group, words)
        for number, label in _tell_group(group, old, new)
    }
    for edit in edits:
        yield replace(edit, labels=(labels[edit.number],)) if edit.number in labels else edit


def _has_same_words(group: Sequence[Edit], words: Vocabulary) -> bool:
    labels = [label for edit in group for label in edit.labels]
    if any(label not in _TELLABLE for label in labels):
        return False
    if all(label != "entity" and label.rule != "wording.content" for label in labels):
        return False
    gone, come = (Counter(_content(texts, words)) for texts in ([e.old for e in group], [e.new for e in group]))
    return bool(gone) and gone == come


def _content(texts: Sequence[str], words: Vocabulary) -> Iterator[str]:
    for text in texts:
        keys = (canonical(token).casefold() for token in cut(text))
        yield from (key for key in keys if is_word(key) and not words.stops.holds(key))


def _tell_group(group: Sequence[Edit], old: str, new: str) -> Iterator[tuple[int, Label]]:
    before = old[min(edit.old_start for edit in group) : max(edit.old_end for edit in group)].strip(_OUTER)
    after = new[min(edit.new_start for edit in group) : max(edit.new_end for edit in group)].strip(_OUTER)
    if not before or not after or max(len(before), len(after)) > _LONGEST_STRETCH:
        return
    for edit in group:
        label = edit.labels[0]
        rule = _RULES.get(str(label), "wording.small" if label.rule == "wording.small" else "wording.order")
        if label != "punctuation":
            yield edit.number, Label(str(label), rule=rule, old=before, new=after, evidence=label.evidence)
