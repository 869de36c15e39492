# ruff: noqa: S608 - names of tables and columns are constants of this package; values are always bound
"""Versions: wordings kept once, the history they form, and when each was first and last seen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from statediff.archive.captures import Captures, Look
from statediff.archive.dialect import Connection
from statediff.archive.packing import pack, unpack
from statediff.archive.records import dump, storable, to_digest, to_instant, to_sha256
from statediff.archive.search import Index
from statediff.archive.shared import Shared
from statediff.archive.stands import Stands
from statediff.errors import ArchiveError, RevisionNotFound
from statediff.model import Block, BlockKind, Capture, DispositionKind, Link, Version, Wording

DERIVABLE = frozenset(
    {DispositionKind.OK, DispositionKind.SAME, DispositionKind.REDIRECTED, DispositionKind.PARSER_ERROR}
)
"""Looks that may make or confirm a Version; one that could not be read before may be read later."""
_COLUMNS = "v.id, v.source, v.number, v.capture, v.extraction, v.wording, v.is_technical"
_FACTS = (
    "title",
    "language",
    "published",
    "modified",
    "canonical_url",
    "correction",
    "charset",
    "container",
    "notes",
)
"""Everything of a Wording but its blocks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sights:
    """When a version was first and last seen, and the one before it last."""

    first_at: datetime
    last_at: datetime
    previous_at: datetime | None


class Versions:
    """Reads wordings into versions and back."""

    def __init__(
        self, connection: Connection, shared: Shared, captures: Captures, index: Index, stands: Stands
    ) -> None:
        self._connection = connection
        self._shared = shared
        self._captures = captures
        self._index = index
        self._stands = stands

    # ------------------------------------------------------------ making

    def derive(self, capture: Capture, wording: Wording, extraction: str) -> None:
        """Make a version of what a look brought, or confirm the neighbour with the same words. Once a capture."""
        look = self._captures.look(capture.id)
        self._check_derivable(look)
        target = look if look.confirms in (None, look.id) else self._captures.look(look.confirms or look.id)
        with self._connection.writing():
            self._shared.refresh()
            self._connection.remove("pending", capture=target.id)
            if self._connection.value("select 1 from derivation where capture = ?", target.id):
                return
            key = self._keep_extraction(extraction)
            version = self._neighbour(target, wording, key) or self._add(target, wording, key)
            self._connection.insert("derivation", capture=target.id, version=version, extraction=key)
            if self._is_failed(target.id):
                self._amend_readable(target.id, extraction)

    def _check_derivable(self, look: Look) -> None:
        (current,) = self._captures.load([look])
        if current.disposition.kind not in DERIVABLE or current.digest is None:
            raise ArchiveError(
                f"capture {look.id} of {current.source_id}",
                f"is {current.disposition} and can make no version",
                "only a look that brought the document can; confirm a suspect one first",
            )

    def _is_failed(self, capture: int) -> bool:
        kind = self._connection.value("select kind from amendment where capture = ? order by id desc limit 1", capture)
        return bool(kind == DispositionKind.PARSER_ERROR)

    def _amend_readable(self, capture: int, extraction: str) -> None:
        self._connection.insert(
            "amendment", capture=capture, kind="ok", reason="read after all", reviewer="", extraction=extraction
        )

    def _neighbour(self, look: Look, wording: Wording, extraction: int) -> int | None:
        """Return the version just before the look, or just after it, if its words are the same."""
        around = (
            "select id from version where source = ? and capture < ? order by capture desc limit 1",
            "select id from version where source = ? and capture > ? order by capture limit 1",
        )
        for sql in around:
            id_ = self._connection.value(sql, look.source, look.id)
            if id_ is not None and self._digest_under(id_, extraction) == to_sha256(wording.digest):
                return int(id_)
        return None

    def _digest_under(self, version: int, extraction: int) -> bytes:
        """Return the digest of a version's words as read by an extraction, or as first read."""
        found: bytes = self._connection.value(
            "select w.digest from wording w join ("
            "select wording, 0 as place from reading where version = ? and extraction = ? union all "
            "select wording, 1 from version where id = ? order by place limit 1) r on r.wording = w.id",
            version,
            extraction,
            version,
        )
        return found

    def _add(self, look: Look, wording: Wording, extraction: int) -> int:
        last = self._connection.row(
            "select v.id, v.number, v.extraction, c.body from version v join capture c on c.id = v.capture "
            "where v.source = ? order by v.capture desc limit 1",
            look.source,
        )
        passages = self._keep_passages(wording)
        highest = self._connection.value("select max(number) from version where source = ?", look.source)
        id_ = self._connection.insert(
            "version",
            source=look.source,
            number=(highest or 0) + 1,
            capture=look.id,
            extraction=extraction,
            wording=self._keep_wording(wording, passages),
            is_technical=int(last is not None and last[3] == look.body and last[2] != extraction),
        )
        self._stands.begin(id_, {*passages, *self._title_passages(wording)})
        return id_

    # ------------------------------------------------------------ wordings

    def _keep_extraction(self, name: str) -> int:
        found = self._connection.value("select id from extraction where name = ?", name)
        return found or self._connection.insert("extraction", name=name)

    def _keep_passages(self, wording: Wording) -> list[int]:
        return [self._keep_passage(block.text) for block in wording.blocks]

    def _title_passages(self, wording: Wording) -> list[int]:
        return [self._keep_passage(wording.title)] if wording.title else []

    def _keep_passage(self, text: str) -> int:
        exact = text.encode("utf-8", "surrogatepass")
        sha256 = hashlib.sha256(exact).digest()
        found = self._connection.value("select id from passage where sha256 = ?", sha256)
        if found:
            return int(found)
        plain = storable(text)
        id_ = self._connection.insert("passage", sha256=sha256, text=plain, exact=None if plain == text else exact)
        self._index.add(id_, plain)
        return id_

    def _keep_wording(self, wording: Wording, passages: list[int]) -> int:
        layout = dump([_shape_of(block) for block in wording.blocks])
        facts = dump({name: getattr(wording, name) for name in _FACTS})
        key = hashlib.sha256(dump([passages, layout, facts]).encode()).digest()
        found = self._connection.value("select id from wording where sha256 = ?", key)
        return found or self._connection.insert(
            "wording",
            sha256=key,
            digest=to_sha256(wording.digest),
            title=None if wording.title is None else storable(wording.title),
            language=None if wording.language is None else storable(wording.language),
            published=None if wording.published is None else storable(wording.published),
            modified=None if wording.modified is None else storable(wording.modified),
            passages=dump(passages),
            layout=self._keep_layout(layout),
            facts=facts,
        )

    def _keep_layout(self, layout: str) -> int:
        content = layout.encode()
        sha256 = hashlib.sha256(content).digest()
        found = self._connection.value("select id from layout where sha256 = ?", sha256)
        return found or self._connection.insert("layout", sha256=sha256, packed=pack(content))

    def wording(self, id_: int) -> Wording:
        """Return a wording by its row's id."""
        passages, facts, packed = self._connection.row(
            "select w.passages, w.facts, l.packed from wording w join layout l on l.id = w.layout where w.id = ?", id_
        )
        numbers = json.loads(passages)
        texts = self._passages(numbers)
        shapes = json.loads(unpack(packed))
        known = json.loads(facts)
        return Wording(
            **{**known, "notes": tuple(known["notes"])},
            blocks=tuple(_block_of(texts[number], shape) for number, shape in zip(numbers, shapes, strict=True)),
        )

    def _passages(self, numbers: Iterable[int]) -> dict[int, str]:
        listed = ",".join(str(int(number)) for number in numbers)
        rows = self._connection.rows(f"select id, text, exact from passage where id in ({listed})")
        return {id_: text if exact is None else exact.decode("utf-8", "surrogatepass") for id_, text, exact in rows}

    # ------------------------------------------------------------ reading

    def rows(self, where: str, *values: object) -> list[Any]:
        """Return version rows that fit a condition on the alias `v`."""
        return self._connection.rows(f"select {_COLUMNS} from version v where {where}", *values)

    def find(self, source: int, number: int) -> Any:
        """Return the row of a source's version by its number; raises RevisionNotFound."""
        for row in self.rows("v.source = ? and v.number = ?", source, number):
            return row
        name = self._shared.source_name(source)
        raise RevisionNotFound(f"{name}@v{number}", "is not in the archive", f"`statediff log {name}` lists what is")

    def load(self, row: Any) -> Version:
        """Return a row as a Version by its first reading, with the instants between which it was seen."""
        id_, source, number, capture, extraction, wording, is_technical = row
        first = self._first_sight(id_, capture)
        return Version(
            source_id=self._shared.source_name(source),
            number=number,
            wording=self.wording(wording),
            snapshot=to_digest(self._snapshot_of(capture)),
            extraction=self._connection.value("select name from extraction where id = ?", extraction),
            first_seen_at=to_instant(self._at(first)),
            last_seen_at=to_instant(self._at(self._last_sight(id_, source, first))),
            previous_seen_at=self._previous_sight(source, first),
            capture_id=capture,
            is_technical=bool(is_technical),
            events=self._captures.events_of(capture),
        )

    def sights(self, row: Any) -> Sights:
        """Return when a version was seen, without its wording."""
        id_, source, _, capture, *_ = row
        first = self._first_sight(id_, capture)
        return Sights(
            first_at=to_instant(self._at(first)),
            last_at=to_instant(self._at(self._last_sight(id_, source, first))),
            previous_at=self._previous_sight(source, first),
        )

    def digests(self, source: int) -> tuple[str, ...]:
        """Return the digests of a source's wordings, in order of the versions' numbers."""
        rows = self._connection.rows(
            "select w.digest from version v join wording w on w.id = v.wording where v.source = ? order by v.number",
            source,
        )
        return tuple(to_digest(digest) for (digest,) in rows)

    def _first_sight(self, version: int, capture: int) -> int:
        earliest = self._connection.value("select min(capture) from derivation where version = ?", version)
        return min(capture, earliest or capture)

    def _snapshot_of(self, capture: int) -> bytes:
        found: bytes = self._connection.value(
            "select b.sha256 from capture c join body b on b.id = c.body where c.id = ?", capture
        )
        return found

    def _at(self, capture: int) -> int:
        return int(self._connection.value("select at from capture where id = ?", capture))

    def _last_sight(self, version: int, source: int, first: int) -> int:
        """Return the last look that saw a version before the next one came."""
        end = self._connection.value("select min(capture) from version where source = ? and capture > ?", source, first)
        confirming = self._connection.value(
            "select c.id from capture c join derivation d on d.capture = c.confirms where c.source = ? "
            "and c.confirms is not null and c.id >= ? and c.id < ? and d.version = ? order by c.id desc limit 1",
            source,
            first,
            end or 1 << 62,
            version,
        )
        derived = self._connection.value("select max(capture) from derivation where version = ?", version)
        return max(first, confirming or 0, derived or 0)

    def _previous_sight(self, source: int, first: int) -> datetime | None:
        at = self._connection.value(
            "select c.at from capture c join derivation d on d.capture = coalesce(c.confirms, c.id) "
            "where c.source = ? and c.id < ? order by c.id desc limit 1",
            source,
            first,
        )
        return None if at is None else to_instant(at)

    def readings(self, version: int, extraction: str) -> Wording | None:
        """Return a version's wording as read by an extraction, or None."""
        id_ = self._connection.value(
            "select r.wording from (select version, extraction, wording from reading union all "
            "select id, extraction, wording from version) r join extraction e on e.id = r.extraction "
            "where r.version = ? and e.name = ?",
            version,
            extraction,
        )
        return None if id_ is None else self.wording(id_)

    def keep_reading(self, version: int, wording: Wording, extraction: str, *, is_technical: bool) -> None:
        """Keep another reading of a version's bytes, once an extraction."""
        with self._connection.writing():
            self._shared.refresh()
            if self.readings(version, extraction) is not None:
                return
            passages = self._keep_passages(wording)
            self._stands.extend(version, {*passages, *self._title_passages(wording)})
            self._connection.insert(
                "reading",
                version=version,
                extraction=self._keep_extraction(extraction),
                wording=self._keep_wording(wording, passages),
                is_technical=int(is_technical),
            )


def _shape_of(block: Block) -> list[object]:
    """Return everything of a block but its words; trailing defaults are left off."""
    links = [[link.text, link.href] for link in block.links]
    shape: list[object] = [str(block.kind), block.level, block.signature, links, list(block.cells), block.language]
    defaults: tuple[object, ...] = (None, [], [], "", 0)
    for default in defaults:
        if shape[-1] != default:
            break
        shape.pop()
    return shape


def _block_of(text: str, shape: list[Any]) -> Block:
    defaults: list[Any] = ["", 0, "", [], [], None]
    kind, level, signature, links, cells, language = [*shape, *defaults[len(shape) :]]
    return Block(
        kind=BlockKind(kind),
        text=text,
        level=level,
        signature=signature,
        links=tuple(Link(text=words, href=href) for words, href in links),
        cells=tuple(cells),
        language=language,
    )
