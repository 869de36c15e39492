"""Progress on a terminal, for work that takes over a second; nothing when piped."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

Item = TypeVar("Item")

PATIENCE_SECONDS = 1.0
"""Work that ends sooner shows no bar."""


def show_progress(
    items: Iterable[Item],
    *,
    total: int,
    title: str,
    console: Console,
    found_by: Callable[[Item], int] | None = None,
) -> Iterator[Item]:
    """Yield the items; meanwhile, on a terminal and after a second, a bar on `console` counts them.

    `found_by` tells how many more items are to come because of one that came; it is asked only when a bar may be shown.
    """
    if not console.is_terminal or total == 0:
        yield from items
        return
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
    task = bar.add_task(title, total=total)
    starter = threading.Timer(PATIENCE_SECONDS, bar.start)
    starter.daemon = True
    starter.start()
    try:
        for item in items:
            total += found_by(item) if found_by is not None else 0
            bar.update(task, advance=1, total=total)
            yield item
    finally:
        starter.cancel()
        starter.join()
        bar.stop()
