"""Remainder: how plain words changed when no class of content did: forms, spellings, small words, or other words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from statediff.differ.dates import Moment
from statediff.differ.figures import Figure, is_item_number, is_note
from statediff.differ.inflection import is_inflected, is_spelling
from statediff.differ.multisets import differing
from statediff.differ.quantities import Quantities
from statediff.differ.sights import Sight, has_content
from statediff.differ.vocabulary import Vocabulary
from statediff.model import Label


def label_wording(old: Sight, new: Sight, words: Vocabulary, quantities: Quantities) -> Label:
    """Tell how plain words changed: marks only, forms, spellings, small words, or words with content."""
    if _change_alone(is_note, old, new):
        return Label("pointer", rule="pointer.note")
    if _change_alone(lambda sight, index: is_item_number(sight, index, words), old, new):
        return Label("pointer", rule="pointer.number")
    gone, come = old.changed_words, new.changed_words
    if not gone and not come:
        return Label("punctuation", rule="punctuation")
    if _joined(gone) == _joined(come):
        return Label("spelling", rule="spelling.joined")
    content_old, content_new = differing(
        _content_words(old, words, quantities.on("old")), _content_words(new, words, quantities.on("new")), str
    )
    if not content_old and not content_new:
        is_other_time = _differ_in_time(gone, come, words)
        return Label("wording", rule="wording.content" if is_other_time else "wording.small")
    forms = list(zip(content_old, content_new, strict=False))
    if len(content_old) == len(content_new):
        if all(is_spelling(one, other) for one, other in forms):
            return Label("spelling", rule="spelling.variant")
        if all(is_inflected(one, other, words.language) or is_spelling(one, other) for one, other in forms):
            return Label("inflection", rule="inflection")
    return Label("wording", rule="wording.content")


def _change_alone(is_such: Callable[[Sight, int], bool], *sides: Sight) -> bool:
    """Whether nothing but such numbers came, went or changed: the marks of notes, the numbers of items."""
    words = [(sight, index) for sight in sides for index in sight.changed if has_content(sight.keys[index])]
    return bool(words) and all(is_such(sight, index) for sight, index in words)


def _joined(keys: list[str]) -> str:
    """Return words as one without hyphens, and abbreviations without their full stops: "U.S." is "US"."""
    return "".join(key.replace(".", "") if key[0].isalpha() else key for key in keys).replace("-", "")


def _differ_in_time(gone: list[str], come: list[str], words: Vocabulary) -> bool:
    """Whether small verbs alone moved a statement into another time: "is ready", "was ready"."""
    before = {words.tenses[key] for key in gone if key in words.tenses}
    after = {words.tenses[key] for key in come if key in words.tenses}
    return bool(before and after) and before.isdisjoint(after)


def _content_words(sight: Sight, words: Vocabulary, found: Sequence[Moment | Figure]) -> list[str]:
    """Return the touched words with content; figures and dates stand as their values, however they are written."""
    small = {index for found in sight.find(words.stops) for index in range(found.start, found.end)}
    values = _values(sight, found)
    content: list[str] = []
    for index in sight.changed:
        key = sight.keys[index]
        if index in values:
            content += values[index]
        elif key in words.contractions:
            content += [word for word in words.contractions[key] if not words.stops.holds(word)]
        elif has_content(key) and index not in small and not is_note(sight, index):
            content.append(key)
    return content


def _values(sight: Sight, found: Sequence[Moment | Figure]) -> dict[int, list[str]]:
    """Return what the tokens of figures and dates stand for: the first token for all, the others for nothing."""
    values: dict[int, list[str]] = {}
    for each in found:
        if sight.touches(each.start, each.end):
            values.update({index: [] for index in range(each.start, each.end)})
            first = next((index for index in sight.changed if each.start <= index < each.end), None)
            if first is not None:
                values[first] = [repr(each.identity)]
    return values
