"""Absences: whether an edition that lacks a figure or a date says it elsewhere, as another kind or in other ones."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from statediff.desk.editions.facts import Amount, Day, Fact
from statediff.desk.editions.judging.guises import is_in_other_guise
from statediff.desk.editions.judging.hints import GREAT, is_compared, is_day_hinted, is_figure_hinted, is_reckoned
from statediff.desk.editions.judging.slots import Slot
from statediff.desk.editions.laying.grid import Grid


class Absences:
    """Judges what some editions do not say where others do."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid

    def says_anywhere(self, edition: int, slot: Slot) -> bool:
        """Whether an edition says a fact in any other place."""
        facts = [fact for each in slot.facts.values() for fact in each]
        return all(
            self._grid.mentions[edition].says(fact)
            or self._is_in_a_word(edition, fact)
            or self._is_hinted(edition, slot.row, fact)
            for fact in facts
        )

    def _is_hinted(self, edition: int, row: int, fact: Fact) -> bool:
        """Whether the row of an edition shows signs of a figure or date that was not read there."""
        grid, language = self._grid, self._grid.readings[edition].language
        if isinstance(fact, Amount):
            return is_figure_hinted(fact, grid.words(edition, row), grid.facts(edition, row), language)
        if isinstance(fact, Day):
            return is_day_hinted(fact, grid.text(edition, row), grid.keys(edition, row), language)
        return False

    def _is_in_a_word(self, edition: int, fact: Fact) -> bool:
        """Whether the digits of a year stand in a longer word, such as "Урожай-2025"."""
        if not isinstance(fact, Day) or not fact.is_bare_year:
            return False
        return regex.search(rf"(?<!\d){fact.year}(?!\d)", self._grid.readings[edition].text) is not None

    def is_in_other_guise(self, slot: Slot) -> bool:
        """Whether what is lacking is read there as another kind: a number as a year, 16 h as a time of day."""
        lacking = self._grid.present(slot.row, slot.part) - slot.facts.keys()
        return is_in_other_guise(slot.first, [self._grid.mentions[edition] for edition in sorted(lacking)])

    def are_reckoned(self, group: Sequence[Slot]) -> bool:
        """Whether great figures that stand for one another are made of others by a comparison: 54 million of 62 and 8.

        Every edition must have a word that compares; else a figure may be the rest of two others by chance.
        """
        editions = self._grid.present(group[0].row, group[0].part)
        return all(
            is_compared(self._grid.keys(edition, group[0].row), self._grid.readings[edition].language)
            for edition in editions
        ) and all(
            isinstance(slot.first, Amount)
            and slot.first.value >= GREAT
            and is_reckoned(slot.first, self._grid.facts(edition, slot.row))
            for slot in group
            for edition in editions - slot.facts.keys()
        )
