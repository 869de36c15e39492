"""Presences: what is told by being there at all: possibility, watched phrases, whole paragraphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from statediff.desk.editions.facts import Term
from statediff.desk.editions.findings import Cell, Finding, Verdict
from statediff.desk.editions.grid import Grid, Part
from statediff.desk.editions.terms import POSSIBILITY, WATCHED, WatchedTerms, knows_possibility

_SHORTEST = 12
"""Letters of a paragraph whose absence is told."""
_PAIR = 2


def find_possibilities(grid: Grid) -> Iterator[Finding]:
    """Yield the sentences that some editions tell as possible, and others, without any such word, as certain."""
    for row, parts in enumerate(grid.parts):
        for part in parts:
            claims, silent = _claims(grid, part)
            if claims and (silent or len(claims) >= _PAIR):
                yield _said(grid, row, claims, silent, "differs" if silent else "agrees")


def _claims(grid: Grid, part: Part) -> tuple[dict[int, Term], list[int]]:
    claims: dict[int, Term] = {}
    silent = []
    for edition, passages in sorted(part.items()):
        words = [
            fact
            for passage in passages
            for fact in passage.facts
            if isinstance(fact, Term) and fact.family == POSSIBILITY
        ]
        claim = next((word for word in words if word.is_claim), None)
        if claim is not None:
            claims[edition] = claim
        elif not words and knows_possibility(grid.readings[edition].language):
            silent.append(edition)
    return claims, silent


def find_watched(grid: Grid, watched: WatchedTerms) -> Iterator[Finding]:
    """Yield the watched phrases that an edition says, and which editions have none of their language's."""
    said: defaultdict[str, dict[int, Term]] = defaultdict(dict)
    for edition, reading in enumerate(grid.readings):
        for fact in reading.facts:
            if isinstance(fact, Term) and fact.family == WATCHED:
                said[fact.concepts[0]].setdefault(edition, fact)
    for concept, terms in sorted(said.items()):
        silent = [
            edition
            for edition, reading in enumerate(grid.readings)
            if edition not in terms and watched.knows(concept, reading.language)
        ]
        if silent or len(terms) >= _PAIR:
            first = min(terms)
            row = grid.row_at(first, terms[first].spot.start)
            yield _said(grid, row, terms, silent, "missing" if silent else "agrees")


def find_missing_paragraphs(grid: Grid) -> Iterator[Finding]:
    """Yield the paragraphs that have no counterpart in some edition."""
    for number, row in enumerate(grid.rows):
        lacking = tuple(edition for edition in range(len(grid.readings)) if edition not in row)
        passages = {edition: grid.whole(edition, number) for edition in row}
        if not lacking or max(passage.length for passage in passages.values()) < _SHORTEST:
            continue
        cells = tuple(
            Cell(quote=passages[edition].text, start=passages[edition].start, end=passages[edition].end)
            if edition in passages
            else None
            for edition in range(len(grid.readings))
        )
        yield Finding(
            kind="paragraph", verdict="missing", row=number, cells=cells, groups=(tuple(sorted(row)),), silent=lacking
        )


def _said(grid: Grid, row: int, terms: dict[int, Term], silent: list[int], verdict: Verdict) -> Finding:
    first = terms[min(terms)]
    return Finding(
        kind="term",
        verdict=verdict,
        row=row,
        cells=tuple(
            Cell(quote=terms[edition].spot.quote, start=terms[edition].spot.start, end=terms[edition].spot.end)
            if edition in terms
            else None
            for edition in range(len(grid.readings))
        ),
        groups=(tuple(sorted(terms)),),
        topic=first.family,
        concepts=(first.concepts[0],),
        silent=tuple(silent),
    )
