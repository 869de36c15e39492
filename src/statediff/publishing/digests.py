"""Digests: what changed since a day, or since the last digest, and how far each reader has been told.

How far that is stands in a small file beside the archive, not in it: a digest is no evidence, telling it again must be
possible (remove the file), and making one asks for no lease and works on an archive that may only be read. It holds,
for each source, the highest number of a version that was told: a number, unlike an instant, also finds a version that
was read late out of an early look.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from statediff import revisions
from statediff.archive import Archive
from statediff.desk.searches import find_changes, find_for
from statediff.errors import ArchiveInvalid
from statediff.model import History
from statediff.publishing.catalogue import tell_source
from statediff.publishing.folder import write_file
from statediff.publishing.latest import read_entries
from statediff.publishing.settings import SiteSettings
from statediff.reporter.outlets.digest import Digest
from statediff.reporter.outlets.feed import Entry
from statediff.reporter.outlets.phrasing import load_phrases
from statediff.reporter.outlets.rows import SourceRow

MOST_IN_A_DIGEST = 100
"""Changes that are told in full; older ones are counted."""
SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Whom a digest is for: an address, or "" for whoever reads what is printed."""

    ledger: Path
    address: str = ""

    @property
    def key(self) -> str:
        """The reader's name in the ledger; it does not give an address away."""
        return hashlib.sha256(self.address.strip().lower().encode()).hexdigest()[:16] if self.address else "printed"


def ledger_of(archive: Archive) -> Path:
    """Where it is written how far each reader has been told: beside the archive."""
    return archive.path.with_name(archive.path.name + ".digests.json")


def gather_digest(
    archive: Archive, reader: Reader, since: date | None, *, read: revisions.Read, settings: SiteSettings
) -> tuple[Digest | None, Mapping[str, int]]:
    """Return what is new to a reader, None when nothing is, and how far the reader has been told once it is sent.

    Args:
        archive: Where the changes are.
        reader: Whom it is for.
        since: Every change first seen on this day (UTC) or later, told before or not; None: what was not told yet.
        read: Reads bytes again where rules changed.
        settings: Language, watched phrases, and where the site is.

    """
    told = _read_ledger(reader.ledger).get(reader.key)
    begins = datetime.combine(since, time(), tzinfo=UTC) if since is not None else None
    notes = archive.changes()
    fresh = [
        note
        for note in notes
        if note.severity != "none"
        and (note.at >= begins if begins is not None else note.new > (told or {}).get(note.source_id, 0))
    ]
    reached = dict(told or {})
    for note in notes:
        reached[note.source_id] = max(reached.get(note.source_id, 0), note.new)
    entries = tuple(read_entries(archive, fresh[:MOST_IN_A_DIGEST], read=read, settings=settings))
    if not entries:
        return None, reached
    digest = Digest(
        entries=entries,
        left_out=max(len(fresh) - MOST_IN_A_DIGEST, 0),
        since=since,
        is_first=told is None,
        failing=_failing(archive, settings),
        searches=tuple(_sections(archive, entries, settings)),
        base_url=settings.base_url,
    )
    return digest, reached


def _sections(
    archive: Archive, entries: Sequence[Entry], settings: SiteSettings
) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """Yield each saved search with what of the digest it finds; one that finds nothing is passed over."""
    for search in settings.searches:
        changes = find_changes(archive, find_for(archive, search))
        found = [one for one in entries if (one.row.source_id, one.row.old, one.row.new) in changes]
        if found:
            yield search.name, tuple(found)


def _failing(archive: Archive, settings: SiteSettings) -> tuple[SourceRow, ...]:
    phrases = load_phrases(settings.language)
    failing = []
    for source in sorted(archive.sources(), key=lambda source: source.id):
        last = archive.last_capture(source.id)
        if last is not None and last.disposition.is_failure:
            newest = archive.last_version(source.id)
            history = History(source=source, versions=(newest,) if newest else (), captures=(last,))
            failing.append(tell_source(history, phrases))
    return tuple(failing)


def prepare(reader: Reader) -> None:
    """Make sure that the ledger can be written: a digest that is sent and not noted would be sent again and again.

    Raises: OSError when it cannot.
    """
    _write_ledger(reader.ledger, _read_ledger(reader.ledger))


def keep_told(reader: Reader, reached: Mapping[str, int]) -> None:
    """Write down how far a reader has been told."""
    ledger = _read_ledger(reader.ledger)
    if ledger.get(reader.key) == reached:
        return
    _write_ledger(reader.ledger, {**ledger, reader.key: dict(reached)})


def _write_ledger(path: Path, told: Mapping[str, Mapping[str, int]]) -> None:
    document = {"kind": "statediff-digests", "schema_version": SCHEMA_VERSION, "told": told}
    write_file(path, (json.dumps(document, indent=1, sort_keys=True) + "\n").encode())


def _read_ledger(path: Path) -> dict[str, dict[str, int]]:
    try:
        document: Any = json.loads(path.read_text(encoding="utf-8"))
        return {
            str(key): {str(source): int(number) for source, number in reached.items()}
            for key, reached in document["told"].items()
        }
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArchiveInvalid(str(path), "it does not tell how far readers were told", "remove it") from error
