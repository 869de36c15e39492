"""Laws of the comparison in both directions: what came is what goes the other way, and typography never weighs."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statediff.differ import diff
from statediff.differ.tokens import cut
from statediff.model import Change, WatchPhrase

WORDS = re.split(
    " ",
    "The ministers signed an agreement on 1,200 drones by 30 June 2026 but may not deliver all of them before winter "
    "while the envoy said that Poland and France will pay €3 million for the repair of two old bridges over the river",
)
COSMETICS = {"'": "’", '"': "”", "-": "–", "...": "…", "é": "e\u0301", " ": "\u00a0", "ﬁ": "fi"}
laws = settings(max_examples=150, deadline=None)


@st.composite
def edited_sentences(draw: st.DrawFn) -> tuple[str, str]:
    """Paragraphs of sentences, and the same with some words replaced, taken out or put in."""
    count = draw(st.integers(1, 8))
    old = [
        [f"{draw(st.sampled_from(WORDS))}{k}" if k % 4 == 0 else draw(st.sampled_from(WORDS)) for k in range(12)]
        for _ in range(count)
    ]
    new = [list(sentence) for sentence in old]
    for _ in range(draw(st.integers(0, 4))):
        sentence = new[draw(st.integers(0, count - 1))]
        at = draw(st.integers(0, len(sentence)))
        sentence[at : at + draw(st.integers(0, 2))] = draw(st.lists(st.sampled_from(WORDS), max_size=2))
    return tuple("\n\n".join(" ".join(words) + "." for words in side) for side in (old, new))  # type: ignore[return-value]


def changed(change: Change) -> tuple[Counter[str], Counter[str]]:
    """The words that went and those that came."""
    sides: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for edit in change.edits:
        for op in edit.ops:
            if op.kind != "equal":
                sides[op.kind == "insert"].update(token for token in cut(op.text) if token[0].isalnum())
    return sides


@laws
@given(edited_sentences())
def test_the_other_way_round_as_many_words_came_as_went(texts: tuple[str, str]) -> None:
    there, back = diff(*texts, language="en"), diff(texts[1], texts[0], language="en")

    assert there.severity == back.severity
    assert sum(changed(there)[0].values()) == sum(changed(back)[1].values())
    assert sum(changed(there)[1].values()) == sum(changed(back)[0].values())


@laws
@given(st.lists(st.sampled_from([*WORDS, *COSMETICS, "it's", "e-mail", "café..."]), min_size=1, max_size=40))
def test_typography_alone_is_never_more_than_cosmetic(words: list[str]) -> None:
    old = new = " ".join(words)
    for one, other in COSMETICS.items():
        new = new.replace(one, other)

    assert diff(old, new).severity in ("none", "cosmetic")


HOSTILE = {
    "lone surrogates": ("a \ud800 b \udfff" * 50, "a \ud800 c \udfff" * 50),
    "NUL": ("a\x00b " * 2_000, "a\x00c " * 2_000),
    "a word of a million letters": ("w" * 1_000_000, "w" * 999_999),
    "sixty thousand combining marks": ("e" + "\u0301" * 60_000, "e" + "\u0302" * 60_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_strange_texts_have_a_result(name: str) -> None:
    old, new = HOSTILE[name]

    change = diff(old, new)

    assert change.severity == "substantive"
    assert (change.old_text, change.new_text) == (old, new)


BOILERPLATE = (
    " ".join(f"word{k}x" for k in range(1_500)),
    " ".join(f"other{k}y" if k % 3 == 0 else f"word{k}x" for k in range(1_500)),
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It delivers 1,200 drones.", "It delivers 1,100 drones."),
        ("It ends on 30 June.", "It ends on 30 July."),
        ("They will sign.", "They will not sign."),
        ("They may sign.", "They will sign."),
        ("They signed a letter of intent.", "They signed an agreement."),
        ("The kettle is on.\n\nFrance also sends the missiles.", "The kettle is on."),
    ],
)
def test_small_words_outrank_five_hundred_words_of_boilerplate(old: str, new: str) -> None:
    change = diff(f"{old}\n\n{BOILERPLATE[0]}", f"{new}\n\n{BOILERPLATE[1]}", language="en")

    first = max(change.edits, key=lambda edit: (edit.score, -edit.number))

    assert len(first.old) + len(first.new) < 100


def test_a_watched_phrase_outranks_everything_else() -> None:
    old = f"They will sign 1,200 pages.\n\nCruise missiles are on the table.\n\n{BOILERPLATE[0]}"
    new = f"They will not sign 1,100 pages.\n\nMany things are on the table.\n\n{BOILERPLATE[1]}"

    change = diff(old, new, language="en", watch=[WatchPhrase(phrase="cruise missile")])

    ranked = sorted(change.edits, key=lambda edit: -edit.score)
    assert [str(edit.labels[0]) for edit in ranked[:3]] == ["watch", "negation", "figure"]
