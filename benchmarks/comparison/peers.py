"""Other ways to compare, run by benchmarks/differ.py in an environment of their own.

Reads one JSON object {"way": name, "cases": [[old, new], ...]} from standard input and writes for each case
{"cpu": seconds, "spans": [[kind, old start, old end, new start, new end], ...] or null}. Imports nothing of statediff,
so that what is measured here (patiencediff is under the GPL) never comes near the program.
"""

from __future__ import annotations

import importlib
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

WORDS = re.compile(r"\w+|\s+|[^\w\s]")
Spans = list[tuple[str, int, int, int, int]]
Code = tuple[str, int, int, int, int]


def by_rapidfuzz(old: str, new: str) -> Spans:
    one, other = WORDS.findall(old), WORDS.findall(new)
    codes = importlib.import_module("rapidfuzz.distance").Indel.opcodes(one, other)
    return _spans(one, other, [(c.tag, c.src_start, c.src_end, c.dest_start, c.dest_end) for c in codes])


def by_patiencediff(old: str, new: str) -> Spans:
    one, other = WORDS.findall(old), WORDS.findall(new)
    matcher = importlib.import_module("patiencediff").PatienceSequenceMatcher(None, one, other)
    return _spans(one, other, matcher.get_opcodes())


def by_patiencediff_on_words(old: list[str], new: list[str]) -> None:
    """Only timed, on words that were cut elsewhere: what is measured is the comparison alone."""
    matcher = importlib.import_module("patiencediff").PatienceSequenceMatcher(None, old, new)
    matcher.get_opcodes()


def by_redlines(old: str, new: str) -> None:
    """Only timed: what it says of white space cannot be read back as places in the text."""
    comparison = importlib.import_module("redlines").Redlines(old, new)
    list(comparison.opcodes)


def by_prosediff(old: str, new: str) -> None:
    """Only timed: its rows are made to be read, not to be counted."""
    with tempfile.TemporaryDirectory() as folder:
        one, other = Path(folder) / "old.txt", Path(folder) / "new.txt"
        one.write_text(old, "utf-8")
        other.write_text(new, "utf-8")
        compared = importlib.import_module("prosediff").compare_paths(one, other)
        for file in compared.files:
            str(file)


def by_git(old: str, new: str) -> Spans:
    with tempfile.TemporaryDirectory() as folder:
        one, other = Path(folder) / "old.txt", Path(folder) / "new.txt"
        one.write_text(old, "utf-8")
        other.write_text(new, "utf-8")
        command = [
            "git",
            "diff",
            "--no-index",
            "--no-color",
            "--word-diff=porcelain",
            "-U99999999",
            str(one),
            str(other),
        ]
        said = subprocess.run(command, capture_output=True, check=False).stdout.decode("utf-8")
    lines = said.splitlines()
    begin = next((number for number, line in enumerate(lines) if line.startswith("@@")), len(lines)) + 1
    spans: Spans = []
    i = j = 0
    for line in lines[begin:]:
        sign, text = line[:1], line[1:].strip()
        if sign not in (" ", "-", "+") or not text:
            continue
        at_old = old.find(text, i) if sign != "+" else i
        at_new = new.find(text, j) if sign != "-" else j
        end_old, end_new = at_old + len(text) * (sign != "+"), at_new + len(text) * (sign != "-")
        spans.append(("equal" if sign == " " else "change", at_old, end_old, at_new, end_new))
        i, j = end_old, end_new
    return spans


def _spans(old: Sequence[str], new: Sequence[str], codes: Iterable[Code]) -> Spans:
    at_old, at_new = _offsets(old), _offsets(new)
    return [
        ("equal" if tag == "equal" else "change", at_old[a0], at_old[a1], at_new[b0], at_new[b1])
        for tag, a0, a1, b0, b1 in codes
    ]


def _offsets(words: Sequence[str]) -> list[int]:
    offsets = [0]
    for word in words:
        offsets.append(offsets[-1] + len(word))
    return offsets


WAYS: dict[str, Callable[[Any, Any], Spans | None]] = {
    "patiencediff on words": by_patiencediff_on_words,
    "rapidfuzz": by_rapidfuzz,
    "patiencediff": by_patiencediff,
    "redlines": by_redlines,
    "prosediff": by_prosediff,
    "git --word-diff": by_git,
}


def _cpu() -> float:
    """CPU seconds of this process and of those it ran."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def main() -> int:
    asked = json.load(sys.stdin)
    way = WAYS[asked["way"]]
    way(*(["one", "other"] if isinstance(asked["cases"][0][0], str) else [["one"], ["other"]]))
    answers = []
    for old, new in asked["cases"]:
        began = _cpu()
        spans = way(old, new)
        answers.append({"cpu": _cpu() - began, "spans": spans})
    json.dump(answers, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
