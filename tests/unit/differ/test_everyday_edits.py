"""Edits of everyday statements: what is marked, as what, and the sentence that tells it."""

from __future__ import annotations

import pytest

from statediff.differ import describe, diff

CASES = [
    ("en", "The minister met {John Smith|Peter Brown} in Paris.", "entity", "“John Smith” became “Peter Brown”."),
    (
        "uk",
        "Міністр зустрів {Івана Петренка|Олега Сидоренка}.",
        "entity",
        "«Івана Петренка» замінено на «Олега Сидоренка».",
    ),
    ("fr", "Le ministre a reçu {Jean Dupont|Paul Martin}.", "entity", "« Jean Dupont » est devenu « Paul Martin »."),
    ("en", "{Mr|President} Smith signed the order.", "wording", "“Mr” became “President”."),
    ("en", "The grant is {€|$}5 million.", "figure", "€5 million became $5 million."),
    ("uk", "Грант становить 5 млн {євро|доларів}.", "figure", "5 млн євро замінено на 5 млн доларів."),
    ("en", "The road is 40 {km|miles} long.", "figure", "40 km became 40 miles."),
    ("en", "Support rose by 5 {percent|percentage points}.", "figure", "5 percent became 5 percentage points."),
    ("fr", "Le soutien croît de 5 {%|points de pourcentage}.", "figure", "5 % est devenu 5 points de pourcentage."),
    ("uk", "Підтримка зросла на 5 {%|відсоткових пунктів}.", "figure", "5 % замінено на 5 відсоткових пунктів."),
    ("en", "The deadline is 30 {June|September}.", "date", "30 June became 30 September (+3 months)."),
    ("fr", "Le délai est le 30 {juin|septembre}.", "date", "30 juin est devenu 30 septembre (+3 mois)."),
    ("uk", "Строк — 30 {червня|вересня}.", "date", "30 червня замінено на 30 вересня (+3 місяці)."),
    ("en", "{At least|At most} 500 troops stay.", "scope", "“At least” became “At most”."),
    ("uk", "{Щонайменше|Щонайбільше} 500 військових лишаються.", "scope", "«Щонайменше» замінено на «Щонайбільше»."),
    ("en", "{All|Most} members agreed.", "scope", "“All” became “Most”."),
    ("en", "The {2nd|3rd} brigade moved.", "figure", "2nd became 3rd."),
    ("en", "See Chapter {IV|VI} of the treaty.", "figure", "“Chapter IV” became “VI”."),
    ("en", "See Article {5|6}.", "figure", "Article 5 became 6."),
    ("uk", "Згідно зі ст. 12 ч. {3|4} діє правило.", "figure", "Ч. 3 замінено на 4."),
    ("en", "Call +380 44 238 15 {50|51}.", "figure", "50 became 51."),
    ("en", "Art. 5({2|3}) applies.", "figure", "2 became 3."),
    ("en", "A rise of 10–{15|20} % is seen.", "figure", "15 % became 20 % (+5 points)."),
    ("uk", "Зростання на 10–{15|20} % очікується.", "figure", "15 % замінено на 20 % (+5 пунктів)."),
    ("fr", "Le budget est de 2 {milliards|millions}.", "figure", "2 milliards est devenu 2 millions (÷1 000)."),
    ("en", "Growth was {−2.3|−1.3} %.", "figure", "−2.3 % became −1.3 % (+1 point)."),
    ("en", "It fell to {−5|−15} °C.", "figure", "−5 °C became −15 °C (−10 °C)."),
    (
        "en",
        "It holds 2 {trillion|million} dollars.",
        "figure",
        "2 trillion dollars became 2 million dollars (÷1,000,000).",
    ),
    ("en", "Version {v1.2.3|v1.2.4} is out.", "figure", "v1.2.3 became v1.2.4."),
    ("en", "Follow {#WithUs|#Together} now.", "entity", "“WithUs” became “Together”."),
    ("en", "We stand with you {🇺🇦|🇵🇱}.", "wording", "“🇺🇦” became “🇵🇱”."),
    ("en", "Mail {press|media}@mfa.example.", "wording", "“press@mfa.example” became “media@mfa.example”."),
    ("ar", "الميزانية {١٬٢٠٠|١٬٣٠٠} مليون.", "figure", "١٬٢٠٠ مليون became ١٬٣٠٠ مليون (+8.3 %)."),
    ("he", '{צה"ל|מג"ב} הודיע אתמול.', "wording", '“צה"ל” became “מג"ב”.'),
    ("zh", "共有{三百|五百}人参加。", "figure", "“三百” became “五百” (+66.7 %)."),
    ("ru", "Встреча пройдёт 5 {марта|апреля}.", "date", "5 марта became 5 апреля (+1 month)."),
    ("pl", "Spotkanie 5 {marca|kwietnia}.", "date", "5 marca became 5 kwietnia (+1 month)."),
    ("tr", "Toplantı 5 {Mart|Nisan} günü.", "date", "5 Mart became 5 Nisan (+1 month)."),
    ("he", "הפגישה ב-5 {במרץ|באפריל}.", "date", "5 במרץ became 5 באפריל (+1 month)."),
    ("de", "Er {wird|könnte} zahlen.", "modality", "“wird” became “könnte”."),
    ("fr", "La France {livre|ne livre plus} ces avions.", "negation", "« livre » est devenu « ne livre plus »."),
    ("fr", "Il {n'est plus|est} ministre.", "negation", "« n'est plus » est devenu « est »."),
    ("en", "The fund paid for it.{| [3]}", "pointer", "One note mark changed."),
    ("ja", "大臣は署名し{た|なかった}。", "negation", "“なかっ” inserted."),
]


def forked(text: str, side: int) -> str:
    while "{" in text:
        lead, _, rest = text.partition("{")
        fork, _, tail = rest.partition("}")
        text = lead + fork.split("|")[side] + tail
    return text


@pytest.mark.parametrize(("language", "text", "label", "told"), CASES)
def test_an_everyday_edit_is_labelled_and_told(language: str, text: str, label: str, told: str) -> None:
    change = diff(forked(text, 0), forked(text, 1), language=language)

    spoken = language if language in ("en", "fr", "uk") else "en"
    assert label in [str(found) for edit in change.edits for found in edit.labels]
    assert describe(change, spoken) == told


@pytest.mark.parametrize(
    ("old", "new", "severity"),
    [
        ("П'ять об'єктів відновлено.", "П’ять обʼєктів відновлено.", "cosmetic"),
        ("Est-ce vrai ? Oui : tout.", "Est-ce vrai\u202f? Oui\u00a0: tout.", "cosmetic"),
        ("The co\u00adoperation goes on.", "The cooperation goes on.", "cosmetic"),
        ("共有300人参加。", "共有三百人参加。", "minor"),
        ("Two ministers resigned.", "2 ministers resigned.", "minor"),
        ("The U.N. Council met.", "The UN Council met.", "minor"),
        ("It costs 12.50 euros.", "It costs 12,50 euros.", "minor"),
    ],
)
def test_another_way_to_write_the_same_is_no_change_of_substance(old: str, new: str, severity: str) -> None:
    change = diff(old, new)

    assert change.severity == severity


def test_a_list_of_names_in_another_order_is_no_new_name() -> None:
    change = diff("Le rapport cite l'Espagne et l'Italie.", "Le rapport cite l'Italie et l'Espagne.", language="fr")

    assert "entity" not in [str(label) for edit in change.edits for label in edit.labels]


@pytest.mark.parametrize(
    "text",
    [
        "See https://mfa.example/news/{12|13}?id=5 now.",
        "Write to first.{last|name}@mfa.example today.",
        'ארה"{ב|מ} הודיעה',
    ],
)
def test_an_address_or_an_acronym_is_never_cut(text: str) -> None:
    old, new = forked(text, 0), forked(text, 1)

    change = diff(old, new)

    (edit,) = change.edits
    gone, come = ("".join(op.text for op in edit.ops if op.kind == kind) for kind in ("delete", "insert"))
    assert gone.strip() in old.split()
    assert come.strip() in new.split()
