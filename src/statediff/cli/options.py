"""Options that several verbs share, with one meaning each."""

from __future__ import annotations

from datetime import date

import click

LANGUAGES = ("en", "fr", "uk")
"""Languages that sentences and reports are written in."""

json_option = click.option("--json", "as_json", is_flag=True, help="Print a JSON document instead of text.")
language_option = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    help="Language of our own words.  [default: what the configuration says, else en]",
)
limit_option = click.option(
    "-n", "--limit", type=click.IntRange(min=1), metavar="N", help="Show at most the N newest rows."
)


def read_day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> date | None:
    """Read an option's calendar day, such as 2026-08-01; a usage error names the form that is meant."""
    try:
        return date.fromisoformat(value) if value is not None else None
    except ValueError as error:
        raise click.BadParameter(f'"{value}" is no day such as 2026-08-01') from error
