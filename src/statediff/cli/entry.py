"""Where a call begins: the global options, and the verbs below them."""

from __future__ import annotations

import gc
import io
import logging
import os
import sys
import warnings
from contextlib import chdir
from pathlib import Path

import click

from statediff import __version__
from statediff.cli.group import VerbGroup
from statediff.cli.session import Session
from statediff.cli.terminal import escape
from statediff.errors import ExitCode

COLLECTOR = (10_000, 10, 10)
"""How many objects make the collector of cycles look: a comparison makes many and no cycle, and took a tenth longer."""
EPILOG = "A revision REV is mfa-en, mfa-en~2, mfa-en@v3, mfa-en@2026-08-01, the beginning of a digest, or A..B."


@click.group(
    cls=VerbGroup,
    name="statediff",
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EPILOG,
)
@click.option(
    "-C",
    "--directory",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Work as if started in DIR.",
)
@click.option(
    "-c",
    "--config",
    "config_path",
    metavar="FILE",
    envvar="STATEDIFF_CONFIG",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The configuration.  [default: statediff.toml; environment: STATEDIFF_CONFIG]",
)
@click.option(
    "--archive",
    "archive_path",
    metavar="FILE",
    envvar="STATEDIFF_ARCHIVE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The archive.  [default: what the configuration says; environment: STATEDIFF_ARCHIVE]",
)
@click.option("--no-colour", "--no-color", is_flag=True, help="Print without colours, also on a terminal.")
@click.option("--debug", is_flag=True, help="Print what happens inside, and tracebacks.")
@click.version_option(__version__, prog_name="statediff", message="%(prog)s %(version)s")
@click.pass_context
def statediff(
    ctx: click.Context,
    *,
    directory: Path | None,
    config_path: Path | None,
    archive_path: Path | None,
    no_colour: bool,
    debug: bool,
) -> None:
    """Keep official statements honest: watch pages, keep every byte, show exactly what changed."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(ExitCode.USAGE)
    if directory is not None:
        ctx.with_resource(chdir(directory))
    ctx.with_resource(warnings.catch_warnings())
    _set_up_talk(ctx, debug=debug)
    ctx.obj = Session(
        config_path=config_path,
        archive_path=archive_path,
        is_colourless=no_colour,
        environment=dict(os.environ),
    )


def main() -> None:
    """Run the command line on this process's arguments, and exit."""
    _open_closed_streams()
    gc.set_threshold(*COLLECTOR)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    statediff()


def _open_closed_streams() -> None:
    """Point streams that were closed before we began at nowhere, so that no file of ours gets their places."""
    while (nowhere := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(nowhere, True)
    os.close(nowhere)
    sys.stdin = sys.stdin or os.fdopen(0, closefd=False)
    sys.stdout = sys.stdout or os.fdopen(1, "w", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", closefd=False)


class _OneLine(logging.Formatter):
    """Writes a log record as one line without control characters."""

    def format(self, record: logging.LogRecord) -> str:
        return "statediff: " + escape(record.getMessage())


def _set_up_talk(ctx: click.Context, *, debug: bool) -> None:
    """Send the library's warnings to stderr, everything with `debug`; undone when the call ends."""
    if not debug and not sys.warnoptions:
        warnings.simplefilter("ignore")
    logger = logging.getLogger("statediff")
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(message)s") if debug else _OneLine())
    level = logger.level
    logger.setLevel(logging.DEBUG if debug else logging.WARNING)
    logger.addHandler(handler)
    ctx.call_on_close(lambda: logger.removeHandler(handler))
    ctx.call_on_close(lambda: logger.setLevel(level))
