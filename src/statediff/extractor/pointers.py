"""What only announces other pages: lists of cards, and boxes around a button that asks to join."""

from __future__ import annotations

import re
from collections import defaultdict

from lxml import etree
from lxml.etree import _Element as Element

from .page import HEADINGS, children, drop, find_path, short_text_of, text_of
from .preparation import ASKS_ADDRESS
from .prose import Prose
from .pruning import LEAD, Pruning
from .vocabulary import phrase_key, words

_BUTTON = re.compile(r"(^|[\s_-])(btn|button|buttons|cta)($|[\s_-])", re.IGNORECASE)
_LONGEST_CALL = 300
"""Letters of a box around a button up to which all of it belongs to the button."""
_LONGEST_CARD = 450
_STATEMENT = 140
"""Letters of prose beside a list of cards that make it a page of its own."""
_ASKED = etree.XPath(f"descendant::*[@{ASKS_ADDRESS}]")
_CALL_SHARE, _SIGNUP_SHARE = 0.2, 0.35
"""Share of a page's prose from which a box is no box around a button or a field any more."""
_LEAST_SAID = 30
"""Letters beside a field that say what it is for; a label and a button have fewer."""
_NEAR = 3
"""Levels above a list on which a line before it may announce it."""
_LONGEST_LINE = 60


def prune_cards(body: Element, prose: Prose, total: float, pruning: Pruning) -> None:
    """Drop runs of three or more siblings that each only announce another page (title link and a line about it)."""
    _prune_linked_cards(body, prose, total, pruning)
    for parent in list(body.iter("div", "ul", "ol", "section", "tbody")):
        if parent.getparent() is None:
            continue
        groups: dict[str, list[Element]] = defaultdict(list)
        for child in children(parent):
            if child.tag in ("div", "li", "article", "a", "section"):
                groups[str(child.tag)].append(child)
        is_written = parent.tag in ("ul", "ol") and _stands_in_text(parent, prose)
        for members in groups.values():
            if len(members) < 2 or is_written:
                continue
            cards = [member for member in members if _is_card(member, prose)]
            is_row = len(cards) >= 3 or (len(cards) == len(members) and _are_bare(cards, prose))
            if is_row and len(cards) >= 0.7 * len(members) and _are_aside(cards, parent, prose, total):
                for card in cards:
                    pruning.note(card, "list of pointers")
                    drop(card)
                _drop_left_heading(parent, pruning)


def _drop_left_heading(parent: Element, pruning: Pruning) -> None:
    """Drop the heading that is all that a list of cards leaves of its box: it was theirs."""
    box: Element | None = parent
    for _ in range(_NEAR):
        if box is None or box.tag not in ("div", "section", "aside"):
            return
        text = short_text_of(box, _LONGEST_LINE)
        if text is None:
            return
        headings = [heading for heading in box.iter(*HEADINGS) if heading.tag != "h1"]
        if headings and text == text_of(headings[0]):
            pruning.note(box, "list of pointers")
            drop(box)
            return
        box = box.getparent()


def _prune_linked_cards(body: Element, prose: Prose, total: float, pruning: Pruning) -> None:
    """Drop links that hold a heading and a line about it: no sentence is laid out so, one is enough to tell."""
    cards = [anchor for anchor in body.iter("a") if anchor.get("href") and _is_headed_card(anchor, prose)]
    if sum(prose[anchor] for anchor in cards) >= 0.3 * total:
        return
    for anchor in cards:
        box = anchor.getparent()
        pruning.note(anchor, "pointer to another page")
        drop(anchor)
        if box is not None:
            _drop_left_heading(box, pruning)


def _is_headed_card(anchor: Element, prose: Prose) -> bool:
    heading = next((child for child in anchor.iter(*HEADINGS) if child.tag != "h1"), None)
    return heading is not None and len(text_of(heading)) < prose.text_length(anchor) <= _LONGEST_CARD


def _are_aside(cards: list[Element], parent: Element, prose: Prose, total: float) -> bool:
    """Tell whether cards are not what the page is about: they hold little of it, or a headline and text stand apart."""
    held = sum(prose[card] for card in cards)
    if held < 0.3 * total or (total - held >= _STATEMENT and _is_announced(parent)):
        return True
    is_apart = parent.find(".//h1") is None and all(_is_headed(card) for card in cards)
    return is_apart and total - held >= _STATEMENT


def _is_announced(listing: Element) -> bool:
    """Tell whether a line right before a list says that other pages follow ("You may also like")."""
    node: Element | None = listing
    for _ in range(_NEAR):
        if node is None or node.tag in ("body", "main", "article"):
            return False
        previous = node.getprevious()
        if previous is not None:
            text = short_text_of(previous, _LONGEST_LINE)
            return bool(text) and words().related.match(phrase_key(text or ""))
        node = node.getparent()
    return False


def _are_bare(cards: list[Element], prose: Prose) -> bool:
    """Tell whether cards of one name hold a linked headline and hardly a word more, so that two of them are a list."""
    names = {card.get("class") for card in cards}
    return (
        len(cards) > 1
        and len(names) == 1
        and all(
            _is_headed(card) and prose[card] < LEAD and prose.text_length(card) - prose.linked_length(card) < LEAD
            for card in cards
        )
    )


def _is_headed(card: Element) -> bool:
    return any(_has_heading(anchor, card) for anchor in card.iter("a"))


def _stands_in_text(listing: Element, prose: Prose) -> bool:
    """Tell whether a list stands among paragraphs of text: it was written there, not put there by the site."""
    parent = listing.getparent()
    while parent is not None and parent.tag in ("ul", "ol", "li"):
        parent = parent.getparent()
    return parent is not None and any(child.tag == "p" and prose[child] >= LEAD for child in children(parent))


def prune_calls(body: Element, prose: Prose, pruning: Pruning) -> None:
    """Drop boxes that end in a button which asks the reader to join, to buy or to give; they are the site's own."""
    for anchor in list(body.iter("a")):
        parent = anchor.getparent()
        if parent is None or not _BUTTON.search(f"{anchor.get('class', '')} {parent.get('class', '')}"):
            continue
        if not words().calls.match(phrase_key(text_of(anchor))):
            continue
        box = _box_around(anchor, prose, pruning)
        if box not in pruning.spared and prose[box] < _CALL_SHARE * max(pruning.total, 1.0):
            pruning.note(box, "call to join or buy")
            drop(box)


def prune_signups(body: Element, prose: Prose, pruning: Pruning) -> None:
    """Drop boxes that ask for the reader's address, whatever they are called."""
    for field in find_path(body, _ASKED):
        if field.getparent() is None:
            continue
        box = _signup_around(field, prose, pruning)
        if box not in pruning.spared and prose[box] < _SIGNUP_SHARE * max(pruning.total, 1.0):
            pruning.note(box, "asks for an address")
            drop(box)


def _signup_around(field: Element, prose: Prose, pruning: Pruning) -> Element:
    """Return a field with the part that says what it is for: the first one around it that says anything."""
    box = field
    while (
        prose.text_length(box) < _LEAST_SAID
        and (parent := box.getparent()) is not None
        and parent.tag in ("div", "section", "p", "li", "span")
        and prose.text_length(parent) <= _LONGEST_CALL
        and prose[parent] < _SIGNUP_SHARE * max(pruning.total, 1.0)
        and all(prose[paragraph] < _STATEMENT for paragraph in parent.iter("p"))
        and parent.find(".//h1") is None
    ):
        box = parent
    return box


def _box_around(anchor: Element, prose: Prose, pruning: Pruning) -> Element:
    box = anchor
    while (
        (parent := box.getparent()) is not None
        and parent.tag in ("div", "section", "p", "li", "span")
        and prose.text_length(parent) <= _LONGEST_CALL
        and prose[parent] < _CALL_SHARE * max(pruning.total, 1.0)
        and parent.find(".//h1") is None
    ):
        box = parent
    return box


def _is_card(element: Element, prose: Prose) -> bool:
    if not 15 <= prose.text_length(element) <= 450 or (element.text or "").strip():
        return False
    anchors = [element] if element.tag == "a" else [a for a in element.iter("a") if a.get("href")]
    if not 1 <= len(anchors) <= 4:
        return not anchors and _is_cut_short(element)
    title = max((text_of(anchor) for anchor in anchors), key=len)
    if len(title) < 12:
        return False
    text = text_of(element)
    if len(title) >= 0.8 * len(text) or any(_has_heading(anchor, element) for anchor in anchors):
        return True
    return element.tag in ("li", "div", "article") and len(title) >= 20 and text.find(title) <= 25


def _is_cut_short(element: Element) -> bool:
    """Tell whether a part is a heading and a text that breaks off: what stands behind a press, not behind a link."""
    if next(element.iter(*HEADINGS), None) is None:
        return False
    paragraphs = list(element.iter("p"))
    return len(paragraphs) == 1 and text_of(paragraphs[0]).rstrip().endswith(("...", "…"))


def _has_heading(anchor: Element, card: Element) -> bool:
    if any(node.tag in HEADINGS for node in anchor.iter()):
        return True
    node = anchor.getparent()
    while node is not None and node is not card:
        if node.tag in HEADINGS:
            return True
        node = node.getparent()
    return False
