"""A block that pages of one site share: its change everywhere at once is one event, and no page's own edit is in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from servers import ScriptedServer
from statediff import filtering
from statediff.archive import Archive, create
from statediff.cli.alerts import find_alerts
from statediff.extractor import extract
from statediff.model import Capture, FetchSettings, Notify, Source
from statediff.tracker import track
from visits import no_waiting_for_the_disk

NOTICE = "The press office of the ministry answers questions of journalists on every working day from nine to five."
LATER = "The press office of the ministry answers questions of journalists on every working day from ten to four."
TOPICS = ("harbours", "schools", "bridges", "forests", "archives")


class Site:
    """Pages of one site, each with a statement of its own and a block that all share."""

    def __init__(self, archive: Archive, server: ScriptedServer) -> None:
        self.archive = archive
        self.server = server
        self.instant = datetime(2026, 3, 2, 8, tzinfo=UTC)

    def look(self, shared: dict[str, str], own: dict[str, str] | None = None) -> list[Capture]:
        self.instant += timedelta(days=1)
        sources = [
            Source(id=topic, url=self.server.script(f"/{topic}", self._write(topic, words, (own or {}).get(topic, ""))))
            for topic, words in shared.items()
        ]
        settings = FetchSettings(
            user_agent="statediff-tests (+tests@statediff.example)",
            private_hosts=(self.server.host,),
            respect_delays=False,
        )
        return list(track(sources, self.archive, settings=settings, read=extract, now=lambda: self.instant))

    def alerts(self, captures: list[Capture]) -> list[str]:
        return [alert.sentence for capture in captures for alert in find_alerts(self.archive, capture, Notify())]

    def _write(self, topic: str, shared: str, own: str) -> str:
        text = "".join(
            f"<p>The minister spoke on the {topic} of the coast and on point {n} of the plan for their upkeep.</p>"
            for n in range(1, 5)
        )
        closing = own or f"The plan for the {topic} is to be read in the archive."
        return (
            f'<!DOCTYPE html><html lang="en"><head><title>On {topic}</title></head><body><main><article>'
            f"<h1>On {topic}</h1>{text}<p>{closing}</p>"
            f'<div class="desk"><p>{shared}</p></div></article></main></body></html>'
        )


@pytest.fixture
def site(tmp_path: Path, server: ScriptedServer) -> Iterator[Site]:
    with no_waiting_for_the_disk(), create(tmp_path / "archive.db") as archive:
        yield Site(archive, server)


def test_a_block_that_changes_on_all_pages_is_told_once_and_kept_everywhere(site: Site) -> None:
    site.look(dict.fromkeys(TOPICS, NOTICE))

    captures = site.look(dict.fromkeys(TOPICS, LATER))

    noted = [[event for event in capture.events if event.startswith("site-block")] for capture in captures]
    assert noted == [[filtering.SITE_BLOCK], *[[filtering.SITE_BLOCK_AGAIN]] * 4]
    [told] = site.alerts(captures)
    assert told.startswith("harbours@v2 (substantive)")
    assert "other pages of this site" in told
    assert [note.severity for note in site.archive.changes()] == ["substantive"] * 5


def test_an_edit_of_the_pages_own_is_told_beside_the_sites(site: Site) -> None:
    site.look(dict.fromkeys(TOPICS, NOTICE))

    captures = site.look(dict.fromkeys(TOPICS, LATER), {"bridges": "The plan is withdrawn."})

    assert len(site.alerts(captures)) == 2
    assert not {filtering.SITE_BLOCK, filtering.SITE_BLOCK_AGAIN} & set(captures[2].events)


def test_another_change_of_the_same_block_is_told_again(site: Site) -> None:
    site.look(dict.fromkeys(TOPICS, NOTICE))

    captures = site.look(dict.fromkeys(TOPICS, LATER) | {"forests": LATER.replace("working day", "Monday")})

    assert len(site.alerts(captures)) == 2


def test_a_block_on_two_pages_is_no_sites_block(site: Site) -> None:
    site.look(dict.fromkeys(TOPICS[:2], NOTICE))

    captures = site.look(dict.fromkeys(TOPICS[:2], LATER))

    assert len(site.alerts(captures)) == 2
    assert not any("site-block" in event for capture in captures for event in capture.events)


def test_the_next_change_of_the_site_is_an_event_of_its_own(site: Site) -> None:
    for words in (NOTICE, LATER):
        site.look(dict.fromkeys(TOPICS, words))

    captures = site.look(dict.fromkeys(TOPICS, NOTICE))

    assert len(site.alerts(captures)) == 1
