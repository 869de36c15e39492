"""Progress shows on a terminal when work takes over a second, and nowhere else."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from statediff.cli import progress
from statediff.cli.progress import show_progress
from statediff.cli.terminal import make_console
from waiting import wait_until


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _items(stream: _Terminal | None = None) -> Iterator[int]:
    """Three items; with a stream, as slow as its bar is to show itself."""
    for number in range(3):
        if stream is not None:
            wait_until(lambda: "Visiting" in stream.getvalue())
        yield number


def test_nothing_is_shown_when_piped() -> None:
    stream = io.StringIO()

    seen = list(show_progress(_items(), total=3, title="Visiting", console=make_console(stream, colour=False)))

    assert (seen, stream.getvalue()) == ([0, 1, 2], "")


def test_quick_work_shows_no_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", 60.0)
    stream = _Terminal()

    seen = list(show_progress(_items(), total=3, title="Visiting", console=make_console(stream, colour=True)))

    assert seen == [0, 1, 2]
    assert "Visiting" not in stream.getvalue()


def test_slow_work_shows_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", 0.01)
    stream = _Terminal()

    seen = list(show_progress(_items(stream), total=3, title="Visiting", console=make_console(stream, colour=True)))

    assert seen == [0, 1, 2]
    assert "Visiting" in stream.getvalue()


def test_lines_of_data_never_stand_behind_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", 0.01)
    stream = _Terminal()
    console = make_console(stream, colour=True)

    for item in show_progress(_items(stream), total=3, title="Visiting", console=console):
        stream.write(f"item {item}\n")

    for item in range(3):
        assert stream.getvalue().partition(f"item {item}")[0].endswith("\r\x1b[2K")


def test_the_bar_ends_when_its_reader_stops_early(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    items = show_progress(_items(), total=3, title="x", console=make_console(_Terminal(), colour=True))

    first = next(items)
    items.close()  # type: ignore[attr-defined] # an Iterator made by a generator

    assert first == 0


def test_items_that_bring_more_items_are_counted_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", 0.01)
    stream = _Terminal()
    console = make_console(stream, colour=True)

    seen = list(
        show_progress(_items(stream), total=1, title="Visiting", console=console, found_by=lambda item: 2 * (item == 0))
    )

    assert seen == [0, 1, 2]
    assert "/3" in stream.getvalue()
    assert "2/1" not in stream.getvalue()
