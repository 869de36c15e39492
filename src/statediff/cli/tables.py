"""Plain tables on stdout: one row a line, columns aligned, foreign text without control characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from statediff.cli.terminal import escape


def print_table(console: Console, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under headings; None is an empty cell. Piped, a cell is never wrapped or cut."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", show_edge=False)
    for heading in headings:
        table.add_column(Text(heading), overflow="fold", no_wrap=not console.is_terminal)
    for row in rows:
        table.add_row(*(Text("" if cell is None else escape(str(cell))) for cell in row))
    console.print(table, soft_wrap=not console.is_terminal)
