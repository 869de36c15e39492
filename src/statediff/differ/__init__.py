"""Wording x Wording -> Change: every real edit, in whole words, moves as moves, ranked by meaning."""

from statediff.differ.comparison import ALGORITHM, diff
from statediff.differ.inventory import Inventory, Table, take_inventory
from statediff.differ.letters import mark_letters
from statediff.differ.sentence import describe, describe_entries

__all__ = ["ALGORITHM", "Inventory", "Table", "describe", "describe_entries", "diff", "mark_letters", "take_inventory"]
