"""Sightings: in which sources a phrase stood, since when and until when, each as a window between two looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from statediff.archive import Archive, Stay, VersionNote
from statediff.desk.families import LANGUAGES, Family
from statediff.desk.patterns import Phrase, cut_words, read_phrase
from statediff.model import Source

Places = tuple[tuple[int, int], ...]
"""Where a phrase stands in a text, in code points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchScope:
    """Which sources and what time a search is about; what is left out excludes nothing."""

    publisher: str | None = None
    """A part of the publisher's name, whatever its case and accents."""
    language: str | None = None
    """A language; "en" takes "en-GB" too."""
    sources: tuple[str, ...] = ()
    since: date | None = None
    """Only periods in which the phrase was seen on this day (UTC) or later."""
    until: date | None = None
    """Only periods in which it was seen on this day (UTC) or earlier."""


EVERYWHERE = SearchScope()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage that holds the phrase, and the versions between which it stood during one period."""

    text: str
    places: Places
    """Where the phrase stands in the text; empty when the index alone can tell."""
    first: int
    """Number of the first version with the passage; `last` of the last one."""
    last: int
    first_seen_at: datetime
    last_seen_at: datetime
    is_standing: bool
    """Whether the newest version holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A time through which a source held the phrase, without a look in between that did not see it."""

    number: int
    """From 1: how often it had come by then."""
    first: int
    """Number of the first version with the phrase; `last` of the last one."""
    last: int
    after: datetime | None
    """The last look that did not see it yet; None when it was there at the first look."""
    first_seen_at: datetime
    last_seen_at: datetime
    gone_by: datetime | None
    """The first look that no longer saw it: it went between `last_seen_at` and then. None while it stands."""
    is_begun_by_rules: bool = False
    """Whether it may have stood before, where the rules of then did not read."""
    is_ended_by_rules: bool = False
    """Whether our rules no longer read the place where it stood; of the page nothing is claimed."""
    passages: tuple[Passage, ...] = ()

    @property
    def is_standing(self) -> bool:
        """Whether the newest version holds it."""
        return self.gone_by is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What is known of a phrase in one source."""

    source: Source
    language: str | None
    watched_since: datetime
    """First sight of the source's first version."""
    watched_until: datetime
    """Last sight of its newest version."""
    periods: tuple[Period, ...]
    """Those within the scope, oldest first."""

    @property
    def first_seen_at(self) -> datetime:
        """First sight of the phrase, in the first of these periods."""
        return self.periods[0].first_seen_at

    @property
    def last_seen_at(self) -> datetime:
        """Last sight of the phrase, in the last of these periods."""
        return self.periods[-1].last_seen_at

    @property
    def is_standing(self) -> bool:
        """Whether the last of these periods reaches to the newest version."""
        return self.periods[-1].is_standing


class Query:
    """A phrase as it is looked for in each language."""

    def __init__(self, written: str, *, has_families: bool = False) -> None:
        self.written = written
        self.has_families = has_families
        self._plain = self.widest = read_phrase(written)
        self._by_language: dict[str, Phrase] = {}
        if has_families:
            self._by_language = {tag: read_phrase(written, Family(tag).forms) for tag in LANGUAGES}
            self.widest = _merge((self._plain, *self._by_language.values()))

    def phrase_for(self, language: str | None) -> Phrase:
        """The phrase as it is looked for in texts of a language; where that is not known, in every way."""
        return self.widest if language is None else self._by_language.get(_primary(language), self._plain)


def _merge(phrases: Sequence[Phrase]) -> Phrase:
    """Take at each place of a phrase the words of all its readings."""
    columns = zip(*(phrase.places for phrase in phrases), strict=True)
    return Phrase(tuple(tuple(dict.fromkeys(word for words in column for word in words)) for column in columns))


def find_sightings(
    archive: Archive, query: Query, scope: SearchScope = EVERYWHERE, *, most_passages: int | None = None
) -> tuple[Sighting, ...]:
    """Return where a phrase stood, deleted text included: by source, that with the first sight first.

    Of each period the latest passages are told, at most so many; fewer are found sooner.

    Raises: SourceNotFound for a source that the archive does not know.
    """
    with archive.steady():
        chosen = {archive.source(name).id for name in scope.sources}
        by_source: dict[str, list[Stay]] = {}
        for stay in archive.stays(query.widest.places):
            if not chosen or stay.source_id in chosen:
                by_source.setdefault(stay.source_id, []).append(stay)
        finder = _Finder(archive, query, scope, most_passages)
        found = [finder.sight(name, stays) for name, stays in by_source.items()]
    return tuple(sorted(filter(None, found), key=lambda one: (one.first_seen_at, one.source.id)))


_Stretch = tuple[int, int, int]
"""The first and the last place of the history where a passage stood, and the passage."""


class _Held:
    """Which versions of a source hold the phrase, by their places in its history."""

    def __init__(self, outline: Sequence[VersionNote], stays: Iterable[Stay]) -> None:
        self.outline = outline
        at = {note.number: place for place, note in enumerate(outline)}
        self._held = sorted(
            (at[stay.first], (len(outline) if stay.until is None else at[stay.until]) - 1, stay.passage)
            for stay in stays
        )

    def stretches(self) -> Iterator[tuple[int, int]]:
        """Yield the first and the last place of each run of versions that hold the phrase."""
        begun: tuple[int, int] | None = None
        for first, last, _ in self._held:
            if begun is not None and first <= begun[1] + 1:
                begun = begun[0], max(begun[1], last)
                continue
            if begun is not None:
                yield begun
            begun = first, last
        if begun is not None:
            yield begun

    def within(self, first: int, last: int) -> list[_Stretch]:
        """Return the passages of one stretch, in order of their coming."""
        return [one for one in self._held if first <= one[0] and one[1] <= last]


class _Finder:
    """Turns the stays of passages into periods, a source at a time."""

    def __init__(self, archive: Archive, query: Query, scope: SearchScope, most_passages: int | None) -> None:
        self._archive = archive
        self._query = query
        self._scope = scope
        self._most = most_passages
        self._last_seen: dict[tuple[str, int], datetime] = {}

    def sight(self, name: str, stays: Sequence[Stay]) -> Sighting | None:
        """Return what is known of the phrase in a source, None when that is outside the scope."""
        source = self._archive.source(name)
        if self._scope.publisher and _flat(self._scope.publisher) not in _flat(source.publisher or ""):
            return None
        outline = self._archive.outline(name)
        language = source.language or outline[-1].language
        if self._scope.language and _primary(language or "") != _primary(self._scope.language):
            return None
        phrase = self._query.phrase_for(language)
        held = _Held(outline, self._checked(stays, phrase))
        periods = (
            self._period(name, held, number, *stretch, phrase=phrase)
            for number, stretch in enumerate(held.stretches(), start=1)
        )
        within = tuple(period for period in periods if self._is_within(period))
        if not within:
            return None
        return Sighting(
            source=source,
            language=language,
            watched_since=outline[0].first_seen_at,
            watched_until=self._last_seen_at(name, outline[-1]),
            periods=within,
        )

    def _checked(self, stays: Sequence[Stay], phrase: Phrase) -> Sequence[Stay]:
        """Leave out what the index found and the phrase does not fit; it finds too much where it cannot tell."""
        if phrase.is_exact and not self._query.has_families:
            return stays
        texts = self._archive.passages(stay.passage for stay in stays)
        fitting = {passage for passage, text in texts.items() if phrase.find(text)}
        return [stay for stay in stays if stay.passage in fitting]

    def _period(self, name: str, held: _Held, number: int, first: int, last: int, *, phrase: Phrase) -> Period:
        before, begin, end, then = (_at(held.outline, place) for place in (first - 1, first, last, last + 1))
        assert begin is not None
        assert end is not None
        return Period(
            number=number,
            first=begin.number,
            last=end.number,
            after=self._last_seen_at(name, before) if before else None,
            first_seen_at=begin.first_seen_at,
            last_seen_at=self._last_seen_at(name, end),
            gone_by=then.first_seen_at if then else None,
            is_begun_by_rules=before is not None and not self._was_read_alike(name, before, begin),
            is_ended_by_rules=then is not None and self._is_unread(name, end, then, phrase),
            passages=tuple(self._passages(name, held, held.within(first, last), phrase)),
        )

    def _passages(self, name: str, held: _Held, found: Sequence[_Stretch], phrase: Phrase) -> Iterator[Passage]:
        told = found if self._most is None else found[-self._most :]
        texts = self._archive.passages(passage for *_, passage in told)
        for first, last, passage in told:
            yield Passage(
                text=texts[passage],
                places=phrase.find(texts[passage]),
                first=held.outline[first].number,
                last=held.outline[last].number,
                first_seen_at=held.outline[first].first_seen_at,
                last_seen_at=self._last_seen_at(name, held.outline[last]),
                is_standing=last == len(held.outline) - 1,
            )

    def _last_seen_at(self, name: str, note: VersionNote) -> datetime:
        key = name, note.number
        if key not in self._last_seen:
            self._last_seen[key] = self._archive.last_seen_at(*key)
        return self._last_seen[key]

    def _was_read_alike(self, name: str, note: VersionNote, other: VersionNote) -> bool:
        is_alike = note.extraction == other.extraction
        return is_alike or self._archive.reading(name, note.number, other.extraction) is not None

    def _is_unread(self, name: str, end: VersionNote, then: VersionNote, phrase: Phrase) -> bool:
        """Whether the rules that read the next version do not find the phrase in the bytes of this one either."""
        if end.extraction == then.extraction:
            return False
        again = self._archive.reading(name, end.number, then.extraction)
        texts = () if again is None else (again.title or "", *(block.text for block in again.blocks))
        return not any(phrase.find(text) for text in texts)

    def _is_within(self, period: Period) -> bool:
        since, until = self._scope.since, self._scope.until
        is_over = since is not None and period.last_seen_at < _midnight(since)
        is_to_come = until is not None and period.first_seen_at >= _midnight(until) + timedelta(days=1)
        return not (is_over or is_to_come)


def _at(outline: Sequence[VersionNote], place: int) -> VersionNote | None:
    return outline[place] if 0 <= place < len(outline) else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _flat(text: str) -> str:
    return " ".join(word.key for word in cut_words(text))


def _primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()
