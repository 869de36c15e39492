"""The reference page of the command line, made from the commands themselves: python -m statediff.cli.reference."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from itertools import groupby

import click

from statediff.cli.entry import EPILOG, statediff
from statediff.cli.verbs import VERBS

_HEAD = """\
# Commands

<!-- Made by `python -m statediff.cli.reference`; do not edit by hand. -->

Every verb is one line on the terminal and one function of the library. stdout is data, stderr is talk; a verb that
reads also prints a JSON document with `--json`, whose `schema_version` is raised when a member changes its meaning;
[schemas/](schemas/README.md) has the JSON Schema of each.
"""

_EXIT_CODES = """\
## Exit codes

| code | meaning |
|---|---|
| 0 | it went well; for `diff`: the same wording |
| 1 | `diff`: different wording; `track --exit-code`: a wording changed; `editions --exit-code`: the editions differ |
| 2 | a word of the call is off; for `diff`: any trouble, as with diff(1) |
| 3 | some sources failed; the others were kept |
| 4 | the archive is damaged: `verify` found it, or another verb met it |
| 69 | `digest --to`: the mail server did not take the mail |
| 74 | disk or database |
| 75 | another run holds the archive |
| 78 | the configuration is wrong |
| 130 | interrupted; what was kept stays kept |
| 141 | the program that read our output went away |
"""

_ENVIRONMENT = """\
## Environment

A flag beats the environment, the environment beats `statediff.toml`, the file beats the default.

| variable | meaning |
|---|---|
| `STATEDIFF_CONFIG` | the configuration, as `--config` |
| `STATEDIFF_ARCHIVE` | the archive, as `--archive` |
| `STATEDIFF_CONTACT` | how a webmaster reaches you, as `contact` |
| `STATEDIFF_LANGUAGE` | language of our own words: en, fr or uk |
| `STATEDIFF_SMTP_URL` | for `digest --to`: smtp[s]://user:password@host:port, user and password percent-encoded |
| `STATEDIFF_REVIEWER` | for `review`, `annotate`, `editions --link` and `sources --filter`: who judges and signs |
| `STATEDIFF_NOTIFY_URLS` | for `track`: Apprise addresses to tell of changes and failures, separated by spaces |
| `NO_COLOR` | any value: no colours |
"""


def write_reference() -> str:
    """Return the page as Markdown: global options, every verb by section, exit codes, environment."""
    return "\n".join((_HEAD, *_global_part(), *_verb_parts(), _EXIT_CODES, _ENVIRONMENT))


def _global_part() -> Iterator[str]:
    context = click.Context(statediff, info_name="statediff", **statediff.context_settings)
    yield "## Global options\n\nThey stand before the verb: `statediff -C watch track`.\n"
    yield from _option_table(statediff, context)
    yield EPILOG + "\n"


def _verb_parts() -> Iterator[str]:
    context = click.Context(statediff, info_name="statediff", **statediff.context_settings)
    for title, verbs in groupby(VERBS, key=lambda verb: verb.section):
        yield f"## {title}\n"
        for verb in verbs:
            command = statediff.get_command(context, verb.name)
            assert command is not None
            yield from _command_part(command, click.Context(command, parent=context, info_name=verb.name))


def _command_part(command: click.Command, context: click.Context) -> Iterator[str]:
    name = context.command_path.partition(" ")[2]
    usage = " ".join((context.command_path, *command.collect_usage_pieces(context)))
    yield f"### {name}\n\n```\n{usage}\n```\n"
    yield inspect.cleandoc(command.help or "") + "\n"
    yield from _option_table(command, context)
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            member = command.get_command(context, below)
            assert member is not None
            yield from _command_part(member, click.Context(member, parent=context, info_name=below))


def _option_table(command: click.Command, context: click.Context) -> Iterator[str]:
    records = [
        record
        for parameter in command.get_params(context)
        if isinstance(parameter, click.Option) and (record := parameter.get_help_record(context)) is not None
    ]
    if not records:
        return
    yield "| option | meaning |\n|---|---|"
    yield "\n".join(f"| `{_cell(names)}` | {_cell(meaning)} |" for names, meaning in records) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    click.echo(write_reference(), nl=False)
