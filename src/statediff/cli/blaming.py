"""`blame`: who brought which sentence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import click

from statediff import __version__
from statediff.cli.options import json_option, language_option
from statediff.cli.reporting import write_whole
from statediff.cli.session import Session, pass_session
from statediff.cli.terminal import put, put_json
from statediff.desk.lineage import BlamedSentence
from statediff.desk.origins import Blame, find_origins
from statediff.errors import UsageError
from statediff.extractor import Sandbox
from statediff.model import History
from statediff.publishing.blaming import tell_lines
from statediff.publishing.catalogue import tell_source
from statediff.reporter.desk.alone import write_blame
from statediff.reporter.members import describe_version, format_instant, format_optional_instant, make_document
from statediff.reporter.outlets.phrasing import load_phrases


@click.command()
@click.argument("revision", metavar="REV")
@click.option("--html", metavar="FILE", type=click.Path(path_type=Path), help="Write it as one HTML page; - is stdout.")
@language_option
@json_option
@pass_session
def blame(session: Session, *, revision: str, html: Path | None, language: str | None, as_json: bool) -> None:
    """Tell of every sentence of a version which version brought it.

    Each line gives the version that brought the sentence's present words, the day of its first sight (UTC), and the
    sentence; below it stand the version in which it first stood in other words, whether it was removed and restored,
    and what it replaced. A sentence that moved keeps its version. All versions are read by the same rules.
    """
    if as_json and html is not None:
        raise UsageError("blame", "--html and --json are two forms", "choose one of them")
    with session.open_archive() as archive, Sandbox() as sandbox:
        found = find_origins(archive, revision, read=sandbox.extract)
    if as_json:
        put_json(_describe(found))
    elif html is not None:
        _put_page(html, _write_page(found, session.language(language)))
    else:
        for line in _tell(found):
            put(line)


def _tell(found: Blame) -> Iterator[str]:
    width = max((len(str(line.origin.version)) for line in found.lines), default=1) + 1
    for number, group in groupby(found.lines, key=lambda line: line.origin.version):
        name = f"v{number}".ljust(width)
        day = format_instant(found.versions[number].first_seen_at)[:10]
        for line in group:
            yield f"{name}  {day}  {_flat(line.sentence.text)}"
            yield from (f"{' ' * (width + 14)}{note}" for note in _notes(line))


def _notes(line: BlamedSentence) -> Iterator[str]:
    origin = line.origin
    if origin.restored:
        yield f"first in v{origin.since}, restored in {', '.join(f'v{number}' for number in origin.restored)}"
    elif origin.since != origin.version:
        yield f"in other words since v{origin.since}"
    if origin.before:
        yield f"before it went: {_flat(origin.before)}"
    if origin.replaced:
        yield f"replaced: {_flat(origin.replaced)}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _write_page(found: Blame, language: str) -> str:
    row = tell_source(History(source=found.source, versions=(found.version,)), load_phrases(language))
    lines = tell_lines(found)
    return write_blame(row, found.version.number, lines, language=language, generator_version=__version__)


def _put_page(path: Path, page: str) -> None:
    if path == Path("-"):
        click.echo(page.encode(), nl=False)
        return
    write_whole(path, page)
    put(str(path))


def _describe(found: Blame) -> dict[str, object]:
    return make_document(
        "blame", version=describe_version(found.version), lines=[_describe_line(found, line) for line in found.lines]
    )


def _describe_line(found: Blame, line: BlamedSentence) -> dict[str, object]:
    brought, first = found.versions[line.origin.version], found.versions[line.origin.since]
    return {
        "text": line.sentence.text,
        "kind": str(line.sentence.kind),
        "language": line.sentence.language,
        "start": line.sentence.start,
        "end": line.sentence.end,
        "version": brought.number,
        "revision": brought.revision,
        "after": format_optional_instant(brought.previous_seen_at),
        "first_seen_at": format_instant(brought.first_seen_at),
        "since": first.number,
        "since_first_seen_at": format_instant(first.first_seen_at),
        "replaced": line.origin.replaced,
        "restored": list(line.origin.restored),
        "before": line.origin.before,
    }
