# ruff: noqa: S608 - names of tables and columns are constants of this package; values are always bound
"""Versions: wordings kept once, the history they form, and when each was first and last seen."""

from __future__ import annotations

import hashlib
import json
import operator
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from statediff.archive.captures import Captures, Look
from statediff.archive.dialect import Connection
from statediff.archive.packing import pack, unpack
from statediff.archive.records import at_most, dump, storable, to_digest, to_sha256
from statediff.archive.rows import present, read_instant, read_value
from statediff.archive.search import Index
from statediff.archive.shared import Shared
from statediff.archive.stands import Stands
from statediff.errors import ArchiveError, RevisionNotFound
from statediff.model import Block, BlockKind, Capture, DispositionKind, History, Link, Version, Wording

DERIVABLE = frozenset(
    {DispositionKind.OK, DispositionKind.SAME, DispositionKind.REDIRECTED, DispositionKind.PARSER_ERROR}
)
"""Looks that may make or confirm a Version; one that could not be read before may be read later."""
_COLUMNS = "v.id, v.source, v.number, v.capture, v.extraction, v.wording, v.is_technical"
_END = 1 << 62
"""Stands after every capture."""
_SIGHTS = (
    "from capture c join derivation d on d.capture = coalesce(c.confirms, c.id) join version s on s.id = d.version "
    "join wording w on w.id = s.wording where c.source = ? and w.digest = ?"
)
"""Looks `c` at a source that saw words of a digest."""
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
        """Return the version just before the look, or just after it, if its words are the same.

        The one after it was then first seen by this look, unless other words were seen between the two.
        """
        digest = to_sha256(wording.digest)
        before = self._connection.value(
            "select id from version where source = ? and capture < ? order by capture desc limit 1",
            look.source,
            look.id,
        )
        if before is not None and self._digest_under(before, extraction) == digest:
            return int(before)
        after = self._connection.value(
            "select id from version where source = ? and capture > ? order by capture limit 1", look.source, look.id
        )
        if after is None or self._digest_under(after, extraction) != digest or self._returning(look) is not None:
            return None
        self._connection.amend("version", {"id": after}, capture=look.id)
        return int(after)

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
            "select v.extraction, c.body from version v join capture c on c.id = v.capture "
            "where v.source = ? order by v.capture desc limit 1",
            look.source,
        )
        passages = self._keep_passages(wording)
        returning = self._returning(look)
        id_ = self._insert(
            source=look.source,
            capture=look.id,
            extraction=extraction,
            wording=self._keep_wording(wording, passages),
            is_technical=int(last is not None and last[1] == look.body and last[0] != extraction),
        )
        if returning is not None:
            self._insert(**returning)
        if self._after(look) is None:
            self._stands.begin(id_, {*passages, *self._title_passages(wording)})
        else:
            self._stands.rebuild(look.source, self._held(look.source))
        return id_

    def _insert(self, **columns: object) -> int:
        highest = self._connection.value("select max(number) from version where source = ?", columns["source"])
        return self._connection.insert("version", number=(highest or 0) + 1, **columns)

    def _after(self, look: Look) -> int | None:
        """Return the capture of the next version after a look."""
        found: int | None = self._connection.value(
            "select min(capture) from version where source = ? and capture > ?", look.source, look.id
        )
        return found

    def _returning(self, look: Look) -> dict[str, object] | None:
        """Return the version to make when words were seen before and after a look that is read late and says others.

        They went and came back: that is a new version, first seen by the first of the looks after it.
        """
        before = self._connection.row(
            "select v.extraction, v.wording, w.digest from version v join wording w on w.id = v.wording "
            "where v.source = ? and v.capture < ? order by v.capture desc limit 1",
            look.source,
            look.id,
        )
        if before is None:
            return None
        extraction, wording, digest = before
        first = self._connection.value(
            f"select min(c.id) {_SIGHTS} and c.id > ? and c.id < ?",
            look.source,
            digest,
            look.id,
            self._after(look) or _END,
        )
        if first is None:
            return None
        return {
            "source": look.source,
            "capture": first,
            "extraction": extraction,
            "wording": wording,
            "is_technical": 0,
        }

    def _held(self, source: int) -> list[tuple[int, set[int]]]:
        """Return each version of a source with the passages that any reading of it holds, in order of captures."""
        rows = self._connection.rows("select id, wording from version where source = ? order by capture", source)
        return [(id_, self._passages_of(id_, wording)) for id_, wording in rows]

    def _passages_of(self, version: int, wording: int) -> set[int]:
        again = [row[0] for row in self._connection.rows("select wording from reading where version = ?", version)]
        passages: set[int] = set()
        for id_ in (wording, *again):
            found = self._connection.row("select passages, facts from wording where id = ?", id_)
            listed, facts = present(self._connection, found, "wording", id_)
            title = read_value(self._connection, _read_title, facts, ("wording", id_, "facts"))
            passages.update(self._numbers(id_, listed), [self._keep_passage(title)] if title else [])
        return passages

    # ------------------------------------------------------------ wordings

    def _keep_extraction(self, name: str) -> int:
        found = self._connection.value("select id from extraction where name = ?", name)
        return found or self._connection.insert("extraction", name=name)

    def _keep_passages(self, wording: Wording) -> list[int]:
        return [self._keep_passage(block.text) for block in wording.blocks]

    def _title_passages(self, wording: Wording) -> list[int]:
        return [self._keep_passage(wording.title)] if wording.title else []

    def holders(self, text: str) -> list[int]:
        """Return the ids of the sources in which a passage of exactly this text ever stood."""
        sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
        rows = self._connection.rows(
            "select distinct s.source from stand s join passage p on p.id = s.passage where p.sha256 = ? "
            "order by s.source",
            sha256,
        )
        return [row[0] for row in rows]

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
        found = self._connection.row(
            "select w.passages, w.facts, l.id, l.packed from wording w left join layout l on l.id = w.layout "
            "where w.id = ?",
            id_,
        )
        listed, facts, layout, packed = present(self._connection, found, "wording", id_)
        numbers = self._numbers(id_, listed)
        known = self.passages(numbers)
        texts = [known[number] for number in numbers]
        blocks = read_value(
            self._connection,
            lambda content: _blocks_of(texts, json.loads(unpack(content))),
            present(self._connection, packed, "the layout of wording", id_),
            ("layout", layout, "packed"),
        )
        return read_value(
            self._connection, lambda document: _wording_of(document, blocks), facts, ("wording", id_, "facts")
        )

    def _numbers(self, wording: int, listed: str) -> list[int]:
        return read_value(self._connection, _read_numbers, listed, ("wording", wording, "passages"))

    def passages(self, numbers: Iterable[int]) -> dict[int, str]:
        """Return the texts of passages by their rows' ids."""
        wanted = set(numbers)
        listed = ",".join(str(int(number)) for number in wanted)
        rows = self._connection.rows(f"select id, text, exact from passage where id in ({listed})")
        texts = {
            id_: text if exact is None else read_value(self._connection, _read_exact, exact, ("passage", id_, "exact"))
            for id_, text, exact in rows
        }
        if len(texts) < len(wanted):
            present(self._connection, None, "passage", min(wanted - texts.keys()))
        return texts

    # ------------------------------------------------------------ reading

    def rows(self, where: str, *values: object) -> list[Any]:
        """Return version rows that fit a condition on the alias `v`."""
        return self._connection.rows(f"select {_COLUMNS} from version v where {where}", *values)

    def is_read(self, capture: int, seen: int | None, extraction: str) -> bool:
        """Whether the bytes a look vouches for were read by an extraction, and `seen` is the newest version."""
        newest = self._connection.row(
            "select v.number, exists(select 1 from derivation d join extraction x on x.id = d.extraction "
            "where d.capture = coalesce(c.confirms, c.id) and x.name = ?) "
            "from capture c join version v on v.source = c.source where c.id = ? order by v.capture desc limit 1",
            extraction,
            capture,
        )
        return newest is not None and newest == (seen, 1)

    def extraction_of(self, look: Look) -> str | None:
        """Return the key under which the bytes that a look vouches for were read, or None when they were not."""
        found: str | None = self._connection.value(
            "select x.name from derivation d join extraction x on x.id = d.extraction where d.capture = ?",
            look.confirms or look.id,
        )
        return found

    def row(self, id_: int) -> Any:
        """Return a version's row by its id; raises ArchiveDamaged when there is none."""
        return present(self._connection, next(iter(self.rows("v.id = ?", id_)), None), "version row", id_)

    def seen_by(self, capture: int) -> Any:
        """Return the row of the version that a look saw."""
        seen = self._captures.seen_version(self._captures.look(capture))
        return self.row(present(self._connection, seen, "the version of capture", capture).id)

    def find(self, source: int, number: int) -> Any:
        """Return the row of a source's version by its number; raises RevisionNotFound."""
        for row in self.rows("v.source = ? and v.number = ?", source, at_most(number)):
            return row
        name = self._shared.source_name(source)
        raise RevisionNotFound(f"{name}@v{number}", "is not in the archive", f"`statediff log {name}` lists what is")

    def load(self, row: Any) -> Version:
        """Return a row as a Version by its first reading, with the instants between which it was seen."""
        id_, source, number, capture, extraction, wording, is_technical = row
        return Version(
            source_id=self._shared.source_name(source),
            number=number,
            wording=self.wording(wording),
            snapshot=to_digest(self._snapshot_of(capture)),
            extraction=self._extraction(extraction),
            first_seen_at=self._at(capture),
            last_seen_at=self._at(self._last_sight(id_, source, capture)),
            previous_seen_at=self._previous_sight(source, capture),
            capture_id=capture,
            is_technical=bool(is_technical),
            events=self._captures.events_of(capture),
        )

    def history(self, source_id: str) -> History:
        """Return everything known of a source; raises ArchiveDamaged when a version came of a look at another one."""
        source = self._shared.source_id(source_id)
        history = History(
            source=self._shared.source(source),
            versions=tuple(self.load(row) for row in self.rows("v.source = ? order by v.capture", source)),
            captures=self._captures.load(self._captures.looks("c.source = ? order by c.id", source)),
        )
        astray = {version.capture_id for version in history.versions} - {look.id for look in history.captures}
        if astray:
            present(self._connection, None, f"among the looks at {source_id}, capture", min(astray))
        return history

    def sights(self, row: Any) -> Sights:
        """Return when a version was seen, without its wording."""
        id_, source, _, capture, *_ = row
        return Sights(
            first_at=self._at(capture),
            last_at=self._at(self._last_sight(id_, source, capture)),
            previous_at=self._previous_sight(source, capture),
        )

    def digests(self, source: int) -> tuple[str, ...]:
        """Return the digests of a source's wordings, in order of the versions' numbers."""
        rows = self._connection.rows(
            "select w.digest from version v join wording w on w.id = v.wording where v.source = ? order by v.number",
            source,
        )
        return tuple(to_digest(digest) for (digest,) in rows)

    def _snapshot_of(self, capture: int) -> bytes:
        found: bytes | None = self._connection.value(
            "select b.sha256 from capture c join body b on b.id = c.body where c.id = ?", capture
        )
        return present(self._connection, found, "the body of capture", capture)

    def _extraction(self, id_: int) -> str:
        found: str | None = self._connection.value("select name from extraction where id = ?", id_)
        return present(self._connection, found, "extraction", id_)

    def _at(self, capture: int) -> datetime:
        found: int | None = self._connection.value("select at from capture where id = ?", capture)
        return read_instant(self._connection, present(self._connection, found, "capture", capture), "capture", capture)

    def _last_sight(self, version: int, source: int, first: int) -> int:
        """Return the last look that saw a version before the next one came."""
        end = self._connection.value("select min(capture) from version where source = ? and capture > ?", source, first)
        last = self._connection.value(
            f"select c.id {_SIGHTS} and c.id >= ? and c.id < ? order by c.id desc limit 1",
            source,
            self._connection.value(
                "select w.digest from version v join wording w on w.id = v.wording where v.id = ?", version
            ),
            first,
            end or _END,
        )
        return max(first, last or 0)

    def _previous_sight(self, source: int, first: int) -> datetime | None:
        found = self._connection.row(
            "select c.at, c.id from capture c join derivation d on d.capture = coalesce(c.confirms, c.id) "
            "where c.source = ? and c.id < ? order by c.id desc limit 1",
            source,
            first,
        )
        return None if found is None else read_instant(self._connection, found[0], "capture", found[1])

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


def _read_numbers(listed: str) -> list[int]:
    return [operator.index(number) for number in json.loads(listed)]


def _read_title(facts: str) -> str | None:
    title: str | None = json.loads(facts)["title"]
    return title


def _wording_of(facts: str, blocks: tuple[Block, ...]) -> Wording:
    known: dict[str, Any] = json.loads(facts)
    return Wording(**{**known, "notes": tuple(known["notes"])}, blocks=blocks)


def _read_exact(exact: bytes) -> str:
    return exact.decode("utf-8", "surrogatepass")


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


def _blocks_of(texts: Iterable[str], shapes: list[list[Any]]) -> tuple[Block, ...]:
    return tuple(_block_of(text, shape) for text, shape in zip(texts, shapes, strict=True))


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
