"""Labels: which classes of content an edit touches, each with the words that show it. Rules and word lists, no model.

Every label names observable wording ("negation", "figure"), never an intention.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from statediff.differ.dates import Moment, find_moments, tell_distance
from statediff.differ.drafts import Draft
from statediff.differ.figures import Figure, find_figures, tell_difference
from statediff.differ.multisets import differing
from statediff.differ.names import Name, find_names, unmatched
from statediff.differ.phrases import Found
from statediff.differ.quotations import is_quoted
from statediff.differ.remainder import label_wording
from statediff.differ.sights import Sight
from statediff.differ.vocabulary import Commitment, Vocabulary
from statediff.differ.watching import Watch
from statediff.model import Label

LARGEST = 400
"""Touched tokens on both sides beyond which only whole sentences and watched phrases are looked for."""
_REWRITTEN = 5
"""Words of a sentence from which on its replacement is a rewriting rather than a word for a word."""
_FEW_WORDS = 3
_LONG_PASSAGE = 10
"""Words from which on a changed passage is long."""
_NEGATION_REACH = 8

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Both sights of one edit, and the blocks they stand in: where each begins, and whether it is a quotation."""

    draft: Draft
    old: Sight
    new: Sight
    old_block_start: int
    new_block_start: int
    is_quotation: bool = False


def classify(pair: Pair, words: Vocabulary, watch: Watch) -> tuple[Label, ...]:
    """Return the labels of one edit, in no order of weight; at least one.

    Where a rule gives no evidence of its own, it is the sentence around the change as it reads now.
    """
    labels = list(watch.labels(pair.old, pair.new))
    size = len(pair.old.changed) + len(pair.new.changed)
    whole = _whole_sentences(pair, words)
    if whole is not None:
        labels.append(whole)
    elif size <= LARGEST:
        labels += _weighty(pair, list(_content(pair, words)))
    if all(label == "watch" for label in labels):
        labels.append(label_wording(pair.old, pair.new, words))
    excerpt = (pair.new if pair.new.places else pair.old).excerpt()
    for label in labels:
        label.evidence = label.evidence or excerpt
    return tuple(labels)


def _whole_sentences(pair: Pair, words: Vocabulary) -> Label | None:
    draft = pair.draft
    if not draft.is_solo:
        return None
    old, new = pair.old.changed_words, pair.new.changed_words
    if not old and not new:
        return None
    if draft.gone and draft.come:
        is_rewriting = min(len(old), len(new)) >= _REWRITTEN
        return Label("rewritten", rule="sentence.replaced") if is_rewriting else None
    sight = pair.old if draft.gone else pair.new
    keys = [sight.keys[index] for index in sight.changed]
    if len(keys) <= 24 and words.pointers.find(keys[:6]):
        return Label("pointer", rule="pointer." + ("removed" if draft.gone else "added"))
    return Label("withdrawn", rule="sentence.removed") if draft.gone else Label("added", rule="sentence.added")


def _weighty(pair: Pair, labels: list[Label]) -> list[Label]:
    """Keep of a long passage's labels what its length does not explain.

    A passage of many words nearly always holds a "may" or an "all". When a passage was rewritten only what both sides
    say otherwise counts, and negation; when it came or went, its small words do not count.
    """
    old, new = len(pair.old.changed_words), len(pair.new.changed_words)
    if max(old, new) < _LONG_PASSAGE:
        return labels
    if min(old, new) >= _LONG_PASSAGE // 2:
        kept = [label for label in labels if (label.old and label.new) or label in ("negation", "quote")]
        return [*kept, Label("rewritten", rule="passage.replaced")]
    small = [label for label in labels if label not in ("modality", "scope", "attribution")]
    if min(old, new) > 0:
        return small
    return [*small, Label("withdrawn" if old else "added", rule="passage.removed" if old else "passage.added")]


def _content(pair: Pair, words: Vocabulary) -> Iterator[Label]:
    old, new = pair.old, pair.new
    yield from _negation(old, new, words)
    moments_old, moments_new = find_moments(old, words), find_moments(new, words)
    taken_old = [(moment.start, moment.end) for moment in moments_old]
    taken_new = [(moment.start, moment.end) for moment in moments_new]
    yield from _commitment(_rungs(old, words, taken_old), _rungs(new, words, taken_new), old, new)
    yield from _dates(old, new, moments_old, moments_new)
    figures_old, figures_new = find_figures(old, words, taken_old), find_figures(new, words, taken_new)
    yield from _figures(old, new, figures_old, figures_new)
    yield from _phrases("scope", old, new, words.scopes.find)
    taken_old += [(figure.start, figure.end) for figure in figures_old]
    taken_new += [(figure.start, figure.end) for figure in figures_new]
    yield from _entities(old, new, words, taken_old, taken_new)
    yield from _phrases("attribution", old, new, words.attributions.find)
    yield from _quotes(pair)


# ---------------------------------------------------------------- the classes of content


def _touched(sight: Sight, found: Sequence[Found[T]]) -> list[Found[T]]:
    return [each for each in found if sight.touches(each.start, each.end)]


def _negation(old: Sight, new: Sight, words: Vocabulary) -> Iterator[Label]:
    gone = [thought for thought in _negations(old, words) if _touches_any(old, thought)]
    come = [thought for thought in _negations(new, words) if _touches_any(new, thought)]
    if len(gone) == len(come):
        return
    yield Label(
        "negation",
        rule="negation." + ("removed" if len(gone) > len(come) else "inserted"),
        old=_evidence(old, gone),
        new=_evidence(new, come),
    )


def _touches_any(sight: Sight, places: Sequence[int]) -> bool:
    return any(sight.touches(place, place + 1) for place in places)


def _evidence(sight: Sight, thoughts: Sequence[Sequence[int]]) -> str:
    """Return the words of the negations, those of one that stand apart joined by an ellipsis: "ne … pas"."""
    told = []
    for places in thoughts:
        parts = [sight.quote(place, place + 1) for place in places]
        glue = " " if places[-1] - places[0] == len(places) - 1 else " … "
        told.append(glue.join(parts))
    return ", ".join(told)


def _negations(sight: Sight, words: Vocabulary) -> list[list[int]]:
    """Return the negations of a sight as people count them: "ne ... pas" and "neither ... nor" are one each."""
    uncounted = {index for found in words.uncounted.find(sight.keys) for index in range(found.start, found.end)}
    thoughts: list[list[int]] = []
    for found in words.negations.find(sight.keys):
        if found.start in uncounted:
            continue
        places = list(range(found.start, found.end))
        if thoughts and places[0] - thoughts[-1][-1] <= _NEGATION_REACH:
            last = sight.keys[thoughts[-1][-1]]
            if (last, sight.keys[places[0]]) in words.negation_pairs:
                thoughts[-1] += places
                continue
        thoughts.append(places)
    return thoughts


def _rungs(sight: Sight, words: Vocabulary, taken: Sequence[tuple[int, int]]) -> list[Found[Commitment]]:
    """Return the touched words of commitment; the month of May is none."""
    return [
        found
        for found in _touched(sight, words.commitments.find(sight.keys))
        if not any(start < found.end and found.start < end for start, end in taken)
    ]


def _commitment(
    rungs_old: Sequence[Found[Commitment]], rungs_new: Sequence[Found[Commitment]], old: Sight, new: Sight
) -> Iterator[Label]:
    gone, come = differing(rungs_old, rungs_new, lambda found: found.value.level)
    if not gone and not come:
        return
    if gone and come:
        lower, higher = _highest(gone), _highest(come)
        direction = _direction(lower.value.level, higher.value.level)
        is_modal = all(found.value.force == "modal" for found in (lower, higher))
        yield Label(
            "modality" if is_modal else "commitment",
            rule=f"ladder.{lower.value.level}-{higher.value.level}",
            old=old.quote(lower.start, lower.end),
            new=new.quote(higher.start, higher.end),
            direction=direction,
        )
        return
    modal = [found for found in (gone or come) if found.value.force == "modal"]
    if not modal:
        return
    found = _highest(modal)
    is_hedge = found.value.level <= 3
    yield Label(
        "modality",
        rule=f"ladder.{found.value.level}-" if gone else f"ladder.-{found.value.level}",
        old=old.quote(found.start, found.end) if gone else "",
        new=new.quote(found.start, found.end) if come else "",
        direction=("up" if gone else "down") if is_hedge else "",
    )


def _highest(found: Sequence[Found[Commitment]]) -> Found[Commitment]:
    return max(found, key=lambda each: (each.value.level, -each.start))


def _direction(old: int, new: int) -> Literal["up", "down", ""]:
    return "up" if new > old else "down" if new < old else ""


def _dates(old: Sight, new: Sight, found_old: Sequence[Moment], found_new: Sequence[Moment]) -> Iterator[Label]:
    gone, come = differing(
        [moment for moment in found_old if old.touches(moment.start, moment.end)],
        [moment for moment in found_new if new.touches(moment.start, moment.end)],
        lambda moment: moment.identity,
    )
    is_paired = len(gone) == len(come)
    for one, other in _side_by_side(gone, come):
        yield Label(
            "date",
            rule="date.changed" if one and other else "date.removed" if one else "date.inserted",
            old=old.quote(one.start, one.end) if one else "",
            new=new.quote(other.start, other.end) if other else "",
            delta=tell_distance(one, other) if one and other and is_paired else "",
        )


def _figures(old: Sight, new: Sight, found_old: Sequence[Figure], found_new: Sequence[Figure]) -> Iterator[Label]:
    gone = [figure for figure in found_old if old.touches(figure.start, figure.end)]
    come = [figure for figure in found_new if new.touches(figure.start, figure.end)]
    gone, come = _without_doubt(gone, come), _without_doubt(come, gone)
    gone, come = differing(gone, come, lambda figure: figure.identity)
    is_paired = len(gone) == len(come)
    for one, other in _side_by_side(gone, come):
        yield Label(
            "figure",
            rule="figure.changed" if one and other else "figure.removed" if one else "figure.inserted",
            old=old.quote(one.start, one.end) if one else "",
            new=new.quote(other.start, other.end) if other else "",
            delta=tell_difference(one, other) if one and other and is_paired else "",
        )


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


def _phrases(name: str, old: Sight, new: Sight, find: Callable[[Sequence[str]], list[Found[str]]]) -> Iterator[Label]:
    gone, come = differing(_touched(old, find(old.keys)), _touched(new, find(new.keys)), lambda found: found.value)
    if gone or come:
        yield Label(
            name,
            rule=f"{name}.changed" if gone and come else f"{name}.removed" if gone else f"{name}.inserted",
            old=", ".join(old.quote(found.start, found.end) for found in gone),
            new=", ".join(new.quote(found.start, found.end) for found in come),
        )


def _entities(
    old: Sight,
    new: Sight,
    words: Vocabulary,
    taken_old: Sequence[tuple[int, int]],
    taken_new: Sequence[tuple[int, int]],
) -> Iterator[Label]:
    names_old, names_new = find_names(old, words, taken_old), find_names(new, words, taken_new)
    if bool(names_old) != bool(names_new):
        names_old = names_old or _initial_names(old, words, taken_old)
        names_new = names_new or _initial_names(new, words, taken_new)
    gone, come = unmatched(names_old, names_new, words.language)
    if gone or come:
        yield Label(
            "entity",
            rule="name.changed" if gone and come else "name.removed" if gone else "name.inserted",
            old=", ".join(old.quote(name.start, name.end) for name in gone),
            new=", ".join(new.quote(name.start, name.end) for name in come),
        )


def _initial_names(sight: Sight, words: Vocabulary, taken: Sequence[tuple[int, int]]) -> list[Name]:
    """Return what may be a name at the beginning of a sentence: asked when the other side has one."""
    is_short = len(sight.changed_words) <= _FEW_WORDS
    return find_names(sight, words, taken, with_initials=True) if is_short else []


def _quotes(pair: Pair) -> Iterator[Label]:
    """Tell when quoted words changed, or when words came into quotation marks or out of them."""
    old, new = pair.old, pair.new
    marks_old, marks_new = (sum(sight.keys[index] == '"' for index in sight.changed) for sight in (old, new))
    if marks_old != marks_new:
        yield Label("quote", rule="quote.marks", old='"' * marks_old, new='"' * marks_new)
        return
    if not old.changed_words and not new.changed_words:
        return
    was = pair.is_quotation or _stands_quoted(old, pair.old_block_start)
    if was and (pair.is_quotation or _stands_quoted(new, pair.new_block_start)):
        yield Label("quote", rule="quote.words")


def _stands_quoted(sight: Sight, block_start: int) -> bool:
    if sight.touched and sight.touched[0][0] < len(sight.places):
        return is_quoted(sight.text, block_start, sight.places[sight.touched[0][0]][0])
    if sight.points and 0 < sight.points[0] <= len(sight.places):
        return is_quoted(sight.text, block_start, sight.places[sight.points[0] - 1][1])
    return False
