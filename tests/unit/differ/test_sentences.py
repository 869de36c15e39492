"""Sentences: where a block's text is cut."""

from __future__ import annotations

import pytest

from statediff.differ.sentences import cut_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in cut_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One here. Two there! Three?", ["One here.", "Two there!", "Three?"]),
        ("Mr. Brown met Gen. Lee. They spoke.", ["Mr. Brown met Gen. Lee.", "They spoke."]),
        ("The U.S. Navy sailed. It rained.", ["The U.S. Navy sailed.", "It rained."]),
        ("M. Dupont est venu. Il a parlé.", ["M. Dupont est venu.", "Il a parlé."]),
        ("Надано 5 млн. Потім 3 млрд грн.", ["Надано 5 млн. Потім 3 млрд грн."]),
        ("Сесія о 10 год. ранку. Далі перерва.", ["Сесія о 10 год. ранку.", "Далі перерва."]),
        ("“We agree.” They left.", ["“We agree.”", "They left."]),
        ("会议很成功。下次在东京！", ["会议很成功。", "下次在东京！"]),
        ("هل وافقوا؟ نعم وافقوا.", ["هل وافقوا؟", "نعم وافقوا."]),
        ("It cost 1.5 million. Fine.", ["It cost 1.5 million.", "Fine."]),
        ("   ", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_text_without_full_stops_is_cut_by_its_content_alike_wherever_it_begins() -> None:
    words = " ".join(f"word{k * k % 997}" for k in range(2000))

    whole, later = sentences(words), sentences("quite another beginning " + words)

    assert max(map(len, whole)) < 4000
    assert len(set(whole) & set(later)) > len(whole) // 2


def test_the_mark_of_a_note_belongs_to_the_sentence_it_stands_behind() -> None:
    text = "The treaty was signed. [6] It enters into force in May."

    found = [text[start:end] for start, end in cut_sentences(text, 0, len(text))]

    assert found == ["The treaty was signed. [6]", "It enters into force in May."]


def test_the_number_of_a_list_item_belongs_to_the_sentence_behind_it() -> None:
    text = "3. The fleet sails. IV. The band plays."

    found = [text[start:end] for start, end in cut_sentences(text, 0, len(text))]

    assert found == ["3. The fleet sails.", "IV. The band plays."]
