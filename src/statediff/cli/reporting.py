"""`report`: one change as one HTML page."""

from __future__ import annotations

from pathlib import Path

import click
import regex

from statediff import __version__
from statediff.cli.options import language_option
from statediff.cli.session import Session, pass_session
from statediff.desk.editions.table.tabling import tabulate_editions
from statediff.errors import UsageError
from statediff.evidence import Evidence, gather
from statediff.extractor import Sandbox
from statediff.publishing.folder import write_file
from statediff.rendering import render_evidence


@click.command()
@click.argument("revision", metavar="REV|A..B")
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Where to write it; - is stdout.")
@language_option
@pass_session
def report(session: Session, *, revision: str, output: Path | None, language: str | None) -> None:
    """Write the report of one change as a single HTML page.

    REV means the version before it and it. Without -o the page is named after the revisions and written to the
    current folder; its path is printed.
    """
    config = session.config_or_none()
    watch = config.watch if config is not None else ()
    wanted = session.language(language)
    with session.open_archive(config) as archive, Sandbox() as sandbox:
        evidence = gather(archive, revision, read=sandbox.extract, watch=watch)
        editions = tabulate_editions(
            archive,
            evidence.source.id,
            sources=config.sources if config is not None else (),
            watch=watch,
            language=wanted,
            read=sandbox.extract,
        )
    page = render_evidence(evidence, language=wanted, generator_version=__version__, editions=editions)
    if output == Path("-"):
        click.echo(page, nl=False)
        return
    path = output or Path(_file_name(evidence))
    write_whole(path, page)
    click.echo(str(path))


def write_whole(path: Path, text: str) -> None:
    """Write a text file in one step: its readers see the old content or the new one, never half.

    A link is followed; what is no file (a device, a pipe) is written to and stays what it is.
    """
    if not path.parent.is_dir():
        raise UsageError(str(path), "its folder does not exist", "make the folder first")
    if path.is_dir():
        raise UsageError(str(path), "it is a folder", "name a file in it")
    if path.exists() and not path.is_file():
        path.write_text(text, encoding="utf-8", newline="\n")
        return
    write_file(path.resolve(), text.encode("utf-8"))


def _file_name(evidence: Evidence) -> str:
    old, new = evidence.old, evidence.new
    first = f"{old.source_id}-v{old.number}"
    second = f"v{new.number}" if old.source_id == new.source_id else f"{new.source_id}-v{new.number}"
    return regex.sub(r"[^A-Za-z0-9_-]+", "-", f"{first}-{second}") + ".html"
