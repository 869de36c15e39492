"""`lexicon` prints what was loaded: the order of labels, the user's phrases, and every list."""

from __future__ import annotations

from pathlib import Path

from commandline import SETTINGS, CommandLine

WATCHED = SETTINGS + '\n[[watch]]\nphrase = "letter of intent"\nlanguage = "en"\nrank = 2\n'


def test_the_lists_of_a_language_are_printed_one_a_line(tmp_path: Path) -> None:
    finished = CommandLine(tmp_path)("lexicon", "uk")

    assert (finished.code, finished.err) == (0, "")
    lines = finished.out.splitlines()
    assert lines[0].startswith("labels: watch > negation > commitment")
    assert all(line.startswith("uk ") for line in lines[1:])
    assert any("угод*" in line for line in lines)


def test_the_document_holds_every_language_and_the_watched_phrases(tmp_path: Path) -> None:
    (tmp_path / "statediff.toml").write_text(WATCHED, encoding="utf-8")

    document = CommandLine(tmp_path)("lexicon", "--json").document

    assert document["kind"] == "lexicon"
    assert document["watch"] == [{"phrase": "letter of intent", "language": "en", "rank": 2}]
    assert {table["language"] for table in document["tables"]} >= {"default", "en", "fr", "uk"}
    whole = [table for table in document["tables"] if table["language"] in {"default", "en", "fr", "uk"}]
    assert all(table["entries"] or table["name"].endswith("modal") for table in whole)


def test_watched_phrases_stand_behind_the_labels(tmp_path: Path) -> None:
    (tmp_path / "statediff.toml").write_text(WATCHED, encoding="utf-8")

    finished = CommandLine(tmp_path)("lexicon", "en")

    assert finished.out.splitlines()[1] == "watch 2 (en): letter of intent"


def test_a_language_without_a_lexicon_is_a_usage_error_that_names_the_others(tmp_path: Path) -> None:
    finished = CommandLine(tmp_path)("lexicon", "tlh")

    assert (finished.code, finished.out) == (2, "")
    assert "name one of: default, en, fr, uk" in finished.sentence
