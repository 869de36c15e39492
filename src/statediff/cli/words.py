"""`lexicon`: the words and rules behind labels and ranks, told back as they were read."""

from __future__ import annotations

import click

from statediff.cli.options import json_option
from statediff.cli.session import Session, pass_session
from statediff.cli.terminal import put, put_json, say
from statediff.differ import Inventory, Table, take_inventory
from statediff.errors import UsageError
from statediff.model import WatchPhrase
from statediff.reporter.members import make_document


@click.command()
@click.argument("language", metavar="[LANGUAGE]", required=False)
@json_option
@pass_session
def lexicon(session: Session, *, language: str | None, as_json: bool) -> None:
    """Print the words and rules that label and rank changes.

    First the labels in order of weight, then your watched phrases, then every word list as it was read, one line a
    list; LANGUAGE ("en", "fr", "uk") keeps to one language. Entries that look like a slip are named on stderr.
    """
    inventory = take_inventory() if language is None else take_inventory((language,))
    if not inventory.tables:
        known = ", ".join(dict.fromkeys(table.language for table in take_inventory().tables))
        raise UsageError(language or "", "there is no lexicon for this language", f"name one of: {known}")
    config = session.config_or_none()
    watched = config.watch if config is not None else ()
    watch = [phrase for phrase in watched if language is None or phrase.language in (None, language)]
    if as_json:
        put_json(make_document("lexicon", **_describe(inventory, watch)))
    else:
        _print(inventory, watch)
    for table in inventory.tables:
        for doubt in table.doubts:
            say(f"lexicon {table.language}, {table.name}: {doubt}")


def _describe(inventory: Inventory, watch: list[WatchPhrase]) -> dict[str, object]:
    return {
        "labels": list(inventory.labels),
        "watch": [{"phrase": each.phrase, "language": each.language, "rank": each.rank} for each in watch],
        "tables": [_describe_table(table) for table in inventory.tables],
    }


def _describe_table(table: Table) -> dict[str, object]:
    return {
        "language": table.language,
        "name": table.name,
        "entries": list(table.entries),
        "doubts": list(table.doubts),
    }


def _print(inventory: Inventory, watch: list[WatchPhrase]) -> None:
    put("labels: " + " > ".join(inventory.labels))
    for each in watch:
        put(f"watch {each.rank} ({each.language or 'any language'}): {each.phrase}")
    for table in inventory.tables:
        put(f"{table.language} {table.name} ({len(table.entries)}): " + "; ".join(table.entries))
