"""A program as its users write it: never run, only checked by mypy --strict, which `make lint` does."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, assert_type

import statediff


def compare_bodies(yesterday: bytes, today: bytes, url: str) -> str:
    """Show what changed between two bodies of one page."""
    old = statediff.extract(yesterday, media_type="text/html", url=url)
    new = statediff.extract(today, "text/html", url)
    assert_type(old, statediff.Wording)
    change = statediff.diff(old, new)
    assert_type(change, statediff.Change)
    assert_type(change.severity, Literal["none", "cosmetic", "minor", "substantive"])
    for edit in change.edits:
        assert_type(edit.number, int)
        assert_type(edit.labels, tuple[statediff.Label, ...])
        assert_type(edit.score, float)
        for op in edit.ops:
            assert_type(op.kind, Literal["equal", "delete", "insert"])
    for span in change.spans:
        assert_type((span.old_start, span.old_end, span.new_start, span.new_end), tuple[int, int, int, int])
    return statediff.render(change, "html")


def compare_strings(old: str, new: str) -> bool:
    """Tell whether two strings differ in a word that matters."""
    return statediff.diff(old, new).severity == "substantive"


def judge(status: int, body: bytes) -> str:
    """Judge an answer that another program fetched."""
    exchange = statediff.Exchange(url="https://m.example/", status=status, headers={"Server": "x"}, body=body)
    disposition = statediff.assess(exchange, previous=None)
    assert_type(disposition.kind, statediff.DispositionKind)
    assert_type(disposition.evidence, tuple[str, ...])
    return f"{disposition.kind}: {disposition.reason}"


def watch(settings: Path, path: Path) -> int:
    """Visit everything that a configuration names, once; returns how many wordings were new."""
    config = statediff.load_config(settings)
    count = 0
    try:
        archive = statediff.open(path)
    except statediff.ArchiveNotFound:
        archive = statediff.create(path)
    with archive:
        for capture in statediff.track(config.sources, archive):
            assert_type(capture, statediff.Capture)
            count += capture.is_new_version
        assert_type(archive.history("mfa-en"), statediff.History)
        assert_type(archive.version("mfa-en~1"), statediff.Version)
        assert_type(archive.snapshot("sha256:" + "0" * 64), bytes)
        assert_type(archive.search("letter of intent"), tuple[statediff.SearchHit, ...])
        assert_type(archive.verify(), statediff.Verification)
    return count
