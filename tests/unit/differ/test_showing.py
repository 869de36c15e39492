"""Showing: a small word is told with the words it belongs to, and a passage that came or went is quoted."""

from __future__ import annotations

import re

import pytest

from statediff.differ import describe, diff
from statediff.differ.showing import end_without_stop

_FORK = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")


def tell(language: str, text: str) -> str:
    return describe(diff(_FORK.sub(r"\1", text), _FORK.sub(r"\2", text), language=language), language)


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "It {has|has not} granted an exemption.", "“has granted” became “has not granted”."),
        ("en", "{About 4,000|4,000} people left.", "“About 4,000” became “4,000”."),
        ("en", "{At least nine|Nine} people died.", "“At least nine” became “Nine”."),
        ("en", "The visa is free of charge{ only|}.", "“charge only” became “charge”."),
        ("en", "The {alleged |}mastermind fled.", "“alleged mastermind” became “mastermind”."),
        ("fr", "La Commission {a|n'a pas} accordé de délai.", "« a » est devenu « n'a pas »."),
        ("fr", "{Aucun navire n'a|Un navire a} quitté le port.", "« Aucun navire n'a » est devenu « Un navire a »."),
        ("fr", "Le trafiquant {présumé |}a été remis.", "« trafiquant présumé » est devenu « trafiquant »."),
        ("fr", "Les élèves de {moins de 16 ans|16 ans} paient.", "« moins de 16 » est devenu « 16 »."),
        ("en", "We issued {new |}rules.", "“new rules” became “rules”."),
        ("fr", "Le président {sortant |}a signé.", "« président sortant » est devenu « président »."),
        ("fr", "Le {nouveau |}texte est prêt.", "« nouveau texte » est devenu « texte »."),
        ("uk", "{Колишній президент|Президент} пішов.", "«Колишній президент» замінено на «Президент»."),
        ("en", "The rules{, too,|} are strict.", "“too” removed."),
        ("en", "Minister {Mette |}Frederiksen came.", "“Mette Frederiksen” became “Frederiksen”."),
        ("fr", "{Environ 4 000|4 000} foyers attendent.", "« Environ 4 000 » est devenu « 4 000 »."),
        (
            "fr",
            "Le visa est gratuit {|uniquement }pour les étudiants.",
            "« pour les étudiants » est devenu « uniquement pour les étudiants ».",
        ),
        ("uk", "Міністерство {не |}підтверджує це.", "«не підтверджує» замінено на «підтверджує»."),
        ("uk", "Огляд безкоштовний {|лише }для ветеранів.", "«для ветеранів» замінено на «лише для ветеранів»."),
        ("ja", "大臣は署名し{た|なかった}。", "“なかっ” inserted."),
    ],
)
def test_a_small_word_is_told_with_what_it_belongs_to(language: str, text: str, told: str) -> None:
    assert tell(language, text) == told


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "It {will|intends to} send pumps.", "“will” became “intends to”."),
        ("en", "Carriers {are required to|are invited to} wait.", "“are required to” became “are invited to”."),
        ("en", "They signed {a letter of intent|an agreement}.", "“letter of intent” became “agreement”."),
        (
            "uk",
            "Данія {зобов'язалася|висловила готовність} ремонтувати кораблі.",
            "«зобов'язалася» замінено на «висловила готовність».",
        ),
    ],
)
def test_the_words_of_a_label_are_shown_with_their_particles_and_without_articles(
    language: str, text: str, told: str
) -> None:
    assert tell(language, text) == told


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "He called it {“premature”|premature} then.", "Quotation marks around “premature” removed."),
        ("en", "He called it {rash|“rash”} then.", "Quotation marks put around “rash”."),
        ("fr", "Il a jugé l'acte {« hâtif »|hâtif}.", "Guillemets autour de « hâtif » supprimés."),
        (
            "en",
            "{He said: “We agree.”|He said that they agree.}",
            "“We” became “that they”; punctuation changed in one place.",
        ),
        ("uk", "Посол назвав це {«передчасним»|передчасним}.", "Знято лапки з «передчасним»."),
    ],
)
def test_two_quotation_marks_are_told_as_one_thing(language: str, text: str, told: str) -> None:
    assert tell(language, text) == told


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        (
            "en",
            "The port is open. {The inquiry into the pumps goes on. |}Ships wait.",
            "One passage withdrawn: “The inquiry into the pumps goes on”.",
        ),
        (
            "fr",
            "Le port est ouvert. {|Le taux atteint 7,4 %. }Les navires attendent.",
            "Un passage ajouté : « Le taux atteint 7,4 % ».",
        ),
        (
            "uk",
            "Порт відкрито. {Розслідування триває досі. |}Кораблі чекають.",
            "Вилучено один уривок: «Розслідування триває досі».",
        ),
    ],
)
def test_one_passage_that_came_or_went_is_quoted(language: str, text: str, told: str) -> None:
    assert tell(language, text) == told


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("fr", "Le taux est de {7,4|7,9} %.", "7,4 % est devenu 7,9 % (+0,5 point)."),
        ("fr", "Le taux est de {7,4|9,9} %.", "7,4 % est devenu 9,9 % (+2,5 points)."),
        ("uk", "Ставка становить {7,4|7,9} %.", "7,4 % замінено на 7,9 % (+0,5 пункту)."),
        ("en", "The rate is {7.4|7.9} %.", "7.4 % became 7.9 % (+0.5 points)."),
    ],
)
def test_a_part_of_a_unit_takes_the_form_its_language_wants(language: str, text: str, told: str) -> None:
    assert tell(language, text) == told


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("the port is open.", "the port is open"),
        ("it rose to 7 %.", "it rose to 7 %"),
        ("he said “no”.", "he said “no”"),
        ("acting for the U.S.", "acting for the U.S."),
        ("press@port.example.", "press@port.example"),
        ("at 9 a.m.", "at 9 a.m."),
        ("В. о.", "В. о."),
        ("Gen.", "Gen."),
    ],
)
def test_the_full_stop_of_a_sentence_is_not_quoted_and_that_of_an_abbreviation_is(text: str, ended: str) -> None:
    assert end_without_stop(text) == ended


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It fell by {25|50} basis points.", "25 basis points became 50 (+100 %)."),
        ("It has {139|138} rural counties.", "139 rural counties became 138 (−0.72 %)."),
        ("It has {12|10} ferries left.", "12 ferries became 10 (−16.7 %)."),
        ("The {first|second} draft stands.", "“first draft” became “second”."),
    ],
)
def test_a_figure_is_told_with_what_it_counts(text: str, told: str) -> None:
    assert tell("en", text) == told


def test_a_mark_that_stayed_is_not_told_as_what_went() -> None:
    told = describe(diff("See art. 99 }.", "See art. 99 N 5404 of 2013 }.", language="en"))

    assert told == "“N 5404 of 2013” inserted."
