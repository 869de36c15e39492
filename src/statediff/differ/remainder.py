"""Remainder: how plain words changed when no class of content did: forms, spellings, small words, or other words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from statediff.differ.dates import Moment
from statediff.differ.figures import Figure, is_item_number, is_note
from statediff.differ.inflection import is_abbreviated, is_inflected, is_spelling, is_transliterated
from statediff.differ.lexicon import abbreviations
from statediff.differ.multisets import differing
from statediff.differ.quantities import Quantities
from statediff.differ.sights import Sight, has_content
from statediff.differ.vocabulary import Vocabulary
from statediff.model import Label

_MODAL_STEM, _BOTH = 2, 2


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
    are_same = quantities.are_same
    content_old, content_new = differing(
        _content_words(old, words, quantities.on("old"), are_same=are_same),
        _content_words(new, words, quantities.on("new"), are_same=are_same),
        str,
    )
    if not content_old and not content_new:
        return _label_small(old, new, words, quantities if are_same else None)
    return _label_content(content_old, content_new, words)


def _label_small(old: Sight, new: Sight, words: Vocabulary, same: Quantities | None) -> Label:
    """Tell of small words, or of dates and figures that are the `same` in another way of writing."""
    if _differ_in_time(old.changed_words, new.changed_words, words):
        return Label("wording", rule="wording.content")
    before, after = ("", "") if same is None else _rewritten_quantity(old, new, same)
    return Label("wording", rule="wording.small", old=before, new=after)


def _label_content(gone: Sequence[str], come: Sequence[str], words: Vocabulary) -> Label:
    forms = list(zip(gone, come, strict=False))
    if len(gone) == len(come):
        if all(_is_respelt(one, other) for one, other in forms):
            return Label("spelling", rule="spelling.variant")
        if all(_is_other_form(one, other, words) or is_spelling(one, other) for one, other in forms):
            return Label("inflection", rule="inflection")
    return Label("wording", rule="wording.content")


def _is_other_form(one: str, other: str, words: Vocabulary) -> bool:
    """Whether two words are forms of one; modal verbs of one rung that begin alike are, however irregular."""
    if is_inflected(one, other, words.language):
        return True
    scopes = [found.value for word in (one, other) for found in words.scopes.find([word])]
    if len(scopes) == _BOTH and scopes[0] == scopes[1] != "":
        return True
    if one[:_MODAL_STEM] != other[:_MODAL_STEM]:
        return False
    rungs = [found.value for word in (one, other) for found in words.commitments.find([word])]
    return len(rungs) == _BOTH and rungs[0] == rungs[1] and rungs[0].force == "modal"


def _is_respelt(one: str, other: str) -> bool:
    return is_spelling(one, other) or is_transliterated(one, other) or is_abbreviated(one, other)


def _rewritten_quantity(old: Sight, new: Sight, quantities: Quantities) -> tuple[str, str]:
    """Return a date or figure as both sides write it, when the edit only touches how it is written."""
    for one, other in zip(quantities.on("old"), quantities.on("new"), strict=True):
        if old.touches(one.start, one.end) or new.touches(other.start, other.end):
            before, after = old.quote(one.start, one.end), new.quote(other.start, other.end)
            if before != after:
                return before, after
    return "", ""


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


def _content_words(sight: Sight, words: Vocabulary, found: Sequence[Moment | Figure], *, are_same: bool) -> list[str]:
    """Return the touched words with content; figures and dates stand as their values, however they are written.

    Where both sides have the same ones, their words say nothing: a currency may stand before or behind its number.
    """
    small = _places_of_small_words(sight, words)
    values = _values(sight, words, found, are_same=are_same)
    content: list[str] = []
    for index in sight.changed:
        key = sight.keys[index]
        if index in values:
            content += values[index]
        elif key in words.contractions:
            content += [word for word in words.contractions[key] if not words.stops.holds(word)]
        elif has_content(key) and index not in small and not is_note(sight, index):
            content.append(key + "." if _is_shortened(sight, index) else key)
    return content


def _places_of_small_words(sight: Sight, words: Vocabulary) -> set[int]:
    """Return where small words stand; they are looked for only where one may have changed."""
    if not any(map(words.stops.contains, map(sight.keys.__getitem__, sight.changed))):
        return set()
    return {index for found in sight.find(words.stops) for index in range(found.start, found.end)}


def _is_shortened(sight: Sight, index: int) -> bool:
    keys = sight.keys
    return index + 1 < len(keys) and keys[index + 1] == "." and keys[index] in abbreviations()


def _values(
    sight: Sight, words: Vocabulary, found: Sequence[Moment | Figure], *, are_same: bool
) -> dict[int, list[str]]:
    """Return what the tokens of figures and dates stand for: the first token for all, the others for nothing."""
    values: dict[int, list[str]] = {}
    for each in found:
        is_year = isinstance(each, Moment) and each.year is not None
        end = each.end + (is_year and each.end < len(sight.keys) and sight.keys[each.end] in words.after_years)
        if sight.touches(each.start, end):
            values.update({index: [] for index in range(each.start, end)})
            if are_same:
                continue
            first = next((index for index in sight.changed if each.start <= index < each.end), None)
            if first is not None:
                values[first] = [repr(each.identity)]
    return values
