"""`preview`: how a page's wording is read, with nothing stored."""

from __future__ import annotations

from dataclasses import replace

import click

from statediff.cli.looking import NEXT_STEPS, describe_look, look_at, write_look, write_pruned
from statediff.cli.options import json_option
from statediff.cli.session import Session, find_source, pass_session
from statediff.cli.terminal import put, put_json, say
from statediff.errors import ExitCode, UsageError
from statediff.model import Source
from statediff.reporter.members import make_document
from statediff.values import why_bad_url


@click.command()
@click.argument("target", metavar="URL|SOURCE")
@click.option("--select", multiple=True, metavar="CSS", help="Try this selector instead; may be repeated.")
@click.option("--remove", multiple=True, metavar="CSS", help="Try to leave this out; may be repeated.")
@click.option("--preset", metavar="NAME", help="Try the preset of this publishing system.")
@json_option
@pass_session
def preview(
    session: Session,
    *,
    target: str,
    select: tuple[str, ...],
    remove: tuple[str, ...],
    preset: str | None,
    as_json: bool,
) -> int:
    """Visit a page and show how its wording is read; store nothing.

    Prints the blocks with their kinds, which container was chosen and how, what was left out and why, and the
    selector we propose; of a source that is a list of pages, the pages that it names. When no document came, prints
    what came instead and exits with 3.
    """
    source = _find(session, target)
    rules = source.rules
    if preset:
        rules = replace(rules, preset=preset, select=())
    rules = replace(rules, select=select or rules.select, remove=remove or rules.remove)
    look = look_at(replace(source, rules=rules), session.fetch_settings())
    if as_json:
        put_json(make_document("preview", **describe_look(look)))
    else:
        for line in (*write_look(look), *write_pruned(look)):
            put(line)
    is_found = look.reading is not None or look.discovery is not None
    if not is_found and (step := NEXT_STEPS.get(look.disposition.kind)):
        say(f"{target}: {look.disposition}; {step}")
    return ExitCode.OK if is_found else ExitCode.SOME_SOURCES_FAILED


def _find(session: Session, target: str) -> Source:
    if "://" in target:
        fault = why_bad_url(target)
        if fault:
            raise UsageError("preview", fault, "give the page's whole address")
        return Source(id="preview", url=target)
    config = session.config()
    return find_source({source.id: source for source in config.sources}, target)
