"""A web page's bytes to its statement: decode, parse, leave out chrome, find the container, read its blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element

from statediff.model import Block, BlockKind, Rules, Wording

from .charset import Decoded, decode
from .chosen import MARK, apply_rules
from .components import open_shadows
from .containers import Container, Pin, choose, find_pinned, holds_pin, parse_pin
from .discussion import prune_discussion
from .metadata import Facts, clean_language, read_facts
from .page import body_of, drop, parse, path_signature, signature, text_of
from .pointers import prune_calls, prune_cards, prune_signups
from .preparation import strip_dead
from .presets import Preset, detect, find_preset, select
from .proposal import propose_selector
from .prose import Prose
from .pruning import Pruning, drop_glued_stamps, prune
from .reading import Pruned, Reading
from .rediscovery import candidates
from .screening import screen, without_preamble
from .selection import Names, find_all, outermost
from .sketch import Sketch, brief
from .spacing import weigh
from .stamps import is_correction
from .surroundings import find_captions, find_lead, find_notices
from .walker import RawBlock, Walker

LAYOUT_CHANGED = "layout-changed"
SELECTOR_SILENT = "selector-silent"
ONE_PARAGRAPH = "one-paragraph"
_PRESET_SHARE = 0.6
"""Share of a page's prose that a detected system's place must hold to be believed."""
_SHORT_STATEMENT = 1500
"""Letters up to which a statement of one paragraph is at the mercy of what stands around it."""
_DEPTH = 4
"""Elements that the path of a block names."""
_SHORT = 60
"""Characters from which a block counts as a paragraph of a statement."""


@dataclass(slots=True)
class _Pass:
    """One reading of a parsed page by one set of rules."""

    blocks: tuple[Block, ...] = ()
    how: str = "body"
    container: str = ""
    size: int = 0
    pruned: list[Pruned] = field(default_factory=list)
    correction: str | None = None
    is_pin_lost: bool = False
    selector: str | None = None

    @property
    def text(self) -> str:
        return "\n\n".join(block.text for block in self.blocks)


def read_page(
    body: bytes, http_charset: str | None, url: str | None, *, rules: Rules, pinned: str | None = None
) -> Reading:
    """Read a page's statement.

    Raises: ExtractionError when the page cannot be read whole; SelectorError for a `select` or `remove` that is no
    CSS selector. A `select` that finds nothing is no error: the automatic choice is read, with a note.
    """
    return read_markup(decode(body, http_charset), url, rules=rules, pinned=pinned)


def read_markup(decoded: Decoded, url: str | None, *, rules: Rules, pinned: str | None = None) -> Reading:
    """Read a decoded page's statement; see `read_page`."""
    subject = url or "page"
    pin = parse_pin(pinned)
    markup, has_found = decoded.text, False
    root = parse(markup, subject)
    facts = read_facts(root, url)
    if rules.select or rules.remove:
        markup, has_found = apply_rules(markup, rules)
        root = parse(markup, subject)
    notes: list[str] = ["mojibake"] if decoded.is_mojibake else []
    automatic: _Pass | None = None
    if not rules.select:
        chosen = _read_automatically(root, facts, rules, pin)
        if chosen.is_pin_lost:
            notes.append(LAYOUT_CHANGED)
    else:
        automatic = _read_automatically(root, facts, replace(rules, select=()), None)
        chosen, remarks = _choose_selected(markup, facts, rules, automatic, pin, subject=subject, has_found=has_found)
        notes.extend(remarks)
    if chosen.blocks and chosen.size <= _SHORT_STATEMENT and _count_paragraphs(chosen.blocks) <= 1:
        notes.append(ONE_PARAGRAPH)
    wording = _word(chosen, facts, rules, decoded.charset, tuple(notes))
    beside = _word(automatic, facts, rules, decoded.charset, ()) if automatic is not None else None
    return Reading(
        wording=wording,
        how=chosen.how,
        container=chosen.container,
        pruned=tuple(chosen.pruned),
        warnings=_warnings(tuple(notes), chosen, rules),
        proposed_selector=chosen.selector,
        automatic=beside,
    )


def _choose_selected(
    markup: str, facts: Facts, rules: Rules, automatic: _Pass, pin: Pin | None, *, subject: str, has_found: bool
) -> tuple[_Pass, list[str]]:
    """Return what the source's selectors found, or the automatic choice where they found nothing any more."""
    if not has_found:
        return automatic, [LAYOUT_CHANGED]
    selected = _read_selected(parse(markup, subject), facts, rules)
    if not selected.blocks:
        return automatic, [LAYOUT_CHANGED]
    selected.container = Container.mark(selected.container, selected.text, automatic.text)
    if pin is None or not pin.own:
        return selected, []
    if 2 * selected.size < pin.size:
        if 2 * automatic.size >= pin.size and automatic.size > 1.5 * selected.size:
            return automatic, [LAYOUT_CHANGED]
        return selected, [LAYOUT_CHANGED]
    if pin.own == brief(selected.text) and pin.automatic != brief(automatic.text):
        return selected, [SELECTOR_SILENT]
    return selected, []


def _read_selected(root: Element, facts: Facts, rules: Rules) -> _Pass:
    body = body_of(root)
    elements = outermost(find_all(root, f"[{MARK}]"))
    for element in elements:
        element.attrib.pop(MARK)
    for element in root.iter():
        if MARK in element.attrib:
            del element.attrib[MARK]
    open_shadows(root)
    strip_dead(root)
    prose = Prose(body)
    total = sum(prose[element] for element in elements)
    pruning = _pruning(prose, total, elements)
    prune(body, pruning)
    drop_glued_stamps(body, pruning)
    if not rules.keep_links:
        prune_cards(body, Prose(body), total, pruning)
    container = Container(elements, "select")
    return _finish(body, container, facts, pruning, keeps_links=rules.keep_links)


def _read_automatically(root: Element, facts: Facts, rules: Rules, pin: Pin | None) -> _Pass:
    systems = (find_preset(rules.preset),) if rules.preset else tuple(detect(root))
    open_shadows(root)
    strip_dead(root)
    body = body_of(root)
    prose = Prose(body)
    pruning = _remove_by_presets(body, prose, systems)
    prune_discussion(body, pruning)
    prose = pruning.prose
    prune_signups(body, prose, pruning)
    prune(body, pruning)
    drop_glued_stamps(body, pruning)
    prune_calls(body, prose, pruning)
    if not rules.keep_links:
        prune_cards(body, prose, pruning.total, pruning)
    prose = Prose(body)
    known = _choose_by_preset(body, prose, systems, is_forced=rules.preset is not None)
    container = None
    if pin is not None and not pin.own:
        # A system's place may be several parts, of which the pin names the first.
        is_same = known is not None and holds_pin(known, prose, pin)
        container = known if is_same else find_pinned(body, prose, pin)
    is_pin_lost = pin is not None and not pin.own and container is None
    container = container or known or choose(body, prose)
    found = _finish(body, container, facts, pruning, keeps_links=rules.keep_links)
    if is_pin_lost and pin is not None and pin.sketch is not None:
        found = _find_by_words(body, found, facts, pruning, pin.sketch, keeps_links=rules.keep_links)
    found.is_pin_lost = is_pin_lost
    return found


def _find_by_words(
    body: Element, chosen: _Pass, facts: Facts, pruning: Pruning, sketch: Sketch, *, keeps_links: bool
) -> _Pass:
    """Return the reading whose words are those of the earlier capture, or come nearest.

    A page that was built anew keeps its statement: what else stands around it now must not be taken for an edit.
    """
    best, nearest = chosen, Sketch.of(chosen.text)
    kept = list(pruning.record or [])
    for container in candidates(body, sketch):
        if nearest.whole == sketch.whole:
            break
        pruning.record = []
        found = _finish(body, container, facts, pruning, keeps_links=keeps_links)
        other = Sketch.of(found.text)
        if other.whole == sketch.whole or sketch.share(other) > sketch.share(nearest):
            best, nearest = found, other
            best.pruned = kept + best.pruned
    return best


def _pruning(prose: Prose, total: float, spared: tuple[Element, ...]) -> Pruning:
    around = {ancestor for element in spared for ancestor in element.iterancestors()}
    return Pruning(prose=prose, total=total, spared=frozenset(spared) | around, record=[])


def _remove_by_presets(body: Element, prose: Prose, systems: tuple[Preset, ...]) -> Pruning:
    """Begin to leave out: what the detected systems keep is spared, what they call chrome is dropped."""
    if not systems:
        return _pruning(prose, prose[body], ())
    names = Names(body)
    kept = [
        element
        for preset in systems
        for selector in preset.keep
        if names.may_match(selector)
        for element in find_all(body, selector)
    ]
    pruning = _pruning(prose, prose[body], tuple(kept))
    for preset in systems:
        _remove(body, preset, names, pruning)
    return pruning


def _remove(body: Element, preset: Preset, names: Names, pruning: Pruning) -> None:
    for selector in filter(names.may_match, preset.remove):
        for element in find_all(body, selector):
            if element is not body and pruning.prose[element] < 0.4 * max(pruning.total, 1.0):
                pruning.note(element, f"preset {preset.name}")
                drop(element)


def _choose_by_preset(body: Element, prose: Prose, systems: tuple[Preset, ...], *, is_forced: bool) -> Container | None:
    for preset in systems:
        elements = select(body, preset)
        held = sum(prose[element] for element in elements)
        if elements and (is_forced or held >= _PRESET_SHARE * max(prose[body], 1.0)):
            return Container(elements, f"preset:{preset.name}")
    return None


def _finish(body: Element, container: Container, facts: Facts, pruning: Pruning, *, keeps_links: bool) -> _Pass:
    """Walk and screen a container's elements, and put the page's headline before them."""
    raw: list[RawBlock] = []
    elements = container.elements if container.how == "select" else _with_surroundings(body, container, facts)
    for element in elements:
        raw.extend(Walker(facts.base).walk(element))
    correction = next((block.text for block in raw if len(block.text) < 600 and is_correction(block.text)), None)

    def note(block: RawBlock, reason: str) -> None:
        pruning.note(block.element, reason)

    kept = screen(raw, note, title=facts.title, keeps_links=keeps_links)
    kept = without_preamble(kept, facts.title, note)
    places = _Places()
    blocks = tuple(places.block(block) for block in kept)
    if container.how != "select":
        blocks = _with_headline(body, blocks, facts)
    size = sum(len(block.text) for block in blocks)
    return _Pass(
        blocks=blocks,
        how=container.how,
        container=container.name(size, "\n".join(block.text for block in blocks)),
        size=size,
        pruned=pruning.record or [],
        correction=correction,
        selector=propose_selector(body, container.elements),
    )


def _with_surroundings(body: Element, container: Container, facts: Facts) -> tuple[Element, ...]:
    """Return the container with the headline's lead before it, captions beside it, and notes of correction around."""
    lead = find_lead(body, container, facts.title)
    above, below = find_captions(container.elements, lead)
    read = (*lead, *above, *container.elements, *below)
    before, after = find_notices(read)
    return (*before, *read, *after)


@dataclass(slots=True)
class _Places:
    """Where elements stand: their paths and languages, looked up once for all blocks of one part."""

    found: dict[Element, tuple[str, str | None]] = field(default_factory=dict)

    def block(self, raw: RawBlock) -> Block:
        """Return a block as it was met, with its place and language."""
        parent = raw.element.getparent()
        if parent is None or raw.element.tag in ("body", "html"):
            path, language = path_signature(raw.element), None
        else:
            if parent not in self.found:
                is_outermost = parent.tag in ("body", "html")
                around = "" if is_outermost else f"{path_signature(parent, _DEPTH - 1)}>"
                self.found[parent] = around, _own_language(parent)
            around, language = self.found[parent]
            path = around + signature(raw.element)
        own = raw.element.get("lang")
        return Block(
            kind=raw.kind,
            text=raw.text,
            level=raw.level,
            links=raw.links,
            cells=raw.cells,
            signature=path,
            language=clean_language(own) if own else language,
        )


def _own_language(element: Element) -> str | None:
    node: Element | None = element
    while node is not None and node.tag not in ("body", "html"):
        if node.get("lang"):
            return clean_language(node.get("lang"))
        node = node.getparent()
    return None


def _with_headline(body: Element, blocks: tuple[Block, ...], facts: Facts) -> tuple[Block, ...]:
    """Mark the headline among the blocks as the title, or put the one that stands outside the container first."""
    for position, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING and block.level == 1:
            titled = replace(block, kind=BlockKind.TITLE)
            return (*blocks[:position], titled, *blocks[position + 1 :])
    if not blocks:
        return blocks
    for heading in body.iter("h1"):
        text = text_of(heading)
        if text and text == facts.title:
            title = Block(kind=BlockKind.TITLE, text=text, level=1, signature=path_signature(heading))
            return (title, *blocks)
    return blocks


def _word(found: _Pass, facts: Facts, rules: Rules, charset: str, notes: tuple[str, ...]) -> Wording:
    return Wording(
        title=facts.title,
        language=rules.language or facts.language,
        published=facts.published,
        modified=facts.modified,
        blocks=found.blocks,
        canonical_url=facts.canonical_url,
        correction=found.correction,
        charset=charset,
        container=found.container,
        notes=notes,
    )


def _count_paragraphs(blocks: tuple[Block, ...]) -> int:
    return sum(
        1 for block in blocks if block.kind not in (BlockKind.TITLE, BlockKind.HEADING) and weigh(block.text) >= _SHORT
    )


def _warnings(notes: tuple[str, ...], found: _Pass, rules: Rules) -> tuple[str, ...]:
    return tuple(_warn(notes, found, rules))


def _warn(notes: tuple[str, ...], found: _Pass, rules: Rules) -> Iterator[str]:
    if ONE_PARAGRAPH in notes and not rules.select:
        yield "the statement is one paragraph: what stands around it is easily taken for text; name a selector"
    if LAYOUT_CHANGED in notes:
        if rules.select and found.how != "select":
            yield "the source's selectors find nothing on the page; the automatic choice was read instead"
        else:
            yield "the place the statement was read from has changed; look whether the text is whole"
    if SELECTOR_SILENT in notes:
        yield "the page's text changed, what the selectors find did not; look whether they still fit"
    if "mojibake" in notes:
        yield "letters look as if the page were decoded wrongly"
    if not found.blocks:
        yield "no text was found"
