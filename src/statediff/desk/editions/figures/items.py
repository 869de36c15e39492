"""Items: numbers inside a sentence that only say which point of a list follows: "120 t. 2. Sugar", "1) to come"."""

from __future__ import annotations

from collections.abc import Iterator

from statediff.differ.sights import Sight
from statediff.differ.vocabulary import Vocabulary

_LONGEST = 2
"""Digits of a number of a list at most."""
_STOPS, _MARKS = frozenset(".;!?"), frozenset(".;:!?,")


def find_item_numbers(sight: Sight, words: Vocabulary) -> list[tuple[int, int]]:
    """Return the tokens of a sentence that number the points of a list."""
    keys = sight.keys
    found: list[tuple[int, int, int]] = []
    for at in sight.telling_places(words.telling):
        if keys[at].isdecimal() and len(keys[at]) <= _LONGEST and at + 1 < len(keys):
            if keys[at + 1] == "." and _ends_before(sight, at, _STOPS) and _begins_anew(sight, at + 1):
                found.append((at, at + 1, 0))
            elif keys[at + 1] == ")" and sight.is_joined(at + 1):
                is_open = at > 0 and keys[at - 1] == "("
                found.append((at, at + 1, int(keys[at]) if is_open or _ends_before(sight, at, _MARKS) else -1))
    return list(_in_sequence(found))


def _ends_before(sight: Sight, at: int, marks: frozenset[str]) -> bool:
    return at == 0 or sight.keys[at - 1] in marks


def _begins_anew(sight: Sight, mark: int) -> bool:
    """Whether a mark right behind a number ends it, and a capital begins what comes next: or the next sentence does."""
    if not sight.is_joined(mark):
        return False
    if mark + 1 == len(sight.keys):
        return True
    return not sight.is_joined(mark + 1) and sight.surfaces[mark + 1][:1].isupper()


def _in_sequence(found: list[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    """Yield numbers with a full stop, and those in brackets of which another is the next or the one before."""
    numbers = {number for *_, number in found}
    for start, end, number in found:
        if number == 0 or (number > 0 and not numbers.isdisjoint((number - 1 or -2, number + 1))):
            yield start, end
