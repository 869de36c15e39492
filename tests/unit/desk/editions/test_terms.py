"""Watched phrases and words of commitment across languages."""

from __future__ import annotations

from statediff.desk.editions.judging.comparison import compare_readings
from statediff.desk.editions.judging.findings import Finding
from statediff.desk.editions.reading import read_edition
from statediff.desk.editions.terms import WatchedTerms
from statediff.model import WatchPhrase

WATCH = (
    WatchPhrase(phrase="joint production", language="en", rank=1),
    WatchPhrase(phrase="training centre", language="en", rank=2),
    WatchPhrase(phrase="production commune", language="fr", rank=1),
    WatchPhrase(phrase="centre de formation", language="fr", rank=2),
    WatchPhrase(phrase="спільне виробництво", language="uk", rank=1),
    WatchPhrase(phrase="SAFE", rank=3),
)


def watched(**texts: str) -> list[Finding]:
    terms = WatchedTerms(WATCH)
    readings = [read_edition(text, language, terms) for language, text in texts.items()]
    return [finding for finding in compare_readings(readings, terms).findings if finding.topic == "watched"]


def test_phrases_of_one_rank_stand_for_one_another_in_any_form() -> None:
    (finding,) = watched(
        en="They plan joint production.",
        fr="Ils prévoient une production commune.",
        uk="Вони планують щодо спільного виробництва.",
    )

    assert finding.verdict == "agrees"
    assert [cell.quote for cell in finding.cells if cell is not None] == [
        "joint production",
        "production commune",
        "спільного виробництва",
    ]


def test_a_watched_phrase_that_an_edition_lacks_is_missing() -> None:
    (finding,) = watched(
        en="They plan joint production.", fr="Ils prévoient une production.", uk="Планують спільне виробництво."
    )

    assert (finding.verdict, finding.silent) == ("missing", (1,))


def test_a_language_without_a_phrase_for_a_concept_lacks_nothing() -> None:
    (finding,) = watched(
        en="A training centre opens.", fr="Un centre de formation ouvre.", uk="Відкрито навчальний центр."
    )

    assert finding.verdict == "agrees"


def test_a_phrase_of_no_language_is_watched_in_each() -> None:
    (finding,) = watched(en="SAFE pays.", fr="SAFE paie.", uk="Платить інший інструмент.")

    assert (finding.verdict, finding.silent) == ("missing", (2,))


def test_a_word_that_stands_for_several_instruments_agrees_with_each() -> None:
    for word in ("treaty", "agreement", "contract"):
        readings = [read_edition(f"They signed the {word}.", "en"), read_edition("Вони підписали договір.", "uk")]

        assert compare_readings(readings).differing == ()


def test_what_may_happen_and_what_will_happen_differ() -> None:
    texts = {
        "en": "Norway may send gas.",
        "fr": "La Norvège enverra du gaz.",
        "uk": "Норвегія надішле газ.",
    }
    readings = [read_edition(text, language) for language, text in texts.items()]

    (finding,) = compare_readings(readings).differing

    assert (finding.topic, finding.groups, finding.silent) == ("possibility", ((0,), (1,)), (2,))
    assert finding.concepts == ("possibility", "certainty")


def test_an_ability_is_no_possibility() -> None:
    texts = {
        "en": "Ships can now pass.",
        "fr": "Les navires peuvent désormais passer.",
        "uk": "Судна вже можуть проходити.",
    }
    readings = [read_edition(text, language) for language, text in texts.items()]

    assert compare_readings(readings).differing == ()


def differing(en: str, fr: str, uk: str) -> list[Finding]:
    readings = [read_edition(en, "en"), read_edition(fr, "fr"), read_edition(uk, "uk")]
    return list(compare_readings(readings).differing)


def said(finding: Finding) -> list[str]:
    return [cell.quote if cell is not None else "" for cell in finding.cells]


def test_a_duty_in_place_of_a_possibility_is_told_with_both_words() -> None:
    (finding,) = differing(
        "Ships must carry a pilot.", "Les navires doivent avoir un pilote.", "Судна можуть мати лоцмана."
    )

    assert (finding.topic, said(finding)) == ("possibility", ["must", "doivent", "можуть"])
    assert (finding.groups, finding.silent) == (((0, 1), (2,)), ())


def test_what_is_asked_and_what_must_be_done_differ() -> None:
    (finding,) = differing(
        "Exporters must refuse.",
        "Les exportateurs sont encouragés à refuser.",
        "Експортери зобов'язані відмовитися.",
    )

    assert (finding.topic, said(finding)) == ("duty", ["must", "encouragés à", "зобов'язані"])


def test_each_duty_is_one_of_its_sentence() -> None:
    (finding,) = differing(
        "Contracts must name 7 ports. Exporters must refuse 3 of them.",
        "Les contrats doivent nommer 7 ports. Les exportateurs sont invités à en refuser 3.",
        "Договори мусять називати 7 портів. Експортери зобов'язані відмовити 3 з них.",
    )

    assert said(finding) == ["must", "invités à", "зобов'язані"]


def test_a_word_for_two_degrees_of_duty_agrees_with_both() -> None:
    for word in ("must", "should", "are to"):
        assert differing(f"Ships {word} wait.", "Les navires doivent attendre.", "Судна повинні чекати.") == []


def test_what_may_not_be_done_is_no_possibility() -> None:
    found = differing(
        "They may neither enter nor transit.", "Elles ne peuvent ni entrer ni transiter.", "Їм заборонено в'їзд."
    )

    assert found == []


def test_can_and_may_are_one_word_in_french() -> None:
    found = differing(
        "Applications are accepted online.", "Les demandes peuvent être déposées en ligne.", "Заяви приймають онлайн."
    )

    assert found == []


def test_a_word_for_may_and_can_is_a_possibility_where_others_are_certain() -> None:
    (finding,) = differing("Oslo will send 7 ships.", "Oslo enverra 7 navires.", "Осло може надіслати 7 суден.")

    assert (finding.topic, said(finding)) == ("possibility", ["will", "enverra", "може"])
    assert finding.concepts == ("certainty", "possibility")


def test_who_only_considers_is_set_against_who_will() -> None:
    (finding,) = differing(
        "Zagreb will send a team.", "Zagreb enverra une équipe.", "Загреб розглядає можливість направити команду."
    )

    assert said(finding) == ["will", "enverra", "розглядає можливість"]


def test_a_question_whether_somebody_can_claims_nothing() -> None:
    found = differing(
        "Do you confirm that they go?", "Pouvez-vous confirmer qu’ils iront ?", "Чи може міністерство це підтвердити?"
    )

    assert found == []


def test_a_certain_word_of_another_clause_is_not_set_against_a_can() -> None:
    found = differing(
        "Each family will receive 50 euros; applications are accepted online.",
        "Chaque famille recevra 50 euros ; les demandes peuvent être déposées en ligne.",
        "Кожна родина отримає 50 євро; заяви приймають онлайн.",
    )

    assert found == []


def test_a_duty_that_no_longer_holds_is_none() -> None:
    found = differing(
        "They will open a lab, so that samples no longer have to travel.",
        "Ils pourraient ouvrir un laboratoire, de sorte que les échantillons n'aient plus à voyager.",
        "Вони відкриють лабораторію, аби зразки більше не доводилося везти.",
    )

    assert [said(finding) for finding in found] == [["will", "pourraient", ""]]


def test_a_stance_that_is_weaker_in_one_edition_differs() -> None:
    (finding,) = differing("We condemn the trials.", "Nous condamnons les procès.", "Висловлюємо стурбованість судами.")

    assert (finding.topic, said(finding)) == ("stance", ["condemn", "condamnons", "стурбованість"])


def test_what_is_weighed_and_what_is_decided_differ() -> None:
    (finding,) = differing(
        "The Minister is considering a visit.", "Le ministre a décidé une visite.", "Міністр вирішив приїхати."
    )

    assert (finding.topic, said(finding)) == ("act", ["considering", "décidé", "вирішив"])


def test_agreed_approved_and_decided_are_one_for_translators() -> None:
    assert differing("They agreed a plan.", "Ils ont approuvé un plan.", "Вони погодилися на план.") == []
    assert differing("They agreed to meet.", "Ils ont décidé de se réunir.", "Вони домовилися зустрітися.") == []
