"""The process behind `Sandbox`: reads requests from one pipe, answers on another, within limits it cannot lift."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import resource
import signal
import struct

from statediff.errors import ExtractionError, SelectorError

from .readers import read

_HEADER = struct.Struct(">I")
_MEMORY_BYTES = 1 << 30
_CPU_SECONDS_A_REQUEST = 10
_UNCOLLECTED = 100_000
"""Objects made since the last look for cycles, beyond which the next is due, between two pages."""
OUT_OF_MEMORY = 77
"""Exit status that says that the request needed more memory than the process has."""


def serve(requests: int, answers: int) -> None:
    """Answer requests until the pipe closes; requests come from the parent and are trusted, bodies are not."""
    _limit()
    # A page leaves few cycles and many blocks: to look through them again and again costs half of the time.
    gc.freeze()
    gc.disable()
    with os.fdopen(requests, "rb") as incoming, os.fdopen(answers, "wb") as outgoing:
        while len(header := incoming.read(_HEADER.size)) == _HEADER.size:
            request = pickle.loads(incoming.read(_HEADER.unpack(header)[0]))  # noqa: S301 - written by the parent
            _allow_cpu()
            try:
                answer = pickle.dumps(_answer(request))
            except MemoryError:
                os._exit(OUT_OF_MEMORY)
            outgoing.write(_HEADER.pack(len(answer)) + answer)
            outgoing.flush()
            if gc.get_count()[0] > _UNCOLLECTED:
                gc.collect()


def _answer(request: tuple[object, ...]) -> tuple[str, object]:
    body, media_type, url, rules, pinned = request
    try:
        return "read", read(body, media_type, url, rules=rules, pinned=pinned)  # type: ignore[arg-type]
    except SelectorError as error:
        return "selector", (error.subject, error.cause, error.next_step)
    except ExtractionError as error:
        return "extraction", (error.subject, error.cause, error.next_step)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a parser raises on hostile bytes is one bad page
        return "extraction", (str(url or "page"), f"the parser failed ({type(error).__name__})", "")


def _limit() -> None:
    """Forbid big memory, files, core dumps and new processes."""
    # An interrupt is the parent's to answer: it closes the pipe when it ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for limit, value in (
        (resource.RLIMIT_AS, _MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        _, hard = resource.getrlimit(limit)
        least = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (least, least))
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def _allow_cpu() -> None:
    """End this process when the request at hand burns more CPU than any page needs, also without a parent."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + _CPU_SECONDS_A_REQUEST, hard))
