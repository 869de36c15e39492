"""Nine texts that are hard to compare: each makes some way of comparing take minutes; for benchmarks/differ.py."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator

WORDS = 50_000
MEGABYTE = 1_000_000


def make_hostile_texts() -> Iterator[tuple[str, str, str]]:
    """Yield (what is hard about it, old, new), always the same ones."""
    dice = random.Random("hostile")
    vocabulary = ["".join(dice.choices(string.ascii_lowercase, k=dice.randint(3, 9))) for _ in range(5_000)]
    yield "nothing in common but words", _prose(dice, vocabulary), _prose(dice, vocabulary)
    yield "two words that alternate", " ".join(["a", "b"] * (WORDS // 2)), " ".join(["b", "a", "a"] * (WORDS // 3))
    yield "the same paragraph four thousand times", *_boilerplate()
    yield "no full stop", *_without_stops(dice, vocabulary)
    letters = "".join(dice.choices(string.ascii_letters + string.digits, k=MEGABYTE))
    yield "one word of a megabyte", letters, letters[: MEGABYTE // 2] + "X" * 50 + letters[MEGABYTE // 2 + 50 :]
    yield (
        "sixty thousand combining marks",
        "a" + "\u0301\u0323" * 30_000 + " end.",
        "a" + "\u0323\u0301" * 30_000 + " fin.",
    )
    yield "a word of apostrophes", "a'" * 200_000, "a'" * 199_999 + "b"
    yield "five thousand like sentences shuffled", *_shuffled(dice)
    yield "one number of 300,000 digits", "1" * 300_000, "1" * 150_000 + "2" + "1" * 150_000


def _prose(dice: random.Random, vocabulary: list[str]) -> str:
    parts = []
    for place in range(WORDS):
        end = " " if place % 20 < 19 else "." + dice.choice(("\n\n", " ", " ", " ", " "))
        parts.append(dice.choice(vocabulary) + end)
    return "".join(parts)


def _boilerplate() -> tuple[str, str]:
    paragraph = "Read more about this topic here. Contact the press office."
    old = [paragraph] * 4_000
    new = [f"Item {k} was changed today by the ministry." if k % 50 == 0 else paragraph for k in range(4_000)]
    del new[100:400]
    return "\n\n".join(old), "\n\n".join(new)


def _without_stops(dice: random.Random, vocabulary: list[str]) -> tuple[str, str]:
    old = [dice.choice(vocabulary) for _ in range(WORDS)]
    new = []
    for word in old:
        chance = dice.random()
        if chance >= 0.005:
            new.append(dice.choice(vocabulary) if chance < 0.01 else word)
    return " ".join(old), " ".join(new)


def _shuffled(dice: random.Random) -> tuple[str, str]:
    old = [f"The joint alpha{k % 7} bravo charlie delta echo statement number {k} was agreed." for k in range(5_000)]
    new = [sentence.replace("agreed", "signed") for sentence in dice.sample(old, len(old))]
    return "\n\n".join(old), "\n\n".join(new)
