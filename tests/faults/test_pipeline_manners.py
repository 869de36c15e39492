"""Servers that refuse, flap and pretend: the pipeline stays polite over runs, and is blinded by none of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from servers import Answer, ScriptedServer, page
from statediff.archive import Archive, create
from statediff.extractor import extract
from statediff.model import (
    Capture,
    DispositionKind,
    Exchange,
    FetchFailure,
    FetchSettings,
    Rules,
    Source,
    Validators,
    Wording,
)
from statediff.schedule import is_due
from statediff.tracker import track

LEAD = "The two ministries met on Monday to review their work on air defence and on the training of crews."
INTENT = "They signed a letter of intent on the joint production of interceptor drones in both countries."
AGREEMENT = "They signed an agreement on the joint production of interceptor drones in both countries."
HOME = "Latest news of the ministry, its leadership, its tasks and how to reach it by mail or by telephone."
NO_RULES = Rules()
START = datetime(2026, 3, 2, 8, tzinfo=UTC)


@dataclass(slots=True)
class Desk:
    """An archive, a server and a clock that moves with each run; a run is polite, and waits for nobody."""

    archive: Archive
    server: ScriptedServer
    at: datetime = START
    readings: list[str] = field(default_factory=list)
    settings: FetchSettings = field(init=False)

    def __post_init__(self) -> None:
        self.settings = FetchSettings(
            user_agent="statediff-tests (+tests@statediff.example)",
            private_hosts=(self.server.host,),
            delay_seconds=0.0,
        )

    def run(self, *sources: Source, after: timedelta = timedelta(hours=6)) -> list[Capture]:
        self.at += after
        return list(track(sources, self.archive, settings=self.settings, read=self._read, now=lambda: self.at))

    def run_times(self, count: int, source: Source) -> list[Capture]:
        return [capture for _ in range(count) for capture in self.run(source)]

    def _read(
        self,
        body: bytes,
        media_type: str | None = "text/html",
        url: str | None = None,
        *,
        rules: Rules = NO_RULES,
        pinned: str | None = None,
    ) -> Wording:
        self.readings.append(url or "")
        return extract(body, media_type, url, rules=rules, pinned=pinned)


@pytest.fixture
def desk(tmp_path: Path, server: ScriptedServer) -> Iterator[Desk]:
    with create(tmp_path / "archive.db") as archive:
        yield Desk(archive=archive, server=server)


def _refusal(retry_after: str | None, status: int = 429) -> Answer:
    headers = (("Retry-After", retry_after),) if retry_after is not None else ()
    return Answer(status=status, body=b"<h1>Too many requests</h1>", headers=headers)


@dataclass(slots=True)
class _Thrifty:
    """A host that answers so many requests a run, refuses one, and is left alone for the rest of it."""

    status: int
    most: int
    seen: Counter[str] = field(default_factory=Counter)

    def run(self, desk: Desk, sources: list[Source]) -> None:
        asked = 0

        def fetch(source: Source, validators: Validators | None = None) -> Exchange:
            nonlocal asked
            asked += 1
            if asked > self.most + 1:
                pause = FetchFailure(kind=DispositionKind.BLOCKED, cause="not asked", retry_at=desk.at)
                return Exchange(url=source.url, failure=pause)
            if asked > self.most:
                return Exchange(url=source.url, status=self.status, body=b"<h1>Too many requests</h1>")
            self.seen[source.id] += 1
            return Exchange(url=source.url, status=200, headers={"Content-Type": "text/html"}, body=page(LEAD).encode())

        desk.at += timedelta(hours=6)
        list(track(sources, desk.archive, fetch=fetch, read=extract, now=lambda: desk.at))


def _requests(server: ScriptedServer) -> int:
    return sum(asked.path != "/robots.txt" for asked in server.asked)


# ---------------------------------------------------------------- refusals


def test_a_storm_of_refusals_costs_a_host_one_request_a_window(desk: Desk) -> None:
    sources = [Source(id=f"s{number}", url=desk.server.script(f"/s{number}", _refusal("3600"))) for number in range(50)]

    first = desk.run(*sources)
    asked_first = _requests(desk.server)
    soon = desk.run(*sources, after=timedelta(minutes=20))
    later = desk.run(*sources, after=timedelta(minutes=39))
    asked_in_the_window = _requests(desk.server)
    desk.run(*sources, after=timedelta(minutes=2))

    assert asked_first == 1
    assert asked_in_the_window == 1
    assert _requests(desk.server) == 2
    assert len(first) == len(soon) == len(later) == 50
    assert {capture.disposition.kind for capture in (*first, *soon, *later)} == {DispositionKind.BLOCKED}


@pytest.mark.parametrize("status", [429, 503])
def test_a_pause_that_one_source_was_asked_for_holds_for_all_of_its_host_in_the_next_run(
    desk: Desk, status: int
) -> None:
    refused = Source(id="refused", url=desk.server.script("/refused", _refusal("7200", status)))
    other = Source(id="other", url=desk.server.script("/other", page(LEAD, INTENT)))
    desk.run(refused)

    [early] = desk.run(other, after=timedelta(hours=1))
    [due] = desk.run(other, after=timedelta(hours=1, minutes=1))

    assert early.disposition.is_failure
    assert "left alone until 2026-03-02T16:00:00Z" in early.disposition.reason
    assert (due.disposition.kind, desk.server.count("/other")) == (DispositionKind.OK, 1)


def test_a_look_that_a_pause_prevented_is_due_when_the_pause_ends(desk: Desk) -> None:
    refused = Source(id="a", url=desk.server.script("/a", _refusal("1800")))
    second = Source(id="b", url=desk.server.script("/b", page(LEAD, INTENT)))
    desk.run(refused)

    skipped = desk.run(second, after=timedelta(minutes=10))
    due_at = desk.archive.due_at("b")

    assert skipped[0].disposition.reason.startswith("not asked")
    assert not is_due(second, due_at=due_at, now=desk.at + timedelta(minutes=19))
    assert is_due(second, due_at=due_at, now=desk.at + timedelta(minutes=20))
    assert desk.run(second, after=timedelta(minutes=20))[0].is_new_version


def test_a_date_in_retry_after_holds_over_runs_too(desk: Desk) -> None:
    until = format_datetime(START + timedelta(hours=16), usegmt=True)
    source = Source(id="mod", url=desk.server.script("/news", [_refusal(until), Answer(body=page(LEAD).encode())]))

    kinds = [capture.disposition.kind for capture in desk.run_times(3, source)]

    assert kinds == [DispositionKind.BLOCKED, DispositionKind.BLOCKED, DispositionKind.OK]
    assert desk.server.count("/news") == 2


def test_a_host_that_names_no_time_is_asked_less_often_with_each_refusal(desk: Desk) -> None:
    source = Source(id="mod", url=desk.server.script("/news", _refusal(None)))

    asked = []
    for _ in range(40):
        desk.run(source, after=timedelta(minutes=5))
        asked.append(desk.server.count("/news"))

    assert asked[:3] == [1, 2, 3]
    assert asked[-1] < 12


def test_a_pause_read_off_a_clock_that_ran_ahead_does_not_count(desk: Desk) -> None:
    source = Source(id="mod", url=desk.server.script("/news", [_refusal("3600"), Answer(body=page(LEAD).encode())]))
    desk.run(source)

    [capture] = desk.run(source, after=timedelta(days=-30))

    assert capture.disposition.kind is DispositionKind.OK
    assert "clock" not in capture.disposition.reason


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_page_that_always_refuses_hides_no_other_page_of_its_host(desk: Desk, place: int) -> None:
    sources = [Source(id=name, url=desk.server.script(f"/{name}", page(LEAD, INTENT))) for name in ("a", "b")]
    sources.insert(place, Source(id="broken", url=desk.server.script("/broken", _refusal(None, 503))))

    for _ in range(4):
        desk.run(*sources)

    assert min(desk.server.count(f"/{name}") for name in ("a", "b", "broken")) >= 3


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_takes_few_requests_a_run_is_seen_whole_again_and_again(desk: Desk, status: int) -> None:
    answers = _Thrifty(status, most=3)
    sources = [Source(id=f"s{number}", url=f"https://mod.example/{number}") for number in range(8)]

    for _ in range(20):
        answers.run(desk, sources)

    assert min(answers.seen.values()) >= 4
    assert len(answers.seen) == len(sources)


def test_pages_that_always_refuse_cost_the_others_few_looks(desk: Desk) -> None:
    broken = [Source(id=f"b{number}", url=desk.server.script(f"/b{number}", _refusal(None, 503))) for number in "12"]
    sources = [*broken, Source(id="sound", url=desk.server.script("/sound", page(LEAD, INTENT)))]

    for _ in range(24):
        desk.run(*sources)

    assert desk.server.count("/sound") >= 14


def test_one_hosts_pause_holds_up_no_other_host(desk: Desk) -> None:
    with ScriptedServer() as other:
        refused = Source(id="refused", url=desk.server.script("/refused", _refusal("86400")))
        url = other.script("/news", page(LEAD, INTENT)).replace("127.0.0.1", "localhost")
        free = Source(id="free", url=url)
        desk.settings = replace(desk.settings, private_hosts=("127.0.0.1", "localhost"))
        desk.run(refused)

        landed = {capture.source_id: capture.disposition.kind for capture in desk.run(refused, free)}

    assert landed == {"refused": DispositionKind.BLOCKED, "free": DispositionKind.OK}


# ---------------------------------------------------------------- flapping


def test_a_page_that_comes_and_goes_makes_one_version_and_is_never_withdrawn(desk: Desk) -> None:
    here, away = Answer(body=page(LEAD, INTENT).encode()), Answer(status=404, body=b"<h1>Not found</h1>")
    source = Source(id="mod", url=desk.server.script("/news", [here, away] * 8))

    captures = desk.run_times(16, source)

    assert {capture.version for capture in captures[::2]} == {1}
    assert {capture.disposition.kind for capture in captures[1::2]} == {DispositionKind.GONE}
    assert len(desk.archive.history("mod").versions) == 1
    assert not any("withdrawn" in capture.events for capture in captures)


def test_a_redirect_to_the_home_page_is_no_wording_of_the_statement(desk: Desk) -> None:
    desk.server.script("/", page(HOME, title="Ministry"))
    away = Answer(status=302, headers=(("Location", "/"),))
    source = Source(
        id="mod", url=desk.server.script("/news/2026/statement", [Answer(body=page(LEAD, INTENT).encode()), away])
    )

    captures = desk.run_times(3, source)

    assert [capture.disposition.kind for capture in captures[1:]] == [DispositionKind.SOFT_404] * 2
    assert [capture.version for capture in captures] == [1, None, None]
    assert HOME not in desk.archive.version("mod").wording.text


def test_a_redirect_that_nobody_followed_is_never_read(desk: Desk) -> None:
    notice = Answer(
        status=300, body=page("Choose one of several documents.", HOME).encode(), headers=(("Location", "/b"),)
    )
    source = Source(id="mod", url=desk.server.script("/news", [Answer(body=page(LEAD, INTENT).encode()), notice]))

    _, second, third = desk.run_times(3, source)

    assert (second.version, third.version) == (None, None)
    assert second.digest is not None
    assert len(desk.archive.history("mod").versions) == 1
    assert list(desk.archive.underived()) == []


# ---------------------------------------------------------------- validators


def _conditions(desk: Desk, path: str) -> str:
    """Return one sign a request: c for a conditional one, f for a full one."""
    return "".join(
        "c" if "if-none-match" in asked.headers else "f" for asked in desk.server.asked if asked.path == path
    )


def test_a_server_that_says_not_modified_for_ever_is_asked_in_full_every_seventh_visit(desk: Desk) -> None:
    body = page(LEAD, INTENT).encode()
    source = Source(id="mod", url=desk.server.script("/news", Answer(body=body, etag='"always"')), every_seconds=3600)

    for _ in range(16):
        desk.run(source, after=timedelta(hours=1))

    assert _conditions(desk, "/news") == "fccccccfccccccfc"


def test_a_change_behind_not_modified_is_found_by_the_next_full_visit(desk: Desk) -> None:
    source = Source(id="mod", url=desk.server.script("/news", Answer(body=page(LEAD, INTENT).encode(), etag='"stuck"')))
    desk.run(source)
    desk.server.script("/news", Answer(body=page(LEAD, AGREEMENT).encode(), etag='"stuck"'))

    captures = [capture for _ in range(7) for capture in desk.run(source, after=timedelta(hours=1))]

    assert [capture.version for capture in captures] == [1] * 6 + [2]


def test_a_full_visit_is_due_after_a_week_of_rare_looks(desk: Desk) -> None:
    body = page(LEAD, INTENT).encode()
    source = Source(id="mod", url=desk.server.script("/news", Answer(body=body, etag='"one"')), every_seconds=200_000)

    for _ in range(5):
        desk.run(source, after=timedelta(days=3))

    assert _conditions(desk, "/news") == "fccfc"


def test_not_modified_is_no_answer_to_a_full_visit(desk: Desk) -> None:
    source = Source(
        id="mod", url=desk.server.script("/news", [Answer(body=page(LEAD, INTENT).encode()), Answer(status=304)])
    )

    _, second = desk.run_times(2, source)

    assert second.disposition.is_failure
    assert second.version is None
    assert desk.archive.version("mod").last_seen_at == START + timedelta(hours=6)


def test_a_tag_that_is_always_new_costs_no_reading_of_the_same_bytes(desk: Desk) -> None:
    body = page(LEAD, INTENT).encode()
    answers = [Answer(body=body, etag=f'"{number}"') for number in range(10)]
    source = Source(id="mod", url=desk.server.script("/news", answers))

    captures = desk.run_times(10, source)

    assert [capture.disposition.kind for capture in captures[1:]] == [DispositionKind.SAME] * 9
    assert {capture.version for capture in captures} == {1}
    assert len(desk.readings) == 1


def test_bytes_that_changed_around_the_statement_are_read_once_as_well(desk: Desk) -> None:
    other = page(LEAD, INTENT, chrome="<nav><ul><li><a href='/'>Another menu</a></li></ul></nav>")
    source = Source(id="mod", url=desk.server.script("/news", [page(LEAD, INTENT), other]))

    captures = desk.run_times(6, source)

    assert {capture.version for capture in captures} == {1}
    assert len(desk.readings) == 2


@pytest.mark.parametrize(
    "bad",
    [
        Answer(status=404, body=b"<h1>Not found</h1>", headers=(("ETag", '"bad"'),)),
        Answer(status=503, body=b"<h1>Maintenance</h1>", headers=(("ETag", '"bad"'),)),
        Answer(body=page(LEAD, INTENT).encode()[:200], declared_length=9_000, headers=(("ETag", '"bad"'),)),
        Answer(body=b"", headers=(("ETag", '"bad"'),)),
        Answer(
            status=403,
            body=b"<title>Just a moment...</title><h1>Verifying you are human</h1>",
            headers=(("cf-mitigated", "challenge"), ("ETag", '"bad"')),
        ),
        Answer(body=b"%PDF-1.7\nthis is no document", media_type="application/pdf", headers=(("ETag", '"bad"'),)),
    ],
    ids=["gone", "maintenance", "truncated", "empty", "challenge", "unreadable"],
)
def test_a_tag_of_what_was_no_document_is_never_sent(desk: Desk, bad: Answer) -> None:
    good = Answer(body=page(LEAD, INTENT).encode(), headers=(("ETag", '"good"'),))
    source = Source(id="mod", url=desk.server.script("/news", [bad, bad, good, bad, bad]))

    desk.run_times(5, source)

    tags = [asked.headers.get("if-none-match") for asked in desk.server.asked if asked.path == "/news"]
    assert tags[:3] == [None, None, None]
    assert set(tags[3:]) <= {None, '"good"'}


def test_a_tag_of_another_address_is_not_sent(desk: Desk) -> None:
    old = Source(id="mod", url=desk.server.script("/old", Answer(body=page(LEAD, INTENT).encode(), etag='"old"')))
    new = replace(old, url=desk.server.script("/new", Answer(body=page(LEAD, AGREEMENT).encode(), etag='"old"')))
    desk.run(old)

    [capture] = desk.run(new)

    assert (capture.status, capture.version) == (200, 2)


# ---------------------------------------------------------------- clocks


def _look_once(desk: Desk, exchange: Exchange, at: datetime) -> list[Capture]:
    def fetch(source: Source, validators: Validators | None = None) -> Exchange:
        return exchange

    watched = Source(id="mod", url=exchange.url)
    return list(track([watched], desk.archive, fetch=fetch, read=extract, now=lambda: at))


def _look_by(desk: Desk, *looks: tuple[float, float, str | None]) -> list[tuple[str, ...]]:
    """Look once for each (our hour, the server's hour, Age); return the events about clocks of each look."""
    noticed = []
    for ours, theirs, age in looks:
        date = format_datetime(START + timedelta(hours=theirs), usegmt=True)
        headers = (("Date", date), ("Content-Type", "text/html"), *((("Age", age),) if age is not None else ()))
        exchange = Exchange(url="https://mod.example/", status=200, headers=headers, body=page(LEAD, INTENT).encode())
        [capture] = _look_once(desk, exchange, START + timedelta(hours=ours))
        noticed.append(tuple(event for event in capture.events if event.startswith("clock")))
    return noticed


def test_a_clock_that_disagrees_is_told_of_once_in_each_direction(desk: Desk) -> None:
    noticed = _look_by(desk, (1, 1, None), (2, 1, None), (3, 1, None), (4, 4, None), (5, 1, None), (6, 9, None))

    assert noticed == [(), ("clock-skew",), (), (), (), ("clock-skew",)]


def test_small_differences_and_the_age_of_a_cached_answer_are_no_skew(desk: Desk) -> None:
    noticed = _look_by(desk, (1, 1.05, None), (2, 1.95, None), (3, 1, "7200"), (4, 1, "junk"))

    assert noticed == [(), (), (), ("clock-skew",)]


def test_a_clock_that_goes_back_is_told_of(desk: Desk) -> None:
    noticed = _look_by(desk, (48, 48, None), (24, 48, None))

    assert noticed == [(), ("clock-skew", "clock")]
