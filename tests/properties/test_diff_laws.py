"""Laws of the comparison that hold for any two texts, in any script."""

from __future__ import annotations

import re
import unicodedata

import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from statediff.differ import describe, diff
from statediff.model import SEVERITIES, Block, BlockKind, Change, EditKind, Op, Span, Wording

WORDS = re.split(
    " ",
    "The ministers signed an agreement on 1,200 drones by 30 June 2026 not all will may said “we agree” U.S. it’s F-16 "
    "L’accord n’est pas signé 1 200 obus 3 milliards d’euros aujourd’hui été "
    "Сторони підписали угоду про п’ять систем 1,2 млрд грн не всі Києва об'єкт "
    "وقع الوزيران اتفاقية ١٢٣ שלום הסכם 部 长 今 天 签 署 です。 👩‍👩‍👧 é 🇺🇦 co\u00adoperation . , ; … — - ( ) !",
)
ENDS = (". ", "? ", "\n\n", " ", " ", " ", "  ", "\t", "\n", "。", "")
ANY_TEXT = st.text(max_size=60)
SENTENCES = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(ENDS)), max_size=40).map(
    lambda pairs: "".join(word + (end if end.strip() else end or " ") for word, end in pairs)
)
CUTTING = regex.compile(r"(?<=[\p{L}\p{M}\p{N}])(?=[\p{L}\p{M}\p{N}])")
UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
laws = settings(max_examples=150, deadline=None)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str]:
    """Two texts, the second made from the first by taking words out, putting words in and moving a stretch."""
    words = draw(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(ENDS)), min_size=1, max_size=60))
    new = list(words)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(new)))
        kind = draw(st.sampled_from(("insert", "delete", "replace", "move")))
        if kind == "insert":
            new[at:at] = [(draw(st.sampled_from(WORDS)), " ")]
        elif kind == "delete":
            del new[at : at + draw(st.integers(1, 8))]
        elif kind == "replace":
            new[at : at + 1] = [(draw(st.sampled_from(WORDS)), draw(st.sampled_from(ENDS)))]
        else:
            length = draw(st.integers(1, 20))
            part = new[at : at + length]
            del new[at : at + length]
            to = draw(st.integers(0, len(new)))
            new[to:to] = part
    return "".join(map("".join, words)), "".join(map("".join, new))


pairs = st.one_of(edited(), st.tuples(SENTENCES, SENTENCES), st.tuples(ANY_TEXT, ANY_TEXT))


def joined(text: str, spans: tuple[Span, ...], *, is_new: bool) -> str:
    return "".join(text[s.new_start : s.new_end] if is_new else text[s.old_start : s.old_end] for s in spans)


def cuts(text: str, place: int) -> bool:
    """Whether a place in a text stands between two letters or digits of one word or number."""
    if not 0 < place < len(text):
        return False
    if UNSPACED.match(text[place - 1]) or UNSPACED.match(text[place]):
        return unicodedata.combining(text[place]) != 0
    return CUTTING.match(text, place) is not None


@laws
@given(pairs)
def test_spans_cover_both_texts_whole_and_in_order(texts: tuple[str, str]) -> None:
    old, new = texts

    change = diff(old, new)

    assert (change.old_text, change.new_text) == (old, new)
    assert joined(old, change.spans, is_new=False) == old
    assert joined(new, change.spans, is_new=True) == new
    ends = [(0, 0), *((span.old_end, span.new_end) for span in change.spans)]
    assert [(span.old_start, span.new_start) for span in change.spans] == ends[:-1]


@laws
@given(pairs)
def test_equal_spans_hold_the_same_letters_and_cosmetic_ones_the_same_words(texts: tuple[str, str]) -> None:
    change = diff(*texts)

    for span in (*change.spans, *(span for move in change.moves for span in move.spans)):
        before = change.old_text[span.old_start : span.old_end]
        after = change.new_text[span.new_start : span.new_end]
        if span.kind == "equal":
            assert before == after
        elif span.kind == "moved-from":
            assert before
            assert not after
        elif span.kind == "moved-to":
            assert after
            assert not before


@laws
@given(pairs)
def test_operations_rebuild_both_sides_of_each_edit(texts: tuple[str, str]) -> None:
    def side(ops: tuple[Op, ...], kind: str) -> str:
        return "".join(op.text for op in ops if op.kind in ("equal", kind))

    change = diff(*texts)

    for edit in change.edits:
        assert side(edit.ops, "delete") == edit.old == change.old_text[edit.old_start : edit.old_end]
        assert side(edit.ops, "insert") == edit.new == change.new_text[edit.new_start : edit.new_end]


@laws
@given(pairs)
def test_every_difference_belongs_to_one_edit(texts: tuple[str, str]) -> None:
    change = diff(*texts)

    moved = [edit for edit in change.edits if edit.kind is EditKind.MOVED]
    others = [edit for edit in change.edits if edit.kind is not EditKind.MOVED]
    assert len(moved) == len(change.moves)
    for span in change.spans:
        if span.kind in ("change", "cosmetic"):
            holding = [
                edit
                for edit in others
                if edit.old_start <= span.old_start
                and span.old_end <= edit.old_end
                and edit.new_start <= span.new_start
                and span.new_end <= edit.new_end
            ]
            assert holding


@laws
@given(pairs)
def test_without_moves_the_edits_turn_the_old_text_into_the_new_one(texts: tuple[str, str]) -> None:
    change = diff(*texts)

    if not change.moves:
        text = change.old_text
        for edit in sorted(change.edits, key=lambda edit: (edit.old_start, edit.new_start), reverse=True):
            text = text[: edit.old_start] + edit.new + text[edit.old_end :]
        assert text == change.new_text


@laws
@given(pairs)
def test_no_edit_starts_or_ends_inside_a_word_or_number(texts: tuple[str, str]) -> None:
    change = diff(*texts)

    for edit in change.edits:
        for text, start, end in (
            (change.old_text, edit.old_start, edit.old_end),
            (change.new_text, edit.new_start, edit.new_end),
        ):
            assert start == end or not (cuts(text, start) or cuts(text, end)), (edit.old, edit.new)


@laws
@given(st.one_of(SENTENCES, ANY_TEXT))
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    change = diff(text, text)

    assert (change.severity, change.edits, change.moves, change.score) == ("none", (), (), 0.0)
    assert all(span.kind == "equal" for span in change.spans)


@laws
@given(st.one_of(SENTENCES, ANY_TEXT))
def test_composed_and_decomposed_letters_are_the_same_words(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)

    change = diff(composed, decomposed)

    assert change.severity in ("none", "cosmetic")


@laws
@given(pairs)
def test_numbers_are_given_without_a_gap_and_words_come_before_layout(texts: tuple[str, str]) -> None:
    change = diff(*texts)

    layout = [edit.kind in (EditKind.COSMETIC, EditKind.SPLIT, EditKind.MERGED) for edit in change.edits]
    assert [edit.number for edit in change.edits] == list(range(1, len(change.edits) + 1))
    assert layout == sorted(layout)


@laws
@given(pairs)
def test_every_edit_has_a_label_and_a_score_and_the_change_a_sentence(texts: tuple[str, str]) -> None:
    change = diff(*texts)

    assert all(edit.labels and 0 < edit.score < 1 for edit in change.edits)
    assert change.score == max((edit.score for edit in change.edits), default=0.0)
    assert change.severity in SEVERITIES
    assert all(describe(change, language).endswith(".") for language in ("en", "fr", "uk"))


@laws
@given(pairs)
def test_severity_is_none_exactly_when_the_texts_are_the_same(texts: tuple[str, str]) -> None:
    change = diff(*texts)

    assert (change.severity == "none") == (texts[0] == texts[1])


@laws
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), st.lists(st.sampled_from(WORDS), max_size=12))
def test_wordings_obey_the_laws_of_strings(old: list[str], new: list[str]) -> None:
    def wording(texts: list[str]) -> Wording:
        kinds = (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ROW)
        return Wording(
            blocks=tuple(
                Block(kind=kinds[k % 3], text="\t".join([text] * (k % 3 or 1))) for k, text in enumerate(texts)
            )
        )

    change: Change = diff(wording(old), wording(new))

    assert joined(change.old_text, change.spans, is_new=False) == wording(old).text
    assert joined(change.new_text, change.spans, is_new=True) == wording(new).text
    assert all(edit.old_block is None or edit.old_block < len(old) for edit in change.edits)
    assert all(edit.new_block is None or edit.new_block < len(new) for edit in change.edits)
