"""The archive: one SQLite file in which nothing seen is lost, nothing is doubled, and everything can be checked."""

from statediff.archive.changes import ChangeNote
from statediff.archive.store import Archive, create, open_archive

__all__ = ["Archive", "ChangeNote", "create", "open_archive"]
