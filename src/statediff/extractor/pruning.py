"""Leaving out what is never wording: navigation, banners, share bars, related links, hidden text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from lxml.etree import _Element as Element

from .facts import is_of_file
from .page import (
    HEADINGS,
    INLINE_TAGS,
    children,
    drop,
    names_site,
    short_text_of,
    signature,
    start_of,
    text_of,
)
from .preparation import FORM
from .prose import SENTENCE_END, Prose
from .reading import Pruned
from .stamps import find_stamp, is_correction, is_stamp
from .verdicts import name_verdict, state_verdict
from .vocabulary import prunables

_GUARD = 0.4
"""A part with this share of the page's prose is never chrome, whatever it is called."""
_STRONG_GUARD = 0.8
"""The same, for what the page itself calls navigation, banner or footer by tag or role."""
_STRONG_TAGS = frozenset({"nav", "footer"})
_STRONG_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog"})
_TRUSTED_SHARE = 0.25
"""Parts of one name that hold this share of the prose together are how the page lays out its text."""
_TRUSTED_SIZE = 150
"""Letters of prose that each of them holds at least, on average."""
_HEADLINE_GUARD = 0.2
"""The same, for a part that holds a headline of the first level."""
_ARTICLE = 400
"""Letters of prose of an article beside which no aside is the text, however long it is."""
LEAD = 60
"""Letters of prose that make a paragraph beside a headline a lead."""
_SHORT_LEAD = 40
_SHORT_BOX = 20
"""Letters of a box's one sentence."""
_QUOTE = re.compile(r"quot(e|ation)|zitat|citat|citation|(^|[\s_-])cita($|[\s_-])|testimonial", re.IGNORECASE)
_GLUED = ("span", "small", "em", "i", "time", "font", "strong", "b")
_LONGEST_GLUED = 60
_FILE = re.compile(r"\.(pdf|docx?|odt|xlsx?|ods|rtf|zip|pptx?|hwpx?)(\W|$)|[/=]download", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_NARROW_LETTER = re.compile("[^\\W\\d_\u0e00-\u0eff\u1000-\u109f\u3040-\u9fff\uf900-\ufaff]")
"""A letter of a script that sets its words apart by blanks."""
_SHOWN = 160
"""Letters of a dropped part that its record shows."""
_SHORT_META = 160
"""Characters up to which a by-line or date line is taken for one."""
_FORM_HOLDS_PAGE = ".//h1|.//main|.//article"

_UNSEEN = frozenset({"hidden", "unseen", "decoration"})
_SENTENCE = 10
"""Letters beside an inline element that make it a word of theirs; "Share:" has fewer."""
_SEEN = re.compile(r"\w")
_LETTER = re.compile(r"[^\W\d_]")
_QUOTED = re.compile(r"[\"“„«‹”「『]")
_MAIN_IDS = frozenset({"main", "main-content", "maincontent", "content"})
_HOURS_END = re.compile(r"\b[ap]\.\s?m\.\s?[-–—]\s?\d{1,2}(?:[:.]\d\d)?\s?[ap]\.\s?m\.$", re.IGNORECASE)
"""Hours of an office, "8 a.m. - 6 p.m.": what ends so has a full stop and is no sentence."""
_BOX_ROLES = frozenset({"alert", "status", "complementary"})
_TO_BE_CLICKED = ".//a[@href]|.//button|.//form|.//nav|.//iframe"
_LAYER = re.compile(r"modal|overlay|popup|dialog|lightbox|offcanvas|cookie|(^|[-_ ])cmp", re.IGNORECASE)
"""Names of what is laid over a page: it may well hold more text than a short statement."""
_NEVER_TEXT = re.compile(
    r"comment|respond|disqus|newsletter|subscri|sign-?up|wall|advert|sponsor|(^|[-_ ])ads?($|[-_ ])|feedback|survey"
    r"|copyright|login|tooltip|toast|modal|overlay|popup|dialog|lightbox|offcanvas|cookie|consent"
    r"|(site|global|emergency|outage|maintenance)[-_]?(wide[-_]?)?(alert|notice|message|banner|bar)",
    re.IGNORECASE,
)
"""Names of parts that hold running text of their own which is none of the statement's."""
_PROTECTED = frozenset({"h1", "main", "body", "html", "tr", "td", "th", "tbody", "thead", "table", "br"})
_NEVER_META = frozenset({"p", "li", "h1", "h2", "article", "main", "body", "section"})
_EXPANDED, _SWITCH = "aria-expanded", 12
"""What a control says of the part it opens, and how many elements a heading with such a control has at most."""
_CONTROL_ATTRIBUTES = ("aria-controls", "data-target", "data-bs-target", "href")


@dataclass(slots=True)
class Pruning:
    """One pass over a page: what is spared, and a record of what was dropped when asked for."""

    prose: Prose
    total: float
    spared: frozenset[Element] = frozenset()
    record: list[Pruned] | None = None
    controlled: frozenset[str] = field(default_factory=frozenset)
    trusted: frozenset[str] = field(default_factory=frozenset)
    """Class attributes that sound like chrome and are used for the text itself."""

    def note(self, element: Element, reason: str) -> None:
        """Write down a dropped part, if a record is kept."""
        if self.record is not None:
            text = start_of(element, _SHOWN)
            if text:
                self.record.append(Pruned(reason=reason, what=signature(element), text=text))


@lru_cache(maxsize=4096)
def _matches(kind: str, names: str) -> bool:
    rules = prunables()
    pattern = rules.kept if kind == "kept" else rules.foldable
    return pattern.search(names) is not None


def prune(body: Element, pruning: Pruning) -> None:
    """Drop every part of the body that its tag, role, names or hidden state mark as chrome."""
    pruning.controlled = _controlled_ids(body)
    pruning.trusted = _trusted_classes(body, pruning)
    stack = [body]
    while stack:
        element = stack.pop()
        for child in list(children(element)):
            reason = _reason(child, pruning)
            if reason is None:
                stack.append(child)
            else:
                pruning.note(child, reason)
                drop(child)


def drop_glued_stamps(body: Element, pruning: Pruning) -> None:
    """Drop counters and ages that stand at a text's edge with no blank between: only a style sheet sets them apart."""
    for element in list(body.iter(*_GLUED)):
        parent = element.getparent()
        if parent is None or not (
            _touches_end(element, parent) or _touches_start(element) or _stands_by_file(element, parent)
        ):
            continue
        text = short_text_of(element, _LONGEST_GLUED)
        if text and _DIGIT.search(text) and (find_stamp(text) == "stamp" or is_of_file(text)):
            pruning.note(element, "date or counter")
            drop(element)


def _stands_by_file(element: Element, parent: Element) -> bool:
    """Tell whether a link to a file stands before an element in the same line."""
    if parent.tag not in ("li", "p", "div", "td", "dd"):
        return False
    return any(
        before.tag == "a" and _FILE.search(f"{before.get('href') or ''} {before.text or ''}")
        for before in element.itersiblings(preceding=True)
    )


def _touches_start(element: Element) -> bool:
    """Tell whether an element comes first, and the next text follows at once with a letter."""
    if element.getprevious() is not None or (element.getparent().text or "").strip():  # type: ignore[union-attr]
        return False
    following = element.getnext()
    behind = element.tail or (following.text if following is not None and following.tag in _GLUED else None)
    return bool(behind) and _NARROW_LETTER.match(behind) is not None  # type: ignore[arg-type]


def _touches_end(element: Element, parent: Element) -> bool:
    """Tell whether an element comes last, right behind a letter."""
    if element.getnext() is not None or (element.tail or "").strip():
        return False
    previous = element.getprevious()
    before = parent.text if previous is None else previous.tail or (previous.text if previous.tag in _GLUED else None)
    return bool(before) and _NARROW_LETTER.match(before[-1]) is not None  # type: ignore[index]


def _reason(element: Element, pruning: Pruning) -> str | None:
    """Return why an element is dropped, or None to keep it."""
    if element in pruning.spared:
        return None
    tag = str(element.tag)
    attributes = {str(name): str(value) for name, value in element.items()}
    reason = _suspicion(element, tag, attributes)
    if reason is None or (tag in _PROTECTED and reason not in _UNSEEN):
        return None
    if reason in _UNSEEN and _is_seen_all_the_same(element, tag, reason, attributes, pruning):
        return None
    if reason not in ("hidden", "unseen") and _is_in_sentence(element, tag):
        return None
    if reason in ("meta", "date"):
        return "by-line or date" if _is_short_meta(element, tag, reason, pruning) else None
    if reason == "consent":
        return None if element.find(".//main") is not None or element.find(".//article") is not None else reason
    if reason == "card":
        return "pointer to another page" if _is_pointer(element, pruning) else None
    is_text = reason not in _UNSEEN and _leads_nowhere(element, tag, attributes, pruning)
    return None if is_text or _is_kept(element, tag, attributes, pruning) else reason


def _is_seen_all_the_same(
    element: Element, tag: str, reason: str, attributes: dict[str, str], pruning: Pruning
) -> bool:
    """Tell whether a part that is marked as hidden can be opened, or is hidden from screen readers only."""
    if _is_foldable(element, attributes, pruning):
        return True
    return reason == "decoration" and tag != "i" and _is_in_sentence(element, tag)


def _is_in_sentence(element: Element, tag: str) -> bool:
    """Tell whether an inline element stands among the words of a sentence: it is one of them, whatever its name."""
    parent = element.getparent()
    if parent is None or not (tag in INLINE_TAGS or tag == "button"):
        return False
    beside = (parent.text, *(child.tail for child in parent))
    return sum(len(text.strip()) for text in beside if text) >= _SENTENCE and _SEEN.search(text_of(element)) is not None


def _is_short_meta(element: Element, tag: str, verdict: str, pruning: Pruning) -> bool:
    """Tell whether a part named for a by-line or a date is one; notes of correction never are."""
    if tag in _NEVER_META or pruning.prose.text_length(element) >= _SHORT_META:
        return False
    text = text_of(element)
    if is_correction(text) or (verdict == "meta" and _names_the_quoted(element, tag)):
        return False
    return verdict == "meta" or is_stamp(text) or not _LETTER.search(text)


def _names_the_quoted(element: Element, tag: str) -> bool:
    """Tell whether an "author" is who said a quotation, rather than who wrote the page."""
    previous = element.getprevious()
    if tag == "cite" or (previous is not None and previous.tag in ("blockquote", "q")):
        return True
    return any(
        _QUOTE.search(around.get("class") or "") or around.tag == "blockquote" for around in element.iterancestors()
    )


def _suspicion(element: Element, tag: str, attributes: dict[str, str]) -> str | None:
    rules = prunables()
    reason = state_verdict(attributes) if attributes else None
    if reason is not None:
        return reason
    if tag in rules.chrome_tags and attributes.get(FORM) != "wrapper":
        return f"<{tag}>"
    if tag == "header" and _is_page_header(element):
        return "<header>"
    if not attributes:
        return None
    verdict = name_verdict(attributes.get("class", ""), attributes.get("id", ""))
    return f"class {attributes.get('class') or attributes.get('id')}"[:80] if verdict == "chrome" else verdict


def _trusted_classes(body: Element, pruning: Pruning) -> frozenset[str]:
    sums: dict[str, list[float]] = defaultdict(list)
    for element in body.iter("div", "section", "article", "li"):
        names = element.get("class")
        if names and pruning.prose[element] > 0 and name_verdict(names, "") == "chrome":
            linked = pruning.prose.linked_length(element)
            if linked <= 0.3 * pruning.prose.text_length(element):
                sums[names].append(pruning.prose[element])
    return frozenset(
        names
        for names, held in sums.items()
        if len(held) >= 2 and sum(held) >= max(_TRUSTED_SHARE * pruning.total, _TRUSTED_SIZE * len(held))
    )


def _is_page_header(element: Element) -> bool:
    inside = any(ancestor.tag in ("article", "main") for ancestor in element.iterancestors())
    return not inside and all(names_site(heading) for heading in element.iter("h1"))


def _is_kept(element: Element, tag: str, attributes: dict[str, str], pruning: Pruning) -> bool:
    """Tell whether a suspect part belongs to the text all the same."""
    mass = pruning.prose[element]
    total = max(pruning.total, 1.0)
    names = f"{attributes.get('class', '')} {attributes.get('id', '')} {attributes.get('role', '')}"
    is_strong = tag in _STRONG_TAGS or attributes.get("role", "").lower() in _STRONG_ROLES
    is_strong = is_strong or _LAYER.search(names) is not None
    if mass >= (_STRONG_GUARD if is_strong else _GUARD) * total or attributes.get("class") in pruning.trusted:
        return not (_is_aside(tag, attributes) and _has_article_beside(element, pruning))
    if element.find(".//h1") is not None and (mass > _HEADLINE_GUARD * total or _holds_lead(element, pruning)):
        return True
    if tag == "button":
        return any(
            ancestor.tag in HEADINGS or ancestor.tag in ("summary", "dt") for ancestor in element.iterancestors()
        )
    if tag == "form" and (element.xpath(_FORM_HOLDS_PAGE) or _is_questionnaire(element, pruning)):
        return True
    if tag in ("footer", "aside", "div", "section") and _matches("kept", names):
        return True
    is_box = tag in ("aside", "footer") or attributes.get("role", "").lower() in _BOX_ROLES
    if is_box and _stands_by_the_text(element, attributes, pruning):
        return True
    size = pruning.prose.text_length(element)
    return 0 < size < 600 and is_correction(text_of(element))


def _is_aside(tag: str, attributes: dict[str, str]) -> bool:
    return tag == "aside" or attributes.get("role", "").lower() == "complementary"


def _has_article_beside(element: Element, pruning: Pruning) -> bool:
    """Tell whether an article with a heading and text of its own stands elsewhere on the page."""
    around = {element, *element.iterancestors()}
    return any(
        pruning.prose[article] >= _ARTICLE
        and article.find(".//h1") is not None
        and article not in around
        and element not in article.iterancestors()
        for article in element.getroottree().iter("article")
    )


def _is_questionnaire(form: Element, pruning: Pruning) -> bool:
    """Tell whether a form amid a marked text holds paragraphs of its own and asks for nobody's address."""
    if form.get(FORM) != "anonymous" or not any(around.tag in ("article", "main") for around in form.iterancestors()):
        return False
    return sum(pruning.prose[paragraph] >= LEAD for paragraph in form.iter("p")) > 1


def _holds_lead(element: Element, pruning: Pruning) -> bool:
    """Tell whether a part with the headline holds a paragraph of text too, not only the name of a site and menus."""
    return any(pruning.prose[paragraph] >= LEAD for paragraph in element.iter("p"))


def _stands_by_the_text(element: Element, attributes: dict[str, str], pruning: Pruning) -> bool:
    """Tell whether an aside or footer is a box of text or names who is quoted, rather than pointing elsewhere."""
    around = {ancestor.tag for ancestor in element.iterancestors()}
    if around & {"blockquote", "figure"}:
        return True
    is_amid = _is_inside_marked(element) or any(
        beside is not None and beside.tag == "p" and pruning.prose[beside] >= LEAD
        for beside in (element.getprevious(), element.getnext())
    )
    if not is_amid or name_verdict(attributes.get("class", ""), attributes.get("id", "")):
        return False
    if element.find(".//form") is not None or element.find(".//button") is not None:
        return False
    size = pruning.prose.text_length(element)
    if size and _QUOTED.match(start_of(element, 2)) and not element.xpath(_TO_BE_CLICKED):
        return True
    if element.tag == "aside" and size >= _SHORT_BOX and not element.xpath(_TO_BE_CLICKED):
        return True
    if pruning.prose.linked_length(element) > 0.1 * size:
        return False
    return pruning.prose[element] >= LEAD or (size >= _SHORT_BOX and _ends_sentence(text_of(element)))


def _ends_sentence(text: str) -> bool:
    return SENTENCE_END.search(text) is not None and _HOURS_END.search(text) is None


def _is_inside_marked(element: Element) -> bool:
    """Tell whether a part stands in what a page marks as its article or main part, by tag, role or id."""
    return any(
        around.tag in ("article", "main") or around.get("role") in ("article", "main") or around.get("id") in _MAIN_IDS
        for around in element.iterancestors()
    )


def _stands_amid_paragraphs(element: Element, pruning: Pruning) -> bool:
    """Tell whether paragraphs of prose stand both before and behind a part, as they do in a text that no tag marks."""
    return all(
        any(pruning.prose[beside] >= LEAD for beside in element.itersiblings("p", preceding=is_before))
        for is_before in (True, False)
    )


def _leads_nowhere(element: Element, tag: str, attributes: dict[str, str], pruning: Pruning) -> bool:
    """Tell whether a part that sounds like chrome holds sentences and nothing to click, so that it can only be text."""
    names = f"{attributes.get('class', '')} {attributes.get('id', '')} {attributes.get('role', '')}"
    is_strong = tag in _STRONG_TAGS or attributes.get("role", "").lower() in _STRONG_ROLES
    if (
        is_strong
        or _NEVER_TEXT.search(names)
        or element.xpath(_TO_BE_CLICKED)
        or (tag == "form" and FORM not in attributes)
    ):
        return False
    if tag == "header":
        return pruning.prose[element] >= _SHORT_LEAD
    is_inside = any(ancestor.tag in ("article", "main") for ancestor in element.iterancestors())
    text = text_of(element) if is_inside or _stands_amid_paragraphs(element, pruning) else ""
    return len(text) >= _SHORT_LEAD and pruning.prose[element] > 0 and _ends_sentence(text)


def _is_foldable(element: Element, attributes: dict[str, str], pruning: Pruning) -> bool:
    """Tell whether a hidden part is text that a reader can open: a panel of tabs or an accordion, a transcript."""
    if pruning.prose[element] < 25:
        return False
    if attributes.get("role", "").lower() == "tabpanel":
        return True
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    if name_verdict(attributes.get("class", ""), attributes.get("id", "")) == "chrome":
        return False
    return attributes.get("id", "") in pruning.controlled or _matches("foldable", names) or _is_behind_switch(element)


def _is_behind_switch(element: Element) -> bool:
    """Tell whether a control that says it opens something stands right before a part, though it does not say what."""
    before = element.getprevious()
    return before is not None and any(inner.get(_EXPANDED) is not None for inner in islice(before.iter("*"), _SWITCH))


def _is_pointer(element: Element, pruning: Pruning) -> bool:
    if pruning.prose[element] >= _GUARD * max(pruning.total, 1.0) or element.find(".//h1") is not None:
        return False
    return element.tag == "a" or element.find(".//a[@href]") is not None


def _controlled_ids(body: Element) -> frozenset[str]:
    found: set[str] = set()
    for element in body.iter("button", "a", "summary", "h2", "h3", "h4", "div"):
        for attribute in _CONTROL_ATTRIBUTES:
            value = element.get(attribute)
            if value and (attribute == "aria-controls" or value.startswith("#")):
                found.update(value.replace("#", "").split())
    return frozenset(found)
