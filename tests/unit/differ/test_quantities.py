"""Quantities: which dates and figures changed, in cells and sentences, paired by what is counted."""

from __future__ import annotations

import pytest

from statediff.differ import diff
from statediff.model import Block, BlockKind, Label, Wording


def row(*cells: str) -> Wording:
    return Wording(language="en", blocks=(Block(kind=BlockKind.ROW, text="\t".join(cells), cells=cells),))


def facts(old: str | Wording, new: str | Wording, language: str | None = None) -> list[tuple[str, str, str, str]]:
    labels: list[Label] = [label for edit in diff(old, new, language=language).edits for label in edit.labels]
    return [(str(label), label.old, label.new, label.delta) for label in labels]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (row("Cases: 24 hours", "336"), row("Cases: 24 hours", "478"), ("figure", "336", "478", "+42.3 %")),
        (row("Share", "%", "208"), row("Share", "%", "216"), ("figure", "208", "216", "+3.8 %")),
        (row("Boats", "12", "million"), row("Boats", "15", "million"), ("figure", "12", "15", "+25 %")),
        (row("Coins", "1346"), row("Coins", "1940"), ("figure", "1346", "1940", "+44.1 %")),
        (row("Monuments", "1957"), row("Monuments", "2,101"), ("figure", "1957", "2,101", "+7.4 %")),
        (row("Built", "1957"), row("Built", "1963"), ("date", "1957", "1963", "+6 years")),
    ],
)
def test_a_cell_is_read_by_itself(old: Wording, new: Wording, expected: tuple[str, str, str, str]) -> None:
    assert facts(old, new) == [expected]


@pytest.mark.parametrize(
    ("language", "old", "new", "expected"),
    [
        ("he", "הגיעו ל-1,200 איש.", "הגיעו ל-1,100 איש.", ("figure", "1,200", "1,100", "−8.3 %")),
        ("ar", "وصل العدد لـ-1,200 شخص.", "وصل العدد لـ-1,100 شخص.", ("figure", "1,200", "1,100", "−8.3 %")),
        ("zh", "共有一千二百人。", "共有一千一百人。", ("figure", "一千二百", "一千一百", "−8.3 %")),
        ("de", "Es kostet 1’200 CHF.", "Es kostet 1’100 CHF.", ("figure", "1’200 CHF", "1’100 CHF", "−8.3 %")),
        ("fa", "۱۲۰۰ نفر", "۱۱۰۰ نفر", ("figure", "۱۲۰۰", "۱۱۰۰", "−8.3 %")),
        ("en", "It ends in 2027.", "It ends in 2028.", ("date", "2027", "2028", "+1 year")),
        ("en", "Letters: 5904 came.", "Letters: 1 came.", ("figure", "5904", "1", "÷5,904")),
    ],
)
def test_a_number_is_compared_whole_in_every_script(
    language: str, old: str, new: str, expected: tuple[str, str, str, str]
) -> None:
    assert facts(old, new, language) == [expected]


def test_figures_of_two_things_are_not_one_figure_that_changed() -> None:
    found = facts("They own 12 ferries.", "They own four planes.", "en")

    assert ("figure", "12", "", "") in found
    assert ("figure", "", "four", "") in found


def test_another_order_of_the_same_counted_things_changes_no_figure() -> None:
    found = facts("It has 12 buses and 30 trams.", "It has 30 trams and 12 buses.", "en")

    assert not any(name == "figure" for name, *_ in found)


def test_two_figures_that_changed_places_are_a_change() -> None:
    found = facts("It fell from 600 to 400 in a year.", "It fell from 400 to 600 in a year.", "en")

    assert any(name == "figure" for name, *_ in found)


def test_a_date_written_another_way_is_the_same_date() -> None:
    found = facts("The vote is on 1 June 2026.", "The vote is on June 1, 2026.", "en")

    assert not any(name in ("date", "figure") for name, *_ in found)


def test_condemning_is_stronger_than_concern_and_over_measures_only_numbers() -> None:
    change = diff(
        "The minister condemned the attack.", "The minister expressed concern over the attack.", language="en"
    )

    (label,) = change.edits[0].labels

    assert (label, label.direction) == ("attribution", "down")


@pytest.mark.parametrize(
    ("language", "old", "new", "pairs"),
    [
        (
            "en",
            "It begins at midnight on 4 May.",
            "It begins at 6 a.m. on 5 May.",
            {("midnight", "6 a.m."), ("4 May", "5 May")},
        ),
        (
            "en",
            "It begins on 4 May at noon.",
            "It begins at 10:30 on 4 June.",
            {("noon", "10:30"), ("4 May", "4 June")},
        ),
        ("en", "It begins on Monday.", "It begins at noon on Friday.", {("Monday", "Friday"), ("", "noon")}),
        (
            "fr",
            "La trêve commence à minuit le 4 mai.",
            "La trêve commence à 6 h 30 le 5 mai.",
            {("minuit", "6 h 30"), ("4 mai", "5 mai")},
        ),
        (
            "uk",
            "Вона починається опівночі 4 травня.",
            "Вона починається о 6:00 5 травня.",
            {("опівночі", "6:00"), ("4 травня", "5 травня")},
        ),
    ],
)
def test_an_hour_never_stands_for_a_day(language: str, old: str, new: str, pairs: set[tuple[str, str]]) -> None:
    found = facts(old, new, language)

    assert {(gone, come) for name, gone, come, _ in found if name == "date"} == pairs


def test_midnight_and_its_number_are_one_time() -> None:
    found = facts("It begins at midnight.", "It begins at 0:00.", "en")

    assert not any(name == "date" for name, *_ in found)


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("en", "3. Sanctions on oil stay.", "4. Sanctions on oil stay."),
        ("fr", "3) Les sanctions restent.", "4) Les sanctions restent."),
        ("uk", "3. Санкції лишаються.", "4. Санкції лишаються."),
    ],
)
def test_the_number_of_an_item_is_no_figure(language: str, old: str, new: str) -> None:
    change = diff(old, new, language=language)

    assert change.severity == "minor"
    assert [label.rule for edit in change.edits for label in edit.labels] == ["pointer.number"]


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("en", "3 tanks were lost.", "4 tanks were lost."),
        ("en", "They lost 3. Four were repaired.", "They lost 4. Four were repaired."),
        ("de", "3. Panzerbrigade verlegt.", "4. Panzerbrigade verlegt."),
        ("en", "2024. It was a hard year.", "2025. It was a hard year."),
    ],
)
def test_a_number_that_counts_or_names_stays_a_figure_or_date(language: str, old: str, new: str) -> None:
    assert diff(old, new, language=language).severity == "substantive"


@pytest.mark.parametrize(
    ("language", "old", "new", "fact"),
    [
        (
            "fr",
            "Il y a quatorze blessés.",
            "Il y a vingt et un blessés.",
            ("figure", "quatorze", "vingt et un", "+50 %"),
        ),
        ("fr", "Il y a vingt blessés.", "Il y a trente blessés.", ("figure", "vingt", "trente", "+50 %")),
        ("uk", "Троє людей загинули.", "Четверо людей загинули.", ("figure", "Троє людей", "Четверо людей", "+1")),
        ("uk", "Загинуло п’ятеро людей.", "Загинуло 7 людей.", ("figure", "п’ятеро людей", "7 людей", "+2")),
    ],
)
def test_numbers_in_words_are_told_with_their_difference(
    language: str, old: str, new: str, fact: tuple[str, str, str, str]
) -> None:
    (found,) = facts(old, new, language)

    assert (found[0], found[3]) == (fact[0], fact[3])
    assert fact[1].startswith(found[1])
    assert fact[2].startswith(found[2])
