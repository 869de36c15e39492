"""`backup`, `compact`, `export`, `import`, `proof`, `archive`: copies of the archive, evidence from it, its size."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from statediff.archive import create, open_archive
from statediff.cli.options import json_option
from statediff.cli.reporting import write_whole
from statediff.cli.session import Session, pass_session
from statediff.cli.tables import print_table
from statediff.cli.terminal import put, put_json, say
from statediff.errors import ArchiveError, ExitCode, UsageError
from statediff.reporter.members import describe_verification, make_document


@click.command()
@click.argument("destination", metavar="DEST", type=click.Path(dir_okay=False, path_type=Path))
@json_option
@pass_session
def backup(session: Session, *, destination: Path, as_json: bool) -> int:
    """Copy the archive as it stands to a new file, and verify the copy.

    A run that is going on is no obstacle, and is not disturbed. A file that is already there is never overwritten.
    """
    with session.open_archive() as archive:
        archive.backup(destination)
    with open_archive(destination) as copy:
        verification = copy.verify()
    if as_json:
        put_json(make_document("backup", path=str(destination), **describe_verification(verification)))
    else:
        for damage in verification.damages:
            put(f"{damage.place}\t{damage.problem}")
        say(f"{destination}: {verification.captures:,} captures, {'sound' if verification.is_sound else 'damaged'}")
    return ExitCode.OK if verification.is_sound else ExitCode.DAMAGE


@click.command()
@json_option
@pass_session
def compact(session: Session, *, as_json: bool) -> None:
    """Pack the kept bytes more tightly; every snapshot, version and proof stays as it is.

    Saves some per cent for much work: worth it before an archive is handed on. It takes turns with runs, and may be
    interrupted at any moment.
    """
    with session.open_archive() as opened:
        done = opened.compact()
    if as_json:
        put_json(make_document("compaction", **asdict(done)))
        return
    put(f"{done.bytes_before:,} bytes before, {done.bytes_after:,} after; {done.repacked:,} snapshots packed anew")


@click.command()
@click.argument("number", metavar="CAPTURE", type=click.IntRange(min=1))
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Where to write it.")
@pass_session
def proof(session: Session, *, number: int, output: Path | None) -> None:
    """Write the proof that a capture stands in the log, as JSON.

    CAPTURE is a number that `statediff log SOURCE` shows. The requests and answers of its hops go along.
    docs/reference/check_proof.py checks the proof with Python's standard library alone.
    """
    with session.open_archive() as archive:
        text = json.dumps(archive.proof(number), ensure_ascii=True, indent=2)
    if output is None:
        put(text)
        return
    write_whole(output, text + "\n")
    put(str(output))


@click.group()
def archive() -> None:
    """Tell about the archive itself."""


@archive.command()
@click.option("-n", "--limit", type=click.IntRange(min=1), default=10, metavar="N", help="Show the N largest sources.")
@json_option
@pass_session
def stats(session: Session, *, limit: int, as_json: bool) -> None:
    """Print how large the archive is, bytes a capture, and the sources that take most room."""
    with session.open_archive() as opened:
        found = opened.stats(limit)
    if as_json:
        document = {**asdict(found), "bytes_a_capture": round(found.bytes_a_capture, 1), "ratio": round(found.ratio, 2)}
        put_json(make_document("archive-stats", **document))
        return
    put(f"{found.captures:,} captures, {found.snapshots:,} snapshots, {found.versions:,} versions")
    put(
        f"{found.file_bytes:,} bytes in all, {found.bytes_a_capture:,.0f} a capture; "
        f"{found.served_bytes:,} were served, {found.ratio:.1f} times as much"
    )
    if found.messages:
        put(f"{found.messages:,} requests and answers of hops take {found.message_bytes:,} of them")
    rows = (
        (size.source_id, size.captures, size.versions, size.snapshots, f"{size.packed_bytes:,}")
        for size in found.largest
    )
    print_table(session.console(), ("source", "captures", "versions", "snapshots", "bytes"), rows)


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@pass_session
def export(session: Session, *, folder: Path) -> None:
    """Write the whole archive to a new folder as plain files.

    JSON Lines, and each snapshot in a file named by its digest: any tool can read it, and `statediff import` makes an
    archive of it again in which everything reads back equal.
    """
    with session.open_archive() as opened:
        put(str(opened.export(folder)))


@click.command(name="import")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@pass_session
def import_folder(session: Session, *, folder: Path) -> int:
    """Make an archive of an export, and verify it.

    The archive must not exist yet. It is whole when it appears: an export that is spoiled leaves nothing behind.
    """
    path = session.archive_file()
    if path.exists():
        raise UsageError(str(path), "there is an archive already", "name another place with --archive")
    with _own_folder(path) as drafts, create(drafts / "draft.db") as fresh:
        fresh.import_(folder)
        verification = fresh.verify()
        if verification.is_sound:
            fresh.backup(path)
    for damage in verification.damages:
        put(f"{damage.place}\t{damage.problem}")
    say(f"{path}: {verification.captures:,} captures, {'sound' if verification.is_sound else 'damaged, not kept'}")
    return ExitCode.OK if verification.is_sound else ExitCode.DAMAGE


@contextlib.contextmanager
def _own_folder(path: Path) -> Iterator[Path]:
    """Make a folder for drafts beside a file, gone at the end."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        folder = TemporaryDirectory(dir=path.parent, prefix=".statediff-import-")
    except OSError as error:
        cause = f"no archive can be made there ({error.strerror})"
        raise ArchiveError(str(path), cause, "name another place with --archive") from error
    with folder as name:
        yield Path(name)
