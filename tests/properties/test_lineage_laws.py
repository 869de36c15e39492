"""Laws of the lineage: every sentence once and in order, and no origin that the wordings contradict."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from statediff.desk.lineage import BlamedSentence, cut_wording, trace
from statediff.model import Block, BlockKind, Wording

SENTENCES = (
    "The two ministers signed a letter of intent on joint production.",
    "The two ministers signed an agreement on joint production.",
    "The fund may pay for the first 1,200 kits.",
    "The fund will pay for the first 1,100 kits.",
    "Обидва міністерства підписали лист про наміри.",
    "Обидва міністерства підписали угоду.",
    "Les deux ministères ont signé un accord à l’été.",
    "Thank you.",
    "双方签署了意向书。",
    "وَقَّعَ الوزيران اتفاقية.",
)
PARAGRAPHS = st.lists(st.one_of(st.sampled_from(SENTENCES), st.text(max_size=30)), max_size=4).map(" ".join)


def wording(paragraphs: Sequence[str]) -> Wording:
    kinds = (BlockKind.PARAGRAPH, BlockKind.ROW, BlockKind.HEADING)
    return Wording(
        blocks=tuple(Block(kind=kinds[len(text) % 3], text=text, cells=(text,)) for text in paragraphs), language="en"
    )


WORDINGS = st.lists(PARAGRAPHS, max_size=5).map(wording)
HISTORIES = st.lists(WORDINGS, min_size=1, max_size=5)


def blame(history: Sequence[Wording]) -> tuple[BlamedSentence, ...]:
    return trace(enumerate(history, start=1))


@settings(max_examples=60, deadline=None)
@given(HISTORIES)
def test_every_sentence_of_the_last_wording_stands_once_and_in_order(history: list[Wording]) -> None:
    lines = blame(history)

    text = history[-1].text
    assert tuple(one.sentence for one in lines) == cut_wording(history[-1])
    assert [text[one.sentence.start : one.sentence.end] for one in lines] == [one.sentence.text for one in lines]
    assert "".join(text.split()) == "".join("".join(one.sentence.text.split()) for one in lines)


@settings(max_examples=60, deadline=None)
@given(HISTORIES)
def test_a_sentence_stood_in_every_wording_since_the_one_that_brought_it_and_not_before(history: list[Wording]) -> None:
    keys = [[sentence.key for sentence in cut_wording(one)] for one in history]

    for one in blame(history):
        origin, key = one.origin, one.sentence.key
        assert 1 <= origin.since <= origin.version <= len(history)
        assert all(key in held for held in keys[origin.version - 1 :])
        if origin.version > 1:
            assert keys[origin.version - 2].count(key) < keys[origin.version - 1].count(key)
        assert all(key in keys[number - 1] for number in origin.restored)


@settings(max_examples=40, deadline=None)
@given(HISTORIES)
def test_what_was_replaced_stood_in_the_version_before(history: list[Wording]) -> None:
    for one in blame(history):
        if one.origin.replaced:
            before = history[one.origin.version - 2].text
            assert all(word in before for word in one.origin.replaced.split())


@settings(max_examples=60, deadline=None)
@given(WORDINGS)
def test_one_version_has_brought_all_of_it(only: Wording) -> None:
    assert all((one.origin.version, one.origin.since, one.origin.replaced) == (1, 1, "") for one in blame([only]))


@settings(max_examples=40, deadline=None)
@given(WORDINGS, WORDINGS)
def test_what_went_and_came_back_is_restored_by_the_third_version(first: Wording, second: Wording) -> None:
    lines = blame([first, second, first])

    held = {sentence.key for sentence in cut_wording(second)}
    for one in lines:
        if one.sentence.key not in held:
            assert (one.origin.version, one.origin.since, one.origin.restored) == (3, 1, (3,))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(SENTENCES), unique=True).flatmap(
        lambda texts: st.tuples(st.just(texts), st.permutations(texts))
    )
)
def test_moves_alone_bring_nothing(texts: tuple[list[str], list[str]]) -> None:
    one, other = (Wording(blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in each)) for each in texts)

    assert all(line.origin.version == 1 for line in blame([one, other]))


@settings(max_examples=60, deadline=None)
@given(HISTORIES)
def test_the_same_wording_again_changes_no_origin(history: list[Wording]) -> None:
    assert blame([*history, history[-1]]) == blame(history)
