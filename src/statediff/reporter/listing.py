"""Listing: the changes in words, one entry an edit, with the same numbers as the text; and what was not shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from statediff.model import Block, Change, Edit
from statediff.reporter.characters import clean, count_words, direction_of, shorten, spell
from statediff.reporter.kinds import GLYPHS, LAYOUT, SHAPES, WATCHED, group_of, kind_of
from statediff.reporter.layout import lay_out
from statediff.reporter.phrasing import Phrases
from statediff.reporter.places import name_of_whole
from statediff.reporter.statement import Statement, View

_LONGEST_PASSAGE = 180
_SHORT_PASSAGE = 90
_MOST_SEGMENTS = 16
"""Segments of the bar of places: more would not be 24 px wide on one line."""
_MOST_SHORT = 100
"""Numbers of three digits leave a stretch of the bar no room for a second one."""
_MOST_JUMPS = 24
"""Numbers of the navigation; more are gathered into groups."""
_GRADED = ("commitment", "modality", "attribution")
"""Labels whose direction says stronger or weaker."""
_MOST_KINDS_LISTED = 60
_MOST_UNGROUPED = 60
"""Entries of a list that stands whole; a longer one is led by its weightiest and folded."""
_GROUP = 50
_MOST_HEAVIEST = 10
_MOST_KINDS_IN_GROUP = 3
_BREAK = regex.compile(r"[\n\r\u2028\u2029]")
_QUOTE = regex.compile(r"[\"'«»‘’‚‛“”„‟‹›`´ʼʹ]")
_DASH = regex.compile(r"\p{Pd}|[\u2212\u00ad]")
_INVISIBLE = regex.compile(r"[\p{Cf}\p{Cc}--[\n\r\t]]", regex.V1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One change in words: a sentence, the words that went and came, or of an edited move both."""

    number: int
    kind: str
    group: str
    glyph: str
    tag: str
    also: tuple[str, ...]
    """Names of its other labels."""
    place: str
    watched: str
    sentence: str
    old: str
    new: str
    dir: str
    deltas: tuple[str, ...]
    direction: str = ""
    """"up" for a commitment, a modality or a stance that grew stronger, "down" for a weaker one, "" for others."""
    score: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Neighbouring entries of a long list, and what is among them."""

    label: str
    """"" for a list that is short enough to stand whole."""
    kinds: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """How many changes are of one kind, and where the first is."""

    kind: str
    group: str
    glyph: str
    count: int
    words: str
    first: int
    directions: str = ""
    """Of commitments, modality and stances: how many grew stronger and weaker, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of the bar that shows where in the statement the changes are."""

    weight: int
    """Its share of the statement, 1 to 12."""
    group: str
    """"" where nothing changed."""
    first: int
    numbers: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored:
    """A difference that is no change of wording, with how often it stands."""

    what: str
    old: str
    new: str
    times: int


def list_entries(change: Change, statement: Statement, phrases: Phrases) -> list[Entry]:
    """Return the changes of wording in words; typographic ones are counted elsewhere."""
    return [
        _entry(edit, statement.places.get(edit.number, ("", "")), change, phrases)
        for edit in change.edits
        if edit.kind not in LAYOUT
    ]


def _entry(edit: Edit, places: tuple[str, str], change: Change, phrases: Phrases) -> Entry:
    kind = kind_of(edit)
    sentence = _sentence(edit, kind, change, phrases)
    old, new = _words(edit, kind)
    return Entry(
        number=edit.number,
        kind=kind,
        group=group_of(kind),
        glyph=GLYPHS.get(kind, "Aa"),
        tag=name_of_kind(kind, phrases),
        also=_other_labels(edit, kind, phrases),
        place=_place(kind, places, phrases),
        watched=_watched(edit, phrases),
        sentence=sentence,
        old=shorten(old, _LONGEST_PASSAGE),
        new=shorten(new, _LONGEST_PASSAGE),
        dir=direction_of(edit.new or edit.old, change.language),
        deltas=tuple(_deltas(edit, phrases)),
        direction=_direction(edit, kind),
        score=edit.score,
    )


def _words(edit: Edit, kind: str) -> tuple[str, str]:
    """The words that went and came; of a passage that moved only those that were edited, of a whole block none."""
    if kind in ("withdrawn", "added"):
        return "", ""
    if kind != "moved":
        return edit.old, edit.new
    gone, come = ([op.text.strip() for op in edit.ops if op.kind == side] for side in ("delete", "insert"))
    return " … ".join(filter(None, gone)), " … ".join(filter(None, come))


def name_of_kind(kind: str, phrases: Phrases) -> str:
    """Name a kind in the interface's language; a label nobody knows keeps its own name."""
    return phrases.say(f"kind.{kind}") if phrases.has(f"kind.{kind}") else kind


def _other_labels(edit: Edit, kind: str, phrases: Phrases) -> tuple[str, ...]:
    names = dict.fromkeys(str(label) for label in edit.labels)
    return tuple(name_of_kind(name, phrases) for name in names if name not in SHAPES and name not in (kind, WATCHED))


def _place(kind: str, places: tuple[str, str], phrases: Phrases) -> str:
    new, old = places
    if kind == "moved" and old and new and old != new:
        return f"{old} → {new}"
    return new or (phrases.say("place.was", place=old) if old else "")


def _watched(edit: Edit, phrases: Phrases) -> str:
    for label in edit.labels:
        if label == WATCHED:
            phrase = label.evidence or label.new or label.old
            return phrases.say("index.watched", phrase=phrase) if phrase else phrases.say("index.watched_plain")
    return ""


def _block_of(edit: Edit, change: Change) -> Block | None:
    at, blocks = (edit.new_block, change.new_blocks) if edit.new else (edit.old_block, change.old_blocks)
    return blocks[at] if at is not None and at < len(blocks) else None


def _sentence(edit: Edit, kind: str, change: Change, phrases: Phrases) -> str:
    quote = phrases.quote(shorten(edit.new or edit.old, 60))
    match kind:
        case "withdrawn" | "added":
            block = _block_of(edit, change)
            return phrases.say(
                "index.whole",
                what=name_of_whole(block, kind, phrases),
                words=phrases.say("count.words", count_words(edit.new or edit.old)),
                quote=quote,
            )
        case "moved":
            is_edited = any(op.kind != "equal" for op in edit.ops)
            return phrases.say("index.moved_edited" if is_edited else "index.moved", quote=quote)
        case _:
            return ""


def _deltas(edit: Edit, phrases: Phrases) -> Iterator[str]:
    seen = set()
    for label in edit.labels:
        told = phrases.delta(label.delta)
        if not told and label.direction and label in _GRADED:
            told = phrases.say("index.stronger" if label.direction == "up" else "index.weaker")
        if told and told not in seen:
            seen.add(told)
            yield told


def group_entries(entries: Sequence[Entry], phrases: Phrases) -> list[Group]:
    """Gather a long list into folds of fifty; a short one stands whole."""
    if len(entries) <= _MOST_UNGROUPED:
        return [Group(label="", kinds="", entries=tuple(entries))] if entries else []
    groups = []
    for start in range(0, len(entries), _GROUP):
        part = tuple(entries[start : start + _GROUP])
        kinds = Counter(entry.tag for entry in part).most_common(_MOST_KINDS_IN_GROUP)
        groups.append(
            Group(
                label=phrases.say("view.group", first=part[0].number, last=part[-1].number),
                kinds=", ".join(f"{name} {phrases.number(times)}" for name, times in kinds),
                entries=part,
            )
        )
    return groups


def list_heaviest(entries: Sequence[Entry]) -> list[Entry]:
    """Return the ten weightiest changes of a list that is too long to be read whole, the weightiest first."""
    if len(entries) <= _MOST_UNGROUPED:
        return []
    heaviest = sorted(entries, key=lambda entry: (-entry.score, entry.number))[:_MOST_HEAVIEST]
    return [
        replace(one, old=shorten(one.old, _SHORT_PASSAGE), new=shorten(one.new, _SHORT_PASSAGE)) for one in heaviest
    ]


def _direction(edit: Edit, kind: str) -> str:
    told = [label.direction for label in edit.labels if label == kind and label in _GRADED and label.direction]
    return told[0] if told else ""


def list_chips(entries: Sequence[Entry], phrases: Phrases) -> list[Chip]:
    """Count the entries by kind, in the order in which the kinds first appear."""
    chips = []
    for kind in dict.fromkeys(entry.kind for entry in entries):
        own = [entry for entry in entries if entry.kind == kind]
        known = phrases.has(f"chip.{kind}")
        words = phrases.say(f"chip.{kind}", len(own)) if known else phrases.say("chip.other", len(own), name=kind)
        chips.append(
            Chip(
                kind=kind,
                group=own[0].group,
                glyph=own[0].glyph,
                count=len(own),
                words=words,
                first=own[0].number,
                directions=_count_directions(own, phrases),
            )
        )
    return chips


def _count_directions(entries: Sequence[Entry], phrases: Phrases) -> str:
    counted = Counter(entry.direction for entry in entries if entry.direction)
    ways = [(way, "stronger" if way == "up" else "weaker") for way in ("up", "down") if counted[way]]
    if len(entries) == 1 and ways:
        return phrases.say(f"index.{ways[0][1]}")
    return ", ".join(phrases.say(f"chip.{name}", counted[way]) for way, name in ways)


def count_changed_words(change: Change) -> tuple[int, int]:
    """Count the words that went and that came; words of an unedited move did neither."""
    gone = come = 0
    for edit in change.edits:
        if edit.kind in LAYOUT:
            continue
        gone += sum(count_words(op.text) for op in edit.ops if op.kind == "delete")
        come += sum(count_words(op.text) for op in edit.ops if op.kind == "insert")
    return gone, come


# ---------------------------------------------------------------- where


def list_segments(statement: Statement, entries: Sequence[Entry], phrases: Phrases) -> list[Segment]:
    """Cut the statement into a bar of at most sixteen stretches, each with the changes that stand in it."""
    group = {entry.number: entry.group for entry in entries}
    stretches: list[tuple[list[View], bool]] = []
    for view in statement.rows:
        is_changed = any(number in group for number in view.numbers)
        if stretches and not is_changed and not stretches[-1][1]:
            stretches[-1][0].append(view)
        else:
            stretches.append(([view], is_changed))
    while len(stretches) > _MOST_SEGMENTS:
        stretches = _halve(stretches)
    most = max((sum(view.words for view in views) for views, _ in stretches), default=0)
    return [_segment(views, most, group, phrases) for views, _ in stretches]


def _halve(stretches: list[tuple[list[View], bool]]) -> list[tuple[list[View], bool]]:
    halved = []
    for index in range(0, len(stretches), 2):
        pair = stretches[index : index + 2]
        halved.append(([view for views, _ in pair for view in views], any(is_changed for _, is_changed in pair)))
    return halved


def _segment(views: Sequence[View], most: int, group: dict[int, str], phrases: Phrases) -> Segment:
    weight = max(1, round(12 * sum(view.words for view in views) / most)) if most else 1
    numbers = sorted({number for view in views for number in view.numbers if number in group})
    if not numbers:
        return Segment(weight=weight, group="", first=0, numbers="", label="")
    groups = list(dict.fromkeys(group[number] for number in numbers))
    told = _numbers(numbers)
    place = next(view.place for view in views if numbers[0] in view.numbers)
    changes = phrases.say("block.numbers", len(numbers), numbers=told)
    return Segment(
        weight=weight,
        group=groups[0] if len(groups) == 1 else "word",
        first=numbers[0],
        numbers=_short_numbers(numbers, told),
        label=phrases.say("block.changes", place=place, changes=changes),
    )


def _short_numbers(numbers: Sequence[int], told: str) -> str:
    """The numbers as they fit on a stretch of the bar; its label has the first and the last of them."""
    if len(numbers) <= 3:
        return told if numbers[-1] < _MOST_SHORT or len(numbers) == 1 else f"{numbers[0]} …"
    return f"{numbers[0]}–{numbers[-1]}" if numbers[-1] < _MOST_SHORT else f"{numbers[0]} …"


def _numbers(numbers: Sequence[int]) -> str:
    if len(numbers) <= 6:
        return ", ".join(map(str, numbers))
    return ", ".join(map(str, numbers[:5])) + f" … {numbers[-1]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """A link of the navigation: to one change, or to the first of a group."""

    number: int
    text: str
    label: str
    group: str


def list_jumps(entries: Sequence[Entry], phrases: Phrases) -> list[Jump]:
    """Return a link for every change, or for every group of changes when there are too many for one line."""
    if len(entries) <= _MOST_JUMPS:
        return [
            Jump(
                number=entry.number,
                text=str(entry.number),
                label=phrases.say("mark.link", number=entry.number, kind=entry.tag.lower()),
                group=entry.group,
            )
            for entry in entries
        ]
    size = -(-len(entries) // 10)
    groups = [entries[start : start + size] for start in range(0, len(entries), size)]
    return [
        Jump(
            number=group[0].number,
            text=str(group[0].number) if len(group) == 1 else f"{group[0].number}–{group[-1].number}",
            label=_name_group(group, phrases),
            group="word",
        )
        for group in groups
    ]


def _name_group(group: Sequence[Entry], phrases: Phrases) -> str:
    if len(group) == 1:
        return phrases.say("mark.link", number=group[0].number, kind=group[0].tag.lower())
    return phrases.say("view.group", first=group[0].number, last=group[-1].number)


# ---------------------------------------------------------------- what was not shown


def list_ignored(change: Change, phrases: Phrases) -> tuple[int, list[Ignored]]:
    """Count the typographic differences, and list their kinds, the most frequent first."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for row in lay_out(change).rows:
        for run in row.runs:
            if run.kind == "cosmetic":
                is_break = None in (run.old_block, run.new_block) and not (run.old + run.new).strip()
                for old, new in _smallest(run.old, run.new):
                    seen[("break" if is_break else _what(old, new), old, new)] += 1
    listed = sorted(seen.items(), key=lambda item: (-item[1], item[0]))[:_MOST_KINDS_LISTED]
    return seen.total(), [
        Ignored(what=phrases.say(f"ignored.{what}"), old=spell(old), new=spell(new), times=times)
        for (what, old, new), times in listed
    ]


def _smallest(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Cut what two spellings share at both ends; letter by letter where they are equally long."""
    if len(old) == len(new):
        yield from ((one, other) for one, other in zip(old, new, strict=True) if one != other)
        return
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    yield old[head : len(old) - tail], new[head : len(new) - tail]


def _what(old: str, new: str) -> str:
    both = old + new
    if _BREAK.search(both):
        return "break"
    if not both.strip():
        return "space"
    for name, pattern in (("quote", _QUOTE), ("dash", _DASH), ("control", _INVISIBLE)):
        if pattern.search(both):
            return name
    return "case" if old.casefold() == new.casefold() else "other"


def list_format_events(change: Change, phrases: Phrases) -> list[tuple[str, int]]:
    """Count the differences beside the text by what they are."""
    seen: Counter[str] = Counter()
    for event in change.format_events:
        key = f"format.{event.kind}"
        name = phrases.say(key) if phrases.has(key) else event.kind
        seen[clean(f"{name} ({event.detail})" if event.detail else name)] += 1
    return sorted(seen.items(), key=lambda item: (-item[1], item[0]))[:_MOST_KINDS_LISTED]
