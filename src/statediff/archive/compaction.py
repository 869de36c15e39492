"""Compaction: bodies packed anew, more tightly than there is time for while a run is waiting."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from statediff.archive.bodies import Bodies
from statediff.archive.dialect import Connection
from statediff.archive.packing import pack, unpack
from statediff.errors import ArchiveDamaged

TIGHTEST_LEVEL = 19
"""Saves about 3 % beside the level of a run, for 30 times its work; above it zstd needs far more memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compaction:
    """What packing anew did; sizes are bytes of the whole file."""

    bytes_before: int
    bytes_after: int
    repacked: int
    """Bodies that take less room now."""


def repack(connection: Connection, bodies: Bodies, level: int = TIGHTEST_LEVEL) -> int:
    """Pack every body anew against the base it has, where that is smaller; return how many were.

    A group of bodies is written in one short transaction: whenever this is cut off, every body reads as before.
    Raises ArchiveDamaged, before anything of its group is written, when a body does not bear its digest.
    """
    places = connection.rows("select keyframe, id, base from body order by keyframe, member")
    repacked = 0
    for _, group in itertools.groupby(places, key=itemgetter(0)):
        tighter = [found for _, id_, base in group for found in _pack_tighter(connection, bodies, id_, base, level)]
        if tighter:
            with connection.writing("FULL"):
                for id_, packed in tighter:
                    connection.amend("body", {"id": id_}, packed=packed)
        repacked += len(tighter)
    return repacked


def _pack_tighter(
    connection: Connection, bodies: Bodies, id_: int, base: int | None, level: int
) -> Iterator[tuple[int, bytes]]:
    """Yield the body's new frame when it is smaller than the one it has."""
    ground = None if base is None else bodies.read_checked(base)
    body = bodies.read_checked(id_)
    packed = pack(body, ground, level=level)
    if len(packed) >= connection.value("select length(packed) from body where id = ?", id_):
        return
    if unpack(packed, ground) != body:
        raise ArchiveDamaged(str(connection.path), f"body {id_} cannot be packed anew", "report this")
    yield id_, packed
