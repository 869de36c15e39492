"""Lineage: for every sentence of the last of several wordings, the wording that brought it and what it came from.

Pure: wordings in, lines out. A sentence with the same words keeps its lineage wherever it moved. Between neighbouring
wordings only what has no such counterpart is compared, by the same comparison that tells changes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice

from statediff.differ import diff
from statediff.differ.sentences import cut_sentences
from statediff.differ.tokens import canonical, cut, is_word
from statediff.model import Block, BlockKind, Change, Span, Wording

_LEAST_KEPT = 0.3
"""Share of a sentence's letters that has to come from an older one for it to be the same sentence, edited."""
_LEAST_ALIKE = 0.7
"""Dice coefficient of the different words of two sentences above which one that went came back, edited."""
_MOST_GONE = 500
"""Sentences that a new one is compared with, of those that went last."""
_STAYS = frozenset({"equal", "cosmetic"})
_GAP = "\n\n"
"""What stands between the blocks of a wording's text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a sentence comes from; versions are named by their numbers."""

    version: int
    """That brought its present words to where they stand without a break since."""
    since: int
    """In which it first stood, in any words."""
    replaced: str = ""
    """What stood for it in the version before `version`; empty when nothing did."""
    restored: tuple[int, ...] = ()
    """That brought it back after it had been gone, oldest first."""
    before: str = ""
    """Its words when it went, where `version` brought it back in others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a wording, with its place in the wording's text in code points."""

    text: str
    key: str
    """Its words as they are compared: without typography and white space."""
    kind: BlockKind
    language: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BlamedSentence:
    """A sentence of the last wording and where it comes from."""

    sentence: Sentence
    origin: Origin


def cut_wording(wording: Wording) -> tuple[Sentence, ...]:
    """Return the sentences of a wording in order; all its words stand in one of them. A row is one sentence."""
    return tuple(_cut_wording(wording))


def _cut_wording(wording: Wording) -> Iterator[Sentence]:
    at = 0
    for block in wording.blocks:
        for start, end, key in _cut_block(block.text, block.kind is BlockKind.ROW):
            yield Sentence(
                text=block.text[start:end],
                key=key,
                kind=block.kind,
                language=block.language or wording.language,
                start=at + start,
                end=at + end,
            )
        at += len(block.text) + len(_GAP)


@lru_cache(maxsize=4096)
def _cut_block(text: str, is_whole: bool) -> tuple[tuple[int, int, str], ...]:
    """Cut a block once, however many wordings hold it."""
    bare = text.strip()
    begin = text.find(bare)
    places = [(begin, begin + len(bare))] if is_whole and bare else cut_sentences(text, 0, len(text))
    return tuple((start, end, _key_of(text[start:end])) for start, end in places)


@lru_cache(maxsize=16384)
def _key_of(text: str) -> str:
    return " ".join(map(canonical, cut(text)))


def trace(wordings: Iterable[tuple[int, Wording]]) -> tuple[BlamedSentence, ...]:
    """Return every sentence of the last wording, in order, with its origin.

    `wordings` come in the order in which they stood, each with the number of its version, all read by the same rules.
    """
    tracer = _Tracer()
    for number, wording in wordings:
        tracer.follow(number, cut_wording(wording))
    return tuple(
        BlamedSentence(sentence=sentence, origin=origin)
        for sentence, origin in zip(tracer.sentences, tracer.origins, strict=True)
    )


class _Tracer:
    """Carries origins from one wording to the next."""

    def __init__(self) -> None:
        self.sentences: tuple[Sentence, ...] = ()
        self.origins: list[Origin] = []
        self._is_first = True
        self._gone: dict[str, _Gone] = {}
        """What stood once, by its words: the last to go comes last."""

    def follow(self, number: int, sentences: tuple[Sentence, ...]) -> None:
        """Take the next wording."""
        old, new = self.sentences, sentences
        pairs = {} if self._is_first else match_same([one.key for one in old], [one.key for one in new])
        kept = set(pairs.values())
        left = [place for place in range(len(old)) if place not in kept]
        come = [place for place in range(len(new)) if place not in pairs]
        ancestors = _find_ancestors([old[place] for place in left], [new[place] for place in come])
        origins: list[Origin] = []
        by_place = dict(zip(come, ancestors, strict=True))
        for place, sentence in enumerate(new):
            if place in pairs:
                origins.append(self.origins[pairs[place]])
            else:
                olds = [left[index] for index in by_place[place].olds]
                origins.append(self._begin(number, sentence, olds, is_edited=by_place[place].is_edited))
        for place in left:
            self._gone.pop(old[place].key, None)
            self._gone[old[place].key] = _Gone(old[place].text, self.origins[place], _words_of(old[place].key))
        self.sentences, self.origins, self._is_first = new, origins, False

    def _begin(self, number: int, sentence: Sentence, olds: Sequence[int], *, is_edited: bool) -> Origin:
        replaced = " ".join(self.sentences[place].text for place in olds)
        gone = self._gone.get(sentence.key)
        if gone is None and not is_edited:
            gone = self._find_alike(sentence)
        if gone is not None:
            before = "" if gone.is_said_by(sentence) else gone.text
            restored = (*gone.origin.restored, number)
            return Origin(version=number, since=gone.origin.since, replaced=replaced, restored=restored, before=before)
        since = min((self.origins[place].since for place in olds), default=number) if is_edited else number
        return Origin(version=number, since=since, replaced=replaced)

    def _find_alike(self, sentence: Sentence) -> _Gone | None:
        """Return what went and has nearly the same words, the likest, and of equal ones the last to go."""
        words = _words_of(sentence.key)
        found, likeness = None, _LEAST_ALIKE
        for gone in islice(reversed(self._gone.values()), _MOST_GONE):
            alike = 2 * len(words & gone.words) / max(len(words) + len(gone.words), 1)
            if alike > likeness:
                found, likeness = gone, alike
        return found


@dataclass(frozen=True, slots=True)
class _Gone:
    """A sentence that no longer stands, with its last origin and its different words."""

    text: str
    origin: Origin
    words: frozenset[str]

    def is_said_by(self, sentence: Sentence) -> bool:
        """Whether a sentence has the very same words."""
        return _key_of(self.text) == sentence.key


def _words_of(key: str) -> frozenset[str]:
    return frozenset(word for word in key.casefold().split(" ") if is_word(word))


# ---------------------------------------------------------------- the same words


def match_same(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Pair equal keys, each at most once: place in `new` to place in `old`.

    What stands alike at both ends is paired first, then what stands but once, then its equal neighbours, then the rest
    in order, so that of sentences that stand more than once the right one is found gone.
    """
    pairs: dict[int, int] = {}
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        pairs[first] = first
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        pairs[len(new) - 1 - last] = len(old) - 1 - last
        last += 1
    _match_middle(old, new, range(first, len(old) - last), range(first, len(new) - last), pairs)
    return pairs


def _match_middle(old: Sequence[str], new: Sequence[str], olds: range, news: range, pairs: dict[int, int]) -> None:
    counts_old, counts_new = Counter(old[place] for place in olds), Counter(new[place] for place in news)
    alone = {old[place]: place for place in olds if counts_old[old[place]] == 1}
    for place in news:
        if counts_new[new[place]] == 1 and new[place] in alone:
            pairs[place] = alone[new[place]]
    taken = set(pairs.values())
    for step in (1, -1):
        for place in sorted(pairs, reverse=step < 0):
            one, other = pairs[place] + step, place + step
            if one in olds and other in news and one not in taken and other not in pairs and old[one] == new[other]:
                pairs[other] = one
                taken.add(one)
    waiting: dict[str, deque[int]] = {}
    for place in olds:
        if place not in taken:
            waiting.setdefault(old[place], deque()).append(place)
    for place in news:
        if place not in pairs and waiting.get(new[place]):
            pairs[place] = waiting[new[place]].popleft()


# ---------------------------------------------------------------- other words


@dataclass(frozen=True, slots=True)
class _Ancestors:
    """Which old sentences a new one came from, and whether it is the same one, edited."""

    olds: tuple[int, ...] = ()
    is_edited: bool = False


def _find_ancestors(old: Sequence[Sentence], new: Sequence[Sentence]) -> list[_Ancestors]:
    """Compare what has no equal counterpart, and return for each new sentence what it came from."""
    if not old or not new:
        return [_Ancestors() for _ in new]
    change = diff(_as_wording(old), _as_wording(new))
    olds, news = _Row(old), _Row(new)
    kept = [Counter[int]() for _ in new]
    instead: dict[int, list[int]] = {}
    for span in _all_spans(change):
        if span.kind in _STAYS:
            for place, first, last in news.parts(span.new_start, span.new_end):
                for other, begin, end in olds.parts(*_old_range(span, first, last)):
                    kept[place][other] += end - begin
        elif span.kind == "change":
            before = [other for other, *_ in olds.parts(span.old_start, span.old_end)]
            after = [place for place, *_ in news.parts(span.new_start, span.new_end)]
            for number, place in enumerate(after if before else ()):
                instead.setdefault(place, []).extend(_share_of(before, number, len(after)))
    edited = [_edited_from(one, old, kept[place]) for place, one in enumerate(new)]
    taken = {other for several in edited for other in several}
    return [
        _Ancestors(several, is_edited=True)
        if several
        else _Ancestors(tuple(other for other in dict.fromkeys(instead.get(place, ())) if other not in taken))
        for place, several in enumerate(edited)
    ]


def _edited_from(sentence: Sentence, old: Sequence[Sentence], kept: Counter[int]) -> tuple[int, ...]:
    """Return the old sentences of which enough stayed in a new one."""
    return tuple(
        other
        for other, letters in sorted(kept.items())
        if letters >= _LEAST_KEPT * len(sentence.text) or letters >= 2 * _LEAST_KEPT * len(old[other].text)
    )


def _share_of(places: Sequence[int], number: int, count: int) -> Sequence[int]:
    """Return the part of some places that falls to one of `count`, at least one place."""
    first, last = number * len(places) // count, (number + 1) * len(places) // count
    return places[first : max(last, first + 1)]


def _as_wording(sentences: Sequence[Sentence]) -> Wording:
    return Wording(
        language=sentences[0].language, blocks=tuple(Block(kind=one.kind, text=one.text) for one in sentences)
    )


def _all_spans(change: Change) -> Iterator[Span]:
    yield from change.spans
    for move in change.moves:
        yield from move.spans


def _old_range(span: Span, first: int, last: int) -> tuple[int, int]:
    """Map a part of a span's new side to its old side."""
    begin = min(span.old_start + first - span.new_start, span.old_end)
    return begin, min(begin + last - first, span.old_end) if last < span.new_end else span.old_end


class _Row:
    """Sentences as the blocks of one text, and which of them a range of that text touches."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        lengths = [len(one.text) for one in sentences]
        self._starts = [0, *accumulate(length + len(_GAP) for length in lengths)][: len(lengths)]
        self._ends = [start + length for start, length in zip(self._starts, lengths, strict=True)]

    def parts(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield each sentence's place and the part of it inside a range."""
        place = bisect_right(self._ends, start)
        while place < len(self._starts) and self._starts[place] < end:
            first, last = max(start, self._starts[place]), min(end, self._ends[place])
            if first < last:
                yield place, first, last
            place += 1
