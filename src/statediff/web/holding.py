"""Holding: open archives for the threads that answer requests, so that each reads without waiting for another."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, LifoQueue

from statediff.archive import Archive, open_archive

_MOST_IDLE = 8
"""Open archives that wait for the next request; more are closed."""


class ArchiveShelf:
    """Lends open archives. A file that was replaced on the disk, as by a restored backup, is opened anew."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: LifoQueue[tuple[tuple[int, int], Archive]] = LifoQueue(maxsize=_MOST_IDLE)
        self._is_closed = False

    @contextlib.contextmanager
    def lend(self) -> Iterator[Archive]:
        """Lend an open archive for one request; raises ArchiveError when it cannot be opened."""
        identity, archive = self._take()
        try:
            yield archive
        finally:
            self._put_back(identity, archive)

    def close(self) -> None:
        """Close what waits; what is lent is closed when it comes back."""
        self._is_closed = True
        with contextlib.suppress(Empty):
            while True:
                self._idle.get_nowait()[1].close()

    def _take(self) -> tuple[tuple[int, int], Archive]:
        present = _identity(self.path)
        with contextlib.suppress(Empty):
            while True:
                identity, archive = self._idle.get_nowait()
                if identity == present:
                    return identity, archive
                archive.close()
        return present, open_archive(self.path)

    def _put_back(self, identity: tuple[int, int], archive: Archive) -> None:
        if self._is_closed or self._idle.full():
            archive.close()
        else:
            self._idle.put((identity, archive))


def _identity(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return status.st_dev, status.st_ino
