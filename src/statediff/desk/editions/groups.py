"""Groups: which sources carry one statement, by configuration and by what people confirmed or rejected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from statediff.archive import Archive
from statediff.errors import SourceNotFound, UsageError
from statediff.judgements import EditionLink, LinkState
from statediff.model import Source

Group = tuple[Source, ...]


def known_sources(archive: Archive, configured: Sequence[Source] = ()) -> tuple[Source, ...]:
    """Return the sources of the archive in order of their ids, each as it is configured now."""
    now = {source.id: source for source in configured}
    return tuple(now.get(source.id, source) for source in sorted(archive.sources(), key=lambda each: each.id))


def group_sources(sources: Iterable[Source], links: Iterable[EditionLink]) -> tuple[Group, ...]:
    """Return the groups of two sources or more that carry one statement, in order of their first ids.

    Sources belong together that name one another, or the same name, as `edition-of`, and those that a person linked;
    the latest word on a pair counts, and a rejected pair is not linked by configuration alone.
    """
    known = {source.id: source for source in sources}
    states = {frozenset((link.source_id, link.edition_of)): link.state for link in links}
    owner: dict[str, str] = {source_id: source_id for source_id in known}

    def top(name: str) -> str:
        while owner.setdefault(name, name) != name:
            name = owner[name]
        return name

    for source in known.values():
        if source.edition_of and states.get(frozenset((source.id, source.edition_of))) is not LinkState.REJECTED:
            owner[top(source.id)] = top(source.edition_of)
    for pair, state in sorted(states.items(), key=lambda item: sorted(item[0])):
        if state is LinkState.CONFIRMED:
            first, *rest = sorted(pair)
            for other in rest:
                owner[top(other)] = top(first)
    groups: dict[str, list[Source]] = {}
    for source_id in sorted(known):
        groups.setdefault(top(source_id), []).append(known[source_id])
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def find_group(archive: Archive, name: str, configured: Sequence[Source] = ()) -> Group:
    """Return the editions that a source's id or a group's name stands for.

    Raises: SourceNotFound when nothing bears the name, UsageError when it is the only edition.
    """
    sources = known_sources(archive, configured)
    groups = group_sources(sources, archive.edition_links())
    for group in groups:
        if any(name in (source.id, source.edition_of) for source in group):
            return group
    if any(source.id == name for source in sources):
        raise UsageError(
            name, "no other source is an edition of it", "link one with: statediff editions --link " + name + " OTHER"
        )
    raise SourceNotFound(name, "no source of that id and no editions of that name", "list them: statediff editions")


def link_editions(
    archive: Archive, source_id: str, edition_of: str, state: LinkState, *, reviewer: str, at: datetime
) -> EditionLink:
    """Keep a person's word on whether two sources carry one statement.

    Raises: SourceNotFound when a source is unknown, UsageError when nobody says who decided or the two are one.
    """
    if source_id == edition_of:
        raise UsageError(source_id, "a source is no edition of itself", "name two sources")
    if not reviewer.strip():
        raise UsageError("the link", "nobody says who decided", "name a person with --reviewer or STATEDIFF_REVIEWER")
    return archive.keep_edition_link(
        EditionLink(source_id=source_id, edition_of=edition_of, state=state, reviewer=reviewer.strip(), decided_at=at)
    )
