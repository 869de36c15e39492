"""`init`: a first configuration, ready to be edited."""

from __future__ import annotations

import click

from statediff import config
from statediff.cli.session import Session, pass_session
from statediff.cli.terminal import say
from statediff.errors import UsageError


@click.command()
@pass_session
def init(session: Session) -> None:
    """Write a commented statediff.toml to begin with.

    Its examples are official pages that nobody has checked yet, so each is disabled until you enable it. A file
    that is already there is never overwritten.
    """
    path = session.config_file()
    if not path.parent.is_dir():
        raise UsageError(
            str(path), "its folder does not exist", "make the folder first, or choose another path with -c"
        )
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(config.template())
    except FileExistsError as error:
        cause, step = "it is already there and stays as it is", "add pages to it with: statediff add URL"
        raise UsageError(str(path), cause, step) from error
    say(f"wrote {path}; next: put your address at `contact`, then try: statediff add URL")
