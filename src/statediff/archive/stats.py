"""How large an archive is, and what takes the room."""

from __future__ import annotations

from dataclasses import dataclass

from statediff.archive.dialect import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSize:
    """What one source's captures brought and take; a body that two sources share counts for the first."""

    source_id: str
    captures: int
    versions: int
    snapshots: int
    snapshot_bytes: int
    """Its different bodies, unpacked."""
    packed_bytes: int
    """What they take in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveStats:
    """Counts and sizes of an archive; sizes are bytes."""

    captures: int
    snapshots: int
    versions: int
    file_bytes: int
    """The whole file, with everything that was derived."""
    served_bytes: int
    """What all captures brought, had each been kept as it came."""
    snapshot_bytes: int
    """All different bodies of looks, unpacked."""
    packed_bytes: int
    """What they take in the file."""
    messages: int = 0
    """Different requests and answers of hops; an answer's headers and the body of a look stand elsewhere."""
    message_bytes: int = 0
    """What they take in the file."""
    largest: tuple[SourceSize, ...] = ()
    """The sources whose bodies take most room, largest first."""

    @property
    def bytes_a_capture(self) -> float:
        """How much of the file one capture takes; 0 without captures."""
        return self.file_bytes / self.captures if self.captures else 0.0

    @property
    def ratio(self) -> float:
        """How many times more was served than the file takes."""
        return self.served_bytes / self.file_bytes if self.file_bytes else 0.0


def measure(connection: Connection, largest: int) -> ArchiveStats:
    """Measure an archive as it stands at one moment."""
    with connection.steady():
        captures, served = connection.row(
            "select count(*), coalesce(sum(b.size), 0) from capture c left join body b on b.id = c.body"
        )
        sums = "select count(*), coalesce(sum(size), 0), coalesce(sum(length(packed)), 0) from body"
        snapshots, unpacked, packed = connection.row(f"{sums} where lane > 0")
        messages, _, said = connection.row(f"{sums} where lane < 0")
        return ArchiveStats(
            captures=captures,
            snapshots=snapshots,
            versions=connection.value("select count(*) from version"),
            file_bytes=connection.file_bytes(),
            served_bytes=served,
            snapshot_bytes=unpacked,
            packed_bytes=packed,
            messages=messages,
            message_bytes=said,
            largest=_largest(connection, largest),
        )


def _largest(connection: Connection, count: int) -> tuple[SourceSize, ...]:
    """Measure the sources; a body's lane is twice the row of its source, one more for failures."""
    rows = connection.rows(
        "select s.name, (select count(*) from capture where source = s.id), "
        "(select count(*) from version where source = s.id), count(b.id), coalesce(sum(b.size), 0), "
        "coalesce(sum(length(b.packed)), 0) as packed "
        "from source s left join body b on b.lane / 2 = s.id group by s.id order by packed desc, s.name limit ?",
        count,
    )
    names = ("source_id", "captures", "versions", "snapshots", "snapshot_bytes", "packed_bytes")
    return tuple(SourceSize(**dict(zip(names, row, strict=True))) for row in rows)
