"""A page that is rebuilt, and rules that change, are never shown as a change of wording."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from servers import ScriptedServer
from statediff import revisions
from statediff.archive import Archive, create
from statediff.extractor import extract
from statediff.model import Capture, FetchSettings, Rules, Source, Wording
from statediff.tracker import track

LEAD = "The two ministries met on Monday to review their work on air defence and on the training of crews."
INTENT = "They signed a letter of intent on the joint production of interceptor drones in both countries."
AGREEMENT = "They signed an agreement on the joint production of interceptor drones in both countries."
REST = "A working group meets every month, reports to both ministers and publishes its minutes within ten days."
ASIDE = "The press office is open from nine to five on working days and answers questions by telephone only."


def old_layout(*paragraphs: str) -> str:
    """A page whose statement stands in .statement, with a text beside it that is none of it."""
    prose = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f'<html lang="en"><title>Joint statement</title><body><div class="page"><div class="statement">'
        f'<h1>Joint statement</h1>{prose}</div><div class="office"><p>{ASIDE}</p></div></div></body></html>'
    )


def new_layout(*paragraphs: str) -> str:
    """The same site rebuilt: nothing bears the old class any more."""
    prose = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f'<html lang="en"><title>Joint statement</title><body><div class="wrap"><section class="body-copy">'
        f'<h1>Joint statement</h1>{prose}</section><section class="office"><p>{ASIDE}</p></section></div></body></html>'
    )


@dataclass(slots=True)
class Desk:
    archive: Archive
    server: ScriptedServer
    instant: datetime = datetime(2026, 3, 2, 8, tzinfo=UTC)
    rules: Rules = field(default_factory=lambda: Rules(select=(".statement",)))
    read: revisions.Read = extract

    def look(self) -> Capture:
        """Look once, six hours after the last time."""
        self.instant += timedelta(hours=6)
        settings = FetchSettings(
            user_agent="statediff-tests (+tests@statediff.example)",
            private_hosts=(self.server.host,),
            respect_delays=False,
        )
        source = Source(id="mod", url=self.server.url("/news"), rules=self.rules)
        [capture] = track([source], self.archive, settings=settings, read=self.read, now=lambda: self.instant)
        return capture

    def edits(self, expression: str) -> list[tuple[str, str]]:
        """What changed between two versions, as old and new words."""
        old, new = self.archive.range(expression)
        change = revisions.compare(self.archive, old, new, read=extract)
        return [(edit.old.strip(), edit.new.strip()) for edit in change.edits]


@pytest.fixture
def desk(tmp_path: Path, server: ScriptedServer) -> Iterator[Desk]:
    with create(tmp_path / "archive.db") as archive:
        yield Desk(archive=archive, server=server)


def test_the_same_words_in_a_new_layout_are_no_version(desk: Desk) -> None:
    desk.server.script("/news", [old_layout(LEAD, INTENT, REST), new_layout(LEAD, INTENT, REST)])

    captures = [desk.look() for _ in range(3)]

    assert [capture.version for capture in captures] == [1, 1, 1]
    assert "layout-changed" in captures[1].events


def test_an_edit_that_comes_with_a_new_layout_is_the_only_thing_shown(desk: Desk) -> None:
    desk.server.script("/news", [old_layout(LEAD, INTENT, REST), new_layout(LEAD, AGREEMENT, REST)])

    captures = [desk.look() for _ in range(3)]

    assert [capture.version for capture in captures] == [1, 2, 2]
    assert desk.edits("mod") == [("a letter of intent", "an agreement")]


def test_an_old_layout_that_comes_back_is_no_version(desk: Desk) -> None:
    pages = [old_layout(LEAD, INTENT, REST), new_layout(LEAD, INTENT, REST), old_layout(LEAD, INTENT, REST) + " "]
    desk.server.script("/news", pages)

    captures = [desk.look() for _ in range(4)]

    assert [capture.version for capture in captures] == [1, 1, 1, 1]


def test_an_edit_in_the_new_layout_and_one_in_the_old_one_again_are_two_versions_of_one_edit_each(desk: Desk) -> None:
    shorter = REST.replace("ten", "five")
    pages = [
        old_layout(LEAD, INTENT, REST),
        new_layout(LEAD, AGREEMENT, REST),
        old_layout(LEAD, AGREEMENT, shorter),
    ]
    desk.server.script("/news", pages)

    captures = [desk.look() for _ in range(3)]

    assert [capture.version for capture in captures] == [1, 2, 3]
    assert desk.edits("mod@v1..mod@v2") == [("a letter of intent", "an agreement")]
    assert desk.edits("mod@v2..mod@v3") == [("ten", "five")]
    assert desk.edits("mod@v1..mod@v3") == [("a letter of intent", "an agreement"), ("ten", "five")]


def test_rules_that_change_between_two_looks_are_no_version(desk: Desk) -> None:
    desk.server.script("/news", [old_layout(LEAD, INTENT, REST), old_layout(LEAD, INTENT, REST) + "<!-- 2 -->"])
    desk.look()
    desk.rules = Rules(select=(".statement p",))

    capture = desk.look()

    assert capture.version == 1


def test_an_edit_after_rules_changed_is_shown_without_what_the_rules_changed(desk: Desk) -> None:
    desk.server.script("/news", [old_layout(LEAD, INTENT, REST), old_layout(LEAD, AGREEMENT, REST)])
    desk.rules = Rules(select=(".page",))
    desk.look()
    desk.rules = Rules(select=(".statement",))

    capture = desk.look()

    assert capture.version == 2
    assert desk.edits("mod") == [("a letter of intent", "an agreement")]


def test_a_withdrawn_half_is_a_change_and_no_layout(desk: Desk) -> None:
    desk.rules = Rules()
    paragraphs = [f"{REST} This is point {number} of the programme." for number in range(12)]
    desk.server.script("/news", [old_layout(LEAD, *paragraphs), old_layout(LEAD, *paragraphs[:4])])

    captures = [desk.look() for _ in range(2)]

    assert [capture.version for capture in captures] == [1, 2]
    assert len(desk.edits("mod")) >= 1
    assert not any(new for _, new in desk.edits("mod"))


def test_the_new_place_of_the_same_words_is_remembered(desk: Desk) -> None:
    desk.rules = Rules()
    pages = [old_layout(LEAD, INTENT, REST), *(new_layout(LEAD, INTENT, REST) + f"<!-- {n} -->" for n in range(3))]
    desk.server.script("/news", [*pages, new_layout(LEAD, AGREEMENT, REST)])

    captures = [desk.look() for _ in range(5)]

    assert [capture.version for capture in captures] == [1, 1, 1, 1, 2]
    assert [capture.events.count("layout-changed") for capture in captures] == [0, 1, 0, 0, 0]
    assert desk.edits("mod") == [("a letter of intent", "an agreement")]


def test_a_site_that_is_rebuilt_twice_never_shows_more_than_what_was_edited(desk: Desk) -> None:
    desk.rules = Rules()
    third = new_layout(LEAD, AGREEMENT, REST).replace("body-copy", "richtext").replace("wrap", "outer")
    pages = [old_layout(LEAD, INTENT, REST), new_layout(LEAD, INTENT, REST), third, third + "<!-- again -->"]
    desk.server.script("/news", [*pages, third.replace("ten days", "five days")])

    captures = [desk.look() for _ in range(5)]

    assert [capture.version for capture in captures] == [1, 1, 2, 2, 3]
    assert desk.edits("mod@v1..mod@v2") == [("a letter of intent", "an agreement")]
    assert desk.edits("mod@v2..mod@v3") == [("ten", "five")]
    assert desk.edits("mod@v1..mod@v3") == [("a letter of intent", "an agreement"), ("ten", "five")]


@pytest.mark.parametrize("words", [(LEAD, INTENT), (LEAD, AGREEMENT)], ids=["the same words", "other words"])
def test_a_page_that_lost_its_place_is_read_once_for_its_bytes_and_still_told_of(
    desk: Desk, words: tuple[str, str]
) -> None:
    desk.server.script("/news", [old_layout(LEAD, INTENT), new_layout(*words)])
    desk.look()
    desk.look()
    desk.read = _refuse_to_read

    looks = [desk.look() for _ in range(3)]

    assert {str(look.disposition.kind) for look in looks} == {"same"}
    assert all(revisions.LAYOUT_CHANGED in look.events for look in looks)


def _refuse_to_read(*_: object, **__: object) -> Wording:
    raise AssertionError("these bytes were read before")
