"""Recapture pages with other chrome, and edit their words: how often is either taken for the other.

    python benchmarks/extractor.py [--data FOLDER] [--pages N] [--verbose]

Thirteen kinds of recapture are made of each page: the same statement, another page around it. Each pair is read as
the pipeline reads it, the second from the place pinned at the first; a pair whose wordings differ is a false alarm.
Then single words, figures, headings and items of the statement are edited; an edit that leaves the wording equal is
lost. The pages are the invented ones of tests/golden and, when the folder is there, real recaptured pages with the
text that a person's selectors cut. Those belong to others and are not part of this project. CPU time is measured
beside trafilatura when that can be imported.

Budget: at most .06 false alarms over all kinds, at least .94 of the edits found, at most 25 ms a page.
"""

from __future__ import annotations

import argparse
import copy
import gzip
import hashlib
import importlib
import json
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import lxml.html
from lxml import etree
from lxml.etree import _Element as Element

from statediff.errors import ExtractionError
from statediff.extractor import read

ROOT = Path(__file__).resolve().parents[1]
DEFAULT_DATA = ROOT.parent / "shared" / "data" / "recaptures"
GOLDEN = ROOT / "tests" / "golden"
BUDGET = (0.06, 0.94, 25.0)
LEAVES = ("p", "li", "h1", "h2", "h3", "h4", "h5", "blockquote", "td", "dd", "dt", "figcaption", "div", "span", "pre")
BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "div", "dl", "fieldset", "figure", "footer", "form", "h1", "h2",
        "h3", "h4", "h5", "h6", "header", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td",
        "tr", "ul",
    }
)  # fmt: skip
WORD = re.compile(r"\w+")
DIGITS = re.compile(r"\d+")

HEADLINES = {
    "en": ("Ministers open the new training centre", "Support for coastal towns announced", "Harbour review published",
           "Watch the press conference in full", "Ambassador visits the shipyard", "Gallery: the week in pictures"),
    "fr": ("La ministre inaugure le centre de formation", "Une aide pour les communes du littoral",
           "Le rapport sur les ports est publié", "Revoir la conférence de presse",
           "L'ambassadrice visite le chantier naval", "La semaine en images"),
    "de": ("Ministerin eröffnet das Ausbildungszentrum", "Hilfe für Küstenorte angekündigt",
           "Hafenbericht veröffentlicht", "Die Pressekonferenz in voller Länge", "Botschafterin besucht die Werft",
           "Die Woche in Bildern"),
    "uk": ("Міністерка відкрила навчальний центр", "Оголошено допомогу прибережним громадам",
           "Оприлюднено звіт про порти", "Дивіться брифінг повністю", "Посолка відвідала судноверф",
           "Тиждень у світлинах"),
}  # fmt: skip
COOKIES = {
    "en": (
        "We use cookies that are needed for this site to work, and others to learn how it is used. You can "
        "choose which of them you allow, and change your mind at any time."
    ),
    "fr": (
        "Nous utilisons des cookies nécessaires au fonctionnement du site, et d'autres pour mesurer son "
        "audience. Vous pouvez choisir ceux que vous acceptez et changer d'avis à tout moment."
    ),
    "de": (
        "Wir verwenden Cookies, die für diese Seite nötig sind, und andere, um ihre Nutzung zu messen. Sie "
        "können wählen, welche Sie zulassen, und Ihre Wahl jederzeit ändern."
    ),
    "uk": (
        "Ми використовуємо файли cookie, потрібні для роботи сайту, та інші, щоб знати, як ним користуються. "
        "Ви можете обрати, які з них дозволити, і змінити свій вибір."
    ),
}
ALERTS = {
    "en": (
        "Important: this site will not be available on Sunday from 2 to 6 in the morning because of "
        "maintenance. We apologise for the trouble."
    ),
    "fr": (
        "Important : le site ne sera pas accessible dimanche de 2 h à 6 h en raison d'une opération de "
        "maintenance. Merci de votre compréhension."
    ),
    "de": (
        "Wichtig: Diese Seite ist am Sonntag von 2 bis 6 Uhr wegen Wartungsarbeiten nicht erreichbar. Wir "
        "bitten um Verständnis."
    ),
    "uk": (
        "Важливо: у неділю з 2 до 6 години ранку сайт не працюватиме через технічні роботи. Перепрошуємо за "
        "незручності."
    ),
}
RELATED = {"en": "Related news", "fr": "À lire aussi", "de": "Weitere Meldungen", "uk": "Читайте також"}
COUNTERS = {
    "en": ("{} views", "Updated {} minutes ago"), "fr": ("{} vues", "Mis à jour il y a {} minutes"),
    "de": ("{} Aufrufe", "Aktualisiert vor {} Minuten"), "uk": ("{} переглядів", "Оновлено {} хвилин тому"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page, and the words of its statement."""

    name: str
    html: str
    words: str
    language: str


@dataclass(slots=True)
class Copy:
    """A fresh tree of a page: its statement's elements and the one that holds them."""

    page: Page
    root: Element
    body: Element
    leaves: list[Element]
    main: Element
    dice: random.Random


def words_of(text: str) -> str:
    return " ".join(WORD.findall(text))


def text_of(element: Element) -> str:
    return " ".join(" ".join(map(str, element.itertext())).split())


def copy_of(page: Page, seed: str) -> Copy | None:
    root = lxml.html.document_fromstring(page.html)
    body = root.find("body")
    if body is None:
        return None
    said = f" {page.words} "
    leaves = [
        element
        for element in body.iter(*LEAVES)
        if not any(child.tag in BLOCKS for child in element)
        and len(text := text_of(element)) >= 15
        and f" {words_of(text)} " in said
    ]
    inside = set(leaves)
    leaves = [leaf for leaf in leaves if not any(ancestor in inside for ancestor in leaf.iterancestors())]
    weights: dict[Element, int] = defaultdict(int)
    for leaf in leaves:
        for ancestor in leaf.iterancestors():
            weights[ancestor] += len(text_of(leaf))
    whole = sum(len(text_of(leaf)) for leaf in leaves)
    holders = [element for element, weight in weights.items() if weight >= 0.9 * whole]
    if len(leaves) < 2 or not holders:
        return None
    main = max(holders, key=lambda element: sum(1 for _ in element.iterancestors()))
    return Copy(page, root, body, leaves, main, random.Random(f"{page.name} {seed}"))


def fragment(markup: str) -> Element:
    made: Element = lxml.html.fragment_fromstring(markup)
    return made


# ---------------------------------------------------------------- the kinds of recapture


def shuffle_links(made: Copy) -> None:
    """Other headlines in other order in every list of links outside the statement."""
    inside = set(made.main.iter())
    for anchor in made.body.iter("a"):
        if anchor not in inside and len(text_of(anchor)) >= 18 and made.dice.random() < 0.6:
            for child in list(anchor):
                anchor.remove(child)
            anchor.text = made.dice.choice(HEADLINES[made.page.language])
            anchor.set("href", f"/x/{made.dice.randint(1, 10**6)}")
    for listing in made.body.iter("ul", "ol"):
        items = list(listing)
        if listing not in inside and len(items) >= 4 and listing.find(".//a") is not None and made.dice.random() < 0.5:
            made.dice.shuffle(items)
            listing.extend(items)


def change_figures(made: Copy) -> None:
    """Other figures everywhere outside the statement: counters, dates, weather."""
    spared = set(made.main.iter())
    for element in (*made.leaves, *made.body.iter("figcaption", "caption", "h1")):
        spared |= set(element.iter())
    for element in made.body.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style") or element in spared:
            continue
        element.text = _other_figures(element.text, made.dice)
        if element.getparent() is not made.main:
            element.tail = _other_figures(element.tail, made.dice)


def _other_figures(text: str | None, dice: random.Random) -> str | None:
    if not text:
        return text
    return DIGITS.sub(
        lambda found: (
            str((int(found[0]) + dice.randint(1, 7)) % 10 ** len(found[0])).zfill(len(found[0]))
            if len(found[0]) < 9
            else found[0]
        ),
        text,
    )


def change_attributes(made: Copy) -> None:
    """Other nonces, build hashes, cache stamps, tokens."""
    renamed: dict[str, str] = {}
    for element in made.root.iter():
        if not isinstance(element.tag, str):
            continue
        for name in (element.get("class") or "").split():
            if re.search(r"[-_](?=\w*\d)\w{4,10}$", name):
                renamed.setdefault(name, re.sub(r"\w{4,10}$", f"{made.dice.getrandbits(24):06x}9", name))
        if element.get("class"):
            element.set("class", " ".join(renamed.get(name, name) for name in (element.get("class") or "").split()))
        if element.tag in ("script", "style"):
            element.set("nonce", f"{made.dice.getrandbits(64):x}")
        for attribute in ("src", "href"):
            if element.tag in ("script", "link", "img") and element.get(attribute):
                element.set(
                    attribute, f"{(element.get(attribute) or '').split('?')[0]}?v={made.dice.randint(1, 10**6)}"
                )
        if made.dice.random() < 0.05:
            element.set("data-rid", f"{made.dice.getrandbits(32):x}")
    made.body.insert(0, etree.Comment(f" generated {made.dice.getrandbits(30)} "))


def add_cookie_banner(made: Copy, *, is_named: bool) -> None:
    words = COOKIES[made.page.language]
    banner = (
        '<div id="cookie-banner" class="cookie-consent" role="dialog"><h2>Cookies</h2>'
        f"<p>{words}</p><button>OK</button></div>"
        if is_named
        else f'<div class="c-q7 k"><div class="w"><p>{words}</p><p><a href="/p">OK</a></p></div></div>'
    )
    made.body.insert(0 if is_named or made.dice.random() < 0.5 else len(made.body), fragment(banner))


def add_alert(made: Copy, *, is_named: bool) -> None:
    host = made.root.find(".//main")
    names = "site-alert" if is_named else "c-z1"
    (made.body if host is None else host).insert(
        0, fragment(f'<div class="{names}"><p>{ALERTS[made.page.language]}</p></div>')
    )


def add_related(made: Copy, *, is_named: bool, with_lines: bool = False) -> None:
    """A list of other news right behind the statement."""
    items = ""
    for headline in made.dice.sample(HEADLINES[made.page.language], 5):
        line = f"<p>{ALERTS[made.page.language][: made.dice.randint(60, 120)]}</p>" if with_lines else ""
        items += f'<li class="i"><a href="/n/{made.dice.randint(1, 9999)}">{headline}</a>{line}</li>'
    names = "related-news" if is_named else "c-b2 x"
    last = [leaf for leaf in made.leaves if made.main in leaf.iterancestors()][-1]
    while last.getparent() is not made.main:
        last = last.getparent()  # type: ignore[assignment]
    added = fragment(f'<div class="{names}"><h2>{RELATED[made.page.language]}</h2><ul>{items}</ul></div>')
    added.tail, last.tail = last.tail, None
    made.main.insert(list(made.main).index(last) + 1, added)


def add_counters(made: Copy, *, is_named: bool) -> None:
    views, age = COUNTERS[made.page.language]
    seen, minutes = views.format(made.dice.randint(100, 99999)), age.format(made.dice.randint(2, 50))
    spans = f"<span>{seen}</span> <span>{minutes}</span>"
    made.main.insert(0, fragment(f'<div class="{"post-views" if is_named else "c-m3"}">{spans}</div>'))


def redesign(made: Copy) -> None:
    """Every class and id renamed, the statement wrapped twice more."""
    for element in made.body.iter():
        if isinstance(element.tag, str):
            for attribute in ("class", "id"):
                if element.get(attribute):
                    element.set(attribute, " ".join(map(_renamed, (element.get(attribute) or "").split())))
    parent = made.main.getparent()
    if parent is not None and made.main.tag not in ("body", "html"):
        outer = fragment('<div class="wrap-a"><div class="wrap-b"></div></div>')
        place = parent.index(made.main)
        outer.tail, made.main.tail = made.main.tail, None
        outer[0].append(made.main)
        parent.insert(place, outer)


def _renamed(name: str) -> str:
    return "k" + hashlib.sha256(name.encode()).hexdigest()[:8].translate(str.maketrans("0123456789", "ghijklmnop"))


def recapture_all(made: Copy) -> None:
    add_related(made, is_named=True)
    add_counters(made, is_named=True)
    shuffle_links(made)
    change_figures(made)
    change_attributes(made)


ONCE: dict[str, Callable[[Copy], None]] = {
    "links": shuffle_links,
    "figures": change_figures,
    "attributes": change_attributes,
    "cookie banner, named": lambda made: add_cookie_banner(made, is_named=True),
    "cookie banner, anonymous": lambda made: add_cookie_banner(made, is_named=False),
    "alert, named": lambda made: add_alert(made, is_named=True),
    "alert, anonymous": lambda made: add_alert(made, is_named=False),
    "redesign": redesign,
}
TWICE: dict[str, Callable[[Copy], None]] = {
    "related, named": lambda made: add_related(made, is_named=True),
    "related, anonymous": lambda made: add_related(made, is_named=False),
    "related with lines, anonymous": lambda made: add_related(made, is_named=False, with_lines=True),
    "counters": lambda made: add_counters(made, is_named=False),
    "all at once": recapture_all,
}


def write(made: Copy) -> str:
    return str(lxml.html.tostring(made.root, encoding="unicode", doctype="<!DOCTYPE html>"))


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


def time_pages(pages: Sequence[Page]) -> float:
    """Print CPU milliseconds a page, beside trafilatura where that is there; return ours."""
    bodies = [page.html.encode("utf-8", "replace") for page in pages]
    ours = _milliseconds(lambda body: read(body, "text/html; charset=utf-8"), bodies)
    print(f"\nCPU: {ours:.1f} ms a page of {sum(map(len, bodies)) / len(bodies) / 1000:.0f} KB on average")
    try:
        peer: ModuleType = importlib.import_module("trafilatura")
    except ImportError:
        print("trafilatura cannot be imported here, so it is not measured")
        return ours
    theirs = _milliseconds(peer.extract, bodies)
    print(f"trafilatura {getattr(peer, '__version__', '')}: {theirs:.1f} ms a page, {theirs / ours:.1f} times ours")
    return ours


def _milliseconds(action: Callable[[bytes], object], bodies: Sequence[bytes]) -> float:
    action(copy.copy(bodies[0]))
    start = time.process_time()
    for body in bodies:
        action(body)
    return 1000 * (time.process_time() - start) / len(bodies)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="folder of recaptured pages with manifest.json")
    parser.add_argument("--pages", type=int, default=60, help="most real pages to take")
    parser.add_argument("--verbose", action="store_true", help="name every false alarm and every lost edit")
    options = parser.parse_args()
    results = [measure("invented pages", list(golden_pages()), is_verbose=options.verbose)]
    pages = list(golden_pages())
    if (options.data / "manifest.json").is_file():
        pages = list(real_pages(options.data, options.pages))
        results.append(measure("real pages", pages, is_verbose=options.verbose))
    else:
        print(f"\nno real pages at {options.data}; name their folder with --data")
    milliseconds = time_pages(pages)
    most_alarms, least_found, most_milliseconds = BUDGET
    is_kept = milliseconds <= most_milliseconds and all(
        alarms <= most_alarms and found >= least_found for alarms, found in results
    )
    print(f"budget: {'kept' if is_kept else 'MISSED'}")
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
