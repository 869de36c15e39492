"""How a page is recaptured with other chrome around the same statement: the kinds of recapture extractor.py makes."""

from __future__ import annotations

import hashlib
import random
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import lxml.html
from lxml import etree
from lxml.etree import _Element as Element

LEAVES = ("p", "li", "h1", "h2", "h3", "h4", "h5", "blockquote", "td", "dd", "dt", "figcaption", "div", "span", "pre")
BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "div", "dl", "fieldset", "figure", "footer", "form", "h1", "h2",
        "h3", "h4", "h5", "h6", "header", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td",
        "tr", "ul",
    }
)  # fmt: skip
WORD = re.compile(r"\w+")
DIGITS = re.compile(r"\d+")

HEADLINES = {
    "en": ("Ministers open the new training centre", "Support for coastal towns announced", "Harbour review published",
           "Watch the press conference in full", "Ambassador visits the shipyard", "Gallery: the week in pictures"),
    "fr": ("La ministre inaugure le centre de formation", "Une aide pour les communes du littoral",
           "Le rapport sur les ports est publié", "Revoir la conférence de presse",
           "L'ambassadrice visite le chantier naval", "La semaine en images"),
    "de": ("Ministerin eröffnet das Ausbildungszentrum", "Hilfe für Küstenorte angekündigt",
           "Hafenbericht veröffentlicht", "Die Pressekonferenz in voller Länge", "Botschafterin besucht die Werft",
           "Die Woche in Bildern"),
    "uk": ("Міністерка відкрила навчальний центр", "Оголошено допомогу прибережним громадам",
           "Оприлюднено звіт про порти", "Дивіться брифінг повністю", "Посолка відвідала судноверф",
           "Тиждень у світлинах"),
}  # fmt: skip
COOKIES = {
    "en": (
        "We use cookies that are needed for this site to work, and others to learn how it is used. You can "
        "choose which of them you allow, and change your mind at any time."
    ),
    "fr": (
        "Nous utilisons des cookies nécessaires au fonctionnement du site, et d'autres pour mesurer son "
        "audience. Vous pouvez choisir ceux que vous acceptez et changer d'avis à tout moment."
    ),
    "de": (
        "Wir verwenden Cookies, die für diese Seite nötig sind, und andere, um ihre Nutzung zu messen. Sie "
        "können wählen, welche Sie zulassen, und Ihre Wahl jederzeit ändern."
    ),
    "uk": (
        "Ми використовуємо файли cookie, потрібні для роботи сайту, та інші, щоб знати, як ним користуються. "
        "Ви можете обрати, які з них дозволити, і змінити свій вибір."
    ),
}
ALERTS = {
    "en": (
        "Important: this site will not be available on Sunday from 2 to 6 in the morning because of "
        "maintenance. We apologise for the trouble."
    ),
    "fr": (
        "Important : le site ne sera pas accessible dimanche de 2 h à 6 h en raison d'une opération de "
        "maintenance. Merci de votre compréhension."
    ),
    "de": (
        "Wichtig: Diese Seite ist am Sonntag von 2 bis 6 Uhr wegen Wartungsarbeiten nicht erreichbar. Wir "
        "bitten um Verständnis."
    ),
    "uk": (
        "Важливо: у неділю з 2 до 6 години ранку сайт не працюватиме через технічні роботи. Перепрошуємо за "
        "незручності."
    ),
}
RELATED = {"en": "Related news", "fr": "À lire aussi", "de": "Weitere Meldungen", "uk": "Читайте також"}
COUNTERS = {
    "en": ("{} views", "Updated {} minutes ago"), "fr": ("{} vues", "Mis à jour il y a {} minutes"),
    "de": ("{} Aufrufe", "Aktualisiert vor {} Minuten"), "uk": ("{} переглядів", "Оновлено {} хвилин тому"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page, and the words of its statement."""

    name: str
    html: str
    words: str
    language: str


@dataclass(slots=True)
class Copy:
    """A fresh tree of a page: its statement's elements and the one that holds them."""

    page: Page
    root: Element
    body: Element
    leaves: list[Element]
    main: Element
    dice: random.Random


def words_of(text: str) -> str:
    return " ".join(WORD.findall(text))


def text_of(element: Element) -> str:
    return " ".join(" ".join(map(str, element.itertext())).split())


def copy_of(page: Page, seed: str) -> Copy | None:
    root = lxml.html.document_fromstring(page.html)
    body = root.find("body")
    if body is None:
        return None
    said = f" {page.words} "
    leaves = [
        element
        for element in body.iter(*LEAVES)
        if not any(child.tag in BLOCKS for child in element)
        and len(text := text_of(element)) >= 15
        and f" {words_of(text)} " in said
    ]
    inside = set(leaves)
    leaves = [leaf for leaf in leaves if not any(ancestor in inside for ancestor in leaf.iterancestors())]
    weights: dict[Element, int] = defaultdict(int)
    for leaf in leaves:
        for ancestor in leaf.iterancestors():
            weights[ancestor] += len(text_of(leaf))
    whole = sum(len(text_of(leaf)) for leaf in leaves)
    holders = [element for element, weight in weights.items() if weight >= 0.9 * whole]
    if len(leaves) < 2 or not holders:
        return None
    main = max(holders, key=lambda element: sum(1 for _ in element.iterancestors()))
    return Copy(page, root, body, leaves, main, random.Random(f"{page.name} {seed}"))


def fragment(markup: str) -> Element:
    made: Element = lxml.html.fragment_fromstring(markup)
    return made


# ---------------------------------------------------------------- the kinds of recapture


def shuffle_links(made: Copy) -> None:
    """Other headlines in other order in every list of links outside the statement."""
    inside = set(made.main.iter())
    for anchor in made.body.iter("a"):
        if anchor not in inside and len(text_of(anchor)) >= 18 and made.dice.random() < 0.6:
            for child in list(anchor):
                anchor.remove(child)
            anchor.text = made.dice.choice(HEADLINES[made.page.language])
            anchor.set("href", f"/x/{made.dice.randint(1, 10**6)}")
    for listing in made.body.iter("ul", "ol"):
        items = list(listing)
        if listing not in inside and len(items) >= 4 and listing.find(".//a") is not None and made.dice.random() < 0.5:
            made.dice.shuffle(items)
            listing.extend(items)


def change_figures(made: Copy) -> None:
    """Other figures everywhere outside the statement: counters, dates, weather."""
    spared = set(made.main.iter())
    for element in (*made.leaves, *made.body.iter("figcaption", "caption", "h1")):
        spared |= set(element.iter())
    for element in made.body.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style") or element in spared:
            continue
        element.text = _other_figures(element.text, made.dice)
        if element.getparent() is not made.main:
            element.tail = _other_figures(element.tail, made.dice)


def _other_figures(text: str | None, dice: random.Random) -> str | None:
    if not text:
        return text
    return DIGITS.sub(
        lambda found: (
            str((int(found[0]) + dice.randint(1, 7)) % 10 ** len(found[0])).zfill(len(found[0]))
            if len(found[0]) < 9
            else found[0]
        ),
        text,
    )


def change_attributes(made: Copy) -> None:
    """Other nonces, build hashes, cache stamps, tokens."""
    renamed: dict[str, str] = {}
    for element in made.root.iter():
        if not isinstance(element.tag, str):
            continue
        for name in (element.get("class") or "").split():
            if re.search(r"[-_](?=\w*\d)\w{4,10}$", name):
                renamed.setdefault(name, re.sub(r"\w{4,10}$", f"{made.dice.getrandbits(24):06x}9", name))
        if element.get("class"):
            element.set("class", " ".join(renamed.get(name, name) for name in (element.get("class") or "").split()))
        if element.tag in ("script", "style"):
            element.set("nonce", f"{made.dice.getrandbits(64):x}")
        for attribute in ("src", "href"):
            if element.tag in ("script", "link", "img") and element.get(attribute):
                element.set(
                    attribute, f"{(element.get(attribute) or '').split('?')[0]}?v={made.dice.randint(1, 10**6)}"
                )
        if made.dice.random() < 0.05:
            element.set("data-rid", f"{made.dice.getrandbits(32):x}")
    made.body.insert(0, etree.Comment(f" generated {made.dice.getrandbits(30)} "))


def add_cookie_banner(made: Copy, *, is_named: bool) -> None:
    words = COOKIES[made.page.language]
    banner = (
        '<div id="cookie-banner" class="cookie-consent" role="dialog"><h2>Cookies</h2>'
        f"<p>{words}</p><button>OK</button></div>"
        if is_named
        else f'<div class="c-q7 k"><div class="w"><p>{words}</p><p><a href="/p">OK</a></p></div></div>'
    )
    made.body.insert(0 if is_named or made.dice.random() < 0.5 else len(made.body), fragment(banner))


def add_alert(made: Copy, *, is_named: bool) -> None:
    host = made.root.find(".//main")
    names = "site-alert" if is_named else "c-z1"
    (made.body if host is None else host).insert(
        0, fragment(f'<div class="{names}"><p>{ALERTS[made.page.language]}</p></div>')
    )


def add_related(made: Copy, *, is_named: bool, with_lines: bool = False) -> None:
    """A list of other news right behind the statement."""
    items = ""
    for headline in made.dice.sample(HEADLINES[made.page.language], 5):
        line = f"<p>{ALERTS[made.page.language][: made.dice.randint(60, 120)]}</p>" if with_lines else ""
        items += f'<li class="i"><a href="/n/{made.dice.randint(1, 9999)}">{headline}</a>{line}</li>'
    names = "related-news" if is_named else "c-b2 x"
    last = [leaf for leaf in made.leaves if made.main in leaf.iterancestors()][-1]
    while last.getparent() is not made.main:
        last = last.getparent()  # type: ignore[assignment]
    added = fragment(f'<div class="{names}"><h2>{RELATED[made.page.language]}</h2><ul>{items}</ul></div>')
    added.tail, last.tail = last.tail, None
    made.main.insert(list(made.main).index(last) + 1, added)


def add_counters(made: Copy, *, is_named: bool) -> None:
    views, age = COUNTERS[made.page.language]
    seen, minutes = views.format(made.dice.randint(100, 99999)), age.format(made.dice.randint(2, 50))
    spans = f"<span>{seen}</span> <span>{minutes}</span>"
    made.main.insert(0, fragment(f'<div class="{"post-views" if is_named else "c-m3"}">{spans}</div>'))


def redesign(made: Copy) -> None:
    """Every class and id renamed, the statement wrapped twice more."""
    for element in made.body.iter():
        if isinstance(element.tag, str):
            for attribute in ("class", "id"):
                if element.get(attribute):
                    element.set(attribute, " ".join(map(_renamed, (element.get(attribute) or "").split())))
    parent = made.main.getparent()
    if parent is not None and made.main.tag not in ("body", "html"):
        outer = fragment('<div class="wrap-a"><div class="wrap-b"></div></div>')
        place = parent.index(made.main)
        outer.tail, made.main.tail = made.main.tail, None
        outer[0].append(made.main)
        parent.insert(place, outer)


def _renamed(name: str) -> str:
    return "k" + hashlib.sha256(name.encode()).hexdigest()[:8].translate(str.maketrans("0123456789", "ghijklmnop"))


def recapture_all(made: Copy) -> None:
    add_related(made, is_named=True)
    add_counters(made, is_named=True)
    shuffle_links(made)
    change_figures(made)
    change_attributes(made)


ONCE: dict[str, Callable[[Copy], None]] = {
    "links": shuffle_links,
    "figures": change_figures,
    "attributes": change_attributes,
    "cookie banner, named": lambda made: add_cookie_banner(made, is_named=True),
    "cookie banner, anonymous": lambda made: add_cookie_banner(made, is_named=False),
    "alert, named": lambda made: add_alert(made, is_named=True),
    "alert, anonymous": lambda made: add_alert(made, is_named=False),
    "redesign": redesign,
}
TWICE: dict[str, Callable[[Copy], None]] = {
    "related, named": lambda made: add_related(made, is_named=True),
    "related, anonymous": lambda made: add_related(made, is_named=False),
    "related with lines, anonymous": lambda made: add_related(made, is_named=False, with_lines=True),
    "counters": lambda made: add_counters(made, is_named=False),
    "all at once": recapture_all,
}


def write(made: Copy) -> str:
    return str(lxml.html.tostring(made.root, encoding="unicode", doctype="<!DOCTYPE html>"))
