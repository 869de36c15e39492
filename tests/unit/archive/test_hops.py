"""Hops: what each was asked and answered is kept byte for byte, once, and stands in the log."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statediff.archive import Archive, create, open_archive
from statediff.errors import ArchiveDamaged
from statediff.model import DispositionKind, Exchange, FetchFailure, Hop
from visits import BLOCKED, MFA, OK, SAME, TIMEOUT, answer, edit, fill, hops, hours, with_bytes


def record_of(archive: Archive, capture: int) -> dict[str, Any]:
    """The record that the log proves."""
    record: dict[str, Any] = json.loads(str(archive.proof(capture)["record"]))
    return record


def count_of(archive: Archive, what: str) -> int:
    return int(archive._connection.value(f"select count(*) from {what}"))


def test_a_redirect_comes_back_with_every_byte(archive: Archive) -> None:
    exchange = with_bytes(answer(MFA, b"<p>One.</p>"), redirects=2)

    kept = archive.keep(MFA, exchange, OK, hours(0))

    assert archive.exchange(kept.id) == exchange
    assert archive.verify().damages == ()


def test_an_only_hop_comes_back_with_every_byte_when_it_brought_something_new(archive: Archive) -> None:
    exchange = with_bytes(answer(MFA, b"<p>One.</p>"))

    kept = archive.keep(MFA, exchange, OK, hours(0))

    assert archive.exchange(kept.id) == exchange
    assert count_of(archive, "hop") == 0


def test_a_look_that_found_the_same_keeps_no_bytes_of_its_only_hop(archive: Archive) -> None:
    archive.keep(MFA, with_bytes(answer(MFA, b"<p>One.</p>")), OK, hours(0))
    rows = count_of(archive, "message"), count_of(archive, "body")

    again = archive.keep(MFA, with_bytes(answer(MFA, b"<p>One.</p>"), date="Tue"), SAME, hours(1))

    assert (count_of(archive, "message"), count_of(archive, "body")) == rows
    assert record_of(archive, again.id)["hops"] == []


def test_looks_at_a_page_that_moved_keep_their_bytes_once(archive: Archive) -> None:
    for number in range(20):
        exchange = with_bytes(answer(MFA, b"<p>One.</p>"), date=f"day {number}", redirects=1)
        kept = archive.keep(MFA, exchange, SAME if number else OK, hours(number))
        assert archive.exchange(kept.id).hops == exchange.hops

    assert count_of(archive, "message") == 40
    assert count_of(archive, "body") == 1 + 4


def test_requests_that_compare_with_other_answers_are_kept_once(archive: Archive) -> None:
    for number in range(5):
        exchange = with_bytes(answer(MFA, b"<p>%d</p>" % number))
        only = exchange.hops[0]
        asked = only.request.replace(b"\r\n\r\n", b'\r\nIf-None-Match: W/"%d"\r\n\r\n' % number)
        exchange = replace(exchange, hops=(replace(only, request=asked),))
        kept = archive.keep(MFA, exchange, OK, hours(number))
        assert archive.exchange(kept.id).hops == exchange.hops
        assert record_of(archive, kept.id)["hops"][0]["request"]["validators"] == [f'W/"{number}"']

    assert count_of(archive, "body") == 5 + 2


def test_the_record_names_the_bytes_of_every_hop(archive: Archive) -> None:
    exchange = with_bytes(answer(MFA, b"<p>One.</p>"), redirects=1)

    kept = archive.keep(MFA, exchange, OK, hours(0))

    redirect, last = record_of(archive, kept.id)["hops"]
    request = exchange.hops[0].request
    assert redirect["request"] == {
        "form": f"sha256:{hashlib.sha256(request).hexdigest()}",
        "size": len(request),
        "validators": [],
    }
    assert (redirect["response"]["rest"], last["response"]["rest"]) == ("", "body")
    assert redirect["response"]["form"] != last["response"]["form"]
    form = archive.snapshot(redirect["response"]["form"])
    assert form.startswith(b"HTTP/1.1 301 Moved Permanently\r\nServer: \x000\x00\r\n")


def test_a_hop_without_bytes_stands_in_the_record_as_it_always_did(archive: Archive) -> None:
    kept = archive.keep(MFA, replace(answer(MFA, b"x"), hops=hops(MFA)), OK, hours(0))

    assert [sorted(hop) for hop in record_of(archive, kept.id)["hops"]] == [
        ["elapsed", "headers", "peer", "status", "tls", "url"]
    ] * 2


def test_of_a_body_that_came_coded_the_head_is_kept(archive: Archive) -> None:
    exchange = replace(answer(MFA, b"<p>One.</p>"), wire_body=b"\x1f\x8b packed")
    exchange = with_bytes(exchange, redirects=1)

    kept = archive.keep(MFA, exchange, OK, hours(0))

    last = archive.exchange(kept.id).hops[-1]
    assert exchange.hops[-1].response == last.response + b"\x1f\x8b packed"
    assert record_of(archive, kept.id)["hops"][-1]["response"]["rest"] == "coded"


def test_what_a_browser_rendered_is_kept_beside_what_came(archive: Archive) -> None:
    document = with_bytes(answer(MFA, b"<script>show()</script>"))
    rendered = replace(document, headers=(("Rendered", "1"),), body=b"<p>One.</p>", wire_body=document.body)

    kept = archive.keep(MFA, rendered, OK, hours(0))

    assert archive.exchange(kept.id).hops == document.hops
    assert archive.exchange(kept.id).hops[0].response.endswith(b"<script>show()</script>")


def test_what_came_instead_of_an_answer_is_kept(archive: Archive) -> None:
    hop = Hop(url=MFA.url, status=0, request=b"GET / HTTP/1.1\r\n\r\n", response=b"220 smtp", truncated="time")
    failure = FetchFailure(kind=DispositionKind.TIMEOUT, cause="no answer")

    kept = archive.keep(MFA, Exchange(url=MFA.url, failure=failure, hops=(hop,)), TIMEOUT, hours(0))

    assert archive.exchange(kept.id).hops == (hop,)


def test_a_challenge_is_kept_with_what_was_asked(archive: Archive) -> None:
    exchange = with_bytes(answer(MFA, b"<h1>Verifying you are human</h1>", status=403))

    kept = archive.keep(MFA, exchange, BLOCKED, hours(0))

    assert archive.exchange(kept.id).hops == exchange.hops


def test_secrets_of_a_request_are_not_kept(archive: Archive) -> None:
    exchange = with_bytes(answer(MFA, b"<p>One.</p>"), redirects=1)
    secret = exchange.hops[1].request.replace(b"\r\n\r\n", b"\r\nCookie: session=hidden\r\nX-Token: hidden\r\n\r\n")
    exchange = replace(exchange, hops=(exchange.hops[0], replace(exchange.hops[1], request=secret)))

    kept = archive.keep(MFA, exchange, OK, hours(0))

    request = archive.exchange(kept.id).hops[1].request
    assert request.endswith(b"\r\nCookie: (withheld)\r\nX-Token: (withheld)\r\n\r\n")


def test_the_last_good_exchange_is_that_of_its_look_without_the_bytes_of_its_hops(archive: Archive) -> None:
    kept = archive.keep(MFA, with_bytes(answer(MFA, b"<p>One.</p>"), redirects=1), OK, hours(0))

    last, exchange = archive.last_ok("mfa-en"), archive.exchange(kept.id)

    assert last == replace(exchange, hops=tuple(replace(hop, request=b"", response=b"") for hop in exchange.hops))


def test_a_damaged_message_keeps_nobody_from_looking_on(archive: Archive) -> None:
    archive.keep(MFA, with_bytes(answer(MFA, b"<p>One.</p>"), redirects=1), OK, hours(0))
    with archive._connection.writing():
        for (id_,) in archive._connection.rows("select id from body where lane < 0"):
            archive._connection.amend("body", {"id": id_}, packed=b"broken")
    archive._bodies.forget()

    last = archive.last_ok("mfa-en")
    kept = archive.keep(MFA, with_bytes(answer(MFA, b"<p>Two.</p>"), redirects=1), OK, hours(1))

    assert last is not None
    assert (last.body, [hop.status for hop in last.hops]) == (b"<p>One.</p>", [301, 200])
    assert archive.snapshot(kept.digest or "") == b"<p>Two.</p>"


def test_messages_are_no_snapshots(archive: Archive) -> None:
    for number in range(3):
        archive.keep(MFA, with_bytes(answer(MFA, b"<p>%d</p>" % number), redirects=1), OK, hours(number))

    stats = archive.stats()

    assert (archive.verify().snapshots, stats.snapshots, stats.largest[0].snapshots) == (3, 3, 3)
    assert stats.messages == 4
    assert stats.message_bytes > 0


@pytest.mark.parametrize(
    "statement",
    [
        "delete from message where capture = 7 and number = 0",
        "update message set request = null where capture = 7 and number = 0",
        "update message set response = 1 where capture = 7 and number = 1",
        "update message set rest = 'body' where capture = 7 and number = 0",
        "update message set truncated = 'time' where capture = 7 and number = 0",
        "update message set validators = '[\"x\"]' where capture = 7 and number = 0",
        "insert into message (capture, number, request, validators, rest, truncated) values (1, 0, 1, '[]', '', '')",
    ],
)
def test_any_change_to_a_message_is_found(path: Path, statement: str) -> None:
    edit(path, statement)

    with open_archive(path) as archive:
        assert any("its record does not match its leaf" in damage.problem for damage in archive.verify().damages)


@pytest.mark.parametrize("place", [(7, 0, 2), (10, 0, 1)])
def test_a_message_of_a_hop_that_is_not_there_is_found(path: Path, place: tuple[int, int, int]) -> None:
    capture, number, wrong = place
    edit(path, ("update message set number = ? where capture = ? and number = ?", (wrong, capture, number)))

    with open_archive(path) as archive:
        assert f"capture {capture} of mod-uk" in {damage.place for damage in archive.verify().damages}


def test_an_answer_that_cannot_be_put_together_again_is_found(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("statediff.archive.hops.make_answer_form", lambda *_: b"HTTP/1.1 301 Moved\r\nDate: \x0099\x00")
    archive.keep(MFA, with_bytes(answer(MFA, b"<p>One.</p>"), redirects=1), OK, hours(0))
    folder = archive.export(tmp_path / "export")

    assert [(damage.place, damage.problem) for damage in archive.verify().damages] == [
        ("capture 1 of mfa-en", "cannot be read (message 0 of capture 1 does not fit its headers (a value is missing))")
    ]
    assert archive.verify(read_data=False).is_sound
    with create(tmp_path / "again.db") as again, pytest.raises(ArchiveDamaged, match="does not fit its headers"):
        again.import_(folder)


def test_a_message_that_is_damaged_is_mended_from_another_archive(path: Path, tmp_path: Path) -> None:
    with open_archive(path) as archive:
        archive.backup(tmp_path / "copy.db")
        before = archive.exchange(7)
        id_ = archive._connection.value("select response from message where capture = 7 and number = 0")
    edit(path, ("update body set packed = x'00' where id = ?", (id_,)))

    with open_archive(path) as archive, open_archive(tmp_path / "copy.db") as copy:
        with pytest.raises(ArchiveDamaged):
            archive.exchange(7)
        assert {damage.place.partition(" (")[0] for damage in archive.verify().damages} == {f"body {id_}", "table body"}
        assert len(archive.heal(copy).mended) == 1
        assert archive.exchange(7) == before
        assert archive.verify().damages == ()


def in_a_backup(archive: Archive, folder: Path) -> Archive:
    return open_archive(archive.backup(folder / "copy.db"))


def in_an_import(archive: Archive, folder: Path) -> Archive:
    again = create(folder / "again.db")
    again.import_(archive.export(folder / "export"))
    return again


def compacted(archive: Archive, folder: Path) -> Archive:
    assert folder.is_dir()
    archive.compact()
    return archive


@pytest.mark.parametrize("copy", [in_a_backup, in_an_import, compacted])
def test_every_exchange_comes_back_equal(path: Path, tmp_path: Path, copy: Callable[[Archive, Path], Archive]) -> None:
    with open_archive(path) as archive:
        before = [archive.exchange(number) for number in range(1, 11)]
        assert sum(bool(hop.response) for exchange in before for hop in exchange.hops) == 3

        with copy(archive, tmp_path) as other:
            assert [other.exchange(number) for number in range(1, 11)] == before
            assert other.verify().damages == ()


EXCHANGES = st.builds(
    lambda body, status, redirects, date: with_bytes(
        replace(answer(MFA, body, status=status)), date=date, redirects=redirects
    ),
    body=st.binary(max_size=30),
    status=st.sampled_from([200, 403, 503]),
    redirects=st.integers(0, 3),
    date=st.text(st.characters(min_codepoint=33, max_codepoint=255), max_size=9),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(exchanges=st.lists(EXCHANGES, min_size=1, max_size=6))
def test_whatever_came_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, exchanges: list[Exchange]
) -> None:
    folder = tmp_path_factory.mktemp("archive")
    with create(folder / "archive.db") as archive:
        kept = [archive.keep(MFA, exchange, OK, hours(at)) for at, exchange in enumerate(exchanges)]
        with in_an_import(archive, folder) as again:
            for opened in (archive, again):
                assert [opened.exchange(capture.id) for capture in kept] == exchanges
                assert opened.verify().damages == ()


def test_what_an_earlier_statediff_kept_has_the_same_records(tmp_path: Path) -> None:
    with create(tmp_path / "one.db") as one, create(tmp_path / "other.db") as other:
        fill(one, with_messages=False)
        fill(other)

        records = [[archive.proof(number)["record"] for number in range(1, 11)] for archive in (one, other)]

    assert [number for number in range(10) if records[0][number] != records[1][number]] == [6, 9]
