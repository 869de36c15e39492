"""Edits as ministries make them: what each is labelled, how grave it is, and the sentence that tells it."""

from __future__ import annotations

import re

import pytest

from statediff.differ import describe, diff

_FORK = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
_LABELLED = frozenset(
    {"figure", "date", "negation", "modality", "commitment", "scope", "entity", "attribution", "quote"}
)


def check(language: str, text: str, labels: str, severity: str, told: str) -> None:
    old, new = _FORK.sub(r"\1", text), _FORK.sub(r"\2", text)

    change = diff(old, new, language=language)

    found = {str(label) for edit in change.edits for label in edit.labels}
    assert found & _LABELLED == set(filter(None, labels.split(",")))
    assert change.severity == severity
    assert describe(change, language) == told


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "The rule of {3 May 2026|May 3, 2026} is void.", "“3 May 2026” became “May 3, 2026”."),
        ("en", "A loan of {€2.5 billion|2.5 billion euros} came.", "“€2.5 billion” became “2.5 billion euros”."),
        ("en", "He paid {£5|5 pounds sterling} for it.", "“£5” became “5 pounds sterling”."),
        ("en", "It opens on the {first of July|1 July}.", "“first of July” became “1 July”."),
        (
            "en",
            "It costs {two and a half|2.5} million euros.",
            "“two and a half million euros” became “2.5 million euros”.",
        ),
        (
            "fr",
            "L'aide de {2,5 milliards d'euros|2,5 Md€} est versée.",
            "« 2,5 milliards d'euros » est devenu « 2,5 Md€ ».",
        ),
        ("fr", "L'aide est de {5 M€|5 millions d'euros}.", "« 5 M€ » est devenu « 5 millions d'euros »."),
        ("fr", "Le texte vaut à compter du {1er|premier} juillet.", "« 1er juillet » est devenu « premier juillet »."),
        ("fr", "L'école ferme en {août|aout}.", "« août » est devenu « aout »."),
        ("uk", "Засідання почнеться о {14:30|14.30} в залі.", "«14:30» замінено на «14.30»."),
        ("uk", "Наказ від {03.05.2026|3 травня 2026 року} діє.", "«03.05.2026» замінено на «3 травня 2026 року»."),
        ("de", "Die Sitzung beginnt um {14:30|14.30} Uhr.", "“14:30” became “14.30”."),
    ],
)
def test_a_date_or_figure_written_another_way_is_the_same(language: str, text: str, told: str) -> None:
    check(language, text, "", "minor", told)


@pytest.mark.parametrize(
    ("language", "text", "labels", "told"),
    [
        ("en", "It opens at the {beginning|end} of 2027.", "date", "“beginning of 2027” became “end of 2027”."),
        ("en", "Work ends in {mid-July|late July}.", "date", "“mid-July” became “late July”."),
        ("en", "Work ends {at the end of 2026|in 2026}.", "date", "“end of 2026” became “2026”."),
        ("fr", "Le plan finit {début|fin} 2027.", "date", "« début 2027 » est devenu « fin 2027 »."),
        ("fr", "La séance débutera à {9 h 30|11 h}.", "date", "9 h 30 est devenu 11 h."),
        ("uk", "Роботи завершать у {середині|кінці} 2027 року.", "date", "«середині 2027» замінено на «кінці 2027»."),
        ("uk", "Засідання почнеться о {14.30|15.30} в залі.", "date", "14.30 замінено на 15.30."),
        ("en", "The tax is {2.30|2.50} dollars.", "figure", "2.30 dollars became 2.50 dollars (+8.7 %)."),
        ("en", "The {first|second} may be signed.", "figure", "“first” became “second”."),
        (
            "fr",
            "Elle a duré {deux heures et demie|3 heures}.",
            "figure",
            "« deux heures et demie » est devenu « 3 heures » (+0,5 heure).",
        ),
        (
            "fr",
            "Le crédit est de {2 millions et demi|3 millions} d'euros.",
            "figure",
            "2 millions et demi d'euros est devenu 3 millions d'euros (+20 %).",
        ),
        ("fr", "L'aide est de {5 M€|6 M€}.", "figure", "5 M€ est devenu 6 M€ (+20 %)."),
        ("en", "A {34|43}-year-old man was hurt.", "figure", "34-year-old became 43-year-old (+9 years)."),
        ("uk", "{11|13}-річний хлопчик зник.", "figure", "11-річний замінено на 13-річний (+2 роки)."),
        (
            "fr",
            "Le plafond est de 300 000 {euros|francs suisses}.",
            "figure",
            "300 000 euros est devenu 300 000 francs suisses.",
        ),
        (
            "uk",
            "Зустріч тривала {дві з половиною години|3 години}.",
            "figure",
            "«дві з половиною години» замінено на «3 години» (+0,5 години).",
        ),
    ],
)
def test_another_date_or_figure_is_told_whole_and_once(language: str, text: str, labels: str, told: str) -> None:
    check(language, text, labels, "substantive", told)


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "The {programme|program} went on.", "“programme” became “program”."),
        ("en", "The {Defence|Defense} Ministry met.", "“Defence” became “Defense”."),
        ("en", "President {Zelenskyy|Zelensky} visited it.", "“Zelenskyy” became “Zelensky”."),
        ("fr", "Le ministre {Andriy|Andrii} Sybiha est venu.", "« Andriy » est devenu « Andrii »."),
        ("en", "Our {Gen.|General} Harris spoke.", "“Gen.” became “General”."),
        ("uk", "Прийом на {вул.|вулиці} Садовій.", "«вул.» замінено на «вулиці»."),
        ("en", "It acts {in order to|to} protect farms.", "“in order” removed."),
        ("fr", "{Le nouveau bateau est arrivé|Les nouveaux bateaux sont arrivés}.", None),
        ("fr", "{L'agent doit|Les agents doivent} présenter un titre.", None),
        ("uk", "{Працівник має|Працівники мають} показати посвідчення.", None),
        ("fr", "{Ce règlement s'applique|Ces règlements s'appliquent} ici.", None),
        ("fr", "Une {clé|clef} manque.", "« clé » est devenu « clef »."),
        ("uk", "Порт {Ґданськ|Гданськ} відкрито.", "«Ґданськ» замінено на «Гданськ»."),
    ],
)
def test_another_spelling_or_number_of_a_word_is_minor(language: str, text: str, told: str | None) -> None:
    old, new = _FORK.sub(r"\1", text), _FORK.sub(r"\2", text)

    check(language, text, "", "minor", told or describe(diff(old, new, language=language), language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The {UN|United Nations} appealed for calm."),
        ("en", "The {WHO|World Health Organization} said no more."),
        ("uk", "{ВООЗ|Всесвітня організація охорони здоров'я} видала настанови."),
        ("en", "The {MFA|Ministry of Foreign Affairs} said no more."),
        ("fr", "{L'ONU|L'Organisation des Nations unies} appelle au calme."),
        ("uk", "{ООН|Організація Об'єднаних Націй} закликала до спокою."),
    ],
)
def test_an_acronym_that_is_written_out_is_no_new_name(language: str, text: str) -> None:
    labels = diff(_FORK.sub(r"\1", text), _FORK.sub(r"\2", text), language=language).edits[0].labels

    assert "entity" not in labels


@pytest.mark.parametrize(
    ("language", "text", "labels", "told"),
    [
        ("en", "The {UN|European Union} appealed for calm.", "entity", "“UN” became “European Union”."),
        ("en", "Major {Hanna|Hanno} spoke.", "entity", "“Hanna” became “Hanno”."),
        ("en", "Duties are cut {by|to} 10 per cent.", "scope", "“by 10 per cent” became “to 10 per cent”."),
        ("en", "The office opens {on|by} 3 May.", "scope", "“on 3 May” became “by 3 May”."),
        ("fr", "Les droits baisseront {de|à} 5 % en mai.", "scope", "« de 5 % » est devenu « à 5 % »."),
        ("uk", "Комендантську годину змінено {у|з} травні.", "scope", "«у травні» замінено на «з травні»."),
        ("en", "It {is considering sending|sends} two ships.", "modality", "“is considering sending” became “sends”."),
        (
            "uk",
            "Уряд {розглядає можливість виділити|виділить} кошти.",
            "modality",
            "«розглядає можливість виділити» замінено на «виділить».",
        ),
        ("en", "Two {suspected |}arsonists fled.", "attribution", "“suspected arsonists” became “arsonists”."),
        ("uk", "Двох {ймовірних |}паліїв затримано.", "attribution", "«ймовірних паліїв» замінено на «паліїв»."),
        ("uk", "Дрон{, за попередніми даними,|} зник.", "attribution", "вилучено «за попередніми даними»."),
        (
            "en",
            "{Russia attacked Ukraine|Ukraine attacked Russia} then.",
            "entity",
            "“Russia attacked Ukraine” became “Ukraine attacked Russia”.",
        ),
    ],
)
def test_small_words_that_say_something_else_count(language: str, text: str, labels: str, told: str) -> None:
    check(language, text, labels, "substantive", told[0].upper() + told[1:])


def test_a_small_word_that_lost_its_end_is_the_same() -> None:
    check(
        "fr",
        "Près {d'un million|de deux millions} de foyers sont touchés.",
        "figure",
        "substantive",
        "« un million » est devenu « deux millions » (+100 %).",
    )


def test_any_behind_a_negation_is_no_scope() -> None:
    change = diff("The ship did not carry any arms.", "The ship carried no arms.", language="en")

    assert [str(label) for label in change.edits[0].labels] == ["wording"]


def test_a_sentence_in_the_passive_is_told_whole() -> None:
    change = diff("The Council adopted the plan in May.", "The plan was adopted by the Council in May.", language="en")

    assert describe(change) == "“Council adopted the plan” became “plan was adopted by the Council”."


@pytest.mark.parametrize(
    ("language", "text", "labels", "direction"),
    [
        ("en", "We {strongly condemn|condemn} the raid.", "attribution", "down"),
        ("en", "We {call on|demand that} Peru {to act|act}.", "attribution", "up"),
        ("fr", "Nous {condamnons fermement|condamnons} cette attaque.", "attribution", "down"),
        ("fr", "Nous {appelons|exigeons} la Russie à partir.", "attribution", "up"),
        ("uk", "Ми {рішуче засуджуємо|засуджуємо} цей напад.", "attribution", "down"),
        ("en", "The Secretary {vowed|offered} to lift the ban.", "commitment", "down"),
        ("en", "It {allows|obliges} towns to merge.", "commitment", "up"),
        ("en", "It {has decided to close|is assessing whether to close} the mill.", "commitment", "down"),
        ("fr", "Nous {signerons|pourrions signer} cet accord.", "modality", "down"),
        ("fr", "Le gouvernement {promet|propose} d'aider.", "commitment", "down"),
        ("uk", "Уряд {обіцяє|пропонує} допомогти.", "commitment", "down"),
        ("uk", "Ми {плануємо|можемо} надати кредит.", "modality", "down"),
    ],
)
def test_stances_and_promises_of_ministries_have_their_strength(
    language: str, text: str, labels: str, direction: str
) -> None:
    change = diff(_FORK.sub(r"\1", text), _FORK.sub(r"\2", text), language=language)

    top = change.edits[0].labels[0]
    assert (str(top), top.direction) == (labels, direction)


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("fr", "Il vit 18 rue Foch, {75018|75001} Paris.", "75018 Paris est devenu 75001."),
        ("fr", "Il vit {18|229} rue Foch à Paris.", "18 rue est devenu 229."),
        ("en", "Write to Provo, UT {84095|84009}.", "84095 became 84009."),
        ("en", "They sent {15000|16000} Ukrainian flags.", "15000 Ukrainian flags became 16000 (+6.7 %)."),
        ("fr", "{Deux tiers|66 %} des élèves sont là.", "Deux tiers est devenu 66 %."),
        ("uk", "Потужність — {2 ГВт|2 МВт}.", "2 ГВт замінено на 2 МВт."),
        ("fr", "La hausse est de {0,5 point|0,7 point}.", "0,5 point est devenu 0,7 point (+0,2 point)."),
        ("fr", "Une {soixantaine|centaine} de pays sont là.", "« soixantaine » est devenu « centaine » (+66,7 %)."),
    ],
)
def test_figures_that_count_two_things_or_nothing_are_not_weighed(language: str, text: str, told: str) -> None:
    check(language, text, "figure", "substantive", told)


def test_dates_of_one_edit_are_told_together() -> None:
    change = diff("Сьогодні вранці стався вибух.", "Учора ввечері стався вибух.", language="uk")

    assert describe(change, "uk") == "«Сьогодні» замінено на «Учора», «вранці» замінено на «ввечері»."


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Les frais sont remboursés {à 80 %|à hauteur de 80 %}."),
        ("fr", "Les {vignerons|bûcherons} reçoivent une aide."),
        ("en", "We must {polish|clean} the bell."),
    ],
)
def test_words_that_only_look_like_others_have_no_class(language: str, text: str) -> None:
    change = diff(_FORK.sub(r"\1", text), _FORK.sub(r"\2", text), language=language)

    assert {str(label) for edit in change.edits for label in edit.labels} == {"wording"}


def test_the_name_of_a_people_at_the_beginning_of_a_sentence_is_a_name() -> None:
    check("en", "{Israeli|Palestinian} officials met.", "entity", "substantive", "“Israeli” became “Palestinian”.")


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "The ward is {able|unable} to admit anyone.", "“able” became “unable”."),
        ("en", "The search was {illegal|legal}.", "“illegal” became “legal”."),
        ("fr", "La fouille était {légale|illégale}.", "« légale » est devenu « illégale »."),
        ("uk", "Обшук був {законним|незаконним}.", "«законним» замінено на «незаконним»."),
    ],
)
def test_a_word_that_took_a_beginning_that_denies_it_is_a_negation(language: str, text: str, told: str) -> None:
    check(language, text, "negation", "substantive", told)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The search was {not lawful|unlawful}."),
        ("uk", "Обшук був {не законним|незаконним}."),
        ("en", "They {port|import} the wine."),
        ("en", "The {formation|information} was large."),
    ],
)
def test_another_way_to_deny_a_word_is_no_negation_more(language: str, text: str) -> None:
    change = diff(_FORK.sub(r"\1", text), _FORK.sub(r"\2", text), language=language)

    assert "negation" not in {label for edit in change.edits for label in edit.labels}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le texte date du 1er {janv.|janvier} 2026."),
        ("en", "It dates from 12 {Sept.|September} 2026."),
        ("uk", "Зустріч була {5-го|5} травня."),
        ("fr", "{Monsieur|M.} Durand préside."),
        ("fr", "{Madame|Mme} Durand préside."),
        ("en", "Food {&|and} drink are extra."),
    ],
)
def test_a_shortened_word_is_the_same_word(language: str, text: str) -> None:
    change = diff(_FORK.sub(r"\1", text), _FORK.sub(r"\2", text), language=language)

    assert change.severity == "minor"


@pytest.mark.parametrize(
    ("language", "text", "direction"),
    [
        ("en", "They agreed {in principle |}on the price.", "up"),
        ("fr", "Ils sont d'accord {|en principe }sur le prix.", "down"),
        ("en", "The Council {invited|instructed} the agency to act.", "up"),
        ("fr", "Le Conseil {invite|oblige} l'agence à agir.", "up"),
        ("uk", "Рада {запросила|зобов'язала} агенцію діяти.", "up"),
    ],
)
def test_hedges_and_orders_have_their_rung(language: str, text: str, direction: str) -> None:
    change = diff(_FORK.sub(r"\1", text), _FORK.sub(r"\2", text), language=language)

    assert change.edits[0].labels[0].direction == direction


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The {minister says|ministers say} so."),
        ("fr", "{Tous les élèves|Toutes les élèves} sont là."),
        ("fr", "{La demandeuse joint|Les demandeuses joignent} une copie."),
        ("fr", "{Il reçoit|Ils reçoivent} une copie."),
        ("uk", "{Кожен мешканець|Кожна мешканка} отримає лист."),
        ("uk", "{Заявниця додає|Заявниці додають} до листа копію."),
        ("uk", "Допомогу надали {всім родинам|усім родинам}."),
    ],
)
def test_another_form_of_a_word_of_scope_or_of_saying_is_the_same_word(language: str, text: str) -> None:
    change = diff(_FORK.sub(r"\1", text), _FORK.sub(r"\2", text), language=language)

    assert {str(label) for edit in change.edits for label in edit.labels} <= {"inflection", "spelling"}
    assert change.severity == "minor"


def test_a_year_behind_the_end_of_it_is_a_year_whatever_follows() -> None:
    check(
        "fr",
        "L'échange est possible jusqu'à la fin de {2028|2030} sans examen.",
        "date",
        "substantive",
        "2028 est devenu 2030 (+2 ans).",
    )
