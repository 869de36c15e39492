"""Progress on a terminal, for work that takes over a second; nothing when piped."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Self, TypeVar

from rich.console import Console
from rich.control import Control
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.segment import ControlType

Item = TypeVar("Item")

PATIENCE_SECONDS = 1.0
"""Work that ends sooner shows no bar."""
_TICK_SECONDS = 0.2
_EMPTY_LINE = Control(ControlType.CARRIAGE_RETURN, (ControlType.ERASE_IN_LINE, 2))


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
    bar = Progress(
        *columns, console=console, transient=True, auto_refresh=False, redirect_stdout=False, redirect_stderr=False
    )
    task = bar.add_task(title, total=total)
    with _Ticking(bar) as ticking:
        for item in items:
            total += found_by(item) if found_by is not None else 0
            bar.update(task, advance=1, total=total)
            with ticking.hidden():
                yield item


class _Ticking:
    """Shows a bar after a while and keeps it moving, but for the moments in which somebody else writes."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._is_over = threading.Event()
        self._line = threading.Lock()
        self._thread = threading.Thread(target=self._tick, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()
        self._bar.stop()

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """Leave the bar's line to what is written meanwhile: lines of data begin at its left edge."""
        with self._line:
            if self._bar.live.is_started:
                self._bar.console.control(_EMPTY_LINE)
            yield

    def _tick(self) -> None:
        wait = PATIENCE_SECONDS
        while not self._is_over.wait(wait):
            wait = _TICK_SECONDS
            with self._line:
                self._bar.start()
                self._bar.refresh()
