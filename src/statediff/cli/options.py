"""Options that several verbs share, with one meaning each."""

from __future__ import annotations

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
