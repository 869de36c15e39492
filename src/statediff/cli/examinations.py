"""What `doctor` finds: one function for each thing that can go wrong without anybody noticing."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from importlib.util import find_spec
from itertools import takewhile
from pathlib import Path
from typing import Literal

from statediff.archive import Archive
from statediff.cli.documents import format_instant
from statediff.config import Config
from statediff.differ import ALGORITHM
from statediff.extractor import VERSION
from statediff.fetcher import find_browser
from statediff.model import Capture, Source

LEAST_ROOM_BYTES = 1 << 30
"""Less free disk than this is a warning: a run needs room for new bodies and for its journal."""
CLOCK_SKEW = timedelta(minutes=5)
TROUBLE_AFTER_FAILURES = 3
OVERDUE_INTERVALS = 3
_LOOKS_BACK = 200

Level = Literal["ok", "warning", "problem"]
Subject = Literal["configuration", "archive", "computer", "source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One observation, how bad it is, and what to do about it."""

    level: Level
    area: Subject
    subject: str
    text: str
    next_step: str = ""


def examine_config(config: Config) -> Iterator[Finding]:
    """Look for settings that are valid and yet watch nothing, or the same page twice."""
    enabled = [source for source in config.sources if source.enabled]
    yield Finding(
        level="ok" if enabled else "warning",
        area="configuration",
        subject=str(config.path),
        text=f"{len(config.sources)} sources, {len(enabled)} enabled; contact {config.contact or '(none)'}",
        next_step="" if enabled else "add a page with: statediff add URL",
    )
    first: dict[tuple[str, object], str] = {}
    for source in enabled:
        other = first.setdefault((source.url, source.rules), source.id)
        if other != source.id:
            yield Finding(
                level="warning",
                area="configuration",
                subject=source.id,
                text=f"watches the same address by the same rules as {other}",
                next_step="disable one of the two",
            )


def examine_computer(sources: tuple[Source, ...]) -> Iterator[Finding]:
    """Look at the programs we depend on, beside Python's own."""
    yield _computer("python", f"{platform.python_version()}; extraction {VERSION}; comparison {ALGORITHM}")
    browser = find_browser()
    driver = find_spec("playwright") is not None
    rendered = [source.id for source in sources if source.render and source.enabled]
    text = f"{browser or 'not found'}; playwright {'installed' if driver else 'not installed'}"
    if rendered and not (browser and driver):
        yield Finding(
            level="problem",
            area="computer",
            subject="browser",
            text=f"{text}; needed by {', '.join(rendered)}",
            next_step="install Chromium and statediff[browser]",
        )
    else:
        yield _computer("browser", f"{text}; needed only for sources with render = true")


def examine_room(archive_path: Path) -> Iterator[Finding]:
    """Look at the room that is left on the archive's disk."""
    folder = next(parent for parent in archive_path.resolve().parents if parent.exists())
    free = shutil.disk_usage(folder).free
    has_room = free >= LEAST_ROOM_BYTES
    yield Finding(
        level="ok" if has_room else "warning",
        area="computer",
        subject="disk",
        text=f"{free / 1e9:.1f} GB free at {folder}",
        next_step="" if has_room else "make room before the next run",
    )


def examine_source(archive: Archive, source: Source, now: datetime) -> Iterator[Finding]:
    """Look at one source's recent looks: the last that was ok, failures in a row, robots, certificate, clock."""
    looks = archive.captures(source.id, limit=_LOOKS_BACK)
    if not looks:
        yield Finding(
            level="warning" if source.enabled else "ok",
            area="source",
            subject=source.id,
            text="never looked at" if source.enabled else "disabled, never looked at",
            next_step=f"statediff track {source.id}" if source.enabled else "",
        )
        return
    failures = len(list(takewhile(lambda look: look.disposition.is_failure, looks)))
    last_ok = next((look for look in looks if not look.disposition.is_failure), None)
    yield Finding(
        level=_failure_level(failures),
        area="source",
        subject=source.id,
        text="; ".join(_source_facts(looks[0], last_ok, failures)),
        next_step=f"look at it with: statediff preview {source.id}" if failures else "",
    )
    yield from _examine_rhythm(archive, source, now)
    yield from _examine_clock(source, looks[0])


def _computer(subject: str, text: str) -> Finding:
    return Finding(level="ok", area="computer", subject=subject, text=text)


def _failure_level(failures: int) -> Level:
    if failures >= TROUBLE_AFTER_FAILURES:
        return "problem"
    return "warning" if failures else "ok"


def _source_facts(last: Capture, last_ok: Capture | None, failures: int) -> Iterator[str]:
    yield f"last ok {format_instant(last_ok.captured_at)}" if last_ok is not None else "never ok"
    if failures:
        reason = f", {last.disposition.reason}" if last.disposition.reason else ""
        yield f"{failures} failures in a row ({last.disposition}{reason})"
    if last.robots:
        yield f"robots {last.robots}"
    if last.tls:
        yield f"certificate {last.tls}"


def _examine_rhythm(archive: Archive, source: Source, now: datetime) -> Iterator[Finding]:
    due_at = archive.due_at(source.id)
    if not source.enabled or due_at is None:
        return
    late = now - due_at
    if late > timedelta(seconds=OVERDUE_INTERVALS * source.every_seconds):
        yield Finding(
            level="warning",
            area="source",
            subject=source.id,
            text=f"was due at {format_instant(due_at)} and has not been looked at since",
            next_step="see whether the scheduled `statediff track` still runs",
        )


def _examine_clock(source: Source, look: Capture) -> Iterator[Finding]:
    dates = [value for name, value in look.headers if name.lower() == "date"]
    if not dates:
        return
    try:
        skew = look.captured_at - parsedate_to_datetime(dates[-1])
    except (TypeError, ValueError):
        return
    if abs(skew) > CLOCK_SKEW:
        yield Finding(
            level="warning",
            area="source",
            subject=source.id,
            text=f"its clock and ours differ by {abs(skew).total_seconds() / 60:.0f} minutes",
            next_step="see that this computer's clock is set by the network",
        )
