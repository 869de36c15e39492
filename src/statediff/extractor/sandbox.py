"""Reading fetched bytes in a child process that may be killed: hostile input costs one page, never the run."""

from __future__ import annotations

import os
import pickle
import select
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from statediff.errors import ExtractionError, SelectorError
from statediff.model import Rules, Wording

from .reading import Reading

_NO_RULES = Rules()
_HEADER = struct.Struct(">I")
_OUT_OF_MEMORY = 77
_CHUNK = 1 << 16
_PATIENCE = 2.0
"""So many times its seconds a child may take by the clock when other processes hold it up."""
_LEAST_UNUSED, _TICK = 0.05, 0.01
"""Share of the allowance below which it counts as spent; seconds that are worth waiting for."""
SECONDS_A_PAGE = 5.0
_FAREWELL_SECONDS = 10.0
"""How long a child that nobody asks any more may take to end: a moment, and longer on a busy machine."""


class _Allowance:
    """How long a child may read one page: seconds by the clock, and longer only while others keep the processor busy.

    A page that takes 3 s on an idle machine is read on a busy one too; one that burns 5 s of processor is not.
    """

    def __init__(self, pid: int, seconds: float) -> None:
        self._pid, self._seconds = pid, seconds
        self._begun = time.monotonic()
        self._deadline = self._begun + seconds
        self._used = _cpu_seconds(pid)

    def left(self) -> float:
        """Return the seconds left until `renew` is due."""
        return max(0.0, self._deadline - time.monotonic())

    def renew(self) -> None:
        """Allow the processor time that the child was not given.

        Raises: TimeoutError when it had all of it, or waited as long again by the clock.
        """
        now, used = time.monotonic(), _cpu_seconds(self._pid)
        unused = 0.0 if used is None or self._used is None else self._seconds - (used - self._used)
        end = min(now + unused, self._begun + _PATIENCE * self._seconds)
        if unused < _LEAST_UNUSED * self._seconds or end - now < _TICK:
            raise TimeoutError
        self._deadline = end


def _cpu_seconds(pid: int) -> float | None:
    """Return the processor time a process has used, or None where the system does not say."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return None


class Sandbox:
    """A reused child process that reads wordings, within 5 s and 1 GiB a page; safe to call from many threads.

    On a busy machine the seconds are those of its own processor time, within twice as long by the clock.

    Use it as a context manager, or call `close`. The child starts when the first page comes, and again after one
    that it did not survive.
    """

    def __init__(self, seconds: float = SECONDS_A_PAGE) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child; a later call starts a new one."""
        with self._lock:
            self._end()

    def extract(
        self,
        body: bytes,
        media_type: str | None = "text/html",
        url: str | None = None,
        *,
        rules: Rules = _NO_RULES,
        pinned: str | None = None,
    ) -> Wording:
        """Read a wording out of bytes; see `read`."""
        return self.read(body, media_type, url, rules=rules, pinned=pinned).wording

    def read(
        self,
        body: bytes,
        media_type: str | None = "text/html",
        url: str | None = None,
        *,
        rules: Rules = _NO_RULES,
        pinned: str | None = None,
    ) -> Reading:
        """Read a wording out of bytes in the child, as `extractor.read` would here.

        Raises: ExtractionError also when the bytes took more time or memory than any page needs.
        """
        subject = url or "page"
        request = pickle.dumps((body, media_type, url, rules, pinned))
        with self._lock:
            kind, answer = self._ask(request, subject)
        if kind == "read" and isinstance(answer, Reading):
            return answer
        assert isinstance(answer, tuple)
        raise (SelectorError if kind == "selector" else ExtractionError)(*answer)

    def _ask(self, request: bytes, subject: str) -> tuple[str, object]:
        child = self._start()
        allowance = _Allowance(child.pid, self._seconds)
        try:
            self._send(child, _HEADER.pack(len(request)) + request, allowance)
            size = _HEADER.unpack(self._receive(child, _HEADER.size, allowance))[0]
            kind, answer = pickle.loads(self._receive(child, size, allowance))  # noqa: S301 - written by our own child
        except TimeoutError as error:
            self._end(patience=0.0)
            raise ExtractionError(
                subject, f"not read within {self._seconds:g} s", "look at the stored bytes; they are hostile or broken"
            ) from error
        except (EOFError, BrokenPipeError) as error:
            status = self._end()
            cause = "needs more memory than a page may" if status == _OUT_OF_MEMORY else "the parser died of it"
            raise ExtractionError(subject, cause, "look at the stored bytes; they are hostile or broken") from error
        except BaseException:
            self._end(patience=0.0)
            raise
        return kind, answer

    def _start(self) -> subprocess.Popen[bytes]:
        """Return the living child; it is started with pipes and a fresh interpreter, so threads here do no harm."""
        if self._child is None or self._child.poll() is not None:
            self._end()
            self._child = subprocess.Popen(  # noqa: S603 - this very interpreter
                [sys.executable, "-P", "-B", "-c", _PROGRAM, *filter(None, sys.path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={"LANG": "C.UTF-8", "PYTHONHASHSEED": "0"},
                bufsize=0,
            )
            assert self._child.stdin is not None
            os.set_blocking(self._child.stdin.fileno(), False)
        return self._child

    def _send(self, child: subprocess.Popen[bytes], request: bytes, allowance: _Allowance) -> None:
        assert child.stdin is not None
        stream, rest = child.stdin.fileno(), memoryview(request)
        while rest:
            _, ready, _ = select.select([], [stream], [], allowance.left())
            if not ready:
                allowance.renew()
                continue
            rest = rest[os.write(stream, rest[:_CHUNK]) :]

    def _receive(self, child: subprocess.Popen[bytes], size: int, allowance: _Allowance) -> bytes:
        assert child.stdout is not None
        stream, received = child.stdout.fileno(), bytearray()
        while len(received) < size:
            ready, _, _ = select.select([stream], [], [], allowance.left())
            if not ready:
                allowance.renew()
                continue
            piece = os.read(stream, size - len(received))
            if not piece:
                raise EOFError
            received += piece
        return bytes(received)

    def _end(self, patience: float = _FAREWELL_SECONDS) -> int | None:
        child, self._child = self._child, None
        if child is None:
            return None
        if child.stdin is not None:
            child.stdin.close()
        try:
            status = child.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            child.kill()
            status = child.wait()
        if child.stdout is not None:
            child.stdout.close()
        return status


_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from statediff.extractor.child import serve; serve(0, 1)"
"""The child gets this process's own search path, so it reads by the same code."""
