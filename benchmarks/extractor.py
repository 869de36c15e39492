"""Recapture pages with other chrome, and edit their words: how often is either taken for the other.

    python benchmarks/extractor.py [--data FOLDER] [--pages N] [--verbose] [--peers]

Twenty-seven kinds of recapture are made of each page: the same statement, another page around it. Each pair is read as
the pipeline reads it, the second from the place pinned at the first; a pair whose wordings differ is a false alarm.
Then single words, figures, headings and items of the statement are edited; an edit that leaves the wording equal is
lost. The pages are the invented ones of tests/golden and, when the folder is there, real recaptured pages with the
text that a person's selectors cut. Those belong to others and are not part of this project. With --peers, other
extractors are measured beside on the same pairs; they are installed into an environment of their own, in a cache
folder under the system's temporary one, and what cannot be installed is skipped with a word.

The same pairs are read once more with the selector that preview would propose.

Budget: at most .03 false alarms over all kinds, .01 with a selector, at least .97 of the edits found, at most 15 ms a
page.
"""

from __future__ import annotations

import argparse
import copy
import gzip
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from extraction import intrusions, perturbations
from extraction.peers import Peers
from extraction.perturbations import HEADLINES, LEAVES, Page, copy_of, words_of, write
from statediff.errors import ExtractionError
from statediff.extractor import read
from statediff.model import Rules

ROOT = Path(__file__).resolve().parents[1]
DEFAULT_DATA = ROOT.parent / "shared" / "data" / "recaptures"
GOLDEN = ROOT / "tests" / "golden"
BUDGET = (0.03, 0.97, 15.0)
BUDGET_SELECTED = 0.01
SELECTED_PAGES = 12
"""Real pages that are read with a selector too: each costs a Beautiful Soup tree at each reading."""
ONCE = perturbations.ONCE | intrusions.ONCE
TWICE = perturbations.TWICE | intrusions.TWICE


def recaptures(page: Page) -> Iterator[tuple[str, str, str]]:
    """Yield kind and two captures between which only chrome differs."""
    base = copy_of(page, "base")
    if base is None:
        return
    for kind, alter in ONCE.items():
        made = copy_of(page, kind)
        assert made is not None
        alter(made)
        yield kind, write(base), write(made)
    yield "entities", write(base), intrusions.spell_entities(write(base))
    for kind, alter in TWICE.items():
        both = [copy_of(page, f"{kind} {turn}") for turn in "12"]
        for made in both:
            assert made is not None
            alter(made)
        yield kind, *(write(made) for made in both if made is not None)  # type: ignore[misc]


def edits(page: Page, times: int = 3) -> Iterator[tuple[str, str, str]]:
    """Yield kind and two captures between which one word of the statement differs."""
    base = copy_of(page, "base")
    if base is None:
        return
    wanted: list[tuple[str, Sequence[str], re.Pattern[str]]] = [
        *(("word", LEAVES, re.compile(r"\w{3,}")) for _ in range(times)),
        ("figure", LEAVES, re.compile(r"(?<!\w)\d{1,4}(?!\w)")),
        ("heading", ("h1", "h2", "h3", "h4"), re.compile(r"\w{3,}")),
        ("item", ("li", "td", "dd"), re.compile(r"\w{3,}")),
    ]
    for turn, (kind, tags, pattern) in enumerate(wanted):
        made = copy_of(page, f"edit {kind} {turn}")
        assert made is not None
        places = [
            (node, attribute, found)
            for leaf in made.leaves
            if leaf.tag in tags and made.main in leaf.iterancestors()
            for node in leaf.iter()
            for attribute in ("text", "tail")
            if not (node is leaf and attribute == "tail") and isinstance(node.tag, str)
            for found in pattern.finditer(getattr(node, attribute) or "")
        ]
        if not places:
            continue
        node, attribute, found = made.dice.choice(places)
        text = getattr(node, attribute)
        other = str(int(found[0]) + 1) if kind == "figure" else "Qvaltered"
        setattr(node, attribute, text[: found.start()] + other + text[found.end() :])
        yield kind, write(base), write(made)


# ---------------------------------------------------------------- pages and figures


def golden_pages() -> Iterator[Page]:
    for path in sorted((GOLDEN / "pages").iterdir()):
        reading = read(path.read_bytes(), None, None)
        charset = reading.wording.charset or "utf-8"
        language = (reading.wording.language or "en")[:2]
        yield Page(
            name=path.stem,
            html=path.read_bytes().decode(charset),
            words=words_of(reading.wording.text),
            language=language if language in HEADLINES else "en",
        )


def real_pages(folder: Path, most: int) -> Iterator[Page]:
    seen: set[str] = set()
    for entry in json.loads((folder / "manifest.json").read_text(encoding="utf-8")):
        if entry["document"] in seen or len(seen) >= most:
            continue
        seen.add(entry["document"])
        html = gzip.decompress((folder / f"{entry['a']}.html.gz").read_bytes()).decode("utf-8", "replace")
        text = gzip.decompress((folder / f"{entry['version_a']}.md.gz").read_bytes()).decode("utf-8", "replace")
        bare = re.sub(r"\]\([^)]*\)|[\\*_#>`\[]", " ", text)
        found = re.search(r"<html[^>]*\blang=[\"']?([a-z]{2})", html)
        language = found[1] if found and found[1] in HEADLINES else "en"
        html = re.sub(r"^\s*<\?xml[^>]*>", "", html).replace("\0", "")
        yield Page(name=entry["document"], html=html, words=words_of(bare), language=language)


def differs(old: str, new: str) -> bool:
    try:
        first = read(old.encode("utf-8", "replace"), "text/html; charset=utf-8").wording
        second = read(new.encode("utf-8", "replace"), "text/html; charset=utf-8", pinned=first.container).wording
    except ExtractionError:
        return True
    return first.digest != second.digest


def differs_selected(old: str, new: str) -> bool | None:
    """Tell the same of a source that names a selector, as preview proposes it; None where it proposes none."""
    body = old.encode("utf-8", "replace")
    try:
        proposed = read(body, "text/html; charset=utf-8").proposed_selector
        if proposed is None:
            return None
        rules = Rules(select=(proposed,))
        first = read(body, "text/html; charset=utf-8", rules=rules).wording
        again = new.encode("utf-8", "replace")
        second = read(again, "text/html; charset=utf-8", rules=rules, pinned=first.container).wording
    except ExtractionError:
        return True
    return first.digest != second.digest


def measure_selected(pages: Sequence[Page], *, is_verbose: bool) -> float:
    """Print and return the share of false alarms where a selector is named.

    Recaptures that rename every class are left out: there a selector finds nothing, which the pipeline tells apart.
    """
    alarms: list[bool] = []
    for page in pages:
        for kind, old, new in recaptures(page):
            differing = None if kind == "redesign" else differs_selected(old, new)
            if differing is not None:
                alarms.append(differing)
                if is_verbose and differing:
                    print(f"  FALSE ALARM with a selector, {kind}: {page.name}")
    rate = sum(alarms) / max(1, len(alarms))
    print(f"  with the proposed selector: false alarms {rate:.3f} of {len(alarms)}")
    return rate


def measure(title: str, pages: Sequence[Page], *, is_verbose: bool) -> tuple[float, float]:
    alarms: dict[str, list[bool]] = defaultdict(list)
    found: dict[str, list[bool]] = defaultdict(list)
    for page in pages:
        for kind, old, new in recaptures(page):
            alarms[kind].append(differs(old, new))
            if is_verbose and alarms[kind][-1]:
                print(f"  FALSE ALARM {kind}: {page.name}")
        for kind, old, new in edits(page):
            found[kind].append(differs(old, new))
            if is_verbose and not found[kind][-1]:
                print(f"  LOST {kind}: {page.name}")
    print(f"\n{title}: {len(pages)} pages")
    for kind, hits in alarms.items():
        print(f"  {kind:<32} {sum(hits):>4} of {len(hits):>4} false alarms {sum(hits) / len(hits):.3f}")
    for kind, hits in found.items():
        print(f"  one {kind:<28} {sum(hits):>4} of {len(hits):>4} edits found  {sum(hits) / len(hits):.3f}")
    rates = [sum(map(sum, table.values())) / max(1, sum(map(len, table.values()))) for table in (alarms, found)]
    print(f"  all: false alarms {rates[0]:.3f}, edits found {rates[1]:.3f}")
    return rates[0], rates[1]


def _milliseconds(action: Callable[[bytes], object], bodies: Sequence[bytes]) -> float:
    action(copy.copy(bodies[0]))
    start = time.process_time()
    for body in bodies:
        action(body)
    return 1000 * (time.process_time() - start) / len(bodies)


def time_pages(pages: Sequence[Page]) -> float:
    """Print CPU milliseconds a page and return them."""
    bodies = [page.html.encode("utf-8", "replace") for page in pages]
    ours = _milliseconds(lambda body: read(body, "text/html; charset=utf-8"), bodies)
    print(f"\nCPU: {ours:.1f} ms a page of {sum(map(len, bodies)) / len(bodies) / 1000:.0f} KB on average")
    return ours


def compare(pages: Sequence[Page], ours: tuple[float, float, float]) -> None:
    """Print false alarms, edits found and CPU of other extractors on the same pairs, in an environment of their own."""
    alarms = [(old, new) for page in pages for _, old, new in recaptures(page)]
    edited = [(old, new) for page in pages for _, old, new in edits(page)]
    plain = [page.html for page in pages]
    print(f"\n{'':<20} false alarms  edits found  CPU ms a page   ({len(pages)} pages)")
    print(f"{'statediff':<20} {ours[0]:>12.3f} {ours[1]:>12.3f} {ours[2]:>14.1f}")
    for peer in Peers.install():
        try:
            answer = peer.measure(alarms, edited, plain)
        except (OSError, ValueError) as error:
            print(f"{peer.name:<20} skipped: {error}")
            continue
        print(f"{answer.name:<20} {answer.alarms:>12.3f} {answer.found:>12.3f} {answer.milliseconds:>14.1f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="folder of recaptured pages with manifest.json")
    parser.add_argument("--pages", type=int, default=60, help="most real pages to take")
    parser.add_argument("--verbose", action="store_true", help="name every false alarm and every lost edit")
    parser.add_argument("--peers", action="store_true", help="measure other extractors beside (installs them apart)")
    options = parser.parse_args()
    pages = list(golden_pages())
    results = [measure("invented pages", pages, is_verbose=options.verbose)]
    selected = [measure_selected(pages, is_verbose=options.verbose)]
    if (options.data / "manifest.json").is_file():
        pages = list(real_pages(options.data, options.pages))
        results.append(measure("real pages", pages, is_verbose=options.verbose))
        selected.append(measure_selected(pages[:SELECTED_PAGES], is_verbose=options.verbose))
    else:
        print(f"\nno real pages at {options.data}; name their folder with --data")
    milliseconds = time_pages(pages)
    if options.peers:
        compare(pages, (*results[-1], milliseconds))
    most_alarms, least_found, most_milliseconds = BUDGET
    is_kept = milliseconds <= most_milliseconds and max(selected) <= BUDGET_SELECTED
    is_kept = is_kept and all(alarms <= most_alarms and found >= least_found for alarms, found in results)
    print(f"budget: {'kept' if is_kept else 'MISSED'}")
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
