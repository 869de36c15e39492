"""The pipeline: Source -> Exchange -> Capture + Snapshot -> Wording -> Version -> Change. Where the workers meet."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from statediff import filtering, listings, noticing, revisions, rounds, schedule
from statediff.archive import Archive
from statediff.errors import ExtractionError, UsageError
from statediff.extractor import Sandbox, extraction_key
from statediff.fetcher import Visitor, assess, has_lost_its_text
from statediff.model import (
    Capture,
    Disposition,
    DispositionKind,
    Exchange,
    FetchSettings,
    Source,
    Validators,
    Version,
    WatchPhrase,
    Wording,
)

logger = logging.getLogger(__name__)

FULL_GET_EVERY_VISITS = 7
FULL_GET_EVERY = timedelta(days=7)
"""A CDN that answers 304 for ever would blind us: every 7th visit, or after 7 days, a full GET."""
SUSPECT_CONFIRMED_AFTER = timedelta(minutes=30)
"""A suspect is promoted when a second, identical capture comes at least this much later."""
COLLAPSE_CONFIRMED_AFTER_LOOKS = 3
COLLAPSE_CONFIRMED_AFTER = timedelta(hours=24)
"""A suspect that lost its text is promoted after three identical captures in a row over at least a day.

A host's default page, a parked domain or an error page is as constant as a document: that two looks agree says nothing.
Most such outages are mended within a working day, and a withdrawal waits for as many misses over as long.
"""
LOOKS_AT_A_SUSPECT = 500
"""How many looks back the first capture of a suspect is sought: a day of looks every three minutes."""
WITHDRAWN_AFTER_MISSES = 3
WITHDRAWN_AFTER = timedelta(hours=24)
"""A page is reported withdrawn after three misses in a row over at least a day."""
REFUSALS_COUNT_FOR = timedelta(hours=24)
"""A host that answered 429 or 503 is given the time it asked for, a day at most, by later runs too."""
LOOKS_AT_THE_CLOCK = 200
"""How many looks back a clock that disagrees is remembered as told."""
NOT_MODIFIED = 304
MISSING = frozenset({DispositionKind.GONE, DispositionKind.SOFT_404})
READABLE = frozenset({DispositionKind.OK, DispositionKind.SAME, DispositionKind.REDIRECTED})


class Fetch(Protocol):
    """Visits a source and returns what the network saw; trouble is a field of the exchange, never an exception."""

    def __call__(self, source: Source, validators: Validators | None = None) -> Exchange:
        """Visit once, conditionally when validators are given."""
        ...


def utc_now() -> datetime:
    """Return this instant as an aware UTC datetime."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    exchange: Exchange
    answered_at: datetime
    is_conditional: bool
    """Whether the visit named what we hold, so that "not modified" is an answer to it."""


def track(
    sources: Iterable[Source],
    archive: Archive,
    *,
    settings: FetchSettings | None = None,
    fetch: Fetch | None = None,
    read: revisions.Read | None = None,
    now: Callable[[], datetime] = utc_now,
    watch: Sequence[WatchPhrase] = (),
) -> Iterator[Capture]:
    """Visit each enabled source once, keep what came back, read its wording, and yield the capture as it lands.

    A source that is a listing is read for its entries; the pages it names are visited in the same run when they are
    due, by their listing's rules. A visit that fails yields a capture whose disposition says why; it never stops the
    run. A page whose change may be noise is fetched again at once, and those captures follow. Captures that an earlier
    run kept but did not live to read are read first, and yielded too.

    Raises: ArchiveBusy when another run holds the archive; UsageError when there is no way to fetch.
    """
    chosen = tuple(source for source in sources if source.enabled)
    with ExitStack() as stack:
        stack.enter_context(archive.run("track"))
        archive.keep_sources(chosen)
        settings = settings or next((source.fetch for source in chosen if source.fetch is not None), None)
        read = read or stack.enter_context(Sandbox()).extract
        claims = rounds.HostClaims(archive)
        stack.callback(claims.release)
        siblings = filtering.Siblings(archive)
        pipeline = _Pipeline(archive=archive, read=read, watch=tuple(watch), claims=claims, siblings=siblings)
        yield from pipeline.finish(chosen)
        if not chosen:
            return
        if fetch is None:
            if settings is None:
                raise UsageError(
                    "track", "no fetch settings, so no contact for the user-agent", "pass settings=config.fetch"
                )
            visitor = stack.enter_context(Visitor(settings, now=now))
            visitor.recall(archive.refusals(since=now() - REFUSALS_COUNT_FOR))
            fetch = visitor.visit
        threads = settings.threads if settings else 1
        visited = {source.id for source in chosen}
        yield from _visit_and_keep(chosen, pipeline, fetch, threads, now)
        while children := [child for child in listings.due_children(archive, chosen, now()) if child.id not in visited]:
            visited |= {child.id for child in children}
            yield from _visit_and_keep(children, pipeline, fetch, threads, now)


def _visit_and_keep(
    sources: Sequence[Source], pipeline: _Pipeline, fetch: Fetch, threads: int, now: Callable[[], datetime]
) -> Iterator[Capture]:
    with pipeline.archive.steady():
        validators = {source.id: validators_for(source, pipeline.archive, now()) for source in sources}
        in_turn = rounds.take_turns(sources, pipeline.archive)

    def visit(source: Source) -> _Answer:
        held = validators[source.id]
        exchange = fetch(source, held)
        return _Answer(exchange=exchange, answered_at=now(), is_conditional=held is not None)

    for source, answer in rounds.visit_hosts(in_turn, visit, threads=threads, may_visit=pipeline.claims.hold):
        yield from pipeline.confirm(source, answer, fetch, now)


def validators_for(source: Source, archive: Archive, at: datetime) -> Validators | None:
    """Return the validators of the last capture that brought the whole page, or None when a full GET is due.

    A page that was no document, or came from another address, has none that count.
    """
    full = archive.last_whole_capture(source.id, among=FULL_GET_EVERY_VISITS - 1)
    if full is None or full.url != source.url or at - full.captured_at >= FULL_GET_EVERY:
        return None
    headers: Mapping[str, str] = {name.lower(): value for name, value in full.headers}
    etag, last_modified = headers.get("etag"), headers.get("last-modified")
    if not (etag or last_modified):
        return None
    return Validators(etag=etag, last_modified=last_modified)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pipeline:
    """What happens to one answer: assess, keep, read, make a Version, compute the Change."""

    archive: Archive
    read: revisions.Read
    watch: tuple[WatchPhrase, ...]
    claims: rounds.HostClaims
    siblings: filtering.Siblings

    def finish(self, sources: Sequence[Source]) -> Iterator[Capture]:
        """Read the captures that an earlier run kept but did not live to read."""
        configured = {source.id: source for source in sources}
        for capture in tuple(self.archive.underived()):
            source = configured.get(capture.source_id) or self.archive.source(capture.source_id)
            yield self._derive(source, capture)

    def land(self, source: Source, answer: _Answer) -> Capture | None:
        """Keep an answer and everything that follows from it; bytes are committed before anything is derived.

        None when another run took the host meanwhile, which had hung here: kept behind the looks of that run, what
        came back before them would be told as a return to it.
        """
        before = self.archive.last_ok_capture(source.id)
        disposition = self._assess(source, answer, before)
        with self.archive.together():
            if not self.claims.is_held(rounds.host_of(source)):
                logger.warning(
                    "%s: another run took this host meanwhile; what came back too late is dropped", source.id
                )
                return None
            kept = self.archive.keep(source, answer.exchange, disposition, answer.answered_at)
            capture = self._confirm_suspect(source, kept, answer.exchange)
            is_noted = self._note_events(source, capture, before)
            is_noted |= self._reschedule(source, answer, capture)
            if is_noted:
                capture = self.archive.capture(capture.id)
            is_read = self._is_read_before(source, capture)
        return self._derive(source, capture) if _is_readable(capture) and not is_read else capture

    def confirm(self, source: Source, answer: _Answer, fetch: Fetch, now: Callable[[], datetime]) -> Iterator[Capture]:
        """Land an answer, and those of the visits made at once where its change may be noise."""

        def look_again() -> Capture | None:
            exchange = fetch(source, None)
            return self.land(source, _Answer(exchange=exchange, answered_at=now(), is_conditional=False))

        def retell(since: datetime) -> None:
            revisions.retell(self.archive, source.id, since, read=self.read, watch=self.watch)

        capture = self.land(source, answer)
        if capture is not None:
            yield from filtering.confirm(
                self.archive, source, capture, look_again=look_again, retell=retell, siblings=self.siblings
            )

    def _assess(self, source: Source, answer: _Answer, last: Capture | None) -> Disposition:
        exchange = answer.exchange
        if exchange.status == NOT_MODIFIED and exchange.failure is None and not answer.is_conditional:
            return Disposition(kind=DispositionKind.FAILED, reason='"not modified" is no answer to a full visit')
        if last is not None and last.digest and exchange.failure is None:
            if exchange.status == NOT_MODIFIED:
                return Disposition(kind=DispositionKind.SAME, reason="not modified since the last look")
            if exchange.status == 200 and exchange.body and exchange.digest == last.digest:
                if revisions.type_of(exchange.header_pairs) == revisions.type_of(last.headers):
                    return Disposition(kind=DispositionKind.SAME, reason="the same bytes as at the last look")
                return assess(exchange)
        verdict = assess(exchange, self.archive.last_ok(source.id) if last is not None else None)
        if source.discover is not None and verdict.kind is DispositionKind.OK:
            entries = self._entries_of(source, self.archive.last_version(source.id))
            return listings.assess_listing(source, exchange, entries)
        return verdict

    def _confirm_suspect(self, source: Source, capture: Capture, exchange: Exchange) -> Capture:
        if capture.disposition.kind is not DispositionKind.SUSPECT or capture.digest is None:
            return capture
        alike = 1
        first = capture
        for earlier in self.archive.captures(source.id, limit=LOOKS_AT_A_SUSPECT):
            if earlier.id == capture.id:
                continue
            if earlier.digest != capture.digest or earlier.disposition.kind is not DispositionKind.SUSPECT:
                break
            alike += 1
            first = earlier
        last_ok = self.archive.last_ok(source.id)
        if last_ok is not None and has_lost_its_text(exchange, last_ok):
            looks, span = COLLAPSE_CONFIRMED_AFTER_LOOKS, COLLAPSE_CONFIRMED_AFTER
        else:
            looks, span = 2, SUSPECT_CONFIRMED_AFTER
        if alike < looks or capture.captured_at - first.captured_at < span:
            return capture
        return self.archive.confirm(capture.id, f"seen {alike} times, unchanged")

    def _note_events(self, source: Source, capture: Capture, before: Capture | None) -> bool:
        notices = list(self._notice(source, capture, before))
        for notice in notices:
            self.archive.note(capture, notice.name, notice.detail)
        return bool(notices)

    def _notice(self, source: Source, capture: Capture, before: Capture | None) -> Iterator[noticing.Notice]:
        if capture.disposition.kind in MISSING and self._is_withdrawn(source, capture):
            yield noticing.Notice("withdrawn", f"{WITHDRAWN_AFTER_MISSES} misses in a row")
        if noticing.measure_skew(capture.headers, capture.captured_at) is not None:
            told = self.archive.noted_captures(source.id, noticing.CLOCK_SKEW, among=LOOKS_AT_THE_CLOCK)
            yield from noticing.notice_skew(capture, told)
        if before is None:
            return
        if capture.captured_at < before.captured_at:
            yield noticing.Notice("clock", "this computer's clock went back since the look before")
        if capture.disposition.kind in READABLE and capture.final_url != before.final_url:
            yield noticing.Notice("moved", f"from {before.final_url} to {capture.final_url}")

    def _is_withdrawn(self, source: Source, capture: Capture) -> bool:
        misses = []
        for look in self.archive.captures(source.id, limit=50):
            if look.disposition.kind not in MISSING:
                break
            if "withdrawn" in look.events:
                return False
            misses.append(look)
        return len(misses) >= WITHDRAWN_AFTER_MISSES and capture.captured_at - misses[-1].captured_at >= WITHDRAWN_AFTER

    def _reschedule(self, source: Source, answer: _Answer, capture: Capture) -> bool:
        at = answer.answered_at
        window = schedule.next_window(
            source, due_at=self.archive.due_at(source.id), now=at, learned=self._learned_interval(source, at)
        )
        if answer.exchange.failure is not None and answer.exchange.failure.retry_at is not None:
            window = schedule.end_of_pause(source, window, answer.exchange.failure.retry_at)
        self.archive.schedule(source.id, window.due_at)
        if window.missed:
            self.archive.note(capture, "gap", f"{window.missed} windows passed without a look")
        return window.missed > 0

    def _learned_interval(self, source: Source, at: datetime) -> timedelta | None:
        if not source.adaptive:
            return None
        looks = [
            look for look in reversed(self.archive.captures(source.id, limit=200)) if not look.disposition.is_failure
        ]
        seconds = schedule.adapt_interval(
            source,
            looks=[look.captured_at for look in looks],
            changes=[look.captured_at for look in looks if look.is_new_version and not filtering.is_noise(look)],
            now=at,
        )
        return timedelta(seconds=seconds)

    def _derive(self, source: Source, capture: Capture) -> Capture:
        if self._is_read_before(source, capture):
            return capture
        if capture.disposition.kind is DispositionKind.SAME and self._is_read_otherwise(source, capture):
            return self._remind_of_layout(source, capture)
        last = self.archive.last_version(source.id)
        try:
            reading = self._read(source, capture, last)
        except ExtractionError as error:
            return self.archive.underive_failed(capture, error.cause)
        for event in reading.events:
            is_new_place = event == revisions.LAYOUT_CHANGED
            self.archive.note(capture, event, reading.wording.container if is_new_place else "")
        if last is not None and _is_encoding_alone(last.wording, reading.wording):
            self.archive.note(capture, "encoding", f"from {last.wording.charset} to {reading.wording.charset}")
        if last is not None and last.extraction == reading.extraction:
            self._note_backdating(capture, last, reading.wording)
        landed = self.archive.derive(capture, reading.wording, reading.extraction)
        if landed.is_new_version and last is not None and landed.version is not None:
            if last.snapshot == capture.digest and revisions.RECODED in reading.extraction:
                self.archive.keep_reading(
                    source.id, last.number, reading.wording, reading.extraction, is_technical=True
                )
            self._keep_changes(source, landed)
        return self.archive.capture(landed.id)

    def _note_backdating(self, capture: Capture, last: Version, wording: Wording) -> None:
        """Note once that the page was given an earlier date, whether its words changed or not."""
        for notice in noticing.notice_backdating(last.wording, wording):
            told = self.archive.last_note(capture.source_id, notice.name)
            if told is None or told[0] <= last.capture_id or told[1] != notice.detail:
                self.archive.note(capture, notice.name, notice.detail)

    def _is_read_before(self, source: Source, capture: Capture) -> bool:
        """Whether a look found bytes again that were read by the source's rules as they are."""
        return capture.disposition.kind is DispositionKind.SAME and self.archive.is_read(capture, _key_of(source))

    def _is_read_otherwise(self, source: Source, capture: Capture) -> bool:
        """Whether the bytes that a look vouches for were read by the source's rules, found elsewhere or recoded."""
        extraction = self.archive.extraction_of(capture.id)
        if extraction is None or source.discover is not None:
            return False
        return revisions.is_read_under(extraction, _key_of(source)) and self.archive.is_read(capture, extraction)

    def _remind_of_layout(self, source: Source, capture: Capture) -> Capture:
        """Note of a look at bytes that the source's own place is still not found in them."""
        if not (self.archive.extraction_of(capture.id) or "").endswith(revisions.FALLEN_BACK):
            return capture
        noted = self.archive.last_note(source.id, revisions.LAYOUT_CHANGED)
        self.archive.note(capture, revisions.LAYOUT_CHANGED, noted[1] if noted is not None else "")
        return self.archive.capture(capture.id)

    def _read(self, source: Source, capture: Capture, last: Version | None) -> revisions.NextReading:
        if source.discover is not None:
            return self._read_listing(source, capture, last)
        key = extraction_key(source.rules)
        is_known = last is not None and last.extraction == key and last.snapshot == capture.digest
        if last is not None and is_known and self._has_type_of(last, capture):
            return revisions.NextReading(wording=last.wording, extraction=key)
        reading = revisions.read_next(self.archive, source, capture, last, read=self.read)
        return revisions.read_recoded(capture, last, reading) if last is not None and is_known else reading

    def _has_type_of(self, version: Version, capture: Capture) -> bool:
        first = self.archive.capture(version.capture_id)
        return revisions.type_of(first.headers) == revisions.type_of(capture.headers) or _brought_nothing(capture)

    def _read_listing(self, source: Source, capture: Capture, last: Version | None) -> revisions.NextReading:
        reading = listings.read_listing(self.archive, source, capture, self._entries_of(source, last))
        self.archive.keep_sources(reading.fresh)
        for url in reading.gone:
            self.archive.note(capture, listings.LEFT_LISTING, url)
        return revisions.NextReading(wording=reading.wording, extraction=reading.extraction)

    def _entries_of(self, source: Source, version: Version | None) -> Wording | None:
        """Return the entries of a version as they are read today."""
        if version is None:
            return None
        return revisions.reading_under(self.archive, source, version, listings.listing_key(source), read=self.read)

    def _keep_changes(self, source: Source, landed: Capture) -> None:
        """Keep the change that a look brought; a look read late may have made a version after it new as well."""
        newest = self.archive.last_version(source.id)
        assert newest is not None
        for number in sorted({landed.version or newest.number, newest.number}):
            old, new = self.archive.range(f"{source.id}@v{number}")
            change = revisions.compare(self.archive, old, new, read=self.read, watch=self.watch)
            self.archive.keep_change(old, new, revisions.summarise(change, revisions.tell(source, old, new, change)))
            if change.unshown_slots and change.severity == "none":
                self.archive.note(landed, filtering.VOLATILE, f"nothing but {len(change.unshown_slots)} changed")
            for notice in noticing.notice_silence(old.wording, new.wording, change.severity):
                self.archive.note(landed, notice.name, notice.detail)
        for notice in noticing.notice_return(self.archive.wording_digests(source.id)):
            self.archive.note(landed, notice.name, notice.detail)


def _is_readable(capture: Capture) -> bool:
    """Whether a capture brought the page; a redirect that nobody followed brought a notice."""
    kind, status = capture.disposition.kind, capture.status
    is_unfollowed = kind is DispositionKind.REDIRECTED and status is not None and not 200 <= status < 300
    return kind in READABLE and capture.digest is not None and not is_unfollowed


def _brought_nothing(capture: Capture) -> bool:
    """Whether a look but confirmed what an earlier one brought: its headers then describe no body."""
    return capture.disposition.kind is DispositionKind.SAME


def _key_of(source: Source) -> str:
    return extraction_key(source.rules) if source.discover is None else listings.listing_key(source)


def _is_encoding_alone(old: Wording, new: Wording) -> bool:
    return old.charset is not None and old.charset != new.charset and old.digest == new.digest
