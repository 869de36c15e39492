"""Telephones: numbers to call, which every language cuts into other groups: "+20 2 2378 68 71", "(044) 238-15-91"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from statediff.desk.editions.facts import Amount, mark_spot
from statediff.differ.sights import Sight

UNIT = "telephone"
"""What telephone numbers count: nothing but themselves."""
_GROUPED = re.compile(
    r"(?<![\w+.,/-])(?:\+\d{1,4}|\(0\d{1,4}\)|0\d{0,4})(?:[ \u00a0\u202f().-]{1,3}\d{1,8}){1,6}(?![\w%]|[.,]\d)"
)
_WHOLE = re.compile(r"(?<![\w+])\+\d{9,15}(?!\w)")
_FEWEST, _MOST = 8, 15
"""Digits of a number with the code of its country or its town (at most: ITU-T E.164)."""
_OWN = 9
"""Digits from the end by which two numbers are told apart: one may have the code of its country and one a 0."""


def find_telephones(sight: Sight, taken: Sequence[tuple[int, int]], sentence: int) -> Iterator[tuple[int, int, Amount]]:
    """Yield the telephone numbers of a sentence, with the tokens they take; none with a token that is `taken`."""
    if not sight.places:
        return
    low, high = sight.places[0][0], sight.places[-1][1]
    if "+" not in sight.text[low:high] and "0" not in sight.text[low:high]:
        return
    outside = {at for start, end in taken for at in range(start, end)}
    for pattern in (_GROUPED, _WHOLE):
        for match in pattern.finditer(sight.text, low, high):
            digits = "".join(filter(str.isdecimal, match[0]))
            within = [at for at, (start, end) in enumerate(sight.places) if match.start() < end and start < match.end()]
            if _FEWEST <= len(digits) <= _MOST and within and outside.isdisjoint(within):
                value = Fraction(int(digits[-_OWN:]))
                spot = mark_spot(sight, within[0], within[-1] + 1, sentence)
                yield (
                    within[0],
                    within[-1] + 1,
                    Amount(spot=spot, value=value, written=value, unit=UNIT),
                )
