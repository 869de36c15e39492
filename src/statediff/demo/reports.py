"""The demonstration's reports: what an edition said when it was published beside what it said before it came back."""

from __future__ import annotations

from pathlib import Path

from statediff import __version__, revisions
from statediff.archive import Archive
from statediff.evidence import gather
from statediff.rendering import render_evidence


def write_report(archive: Archive, source_id: str, path: Path, *, read: revisions.Read, language: str = "en") -> Path:
    """Write the report on everything that changed in an edition before its old wording came back; returns its path."""
    versions = archive.history(source_id).versions
    evidence = gather(archive, f"{versions[0].revision}..{versions[-2].revision}", read=read)
    page = render_evidence(evidence, language=language, generator_version=__version__)
    path.write_text(page, encoding="utf-8", newline="\n")
    return path
