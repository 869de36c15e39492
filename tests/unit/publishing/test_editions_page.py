"""The page of a statement's editions in a site, also where hardly anything of them was read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from statediff.archive import Archive, create
from statediff.extractor import extract
from statediff.model import Block, BlockKind, Disposition, DispositionKind, Exchange, Source, Wording
from statediff.publishing.settings import SiteSettings
from statediff.publishing.site import publish

AT = datetime(2026, 11, 17, tzinfo=UTC)


def see(archive: Archive, source: Source, text: str) -> None:
    body = f"<p>{text}</p>".encode()
    exchange = Exchange(url=source.url, status=200, headers={"content-type": "text/html"}, body=body)
    capture = archive.keep(source, exchange, Disposition(kind=DispositionKind.OK), AT)
    blocks = (Block(kind=BlockKind.PARAGRAPH, text=text),) if text else ()
    archive.derive(capture, Wording(language=source.language, blocks=blocks), "key")


@pytest.mark.parametrize(
    ("texts", "has_page"),
    [
        (("The fund holds 1,200 sets.", "Le fonds compte 1 200 lots."), True),
        (("The fund holds 1,200 sets.", ""), True),
        (("", ""), True),
        (("The fund holds 1,200 sets.", None), False),
    ],
)
def test_editions_have_a_page_once_two_of_them_were_seen(
    tmp_path: Path, texts: tuple[str | None, ...], has_page: bool
) -> None:
    sources = [
        Source(id="joint-en", url="https://mou.example/en", language="en"),
        Source(id="joint-fr", url="https://mou.example/fr", language="fr", edition_of="joint-en"),
    ]
    with create(tmp_path / "watch.db") as archive:
        archive.keep_sources(sources)
        for source, text in zip(sources, texts, strict=True):
            if text is not None:
                see(archive, source, text)

        publish(archive, tmp_path / "site", read=extract, settings=SiteSettings())

    page = (tmp_path / "site" / "sources" / "joint-fr.html").read_text(encoding="utf-8")
    assert (tmp_path / "site" / "editions" / "joint-en.html").is_file() is has_page
    assert ("../editions/joint-en.html" in page) is has_page
