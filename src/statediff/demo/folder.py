"""The demonstration's folder: claimed only when nothing of anybody else's would be lost."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from statediff.demo.script import Edition, Story, read_settings
from statediff.errors import UsageError

SETTINGS = "statediff.toml"
MARKER = ".statediff-demo"
"""Names the SHA-256 of the settings that the demonstration wrote: edited settings are somebody's work."""


def claim_folder(directory: Path) -> None:
    """Make the folder, or clear it of what an earlier demonstration left.

    Raises: UsageError when the folder is a file, holds anything else, or its settings were edited since.
    """
    if directory.exists() and not directory.is_dir():
        raise UsageError(str(directory), "this is a file", "name a folder that is absent or empty")
    if directory.is_dir() and any(directory.iterdir()):
        _check_is_former_demo(directory)
        _clear(directory)
    directory.mkdir(parents=True, exist_ok=True)


def write_settings(directory: Path, story: Story) -> Path:
    """Write statediff.toml, with a source for each edition, and the marker; returns the path of statediff.toml."""
    text = read_settings() + "".join(_describe_source(edition) for edition in story.editions)
    path = directory / SETTINGS
    path.write_text(text, encoding="utf-8")
    (directory / MARKER).write_text(_digest(path) + "\n", encoding="utf-8")
    return path


def _check_is_former_demo(directory: Path) -> None:
    marker, settings = directory / MARKER, directory / SETTINGS
    if not marker.is_file():
        raise UsageError(str(directory), "the folder is not empty and no earlier demo", "name a folder that is absent")
    if settings.is_file() and _digest(settings) != marker.read_text(encoding="utf-8").strip():
        raise UsageError(
            str(settings), "the settings were edited since the demo wrote them", "name a folder that is absent"
        )


def _clear(directory: Path) -> None:
    for name in (SETTINGS, MARKER):
        (directory / name).unlink(missing_ok=True)
    for report in directory.glob("report*.html"):
        report.unlink()
    shutil.rmtree(directory / "snapshots", ignore_errors=True)


def _describe_source(edition: Edition) -> str:
    original = "" if edition.language == "uk" else '\nedition-of = "statement-uk"'
    return (
        f"\n[source.{edition.source_id}]\n"
        f'url = "{edition.url}"\n'
        f'title = "{edition.title}"\n'
        f'publisher = "{edition.publisher}"\n'
        f'language = "{edition.language}"{original}\n'
        'every = "12h"\n'
        "enabled = false\n"
    )


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
