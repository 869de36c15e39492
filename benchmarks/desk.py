"""How fast a phrase is found among a million passages, and how fast and rightly each sentence is traced to its version.

    python benchmarks/desk.py [--passages 100000] [--versions 200] [--long]

The archive of the search is invented: 500 sources with a vocabulary of 30,000 words, frequent and rare as in prose. The
same phrases are looked for by statediff (with first sight, last sight and windows of every source, and the passages),
by a plain LIKE over the same table of passages, and by `git log -S` over the same versions committed to git, where a
few phrases have to do. --long makes it a million passages, which takes many minutes to write.

The statement of the blame is invented too: 120 sentences, 200 versions, three edits each (a word changed, a sentence
inserted, removed, moved, brought back), and for every sentence the true version of its last change is known. `git blame
-w -M -C` traces the same versions, one sentence a line.

Budgets, in CPU time: the median search takes 50 ms, the blame of 200 versions 1 s; 98 % of the sentences are traced
rightly.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import IO

from archives.histories import FIRST_LOOK, Look, answer
from archives.speeds import OK, Figure
from desks.statements import Statement, Truth, invent_passages, invent_vocabulary
from statediff.archive import Archive, create, open_archive
from statediff.desk.origins import find_origins
from statediff.desk.sightings import Query, find_sightings
from statediff.extractor import extract
from statediff.model import Block, BlockKind, Source, Wording

PASSAGES, LONG_PASSAGES = 100_000, 1_000_000
SOURCES, PARAGRAPHS, TOGETHER = 500, 40, 25
"""TOGETHER: versions kept in one transaction."""
PHRASES, GIT_PHRASES = 60, 3
SENTENCES, EDITS, PARAGRAPH_SENTENCES = 120, 3, 3


def wording_of(texts: Iterable[str]) -> Wording:
    """A wording of plain paragraphs."""
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in texts)
    return Wording(title="Statement", language="en", blocks=blocks)


def milliseconds_of(work: Callable[[], object]) -> float:
    """Milliseconds of CPU that something takes, with the programs it runs: what else is busy does not count."""
    before = time.process_time(), os.times()
    work()
    after = time.process_time(), os.times()
    programs = sum(after[1][2:4]) - sum(before[1][2:4])
    return 1e3 * (after[0] - before[0] + programs)


# ---------------------------------------------------------------- search


def invent_archive(path: Path, repository: Path, passages: int) -> list[str]:
    """Keep an invented desk in an archive and in git, and return phrases that stand in it."""
    draw = random.Random(20260301)
    vocabulary = invent_vocabulary(draw)
    phrases: list[str] = []
    git = ["git", "-C", str(repository)]
    subprocess.run(["git", "init", "--quiet", "--bare", str(repository)], check=True)
    with create(path) as archive, subprocess.Popen([*git, "fast-import", "--quiet"], stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        for start in range(0, passages // PARAGRAPHS, TOGETHER):
            with archive.run("benchmark"), archive.together():
                for number in range(start, min(start + TOGETHER, passages // PARAGRAPHS)):
                    texts = invent_passages(draw, vocabulary, PARAGRAPHS)
                    _keep(archive, process.stdin, number, texts)
                    first = draw.randrange(12)
                    phrases.append(" ".join(draw.choice(texts).split()[first : first + draw.randint(2, 4)]))
        process.stdin.close()
        if process.wait() != 0:
            raise SystemExit("git fast-import failed")
    return draw.sample(phrases, PHRASES)


def _keep(archive: Archive, git: IO[bytes], number: int, texts: Sequence[str]) -> None:
    """Keep the next version of a source in both."""
    name = f"source-{number % SOURCES}"
    at = FIRST_LOOK + timedelta(minutes=number)
    source = Source(id=name, url=f"https://mfa.example/{name}")
    capture = archive.keep(source, answer(Look(page=name, body=b"%d" % number), at), OK, at)
    archive.derive(capture, wording_of(texts), "1;automatic")
    body = "\n".join(texts).encode()
    head = f"commit refs/heads/main\ncommitter t <t@example.org> {1_700_000_000 + number} +0000\ndata 1\nx\n"
    git.write(head.encode() + f"M 100644 inline {name}\ndata {len(body)}\n".encode() + body + b"\n")


def measure_search(passages: int) -> list[Figure]:
    """Look for the same phrases in three ways."""
    with tempfile.TemporaryDirectory() as folder:
        path, repository = Path(folder) / "archive.db", Path(folder) / "repository"
        phrases = invent_archive(path, repository, passages)
        with open_archive(path) as archive:
            times = [milliseconds_of(lambda one=phrase: find_sightings(archive, Query(one))) for phrase in phrases]
            found = [len(find_sightings(archive, Query(phrase))) for phrase in phrases]
            family = milliseconds_of(lambda: find_sightings(archive, Query("signed agreement", has_families=True)))
            word = milliseconds_of(lambda: find_sightings(archive, Query("significant")))
        if not all(found):
            raise SystemExit("a phrase was not found")
        scans = scan(path, phrases[:20])
        pickaxes = [milliseconds_of(lambda one=phrase: pickaxe(repository, one)) for phrase in phrases[:GIT_PHRASES]]
    median = statistics.median(times)
    return [
        Figure(name=f"median phrase among {passages:,} passages", found=median, unit="ms of CPU", budget=50),
        Figure(name="slowest of these phrases", found=max(times), unit="ms of CPU"),
        Figure(name="sources a phrase", found=statistics.mean(found), unit=""),
        Figure(name="two words with all their forms", found=family, unit="ms of CPU"),
        Figure(name="one word in hundreds of sources", found=word, unit="ms of CPU"),
        Figure(name="plain LIKE over the same passages", found=statistics.median(scans), unit="ms of CPU"),
        Figure(name="git log -S over the same versions", found=statistics.median(pickaxes), unit="ms of CPU"),
        Figure(
            name="times faster than LIKE", found=statistics.median(scans) / median, unit="", budget=5, is_least=True
        ),
        Figure(name="times faster than git log -S", found=statistics.median(pickaxes) / median, unit=""),
    ]


def scan(path: Path, phrases: Sequence[str]) -> list[float]:
    """Look at every passage, as a program without an index does; it tells no times."""
    with closing(sqlite3.connect(path)) as database:
        sql = "select count(*) from passage where text like ?"
        return [
            milliseconds_of(lambda one=phrase: database.execute(sql, (f"%{one}%",)).fetchone()) for phrase in phrases
        ]


def pickaxe(repository: Path, phrase: str) -> None:
    """Ask git in which commits the number of a phrase's occurrences changed."""
    subprocess.run(
        ["git", "-C", str(repository), "log", "--format=%h", "-S", phrase, "main"], check=True, capture_output=True
    )


# ---------------------------------------------------------------- blame


def measure_blame(versions: int) -> list[Figure]:
    """Trace the sentences of the last of many versions."""
    draw = random.Random(20260302)
    statement = Statement(draw, invent_vocabulary(draw))
    history = list(statement.versions(versions, SENTENCES, EDITS))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        source = Source(id="statement", url="https://mfa.example/statement")
        with create(path) as archive:
            for number, sentences in enumerate(history):
                at = FIRST_LOOK + timedelta(hours=number)
                capture = archive.keep(source, answer(Look(page="statement", body=b"%d" % number), at), OK, at)
                archive.derive(capture, wording_of(_paragraphs(sentences)), "1;automatic")
        with open_archive(path) as archive:
            times = [milliseconds_of(lambda: find_origins(archive, "statement", read=extract)) for _ in range(3)]
            lines = find_origins(archive, "statement", read=extract).lines
        repository = Path(folder) / "repository"
        commit_lines(repository, history)
        rival = milliseconds_of(lambda: blame_lines(repository))
        by_git = blame_lines(repository)
    truth = history[-1]
    if [line.sentence.text for line in lines] != [one.text for one in truth]:
        raise SystemExit("the sentences are not those of the statement")
    right = sum(line.origin.version == one.version for line, one in zip(lines, truth, strict=True))
    since = sum(line.origin.since == one.since for line, one in zip(lines, truth, strict=True))
    git_right = sum(number == one.version for number, one in zip(by_git, truth, strict=True))
    return [
        Figure(name=f"blame of {len(history)} versions, first", found=times[0], unit="ms of CPU", budget=1000),
        Figure(name="again", found=statistics.median(times), unit="ms of CPU", budget=1000),
        Figure(name="git blame -w -M -C of the same", found=rival, unit="ms of CPU"),
        Figure(name="versions told rightly", found=100 * right / len(truth), unit="%", budget=98, is_least=True),
        Figure(name="first versions told rightly", found=100 * since / len(truth), unit="%", budget=95, is_least=True),
        Figure(name="versions told rightly by git blame", found=100 * git_right / len(truth), unit="%"),
    ]


def _paragraphs(sentences: Sequence[Truth]) -> list[str]:
    return [
        " ".join(one.text for one in sentences[start : start + PARAGRAPH_SENTENCES])
        for start in range(0, len(sentences), PARAGRAPH_SENTENCES)
    ]


def commit_lines(repository: Path, history: Sequence[Sequence[Truth]]) -> None:
    """Commit every version, one sentence a line, its number in the message."""
    subprocess.run(["git", "init", "--quiet", "--bare", str(repository)], check=True)
    with subprocess.Popen(["git", "-C", str(repository), "fast-import", "--quiet"], stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        for number, sentences in enumerate(history, start=1):
            body, message = "".join(one.text + "\n" for one in sentences).encode(), str(number).encode()
            head = f"commit refs/heads/main\ncommitter t <t@example.org> {1_700_000_000 + number} +0000\n"
            process.stdin.write(head.encode() + b"data %d\n%s\n" % (len(message), message))
            process.stdin.write(b"M 100644 inline statement\ndata %d\n%s\n" % (len(body), body))
        process.stdin.close()
        if process.wait() != 0:
            raise SystemExit("git fast-import failed")


def blame_lines(repository: Path) -> list[int]:
    """Return the number of the version to which git traces each line."""
    git = ["git", "-C", str(repository), "blame", "-w", "-M", "-C", "--line-porcelain", "main", "--", "statement"]
    told = subprocess.run(git, check=True, capture_output=True, text=True).stdout
    return [int(number) for number in re.findall(r"^summary (\d+)$", told, re.MULTILINE)]


def main() -> int:
    """Measure, print, and tell by the exit code whether all budgets are kept."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--passages", type=int, default=PASSAGES)
    parser.add_argument("--versions", type=int, default=200)
    parser.add_argument("--long", action="store_true", help="a million passages")
    options = parser.parse_args()
    figures = [*measure_blame(options.versions), *measure_search(LONG_PASSAGES if options.long else options.passages)]
    for figure in figures:
        print(figure)
    return 0 if all(figure.is_kept for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
