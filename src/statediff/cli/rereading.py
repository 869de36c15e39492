"""`reextract`: every kept page read again by the present rules and extractor."""

from __future__ import annotations

import click

from statediff import revisions
from statediff.cli.options import json_option
from statediff.cli.progress import show_progress
from statediff.cli.session import Session, find_source, pass_session
from statediff.cli.terminal import put, put_json
from statediff.extractor import Sandbox
from statediff.model import Version
from statediff.reporter.members import describe_version, make_document


@click.command()
@click.argument("names", metavar="[SOURCE]...", nargs=-1)
@json_option
@pass_session
def reextract(session: Session, *, names: tuple[str, ...], as_json: bool) -> None:
    """Read every version again by the present rules, from the bytes that were kept.

    The first reading stays; the new one is kept beside it, and later comparisons use one key on both sides. Each
    version whose words came out different is one line: that is a technical revision, never a ministry's change.
    """
    config = session.config_or_none()
    with session.open_archive(config) as archive, archive.run("reextract"), Sandbox() as sandbox:
        known = {source.id: source for source in archive.sources()}
        configured = {source.id: source for source in config.sources} if config is not None else {}
        chosen = [find_source(known, name) for name in dict.fromkeys(names)] or list(known.values())
        differing: list[Version] = []
        for source in show_progress(chosen, total=len(chosen), title="Reading", console=session.talk()):
            current = configured.get(source.id, source)
            differing.extend(revisions.reextract(archive, current, read=sandbox.extract))
    if as_json:
        put_json(make_document("technical-revisions", versions=[describe_version(version) for version in differing]))
        return
    for version in differing:
        put(f"{version.revision}\ttechnical\t{version.wording.title or ''}")
