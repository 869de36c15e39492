"""What `doctor` finds: one function for each thing that can go wrong without anybody noticing."""

from __future__ import annotations

import os
import platform
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from itertools import takewhile
from pathlib import Path
from typing import Literal

from statediff.archive import SOUND_SQLITE, SQLITE_VERSION, Archive
from statediff.config import Config
from statediff.differ import ALGORITHM
from statediff.extractor import VERSION
from statediff.fetcher import find_browser
from statediff.model import Capture, Source
from statediff.noticing import measure_skew
from statediff.reporter.members import format_instant
from statediff.revisions import LAYOUT_CHANGED

LEAST_ROOM_BYTES = 1 << 30
"""Less free disk than this is a warning: a run needs room for new bodies and for its journal."""
NO_ROOM_BYTES = 64 << 20
"""Less is a problem: an archive of a few hundred pages takes as much for its journal alone."""
CERTIFICATE_WARNING = timedelta(days=14)
"""Authorities renew 30 days ahead; what is left with less than this was forgotten."""
TROUBLE_AFTER_FAILURES = 3
OVERDUE_INTERVALS = 3
_LOOKS_BACK = 200
_EXPIRY = re.compile(r"\buntil (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)")
_EXTRAS = {"browser": "playwright", "office": "docx", "notify": "apprise", "web": "starlette", "data": "datasette"}
"""Each extra of the package, and the module that is there when it is installed."""

_EFFECTIVE = os.access in os.supports_effective_ids

Fact = str | int | float | bool | None
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
    facts: Mapping[str, Fact] = field(default_factory=dict)
    """The same for programs: by name, in seconds, days, bytes and ISO 8601 instants."""


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


def examine_computer(sources: tuple[Source, ...], *, is_somebody_told: bool = False) -> Iterator[Finding]:
    """Look at the programs we depend on, beside Python's own."""
    yield _computer("python", f"{platform.python_version()}; extraction {VERSION}; comparison {ALGORITHM}")
    yield _examine_sqlite(SQLITE_VERSION)
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
    yield _examine_extras(is_somebody_told=is_somebody_told)


def _examine_sqlite(version: tuple[int, ...]) -> Finding:
    is_sound = version >= SOUND_SQLITE
    shown, sound = (".".join(map(str, numbers)) for numbers in (version, SOUND_SQLITE))
    return Finding(
        level="ok" if is_sound else "warning",
        area="computer",
        subject="sqlite",
        text=shown
        if is_sound
        else f"{shown}; before {sound}, two programs writing at once may, very rarely, do damage",
        next_step="" if is_sound else f"keep backups, or use a Python with SQLite {sound} or later",
        facts={"version": shown},
    )


def _examine_extras(*, is_somebody_told: bool) -> Finding:
    found = {extra: find_spec(module) is not None for extra, module in _EXTRAS.items()}
    text = "; ".join(f"{extra} {'installed' if is_there else 'not installed'}" for extra, is_there in found.items())
    is_missed = is_somebody_told and not found["notify"]
    return Finding(
        level="problem" if is_missed else "ok",
        area="computer",
        subject="extras",
        text=f"{text}; STATEDIFF_NOTIFY_URLS is set, and nobody will be told" if is_missed else text,
        next_step="install statediff[notify]" if is_missed else "",
        facts=dict(found),
    )


def examine_room(archive_path: Path) -> Iterator[Finding]:
    """Look at the room that is left on the archive's disk."""
    folder = next(parent for parent in archive_path.resolve().parents if parent.exists())
    free = shutil.disk_usage(folder).free
    has_room = free >= LEAST_ROOM_BYTES
    yield Finding(
        level="ok" if has_room else "warning" if free >= NO_ROOM_BYTES else "problem",
        area="computer",
        subject="disk",
        text=f"{free / 1e9:.1f} GB free at {folder}" if has_room else f"{free / 1e6:.0f} MB free at {folder}",
        next_step="" if has_room else "make room before the next run",
        facts={"free_bytes": free},
    )


def examine_rights(archive_path: Path) -> Iterator[Finding]:
    """Tell whether this user may only read the archive: enough for a reader, and no run can keep anything."""
    closed = [
        path
        for path in (archive_path, archive_path.resolve().parent)
        if not os.access(path, os.W_OK, effective_ids=_EFFECTIVE)
    ]
    if closed:
        yield Finding(
            level="warning",
            area="archive",
            subject=str(closed[0]),
            text="this user may not write it, and can only read the archive",
            next_step="before a run, give it the right to write the file and its folder",
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
    streak = list(takewhile(lambda look: look.disposition.is_failure, looks))
    last_ok = next((look for look in looks if not look.disposition.is_failure), None)
    until = read_expiry(looks)
    yield Finding(
        level=_failure_level(len(streak)),
        area="source",
        subject=source.id,
        text="; ".join(_source_facts(looks[0], last_ok, len(streak), until, now)),
        next_step=f"look at it with: statediff preview {source.id}" if streak else "",
        facts={
            "last_look_at": format_instant(looks[0].captured_at),
            "last_ok_at": format_instant(last_ok.captured_at) if last_ok is not None else None,
            "failures_in_a_row": len(streak),
            "disposition": str(looks[0].disposition),
            "robots": looks[0].robots,
            "certificate_until": format_instant(until) if until is not None else None,
            "certificate_days_left": (until - now).days if until is not None else None,
        },
    )
    yield from _examine_place(source, looks[0])
    yield from _examine_certificate(source, until, now)
    yield from _examine_rhythm(archive, source, now)
    yield from _examine_clock(source, looks)


def read_expiry(looks: Sequence[Capture]) -> datetime | None:
    """Return when the certificate that the newest encrypted look saw expires, None when no look was encrypted."""
    for look in looks:
        found = _EXPIRY.search(look.tls or "")
        if found is not None:
            return datetime.strptime(found[1], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    return None


def _computer(subject: str, text: str) -> Finding:
    return Finding(level="ok", area="computer", subject=subject, text=text)


def _failure_level(failures: int) -> Level:
    if failures >= TROUBLE_AFTER_FAILURES:
        return "problem"
    return "warning" if failures else "ok"


def _source_facts(
    last: Capture, last_ok: Capture | None, failures: int, until: datetime | None, now: datetime
) -> Iterator[str]:
    yield f"last ok {format_instant(last_ok.captured_at)}" if last_ok is not None else "never ok"
    if failures:
        reason = f", {last.disposition.reason}" if last.disposition.reason else ""
        yield f"{failures} failures in a row ({last.disposition}{reason})"
    if last.robots:
        yield f"robots {last.robots}"
    if until is not None:
        yield f"certificate for {(until - now).days} more days"


def _examine_certificate(source: Source, until: datetime | None, now: datetime) -> Iterator[Finding]:
    if until is None or not source.enabled or until - now > CERTIFICATE_WARNING:
        return
    yield Finding(
        level="warning",
        area="source",
        subject=source.id,
        text=f"its certificate {'expires' if until > now else 'expired'} at {format_instant(until)}",
        next_step="expect tls-error unless the site renews it; nothing here needs to change",
        facts={"certificate_until": format_instant(until)},
    )


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
            facts={"due_at": format_instant(due_at), "overdue_seconds": round(late.total_seconds())},
        )


def _examine_place(source: Source, look: Capture) -> Iterator[Finding]:
    if source.rules.select and LAYOUT_CHANGED in look.events:
        yield Finding(
            level="warning",
            area="source",
            subject=source.id,
            text="its select found nothing at the last look, so the page was read automatically",
            next_step=f"look at it with: statediff preview {source.id}",
        )


def _examine_clock(source: Source, looks: Sequence[Capture]) -> Iterator[Finding]:
    dated = next((look for look in looks if any(name.lower() == "date" for name, _ in look.headers)), None)
    skew = measure_skew(dated.headers, dated.captured_at) if dated is not None else None
    if skew is None:
        return
    yield Finding(
        level="warning",
        area="source",
        subject=source.id,
        text=f"its clock and ours differ by {abs(skew).total_seconds() / 60:.0f} minutes",
        next_step="see that this computer's clock is set by the network",
        facts={"skew_seconds": round(skew.total_seconds())},
    )
