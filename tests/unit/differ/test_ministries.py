"""How edits of ministries are labelled, judged and told, on invented pairs a person judged before seeing the result.

The first set of 207 pairs was written before the rules were looked at: 39 of them failed at first sight. By label, what
was found, missed and told wrongly: figure 25, 0, 2; date 17, 0, 3; negation 8, 0, 0; steps on the ladder 25, 2, 0;
entity 11, 0, 12; attribution 9, 2, 0; scope 23, 0, 1; quote 6, 0, 0. In 18 pairs the severity was another, in 8 the
sentence did not say the essential. The truth of seven pairs was then widened: a list in another order may be
substantive, as may a sentence turned into the passive, and who is named as the source is a name as well.

The second set of 67 pairs was written when the rules had been mended: 4 failed at first sight, all of them traps; two
had a label too many (an acronym written out), two another severity (irregular modal verbs in the plural).

The third set, 74 harder pairs, was tried when all of that stood: 15 failed at first sight. Six lacked a label
("unable", "in principle", "instructed", a name that begins a sentence), three had one too many, six another severity
(shortened months and titles, "&"). The truth of two was widened then: "probably" is a hedge on the ladder as well.

The fourth set, 54 longer statements with small edits deep inside them: 3 failed at first sight, a year before "without"
that was read as a figure, and two traps, verbs in the plural.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from statediff.differ import describe, diff
from statediff.model import Change

_FOLDER = Path(__file__).parent / "ministries"
_FORK = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
_JUDGED = frozenset({"figure", "date", "negation", "up", "down", "entity", "attribution", "scope", "quote"})
_TURNED = {"up": "down", "down": "up"}
_MOST_FAULTS = 0.04
"""Share of the pairs that may be labelled, judged or told otherwise than a person did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPair:
    """Two wordings, the labels they must and may have, the severities they may have, and words their sentence needs."""

    language: str
    old: str
    new: str
    wanted: tuple[frozenset[str], ...]
    allowed: frozenset[str]
    severities: tuple[str, ...]
    essential: tuple[str, ...]


def read_pairs() -> Iterator[JudgedPair]:
    """Read lines such as "date,(scope) || substantive || It ends in {May|June}. || May; June" of every language."""
    for path in sorted(_FOLDER.rglob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("#"):
                continue
            labels, severities, forked, essential = line.split(" || ")
            names = [name for name in labels.split(",") if name != "-"]
            yield JudgedPair(
                language=path.stem,
                old=_FORK.sub(r"\1", forked),
                new=_FORK.sub(r"\2", forked),
                wanted=tuple(frozenset(name.split("/")) for name in names if name[0] != "("),
                allowed=frozenset(part for name in names for part in name.strip("()").split("/")),
                severities=tuple(severities.split("/")),
                essential=() if essential == "-" else tuple(essential.split("; ")),
            )


def turn(pair: JudgedPair) -> JudgedPair:
    """Return the pair the other way round."""

    def turned(names: frozenset[str]) -> frozenset[str]:
        return frozenset(_TURNED.get(name, name) for name in names)

    return JudgedPair(
        language=pair.language,
        old=pair.new,
        new=pair.old,
        wanted=tuple(map(turned, pair.wanted)),
        allowed=turned(pair.allowed),
        severities=pair.severities,
        essential=pair.essential,
    )


def plain(text: str) -> str:
    return text.casefold().replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def find_faults(pair: JudgedPair, change: Change) -> list[str]:
    labels = [label for edit in change.edits for label in edit.labels]
    names = {label.direction if label in ("modality", "commitment") else str(label) for label in labels} & _JUDGED
    faults = [f"lacks {'/'.join(sorted(want))}" for want in pair.wanted if not want & names]
    faults += [f"has {name}" for name in sorted(names - pair.allowed)]
    if change.severity not in pair.severities:
        faults.append(f"is {change.severity}")
    told = plain(describe(change, pair.language))
    return faults + [f"does not tell {word}" for word in pair.essential if plain(word) not in told]


def test_over_a_third_of_the_pairs_are_traps_and_no_pair_stands_twice() -> None:
    pairs = list(read_pairs())

    assert len({(pair.language, pair.old, pair.new) for pair in pairs}) == len(pairs)
    assert sum(not pair.wanted for pair in pairs) * 3 >= len(pairs)
    assert all(pair.old != pair.new for pair in pairs)


@pytest.mark.parametrize("is_turned", [False, True], ids=["as written", "the other way round"])
def test_edits_of_ministries_are_labelled_judged_and_told_as_a_person_would(is_turned: bool) -> None:
    pairs = [turn(pair) if is_turned else pair for pair in read_pairs()]

    faults = {pair: find_faults(pair, diff(pair.old, pair.new, language=pair.language)) for pair in pairs}

    found = [f"{pair.language} {pair.old} => {pair.new}: {', '.join(told)}" for pair, told in faults.items() if told]
    assert len(found) <= _MOST_FAULTS * len(pairs), "\n".join(found)
