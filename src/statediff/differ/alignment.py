"""Alignment: which sentence of the old text is which of the new; what moved, what was split or joined."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from statediff.differ.anchors import gather_runs, keep_order, pair_exactly
from statediff.differ.chain import Link, heaviest_chain
from statediff.differ.likeness import Likeness, sample
from statediff.differ.passages import Unit

IN_PLACE = 0.35
"""Least likeness of two sentences at the same place (COMPARE.md, 4)."""
ALONE_IN_PLACE = 0.30
"""The same when no other sentence could be meant."""
MOVED = 0.55
"""Least likeness of a sentence that stands elsewhere."""
SHORTEST_MOVED = 5
"""Tokens of the shortest sentence that is called moved on its own."""
SHORTEST_EXACT_MOVED, FEWEST_LETTERS_MOVED = 3, 8
"""The same for one that stayed as it was."""
SHORTEST_LINE_MOVED = 4
"""Letters of the shortest list item, row or heading that is called moved when it stayed as it was."""
_FULL_MATRIX = 100
"""Largest gap (old units times new units) in which every pair is weighed."""
_RARE = 24
_COMMON = 40
_CANDIDATES = 6
_GAIN = 0.12
"""How much nearer two sentences must come to their pair before a longer neighbour counts as part of it."""
_SHORT_PART = 8


@dataclass(slots=True, kw_only=True)
class Alignment:
    """Pairs of unit numbers; `exact` pairs have the same words, `parts_*` are further halves of splits and merges."""

    in_place: dict[int, int] = field(default_factory=dict)
    exact: set[int] = field(default_factory=set)
    moved: dict[int, int] = field(default_factory=dict)
    parts_old: dict[int, int] = field(default_factory=dict)
    """Old unit -> the old unit it joins with."""
    parts_new: dict[int, int] = field(default_factory=dict)
    """New unit -> the new unit it joins with."""


def align(old: Sequence[Unit], new: Sequence[Unit]) -> Alignment:
    """Pair the units of two texts, in place along the heaviest chain and as moves off it."""
    pairs = pair_exactly(old, new)
    anchors = keep_order(gather_runs(pairs, old))
    likeness = _likeness(old, new, pairs)
    fuzzy = dict(_pair_in_gaps(old, new, pairs, anchors, likeness))
    crossing = _find_crossing(old, new, pairs, fuzzy, likeness)
    if crossing:
        anchors, fuzzy = _weigh_again(old, new, pairs, fuzzy, crossing)
    in_place = {**anchors, **dict(fuzzy.keys())}
    moved = _find_moves(old, new, pairs, in_place, crossing)
    result = Alignment(in_place=dict(sorted(in_place.items())), exact=set(anchors), moved=moved)
    _grow_moves(old, new, result)
    _join_parts(old, new, result, likeness)
    return result


# ---------------------------------------------------------------- like pairs


def _likeness(old: Sequence[Unit], new: Sequence[Unit], pairs: dict[int, int]) -> Likeness:
    taken = set(pairs.values())
    free_old = [unit for i, unit in enumerate(old) if i not in pairs]
    free_new = [unit for j, unit in enumerate(new) if j not in taken]
    paired = sample(old, sorted(pairs))
    return Likeness([*free_old, *free_new, *paired, *paired])


def _gaps(
    old: Sequence[Unit], new: Sequence[Unit], pairs: dict[int, int], anchors: dict[int, int]
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the unpaired units between each two anchors, when both sides have some."""
    taken = set(pairs.values())
    i = j = 0
    for x, y in [*sorted(anchors.items()), (len(old), len(new))]:
        if x > i and y > j:
            left = [k for k in range(i, x) if k not in pairs]
            right = [k for k in range(j, y) if k not in taken]
            if left and right:
                yield left, right
        i, j = x + 1, y + 1


def _pair_in_gaps(
    old: Sequence[Unit], new: Sequence[Unit], pairs: dict[int, int], anchors: dict[int, int], likeness: Likeness
) -> Iterator[tuple[tuple[int, int], float]]:
    for left, right in _gaps(old, new, pairs, anchors):
        least = ALONE_IN_PLACE if len(left) == len(right) == 1 else IN_PLACE
        if len(left) * len(right) <= _FULL_MATRIX:
            candidates = [(i, j) for i in left for j in right]
        else:
            candidates = _candidates(old, new, left, right, likeness)
        scored = [((i, j), _compare(old[i], new[j], likeness)) for i, j in candidates]
        kept = [(pair, score) for pair, score in scored if score >= least]
        links: list[Link] = [(i, j, _weigh(old[i], new[j], score)) for (i, j), score in kept]
        for index in heaviest_chain(links):
            yield kept[index]


def _compare(old: Unit, new: Unit, likeness: Likeness) -> float:
    score = likeness.of(old, new)
    if old.is_row and new.is_row and score < MOVED:
        cells_old, cells_new = old.raw.split("\t"), new.raw.split("\t")
        if len(cells_old) == len(cells_new) and cells_old[0].strip() and cells_old[0] == cells_new[0]:
            return MOVED
    return score


def _count_rows(units: Sequence[Unit], places: Sequence[int]) -> Counter[str]:
    return Counter(_first_cell(units[place]) for place in places if units[place].is_row)


def _first_cell(unit: Unit) -> str:
    return unit.raw.partition("\t")[0].strip()


def _weigh(old: Unit, new: Unit, score: float) -> float:
    return score * score * min(len(old.raw), len(new.raw))


def _candidates(
    old: Sequence[Unit], new: Sequence[Unit], left: Sequence[int], right: Sequence[int], likeness: Likeness
) -> list[tuple[int, int]]:
    """Return pairs that share rare words, a few an old unit, found by an index of the new units' words."""
    holders: dict[str, list[int]] = defaultdict(list)
    for j in right:
        for stem in new[j].stem_set:
            holders[stem].append(j)
    rare = sorted((len(places), stem) for stem, places in holders.items() if len(places) <= _COMMON)
    by_rank = [(holders[stem], likeness.weight(stem)) for _, stem in rare]
    ranks = {stem: rank for rank, (_, stem) in enumerate(rare)}
    found: list[tuple[int, int]] = []
    for i in left:
        shared: dict[int, int] = defaultdict(int)
        for rank in sorted(ranks[stem] for stem in old[i].stem_set if stem in ranks)[:_RARE]:
            places, weight = by_rank[rank]
            for j in places:
                shared[j] += weight
        best = sorted(sorted(shared), key=shared.__getitem__, reverse=True)[:_CANDIDATES]
        found.extend((i, j) for j in best)
    return found


def _find_crossing(
    old: Sequence[Unit],
    new: Sequence[Unit],
    pairs: dict[int, int],
    fuzzy: dict[tuple[int, int], float],
    likeness: Likeness,
) -> dict[tuple[int, int], float]:
    """Return like pairs of units that found no partner in their gap."""
    used_old = {*pairs, *(i for i, _ in fuzzy)}
    used_new = {*pairs.values(), *(j for _, j in fuzzy)}
    left = [i for i in range(len(old)) if i not in used_old]
    right = [j for j in range(len(new)) if j not in used_new]
    if not left or not right:
        return {}
    rows_old, rows_new = _count_rows(old, left), _count_rows(new, right)
    scored = {}
    for i, j in _candidates(old, new, left, right, likeness):
        is_unique = rows_old[_first_cell(old[i])] == rows_new[_first_cell(new[j])] == 1
        scored[i, j] = _compare(old[i], new[j], likeness) if is_unique else likeness.of(old[i], new[j])
    return {pair: score for pair, score in scored.items() if score >= IN_PLACE}


def _weigh_again(
    old: Sequence[Unit],
    new: Sequence[Unit],
    pairs: dict[int, int],
    fuzzy: dict[tuple[int, int], float],
    crossing: dict[tuple[int, int], float],
) -> tuple[dict[int, int], dict[tuple[int, int], float]]:
    """Choose the chain over exact runs and like pairs together: many edited sentences outweigh one that moved."""
    runs = gather_runs(pairs, old)
    like = {**fuzzy, **crossing}
    keys = list(like)
    links: list[Link] = [(i, j, weight) for i, j, _, weight in runs]
    links += [(i, j, _weigh(old[i], new[j], like[i, j])) for i, j in keys]
    anchors: dict[int, int] = {}
    kept: dict[tuple[int, int], float] = {}
    for index in heaviest_chain(links):
        if index < len(runs):
            i, j, length, _ = runs[index]
            anchors.update({i + step: j + step for step in range(length)})
        else:
            kept[keys[index - len(runs)]] = like[keys[index - len(runs)]]
    crossing.update(fuzzy)
    return anchors, kept


# ---------------------------------------------------------------- moves, splits, merges


def _find_moves(
    old: Sequence[Unit],
    new: Sequence[Unit],
    pairs: dict[int, int],
    in_place: dict[int, int],
    crossing: dict[tuple[int, int], float],
) -> dict[int, int]:
    """Call moved what has a partner off the chain: exact pairs first, then like ones, the likest first."""
    used = set(in_place.values())
    moved = {}
    for i, j in sorted(pairs.items()):
        if i not in in_place and j not in used and _is_movable(old[i]):
            moved[i] = j
            used.add(j)
    for (i, j), score in sorted(crossing.items(), key=lambda item: (-item[1], item[0])):
        if score < MOVED or i in in_place or i in moved or j in used:
            continue
        is_row = old[i].is_row and new[j].is_row
        if is_row or min(len(old[i].keys), len(new[j].keys)) >= SHORTEST_MOVED:
            moved[i] = j
            used.add(j)
    return moved


def _is_movable(unit: Unit) -> bool:
    """Whether a sentence is long enough to be known again elsewhere; a line of a list or table is by few words."""
    if unit.is_line:
        return len(unit.raw) >= SHORTEST_LINE_MOVED or len(unit.keys) >= SHORTEST_MOVED
    return len(unit.keys) >= SHORTEST_EXACT_MOVED and len(unit.raw) >= FEWEST_LETTERS_MOVED


def _grow_moves(old: Sequence[Unit], new: Sequence[Unit], found: Alignment) -> None:
    """Let short neighbours (a heading, a number) move along with the passage they stand by."""
    used = {*found.in_place.values(), *found.moved.values()}
    for i, j in list(found.moved.items()):
        for step in (1, -1):
            x, y = i + step, j + step
            while 0 <= x < len(old) and 0 <= y < len(new):
                if x in found.in_place or x in found.moved or y in used or old[x].keys != new[y].keys:
                    break
                found.moved[x] = y
                used.add(y)
                x, y = x + step, y + step


def _join_parts(old: Sequence[Unit], new: Sequence[Unit], found: Alignment, likeness: Likeness) -> None:
    """Find sentences that were split in two or joined into one: a free neighbour that brings the pair nearer."""
    used_new = {*found.in_place.values(), *found.moved.values()}
    for i, j in found.in_place.items():
        if i in found.exact or old[i].is_row or new[j].is_row:
            continue
        base = likeness.of(old[i], new[j])
        for q in (j + 1, j - 1):
            if 0 <= q < len(new) and q not in used_new and q not in found.parts_new:
                nearer = likeness.of_joined((old[i],), (new[j], new[q]))
                if nearer > base + (_GAIN if len(new[q].keys) > _SHORT_PART else 0.0):
                    found.parts_new[q] = j
                    base = nearer
        for q in (i + 1, i - 1):
            if 0 <= q < len(old) and q not in found.in_place and q not in found.moved and q not in found.parts_old:
                nearer = likeness.of_joined((old[i], old[q]), (new[j],))
                if nearer > base + (_GAIN if len(old[q].keys) > _SHORT_PART else 0.0):
                    found.parts_old[q] = i
                    base = nearer
