"""The pipeline against a real HTTP server: visit, keep, read, version, compare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from servers import Answer, ScriptedServer, page
from statediff import revisions
from statediff.archive import Archive, create
from statediff.extractor import extract
from statediff.model import Capture, DispositionKind, FetchSettings, Rules, Source, digest_of
from statediff.tracker import track

LEAD = "The two ministries met on Monday to review their work on air defence and on the training of crews."
INTENT = "They signed a letter of intent on the joint production of interceptor drones in both countries."
AGREEMENT = "They signed an agreement on the joint production of interceptor drones in both countries."
REST = "A working group meets every month, reports to both ministers and publishes its minutes within ten days."
CHALLENGE = Answer(
    status=403,
    body=b"<!DOCTYPE html><title>Just a moment...</title><h1>Verifying you are human</h1>",
    headers=(("cf-mitigated", "challenge"), ("Server", "cloudflare")),
)


@dataclass(slots=True)
class Clock:
    """A clock that a test moves on."""

    instant: datetime = datetime(2026, 3, 2, 8, tzinfo=UTC)

    def now(self) -> datetime:
        return self.instant

    def pass_hours(self, hours: float) -> None:
        self.instant += timedelta(hours=hours)


@dataclass(slots=True)
class Desk:
    """An archive, a server and a clock, and the act of looking once at some sources."""

    archive: Archive
    server: ScriptedServer
    clock: Clock

    def look(self, *sources: Source) -> list[Capture]:
        self.clock.pass_hours(6)
        settings = FetchSettings(
            user_agent="statediff-tests (+tests@statediff.example)",
            private_hosts=(self.server.host,),
            respect_delays=False,
        )
        return list(track(sources, self.archive, settings=settings, read=extract, now=self.clock.now))

    def look_times(self, count: int, source: Source) -> list[Capture]:
        return [capture for _ in range(count) for capture in self.look(source)]


@pytest.fixture
def desk(tmp_path: Path, server: ScriptedServer) -> Iterator[Desk]:
    with create(tmp_path / "archive.db") as archive:
        yield Desk(archive=archive, server=server, clock=Clock())


def test_a_first_look_makes_the_first_version(desk: Desk) -> None:
    source = Source(id="mod", url=desk.server.script("/news", page(LEAD, INTENT, REST)))

    [capture] = desk.look(source)

    assert (capture.disposition.kind, capture.version, capture.is_new_version) == (DispositionKind.OK, 1, True)
    assert INTENT in desk.archive.version("mod").wording.text


def test_the_same_bytes_again_are_the_same_and_make_no_version(desk: Desk) -> None:
    source = Source(id="mod", url=desk.server.script("/news", page(LEAD, INTENT, REST)))

    first, second = desk.look_times(2, source)

    assert (second.disposition.kind, second.version, second.is_new_version) == (DispositionKind.SAME, 1, False)
    assert second.digest == first.digest
    assert desk.archive.version("mod").last_seen_at == second.captured_at


def test_a_not_modified_answer_confirms_the_version(desk: Desk) -> None:
    body = page(LEAD, INTENT, REST).encode()
    source = Source(id="mod", url=desk.server.script("/news", Answer(body=body, etag='"one"')))

    _, second = desk.look_times(2, source)

    assert second.status == 304
    assert (second.disposition.kind, second.version, second.digest) == (DispositionKind.SAME, 1, digest_of(body))


def test_chrome_around_the_statement_makes_no_version(desk: Desk) -> None:
    pages = [
        page(LEAD, INTENT, REST, chrome=f"<nav><ul><li><a href='/'>Menu {n}</a></li></ul></nav><!-- {n} -->")
        for n in range(3)
    ]
    source = Source(id="mod", url=desk.server.script("/news", pages))

    captures = desk.look_times(3, source)

    assert [capture.version for capture in captures] == [1, 1, 1]
    assert len({capture.digest for capture in captures}) == 3


def test_a_reworded_statement_is_a_new_version_with_its_change(desk: Desk) -> None:
    source = Source(id="mod", url=desk.server.script("/news", [page(LEAD, INTENT, REST), page(LEAD, AGREEMENT, REST)]))

    captures = desk.look_times(2, source)
    old, new = desk.archive.range("mod")
    change = revisions.compare(desk.archive, old, new)

    assert [capture.version for capture in captures] == [1, 2]
    assert change.severity == "substantive"
    assert [(edit.old.strip(), edit.new.strip()) for edit in change.edits] == [("a letter of intent", "an agreement")]
    assert new.previous_seen_at == captures[0].captured_at
    assert new.first_seen_at == captures[1].captured_at


def test_a_reverted_wording_is_a_new_version(desk: Desk) -> None:
    first, second = page(LEAD, INTENT, REST), page(LEAD, AGREEMENT, REST)
    source = Source(id="mod", url=desk.server.script("/news", [first, second, first]))

    captures = desk.look_times(3, source)

    assert [capture.version for capture in captures] == [1, 2, 3]
    assert desk.archive.version("mod@v3").wording.digest == desk.archive.version("mod@v1").wording.digest


def test_every_byte_that_was_served_is_read_back(desk: Desk) -> None:
    bodies = [
        page(LEAD, INTENT, REST).encode(),
        b"\xef\xbb\xbf" + page("Заява", "Обидва міністерства підписали лист про наміри.", language="uk").encode(),
        b"<html><body><main><p>NUL \x00 and a lone \xff byte stand in this statement of ours.</p></main></body></html>",
    ]
    source = Source(id="mod", url=desk.server.script("/news", [Answer(body=body) for body in bodies]))

    captures = desk.look_times(3, source)

    assert [desk.archive.snapshot(capture.digest or "") for capture in captures] == bodies


def test_a_source_that_fails_is_a_look_and_never_stops_the_run(desk: Desk) -> None:
    good = Source(id="good", url=desk.server.script("/good", page(LEAD, INTENT, REST)))
    broken = Source(id="broken", url=desk.server.script("/broken", Answer(status=500, body=b"<h1>Server error</h1>")))
    cut = Source(id="cut", url=desk.server.script("/cut", Answer(is_cut=True)))

    captures = {capture.source_id: capture for capture in desk.look(broken, cut, good)}

    assert captures["good"].version == 1
    assert captures["broken"].disposition.is_failure
    assert captures["cut"].disposition.is_failure
    assert [len(desk.archive.captures(source_id)) for source_id in ("good", "broken", "cut")] == [1, 1, 1]


def test_a_challenge_is_neither_a_version_nor_an_end_of_the_last_one(desk: Desk) -> None:
    statement = page(LEAD, INTENT, REST)
    source = Source(id="mod", url=desk.server.script("/news", [statement, CHALLENGE, statement]))

    captures = desk.look_times(3, source)

    assert [capture.disposition.kind for capture in captures][1] is DispositionKind.BLOCKED
    assert [capture.version for capture in captures] == [1, None, 1]
    assert len(desk.archive.history("mod").versions) == 1


def test_a_page_that_is_gone_three_times_in_over_a_day_is_noted_as_withdrawn(desk: Desk) -> None:
    gone = Answer(status=410, body=b"<title>Gone</title><h1>410 Gone</h1>")
    source = Source(id="mod", url=desk.server.script("/news", [page(LEAD, INTENT, REST), gone]))

    captures = desk.look_times(8, source)
    noted = [look for look in desk.archive.captures("mod") if "withdrawn" in look.events]

    assert {capture.disposition.kind for capture in captures[1:]} == {DispositionKind.GONE}
    assert len(noted) == 1
    assert INTENT in desk.archive.version("mod").wording.text


def test_a_page_that_moved_is_followed_and_both_addresses_are_kept(desk: Desk) -> None:
    target = desk.server.script("/new-place", page(LEAD, INTENT, REST))
    source = Source(
        id="mod", url=desk.server.script("/news", Answer(status=301, headers=(("Location", "/new-place"),)))
    )

    [capture] = desk.look(source)

    assert (capture.url, capture.final_url) == (source.url, target)
    assert capture.version == 1


def test_what_the_user_removes_makes_no_version(desk: Desk) -> None:
    pages = [page(LEAD, INTENT, f"<b class='counter'>Read {n} times by visitors of this page</b>") for n in range(2)]
    source = Source(id="mod", url=desk.server.script("/news", pages), rules=Rules(remove=(".counter",)))

    captures = desk.look_times(2, source)

    assert [capture.version for capture in captures] == [1, 1]


def test_hosts_are_visited_side_by_side_and_every_answer_lands(tmp_path: Path) -> None:
    with ScriptedServer() as one, ScriptedServer() as two, create(tmp_path / "archive.db") as archive:
        sources = [
            Source(id=f"s{number}", url=server.script(f"/{number}", page(LEAD, INTENT, f"{REST} Number {number}.")))
            for number, server in enumerate((one, two) * 5)
        ]
        settings = FetchSettings(
            user_agent="statediff-tests (+tests@statediff.example)",
            private_hosts=(one.host, two.host),
            respect_delays=False,
        )

        captures = list(track(sources, archive, settings=settings, read=extract, now=Clock().now))

        assert {capture.source_id for capture in captures} == {source.id for source in sources}
        assert all(capture.version == 1 for capture in captures)


def test_a_suspect_that_is_confirmed_late_gets_its_place_and_both_changes_around_it(desk: Desk) -> None:
    whole = page(LEAD, INTENT, REST, *(f"{REST} This is point {number}." for number in range(12)))
    short = page("This statement has been replaced by a shorter one.")
    source = Source(id="mod", url=desk.server.script("/news", [whole, short, whole + "<!-- again -->"]))
    captures = desk.look_times(3, source)

    desk.archive.confirm(captures[1].id, "seen by a colleague", "A. Reviewer")
    [read_late] = desk.look()

    assert captures[1].disposition.kind is DispositionKind.SUSPECT
    assert [capture.version for capture in captures] == [1, None, 1]
    assert (read_late.id, read_late.version) == (captures[1].id, 2)
    assert [version.number for version in desk.archive.history("mod").versions] == [1, 2, 3]
    assert sorted((row.old, row.new) for row in desk.archive.changes(limit=10, source_id="mod")) == [(1, 2), (2, 3)]


COLLAPSED = page("This statement has been replaced by a shorter one.")


def whole_statement() -> str:
    return page(LEAD, INTENT, REST, *(f"{REST} This is point {number}." for number in range(12)))


def test_a_page_that_lost_its_text_is_no_version_after_two_identical_looks(desk: Desk) -> None:
    source = Source(id="mod", url=desk.server.script("/news", [whole_statement(), COLLAPSED]))

    captures = desk.look_times(3, source)

    assert [capture.disposition.kind for capture in captures[1:]] == [DispositionKind.SUSPECT] * 2
    assert [capture.version for capture in captures] == [1, None, None]


def test_a_page_that_lost_its_text_is_a_version_after_three_identical_looks_over_a_day(desk: Desk) -> None:
    """An error page is as constant as a document, so a day is waited, as for a page that is withdrawn."""
    source = Source(id="mod", url=desk.server.script("/news", [whole_statement(), COLLAPSED]))

    captures = desk.look_times(6, source)

    assert [capture.version for capture in captures] == [1, None, None, None, None, 2]
    assert captures[-1].captured_at - captures[1].captured_at == timedelta(hours=24)


def test_two_identical_looks_a_day_apart_are_too_few_for_a_page_that_lost_its_text(desk: Desk) -> None:
    source = Source(id="mod", url=desk.server.script("/news", [whole_statement(), COLLAPSED]))
    desk.look_times(2, source)
    desk.clock.pass_hours(24)

    second, third = desk.look_times(2, source)

    assert (second.disposition.kind, second.version) == (DispositionKind.SUSPECT, None)
    assert third.version == 2


def test_a_page_that_lost_its_text_is_a_version_at_once_when_a_person_confirms_it(desk: Desk) -> None:
    source = Source(id="mod", url=desk.server.script("/news", [whole_statement(), COLLAPSED]))
    captures = desk.look_times(2, source)

    desk.archive.confirm(captures[1].id, "seen by a colleague", "A. Reviewer")
    [read_late] = desk.look()

    assert (read_late.id, read_late.version) == (captures[1].id, 2)


def test_a_suspect_that_kept_its_text_is_a_version_after_two_identical_looks(desk: Desk) -> None:
    whole = whole_statement()
    cut = whole[: whole.index("This is point 9")]
    source = Source(id="mod", url=desk.server.script("/news", [whole, cut]))

    captures = desk.look_times(3, source)

    assert captures[1].disposition.kind is DispositionKind.SUSPECT
    assert [capture.version for capture in captures] == [1, None, 2]


@pytest.mark.parametrize(
    "body",
    [
        "<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server works",
        "<title>Index of /press</title><h1>Index of /press</h1><pre><a href='../'>../</a> <a href=a>a.pdf</a></pre>",
        "<title>mod.example</title><p>This domain is for sale! Buy this domain today.</p>",
        "<title>Portal</title><p>Your session has expired. Please log in again.</p>",
    ],
)
def test_what_is_no_document_never_becomes_a_version_however_long_it_stands(desk: Desk, body: str) -> None:
    source = Source(id="mod", url=desk.server.script("/news", [whole_statement(), f"<!doctype html>{body}"]))

    captures = desk.look_times(8, source)

    assert all(capture.disposition.is_failure for capture in captures[1:])
    assert len(desk.archive.history("mod").versions) == 1
