"""`verify`: whether the archive still holds what was kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from statediff import revisions
from statediff.archive import Archive, open_archive
from statediff.cli.options import json_option
from statediff.cli.session import Session, pass_session
from statediff.cli.terminal import put, put_json, say
from statediff.errors import ExitCode
from statediff.extractor import Sandbox
from statediff.findings import Damage
from statediff.reporter.members import describe_verification, make_document

PATIENCE_SECONDS = 60.0
"""For reading one page again: a slow computer is no damage."""


@click.command()
@click.option(
    "--read-data/--quick",
    "depth",
    default=None,
    help="Also read every version's words again out of its bytes, or check structure and log only.",
)
@click.option(
    "--heal",
    "other",
    metavar="OTHER.db",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="First mend damaged bodies with the same bytes from another archive.",
)
@json_option
@pass_session
def verify(session: Session, *, depth: bool | None, other: Path | None, as_json: bool) -> int:
    """Check that the archive still holds what was kept.

    Every body is hashed again, the database's structure and references are checked, and the log over all looks is
    computed anew. Exits with 4 and names each place when something is damaged.

    With --read-data, the words of each version whose rules are still the same are compared with what its bytes say;
    with --quick no body is hashed.
    """
    with session.open_archive() as archive:
        if other is not None:
            with archive.run("heal"), open_archive(other) as source:
                healing = archive.heal(source)
            say(f"{len(healing.mended)} bodies mended, {len(healing.unmended)} not to be had from {other}")
        verification = archive.verify(read_data=depth is not False)
        if depth and verification.is_sound:
            verification = replace(verification, damages=_read_again(archive))
    if as_json:
        put_json(make_document("verification", **describe_verification(verification)))
    else:
        for damage in verification.damages:
            put(f"{damage.place}\t{damage.problem}")
        verdict = "sound" if verification.is_sound else f"damaged in {len(verification.damages)} places"
        put(
            f"{verdict}: {verification.captures:,} captures, {verification.snapshots:,} snapshots, "
            f"{verification.versions:,} versions; log {verification.root or '(empty)'}"
        )
    return ExitCode.OK if verification.is_sound else ExitCode.DAMAGE


def _read_again(archive: Archive) -> tuple[Damage, ...]:
    with Sandbox(seconds=PATIENCE_SECONDS) as sandbox:
        return tuple(revisions.rederive(archive, read=sandbox.extract))
