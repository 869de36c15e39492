"""Lengths: how likely two passages of given lengths are translations of each other.

After W. A. Gale and K. W. Church, "A Program for Aligning Sentences in Bilingual Corpora", Computational Linguistics
19(1), 1993, pages 75-102: the letters of a translation are normally distributed around those of its original, with a
variance of 6.8 a letter, and one passage stands for one in 89 of 100 cases, for none in 1, for two in 9.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

VARIANCE = 6.8
"""Of the difference in length, for each letter (Gale and Church, section 3.3)."""
ONE_TO_ONE, ONE_TO_NONE, ONE_TO_TWO = 0.89, 0.0099 / 2, 0.089 / 2
"""How often a passage is translated by one passage, by none, by two (the same, table 5)."""
DEAREST = 9.0
"""The cost of lengths that never go together."""


def cost_of_lengths(one: float, other: float, ratio: float = 1.0) -> float:
    """Return -log of the chance that passages of these letters are translations; 0 for the expected length.

    `ratio` is how many letters of the other language one letter of the first becomes on average.
    """
    if one <= 0 and other <= 0:
        return 0.0
    mean = (one + other / ratio) / 2
    deviation = abs(other - one * ratio) / math.sqrt(mean * VARIANCE)
    tail = math.erfc(deviation / math.sqrt(2))
    return min(DEAREST, -math.log(tail)) if tail > 0 else DEAREST


def cost_of_count(one: int, other: int) -> float:
    """Return -log of the chance that so many passages are translated by so many: (1, 1), (1, 0), (1, 2)."""
    chance = {(1, 1): ONE_TO_ONE, (1, 2): ONE_TO_TWO, (0, 1): ONE_TO_NONE}[min(one, other), max(one, other)]
    return -math.log(chance)


def ratio_of_lengths(pairs: Sequence[tuple[float, float]]) -> float:
    """Return by how much the second lengths are greater than the first, as the middle one of all pairs; 1 for none."""
    ratios = [other / one for one, other in pairs if one > 0 and other > 0]
    return median(ratios) if ratios else 1.0
