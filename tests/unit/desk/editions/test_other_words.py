"""The same in other words, and something else in nearly the same words: shares, spans, telephones, wishes."""

from __future__ import annotations

import pytest

from triples import Triple, find_differing, find_differing_anywhere

SAME: tuple[Triple, ...] = (
    (
        "The answer is 1,146, of which a quarter stand in the capital.",
        "Leur nombre s’élève à 1 146 ; 25 % d’entre eux se trouvent dans la capitale.",
        "Відповідь: 1146. Чверть із них розташована у столиці.",
    ),
    (
        "A fifth were rented to young families.",
        "20 % ont été loués à de jeunes familles.",
        "П’яту частину здано молодим сім’ям.",
    ),
    (
        "One in five stands empty.",
        "20 % sont vides.",
        "П’ята частина порожня.",
    ),
    (
        "For the first time, four papers in ten will be sat on a computer.",
        "Pour la première fois, 40 % des épreuves se passeront sur ordinateur.",
        "Уперше 40 відсотків іспитів складатимуть на комп’ютері.",
    ),
    (
        "Three out of four pupils passed.",
        "Trois élèves sur quatre ont réussi.",
        "Склали 75 % учнів.",
    ),
    (
        "The share is 30 %.",
        "Trois foyers sur dix sont concernés.",
        "Ідеться про три родини з десяти.",
    ),
    (
        "The train reaches Przemyśl at 6.15 the next morning.",
        "Le train arrive à Przemyśl le lendemain à 6 h 15.",
        "Поїзд прибуває до Перемишля о 06:15 наступного ранку.",
    ),
    (
        "Nineteen came home in the past fortnight.",
        "Dix-neuf sont rentrés au cours des deux dernières semaines.",
        "Дев’ятнадцятеро повернулися за останні два тижні.",
    ),
    (
        "The answer is due within ten working days.",
        "La réponse est due sous dix jours ouvrables.",
        "Відповідь надають упродовж 10 робочих днів.",
    ),
    (
        "It ran for three full years.",
        "Elle a duré trois longues années.",
        "Вона тривала три повні роки.",
    ),
    (
        "Call our embassy in Cairo: +20 2 2378 68 71.",
        "Appelez notre ambassade au Caire : +20 2 2378 6871.",
        "Телефонуйте до посольства в Каїрі: +20 2 23786871.",
    ),
    (
        "Call (044) 238-15-91 for help.",
        "Appelez le 044 238 15 91 pour toute aide.",
        "По допомогу телефонуйте 044 238 1591.",
    ),
    (
        "Drones flew over Moldova on the night of January 29 to 30.",
        "Des drones ont survolé la Moldavie dans la nuit du 29 au 30 janvier.",
        "Безпілотники летіли над Молдовою в ніч із 29 на 30 січня.",
    ),
    (
        "Since April eleven teams have cleared the fields.",
        "Depuis avril, onze équipes ont dépollué les champs.",
        "Від квітня 11 груп очистили поля.",
    ),
    (
        "Vehicles are of type C within the meaning of standard EN 1789.",
        "Les véhicules sont de type C au sens de la norme EN 1789.",
        "Автомобілі належать до типу C за стандартом EN 1789.",
    ),
    (
        "The objects date from the 8th to the 4th centuries.",
        "Ces objets datent du VIIIe au IVe siècle.",
        "Предмети датуються VIII–IV століттями.",
    ),
    (
        "A candle will burn at 4 p.m. May the memory of the victims be eternal.",
        "Une bougie brûlera à 16 heures. Que vive à jamais la mémoire des victimes.",
        "О 16:00 горітиме свічка. Вічна пам’ять жертвам!",
    ),
    (
        "Kyiv hopes that the first judges can be elected this year.",
        "Kyiv espère que les premiers juges pourront être élus cette année.",
        "У Києві сподіваються, що перших суддів вдасться обрати цього року.",
    ),
    (
        "In the small hours of 12 March a drone hit the depot.",
        "Dans la nuit du 11 au 12 mars, un drone a touché le dépôt.",
        "У ніч на 12 березня безпілотник влучив у склад.",
    ),
    (
        "Winds of 90 km/h are forecast.",
        "Des vents de 90 km/h sont attendus.",
        "Прогнозують вітер до 25 м/с.",
    ),
    (
        "The snow lies 30 cm deep on 12 hectares.",
        "La couche de neige atteint 0,3 mètre sur 12 ha.",
        "Сніг завглибшки 30 сантиметрів лежить на 120 000 м².",
    ),
    (
        "Questions must arrive one week before the meeting.",
        "Les questions doivent arriver sept jours avant la réunion.",
        "Запитання мають надійти за тиждень до наради.",
    ),
    (
        "The tone lasts for one minute.",
        "Le son dure une minute.",
        "Сигнал триває 60 с.",
    ),
    (
        "Experts were on the spot in less than a day.",
        "Des experts étaient sur place en moins de 24 heures.",
        "Фахівці прибули на місце менш ніж за добу.",
    ),
    (
        "Of 1,200 suits three-quarters are in large sizes.",
        "Sur 1 200 tenues, 900 sont de grande taille.",
        "Із 1200 костюмів 75 % — великих розмірів.",
    ),
    (
        "The service gets NOK 62 million, 8 million more than last year.",
        "Le service reçoit 62 millions de couronnes norvégiennes, contre 54 millions l’an dernier.",
        "Служба отримає 62 млн норвезьких крон, на 8 млн більше, ніж торік.",
    ),
    (
        "There are 7,200 sirens, of which 5,000 are fixed and the rest mobile.",
        "Il y a 7 200 sirènes, à savoir 5 000 fixes et 2 200 mobiles.",
        "Сирен 7,2 тис.: 5 тис. стаціонарних, решта — мобільні.",
    ),
    (
        "The registers are sent in by the end of the third quarter.",
        "Les registres sont envoyés d’ici au 30 septembre.",
        "Реєстри надсилають до кінця III кварталу.",
    ),
    (
        "They landed in Oslo yesterday evening.",
        "Ils ont atterri à Oslo le 21 janvier au soir.",
        "Учора ввечері вони приземлилися в Осло.",
    ),
    (
        "The museum is closed on Christmas Day.",
        "Le 25 décembre, le musée est fermé.",
        "На Різдво, 25 грудня, музей зачинено.",
    ),
    (
        "It was done in Tallinn on 9 October.",
        "Fait à Tallinn le 9 octobre.",
        "Учинено в Таллінні 09.10.",
    ),
    (
        "The ground has risen by 2.5 centimetres.",
        "Le sol s’est soulevé de 25 millimètres.",
        "Ґрунт піднявся на 2,5 см.",
    ),
    (
        "The line carries 330 kilovolts.",
        "La ligne transporte 330 000 volts.",
        "Напруга лінії — 330 кВ.",
    ),
    (
        "The margin is 40 basis points.",
        "La marge est de 0,40 point de pourcentage.",
        "Маржа становить 0,4 в. п.",
    ),
    (
        "Shipments of grain reached 8.4 million tonnes.",
        "Les expéditions de céréales ont atteint 8,4 Mt.",
        "Перевезення зерна сягнули 8,4 млн т.",
    ),
    (
        "The wait is to fall from five days to 48 hours.",
        "L’attente doit passer de cinq à deux jours.",
        "Очікування має скоротитися з п’яти діб до двох.",
    ),
    (
        "Technical merit carries 70 per cent of the marks.",
        "La qualité technique compte pour 70 points sur 100.",
        "На технічну якість припадає 70 % оцінки.",
    ),
    (
        "Minors have no such allowance.",
        "Les moins de 18 ans n’ont pas droit à cette franchise.",
        "На неповнолітніх ця норма не поширюється.",
    ),
    (
        "At Warsaw’s request experts came at once.",
        "À la demande de la Pologne, des experts sont venus aussitôt.",
        "На прохання Варшави негайно прибули експерти.",
    ),
    (
        "It is run by the Food and Agriculture Organization.",
        "Elle est gérée par la FAO.",
        "Нею керує ФАО.",
    ),
    (
        "The EU mechanism covers the cost.",
        "Le mécanisme de l’Union prend en charge les frais.",
        "Витрати покриває механізм ЄС.",
    ),
    (
        "The centres are in Tromsø and Bodø.",
        "Les centres se trouvent à Tromsø et à Bodø.",
        "Центри розташовані у Тромсе й Буде.",
    ),
    (
        "The warning may yet be raised to red.",
        "Un passage au rouge n’est pas exclu.",
        "Не виключено, що попередження підвищать до червоного.",
    ),
    (
        "You need not give up your passport to anyone.",
        "Vous n’êtes tenu de remettre votre passeport à personne.",
        "Ви не зобов’язані нікому віддавати паспорт.",
    ),
    (
        "How long may I stay?",
        "Combien de temps puis-je rester ?",
        "Як довго я можу перебувати в країні?",
    ),
    (
        "Chile is ready to consider any request for aid.",
        "Le Chili se tient prêt à examiner toute demande d’aide.",
        "Чилі готова розглянути будь-яке прохання про допомогу.",
    ),
    (
        "In the first nine months of 2026 officers found 3,412 cases.",
        "Au cours des trois premiers trimestres de 2026, 3 412 cas ont été relevés.",
        "За січень–вересень 2026 року виявлено 3412 випадків.",
    ),
    (
        "Article 1. The Parties meet in Riga.",
        "Article 1er. Les Parties se réunissent à Riga.",
        "Стаття 1. Сторони зустрічаються в Ризі.",
    ),
    (
        "Questions may be put to the helpline on weekdays.",
        "La ligne d’assistance est joignable en semaine.",
        "Із запитаннями можна звертатися на гарячу лінію в робочі дні.",
    ),
    (
        "Minister Kwesi Amoako spoke.",
        "Le ministre Kwesi Amoako a pris la parole.",
        "Виступив міністр Квесі Амоако.",
    ),
    (
        "Buses will run every 30 minutes.",
        "Des autocars circuleront toutes les demi-heures.",
        "Автобуси курсуватимуть щопівгодини.",
    ),
    (
        "The line to St. Anton is closed.",
        "La ligne de Sankt Anton est fermée.",
        "Лінію до Санкт-Антона закрито.",
    ),
    (
        "The use of gas has doubled in six years.",
        "L’utilisation du gaz a doublé en six ans.",
        "Використання газу за шість років зросло вдвічі.",
    ),
    (
        "Symptoms can take up to 70 days to develop.",
        "Les symptômes peuvent mettre jusqu’à 70 jours à se manifester.",
        "Для розвитку симптомів інколи потрібно до 70 днів.",
    ),
    (
        "Our eleven won the final.",
        "Notre onze a gagné la finale.",
        "Наша одинадцятка виграла фінал.",
    ),
    (
        "One euro in five will go to the purchase of land.",
        "20 % iront à l’acquisition de terrains.",
        "П’ята частина цієї суми піде на придбання землі.",
    ),
    (
        "A first-class ticket costs half as much again.",
        "Le billet de première classe est moitié plus cher.",
        "Квиток у перший клас у півтора раза дорожчий.",
    ),
    (
        "It is open to pedestrians and cars.",
        "Y sont admis les piétons et les voitures.",
        "Ним зможуть скористатися пішоходи й автомобілі.",
    ),
)

OTHER: tuple[tuple[str, Triple], ...] = (
    (
        "figure",
        (
            "The use of gas has doubled in six years.",
            "L’utilisation du gaz a triplé en six ans.",
            "Використання газу за шість років зросло вдвічі.",
        ),
    ),
    (
        "term",
        (
            "Qatar undertook to cover the costs.",
            "Le Qatar s’est engagé à prendre en charge les frais.",
            "Катар висловив готовність покрити витрати.",
        ),
    ),
    (
        "term",
        (
            "Each Party shall answer a request within thirty days.",
            "Chaque Partie s’efforce de répondre à toute demande dans un délai de trente jours.",
            "Кожна Сторона надає відповідь на запит протягом 30 днів.",
        ),
    ),
    (
        "term",
        (
            "Trekkers should hire a licensed guide.",
            "Il est recommandé aux randonneurs d’engager un guide agréé.",
            "Туристи зобов’язані найняти ліцензованого гіда.",
        ),
    ),
    (
        "term",
        (
            "The school must inform the parents.",
            "L’école est tenue d’informer les parents.",
            "Школі рекомендовано повідомити батьків.",
        ),
    ),
    (
        "term",
        (
            "From 1 September we will fund two hours a week.",
            "À compter du 1er septembre, nous envisageons de financer deux heures par semaine.",
            "З 1 вересня ми фінансуватимемо дві години на тиждень.",
        ),
    ),
    (
        "name",
        (
            "They were flown out by the Norwegian Red Cross.",
            "Ils ont été évacués par la Croix-Rouge danoise.",
            "Їх вивіз Норвезький Червоний Хрест.",
        ),
    ),
    (
        "name",
        (
            "The attack hit the port of Gdynia.",
            "L’attaque a touché le port de Gdańsk.",
            "Атака вразила порт Гданськ.",
        ),
    ),
    (
        "name",
        (
            "The section between Athenry and Tuam was cleared.",
            "Le tronçon entre Athenry et Tuam a été dégagé.",
            "Розчистили ділянку між Атенраєм і Міллтауном.",
        ),
    ),
    (
        "name",
        (
            "Ships wait in the port of Galați for five days.",
            "Les navires attendent cinq jours dans le port de Galați.",
            "Судна чекають у порту Джурджу п’ять днів.",
        ),
    ),
    (
        "term",
        (
            "The Government intends to ban the trade.",
            "Le Gouvernement interdira ce commerce.",
            "Уряд заборонить цю торгівлю.",
        ),
    ),
    (
        "term",
        (
            "The two sides agreed to set up a laboratory. They also decided to meet in October.",
            "Les deux parties ont évoqué la création d’un laboratoire. Elles ont aussi décidé de se revoir en octobre.",
            "Сторони обговорили створення лабораторії. Вони також вирішили зустрітися в жовтні.",
        ),
    ),
    (
        "term",
        (
            "The Committee will raise the rate if inflation exceeds 5 per cent. Lorato Kgathi voted against.",
            "Lorato Kgathi a voté contre. Le Comité pourrait relever le taux si l’inflation dépassait 5 %.",
            "Комітет підвищить ставку, якщо інфляція перевищить 5 %. Лорато Кгаті голосувала проти.",
        ),
    ),
    (
        "figure",
        (
            "The service gets NOK 62 million, 8 million more than last year.",
            "Le service reçoit 62 millions de couronnes norvégiennes, contre 52 millions l’an dernier.",
            "Служба отримає 62 млн норвезьких крон, на 8 млн більше, ніж торік.",
        ),
    ),
    (
        "date",
        (
            "On the night of 11 to 12 March a drone hit the depot.",
            "Dans la nuit du 11 au 12 mars, un drone a touché le dépôt.",
            "У ніч на 13 березня безпілотник влучив у склад.",
        ),
    ),
    (
        "figure",
        (
            "Winds of 90 km/h are forecast.",
            "Des vents de 90 km/h sont attendus.",
            "Прогнозують вітер до 35 м/с.",
        ),
    ),
    (
        "figure",
        (
            "A quarter stand in the capital.",
            "Un quart se trouve dans la capitale.",
            "20 % розташовано у столиці.",
        ),
    ),
    (
        "figure",
        (
            "Four papers in ten will be sat on a computer.",
            "30 % des épreuves se passeront sur ordinateur.",
            "40 відсотків іспитів складатимуть на комп’ютері.",
        ),
    ),
    (
        "date",
        (
            "The train reaches Przemyśl at 6:15 the next morning.",
            "Le train arrive à Przemyśl le lendemain à 6 h 45.",
            "Поїзд прибуває до Перемишля о 06:15 наступного ранку.",
        ),
    ),
    (
        "figure",
        (
            "Nineteen came home in the past fortnight.",
            "Dix-neuf sont rentrés au cours des trois dernières semaines.",
            "Дев’ятнадцятеро повернулися за останні два тижні.",
        ),
    ),
    (
        "figure",
        (
            "Call our embassy in Cairo: +20 2 2378 68 71.",
            "Appelez notre ambassade au Caire : +20 2 2378 6871.",
            "Телефонуйте до посольства в Каїрі: +20 2 23786872.",
        ),
    ),
    (
        "date",
        (
            "Drones flew over Moldova on the night of January 29 to 30.",
            "Des drones ont survolé la Moldavie dans la nuit du 29 au 31 janvier.",
            "Безпілотники летіли над Молдовою в ніч із 29 на 30 січня.",
        ),
    ),
    (
        "figure",
        (
            "Since April eleven teams have cleared the fields.",
            "Depuis avril, onze équipes ont dépollué les champs.",
            "Від квітня 12 груп очистили поля.",
        ),
    ),
    (
        "term",
        (
            "The ministry advises against all travel to the east coast.",
            "Le ministère invite à la prudence lors de tout voyage sur la côte est.",
            "Міністерство радить утриматися від поїздок на східне узбережжя.",
        ),
    ),
    (
        "term",
        (
            "The three States undertake to consult within 24 hours.",
            "Les trois États s’engagent à se consulter dans les 24 heures.",
            "Три держави можуть провести консультації протягом 24 годин.",
        ),
    ),
)


@pytest.mark.parametrize("texts", SAME, ids=[texts[0] for texts in SAME])
def test_the_same_in_other_words_agrees(texts: Triple) -> None:
    assert find_differing_anywhere(texts) == []


@pytest.mark.parametrize(("kind", "texts"), OTHER, ids=[texts[0] for _, texts in OTHER])
def test_something_else_in_nearly_the_same_words_differs_in_one_line(kind: str, texts: Triple) -> None:
    assert [finding.kind for finding in find_differing(texts)] == [kind]
