"""What a run owes to those whom it tells: kept beside the archive until the message has left, so that no kill loses it.

Every alert follows from the looks in the archive, so only one number is kept: the last look before the first run that
owes. A run that is killed leaves it behind, and the next one tells of everything since. Between the sending and the
crossing out lies an instant: a kill there tells one message twice, and none is lost.
"""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Iterator

from statediff.archive import Archive
from statediff.cli.alerts import Alert, find_alerts
from statediff.model import Notify

logger = logging.getLogger(__name__)

ENDING = ".outbox"
_MOST_LOOKS = 10_000
"""Looks that are told of late at most; those before them stand in `statediff log`."""


class Outbox:
    """The number of the last look that nobody need be told of any more, in a file beside the archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._path = archive.path.with_name(archive.path.name + ENDING)
        self._newest = newest_look(archive)

    def open(self) -> int:
        """Write down that a run begins, and return how many looks of earlier runs are still to be told of."""
        since = self._owed_since()
        if since is None:
            self._write(self._newest)
            return 0
        return max(0, self._newest - since)

    def find_owed(self, notify: Notify) -> Iterator[Alert]:
        """Find the alerts that earlier runs did not live to send, in order of the looks."""
        since = self._owed_since()
        if since is None:
            return
        for number in range(max(since, self._newest - _MOST_LOOKS) + 1, self._newest + 1):
            yield from find_alerts(self._archive, self._archive.capture(number), notify)

    def cross_out(self) -> None:
        """Note that nothing is owed any more."""
        with contextlib.suppress(FileNotFoundError):
            self._path.unlink()

    def _owed_since(self) -> int | None:
        try:
            text = self._path.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError):
            text = ""
        if not text.isdigit():
            logger.warning("%s: not readable; what earlier runs did not tell stands in: statediff log", self._path)
            return None
        return int(text)

    def _write(self, number: int) -> None:
        beside = self._path.with_name(self._path.name + ".new")
        try:
            with beside.open("w", encoding="ascii") as file:
                file.write(f"{number}\n")
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self._path)
        except OSError as error:
            logger.warning("%s: cannot be written (%s); a run that is killed tells nobody", self._path, error.strerror)


def newest_look(archive: Archive) -> int:
    """Return the number of the newest look in the archive, 0 when there is none."""
    return next((capture.id for capture in archive.latest_captures(1)), 0)
