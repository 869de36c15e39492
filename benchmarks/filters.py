"""What learned filters hide, by rule: false alarms taken away, and real edits with them.

    python benchmarks/filters.py [--data FOLDER] [--verbose]

Invented pages are looked at once a day for two months. Each holds a statement and one place beside it that changes:
by itself (counters, testimonials, polls, identifiers: noise), or because somebody writes there (casualty figures,
rates, a table, notes: real). Rules are compared that decide from the looks before which changes to leave out:

- "design": a place that changed at half of the last transitions or more, three at least, and is less than a quarter
  of the text;
- "no sentence": the same, of places that hold no sentence;
- "one refetch": the same, of places whose words differed once between two fetches seconds apart;
- "statediff": the rule of `statediff.filtering`: five fetches seconds apart find five texts never seen before, at two
  looks.

A real page comes from servers that lag behind one another: "lagging" histories are edited every hour, and each fetch
meets one of four servers that hold the last four states. The real page histories of `../shared/data/pages`, which
belong to their publishers, are judged the same way when they are there: every edit, and its refetches from such
servers.

Budget: "statediff" hides no real edit, takes away at least half of the false alarms that the design's rule takes
away, and asks for at most one and a half times the requests.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import replay
from statediff.errors import StatediffError
from statediff.extractor import extract
from statediff.filtering.learning import FETCHES_AT_A_TIME, candidates, is_small, learn
from statediff.filtering.looks import Look
from statediff.filtering.omission import leave_out
from statediff.filtering.slots import Place, Slot, changed_places, places_of
from statediff.model import Wording

LOOKS = 60
FIRST_DAY = datetime(2026, 1, 1, 6, tzinfo=UTC)
LEAST_OF_DESIGN = 0.5
MOST_REQUESTS = 1.5
SHOWN = 12

Write = Callable[[int, int, random.Random], str]
"""Writes the changing place of a page: by the day, the fetch of that day from 0, and chance."""

_PAGE = """<!doctype html><html lang="{language}"><head><title>{title}</title></head><body>
<header><a href="/">Ministry of Invented Affairs</a></header><main><article><h1>{title}</h1>
<div class="text">{before}{place}{after}</div></article></main><footer>Imprint</footer></body></html>"""
_SENTENCES = {
    "en": "The ministers agreed that the ferry line over the northern strait is to be opened again before the winter,",
    "fr": "Les ministres ont décidé que la ligne de ferry du détroit du Nord serait rouverte avant l’hiver prochain,",
    "uk": "Міністри домовилися, що поромну лінію через Північну протоку буде знову відкрито до початку зими,",
}
_PEOPLE = ("Olena", "Marc", "Ines", "Taras", "Ruth", "Sami", "Noor", "Petro", "Lise", "Adam", "Mila", "Joël")
_WORDS = (
    *("warm", "letter", "answered", "forms", "short", "heard", "everybody", "hall", "quick"),
    *("kind", "stayed", "long", "winter", "road", "clear", "again", "bread", "light"),
)
_TOPICS = ("harbours", "schools", "bridges", "forests", "archives", "markets", "rivers", "theatres", "clinics")


def _text(kind: str, words: str) -> str:
    return f'<div class="{kind}"><p>{words}</p></div>'


def _rows(kind: str, rows: Iterable[Sequence[object]]) -> str:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table class="{kind}"><tbody>{cells}</tbody></table>'


def _items(titles: Iterable[str]) -> str:
    return f'<ul class="ideas">{"".join(f"<li>{title}</li>" for title in titles)}</ul>'


NOISE: dict[str, Write] = {
    "page views": lambda day, fetch, _chance: _text(
        "reach", f"This statement was opened {1200 + 37 * day + fetch:,} times."
    ),
    "readers now": lambda _day, _fetch, chance: _text("now", f"Читають зараз: {chance.randrange(3, 400)}"),
    "testimonial": lambda _day, _fetch, chance: _text(
        "voices", f"“{' '.join(chance.sample(_WORDS, 9))}”, {chance.choice(_PEOPLE)} {chance.randrange(1000)}."
    ),
    "rotating items": lambda _day, _fetch, chance: _items(
        " ".join(chance.sample(_WORDS, 7)).capitalize() for _ in range(3)
    ),
    "three of nine items": lambda _day, _fetch, chance: _items(
        f"How the {topic} of the coast are kept open" for topic in chance.sample(_TOPICS, 3)
    ),
    "session": lambda _day, _fetch, chance: _text(
        "trace", f"Référence de la consultation : {chance.getrandbits(48):x}"
    ),
    "poll": lambda day, fetch, _chance: _rows(
        "poll", [("Yes", 900 + 31 * day + 2 * fetch), ("No", 400 + 17 * day + fetch)]
    ),
    "six portraits": lambda _day, _fetch, chance: _text(
        "portrait", f"Portrait du jour : {chance.choice(_PEOPLE[:6])}."
    ),
    "server time": lambda _day, _fetch, chance: _text("clock", f"Rendered in {chance.randrange(90, 900)} ms."),
}
"""Places that nobody writes."""
REAL: dict[str, Write] = {
    "casualties": lambda day, _fetch, _chance: _text("figure", f"Killed: {120 + 3 * day}. Wounded: {310 + 8 * day}."),
    "втрати": lambda day, _fetch, _chance: _text("figure", f"До {1 + day % 28} березня загинуло {90 + 2 * day} осіб."),
    "rate": lambda day, _fetch, _chance: _text("rate", f"Taux du jour : {41 + (day * 7 % 90) / 100:.2f}"),
    "table": lambda day, _fetch, _chance: _rows(
        "regions", [("North", 14 + day), ("South", 40 + 2 * day), ("Islands", 3 + day // 4)]
    ),
    "clock and figure": lambda day, fetch, chance: _text(
        "live",
        f"Stand {chance.randrange(10, 24)}:{10 + fetch * 9}:07 Uhr: {120 + 3 * day} Tote, {chance.getrandbits(32):x}",
    ),
    "clock in a table": lambda day, fetch, chance: _rows(
        "live", [("Killed", 120 + 3 * day), ("Server", f"{chance.randrange(10, 24)}:{10 + fetch * 9}:07")]
    ),
    "daily note": lambda day, _fetch, _chance: _text(
        "note", f"On day {day} the commission heard {_PEOPLE[day * 5 % 12]} on {_TOPICS[day * 4 % 9]}."
    ),
    "programme": lambda day, _fetch, _chance: _text("agenda", f"Heute: Sitzung {day}, Saal {1 + day % 4}"),
}
"""Places that somebody writes every day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A page over time: each look's fetches, the first of which is the scheduled one."""

    name: str
    is_noise: bool
    looks: tuple[tuple[Wording, ...], ...]


@dataclass(slots=True)
class Tally:
    """What a rule made of histories."""

    noise: int = 0
    alarms: int = 0
    """Looks at which noise alone was told as a change."""
    real: int = 0
    hidden: int = 0
    """Real edits of which a part was left out."""
    looks: int = 0
    requests: int = 0
    findings: list[str] = field(default_factory=list)


class Rule:
    """Decides after each look which slots are left out from then on."""

    most_fetches = 1

    def __init__(self) -> None:
        self.slots: dict[Place, Slot] = {}

    def wants_again(self, _looks: Sequence[Look], /) -> bool:
        """Whether the page is to be fetched again at once."""
        return False

    def learn(self, _looks: Sequence[Look], /) -> None:
        """Learn from all looks so far."""


class Design(Rule):
    """Half of three transitions or more, and less than a quarter of the text."""

    def learn(self, looks: Sequence[Look], /) -> None:
        scheduled = [look for look in looks if not look.is_again]
        transitions = [pair for pair in pairwise(scheduled) if pair[0].version != pair[1].version]
        if len(transitions) < 3:
            return
        for place in scheduled[-1].places:
            changes = sum(place in changed_places(old.places, new.places) for old, new in transitions)
            if 2 * changes >= len(transitions) and is_small(place, scheduled[-1]) and self.allows(place, looks):
                self.slots[place] = Slot(place=place)

    def allows(self, _place: Place, _looks: Sequence[Look], /) -> bool:
        """Whether the rule's further condition holds."""
        return True


class NoSentence(Design):
    """The design's rule for places that hold no sentence."""

    def allows(self, place: Place, looks: Sequence[Look], /) -> bool:
        return not any(text.rstrip("”»\"'").endswith((".", "!", "?")) for text in looks[-1].places[place])


class OneRefetch(Design):
    """The design's rule for places that differed once between two fetches seconds apart."""

    most_fetches = 2

    def wants_again(self, looks: Sequence[Look], /) -> bool:
        return bool(candidates(looks))

    def allows(self, place: Place, looks: Sequence[Look], /) -> bool:
        return any(new.is_again and place in changed_places(old.places, new.places) for old, new in pairwise(looks))


class Ours(Rule):
    """The rule of `statediff.filtering`."""

    most_fetches = FETCHES_AT_A_TIME

    def wants_again(self, looks: Sequence[Look], /) -> bool:
        return any(place not in self.slots for place in candidates(looks))

    def learn(self, looks: Sequence[Look], /) -> None:
        for lesson in learn(looks):
            self.slots.setdefault(lesson.slot.place, lesson.slot)


RULES: dict[str, type[Rule]] = {
    "nothing left out": Rule,
    "design": Design,
    "no sentence": NoSentence,
    "one refetch": OneRefetch,
    "statediff": Ours,
}


def play(history: History, rule: Rule, tally: Tally) -> None:
    """Look at a history day by day under a rule, and count."""
    looks: list[Look] = []
    version = 0
    for day, fetches in enumerate(history.looks):
        is_new = not looks or looks[-1].wording.digest != fetches[0].digest
        version += is_new
        old = looks[-1] if looks else None
        looks.append(Look.of(version, FIRST_DAY + timedelta(days=day), fetches[0]))
        tally.looks += 1
        tally.requests += 1
        if old is None or not is_new:
            continue
        left = leave_out(old.wording, fetches[0], rule.slots.values())
        if history.is_noise:
            tally.noise += 1
            tally.alarms += left.old.digest != left.new.digest
        else:
            tally.real += 1
            tally.hidden += bool(left.slots)
            if left.slots:
                tally.findings.append(f"{history.name}, look {day}: {left.slots[0].name}")
        if rule.wants_again(looks):
            seen = {look.wording.digest for look in looks}
            for number, again in enumerate(fetches[1 : rule.most_fetches], start=1):
                version += again.digest != looks[-1].wording.digest
                seen_at = FIRST_DAY + timedelta(days=day, seconds=4 * number)
                looks.append(Look.of(version, seen_at, again, is_again=True))
                tally.requests += 1
                if again.digest in seen:
                    break
                seen.add(again.digest)
        rule.learn(looks[-3 * LOOKS :])


def invent(name: str, write: Write, *, is_noise: bool, servers: int = 1) -> History:
    """Write a page's history; several servers hold as many of its latest states, and chance says which one answers."""
    chance = random.Random(name)
    language = chance.choice(sorted(_SENTENCES))
    before, after = (
        "".join(f"<p>{_SENTENCES[language]} {number}. {_SENTENCES[language]}</p>" for number in numbers)
        for numbers in (range(1, 4), range(4, 7))
    )

    def read(state: int, fetch: int) -> Wording:
        place = write(state, fetch, chance)
        page = _PAGE.format(language=language, title=name, before=before, place=place, after=after)
        return extract(page.encode(), "text/html; charset=utf-8", "https://ministry.example/statement")

    def look(day: int) -> tuple[Wording, ...]:
        if servers == 1:
            return tuple(read(day, fetch) for fetch in range(FETCHES_AT_A_TIME))
        return tuple(read(24 + 24 * day - chance.randrange(servers), 0) for _ in range(FETCHES_AT_A_TIME))

    return History(name=name, is_noise=is_noise, looks=tuple(look(day) for day in range(LOOKS)))


def invented_histories() -> Iterator[History]:
    """Yield every invented history."""
    for name, write in NOISE.items():
        yield invent(name, write, is_noise=True)
    for name, write in REAL.items():
        yield invent(name, write, is_noise=False)
        yield invent(f"{name}, lagging", write, is_noise=False, servers=FETCHES_AT_A_TIME - 1)


def labelled_histories(data: Path) -> Iterator[tuple[History, frozenset[int]]]:
    """Yield the real histories with the looks that a reader labelled as edits of the wording, stale caches and all."""
    documents = replay.load_documents(data, None, None)
    labels: dict[str, set[int]] = {}
    for pair in replay.load_pairs(data, {document.id: document for document in documents}):
        if pair.label in {"wording", "mixed"}:
            labels.setdefault(pair.document, set()).add(pair.newer)
    for document in documents:
        if not document.format.startswith("html"):
            continue
        wordings = list(_read_all(document))
        looks = [
            (wording, *(wordings[at - back] for back in range(1, FETCHES_AT_A_TIME - 1) if at >= back))
            for at, wording in enumerate(wordings)
        ]
        name = f"{document.id} (labelled)"
        yield History(name=name, is_noise=False, looks=tuple(looks)), frozenset(labels.get(document.id, ()))


def _read_all(document: replay.Document) -> Iterator[Wording]:
    pinned = None
    for path in document.paths:
        try:
            wording = extract(path.read_bytes(), replay.MEDIA_TYPES[document.format], document.url, pinned=pinned)
        except StatediffError:
            continue
        pinned = pinned or wording.container or None
        if wording.has_text and any(places_of(wording)):
            yield wording


def print_tallies(title: str, tallies: dict[str, Tally]) -> None:
    print(
        f"\n{title:<24} {'noise':>6} {'alarms':>7} {'rate':>6} | {'edits':>6} {'hidden':>7} | {'requests a look':>15}"
    )
    for name, tally in tallies.items():
        print(
            f"{name:<24} {tally.noise:>6} {tally.alarms:>7} {tally.alarms / max(1, tally.noise):>6.3f} |"
            f" {tally.real:>6} {tally.hidden:>7} | {tally.requests / max(1, tally.looks):>15.3f}"
        )


def tally_all(histories: Sequence[History]) -> dict[str, Tally]:
    """Play all histories under every rule."""
    tallies = {name: Tally() for name in RULES}
    for name, rule in RULES.items():
        for history in histories:
            play(history, rule(), tallies[name])
    return tallies


def is_kept(invented: dict[str, Tally], labelled: dict[str, Tally]) -> bool:
    """Print the budget and say whether it is kept."""
    plain, design, ours = (invented[name] for name in ("nothing left out", "design", "statediff"))
    hidden = ours.hidden + (labelled["statediff"].hidden if labelled else 0)
    removed, reference = plain.alarms - ours.alarms, plain.alarms - design.alarms
    requests = ours.requests / ours.looks
    kept = not hidden and removed >= LEAST_OF_DESIGN * reference and requests <= MOST_REQUESTS
    print(
        f"\nreal edits hidden: {hidden} (design: {design.hidden + (labelled['design'].hidden if labelled else 0)});"
        f" false alarms taken away: {removed}, {removed / max(1, reference):.2f} of what the design's rule takes away;"
        f" {requests:.2f} requests a look\nbudget: {'kept' if kept else 'MISSED'}"
    )
    return kept


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=replay.DEFAULT_DATA, help="folder with manifest and labels")
    parser.add_argument("--verbose", action="store_true", help="list real edits that were hidden")
    options = parser.parse_args()
    invented = list(invented_histories())
    tallies = tally_all(invented)
    print_tallies("invented pages", tallies)
    for kind in ("noise", "real"):
        for history in (one for one in invented if one.is_noise == (kind == "noise")):
            own = {name: Tally() for name in RULES}
            for name, rule in RULES.items():
                play(history, rule(), own[name])
            shown = [own[name].alarms if history.is_noise else own[name].hidden for name in RULES]
            what = "false alarms" if history.is_noise else "edits hidden"
            print(f"  {history.name:<22} {what}: " + ", ".join(f"{n} {c}" for n, c in zip(RULES, shown, strict=True)))
    labelled: dict[str, Tally] = {}
    if (options.data / "manifest.jsonl").is_file():
        labelled = tally_all([history for history, _ in labelled_histories(options.data)])
        print_tallies("real pages, lagging", labelled)
    else:
        print(f"\nno page histories at {options.data}: invented pages only")
    if options.verbose:
        for name, tally in (*tallies.items(), *labelled.items()):
            for finding in tally.findings[:SHOWN]:
                print(f"{name}: {finding}")
    return 0 if is_kept(tallies, labelled) else 1


if __name__ == "__main__":
    sys.exit(main())
