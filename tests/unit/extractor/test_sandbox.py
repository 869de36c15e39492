"""The child process that reads fetched bytes: hostile input costs one page, never the run."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from statediff.errors import ExtractionError, SelectorError
from statediff.extractor import Sandbox, extract, read
from statediff.model import Rules

PAGE = (
    b"<main><h1>Joint statement</h1><p>The two ministries met on Monday to review their work on air defence.</p></main>"
)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


def test_the_child_reads_what_would_be_read_here(sandbox: Sandbox) -> None:
    reading = sandbox.read(PAGE, "text/html", "https://ministry.example/", rules=Rules(select=("p",)))

    assert reading == read(PAGE, "text/html", "https://ministry.example/", rules=Rules(select=("p",)))
    assert sandbox.extract(PAGE) == extract(PAGE)


def test_errors_come_back_as_they_are(sandbox: Sandbox) -> None:
    with pytest.raises(SelectorError, match="no valid CSS selector") as selector:
        sandbox.read(PAGE, rules=Rules(select=("[",)))
    with pytest.raises(ExtractionError, match="a picture") as picture:
        sandbox.extract(b"\x89PNG", "image/png", "https://ministry.example/a.png")

    assert selector.value.subject == "["
    assert picture.value.subject == "https://ministry.example/a.png"


def test_a_page_that_takes_too_long_is_an_error_and_the_next_one_is_read() -> None:
    endless = b"<div>" * 1500 + b"<p>" + b"word <b>word</b> " * 200_000

    with Sandbox(seconds=0.5) as impatient:
        with pytest.raises(ExtractionError, match=r"not read within 0\.5 s"):
            impatient.extract(endless, "text/html", "https://ministry.example/")
        impatient_again = Sandbox()
        with impatient_again:
            wording = impatient_again.extract(PAGE)

    assert wording == extract(PAGE)


def test_a_child_that_dies_is_replaced(sandbox: Sandbox) -> None:
    sandbox.extract(PAGE)
    assert sandbox._child is not None
    first = sandbox._child.pid
    os.kill(first, signal.SIGKILL)
    sandbox._child.wait()

    wording = sandbox.extract(PAGE)

    assert wording == extract(PAGE)
    assert sandbox._child.pid != first


def test_many_threads_may_share_one_child(sandbox: Sandbox) -> None:
    pages = [PAGE.replace(b"Monday", f"day {number}".encode()) for number in range(64)]

    with ThreadPoolExecutor(16) as pool:
        wordings = list(pool.map(sandbox.extract, pages))

    assert wordings == [extract(page) for page in pages]


def test_a_child_may_start_in_a_process_of_many_threads() -> None:
    stop = threading.Event()
    threads = [threading.Thread(target=stop.wait, daemon=True) for _ in range(40)]
    for thread in threads:
        thread.start()

    with Sandbox() as started_late:
        wording = started_late.extract(PAGE)
    stop.set()

    assert wording == extract(PAGE)


def test_an_interrupt_of_the_group_leaves_the_child_to_its_parent(sandbox: Sandbox) -> None:
    sandbox.extract(PAGE)
    assert sandbox._child is not None
    child = sandbox._child.pid

    os.kill(child, signal.SIGINT)
    sandbox.extract(PAGE)

    assert sandbox._child.pid == child


def test_a_closed_sandbox_leaves_no_process_and_may_be_used_again() -> None:
    used = Sandbox()
    used.extract(PAGE)
    assert used._child is not None
    child = used._child

    used.close()

    assert child.poll() == 0
    assert used.extract(PAGE) == extract(PAGE)
    used.close()


def test_a_child_that_ends_slowly_is_waited_for_and_how_it_ended_is_known() -> None:
    used = Sandbox()
    used.extract(PAGE)
    assert used._child is not None
    child = used._child
    os.kill(child.pid, signal.SIGSTOP)
    waker = threading.Timer(0.5, os.kill, (child.pid, signal.SIGCONT))
    waker.start()

    used.close()
    waker.join()

    assert child.returncode == 0


def test_a_child_that_others_keep_from_the_processor_gets_its_time_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A busy machine may wake the child late: how long it is waited for by the clock is another test's matter.
    monkeypatch.setattr("statediff.extractor.sandbox._PATIENCE", 100.0)
    with Sandbox() as patient:
        patient.extract(PAGE)
        patient._seconds = 0.5
        assert patient._child is not None
        child = patient._child.pid
        os.kill(child, signal.SIGSTOP)
        waker = threading.Timer(0.8, os.kill, (child, signal.SIGCONT))
        waker.start()

        wording = patient.extract(PAGE)
        waker.join()

    assert wording == extract(PAGE)


def test_a_child_that_never_gets_the_processor_is_given_up_by_the_clock() -> None:
    with Sandbox() as impatient:
        impatient.extract(PAGE)
        impatient._seconds = 0.2
        assert impatient._child is not None
        os.kill(impatient._child.pid, signal.SIGSTOP)

        with pytest.raises(ExtractionError, match=r"not read within 0\.2 s"):
            impatient.extract(PAGE)


def test_a_page_of_forty_thousand_paragraphs_is_read_whole() -> None:
    paragraphs = "".join(f"<p>The council met {n} times in the year {n} of its review.</p>" for n in range(40_000))

    # On a slow machine this page takes more than the seconds of an ordinary one.
    with Sandbox(seconds=60.0) as patient:
        wording = patient.extract(f"<main><h1>Gazette</h1>{paragraphs}</main>".encode())

    assert len(wording.blocks) == 40_001
    assert wording.blocks[-1].text == "The council met 39999 times in the year 39999 of its review."
