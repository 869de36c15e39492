"""Kinds of recapture in which what is no statement stands amid it, or the same statement is written down otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.etree import _Element as Element

from extraction.perturbations import (
    ALERTS,
    COOKIES,
    COUNTERS,
    HEADLINES,
    RELATED,
    Copy,
    add_related,
    fragment,
    shuffle_links,
)

NEWSLETTERS = {
    "en": ("Subscribe to our newsletter", "Your e-mail address", "Subscribe"),
    "fr": ("Abonnez-vous à notre lettre d'information", "Votre adresse électronique", "S'abonner"),
    "de": ("Newsletter abonnieren", "Ihre E-Mail-Adresse", "Abonnieren"),
    "uk": ("Підпишіться на розсилку", "Ваша електронна адреса", "Підписатися"),
}
AGO = {"en": "{} hours ago", "fr": "il y a {} heures", "de": "vor {} Stunden", "uk": "{} годин тому"}
TOGGLED = {"b": "strong", "strong": "b", "i": "em", "em": "i"}


def _paragraphs(made: Copy) -> list[Element]:
    """Return the statement's paragraphs that stand beside each other, the first of which never counts as the last."""
    found = [leaf for leaf in made.leaves if leaf.tag in ("p", "div") and leaf.getparent() is not None]
    return [leaf for leaf in found if made.main in leaf.iterancestors()]


def _insert_amid(made: Copy, markup: str) -> None:
    places = _paragraphs(made)
    place = places[len(places) // 2] if places else made.leaves[len(made.leaves) // 2]
    added = fragment(markup)
    added.tail, place.tail = place.tail, None
    place.addnext(added)


def add_teaser(made: Copy) -> None:
    """A teaser between two paragraphs, another one for each visitor."""
    headline = made.dice.choice(HEADLINES[made.page.language])
    _insert_amid(
        made,
        f'<div class="c-t{made.dice.randint(1, 9)}"><a href="/n/{made.dice.randint(1, 9999)}"><h4>{headline}</h4>'
        f"<span>{ALERTS[made.page.language][:70]}</span></a></div>",
    )


def add_pointer(made: Copy) -> None:
    """A line between two paragraphs that points to another page."""
    headline = made.dice.choice(HEADLINES[made.page.language])
    label = RELATED[made.page.language]
    _insert_amid(made, f'<p><strong>{label}:</strong> <a href="/n/{made.dice.randint(1, 9999)}">{headline}</a></p>')


def add_cookie_wall(made: Copy) -> None:
    """The text of a cookie wall within the part that holds the statement."""
    host = made.root.find(".//main")
    wall = f'<div class="x-w1" role="dialog"><p>{COOKIES[made.page.language]}</p><button>OK</button></div>'
    (made.main if host is None else host).insert(0, fragment(wall))


def translate_chrome(made: Copy) -> None:
    """The links outside the statement in another language."""
    inside = set(made.main.iter())
    languages = sorted(set(HEADLINES) - {made.page.language})
    for anchor in made.body.iter("a"):
        if anchor not in inside and len(anchor) == 0 and anchor.text:
            anchor.text = made.dice.choice(HEADLINES[made.dice.choice(languages)])


def add_lazy_related(made: Copy) -> None:
    """Cards of other news amid the statement, as a script puts them there once a reader scrolls."""
    cards = "".join(
        f'<div class="k"><a href="/n/{made.dice.randint(1, 9999)}"><img src="x.jpg" alt="">{headline}</a></div>'
        for headline in made.dice.sample(HEADLINES[made.page.language], 3)
    )
    _insert_amid(made, f'<div class="c-lz"><h3>{RELATED[made.page.language]}</h3>{cards}</div>')


def add_newsletter(made: Copy) -> None:
    """A form between two paragraphs."""
    title, label, button = NEWSLETTERS[made.page.language]
    _insert_amid(
        made,
        f'<form class="c-f1" action="/s"><h3>{title}</h3><label>{label} <input type="email"></label>'
        f"<button>{button}</button></form>",
    )


def add_views(made: Copy) -> None:
    """A counter right before the first words of the statement."""
    views = COUNTERS[made.page.language][0].format(made.dice.randint(100, 99_999))
    made.leaves[0].addprevious(fragment(f'<div class="c-v"><span>{views}</span></div>'))


def add_age(made: Copy) -> None:
    """How long ago it was published, before the first words of the statement."""
    age = AGO[made.page.language].format(made.dice.randint(2, 23))
    made.leaves[0].addprevious(fragment(f'<p class="c-by">{age}</p>'))


def add_linked_data(made: Copy) -> None:
    """Other dates for machines only."""
    day = made.dice.randint(10, 28)
    data = f'{{"@type":"WebPage","dateModified":"2026-03-{day}"}}'
    made.body.append(fragment(f'<script type="application/ld+json">{data}</script>'))


def minify(made: Copy) -> None:
    """No white space between tags."""
    for element in made.root.iter():
        if element.tag in ("pre", "script", "style", "textarea"):
            continue
        if element.text and not element.text.strip():
            element.text = None if len(element) and _is_block(element[0]) else " "
        if element.tail and not element.tail.strip() and _is_block(element):
            element.tail = None
        if element.text:
            element.text = re.sub(r"\s+", " ", element.text)
        if element.tail:
            element.tail = re.sub(r"\s+", " ", element.tail)


def _is_block(element: Element) -> bool:
    return element.tag in ("p", "div", "ul", "ol", "li", "h1", "h2", "h3", "h4", "table", "tr", "td", "section", "main")


def toggle_inline_tags(made: Copy) -> None:
    """Bold by another tag, and spans around words."""
    for element in list(made.main.iter(*TOGGLED)):
        element.tag = TOGGLED[str(element.tag)]
    for leaf in _paragraphs(made)[::3]:
        if len(leaf) == 0 and leaf.text and leaf.text.strip():
            span = leaf.makeelement("span", {"style": "font-size:1rem"})
            span.text, leaf.text = leaf.text, None
            leaf.append(span)


def swap_images(made: Copy) -> None:
    """Other pictures with other words for those who do not see them."""
    for image in made.body.iter("img"):
        image.set("src", f"/i/{made.dice.randint(1, 10**6)}.jpg")
        image.set("alt", made.dice.choice(HEADLINES[made.page.language]))
    _insert_amid(made, f'<figure><img src="/i/{made.dice.randint(1, 999)}.jpg" alt="{made.dice.random()}"></figure>')


def spell_entities(markup: str) -> str:
    """Write a page's signs beyond ASCII as entities."""
    return "".join(sign if ord(sign) < 128 else f"&#{ord(sign)};" for sign in markup)


def reorder_related(made: Copy) -> None:
    """The same list of other news in other order, and other headlines in the menus."""
    add_related(made, is_named=False)
    shuffle_links(made)


ONCE: dict[str, Callable[[Copy], None]] = {
    "cookie wall in main": add_cookie_wall,
    "translated chrome": translate_chrome,
    "newsletter form amid text": add_newsletter,
    "linked data": add_linked_data,
    "minified": minify,
    "inline tags": toggle_inline_tags,
    "images": swap_images,
}
TWICE: dict[str, Callable[[Copy], None]] = {
    "teaser amid text": add_teaser,
    "pointer amid text": add_pointer,
    "related amid text": add_lazy_related,
    "views before the lead": add_views,
    "hours ago": add_age,
    "order of related": reorder_related,
}
