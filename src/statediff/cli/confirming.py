"""`confirm`: a person accepts a suspect capture."""

from __future__ import annotations

import click

from statediff.cli.session import Session, pass_session
from statediff.cli.terminal import say
from statediff.errors import UsageError
from statediff.model import DispositionKind


@click.command()
@click.argument("number", metavar="CAPTURE", type=click.IntRange(min=1))
@click.option("--reason", default="confirmed by hand", metavar="TEXT", help="Why you accept it; it is recorded.")
@pass_session
def confirm(session: Session, *, number: int, reason: str) -> None:
    """Accept a suspect capture as what the ministry published.

    CAPTURE is a number that `statediff log SOURCE` shows. The next `track` reads its wording. The suspicion and your
    reason both stay in the record.
    """
    with session.open_archive() as archive:
        capture = archive.capture(number)
        if capture.disposition.kind is not DispositionKind.SUSPECT:
            raise UsageError(
                f"capture {number}", f"it is {capture.disposition}, not suspect", "there is nothing to confirm"
            )
        archive.confirm(number, reason)
    say(f"capture {number} of {capture.source_id} is confirmed; read it with: statediff track {capture.source_id}")
