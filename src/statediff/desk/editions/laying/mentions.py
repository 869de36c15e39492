"""Mentions: everything one edition says anywhere, ready to be asked for a fact of another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from fractions import Fraction

from statediff.desk.editions.concord import agreement, are_near
from statediff.desk.editions.facts import Amount, Bearer, Day, Fact
from statediff.desk.editions.figures.ratios import find_ratios


def keys_of(fact: Fact) -> Iterator[Hashable]:
    """Yield keys of which two figures or dates that agree share one, rounded figures apart."""
    if isinstance(fact, Amount):
        yield "value", fact.value
        if fact.written != fact.value:
            yield "value", fact.written
        if fact.also is not None:
            yield "value", fact.also
    elif isinstance(fact, Day):
        if fact.month is not None:
            yield "month", fact.month, fact.day if fact.day is not None else 0
            yield "month", fact.month
        if fact.year is not None:
            yield "year", fact.year
        if fact.words:
            yield "words", fact.words
        if fact.also:
            yield "words", fact.also
        if fact.weekday is not None:
            yield "weekday", fact.weekday


_HOUR, _MINUTE, _HUNDRED = 3600, 60, 100


class Mentions:
    """The facts of one edition by what they say."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._by_key: defaultdict[Hashable, list[Fact]] = defaultdict(list)
        self._rounded: list[Amount] = []
        self._amounts: list[Amount] = []
        self._bearers: dict[tuple[str, str], Bearer] = {}
        self._by_run: defaultdict[int, list[Bearer]] = defaultdict(list)
        self._heard: dict[tuple[str, str, str], bool] = {}
        facts = tuple(facts)
        self._ratios = frozenset(find_ratios(facts))
        for fact in facts:
            for key in keys_of(fact):
                self._by_key[key].append(fact)
            if isinstance(fact, Amount):
                self._amounts.append(fact)
                if _is_vague(fact):
                    self._rounded.append(fact)
            elif isinstance(fact, Bearer):
                self._bearers.setdefault((fact.key, fact.entity), fact)
                self._by_run[fact.run].append(fact)

    def says(self, fact: Fact) -> bool:
        """Whether the edition says a fact of another edition anywhere."""
        if isinstance(fact, Bearer):
            key = (fact.key, fact.entity, fact.language)
            if key not in self._heard:
                self._heard[key] = any(agreement(fact, name) for name in self._bearers.values())
            return self._heard[key]
        if isinstance(fact, Amount):
            vague: Sequence[Amount] = self._amounts if _is_vague(fact) else self._rounded
            if any(are_near(fact, other) and agreement(fact, other) for other in vague):
                return True
        return any(agreement(fact, other) for key in keys_of(fact) for other in self._by_key.get(key, ()))

    def names_year(self, year: int) -> bool:
        """Whether a date of the edition has a year."""
        return ("year", year) in self._by_key

    def names_day(self, *, day: int, month: int) -> bool:
        """Whether a date of the edition is a day of a month."""
        return ("month", month, day) in self._by_key

    def quotes_number(self, written: str) -> bool:
        """Whether a figure of the edition without a unit is written just so: "06.02"."""
        return any(amount.spot.quote == written and not amount.unit for amount in self._amounts)

    def counts(self, number: int) -> bool:
        """Whether a figure of the edition is a number that might be a year."""
        return any(isinstance(fact, Amount) and fact.may_be_year for fact in self._by_key.get(("value", number), ()))

    def names_hour(self, seconds: Fraction) -> bool:
        """Whether a time of day of the edition is so many seconds after midnight, which "16 h" may mean."""
        hour, rest = divmod(seconds, _HOUR)
        minute, rest = divmod(rest, _MINUTE)
        return not rest and ("words", f"{int(hour)}:{int(minute):02d}") in self._by_key

    def clocks(self, time: Day) -> bool:
        """Whether a figure of the edition is written as a time of day with a full stop: "6.15"."""
        hour, _, minute = time.words.partition(":")
        value = Fraction(int(hour)) + Fraction(int(minute), _HUNDRED)
        return any(isinstance(fact, Amount) and not fact.unit for fact in self._by_key.get(("value", value), ()))

    def has_ratio(self, share: Fraction) -> bool:
        """Whether two figures of the edition side by side may say a share: four and ten for 40 %."""
        return share in self._ratios

    def lasts(self, time: Day) -> bool:
        """Whether a figure of the edition is a span of time that is written like a time of day: "1 h 30"."""
        seconds = {
            int(hour) * _HOUR + int(minute) * _MINUTE
            for hour, colon, minute in (words.partition(":") for words in (time.words, time.also))
            if colon
        }
        return any(
            isinstance(fact, Amount) and fact.unit == "second"
            for value in seconds
            for fact in self._by_key.get(("value", Fraction(value)), ())
        )

    def beside(self, name: Bearer) -> list[Bearer]:
        """Return the words that stand side by side with a name, and the name itself."""
        return self._by_run[name.run]


def _is_vague(amount: Amount) -> bool:
    return amount.is_rounded or (amount.is_worded and amount.value < 1)
