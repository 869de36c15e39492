"""Quantities: which dates and figures an edit changed, and by how much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from statediff.differ.dates import Moment, find_moments, tell_distance
from statediff.differ.figures import Figure, find_figures, tell_difference
from statediff.differ.inflection import is_inflected
from statediff.differ.multisets import differing
from statediff.differ.sights import Sight
from statediff.differ.vocabulary import Vocabulary
from statediff.model import Label

_PAIR = 2
_NEAR = 5
"""Words between a changed word and the number it belongs to at most: "5 million tonnes of wheat"."""

Quantity = Moment | Figure
T = TypeVar("T")
Q = TypeVar("Q", Moment, Figure)


def label_dates(old: Sight, new: Sight, found_old: Sequence[Moment], found_new: Sequence[Moment]) -> Iterator[Label]:
    """Yield a label for each date that went, came or became another; another way to write it is the same date.

    Hours stand for hours, days for days.
    """
    if _says_the_same(found_old, found_new):
        return
    only = _only_other(found_old, found_new)
    if only is not None and (_touches(old, only[0]) or _touches(new, only[1])):
        gone, come = [only[0]], [only[1]]
    else:
        gone, come = differing(
            [moment for moment in found_old if _touches(old, moment)],
            [moment for moment in found_new if _touches(new, moment)],
            lambda moment: moment.identity,
        )
    for is_hour in (False, True):
        days_old, days_new = ([each for each in side if each.is_time_of_day is is_hour] for side in (gone, come))
        is_paired = len(days_old) == len(days_new)
        for one, other in _side_by_side(days_old, days_new):
            delta = tell_distance(one, other) if one and other and is_paired else ""
            yield _label("date", (old, one), (new, other), delta)


@dataclass(frozen=True, slots=True)
class Quantities:
    """The dates and figures of the sentences around an edit, on both sides."""

    moments_old: Sequence[Moment]
    moments_new: Sequence[Moment]
    figures_old: Sequence[Figure]
    figures_new: Sequence[Figure]

    def on(self, side: Literal["old", "new"]) -> list[Quantity]:
        """Return one side's dates and figures."""
        return [*self.moments_old, *self.figures_old] if side == "old" else [*self.moments_new, *self.figures_new]

    @property
    def are_same(self) -> bool:
        """Whether both sides name the same dates and figures in the same order, however they are written."""
        return _says_the_same(self.moments_old, self.moments_new) and _says_the_same(self.figures_old, self.figures_new)

    def ranges(self, side: Literal["old", "new"]) -> list[tuple[int, int]]:
        """Return the tokens that one side's dates and figures take."""
        return [(each.start, each.end) for each in self.on(side)]


def find_quantities(old: Sight, new: Sight, words: Vocabulary) -> Quantities:
    """Return the dates of both sides, and the figures that are none of them; nothing where none is near the edit."""
    if not _has_some_near(old, words) and not _has_some_near(new, words):
        return Quantities((), (), (), ())
    moments_old, moments_new = _find_dates(old, new, words)
    return Quantities(
        moments_old,
        moments_new,
        find_figures(old, words, [(moment.start, moment.end) for moment in moments_old]),
        find_figures(new, words, [(moment.start, moment.end) for moment in moments_new]),
    )


def _has_some_near(sight: Sight, words: Vocabulary) -> bool:
    """Whether what changed may belong to a date or figure, because it could be a part of one and one stands beside."""
    changed = any(words.belonging[key] for low, high in sight.touched for key in sight.keys[low:high])
    if not changed and not sight.points:
        return False
    places = (*sight.touched, *((point, point) for point in sight.points))
    return any(words.telling[key] for low, high in places for key in sight.keys[max(0, low - _NEAR) : high + _NEAR])


def _find_dates(old: Sight, new: Sight, words: Vocabulary) -> tuple[list[Moment], list[Moment]]:
    """Return both sides' dates; a number that might be a year is one only where the other side has a year as well."""
    sides = []
    for sight in (old, new):
        moments = find_moments(sight, words)
        sides.append((moments, [each for each in moments if each.is_bare_year and sight.touches(each.start, each.end)]))
    (moments_old, years_old), (moments_new, years_new) = sides
    if len(years_old) != len(years_new):
        fewer, dates = (old, moments_old) if len(years_old) < len(years_new) else (new, moments_new)
        taken = [(moment.start, moment.end) for moment in dates]
        numbers = [figure for figure in find_figures(fewer, words, taken) if fewer.touches(figure.start, figure.end)]
        if any(not figure.is_weak and not figure.is_ordinal and not figure.unit for figure in numbers):
            return (
                [each for each in moments_old if each not in years_old],
                [each for each in moments_new if each not in years_new],
            )
    return moments_old, moments_new


def label_steps(old: Sight, new: Sight, quantities: Quantities, words: Vocabulary) -> Iterator[Label]:
    """Yield a label where the same date or figure is reached another way: "by 10 %", "to 10 %"."""
    has_some = quantities.moments_old or quantities.figures_old
    if not has_some or not words.steps or not quantities.are_same:
        return
    for one, other in zip(quantities.on("old"), quantities.on("new"), strict=True):
        before, after = _start(one) - 1, _start(other) - 1
        if before < 0 or after < 0 or old.keys[before] == new.keys[after]:
            continue
        if old.changed_words != [old.keys[before]] or new.changed_words != [new.keys[after]]:
            continue
        step, following = words.steps.get(old.keys[before]), words.steps.get(new.keys[after])
        if step and following and step != following:
            yield Label(
                "scope",
                rule="scope.step",
                old=old.quote(before, one.end),
                new=new.quote(after, other.end),
            )


def label_figures(
    old: Sight, new: Sight, found_old: Sequence[Figure], found_new: Sequence[Figure], language: str
) -> Iterator[Label]:
    """Yield a label for each figure that went, came or became another, paired by what is counted."""
    if _says_the_same(found_old, found_new):
        return
    only = _only_other(found_old, found_new)
    if only is not None and _is_sure_pair(*only) and (_touches(old, only[0]) or _touches(new, only[1])):
        yield _label("figure", (old, only[0]), (new, only[1]), tell_difference(*only))
        return
    gone = [figure for figure in found_old if old.touches(figure.start, figure.end)]
    come = [figure for figure in found_new if new.touches(figure.start, figure.end)]
    gone, come = _without_doubt(gone, come), _without_doubt(come, gone)
    gone, come = differing(gone, come, lambda figure: figure.identity)
    gone, come = _without_moved(gone, found_old, found_new), _without_moved(come, found_new, found_old)
    if not gone and not come:
        yield from _exchanged(old, new, found_old, found_new)
        return
    is_paired = len(gone) == len(come)
    for one, other in _by_what_is_counted(gone, come, language):
        delta = tell_difference(one, other) if one and other and is_paired else ""
        yield _label("figure", (old, one), (new, other), delta)


def _touches(sight: Sight, quantity: Quantity) -> bool:
    return sight.touches(_start(quantity), quantity.end)


def _only_other(old: Sequence[Q], new: Sequence[Q]) -> tuple[Q, Q] | None:
    """Return the one quantity of a sentence that is another now, where all others stand as they stood."""
    if len(old) != len(new):
        return None
    others = [(one, other) for one, other in zip(old, new, strict=True) if one.identity != other.identity]
    return others[0] if len(others) == 1 else None


def _label(name: str, gone: tuple[Sight, Quantity | None], come: tuple[Sight, Quantity | None], delta: str) -> Label:
    (old, one), (new, other) = gone, come
    has_edges = one is None or other is None or _edge(one) != _edge(other)
    return Label(
        name,
        rule=f"{name}.changed" if one and other else f"{name}.removed" if one else f"{name}.inserted",
        old=old.quote(_start(one) if has_edges else one.start, one.end) if one else "",
        new=new.quote(_start(other) if has_edges else other.start, other.end) if other else "",
        delta=delta,
    )


def _is_sure_pair(one: Figure, other: Figure) -> bool:
    return not (one.is_weak or other.is_weak or one.is_ordinal or other.is_ordinal) and one.nouns == other.nouns


def _edge(quantity: Quantity) -> int:
    return quantity.edge if isinstance(quantity, Moment) else 0


def _start(quantity: Quantity) -> int:
    """Return where a quantity begins, the words that say its beginning or its end included."""
    return quantity.opening if isinstance(quantity, Moment) and quantity.edge else quantity.start


def _says_the_same(old: Sequence[Quantity], new: Sequence[Quantity]) -> bool:
    """Whether two sentences name the same dates or figures in the same order, however they are written."""
    return [each.identity for each in old] == [each.identity for each in new]


def _exchanged(old: Sight, new: Sight, found_old: Sequence[Figure], found_new: Sequence[Figure]) -> Iterator[Label]:
    """Tell when the same figures stand in another order, unless each took along what it counts."""
    before = [figure for figure in found_old if old.touches(figure.start, figure.end)]
    after = [figure for figure in found_new if new.touches(figure.start, figure.end)]
    if len(before) < _PAIR or len(before) != len(after) or _says_the_same(before, after):
        return
    counted_before, counted_after = (Counter((each.identity, each.nouns) for each in side) for side in (before, after))
    if counted_before != counted_after or not all(each.nouns for each in before):
        yield Label(
            "figure",
            rule="figure.order",
            old=", ".join(old.quote(figure.start, figure.end) for figure in before),
            new=", ".join(new.quote(figure.start, figure.end) for figure in after),
        )


def _without_moved(own: Sequence[Figure], all_own: Sequence[Figure], all_other: Sequence[Figure]) -> list[Figure]:
    """Leave out what only stands elsewhere in the sentence, with the thing it counts: "30 trams and 12 buses"."""
    here, there = (
        Counter((figure.identity, figure.nouns) for figure in figures if figure.nouns or figure.unit)
        for figures in (all_own, all_other)
    )
    return [
        figure for figure in own if not 0 < here[figure.identity, figure.nouns] <= there[figure.identity, figure.nouns]
    ]


def _by_what_is_counted(
    gone: Sequence[Figure], come: Sequence[Figure], language: str
) -> Iterator[tuple[Figure | None, Figure | None]]:
    """Pair figures of the same thing; figures of two things are one that went and one that came."""
    left = list(come)
    for figure in gone:
        fitting = [other for other in left if _counts_the_same(figure, other, language)]
        if not fitting:
            yield figure, None
            continue
        same = [other for other in fitting if other.nouns and other.nouns == figure.nouns]
        partner = (same or fitting)[0]
        left.remove(partner)
        yield figure, partner
    for figure in left:
        yield None, figure


def _counts_the_same(one: Figure, other: Figure, language: str) -> bool:
    if not one.nouns or not other.nouns:
        return True
    return any(is_inflected(noun, same, language) for noun in one.nouns for same in other.nouns)


def _without_doubt(own: Sequence[Figure], other: Sequence[Figure]) -> list[Figure]:
    """Return one side's figures: "one" counts only for another number, an ordinal only for another ordinal."""
    has_ordinals = any(figure.is_ordinal for figure in other)
    sure = [figure for figure in own if not figure.is_weak and (has_ordinals or not figure.is_ordinal)]
    surely_other = [figure for figure in other if not figure.is_weak and not figure.is_ordinal]
    weak = [figure for figure in own if figure.is_weak]
    return weak if not sure and len(weak) == len(surely_other) else sure


def _side_by_side(gone: Sequence[T], come: Sequence[T]) -> Iterator[tuple[T | None, T | None]]:
    for place in range(max(len(gone), len(come))):
        yield gone[place] if place < len(gone) else None, come[place] if place < len(come) else None
