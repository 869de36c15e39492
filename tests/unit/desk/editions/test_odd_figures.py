"""One sentence in three languages with figures and dates in odd writings: what agrees, and what differs."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest

from triples import Triple, find_differing

AGREEING: tuple[Triple, ...] = (
    (
        "The grant covers two thirds of the costs.",
        "La subvention couvre les deux tiers des coûts.",
        "Грант покриває дві третини витрат.",
    ),
    (
        "Some thirty delegations attended the opening.",
        "Une trentaine de délégations ont assisté à l’ouverture.",
        "На відкритті були присутні близько тридцяти делегацій.",
    ),
    (
        "The ceasefire lasted only thirty-six hours.",
        "Le cessez-le-feu n’a tenu que trente-six heures.",
        "Перемир’я протрималося лише півтори доби.",
    ),
    (
        "The envoy will report every six months.",
        "L’envoyé fera rapport chaque semestre.",
        "Посланник звітуватиме щопівроку.",
    ),
    (
        "Half a million people live without heating.",
        "Un demi-million de personnes vivent sans chauffage.",
        "Півмільйона людей живуть без опалення.",
    ),
    (
        "The line is two hundred and fifty kilometres long.",
        "La ligne mesure 250 km.",
        "Довжина лінії — двісті п’ятдесят кілометрів.",
    ),
    (
        "The rate was cut by a quarter of a percentage point.",
        "Le taux a été abaissé d’un quart de point.",
        "Ставку знижено на чверть відсоткового пункту.",
    ),
    (
        "At night the temperature fell to 15 degrees below zero.",
        "La nuit, la température est tombée à –15 °C.",
        "Уночі температура впала до 15 градусів морозу.",
    ),
    (
        "The forty-five-minute meeting was closed to the press.",
        "L’entretien de trois quarts d’heure s’est déroulé à huis clos.",
        "Сорокап’ятихвилинна зустріч пройшла за зачиненими дверима.",
    ),
    (
        "The bill passed on its third reading by 226 votes.",
        "Le texte a été adopté en troisième lecture par 226 voix.",
        "Законопроєкт ухвалили в третьому читанні 226 голосами.",
    ),
    (
        "The fund received a one-off payment of €1.75 billion.",
        "Le fonds a reçu un versement unique de 1,75 milliard d’euros.",
        "Фонд одержав разову виплату в 1 млрд 750 млн євро.",
    ),
    (
        "Twelve hundred generators were sent.",
        "Mille deux cents groupes électrogènes ont été envoyés.",
        "Надіслано тисячу двісті генераторів.",
    ),
    (
        "The port handled 3.5 million tonnes last year.",
        "Le port a traité trois millions et demi de tonnes l’an dernier.",
        "Торік порт обробив три з половиною мільйони тонн.",
    ),
    (
        "Four-fifths of the sum has been paid.",
        "Les quatre cinquièmes de la somme ont été versés.",
        "Чотири п’ятих суми сплачено.",
    ),
    (
        "The office is open from nine in the morning until five in the afternoon.",
        "Le bureau est ouvert de 9 heures à 17 heures.",
        "Установа працює з дев’ятої до сімнадцятої години.",
    ),
    (
        "The plane landed at a quarter past nine in the evening.",
        "L’avion a atterri à 21 h 15.",
        "Літак приземлився о 21:15.",
    ),
    (
        "They will return in a fortnight.",
        "Ils reviendront dans quinze jours.",
        "Вони повернуться за два тижні.",
    ),
    (
        "The mission was extended for a further eighteen months.",
        "La mission a été prolongée d’un an et demi.",
        "Місію продовжено ще на півтора року.",
    ),
    (
        "Exports doubled in five years.",
        "Les exportations ont doublé en cinq ans.",
        "За п’ять років експорт подвоївся.",
    ),
    (
        "The reserve holds half a dozen aircraft.",
        "La réserve compte six avions.",
        "У резерві шість літаків.",
    ),
    (
        "Seventy-five per cent of the shells were delivered.",
        "Les trois quarts des obus ont été livrés.",
        "Поставлено три чверті снарядів.",
    ),
    (
        "He was sentenced to three years and six months in prison.",
        "Il a été condamné à trois ans et demi de prison.",
        "Його засуджено до трьох з половиною років ув’язнення.",
    ),
    (
        "Ninety-six children came home.",
        "Quatre-vingt-seize enfants sont rentrés.",
        "Додому повернулися дев’яносто шестеро дітей.",
    ),
    (
        "The 20th round of talks starts on 1 September.",
        "Le vingtième cycle de pourparlers débute le 1er septembre.",
        "Двадцятий раунд переговорів розпочнеться першого вересня.",
    ),
    (
        "A one-hundred-million-dollar loan was signed.",
        "Un prêt de cent millions de dollars a été signé.",
        "Підписано позику на сто мільйонів доларів.",
    ),
    (
        "One in five schools has no shelter.",
        "Une école sur cinq n’a pas d’abri.",
        "Кожна п’ята школа не має укриття.",
    ),
    (
        "The bridge stands 2.5 metres above the water.",
        "Le pont se trouve à deux mètres et demi au-dessus de l’eau.",
        "Міст розташований за два з половиною метри над водою.",
    ),
    (
        "The mandate expires at midnight on 30 June.",
        "Le mandat expire le 30 juin à minuit.",
        "Мандат спливає опівночі 30 червня.",
    ),
    (
        "Since 24 February 2022, nearly seven million people have left.",
        "Depuis le 24 février 2022, près de sept millions de personnes sont parties.",
        "Від 24 лютого 2022 року виїхало майже 7 млн людей.",
    ),
    (
        "In the first half of 2026 trade rose by 8 per cent.",
        "Au premier semestre 2026, les échanges ont augmenté de 8 %.",
        "У першому півріччі 2026 року товарообіг зріс на вісім відсотків.",
    ),
    (
        "The pair of turbines gives 1.2 gigawatts.",
        "Les deux turbines fournissent 1 200 mégawatts.",
        "Дві турбіни дають 1,2 ГВт.",
    ),
    (
        "Payments are made quarterly.",
        "Les paiements sont trimestriels.",
        "Виплати здійснюються щокварталу.",
    ),
    (
        "Children under fourteen travel free.",
        "Les enfants de moins de 14 ans voyagent gratuitement.",
        "Діти до чотирнадцяти років їздять безкоштовно.",
    ),
    (
        "They had waited for two days.",
        "Ils avaient attendu 48 heures.",
        "Вони чекали дві доби.",
    ),
    (
        "The deal is worth CHF 40m.",
        "L’accord vaut 40 millions de francs suisses.",
        "Угода коштує сорок мільйонів швейцарських франків.",
    ),
    (
        "The vote is at ten o’clock on Thursday morning.",
        "Le vote a lieu jeudi à 10 heures.",
        "Голосування відбудеться в четвер о десятій ранку.",
    ),
    (
        "A hundred and twenty-one countries voted in favour.",
        "Cent vingt et un pays ont voté pour.",
        "За проголосувала сто двадцять одна країна.",
    ),
    (
        "The convoy covered the 600 km in twelve and a half hours.",
        "Le convoi a parcouru les 600 km en douze heures et demie.",
        "Колона подолала 600 км за дванадцять з половиною годин.",
    ),
    (
        "Between 1,500 and 2,000 homes were hit.",
        "Entre 1 500 et 2 000 logements ont été touchés.",
        "Пошкоджено від півтори до двох тисяч осель.",
    ),
    (
        "About a third of the wheat was lost.",
        "Environ un tiers du blé a été perdu.",
        "Утрачено близько третини пшениці.",
    ),
    (
        "The treaty entered into force twenty years ago.",
        "Le traité est entré en vigueur il y a vingt ans.",
        "Договір набув чинності двадцять років тому.",
    ),
    (
        "Members meet twice a year.",
        "Les membres se réunissent deux fois par an.",
        "Члени збираються двічі на рік.",
    ),
    (
        "The minister has visited Kyiv three times.",
        "Le ministre s’est rendu trois fois à Kyiv.",
        "Міністр тричі відвідав Київ.",
    ),
    (
        "A century and a half of friendship was celebrated.",
        "Un siècle et demi d’amitié a été célébré.",
        "Відзначили півтора століття дружби.",
    ),
    (
        "The siege lasted eighty-six days.",
        "Le siège a duré quatre-vingt-six jours.",
        "Облога тривала вісімдесят шість днів.",
    ),
    (
        "Trade collapsed in the 1990s.",
        "Les échanges se sont effondrés dans les années 1990.",
        "У 1990-х роках торгівля занепала.",
    ),
    (
        "The attack came in the night of 3 to 4 May.",
        "L’attaque a eu lieu dans la nuit du 3 au 4 mai.",
        "Атака сталася в ніч із 3 на 4 травня.",
    ),
    (
        "They met from 3 to 7 May 2026 in Oslo.",
        "Ils se sont réunis du 3 au 7 mai 2026 à Oslo.",
        "Вони зустрічалися з 3 по 7 травня 2026 року в Осло.",
    ),
    (
        "They meet on 3–7 May in Oslo.",
        "Ils se réunissent du 3 au 7 mai à Oslo.",
        "Вони зустрічаються 3–7 травня в Осло.",
    ),
    (
        "Work ends by mid-June.",
        "Les travaux s’achèveront à la mi-juin.",
        "Роботи завершать до середини червня.",
    ),
    (
        "The deadline is 12/05/2026.",
        "La date limite est le 12 mai 2026.",
        "Кінцевий термін — 12.05.2026.",
    ),
    (
        "On the 14th of July the garden opens.",
        "Le 14 juillet, le jardin ouvre.",
        "Чотирнадцятого липня відкривається сад.",
    ),
    (
        "Elections are due in the third quarter of 2026.",
        "Les élections sont prévues au troisième trimestre 2026.",
        "Вибори заплановано на третій квартал 2026 року.",
    ),
    (
        "They met last Friday.",
        "Ils se sont rencontrés vendredi dernier.",
        "Вони зустрілися минулої п’ятниці.",
    ),
    (
        "The seventeenth package was adopted.",
        "Le 17e paquet a été adopté.",
        "Ухвалено 17-й пакет.",
    ),
    (
        "It is the challenge of the 21st century.",
        "C’est le défi du XXIe siècle.",
        "Це виклик XXI століття.",
    ),
    (
        "The budget grew threefold.",
        "Le budget a été multiplié par trois.",
        "Бюджет зріс утричі.",
    ),
    (
        "Growth will reach 3 to 4 per cent.",
        "La croissance atteindra 3 à 4 %.",
        "Зростання сягне 3–4 %.",
    ),
    (
        "Nine out of ten patients recovered.",
        "Neuf patients sur dix se sont rétablis.",
        "Одужали дев’ять із десяти пацієнтів.",
    ),
    (
        "It needs €2–3 billion.",
        "Il faut 2 à 3 milliards d’euros.",
        "Потрібно 2–3 млрд євро.",
    ),
    (
        "Call +380 44 123 45 67 or +33 1 23 45 67 89.",
        "Appelez le +380 44 123 45 67 ou le +33 1 23 45 67 89.",
        "Телефонуйте +380 44 123 45 67 або +33 1 23 45 67 89.",
    ),
    (
        "Security Council resolution 2202 (2015) applies.",
        "La résolution 2202 (2015) du Conseil de sécurité s’applique.",
        "Застосовується резолюція Ради Безпеки 2202 (2015).",
    ),
    (
        "Men aged 18 to 60 must register.",
        "Les hommes âgés de 18 à 60 ans doivent s’inscrire.",
        "Чоловіки віком від 18 до 60 років мають зареєструватися.",
    ),
    (
        "A 12-year-old boy was wounded.",
        "Un garçon de 12 ans a été blessé.",
        "Поранено 12-річного хлопчика.",
    ),
    (
        "The 120-kilometre road is open.",
        "La route de 120 km est ouverte.",
        "120-кілометрову дорогу відкрито.",
    ),
    (
        "They sent 10,000 155-mm shells.",
        "Ils ont envoyé 10 000 obus de 155 mm.",
        "Надіслано 10 тис. 155-мм снарядів.",
    ),
    (
        "The two ministers shook hands.",
        "Les deux ministres se sont serré la main.",
        "Обидва міністри потиснули руки.",
    ),
    (
        "Tens of thousands fled.",
        "Des dizaines de milliers de personnes ont fui.",
        "Десятки тисяч людей утекли.",
    ),
    (
        "Hundreds of thousands of homes lost power.",
        "Des centaines de milliers de foyers ont été privés d’électricité.",
        "Сотні тисяч осель залишилися без світла.",
    ),
    (
        "It was the thousandth day of the war.",
        "C’était le millième jour de la guerre.",
        "Це був тисячний день війни.",
    ),
    (
        "They mark the 35th anniversary of independence.",
        "Ils célèbrent le 35e anniversaire de l’indépendance.",
        "Вони відзначають 35-річчя незалежності.",
    ),
    (
        "They mark the thirtieth anniversary of the treaty.",
        "Ils célèbrent le trentième anniversaire du traité.",
        "Вони відзначають тридцяту річницю договору.",
    ),
    (
        "A year after the flood, 40 villages are empty.",
        "Un an après l’inondation, 40 villages sont vides.",
        "За рік після повені 40 сіл порожні.",
    ),
    (
        "One of the three bridges stands.",
        "L’un des trois ponts tient encore.",
        "Один із трьох мостів стоїть.",
    ),
    (
        "Losses come to $1,234,567.89.",
        "Les pertes s’élèvent à 1 234 567,89 dollars.",
        "Збитки становлять 1 234 567,89 долара.",
    ),
    (
        "The hotline works 24/7.",
        "Le numéro d’urgence fonctionne 24 h/24.",
        "Гаряча лінія працює цілодобово.",
    ),
    (
        "The area is the size of 30 football pitches.",
        "La superficie équivaut à 30 terrains de football.",
        "Площа дорівнює тридцяти футбольним полям.",
    ),
    (
        "Of 450 deputies, 301 voted for it.",
        "Sur 450 députés, 301 ont voté pour.",
        "Із 450 депутатів «за» проголосував 301.",
    ),
    (
        "The fifth and sixth units are in repair.",
        "Les cinquième et sixième unités sont en réparation.",
        "П’ятий і шостий блоки ремонтують.",
    ),
    (
        "At 6.45 a.m. local time a train left.",
        "À 6 h 45, heure locale, un train est parti.",
        "О 6:45 за місцевим часом вирушив поїзд.",
    ),
    (
        "The truce begins at 22:00 Kyiv time.",
        "La trêve débute à 22 heures, heure de Kyiv.",
        "Перемир’я починається о 22-й годині за київським часом.",
    ),
    (
        "The capacity is 1.5 GW, or 1,500 MW.",
        "La puissance est de 1,5 GW, soit 1 500 MW.",
        "Потужність становить 1,5 ГВт, або 1500 МВт.",
    ),
    (
        "A score of volunteers came.",
        "Une vingtaine de volontaires sont venus.",
        "Прийшли два десятки добровольців.",
    ),
    (
        "The quake measured 5.8.",
        "Le séisme était de magnitude 5,8.",
        "Магнітуда землетрусу — 5,8.",
    ),
    (
        "In 2025, imports were 40 per cent lower than in 2021.",
        "En 2025, les importations étaient inférieures de 40 % à celles de 2021.",
        "У 2025 році імпорт був на 40 відсотків нижчим, ніж у 2021-му.",
    ),
    (
        "The loan carries 4½ per cent interest.",
        "Le prêt porte un intérêt de 4,5 %.",
        "Відсоткова ставка за позикою — чотири з половиною відсотка.",
    ),
    (
        "He served from 2019 to 2023.",
        "Il a été en fonction de 2019 à 2023.",
        "Він обіймав посаду з 2019 до 2023 року.",
    ),
    (
        "The next session is on the first Monday of March.",
        "La prochaine session aura lieu le premier lundi de mars.",
        "Наступна сесія — першого понеділка березня.",
    ),
    (
        "Twenty-five to thirty ships wait daily.",
        "De vingt-cinq à trente navires attendent chaque jour.",
        "Щодня чекають від двадцяти п’яти до тридцяти суден.",
    ),
    (
        "Both houses must agree within 60 days.",
        "Les deux chambres doivent s’accorder sous soixante jours.",
        "Обидві палати мають дійти згоди за 60 днів.",
    ),
    (
        "A ten-day festival will be held every other year.",
        "Un festival de dix jours aura lieu tous les deux ans.",
        "Десятиденний фестиваль проводитимуть раз на два роки.",
    ),
    (
        "It covers some 600 thousand hectares.",
        "Il couvre quelque 600 000 hectares.",
        "Він охоплює близько 600 тис. га.",
    ),
    (
        "The sum of two million was halved.",
        "La somme de deux millions a été réduite de moitié.",
        "Суму у два мільйони скоротили вдвічі.",
    ),
    (
        (
            "On the night of 11 to 12 November, the crew of the rescue ship picked up 87 people, among them "
            "nineteen minors and two pregnant women, some 40 nautical miles off the coast."
        ),
        (
            "Dans la nuit du 11 au 12 novembre, l’équipage du navire de sauvetage a recueilli 87 personnes, "
            "dont dix-neuf mineurs et deux femmes enceintes, à une quarantaine de milles nautiques des côtes."
        ),
        (
            "У ніч з 11 на 12 листопада екіпаж рятувального судна підняв на борт 87 людей, серед яких "
            "дев’ятнадцятеро неповнолітніх і дві вагітні жінки, приблизно за 40 морських миль від берега."
        ),
    ),
    (
        (
            "The consulate will be closed from Thursday, 24 December, at noon until Monday, 4 January, at 8.30 "
            "a.m. In an emergency call the duty officer at +43 1 555 01 02; calls are answered within a "
            "quarter of an hour."
        ),
        (
            "Le consulat sera fermé du jeudi 24 décembre à midi au lundi 4 janvier à 8 h 30. En cas d’urgence, "
            "appelez la permanence au +43 1 555 01 02 ; il est répondu aux appels dans le quart d’heure."
        ),
        (
            "Консульство буде зачинено з полудня четверга, 24 грудня, до 8:30 понеділка, 4 січня. У разі "
            "надзвичайної ситуації телефонуйте черговому: +43 1 555 01 02; відповідь надають протягом чверті "
            "години."
        ),
    ),
    (
        (
            "Article 7, paragraph 2, of the Agreement provides for a transition of eighteen months, renewable "
            "once for six months; the tariff falls from 12 to 9.5 per cent in the first year and to zero by "
            "2030."
        ),
        (
            "Le paragraphe 2 de l’article 7 de l’Accord prévoit une transition de dix-huit mois, renouvelable "
            "une fois pour six mois ; le droit passe de 12 à 9,5 % la première année et tombe à zéro d’ici "
            "2030."
        ),
        (
            "Пункт 2 статті 7 Угоди передбачає перехідний період у півтора року, який можна один раз "
            "продовжити на пів року; першого року мито знижується з 12 до 9,5 відсотка, а до 2030 року — до "
            "нуля."
        ),
    ),
    (
        (
            "The annual budget, half of which goes to salaries, amounts to just under three quarters of a "
            "billion euros; a further €45.6m is held in reserve."
        ),
        (
            "Le budget annuel, dont la moitié est consacrée aux salaires, s’élève à un peu moins de 750 "
            "millions d’euros ; 45,6 M€ supplémentaires sont tenus en réserve."
        ),
        (
            "Річний бюджет, половина якого йде на зарплати, становить трохи менше ніж 750 млн євро; ще 45,6 "
            "млн євро тримають у резерві."
        ),
    ),
    (
        (
            "Two thirds of the 1,240 schools damaged since 2022 have reopened; one in eight will have to be "
            "rebuilt entirely, at an average cost of four and a half million euros each."
        ),
        (
            "Les deux tiers des 1 240 écoles endommagées depuis 2022 ont rouvert ; une sur huit devra être "
            "entièrement reconstruite, pour un coût moyen de quatre millions et demi d’euros chacune."
        ),
        (
            "Дві третини з 1240 шкіл, пошкоджених від 2022 року, знову відкрито; кожну восьму доведеться "
            "повністю відбудовувати, що в середньому коштуватиме чотири з половиною мільйони євро кожна."
        ),
    ),
    (
        (
            "The convoy of 27 lorries left Rzeszów at 4.15 a.m. and reached Lviv after a journey of three "
            "hours and twenty minutes; it carried 560 tonnes of food, 120 generators and 1.2 million doses of "
            "vaccine."
        ),
        (
            "Le convoi de vingt-sept camions a quitté Rzeszów à 4 h 15 et a atteint Lviv au terme d’un trajet "
            "de trois heures vingt ; il transportait 560 t de vivres, 120 groupes électrogènes et 1,2 million "
            "de doses de vaccin."
        ),
        (
            "Колона з двадцяти семи вантажівок виїхала з Жешува о 4:15 і за три години двадцять хвилин прибула "
            "до Львова; вона везла 560 тонн продовольства, 120 генераторів та 1,2 млн доз вакцини."
        ),
    ),
    (
        (
            "In January the mercury fell to 27 degrees below zero, eight degrees lower than the average for "
            "the month; some 350,000 households were without power for up to forty-eight hours."
        ),
        (
            "En janvier, le mercure est descendu à –27 °C, soit huit degrés de moins que la moyenne mensuelle "
            "; quelque 350 000 foyers ont été privés de courant pendant deux jours au plus."
        ),
        (
            "У січні ртутний стовпчик опустився до 27 градусів морозу, що на вісім градусів нижче за "
            "середньомісячну температуру; близько 350 тисяч осель залишалися без світла до двох діб."
        ),
    ),
    (
        (
            "The resolution was adopted by 141 votes to five, with 35 abstentions, on the 2nd of March. It was "
            "the eleventh emergency special session since 1950 and the first in forty years."
        ),
        (
            "La résolution a été adoptée le 2 mars par 141 voix contre 5, avec 35 abstentions. C’était la "
            "onzième session extraordinaire d’urgence depuis 1950 et la première en quarante ans."
        ),
        (
            "Резолюцію ухвалено другого березня 141 голосом проти п’яти, 35 утрималися. Це була одинадцята "
            "надзвичайна спеціальна сесія від 1950 року і перша за сорок років."
        ),
    ),
    (
        (
            "The ten-year bond carries a coupon of 3⅞ per cent. Orders exceeded six billion dollars, more than "
            "four times the one and a half billion on offer."
        ),
        (
            "L’obligation à dix ans porte un coupon de 3,875 %. Les ordres ont dépassé six milliards de "
            "dollars, soit plus de quatre fois le milliard et demi proposé."
        ),
        (
            "Десятирічна облігація має купон 3,875 відсотка. Заявки перевищили шість мільярдів доларів, тобто "
            "більш ніж учетверо — запропоновані півтора мільярда."
        ),
    ),
    (
        (
            "1. The Parties shall meet twice a year. 2. Each Party shall appoint three members. 3. Decisions "
            "require a majority of four fifths."
        ),
        (
            "1. Les Parties se réunissent deux fois par an. 2. Chaque Partie désigne trois membres. 3. Les "
            "décisions sont prises à la majorité des quatre cinquièmes."
        ),
        (
            "1. Сторони збираються двічі на рік. 2. Кожна Сторона призначає трьох членів. 3. Рішення "
            "ухвалюються більшістю у чотири п’ятих."
        ),
    ),
    (
        (
            "The minister will be in Vilnius on 9 and 10 June. At half past three in the afternoon on the "
            "first day he opens a twelve-panel exhibition, which runs for a fortnight."
        ),
        (
            "Le ministre sera à Vilnius les 9 et 10 juin. Le premier jour, à 15 h 30, il inaugurera une "
            "exposition de douze panneaux, qui durera quinze jours."
        ),
        (
            "Міністр перебуватиме у Вільнюсі 9 та 10 червня. Першого дня о пів на четверту він відкриє "
            "виставку з дванадцяти стендів, яка триватиме два тижні."
        ),
    ),
    (
        "Between a third and a half of the 4,800 hectares of forest burned.",
        "Entre un tiers et la moitié des 4 800 hectares de forêt ont brûlé.",
        "Згоріло від третини до половини з 4800 гектарів лісу.",
    ),
    (
        "The strait is 12.5 miles wide. A pilot boards every ship of more than 80 metres, at a fee of £650 an hour.",
        (
            "Le détroit est large de 12,5 milles. Un pilote monte à bord de tout navire de plus de 80 mètres, "
            "moyennant 650 livres sterling de l’heure."
        ),
        (
            "Протока завширшки 12,5 милі. На кожне судно, довше за 80 метрів, сходить лоцман; година його "
            "роботи коштує 650 фунтів стерлінгів."
        ),
    ),
    (
        (
            "Since the first of the month, prices have gone up by two and a half per cent; bread costs "
            "twenty-eight hryvnias instead of 26.50."
        ),
        "Depuis le 1er du mois, les prix ont augmenté de 2,5 % ; le pain coûte 28 hryvnias au lieu de 26,50.",
        (
            "Від першого числа місяця ціни зросли на два з половиною відсотка; хліб коштує двадцять вісім "
            "гривень замість 26,50."
        ),
    ),
    (
        "The fifty-seven participating States met for a day and a half; the third basket took up most of the time.",
        (
            "Les cinquante-sept États participants se sont réunis pendant un jour et demi ; la troisième "
            "corbeille a occupé l’essentiel du temps."
        ),
        "П’ятдесят сім держав-учасниць засідали півтора дня; найбільше часу забрав третій кошик.",
    ),
    (
        "Flight 402 took off at 11:55 p.m. on Friday and landed at ten past two in the morning.",
        "Le vol 402 a décollé vendredi à 23 h 55 et a atterri à 2 h 10.",
        "Рейс 402 вилетів у п’ятницю о 23:55 і приземлився о 2:10.",
    ),
    (
        "A quarter of a century has passed since the two countries opened embassies on 1 December 2000.",
        "Un quart de siècle s’est écoulé depuis que les deux pays ont ouvert des ambassades, le 1er décembre 2000.",
        "Минуло чверть століття, відколи 1 грудня 2000 року дві країни відкрили посольства.",
    ),
    (
        "Over the past decade the number of students has tripled, from 7,000 to 21,000.",
        "En dix ans, le nombre d’étudiants a triplé, passant de 7 000 à 21 000.",
        "За останнє десятиліття кількість студентів потроїлася: з 7 до 21 тисячі.",
    ),
    (
        "He was fined 1,500 euros and banned from driving for nine months.",
        "Il a été condamné à une amende de 1 500 euros et à neuf mois de suspension de permis.",
        "Його оштрафовано на півтори тисячі євро й позбавлено водійських прав на дев’ять місяців.",
    ),
    (
        "A 15-strong delegation arrived.",
        "Une délégation de quinze personnes est arrivée.",
        "Прибула делегація з 15 осіб.",
    ),
    (
        "Twice as many came as last year.",
        "Il est venu deux fois plus de monde que l’an dernier.",
        "Прийшло вдвічі більше людей, ніж торік.",
    ),
    (
        "Prices are one and a half times higher.",
        "Les prix sont une fois et demie plus élevés.",
        "Ціни в півтора раза вищі.",
    ),
    (
        "The output rose fivefold.",
        "La production a quintuplé.",
        "Виробництво зросло вп’ятеро.",
    ),
    (
        "They receive €300 a month.",
        "Ils reçoivent 300 euros par mois.",
        "Вони отримують 300 євро на місяць.",
    ),
    (
        "It is one hundred per cent safe.",
        "C’est sûr à 100 %.",
        "Це безпечно на сто відсотків.",
    ),
    (
        "It will be done by the end of the year.",
        "Ce sera fait d’ici la fin de l’année.",
        "Це зроблять до кінця року.",
    ),
    (
        "They meet in the week of 12 May.",
        "Ils se réunissent la semaine du 12 mai.",
        "Вони зустрінуться на тижні з 12 травня.",
    ),
    (
        "In the 2026/27 school year, 40 schools join.",
        "Durant l’année scolaire 2026-2027, 40 écoles participent.",
        "У 2026/2027 навчальному році долучаться 40 шкіл.",
    ),
    (
        "Regulation (EU) 2024/792 applies.",
        "Le règlement (UE) 2024/792 s’applique.",
        "Застосовується Регламент (ЄС) 2024/792.",
    ),
    (
        "Law No. 2024-IX was signed.",
        "La loi n° 2024-IX a été signée.",
        "Підписано Закон № 2024-IX.",
    ),
    (
        "On the 6th and 7th of June the bridge is shut.",
        "Les 6 et 7 juin, le pont est fermé.",
        "6 і 7 червня міст зачинено.",
    ),
    (
        "It takes two or three days.",
        "Cela prend deux ou trois jours.",
        "Це триває два-три дні.",
    ),
    (
        "It takes five to six hours.",
        "Cela prend de cinq à six heures.",
        "Це триває п’ять-шість годин.",
    ),
    (
        "Ten to fifteen boats a day pass.",
        "De dix à quinze bateaux passent chaque jour.",
        "Щодня проходить десять–п’ятнадцять човнів.",
    ),
    (
        "There are 12 doctors per 100,000 inhabitants.",
        "On compte 12 médecins pour 100 000 habitants.",
        "На 100 тис. жителів припадає 12 лікарів.",
    ),
    (
        "It reached the quarter-final.",
        "Elle a atteint le quart de finale.",
        "Вона вийшла до чвертьфіналу.",
    ),
    (
        "It costs 450 thousand euros.",
        "Cela coûte 450 k€.",
        "Це коштує 450 тис. євро.",
    ),
    (
        "It costs 3 billion euros.",
        "Cela coûte 3 Mds€.",
        "Це коштує 3 млрд євро.",
    ),
    (
        "Flags fly at half-mast.",
        "Les drapeaux sont en berne.",
        "Прапори приспущено.",
    ),
    (
        "A few dozen people remained.",
        "Quelques dizaines de personnes sont restées.",
        "Залишилося кілька десятків людей.",
    ),
    (
        "The 20th century was cruel.",
        "Le XXe siècle a été cruel.",
        "ХХ століття було жорстоким.",
    ),
    (
        "The third-largest city has 900,000 people.",
        "La troisième ville du pays compte 900 000 habitants.",
        "У третьому за величиною місті 900 тисяч мешканців.",
    ),
    (
        "She is 19 years old.",
        "Elle a 19 ans.",
        "Їй дев’ятнадцять років.",
    ),
    (
        "Eighty thousand people marched.",
        "Quatre-vingt mille personnes ont défilé.",
        "Вийшло вісімдесят тисяч людей.",
    ),
    (
        "The pipeline is 1,230 km long.",
        "Le gazoduc mesure 1 230 km.",
        "Довжина газопроводу — 1230 км.",
    ),
    (
        "The harvest came to 54.3 million tonnes.",
        "La récolte a atteint 54,3 millions de tonnes.",
        "Урожай становив 54,3 млн т.",
    ),
    (
        "About ten embassies took part.",
        "Une dizaine d’ambassades ont participé.",
        "Участь узяв десяток посольств.",
    ),
    (
        "Seven of the 12 points are agreed.",
        "Sept des douze points sont convenus.",
        "Сім із дванадцяти пунктів узгоджено.",
    ),
    (
        "In two thousand and fourteen the war began.",
        "La guerre a commencé en deux mille quatorze.",
        "Війна почалася дві тисячі чотирнадцятого року.",
    ),
    (
        "A first tranche of €500 million and a second of €250 million are planned.",
        "Une première tranche de 500 M€ et une deuxième de 250 M€ sont prévues.",
        "Заплановано перший транш у 500 млн євро та другий у 250 млн євро.",
    ),
    (
        "The rate stands at 13.5 per cent, up from 13.",
        "Le taux s’établit à 13,5 %, contre 13 %.",
        "Ставка становить 13,5 відсотка проти 13 відсотків.",
    ),
    (
        "The ship sails on Tuesdays and Fridays at 7 a.m.",
        "Le navire part les mardis et vendredis à 7 heures.",
        "Судно відходить щовівторка та щоп’ятниці о сьомій ранку.",
    ),
    (
        "He turned ninety on 8 March.",
        "Il a eu quatre-vingt-dix ans le 8 mars.",
        "8 березня йому виповнилося дев’яносто.",
    ),
    (
        "Three hundred and sixty-five days have passed.",
        "Trois cent soixante-cinq jours ont passé.",
        "Минуло триста шістдесят п’ять днів.",
    ),
    (
        "From 1 to 15 August, 24 trains will be cancelled.",
        "Du 1er au 15 août, 24 trains seront supprimés.",
        "З 1 до 15 серпня скасують 24 потяги.",
    ),
    (
        "The exam lasts two hours and a quarter.",
        "L’examen dure deux heures et quart.",
        "Іспит триває дві години з чвертю.",
    ),
    (
        "The museum, 150 years old, reopens.",
        "Le musée, vieux de cent cinquante ans, rouvre.",
        "Музей, якому сто п’ятдесят років, знову відчиняється.",
    ),
    (
        "A hundred or so deputies left.",
        "Une centaine de députés sont partis.",
        "Близько сотні депутатів вийшли.",
    ),
    (
        "The two-day meeting ends on Sunday.",
        "La réunion de deux jours s’achève dimanche.",
        "Дводенна зустріч завершиться в неділю.",
    ),
    (
        "Every second household has no water.",
        "Un foyer sur deux n’a pas d’eau.",
        "Кожна друга оселя без води.",
    ),
    (
        "The lake is 1.5 m deep.",
        "Le lac a 1,50 m de profondeur.",
        "Глибина озера — півтора метра.",
    ),
    (
        "They bought three dozen buses.",
        "Ils ont acheté trois douzaines d’autobus.",
        "Вони купили три дюжини автобусів.",
    ),
    (
        "They gave 200 of the 500 promised vehicles.",
        "Ils ont remis 200 des 500 véhicules promis.",
        "Передано 200 з 500 обіцяних машин.",
    ),
    (
        "Only one of them, 82-year-old Ivan, stayed.",
        "Un seul d’entre eux, Ivan, 82 ans, est resté.",
        "Лишився тільки один — 82-річний Іван.",
    ),
)

DIFFERING: tuple[tuple[str, Triple], ...] = (
    (
        "figure",
        (
            "The grant covers two thirds of the costs.",
            "La subvention couvre les trois quarts des coûts.",
            "Грант покриває дві третини витрат.",
        ),
    ),
    (
        "figure",
        (
            "Some thirty delegations attended the opening.",
            "Quarante délégations ont assisté à l’ouverture.",
            "На відкритті були присутні тридцять делегацій.",
        ),
    ),
    (
        "figure",
        (
            "The ceasefire lasted only thirty-six hours.",
            "Le cessez-le-feu n’a tenu que vingt-six heures.",
            "Перемир’я протрималося лише півтори доби.",
        ),
    ),
    (
        "figure",
        (
            "The envoy will report every six months.",
            "L’envoyé fera rapport tous les trois mois.",
            "Посланник звітуватиме щопівроку.",
        ),
    ),
    (
        "figure",
        (
            "Half a million people live without heating.",
            "Un demi-million de personnes vivent sans chauffage.",
            "Півтора мільйона людей живуть без опалення.",
        ),
    ),
    (
        "figure",
        (
            "The line is two hundred and fifty kilometres long.",
            "La ligne mesure 250 km.",
            "Довжина лінії — двісті п’ятнадцять кілометрів.",
        ),
    ),
    (
        "figure",
        (
            "The rate was cut by a quarter of a percentage point.",
            "Le taux a été abaissé d’un demi-point.",
            "Ставку знижено на чверть відсоткового пункту.",
        ),
    ),
    (
        "figure",
        (
            "At night the temperature fell to 15 degrees below zero.",
            "La nuit, la température est tombée à –25 °C.",
            "Уночі температура впала до 15 градусів морозу.",
        ),
    ),
    (
        "figure",
        (
            "The forty-five-minute meeting was closed to the press.",
            "L’entretien d’une demi-heure s’est déroulé à huis clos.",
            "Сорокап’ятихвилинна зустріч пройшла за зачиненими дверима.",
        ),
    ),
    (
        "figure",
        (
            "The bill passed on its third reading by 226 votes.",
            "Le texte a été adopté en troisième lecture par 262 voix.",
            "Законопроєкт ухвалили в третьому читанні 226 голосами.",
        ),
    ),
    (
        "figure",
        (
            "The fund received a one-off payment of €1.75 billion.",
            "Le fonds a reçu un versement unique de 1,75 million d’euros.",
            "Фонд одержав разову виплату в 1 млрд 750 млн євро.",
        ),
    ),
    (
        "figure",
        (
            "Twelve hundred generators were sent.",
            "Mille deux cents groupes électrogènes ont été envoyés.",
            "Надіслано тисячу двадцять генераторів.",
        ),
    ),
    (
        "figure",
        (
            "The port handled 3.5 million tonnes last year.",
            "Le port a traité trois millions et demi de tonnes l’an dernier.",
            "Торік порт обробив три мільйони тонн.",
        ),
    ),
    (
        "figure",
        (
            "Four-fifths of the sum has been paid.",
            "Les trois cinquièmes de la somme ont été versés.",
            "Чотири п’ятих суми сплачено.",
        ),
    ),
    (
        "date",
        (
            "The office is open from nine in the morning until five in the afternoon.",
            "Le bureau est ouvert de 9 heures à 18 heures.",
            "Установа працює з дев’ятої до сімнадцятої години.",
        ),
    ),
    (
        "date",
        (
            "The plane landed at a quarter past nine in the evening.",
            "L’avion a atterri à 21 h 45.",
            "Літак приземлився о 21:15.",
        ),
    ),
    (
        "figure",
        (
            "They will return in a fortnight.",
            "Ils reviendront dans quinze jours.",
            "Вони повернуться за три тижні.",
        ),
    ),
    (
        "figure",
        (
            "The mission was extended for a further eighteen months.",
            "La mission a été prolongée d’un an et demi.",
            "Місію продовжено ще на два з половиною роки.",
        ),
    ),
    (
        "figure",
        (
            "Exports doubled in five years.",
            "Les exportations ont doublé en six ans.",
            "За п’ять років експорт подвоївся.",
        ),
    ),
    (
        "figure",
        (
            "The reserve holds sixteen aircraft.",
            "La réserve compte seize avions.",
            "У резерві шістдесят літаків.",
        ),
    ),
    (
        "figure",
        (
            "Seventy-five per cent of the shells were delivered.",
            "Les trois quarts des obus ont été livrés.",
            "Поставлено дві третини снарядів.",
        ),
    ),
    (
        "figure",
        (
            "He was sentenced to three years and six months in prison.",
            "Il a été condamné à trois ans et demi de prison.",
            "Його засуджено до чотирьох з половиною років ув’язнення.",
        ),
    ),
    (
        "figure",
        (
            "Ninety-six children came home.",
            "Quatre-vingt-six enfants sont rentrés.",
            "Додому повернулися дев’яносто шестеро дітей.",
        ),
    ),
    (
        "figure",
        (
            "The fine is 71 euros.",
            "L’amende est de soixante-dix-sept euros.",
            "Штраф становить сімдесят один євро.",
        ),
    ),
    (
        "date",
        (
            "The 20th round of talks starts on 1 September.",
            "Le vingtième cycle de pourparlers débute le 1er septembre.",
            "Двадцятий раунд переговорів розпочнеться першого жовтня.",
        ),
    ),
    (
        "figure",
        (
            "The 20th round of talks starts on 1 September.",
            "Le vingt et unième cycle de pourparlers débute le 1er septembre.",
            "Двадцятий раунд переговорів розпочнеться першого вересня.",
        ),
    ),
    (
        "figure",
        (
            "A one-hundred-million-dollar loan was signed.",
            "Un prêt de cent millions de dollars a été signé.",
            "Підписано позику на двісті мільйонів доларів.",
        ),
    ),
    (
        "figure",
        (
            "One in five schools has no shelter.",
            "Une école sur quatre n’a pas d’abri.",
            "Кожна п’ята школа не має укриття.",
        ),
    ),
    (
        "figure",
        (
            "The bridge stands 2.5 metres above the water.",
            "Le pont se trouve à trois mètres et demi au-dessus de l’eau.",
            "Міст розташований за два з половиною метри над водою.",
        ),
    ),
    (
        "date",
        (
            "The mandate expires at midnight on 30 June.",
            "Le mandat expire le 30 juin à midi.",
            "Мандат спливає опівночі 30 червня.",
        ),
    ),
    (
        "date",
        (
            "Since 24 February 2022, nearly seven million people have left.",
            "Depuis le 24 février 2022, près de sept millions de personnes sont parties.",
            "Від 24 лютого 2021 року виїхало майже 7 млн людей.",
        ),
    ),
    (
        "date",
        (
            "In the first half of 2026 trade rose by 8 per cent.",
            "Au second semestre 2026, les échanges ont augmenté de 8 %.",
            "У першому півріччі 2026 року товарообіг зріс на вісім відсотків.",
        ),
    ),
    (
        "figure",
        (
            "The pair of turbines gives 1.2 gigawatts.",
            "Les deux turbines fournissent 1 300 mégawatts.",
            "Дві турбіни дають 1,2 ГВт.",
        ),
    ),
    (
        "figure",
        (
            "Children under fourteen travel free.",
            "Les enfants de moins de 14 ans voyagent gratuitement.",
            "Діти до сорока років їздять безкоштовно.",
        ),
    ),
    (
        "figure",
        (
            "They had waited for two days.",
            "Ils avaient attendu 72 heures.",
            "Вони чекали дві доби.",
        ),
    ),
    (
        "figure",
        (
            "The deal is worth CHF 40m.",
            "L’accord vaut 40 millions d’euros.",
            "Угода коштує сорок мільйонів швейцарських франків.",
        ),
    ),
    (
        "date",
        (
            "The vote is at ten o’clock on Thursday morning.",
            "Le vote a lieu jeudi à 11 heures.",
            "Голосування відбудеться в четвер о десятій ранку.",
        ),
    ),
    (
        "date",
        (
            "The vote is at ten o’clock on Thursday morning.",
            "Le vote a lieu vendredi à 10 heures.",
            "Голосування відбудеться в четвер о десятій ранку.",
        ),
    ),
    (
        "figure",
        (
            "A hundred and twenty-one countries voted in favour.",
            "Cent onze pays ont voté pour.",
            "За проголосувала сто двадцять одна країна.",
        ),
    ),
    (
        "figure",
        (
            "The convoy covered the 600 km in twelve and a half hours.",
            "Le convoi a parcouru les 600 km en douze heures et demie.",
            "Колона подолала 600 км за дві з половиною години.",
        ),
    ),
    (
        "figure",
        (
            "Between 1,500 and 2,000 homes were hit.",
            "Entre 1 500 et 2 000 logements ont été touchés.",
            "Пошкоджено від півтори до трьох тисяч осель.",
        ),
    ),
    (
        "figure",
        (
            "The treaty entered into force twenty years ago.",
            "Le traité est entré en vigueur il y a trente ans.",
            "Договір набув чинності двадцять років тому.",
        ),
    ),
    (
        "date",
        (
            "On Saturday, 16 May 2026, they meet in Cork.",
            "Le samedi 23 mai 2026, ils se réunissent à Cork.",
            "У суботу, 23 травня 2026 року, вони зустрічаються в Корку.",
        ),
    ),
    (
        "date",
        (
            "Apply by 16 May.",
            "Candidatures jusqu’au 23 mai.",
            "Заявки приймають до 16 травня.",
        ),
    ),
    (
        "figure",
        (
            "It costs 330 million euros.",
            "Cela coûte 300 millions d’euros.",
            "Це коштує 330 мільйонів євро.",
        ),
    ),
    (
        "figure",
        (
            "Some 13,000 tonnes arrived.",
            "Quelque 30 000 tonnes sont arrivées.",
            "Прибуло близько тринадцяти тисяч тонн.",
        ),
    ),
    (
        "date",
        (
            "They met from 3 to 7 May 2026 in Oslo.",
            "Ils se sont réunis du 3 au 8 mai 2026 à Oslo.",
            "Вони зустрічалися з 3 по 7 травня 2026 року в Осло.",
        ),
    ),
    (
        "date",
        (
            "The attack came in the night of 3 to 4 May.",
            "L’attaque a eu lieu dans la nuit du 4 au 5 mai.",
            "Атака сталася в ніч із 3 на 4 травня.",
        ),
    ),
    (
        "date",
        (
            "The deadline is 12/05/2026.",
            "La date limite est le 15 mai 2026.",
            "Кінцевий термін — 12.05.2026.",
        ),
    ),
    (
        "date",
        (
            "On the 14th of July the garden opens.",
            "Le 24 juillet, le jardin ouvre.",
            "Чотирнадцятого липня відкривається сад.",
        ),
    ),
    (
        "date",
        (
            "Elections are due in the third quarter of 2026.",
            "Les élections sont prévues au quatrième trimestre 2026.",
            "Вибори заплановано на третій квартал 2026 року.",
        ),
    ),
    (
        "date",
        (
            "They met last Friday.",
            "Ils se sont rencontrés jeudi dernier.",
            "Вони зустрілися минулої п’ятниці.",
        ),
    ),
    (
        "figure",
        (
            "The seventeenth package was adopted.",
            "Le 18e paquet a été adopté.",
            "Ухвалено 17-й пакет.",
        ),
    ),
    (
        "figure",
        (
            "The budget grew threefold.",
            "Le budget a été multiplié par quatre.",
            "Бюджет зріс утричі.",
        ),
    ),
    (
        "figure",
        (
            "Growth will reach 3 to 4 per cent.",
            "La croissance atteindra 3 à 5 %.",
            "Зростання сягне 3–4 %.",
        ),
    ),
    (
        "figure",
        (
            "Nine out of ten patients recovered.",
            "Huit patients sur dix se sont rétablis.",
            "Одужали дев’ять із десяти пацієнтів.",
        ),
    ),
    (
        "figure",
        (
            "Security Council resolution 2202 (2015) applies.",
            "La résolution 2220 (2015) du Conseil de sécurité s’applique.",
            "Застосовується резолюція Ради Безпеки 2202 (2015).",
        ),
    ),
    (
        "figure",
        (
            "Men aged 18 to 60 must register.",
            "Les hommes âgés de 18 à 65 ans doivent s’inscrire.",
            "Чоловіки віком від 18 до 60 років мають зареєструватися.",
        ),
    ),
    (
        "figure",
        (
            "A 12-year-old boy was wounded.",
            "Un garçon de 12 ans a été blessé.",
            "Поранено 13-річного хлопчика.",
        ),
    ),
    (
        "figure",
        (
            "The 120-kilometre road is open.",
            "La route de 210 km est ouverte.",
            "120-кілометрову дорогу відкрито.",
        ),
    ),
    (
        "figure",
        (
            "They sent 10,000 155-mm shells.",
            "Ils ont envoyé 10 000 obus de 152 mm.",
            "Надіслано 10 тис. 155-мм снарядів.",
        ),
    ),
    (
        "figure",
        (
            "It was the thousandth day of the war.",
            "C’était le millième jour de la guerre.",
            "Це був сотий день війни.",
        ),
    ),
    (
        "figure",
        (
            "They mark the 35th anniversary of independence.",
            "Ils célèbrent le 35e anniversaire de l’indépendance.",
            "Вони відзначають 34-річчя незалежності.",
        ),
    ),
    (
        "figure",
        (
            "They mark the thirtieth anniversary of the treaty.",
            "Ils célèbrent le vingtième anniversaire du traité.",
            "Вони відзначають тридцяту річницю договору.",
        ),
    ),
    (
        "figure",
        (
            "A year after the flood, 40 villages are empty.",
            "Un an après l’inondation, 14 villages sont vides.",
            "За рік після повені 40 сіл порожні.",
        ),
    ),
    (
        "figure",
        (
            "Losses come to $1,234,567.89.",
            "Les pertes s’élèvent à 1 234 576,89 dollars.",
            "Збитки становлять 1 234 567,89 долара.",
        ),
    ),
    (
        "figure",
        (
            "Of 450 deputies, 301 voted for it.",
            "Sur 450 députés, 310 ont voté pour.",
            "Із 450 депутатів «за» проголосував 301.",
        ),
    ),
    (
        "date",
        (
            "At 6.45 a.m. local time a train left.",
            "À 18 h 45, heure locale, un train est parti.",
            "О 6:45 за місцевим часом вирушив поїзд.",
        ),
    ),
    (
        "date",
        (
            "The truce begins at 22:00 Kyiv time.",
            "La trêve débute à 20 heures, heure de Kyiv.",
            "Перемир’я починається о 22-й годині за київським часом.",
        ),
    ),
    (
        "figure",
        (
            "The quake measured 5.8.",
            "Le séisme était de magnitude 5,3.",
            "Магнітуда землетрусу — 5,8.",
        ),
    ),
    (
        "date",
        (
            "In 2025, imports were 40 per cent lower than in 2021.",
            "En 2025, les importations étaient inférieures de 40 % à celles de 2022.",
            "У 2025 році імпорт був на 40 відсотків нижчим, ніж у 2021-му.",
        ),
    ),
    (
        "figure",
        (
            "The loan carries 4½ per cent interest.",
            "Le prêt porte un intérêt de 4 %.",
            "Відсоткова ставка за позикою — чотири з половиною відсотка.",
        ),
    ),
    (
        "date",
        (
            "He served from 2019 to 2023.",
            "Il a été en fonction de 2019 à 2022.",
            "Він обіймав посаду з 2019 до 2023 року.",
        ),
    ),
    (
        "figure",
        (
            "Twenty-five to thirty ships wait daily.",
            "De vingt-cinq à trente navires attendent chaque jour.",
            "Щодня чекають від двадцяти п’яти до сорока суден.",
        ),
    ),
    (
        "figure",
        (
            "Both houses must agree within 60 days.",
            "Les deux chambres doivent s’accorder sous soixante-dix jours.",
            "Обидві палати мають дійти згоди за 60 днів.",
        ),
    ),
    (
        "figure",
        (
            "A ten-day festival will be held in Lviv.",
            "Un festival de douze jours aura lieu à Lviv.",
            "У Львові проведуть десятиденний фестиваль.",
        ),
    ),
    (
        "figure",
        (
            "It covers some 600 thousand hectares.",
            "Il couvre quelque 60 000 hectares.",
            "Він охоплює близько 600 тис. га.",
        ),
    ),
    (
        "figure",
        (
            "They ordered eleven ferries.",
            "Ils ont commandé onze bacs.",
            "Вони замовили дванадцять поромів.",
        ),
    ),
    (
        "figure",
        (
            "A one-year visa costs 80 euros.",
            "Le visa d’un an coûte 90 euros.",
            "Річна віза коштує 80 євро.",
        ),
    ),
    (
        "figure",
        (
            "The visa is valid for five years.",
            "Le visa est valable cinq ans.",
            "Віза дійсна чотири роки.",
        ),
    ),
    (
        "date",
        (
            "Trade collapsed in the 1990s.",
            "Les échanges se sont effondrés dans les années 1980.",
            "У 1990-х роках торгівля занепала.",
        ),
    ),
    (
        "figure",
        (
            "The minister thanked 14 partner states.",
            "Le ministre a remercié quatorze États partenaires.",
            "Міністр подякував сорока державам-партнерам.",
        ),
    ),
    (
        "figure",
        (
            "They agreed on a 48-hour truce.",
            "Ils sont convenus d’une trêve de trois jours.",
            "Домовилися про дводобове перемир’я.",
        ),
    ),
    (
        "figure",
        (
            "The court sits with fifteen judges.",
            "La cour siège à quinze juges.",
            "Суд засідає у складі п’ятдесяти суддів.",
        ),
    ),
    (
        "date",
        (
            "The session is on 5 June.",
            "La session se tiendra le 5 juin.",
            "Сесія відбудеться 5 липня.",
        ),
    ),
    (
        "figure",
        (
            "A 15-strong delegation arrived.",
            "Une délégation de cinq personnes est arrivée.",
            "Прибула делегація з 15 осіб.",
        ),
    ),
    (
        "figure",
        (
            "Prices are one and a half times higher.",
            "Les prix sont deux fois et demie plus élevés.",
            "Ціни в півтора раза вищі.",
        ),
    ),
    (
        "figure",
        (
            "They receive €300 a month.",
            "Ils reçoivent 330 euros par mois.",
            "Вони отримують 300 євро на місяць.",
        ),
    ),
    (
        "date",
        (
            "They meet in the week of 12 May.",
            "Ils se réunissent la semaine du 19 mai.",
            "Вони зустрінуться на тижні з 12 травня.",
        ),
    ),
    (
        "figure",
        (
            "Regulation (EU) 2024/792 applies.",
            "Le règlement (UE) 2024/972 s’applique.",
            "Застосовується Регламент (ЄС) 2024/792.",
        ),
    ),
    (
        "figure",
        (
            "It takes five to six hours.",
            "Cela prend de cinq à sept heures.",
            "Це триває п’ять-шість годин.",
        ),
    ),
    (
        "figure",
        (
            "It takes five to six hours.",
            "Cela prend de cinq à six heures.",
            "Це триває п’ять-сім годин.",
        ),
    ),
    (
        "figure",
        (
            "There are 12 doctors per 100,000 inhabitants.",
            "On compte 12 médecins pour 10 000 habitants.",
            "На 100 тис. жителів припадає 12 лікарів.",
        ),
    ),
    (
        "figure",
        (
            "It costs 450 thousand euros.",
            "Cela coûte 450 k€.",
            "Це коштує 450 млн євро.",
        ),
    ),
    (
        "figure",
        (
            "Eighty thousand people marched.",
            "Quatre-vingt mille personnes ont défilé.",
            "Вийшло вісімнадцять тисяч людей.",
        ),
    ),
    (
        "figure",
        (
            "The harvest came to 54.3 million tonnes.",
            "La récolte a atteint 53,4 millions de tonnes.",
            "Урожай становив 54,3 млн т.",
        ),
    ),
    (
        "figure",
        (
            "A first tranche of €500 million and a second of €250 million are planned.",
            "Une première tranche de 500 M€ et une deuxième de 250 M€ sont prévues.",
            "Заплановано перший транш у 500 млн євро та другий у 350 млн євро.",
        ),
    ),
    (
        "date",
        (
            "The ship sails on Tuesdays and Fridays at 7 a.m.",
            "Le navire part les mardis et vendredis à 19 heures.",
            "Судно відходить щовівторка та щоп’ятниці о сьомій ранку.",
        ),
    ),
    (
        "figure",
        (
            "He turned ninety on 8 March.",
            "Il a eu quatre-vingts ans le 8 mars.",
            "8 березня йому виповнилося дев’яносто.",
        ),
    ),
    (
        "date",
        (
            "He turned ninety on 8 March.",
            "Il a eu quatre-vingt-dix ans le 18 mars.",
            "8 березня йому виповнилося дев’яносто.",
        ),
    ),
    (
        "figure",
        (
            "Every second household has no water.",
            "Un foyer sur trois n’a pas d’eau.",
            "Кожна друга оселя без води.",
        ),
    ),
    (
        "figure",
        (
            "They gave 200 of the 500 promised vehicles.",
            "Ils ont remis 200 des 600 véhicules promis.",
            "Передано 200 з 500 обіцяних машин.",
        ),
    ),
    (
        "figure",
        (
            "The museum, 150 years old, reopens.",
            "Le musée, vieux de cent quinze ans, rouvre.",
            "Музей, якому сто п’ятдесят років, знову відчиняється.",
        ),
    ),
    (
        "figure",
        (
            "The lake is 1.5 m deep.",
            "Le lac a 1,50 m de profondeur.",
            "Глибина озера — два з половиною метри.",
        ),
    ),
    (
        "date",
        (
            "From 1 to 15 August, 24 trains will be cancelled.",
            "Du 1er au 25 août, 24 trains seront supprimés.",
            "З 1 до 15 серпня скасують 24 потяги.",
        ),
    ),
    (
        "figure",
        (
            "Seven of the 12 points are agreed.",
            "Huit des douze points sont convenus.",
            "Сім із дванадцяти пунктів узгоджено.",
        ),
    ),
    (
        "date",
        (
            "The two-day meeting ends on Sunday.",
            "La réunion de deux jours s’achève samedi.",
            "Дводенна зустріч завершиться в неділю.",
        ),
    ),
)


@pytest.mark.parametrize("texts", AGREEING, ids=[texts[0] for texts in AGREEING])
def test_odd_writings_of_one_figure_agree(texts: Triple) -> None:
    assert find_differing(texts) == ()
    for pair in combinations(range(3), 2):
        assert find_differing(texts, pair) == ()


@pytest.mark.parametrize(("kind", "texts"), DIFFERING, ids=[" | ".join(texts) for _, texts in DIFFERING])
def test_another_figure_differs_in_just_one_line(kind: str, texts: Triple) -> None:
    for order in permutations(range(3)):
        assert [finding.kind for finding in find_differing(texts, order)] == [kind]
