"""A note follows the passage it is about into later versions, and says what became of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statediff.differ import diff
from statediff.differ.carrying import carry

OLD = (
    "The two ministers met in Kyiv.\n\n"
    "The Ministry signed a letter of intent about 1,200 launchers.\n\n"
    "The programme begins in May and lasts for five years in all.\n\n"
    "The last word is theirs. The value is 3 million."
)
NEW = (
    "The two ministers met in Kyiv.\n\n"
    "The programme begins in May and lasts for five years in all.\n\n"
    "A new paragraph stands here.\n\n"
    "The Ministry signed an agreement about 1,100 launchers.\n\n"
    "The last word is theirs. The value is 4 million."
)


def follow(old: str, new: str, quote: str) -> tuple[str, str]:
    start = old.index(quote)
    carried = carry(diff(old, new), start, start + len(quote))
    return carried.state, new[carried.start : carried.end]


@pytest.mark.parametrize(
    ("quote", "state", "now"),
    [
        ("met in Kyiv", "same", "met in Kyiv"),
        ("programme begins in May", "same", "programme begins in May"),
        ("The last word is theirs.", "same", "The last word is theirs."),
        ("3 million", "reworded", "4 million"),
        ("3", "reworded", "4"),
        ("1,200 launchers", "reworded", "1,100 launchers"),
        ("letter of intent", "reworded", "agreement"),
        (
            "The Ministry signed a letter of intent about 1,200 launchers.",
            "reworded",
            "The Ministry signed an agreement about 1,100 launchers.",
        ),
    ],
)
def test_a_passage_is_found_where_it_stands_now(quote: str, state: str, now: str) -> None:
    assert follow(OLD, NEW, quote) == (state, now)


@pytest.mark.parametrize(
    ("old", "new", "quote", "state", "now"),
    [
        (
            "Ми підписали лист про наміри. Договір діє п'ять років.",
            "Ми підписали угоду. Договір діє п'ять років.",
            "лист про наміри",
            "reworded",
            "угоду",
        ),
        ("Le texte est signé à Paris. Il vaut 3 ans.", "Le texte est signé à Paris.", "Il vaut 3 ans", "withdrawn", ""),
        ("部长今天在北京签署了协议。", "部长今天在上海签署了协议。", "北京", "reworded", "上海"),
    ],
)
def test_passages_are_followed_in_other_languages(old: str, new: str, quote: str, state: str, now: str) -> None:
    assert follow(old, new, quote) == (state, now)


def test_a_withdrawn_passage_has_the_place_where_it_stood() -> None:
    old = "One paragraph stays here.\n\nThe envoy resigned at noon.\n\nAnother paragraph stays too."
    new = "One paragraph stays here.\n\nAnother paragraph stays too."

    carried = carry(diff(old, new), old.index("envoy"), old.index("envoy") + 5)

    assert (carried.state, carried.start) == ("withdrawn", carried.end)
    assert new[: carried.start].strip() == "One paragraph stays here."


def test_a_passage_that_moved_keeps_its_words_and_says_that_it_moved() -> None:
    first = "The commission publishes its report on fisheries every autumn in Brussels."
    second = "Delegations from eleven coastal regions attended the opening ceremony yesterday."
    third = "Minister Kovalenko thanked volunteers who repaired bridges near Chernihiv."
    old, new = f"{first}\n\n{second}\n\n{third}", f"{second}\n\n{third}\n\n{first}"

    state, now = follow(old, new, "report on fisheries")

    assert (state, now) == ("moved", "report on fisheries")


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2), (0, 999)])
def test_a_place_that_is_no_passage_is_refused(start: int, end: int) -> None:
    change = diff("Some words.", "Some words.")

    with pytest.raises(ValueError, match="there is no passage"):
        carry(change, start, end)


WORDS = st.lists(st.sampled_from(("The", "treaty", "holds.", "Envoys", "met", "1,200", "\n\n", "Київ.")), max_size=24)


@given(old=WORDS, new=WORDS, place=st.integers(0, 200), length=st.integers(1, 60))
def test_a_carried_passage_lies_in_the_new_text_and_the_same_words_are_the_same(
    old: list[str], new: list[str], place: int, length: int
) -> None:
    before, after = " ".join(old), " ".join(new)
    start = min(place, max(len(before) - 1, 0))
    end = min(start + length, len(before))
    if start == end:
        return

    carried = carry(diff(before, after), start, end)

    assert 0 <= carried.start <= carried.end <= len(after)
    if carried.state in {"same", "moved"} and carried.end - carried.start == end - start:
        assert after[carried.start : carried.end].split() == before[start:end].split()


@given(text=WORDS, place=st.integers(0, 200), length=st.integers(1, 60))
def test_in_an_unchanged_text_every_passage_stays_where_it_is(text: list[str], place: int, length: int) -> None:
    whole = " ".join(text)
    start = min(place, max(len(whole) - 1, 0))
    end = min(start + length, len(whole))
    if not whole[start:end].strip():
        return

    carried = carry(diff(whole, whole), start, end)

    assert whole[carried.start : carried.end].strip() == whole[start:end].strip()
