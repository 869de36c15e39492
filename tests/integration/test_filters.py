"""Learned filters against a real HTTP server: pages whose small print changes at every request, and edits beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from servers import Answer, ScriptedServer
from statediff import evidence, filtering, rendering, revisions
from statediff.archive import Archive, create
from statediff.extractor import extract
from statediff.judgements import Filter
from statediff.model import Capture, FetchSettings, Source
from statediff.tracker import track
from visits import no_waiting_for_the_disk

LEAD = "The two ministries met on Monday to review their work on air defence and on the training of crews."
INTENT = "They signed a letter of intent on the joint production of interceptor drones in both countries."
AGREEMENT = "They signed an agreement on the joint production of interceptor drones in both countries."
REST = "A working group meets every month, reports to both ministers and publishes its minutes within ten days."
OUTCOME = "Both sides will present a first report on the matter to their parliaments before the end of the year."


def write(box: str, *, middle: str = INTENT) -> str:
    """A statement with one box amid its paragraphs."""
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Statement</title></head>'
        f"<body><main><article><h1>Statement</h1><p>{LEAD}</p><p>{middle}</p>"
        f'<div class="box"><p>{box}</p></div><p>{REST}</p><p>{OUTCOME}</p></article></main></body></html>'
    )


@dataclass(slots=True)
class Page:
    """A page under watch: what its box says at each request, and the act of looking at it."""

    archive: Archive
    server: ScriptedServer
    instant: datetime = datetime(2026, 3, 2, 8, tzinfo=UTC)
    asked: int = 0
    seconds: int = 1
    """What passes between two fetches."""
    source: Source = field(default_factory=lambda: Source(id="mod", url=""))

    def look(self, *answers: str | Answer, days: float = 1) -> list[Capture]:
        """Look at the page once, some time after the look before; its answers come one a request."""
        self.source = Source(id="mod", url=self.server.script("/news", answers))
        self.instant += timedelta(days=days)
        settings = FetchSettings(
            user_agent="statediff-tests (+tests@statediff.example)",
            private_hosts=(self.server.host,),
            respect_delays=False,
        )
        return list(track([self.source], self.archive, settings=settings, read=extract, now=self._tick))

    def look_at_chance(self, *, middle: str = INTENT) -> list[Capture]:
        """Look at a page whose box says something else at each request."""
        self.asked += 10
        return self.look(*(write(voice(self.asked + number), middle=middle) for number in range(10)))

    def learn(self) -> None:
        """Look until the box is known to be volatile."""
        for _ in range(5):
            self.look_at_chance()

    def severity(self) -> str:
        """How weighty the newest change is, as the archive's views tell it."""
        return self.archive.changes(limit=1)[0].severity

    def _tick(self) -> datetime:
        self.instant += timedelta(seconds=self.seconds)
        return self.instant


def voice(number: int) -> str:
    """A sentence that is another one for each number."""
    return f"“Visit {number} was worth it”, says guest {number * 7 % 1000}."


@pytest.fixture
def watched(tmp_path: Path, server: ScriptedServer) -> Iterator[Page]:
    with no_waiting_for_the_disk(), create(tmp_path / "archive.db") as archive:
        yield Page(archive=archive, server=server)


def test_a_box_that_seconds_change_is_learned_and_its_change_no_longer_told(watched: Page) -> None:
    watched.learn()
    [row] = watched.archive.filters("mod")

    [capture] = watched.look_at_chance()
    change = evidence.gather(watched.archive, "mod", read=extract).change

    assert row.is_active
    assert row.slot.endswith("div.box>p “ Visit # was worth it ” , says guest # .")
    assert "other words at 4 of 4 changes, and at 2 of 2 times" in row.evidence
    assert capture.is_new_version
    assert filtering.VOLATILE in capture.events
    assert (change.severity, change.edits, change.unshown_slots) == ("none", (), (row.slot,))
    assert watched.archive.changes(limit=1)[0].sentence == "Nothing but one volatile slot changed, not shown."


def test_every_fetch_is_kept_and_says_what_it_was_for(watched: Page) -> None:
    for _ in range(3):
        watched.look_at_chance()

    first, *again = watched.look_at_chance()

    assert filtering.UNCONFIRMED in first.events
    assert len(again) == 4
    assert all({filtering.FETCHED_AGAIN, filtering.UNSTEADY} <= set(look.events) for look in again)
    assert [look.version for look in again] == [5, 6, 7, 8]
    assert voice(watched.asked + 4) in watched.archive.version("mod@v8").wording.text


def test_a_real_edit_beside_a_volatile_slot_is_told_alone_and_confirmed(watched: Page) -> None:
    watched.learn()

    captures = watched.look_at_chance(middle=AGREEMENT)
    change = evidence.gather(watched.archive, f"mod@v{captures[0].version}", read=extract).change

    assert [edit.new for edit in change.edits] == ["an agreement"]
    assert len(change.unshown_slots) == 1
    assert filtering.CONFIRMED in captures[0].events
    assert len(captures) == 2
    assert watched.archive.changes(limit=2)[1].severity == "substantive"
    assert watched.archive.changes(limit=2)[1].sentence.endswith("One volatile slot not shown.")


def test_a_figure_that_changes_daily_is_told_every_day_and_soon_not_asked_about(watched: Page) -> None:
    severities = []
    for day in range(12):
        watched.look(write(f"Killed: {120 + 3 * day}. Wounded: {300 + 5 * day}."))
        severities.append(watched.severity() if day else "")

    assert set(severities[1:]) == {"substantive"}
    assert watched.archive.filters("mod") == ()
    assert watched.server.count("/news") == 12 + 2


def test_servers_that_lag_behind_one_another_are_no_chance(watched: Page) -> None:
    for day in range(12):
        states = [write(f"Killed: {100 * day + 9 - lag}.") for lag in range(4)]
        watched.look(*states, states[1])

        assert watched.severity() == "substantive" if day else True

    assert watched.archive.filters("mod") == ()


def test_copies_out_of_a_cache_are_no_chance(watched: Page) -> None:
    aged = (("Age", "340"),)
    for _ in range(8):
        watched.asked += 10
        watched.look(*(Answer(body=write(voice(watched.asked + n)).encode(), headers=aged) for n in range(10)))

    assert watched.archive.filters("mod") == ()
    assert watched.server.count("/news") == 8


def test_a_host_that_wants_minutes_between_fetches_is_asked_again_but_once(watched: Page) -> None:
    watched.seconds = 300
    for _ in range(7):
        watched.look_at_chance()

    assert watched.archive.filters("mod") == ()
    assert sum(look.digest is not None for look in watched.archive.captures("mod")) == 7 + 1


def test_a_refetch_that_fails_leaves_the_change_unconfirmed(watched: Page) -> None:
    for day in range(3):
        watched.look(write(f"Killed: {120 + day}."))

    first, again = watched.look(write("Killed: 200."), Answer(is_cut=True))

    assert filtering.UNCONFIRMED in first.events
    assert watched.archive.changes(limit=1)[0].new == first.version
    assert watched.severity() == "substantive"
    assert again.disposition.is_failure


def test_what_was_told_before_is_not_hidden_afterwards(watched: Page) -> None:
    watched.learn()

    notes = [note for note in watched.archive.changes() if note.new <= 12]

    assert "none" not in {note.severity for note in notes}
    assert evidence.gather(watched.archive, "mod@v2", read=extract).change.edits


def test_ending_a_filter_shows_everything_again(watched: Page) -> None:
    watched.learn()
    [row] = watched.archive.filters("mod")
    [capture] = watched.look_at_chance()

    ended = Filter(
        source_id="mod", slot=row.slot, is_active=False, evidence="ended by Olena", decided_at=watched.instant
    )
    watched.archive.keep_filter(ended)
    revisions.retell(watched.archive, "mod", row.decided_at, read=extract)
    change = evidence.gather(watched.archive, f"mod@v{capture.version}", read=extract).change

    assert change.unshown_slots == ()
    assert change.edits
    assert watched.severity() != "none"


def test_a_filter_that_a_person_ended_is_not_learned_again(watched: Page) -> None:
    watched.learn()
    [row] = watched.archive.filters("mod")
    ended = Filter(source_id="mod", slot=row.slot, is_active=False, evidence="by Olena", decided_at=watched.instant)
    watched.archive.keep_filter(ended)

    for _ in range(6):
        watched.look_at_chance()

    assert len(watched.archive.filters("mod")) == 2
    assert watched.severity() != "none"


def test_words_written_into_a_volatile_slot_are_told_when_they_stay(watched: Page) -> None:
    watched.learn()
    notice = write("“Visit 2026 was worth it”, says guest 1989.")

    [silent] = watched.look(notice)
    looks = [capture for _ in range(3) for capture in watched.look(notice)]
    told = next(note for note in watched.archive.changes() if note.new == silent.version)

    assert filtering.VOLATILE in silent.events
    assert [filtering.FILTER_ENDED in look.events for look in looks] == [False, True, False]
    assert told.severity != "none"
    assert not watched.archive.filters("mod")[-1].is_active


def test_a_slot_that_loses_the_words_that_always_stood_there_is_shown(watched: Page) -> None:
    watched.learn()

    watched.look(write("Correction: the meeting took place on Tuesday."))

    assert watched.severity() == "substantive"


def test_a_report_counts_what_it_does_not_show_and_names_it(watched: Page) -> None:
    watched.learn()
    [row] = watched.archive.filters("mod")
    watched.look_at_chance(middle=AGREEMENT)

    gathered = evidence.gather(watched.archive, "mod@v14", read=extract)
    html = rendering.render_evidence(gathered, generator_version="1", language="uk")

    assert "Одне мінливе місце не показано" in html
    assert row.slot.replace(">", "&gt;") in html
    assert "statediff sources mod --filters" in html


def test_a_comparison_leaves_out_the_same_in_both_directions(watched: Page) -> None:
    watched.learn()
    watched.look_at_chance(middle=AGREEMENT)

    onward, back = (
        evidence.gather(watched.archive, expression, read=extract).change
        for expression in ("mod@v2..mod@v14", "mod@v14..mod@v2")
    )

    assert onward.unshown_slots == back.unshown_slots != ()
    assert [(edit.old, edit.new) for edit in onward.edits] == [(edit.new, edit.old) for edit in back.edits]
