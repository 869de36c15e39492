"""What people decided about what was seen: verdicts, annotations, edition links and filters, only ever added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any, TypeVar

from statediff.archive.dialect import Connection
from statediff.archive.records import LARGEST_NUMBER, storable, to_microseconds
from statediff.archive.rows import read_instant, read_value
from statediff.archive.shared import Shared
from statediff.archive.versions import Versions
from statediff.errors import UsageError
from statediff.judgements import Annotation, EditionLink, Filter, LinkState, Verdict, VerdictKind

Judgement = TypeVar("Judgement", Verdict, Annotation, EditionLink, Filter)


class Judgements:
    """The tables of judgements; each is kept as it is given, and read back oldest first."""

    def __init__(self, connection: Connection, shared: Shared, versions: Versions) -> None:
        self._connection = connection
        self._shared = shared
        self._versions = versions

    # ------------------------------------------------------------ verdicts

    def keep_verdict(self, verdict: Verdict) -> Verdict:
        """Keep a verdict on the change between two versions; return it with its id."""
        verdict = _in_storable_words(verdict)
        id_ = self._insert(
            "review",
            old=self._version_id(verdict.source_id, verdict.old),
            new=self._version_id(verdict.source_id, verdict.new),
            kind=str(verdict.kind),
            reviewer=verdict.reviewer,
            at=to_microseconds(verdict.decided_at),
            codebook=verdict.codebook,
            note=verdict.note,
            cluster=verdict.cluster,
        )
        return replace(verdict, id=id_)

    def keep_verdicts(self, verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
        """Keep one decision about several changes, whole or not at all; return its verdicts with their ids."""
        with self._connection.writing("FULL"):
            return tuple(self.keep_verdict(verdict) for verdict in verdicts)

    def verdicts(self, source_id: str | None) -> tuple[Verdict, ...]:
        """Return the verdicts of all sources or of one."""
        rows = self._rows(
            "select r.id, s.name, o.number, n.number, r.kind, r.reviewer, r.at, r.codebook, r.note, r.cluster "
            "from review r join version o on o.id = r.old join version n on n.id = r.new "
            "join source s on s.id = n.source",
            "r",
            source_id,
        )
        return tuple(
            Verdict(
                id=id_,
                source_id=name,
                old=old,
                new=new,
                kind=read_value(self._connection, VerdictKind, kind, ("review", id_, "kind")),
                reviewer=reviewer,
                decided_at=read_instant(self._connection, at, "review", id_),
                codebook=codebook,
                note=note,
                cluster=cluster,
            )
            for id_, name, old, new, kind, reviewer, at, codebook, note, cluster in rows
        )

    # ------------------------------------------------------------ annotations

    def keep_annotation(self, annotation: Annotation) -> Annotation:
        """Keep a note on a passage of a version; return it with its id."""
        if not 0 <= annotation.start <= annotation.end <= LARGEST_NUMBER:
            raise UsageError(
                f"{annotation.source_id}@v{annotation.version}",
                f"has no passage from {annotation.start} to {annotation.end}",
                "count from 0, and let the end stand behind the start",
            )
        annotation = _in_storable_words(annotation)
        id_ = self._insert(
            "annotation",
            version=self._version_id(annotation.source_id, annotation.version),
            begins=annotation.start,
            ends=annotation.end,
            quote=annotation.quote,
            text=annotation.text,
            author=annotation.author,
            at=to_microseconds(annotation.written_at),
        )
        return replace(annotation, id=id_)

    def annotations(self, source_id: str | None) -> tuple[Annotation, ...]:
        """Return the annotations of all sources or of one."""
        rows = self._rows(
            "select a.id, s.name, v.number, a.begins, a.ends, a.quote, a.text, a.author, a.at "
            "from annotation a join version v on v.id = a.version join source s on s.id = v.source",
            "a",
            source_id,
        )
        return tuple(
            Annotation(
                id=id_,
                source_id=name,
                version=version,
                start=begins,
                end=ends,
                quote=quote,
                text=text,
                author=author,
                written_at=read_instant(self._connection, at, "annotation", id_),
            )
            for id_, name, version, begins, ends, quote, text, author, at in rows
        )

    # ------------------------------------------------------------ edition links

    def keep_edition_link(self, link: EditionLink) -> EditionLink:
        """Keep a person's word on whether one source carries the statement of another; return it with its id."""
        link = _in_storable_words(link)
        id_ = self._insert(
            "edition_link",
            source=self._source_id(link.source_id),
            edition_of=self._source_id(link.edition_of),
            state=str(link.state),
            reviewer=link.reviewer,
            at=to_microseconds(link.decided_at),
        )
        return replace(link, id=id_)

    def edition_links(self, source_id: str | None) -> tuple[EditionLink, ...]:
        """Return the edition links of all sources, or those that one source bears."""
        rows = self._rows(
            "select l.id, s.name, o.name, l.state, l.reviewer, l.at "
            "from edition_link l join source s on s.id = l.source join source o on o.id = l.edition_of",
            "l",
            source_id,
        )
        return tuple(
            EditionLink(
                id=id_,
                source_id=name,
                edition_of=edition_of,
                state=read_value(self._connection, LinkState, state, ("edition_link", id_, "state")),
                reviewer=reviewer,
                decided_at=read_instant(self._connection, at, "edition_link", id_),
            )
            for id_, name, edition_of, state, reviewer, at in rows
        )

    # ------------------------------------------------------------ filters

    def keep_filter(self, filter_: Filter) -> Filter:
        """Keep that a place is filtered from now on, or no longer; return it with its id."""
        filter_ = _in_storable_words(filter_)
        id_ = self._insert(
            "place_filter",
            source=self._source_id(filter_.source_id),
            slot=filter_.slot,
            is_active=int(filter_.is_active),
            evidence=filter_.evidence,
            at=to_microseconds(filter_.decided_at),
        )
        return replace(filter_, id=id_)

    def filters(self, source_id: str | None) -> tuple[Filter, ...]:
        """Return the filters of all sources or of one, with those that were ended since."""
        rows = self._rows(
            "select f.id, s.name, f.slot, f.is_active, f.evidence, f.at "
            "from place_filter f join source s on s.id = f.source",
            "f",
            source_id,
        )
        return tuple(
            Filter(
                id=id_,
                source_id=name,
                slot=slot,
                is_active=bool(is_active),
                evidence=evidence,
                decided_at=read_instant(self._connection, at, "place_filter", id_),
            )
            for id_, name, slot, is_active, evidence, at in rows
        )

    # ------------------------------------------------------------ rows

    def _source_id(self, name: str) -> int:
        self._shared.refresh()
        return self._shared.source_id(name)

    def _version_id(self, source_id: str, number: int) -> int:
        return int(self._versions.find(self._source_id(source_id), number)[0])

    def _insert(self, table: str, **columns: object) -> int:
        with self._connection.writing("FULL"):
            return self._connection.insert(table, **columns)

    def _rows(self, joined: str, alias: str, source_id: str | None) -> list[Any]:
        """Return the rows of a query in which `s` is the source, oldest first."""
        if source_id is None:
            return self._connection.rows(f"{joined} order by {alias}.id")
        source = self._source_id(source_id)
        return self._connection.rows(f"{joined} where s.id = ? order by {alias}.id", source)


def _in_storable_words(judgement: Judgement) -> Judgement:
    facts = {entry.name: getattr(judgement, entry.name) for entry in fields(judgement)}
    words: dict[str, Any] = {name: storable(fact) for name, fact in facts.items() if isinstance(fact, str)}
    return replace(judgement, **words)
