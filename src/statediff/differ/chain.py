"""The heaviest chain: which pairs keep their order, so that the others can be called moves."""

from __future__ import annotations

from collections.abc import Sequence

Link = tuple[int, int, float]
"""A pair (place in old, place in new) and its weight."""


def heaviest_chain(links: Sequence[Link]) -> list[int]:
    """Return indices of the links that rise strictly on both sides and weigh most together, in order.

    A Fenwick tree over the new places makes it O(n log n). Ties fall to the earlier link.
    """
    ranks = {place: rank for rank, place in enumerate(sorted({link[1] for link in links}), 1)}
    size = len(ranks)
    best_at: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    before = [-1] * len(links)
    heaviest = (0.0, -1)
    for index in sorted(range(len(links)), key=lambda k: (links[k][0], -links[k][1])):
        rank = ranks[links[index][1]]
        weight, before[index] = _best_below(best_at, rank - 1)
        total = (weight + links[index][2], index)
        while rank <= size:
            if total[0] > best_at[rank][0]:
                best_at[rank] = total
            rank += rank & -rank
        if total[0] > heaviest[0]:
            heaviest = total
    chain, index = [], heaviest[1]
    while index != -1:
        chain.append(index)
        index = before[index]
    return chain[::-1]


def _best_below(best_at: list[tuple[float, int]], rank: int) -> tuple[float, int]:
    best = (0.0, -1)
    while rank > 0:
        if best_at[rank][0] > best[0]:
            best = best_at[rank]
        rank -= rank & -rank
    return best
