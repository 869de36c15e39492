"""`demo`: the bundled story, played offline through the real pipeline."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from statediff.cli.terminal import put
from statediff.demo import run

DEFAULT_FOLDER = Path("demo")


@click.command()
@click.argument("folder", metavar="[DIR]", default=DEFAULT_FOLDER, type=click.Path(file_okay=False, path_type=Path))
def demo(*, folder: Path) -> None:
    """Run the bundled story of one statement, offline, and make its report.

    The invented joint statement of two ministries stands on three pages, in English, French and Ukrainian. A real
    server on this computer plays a week of looks at them; the real pipeline keeps, reads and compares. DIR (default:
    demo) gets the configuration, the archive and the reports; a folder that holds anything else is left alone.
    """
    result = run(folder)
    put(f"{result.captures} looks at 3 pages, {result.versions} versions. Open this report in a browser:")
    put(f"  {result.reports[0]}")
    put("Then try:")
    place = "" if folder == Path() else f" -C {shlex.quote(str(folder))}"
    for command in result.next_commands:
        put("  " + command.replace("statediff", f"statediff{place}", 1))
