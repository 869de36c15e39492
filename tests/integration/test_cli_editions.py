"""The verb that compares editions, on the three languages of the demonstration."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from commandline import CommandLine
from statediff import demo


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("played") / "demo"
    demo.run(folder)
    return folder


@pytest.fixture
def run(played: Path, tmp_path: Path) -> CommandLine:
    shutil.copytree(played, tmp_path / "watch")
    return CommandLine(tmp_path / "watch")


def differing(document: Mapping[str, Any]) -> list[tuple[str, list[str | None]]]:
    return [
        (fact["topic"] or fact["kind"], [cell and cell["text"] for cell in fact["cells"]])
        for fact in document["facts"]
        if fact["verdict"] != "agrees"
    ]


FIGURES = [
    ("figure", ["95 million euros", "120 millions d’euros", "120 млн євро"]),
    ("date", ["30 September 2026", "30 juin 2026", "30 червня 2026 року"]),
]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-03-02", []),
        ("2026-03-03T12:00", [("instrument", ["agreement", "lettre d’intention", "угоду"])]),
        ("2026-03-03", []),
        ("2026-03-04T12:00Z", FIGURES),
        ("2026-03-04", FIGURES),
        ("2026-03-05", FIGURES),
        ("2026-03-06", FIGURES),
        ("2026-03-07", FIGURES),
        ("2026-03-08", [("instrument", ["letter of intent", "accord", "лист про наміри"])]),
    ],
)
def test_every_planted_difference_of_the_demonstration_is_found_and_no_other(
    run: CommandLine, at: str, expected: list[object]
) -> None:
    document = run("editions", "statement-fr", "--at", at, "--json").document

    assert differing(document) == expected
    assert document["has_differences"] is bool(expected)


def test_an_edition_that_has_not_followed_is_named_with_the_window_of_the_change(run: CommandLine) -> None:
    document = run("editions", "statement-uk", "--at", "2026-03-04T12:00", "--json").document

    figure = next(fact for fact in document["facts"] if fact["verdict"] == "differs")
    assert figure["changes"] == [
        {
            "source": "statement-en",
            "version": 3,
            "before": "120 million euros",
            "now": "95 million euros",
            "after": "2026-03-03T20:00:06Z",
            "at": "2026-03-04T08:00:06Z",
            "not_followed_by": ["statement-fr", "statement-uk"],
        }
    ]
    assert figure["sentence"] == (
        "en: 95 million euros; fr and uk: 120 millions d’euros / 120 млн євро. "
        "en changed between 2026-03-03 20:00 UTC and 2026-03-04 08:00 UTC (120 million euros became 95 million euros); "
        "fr still says 120 millions d’euros as last seen 2026-03-04 08:00 UTC; "
        "uk still says 120 млн євро as last seen 2026-03-04 08:00 UTC."
    )


def test_the_table_shows_what_differs_or_changed_and_ends_with_one_sentence(run: CommandLine) -> None:
    finished = run("editions", "statement-en")

    assert "letter of intent" in finished.out
    assert "Ліоні" not in finished.out
    assert finished.out.splitlines()[-1] == "One fact of 30 differs between the 3 editions."
    assert "\x1b" not in finished.out


def test_all_facts_are_shown_when_asked_for(run: CommandLine) -> None:
    finished = run("editions", "statement-en", "--all")

    assert "1er mars 2026" in finished.out


def test_words_of_agreement_are_told_in_the_language_that_is_asked_for(run: CommandLine) -> None:
    assert "Un fait sur 30 diffère" in run("editions", "statement-en", "--language", "fr").out
    assert "Між виданнями" in run("editions", "statement-en", "--language", "uk").out


def test_a_difference_is_an_exit_code_only_when_asked_for(run: CommandLine) -> None:
    assert run("editions", "statement-en").code == 0
    assert run("editions", "statement-en", "--exit-code").code == 1
    assert run("editions", "statement-en", "--exit-code", "--at", "2026-03-02").code == 0


def test_a_rejected_link_parts_editions_and_a_later_word_joins_them_again(run: CommandLine) -> None:
    run("editions", "--reject", "statement-en", "statement-uk", "--reviewer", "Ann")
    parted = run("editions", "--json").document
    run("editions", "--link", "statement-en", "statement-fr", "--reviewer", "Ben")
    joined = run("editions", "--json").document

    assert [[source["id"] for source in group["sources"]] for group in parted["groups"]] == [
        ["statement-fr", "statement-uk"]
    ]
    assert [[source["id"] for source in group["sources"]] for group in joined["groups"]] == [
        ["statement-en", "statement-fr", "statement-uk"]
    ]


def test_unlinked_editions_are_suggested_with_reasons_and_a_rejected_pair_never_again(run: CommandLine) -> None:
    run("editions", "--reject", "statement-en", "statement-uk", "--reviewer", "Ann")

    found = run("editions", "--suggest", "--json").document["suggestions"]

    assert [(one["source"], one["edition_of"]) for one in found] == [("statement-fr", "statement-en")]
    assert "13 of 13 figures, dates and names are the same" in found[0]["reasons"]


def test_a_link_without_a_person_is_refused(run: CommandLine) -> None:
    finished = run("editions", "--link", "statement-en", "statement-uk")

    assert finished.code == 2
    assert "nobody says who decided" in finished.sentence


@pytest.mark.parametrize(
    "arguments",
    [
        ("editions", "nothing"),
        ("editions", "--link", "statement-en", "nothing", "--reviewer", "Ann"),
        ("editions", "--link", "statement-en", "statement-en", "--reviewer", "Ann"),
        ("editions", "statement-en", "--suggest"),
        ("editions", "statement-en", "--at", "2026-02-01"),
    ],
)
def test_a_call_that_names_nothing_is_answered_in_one_sentence(run: CommandLine, arguments: tuple[str, ...]) -> None:
    finished = run(*arguments)

    assert finished.code == 2
    assert finished.sentence
    assert not finished.out


def test_an_instant_that_is_none_is_a_usage_error(run: CommandLine) -> None:
    assert run("editions", "statement-en", "--at", "yesterday").code == 2
