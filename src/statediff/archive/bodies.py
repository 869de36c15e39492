"""Bodies: every byte string once, byte-exact, named by SHA-256, packed against earlier bodies of the same page."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterator
from itertools import islice

from statediff.archive.dialect import Connection
from statediff.archive.packing import GROUP_MEMBERS, MOST_DELTAS, base_member, can_be_base, pack, unpack
from statediff.archive.rows import present
from statediff.errors import ArchiveDamaged

REMEMBERED_BYTES = 32 * 1024 * 1024
"""Unpacked bodies kept at hand: the base of the next body is often the last one read."""

GOOD_SHARE = 12
"""A delta of a 12th of what the body takes by itself is good enough; else other members of the group are tried."""
MOST_BODIES_REMEMBERED = 10_000
"""By hash and size, about 200 bytes each."""
MOST_TRIALS = 16
MOST_TRIAL_BYTES = 4 * 1024 * 1024
"""Other members that are tried, and bytes that are packed in doing so: for pages all, for large documents none."""


class Bodies:
    """The body table. A lane is a line of bodies that resemble each other.

    Source n has three: 2n for its documents, 2n + 1 for its failures, -n for the requests and answers of its hops.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._at_hand: OrderedDict[int, bytes] = OrderedDict()
        self._bytes_at_hand = 0
        self._undone = 0
        self._facts: dict[int, tuple[bytes, int]] = {}

    def find(self, sha256: bytes) -> int | None:
        """Return the id of a kept body, or None."""
        found = self._connection.value("select id from body where sha256 = ?", sha256)
        return None if found is None else int(found)

    def keep(self, body: bytes, sha256: bytes, lane: int) -> int:
        """Keep a body once and return its id. Call inside a transaction."""
        return self.find(sha256) or self._add(body, sha256, lane)

    def _add(self, body: bytes, sha256: bytes, lane: int) -> int:
        id_ = self._connection.next_id("body")
        keyframe, member = self._next_place(lane) or (id_, 0)
        alone = pack(body)
        chosen = self._pack_against(body, len(alone), keyframe, member)
        base, packed = chosen or (None, alone)
        self._connection.insert(
            "body",
            id=id_,
            sha256=sha256,
            size=len(body),
            lane=lane,
            keyframe=keyframe,
            member=member,
            base=base,
            packed=packed,
        )
        return id_

    def _next_place(self, lane: int) -> tuple[int, int] | None:
        last = self._connection.row("select keyframe, member from body where lane = ? order by id desc limit 1", lane)
        if last is None or last[1] + 1 >= GROUP_MEMBERS:
            return None
        return last[0], last[1] + 1

    def _pack_against(self, body: bytes, alone: int, keyframe: int, member: int) -> tuple[int, bytes] | None:
        """Pack against a member of the group; None when none saves half of `alone` bytes."""
        best: tuple[int, int, bytes] | None = None
        for id_, depth in self._candidates(keyframe, member, len(body)):
            try:
                base = self.read(id_)
            except ArchiveDamaged:
                # What came must be kept, also when what came before is damaged; `verify` tells of that.
                continue
            if can_be_base(base, body):
                delta = pack(body, base)
                # A shallow base is worth a tenth a step: those that follow may be packed against this body.
                weight = len(delta) * (10 + depth)
                if best is None or weight < best[0]:
                    best = weight, id_, delta
            if best is not None and GOOD_SHARE * len(best[2]) <= alone:
                break
        return None if best is None or 2 * len(best[2]) > alone else best[1:]

    def _candidates(self, keyframe: int, member: int, size: int) -> Iterator[tuple[int, int]]:
        """Yield (id, depth) of what the next member may be packed against: most likely first, then the shallowest."""
        depths: dict[int, int] = {}
        members: dict[int, tuple[int, int]] = {}
        rows = self._connection.rows("select id, base, member from body where keyframe = ? order by member", keyframe)
        for id_, base, number in rows:
            depths[id_] = 0 if base is None else depths.get(base, MOST_DELTAS) + 1
            if depths[id_] < MOST_DELTAS:
                members[number] = id_, depths[id_]
        likely = [number for number in (base_member(member), member - 1) if number in members]
        shallow = sorted(members, key=lambda number: (members[number][1], -number))
        others = (number for number in shallow if number not in likely)
        for number in (*dict.fromkeys(likely), *islice(others, min(MOST_TRIALS, MOST_TRIAL_BYTES // (size + 1)))):
            yield members[number]

    def read(self, id_: int) -> bytes:
        """Return a body by its id; raises ArchiveDamaged when a frame it needs does not unpack."""
        self._drop_what_was_undone()
        chain: list[tuple[int, bytes]] = []
        body: bytes | None = None
        step: int | None = id_
        while step is not None and (body := self._at_hand.get(step)) is None:
            row = self._connection.row("select base, packed from body where id = ?", step)
            if row is None or any(step == seen for seen, _ in chain):
                raise ArchiveDamaged(str(self._connection.path), f"body {step} is missing", _HEAL)
            chain.append((step, row[1]))
            step = row[0]
        for number, packed in reversed(chain):
            body = self._unpack(number, packed, body)
            self._remember(number, body)
        assert body is not None
        return body

    def facts(self, id_: int) -> tuple[bytes, int]:
        """Return SHA-256 and size of a body; remembered, since most looks confirm one that was seen before."""
        self._drop_what_was_undone()
        facts = self._facts.get(id_)
        if facts is None:
            if len(self._facts) > MOST_BODIES_REMEMBERED:
                self._facts.clear()
            found = self._connection.row("select sha256, size from body where id = ?", id_)
            sha256, size = present(self._connection, found, "body", id_)
            facts = self._facts[id_] = sha256, size
        return facts

    def _drop_what_was_undone(self) -> None:
        """Forget what was remembered of bodies that a rolled-back transaction may have taken."""
        if self._undone != self._connection.undone:
            self._undone = self._connection.undone
            self._facts.clear()
            self.forget()

    def _unpack(self, number: int, packed: bytes, base: bytes | None) -> bytes:
        try:
            return unpack(packed, base)
        except ValueError as error:
            cause = f"body {number} is damaged ({error})"
            raise ArchiveDamaged(str(self._connection.path), cause, _HEAL) from error

    def _remember(self, id_: int, body: bytes) -> None:
        self._bytes_at_hand += len(body) - len(self._at_hand.pop(id_, b""))
        self._at_hand[id_] = body
        while len(self._at_hand) > 1 and self._bytes_at_hand > REMEMBERED_BYTES:
            _, dropped = self._at_hand.popitem(last=False)
            self._bytes_at_hand -= len(dropped)

    def forget(self) -> None:
        """Drop the bodies at hand, so that the next read comes from the disk."""
        self._at_hand.clear()
        self._bytes_at_hand = 0

    def read_checked(self, id_: int) -> bytes:
        """Return a body whose bytes were hashed again and still bear their name."""
        body = self.read(id_)
        sha256 = self._connection.value("select sha256 from body where id = ?", id_)
        if hashlib.sha256(body).digest() != sha256:
            raise ArchiveDamaged(
                str(self._connection.path), f"body {id_} no longer matches sha256:{sha256.hex()}", _HEAL
            )
        return body

    def numbers(self) -> Iterator[tuple[int, bytes]]:
        """Yield (id, SHA-256) of every body, groups together so that bases are at hand."""
        yield from self._connection.rows("select id, sha256 from body order by keyframe, member")


_HEAL = "mend it from another copy with `statediff verify --heal OTHER.db`"
