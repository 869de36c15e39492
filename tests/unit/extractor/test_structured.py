"""YAML, TOML and CSV: what the fields say is wording; keys, quoting, structure and link targets are none."""

from __future__ import annotations

import pytest

from statediff.errors import ExtractionError
from statediff.extractor import read

STATEMENT = """\
title: Stay at home
# a comment for editors
sections:
  - heading: "What you need to do"
    body: |
      Stay 2 metres away from other people.

      Wash your hands.
    link: /guidance/what-to-do
  - heading: Support
    note: >
      Help with bills
      is there for you.
published: true
"""
REWRITTEN = """\
---
title: 'Stay at home'
sections:
- heading: What you need to do   # shown in bold
  text: "Stay 2 metres away from other people.

    Wash your hands."
  url: https://www.ministry.example/other
- {heading: Support, note: 'Help with bills is there for you.'}
"""


def texts(body: str, name: str, media_type: str = "text/plain") -> list[str]:
    reading = read(body.encode(), media_type, f"https://ministry.example/{name}")
    return [block.text for block in reading.wording.blocks]


def test_the_values_of_a_yaml_file_are_its_wording() -> None:
    assert texts(STATEMENT, "statement.yml") == [
        "Stay at home",
        "What you need to do",
        "Stay 2 metres away from other people.",
        "Wash your hands.",
        "Support",
        "Help with bills is there for you.",
    ]


def test_quoting_layout_and_targets_of_a_yaml_file_are_no_wording() -> None:
    assert texts(REWRITTEN, "statement.yaml") == texts(STATEMENT, "statement.yml")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("note: it's 5: five", "it's 5: five"),
        ("- The minister said: we will.", "we will."),
        ('note: "a \\"b\\" \\u00e9"', 'a "b" é'),
        ("note: 'it''s'", "it's"),
        ("note: C# and #1", "C# and"),
        ('note: "never closed', '"never closed'),
        ("plain words without any key", "plain words without any key"),
        ("figure: 12.5", "12.5"),
        ("note: one\n  two\n  three", "one two three"),
    ],
)
def test_scalars_are_read_as_yaml_means_them(line: str, words: str) -> None:
    assert texts(line, "a.yml") == [words]


def test_the_values_of_a_toml_file_are_its_wording() -> None:
    body = 'title = "Stay at home"\n[part]\nfigure = 12\ntext = """\nOne.\n\nTwo."""\n'

    assert texts(body, "a.toml") == ["Stay at home", "12", "One.", "Two."]


@pytest.mark.parametrize("body", ['name,amount\n"Smith, John",5\n', "name;amount\nSmith, John;5\n"])
def test_a_csv_file_is_a_table(body: str) -> None:
    reading = read(body.encode(), "text/csv", "https://ministry.example/a.csv")

    assert [block.cells for block in reading.wording.blocks] == [("name", "amount"), ("Smith, John", "5")]


@pytest.mark.parametrize(("body", "name"), [("a = [", "a.toml"), ("a,b\n" + "x" * 200_000, "a.csv")])
def test_what_cannot_be_read_whole_is_an_error(body: str, name: str) -> None:
    with pytest.raises(ExtractionError, match="no valid"):
        texts(body, name)


def test_a_page_at_an_address_that_sounds_like_a_file_stays_a_page() -> None:
    reading = read(b"<html><body><p>One sentence.</p></body></html>", "text/html", "https://ministry.example/a.csv")

    assert reading.wording.text == "One sentence."
