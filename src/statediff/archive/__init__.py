"""The archive: one SQLite file in which nothing seen is lost, nothing is doubled, and everything can be checked."""

from statediff.archive.changes import ChangeNote
from statediff.archive.compaction import Compaction
from statediff.archive.copies import Healing
from statediff.archive.dialect import SOUND_SQLITE, SQLITE_VERSION
from statediff.archive.hits import Stay, VersionNote
from statediff.archive.opening import create, open_archive
from statediff.archive.stats import ArchiveStats, SourceSize
from statediff.archive.store import Archive

__all__ = [
    "SOUND_SQLITE",
    "SQLITE_VERSION",
    "Archive",
    "ArchiveStats",
    "ChangeNote",
    "Compaction",
    "Healing",
    "SourceSize",
    "Stay",
    "VersionNote",
    "create",
    "open_archive",
]
