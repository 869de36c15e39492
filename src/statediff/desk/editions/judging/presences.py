"""Presences: what is told by being there at all: possibility, watched phrases, whole paragraphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from types import MappingProxyType

from statediff.desk.editions.facts import Term
from statediff.desk.editions.judging.findings import Cell, Finding, Verdict
from statediff.desk.editions.laying.grid import Grid
from statediff.desk.editions.reading import Part, Passage
from statediff.desk.editions.terms import (
    ACT,
    COMMITMENT,
    DUTY,
    POSSIBILITY,
    QUESTION_MARKS,
    WATCHED,
    WatchedTerms,
    knows_possibility,
)

_SHORTEST = 12
"""Letters of a paragraph whose absence is told."""
_PAIR = 2
"""After these somebody asks what can be, and tells nothing."""
SENTENCE = "sentence"
"""Topic of a missing paragraph that is a sentence of one."""
_NOTHING: Mapping[int, Term] = MappingProxyType({})


def find_possibilities(grid: Grid) -> Iterator[Finding]:
    """Yield the sentences that some editions tell as possible, and others as a duty or, without a word, as certain."""
    for row, parts in enumerate(grid.parts):
        for part in parts:
            yield from _possibility(grid, row, part)


def _possibility(grid: Grid, row: int, part: Part) -> Iterator[Finding]:
    words = {edition: list(_terms(passages, POSSIBILITY)) for edition, passages in sorted(part.items())}
    claims = {edition: word for edition, said in words.items() if (word := _claim(said)) is not None}
    binding = {
        edition: [*(word for word in said if word.strength == "certain"), *_binding(part[edition])]
        for edition, said in words.items()
    }
    certain = {
        edition: binding[edition]
        for edition, said in words.items()
        if _count_certain(said) == len(said) and knows_possibility(grid.readings[edition].language)
    }
    is_hint = all(word.strength == "hints" for word in claims.values())
    if is_hint and any(passage.text.endswith(QUESTION_MARKS) for passages in part.values() for passage in passages):
        return
    own = max((len(binding[edition]) for edition in claims), default=0) if is_hint else 0
    instead = {edition: said[0] for edition, said in certain.items() if len(said) > own}
    if not claims or (is_hint and not instead):
        return
    if certain or len(claims) >= _PAIR:
        silent = [edition for edition in certain if edition not in instead]
        yield _said(grid, row, claims, silent, "differs" if certain else "agrees", instead=instead)


def _count_certain(words: Sequence[Term]) -> int:
    return sum(word.strength == "certain" for word in words)


def _terms(passages: Sequence[Passage], family: str) -> Iterator[Term]:
    for passage in passages:
        for fact in passage.facts:
            if isinstance(fact, Term) and fact.family == family:
                yield fact


def _binding(passages: Sequence[Passage]) -> Iterator[Term]:
    """Yield the words by which somebody is bound, or binds himself: who undertakes to consult will."""
    yield from _terms(passages, DUTY)
    yield from (term for term in _terms(passages, ACT) if COMMITMENT in term.concepts)


def _claim(words: Sequence[Term]) -> Term | None:
    """Return the word that claims a possibility, else one that hints at it."""
    claims = [word for strength in ("claims", "hints") for word in words if word.strength == strength]
    return claims[0] if claims else None


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
        lacking = frozenset(range(len(grid.readings))) - row.keys()
        part = {edition: (grid.whole(edition, number),) for edition in row}
        if lacking and max(paragraph.length for (paragraph,) in part.values()) >= _SHORTEST:
            yield _missing(grid, number, part, lacking)


def find_missing_sentences(grid: Grid) -> Iterator[Finding]:
    """Yield the sentences of a paragraph that some edition leaves out."""
    for (row, place), lacking in grid.omitted.items():
        yield _missing(grid, row, grid.parts[row][place], lacking, topic=SENTENCE)


def _missing(grid: Grid, row: int, part: Part, lacking: AbstractSet[int], *, topic: str = "") -> Finding:
    cells: list[Cell | None] = [None] * len(grid.readings)
    for edition, passages in part.items():
        start, end = passages[0].start, passages[-1].end
        cells[edition] = Cell(quote=grid.readings[edition].text[start:end], start=start, end=end)
    return Finding(
        kind="paragraph",
        verdict="missing",
        row=row,
        cells=tuple(cells),
        groups=(tuple(sorted(part)),),
        topic=topic,
        silent=tuple(sorted(lacking)),
    )


def _said(
    grid: Grid,
    row: int,
    terms: Mapping[int, Term],
    silent: Sequence[int],
    verdict: Verdict,
    *,
    instead: Mapping[int, Term] = _NOTHING,
) -> Finding:
    first = terms[min(terms)]
    said = {**terms, **instead}
    others = [(tuple(sorted(instead)), instead[min(instead)].concepts[0])] if instead else []
    return Finding(
        kind="term",
        verdict=verdict,
        row=row,
        cells=tuple(
            Cell(quote=said[edition].spot.quote, start=said[edition].spot.start, end=said[edition].spot.end)
            if edition in said
            else None
            for edition in range(len(grid.readings))
        ),
        groups=(tuple(sorted(terms)), *(group for group, _ in others)),
        topic=first.family,
        concepts=(first.concepts[0], *(concept for _, concept in others)),
        silent=tuple(silent),
    )
