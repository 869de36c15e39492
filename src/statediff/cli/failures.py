"""From an exception to one sentence on stderr and an exit code."""

from __future__ import annotations

import errno
import traceback

import click

from statediff.cli.terminal import escape, say
from statediff.errors import ConfigurationError, ExitCode, StatediffError

BROKEN_PIPE = 141
"""128 + SIGPIPE: what a shell reports for any program whose reader went away."""

_DISK_TROUBLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS})


def report_failure(error: BaseException, *, debug: bool) -> int:
    """Say what went wrong in one sentence and return the exit code; the traceback only with `debug`."""
    if debug:
        click.echo("".join(traceback.format_exception(error)), err=True, nl=False)
    if isinstance(error, BrokenPipeError):
        return BROKEN_PIPE
    if isinstance(error, KeyboardInterrupt):
        say("interrupted; what was kept so far stays kept")
        return ExitCode.INTERRUPTED
    if isinstance(error, ConfigurationError):
        _say_faults(error)
        return error.exit_code
    if isinstance(error, StatediffError):
        say(str(error))
        return error.exit_code
    if isinstance(error, OSError):
        return _report_os_error(error)
    say(f"unexpected {type(error).__name__}: {error}; run it again with --debug and report what it prints")
    return ExitCode.TROUBLE


def report_usage(error: click.ClickException) -> int:
    """Say in one sentence which word of the call is off, and return 2."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    path = context.command_path if context else "statediff"
    message = error.format_message().strip().rstrip(".")
    verb = path.partition(" ")[2]
    lead = f"{verb}: " if verb else ""
    say(f"{lead}{message[:1].lower()}{message[1:]}; see '{path} --help'")
    return ExitCode.USAGE


def _say_faults(error: ConfigurationError) -> None:
    if len(error.faults) == 1:
        say(str(error))
        return
    after = f"; {error.next_step}" if error.next_step else ""
    say(f"{error.subject}: {len(error.faults)} faults{after}")
    for fault in error.faults:
        click.echo("  " + escape(fault), err=True)


def _report_os_error(error: OSError) -> int:
    subject = str(error.filename or "output")
    cause = error.strerror or str(error)
    if error.errno in _DISK_TROUBLE:
        say(f"{subject}: {cause}; make room or choose another place, then run it again")
        return ExitCode.STORAGE
    say(f"{subject}: {cause}; check the path and its permissions")
    return ExitCode.TROUBLE
