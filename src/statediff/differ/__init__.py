"""Wording x Wording -> Change: every real edit, in whole words, moves as moves, ranked by meaning."""

from statediff.differ.comparison import ALGORITHM, diff
from statediff.differ.sentence import describe

__all__ = ["ALGORITHM", "describe", "diff"]
