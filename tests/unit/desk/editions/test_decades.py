"""Decades in digits and words, in three languages."""

from __future__ import annotations

from itertools import permutations

import pytest

from triples import Triple, find_differing, find_differing_anywhere

AGREEING: tuple[Triple, ...] = (
    (
        "Half of the bog was drained in the sixties and seventies.",
        "La moitié de la tourbière a été drainée dans les années 1960 et 1970.",
        "Половину болота осушили в 1960-х і 1970-х роках.",
    ),
    (
        "It was built in the 1990s.",
        "Elle a été construite dans les années 90.",
        "Її збудували в дев’яностих.",
    ),
    (
        "It was built in the nineties.",
        "Elle a été construite dans les années quatre-vingt-dix.",
        "Її збудували в 90-х роках.",
    ),
    (
        "It was built in the 1960s and 1970s.",
        "Elle a été construite dans les années soixante et soixante-dix.",
        "Її збудували в 60-х та 70-х роках.",
    ),
    (
        "It was built in the '80s.",
        "Elle a été construite dans les années quatre-vingt.",
        "Її збудували у вісімдесятих роках.",
    ),
    (
        "It was built in the early 1950s.",
        "Elle a été construite au début des années cinquante.",
        "Її збудували на початку п’ятдесятих років.",
    ),
    (
        "It was closed in the eighties.",
        "Elle a été fermée dans les années 1980.",
        "Її закрили у 1980-ті роки.",
    ),
    (
        "The stock of the twenties is lost.",
        "Le fonds des années vingt est perdu.",
        "Фонд двадцятих років втрачено.",
    ),
    (
        "Houses of the 1930s were torn down.",
        "Les maisons des années trente ont été démolies.",
        "Будинки тридцятих років знесли.",
    ),
    (
        "The 2010s were dry.",
        "Les années 2010 ont été sèches.",
        "2010-ті були посушливими.",
    ),
    (
        "From the 1970s to the 1990s it grew.",
        "Des années 1970 aux années 1990, elle a grandi.",
        "З 1970-х до 1990-х вона зростала.",
    ),
    (
        "The 60 pupils and the 20 teachers left.",
        "Les 60 élèves et les 20 enseignants sont partis.",
        "60 учнів і 20 учителів поїхали.",
    ),
    (
        "It lasted 60 years.",
        "Cela a duré soixante années.",
        "Це тривало 60 років.",
    ),
    (
        "He was jailed for twenty years.",
        "Il a été emprisonné pendant vingt années.",
        "Він просидів у в’язниці двадцять років.",
    ),
    (
        "The 1960 elections were annulled.",
        "Les élections de 1960 ont été annulées.",
        "Вибори 1960 року скасували.",
    ),
    (
        "In the 1970s and 80s, the river was clean.",
        "Dans les années 70 et 80, le fleuve était propre.",
        "У 1970-ті та 80-ті роки річка була чистою.",
    ),
    (
        "Since the mid-1990s, 40 schools have closed.",
        "Depuis le milieu des années 1990, 40 écoles ont fermé.",
        "Із середини 1990-х закрили 40 шкіл.",
    ),
    (
        "In the 1960s, 1970s and 1980s, the mine was open.",
        "Dans les années 60, 70 et 80, la mine était ouverte.",
        "У 60-х, 70-х та 80-х роках шахта працювала.",
    ),
    (
        "The church dates from the 1860s.",
        "L’église date des années 1860.",
        "Церква походить із 1860-х років.",
    ),
)

DIFFERING: tuple[tuple[str, Triple], ...] = (
    (
        "figure",
        (
            "It lasted 60 years.",
            "Cela a duré cinquante années.",
            "Це тривало 60 років.",
        ),
    ),
    (
        "date",
        (
            "The church dates from the 1860s.",
            "L’église date des années 1880.",
            "Церква походить із 1860-х років.",
        ),
    ),
    (
        "date",
        (
            "It was built in the 1990s.",
            "Elle a été construite dans les années 80.",
            "Її збудували в дев’яностих.",
        ),
    ),
    (
        "date",
        (
            "Half of the bog was drained in the sixties and seventies.",
            "La moitié de la tourbière a été drainée dans les années 1960 et 1980.",
            "Половину болота осушили в 1960-х і 1970-х роках.",
        ),
    ),
    (
        "date",
        (
            "It was closed in the eighties.",
            "Elle a été fermée dans les années 1980.",
            "Її закрили у 1970-ті роки.",
        ),
    ),
    (
        "date",
        (
            "Houses of the 1930s were torn down.",
            "Les maisons des années quarante ont été démolies.",
            "Будинки тридцятих років знесли.",
        ),
    ),
)


@pytest.mark.parametrize("texts", AGREEING, ids=[texts[0] for texts in AGREEING])
def test_one_figure_agrees_in_three_languages_decades(texts: Triple) -> None:
    found = find_differing_anywhere(texts)

    assert [finding for finding in found if finding.kind in ("figure", "date")] == []


@pytest.mark.parametrize(("kind", "texts"), DIFFERING, ids=[" | ".join(texts) for _, texts in DIFFERING])
def test_another_figure_is_told_in_one_line_decades(kind: str, texts: Triple) -> None:
    for order in permutations(range(3)):
        assert [finding.kind for finding in find_differing(texts, order)] == [kind]
