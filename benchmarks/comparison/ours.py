"""Our own comparison, run by benchmarks/differ.py in a process of its own: CPU seconds and memory of one pair of texts.

Reads {"texts": [old, new], "way": "diff" | "bare" | "words"} from standard input and writes {"cpu", "bytes", "words"}:
the least CPU seconds of three runs, the most memory the process had, and for "words" the tokens of both texts under
which another program can compare the same words. "bare" is "diff" without the time in which edits are labelled. The
collector of cycles is set as the command line sets it.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from statediff.cli.entry import COLLECTOR
from statediff.differ import diff
from statediff.differ.edits import Sketch
from statediff.differ.labelling import Labeller
from statediff.differ.tokens import Keys, cut, locate
from statediff.model import Edit

RUNS = 3


def cut_words(text: str) -> list[str]:
    """Cut a whole text into the keys of its tokens, and find where each stands, as a comparison needs it."""
    keys = Keys()
    found: list[str] = []
    at = 0
    for paragraph in text.split("\n\n"):
        raws = cut(paragraph)
        found += [keys[raw] for raw in raws]
        locate(paragraph, at, raws)
        at += len(paragraph) + 2
    return found


def measure(run: Callable[[], Any]) -> tuple[float, Any]:
    """Return the least CPU seconds of a few runs, and what the last one returned."""
    least, result = float("inf"), None
    for _ in range(RUNS):
        del result
        began = time.process_time()
        result = run()
        least = min(least, time.process_time() - began)
    return least, result


def measure_bare(old: str, new: str) -> float:
    """Return the least CPU seconds of a few comparisons without those in which edits are labelled."""
    label, spent = Labeller.label, [0.0]

    def label_timed(self: Labeller, sketches: Sequence[Sketch]) -> Iterator[Edit]:
        began = time.process_time()
        edits = list(label(self, sketches))
        spent[0] += time.process_time() - began
        return iter(edits)

    Labeller.label = label_timed  # type: ignore[method-assign]
    least = float("inf")
    for _ in range(RUNS):
        spent[0], began = 0.0, time.process_time()
        diff(old, new)
        least = min(least, time.process_time() - began - spent[0])
    return least


def peak_memory() -> int:
    """Return the most bytes this process had; getrusage would count what the process that started it had, too."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    line = next(line for line in status.read_text("ascii", "replace").splitlines() if line.startswith("VmHWM:"))
    return 1024 * int(line.split()[1])


def main() -> int:
    asked = json.load(sys.stdin)
    old, new = asked["texts"]
    gc.set_threshold(*COLLECTOR)
    diff("one word", "other word")
    if asked["way"] == "diff":
        seconds, change = measure(lambda: diff(old, new))
        words, edits = None, len(change.edits)
    elif asked["way"] == "bare":
        seconds, words, edits = measure_bare(old, new), None, 0
    else:
        seconds, words = measure(lambda: [cut_words(old), cut_words(new)])
        edits = 0
    json.dump({"cpu": seconds, "bytes": peak_memory(), "words": words, "edits": edits}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
