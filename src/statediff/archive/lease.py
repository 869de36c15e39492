"""The lease on an archive: one run at a time, by a lock that the system drops when its holder dies."""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from statediff.errors import ArchiveBusy, ArchiveError

_TOKEN_BYTES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class RunMark:
    """A run, and the very lock file by which it holds the archive."""

    lock: str
    token: str

    def __str__(self) -> str:
        return f"{self.lock}:{self.token}"

    def outlived(self, other: str) -> bool:
        """Whether another run, by its mark, must have ended: its lock on the same file is this run's now.

        One that was let in because somebody deleted the file holds another file: nothing is known of it.
        """
        lock, _, token = other.partition(":")
        return lock == self.lock and token != self.token


def lease_path(archive: Path) -> Path:
    """Return the file that stands for the lease; it stays when the run ends, only the lock on it goes.

    It stands beside the archive itself, so that those who name it by a link meet those who do not.
    """
    return Path(os.path.realpath(archive) + ".lock")


@contextlib.contextmanager
def hold(archive: Path) -> Iterator[RunMark]:
    """Hold the lease, and yield the mark of this run; raises ArchiveBusy at once when another run has it."""
    path = lease_path(archive)
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        cause = f"the lock {path.name} cannot be made ({error.strerror})"
        raise ArchiveError(str(archive), cause, "give this user the right to write the folder") from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ArchiveBusy(
                str(archive), "another run holds the archive", "wait for it to end, then run again"
            ) from error
        except OSError as error:
            cause = f"its file system knows no locks ({error.strerror})"
            raise ArchiveError(str(archive), cause, "keep the archive on a local disk") from error
        facts = os.fstat(handle)
        yield RunMark(lock=f"{facts.st_dev}-{facts.st_ino}", token=secrets.token_hex(_TOKEN_BYTES))
    finally:
        os.close(handle)
