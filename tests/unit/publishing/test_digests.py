"""How far each reader has been told: beside the archive, by numbers of versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from statediff import revisions
from statediff.archive import Archive, create
from statediff.errors import ArchiveInvalid
from statediff.extractor import extract
from statediff.model import Block, BlockKind, Disposition, DispositionKind, Exchange, Source, Wording
from statediff.publishing.digests import MOST_IN_A_DIGEST, Reader, gather_digest, keep_told, ledger_of
from statediff.publishing.latest import make_feed
from statediff.publishing.settings import SiteSettings
from statediff.reporter.outlets.digest import Digest

SETTINGS = SiteSettings()
SOURCE = Source(id="joint-uk", url="https://mou.example/joint", title="Спільна заява", language="uk")
START = datetime(2026, 11, 17, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with create(tmp_path / "watch.db") as opened:
        opened.keep_sources([SOURCE])
        yield opened


@pytest.fixture
def reader(archive: Archive) -> Reader:
    return Reader(ledger=ledger_of(archive))


def see(archive: Archive, words: str, *, day: int, source: Source = SOURCE) -> None:
    """Look at a page that says these words on a day."""
    last = archive.last_version(source.id)
    body = f"<p>{words}</p>".encode()
    exchange = Exchange(url=source.url, status=200, headers={"content-type": "text/html"}, body=body)
    capture = archive.keep(source, exchange, Disposition(kind=DispositionKind.OK), START + timedelta(days=day))
    wording = Wording(language="uk", blocks=(Block(kind=BlockKind.PARAGRAPH, text=words),))
    landed = archive.derive(capture, wording, "key")
    if last is not None and landed.is_new_version:
        old, new = archive.range(f"{source.id}@v{landed.version}")
        change = revisions.compare(archive, old, new)
        archive.keep_change(old, new, revisions.summarise(change, revisions.tell(source, old, new, change)))


def tell(archive: Archive, reader: Reader, since: date | None = None) -> Digest | None:
    digest, reached = gather_digest(archive, reader, since, read=extract, settings=SETTINGS)
    keep_told(reader, reached)
    return digest


def test_each_change_is_told_once_to_each_reader(archive: Archive, reader: Reader) -> None:
    other = replace(reader, address="desk@newsroom.example")
    see(archive, "Сторони підписали лист про наміри.", day=0)
    see(archive, "Сторони підписали угоду.", day=1)

    counts = [
        digest and digest.count for digest in (tell(archive, reader), tell(archive, reader), tell(archive, other))
    ]
    see(archive, "Сторони розірвали угоду.", day=2)
    later = [digest and (digest.count, digest.is_first) for digest in (tell(archive, reader), tell(archive, other))]

    assert counts == [1, None, 1]
    assert later == [(1, False), (1, False)]


def test_an_archive_without_a_change_tells_nothing(archive: Archive, reader: Reader) -> None:
    see(archive, "Сторони підписали лист про наміри.", day=0)

    assert tell(archive, reader) is None
    assert tell(archive, reader, date(2020, 1, 1)) is None


def test_a_source_that_joins_later_is_told_from_its_first_change(archive: Archive, reader: Reader) -> None:
    other = replace(SOURCE, id="joint-en", url="https://mou.example/en/joint", language="en")
    see(archive, "Сторони підписали лист про наміри.", day=0)
    see(archive, "Сторони підписали угоду.", day=1)
    tell(archive, reader)

    archive.keep_sources([other])
    see(archive, "The parties may sign.", day=1, source=other)
    see(archive, "The parties will sign.", day=2, source=other)
    digest = tell(archive, reader)

    assert digest is not None
    assert [entry.row.source_id for entry in digest.entries] == ["joint-en"]


def test_a_flood_is_told_in_part_and_counted_whole(archive: Archive, reader: Reader) -> None:
    for day in range(MOST_IN_A_DIGEST + 6):
        see(archive, f"Обсяг зросте до {day} комплектів.", day=day)

    digest = tell(archive, reader)

    assert digest is not None
    assert (len(digest.entries), digest.left_out, digest.count) == (MOST_IN_A_DIGEST, 5, MOST_IN_A_DIGEST + 5)
    assert tell(archive, reader) is None


def test_a_source_whose_last_look_failed_is_named(archive: Archive, reader: Reader) -> None:
    see(archive, "Сторони підписали лист про наміри.", day=0)
    see(archive, "Сторони підписали угоду.", day=1)
    verdict = Disposition(kind=DispositionKind.BLOCKED, vendor="cloudflare", reason="a challenge")
    archive.keep(SOURCE, Exchange(url=SOURCE.url, status=403), verdict, START + timedelta(days=2))

    digest = tell(archive, reader)

    assert digest is not None
    assert [(source.name, source.has_failed) for source in digest.failing] == [("Спільна заява", True)]
    assert "cloudflare" in digest.failing[0].came_back


@pytest.mark.parametrize("text", ["", "[]", '{"told": 1}', '{"told": {"printed": {"joint-uk": "x"}}}'])
def test_a_ledger_that_cannot_be_read_is_said_to_be_removed(archive: Archive, reader: Reader, text: str) -> None:
    ledger_of(archive).write_text(text, encoding="utf-8")

    with pytest.raises(ArchiveInvalid, match="remove it"):
        tell(archive, reader)


def test_an_entry_keeps_its_id_when_the_source_moves_to_another_address(archive: Archive) -> None:
    see(archive, "Сторони підписали лист про наміри.", day=0)
    see(archive, "Сторони підписали угоду.", day=1)

    before = make_feed(archive, None, read=extract, settings=SETTINGS)
    archive.keep_sources([replace(SOURCE, url="https://mou.example/moved", title="Інша назва")])
    after = make_feed(archive, None, read=extract, settings=SETTINGS)

    assert ids(before) == ids(after)
    assert before != after


def ids(feed: str) -> list[str]:
    return [line.strip() for line in feed.splitlines() if line.strip().startswith("<id>")]
