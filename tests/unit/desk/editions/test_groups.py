"""Sources that carry one statement, by configuration and by people's words."""

from __future__ import annotations

from datetime import UTC, datetime

from statediff.desk.editions.groups import group_sources
from statediff.judgements import EditionLink, LinkState
from statediff.model import Source


def source(name: str, edition_of: str | None = None) -> Source:
    return Source(id=name, url=f"https://{name}.example/statement", edition_of=edition_of)


def word(one: str, other: str, state: LinkState) -> EditionLink:
    return EditionLink(
        source_id=one, edition_of=other, state=state, reviewer="Ann", decided_at=datetime(2026, 3, 1, tzinfo=UTC)
    )


def ids(*sources: Source, links: tuple[EditionLink, ...] = ()) -> list[list[str]]:
    return [[each.id for each in group] for group in group_sources(sources, links)]


def test_sources_that_name_one_another_or_one_name_belong_together() -> None:
    found = ids(source("b", "a"), source("a"), source("d", "joint"), source("c", "joint"), source("e"))

    assert found == [["a", "b"], ["c", "d"]]


def test_a_person_links_what_the_configuration_does_not() -> None:
    found = ids(source("a"), source("b"), source("c"), links=(word("c", "a", LinkState.CONFIRMED),))

    assert found == [["a", "c"]]


def test_the_latest_word_on_a_pair_counts_in_whatever_order_it_names_them() -> None:
    links = (word("a", "b", LinkState.CONFIRMED), word("b", "a", LinkState.REJECTED))

    assert ids(source("a"), source("b"), links=links) == []
    assert ids(source("a"), source("b"), links=links[::-1]) == [["a", "b"]]


def test_a_rejected_pair_is_not_linked_by_the_configuration_alone() -> None:
    assert ids(source("a"), source("b", "a"), links=(word("b", "a", LinkState.REJECTED),)) == []
