"""`grep` as somebody calls it who wants to know since when a phrase is there."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from commandline import CommandLine
from schemas import find_faults, load_schema
from statediff.archive import create
from statediff.model import Source
from visits import read

ARMED = Source(id="armees-fr", url="https://armees.example/fr", publisher="Ministère des Armées", language="fr")
MOD = Source(id="mod-uk", url="https://mod.example/uk", language="uk")


@pytest.fixture
def run(tmp_path: Path) -> CommandLine:
    line = CommandLine(tmp_path)
    line.configure()
    (tmp_path / "snapshots").mkdir()
    with create(tmp_path / "snapshots" / "statediff.db") as archive:
        letter = "The ministers signed a letter of intent on AASM kits."
        agreement = "The ministers signed an agreement on AASM kits."
        for at, text in enumerate((letter, letter + " More.", agreement, letter, letter)):
            read(archive, text, at=6 * at, body=f"<p>{at}</p>")
        read(archive, "Les ministres ont signé une lettre d’intention.", source=ARMED, at=20)
        read(archive, "Міністри підписали угоди.", source=MOD, at=3)
        read(archive, "Міністри задоволені угодою.", source=MOD, at=9)
    return line


def test_a_phrase_is_told_by_source_with_its_windows_and_marked_in_its_context(run: CommandLine) -> None:
    finished = run("grep", "letter of intent")

    assert (finished.code, finished.err) == (0, "")
    assert finished.out.splitlines() == [
        "mfa-en (en, Ministry of Invented Affairs)",
        "  first seen  2026-03-02T08:00:00Z, at the first look",
        "  last seen   2026-03-02T14:00:00Z",
        "  gone since  2026-03-02T20:00:00Z, went after 2026-03-02T14:00:00Z",
        "  v1                                The ministers signed a [letter of intent] on AASM kits.",
        "  v2                                The ministers signed a [letter of intent] on AASM kits. More.",
        "  seen again  2026-03-03T02:00:00Z, came after 2026-03-02T20:00:00Z",
        "  last seen   2026-03-03T08:00:00Z, still there",
        "  v4                                The ministers signed a [letter of intent] on AASM kits.",
    ]


def test_its_history_is_drawn_with_plain_characters(run: CommandLine) -> None:
    finished = run("grep", "letter of intent", "--against", "agreement", "--history")

    assert finished.out.isascii()
    assert finished.out.splitlines() == [
        "                          03-02 08:00     03-02 14:05     03-02 20:11     03-03 02:17",
        "                          |               |               |               |",
        "mfa-en: letter of intent  ================~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~=================>",
        "mfa-en: agreement         ...............~~~~~~~~~~~~~~~~=~~~~~~~~~~~~~~~~................",
        "",
        "= seen   ~ came or went between two looks   . looked at without it   > there at the last look   (UTC)",
    ]


def test_its_drawing_is_one_svg_file_with_text_and_table(run: CommandLine) -> None:
    finished = run("grep", "letter of intent", "--svg", "strips.svg")

    drawing = ET.fromstring((run.folder / "strips.svg").read_bytes())
    assert finished.out == "strips.svg\n"
    assert drawing.findtext("{http://www.w3.org/2000/svg}title") == "“letter of intent”"
    assert "between 2 Mar 2026 14:00 and 2 Mar 2026 20:00" in (
        drawing.findtext("{http://www.w3.org/2000/svg}desc") or ""
    )


def test_all_forms_of_a_word_are_found_when_asked_for(run: CommandLine) -> None:
    alone, family = run("grep", "угода"), run("grep", "угода", "--family")

    assert (alone.out, alone.sentence) == ("", "statediff: nothing found")
    assert "підписали [угоди]." in family.out
    assert "задоволені [угодою]." in family.out


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--language", "fr"), {"armees-fr"}),
        (("--publisher", "invented affairs"), {"mfa-en"}),
        (("--source", "mod-uk", "--source", "armees-fr"), {"mod-uk", "armees-fr"}),
        (("--since", "2026-03-03"), {"mfa-en", "armees-fr"}),
        (("--until", "2026-03-02"), {"mfa-en", "mod-uk"}),
        (("-n", "1"), {"mfa-en", "mod-uk"}),
    ],
    ids=" ".join,
)
def test_a_search_can_be_narrowed(run: CommandLine, options: tuple[str, ...], found: set[str]) -> None:
    document = run("grep", "minist*", "--against", "міністр*", *options, "--json").document

    assert {one["source"] for one in document["sightings"]} == found


def test_what_came_back_is_never_told_as_first_seen(run: CommandLine) -> None:
    lines = run("grep", "letter of intent", "--since", "2026-03-03").out.splitlines()

    assert lines[1] == "  seen again  2026-03-03T02:00:00Z, came after 2026-03-02T20:00:00Z"


def test_its_document_is_what_the_schema_says(run: CommandLine) -> None:
    document = run("grep", "letter of intent", "--against", "угода", "--family", "--json").document

    assert list(find_faults(document, load_schema("search"))) == []
    assert [hit["version"] for hit in document["hits"]] == [1, 2, 4, 1, 2]


def test_two_forms_at_once_are_refused(run: CommandLine) -> None:
    finished = run("grep", "letter", "--json", "--history")

    assert finished.code == 2
    assert "three forms" in finished.err


@pytest.mark.parametrize("phrase", ["", "  ", "...", "*"])
def test_a_phrase_without_a_word_is_2(run: CommandLine, phrase: str) -> None:
    finished = run("grep", phrase)

    assert finished.code == 2
    assert "without a word" in finished.sentence


def test_a_source_that_nobody_knows_is_named(run: CommandLine) -> None:
    finished = run("grep", "letter", "--source", "mfa")

    assert finished.code == 2
    assert "mfa" in finished.err


def test_nothing_is_written_where_nothing_is_found(run: CommandLine) -> None:
    before = run.files()

    finished = run("grep", "submarine", "--svg", "strips.svg")

    assert (finished.code, finished.out, finished.sentence) == (0, "", "statediff: nothing found")
    assert set(run.files()) == set(before)
