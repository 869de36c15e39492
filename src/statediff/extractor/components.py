"""Web components as a reader sees them: declarative shadow trees laid out with what their slots are given."""

from __future__ import annotations

from lxml.etree import _Element as Element

from .page import children, is_element

_MODES = ("shadowrootmode", "shadowroot")


def open_shadows(root: Element) -> None:
    """Put the content of every declarative shadow tree in its place, and into its slots what the page gives them."""
    for template in list(root.iter("template")):
        host = template.getparent()
        if host is None or not any(mode in template.attrib for mode in _MODES):
            continue
        given = [child for child in children(host) if child is not template]
        template.tag = "div"
        for mode in _MODES:
            if mode in template.attrib:
                del template.attrib[mode]
        for slot in [element for element in template.iter() if element.tag == "slot"]:
            _fill(slot, slot.get("name"), host, given)


def _fill(slot: Element, name: str | None, host: Element, given: list[Element]) -> None:
    """Move into a slot what bears its name; into the one without a name, all that bears none, bare text too."""
    for child in [child for child in given if child.get("slot") == name]:
        given.remove(child)
        tail, child.tail = child.tail, None
        if tail and tail.strip():
            _keep_text(child, tail, host)
        if len(slot) == 0:
            slot.text = None
        slot.append(child)
    slot.tag = "div" if any(is_element(child) for child in slot) else "span"


def _keep_text(child: Element, text: str, host: Element) -> None:
    """Leave the text behind a moved element in the host, where it stood."""
    previous = child.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    else:
        host.text = (host.text or "") + text
