"""One sentence in three languages: what agrees however it is written, and what differs."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest

from triples import Triple, compare

AGREEING: tuple[Triple, ...] = (
    (
        "The fund holds 1.2 billion euros.",
        "Le fonds dispose de 1 200 millions d’euros.",
        "Фонд має 1,2 млрд євро.",
    ),
    (
        "Twenty-one states signed.",
        "Vingt et un États ont signé.",
        "Підписала двадцять одна держава.",
    ),
    (
        "A third of the 300 houses were repaired.",
        "Un tiers des 300 maisons a été réparé.",
        "Відремонтовано третину з 300 будинків.",
    ),
    (
        "Half of the sum was paid.",
        "50 % de la somme ont été versés.",
        "Виплачено половину суми.",
    ),
    (
        "The programme lasts five years.",
        "Le programme quinquennal est lancé.",
        "Розпочато п’ятирічну програму.",
    ),
    (
        "The loan runs for 18 months.",
        "Le prêt court sur un an et demi.",
        "Позика розрахована на 18 місяців.",
    ),
    (
        "On Tuesday, 3 March 2026, they met in Geneva.",
        "Ils se sont réunis à Genève le mardi 3 mars 2026.",
        "3 березня 2026 року вони зустрілися в Женеві.",
    ),
    (
        "They met on 03.03.2026.",
        "Ils se sont réunis le 3 mars.",
        "Вони зустрілися 3 березня.",
    ),
    (
        "The meeting is at 3:30 p.m.",
        "La réunion est à 15 h 30.",
        "Зустріч о 15:30.",
    ),
    (
        "Over 1,500 people attended.",
        "Plus de 1 500 personnes y ont assisté.",
        "Понад півтори тисячі людей взяли участь.",
    ),
    (
        "Article 5 of the treaty applies.",
        "L’article 5 du traité s’applique.",
        "Застосовується стаття 5 договору.",
    ),
    (
        "The 27 members agreed on resolution 2758.",
        "Les 27 membres se sont accordés sur la résolution 2758.",
        "27 членів погодили резолюцію 2758.",
    ),
    (
        "NATO and the EU met with President Zelensky.",
        "L’OTAN et l’UE ont rencontré le président Zelensky.",
        "НАТО та ЄС зустрілися з президентом Зеленським.",
    ),
    (
        "The United Kingdom and the Netherlands lead the coalition.",
        "Le Royaume-Uni et les Pays-Bas dirigent la coalition.",
        "Велика Британія та Нідерланди очолюють коаліцію.",
    ),
    (
        "Germany delivered two IRIS-T batteries and Gepard guns.",
        "L’Allemagne a livré deux batteries IRIS-T et des canons Gepard.",
        "Німеччина передала дві батареї IRIS-T і установки Gepard.",
    ),
    (
        "The price fell by 12.5 percent to $47 a barrel.",
        "Le prix a baissé de 12,5 % à 47 dollars le baril.",
        "Ціна впала на 12,5 відсотка до 47 доларів за барель.",
    ),
    (
        "In 2024-25 exports grew.",
        "En 2024-25, les exportations ont augmenté.",
        "У 2024–2025 роках експорт зріс.",
    ),
    (
        "The first quarter of 2026 was good.",
        "Le premier trimestre 2026 a été bon.",
        "Перший квартал 2026 року був добрим.",
    ),
    (
        "Several hundred soldiers, including 40 officers, took part.",
        "Plusieurs centaines de soldats, dont 40 officiers, ont participé.",
        "Участь узяли кількасот військових, зокрема 40 офіцерів.",
    ),
    (
        "Foreign Minister Jean-Noël Barrot thanked Andrii Sybiha.",
        "Le ministre Jean-Noël Barrot a remercié Andriï Sybiha.",
        "Міністр Жан-Ноель Барро подякував Андрію Сибізі.",
    ),
    (
        "The Black Sea grain initiative was signed in Istanbul.",
        "L’initiative céréalière de la mer Noire a été signée à Istanbul.",
        "Чорноморську зернову ініціативу підписали у Стамбулі.",
    ),
    (
        "The agreement may enter into force in May.",
        "L’accord pourrait entrer en vigueur en mai.",
        "Угода може набути чинності у травні.",
    ),
    (
        "He has served for ten years; he is 45.",
        "Il sert depuis dix ans ; il a 45 ans.",
        "Він служить десять років; йому 45.",
    ),
    (
        "A 10-day truce began at midnight.",
        "Une trêve de dix jours a commencé à minuit.",
        "Десятиденне перемир’я почалося опівночі.",
    ),
    (
        "The 2nd brigade lost 3 vehicles.",
        "La 2e brigade a perdu trois véhicules.",
        "2-га бригада втратила три машини.",
    ),
    (
        "It costs about 3 million pounds.",
        "Cela coûte environ 3 millions de livres sterling.",
        "Це коштує близько трьох мільйонів фунтів стерлінгів.",
    ),
    (
        "Between 15 and 20 June the lines were cut 4 times.",
        "Entre le 15 et le 20 juin, les lignes ont été coupées à quatre reprises.",
        "Між 15 і 20 червня лінії перерізали чотири рази.",
    ),
    (
        "Some 0.7% of GDP, or 700 million euros, goes to aid.",
        "Quelque 0,7 % du PIB, soit 0,7 milliard d’euros, vont à l’aide.",
        "Близько 0,7 % ВВП, тобто 700 млн євро, йде на допомогу.",
    ),
    (
        "President Duda spoke with Donald Tusk in Kraków.",
        "Le président Duda s’est entretenu avec Donald Tusk à Cracovie.",
        "Президент Дуда поговорив із Дональдом Туском у Кракові.",
    ),
    (
        "The ministers discussed the roadmap.",
        "Les ministres ont évoqué la feuille de route.",
        "Міністри обговорили дорожню карту.",
    ),
    (
        "The White House confirmed the visit of Secretary Rubio.",
        "La Maison-Blanche a confirmé la visite du secrétaire Rubio.",
        "Білий дім підтвердив візит держсекретаря Рубіо.",
    ),
    (
        "The Ministry of Foreign Affairs of Japan thanked the Embassy.",
        "Le ministère des Affaires étrangères du Japon a remercié l’ambassade.",
        "Міністерство закордонних справ Японії подякувало Посольству.",
    ),
    (
        "Two-thirds of the members voted in favour.",
        "Les deux tiers des membres ont voté pour.",
        "Дві третини членів проголосували за.",
    ),
    (
        "More than 1 in 5 children left school.",
        "Plus d’un enfant sur cinq a quitté l’école.",
        "Понад кожна п’ята дитина покинула школу.",
    ),
    (
        "The convoy of 1,000 trucks reached Kherson and Beryslav.",
        "Le convoi de 1000 camions a atteint Kherson et Beryslav.",
        "Колона з 1 тис. вантажівок дісталася Херсона та Берислава.",
    ),
    (
        "Sanctions remain until 31 January 2027.",
        "Les sanctions restent en vigueur jusqu’au 31 janvier 2027.",
        "Санкції чинні до 31 січня 2027 року включно.",
    ),
    (
        "Eleven of the fifteen members of the Security Council voted yes.",
        "Onze des quinze membres du Conseil de sécurité ont voté oui.",
        "Одинадцять із п’ятнадцяти членів Ради Безпеки проголосували за.",
    ),
    (
        "The delegation visited Saint-Nazaire and the Chantiers de l’Atlantique.",
        "La délégation a visité Saint-Nazaire et les Chantiers de l’Atlantique.",
        "Делегація відвідала Сен-Назер і верф Chantiers de l’Atlantique.",
    ),
    (
        "Ukraine received $1.5bn from the IMF.",
        "L’Ukraine a reçu 1,5 milliard de dollars du FMI.",
        "Україна отримала від МВФ 1,5 млрд дол. США.",
    ),
    (
        "It covers 2,500 sq km of Donetsk and Luhansk regions.",
        "Elle couvre 2 500 km² des régions de Donetsk et de Louhansk.",
        "Вона охоплює 2500 кв. км Донецької та Луганської областей.",
    ),
    (
        "The museum is open from 8 a.m. to 8 p.m.",
        "Le musée est ouvert de 8 heures à 20 heures.",
        "Музей відчинено з 8:00 до 20:00.",
    ),
    (
        "The office opens at 9.30 a.m.",
        "Le bureau ouvre à 9 h 30.",
        "Установа відчиняється о 9:30.",
    ),
    (
        "The hall is open from 9 to 11 p.m.",
        "La salle est ouverte de 21 à 23 heures.",
        "Зала відчинена з 21:00 до 23:00.",
    ),
    (
        "The line answers around the clock.",
        "La ligne répond 24 heures sur 24.",
        "Лінія працює цілодобово.",
    ),
    (
        "More than eleven thousand schools took part.",
        "Plus de onze mille écoles ont participé.",
        "Кампанію провели в понад одинадцяти тисячах шкіл.",
    ),
    (
        "The EU–Ukraine council met in Kyiv.",
        "Le conseil UE-Ukraine s’est réuni à Kyiv.",
        "Рада Україна — ЄС зібралася в Києві.",
    ),
    (
        "Talks with the Czech Republic continue.",
        "Les pourparlers avec la République tchèque se poursuivent.",
        "Переговори з урядом Чехії тривають.",
    ),
    (
        "A storm struck Zakarpattia and the Carpathians.",
        "Une tempête a frappé la Transcarpatie et les Carpates.",
        "Буря вразила Закарпаття та Карпати.",
    ),
    (
        "The film won the Semaine de la critique prize.",
        "Le film a reçu le prix de la Semaine de la critique.",
        "Фільм здобув приз Semaine de la critique.",
    ),
    (
        "Montenegro pledged support.",
        "Le Monténégro s’est engagé à soutenir le projet.",
        "Чорногорія зобов’язалася підтримати проєкт.",
    ),
    (
        "The bank grants a loan.",
        "La banque accorde un prêt.",
        "Банк надає кредит.",
    ),
    (
        "The film “Salt and Silence” won.",
        "Le film « Le Sel et le Silence » a gagné.",
        "Перемогла стрічка «Сіль і тиша».",
    ),
    (
        "Small enterprises and the railways gain.",
        "Les PME et la SNCF y gagnent.",
        "Виграють малі підприємства та залізниця.",
    ),
    (
        "It was contained by 5 a.m. and out by 7 p.m.",
        "Il était contenu à 5 heures du matin et éteint à 7 heures du soir.",
        "До 5:00 її локалізували, о 7 годині вечора погасили.",
    ),
    (
        "They spent three and a half years there.",
        "Ils y ont passé trois ans et demi.",
        "Вони провели там три з половиною роки.",
    ),
    (
        "The prefect of New Aquitaine came.",
        "Le préfet de Nouvelle-Aquitaine est venu.",
        "Прибув префект Нової Аквітанії.",
    ),
    (
        "The code comes by text message.",
        "Le code arrive par SMS.",
        "Код надходить через SMS.",
    ),
)

DIFFERING: tuple[tuple[str, Triple], ...] = (
    (
        "date",
        (
            "The museum is open from 8 a.m. to 8 p.m.",
            "Le musée est ouvert de 9 heures à 20 heures.",
            "Музей відчинено з 8:00 до 20:00.",
        ),
    ),
    (
        "term",
        (
            "The bank provided a loan.",
            "La banque a versé une subvention.",
            "Банк надав позику.",
        ),
    ),
    (
        "term",
        (
            "The government recommended a rise.",
            "Le gouvernement s’est engagé à une hausse.",
            "Уряд зобов’язався до підвищення.",
        ),
    ),
    (
        "name",
        (
            "Talks with the Czech Republic continue.",
            "Les pourparlers avec la Slovaquie se poursuivent.",
            "Переговори з урядом Чехії тривають.",
        ),
    ),
    (
        "figure",
        (
            "The fund holds 1.2 billion euros.",
            "Le fonds dispose de 1 300 millions d’euros.",
            "Фонд має 1,2 млрд євро.",
        ),
    ),
    (
        "figure",
        (
            "Twenty-one states signed.",
            "Vingt-deux États ont signé.",
            "Підписала двадцять одна держава.",
        ),
    ),
    (
        "figure",
        (
            "A third of the 300 houses were repaired.",
            "La moitié des 300 maisons a été réparée.",
            "Відремонтовано третину з 300 будинків.",
        ),
    ),
    (
        "figure",
        (
            "The programme lasts five years.",
            "Le programme durera sept ans.",
            "Розпочато п’ятирічну програму.",
        ),
    ),
    (
        "date",
        (
            "They met on 03.03.2026.",
            "Ils se sont réunis le 4 mars.",
            "Вони зустрілися 3 березня.",
        ),
    ),
    (
        "date",
        (
            "The meeting is at 3:30 p.m.",
            "La réunion est à 15 h 30.",
            "Зустріч о 16:30.",
        ),
    ),
    (
        "figure",
        (
            "Article 5 of the treaty applies.",
            "L’article 6 du traité s’applique.",
            "Застосовується стаття 5 договору.",
        ),
    ),
    (
        "name",
        (
            "President Macron met Olaf Scholz in Berlin.",
            "Le président Macron a rencontré Friedrich Merz à Berlin.",
            "Президент Макрон зустрівся з Олафом Шольцем у Берліні.",
        ),
    ),
    (
        "name",
        (
            "Poland gave ten tanks.",
            "La Slovaquie a donné dix chars.",
            "Польща передала десять танків.",
        ),
    ),
    (
        "term",
        (
            "The sides signed a memorandum.",
            "Les parties ont signé un mémorandum.",
            "Сторони підписали угоду.",
        ),
    ),
    (
        "term",
        (
            "They approved the plan.",
            "Ils ont rejeté le plan.",
            "Вони схвалили план.",
        ),
    ),
    (
        "date",
        (
            "Talks start on Monday.",
            "Les pourparlers commencent lundi.",
            "Переговори починаються у вівторок.",
        ),
    ),
    (
        "term",
        (
            "Deliveries may begin in June.",
            "Les livraisons commenceront en juin.",
            "Постачання почнеться в червні.",
        ),
    ),
    (
        "figure",
        (
            "The third meeting took place in Vienna.",
            "La troisième réunion a eu lieu à Vienne.",
            "Четверта зустріч відбулася у Відні.",
        ),
    ),
    (
        "figure",
        (
            "Some 2,500 soldiers train abroad.",
            "Quelque 2 500 soldats s’entraînent à l’étranger.",
            "Близько 2 600 військових тренуються за кордоном.",
        ),
    ),
    (
        "figure",
        (
            "It costs 30 million euros.",
            "Cela coûte 30 millions de dollars.",
            "Це коштує 30 млн євро.",
        ),
    ),
)


@pytest.mark.parametrize("texts", AGREEING, ids=[texts[0] for texts in AGREEING])
def test_what_is_only_written_otherwise_agrees(texts: Triple) -> None:
    assert compare(texts).differing == ()
    for pair in combinations(range(3), 2):
        assert compare(texts, pair).differing == ()


@pytest.mark.parametrize(("kind", "texts"), DIFFERING, ids=[texts[0] for _, texts in DIFFERING])
def test_another_fact_differs_in_just_one_line(kind: str, texts: Triple) -> None:
    for order in permutations(range(3)):
        assert [finding.kind for finding in compare(texts, order).differing] == [kind]


def test_many_paragraphs_find_their_counterparts() -> None:
    comparison = compare(
        ("\n\n".join(t[0] for t in AGREEING), "\n\n".join(t[1] for t in AGREEING), "\n\n".join(t[2] for t in AGREEING))
    )

    assert comparison.rows == tuple({0: (row,), 1: (row,), 2: (row,)} for row in range(len(AGREEING)))
    assert comparison.differing == ()


def test_a_text_without_paragraphs_is_compared_sentence_by_sentence() -> None:
    comparison = compare(
        (" ".join(t[0] for t in AGREEING), " ".join(t[1] for t in AGREEING), " ".join(t[2] for t in AGREEING))
    )

    assert len(comparison.rows) == 1
    assert comparison.differing == ()


def test_a_paragraph_that_stands_elsewhere_is_not_missing() -> None:
    texts = [[t[number] for t in AGREEING[:12]] for number in range(3)]
    texts[1].insert(2, texts[1].pop(9))

    comparison = compare(("\n\n".join(texts[0]), "\n\n".join(texts[1]), "\n\n".join(texts[2])))

    assert comparison.differing == ()


def test_a_paragraph_without_a_counterpart_is_told_with_the_editions_that_lack_it() -> None:
    texts = [[t[number] for t in AGREEING[:12]] for number in range(3)]
    gone = texts[0].pop(5)

    comparison = compare(("\n\n".join(texts[0]), "\n\n".join(texts[1]), "\n\n".join(texts[2])))

    (finding,) = comparison.differing
    assert gone.startswith("The loan")
    assert (finding.kind, finding.verdict, finding.silent, finding.groups) == ("paragraph", "missing", (0,), ((1, 2),))


def test_editions_of_nothing_have_no_facts() -> None:
    assert compare(("", "", "")).findings == ()
    assert compare(("", "Le fonds dispose de 3 millions.", "")).rows == ({1: (0,)},)
