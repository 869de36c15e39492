"""Residues: clauses that moved out of one sentence into another, found in what was taken for removed and inserted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from statediff.differ.nesting import unfold
from statediff.differ.passages import Lexemes
from statediff.differ.pieces import Piece
from statediff.differ.tokens import cut, locate
from statediff.differ.weaving import Relocation

SHORTEST = 7
"""Tokens of the shortest clause that is called moved on its own (COMPARE.md, 7)."""
SHORTEST_WHOLE = 5
"""Tokens of the shortest clause that is called moved when it is all that went here and all that came there."""
_FEWEST_LETTERS = 20


@dataclass(slots=True)
class _Residue:
    """A piece that went or came, as tokens, and the stretches of it that turned out to have moved."""

    index: int
    stretch: int
    keys: list[str]
    places: list[tuple[int, int]]
    moved: list[tuple[int, int]] = field(default_factory=list)


_Match = tuple[_Residue, _Residue, int, int, int]
"""Both residues, the first tokens of the clause in each, and its length."""


def move_residues(
    pieces: Sequence[Piece], relocations: Sequence[Relocation], old: str, new: str, lexemes: Lexemes
) -> tuple[list[Piece], list[Relocation]]:
    """Turn what was removed here and inserted there, word for word, into moves; the rest of the pieces stays."""
    pieces, relocations = _trim_all(pieces, relocations, old, new)
    pieces, relocations = unfold(pieces, relocations, old, new, lexemes.keys)
    pieces = list(_rejoin(pieces, old, new, lexemes))
    gone, come = _residues(pieces, old, new, lexemes)
    if not gone or not come:
        return list(pieces), list(relocations)
    found = _match(gone, come)
    if not found:
        return list(pieces), list(relocations)
    moves = [_relocate(match, old, new) for match in found]
    cuts = {residue.index: residue for residue in (*gone, *come) if residue.moved}
    cut_pieces: list[Piece] = []
    for index, piece in enumerate(pieces):
        cut_pieces += _cut_out(piece, cuts[index]) if index in cuts else [piece]
    return cut_pieces, sorted((*relocations, *moves), key=lambda relocation: relocation.old_start)


def _trim_all(
    pieces: Sequence[Piece], relocations: Sequence[Relocation], old: str, new: str
) -> tuple[list[Piece], list[Relocation]]:
    """Take out of moves the passages at their ends that did not move along, so that these can be found elsewhere."""
    trimmed = [_trim(relocation, old, new) for relocation in relocations]
    ranges = [
        *(
            (before.old_start, before.old_end, after.old_start, after.old_end, "moved-from")
            for before, after in zip(relocations, trimmed, strict=True)
        ),
        *(
            (before.new_start, before.new_end, after.new_start, after.new_end, "moved-to")
            for before, after in zip(relocations, trimmed, strict=True)
        ),
    ]
    starts = {(kind, start): low for start, _, low, _, kind in ranges if start != low}
    ends = {(kind, end): high for _, end, _, high, kind in ranges if end != high}
    if not starts and not ends:
        return list(pieces), trimmed
    result: list[Piece] = []
    for piece in pieces:
        result += _cut_ends(piece, starts, ends) if piece.kind in ("moved-from", "moved-to") else [piece]
    return result, trimmed


def _trim(relocation: Relocation, old: str, new: str) -> Relocation:
    kept = list(relocation.pieces)
    while kept and _is_passage(kept[0], old, new):
        kept.pop(0)
    while kept and _is_passage(kept[-1], old, new):
        kept.pop()
    olds = [piece for piece in kept if piece.kind in ("same", "gone")]
    news = [piece for piece in kept if piece.kind in ("same", "come")]
    if len(kept) == len(relocation.pieces) or not olds or not news:
        return relocation
    return Relocation(
        old_start=olds[0].old_start,
        old_end=olds[-1].old_end,
        new_start=news[0].new_start,
        new_end=news[-1].new_end,
        pieces=tuple(kept),
    )


def _is_passage(piece: Piece, old: str, new: str) -> bool:
    """Whether a piece is long enough to stand for itself."""
    if piece.kind not in ("gone", "come"):
        return False
    text = old[piece.old_start : piece.old_end] if piece.kind == "gone" else new[piece.new_start : piece.new_end]
    return len(text) >= _FEWEST_LETTERS and len(cut(text)) >= SHORTEST_WHOLE


def _cut_ends(
    piece: Piece, starts: Mapping[tuple[str, int], int], ends: Mapping[tuple[str, int], int]
) -> Iterator[Piece]:
    is_old = piece.kind == "moved-from"
    start, end = (piece.old_start, piece.old_end) if is_old else (piece.new_start, piece.new_end)
    low, high = starts.get((piece.kind, start), start), ends.get((piece.kind, end), end)
    if start < low:
        yield _plain(piece, start, low)
    yield piece._replace(old_start=low, old_end=high) if is_old else piece._replace(new_start=low, new_end=high)
    if high < end:
        yield _plain(piece, high, end)


def _plain(piece: Piece, start: int, end: int) -> Piece:
    if piece.kind == "moved-from":
        return piece._replace(kind="gone", old_start=start, old_end=end)
    return piece._replace(kind="come", new_start=start, new_end=end)


def _residues(pieces: Sequence[Piece], old: str, new: str, lexemes: Lexemes) -> tuple[list[_Residue], list[_Residue]]:
    gone: list[_Residue] = []
    come: list[_Residue] = []
    stretch = 0
    for index, piece in enumerate(pieces):
        if piece.kind in ("gone", "come"):
            is_old = piece.kind == "gone"
            start, end = (piece.old_start, piece.old_end) if is_old else (piece.new_start, piece.new_end)
            if end - start < _FEWEST_LETTERS:
                continue
            text = (old if is_old else new)[start:end]
            raws = cut(text)
            if len(raws) < SHORTEST_WHOLE:
                continue
            keys = [lexemes.keys[raw] for raw in raws]
            (gone if is_old else come).append(_Residue(index, stretch, keys, locate(text, start, raws)))
        else:
            stretch += 1
    return gone, come


def _match(gone: Sequence[_Residue], come: Sequence[_Residue]) -> list[_Match]:
    index: dict[tuple[str, ...], tuple[int, int] | None] = {}
    for number, residue in enumerate(come):
        for at in range(len(residue.keys) - SHORTEST + 1):
            gram = tuple(residue.keys[at : at + SHORTEST])
            index[gram] = None if gram in index else (number, at)
    found = list(_match_wholes(gone, come))
    for residue in gone:
        if residue.moved:
            continue
        at = 0
        while at <= len(residue.keys) - SHORTEST:
            place = index.get(tuple(residue.keys[at : at + SHORTEST]))
            step = 1
            if place is not None and come[place[0]].stretch != residue.stretch:
                match = _extend(residue, come[place[0]], at, place[1])
                if match is not None:
                    i, j, length = match
                    residue.moved.append((i, i + length))
                    come[place[0]].moved.append((j, j + length))
                    found.append((residue, come[place[0]], i, j, length))
                    step = i + length - at
            at += step
    return found


def _match_wholes(gone: Sequence[_Residue], come: Sequence[_Residue]) -> Iterator[_Match]:
    """Match short pieces that are the same from end to end, and only once on each side."""
    sides: list[dict[tuple[str, ...], list[_Residue]]] = [{}, {}]
    for side, residues in zip(sides, (gone, come), strict=True):
        for residue in residues:
            if len(residue.keys) < SHORTEST:
                side.setdefault(tuple(residue.keys), []).append(residue)
    for keys, ones in sides[0].items():
        others = sides[1].get(keys, [])
        if len(ones) == len(others) == 1 and ones[0].stretch != others[0].stretch:
            ones[0].moved.append((0, len(keys)))
            others[0].moved.append((0, len(keys)))
            yield ones[0], others[0], 0, 0, len(keys)


def _extend(old: _Residue, new: _Residue, i: int, j: int) -> tuple[int, int, int] | None:
    """Grow a match to both sides, up to what has moved already; None when it is too short or taken."""
    low_old = old.moved[-1][1] if old.moved else 0
    low_new = max((end for start, end in new.moved if start <= j), default=0)
    high_new = min((start for start, _ in new.moved if start > j), default=len(new.keys))
    if low_new > j:
        return None
    while i > low_old and j > low_new and old.keys[i - 1] == new.keys[j - 1]:
        i, j = i - 1, j - 1
    length = 0
    while i + length < len(old.keys) and j + length < high_new and old.keys[i + length] == new.keys[j + length]:
        length += 1
    letters = sum(map(len, old.keys[i : i + length]))
    return (i, j, length) if length >= SHORTEST and letters >= _FEWEST_LETTERS else None


def _relocate(match: _Match, old: str, new: str) -> Relocation:
    one, other, i, j, length = match
    return Relocation(
        old_start=one.places[i][0],
        old_end=one.places[i + length - 1][1],
        new_start=other.places[j][0],
        new_end=other.places[j + length - 1][1],
        pieces=tuple(_same(one.places[i : i + length], other.places[j : j + length], old, new)),
    )


def _same(
    places_old: Sequence[tuple[int, int]], places_new: Sequence[tuple[int, int]], old: str, new: str
) -> list[Piece]:
    """Pair the same words one by one, runs of the same letters as one piece."""
    pieces: list[Piece] = []
    for (a0, a1), (b0, b1) in zip(places_old, places_new, strict=True):
        is_literal = old[a0:a1] == new[b0:b1]
        last = pieces[-1] if pieces else None
        if last and is_literal and last.is_literal and old[last.old_end : a0] == new[last.new_end : b0]:
            pieces[-1] = Piece("same", last.old_start, a1, last.new_start, b1)
        else:
            pieces.append(Piece("same", a0, a1, b0, b1, is_literal))
    return pieces


def _rejoin(pieces: Sequence[Piece], old: str, new: str, lexemes: Lexemes) -> Iterator[Piece]:
    """Turn a passage that was taken for removed and for inserted at one and the same place into what it is: the same.

    It happens where a paragraph break came or went beside a passage without an end mark.
    """
    stretch: list[Piece] = []
    for piece in (*pieces, None):
        if piece is not None and piece.kind in ("gone", "come"):
            stretch.append(piece)
            continue
        if len({each.kind for each in stretch}) > 1:
            yield from _rejoin_stretch(stretch, old, new, lexemes)
        else:
            yield from stretch
        stretch = []
        if piece is not None:
            yield piece


def _rejoin_stretch(stretch: Sequence[Piece], old: str, new: str, lexemes: Lexemes) -> Iterator[Piece]:
    gone, come = _residues(stretch, old, new, lexemes)
    pairs: list[tuple[_Residue, _Residue]] = []
    for one in gone:
        after = pairs[-1][1].index if pairs else -1
        partner = next((other for other in come if other.index > after and other.keys == one.keys), None)
        if partner is not None:
            pairs.append((one, partner))
    done_old = done_new = -1
    for one, other in pairs:
        yield from _between(stretch, (done_old, one.index), (done_new, other.index))
        yield from _same(one.places, other.places, old, new)
        done_old, done_new = one.index, other.index
    yield from _between(stretch, (done_old, len(stretch)), (done_new, len(stretch))) if pairs else stretch


def _between(stretch: Sequence[Piece], olds: tuple[int, int], news: tuple[int, int]) -> Iterator[Piece]:
    """Return the pieces between two places of each side, in their order."""
    for number, piece in enumerate(stretch):
        low, high = olds if piece.kind == "gone" else news
        if low < number < high:
            yield piece


def _cut_out(piece: Piece, residue: _Residue) -> list[Piece]:
    """Return a piece in parts: what moved as the end of a move, what is left as it was."""
    parts: list[Piece] = []
    at = 0
    for start, end in [*sorted(residue.moved), (len(residue.keys), len(residue.keys))]:
        if at < start:
            parts.append(_part(piece, residue, at, start, is_moved=False))
        if start < end:
            parts.append(_part(piece, residue, start, end, is_moved=True))
        at = end
    return parts


def _part(piece: Piece, residue: _Residue, start: int, end: int, *, is_moved: bool) -> Piece:
    first, last = residue.places[start][0], residue.places[end - 1][1]
    if piece.kind == "gone":
        left = piece._replace(old_start=first, old_end=last, is_solo=False)
        return left._replace(kind="moved-from") if is_moved else left
    left = piece._replace(new_start=first, new_end=last, is_solo=False)
    return left._replace(kind="moved-to") if is_moved else left
