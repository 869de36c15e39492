"""Labels: which class of content an edit touches, on invented pairs in English, French and Ukrainian."""

from __future__ import annotations

import pytest

from statediff.differ import diff
from statediff.model import Label, WatchPhrase


def labels(old: str, new: str, language: str) -> list[Label]:
    return [label for edit in diff(old, new, language=language).edits for label in edit.labels]


def names(old: str, new: str, language: str) -> set[str]:
    return {str(label) for label in labels(old, new, language)}


@pytest.mark.parametrize(
    ("language", "old", "new", "name"),
    [
        ("en", "They signed a letter of intent on drones.", "They signed an agreement on drones.", "commitment"),
        ("en", "The two sides discussed the transfer.", "The two sides agreed the transfer.", "commitment"),
        (
            "en",
            "The programme may be financed by the Union.",
            "The programme will be financed by the Union.",
            "modality",
        ),
        ("en", "The report should be published.", "The report must be published.", "modality"),
        ("en", "The Union pays for the school.", "The Union may pay for the school.", "modality"),
        ("en", "The minister did confirm it.", "The minister did not confirm it.", "negation"),
        ("en", "They will sign today.", "They won't sign today.", "negation"),
        ("en", "It rises from 600 to 1,200 a year.", "It rises from 600 to 1,100 a year.", "figure"),
        ("en", "The grant is €5 million.", "The grant is $5 million.", "figure"),
        ("en", "Half of the crews are trained.", "Two thirds of the crews are trained.", "figure"),
        ("en", "It starts on 30 June 2026.", "It starts on 30 September 2026.", "date"),
        ("en", "It starts on Monday.", "It starts on Thursday.", "date"),
        ("en", "All members signed.", "Some members signed.", "scope"),
        ("en", "This is the only base.", "This is the base.", "scope"),
        ("en", "We visited Lviv in the autumn.", "We visited Odesa in the autumn.", "entity"),
        ("en", "He stands with NATO on this.", "He stands with OSCE on this.", "entity"),
        ("en", "The envoy said the road is open.", "The envoy claimed the road is open.", "attribution"),
        ("en", "“We are ready to help,” she told us.", "“We are happy to help,” she told us.", "quote"),
        ("en", "The so called experts left.", "The so called “experts” left.", "quote"),
        (
            "fr",
            "Ils signent une lettre d’intention sur les drones.",
            "Ils signent un accord sur les drones.",
            "commitment",
        ),
        ("fr", "Le texte doit être publié.", "Le texte peut être publié.", "modality"),
        ("fr", "L’accord est signé.", "L’accord n’est pas signé.", "negation"),
        ("fr", "La France livrera 1 200 obus.", "La France livrera 1 100 obus.", "figure"),
        ("fr", "Le fonds compte 3 milliards d’euros.", "Le fonds compte 2,5 milliards d’euros.", "figure"),
        ("fr", "La visite aura lieu le 1er juillet.", "La visite aura lieu le 1er octobre.", "date"),
        ("fr", "Tous les ports sont ouverts.", "Certains ports sont ouverts.", "scope"),
        ("fr", "Nous avons vu la ville de Lyon hier.", "Nous avons vu la ville de Lille hier.", "entity"),
        (
            "fr",
            "Le porte-parole a déclaré que tout va bien.",
            "Le porte-parole a affirmé que tout va bien.",
            "attribution",
        ),
        ("uk", "Сторони підписали лист про наміри щодо дронів.", "Сторони підписали угоду щодо дронів.", "commitment"),
        ("uk", "Країна може надати допомогу.", "Країна повинна надати допомогу.", "modality"),
        ("uk", "Вони підтримали цю заяву.", "Вони не підтримали цю заяву.", "negation"),
        ("uk", "Обсяг становить 1,2 млрд євро.", "Обсяг становить 1,5 млрд євро.", "figure"),
        ("uk", "Строк спливає 30 червня 2026 року.", "Строк спливає 30 вересня 2026 року.", "date"),
        ("uk", "Усі країни підтримали заяву.", "Деякі країни підтримали заяву.", "scope"),
        ("uk", "Він відвідав школу в Одесі вранці.", "Він відвідав школу в Сумах вранці.", "entity"),
        ("uk", "Делегація відвідала м. Харків.", "Делегація відвідала м. Львів.", "entity"),
        ("fr", "Il a rencontré M. Berthier hier.", "Il a rencontré M. Lambert hier.", "entity"),
        ("fr", "Le pays reconnaîtra le texte.", "Le pays reconnaît le texte.", "modality"),
        ("uk", "Речник сказав, що дорогу відкрито.", "Речник припустив, що дорогу відкрито.", "attribution"),
    ],
)
def test_a_class_of_content_is_named(language: str, old: str, new: str, name: str) -> None:
    change = diff(old, new, language=language)

    assert name in {str(label) for edit in change.edits for label in edit.labels}
    assert change.severity == "substantive"


@pytest.mark.parametrize(
    ("language", "old", "new", "name"),
    [
        ("uk", "Він відвідав школу біля Києва.", "Він відвідав школу біля Київ.", "inflection"),
        ("uk", "Говорили про угоду з Україною.", "Говорили про угоди з Україною.", "inflection"),
        ("en", "The ship left the harbour.", "The ships left the harbour.", "inflection"),
        ("fr", "Le navire français part.", "Les navires français partent.", "inflection"),
        ("en", "The organisation of defence matters.", "The organization of defense matters.", "spelling"),
        ("en", "A cease-fire holds.", "A ceasefire holds.", "spelling"),
        ("en", "The house that stands there.", "The house which stands there.", "wording"),
        ("en", "They left, as planned.", "They left; as planned.", "punctuation"),
        ("en", "It costs EUR 1.5 billion a year.", "It costs €1.5bn a year.", "wording"),
        ("en", "He will not go.", "He won't go.", "wording"),
    ],
)
def test_a_small_change_of_wording_is_minor(language: str, old: str, new: str, name: str) -> None:
    change = diff(old, new, language=language)

    assert {str(label) for edit in change.edits for label in edit.labels} == {name}
    assert change.severity == "minor"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It’s “done” – yes…", 'It\'s "done" - yes...'),
        ("A joint Statement", "A joint statement"),
        ("One  space\u00a0here", "One space here"),
        ("1 200 obus", "1\u202f200 obus"),
        ("п’ять об'єктів", "п'ять обʼєктів"),
        ("co\u00adoperation", "cooperation"),
    ],
)
def test_typography_capitals_and_spacing_are_cosmetic(old: str, new: str) -> None:
    assert diff(old, new).severity == "cosmetic"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The good road is open.", "The bad road is open."),
        ("The road is open.", "The northern road is open."),
        ("The northern road is open.", "The road is open."),
        ("两国部长签署了意向书。", "两国部长签署了协议。"),
        ("وقع الوزيران خطاب نوايا في كييف.", "وقع الوزيران اتفاقية في كييف."),
        ("השרים חתמו על מכתב כוונות.", "השרים חתמו על הסכם."),
        ("Міністр підпише цю заяву.", "Міністр підписав цю заяву."),
        ("The army controls the town.", "The army controlled the town."),
        ("Rząd podpisze umowę.", "Rząd podpisał umowę."),
        ("The flag 🇺🇦 flies.", "The flag 🇫🇷 flies."),
        ("It is −5 outside.", "It is 5 outside."),
    ],
)
def test_a_word_with_content_is_substantive_in_any_language(old: str, new: str) -> None:
    assert diff(old, new).severity == "substantive"


@pytest.mark.parametrize(
    ("old", "new", "direction"),
    [
        ("They signed a letter of intent.", "They signed an agreement.", "up"),
        ("They signed an agreement.", "They signed a memorandum of understanding.", "down"),
        ("It will be built.", "It may be built.", "down"),
        ("It may be built.", "It must be built.", "up"),
        ("The bridge opens.", "The bridge may open.", "down"),
    ],
)
def test_the_ladder_of_commitment_tells_the_direction(old: str, new: str, direction: str) -> None:
    found = [label for label in labels(old, new, "en") if label in ("commitment", "modality")]

    assert [label.direction for label in found] == [direction]


@pytest.mark.parametrize(
    ("language", "old", "new", "count"),
    [
        ("fr", "Le ministre signera le texte.", "Le ministre ne signera pas le texte.", "ne … pas"),
        ("en", "It is legal and wise.", "It is neither legal nor wise.", "neither … nor"),
        ("uk", "Вони діяли у місті.", "Вони ніколи не діяли у місті.", "ніколи не"),
    ],
)
def test_a_negation_of_two_words_is_one_thought(language: str, old: str, new: str, count: str) -> None:
    found = [label for label in labels(old, new, language) if label == "negation"]

    assert {label.new for label in found} == {count}


def test_one_negation_for_another_is_no_change_of_negation() -> None:
    assert "negation" not in names("Il ne viendra jamais à Kyiv.", "Il ne viendra pas à Kyiv.", "fr")


def test_a_figure_carries_its_evidence_and_its_difference() -> None:
    [label] = labels("From 600 to 1,200 kits.", "From 600 to 1,100 kits.", "en")

    assert (label.old, label.new, label.delta, label.rule) == ("1,200", "1,100", "−8.3 %", "figure.changed")


def test_the_evidence_of_a_label_is_the_sentence_around_the_change() -> None:
    [label] = labels(
        "We think the programme may be financed by all.", "We think the programme will be financed by all.", "en"
    )

    assert label.evidence == "think the programme will be financed by"


def test_a_changed_scale_word_changes_the_whole_figure() -> None:
    [label] = labels("It costs 1.2 million euros.", "It costs 1.2 billion euros.", "en")

    assert (label.old, label.new, label.delta) == ("1.2 million euros", "1.2 billion euros", "×1,000")


def test_whole_sentences_are_withdrawn_added_or_rewritten() -> None:
    base = "The talks began in the morning. "
    gone = "France will also consider more missiles from its own stocks. "
    other = "Nobody from the press was allowed to enter the old hall. "

    assert names(base + gone + base[:-1], base + base, "en") >= {"withdrawn"}
    assert names(base + base, base + gone + base[:-1], "en") >= {"added"}
    assert names(base + gone + base[:-1], base + other + base[:-1], "en") >= {"rewritten"}


def test_a_pointer_to_other_pages_is_minor() -> None:
    change = diff("The talks began.", "The talks began.\n\nRead more about the talks here.", language="en")

    assert [str(label) for edit in change.edits for label in edit.labels] == ["pointer"]
    assert change.severity == "minor"


def test_a_watched_phrase_wins_with_its_rank_in_any_of_its_forms() -> None:
    watch = [WatchPhrase(phrase="угода", language="uk", rank=3), WatchPhrase(phrase="working group")]

    change = diff("Сторони готують угоду про дрони.", "Сторони готують проєкт про дрони.", language="uk", watch=watch)

    [edit] = change.edits
    assert edit.labels[0] == "watch"
    assert (edit.labels[0].rule, edit.labels[0].old, edit.labels[0].evidence) == ("watch.3", "угоду", "угода")
    assert edit.score > 0.9


def test_a_phrase_watched_in_another_language_stays_silent() -> None:
    watch = [WatchPhrase(phrase="drones", language="fr")]

    change = diff("They sent drones.", "They sent boats.", language="en", watch=watch)

    assert "watch" not in {label for edit in change.edits for label in edit.labels}


def test_a_watched_phrase_in_a_withdrawn_paragraph_is_seen() -> None:
    watch = [WatchPhrase(phrase="cruise missiles")]
    old = "The talks began.\n\nFrance may send cruise missiles from its stocks before the end of the year."

    change = diff(old, "The talks began.", watch=watch)

    assert [str(label) for label in change.edits[0].labels] == ["watch", "withdrawn"]


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("en", "We will pay for it.", "They will pay for it."),
        ("en", "The road to the port.", "The road from the port."),
        ("en", "The town is free.", "The town was free."),
        ("en", "Ships or planes were sent.", "Ships and planes were sent."),
        ("fr", "Nous paierons la route.", "Ils paierons la route."),
        ("uk", "Ми заплатимо за дорогу.", "Вони заплатимо за дорогу."),
    ],
)
def test_who_acts_where_to_and_when_is_never_a_small_rewording(language: str, old: str, new: str) -> None:
    assert diff(old, new, language=language).severity == "substantive"


def test_the_month_of_may_is_a_date_and_no_permission() -> None:
    found = names("It was agreed in May that we go.", "It was agreed in July that we go.", "en")

    assert found == {"date"}


def test_small_words_inside_a_long_new_clause_do_not_outrank_the_rest() -> None:
    clause = ", which some of the older officers may perhaps still remember from their first summers by the sea"

    found = names("The bridge was painted.", f"The bridge{clause}, was painted.", "en")

    assert not found & {"modality", "scope", "attribution"}


def test_an_article_is_a_figure_only_beside_another_number() -> None:
    assert "figure" in names("Ils ont envoyé un navire.", "Ils ont envoyé deux navires.", "fr")
    assert "figure" not in names("Ils ont envoyé un navire.", "Ils ont envoyé le navire.", "fr")


@pytest.mark.parametrize(
    ("old", "new"),
    [("Canada gave 20 million.", "Canada gave 20 20 million."), ("By sea, 15 August.", "By sea, 15 15 August.")],
)
def test_a_word_put_inside_a_figure_or_date_that_is_there_again_is_told_all_the_same(old: str, new: str) -> None:
    change = diff(old, new, language="en")

    assert change.edits[0].labels


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Talks failed to produce a text.", "Talks produced a text."),
        ("The fund fails to pay.", "The fund pays."),
    ],
)
def test_to_fail_to_do_something_is_a_negation(old: str, new: str) -> None:
    assert "negation" in names(old, new, "en")


def test_a_failure_by_itself_is_no_negation() -> None:
    assert "negation" not in names("The engine failed twice.", "The engine stopped twice.", "en")
