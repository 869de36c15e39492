"""Revision expressions: `mfa-en`, `mfa-en~2`, `mfa-en@2026-08-01`, `mfa-en@v3`, a digest prefix, `A..B`."""

from __future__ import annotations

import difflib
import re
from datetime import UTC, date, datetime, time
from typing import Any

from statediff.archive.dialect import Connection
from statediff.archive.records import DIGEST_PREFIX, to_microseconds
from statediff.archive.rows import read_instant
from statediff.archive.shared import Shared
from statediff.archive.versions import Versions
from statediff.errors import RevisionNotFound
from statediff.model import Version

_DIGEST = re.compile(r"(?:sha256:)?([0-9a-f]{4,64})", re.IGNORECASE)
_FORMS = "write SOURCE, SOURCE~2, SOURCE@v3, SOURCE@2026-08-01 or the first digits of a digest"


class Expressions:
    """Finds the version a revision expression names."""

    def __init__(self, connection: Connection, shared: Shared, versions: Versions) -> None:
        self._connection = connection
        self._shared = shared
        self._versions = versions

    def resolve(self, rev: str) -> Version:
        """Return the version an expression names; raises RevisionNotFound with what there is instead."""
        return self._versions.load(self._row(rev.strip()))

    def span(self, expression: str) -> tuple[Version, Version]:
        """Return both ends of "A..B"; a single revision means its predecessor and itself."""
        left, dots, right = expression.strip().partition("..")
        if dots:
            if right.startswith(("~", "@")):
                right = re.split(r"[~@]", left, maxsplit=1)[0] + right
            if not left or not right:
                raise RevisionNotFound(expression, "needs a revision on both sides of the dots", _FORMS)
            return self.resolve(left), self.resolve(right)
        new = self._row(left)
        before = self._versions.rows("v.source = ? and v.capture < ? order by v.capture desc limit 1", new[1], new[3])
        if not before:
            name = self._shared.source_name(new[1])
            raise RevisionNotFound(
                expression, f"is the first version of {name}: nothing stands before it", f"see `statediff show {name}`"
            )
        return self._versions.load(before[0]), self._versions.load(new)

    def _row(self, rev: str) -> Any:
        source = self._shared.find_source(rev)
        if source is not None:
            return self._back(rev, source, 0)
        for mark, find in (("~", self._back_in_words), ("@", self._at)):
            name, found, place = rev.rpartition(mark)
            source = self._shared.find_source(name) if found else None
            if source is not None:
                return find(rev, source, place)
        digest = _DIGEST.fullmatch(rev)
        if digest:
            return self._by_digest(rev, digest[1].lower())
        raise self._unknown(rev)

    def _back_in_words(self, rev: str, source: int, steps: str) -> Any:
        if not (steps.isascii() and steps.isdigit()) and steps:
            raise RevisionNotFound(rev, f"{steps!r} is no number of versions", _FORMS)
        return self._back(rev, source, int(steps[:9] or 1))

    def _back(self, rev: str, source: int, steps: int) -> Any:
        rows = self._versions.rows("v.source = ? order by v.capture desc limit 1 offset ?", source, steps)
        return rows[0] if rows else self._refuse(rev, source)

    def _at(self, rev: str, source: int, place: str) -> Any:
        if place[:1] in ("v", "V") and place[1:].isascii() and place[1:].isdigit():
            rows = self._versions.rows("v.source = ? and v.number = ?", source, int(place[1:][:18]))
            return rows[0] if rows else self._refuse(rev, source)
        rows = self._versions.rows(
            "v.source = ? and exists (select 1 from capture c where c.id = v.capture and c.at <= ?) "
            "order by v.capture desc limit 1",
            source,
            _moment(rev, place),
        )
        return rows[0] if rows else self._refuse(rev, source)

    def _by_digest(self, rev: str, prefix: str) -> Any:
        low, high = bytes.fromhex(prefix.ljust(64, "0")), bytes.fromhex(prefix.ljust(64, "f"))
        found = self._connection.rows(
            "select b.id, b.sha256, max(c.id) from body b join capture c on c.body = b.id "
            "join derivation d on d.capture = coalesce(c.confirms, c.id) "
            "where b.sha256 between ? and ? group by b.id order by b.sha256",
            low,
            high,
        )
        if len(found) > 1:
            named = ", ".join(sha256.hex()[: len(prefix) + 4] for _, sha256, _ in found[:3])
            raise RevisionNotFound(rev, f"fits {len(found)} snapshots ({named}, ...)", "give more digits")
        if not found:
            raise self._unknown(rev)
        return self._versions.seen_by(found[0][2])

    def _refuse(self, rev: str, source: int) -> Any:
        name = self._shared.source_name(source)
        count, at = self._connection.row(
            "select count(*), min(c.at) from version v join capture c on c.id = v.capture where v.source = ?", source
        )
        if not count:
            raise RevisionNotFound(rev, f"{name} has no version yet", f"run `statediff track {name}`")
        first = read_instant(self._connection, at, "capture", f"of {name}")
        seen = f"{count} version{'s' if count > 1 else ''}, the first seen at {first:%Y-%m-%d %H:%M} UTC"
        raise RevisionNotFound(rev, f"{name} has {seen}", f"`statediff log {name}` lists them")

    def _unknown(self, rev: str) -> RevisionNotFound:
        name = re.split(r"[~@]", rev, maxsplit=1)[0].removeprefix(DIGEST_PREFIX)
        names = [row[0] for row in self._connection.rows("select name from source order by name")]
        close = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
        if close:
            return RevisionNotFound(rev, "names nothing in the archive", f"did you mean {' or '.join(close)}?")
        return RevisionNotFound(rev, "names nothing in the archive", _FORMS)


def _moment(rev: str, words: str) -> int:
    """Return the last microsecond that a date, or a date and time, still covers; UTC unless it says otherwise."""
    try:
        if len(words) == 10:
            moment = datetime.combine(date.fromisoformat(words), time.max, UTC)
        else:
            moment = datetime.fromisoformat(words)
            moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return to_microseconds(moment)
    except (ValueError, OverflowError) as error:
        raise RevisionNotFound(rev, f"{words!r} is no date and no version number", _FORMS) from error
