"""Every error statediff raises: facts as attributes, one sentence that says what to do next, one exit code each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar


class ExitCode:
    """The exit codes of the command line (sysexits(3) where one fits)."""

    OK = 0
    DIFFERENT = 1
    TROUBLE = 2
    USAGE = 2
    SOME_SOURCES_FAILED = 3
    DAMAGE = 4
    UNDELIVERED = 69
    STORAGE = 74
    BUSY = 75
    CONFIGURATION = 78
    INTERRUPTED = 130


class StatediffError(Exception):
    """Base of every error raised on purpose.

    `subject` is what it is about (a file, a source, a URL), `cause` why it happened, `next_step` what to do.
    """

    exit_code: ClassVar[int] = ExitCode.TROUBLE

    def __init__(self, subject: str, cause: str, next_step: str = "") -> None:
        self.subject = subject
        self.cause = cause
        self.next_step = next_step
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        return f"{self.subject}: {self.cause}" + (f"; {self.next_step}" if self.next_step else "")


class UsageError(StatediffError):
    """The call's words are off: an unknown revision, a bad URL, a source that is not configured."""

    exit_code = ExitCode.USAGE


class RevisionNotFound(UsageError):
    """A revision expression names nothing in the archive."""


class SourceNotFound(UsageError):
    """A source id is neither configured nor in the archive."""


class FetchError(StatediffError):
    """A visit could not be made at all; `transient` says whether a later try may succeed."""

    exit_code = ExitCode.SOME_SOURCES_FAILED

    def __init__(self, subject: str, cause: str, next_step: str = "", *, transient: bool = False) -> None:
        self.transient = transient
        super().__init__(subject, cause, next_step)


class ExtractionError(StatediffError):
    """Bytes could not be read as a wording (hostile, encrypted, not the kind of file it claims to be)."""

    exit_code = ExitCode.SOME_SOURCES_FAILED


class SelectorError(ExtractionError):
    """A source's own `select` or `remove` is no valid CSS selector, or matched nothing."""


class ComparisonError(StatediffError):
    """Two texts could not be compared within the documented bounds."""


class ArchiveError(StatediffError):
    """The archive could not be read or written."""

    exit_code = ExitCode.STORAGE


class ArchiveNotFound(ArchiveError):
    """There is no archive at the given path."""


class ArchiveInvalid(ArchiveError):
    """The file is not an archive of statediff, or was written by a newer statediff."""


class ArchiveBusy(ArchiveError):
    """Another run holds the archive."""

    exit_code = ExitCode.BUSY


class ArchiveDamaged(ArchiveError):
    """Stored bytes no longer match their digest, a row cannot be what it says, or the end of the file is missing."""

    exit_code = ExitCode.DAMAGE


class DeliveryError(StatediffError):
    """A mail could not be handed to its server."""

    exit_code = ExitCode.UNDELIVERED


class ConfigurationError(StatediffError):
    """A configuration file is wrong; `faults` lists every fault found, each with its key path."""

    exit_code = ExitCode.CONFIGURATION

    def __init__(self, subject: str, faults: Sequence[str], next_step: str = "") -> None:
        self.faults = tuple(faults)
        super().__init__(
            subject, "\n  ".join(("", *self.faults)) if len(self.faults) > 1 else self.faults[0], next_step
        )
