"""A page before anything is left out: what nobody sees is dead, and marks are set for what goes with it."""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element as Element

from .page import BLOCK_TAGS, find_path, text_of
from .vocabulary import prunables

_PASSIVE = frozenset({"hidden", "submit", "button", "image", "reset"})
_PERSONAL = frozenset({"email", "password", "tel", "search"})
"""Fields of forms that are the site's own: they are never part of a text."""
ASKS_ADDRESS = "data-statediff-address"
"""Marks what stands around a field for the reader's address of mail."""
FORM = "data-statediff-form"
"""Says of a form that it is a wrapper without fields, or asks for nobody's address."""
_SEEN = re.compile(r"\w")
_RAISED = re.compile(r"\s*[\d,;\s–-]*\d\s*")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_EYES = etree.XPath("descendant::*[self::i or self::span or self::em][contains(@class,'eye')]")
_EYE = re.compile(r"(^|[-_])eyes?($|[-_])", re.IGNORECASE)
_COUNT = re.compile(r"^\s*\d[\d\s.,]*(?=$|[|·•/])")
_NEVER_MARKED = frozenset({"h1", "main", "body", "html", "tr", "td", "th", "tbody", "thead", "table"})


def strip_dead(root: Element) -> None:
    """Take out scripts, styles and other tags that never hold visible text; raised digits stay raised as letters do.

    The mark of a footnote is no digit of the figure before it: 5<sup>1</sup> is 5¹ and not 51.
    """
    _mark_forms(root)
    _mark_fields(root)
    _drop_views(root)
    etree.strip_elements(root, *sorted(prunables().dead_tags - {"head"}), with_tail=False)
    _mark_struck(root)
    for mark in root.iter("sup"):
        for node in mark.iter():
            if node.text and _RAISED.fullmatch(node.text):
                node.text = node.text.translate(_SUPERSCRIPTS)


def _mark_forms(root: Element) -> None:
    """Tell forms in which nothing can be filled in, or into which the whole page was put, from those to be sent."""
    for form in list(root.iter("form")):
        controls = [field for field in form.iter("input", "select", "textarea") if _can_be_filled(field)]
        is_empty = not controls and form.find(".//button") is None
        if is_empty or form.find(".//input[@name='__VIEWSTATE']") is not None:
            form.set(FORM, "wrapper")
        elif all(control.get("type", "").lower() not in _PERSONAL for control in controls):
            form.set(FORM, "anonymous")


def _can_be_filled(field: Element) -> bool:
    return field.tag != "input" or field.get("type", "text").lower() not in _PASSIVE


def _mark_fields(root: Element) -> None:
    """Mark what stands around a field for an address of mail: the form, or where there is none, the next part."""
    for asked in list(root.iter("input")):
        if (asked.get("type") or "").lower() != "email":
            continue
        around = next((outer for outer in asked.iterancestors("form")), asked.getparent())
        if around is not None and around.tag not in _NEVER_MARKED:
            around.set(ASKS_ADDRESS, "")


def _drop_views(root: Element) -> None:
    """Drop the number beside an icon of an eye: how often a page was seen, in whatever language."""
    for icon in find_path(root, _EYES):
        names = (icon.get("class") or "").split()
        if not any(_EYE.search(name) for name in names) or text_of(icon):
            continue
        icon.tail = _COUNT.sub(" ", icon.tail or "", count=1) or None


def _mark_struck(root: Element) -> None:
    """Keep what is struck out for the reader, between marks: "~~12~~ 15" is not the claim "12 15"."""
    for struck in list(root.iter("s", "strike", "del")):
        if _SEEN.search(text_of(struck)) and not any(node.tag in BLOCK_TAGS for node in struck.iter()):
            struck.text = f"~~{(struck.text or '').lstrip()}"
            last = struck[-1] if len(struck) else None
            if last is None:
                struck.text = f"{struck.text.rstrip()}~~"
            else:
                last.tail = f"{(last.tail or '').rstrip()}~~"
