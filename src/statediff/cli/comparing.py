"""`diff`: what changed, with the exit codes of diff(1)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from statediff import revisions
from statediff.cli.options import json_option, language_option
from statediff.cli.session import Session, pass_session
from statediff.cli.terminal import put, put_coloured, put_json, say
from statediff.differ import describe
from statediff.differ import diff as compare_wordings
from statediff.errors import ExitCode, ExtractionError, UsageError
from statediff.extractor import Sandbox
from statediff.model import Change, WatchPhrase, Wording
from statediff.reporter import render_text, unified
from statediff.reporter.document import describe_change
from statediff.reporter.members import describe_version, make_document

_PLAIN = frozenset({"", ".txt", ".text", ".md"})


@click.command()
@click.argument("old", metavar="A")
@click.argument("new", metavar="[B]", required=False)
@click.option("--files", "are_files", is_flag=True, help="A and B are files: text, HTML, PDF and so on.")
@click.option("--patch", "as_patch", is_flag=True, help="Print a unified patch of the text.")
@language_option
@json_option
@pass_session
def diff(
    session: Session, *, old: str, new: str | None, are_files: bool, as_patch: bool, language: str | None, as_json: bool
) -> int:
    """Show what changed between two versions, in whole words.

    A and B are revisions. A alone means the version before it and it; A..B is the same as A B. Two existing paths are
    compared as files.

    Removed words stand in [-...-], inserted ones in {+...+}. Exit codes: 0 same wording, 1 different, 2 trouble.
    """
    watch = _watched(session)
    if are_files or (new is not None and Path(old).is_file() and Path(new).is_file()):
        if new is None:
            raise UsageError("diff", "--files needs two files", "name the second one too")
        change = compare_wordings(_read_file(Path(old)), _read_file(Path(new)), watch=watch)
        members: dict[str, object] = {"old": {"file": old}, "new": {"file": new}}
        patched, sentence = Path(old).name, describe(change, session.language(language))
    else:
        expression = old if new is None else f"{old}..{new}"
        change, members, patched, sentence = _compare_revisions(session, expression, watch, language)
    if as_json:
        put_json({**describe_change(change, sentence), **make_document("diff"), **members})
    elif as_patch:
        _put_patch(change, patched)
    elif change.severity != "none":
        put(sentence)
        put()
        put_coloured(render_text(change, colour=session.has_colour).rstrip("\n"))
    elif change.unshown_slots:
        say(sentence)
    return ExitCode.OK if change.severity == "none" else ExitCode.DIFFERENT


def _watched(session: Session) -> tuple[WatchPhrase, ...]:
    config = session.config_or_none()
    return config.watch if config is not None else ()


def _compare_revisions(
    session: Session, expression: str, watch: Sequence[WatchPhrase], language: str | None
) -> tuple[Change, dict[str, object], str, str]:
    """Return the change, its two versions as members, a file's name for it, and a sentence that tells it."""
    with session.open_archive() as archive, Sandbox() as sandbox:
        old, new = archive.range(expression)
        change = revisions.compare(archive, old, new, read=sandbox.extract, watch=watch)
        sentence = revisions.tell(archive.source(new.source_id), old, new, change, session.language(language))
    return change, {"old": describe_version(old), "new": describe_version(new)}, f"{new.source_id}.txt", sentence


def _read_file(path: Path) -> Wording | str:
    """Read a file as text, without its last line end, when its name says text, else as `track` would read it."""
    body = path.read_bytes()
    if path.suffix.lower() not in _PLAIN:
        with Sandbox() as sandbox:
            return sandbox.extract(body, None, path.name)
    try:
        return body.decode("utf-8-sig").removesuffix("\n")
    except UnicodeDecodeError as error:
        raise ExtractionError(str(path), f"byte {error.start} is not UTF-8", "save it as UTF-8") from error


def _put_patch(change: Change, name: str) -> None:
    """Put a patch of one file of that name, as `patch -p1` and `git apply` take it."""
    text = unified(change).rstrip("\n")
    if text:
        end = "\t" if " " in name else ""
        put("\n".join([f"--- a/{name}{end}", f"+++ b/{name}{end}", *text.split("\n")[2:]]))
