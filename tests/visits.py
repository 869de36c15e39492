"""Visits to invented ministries, for the tests of the archive: exchanges, wordings, and an archive with all of it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from statediff.archive import Archive, create
from statediff.archive.dialect import Connection
from statediff.judgements import Annotation, EditionLink, Filter, LinkState, Verdict, VerdictKind
from statediff.model import (
    Block,
    BlockKind,
    Capture,
    ChangeSummary,
    Disposition,
    DispositionKind,
    Exchange,
    FetchFailure,
    Headers,
    Hop,
    Link,
    Rules,
    Source,
    Wording,
)


@contextmanager
def no_waiting_for_the_disk() -> Iterator[None]:
    """Let archives leave it to the system when bytes reach the disk: what a test kills is not the computer."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Connection, "_become", lambda self, _: self.db.execute("pragma synchronous=off"))
        yield


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Act as somebody whom permissions bind; as root they bind nobody."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


START = datetime(2026, 3, 2, 8, 0, 0, 250_000, tzinfo=UTC)
OK = Disposition(kind=DispositionKind.OK)
SAME = Disposition(kind=DispositionKind.SAME, reason="the same bytes as at the last look")
SUSPECT = Disposition(kind=DispositionKind.SUSPECT, reason="half of the text is gone", evidence=("52 % shorter",))
BLOCKED = Disposition(kind=DispositionKind.BLOCKED, reason="challenge page", evidence=("cf-mitigated",), vendor="cloud")
TIMEOUT = Disposition(kind=DispositionKind.TIMEOUT, reason="no answer within 30 s")
MFA = Source(
    id="mfa-en",
    url="https://mfa.example/news/statement",
    title="Спільна заява",
    publisher="Ministry of Invented Affairs",
    language="en",
    rules=Rules(select=("main .text",), remove=(".share", ".related")),
    headers=(("Accept-Language", "en"),),
)
MOD = Source(id="mod-uk", url="https://mod.example/uk/zayava", language="uk", edition_of="mfa-en")


def hours(count: float) -> datetime:
    """The instant so many hours after the first look."""
    return START + timedelta(hours=count)


def answer(source: Source, body: bytes, *, status: int | None = 200, headers: Headers = ()) -> Exchange:
    """What a server sends: a body with some headers that stay and some that never do."""
    usual = (("Server", "nginx"), ("Content-Type", "text/html; charset=utf-8"), ("X-Request-Id", str(len(body))))
    return Exchange(url=source.url, status=status, headers=(*usual, *headers), body=body, robots="allowed")


def paragraphs(*texts: str, title: str | None = "Joint statement", language: str | None = "en") -> Wording:
    """A wording of plain paragraphs."""
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in texts)
    return Wording(title=title, language=language, blocks=blocks)


def look(
    archive: Archive,
    body: bytes | str,
    *,
    source: Source = MFA,
    at: float = 0.0,
    disposition: Disposition = OK,
    slot: int | None = None,
) -> Capture:
    """Keep one look at a body."""
    content = body.encode() if isinstance(body, str) else body
    return archive.keep(source, answer(source, content), disposition, hours(at), slot)


def read(
    archive: Archive, *texts: str, source: Source = MFA, at: float = 0.0, key: str = "1;automatic", body: str = ""
) -> Capture:
    """Keep one look at a page of these paragraphs and read its wording."""
    content = body or "<main>" + "".join(f"<p>{text}</p>" for text in texts) + "</main>"
    return archive.derive(look(archive, content, source=source, at=at), paragraphs(*texts), key)


def summary(sentence: str = "One figure changed.", *, score: float = 3.5) -> ChangeSummary:
    """A summary of a change."""
    return ChangeSummary(
        severity="substantive",
        score=score,
        sentence=sentence,
        algorithm="words 1",
        edits=2,
        words_removed=3,
        words_added=4,
    )


RICH = Wording(
    title="Заява \ud800 про наміри",
    language="uk",
    published="2026-03-01",
    modified="2026-03-02T07:00:00+00:00",
    blocks=(
        Block(kind=BlockKind.HEADING, text="Спільна заява міністрів", level=2, signature="main/h2"),
        Block(
            kind=BlockKind.PARAGRAPH,
            text="Сторони підписали лист про наміри.",
            links=(Link(text="лист", href="https://mod.example/letter"),),
        ),
        Block(kind=BlockKind.ROW, text="a\tb", cells=("a", "b"), language="en"),
        Block(kind=BlockKind.PARAGRAPH, text="A lone surrogate \udfff and a NUL \x00 stand here."),
        Block(kind=BlockKind.PARAGRAPH, text=""),
    ),
    canonical_url="https://mod.example/uk/zayava",
    correction="Виправлено дату",
    charset="utf-8",
    container="main > article",
    notes=("one-paragraph",),
)


def hops(source: Source) -> tuple[Hop, ...]:
    """A redirect and the answer behind it."""
    return (
        Hop(url=source.url, status=301, headers=(("Location", "/new"),), peer_address="192.0.2.7", tls="TLSv1.3"),
        Hop(url=source.url + "/new", status=200, headers=(("Server", "nginx"),), elapsed_seconds=0.5),
    )


def with_bytes(exchange: Exchange, *, date: str = "Mon, 02 Mar 2026 08:00:00 GMT", redirects: int = 0) -> Exchange:
    """What came of a visit with the bytes of each hop: so many redirects, each dated, and the answer behind them."""
    hops = []
    for number in range(redirects):
        headers: Headers = (("Server", "nginx"), ("Date", date), ("Location", f"/{number}"), ("Content-Length", "6"))
        hops.append(_hop(f"{exchange.url}?{number}", 301, "Moved Permanently", headers, b"moved\n"))
    headers = (*exchange.header_pairs, ("Date", date))
    body = exchange.wire_body or exchange.body
    hops.append(_hop(exchange.final_url or "", exchange.status or 0, "Fine", headers, body))
    return replace(
        exchange, headers=headers, hops=tuple(hops), elapsed_seconds=sum(hop.elapsed_seconds for hop in hops)
    )


def _hop(url: str, status: int, reason: str, headers: Headers, body: bytes) -> Hop:
    host, _, path = url.removeprefix("https://").partition("/")
    lines = (f"HTTP/1.1 {status} {reason}", *(f"{name}: {value}" for name, value in headers), "", "")
    return Hop(
        url=url,
        status=status,
        headers=headers,
        peer_address="192.0.2.7",
        tls="TLSv1.3",
        elapsed_seconds=0.25,
        request=f"GET /{path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: statediff\r\n\r\n".encode(),
        response="\r\n".join(lines).encode("latin-1") + body,
    )


def fill(archive: Archive, *, with_messages: bool = True) -> None:
    """Let a good deal happen: two sources, a revert, a block, a failure, a redirect, a suspect, another reading.

    Without messages it is what an earlier statediff kept: no bytes of hops.
    """
    archive.keep_sources([MFA, MOD])
    with archive.run("track"):
        archive.lease_host("mfa.example", "a run", hours(0), 60)
        archive.lease_host("mod.example", "a run", hours(0), 60)
        for number, texts in enumerate((("One.", "Two."), ("One.", "Two, and more."), ("One.", "Two."))):
            capture = read(archive, *texts, at=number)
            archive.schedule("mfa-en", hours(number + 6))
            if number:
                old, new = archive.range(f"mfa-en@v{capture.version}")
                archive.keep_change(old, new, summary(f"Change {number}."))
        archive.derive(look(archive, "<main><p>One.</p><p>Two.</p></main>", at=3, disposition=SAME), *_one_two())
        look(archive, "<h1>Verifying you are human</h1>", at=4, disposition=BLOCKED)
        archive.release_hosts("a run", hours(4))
    with archive.run("track"):
        failure = FetchFailure(kind=DispositionKind.TIMEOUT, cause="no answer within 30 s")
        archive.keep(MFA, Exchange(url=MFA.url, failure=failure), TIMEOUT, hours(5))
        moved = answer(MOD, "<p>Сторони підписали лист про наміри.</p>".encode())
        moved = Exchange(
            url=MOD.url,
            final_url=MOD.url + "/new",
            status=200,
            headers=moved.header_pairs,
            body=moved.body,
            hops=hops(MOD),
            elapsed_seconds=0.75,
            wire_body=b"\x1f\x8b gzip",
        )
        if with_messages:
            moved = with_bytes(moved, redirects=1)
        capture = archive.keep(MOD, moved, OK, hours(5.5), slot=77)
        archive.derive(capture, RICH, "1;automatic")
        archive.note(capture, "moved", "from one place to another")
        archive.note(capture, "encoding")
        suspect = look(archive, "<p>Short.</p>", at=6, disposition=SUSPECT)
        archive.confirm(suspect.id, "looked at it", "O. Reviewer")
        archive.keep_reading("mfa-en", 2, paragraphs("Two, and more."), "2;automatic", is_technical=True)
        broken = look(archive, "%PDF-1.7 broken", source=MOD, at=7)
        archive.underive_failed(broken, "the file is encrypted")
        last = answer(MOD, b"<p>Not read yet.</p>")
        archive.keep(MOD, with_bytes(last) if with_messages else last, OK, hours(8))
        archive.schedule("mod-uk", hours(20))
        judge(archive)


def judge(archive: Archive) -> None:
    """Let people decide a thing or two about what `fill` brought."""
    first = Verdict(
        source_id="mfa-en", old=1, new=2, kind=VerdictKind.UNSURE, reviewer="O. Reviewer", decided_at=hours(30)
    )
    archive.keep_verdict(first)
    archive.keep_verdict(replace(first, kind=VerdictKind.SIGNIFICANT, codebook="2", note="Важливо.", cluster="ab12"))
    archive.keep_verdict(replace(first, old=2, new=3, kind=VerdictKind.ROUTINE, reviewer="Léa"))
    for start, end, quote, text in ((10, 16, "підпис", "Хто саме підписав?"), (0, 0, "", "Sur tout le texte.")):
        archive.keep_annotation(
            Annotation(
                source_id="mod-uk",
                version=1,
                start=start,
                end=end,
                quote=quote,
                text=text,
                author="O. Reviewer",
                written_at=hours(31),
            )
        )
    for state in LinkState:
        archive.keep_edition_link(
            EditionLink(
                source_id="mod-uk", edition_of="mfa-en", state=state, reviewer="O. Reviewer", decided_at=hours(32)
            )
        )
    for is_active in (True, False):
        archive.keep_filter(
            Filter(
                source_id="mfa-en",
                slot="main/p:views",
                is_active=is_active,
                evidence="changed at 5 of 6 looks",
                decided_at=hours(33),
            )
        )


def _one_two() -> tuple[Wording, str]:
    return paragraphs("One.", "Two."), "1;automatic"


def make_full_archive(path: Path, *, with_messages: bool = True) -> Path:
    """Make an archive in which a good deal happened, closed again."""
    with create(path) as archive:
        fill(archive, with_messages=with_messages)
    return path


def edit(path: Path, *statements: str | tuple[str, Sequence[object]]) -> None:
    """Change an archive's rows behind its back, as only somebody who takes the seals away can."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("pragma foreign_keys=off")
        database.execute("pragma ignore_check_constraints=on")
        triggers = database.execute("select name, sql from sqlite_schema where type = 'trigger'").fetchall()
        for name, _ in triggers:
            database.execute(f"drop trigger {name}")
        for statement in statements:
            sql, values = (statement, ()) if isinstance(statement, str) else statement
            database.execute(sql, values)
        for _, sql in triggers:
            database.execute(sql)
