"""Sentences that an edition leaves out of a paragraph, how that came about, and what is only said otherwise."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from statediff.desk.editions.editions import Edition
from statediff.desk.editions.judging.comparison import Comparison, compare_readings
from statediff.desk.editions.reading import read_edition
from statediff.desk.editions.table.courses import Courses
from statediff.desk.editions.table.telling import Teller
from statediff.desk.editions.terms import WatchedTerms
from statediff.model import Block, BlockKind, Source, Version, Wording

EN = (
    "The bridge opens to lorries in May. The ministry will publish the toll tariff beforehand. "
    "Cyclists will cross it free of charge until 9 September."
)
FR = (
    "Le pont ouvre aux camions en mai. Le ministère publiera auparavant le tarif du péage. "
    "Les cyclistes le franchiront gratuitement jusqu’au 9 septembre."
)
UK = (
    "Міст відкривають для вантажівок у травні. Міністерство заздалегідь оприлюднить тариф за проїзд. "
    "Велосипедисти переїжджатимуть безкоштовно до 9 вересня."
)
UK_WITHOUT = "Міст відкривають для вантажівок у травні. Велосипедисти переїжджатимуть безкоштовно до 9 вересня."


def compare(**texts: str) -> Comparison:
    return compare_readings([read_edition(text, language) for language, text in texts.items()])


def test_a_sentence_that_one_edition_leaves_out_is_told() -> None:
    (finding,) = compare(en=EN, fr=FR, uk=UK_WITHOUT).differing

    assert (finding.kind, finding.topic, finding.verdict, finding.silent) == ("paragraph", "sentence", "missing", (2,))
    assert [cell.quote if cell is not None else None for cell in finding.cells] == [
        "The ministry will publish the toll tariff beforehand.",
        "Le ministère publiera auparavant le tarif du péage.",
        None,
    ]


def test_a_sentence_that_only_one_edition_has_is_told() -> None:
    (finding,) = compare(
        en=EN.replace("The ministry will publish the toll tariff beforehand. ", ""), fr=FR, uk=UK_WITHOUT
    ).differing

    assert (finding.silent, finding.groups) == ((0, 2), ((1,),))


def test_the_figures_of_a_sentence_that_is_left_out_are_not_told_as_well() -> None:
    comparison = compare(
        en="The camp opened in May. It holds 740 tents and 52 kitchens for families. Doctors visit it daily.",
        fr="Le camp a ouvert en mai. Il compte 740 tentes et 52 cuisines pour les familles. Des médecins y passent "
        "chaque jour.",
        uk="Табір відкрили у травні. Лікарі відвідують його щодня.",
    )

    assert [(finding.kind, finding.topic) for finding in comparison.differing] == [("paragraph", "sentence")]


@pytest.mark.parametrize(
    "uk",
    [
        UK.replace("травні. Міністерство", "травні, а міністерство"),
        UK.replace("травні. Міністерство", "травні; міністерство").replace("проїзд. В", "проїзд, а в"),
    ],
)
def test_sentences_that_are_joined_are_not_left_out(uk: str) -> None:
    assert compare(en=EN, fr=FR, uk=uk).differing == ()


def test_what_is_said_inside_another_sentence_is_not_left_out() -> None:
    comparison = compare(
        en="Envoys of 14 states met in Bergen. Envoys also came from Quito, where talks had begun in 1998.",
        uk="Посланці 14 держав, також із Кіто, де 1998 року почалися переговори, зібралися в Берґені.",
    )

    assert comparison.differing == ()


def edition(language: str, *texts: str) -> Edition:
    wordings = tuple(
        Wording(
            blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=part) for part in text.split("\n\n")), language=language
        )
        for text in texts
    )
    versions = tuple(
        Version(
            source_id=f"toll-{language}",
            number=number,
            wording=wording,
            snapshot=f"{number:064x}",
            extraction="10",
            first_seen_at=datetime(2026, 5, number, 8, tzinfo=UTC),
            last_seen_at=datetime(2026, 5, number, 20, tzinfo=UTC),
            previous_seen_at=datetime(2026, 5, number - 1, 20, tzinfo=UTC) if number > 1 else None,
        )
        for number, wording in enumerate(wordings, 1)
    )
    source = Source(id=f"toll-{language}", url=f"https://ministry.example/{language}", language=language)
    return Edition(source=source, versions=versions, wordings=wordings)


def test_it_is_told_when_an_edition_withdrew_a_sentence_and_which_still_have_it() -> None:
    editions = [edition("en", EN), edition("fr", FR), edition("uk", UK, UK_WITHOUT)]
    readings = [read_edition(each.wordings[-1], each.language) for each in editions]
    comparison = compare_readings(readings)
    (finding,) = comparison.differing

    courses = Courses(editions, readings, WatchedTerms()).follow(finding)

    assert [(course.edition, course.before, course.after) for course in courses] == [
        (2, "Міністерство заздалегідь оприлюднить тариф за проїзд.", "")
    ]
    assert courses[0].left_behind == (0, 1)
    told = Teller(editions, readings).tell(finding, courses).sentence
    assert told.startswith(
        "A sentence in paragraph 1 of the English edition and the French edition has no counterpart in the Ukrainian"
    )
