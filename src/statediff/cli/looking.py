"""One look at a page that stores nothing: the real client, the real verdict, the real reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from statediff.errors import SelectorError
from statediff.extractor import Reading, Sandbox
from statediff.fetcher import Discovery, Visitor, assess, discover
from statediff.model import Block, Disposition, DispositionKind, Exchange, FetchSettings, Source, digest_of
from statediff.reporter.members import describe_disposition, describe_wording

_WITH_DOCUMENT = frozenset(
    {DispositionKind.OK, DispositionKind.SAME, DispositionKind.REDIRECTED, DispositionKind.SUSPECT}
)


NEXT_STEPS = {
    DispositionKind.ROBOTS_DENIED: "disable it, or give a reason at ignore-robots",
    DispositionKind.NEEDS_JAVASCRIPT: "set render = true for it",
    DispositionKind.REFUSED_ADDRESS: "correct its url, or name the host under private-hosts",
    DispositionKind.TLS_ERROR: "look at its certificate, or name a ca-file or pin for it",
    DispositionKind.TOO_LARGE: "raise max-bytes under [fetch] if it is meant to be that large",
    DispositionKind.GONE: "if it moved for good, correct its url",
}
"""What to do where a visit brought no document and the next will bring none either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a page answered now, and how its wording is read; no reading when no document came.

    Of a listing there is a discovery instead: the pages that it names.
    """

    source: Source
    exchange: Exchange
    disposition: Disposition
    reading: Reading | None
    discovery: Discovery | None = None


def look_at(source: Source, settings: FetchSettings) -> Look:
    """Visit a page once and read its wording in the sandbox.

    Raises: ExtractionError when a document came that cannot be read; SelectorError when `select` finds nothing;
    FetchError when the page is no listing of the kind that it should be.
    """
    with Visitor(settings) as visitor:
        exchange = visitor.visit(source)
    disposition = assess(exchange)
    if disposition.kind not in _WITH_DOCUMENT:
        return Look(source=source, exchange=exchange, disposition=disposition, reading=None)
    if source.discover is not None:
        found = discover(exchange, source.discover, select=source.links, allow_hosts=source.allow_hosts)
        return Look(source=source, exchange=exchange, disposition=disposition, reading=None, discovery=found)
    with Sandbox() as sandbox:
        reading = sandbox.read(exchange.body, exchange.header("content-type"), exchange.final_url, rules=source.rules)
    if source.rules.select and "layout-changed" in reading.wording.notes:
        raise SelectorError(
            source.id,
            f"the selector {' , '.join(source.rules.select)} matches nothing on the page",
            _selector_advice(reading),
        )
    return Look(source=source, exchange=exchange, disposition=disposition, reading=reading)


def _selector_advice(reading: Reading) -> str:
    if reading.proposed_selector:
        return f"try this one: {reading.proposed_selector}"
    return "leave it out, or copy one from the page's source"


def write_look(look: Look, *, most_blocks: int | None = None) -> Iterator[str]:
    """Write a look as lines of text: the answer, the page's own facts, warnings, and the blocks with their kinds."""
    yield f"{look.source.id}  {look.exchange.final_url}"
    yield "  ".join(_answer_facts(look))
    if look.discovery is not None:
        yield from _write_discovery(look.discovery)
    if look.reading is None:
        return
    wording = look.reading.wording
    yield f"Title:      {wording.title or '(none)'}"
    yield f"Language:   {wording.language or '(not said)'}"
    yield f"Published:  {wording.published or '(not said)'}   Modified: {wording.modified or '(not said)'}"
    yield f"Read by:    {look.reading.how}"
    yield f"Container:  {look.reading.container or '(whole page)'}"
    yield f"Selector:   {look.reading.proposed_selector or '(none to propose)'}"
    for warning in look.reading.warnings:
        yield f"Warning:    {warning}"
    yield ""
    shown = wording.blocks[:most_blocks]
    yield from (_write_block(block) for block in shown)
    if len(shown) < len(wording.blocks):
        yield f"... and {len(wording.blocks) - len(shown)} more blocks (all of them: statediff preview URL)"


def _write_discovery(found: Discovery) -> Iterator[str]:
    yield f"Entries:    {len(found.links)}{', and more were left out' if found.is_cut else ''}"
    yield from (f"Left out:   {count} {reason}" for reason, count in found.left_out)
    yield from (f"Warning:    {failure}" for failure in found.failures)
    yield ""
    for link in found.links:
        yield f"{link.url}  {link.title}".rstrip()
    yield from (f"{url}  (the list goes on there)" for url in found.more)


def write_pruned(look: Look) -> Iterator[str]:
    """Write what was left out of the reading, and why, one line each."""
    pruned = look.reading.pruned if look.reading is not None else ()
    if not pruned:
        return
    yield ""
    yield f"Left out ({len(pruned)}):"
    for item in pruned:
        yield f"  {item.reason}: {item.what}: {_shorten(item.text)}"


def describe_look(look: Look) -> dict[str, object]:
    """The members of a look, for JSON."""
    exchange, reading = look.exchange, look.reading
    return {
        "source": look.source.id,
        "url": exchange.url,
        "final_url": exchange.final_url,
        "status": exchange.status,
        "media_type": exchange.media_type,
        "size": len(exchange.body),
        "digest": digest_of(exchange.body) if exchange.body else None,
        "robots": exchange.robots,
        "disposition": describe_disposition(look.disposition),
        "entries": None if look.discovery is None else [asdict(link) for link in look.discovery.links],
        "reading": None
        if reading is None
        else {
            "how": reading.how,
            "container": reading.container,
            "proposed_selector": reading.proposed_selector,
            "warnings": list(reading.warnings),
            "pruned": [{"reason": item.reason, "what": item.what, "text": item.text} for item in reading.pruned],
            "wording": describe_wording(reading.wording),
        },
    }


def _answer_facts(look: Look) -> Iterator[str]:
    exchange = look.exchange
    yield str(look.disposition)
    if look.disposition.reason:
        yield look.disposition.reason
    if exchange.status is not None:
        yield f"HTTP {exchange.status}"
    if exchange.media_type:
        yield exchange.media_type
    yield f"{len(exchange.body):,} bytes"
    if exchange.robots:
        yield f"robots: {exchange.robots}"


def _write_block(block: Block) -> str:
    kind = f"{block.kind} {block.level}" if block.level else str(block.kind)
    return f"[{kind}] {block.text}"


def _shorten(text: str, most: int = 80) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
