"""Copies: a backup taken beside a busy writer, and mending bodies from another copy."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from statediff.archive.bodies import Bodies
from statediff.archive.dialect import Connection, beside, log_of
from statediff.archive.imprint import forget_imprint, impress
from statediff.archive.packing import pack
from statediff.archive.records import to_digest
from statediff.errors import ArchiveError, StatediffError


@dataclass(frozen=True, slots=True, kw_only=True)
class Healing:
    """What mending did, by digests in order of the bodies."""

    mended: tuple[str, ...] = ()
    unmended: tuple[str, ...] = ()
    """Damaged here, and missing or damaged in the other archive too."""


def back_up(connection: Connection, target: Path) -> None:
    """Copy a database as it stands to a new file that appears when it is whole, with an imprint of its own."""

    def fill(fresh: Path) -> None:
        connection.copy_to(fresh)
        with contextlib.closing(Connection(fresh)) as copy:
            impress(copy)

    make_whole(target, fill)


def make_whole(target: Path, fill: Callable[[Path], None]) -> None:
    """Let a new file appear under its name when it is whole; raises ArchiveError when the name is taken."""
    refuse_no_name(target)
    fresh = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        refuse_left_log(target)
        fresh.unlink(missing_ok=True)
        fresh.touch(exist_ok=False)
        fill(fresh)
        _publish(fresh, target)
    except FileExistsError as error:
        raise ArchiveError(str(target), "there is a file already", "open it, or choose another path") from error
    except OSError as error:
        cause = f"no archive can be made there ({error.strerror})"
        raise ArchiveError(str(target), cause, "make the folder, and give this user the right to write it") from error
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)


def refuse_no_name(target: Path) -> None:
    """Refuse what names a folder without a file in it, as `.` and `/` do, and what no file can be called."""
    if not target.name or "\0" in str(target):
        raise ArchiveError(str(target), "names no file", "name a new file in that folder")


def refuse_left_log(target: Path) -> None:
    """Refuse a place where the write-ahead log of a vanished archive stands: SQLite would play it into the new file."""
    for log in (log_of(target), beside(target, "-journal")):
        if log.exists() and not target.exists():
            cause = f"{log.name} is left of an archive that is gone, and may hold its last captures"
            raise ArchiveError(str(target), cause, "put that archive back, or move its log away")


def _publish(fresh: Path, place: Path) -> None:
    """Give a file its final name, unless that is taken; file systems without links need two steps."""
    try:
        os.link(fresh, place)
    except FileExistsError:
        raise
    except OSError:
        place.touch(exist_ok=False)
        fresh.replace(place)
    _sync_folder(place.absolute().parent)


def _sync_folder(folder: Path) -> None:
    """Let the names in a folder outlive a loss of power, where its file system can promise that."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def heal_bodies(connection: Connection, bodies: Bodies, fetch: Callable[[str], bytes]) -> Healing:
    """Put bodies that no longer bear their digest in order again; `fetch` returns bytes by digest, or raises."""
    mended: list[str] = []
    unmended: list[str] = []
    bodies.forget()
    with connection.writing("FULL"):
        for id_, sha256 in bodies.numbers():
            try:
                bodies.read_checked(id_)
            except ArchiveError:
                bodies.forget()
                digest = to_digest(sha256)
                (mended if _mend(connection, bodies, id_, digest, fetch) else unmended).append(digest)
        if mended:
            connection.recount("body")
            # The rows are as they were, and so would the imprint count; their bytes may stand elsewhere in the file.
            forget_imprint(connection)
    return Healing(mended=tuple(mended), unmended=tuple(unmended))


def _mend(connection: Connection, bodies: Bodies, id_: int, digest: str, fetch: Callable[[str], bytes]) -> bool:
    base = connection.value("select base from body where id = ?", id_)
    try:
        packed = pack(fetch(digest), None if base is None else bodies.read_checked(base))
    except StatediffError:
        return False
    connection.amend("body", {"id": id_}, packed=packed)
    return True
