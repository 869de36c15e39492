"""Labels: which classes of content an edit touches, each with the words that show it. Rules and word lists, no model.

Every label names observable wording ("negation", "figure"), never an intention.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from statediff.differ.dates import Moment
from statediff.differ.drafts import Draft
from statediff.differ.figures import Figure
from statediff.differ.inflection import is_inflected
from statediff.differ.ladder import label_commitment
from statediff.differ.multisets import differing
from statediff.differ.names import Name, find_lists, find_names, unmatched, without_acronyms
from statediff.differ.phrases import Found
from statediff.differ.quantities import Quantities, find_quantities, label_dates, label_figures, label_steps
from statediff.differ.quotations import is_quoted
from statediff.differ.remainder import label_wording
from statediff.differ.sights import Sight
from statediff.differ.vocabulary import Vocabulary
from statediff.differ.watching import Watch
from statediff.model import Label

LARGEST = 400
"""Touched tokens on both sides beyond which only whole sentences and watched phrases are looked for."""
_REWRITTEN = 5
"""Words of a sentence from which on its replacement is a rewriting rather than a word for a word."""
_FEW_WORDS = 3
_LONG_PASSAGE = 10
"""Words from which on a changed passage is long."""
_NEGATION_REACH, _POLAR_REACH = 8, 3
_FEW_DENIED, _SHORTEST_DENIED = 6, 4
"""Words on a side among which a denied one is looked for, and letters it has without the beginning that denies it."""

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
    else:
        quantities = find_quantities(pair.old, pair.new, words)
        if size <= LARGEST:
            labels += _weighty(pair, list(_content(pair, words, quantities)))
        if all(label == "watch" for label in labels):
            labels.append(label_wording(pair.old, pair.new, words, quantities))
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


def _content(pair: Pair, words: Vocabulary, quantities: Quantities) -> Iterator[Label]:
    old, new = pair.old, pair.new
    yield from _negation(old, new, words)
    moments_old, moments_new = quantities.moments_old, quantities.moments_new
    dates = [[(moment.start, moment.end) for moment in moments] for moments in (moments_old, moments_new)]
    ladder = list(label_commitment(old, new, words, (dates[0], dates[1])))
    yield from ladder
    yield from label_dates(old, new, moments_old, moments_new)
    yield from label_figures(old, new, quantities.figures_old, quantities.figures_new, words.language)
    scopes = list(
        _scope(old, new, _scopes(old, words, quantities.on("old")), _scopes(new, words, quantities.on("new")))
    )
    yield from list(label_steps(old, new, quantities, words)) or scopes
    yield from _entities(old, new, words, quantities.ranges("old"), quantities.ranges("new"))
    told = {(rung.old, rung.new) for rung in ladder if rung.old and rung.new}
    yield from (label for label in _attribution(old, new, words) if not _is_told(label, told))
    yield from _quotes(pair)


# ---------------------------------------------------------------- the classes of content


def _touched(sight: Sight, found: Sequence[Found[T]]) -> list[Found[T]]:
    return [each for each in found if sight.touches(each.start, each.end)]


def _negation(old: Sight, new: Sight, words: Vocabulary) -> Iterator[Label]:
    """Tell when there are more or fewer negations, a word such as "unable" being one where "able" is no longer."""
    denial = _find_denial(old, new, words) if words.denials else None
    if denial is None and not any(sight.may_touch(words.negations, words.closings) for sight in (old, new)):
        return
    gone = [thought for thought in _negations(old, words) if _touches_any(old, thought)]
    come = [thought for thought in _negations(new, words) if _touches_any(new, thought)]
    balance = len(come) - len(gone)
    before = after = ""
    if denial is not None:
        one, other = denial
        balance += 1 if len(new.keys[other]) > len(old.keys[one]) else -1
        before, after = old.quote(one, one + 1), new.quote(other, other + 1)
    if balance:
        yield Label(
            "negation",
            rule="negation." + ("inserted" if balance > 0 else "removed"),
            old=_evidence(old, gone) or before,
            new=_evidence(new, come) or after,
        )


def _find_denial(old: Sight, new: Sight, words: Vocabulary) -> tuple[int, int] | None:
    """Return where a word took or lost a beginning that denies it: "able" and "unable", "законний" and "незаконний"."""
    if not old.changed or not new.changed or max(len(old.changed), len(new.changed)) > _FEW_DENIED:
        return None
    for one in old.changed:
        before = old.keys[one]
        for other in new.changed:
            after = new.keys[other]
            is_longer = len(after) > len(before)
            if (after.endswith(before) if is_longer else before.endswith(after)) and (
                _is_denial(before, after, words) if is_longer else _is_denial(after, before, words)
            ):
                return one, other
    return None


def _is_denial(word: str, denied: str, words: Vocabulary) -> bool:
    if len(word) < _SHORTEST_DENIED or len(denied) == len(word):
        return False
    prefix = denied.removesuffix(word)
    return any(prefix == each and (not endings or word.endswith(endings)) for each, endings in words.denials)


def _touches_any(sight: Sight, places: Sequence[int]) -> bool:
    return any(sight.touches(place, place + 1) for place in places)


def _evidence(sight: Sight, thoughts: Sequence[Sequence[int]]) -> str:
    """Return the words of the negations, those of one that stand apart joined by an ellipsis: "ne … pas"."""
    told = []
    for places in thoughts:
        parts = [sight.quote(place, place + 1) for place in places]
        is_one = places[-1] - places[0] == len(places) - 1
        told.append(sight.quote(places[0], places[-1] + 1) if is_one else " … ".join(parts))
    return ", ".join(told)


def _negations(sight: Sight, words: Vocabulary) -> list[list[int]]:
    """Return the negations of a sight as people count them: "ne ... pas" and "neither ... nor" are one each."""
    uncounted = {index for found in sight.find(words.uncounted) for index in range(found.start, found.end)}
    thoughts: list[list[int]] = []
    closing = [found for found in sight.find(words.closings) if found.start not in uncounted]
    for found in sorted((*sight.find(words.negations), *closing), key=lambda found: (found.start, found.end)):
        if found.start in uncounted:
            continue
        places = list(range(found.start, found.end))
        if thoughts and places[0] - thoughts[-1][-1] <= _NEGATION_REACH:
            last = sight.keys[thoughts[-1][-1]]
            if (last, sight.keys[places[0]]) in words.negation_pairs:
                thoughts[-1] += places
                continue
        if found.value:
            thoughts.append(places)
    return thoughts


def _scopes(sight: Sight, words: Vocabulary, measured: Sequence[Moment | Figure]) -> list[Found[str]]:
    """Return the touched words of scope; "over" and its like only where they measure something."""
    if not sight.may_touch(words.scopes, words.measuring):
        return []
    scopes = [found for found in sight.find(words.scopes) if found.value]
    scoped = {each.start for each in measured} | {found.start for found in scopes}
    amounts = {each.start for each in measured}
    for found in reversed(sight.find(words.measuring)):
        at, starts = found.end, amounts if found.value in words.steps else scoped
        while at < len(sight.keys) and at < found.end + 2 and at not in starts and words.stops.holds(sight.keys[at]):
            at += 1
        if at in starts and sight.is_whole(found.start, at + 1):
            scopes.append(found)
            scoped.add(found.start)
    touched = [found for found in scopes if sight.touches(found.start, found.end)]
    if any(found.value in words.polar for found in touched):
        denials = [found.end for found in sight.find(words.negations)]
        touched = [found for found in touched if found.value not in words.polar or not _is_denied(found, denials)]
    return sorted(touched, key=lambda found: found.start)


def _is_denied(found: Found[str], denials: Sequence[int]) -> bool:
    """Whether a word such as "any" only goes with a negation before it: "did not carry any" is "carried no"."""
    return any(0 <= found.start - end <= _POLAR_REACH for end in denials)


def _scope(
    old: Sight, new: Sight, scopes_old: Sequence[Found[str]], scopes_new: Sequence[Found[str]]
) -> Iterator[Label]:
    gone, come = differing(scopes_old, scopes_new, lambda found: found.value)
    if gone or come:
        yield _phrase_label("scope", (old, gone), (new, come))


def _attribution(old: Sight, new: Sight, words: Vocabulary) -> Iterator[Label]:
    if not (old.may_touch(words.attributions) or new.may_touch(words.attributions)):
        return
    found_old, found_new = old.find(words.attributions), new.find(words.attributions)
    if [found.value for found in found_old] == [found.value for found in found_new]:
        return
    gone, come = _pair_only_other(old, new, found_old, found_new) or differing(
        _touched(old, found_old), _touched(new, found_new), lambda found: found.value
    )
    if (gone or come) and not _are_forms(old, new, gone, come, words):
        before, after = (max((words.stances.get(each.value, 0) for each in side), default=0) for side in (gone, come))
        is_told = before and after
        yield _phrase_label(
            "attribution",
            (old, gone),
            (new, come),
            direction="up" if is_told and after > before else "down" if is_told and after < before else "",
        )


def _are_forms(
    old: Sight, new: Sight, gone: Sequence[Found[str]], come: Sequence[Found[str]], words: Vocabulary
) -> bool:
    """Whether single words on both sides are forms of the same ones: "the minister says", "the ministers say"."""
    if len(gone) != len(come) or any(found.end - found.start > 1 for found in (*gone, *come)):
        return False
    pairs = zip(gone, come, strict=True)
    return all(is_inflected(old.keys[one.start], new.keys[other.start], words.language) for one, other in pairs)


def _pair_only_other(
    old: Sight, new: Sight, found_old: Sequence[Found[str]], found_new: Sequence[Found[str]]
) -> tuple[list[Found[str]], list[Found[str]]] | None:
    """Return the one phrase of a sentence that is another now: "strongly condemn" and "condemn"."""
    if len(found_old) != len(found_new):
        return None
    others = [pair for pair in zip(found_old, found_new, strict=True) if pair[0].value != pair[1].value]
    if len(others) != 1:
        return None
    one, other = others[0]
    return ([one], [other]) if old.touches(one.start, one.end) or new.touches(other.start, other.end) else None


def _is_told(label: Label, told: set[tuple[str, str]]) -> bool:
    """Whether the same words were told as a step on the ladder: "recommends" and "requires"."""
    return any(label.old in ("", old) and label.new in ("", new) for old, new in told)


def _phrase_label(
    name: str,
    gone: tuple[Sight, Sequence[Found[str]]],
    come: tuple[Sight, Sequence[Found[str]]],
    direction: Literal["up", "down", ""] = "",
) -> Label:
    return Label(
        name,
        rule=f"{name}.changed" if gone[1] and come[1] else f"{name}.removed" if gone[1] else f"{name}.inserted",
        old=", ".join(gone[0].quote(found.start, found.end) for found in gone[1]),
        new=", ".join(come[0].quote(found.start, found.end) for found in come[1]),
        direction=direction,
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
    elif not names_old:
        return
    gone, come = unmatched(names_old, names_new, words.language)
    if _may_be_listed_again(gone, new) or _may_be_listed_again(come, old):
        lists_old, lists_new = find_lists(old, words, taken_old), find_lists(new, words, taken_new)
        gone = [name for name in gone if not _is_listed_again(name, lists_old, lists_new)]
        come = [name for name in come if not _is_listed_again(name, lists_new, lists_old)]
    if gone or come:
        gone, come = without_acronyms(gone, come, (old, new), words)
    if gone or come:
        yield Label(
            "entity",
            rule="name.changed" if gone and come else "name.removed" if gone else "name.inserted",
            old=", ".join(old.quote(name.start, name.end) for name in gone),
            new=", ".join(new.quote(name.start, name.end) for name in come),
        )


def _may_be_listed_again(names: Sequence[Name], other: Sight) -> bool:
    return any(all(word in other.keys for word in name.words) for name in names)


def _is_listed_again(name: Name, own: Sequence[frozenset[str]], other: Sequence[frozenset[str]]) -> bool:
    """Whether the list of names that a name stands in has the same names on the other side, in whatever order."""
    return any(names.issuperset(name.words) and names in other for names in own if len(names) > 1)


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
