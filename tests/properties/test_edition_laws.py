"""Laws of comparing editions: a statement agrees with itself, order says nothing, no changed figure is missed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planted import LANGUAGES, load_statements, texts_of
from statediff.desk.editions.judging.comparison import Comparison, compare_readings
from statediff.desk.editions.judging.findings import Finding
from statediff.desk.editions.reading import read_edition

STATEMENTS = [(name, texts_of(statement)) for name, statement in load_statements("tuning")]
TEXTS = dict(STATEMENTS)


def compare(texts: Sequence[tuple[str, str]]) -> Comparison:
    return compare_readings([read_edition(text, language) for language, text in texts])


def told(comparison: Comparison, order: Sequence[str]) -> list[tuple[object, ...]]:
    """The findings without the numbers of editions."""
    return sorted(
        (
            finding.kind,
            finding.verdict,
            finding.topic,
            sorted((order[number], cell.quote) for number, cell in enumerate(finding.cells) if cell is not None),
            sorted(sorted(order[number] for number in group) for group in finding.groups),
            sorted(order[number] for number in finding.silent),
        )
        for finding in comparison.findings
    )


def covers(finding: Finding, edition: int, place: int) -> bool:
    cell = finding.cells[edition]
    return cell is not None and cell.start <= place < cell.end


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TEXTS)
def test_a_statement_agrees_with_itself(name: str, language: str) -> None:
    text = TEXTS[name][language]

    comparison = compare([(language, text), (language, text)])

    assert comparison.differing == ()
    assert comparison.findings


@given(st.sampled_from(sorted(TEXTS)), st.sampled_from(list(permutations(LANGUAGES))))
def test_the_order_of_editions_changes_no_verdict(name: str, order: tuple[str, ...]) -> None:
    texts = TEXTS[name]

    turned = compare([(language, texts[language]) for language in order])

    assert told(turned, order) == told(compare([(language, texts[language]) for language in LANGUAGES]), LANGUAGES)


@given(st.data())
def test_a_changed_figure_is_found_in_any_sentence(data: st.DataObject) -> None:
    texts = dict(TEXTS[data.draw(st.sampled_from(sorted(TEXTS)))])
    edition = data.draw(st.sampled_from(range(len(LANGUAGES))))
    cells = [finding.cells[edition] for finding in compare(list(texts.items())).findings if is_shared_figure(finding)]
    cell = data.draw(st.sampled_from([cell for cell in cells if cell is not None and cell.quote[:1].isdecimal()]))
    first = data.draw(st.sampled_from([digit for digit in "123456789" if digit != cell.quote[0]]))
    language = LANGUAGES[edition]
    texts[language] = texts[language][: cell.start] + first + texts[language][cell.start + 1 :]

    comparison = compare(list(texts.items()))

    assert any(
        finding.verdict != "agrees"
        and finding.kind in ("figure", "date", "name")
        and covers(finding, edition, cell.start)
        for finding in comparison.findings
    )


def is_shared_figure(finding: Finding) -> bool:
    return finding.kind == "figure" and finding.verdict == "agrees" and None not in finding.cells


PIECES = [
    *["1", "A", "ж", "'", "-", ",", ".", "/", "%", "€", "½", "\n\n", "\t"],
    "1,200",
    "M€",
    "14. Mai",
    "٤٨٠",
    "SAMP/T",
    "пів",
    "10:30",
    "2024-25",
    "may",
]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["en", "fr", "uk", "de", "ar", "zh"]),
            st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join) | st.text(max_size=80),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_any_texts_are_compared_and_every_cell_stands_where_it_says(texts: list[tuple[str, str]]) -> None:
    for finding in compare(texts).findings:
        for cell, (_, text) in zip(finding.cells, texts, strict=True):
            assert cell is None or text[cell.start : cell.end].strip()
