"""The group of all verbs: a verb's module is imported when the verb is called, so that cron starts quickly."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import click

from statediff.cli.failures import report_failure, report_usage
from statediff.cli.suggestions import suggest
from statediff.cli.verbs import VERBS
from statediff.errors import ExitCode


class VerbGroup(click.Group):
    """A click group over the table of verbs that turns every failure into one sentence and an exit code."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the verbs in the order of the table."""
        return [verb.name for verb in VERBS]

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the command of that name, or None."""
        for verb in VERBS:
            if verb.name == cmd_name:
                module, _, attribute = verb.target.partition(":")
                command: click.Command = getattr(importlib.import_module(module), attribute)
                return command
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb that a call names; of one that is none, say which it may have meant."""
        names = [verb.name for verb in VERBS]
        if not ctx.resilient_parsing and args and args[0] not in names and not args[0].startswith("-"):
            near = suggest(args[0], names, otherwise="")
            raise click.UsageError(f"no such command '{args[0]}'{near and f', {near}'}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs by section without importing them."""
        width = max(len(verb.name) for verb in VERBS)
        for title, verbs in groupby(VERBS, key=lambda verb: verb.section):
            with formatter.section(title):
                formatter.write_dl([(verb.name.ljust(width), verb.summary) for verb in verbs])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; say in one sentence what failed, and leave with its exit code."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError as error:
            code = report_failure(error, debug=bool(ctx.params.get("debug")))
            _discard_stdout()
            ctx.exit(code)
        except (KeyboardInterrupt, Exception) as error:  # noqa: BLE001 - the border: nothing above could answer it
            ctx.exit(_code_of_verb(ctx, report_failure(error, debug=bool(ctx.params.get("debug")))))
        return result

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> Any:  # type: ignore[override] # click's overloads differ in standalone_mode only, which is ours to set
        """Parse the call, run it and exit; a wrong word of the call is one sentence and exit code 2."""
        extra["standalone_mode"] = False
        try:
            result = super().main(args, prog_name or "statediff", **extra)
            sys.stdout.flush()
        except click.ClickException as error:
            sys.exit(report_usage(error))
        except click.Abort:
            sys.exit(report_failure(KeyboardInterrupt(), debug=False))
        except OSError as error:
            _discard_stdout()
            sys.exit(report_failure(error, debug=False))
        sys.exit(result if isinstance(result, int) else ExitCode.OK)


def _code_of_verb(ctx: click.Context, code: int) -> int:
    """Return the exit code of a failure; diff(1) has one for all trouble, whatever its cause."""
    is_diff = ctx.invoked_subcommand == "diff"
    return ExitCode.TROUBLE if is_diff and code != ExitCode.INTERRUPTED else code


def _discard_stdout() -> None:
    """Point stdout at nowhere, so that the interpreter's own last flush does not complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
