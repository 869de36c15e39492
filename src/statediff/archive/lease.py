"""The lease on an archive: one run at a time, by a lock that the system drops when its holder dies."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from statediff.errors import ArchiveBusy, ArchiveError


def lease_path(archive: Path) -> Path:
    """Return the file that stands for the lease; it stays when the run ends, only the lock on it goes."""
    return archive.with_name(archive.name + ".lock")


@contextlib.contextmanager
def hold(archive: Path) -> Iterator[None]:
    """Hold the lease; raises ArchiveBusy at once when another run has it."""
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
        yield
    finally:
        os.close(handle)
