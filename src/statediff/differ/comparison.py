"""Comparison: two wordings in, one Change out. Pure and deterministic; bounded by size, never by time."""

from __future__ import annotations

from collections.abc import Sequence

from statediff.differ.alignment import align
from statediff.differ.edits import account
from statediff.differ.events import find_events
from statediff.differ.labelling import Labeller
from statediff.differ.languages import detect, primary
from statediff.differ.passages import Layout, Lexemes, cut_units, lay_out
from statediff.differ.regions import Regions
from statediff.differ.residues import move_residues
from statediff.differ.salience import judge
from statediff.differ.weaving import weave
from statediff.model import Change, WatchPhrase, Wording

ALGORITHM = "statediff-words/6"
"""Name and version of the comparison; another version may give other edits for the same texts."""


def diff(
    old: Wording | str, new: Wording | str, *, language: str | None = None, watch: Sequence[WatchPhrase] = ()
) -> Change:
    """Compare two wordings, or two plain strings, and tell every edit in whole words.

    Offsets are code points into `old_text` and `new_text`, which for strings are exactly the arguments. Edits that
    change or move words are numbered first, in reading order; those of typography and layout follow. `language` is
    that of the texts; without it the wording's own is used, else it is told from script and small words. A phrase of
    `watch` that came or went outranks everything else.
    """
    one, other = lay_out(old), lay_out(new)
    lexemes = Lexemes()
    units_old, units_new = cut_units(one, other, lexemes)
    found = align(units_old, units_new)
    pieces, relocations = weave(units_old, units_new, found, Regions(units_old, units_new, one.text, other.text, found))
    pieces, relocations = move_residues(pieces, relocations, one.text, other.text, lexemes)
    report = account(one, other, pieces, relocations)
    spoken = _language(language, old, new, other)
    labeller = Labeller((one, other), (units_old, units_new), language=spoken, watch=watch)
    edits = tuple(labeller.label(report.sketches))
    events = find_events(one, other, units_old, units_new, found)
    return Change(
        old_text=one.text,
        new_text=other.text,
        edits=edits,
        spans=report.spans,
        moves=report.moves,
        severity=judge(edits, events),
        score=max((edit.score for edit in edits), default=0.0),
        old_blocks=one.blocks,
        new_blocks=other.blocks,
        format_events=events,
        language=spoken,
        algorithm=ALGORITHM,
    )


def _language(said: str | None, old: Wording | str, new: Wording | str, layout: Layout) -> str:
    own = new.language if isinstance(new, Wording) else None
    before = old.language if isinstance(old, Wording) else None
    return primary(said) or primary(own) or primary(before) or detect(layout.text)
