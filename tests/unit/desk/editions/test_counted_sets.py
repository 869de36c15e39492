"""Figures of sets, parts and spans in words, and days with their weekdays, in three languages."""

from __future__ import annotations

from itertools import permutations

import pytest

from triples import Triple, find_differing, find_differing_anywhere

AGREEING: tuple[Triple, ...] = (
    (
        "They sent three dozen pumps.",
        "Ils ont envoyé trois douzaines de pompes.",
        "Вони надіслали 36 насосів.",
    ),
    (
        "Backpack pumps of 20 litres: three dozen.",
        "Pompes dorsales de 20 litres : trois douzaines.",
        "Ранцеві обприскувачі на 20 л – 36 од.",
    ),
    (
        "Two dozen states signed.",
        "Deux douzaines d’États ont signé.",
        "Дві дюжини держав підписали.",
    ),
    (
        "A dozen buses were sent.",
        "Une douzaine de bus ont été envoyés.",
        "Надіслали дюжину автобусів.",
    ),
    (
        "Some five dozen people were hurt.",
        "Une soixantaine de personnes ont été blessées.",
        "Постраждали близько 60 осіб.",
    ),
    (
        "Three score families came.",
        "Soixante familles sont venues.",
        "Приїхали 60 родин.",
    ),
    (
        "Two and a half dozen tents were set up.",
        "Deux douzaines et demie de tentes ont été dressées.",
        "Поставили 30 наметів.",
    ),
    (
        "Four dozen cots were handed over.",
        "Quatre douzaines de lits ont été remis.",
        "Передали чотири дюжини ліжок.",
    ),
    (
        "They planted five score trees.",
        "Ils ont planté cinq vingtaines d’arbres.",
        "Посадили сто дерев.",
    ),
    (
        "Some 300 people came.",
        "Trois centaines de personnes sont venues.",
        "Прийшли три сотні людей.",
    ),
    (
        "Thirty people came.",
        "Trois dizaines de personnes sont venues.",
        "Прийшли три десятки людей.",
    ),
    (
        "Four-wheel-drive vehicles with winch: 5.",
        "Véhicules à quatre roues motrices équipés d’un treuil : 5.",
        "Повнопривідні автомобілі з лебідкою – 5 од.",
    ),
    (
        "They gave 12 four-wheel-drive cars.",
        "Ils ont donné 12 voitures à quatre roues motrices.",
        "Вони передали 12 позашляховиків.",
    ),
    (
        "Twelve 4x4 vehicles arrived.",
        "Douze véhicules tout-terrain sont arrivés.",
        "Прибули дванадцять повнопривідних машин.",
    ),
    (
        "The twin-engine aircraft landed.",
        "L’avion bimoteur a atterri.",
        "Двомоторний літак приземлився.",
    ),
    (
        "The three-piece suite was sold.",
        "Le salon a été vendu.",
        "Гарнітур продали.",
    ),
    (
        "A two-wheeler was stolen.",
        "Un deux-roues a été volé.",
        "Викрали мотоцикл.",
    ),
    (
        "The four-lane motorway is open.",
        "L’autoroute à quatre voies est ouverte.",
        "Чотирисмугова автомагістраль відкрита.",
    ),
    (
        "The road is a dual carriageway.",
        "La route est à deux fois deux voies.",
        "Дорога має по дві смуги в кожному напрямку.",
    ),
    (
        "The ship is a three-master.",
        "Le navire est un trois-mâts.",
        "Корабель — трищогловий вітрильник.",
    ),
    (
        "The four-star hotel is closed.",
        "L’hôtel quatre étoiles est fermé.",
        "Чотиризірковий готель зачинено.",
    ),
    (
        "Outside air cools the servers for eleven months of the year.",
        "L’air extérieur refroidit les serveurs onze mois sur douze.",
        "Протягом одинадцяти місяців на рік сервери охолоджує зовнішнє повітря.",
    ),
    (
        "It is open six days a week.",
        "Il est ouvert six jours sur sept.",
        "Він відкритий шість днів на тиждень.",
    ),
    (
        "It is open five days out of seven.",
        "Il est ouvert cinq jours sur sept.",
        "Він відкритий п’ять днів на тиждень.",
    ),
    (
        "It works 20 hours a day.",
        "Il fonctionne 20 heures sur 24.",
        "Він працює 20 годин на добу.",
    ),
    (
        "The hotline is open 24 hours a day.",
        "Le numéro vert est ouvert 24 heures sur 24.",
        "Гаряча лінія працює цілодобово.",
    ),
    (
        "It is dark for four months of the year.",
        "Il fait nuit quatre mois sur douze.",
        "Чотири місяці на рік там темно.",
    ),
    (
        "Japan will work with partners, including the G7.",
        "Afin de parvenir à une paix juste, le Japon travaillera avec ses partenaires, notamment le G7.",
        "Задля миру Японія працюватиме з партнерами, зокрема з «Групою семи».",
    ),
    (
        "Members of the Group of Seven met.",
        "Les membres du G7 se sont réunis.",
        "Члени «Великої сімки» зустрілися.",
    ),
    (
        "The G20 met in one hall.",
        "Le G20 s’est réuni dans une salle.",
        "«Група двадцяти» зібралася в залі.",
    ),
    (
        "The G7 leaders met.",
        "Les dirigeants du Groupe des Sept se sont réunis.",
        "Лідери Групи семи зустрілися.",
    ),
    (
        "It costs one and a quarter million euros.",
        "Cela coûte un million deux cent cinquante mille euros.",
        "Це коштує 1,25 млн євро.",
    ),
    (
        "It costs one and a quarter million.",
        "Cela coûte 1,25 million.",
        "Це коштує мільйон двісті п’ятдесят тисяч.",
    ),
    (
        "It took two and three quarter hours.",
        "Cela a duré deux heures trois quarts.",
        "Це тривало дві години сорок п’ять хвилин.",
    ),
    (
        "It costs three and a half thousand euros.",
        "Cela coûte trois mille cinq cents euros.",
        "Це коштує три з половиною тисячі євро.",
    ),
    (
        "It grew by one and three-quarter per cent.",
        "Cela a augmenté de 1,75 %.",
        "Це зросло на 1,75 %.",
    ),
    (
        "It costs a million and a quarter.",
        "Cela coûte un million et quart.",
        "Це коштує мільйон з чвертю.",
    ),
    (
        "It is two and one-third times larger.",
        "C’est 2⅓ fois plus grand.",
        "Це у 2⅓ раза більше.",
    ),
    (
        "Hundreds are without heating at minus 17 degrees.",
        "Des centaines sont sans chauffage par –17 °C.",
        "Сотні лишаються без опалення в сімнадцятиградусний мороз.",
    ),
    (
        "They work in 35-degree heat.",
        "Ils travaillent par 35 °C.",
        "Вони працюють у тридцятип’ятиградусну спеку.",
    ),
    (
        "It was rated 85 out of 100.",
        "Il a obtenu 85 points sur 100.",
        "Він отримав 85 балів за стобальною шкалою.",
    ),
    (
        "It was rated 8 on a ten-point scale.",
        "Il a été noté 8 sur une échelle de dix points.",
        "Йому поставили 8 за десятибальною шкалою.",
    ),
    (
        "It was rated 4.5 out of five.",
        "Il a été noté 4,5 sur cinq.",
        "Йому поставили 4,5 за п’ятибальною шкалою.",
    ),
    (
        "They visited a lesson for seven-year-olds.",
        "Ils ont assisté à une leçon pour des enfants de sept ans.",
        "Вони побували на уроці для семирічних дітей.",
    ),
    (
        "Five-year-olds must be vaccinated.",
        "Les enfants de cinq ans doivent être vaccinés.",
        "П’ятирічки мають бути щеплені.",
    ),
    (
        "A 12-year-old boy was hurt.",
        "Un garçon de 12 ans a été blessé.",
        "Постраждав дванадцятирічний хлопчик.",
    ),
    (
        "The 30-year-olds voted.",
        "Les trentenaires ont voté.",
        "Тридцятирічні проголосували.",
    ),
    (
        "A nonagenarian was rescued.",
        "Une nonagénaire a été secourue.",
        "Врятували дев’яносторічну жінку.",
    ),
    (
        "The octogenarian won.",
        "L’octogénaire a gagné.",
        "Вісімдесятирічний чоловік переміг.",
    ),
    (
        "A woman in her nineties was rescued.",
        "Une nonagénaire a été secourue.",
        "Врятували жінку, якій за дев’яносто.",
    ),
    (
        "The centenarian was honoured.",
        "Le centenaire a été honoré.",
        "Сторічну людину вшанували.",
    ),
    (
        "The 60-metre mast fell.",
        "Le mât de soixante mètres est tombé.",
        "Шістдесятиметрова щогла впала.",
    ),
    (
        "A twelve-storey building burned.",
        "Un immeuble de douze étages a brûlé.",
        "Горів дванадцятиповерховий будинок.",
    ),
    (
        "A 110-kilovolt line was cut.",
        "Une ligne de 110 kV a été coupée.",
        "Перебито стодесятикіловольтну лінію.",
    ),
    (
        "A two-hundred-page report was published.",
        "Un rapport de deux cents pages a été publié.",
        "Опубліковано двохсотсторінковий звіт.",
    ),
    (
        "Ten-year sentences were given.",
        "Des peines de dix ans ont été prononcées.",
        "Винесено десятирічні вироки.",
    ),
    (
        "The 1000-day war goes on.",
        "La guerre de mille jours continue.",
        "Тисячоденна війна триває.",
    ),
    (
        "The 25-kilogram sacks arrived.",
        "Les sacs de vingt-cinq kilos sont arrivés.",
        "Двадцятип’ятикілограмові мішки прибули.",
    ),
    (
        "A three-hour debate followed.",
        "Un débat de trois heures a suivi.",
        "Потім були тригодинні дебати.",
    ),
    (
        "The 50-million loan was repaid.",
        "Le prêt de cinquante millions a été remboursé.",
        "П’ятдесятимільйонну позику повернули.",
    ),
    (
        "From Monday 25 to Thursday 28 May, the ministry will host an exercise.",
        "Le ministère organisera, du lundi 25 au jeudi 28 mai, un exercice.",
        "Міністерство з понеділка, 25 травня, до четверга, 28 травня, проведе навчання.",
    ),
    (
        "The fair runs from Friday 3 to Sunday 5 July 2026.",
        "La foire se tient du vendredi 3 au dimanche 5 juillet 2026.",
        "Ярмарок триватиме з п’ятниці, 3 липня, до неділі, 5 липня 2026 року.",
    ),
    (
        "It will be closed on Saturday 6 and Sunday 7 June.",
        "Elle sera fermée le samedi 6 et le dimanche 7 juin.",
        "Вона буде зачинена в суботу, 6 червня, та неділю, 7 червня.",
    ),
    (
        "They meet on Tuesday the 2nd and Wednesday the 3rd of June.",
        "Ils se réunissent le mardi 2 et le mercredi 3 juin.",
        "Вони зберуться у вівторок, 2-го, та середу, 3 червня.",
    ),
    (
        "It lasts from the 25th to the 28th of May.",
        "Cela dure du 25 au 28 mai.",
        "Це триває з 25-го до 28 травня.",
    ),
    (
        "Between Monday, 25, and Thursday, 28 May, it is shut.",
        "Entre le lundi 25 et le jeudi 28 mai, c’est fermé.",
        "Між понеділком, 25, і четвергом, 28 травня, зачинено.",
    ),
    (
        "The seminar runs May 25–28.",
        "Le séminaire se tient du 25 au 28 mai.",
        "Семінар триває 25–28 травня.",
    ),
)

DIFFERING: tuple[tuple[str, Triple], ...] = (
    (
        "figure",
        (
            "They sent three dozen pumps.",
            "Ils ont envoyé quatre douzaines de pompes.",
            "Вони надіслали 36 насосів.",
        ),
    ),
    (
        "figure",
        (
            "They sent three dozen pumps.",
            "Ils ont envoyé trois douzaines de pompes.",
            "Вони надіслали 35 насосів.",
        ),
    ),
    (
        "figure",
        (
            "Two and a half dozen tents were set up.",
            "Deux douzaines et demie de tentes ont été dressées.",
            "Поставили 36 наметів.",
        ),
    ),
    (
        "figure",
        (
            "It works 20 hours a day.",
            "Il fonctionne 22 heures sur 24.",
            "Він працює 20 годин на добу.",
        ),
    ),
    (
        "figure",
        (
            "It is open six days a week.",
            "Il est ouvert cinq jours sur sept.",
            "Він відкритий шість днів на тиждень.",
        ),
    ),
    (
        "figure",
        (
            "They gave 12 four-wheel-drive cars.",
            "Ils ont donné 14 voitures à quatre roues motrices.",
            "Вони передали 12 позашляховиків.",
        ),
    ),
    (
        "figure",
        (
            "It costs one and a quarter million euros.",
            "Cela coûte un million deux cent cinquante mille euros.",
            "Це коштує 1,75 млн євро.",
        ),
    ),
    (
        "figure",
        (
            "Hundreds are without heating at minus 17 degrees.",
            "Des centaines sont sans chauffage par –17 °C.",
            "Сотні лишаються без опалення в сімдесятиградусний мороз.",
        ),
    ),
    (
        "figure",
        (
            "They visited a lesson for seven-year-olds.",
            "Ils ont assisté à une leçon pour des enfants de six ans.",
            "Вони побували на уроці для семирічних дітей.",
        ),
    ),
    (
        "figure",
        (
            "The 30-year-olds voted.",
            "Les personnes de quarante ans ont voté.",
            "Тридцятирічні проголосували.",
        ),
    ),
    (
        "figure",
        (
            "A nonagenarian was rescued.",
            "Une nonagénaire a été secourue.",
            "Врятували вісімдесятирічну жінку.",
        ),
    ),
    (
        "figure",
        (
            "A 110-kilovolt line was cut.",
            "Une ligne de 330 kV a été coupée.",
            "Перебито стодесятикіловольтну лінію.",
        ),
    ),
    (
        "figure",
        (
            "The 50-million loan was repaid.",
            "Le prêt de soixante millions a été remboursé.",
            "П’ятдесятимільйонну позику повернули.",
        ),
    ),
    (
        "figure",
        (
            "A two-hundred-page report was published.",
            "Un rapport de deux cents pages a été publié.",
            "Опубліковано трьохсотсторінковий звіт.",
        ),
    ),
    (
        "date",
        (
            "From Monday 25 to Thursday 28 May, the ministry will host an exercise.",
            "Le ministère organisera, du lundi 26 au jeudi 28 mai, un exercice.",
            "Міністерство з понеділка, 25 травня, до четверга, 28 травня, проведе навчання.",
        ),
    ),
    (
        "date",
        (
            "From Monday 25 to Thursday 28 May, the ministry will host an exercise.",
            "Le ministère organisera, du lundi 25 au jeudi 28 mai, un exercice.",
            "Міністерство з понеділка, 25 травня, до четверга, 29 травня, проведе навчання.",
        ),
    ),
    (
        "date",
        (
            "It will be closed on Saturday 6 and Sunday 7 June.",
            "Elle sera fermée le vendredi 6 et le dimanche 7 juin.",
            "Вона буде зачинена в суботу, 6 червня, та неділю, 7 червня.",
        ),
    ),
    (
        "date",
        (
            "It lasts from the 25th to the 28th of May.",
            "Cela dure du 25 au 28 mai.",
            "Це триває з 23-го до 28 травня.",
        ),
    ),
)


@pytest.mark.parametrize("texts", AGREEING, ids=[texts[0] for texts in AGREEING])
def test_one_figure_agrees_in_three_languages_counted_sets(texts: Triple) -> None:
    found = find_differing_anywhere(texts)

    assert [finding for finding in found if finding.kind in ("figure", "date")] == []


@pytest.mark.parametrize(("kind", "texts"), DIFFERING, ids=[" | ".join(texts) for _, texts in DIFFERING])
def test_another_figure_is_told_in_one_line_counted_sets(kind: str, texts: Triple) -> None:
    for order in permutations(range(3)):
        assert [finding.kind for finding in find_differing(texts, order)] == [kind]
