"""The Archive: one SQLite file in which nothing seen is lost, nothing is doubled, and everything can be checked."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Self

from statediff.archive import lease
from statediff.archive.bodies import Bodies
from statediff.archive.captures import OWN_BODY_KINDS, Captures, Look
from statediff.archive.changes import ChangeNote, Changes
from statediff.archive.check import examine
from statediff.archive.compaction import Compaction, repack
from statediff.archive.copies import Healing, back_up, heal_bodies
from statediff.archive.dialect import Connection
from statediff.archive.expressions import Expressions
from statediff.archive.hits import Hits, Stay, VersionNote
from statediff.archive.hostleases import HostLeases
from statediff.archive.imprint import impress
from statediff.archive.judgements import Judgements
from statediff.archive.log import root_of_peaks
from statediff.archive.portable import export
from statediff.archive.proofs import prove
from statediff.archive.records import at_most, storable, to_microseconds, to_sha256
from statediff.archive.restoring import restore
from statediff.archive.rows import read_instant
from statediff.archive.search import Index, Pattern
from statediff.archive.shared import Shared
from statediff.archive.stands import Stands
from statediff.archive.stats import ArchiveStats, measure
from statediff.archive.versions import Versions
from statediff.errors import ArchiveError, RevisionNotFound, UsageError
from statediff.findings import SearchHit, Verification
from statediff.judgements import Annotation, EditionLink, Filter, Substitution, Verdict
from statediff.model import (
    Capture,
    ChangeSummary,
    Disposition,
    DispositionKind,
    Exchange,
    History,
    Source,
    Version,
    Wording,
)

LONGEST_WAL_BYTES = 64 * 1024 * 1024
"""A run moves its write-ahead log into the file when it has grown to this."""


class Archive:
    """An open archive. Use it as a context manager, from one thread at a time or several in turn.

    Every method may raise ArchiveError when the disk or the database refuses; what was acknowledged before stays.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._shared = Shared(connection)
        self._bodies = Bodies(connection)
        self._captures = Captures(connection, self._shared, self._bodies)
        self._index = Index(connection)
        self._versions = Versions(connection, self._shared, self._captures, self._index, Stands(connection))
        self._changes = Changes(connection, self._shared, self._versions)
        self._expressions = Expressions(connection, self._shared, self._versions)
        self._judgements = Judgements(connection, self._shared, self._versions)
        self._hits = Hits(connection, self._shared, self._versions, self._index)
        self._host_leases = HostLeases(connection)
        self._mark: lease.RunMark | None = None
        self._tool: str | None = None
        self._run: int | None = None

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._connection.path

    @property
    def is_read_only(self) -> bool:
        """Whether the file or its folder may not be written: reading works, writing raises ArchiveError."""
        return self._connection.is_read_only

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; a second time does nothing."""
        self._connection.close()

    @contextlib.contextmanager
    def steady(self) -> Iterator[None]:
        """Read everything inside as it stood at one moment, whatever is written meanwhile; write nothing inside."""
        with self._connection.steady():
            yield

    # ------------------------------------------------------------ runs

    @contextlib.contextmanager
    def run(self, tool: str) -> Iterator[None]:
        """Hold the archive for one run: a second one raises ArchiveBusy until this ends, even by being killed.

        A run that kept something leaves a row with its tool, and at its end the root of the log as a checkpoint.
        """
        with lease.hold(self.path) as mark:
            self._mark = mark
            self._tool = storable(tool)
            try:
                yield
            finally:
                with contextlib.suppress(ArchiveError, OSError):
                    self._end_run()
                self._tool = self._run = self._mark = None

    def _begin_run(self) -> None:
        if self._tool is not None and self._run is None:
            size, _ = self._captures.log_head()
            self._run = self._connection.insert("run", tool=self._tool, started_size=size)

    def _end_run(self) -> None:
        if self._run is not None:
            with self._connection.writing():
                size, peaks = self._captures.log_head()
                self._connection.insert("checkpoint", run=self._run, size=size, root=root_of_peaks(peaks))
        impress(self._connection)
        self._connection.checkpoint("TRUNCATE")

    def lease_host(self, host: str, holder: str, now: datetime, seconds: float) -> bool:
        """Take or renew the lease on a host, until `seconds` after `now`; False while somebody else holds it.

        A lease ends when it lapses, with `release_hosts`, or with the run in which it was taken, killed or not.
        """
        return self._host_leases.claim(host, holder, self._mark, now, seconds)

    def holds_host(self, host: str, holder: str) -> bool:
        """Whether nobody else took a host since this holder did; a lease that lapsed and was not taken is held."""
        return self._host_leases.is_held(host, holder, self._mark)

    def visited_hosts(self, now: datetime) -> tuple[tuple[str, datetime], ...]:
        """Return the hosts that somebody holds, each with the instant since when, in order of their names."""
        return self._host_leases.held(now)

    def release_hosts(self, holder: str, now: datetime) -> None:
        """Let every host go that a holder holds."""
        self._host_leases.release(holder, self._mark, now)

    # ------------------------------------------------------------ sources

    def keep_sources(self, sources: Iterable[Source]) -> None:
        """Keep sources and, where it changed, their configuration; earlier configurations stay."""
        with self._connection.writing():
            self._shared.refresh()
            for source in sources:
                self._shared.keep_source(source)

    def sources(self) -> tuple[Source, ...]:
        """Return every source as it was last configured, in order of first appearance."""
        return tuple(self._shared.source(id_) for (id_,) in self._connection.rows("select id from source order by id"))

    def source(self, source_id: str) -> Source:
        """Return a source as it was last configured; raises SourceNotFound."""
        return self._shared.source(self._shared.source_id(source_id))

    def due_at(self, source_id: str) -> datetime | None:
        """Return when a source is to be visited next, None when that was never decided."""
        row = self._connection.row(
            "select due_at, source from schedule where source = (select id from source where name = ?)", source_id
        )
        return None if row is None else read_instant(self._connection, row[0], "schedule", row[1], "due_at")

    def schedule(self, source_id: str, due_at: datetime) -> None:
        """Decide when a source is to be visited next."""
        with self._connection.writing():
            source, at = self._shared.source_id(source_id), to_microseconds(due_at)
            if not self._connection.amend("schedule", {"source": source}, due_at=at):
                self._connection.insert("schedule", source=source, due_at=at)

    # ------------------------------------------------------------ keeping

    def keep(
        self,
        source: Source,
        exchange: Exchange,
        disposition: Disposition,
        captured_at: datetime,
        slot: int | None = None,
    ) -> Capture:
        """Keep one look with its bytes; when this returns, or `together` around it ends, they are on the disk.

        Of looks with one slot only the first is kept: a second returns that one.
        """
        with self.together():
            self._begin_run()
            look = self._captures.keep(source, exchange, disposition, captured_at, slot)
        with self._connection.steady():
            return self._captures.load([look])[0]

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """Keep everything that is written inside as one: all of it is on the disk when this ends, or none of it."""
        is_outermost = not self._connection.is_in_transaction
        with self._connection.writing("FULL"):
            yield
        if is_outermost and self._tool is not None and self._connection.wal_bytes() > LONGEST_WAL_BYTES:
            self._connection.checkpoint("PASSIVE")

    def derive(self, capture: Capture, wording: Wording, extraction_key: str) -> Capture:
        """Make a version of what a capture brought, or confirm the one before it when the words are the same.

        Doing so again changes nothing. Raises ArchiveError when the capture brought nothing that may be read.
        """
        self._versions.derive(capture, wording, extraction_key)
        return self.capture(capture.id)

    def underive_failed(self, capture: Capture, cause: str) -> Capture:
        """Record that a capture's bytes could not be read as a wording; they stay, and may be read later."""
        return self._amend(capture.id, DispositionKind.PARSER_ERROR, cause, "")

    def confirm(self, capture_id: int, reason: str = "", reviewer: str = "") -> Capture:
        """Accept a suspect capture as what was published; it is read with the next captures that are not yet.

        Raises: UsageError when the capture is not suspect, or brought no bytes.
        """
        capture = self.capture(capture_id)
        if capture.disposition.kind is not DispositionKind.SUSPECT or capture.digest is None:
            raise UsageError(
                f"capture {capture_id} of {capture.source_id}",
                f"is {capture.disposition}, not suspect",
                "there is nothing to confirm",
            )
        return self._amend(capture_id, DispositionKind.OK, reason, reviewer)

    def _amend(self, capture: int, kind: DispositionKind, reason: str, reviewer: str) -> Capture:
        with self._connection.writing("FULL"):
            self._connection.insert(
                "amendment",
                capture=capture,
                kind=str(kind),
                reason=storable(reason),
                reviewer=storable(reviewer),
                extraction="",
            )
            self._connection.remove("pending", capture=capture)
            if kind is DispositionKind.OK:
                self._connection.insert("pending", capture=capture)
        return self.capture(capture)

    def note(self, capture: Capture, event: str, detail: str = "") -> None:
        """Record something noticed about a capture; the same again changes nothing."""
        words = storable(event), storable(detail)
        with self._connection.writing():
            if not self._connection.value(
                "select 1 from event where capture = ? and name = ? and detail = ?", capture.id, *words
            ):
                self._connection.insert("event", capture=capture.id, name=words[0], detail=words[1])

    def last_note(self, source_id: str, event: str) -> tuple[int, str] | None:
        """Return capture and detail of the newest note of an event about a source, or None."""
        row = self._connection.row(
            "select e.capture, e.detail from event e join capture c on c.id = e.capture "
            "where c.source = (select id from source where name = ?) and e.name = ? order by e.id desc limit 1",
            source_id,
            event,
        )
        return None if row is None else (int(row[0]), str(row[1]))

    # ------------------------------------------------------------ captures

    def capture(self, capture_id: int) -> Capture:
        """Return a capture with what was read out of it and noticed about it since; raises RevisionNotFound."""
        with self._connection.steady():
            return self._captures.load([self._require(capture_id)])[0]

    def latest_captures(self, limit: int) -> tuple[Capture, ...]:
        """Return the newest captures of all sources, newest first."""
        with self._connection.steady():
            return self._captures.load(self._captures.looks("1 order by c.id desc limit ?", limit))

    def count_captures(self) -> dict[str, int]:
        """Return how many captures there are of each source, by its id."""
        with self._connection.steady():
            return self._captures.count()

    def mark(self) -> tuple[int, ...]:
        """Return numbers that differ once a change, a judgement or a source was kept; the first counts verdicts."""
        return self._changes.mark()

    def _require(self, capture_id: int) -> Look:
        """Return the row of a capture; refuse a number that none bears."""
        is_number = 0 < capture_id < 1 << 63
        look = next(self._captures.looks("c.id = ?", capture_id), None) if is_number else None
        if look is None:
            raise RevisionNotFound(
                f"capture {capture_id}", "there is no such look", "`statediff log SOURCE` lists them"
            )
        return look

    def captures(self, source_id: str, limit: int | None = None) -> tuple[Capture, ...]:
        """Return a source's captures, newest first; none for a source that the archive does not know."""
        with self._connection.steady():
            source = self._shared.find_source(source_id)
            if source is None:
                return ()
            count = at_most(limit)
            return self._captures.load(self._captures.looks("c.source = ? order by c.id desc limit ?", source, count))

    def noted_captures(self, source_id: str, event: str, among: int) -> tuple[Capture, ...]:
        """Return those of a source's latest looks, at most `among`, of which an event was noted, newest first."""
        with self._connection.steady():
            looks = self._captures.looks(
                "c.id in (select id from capture where source = ? order by id desc limit ?) "
                "and exists (select 1 from event e where e.capture = c.id and e.name = ?) order by c.id desc",
                self._shared.find_source(source_id),
                among,
                event,
            )
            return self._captures.load(looks)

    def last_whole_capture(self, source_id: str, among: int) -> Capture | None:
        """Return the newest of a source's latest looks, at most `among`, to which a server sent the page itself."""
        with self._connection.steady():
            source = self._shared.find_source(source_id)
            looks = (
                [] if source is None else self._captures.looks("c.source = ? order by c.id desc limit ?", source, among)
            )
            for look in looks:
                if look.status == HTTPStatus.OK and look.body is not None and look.confirms is not None:
                    capture = self._captures.load([look])[0]
                    if capture.disposition.kind in OWN_BODY_KINDS:
                        return capture
        return None

    def refusals(self, since: datetime) -> tuple[Capture, ...]:
        """Return the looks since an instant that were answered 429 or 503, of all sources, newest first."""
        with self._connection.steady():
            before = self._connection.value(
                "select id from capture where at < ? order by id desc limit 1", to_microseconds(since)
            )
            return self._captures.load(
                self._captures.looks("c.id > ? and c.status in (429, 503) order by c.id desc", before or 0)
            )

    def is_read(self, capture: Capture, extraction_key: str) -> bool:
        """Whether a capture's bytes were read under that key, and its source's newest version is what it saw."""
        return self._versions.is_read(capture.id, capture.version, extraction_key)

    def extraction_of(self, capture_id: int) -> str | None:
        """Return the key under which a capture's bytes were read, None when they were not; raises ArchiveError."""
        with self._connection.steady():
            return self._versions.extraction_of(self._captures.look(capture_id))

    def last_capture(self, source_id: str) -> Capture | None:
        """Return the last look at a source, whatever it brought."""
        return next(iter(self.captures(source_id, limit=1)), None)

    def last_ok_capture(self, source_id: str) -> Capture | None:
        """Return the last look that brought a document which can be read, or None."""
        with self._connection.steady():
            id_ = self._last_ok_id(source_id)
            return None if id_ is None else self.capture(id_)

    def last_ok(self, source_id: str) -> Exchange | None:
        """Return the exchange behind `last_ok_capture`, body and all but the bytes of its hops, or None."""
        id_ = self._last_ok_id(source_id)
        return None if id_ is None else self._captures.exchange(id_)

    def exchange(self, capture_id: int) -> Exchange:
        """Return what a look asked and was answered, hop by hop and byte for byte, with its body; hashed again.

        Of a body that was compressed or came in chunks, the last hop's `response` holds the head alone, and of a look
        that found the same, an only hop holds no bytes. In a request, values that may be a secret are withheld.
        Raises RevisionNotFound when there is no look of that number, and ArchiveDamaged.
        """
        with self._connection.steady():
            return self._captures.whole_exchange(self._require(capture_id).id)

    def _last_ok_id(self, source_id: str) -> int | None:
        source = self._shared.find_source(source_id)
        return None if source is None else self._captures.last_ok_id(source)

    def underived(self) -> Iterator[Capture]:
        """Yield the captures whose bytes are kept and whose wording was not read yet, in order of arrival."""
        for (id_,) in self._connection.rows("select capture from pending order by capture"):
            yield self.capture(id_)

    def snapshot(self, digest: str) -> bytes:
        """Return the exact bytes of that digest, hashed again; raises ArchiveDamaged, or RevisionNotFound."""
        try:
            id_ = self._bodies.find(to_sha256(digest))
        except ValueError:
            id_ = None
        if id_ is None:
            raise RevisionNotFound(digest, "no snapshot has this digest", "`statediff log SOURCE` lists the captures")
        return self._bodies.read_checked(id_)

    # ------------------------------------------------------------ versions

    def history(self, source_id: str) -> History:
        """Return everything known of a source, oldest first; raises SourceNotFound."""
        with self._connection.steady():
            return self._versions.history(source_id)

    def last_version(self, source_id: str) -> Version | None:
        """Return the latest version of a source, or None."""
        with self._connection.steady():
            source = self._shared.find_source(source_id)
            rows = self._versions.rows("v.source = ? order by v.capture desc limit 1", source)
            return self._versions.load(rows[0]) if rows else None

    def version(self, rev: str) -> Version:
        """Return the version that a revision expression names; raises RevisionNotFound."""
        with self._connection.steady():
            return self._expressions.resolve(rev)

    def range(self, expression: str) -> tuple[Version, Version]:
        """Return both versions of "A..B", or a revision's predecessor and itself; raises RevisionNotFound."""
        with self._connection.steady():
            return self._expressions.span(expression)

    def wording_digests(self, source_id: str) -> tuple[str, ...]:
        """Return the digests of a source's wordings, of version 1 first; raises SourceNotFound."""
        return self._versions.digests(self._shared.source_id(source_id))

    def reading(self, source_id: str, number: int, key: str) -> Wording | None:
        """Return a version's wording as read under an extraction key, or None when it never was."""
        with self._connection.steady():
            row = self._versions.find(self._shared.source_id(source_id), number)
            return self._versions.readings(row[0], key)

    def keep_reading(self, source_id: str, number: int, wording: Wording, key: str, *, is_technical: bool) -> None:
        """Keep another reading of a version's bytes beside the first, once an extraction key."""
        row = self._versions.find(self._shared.source_id(source_id), number)
        self._versions.keep_reading(row[0], wording, key, is_technical=is_technical)

    # ------------------------------------------------------------ changes and search

    def keep_change(self, old: Version, new: Version, summary: ChangeSummary) -> None:
        """Keep what the views show of a change; a later summary of the same two versions takes its place there."""
        self._changes.keep(old, new, summary)

    def changes(self, limit: int | None = None, source_id: str | None = None) -> tuple[ChangeNote, ...]:
        """Return changes of wording, newest first, of all sources or of one; raises SourceNotFound."""
        with self._connection.steady():
            return self._changes.latest(at_most(limit), source_id)

    def substitutions(self) -> dict[tuple[str, int, int], tuple[Substitution, ...]]:
        """Return what every change put in the place of what, by (source, old version, new version).

        A change that was summed up by a statediff that did not keep them is missing.
        """
        return self._changes.substitutions()

    def search(self, phrase: str) -> tuple[SearchHit, ...]:
        """Find a phrase in current and past wordings: what stands today first, then what was seen last.

        Case, accents, vowel points and punctuation do not matter; a star after a word stands for any ending. A phrase
        without a word finds nothing.
        """
        return self._hits.find(phrase)

    def stays(self, pattern: Pattern) -> tuple[Stay, ...]:
        """Return each time a passage stood that may hold a pattern, by source; see `archive.search.Pattern`."""
        return self._hits.stays(pattern)

    def passages(self, ids: Iterable[int]) -> dict[int, str]:
        """Return the texts of passages that `stays` names."""
        return self._hits.texts(ids)

    def holders(self, text: str) -> tuple[str, ...]:
        """Return the sources in which a passage of exactly this text ever stood."""
        return tuple(self._shared.source_name(source) for source in self._versions.holders(text))

    def outline(self, source_id: str) -> tuple[VersionNote, ...]:
        """Return a source's versions without their wordings, in the order they stood in; raises SourceNotFound."""
        return self._hits.outline(self._shared.source_id(source_id))

    def last_seen_at(self, source_id: str, number: int) -> datetime:
        """Return the last sight of a version before the next one came; raises RevisionNotFound."""
        with self._connection.steady():
            return self._hits.last_seen_at(self._shared.source_id(source_id), number)

    # ------------------------------------------------------------ judgements

    def keep_verdict(self, verdict: Verdict) -> Verdict:
        """Keep a reviewer's verdict on a change; raises SourceNotFound, or RevisionNotFound for an unknown version."""
        return self._judgements.keep_verdict(verdict)

    def keep_verdicts(self, verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
        """Keep one decision about several changes, whole or not at all; raises as `keep_verdict` does."""
        return self._judgements.keep_verdicts(verdicts)

    def verdicts(self, source_id: str | None = None) -> tuple[Verdict, ...]:
        """Return all verdicts, or those on one source's changes, oldest first; raises SourceNotFound."""
        return self._judgements.verdicts(source_id)

    def keep_annotation(self, annotation: Annotation) -> Annotation:
        """Keep a note on a passage; raises SourceNotFound, or RevisionNotFound for an unknown version."""
        return self._judgements.keep_annotation(annotation)

    def annotations(self, source_id: str | None = None) -> tuple[Annotation, ...]:
        """Return all annotations, or those on one source's versions, oldest first; raises SourceNotFound."""
        return self._judgements.annotations(source_id)

    def keep_edition_link(self, link: EditionLink) -> EditionLink:
        """Keep a person's word on whether two sources carry one statement; raises SourceNotFound."""
        return self._judgements.keep_edition_link(link)

    def edition_links(self, source_id: str | None = None) -> tuple[EditionLink, ...]:
        """Return all edition links, or those that one source bears, oldest first; raises SourceNotFound."""
        return self._judgements.edition_links(source_id)

    def keep_filter(self, filter: Filter) -> Filter:  # noqa: A002 - the noun of what is kept
        """Keep that a place is filtered from now on, or no longer; raises SourceNotFound."""
        return self._judgements.keep_filter(filter)

    def filters(self, source_id: str | None = None) -> tuple[Filter, ...]:
        """Return all filters, or those of one source, also the ended ones, oldest first; raises SourceNotFound."""
        return self._judgements.filters(source_id)

    # ------------------------------------------------------------ checking

    def verify(self, *, read_data: bool = True) -> Verification:
        """Check that the archive still holds what was kept; names every damaged place and never raises for one.

        `read_data=False` hashes no body again and leaves the full-text index unchecked.
        """
        return examine(self.path, is_read_only=self.is_read_only, read_data=read_data)

    def stats(self, largest: int = 10) -> ArchiveStats:
        """Measure the archive, and the sources that take most room."""
        return measure(self._connection, at_most(largest))

    def proof(self, capture_id: int, size: int | None = None) -> dict[str, object]:
        """Return the proof (RFC 6962, 2.1.1) that a capture stands in the log, as plain JSON.

        It holds the capture's canonical record, its index from 0, the siblings on its path and the root over the first
        `size` captures, by default over all. Raises ArchiveDamaged when the capture no longer matches the log, and
        RevisionNotFound when there is none of that number.
        """
        self._require(capture_id)
        return prove(self._connection, self._captures, capture_id, size)

    # ------------------------------------------------------------ copies

    def backup(self, path: str | os.PathLike[str]) -> Path:
        """Copy the archive as it stands to a new file, whole, however busy its writers are; return its path."""
        target = Path(path)
        back_up(self._connection, target)
        return target

    def heal(self, other: Archive) -> Healing:
        """Mend bodies that no longer bear their digest with the same bytes from another archive.

        Other damage is not mended: restore a backup for that.
        """
        return heal_bodies(self._connection, self._bodies, other.snapshot)

    def compact(self) -> Compaction:
        """Pack the bodies more tightly and give the room back to the disk; everything reads as before.

        Raises ArchiveBusy while a run holds the archive. Cut off at any moment it leaves a whole archive.
        """
        before = self._connection.file_bytes()
        with self.run("compact"):
            repacked = repack(self._connection, self._bodies)
            self._connection.give_room_back()
        return Compaction(bytes_before=before, bytes_after=self._connection.file_bytes(), repacked=repacked)

    def export(self, folder: str | os.PathLike[str]) -> Path:
        """Write everything to a new folder: JSON Lines, and each snapshot in a file named by its digest.

        Any tool can read it, and `import_` makes an archive of it again in which everything reads back equal.
        """
        target = Path(folder)
        export(self._connection, self._captures, self._bodies, target)
        return target

    def import_(self, folder: str | os.PathLike[str]) -> None:
        """Fill this empty archive from an export, whole or not at all.

        Raises: ArchiveInvalid when the folder is no export; ArchiveDamaged when it does not match its own hashes;
        ArchiveError when this archive is not empty.
        """
        restore(self._connection, self._captures, self._bodies, self._index, Path(folder))
