"""Ladder: how binding a sentence is, read from its modal verbs, acts and documents, and which way that moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from statediff.differ.multisets import differing
from statediff.differ.phrases import Found
from statediff.differ.sights import Sight
from statediff.differ.vocabulary import Commitment, Vocabulary
from statediff.model import Label

_REACH = 5
"""Words between a modal verb and the verb it governs at most: "may, if necessary, sign"."""
_HEDGE = 3
"""Rungs up to this one weaken what they govern."""
_STATED = 4
"""The rung of a verb that is stated, where the other side has it behind a modal verb."""
_SHORTEST_STEM, _LONGEST_ENDING = 3, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A touched word of commitment at tokens[start:end]; an act may be governed by a modal verb or an infinitive."""

    start: int
    end: int
    level: int
    force: Literal["modal", "act"]
    verb: str
    is_governed: bool = False
    is_infinitive: bool = False


def label_commitment(old: Sight, new: Sight, words: Vocabulary, taken: tuple[Taken, Taken]) -> Iterator[Label]:
    """Tell whether a sentence became more or less binding; dates in `taken` (the month of May) say nothing of it.

    A verb behind a modal verb that came or went is measured by the modal verb: "may sign" stands on the rung of "may".
    """
    if not (old.may_touch(words.commitments) or new.may_touch(words.commitments)):
        return
    rungs_old, rungs_new = _rungs(old, words, taken[0]), _rungs(new, words, taken[1])
    gone, come = differing(
        _settled(rungs_old, rungs_new), _settled(rungs_new, rungs_old), lambda rung: (rung.level, rung.force)
    )
    if gone and come:
        yield _moved(_highest(gone), _highest(come), old, new)
        return
    modal = [rung for rung in (gone or come) if rung.force == "modal"]
    if not modal:
        return
    rung = _highest(modal)
    yield Label(
        "modality",
        rule=f"ladder.{rung.level}-" if gone else f"ladder.-{rung.level}",
        old=old.quote(rung.start, rung.end) if gone else "",
        new=new.quote(rung.start, rung.end) if come else "",
        direction=("up" if gone else "down") if rung.level <= _HEDGE else "",
    )


Taken = Sequence[tuple[int, int]]


def _moved(lower: Rung, higher: Rung, old: Sight, new: Sight) -> Label:
    is_modal = lower.force == "modal" or higher.force == "modal"
    return Label(
        "modality" if is_modal and (lower.verb == higher.verb or lower.force == higher.force) else "commitment",
        rule=f"ladder.{lower.level}-{higher.level}",
        old=old.quote(lower.start, lower.end),
        new=new.quote(higher.start, higher.end),
        direction="up" if higher.level > lower.level else "down" if higher.level < lower.level else "",
    )


def _highest(rungs: Sequence[Rung]) -> Rung:
    return max(rungs, key=lambda rung: (rung.level, -rung.start))


def _rungs(sight: Sight, words: Vocabulary, taken: Taken) -> list[Rung]:
    found = [
        each
        for each in sight.find(words.commitments)
        if each.value.level > 0
        and sight.touches(each.start, each.end)
        and not any(start < each.end and each.start < end for start, end in taken)
    ]
    modals = [each.end for each in found if each.value.force == "modal"]
    return [_rung(each, sight, words, modals) for each in found]


def _rung(found: Found[Commitment], sight: Sight, words: Vocabulary, modals: Sequence[int]) -> Rung:
    verb = sight.keys[found.start]
    before = [end for end in modals if end <= found.start <= end + _REACH]
    is_governed = bool(before) and all(_is_between(key, words) for key in sight.keys[before[-1] : found.start])
    return Rung(
        start=found.start,
        end=found.end,
        level=found.value.level,
        force=found.value.force,
        verb=verb,
        is_governed=is_governed,
        is_infinitive=words.infinitives.holds(verb) or (found.start > 0 and sight.keys[found.start - 1] == "to"),
    )


def _is_between(key: str, words: Vocabulary) -> bool:
    return key in words.between or words.negations.holds(key) or not key[0].isalnum()


def _settled(own: Sequence[Rung], other: Sequence[Rung]) -> list[Rung]:
    """Return the rungs that count beside the other side's.

    An act behind a modal verb counts through it; a bare infinitive beside the same verb in another form does not count;
    a verb that is now stated, and was behind a modal verb, stands at least on the rung of "will".
    """
    settled = []
    for rung in own:
        if rung.force == "act":
            if rung.is_governed:
                continue
            kin = [each for each in other if _is_same_verb(rung, each)]
            if rung.is_infinitive and any(each.force == "modal" for each in kin):
                continue
            if any(each.is_governed for each in kin):
                settled.append(replace(rung, level=max(rung.level, _STATED)))
                continue
        settled.append(rung)
    return settled


def _is_same_verb(one: Rung, other: Rung) -> bool:
    shared = 0
    for left, right in zip(one.verb, other.verb, strict=False):
        if left != right:
            break
        shared += 1
    return shared >= _SHORTEST_STEM and max(len(one.verb), len(other.verb)) - shared <= _LONGEST_ENDING
