"""Captures: every look is kept as it was, once, with its bytes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from statediff.archive import Archive, create, open_archive
from statediff.errors import ArchiveError, RevisionNotFound, SourceNotFound, UsageError
from statediff.model import (
    Disposition,
    DispositionKind,
    Exchange,
    FetchFailure,
    FetchSettings,
    Hop,
    Source,
    digest_of,
)
from visits import BLOCKED, MFA, MOD, OK, SAME, SUSPECT, TIMEOUT, answer, hops, hours, look, paragraphs, read


def test_a_capture_tells_all_that_the_visit_saw(archive: Archive) -> None:
    exchange = replace(answer(MFA, b"<p>One.</p>"), hops=hops(MFA), final_url=MFA.url + "/new", elapsed_seconds=1.25)

    kept = archive.keep(MFA, exchange, BLOCKED, hours(1))

    assert (kept.id, kept.source_id, kept.captured_at) == (1, "mfa-en", hours(1))
    assert kept.disposition == BLOCKED
    assert (kept.url, kept.final_url, kept.status) == (MFA.url, MFA.url + "/new", 200)
    assert kept.headers == exchange.headers
    assert (kept.digest, kept.size) == (digest_of(b"<p>One.</p>"), 11)
    assert (kept.media_type, kept.elapsed_seconds, kept.robots) == ("text/html", 1.25, "allowed")
    assert (kept.version, kept.is_new_version, kept.events) == (None, False, ())


def test_a_visit_that_failed_is_a_look_too(archive: Archive) -> None:
    failure = FetchFailure(kind=DispositionKind.TIMEOUT, cause="no answer")

    kept = archive.keep(MFA, Exchange(url=MFA.url, failure=failure), TIMEOUT, hours(1))

    assert (kept.status, kept.digest, kept.size, kept.disposition) == (None, None, None, TIMEOUT)
    assert archive.last_ok_capture("mfa-en") is None
    assert archive.last_capture("mfa-en") == kept


@pytest.mark.parametrize(
    "body",
    [b"\x00", b"\xff\xfe\x00", b"x" * 7, b"\xef\xbb\xbf<p>BOM</p>\r\n", bytes(range(256)) * 5000],
    ids=["nul", "no utf-8", "under a base", "bom", "a megabyte"],
)
def test_bytes_come_back_exactly(archive: Archive, body: bytes) -> None:
    look(archive, b"<p>something before it</p>")

    kept = look(archive, body, at=1)

    assert kept.digest == digest_of(body)
    assert archive.snapshot(digest_of(body)) == body


def test_equal_bytes_are_kept_once(archive: Archive) -> None:
    for number in range(5):
        look(archive, "<p>One.</p>", at=number)
    look(archive, "<p>One.</p>", source=MOD, at=9)

    assert archive.verify().snapshots == 1


def test_what_came_over_the_wire_stands_in_for_a_body_that_could_not_be_decoded(archive: Archive) -> None:
    exchange = Exchange(url=MFA.url, status=200, wire_body=b"\x1f\x8b broken")

    kept = archive.keep(MFA, exchange, Disposition(kind=DispositionKind.BAD_ENCODING), hours(0))

    assert archive.snapshot(kept.digest or "") == b"\x1f\x8b broken"


def test_a_not_modified_answer_confirms_the_earlier_body(archive: Archive) -> None:
    first = read(archive, "One.")

    second = archive.keep(MFA, answer(MFA, b"", status=304), SAME, hours(6))

    assert (second.digest, second.version, second.is_new_version) == (first.digest, 1, False)
    assert archive.version("mfa-en").last_seen_at == hours(6)
    assert list(archive.underived()) == []


def test_a_look_that_is_called_the_same_but_brought_other_bytes_stands_for_itself(archive: Archive) -> None:
    read(archive, "One.")

    second = look(archive, "<p>Two.</p>", at=1, disposition=SAME)

    assert second.version is None
    assert [capture.id for capture in archive.underived()] == [second.id]


def test_nothing_to_confirm_is_no_error(archive: Archive) -> None:
    kept = archive.keep(MFA, answer(MFA, b"", status=304), SAME, hours(0))

    assert (kept.digest, kept.version) == (None, None)


def test_a_slot_is_filled_once(archive: Archive) -> None:
    first = look(archive, "<p>One.</p>", slot=5)

    second = look(archive, "<p>Two.</p>", at=1, slot=5)
    other = look(archive, "<p>Two.</p>", source=MOD, at=1, slot=5)

    assert second == first
    assert other.id == first.id + 1
    assert len(archive.captures("mfa-en")) == 1


def test_captures_come_newest_first_and_no_more_than_asked_for(archive: Archive) -> None:
    for number in range(4):
        look(archive, f"<p>{number}</p>", at=number)

    assert [capture.id for capture in archive.captures("mfa-en")] == [4, 3, 2, 1]
    assert [capture.id for capture in archive.captures("mfa-en", limit=2)] == [4, 3]
    assert archive.captures("unknown") == ()


def test_instants_are_kept_to_the_microsecond_and_come_back_in_utc(archive: Archive) -> None:
    at = datetime(2026, 3, 29, 3, 0, 0, 999_999, tzinfo=timezone(timedelta(hours=3)))

    kept = archive.keep(MFA, answer(MFA, b"x"), OK, at)

    assert kept.captured_at == at
    assert kept.captured_at.tzinfo is UTC


def test_headers_come_back_in_order_with_their_case_and_repeats(archive: Archive) -> None:
    sent = (("Set-Cookie", "a=1"), ("set-cookie", "b=2"), ("X-Empty", ""), ("Date", "Mon"), ("X-\u00e9", "\ud800"))
    changed = (*sent[:3], ("Date", "Tue"), sent[4])

    looks = [
        archive.keep(MFA, Exchange(url=MFA.url, status=200, headers=headers, body=b"x"), OK, hours(number))
        for number, headers in enumerate((sent, changed, sent, sent[:2], sent))
    ]

    assert [kept.headers for kept in looks] == [sent, changed, sent, sent[:2], sent]


def test_headers_that_stay_are_kept_once(archive: Archive) -> None:
    for number in range(20):
        headers = (("Server", "nginx"), ("Date", f"day {number}"), ("X-Policy", "p" * 500))
        archive.keep(MFA, Exchange(url=MFA.url, status=200, headers=headers, body=b"x"), OK, hours(number))

    assert archive.captures("mfa-en")[0].headers[1] == ("Date", "day 19")
    assert archive._connection.value("select count(*) from header_set") == 2


def test_the_last_good_exchange_is_rebuilt_with_its_hops(archive: Archive) -> None:
    good = replace(answer(MFA, b"<p>One.</p>"), hops=hops(MFA), elapsed_seconds=0.5)
    archive.keep(MFA, good, OK, hours(0))
    look(archive, "<h1>Just a moment</h1>", at=1, disposition=BLOCKED)

    rebuilt = archive.last_ok("mfa-en")

    assert rebuilt == good


def test_an_only_hop_that_says_what_the_capture_says_is_rebuilt(archive: Archive) -> None:
    exchange = answer(MFA, b"x")
    only = Hop(
        url=MFA.url,
        status=200,
        headers=exchange.header_pairs,
        peer_address="192.0.2.1",
        tls="TLSv1.3",
        elapsed_seconds=2,
    )
    archive.keep(MFA, replace(exchange, hops=(only,), elapsed_seconds=2), OK, hours(0))

    rebuilt = archive.last_ok("mfa-en")

    assert rebuilt is not None
    assert rebuilt.hops == (only,)
    assert archive.captures("mfa-en")[0].tls == "TLSv1.3"


def test_a_suspect_is_readable_once_it_is_confirmed(archive: Archive) -> None:
    suspect = look(archive, "<p>Short.</p>", disposition=SUSPECT)
    assert list(archive.underived()) == []
    assert archive.last_ok_capture("mfa-en") is None

    confirmed = archive.confirm(suspect.id, "looked at it", "O. Reviewer")

    assert confirmed.disposition.kind is DispositionKind.OK
    assert confirmed.disposition.reason == "confirmed by O. Reviewer: looked at it"
    assert confirmed.disposition.evidence[-1] == "first recorded as suspect: half of the text is gone"
    assert list(archive.underived()) == [confirmed]
    assert archive.last_ok_capture("mfa-en") == confirmed
    assert archive.derive(confirmed, paragraphs("Short."), "1").version == 1
    assert list(archive.underived()) == []


def test_a_suspect_that_nobody_confirmed_makes_no_version(archive: Archive) -> None:
    suspect = look(archive, "<p>Short.</p>", disposition=SUSPECT)

    with pytest.raises(ArchiveError, match="confirm a suspect one first"):
        archive.derive(suspect, paragraphs("Short."), "1")

    assert archive.last_version("mfa-en") is None


@pytest.mark.parametrize("disposition", [OK, BLOCKED])
def test_only_a_suspect_can_be_confirmed(archive: Archive, disposition: Disposition) -> None:
    kept = look(archive, "<p>One.</p>", disposition=disposition)

    with pytest.raises(UsageError, match="not suspect"):
        archive.confirm(kept.id)


def test_a_capture_that_cannot_be_read_is_a_parser_error_and_no_longer_the_last_good_one(archive: Archive) -> None:
    good = read(archive, "One.")
    broken = look(archive, "%PDF broken", at=1)

    failed = archive.underive_failed(broken, "the file is encrypted")

    assert (failed.disposition.kind, failed.disposition.reason) == (
        DispositionKind.PARSER_ERROR,
        "the file is encrypted",
    )
    assert list(archive.underived()) == []
    last = archive.last_ok_capture("mfa-en")
    assert last is not None
    assert last.id == good.id


def test_a_confirmed_suspect_that_cannot_be_read_is_not_the_last_good_capture(archive: Archive) -> None:
    good = read(archive, "One.")
    suspect = archive.confirm(look(archive, "<p>Short.</p>", at=1, disposition=SUSPECT).id)

    archive.underive_failed(suspect, "no text was found in it")

    last = archive.last_ok_capture("mfa-en")
    assert last is not None
    assert last.id == good.id


def test_what_could_not_be_read_may_be_read_later(archive: Archive) -> None:
    broken = archive.underive_failed(look(archive, "%PDF"), "the file is encrypted")

    read_after_all = archive.derive(broken, paragraphs("One."), "2")

    assert (read_after_all.disposition.kind, read_after_all.version) == (DispositionKind.OK, 1)


def test_a_note_is_kept_once(archive: Archive) -> None:
    kept = look(archive, "x")

    for name, detail in (("moved", "from a"), ("encoding", ""), ("moved", "from a"), ("moved", "from b")):
        archive.note(kept, name, detail)

    assert archive.capture(kept.id).events == ("moved", "encoding", "moved")


def test_captures_of_which_something_was_noted_are_found_among_the_latest(archive: Archive) -> None:
    for number, event in enumerate(("clock-skew", "clock-skew", "moved", "clock-skew", "")):
        kept = look(archive, f"<p>{number}</p>", at=number)
        if event:
            archive.note(kept, event, "again")

    found = archive.noted_captures("mfa-en", "clock-skew", among=4)

    assert found == (archive.capture(4), archive.capture(2))
    assert archive.noted_captures("mfa-en", "clock-skew", among=1) == ()
    assert archive.noted_captures("unknown", "clock-skew", among=4) == ()


def test_an_unknown_capture_is_refused(archive: Archive) -> None:
    with pytest.raises(RevisionNotFound, match="capture 99: there is no such look"):
        archive.capture(99)


@pytest.mark.parametrize("digest", ["sha256:" + "0" * 64, "sha256:", "no digest", ""])
def test_an_unknown_snapshot_is_refused(archive: Archive, digest: str) -> None:
    with pytest.raises(UsageError, match="no snapshot"):
        archive.snapshot(digest)


def test_a_sources_configuration_comes_back_without_how_it_is_fetched(tmp_path: Path) -> None:
    source = replace(MFA, fetch=FetchSettings(user_agent="secret-agent/1"))
    with create(tmp_path / "archive.db") as archive:
        archive.keep_sources([source, MOD])

    with open_archive(tmp_path / "archive.db") as archive:
        assert archive.sources() == (MFA, MOD)
        assert archive.source("mfa-en").fetch is None
    assert b"secret-agent" not in (tmp_path / "archive.db").read_bytes()


def test_every_configuration_of_a_source_stays_and_the_last_one_counts(archive: Archive) -> None:
    changed = replace(MFA, every_seconds=60)
    for source in (MFA, changed, changed, MFA):
        archive.keep_sources([source])

    documents = archive._connection.rows("select document from source_state order by id")

    assert [json.loads(document)["every_seconds"] for (document,) in documents] == [21600, 60, 21600]
    assert archive.source("mfa-en") == MFA


def test_a_source_of_a_later_statediff_is_read_without_what_is_unknown(archive: Archive) -> None:
    archive.keep_sources([MFA])
    row = json.loads(archive._connection.value("select document from source_state"))
    with archive._connection.writing():
        archive._connection.insert("source_state", source=1, document=json.dumps({**row, "colour": "blue"}))

    assert archive.source("mfa-en") == MFA


def test_a_schedule_is_kept_and_moved(archive: Archive) -> None:
    archive.keep_sources([MFA])
    assert archive.due_at("mfa-en") is None

    for number in (6, 12):
        archive.schedule("mfa-en", hours(number))

    assert archive.due_at("mfa-en") == hours(12)
    assert archive.due_at("unknown") is None


def test_sources_come_in_order_of_first_appearance(archive: Archive) -> None:
    names = ["zeta", "alpha", "mu"]
    archive.keep_sources(Source(id=name, url=f"https://{name}.example/") for name in names)
    archive.keep_sources([Source(id="alpha", url="https://alpha.example/new")])

    assert [source.id for source in archive.sources()] == names


def test_a_limit_beyond_any_number_of_rows_is_none(path: Path) -> None:
    with open_archive(path) as archive:
        assert archive.captures("mfa-en", limit=10**30) == archive.captures("mfa-en")
        assert archive.changes(limit=10**30) == archive.changes()
        assert archive.stats(10**30) == archive.stats()


@pytest.mark.parametrize("name", ["half \ud83d", "nul \0", ""])
def test_a_name_that_no_source_can_have_is_one_that_is_not_there(path: Path, name: str) -> None:
    with open_archive(path) as archive:
        assert archive.captures(name) == ()
        assert archive.last_version(name) is None
        with pytest.raises(SourceNotFound):
            archive.history(name)
        with pytest.raises(RevisionNotFound):
            archive.version(name)


def test_a_time_that_was_decided_already_is_not_written_again(archive: Archive) -> None:
    look(archive, b"<p>One.</p>")
    archive.schedule("mfa-en", hours(6))
    log = archive.path.with_name(archive.path.name + "-wal")
    size = log.stat().st_size

    archive.schedule("mfa-en", hours(6))

    assert log.stat().st_size == size
    assert archive.due_at("mfa-en") == hours(6)
    assert archive.verify().is_sound


def test_an_exchange_names_its_body(archive: Archive) -> None:
    exchange = answer(MFA, b"<p>One.</p>")

    kept = archive.keep(MFA, exchange, OK, hours(0))

    assert kept.digest == exchange.digest == exchange.digest == digest_of(b"<p>One.</p>")
    assert replace(exchange, body=b"<p>Two.</p>").digest == digest_of(b"<p>Two.</p>")
    assert exchange == answer(MFA, b"<p>One.</p>")
